import { expect, test } from "vitest";
import { pitzerActivity } from "#physics/activity/pitzer.ts";
import { WATER_SLOPE_25C } from "#physics/activity/pitzer-table.ts";
import { lnSolventActivity, WATER_MOLAR_MASS } from "#physics/activity/solvent-activity.ts";
import { boyleVantHoffVolume } from "#physics/osmosis/boyle-vant-hoff.ts";
import { colloidPressure, LANDIS_PAPPENHEIMER } from "#physics/osmosis/colloid.ts";
import { apparentMolarVolume, molality, molarity } from "#physics/osmosis/molarity.ts";
import { molarOsmoticCoefficient, osmoticPressure, vantHoffPressure } from "#physics/osmosis/osmotic-pressure.ts";
import { raoultLnActivity } from "#physics/osmosis/raoult.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const temperature = 298.15;
const solventDensity = 997.047;
const molarVolume = WATER_MOLAR_MASS / solventDensity;
const MMHG = 133.322387415;

// The parameters of Pitzer and Mayorga (1973).
const sodiumChloride = pitzerActivity({
  cationCharge: 1,
  anionCharge: -1,
  beta0: 0.0765,
  beta1: 0.2664,
  cPhi: 0.00127,
  slope: WATER_SLOPE_25C,
});
/** V_φ = 16.62 + 1.868 sqrt(c) cm³/mol, c in mol/L. */
const salt = { infiniteDilution: 16.62e-6, slope: 1.868e-6 / Math.sqrt(1000), solventDensity };

test("molar volume of water at 25 °C", () => {
  expect(molarVolume).toBeNear(1.80686246486e-5, TWELVE);
});

/** m, a_w, exact [MPa], molarity [mol/L], van 't Hoff [MPa], with a molal φ [MPa], error of that. */
const SALT_WATER: readonly (readonly [number, number, number, number, number, number, number])[] = [
  [0.15, 0.995005689629, 0.686920053457, 0.149170171344, 0.73957288972, 0.685143108089, -0.00258682994943],
  [0.5, 0.983541418882, 2.27685295869, 0.494106163471, 2.44973589461, 2.25667813093, -0.00886083911506],
  [1, 0.966842324143, 4.6262551593, 0.979019565255, 4.85389486681, 4.54260863813, -0.0180808274283],
  [2, 0.931528252714, 9.73119699406, 1.92052997917, 9.52182258484, 9.37220389825, -0.0368909493899],
];

test.each(
  SALT_WATER,
)("osmotic pressure of NaCl at %d mol/kg, exact and by two laws", (m, a, exact, c, ideal, text, error) => {
  const lnActivity = lnSolventActivity(sodiumChloride, m, WATER_MOLAR_MASS);
  expect(Math.exp(lnActivity)).toBeNear(a, TWELVE);
  const pressure = osmoticPressure({ lnActivity, molarVolume, temperature });
  expect(pressure / 1e6).toBeNear(exact, TWELVE);
  const molar = molarity(m, salt);
  expect(molar / 1e3).toBeNear(c, TWELVE);
  expect(molality(molar, salt)).toBeNear(m, { rel: 1e-14 });
  expect(vantHoffPressure({ osmolarity: 2 * molar, temperature }) / 1e6).toBeNear(ideal, TWELVE);
  const osmoticCoefficient = sodiumChloride.osmoticCoefficient(m);
  const corrected = vantHoffPressure({ osmolarity: 2 * molar, temperature, osmoticCoefficient });
  expect(corrected / 1e6).toBeNear(text, TWELVE);
  expect(corrected / pressure - 1).toBeNear(error, TWELVE);
});

test("the difference of osmotic pressures across a membrane is that of the osmolarities", () => {
  expect(vantHoffPressure({ osmolarity: 100 - 10, temperature })).toBeNear(223106.132664, TWELVE);
  expect(vantHoffPressure({ osmolarity: 10 - 100, temperature })).toBeNear(-223106.132664, TWELVE);
});

test("pure water draws none, and what has no meaning is refused", () => {
  expect(osmoticPressure({ lnActivity: 0, molarVolume, temperature })).toBe(0);
  expect(molarity(0, salt)).toBe(0);
  expect(() => osmoticPressure({ lnActivity: 0.1, molarVolume, temperature })).toThrow(/lnActivity = 0.1/);
  expect(() => osmoticPressure({ lnActivity: 0, molarVolume: 0, temperature })).toThrow(/molarVolume = 0/);
  expect(() => vantHoffPressure({ osmolarity: 1, temperature, osmoticCoefficient: 0 })).toThrow(/Coefficient = 0/);
  expect(() => molality(1e5, salt)).toThrow(/concentration = 100000/);
  expect(() => molarity(-1, salt)).toThrow(/molality = -1/);
});

