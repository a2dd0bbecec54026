/**
 * D_effective of a periodic cell by the spreading of walkers: they start at equilibrium, and their mean squared displacement
 * grows, once they have forgotten their start, as 2 D t for each axis,
 *
 *     D_effective = <e^{-u}> [<x²(t_2)> - <x²(t_1)>] / 2 (t_2 - t_1),
 *
 * where the mean of e^{-u} over the whole cell is its open fraction, if all else is even. A walker jumps by the exact law of
 * all its hops in a short time, drawn from a table for each cell.
 *
 * @module
 */

import { whyNoCellProblem } from "#generator/cell-problem.ts";
import { type GridNetwork, gridNetwork } from "#generator/grid-network.ts";
import { lumpedHops } from "#generator/lumped-hops.ts";
import { solveBatches } from "#levels/batches.ts";
import { BATCHES, type BatchSolver, type LevelResult, type Progress, type Task } from "#levels/contract.ts";
import { gridOf } from "#levels/grid-run.ts";
import { gridWarnings } from "#levels/grid-warnings.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { Axis } from "#mesh/grid-mesh.ts";
import type { Measure } from "#model/measure.ts";
import { type AliasTable, aliasTable, drawFrom } from "#numerics/alias-table.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";

/** Cells along the longest axis where the file does not say, and at most, by the number of axes. */
const CELLS = [0, 0, 24, 10];
/** Cells with less than this share of the largest capacity are taken out. */
const LEAST = 0.25;
/** Times in units of L² / D: of one jump, of the first look, and of the last. */
const JUMP = 0.01;
const FIRST = 15;
const LAST = 50;
const LEFT_OUT = 1e-12;
/** More than there are states: 3 x 24² at most, and 3 x 10³. */
const WORD = 65536;
/** Walkers that move between two looks at the clock. */
const CHUNK = 512;
/** Streams of D_effective: their numbers never meet those of walkers that are followed in time. */
const APART = 2147483648;

/** Number of walkers, and sums of x² at the two times, for one axis. */
type Part = Float64Array;

interface Spread {
  readonly task: Task;
  readonly network: GridNetwork;
  readonly measures: readonly (Measure & { readonly axis: Axis })[];
}

function spreadOf(task: Task): Spread | undefined {
  const { model, refinement } = task;
  const asked = task.measures.flatMap((measure) =>
    measure.name === "D_effective" && measure.species === task.species && measure.place?.kind === "axis"
      ? [{ ...measure, axis: measure.place.axis as Axis }]
      : [],
  );
  if (asked.length === 0) return undefined;
  const domain = gridOf(model);
  const cells = CELLS[domain.axes.length];
  const network = gridNetwork(model, speciesNamed(model, task.species), domain, { cells, most: cells, refinement });
  return { task, network, measures: asked.filter(({ axis }) => whyNoCellProblem(network, axis) === undefined) };
}

/** The jumps of walkers along one axis: for each cell, where to and how far round. */
export interface Jumps {
  readonly starts: AliasTable;
  readonly cells: readonly number[];
  /**
   * Alias tables of the cells one after another, two words for each fate, so that a draw reads one place in memory: the
   * probability to keep it, and the states that it and its other lead to, own + 2^16 other. A state is the index of a cell,
   * plus so many times their number as the jump leads round the axis, plus one.
   */
  readonly kept: Float32Array;
  readonly states: Uint32Array;
  /** Where the table of each cell begins, and one more entry. */
  readonly begins: Int32Array;
  /** x of each state [m]. */
  readonly place: Float64Array;
  /** Of one jump [s]. */
  readonly time: number;
}

