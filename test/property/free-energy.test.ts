import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activity } from "#physics/activity/activity.ts";
import { doubleWell, type FreeEnergy, polynomialFreeEnergy } from "#physics/activity/free-energy.ts";
import { ACTIVITIES, activityAt } from "../support/activities.ts";

const EPSILON = 2 ** -52;
const WITH_ENERGY = ["ideal", "virial", "margules", "carnahan-starling", "flory-huggins", "frumkin"];

// Central differences over h and 2h; their difference bounds the error of the nearer one, rounding adds its share.
function expectSlope(f: (s: number) => number, slope: number, s: number, h: number): void {
  const [near, far] = [h, 2 * h].map((d) => (f(s + d) - f(s - d)) / (2 * d));
  const size = Math.max(...[-2, -1, 1, 2].map((k) => Math.abs(f(s + k * h))));
  expect(slope).toBeNear(near + (near - far) / 3, { abs: Math.abs(near - far) + (16 * EPSILON * (1 + size)) / h });
}

function expectOneSource({ value, slope, curvature }: FreeEnergy, s: number, h: number): void {
  expectSlope(value, slope(s), s, h);
  expectSlope(slope, curvature(s), s, h);
}

test("the test above covers every model that has a free energy", () => {
  for (const [kind, models] of Object.entries(ACTIVITIES))
    for (const model of fc.sample(models, { numRuns: 3, seed: 1 }))
      expect(model.freeEnergy !== undefined).toBe(WITH_ENERGY.includes(kind));
});

describe.each(WITH_ENERGY)("%s", (kind) => {
  test("f is there for all compositions for which γ is, a series as far as it is trusted", () => {
    fc.assert(
      fc.property(ACTIVITIES[kind], ({ freeEnergy, domain, trusted }) => {
        expect(freeEnergy?.lowest).toBe(domain.lowest);
        expect(freeEnergy?.highest).toBe(kind === "virial" ? trusted.highest : domain.highest);
      }),
      { numRuns: 10 },
    );
  });

  test("f, f' and f'' are of one source", () => {
    fc.assert(
      fc.property(activityAt(kind, 1e-3), ([{ freeEnergy }, s]) =>
        expectOneSource(freeEnergy as FreeEnergy, s, 1e-4 * s),
      ),
    );
  });

  test("Γ is f'' times the composition, and times the share of the solvent where the pressure is held", () => {
    // Γ of a fraction x per mole of solute: f'' x (1-x), and N2 of them on a site; elsewhere f'' s. Frumkin's f counts empty
    // sites as a component, and its Γ does not.
    const weight = ({ scale, heldFixed }: Activity, s: number): number =>
      scale === "mole-fraction" || (scale === "volume-fraction" && heldFixed === "pressure") ? s * (1 - s) : s;
    fc.assert(
      fc.property(activityAt(kind, 1e-6), ([activity, s]) => {
        // N2, if any, from the limit f'' s -> 1/N2.
        const { curvature } = activity.freeEnergy as FreeEnergy;
        const tiny = 1e-300;
        const segments = 1 / (curvature(tiny) * tiny);
        const gamma = segments * curvature(s) * weight(activity, s);
        const terms = 1 + segments * s * (1 + Math.abs(curvature(s)));
        expect(activity.thermodynamicFactor(s)).toBeNear(gamma, { abs: 1e-12 * terms });
      }),
    );
  });
});

test("polynomials and double wells are differentiated right", () => {
  const coefficient = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(coefficient, { minLength: 1, maxLength: 6 }),
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      (a, s) => expectOneSource(polynomialFreeEnergy(a), s, 1e-4),
    ),
  );
  expectOneSource(doubleWell(5, 0.3, 0.7), 0.42, 1e-4);
});
