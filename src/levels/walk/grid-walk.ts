/**
 * Walkers that hop from cell to cell of a grid: the waits are exponential, the hops those of the network that the continuum
 * and the master equation read.
 *
 *     wait ~ Exp(Σ k),    P(hop to j) = k(i→j) / Σ k
 *
 * Exact in time. Walkers are where they are put and leave or decay; what a side supplies has no number of walkers.
 *
 * @module
 */

import { gridHops } from "#generator/grid-hops.ts";
import { type GridNetwork, gridNetwork } from "#generator/grid-network.ts";
import { gridStart } from "#generator/grid-start.ts";
import type { Acceptance, LevelResult, Progress, Task } from "#levels/contract.ts";
import { DECAYED, type GridMotion, INSIDE } from "#levels/ensemble/grid/grid-walkers.ts";
import { gridBatches, solveGridWalkers } from "#levels/ensemble/grid/run-grid-walkers.ts";
import { gridOf, whyNoGrid } from "#levels/grid-run.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { speciesNamed } from "#levels/species-named.ts";
import { type Model, SIDE_NAMES } from "#model/model.ts";
import { aliasTable, drawFrom } from "#numerics/alias-table.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { isOpenGrid } from "#observables/grid-invariants.ts";
import { amountIn } from "#observables/grid-state.ts";
import { spreadBatches, spreadReadings } from "./grid-spread.ts";

const OWNER = { level: "walk", purpose: PURPOSE.generatorWalk } as const;
/** Cells along the longest axis where the file does not say, and at most, by the number of axes. */
const CELLS = [0, 0, 40, 16];
const MOST = [0, 0, 64, 24];

/** Rectangles, boxes and finite cylinders. */
export const gridWalk: MotionCarrier = {
  accepts: acceptsWalk,
  solve: solveWalk,
  batchSolver: (task, stage) => (stage === "spread" ? spreadBatches(task) : gridBatches(task, motionOf(task), OWNER)),
};

function acceptsWalk(model: Model, name: string): Acceptance {
  const why = whyNoGrid(model, name);
  if (why) return { accepts: false, ...why };
  const refuse = (because: string, change: string): Acceptance => ({ accepts: false, because, change });
  const supplying = model.boundaries.find(
    ({ species, condition }) =>
      species === name &&
      ((condition.kind === "flux" && condition.flux !== 0) ||
        ("concentration" in condition && condition.concentration !== 0)),
  );
  if (supplying)
    return refuse(
      `the side ${supplying.end} supplies ${name} without end, and walkers in a grid are those that were there at the start`,
      "use absorbing or no-flux, or the levels continuum and master",
    );
  if (model.sources.some(({ species, law }) => species === name && law.kind === "zero-order"))
    return refuse(
      `a source makes ${name}, and walkers in a grid are those that were there at the start`,
      "use the levels continuum and master",
    );
  const { initial } = speciesNamed(model, name);
  const isEmpty =
    initial.kind === "concentration" && initial.concentration.kind === "number" && initial.concentration.value === 0;
  return isEmpty && !asksSpread(model)
    ? refuse(`${name} starts with nothing`, "give it an initial concentration or a point")
    : { accepts: true };
}

function asksSpread({ boundaries, domain }: Model): boolean {
  return domain?.kind === "grid" && boundaries.some(({ condition }) => condition.kind === "periodic");
}

function* solveWalk(task: Task): Generator<Progress, LevelResult, unknown> {
  const spread = yield* spreadReadings(task);
  const needsWalkers =
    task.solves.length > 0 || task.measures.some(({ name }) => name.startsWith("exit_") || name === "mean_exit_time");
  if (!needsWalkers && spread) return spread;
  const walked = yield* solveGridWalkers(task, motionOf(task), OWNER);
  return spread
    ? {
        ...walked,
        method: `${walked.method}; D_effective: ${spread.method}`,
        readings: [...walked.readings, ...spread.readings],
        warnings: [...new Set([...walked.warnings, ...spread.warnings])],
      }
    : walked;
}