/** The jumps of the time 0.01 L² / D along an axis, L the length of the cell and D that of a walker that meets nothing. */
export function jumpsAlong(network: GridNetwork, axis: Axis): Jumps {
  const { mesh } = network;
  const { cells, capacity, hops } = lumpedHops(network, LEAST);
  const indexOf = new Map(cells.map((cell, k) => [cell, k]));
  const n = cells.length;
  let fastest = 0;
  for (const cell of cells)
    fastest = Math.max(fastest, hops[cell].reduce((sum, { conductance }) => sum + conductance, 0) / capacity[cell]);
  const length = mesh.edge[axis][mesh.shape.cells[axis]] - mesh.edge[axis][0];
  // a walker that meets nothing hops at 2 D / h² along the axis: the time that its D takes over the cell
  const free = freeDiffusivity(network, axis);
  const time = (JUMP * length * length) / free;
  const { first, weights } = poissonWeights(fastest * time, LEFT_OUT);
  const last = first + weights.length - 1;
  // states: index of the cell, and times round the axis from -1 to 1
  const rows = cells.map((cell) =>
    hops[cell].map(({ cell: to, turns, conductance }) => ({
      to: indexOf.get(to) as number,
      turn: turns[axis],
      p: conductance / capacity[cell] / fastest,
    })),
  );
  const stays = rows.map((row) => 1 - row.reduce((sum, { p }) => sum + p, 0));
  const x = cells.map((cell) => {
    const stride = axis === 0 ? 1 : axis === 1 ? mesh.shape.cells[0] : mesh.shape.cells[0] * mesh.shape.cells[1];
    return mesh.center[axis][Math.floor(cell / stride) % mesh.shape.cells[axis]];
  });
  const place = Float64Array.from({ length: 3 * n }, (_, s) => x[s % n] + (Math.floor(s / n) - 1) * length);
  const tables = cells.map((_, from) => {
    let term = new Float64Array(3 * n);
    let next = new Float64Array(3 * n);
    const sum = new Float64Array(3 * n);
    term[n + from] = 1;
    for (let tick = 0; tick <= last; tick++) {
      if (tick >= first) for (let s = 0; s < 3 * n; s++) sum[s] += weights[tick - first] * term[s];
      next.fill(0);
      for (let s = 0; s < 3 * n; s++) {
        const p = term[s];
        if (p < 1e-30) continue;
        const k = s % n;
        const round = Math.floor(s / n);
        next[s] += p * stays[k];
        for (const hop of rows[k]) next[hop.to + n * Math.min(2, Math.max(0, round + hop.turn))] += p * hop.p;
      }
      [term, next] = [next, term];
    }
    const kept = Array.from(sum.keys()).filter((s) => sum[s] > 1e-13);
    const { keep, alias } = aliasTable(Float64Array.from(kept, (s) => sum[s]));
    return { keep, states: kept.map((s, i) => s + WORD * kept[alias[i]]) };
  });
  const begins = new Int32Array(n + 1);
  for (const [k, { keep }] of tables.entries()) begins[k + 1] = begins[k] + keep.length;
  const words = new ArrayBuffer(8 * begins[n]);
  const [kept, states] = [new Float32Array(words), new Uint32Array(words)];
  for (const [k, table] of tables.entries())
    for (let i = 0; i < table.keep.length; i++) {
      kept[2 * (begins[k] + i)] = table.keep[i];
      states[2 * (begins[k] + i) + 1] = table.states[i];
    }
  return {
    starts: aliasTable(Float64Array.from(cells, (cell) => capacity[cell])),
    cells,
    kept,
    states,
    begins,
    place,
    time,
  };
}

/** The fastest D along an axis that any whole cell shows [m^2 s^-1]. */
function freeDiffusivity({ operator, mesh, weight }: GridNetwork, axis: Axis): number {
  const there = operator.forward[axis];
  const h = mesh.width[axis];
  let most = 0;
  for (let i = 0; i < there.length; i++) if (weight[i] > 0) most = Math.max(most, (there[i] * h * h) / mesh.volume[i]);
  const volumes = mesh.volume.reduce((largest, v) => Math.max(largest, v), 0);
  // cells that are cut have small volumes and would seem fast
  let whole = 0;
  for (let i = 0; i < there.length; i++)
    if (weight[i] > 0 && mesh.volume[i] > 0.99 * volumes) whole = Math.max(whole, (there[i] * h * h) / mesh.volume[i]);
  return whole > 0 ? whole : most;
}

