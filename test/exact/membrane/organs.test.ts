import { expect, test } from "vitest";
import { cableAttenuation, cableInputConductance, lengthConstant } from "#physics/membrane/cable.ts";
import {
  capillaryClearance,
  croneRenkin,
  permeabilitySurfaceOf,
  unboundPartition,
  uptakeHalfTime,
} from "#physics/membrane/capillary-exchange.ts";
import { hillSaturation, pressureAfter } from "#physics/membrane/capillary-oxygen.ts";
import { diffusingCapacity } from "#physics/membrane/gas-exchange.ts";
import { glomerularFiltrationRate } from "#physics/membrane/glomerulus.ts";
import { hydraulicConductivity, osmoticPermeability } from "#physics/membrane/osmotic-permeability.ts";
import { pumpLeakSteadyState, restingVolume } from "#physics/membrane/pump-leak.ts";
import { abelNobleFugacity, sievertsConcentration } from "#physics/membrane/sieverts.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const MMHG = 133.322387415;

test("what osmosis and pressure drive through one membrane differ by the molar volume of water and RT", () => {
  const solvent = { molarVolume: 1.806862e-5, temperature: 293.15 };
  const conductivity = hydraulicConductivity({ osmoticPermeability: 1.086e-4, ...solvent });
  expect(conductivity).toBeNear(8.05064591858e-13, TWELVE);
  const warm = { ...solvent, temperature: 298.15 };
  expect(osmoticPermeability({ hydraulicConductivity: 1e-12, ...warm })).toBeNear(1.37196810249e-4, TWELVE);
  expect(() => hydraulicConductivity({ osmoticPermeability: -1, ...solvent })).toThrow(/osmoticPermeability = -1/);
  expect(() => osmoticPermeability({ hydraulicConductivity: -1, ...solvent })).toThrow(/hydraulicConductivity = -1/);
  expect(() => osmoticPermeability({ hydraulicConductivity: 1, ...solvent, molarVolume: 0 })).toThrow(
    /molarVolume = 0/,
  );
});

const rat = {
  flow: 75e-12 / 60,
  protein: 58,
  pressure: 35 * MMHG,
  linear: 0.163 * MMHG,
  quadratic: 0.00294 * MMHG,
};

test("a glomerulus filters until its protein is concentrated", () => {
  const perMinute = (filtration: number) => {
    const filtered = glomerularFiltrationRate({ ...rat, filtration: (filtration * 1e-12) / 60 / MMHG });
    return [filtered * 60e12, rat.protein / (1 - filtered / rat.flow) / 10];
  };
  const [filtered, protein] = perMinute(4.8);
  expect(protein).toBeNear(8.44671311153, TWELVE);
  expect(filtered).toBeNear(23.5006778073, TWELVE);
  const [little, diluted] = perMinute(1.2);
  expect(diluted).toBeNear(7.16432771479, TWELVE);
  expect(little).toBeNear(14.2825094947, TWELVE);
  // at equilibrium, whatever the wall
  for (const filtration of [1e4, 1e9, 1e20]) {
    const [most, last] = perMinute(filtration);
    expect(most).toBeNear(23.7356631847, TWELVE);
    expect(last).toBeNear(8.48543114032, TWELVE);
  }
  // a short capillary filters K_f (ΔP - π_A); the next order is of the size of K_f ΔP / Q_A
  const driving = 35 - 1.63 * 5.8 - 0.294 * 5.8 ** 2;
  expect(perMinute(1e-8)[0]).toBeNear(1e-8 * driving, { rel: 5e-9 });
  expect(perMinute(1e-15)[0]).toBeNear(1e-15 * driving, { rel: 1e-13 });
  // protein so dilute that filtration would stop at 1e8 times as much of it
  const dilute = { flow: 1, protein: 1, pressure: 1e3, linear: 1e-5, quadratic: 0 };
  for (const filtration of [1e-15, 1e-12, 1e-9])
    expect(glomerularFiltrationRate({ ...dilute, filtration })).toBeNear(filtration * (1e3 - 1e-5), { rel: 1e-13 });
  const linear = { ...rat, quadratic: 0, linear: 0.3 * MMHG, filtration: 1 };
  expect(glomerularFiltrationRate(linear) / rat.flow).toBeNear(1 - (58 * 0.3) / 35, { rel: 1e-14 });
  expect(() => glomerularFiltrationRate({ ...rat, pressure: 15 * MMHG, filtration: 1 })).toThrow(/pressure/);
  expect(() => glomerularFiltrationRate({ ...rat, linear: 0, quadratic: 0, filtration: 1 })).toThrow(/never stops/);
  expect(() => glomerularFiltrationRate({ ...rat, linear: -1, filtration: 1 })).toThrow(/linear = -1/);
  expect(() => glomerularFiltrationRate({ ...rat, filtration: 0 })).toThrow(/filtration = 0/);
});

