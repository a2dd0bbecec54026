import { describe, expect, test } from "vitest";
import { slowestNetworkRate } from "#generator/slowest-rate.ts";
import type { BoundaryCondition } from "#model/model.ts";
import { networkOfStack } from "../support/networks.ts";
import "../support/matchers.ts";

const bath = (volume: number): BoundaryCondition => ({ kind: "bath", volume, concentration: 1 });
const rateOf = (left: BoundaryCondition, right: BoundaryCondition, cells = 1) =>
  slowestNetworkRate(networkOfStack({ layers: [{ l: 1, D: 1 }], left, right }, cells)) ?? Number.NaN;

const CLOSED: BoundaryCondition = { kind: "no-flux" };
const ABSORBING: BoundaryCondition = { kind: "absorbing" };
// a cell of 1 m with D = 1 m^2/s passes 2 m/s between its middle and an end
const rounding = { rel: 1e-12 };

describe("the slowest rate of a cell", () => {
  test("and a bath is the sum of the rates to and fro: 2 + 2 / V", () => {
    expect(rateOf(CLOSED, bath(2))).toBeNear(3, rounding);
    expect(rateOf(bath(0.5), CLOSED)).toBeNear(6, rounding);
  });

  test("is the rate at which it empties through its ends", () => {
    expect(rateOf(CLOSED, ABSORBING)).toBeNear(2, rounding);
    expect(rateOf(ABSORBING, CLOSED)).toBeNear(2, rounding);
    expect(rateOf(ABSORBING, ABSORBING)).toBeNear(4, rounding);
  });

  test("between two baths is a root of λ² - (4 + 2/V + 2/W) λ + 4 (1/V + 1/W + 1/VW) = 0", () => {
    const [V, W] = [2, 5];
    const b = 4 + 2 / V + 2 / W;
    const c = 4 * (1 / V + 1 / W + 1 / (V * W));
    expect(rateOf(bath(V), bath(W))).toBeNear((b - Math.sqrt(b * b - 4 * c)) / 2, rounding);
  });

  test("that drains at one end and has a bath at the other: the smaller root of λ² - (4 + 2/V) λ + 4/V = 0", () => {
    const smaller = (5 - Math.sqrt(25 - 8)) / 2;
    expect(rateOf(bath(2), ABSORBING)).toBeNear(smaller, rounding);
    expect(rateOf(ABSORBING, bath(2))).toBeNear(smaller, rounding);
  });
});
