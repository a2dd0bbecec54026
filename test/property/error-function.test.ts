import * as fc from "fast-check";
import { expect, test } from "vitest";
import { erf, erfc, erfcx, inverseErfc, normalCdf, normalQuantile, normalTail } from "#numerics/error-function.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const holds = (law: (x: number) => void, min: number, max: number) =>
  fc.assert(
    fc.property(between(min, max), (x) => {
      law(x);
    }),
    { numRuns: 500 },
  );

test("what is not within is beyond: erf + erfc = 1", () =>
  holds((x) => expect(erf(x) + erfc(x)).toBeNear(1, { rel: 5e-16 }), -7, 30));
test("erf is odd, to the bit", () => holds((x) => expect(erf(-x)).toBe(-erf(x)), -30, 30));
test("a normal law is symmetric: what is below -z is what is above z", () =>
  holds((z) => expect(normalCdf(-z)).toBeNear(normalTail(z), { rel: 5e-16 }), -40, 40));
test("erfcx takes the tail off erfc", () =>
  // e^{x²} of a rounded square is off by x² ulp
  holds((x) => expect(erfcx(x) * Math.exp(-x * x)).toBeNear(erfc(x), { rel: (10 + x * x) * 2.3e-16 }), -26, 26));
test("inverseErfc undoes erfc", () =>
  // erfc' x / erfc = 2/(√π erfcx) is at most 2x + 2: an ulp of x is that many of erfc
  holds((p) => expect(erfc(inverseErfc(p))).toBeNear(p, { rel: 5e-16 * (8 - Math.log(p)) }), 1e-300, 2));
test("a quantile has the probability it was asked for", () =>
  holds(
    (p) => expect(normalCdf(normalQuantile(p))).toBeNear(p, { rel: 5e-16 * (8 - 2 * Math.log(p)) }),
    1e-300,
    1 - 1e-16,
  ));
