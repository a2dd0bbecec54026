import { expect, test } from "vitest";
import { walk } from "#levels/walk/walk.ts";
import { fixed, walkLaw } from "../support/lattice-walks.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";
import { ruin } from "../support/site-walks.ts";
import "../support/matchers.ts";

test("a walk that always steps to the right leaves at the tick that takes it to the end, every walker of it", () => {
  // from site 3 to site 10 by ticks of 0.25 s: 7 ticks
  const model = ruin(walkLaw({ right: 1, clock: fixed(0.25) }), { sites: 11, from: 3, ends: ["right"], walkers: 640 });
  const result = solved(walk.solve(taskOf(model, [measureOf("mean_exit_time"), measureOf("exit_time_variance")])));
  expect(valueAt(result, "mean_exit_time(walker)", "timeless")).toBeNear(1.75, { rel: 1e-14 });
  expect(valueAt(result, "exit_time_variance(walker)", "timeless")).toBeNear(0, { abs: 1e-13 });
});
