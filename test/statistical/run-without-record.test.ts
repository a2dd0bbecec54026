import { expect, test } from "vitest";
import { langevin } from "#levels/langevin/langevin.ts";
import { lineFrom, medium, standardErrorsFrom, walkerModel } from "../support/langevin-models.ts";
import { measureOf, solved, taskOf } from "../support/models.ts";

// False alarm: 5 standard errors, one seed in 200 000 for each; 12 800 walkers know D to 1 %.
test("D and the drift of a cloud are told of a run of its own where nothing is recorded", () => {
  const model = walkerModel({ domain: lineFrom(), media: [medium("", "0.5")], drift: "2", walkers: 64 * 200 });
  const measures = [measureOf("diffusivity"), measureOf("drift_velocity")];
  const result = solved(langevin.solve(taskOf(model, measures)));
  expect(Math.abs(standardErrorsFrom(0.5, result, "diffusivity(walker)", "timeless"))).toBeLessThan(5);
  expect(Math.abs(standardErrorsFrom(2, result, "drift_velocity(walker)", "timeless"))).toBeLessThan(5);
});
