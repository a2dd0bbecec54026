/**
 * Small cells that are taken out of a grid: what flows through the rest, and what the rest holds, are as before.
 */
import { describe, expect, test } from "vitest";
import { cellProblem } from "#generator/cell-problem.ts";
import { lumpedHops } from "#generator/lumped-hops.ts";
import type { Axis } from "#mesh/grid-mesh.ts";
import { gridNetworkOf } from "../support/grids.ts";
import "../support/matchers.ts";

/** A lens of gel and a rock that cuts cells, neither in the middle: no axis is like another. */
const CELL = `perrin: 1
temperature: 300 K
species:
  dye:
    in: {water: {D: 1 m^2/s}, gel: {D: 0.2 m^2/s, K: 2}, rock: impenetrable}
    mu: [{potential: "0.4 kT * sin(2 * pi * x / 2 m)"}]
domain:
  geometry: rectangle
  size: [2 m, 1 m]
  cells: [9, 5]
  media:
    - {medium: water}
    - {medium: gel, where: "x > 1.2 m and y > 0.7 m"}
    - {medium: rock, where: "(x - 0.71 m)^2 + (y - 0.43 m)^2 < (0.31 m)^2"}
initial: {dye: 1 mol/m^3}
boundary: periodic
`;

/** D_effective of hops: at the activities without sources, the conductances times the squares of what they drop. */
function diffusivityOf(hops: ReturnType<typeof lumpedHops>, axis: Axis, volume: number): number {
  const { cells, hops: all } = hops;
  // the activity at each cell, over a rise of 1 for each turn round the axis: Gauss and Seidel
  const a = new Map(cells.map((cell) => [cell, 0]));
  for (let round = 0; round < 4000; round++)
    for (const cell of cells) {
      let [sum, total] = [0, 0];
      for (const { cell: to, turns, conductance } of all[cell] ?? []) {
        sum += conductance * ((a.get(to) as number) + (turns[axis] as number));
        total += conductance;
      }
      if (total > 0) a.set(cell, sum / total);
    }
  let power = 0;
  for (const cell of cells)
    for (const { cell: to, turns, conductance } of all[cell] ?? [])
      power += 0.5 * conductance * ((a.get(to) as number) + (turns[axis] as number) - (a.get(cell) as number)) ** 2;
  const length = axis === 0 ? 2 : 1;
  return (power * length * length) / volume;
}

describe("a periodic cell with a rock, a gel and a potential", () => {
  const network = gridNetworkOf(CELL);
  const all = lumpedHops(network, 0);
  const exact = ([0, 1] as const).map((axis) => cellProblem(network, axis, 1e-13).diffusivity);

  test.each([0, 0.25, 0.45])("lets as much through without its cells below %d of the largest", (least) => {
    const lumped = lumpedHops(network, least);
    for (const axis of [0, 1] as const)
      expect(diffusivityOf(lumped, axis, network.volume), `axis ${axis}`).toBeNear(exact[axis] as number, {
        rel: 1e-9,
      });
  });

  test("holds as much, in fewer cells, none of which is small", () => {
    const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
    const lumped = lumpedHops(network, 0.45);
    expect(lumped.cells.length).toBeLessThan(all.cells.length);
    expect(sum(lumped.capacity)).toBeNear(sum(all.capacity), { rel: 1e-13 });
    const largest = Math.max(...all.capacity);
    for (const cell of all.cells) expect(lumped.cells.includes(cell)).toBe((lumped.capacity[cell] as number) > 0);
    for (const cell of lumped.cells) expect(lumped.capacity[cell]).toBeGreaterThan(0.449 * largest);
    // the whole equals V e^{-u} of each cell
    for (const cell of all.cells)
      expect(all.capacity[cell]).toBeNear((network.weight[cell] as number) * (network.mesh.volume[cell] as number), {
        rel: 1e-15,
      });
  });

  test.each([
    0, 0.45,
  ])("has for each hop one back, with as many turns the other way: without cells below %d", (least) => {
    const { cells, hops } = lumpedHops(network, least);
    for (const cell of cells)
      for (const { cell: to, turns, conductance } of hops[cell] ?? []) {
        expect(cells).toContain(to);
        const back = hops[to]?.find((hop) => hop.cell === cell && hop.turns.every((n, k) => n === -(turns[k] ?? 0)));
        expect(back?.conductance).toBeNear(conductance, { rel: 1e-12 });
        expect(conductance).toBeGreaterThan(0);
      }
  });
});

test("a cell that touches nothing but closed ones holds nothing", () => {
  // a slit within a rock, far smaller than the cells around
  const { cells, capacity } = lumpedHops(
    gridNetworkOf(`perrin: 1
species: {dye: {in: {water: {D: 1 m^2/s}, rock: impenetrable}}}
domain:
  geometry: rectangle
  size: [5 m, 5 m]
  cells: [5, 5]
  media:
    - {medium: water}
    - {medium: rock, where: "x > 1 m and x < 4 m and y > 1 m and y < 4 m"}
    - {medium: water, where: "x > 2.4 m and x < 2.6 m and y > 2.4 m and y < 2.6 m"}
initial: {dye: 1 mol/m^3}
boundary: periodic
`),
    0.25,
  );
  expect(cells).not.toContain(12);
  expect(capacity[12]).toBe(0);
  expect(cells).toHaveLength(16);
});

test("lamellae of a little soluble phase let as much through along themselves as their share of K says", () => {
  const network = gridNetworkOf(`perrin: 1
species: {dye: {in: {water: {D: 1 m^2/s}, oil: {D: 1 m^2/s, K: 0.05}}}}
domain:
  geometry: rectangle
  size: [2 m, 1 m]
  cells: [4, 4]
  media: [{medium: water}, {medium: oil, where: "y > 0.5 m"}]
initial: {dye: 1 mol/m^3}
boundary: periodic
`);
  // side by side: (1 + 0.05) / 2 of a square metre over the whole cross-section, in activity
  const lumped = lumpedHops(network, 0.2);
  expect(diffusivityOf(lumped, 0, network.volume)).toBeNear(0.525, { rel: 1e-9 });
  expect(lumped.hops.reduce((sum, own) => sum + own.length, 0)).toBeLessThan(200);
});
