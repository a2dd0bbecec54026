import * as fc from "fast-check";
import { expect, test } from "vitest";
import { besselI0, besselI1, scaledBesselI, scaledBesselISequence } from "#numerics/bessel.ts";

const jumps = fc.double({ min: -8, max: 8, noNaN: true }).map(Math.exp);

test("a walker is somewhere: e^-x (I_0 + 2 I_1 + 2 I_2 ...) = 1", () =>
  fc.assert(
    fc.property(jumps, (x) => {
      const enough = 40 + Math.ceil(10 * Math.sqrt(x));
      const law = scaledBesselISequence(enough, x);
      expect(law.reduce((sum, p) => sum + 2 * p, -law[0])).toBeNear(1, { rel: 1e-13 });
    }),
  ));

test("a walker after x jumps has gone x in the square: e^-x Σ n² I_n = x", () =>
  fc.assert(
    fc.property(jumps, (x) => {
      const enough = 40 + Math.ceil(10 * Math.sqrt(x));
      const law = scaledBesselISequence(enough, x);
      expect(law.reduce((sum, p, n) => sum + 2 * n * n * p, 0)).toBeNear(x, { rel: 1e-13 });
    }),
  ));

test("neighbouring orders obey I_{n-1} - I_{n+1} = (2n/x) I_n, where each comes by its own method", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), jumps, (n, x) => {
      const [left, middle, right] = [n - 1, n, n + 1].map((k) => scaledBesselI(k, x));
      expect(left - right).toBeNear(((2 * n) / x) * middle, { rel: 1e-13, abs: 1e-14 * left });
    }),
  ));

test("the growing functions are the scaled ones times e^x", () =>
  fc.assert(
    fc.property(fc.double({ min: -600, max: 600, noNaN: true }), (x) => {
      const growth = Math.exp(Math.abs(x));
      expect(besselI0(x)).toBeNear(scaledBesselI(0, x) * growth, { rel: 2e-14 });
      expect(besselI1(x)).toBeNear(scaledBesselI(1, x) * growth, { rel: 2e-14 });
    }),
  ));
