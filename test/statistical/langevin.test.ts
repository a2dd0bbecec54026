import { describe, expect, test } from "vitest";
import { langevin } from "#levels/langevin/langevin.ts";
import { lineFrom, medium, standardErrorsFrom, walkerModel } from "../support/langevin-models.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";

// Readings are compared with exact laws in units of the scatter of 64 batches (Student, 63 degrees of freedom): 6 standard
// errors are passed by chance once in 1e7 checks. 128 000 walkers resolve a variance wrong by 6 sqrt(2/128000) = 2.4 %.
const SIX = 6;

describe("a trapped bead", () => {
  const kappa = 1;
  const D = 0.49;
  const rate = D * kappa;
  const model = walkerModel({
    domain: lineFrom(),
    media: [medium("", "0.49")],
    start: 3,
    potential: "x^2/2",
    times: [0, 0.5, 1, 2, 8],
    equilibrium: true,
  });
  const result = solved(
    langevin.solve(
      taskOf(model, [measureOf("mean"), measureOf("variance"), measureOf("skewness"), measureOf("excess_kurtosis")]),
    ),
  );

  test("forgets where it was released as e^{-t/τ}", () => {
    expect(valueAt(result, "mean(walker)", 0)).toBe(3);
    for (const t of [0.5, 1, 2, 8])
      expect(standardErrorsFrom(3 * Math.exp(-rate * t), result, "mean(walker)", t)).toBeNear(0, { abs: SIX });
  });

  test("spreads to kT/κ, in equilibrium exactly", () => {
    for (const t of [0.5, 1, 2, 8])
      expect(standardErrorsFrom(1 - Math.exp(-2 * rate * t), result, "variance(walker)", t)).toBeNear(0, { abs: SIX });
    expect(standardErrorsFrom(1 / kappa, result, "variance(walker)", "equilibrium")).toBeNear(0, { abs: SIX });
    expect(standardErrorsFrom(0, result, "skewness(walker)", 2)).toBeNear(0, { abs: SIX });
    expect(standardErrorsFrom(0, result, "excess_kurtosis(walker)", 2)).toBeNear(0, { abs: SIX });
  });
});
