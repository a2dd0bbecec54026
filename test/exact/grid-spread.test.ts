import { describe, expect, test } from "vitest";
import { type Jumps, jumpsAlong } from "#levels/walk/grid-spread.ts";
import type { Axis } from "#mesh/grid-mesh.ts";
import { gridNetworkOf } from "../support/grids.ts";
import "../support/matchers.ts";

/** A periodic cell that is fine along one axis. */
const cellOf = (media: string, painted: string) => (axis: Axis) =>
  gridNetworkOf(`perrin: 1
species: {dye: {in: {${media}}}}
domain: {geometry: rectangle, size: [3 m, 2 m], cells: ${axis === 0 ? "[16, 3]" : "[3, 16]"}, media: ${painted}}
boundary: periodic
`);
const waterOf = cellOf("water: {D: 2 m^2/s}", "[{medium: water}]");
const mixedOf = cellOf(
  "water: {D: 2 m^2/s}, gel: {D: 0.5 m^2/s, K: 3}",
  '[{medium: water}, {medium: gel, where: "x + y < 2 m"}]',
);

/** Probability of each state after a jump from each cell, as the table of the cell draws it. */
function chancesOf({ cells, begins, kept, states, place }: Jumps): readonly Float64Array[] {
  return cells.map((_, from) => {
    const chances = new Float64Array(place.length);
    const [begin, end] = [begins[from] as number, begins[from + 1] as number];
    for (let column = begin; column < end; column++) {
      const keep = kept[2 * column] as number;
      const pair = states[2 * column + 1] as number;
      const [own, other] = [pair % 65536, Math.floor(pair / 65536)];
      chances[own] = (chances[own] as number) + keep / (end - begin);
      chances[other] = (chances[other] as number) + (1 - keep) / (end - begin);
    }
    return chances;
  });
}

// chances to keep a fate are of single precision, 3e-8, and fates up to three lengths apart; a jump of more than a length,
// 17 hops where 2.6 are made to a side, has a chance of 1e-9
const near = { abs: 1e-7 };

describe("a jump of walkers in a periodic cell", () => {
  test.each([
    0, 1,
  ] as const)("that meets nothing has the mean 0 and the variance 2Dt of its hops: along axis %d", (axis: Axis) => {
    const jumps = jumpsAlong(waterOf(axis), axis);
    const length = [3, 2][axis] as number;
    expect(jumps.time).toBeNear((0.01 * length ** 2) / 2, { rel: 1e-12 });
    const n = jumps.cells.length;
    for (const [from, chances] of chancesOf(jumps).entries()) {
      let [mean, square] = [0, 0];
      for (const [state, p] of chances.entries()) {
        const d = (jumps.place[state] as number) - (jumps.place[n + from] as number);
        mean += p * d;
        square += p * d * d;
      }
      expect(mean / length).toBeNear(0, near);
      expect(square / length ** 2).toBeNear(0.02, near);
    }
  });

  test.each([0, 1] as const)("keeps the equilibrium in detail, round the cell too: along axis %d", (axis: Axis) => {
    const network = mixedOf(axis);
    const jumps = jumpsAlong(network, axis);
    const n = jumps.cells.length;
    const chances = chancesOf(jumps);
    // K of the gel is 3, and its cells hold so much more
    const weight = jumps.cells.map((cell) => (network.weight[cell] as number) / Math.max(...network.weight));
    expect(Math.min(...weight)).toBeNear(1 / 3, { rel: 1e-12 });
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        for (const round of [0, 1, 2]) {
          const there = (weight[i] as number) * (chances[i]?.[n * round + j] as number);
          const back = (weight[j] as number) * (chances[j]?.[n * (2 - round) + i] as number);
          expect(there).toBeNear(back, near);
        }
  });
});