test("gas through a wall goes by Krogh's constant", () => {
  // in cm, minutes and mmHg
  const lung = { area: 70e4, thickness: 0.6e-4, krogh: 3.3e-8 };
  const healthy = diffusingCapacity(lung) * 60;
  expect(healthy).toBeNear(23100, { rel: 1e-14 });
  const fibrotic = diffusingCapacity({ ...lung, thickness: 2.5 * 0.6e-4 }) * 1.3 * 60;
  expect(fibrotic / healthy).toBeNear(0.52, { rel: 1e-14 });
  const dioxide = { ...lung, krogh: 0.85 * 24 * 3.3e-8 };
  expect(diffusingCapacity(dioxide) / diffusingCapacity(lung)).toBeNear(20.4, { rel: 1e-14 });
  expect(() => diffusingCapacity({ ...lung, krogh: -1 })).toThrow(/krogh = -1/);
  expect(() => diffusingCapacity({ ...lung, thickness: 0 })).toThrow(/thickness = 0/);
});

// in mL, mmHg and seconds
const haemoglobin = { halfPressure: 26.8, exponent: 2.7 };
/** dC/dP = C_max n S (1 - S) / P + α of Hill's law. */
const capacitance = (p: number, capacity: number) => {
  const S = p ** 2.7 / (p ** 2.7 + 26.8 ** 2.7);
  return (capacity * 2.7 * S * (1 - S)) / p + 3.1e-5;
};
const lung = {
  capacitance: (p: number) => capacitance(p, 0.15 * 1.34),
  diffusingCapacity: 21 / 60,
  volume: 70,
  outside: 100,
  start: 40,
};

test("blood takes up oxygen in a third of its time in the lung, but not behind a thickened wall", () => {
  expect(pressureAfter({ ...lung, time: 0.326813734599 })).toBeNear(99, TWELVE);
  expect(pressureAfter({ ...lung, time: 0.234376395691 })).toBeNear(90, TWELVE);
  expect(pressureAfter({ ...lung, time: 0.75 })).toBeNear(99.9999931154, TWELVE);
  expect(pressureAfter({ ...lung, time: 0.25 })).toBeNear(92.8629179267, TWELVE);
  const thick = { ...lung, diffusingCapacity: 21 / 4 / 60 };
  expect(pressureAfter({ ...thick, time: 0.75 })).toBeNear(77.9455265726, TWELVE);
  expect(pressureAfter({ ...thick, time: 0.25 })).toBeNear(48.5278883833, TWELVE);
  expect(pressureAfter({ ...lung, time: 0 })).toBe(40);
  expect(pressureAfter({ ...lung, time: 1e9 })).toBe(100);
  expect(() => pressureAfter({ ...lung, start: 100, time: 1 })).toThrow(/start = 100/);
  expect(() => pressureAfter({ ...lung, time: -1 })).toThrow(/time = -1/);
});

test("blood that binds nothing comes to the pressure outside exponentially, and gives off as it takes up", () => {
  const plasma = { ...lung, capacitance: () => 3.1e-5 };
  const time = (70 * 3.1e-5) / 0.35;
  expect(pressureAfter({ ...plasma, time })).toBeNear(100 - 60 / Math.E, { rel: 1e-13 });
  expect(pressureAfter({ ...plasma, start: 100, outside: 40, time })).toBeNear(40 + 60 / Math.E, { rel: 1e-13 });
  // the same capacitance is passed through on the way back: the times to and fro by the midpoint rule, h² / 24 off
  const steps = 20_000;
  let time40 = 0;
  for (let i = 0; i < steps; i++) {
    const p = 100 - (60 / steps) * (i + 0.5);
    time40 += ((70 / 0.35) * (60 / steps) * capacitance(p, 0.15 * 1.34)) / (p - 20);
  }
  expect(pressureAfter({ ...lung, start: 100, outside: 20, time: time40 })).toBeNear(40, { rel: 1e-7 });
});

test("half of the binding sites are taken at P50", () => {
  expect(hillSaturation(26.8, haemoglobin)).toBe(0.5);
  expect(hillSaturation(0, haemoglobin)).toBe(0);
  expect(hillSaturation(100, haemoglobin)).toBeNear(100 ** 2.7 / (100 ** 2.7 + 26.8 ** 2.7), { rel: 1e-14 });
  expect(() => hillSaturation(-1, haemoglobin)).toThrow(/pressure = -1/);
});

test("hydrogen dissolves in steel as the root of its fugacity", () => {
  const fugacity = abelNobleFugacity({ pressure: 70e6, covolume: 15.84e-6, temperature: 423.15 });
  expect(fugacity).toBeNear(95.9330540177e6, TWELVE);
  expect(sievertsConcentration({ solubility: 2, fugacity: 9 })).toBe(6);
  expect(() => sievertsConcentration({ solubility: 2, fugacity: -1 })).toThrow(/fugacity = -1/);
});

