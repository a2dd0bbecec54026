import { expect, test } from "vitest";
import { keepPositions, sampledTracks, type TrackSample } from "#levels/ensemble/sampled-tracks.ts";
import { LEFT_OUT, makeWalkers } from "#levels/ensemble/walkers.ts";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { trackTable } from "#report/result-tables.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved, taskOf } from "../support/models.ts";
import { reportWith, resultWith } from "../support/results.ts";

test("the first walkers are kept, each with its places, and none where it has left", () => {
  const walkers = makeWalkers(3, 2, makeRandomStream(1, PURPOSE.demonstration, 0));
  const sample: TrackSample = { times: [], positions: [] };
  keepPositions(sample, 2, walkers, 0);
  walkers.axes[0]?.set([1, 2, 3]);
  walkers.axes[1]?.set([-1, -2, -3]);
  walkers.fate[1] = LEFT_OUT;
  keepPositions(sample, 2, walkers, 5);
  keepPositions(sample, 2, walkers, 5);
  expect(sampledTracks(sample, "drug")).toEqual([
    { species: "drug", times: Float64Array.of(0, 5), axes: [Float64Array.of(0, 1), Float64Array.of(0, -1)] },
    {
      species: "drug",
      times: Float64Array.of(0, 5),
      axes: [Float64Array.of(0, Number.NaN), Float64Array.of(0, Number.NaN)],
    },
  ]);
});

const text = (sampling: string) => `perrin: 1
species: {drug: {motion: {fractional-brownian: {hurst: 0.3, K: 1 m^2/s^0.6}}}}
domain: {geometry: plane}
initial: {drug: {at: [1 m, 2 m]}}
solve: {transient: {until: 3 s, every: 1 s}}
sampling: {walkers: 6400, ${sampling}}
outputs: {msd: {of: "msd(drug)"}}
`;

function tracksOf(sampling: string) {
  const model = parseModel(text(sampling));
  return solved(walk.solve(taskOf(model, measuresOf(model), { species: "drug" })));
}

test("a run keeps as many tracks as the file asks for, the same whether more are kept", () => {
  const { tracks = [] } = tracksOf("tracks: 3");
  expect(tracks.map(({ times }) => [...times])).toEqual([1, 2, 3].map(() => [0, 1, 2, 3]));
  expect(tracks.map(({ axes }) => [axes[0]?.[0], axes[1]?.[0]])).toEqual([1, 2, 3].map(() => [1, 2]));
  expect(tracksOf("tracks: 9").tracks?.slice(0, 3)).toEqual(tracks);
  for (const { axes } of tracks) for (const [from, to] of axes) expect(to).not.toBe(from);
  expect(tracksOf("seed: 1").tracks).toBeUndefined();
  expect(tracksOf("tracks: 500").warnings).toEqual([
    "100 tracks instead of 500: those of one part in 64 of the walkers",
  ]);
});

test("a table has one row for each walker and time", () => {
  const positions = [
    [0, 1],
    [2, null],
  ];
  const track = { species: "drug", axes: { t: { unit: "s" as const, values: [0, 5] } }, positions };
  const { columns, rows } = trackTable({ ...resultWith({}), levels: { walk: reportWith({ tracks: [track] }) } });
  expect(columns).toEqual(["level", "species", "track", "time_s", "x_m", "y_m", "z_m"]);
  expect(rows).toEqual([
    ["walk", "drug", 1, 0, 0, 2, null],
    ["walk", "drug", 1, 5, 1, null, null],
  ]);
});
