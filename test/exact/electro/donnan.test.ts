import { expect, test } from "vitest";
import { donnanEquilibrium, donnanRatio, logDonnanShift } from "#physics/electro/donnan.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const salt = (concentration: number) => [
  { valence: 1, concentration },
  { valence: -1, concentration },
];
const MERCURY = 133.322387415; // Pa

test("plasma protein against saline: 6 % more sodium, -1.6 mV, 30 mmHg", () => {
  const phase = { ions: salt(150), fixedCharge: -18, heldParticles: 1, temperature: 310.15 };
  const { ratio, potential, osmoticExcess, concentrations } = donnanEquilibrium(phase);
  expect(ratio).toBeNear(1.06179838291, TWELVE);
  expect(donnanRatio({ concentration: 150, fixedCharge: -18 })).toBeNear(1.06179838291, TWELVE);
  expect(potential * 1e3).toBeNear(-1.60263894239, TWELVE);
  expect(osmoticExcess).toBeNear(3969.99408252, TWELVE);
  expect(osmoticExcess / MERCURY).toBeNear(29.7774001763, TWELVE);
  expect(concentrations[0]).toBeNear(150 * ratio, { rel: 1e-15 });
  expect(concentrations[1]).toBeNear(150 / ratio, { rel: 1e-15 });
});

test("without charge the protein alone makes its van 't Hoff pressure", () => {
  const phase = { ions: salt(150), fixedCharge: 0, heldParticles: 1, temperature: 310.15 };
  expect(donnanEquilibrium(phase).osmoticExcess).toBeNear(2578.73058102, TWELVE);
  expect(donnanEquilibrium(phase).potential).toBeNear(0, { abs: 0 });
});

test("a cation exchanger of 500 mM in 100 mM salt keeps out its co-ion", () => {
  const phase = { ions: salt(100), fixedCharge: -500, temperature: 298.15 };
  const { ratio, potential, concentrations } = donnanEquilibrium(phase);
  expect(ratio).toBeNear(5.19258240357, TWELVE);
  expect(concentrations[1]).toBeNear(19.2582403567, TWELVE);
  expect(potential * 1e3).toBeNear(-42.3216165589, TWELVE);
});

test("a charge of the other sign mirrors it", () => {
  const negative = donnanRatio({ concentration: 100, fixedCharge: -500 });
  expect(donnanRatio({ concentration: 100, fixedCharge: 500 })).toBeNear(1 / negative, { rel: 1e-15 });
});

test("a vanishing charge keeps its digits: F E / RT = X / 2c", () => {
  expect(logDonnanShift(2e-12, 100)).toBeNear(1e-14, { rel: 1e-15 });
  const { potential } = donnanEquilibrium({ ions: salt(100), fixedCharge: 2e-12, temperature: 298.15 });
  expect(potential).toBeNear(0.0256925791211 * 1e-14, { rel: 1e-11 });
});

test("a strong charge lets in its counter-ions alone", () => {
  expect(donnanRatio({ concentration: 1, fixedCharge: -1e9 })).toBeNear(1e9, { rel: 1e-15 });
  expect(donnanRatio({ concentration: 1, fixedCharge: 1e9 })).toBeNear(1e-9, { rel: 1e-15 });
});

test("calcium replaces sodium in a cation exchanger: 2a r² + b r - (2a + b)/r = -X by its cubic", () => {
  // a CaCl2 and b NaCl: 2a r³ + b r² + X r - (2a + b) = 0, solved by Newton's method from above
  const [a, b, X] = [5, 100, -500];
  let r = 20;
  for (let k = 0; k < 50; k++)
    r -= (2 * a * r ** 3 + b * r ** 2 + X * r - (2 * a + b)) / (6 * a * r ** 2 + 2 * b * r + X);
  const ions = [
    { valence: 2, concentration: a },
    { valence: 1, concentration: b },
    { valence: -1, concentration: 2 * a + b },
  ];
  const { ratio, concentrations } = donnanEquilibrium({ ions, fixedCharge: X, temperature: 298.15 });
  expect(ratio).toBeNear(r, { rel: 2e-15 });
  expect(concentrations[0]).toBeNear(a * r * r, { rel: 4e-15 });
});

test("a charge that nothing can balance, and a bath that is not neutral, are refused", () => {
  const temperature = 298.15;
  expect(() => donnanEquilibrium({ ions: [], fixedCharge: 1, temperature })).toThrow(/no ion of the bath balances/);
  const bath = [
    { valence: 1, concentration: 2 },
    { valence: -1, concentration: 1 },
  ];
  expect(() => donnanEquilibrium({ ions: bath, fixedCharge: 1, temperature })).toThrow(/charge of the bath = 1/);
  expect(() => donnanEquilibrium({ ions: salt(-1), fixedCharge: 1, temperature })).toThrow(/concentration = -1/);
  expect(() => donnanRatio({ concentration: 0, fixedCharge: 1 })).toThrow(/concentration = 0/);
  expect(() => donnanRatio({ concentration: 1, fixedCharge: Number.NaN })).toThrow(/fixedCharge = NaN/);
});
