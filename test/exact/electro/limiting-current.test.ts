import { describe, expect, test } from "vitest";
import { depositionLimit, electrodeCurrent, redoxLimit, supportedLimit } from "#physics/electro/limiting-current.ts";
import { neutralPath } from "../../support/neutral-path.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const film = { diffusivity: 1e-9, concentration: 2, thickness: 1e-4 };
const ferricyanide = { ...film, reactantValence: -3, productValence: -4, temperature: 298.15 };

describe("ferricyanide at a negative electrode", () => {
  const rows: readonly (readonly [support: number, enhancement: number, millivolts: number])[] = [
    [0, 0.902150985397, -1.65816106068],
    [0.1, 0.903488899695, -1.6350958651],
    [1, 0.913998106491, -1.45481026014],
    [10, 0.958193431762, -0.707539095813],
    [100, 0.993063737856, -0.118464663371],
  ];
  for (const [support, enhancement, millivolts] of rows)
    test(`arrives at ${enhancement.toFixed(3)} of its diffusion with ${support} times as much KCl`, () => {
      const limit = redoxLimit({ ...ferricyanide, support: support * film.concentration });
      expect(limit.enhancement).toBeNear(enhancement, TWELVE);
      // -1.6350958651 is given with eleven digits
      expect(limit.surfacePotential * 1e3).toBeNear(millivolts, { rel: support === 0.1 ? 5e-11 : 5e-12 });
      expect(limit.flux).toBeNear(limit.enhancement * 2e-5, { rel: 1e-15 });
    });

  test("without support it is 4 - 48 ln(16/15)", () => {
    // the logarithm is taken 48 times
    expect(redoxLimit({ ...ferricyanide, support: 0 }).enhancement).toBeNear(4 - 48 * Math.log(16 / 15), {
      rel: 1e-14,
    });
  });

  test("with ever more support it diffuses alone, from below", () => {
    const missing = (support: number) => 1 - redoxLimit({ ...ferricyanide, support }).enhancement;
    expect(missing(2e6) / missing(2e7)).toBeNear(10, { rel: 1e-3 });
    expect(missing(2e6)).toBeNear(0, { abs: 1e-6 });
  });
});

describe("the limit solves the Nernst-Planck equations of the film", () => {
  const couples: readonly (readonly [reactant: number, product: number, support: number])[] = [
    [-3, -4, 0],
    [-3, -4, 2],
    [-4, -3, 1], // an oxidation: the positive electrode attracts
    [3, 2, 0],
    [3, 2, 5],
    [2, 4, 3],
    [1, 0, 1],
    [-1, -3, 1],
    [0, -1, 10],
  ];
  for (const [reactantValence, productValence, support] of couples)
    test(`${reactantValence} to ${productValence} with ${support} mM of support`, () => {
      const couple = { ...film, reactantValence, productValence, support, temperature: 298.15 };
      const { flux, surfacePotential } = redoxLimit(couple);
      const D = film.diffusivity;
      const [counterCation, counterAnion] = [Math.max(0, -reactantValence) * 2, Math.max(0, reactantValence) * 2];
      // from the solution to the electrode: what arrives of R leaves as P
      const end = neutralPath(
        [
          { valence: reactantValence, diffusivity: D, start: 2, flux },
          { valence: productValence, diffusivity: D, start: 0, flux: -flux },
          { valence: 1, diffusivity: D, start: support + counterCation, flux: 0 },
          { valence: -1, diffusivity: D, start: support + counterAnion, flux: 0 },
        ],
        film.thickness,
      );
      // Runge-Kutta errs by about (1/2000)^4 = 6e-14 times the steepness, at most some tens
      expect(end.concentrations[0]).toBeNear(0, { abs: 1e-11 });
      expect(end.potential * 0.0256925791211).toBeNear(surfacePotential, { rel: 2e-11 });
      expect(surfacePotential < 0).toBe(reactantValence > productValence);
    });
});

test("silver from its nitrate alone comes twice as fast as with support", () => {
  const silver = { diffusivity: 1.648e-9, concentration: 10, thickness: 1e-4 };
  const alone = depositionLimit({ ...silver, cationValence: 1, anionValence: -1 });
  expect(electrodeCurrent(alone, 1)).toBeNear(31.8015654678, TWELVE);
  expect(electrodeCurrent(supportedLimit(silver), 1)).toBeNear(15.9007827339, TWELVE);
});

test("a divalent cation of a 2:1 salt comes three times as fast, of a 1:2 salt one and a half times", () => {
  const alone = supportedLimit(film);
  expect(depositionLimit({ ...film, cationValence: 2, anionValence: -1 })).toBeNear(3 * alone, { rel: 1e-15 });
  expect(depositionLimit({ ...film, cationValence: 1, anionValence: -2 })).toBeNear(1.5 * alone, { rel: 1e-15 });
  expect(electrodeCurrent(alone, 2)).toBeNear(2 * 96485.33212331 * alone, { rel: 1e-15 });
});

test("what no electrode can do is refused", () => {
  expect(() => redoxLimit({ ...ferricyanide, productValence: -3, support: 1 })).toThrow(/valence = 0/);
  expect(() => redoxLimit({ ...ferricyanide, support: -1 })).toThrow(/support = -1/);
  expect(() => redoxLimit({ ...ferricyanide, concentration: 0, support: 1 })).toThrow(/concentration = 0/);
  const neutral = { ...ferricyanide, reactantValence: 0, productValence: -1 };
  expect(() => redoxLimit({ ...neutral, support: 0 })).toThrow(/needs a support/);
  expect(() => redoxLimit({ ...neutral, productValence: 1, support: 0 })).toThrow(/needs a support/);
  expect(() => depositionLimit({ ...film, cationValence: -1, anionValence: -1 })).toThrow(/cationValence = -1/);
  expect(() => depositionLimit({ ...film, cationValence: 1, anionValence: 1 })).toThrow(/anionValence = 1/);
  expect(() => supportedLimit({ ...film, thickness: 0 })).toThrow(/thickness = 0/);
});
