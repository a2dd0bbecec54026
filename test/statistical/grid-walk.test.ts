/**
 * Walkers on grids against the master equation of the same hops, and the spreading of walkers in a periodic cell against its
 * cell problem. False alarms: one choice of seeds in 1.7 million for each value. Resolution: 32 000 walkers find a probability
 * of a half that is wrong by 0.014.
 */
import { describe, expect, test } from "vitest";
import { lumpedHops } from "#generator/lumped-hops.ts";
import type { LevelResult, Reading } from "#levels/contract.ts";
import { langevin } from "#levels/langevin/langevin.ts";
import { master } from "#levels/master/master.ts";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { gridNetworkOf, readingOf, solvedBy } from "../support/grids.ts";

const SIGMAS = 5;

/** Standard errors between a sampled reading and a value. */
function sigmas({ value, batches = new Float64Array() }: Reading, exact: number): number {
  const mean = batches.reduce((sum, b) => sum + b, 0) / batches.length;
  const square = batches.reduce((sum, b) => sum + (b - mean) ** 2, 0);
  return Math.abs(value - exact) / Math.sqrt(square / (batches.length - 1) / batches.length);
}

function judge(sampled: LevelResult, exact: LevelResult): number {
  let judged = 0;
  for (const reading of sampled.readings) {
    const other = exact.readings.find((one) => one.measure === reading.measure && one.when === reading.when);
    if (!other || !reading.batches || reading.when === 0) continue;
    expect([reading.measure, reading.when, sigmas(reading, other.value) < SIGMAS]).toEqual([
      reading.measure,
      reading.when,
      true,
    ]);
    judged++;
  }
  return judged;
}

describe("walkers on a grid", () => {
  test("with two media, a potential, a rock and sides that take do as the master equation says", () => {
    const model = parseModel(`perrin: 1
temperature: 300 K
species:
  dye:
    in: {water: {D: 1 um^2/s}, gel: {D: 0.3 um^2/s, K: 4}, rock: impenetrable}
    mu: [{potential: "0.5 kT * x / 1 um"}]
domain:
  geometry: rectangle
  size: [3 um, 2 um]
  cells: [9, 6]
  media:
    - {medium: water}
    - {medium: gel, where: "x > 1.7 um"}
    - {medium: rock, where: "(x - 1 um)^2 + (y - 0.8 um)^2 < (0.4 um)^2"}
initial: {dye: {at: [0.4 um, 1 um]}}
boundary: {left: {dye: absorbing}, top: {dye: {robin: {P: 0.5 um/s, concentration: 0 mM}}}}
sources: [{name: bleaching, species: dye, at: gel, law: linear, rate: -0.1 1/s}]
solve: {transient: {until: 2 s, times: [0.5 s]}}
sampling: {walkers: 32000, seed: 3}
outputs:
  a: survival(dye)
  b: {of: "amount(dye, gel)"}
  d: {of: "mean(dye, y)"}
  e: {of: "probability(dye, x > 1 um and y < 1 um)"}
  f: {of: "c(dye, 2.5 um, 0.5 um)"}
  g: {of: "amount_permeated(dye, top)"}
  h: msd(dye)
`);
    expect(judge(solvedBy(walk, model), solvedBy(master, model))).toBeGreaterThan(12);
  });

  test("leave a box when and where the master equation says", () => {
    const model = parseModel(`perrin: 1
species: {dye: {D: 1 um^2/s}}
domain: {geometry: box, size: [2 um, 1 um, 1 um], cells: [8, 4, 4]}
initial: {dye: {equilibrium: true}}
boundary: {left: {dye: absorbing}, back: {dye: {robin: {P: 2 um/s, concentration: 0 mM}}}}
sampling: {walkers: 32000, seed: 4}
outputs: {life: mean_exit_time(dye), spread: exit_time_variance(dye), out: "exit_probability(dye, back)"}
`);
    expect(judge(solvedBy(walk, model), solvedBy(master, model))).toBe(3);
  });
});