/** The solver of the batches of all axes that are asked. */
export function spreadBatches(task: Task): BatchSolver<Part> {
  const spread = spreadOf(task);
  if (spread === undefined) throw new Error("Bug: no D_effective was asked.");
  const { measures, network } = spread;
  const jumps = measures.map(({ axis }) => jumpsAlong(network, axis));
  const count = Math.ceil(task.walkers / BATCHES);
  return {
    *solve(batch) {
      const sums = new Float64Array(2 * measures.length);
      const stream = makeRandomStream(task.seed, PURPOSE.generatorWalk, APART + batch);
      for (const [m, { starts, cells, kept, states, begins, place }] of jumps.entries())
        for (let done = 0; done < count; done += CHUNK) {
          for (let i = done; i < Math.min(count, done + CHUNK); i++) {
            const n = cells.length;
            let at = drawFrom(starts, stream);
            let moved = 0;
            for (let jump = 0; jump < LAST; jump++) {
              if (jump === FIRST) sums[2 * m] += moved * moved;
              const begin = begins[at];
              const drawn = stream.uniform() * (begins[at + 1] - begin);
              const column = Math.floor(drawn);
              const fate = 2 * (begin + column);
              const pair = states[fate + 1];
              const state = drawn - column < kept[fate] ? pair & (WORD - 1) : pair >>> 16;
              moved += place[state] - place[n + at];
              at = state < n ? state : state < 2 * n ? state - n : state - 2 * n;
            }
            sums[2 * m + 1] += moved * moved;
          }
          yield { fraction: (m + done / count) / measures.length, doing: "walkers spreading" };
        }
      return sums;
    },
  };
}

/** D_effective as walkers show it; undefined where it is not asked. */
export function* spreadReadings(task: Task): Generator<Progress, LevelResult | undefined, unknown> {
  const spread = spreadOf(task);
  if (spread === undefined || spread.measures.length === 0) return undefined;
  const { network, measures } = spread;
  const parts: Part[] = [];
  yield* solveBatches({ level: "walk", task, stage: "spread" }, spreadBatches(task), (batch, part) => {
    parts[batch] = part;
  });
  const count = Math.ceil(task.walkers / BATCHES);
  const { mesh, weight } = network;
  const filled = sumOf(weight.map((w, i) => w * mesh.volume[i])) / network.volume;
  const shape = mesh.shape.cells.slice(0, mesh.names.length).join(" x ");
  return {
    level: "walk",
    law: { kind: "discrete", spacing: Math.max(...mesh.width.slice(0, mesh.names.length)) },
    method: `walkers on ${shape} cells from equilibrium, exact jumps of ${JUMP} L²/D, growth of their msd from ${FIRST * JUMP} to ${LAST * JUMP} L²/D over the share ${filled.toPrecision(4)} of the cell; ${BATCHES} batches of ${count} walkers`,
    warnings: gridWarnings(task.model, network),
    invariants: {},
    readings: measures.map(({ key, axis }, m) => {
      const length = mesh.edge[axis][mesh.shape.cells[axis]] - mesh.edge[axis][0];
      const time = ((LAST - FIRST) * JUMP * length * length) / freeDiffusivity(network, axis);
      const diffusivityOf = (growth: number, walkers: number) => (filled * growth) / walkers / (2 * time);
      const growth = (part: Part) => part[2 * m + 1] - part[2 * m];
      const total = parts.reduce((sum, part) => sum + growth(part), 0);
      return {
        measure: key,
        when: "timeless" as const,
        value: diffusivityOf(total, count * BATCHES),
        batches: Float64Array.from(parts, (part) => diffusivityOf(growth(part), count)),
      };
    }),
    profiles: [],
    sources: ["Jensen 1953 (uniformisation; not opened)"],
  };
}
