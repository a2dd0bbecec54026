import { describe, expect, test } from "vitest";
import { graphDiagonal, makeQualityJudge, pairQuality } from "#numerics/grid/aggregate-quality.ts";
import { coarsened } from "#numerics/grid/aggregation.ts";
import type { FaceOperator } from "#numerics/grid/face-operator.ts";
import { gridGraph } from "#numerics/grid/grid-level.ts";
import { ALONE, type LinkGraph, makeLinks } from "#numerics/grid/link-graph.ts";
import { gridOf, plainNumbers } from "../support/face-grids.ts";

const graphOf = (operator: FaceOperator): LinkGraph => gridGraph(operator);

/** All conductances between nodes, as a matrix: from row to column. */
function matrixOf(graph: LinkGraph): number[][] {
  const links = makeLinks(graph);
  return Array.from({ length: graph.size }, (_, i) => {
    const row = new Array<number>(graph.size).fill(0);
    const n = graph.fillLinks(links, i);
    for (let l = 0; l < n; l++) row[links.node[l]!]! += links.out[l]!;
    return row;
  });
}

describe("aggregates", () => {
  test("of an even grid are two squares of four", () => {
    const { parent, coarse } = coarsened(graphOf(gridOf({ cells: [6, 4, 1], periodic: [true, true, false] })));
    expect(coarse.size).toBe(3);
    for (let j = 0; j < 4; j++)
      for (let i = 0; i < 6; i++) {
        const corner = 6 * (j & ~1) + (i & ~1);
        expect(parent[6 * j + i]).toBe(parent[corner]);
      }
  });

  test("of flat cells lie along the thin axis", () => {
    const { parent } = coarsened(graphOf(gridOf({ cells: [8, 8, 1], spacing: [10, 1, 1] })));
    for (let i = 0; i < 8; i++) for (let j = 1; j < 4; j++) expect(parent[8 * j + i]).toBe(parent[i]);
    expect(new Set(parent.slice(0, 8)).size).toBe(8);
  });

  test("never reach across a film that hardly lets anything pass", () => {
    // columns of a grid of odd width, so that pairs side by side would straddle it
    const operator = gridOf({ cells: [9, 6, 1] });
    for (let j = 0; j < 6; j++) operator.forward[0][9 * j + 4] = 1e-6;
    let graph = graphOf(operator);
    let side: number[] = Array.from({ length: graph.size }, (_, cell) => (cell % 9 <= 4 ? 0 : 1));
    for (let level = 0; level < 2; level++) {
      const { parent, coarse } = coarsened(graph);
      const sides = Array.from({ length: coarse.size }, () => new Set<number>());
      for (const [i, s] of side.entries()) sides[parent[i]!]!.add(s);
      for (const set of sides) expect(set.size).toBe(1);
      side = sides.map((set) => [...set][0]!);
      graph = coarse;
    }
  });

  test("leave walled-in cells alone", () => {
    const { parent } = coarsened(graphOf(gridOf({ cells: [5, 5, 1], diffusivity: (cell) => (cell === 12 ? 0 : 1) })));
    expect(parent[12]).toBe(ALONE);
    expect(parent.filter((node) => node === ALONE)).toHaveLength(1);
  });

  test("exchange what crosses between them, in both directions, and keep leaks and volumes", () => {
    const draw = plainNumbers(5);
    const operator = gridOf({ cells: [5, 4, 3], periodic: [true, false, false], potential: draw, knowsWeight: false });
    operator.leak.forEach((_, i) => {
      operator.leak[i] = draw();
    });
    const graph = graphOf(operator);
    const { parent, coarse } = coarsened(graph);
    const fine = matrixOf(graph);
    const expected = Array.from({ length: coarse.size }, () => new Array<number>(coarse.size).fill(0));
    const [leak, volume] = [new Float64Array(coarse.size), new Float64Array(coarse.size)];
    for (const [i, row] of fine.entries()) {
      leak[parent[i]!]! += operator.leak[i]!;
      volume[parent[i]!]! += operator.volume[i]!;
      for (const [j, g] of row.entries()) if (parent[i] !== parent[j]) expected[parent[i]!]![parent[j]!]! += g;
    }
    const found = matrixOf(coarse);
    for (let a = 0; a < coarse.size; a++) {
      expect(coarse.leak[a]).toBeNear(leak[a]!, { rel: 1e-14 });
      expect(coarse.volume[a]).toBeNear(volume[a]!, { rel: 1e-14 });
      for (let b = 0; b < coarse.size; b++) expect(found[a]![b]).toBeNear(expected[a]![b]!, { rel: 1e-14 });
    }
  });
});

describe("quality", () => {
  test("of a pair is d_i d_j / ((d_i + d_j) g), and leaks better it", () => {
    expect(pairQuality(1, 0, 0, 4, 4)).toBe(2);
    expect(pairQuality(0.5, 0, 0, 4, 12)).toBe(6);
    expect(pairQuality(1, 2, 2, 4, 4)).toBe(1);
  });

  test("of a square of four inside a grid is 2, of a row of four 4 / (2 - √2)", () => {
    const graph = graphOf(gridOf({ cells: [8, 8, 1], periodic: [true, true, false] }));
    const diagonal = graphDiagonal(graph);
    expect([...diagonal]).toEqual(new Array(64).fill(4));
    const isGood = (nodes: readonly number[], kappa: number) =>
      makeQualityJudge(graph, diagonal, kappa).isGood(Int32Array.from(nodes), nodes.length);
    for (const [nodes, exact] of [
      [[27, 28, 35, 36], 2],
      [[26, 27, 28, 29], 4 / (2 - Math.SQRT2)],
      [[3, 4], 2],
      [[63, 56, 7, 0], 2], // across both seams
    ] as const) {
      expect(isGood(nodes, exact * 1.0001)).toBe(true);
      expect(isGood(nodes, exact * 0.9999)).toBe(false);
    }
    expect(isGood([3, 5], 1e9)).toBe(false); // not linked
  });
});
