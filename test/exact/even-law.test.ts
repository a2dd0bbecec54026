import { describe, expect, test } from "vitest";
import { evenProbability, evenQuantile } from "#levels/closed-form/even-law.ts";
import { measureOf, modelWith } from "../support/models.ts";

const model = modelWith({});
const condition = (text: string) => measureOf("probability", text).condition;
/** P(X > x) of the Laplace law of scale 2, and what it gives to an interval. */
const upper = (x: number) => Math.exp(-x / 2) / 2;
const tail = (x: number) => (x >= 0 ? upper(x) : 1 - upper(-x));
const within = ({ from, to }: { readonly from: number; readonly to: number }) => tail(from) - tail(to);
const probability = (text: string, start = 0) => evenProbability(condition(text), model, { start, reach: 80 }, within);

describe("a law that is even about its start", () => {
  test("gives a distance from the origin what it gives to both sides", () => {
    expect(probability("r < 1")).toBeNear(-Math.expm1(-0.5), { rel: 1e-15 });
    expect(probability("r >= 1")).toBeNear(Math.exp(-0.5), { rel: 1e-15 });
    expect(probability("r < 1 and r > -1")).toBeNear(probability("abs(x) < 1") ?? Number.NaN, { rel: 1e-14 });
    expect(probability("r > 0.25 and r < 0.5")).toBeNear(2 * (upper(0.25) - upper(0.5)), { rel: 1e-14 });
    expect(probability("r < -1")).toBe(0);
  });

  test("is moved with its start", () => {
    expect(probability("x > 4", 3)).toBeNear(upper(1), { rel: 1e-15 });
    expect(probability("x < 4", 3)).toBeNear(1 - upper(1), { rel: 1e-15 });
  });

  test("says nothing of a distance from elsewhere, or of two coordinates", () => {
    expect(probability("r < 1", 3)).toBeUndefined();
    expect(probability("x < y")).toBeUndefined();
  });

  test("has quantiles on both sides, and at the start where an atom holds them", () => {
    expect(evenQuantile(upper, 0.1, 0.9)).toBeNear(-2 * Math.log(0.2), { rel: 1e-12 });
    expect(evenQuantile(upper, 0.1, 0.1)).toBeNear(2 * Math.log(0.2), { rel: 1e-12 });
    expect(evenQuantile((x) => 0.7 * upper(x), 0.1, 0.6)).toBe(0);
  });
});
