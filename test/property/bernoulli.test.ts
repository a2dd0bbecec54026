import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bernoulli } from "#numerics/bernoulli.ts";
import { ulp } from "../support/references.ts";

const step = fc.double({ noNaN: true, noDefaultInfinity: true });
const modest = fc.double({ min: -700, max: 700, noNaN: true });

test("up and down differ by the step: B(-x) = B(x) + x", () =>
  fc.assert(
    fc.property(step, (x) => {
      expect(bernoulli(-x)).toBeNear(bernoulli(x) + x, { rel: 1e-15, abs: 4 * ulp(x) });
    }),
  ));

test("up and down have the ratio of Boltzmann: B(x) = e^-x B(-x)", () =>
  // 2 ulp each, and 0.5 of e^-x
  fc.assert(
    fc.property(modest, (x) => {
      expect(bernoulli(x)).toBeNear(Math.exp(-x) * bernoulli(-x), { rel: 1.2e-15 });
    }),
  ));

test("a rate is never negative, never NaN, and never more than 1 uphill", () =>
  fc.assert(
    fc.property(step, (x) => {
      expect(bernoulli(x) >= 0 && bernoulli(Math.abs(x)) <= 1).toBe(true);
    }),
  ));
