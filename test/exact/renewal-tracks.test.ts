import { expect, test } from "vitest";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved, taskOf } from "../support/models.ts";

const text = (space: string, step: string) => `perrin: 1
species: {w: {walk: {step: {${step}}, clock: {gamma: {mean: 1 s, shape: 4}}}}}
domain: {geometry: ${space}}
initial: {w: {at: ${space === "line" ? "0 m" : "[0 m, 0 m]"}}}
solve: {transient: {until: 200 s, every: 1 s}}
sampling: {walkers: 640, seed: 2, tracks: 10}
outputs: {msd: {of: "msd(w)"}}
`;

// Ten waits of a gamma law of shape 4 within one mean wait: P(Gamma(40) < 4) = 1e-21.
test.each([
  ["on a lattice in a plane", text("plane", "lattice: 1 m, dimensions: 2"), 10],
  ["on a line", text("line", "lattice: 1 m, right: 0.5"), 10],
  ["of a table", text("line", "table: [{by: 2 m, probability: 1/3}, {by: -1 m, probability: 2/3}]"), 20],
])("a walker %s goes on from where it was: no track jumps", (_, model, reach) => {
  const parsed = parseModel(model);
  const { tracks = [] } = solved(walk.solve(taskOf(parsed, measuresOf(parsed), { species: "w", walkers: 640 })));
  expect(tracks).toHaveLength(10);
  for (const { axes } of tracks)
    for (const axis of axes)
      for (let i = 1; i < axis.length; i++) expect(Math.abs(axis[i] - axis[i - 1])).toBeLessThanOrEqual(reach);
});
