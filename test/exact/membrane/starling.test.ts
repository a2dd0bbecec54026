import { expect, test } from "vitest";
import { revisedStarling } from "#physics/membrane/revised-starling.ts";
import { observedSieving, sievingCoefficient } from "#physics/membrane/sieving.ts";
import { capillaryFiltration, starlingFlux, stillPressure } from "#physics/membrane/starling.ts";
import { twoBarrierFlow } from "#physics/membrane/two-barriers.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const MMHG = 133.322387415;

test("a filtrate that is carried away is sieved by 1 - σ only in fast flow", () => {
  expect(sievingCoefficient(0.6, 0.2)).toBeNear(0.786222939709, TWELVE);
  expect(sievingCoefficient(0.6, 2)).toBeNear(0.435351011466, TWELVE);
  expect(sievingCoefficient(0.6, Number.POSITIVE_INFINITY)).toBeNear(0.4, { rel: 1e-15 });
  expect(sievingCoefficient(0.6, 0)).toBe(1);
  const solute = { permeability: 2e-7, reflection: 0.6 };
  expect(observedSieving({ ...solute, volumeFlux: 1e-7 })).toBeNear(0.786222939709, TWELVE);
  expect(observedSieving({ ...solute, volumeFlux: 1e-6 })).toBeNear(0.435351011466, TWELVE);
  expect(observedSieving({ ...solute, permeability: 0, volumeFlux: 1e-6 })).toBeNear(0.4, { rel: 1e-15 });
  expect(observedSieving({ ...solute, reflection: 1, volumeFlux: 6e-7 })).toBeNear(0.25, { rel: 1e-15 });
  expect(() => sievingCoefficient(1, 1)).toThrow(/reflection = 1/);
  expect(() => sievingCoefficient(0.5, -1)).toThrow(/peclet = -1/);
  expect(() => observedSieving({ ...solute, volumeFlux: -1 })).toThrow(/volumeFlux = -1/);
  expect(() => observedSieving({ permeability: 0, reflection: 1, volumeFlux: 0 })).toThrow(/permeability = 0/);
});

test("pressure drives water against osmosis", () => {
  const osmoticPressure = 223106.132664;
  const membrane = { hydraulicConductivity: 1e-12, reflection: 0.6, osmoticPressure };
  expect(starlingFlux({ ...membrane, pressure: 2e5 })).toBeNear(6.61363204015e-8, { rel: 1e-11 }); // ΔΠ has twelve digits
  expect(stillPressure(membrane)).toBeNear(133863.679599, TWELVE);
  expect(() => starlingFlux({ ...membrane, pressure: Number.NaN })).toThrow(/pressure = NaN/);
  expect(() => starlingFlux({ ...membrane, hydraulicConductivity: -1, pressure: 0 })).toThrow(/hydraulic/);
  expect(() => stillPressure({ reflection: 2, osmoticPressure })).toThrow(/reflection = 2/);
});

test("a capillary by the old reckoning filters at its arterial end and absorbs at its venous end", () => {
  const capillary = {
    hydraulicConductivity: 1e-9 / MMHG,
    reflection: 0.9,
    arterial: 35 * MMHG,
    venous: 15 * MMHG,
    tissue: -3 * MMHG,
    plasmaColloid: 30 * MMHG,
    tissueColloid: 8 * MMHG,
  };
  const { arterial, venous, mean, turningPoint } = capillaryFiltration(capillary);
  expect(arterial).toBeNear(1.82e-8, { rel: 1e-14 });
  expect(venous).toBeNear(-1.8e-9, { rel: 1e-14 });
  expect(mean).toBeNear(8.2e-9, { rel: 1e-14 });
  expect(turningPoint).toBeNear(0.91, { rel: 1e-14 });
  expect(capillaryFiltration({ ...capillary, venous: 20 * MMHG })).not.toHaveProperty("turningPoint");
});

/** ΔP [mmHg], J_v [m s^-1], Pe. */
const STEADY: readonly (readonly [number, number, number])[] = [
  [5, 2.48333358802e-10, 0.0248333358802],
  [10, 6.01040593077e-10, 0.0601040593077],
  [20, 1.77127641423e-9, 0.177127641423],
  [30, 3.60960336779e-9, 0.360960336779],
  [40, 5.8674383051e-9, 0.58674383051],
];
const barrier = { hydraulicConductivity: 2e-12, permeability: 1e-9, reflection: 0.9, plasmaColloid: 25 * MMHG };

