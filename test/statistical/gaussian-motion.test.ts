/** False alarms: one seed in 1.7 million. Resolution: a start that has not faded to 1e-4 of itself is seen. */
import { expect, test } from "vitest";
import { langevin } from "#levels/langevin/langevin.ts";
import { lineFrom, medium, walkerModel } from "../support/langevin-models.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";
import "../support/matchers.ts";

test.each([
  0.01, 100,
])("a bead far up its trap is waited for, however slow it is: relaxation at %d per second", (rate) => {
  const walkers = 640;
  // V = k x²/2 D, so that it relaxes at k and comes to a variance of D/k, here (1e-2)²
  const D = 1e-4 * rate;
  const model = walkerModel({
    domain: lineFrom(),
    media: [medium("", String(D))],
    potential: `${rate / (2 * D)} * x^2`,
    start: 10,
    equilibrium: true,
    walkers,
  });
  const result = solved(langevin.solve(taskOf(model, [measureOf("mean"), measureOf("variance")])));
  expect(valueAt(result, "mean(walker)", "equilibrium")).toBeNear(0, { abs: (5 * 1e-2) / Math.sqrt(walkers) });
  expect(valueAt(result, "variance(walker)", "equilibrium")).toBeNear(1e-4, { rel: 5 * Math.sqrt(2 / walkers) });
});
