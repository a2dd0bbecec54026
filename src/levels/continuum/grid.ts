/**
 * Diffusion in rectangles, boxes and finite cylinders at the continuum level: finite volumes on a grid.
 *
 * Second order in space, also beside impenetrable media (by the open shares of cells and faces); a slanted edge between two
 * media that can be entered is a staircase, first order at worst. Steady
 * states and implicit steps by Krylov iteration with multigrid; in time adaptive, L-stable and positive (TR-BDF2).
 *
 * @module
 */

import { cellProblem, whyNoCellProblem } from "#generator/cell-problem.ts";
import type { LevelResult, Progress, Task } from "#levels/contract.ts";
import {
  acceptsGrid,
  type GridRun,
  keepField,
  readGrid,
  startedGridRun,
  whyNoGridEquilibrium,
} from "#levels/grid-run.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { AXES } from "#mesh/grid-mesh.ts";
import { regionsOf } from "#numerics/grid/connected-regions.ts";
import { type GridSolver, makeGridSolver } from "#numerics/grid/grid-solver.ts";
import { activitySpread, imbalance, isOpenGrid, smallestInGrid } from "#observables/grid-invariants.ts";
import { readGridExits } from "./grid-exits.ts";
import { solveGridTransient } from "./grid-transient.ts";

/** Cells along the longest axis, by the number of axes. */
const CELLS = [0, 0, 96, 40];

/** Rectangles, boxes and finite cylinders. */
export const gridContinuum: MotionCarrier = { accepts: acceptsGrid, solve: solveGrid };

function* solveGrid(task: Task): Generator<Progress, LevelResult> {
  const { domain } = task.model;
  const axes = domain?.kind === "grid" ? domain.axes.length : 2;
  const run = startedGridRun(task, { cells: CELLS[axes], refinement: task.refinement });
  const { network } = run;
  yield { fraction: 0, doing: "steady state" };
  const solver = steadySolver(run);
  readSteady(run, solver);
  readGridExits(run, solver);
  readCellProblems(run);
  let steps = "";
  for (const solve of task.solves) if (solve.kind === "transient") steps = yield* solveGridTransient(run, solve);
  const { cells } = network.mesh.shape;
  const shape = cells.slice(0, axes).join(" x ");
  return {
    level: "continuum",
    law: { kind: "discrete", spacing: Math.max(...network.mesh.width.slice(0, axes)) },
    method: `finite volumes on ${shape} cells, ${isStaircase(run) ? "media by the centres of cells" : "second order in space"}; multigrid${steps}`,
    warnings: run.warnings,
    invariants: run.invariants,
    readings: run.readings,
    profiles: [],
    fields: run.fields,
    ...(isStaircase(run) ? { order: 1 } : {}),
    sources: [
      "Scharfetter and Gummel 1969, doi:10.1109/T-ED.1969.16566 (not opened)",
      "Notay 2010, Electron. Trans. Numer. Anal. 37, 123 (not opened)",
      "Bank et al. 1985, doi:10.1109/T-ED.1985.22232 (not opened)",
    ],
  };
}

/** Whether a medium that can be entered is painted over another, so that its edge may lie within cells. */
function isStaircase({ domain, network }: GridRun): boolean {
  const { names, inMedium } = network.media;
  return domain.media.slice(1).some(({ medium }) => inMedium[names.indexOf(medium)] !== undefined);
}

function steadySolver({ network }: GridRun): GridSolver {
  const solver = makeGridSolver(network.operator, { tolerance: 1e-12 });
  solver.prepare(Number.POSITIVE_INFINITY);
  return solver;
}

/** States at the steady state and at equilibrium; nothing is left where sides only take. */
function readSteady(run: GridRun, solver: GridSolver): void {
  const { network, task, species, warnings, invariants } = run;
  const kinds = new Set(task.solves.map(({ kind }) => kind));
  if (!kinds.has("steady") && !kinds.has("equilibrium")) return;
  const { supply, leak } = network.operator;
  if (supply.every((rate) => rate === 0) && leak.some((rate) => rate > 0)) return;
  const c = settled(run, solver);
  const isOpen = isOpenGrid(network);
  if (kinds.has("steady")) {
    readGrid(run, c, "steady");
    keepField(run, c, "steady");
  }
  if (kinds.has("equilibrium")) {
    const because = whyNoGridEquilibrium(run);
    if (because === undefined) {
      readGrid(run, c, "equilibrium");
      keepField(run, c, "equilibrium");
    } else warnings.push(`${species.name} has no equilibrium: ${because}. Nothing is stated at equilibrium`);
  }
  invariants.smallestConcentration = smallestInGrid(network, c);
  if (isOpen) invariants.fluxSpread = imbalance(network, c);
  else if (!network.isCarried) invariants.equilibriumSpread = activitySpread(network, c);
  if (invariants.smallestConcentration < 0)
    warnings.push(
      `the steady state of ${species.name} has a concentration of ${invariants.smallestConcentration.toPrecision(4)} mol/m^3, which nothing can have: a flux out of a side takes more than there is; use absorbing or robin in its place`,
    );
}

/** The steady state: regions that nothing leaves and no drift stirs are at the equilibrium that their weights tell. */
function settled({ network, initial }: GridRun, solver: GridSolver): Float64Array {
  const { operator, equilibrium, mesh, isCarried } = network;
  const regions = regionsOf(operator);
  const c = initial.slice();
  const isKnown = (i: number): boolean => regions.isClosed[regions.of[i]] === 1 && !isCarried;
  if (!c.every((_, i) => isKnown(i))) solver.solve(c, operator.supply);
  const held = new Float64Array(regions.count);
  const room = new Float64Array(regions.count);
  for (let i = 0; i < mesh.size; i++) {
    held[regions.of[i]] += mesh.volume[i] * initial[i];
    room[regions.of[i]] += mesh.volume[i] * equilibrium[i];
  }
  for (let i = 0; i < mesh.size; i++)
    if (isKnown(i) && operator.supply[i] === 0)
      c[i] = equilibrium[i] > 0 ? (equilibrium[i] / room[regions.of[i]]) * held[regions.of[i]] : 0;
  return c;
}

/** D_effective along each axis that is asked for; with solve: effective-diffusivity the field along x is kept. */
function readCellProblems(run: GridRun): void {
  const { task, network, readings, invariants, warnings } = run;
  const asked = task.measures.filter(({ name, species }) => name === "D_effective" && species === run.species.name);
  const isKept = task.model.cellProblem === true;
  for (const axis of AXES.slice(0, network.mesh.names.length)) {
    const measures = asked.filter(({ place }) => place?.kind === "axis" && place.axis === axis);
    const keeps = isKept && axis === 0 && network.mesh.shape.periodic[0];
    if (measures.length === 0 && !keeps) continue;
    const why = whyNoCellProblem(network, axis);
    if (why !== undefined) {
      warnings.push(`D_effective of ${run.species.name} along ${network.mesh.names[axis]} is not stated: ${why}`);
      continue;
    }
    const { diffusivity, concentration, residual } = cellProblem(network, axis);
    for (const { key } of measures) readings.push({ measure: key, when: "timeless", value: diffusivity });
    if (keeps) keepField(run, concentration, "steady");
    invariants.fluxSpread = Math.max(residual, invariants.fluxSpread ?? 0);
    invariants.smallestConcentration ??= smallestInGrid(network, concentration);
  }
}
