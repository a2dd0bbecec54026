import { describe, expect, test } from "vitest";
import {
  exponential,
  meanExponential,
  plus,
  ratio,
  scaled,
  secondExponential,
  times,
} from "#levels/closed-form/scaled.ts";
import "../support/matchers.ts";

describe("numbers with a factor e^log beside them", () => {
  test("add in units of the larger one, and 0 adds nothing to the smallest", () => {
    const zero = scaled(0);
    for (const b of [scaled(3, -2000), scaled(3, 2000), scaled(3)]) {
      expect(plus(zero, b)).toEqual(b);
      expect(plus(b, zero)).toEqual(b);
    }
    expect(plus(scaled(1), scaled(1))).toEqual(scaled(2));
    expect(plus(scaled(1), scaled(2))).toEqual(scaled(3));
    expect(plus(scaled(2, 900), scaled(1, 900))).toEqual(scaled(3, 900));
    for (const [a, b] of [
      [scaled(1, 900), scaled(5, 899)],
      [scaled(5, 899), scaled(1, 900)],
    ] as const) {
      expect(plus(a, b).log).toBe(900);
      expect(plus(a, b).m).toBeNear(1 + 5 / Math.E, { rel: 1e-15 });
    }
  });

  test("multiply and divide beyond what a number can hold", () => {
    expect(times(scaled(2, 900), scaled(3, -100))).toEqual(scaled(6, 800));
    expect(ratio(scaled(6, 801), scaled(3, 800))).toBeNear(2 * Math.E, { rel: 1e-15 });
    expect(ratio(scaled(1, 900), scaled(1, 0))).toBe(Number.POSITIVE_INFINITY);
    expect(ratio(scaled(1, 0), scaled(1, 900))).toBe(0);
  });

  test.each([
    -700, -3, -1, -0.999, -1e-9, 0, 1e-9, 0.5, 0.999, 1, 1.001, 7, 700,
  ])("are e^z and its first two means, z = %d", (z) => {
    const plain = (a: ReturnType<typeof scaled>) => ratio(a, scaled(1));
    expect(plain(exponential(z))).toBeNear(Math.exp(z), { rel: 1e-14 });
    expect(plain(meanExponential(z))).toBeNear(z === 0 ? 1 : Math.expm1(z) / z, { rel: 1e-14 });
    // below 0.1 the difference loses digits, and 1/2 + z/6 + z²/24 + ... has them
    let [series, term] = [0, 0.5];
    for (let n = 3; n < 30; n++) {
      series += term;
      term *= z / n;
    }
    expect(plain(secondExponential(z))).toBeNear(Math.abs(z) < 1.5 ? series : (Math.expm1(z) - z) / z ** 2, {
      rel: 1e-14,
    });
  });

  test("have an e^z that a number cannot hold", () => {
    for (const f of [exponential, meanExponential, secondExponential]) expect(f(2000).log).toBe(2000);
    expect(meanExponential(2000).m).toBeNear(1 / 2000, { rel: 1e-15 });
    expect(secondExponential(2000).m).toBeNear(1 / 2000 ** 2, { rel: 1e-15 });
  });
});
