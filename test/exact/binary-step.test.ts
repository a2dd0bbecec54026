import { expect, test } from "vitest";
import { fillBernoulli } from "#generator/ions/binary-step.ts";
import "../support/matchers.ts";

test("B and its slope, by series below 1/4 and by an exponential above, are those of a / (e^a - 1)", () => {
  const out = new Float64Array(2);
  for (let a = 2 ** -30; a < 700; a *= 1.01) {
    fillBernoulli(out, a);
    const b = a / Math.expm1(a);
    // the roundings of a sum, or of e^a - 1 and a quotient
    expect(out[0], `B(${a})`).toBeNear(b, { rel: 4 * Number.EPSILON });
    // B' = (1 - B e^a) / (e^a - 1) = B (1 - B - a) / a cancels as a falls: by ε / a, and as ε where a is large
    const slope = (b * (1 - b - a)) / a;
    expect(out[1], `B'(${a})`).toBeNear(slope, { rel: 8 * Number.EPSILON * (1 + 1 / a) });
  }
  fillBernoulli(out, 0);
  expect([...out]).toEqual([1, -0.5]);
});
