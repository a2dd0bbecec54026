import { expect, test } from "vitest";
import { gamma } from "#numerics/gamma-function.ts";
import { spectralExitTime } from "#step-law/spectral-exit-time.ts";

test("the spectral operator of index 1.5 keeps a walker in (-1, 1) for 0.6135, a killed flight 0.7523", () => {
  expect(spectralExitTime({ index: 1.5, K: 1, halfWidth: 1 })).toBeNear(0.6135, { abs: 5e-5 });
  expect(1 / gamma(2.5)).toBeNear(0.7523, { abs: 5e-5 });
});

test("the two operators are one at index 2: L²/2K", () => {
  expect(spectralExitTime({ index: 2, K: 3, halfWidth: 0.5 })).toBeNear(0.25 / 6, { rel: 1e-14 });
});

test("at index 1 the sum is Catalan's constant: T = 8 L G / π² K", () => {
  expect(spectralExitTime({ index: 1, K: 2, halfWidth: 3 })).toBeNear(
    (8 * 3 * 0.915965594177219) / (2 * Math.PI ** 2),
    {
      rel: 1e-14,
    },
  );
});

test("there is no such operator beyond index 2", () => {
  expect(() => spectralExitTime({ index: 2.5, K: 1, halfWidth: 1 })).toThrow();
});
