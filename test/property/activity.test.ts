import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activity } from "#physics/activity/activity.ts";
import { osmoticCoefficientFrom } from "#physics/activity/gibbs-duhem.ts";
import { lnSolventActivity } from "#physics/activity/solvent-activity.ts";
import { ACTIVITIES, activityAt } from "../support/activities.ts";

const EPSILON = 2 ** -52;

/**
 * f'(s) from four values, with a bound on its error: the central difference over 2h, less its error of order h², leaves
 * less than that correction; rounding of f adds its share over h.
 */
function differenceQuotient(f: (s: number) => number, s: number, h: number): { value: number; error: number } {
  const [near, far] = [h, 2 * h].map((d) => (f(s + d) - f(s - d)) / (2 * d));
  const size = Math.max(...[-2, -1, 1, 2].map((k) => Math.abs(f(s + k * h))));
  return { value: near + (near - far) / 3, error: Math.abs(near - far) + (16 * EPSILON * (1 + size)) / h };
}

const frameOf = ({ scale, heldFixed }: Activity) => ({ scale, heldFixed }) as Activity;

describe.each(Object.keys(ACTIVITIES))("%s", (kind) => {
  test("the osmotic coefficient is the integral of the thermodynamic factor (Gibbs and Duhem)", () => {
    // The quadrature is good to 1e-12 of an integral that may be a sum of terms larger than itself, up to Γ - 1.
    fc.assert(
      fc.property(activityAt(kind), ([activity, s]) => {
        const integrated = osmoticCoefficientFrom(frameOf(activity), activity.thermodynamicFactor, s, {
          relative: 1e-12,
          absolute: 1e-12 * s,
        });
        const size = 1 + Math.abs(activity.thermodynamicFactor(s)) + Math.abs(integrated);
        expect(activity.osmoticCoefficient(s)).toBeNear(integrated, { abs: 1e-11 * size });
      }),
    );
  });

  test("the derivative of ln γ is its derivative", () => {
    fc.assert(
      fc.property(activityAt(kind, 1e-4), ([activity, s]) => {
        const { value, error } = differenceQuotient(activity.lnGamma, s, 1e-4 * s);
        expect(activity.dLnGamma(s)).toBeNear(value, { abs: error });
      }),
    );
  });

  test("Γ = 1 + s d ln γ/ds", () => {
    fc.assert(
      fc.property(activityAt(kind), ([activity, s]) => {
        const slope = s * activity.dLnGamma(s);
        // A handful of roundings of numbers up to the largest term, the N of a chain or the N χ of its attraction.
        expect(activity.thermodynamicFactor(s)).toBeNear(1 + slope, { abs: 1e-13 * (1 + Math.abs(slope)) + 4e-13 * s });
      }),
    );
  });

  test("solute and solvent obey s d ln a2 + r d ln a1 = 0 as their compositions move", () => {
    // Independent of the quadrature: differences of ln a1 against Γ.
    fc.assert(
      fc.property(activityAt(kind, 1e-3), ([activity, s]) => {
        const share = ({ scale, heldFixed }: Activity): number =>
          scale === "mole-fraction" || (scale === "volume-fraction" && heldFixed === "pressure") ? 1 / (1 - s) : 1;
        const { value, error } = differenceQuotient((t) => -lnSolventActivity(activity, t, 1), s, 1e-4 * s);
        const expected = activity.particles * activity.thermodynamicFactor(s) * share(activity);
        expect(value).toBeNear(expected, { abs: error + 1e-11 * Math.abs(expected) });
      }),
    );
  });

  test("in dilute solution Γ and φ tend to 1, and are 1 in pure solvent", () => {
    fc.assert(
      fc.property(ACTIVITIES[kind], (activity) => {
        expect(activity.thermodynamicFactor(0)).toBe(1);
        expect(activity.osmoticCoefficient(0)).toBe(1);
        // Salts go as the root: 4.5 A_φ |z+ z-|^{3/2} sqrt(ν I/s) stays below 100 for charges up to 3.
        const s = activity.scale === "molar" ? 1e-9 : 1e-12;
        expect(activity.thermodynamicFactor(s)).toBeNear(1, { abs: 1e-4 });
        expect(activity.osmoticCoefficient(s)).toBeNear(1, { abs: 1e-4 });
      }),
    );
  });

  test("a composition outside the domain is refused by every function", () => {
    fc.assert(
      fc.property(ACTIVITIES[kind], (activity) => {
        const { lnGamma, dLnGamma, thermodynamicFactor, osmoticCoefficient, domain } = activity;
        for (const f of [lnGamma, dLnGamma, thermodynamicFactor, osmoticCoefficient]) {
          expect(() => f(-1e-9)).toThrow(activity.scale);
          expect(() => f(Number.NaN)).toThrow(activity.scale);
          if (domain.highest < Number.POSITIVE_INFINITY)
            expect(() => f(1.001 * domain.highest)).toThrow(activity.scale);
        }
      }),
      { numRuns: 5 },
    );
  });

  test("the trusted compositions are part of the domain", () => {
    fc.assert(
      fc.property(ACTIVITIES[kind], ({ domain, trusted }) => {
        expect(trusted.lowest).toBeGreaterThanOrEqual(domain.lowest);
        expect(trusted.highest).toBeLessThanOrEqual(domain.highest);
      }),
      { numRuns: 5 },
    );
  });
});
