import { expect, test } from "vitest";
import { answered } from "#inference/curve-fit.ts";
import { contestOf, leaveOneOut } from "#inference/leave-one-out.ts";
import { residualNotes } from "#inference/residual-notes.ts";
import "../support/matchers.ts";

const x = [0, 1, 2, 3, 4, 6];
const y = [1.1, 2.1, 2.9, 4.2, 5.0, 6.7];

test("leave-one-out of a straight line is residual over one less leverage", () => {
  const { errors, rms } = answered(leaveOneOut({ observed: y, start: [0, 0] }, [0, 1]), ({ parameters: [a, b] }) => ({
    values: x.map((at) => (a as number) + (b as number) * at),
    slopes: [x.map(() => 1), x],
  }));
  const n = x.length;
  const mean = x.reduce((s, v) => s + v, 0) / n;
  const sxx = x.reduce((s, v) => s + (v - mean) ** 2, 0);
  const ymean = y.reduce((s, v) => s + v, 0) / n;
  const slope = x.reduce((s, v, i) => s + (v - mean) * (y[i] as number), 0) / sxx;
  const exact = x.map((v, i) => {
    const residual = (y[i] as number) - ymean - slope * (v - mean);
    return residual / (1 - 1 / n - (v - mean) ** 2 / sxx);
  });
  for (const [i, e] of exact.entries()) expect(errors[i]).toBeNear(e, { rel: 1e-8 });
  expect(rms).toBeNear(Math.sqrt(exact.reduce((s, e) => s + e * e, 0) / n), { rel: 1e-9 });
});

test("a factor that is not known is told by the others too", () => {
  // y = a x: left out, a is that of the others, Σ x y / Σ x²
  const { foretold } = answered(leaveOneOut({ observed: y, start: [1], freeScale: true }, [1]), () => ({
    values: x.map((at) => at + 1),
    slopes: [x.map(() => 0)],
  }));
  const f = x.map((at) => at + 1);
  for (const [i, value] of foretold.entries()) {
    const sum = (terms: readonly number[]) => terms.reduce((s, v, m) => (m === i ? s : s + v), 0);
    const a = sum(f.map((v, m) => v * (y[m] as number))) / sum(f.map((v) => v * v));
    expect(value).toBeNear(a * (f[i] as number), { rel: 1e-12 });
  }
});

test("of two laws the one whose errors are smaller by more than chance wins", () => {
  const of = (errors: readonly number[]) => ({ errors, foretold: [], rms: 0 });
  expect(contestOf(of([1, -1, 1, -1]), of([3, -3.1, 2.9, 3])).winner).toBe("first");
  expect(contestOf(of([3, -3.1, 2.9, 3]), of([1, -1, 1, -1])).winner).toBe("second");
  // gains 5, -5, 3: their mean 1 is within 2 standard errors of nothing
  expect(contestOf(of([3, 2, 2]), of([2, 3, 1])).winner).toBe("cannot tell");
  expect(contestOf(of([3, 2, 2]), of([2, 3, 1])).difference).toBeNear(1, { rel: 1e-14 });
});

test("signs in two long stretches are no noise, alternating ones are", () => {
  const stretch = residualNotes([1, 2, 1, 2, 1, -1, -2, -1, -2, -1]);
  // n₊ = n₋ = 5: mean 6, variance 5 · 4 / 9; P(R <= 2) with ½ added = tail of 3.5 / √(20/9) = 2.3479
  expect(stretch.runs).toBe(2);
  expect(stretch.runsP).toBeNear(0.00944, { rel: 1e-3 });
  expect(stretch.note).toContain("misses a trend");
  const alternating = residualNotes([1, -1, 2, -2, 1, -1, 2, -2]);
  expect(alternating.runs).toBe(8);
  expect(alternating.runsP).toBeGreaterThan(0.9);
});

test("equally likely quantiles of the normal law are normal, those of a law with one far value are not", () => {
  const quantiles = [-1.5, -0.97, -0.6, -0.3, 0, 0.3, 0.6, 0.97, 1.5];
  expect(residualNotes(quantiles).normalP).toBeGreaterThan(0.8);
  expect(residualNotes([...quantiles.map((v) => v / 10), 8]).normalP).toBeLessThan(1e-4);
});