test("extraction is limited by the wall or by the flow", () => {
  const wall = (permeabilitySurface: number) => ({ permeabilitySurface, flow: 0.5 });
  expect(croneRenkin(wall(2))).toBeNear(0.981684361111, TWELVE);
  expect(capillaryClearance(wall(2))).toBeNear(0.490842180556, TWELVE);
  expect(croneRenkin(wall(1e-3))).toBeNear(0.00199800133267, TWELVE);
  expect(capillaryClearance(wall(1e-2)) / capillaryClearance(wall(1e-3))).toBeNear(9.91056731019, TWELVE);
  expect(capillaryClearance(wall(20)) / capillaryClearance(wall(2))).toBeNear(1.01865736036, TWELVE);
  expect(permeabilitySurfaceOf({ extraction: 0.35, flow: 0.5 })).toBeNear(0.215391458046, TWELVE);
  expect(unboundPartition({ permeabilitySurface: 1, efflux: 4 })).toBeNear(0.2, { rel: 1e-15 });
  expect(uptakeHalfTime({ ...wall(0.1), distribution: 0.8 })).toBeNear(6.11816680285, TWELVE);
  expect(croneRenkin(wall(1e-20))).toBeNear(2e-20, { rel: 1e-15 });
  expect(() => croneRenkin({ permeabilitySurface: 1, flow: 0 })).toThrow(/flow = 0/);
  expect(() => permeabilitySurfaceOf({ extraction: 1, flow: 1 })).toThrow(/extraction = 1/);
});

const neuron = {
  sodium: 145,
  potassium: 5,
  chloride: 150,
  sodiumConductance: 0.1,
  potassiumConductance: 1,
  pump: 5e-8,
  impermeantCharge: -1,
  temperature: 310.15,
};

function steady(cell: typeof neuron) {
  const state = pumpLeakSteadyState(cell);
  if (state.kind !== "steady") throw new Error("no steady state");
  return state;
}

test("a pumped cell rests at -79 mV and at a volume", () => {
  const state = steady(neuron);
  expect(state.leakRatio).toBeNear(0.0521263445953, TWELVE);
  expect(state.voltage * 1e3).toBeNear(-78.9528175355, TWELVE);
  expect(state.sodium).toBeNear(12.3752819788, TWELVE);
  expect(state.potassium).toBeNear(137.624718021, TWELVE);
  expect(state.chloride).toBeNear(7.81895168929, TWELVE);
  expect(state.impermeant).toBeNear(142.181048311, TWELVE);
  expect(restingVolume({ impermeant: 100, state })).toBeNear(0.703328616494, TWELVE);
  expect(steady({ ...neuron, impermeantCharge: -1.5 }).voltage * 1e3).toBeNear(-83.6300330157, TWELVE);
});

test("whatever the charge that is held, the cell is neutral and in osmotic balance", () => {
  for (const impermeantCharge of [-40, -3, -1.0001, -1, -0.9999999, -0.9, 0, 0.5, 1, 2, 40]) {
    const { sodium, potassium, chloride, impermeant } = steady({ ...neuron, impermeantCharge });
    expect(impermeant).toBeGreaterThan(0);
    const scale = 1e-13 * (sodium + potassium + chloride + Math.abs(impermeantCharge) * impermeant);
    expect(sodium + potassium - chloride + impermeantCharge * impermeant).toBeNear(0, { abs: scale });
    expect(sodium + potassium + chloride + impermeant).toBeNear(300, { abs: scale });
  }
});

test("without its pump, or with one too weak, a cell swells for ever", () => {
  expect(pumpLeakSteadyState({ ...neuron, pump: 0 })).toEqual({ kind: "no-steady-state", leakRatio: 1 });
  // one that lets potassium back far less well than sodium pumps itself full of it
  const leaky = pumpLeakSteadyState({ ...neuron, potassiumConductance: 1e-3 });
  expect(leaky.kind).toBe("no-steady-state");
  expect(leaky.leakRatio).toBeGreaterThan(1);
  expect(() => pumpLeakSteadyState({ ...neuron, sodium: 100 })).toThrow(/charge of the bath = -45/);
  expect(() => pumpLeakSteadyState({ ...neuron, pump: -1 })).toThrow(/pump = -1/);
});

const fibre = { membraneResistance: 1, axialResistivity: 1, diameter: 2e-6 };

test("voltage spreads along a fibre as by diffusion with a leak", () => {
  const lambda = lengthConstant(fibre);
  expect(lambda).toBeNear(7.07106781187e-4, TWELVE);
  const place = { length: 1e-3, lengthConstant: lambda };
  expect(cableAttenuation({ ...place, distance: 1e-3 })).toBeNear(0.459098131085, TWELVE);
  expect(cableInputConductance({ ...fibre, length: 1e-3 })).toBeNear(3.94699305408e-9, TWELVE);
  expect(cableAttenuation({ ...place, distance: 0 })).toBe(1);
  const half = Math.cosh(0.5e-3 / 7.071067811865476e-4) / Math.cosh(1e-3 / 7.071067811865476e-4);
  expect(cableAttenuation({ ...place, distance: 0.5e-3 })).toBeNear(half, { rel: 1e-14 });
  // so long that its end does not count
  expect(cableAttenuation({ ...place, length: 1, distance: 1e-3 })).toBeNear(Math.exp(-Math.SQRT2), { rel: 1e-14 });
  expect(() => cableAttenuation({ ...place, distance: 2, length: 1 })).toThrow(/distance = 2/);
  expect(() => cableAttenuation({ ...place, distance: 0, lengthConstant: 0 })).toThrow(/lengthConstant = 0/);
});