test("a solute that draws the solvent together is more concentrated per volume than per mass", () => {
  const shrinking = { infiniteDilution: -7e-6, slope: 1e-6, solventDensity };
  const c = molarity(0.01, shrinking);
  expect(c).toBeNear(0.01 / (1 / 997.047 + 0.01 * (-7e-6 + 1e-6 * Math.sqrt(c))), { rel: 1e-14 });
  const dense = molarity(0.1, { infiniteDilution: -20e-6, solventDensity });
  expect(dense).toBeGreaterThan(99.7047);
  expect(apparentMolarVolume(1000, salt)).toBeNear(18.488e-6, { rel: 1e-14 });
});

test("osmotic coefficient of a mixture from its measured pressure", () => {
  const osmolarity = 2 * 120 + 2 * 5 + 10 + 5;
  const measured = { pressure: 636000, osmolarity, temperature: 310.15 };
  expect(molarOsmoticCoefficient(measured)).toBeNear(0.930690479131, TWELVE);
  expect(() => molarOsmoticCoefficient({ ...measured, osmolarity: 0 })).toThrow(/osmolarity = 0/);
});

test("an ideal solution of 1 mol/kg is 0.9 % below van 't Hoff's law", () => {
  const solution = { osmolality: 1, molarMass: WATER_MOLAR_MASS };
  const exact = osmoticPressure({ lnActivity: raoultLnActivity(solution), molarVolume, temperature });
  expect(exact / 1e6).toBeNear(2.44963689926, TWELVE);
  const ideal = vantHoffPressure({ osmolarity: solventDensity * 1, temperature });
  expect(ideal / 1e6).toBeNear(2.47163666949, TWELVE);
  expect(exact / ideal).toBeNear(0.991099108335, TWELVE);
  expect(raoultLnActivity({ ...solution, osmolality: 1e-20 })).toBeNear(-1e-20 * WATER_MOLAR_MASS, { rel: 1e-15 });
  expect(() => raoultLnActivity({ ...solution, osmolality: -1 })).toThrow(/osmolality = -1/);
});

test("colloid osmotic pressure of plasma rises faster than its protein", () => {
  const { plasma, albumin, globulin } = LANDIS_PAPPENHEIMER;
  expect(colloidPressure(73, plasma)).toBeNear(3647.37427979, TWELVE);
  expect(colloidPressure(73, plasma) / MMHG).toBeNear(27.357553, { rel: 1e-14 });
  expect((73 * plasma.linear) / MMHG).toBeNear(15.33, { rel: 1e-14 });
  expect(colloidPressure(73, plasma) / (73 * plasma.linear)).toBeNear(1.78457619048, TWELVE);
  expect(colloidPressure(146, plasma) / MMHG).toBeNear(92.774824, { rel: 1e-14 });
  expect(colloidPressure(40, albumin) / MMHG).toBeNear(2.8 * 4 + 0.18 * 16 + 0.012 * 64, { rel: 1e-14 });
  expect(colloidPressure(40, globulin) / MMHG).toBeNear(1.6 * 4 + 0.15 * 16 + 0.006 * 64, { rel: 1e-14 });
  expect(() => colloidPressure(-1, plasma)).toThrow(/protein = -1/);
});

test("a cell shrinks to the volume at which its solutes are as concentrated as those outside", () => {
  expect(boyleVantHoffVolume({ inactive: 0.4, tonicity: 2 })).toBeNear(0.7, { rel: 1e-15 });
  expect(boyleVantHoffVolume({ inactive: 0.4, tonicity: 200 / 300 })).toBeNear(1.3, { rel: 1e-15 });
  expect(boyleVantHoffVolume({ inactive: 0.4, tonicity: 1 })).toBe(1);
  expect(() => boyleVantHoffVolume({ inactive: 1, tonicity: 1 })).toThrow(/inactive = 1/);
  expect(() => boyleVantHoffVolume({ inactive: 0, tonicity: 0 })).toThrow(/tonicity = 0/);
});
