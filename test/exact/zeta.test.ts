import { describe, expect, test } from "vitest";
import { hurwitzZeta, riemannZeta } from "#numerics/zeta.ts";

describe("the zeta function", () => {
  test("of even integers is a power of pi", () => {
    expect(riemannZeta(2)).toBeNear(Math.PI ** 2 / 6, { rel: 1e-15 });
    expect(riemannZeta(4)).toBeNear(Math.PI ** 4 / 90, { rel: 1e-15 });
    expect(riemannZeta(6)).toBeNear(Math.PI ** 6 / 945, { rel: 1e-15 });
  });

  test("of other numbers agrees with tables", () => {
    expect(riemannZeta(3)).toBeNear(1.2020569031595942, { rel: 1e-15 });
    expect(riemannZeta(1.5)).toBeNear(2.612375348685488, { rel: 1e-15 });
    expect(riemannZeta(1.001)).toBeNear(1000.57728847601, { rel: 1e-14 });
  });

  test("started later is less by the terms that are left out", () => {
    for (const s of [1.1, 1.5, 2.5, 3])
      for (const x of [0.25, 1, 7.5, 12.9, 13.1, 400])
        expect(hurwitzZeta(s, x) - hurwitzZeta(s, x + 1)).toBeNear(x ** -s, { abs: 4e-15 * hurwitzZeta(s, x) });
  });

  test("of a half counts the odd numbers: ζ(s, ½) = (2^s - 1) ζ(s)", () => {
    for (const s of [1.2, 2, 3]) expect(hurwitzZeta(s, 0.5)).toBeNear((2 ** s - 1) * riemannZeta(s), { rel: 4e-15 });
  });

  test("is continued below 1: ζ(½) and ζ(⅓) are negative", () => {
    expect(riemannZeta(0.5)).toBeNear(-1.4603545088095868, { rel: 1e-14 });
    expect(riemannZeta(1 / 3)).toBeNear(-0.9733602483507827, { rel: 1e-14 });
  });

  test("has a pole at s = 1, and no sum from 0 on", () => {
    expect(() => riemannZeta(1)).toThrow();
    expect(() => hurwitzZeta(2, 0)).toThrow();
  });
});