test("walkers in cells that a rod cuts are in the medium around it, and as concentrated as elsewhere", () => {
  // in the second place the centre of the cell is in the rod, and more than half of the cell
  const model = parseModel(`perrin: 1
species: {dye: {in: {water: {D: 1 um^2/s}, rod: impenetrable}}}
domain:
  geometry: rectangle
  size: [1 um, 1 um]
  cells: [10, 10]
  media:
    - {medium: water}
    - {medium: rod, where: "(x - 0.5 um)^2 + (y - 0.5 um)^2 < (0.3 um)^2"}
initial: {dye: 1 mM}
solve: {transient: {until: 0.01 s}}
sampling: {walkers: 64000, seed: 7}
outputs:
  whole: "amount(dye)"
  around: "amount(dye, water)"
  far: {of: "c(dye, 0.15 um, 0.15 um)"}
  cut: {of: "c(dye, 0.21 um, 0.61 um)"}
`);
  const [walked, exact] = [solvedBy(walk, model), solvedBy(master, model)];
  const amount = (result: LevelResult) => readingOf(result, "amount(dye, water)", 0.01);
  expect(amount(walked)).toBeNear(amount(exact) as number, { rel: 1e-12 });
  for (const reading of walked.readings) {
    if (reading.when === 0 || !reading.measure.startsWith("c(")) continue;
    // at rest everywhere at 1 mM = 1 mol/m^3
    expect([reading.measure, sigmas(reading, 1) < SIGMAS]).toEqual([reading.measure, true]);
    expect(readingOf(exact, reading.measure, 0.01)).toBeNear(1, { rel: 1e-9 });
  }
});

describe("D_effective by the spreading of walkers", () => {
  const cell = `perrin: 1
species: {dye: {in: {water: {D: 1 um^2/s}, gel: {D: 0.2 um^2/s, K: 2}, rock: impenetrable}}}
domain:
  geometry: rectangle
  size: [2 um, 1 um]
  cells: [20, 10]
  media:
    - {medium: water}
    - {medium: gel, where: "x < 0.4 um"}
    - {medium: rock, where: "(x - 1.2 um)^2 + (y - 0.5 um)^2 < (0.35 um)^2"}
boundary: periodic
sampling: {walkers: 64000, seed: 5}
outputs: {along: "D_effective(dye, x)", across: "D_effective(dye, y)"}
`;

  test("is that of the cell problem on the same grid", async () => {
    const { cellProblem } = await import("#generator/cell-problem.ts");
    const network = gridNetworkOf(cell);
    const sampled = solvedBy(walk, parseModel(cell));
    for (const [axis, name] of [
      [0, "x"],
      [1, "y"],
    ] as const) {
      const reading = sampled.readings.find(({ measure }) => measure === `D_effective(dye, ${name})`);
      if (!reading) throw new Error(`no D_effective along ${name}`);
      expect(sigmas(reading, cellProblem(network, axis).diffusivity)).toBeLessThan(SIGMAS);
    }
  });

  test("cells that are taken out leave their room to their neighbours, and no hop one way only", () => {
    const network = gridNetworkOf(cell);
    const before = network.weight.reduce((sum, w, i) => sum + w * network.mesh.volume[i], 0);
    const { capacity, hops, cells } = lumpedHops(network, 0.25);
    expect(capacity.reduce((sum, value) => sum + value, 0)).toBeNear(before, { rel: 1e-13 });
    expect(cells.length).toBeLessThan(network.media.isOpen.reduce((sum, open) => sum + open, 0));
    for (const from of cells)
      for (const { cell: to, turns, conductance } of hops[from]) {
        expect(capacity[to]).toBeGreaterThan(0);
        const back = hops[to].find((hop) => hop.cell === from && hop.turns.every((n, axis) => n === 0 - turns[axis]));
        expect(back?.conductance).toBeNear(conductance, { rel: 1e-12 });
      }
  });
});

test("Brownian walkers in a rectangle with a drift, a film and a wall that takes do as the grid says in its limit", () => {
  const model = parseModel(`perrin: 1
species: {dye: {D: 1 um^2/s, drift: [0.5 um/s, -0.3 um/s]}}
domain: {geometry: rectangle, size: [2 um, 1 um], cells: [40, 20]}
initial: {dye: {at: [0.8 um, 0.45 um]}}
boundary: {left: {dye: absorbing}, top: {dye: {robin: {P: 1 um/s, concentration: 0 mM}}}}
solve: {transient: {until: 0.6 s, times: [0.2 s]}}
sampling: {walkers: 32000, seed: 6}
outputs: {there: survival(dye), up: "mean(dye, y)", out: "amount_permeated(dye, top)"}
`);
  const sampled = solvedBy(langevin, model);
  const [coarse, fine] = [1, 2].map((refinement) => solvedBy(master, model, refinement));
  for (const reading of sampled.readings) {
    if (reading.when === 0) continue;
    const [rough, better] = [coarse, fine].map((one) => readingOf(one as LevelResult, reading.measure, reading.when));
    // the limit of the grid, by Richardson; what is left of it is a part of the last step
    const limit = (4 * (better as number) - (rough as number)) / 3;
    expect([reading.measure, sigmas(reading, limit) < SIGMAS]).toEqual([reading.measure, true]);
  }
});