function motionOf({ model, species: name, refinement }: Task): GridMotion {
  const species = speciesNamed(model, name);
  const domain = gridOf(model);
  const axes = domain.axes.length;
  const network = gridNetwork(model, species, domain, { cells: CELLS[axes], refinement, most: MOST[axes] });
  const { mesh } = network;
  const initial = gridStart(model, species, network);
  const held = initial.map((c, i) => c * mesh.volume[i]);
  const places = aliasTable(held);
  const hop = makeHop(network);
  const shape = mesh.shape.cells.slice(0, axes).join(" x ");
  const spacing = Math.max(...mesh.width.slice(0, axes));
  return {
    method: `walkers hopping on ${shape} cells, exponential waits`,
    law: { kind: "discrete", spacing },
    amount: amountIn(network, initial),
    network,
    ...(species.initial.kind === "point" && { origin: species.initial.at }),
    ...(isOpenGrid(network) && { exitScale: exitScaleOf(network) }),
    sources: ["Gillespie 1977, J. Phys. Chem. 81, 2340 (not opened)"],
    start(walkers, stream) {
      const cells = new Int32Array(walkers.count);
      const [nx, ny] = mesh.shape.cells;
      const place = (i: number, cell: number): void => {
        cells[i] = cell;
        walkers.axes[0][i] = mesh.center[0][cell % nx];
        walkers.axes[1][i] = mesh.center[1][Math.floor(cell / nx) % ny];
        if (axes > 2) walkers.axes[2][i] = mesh.center[2][Math.floor(cell / (nx * ny))];
      };
      for (let i = 0; i < walkers.count; i++) place(i, drawFrom(places, stream));
      return {
        advance(first, end, from, to) {
          const { noise, fate, exitTime } = walkers;
          let steps = 0;
          for (let i = first; i < end; i++) {
            if (fate[i] !== INSIDE) continue;
            let cell = cells[i];
            for (let now = from; ; ) {
              now += noise.exponential() / hop.total[cell];
              if (!(now < to)) break;
              steps++;
              const next = hop.next(cell, noise.uniform());
              if (next < 0) {
                fate[i] = -next;
                exitTime[i] = now;
                break;
              }
              cell = next;
            }
            if (fate[i] === INSIDE) place(i, cell);
          }
          return steps;
        },
      };
    },
  };
}

/** The square of the domain over the D that its fastest cells show: a time after which many have left [s]. */
function exitScaleOf(network: GridNetwork): number {
  const { mesh } = network;
  const { total } = gridHops(network);
  const fastest = total.reduce((most, rate) => Math.max(most, rate), 0);
  const cells = Math.max(...mesh.shape.cells);
  return (cells * cells) / fastest;
}

/** Where a walker goes from a cell: another cell, or minus its fate. */
function makeHop(network: GridNetwork) {
  const { start, target, rate, total, leaving } = gridHops(network);
  const { mesh, sides, decay } = network;
  const ways = new Map<number, { readonly fate: number; readonly rate: number }[]>();
  const add = (cell: number, fate: number, k: number): void => {
    if (k > 0) ways.set(cell, [...(ways.get(cell) ?? []), { fate, rate: k }]);
  };
  for (const { side, cells, conductance } of sides)
    for (const [k, cell] of cells.entries())
      add(cell, 1 + SIDE_NAMES.indexOf(side), conductance[k] / mesh.volume[cell]);
  for (let cell = 0; cell < mesh.size; cell++) add(cell, DECAYED, decay[cell] / mesh.volume[cell]);
  return {
    total,
    next(cell: number, uniform: number): number {
      let rest = uniform * total[cell];
      const last = start[cell + 1] - 1;
      for (let h = start[cell]; h <= last; h++) {
        rest -= rate[h];
        if (rest < 0) return target[h];
      }
      if (leaving[cell] > 0) {
        const out = ways.get(cell) ?? [];
        for (const way of out) {
          rest -= way.rate;
          if (rest < 0) return -way.fate;
        }
        return -(out.at(-1)?.fate ?? DECAYED);
      }
      // what rounding left of the last hop
      return target[last];
    },
  };
}
