import { expect, test } from "vitest";
import { gamma } from "#numerics/gamma-function.ts";
import { mWright, mWrightTail } from "#numerics/m-wright.ts";
import { integrate } from "#numerics/quadrature.ts";
import { references, worstError } from "../support/references.ts";

const tables = references("mittag-leffler.json");

test.each([
  ["mWright", mWright],
  ["mWrightTail", mWrightTail],
] as const)("%s meets 30 digits of its series to 1e-12", (name, f) => {
  const { error, at } = worstError(f as (...x: number[]) => number, tables[name], Math.abs);
  expect(error, at).toBeLessThan(1e-12);
});

test("order 1/2 is a Gaussian", () => {
  for (const z of [0, 0.5, 2, 9, 20]) {
    expect(mWright(0.5, z)).toBeNear(Math.exp((-z * z) / 4) / Math.sqrt(Math.PI), { rel: 1e-12 });
  }
});

test("the tail is the integral, and moments are n! / Γ(1 + νn)", () => {
  for (const order of [0.15, 0.35, 0.5]) {
    const moment = (n: number) => integrate((z) => z ** n * mWright(order, z), 0, 80);
    expect(moment(0)).toBeNear(1, { rel: 1e-9 });
    expect(moment(2)).toBeNear(2 / gamma(1 + 2 * order), { rel: 1e-9 });
    expect(moment(4)).toBeNear(24 / gamma(1 + 4 * order), { rel: 1e-9 });
    expect(mWrightTail(order, 0.7) - mWrightTail(order, 3)).toBeNear(
      integrate((z) => mWright(order, z), 0.7, 3),
      { rel: 1e-9 },
    );
  }
});

test("orders and arguments outside are refused", () => {
  expect(() => mWright(0.6, 1)).toThrow("order = 0.6");
  expect(() => mWrightTail(0.3, -1)).toThrow("z = -1");
});
