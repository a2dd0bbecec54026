import { expect, test } from "vitest";
import { ambipolarDiffusivity, transportNumber } from "#physics/electro/ambipolar.ts";
import { hendersonPotential } from "#physics/electro/henderson.ts";
import { biIonicPotential, saltJunctionPotential } from "#physics/electro/liquid-junction.ts";
import { planckPotential } from "#physics/electro/planck.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const temperature = 298.15;
const sodium = { valence: 1, diffusivity: 1.334e-9 };
const potassium = { valence: 1, diffusivity: 1.957e-9 };
const chloride = { valence: -1, diffusivity: 2.032e-9 };
const salt = { cation: sodium, anion: chloride, temperature };

/** m gamma of NaCl at 25 °C after Pitzer (1973), with the parameters of Pitzer and Mayorga. */
function meanActivity(m: number): number {
  const root = Math.sqrt(m);
  const longRange = root / (1 + 1.2 * root) + (2 / 1.2) * Math.log(1 + 1.2 * root);
  const pair = 2 * 0.0765 + (0.2664 / (2 * m)) * (1 - (1 + 2 * root - 2 * m) * Math.exp(-2 * root));
  return m * Math.exp(-0.3915 * longRange + m * pair + 1.5 * m * m * 0.00127);
}

test("sodium chloride diffuses at 1.61e-9 m²/s, and sodium alone at 83 % of that", () => {
  expect(ambipolarDiffusivity(salt)).toBeNear(1.61062863933e-9, TWELVE);
  expect(sodium.diffusivity / ambipolarDiffusivity(salt)).toBeNear(0.828248031496, TWELVE);
  expect(transportNumber(salt)).toBeNear(1.334 / 3.366, { rel: 1e-15 });
  expect(() => ambipolarDiffusivity({ cation: chloride, anion: chloride })).toThrow(/valence = -1/);
  expect(() => ambipolarDiffusivity({ cation: sodium, anion: sodium })).toThrow(/valence = 1/);
});

test("a 2:1 salt: D = 3 D+ D- / (2 D+ + D-)", () => {
  const magnesium = { valence: 2, diffusivity: 0.7e-9 };
  const both = { cation: magnesium, anion: chloride };
  expect(ambipolarDiffusivity(both)).toBeNear((3 * 0.7 * 2.032e-9) / (1.4 + 2.032), { rel: 1e-15 });
  expect(transportNumber(both)).toBeNear(1.4 / 3.432, { rel: 1e-15 });
});

test("the dilute side of NaCl is negative, by 12.3 mV for a factor of ten", () => {
  expect(-saltJunctionPotential({ ...salt, left: 150, right: 15 }) * 1e3).toBeNear(-12.2677439334, TWELVE);
});

test("with the activities of Pitzer it is 11.4 mV", () => {
  const potential = saltJunctionPotential({ ...salt, left: meanActivity(0.15), right: meanActivity(0.015) });
  expect(-potential * 1e3).toBeNear(-11.3915933767, TWELVE);
});

test("KCl against NaCl: Lewis-Sargent, Planck and Henderson are one", () => {
  const ions = [
    { ...potassium, left: 100, right: 0 },
    { ...sodium, left: 0, right: 100 },
    { ...chloride, left: 100, right: 100 },
  ];
  const [left, right, common] = [1.957e-9, 1.334e-9, 2.032e-9];
  const potential = biIonicPotential({ valence: 1, left, right, common, temperature });
  expect(-potential * 1e3).toBeNear(4.36299758278, TWELVE);
  expect(hendersonPotential({ ions, temperature })).toBeNear(potential, { rel: 1e-14 });
  expect(planckPotential({ ions, temperature })).toBeNear(potential, { rel: 1e-14 });
  // with a common cation the sign is the other
  expect(biIonicPotential({ valence: -1, left, right, common, temperature })).toBeNear(-potential, { rel: 1e-15 });
});

test("for one salt of any valences Henderson gives the diffusion potential", () => {
  const magnesium = { valence: 2, diffusivity: 0.7e-9 };
  const ions = [
    { ...magnesium, left: 30, right: 2 },
    { ...chloride, left: 60, right: 4 },
  ];
  const both = { cation: magnesium, anion: chloride, temperature };
  const potential = saltJunctionPotential({ ...both, left: 30, right: 2 });
  // -(D+ - D-) / (2 D+ + D-) ln 15
  expect(potential).toBeNear(0.0256925791211 * (1.332 / 3.432) * Math.log(15), { rel: 1e-11 });
  expect(hendersonPotential({ ions, temperature })).toBeNear(potential, { rel: 1e-14 });
});

test("Henderson's potential is the integral of the field over a linear mixture", () => {
  const ions = [
    { valence: 2, diffusivity: 0.79e-9, left: 3, right: 40 },
    { valence: 1, diffusivity: 9.31e-9, left: 100, right: 5 },
    { valence: -1, diffusivity: 2.03e-9, left: 100, right: 5 },
    { valence: -2, diffusivity: 1.07e-9, left: 3, right: 40 },
  ];
  const field = (x: number): number => {
    let [drive, conductivity] = [0, 0];
    for (const { valence: z, diffusivity: D, left, right } of ions) {
      drive += z * D * (right - left);
      conductivity += z * z * D * (left + (right - left) * x);
    }
    return drive / conductivity;
  };
  // Simpson's rule on 2000 intervals: error about (1/2000)^4
  let sum = 0;
  const n = 2000;
  for (let k = 0; k <= n; k++) sum += (k === 0 || k === n ? 1 : k % 2 === 0 ? 2 : 4) * field(k / n);
  const expected = (0.0256925791211 * sum) / (3 * n);
  expect(hendersonPotential({ ions, temperature })).toBeNear(expected, { rel: 1e-11 });
});

test("a junction with a side that is not neutral, or empty, is refused", () => {
  const ions = [
    { ...potassium, left: 100, right: 10 },
    { ...chloride, left: 100, right: 11 },
  ];
  expect(() => hendersonPotential({ ions, temperature })).toThrow(/charge on the right = -1/);
  expect(() => planckPotential({ ions, temperature })).toThrow(/charge on the right = -1/);
  const empty = ions.map((ion) => ({ ...ion, right: 0 }));
  expect(() => hendersonPotential({ ions: empty, temperature })).toThrow(/right = 0/);
  expect(() => planckPotential({ ions: empty, temperature })).toThrow(/right = 0/);
  expect(() => saltJunctionPotential({ ...salt, left: 1, right: 0 })).toThrow(/right = 0/);
  expect(() => biIonicPotential({ valence: 1, left: 1, right: 1, common: 0, temperature })).toThrow(/common = 0/);
});