test.each(STEADY)("in the steady state %d mmHg filter, however strong the plasma draws", (pressure, flux, peclet) => {
  const steady = revisedStarling({ ...barrier, pressure: pressure * MMHG });
  expect(steady.volumeFlux).toBeNear(flux, { rel: 1e-11 }); // eleven digits are given of one
  expect(steady.peclet).toBeNear(peclet, { rel: 1e-11 });
  // the flux it implies, by the law it started from
  const osmoticPressure = 25 * MMHG - steady.colloidBehind;
  expect(starlingFlux({ ...barrier, pressure: pressure * MMHG, osmoticPressure })).toBeNear(flux, { rel: 2e-11 });
});

test("without what is filtered behind the barrier, 10 mmHg would absorb", () => {
  const naive = starlingFlux({ ...barrier, pressure: 10 * MMHG, osmoticPressure: 25 * MMHG });
  expect(naive).toBeNear(-3.33305968537e-9, TWELVE);
});

test("limits of steady filtration", () => {
  expect(revisedStarling({ ...barrier, pressure: 0 })).toEqual({
    volumeFlux: 0,
    peclet: 0,
    colloidBehind: 25 * MMHG,
  });
  // slow: J_v = L_p ΔP / (1 + L_p σ² π_p / P); the next order is of the size of Pe
  const slow = revisedStarling({ ...barrier, pressure: 1e-6 }).volumeFlux;
  expect(slow).toBeNear(2e-18 / (1 + (2e-12 * 0.81 * 25 * MMHG) / 1e-9), { rel: 1e-8 });
  // fast: σ² of the colloid osmotic pressure opposes
  const fast = revisedStarling({ ...barrier, pressure: 1e6 }).volumeFlux;
  expect(fast).toBeNear(2e-12 * (1e6 - 0.81 * 25 * MMHG), { rel: 1e-13 });
  // held back wholly: J_v / L_p = ΔP - π_p J_v / (J_v + P), a quadratic
  const held = revisedStarling({ ...barrier, reflection: 1, pressure: 10 * MMHG });
  const b = 1e-9 + 2e-12 * (25 - 10) * MMHG;
  expect(held.volumeFlux).toBeNear((-b + Math.sqrt(b * b + 4 * 1e-9 * 2e-12 * 10 * MMHG)) / 2, { rel: 1e-13 });
  const closed = { ...barrier, permeability: 0 };
  expect(revisedStarling({ ...closed, pressure: 10 * MMHG }).volumeFlux).toBe(0);
  expect(revisedStarling({ ...closed, pressure: 30 * MMHG }).volumeFlux).toBeNear(2e-12 * 9.75 * MMHG, { rel: 1e-13 });
  expect(() => revisedStarling({ ...barrier, pressure: -1 })).toThrow(/pressure = -1/);
  expect(() => revisedStarling({ ...barrier, plasmaColloid: -1, pressure: 1 })).toThrow(/plasmaColloid = -1/);
});

test("water moves between equal solutions through two unlike barriers about a concentrated middle", () => {
  const first = { hydraulicConductivity: 2e-12, reflection: 0.9 };
  const second = { hydraulicConductivity: 5e-12, reflection: 0.1 };
  const flow = twoBarrierFlow({ first, second, excess: 50, temperature: 298.15 });
  expect(flow.volumeFlux).toBeNear(1.41654687406e-7, TWELVE);
  expect(flow.middlePressure).toBeNear(40725.7226292, TWELVE);
  const back = twoBarrierFlow({ first: second, second: first, excess: 50, temperature: 298.15 });
  expect(back.volumeFlux).toBeNear(-1.41654687406e-7, TWELVE);
  expect(back.middlePressure).toBeNear(40725.7226292, TWELVE);
  const sealed = { ...second, hydraulicConductivity: 0 };
  expect(() => twoBarrierFlow({ first, second: sealed, excess: 50, temperature: 298.15 })).toThrow(/must pass both/);
});
