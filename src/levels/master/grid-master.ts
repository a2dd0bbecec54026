/**
 * The master equation on a grid: dp/dt = Q^T p of the same hops as the other levels, solved in its own way.
 *
 * In time by uniformisation: a walk with a fixed clock, seen at Poisson times, every term positive. Steady states and exits
 * by state reduction. For grids of some thousand cells.
 *
 * @see A. Jensen, Skand. Aktuarietidskr. 36, 87 (1953) (not opened)
 * @module
 */

import { fastestHop, type GridHops, gridHops } from "#generator/grid-hops.ts";
import { bandOf, reducedGrid } from "#generator/grid-state-reduction.ts";
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
import { recordsWithProfile } from "#levels/profile-times.ts";
import { regionsOf } from "#numerics/grid/connected-regions.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import { activitySpread, gridMassDrift, imbalance, isOpenGrid, smallestInGrid } from "#observables/grid-invariants.ts";
import { amountIn, outflow } from "#observables/grid-state.ts";

/** Cells along the longest axis where the file does not say, and at most, by the number of axes. */
const CELLS = [0, 0, 32, 12];
const MOST = [0, 0, 96, 20];
/** Most multiplications of a state reduction, and most hops of all cells together in time. */
const MOST_REDUCTION = 3e9;
const MOST_STEPS = 4e9;
/** Weight of the Poisson clock that may be left out [1]. */
const LEFT_OUT = 1e-14;

/** Rectangles, boxes and finite cylinders. */
export const gridMaster: MotionCarrier = { accepts: acceptsGrid, solve: solveGridMaster };

function* solveGridMaster(task: Task): Generator<Progress, LevelResult> {
  const axes = task.model.domain?.kind === "grid" ? task.model.domain.axes.length : 2;
  const run = startedGridRun(task, { cells: CELLS[axes], refinement: task.refinement, most: MOST[axes] });
  const { network } = run;
  const hops = gridHops(network);
  yield { fraction: 0, doing: "state reduction" };
  readByReduction(run, hops);
  let clock = "";
  for (const solve of task.solves) if (solve.kind === "transient") clock = yield* solveInTime(run, hops, solve.times);
  const shape = network.mesh.shape.cells.slice(0, axes).join(" x ");
  return {
    level: "master",
    law: { kind: "discrete", spacing: Math.max(...network.mesh.width.slice(0, axes)) },
    method: `master equation on ${shape} cells; steady by state reduction${clock}`,
    warnings: run.warnings,
    invariants: run.invariants,
    readings: run.readings,
    profiles: [],
    fields: run.fields,
    ...(run.domain.media.length > 1 ? { order: 1 } : {}),
    sources: [
      "Jensen 1953 (uniformisation; not opened)",
      "Grassmann, Taksar and Heyman 1985, doi:10.1287/opre.33.5.1107 (not opened)",
    ],
  };
}

const EXITS: ReadonlySet<string> = new Set(["mean_exit_time", "exit_time_variance", "exit_probability"]);

/** Steady states, equilibria and exits. */
function readByReduction(run: GridRun, hops: GridHops): void {
  const { task, network, species, warnings } = run;
  const kinds = new Set(task.solves.map(({ kind }) => kind));
  const exits = task.measures.filter(({ name, species: of }) => of === species.name && EXITS.has(name));
  if (!kinds.has("steady") && !kinds.has("equilibrium") && exits.length === 0) return;
  const band = bandOf(hops);
  if (hops.size * band * band > MOST_REDUCTION) {
    warnings.push(
      `the steady state of ${species.name} is not stated: state reduction of ${hops.size} cells, whose hops reach ${band} cells far, is too much work. Use fewer cells, or the level continuum`,
    );
    return;
  }
  const reduced = reducedGrid(hops);
  const { volume } = network.mesh;
  const concentrations = (n: Float64Array) => n.map((amount, i) => (network.media.isOpen[i] ? amount / volume[i] : 0));
  const { supply, leak } = network.operator;
  const isEmptied = supply.every((rate) => rate === 0) && leak.some((rate) => rate > 0);
  const regions = regionsOf(network.operator);
  const isFed = supply.some((rate, i) => rate !== 0 && regions.isClosed[regions.of[i]] === 1);
  if ((kinds.has("steady") || kinds.has("equilibrium")) && isFed)
    warnings.push(
      `${species.name} has no steady state: what a flux or a source supplies never leaves. Give it a way out, or ask for a transient`,
    );
  else if ((kinds.has("steady") || kinds.has("equilibrium")) && !isEmptied) {
    const c = withStartedAmounts(run, concentrations(reduced.response(supply)));
    if (kinds.has("steady")) {
      readGrid(run, c, "steady");
      keepField(run, c, "steady");
    }
    const because = kinds.has("equilibrium") ? whyNoGridEquilibrium(run) : undefined;
    if (kinds.has("equilibrium") && because === undefined) readGrid(run, c, "equilibrium");
    if (because !== undefined)
      warnings.push(`${species.name} has no equilibrium: ${because}. Nothing is stated at equilibrium`);
    run.invariants.smallestConcentration = smallestInGrid(network, c);
    if (isOpenGrid(network)) run.invariants.fluxSpread = imbalance(network, c);
    else if (!network.isCarried) run.invariants.equilibriumSpread = activitySpread(network, c);
  }
  if (exits.length > 0) readExits(run, exits, (c) => concentrations(reduced.response(c.map((x, i) => x * volume[i]))));
}

/** Regions that nothing leaves hold what they held at the start. */
function withStartedAmounts({ network, initial }: GridRun, c: Float64Array): Float64Array {
  const regions = regionsOf(network.operator);
  const held = new Float64Array(regions.count);
  const found = new Float64Array(regions.count);
  for (let i = 0; i < c.length; i++) {
    held[regions.of[i]] += network.mesh.volume[i] * initial[i];
    found[regions.of[i]] += network.mesh.volume[i] * c[i];
  }
  return c.map((value, i) => {
    const r = regions.of[i];
    return regions.isClosed[r] ? (found[r] > 0 ? (value * held[r]) / found[r] : 0) : value;
  });
}

function readExits(run: GridRun, asked: Task["measures"], respond: (c: Float64Array) => Float64Array): void {
  const { network, initial, readings } = run;
  const { operator, decay, sides } = network;
  if (!isOpenGrid(network) || operator.supply.some((rate) => rate !== 0) || decay.some((rate) => rate > 0)) return;
  const regions = regionsOf(operator);
  if (initial.some((value, i) => value > 0 && regions.isClosed[regions.of[i]])) return;
  const started = amountIn(network, initial);
  const open = sides.filter(({ conductance }) => conductance.some((value) => value > 0));
  const M = respond(initial);
  const mean = amountIn(network, M) / started;
  for (const { name, key, place } of asked) {
    const side = place?.kind === "side" ? sides.find((one) => one.side === place.side) : undefined;
    const isOnlyWay = place?.kind !== "side" || (open.length === 1 && open[0] === side);
    let value: number | undefined;
    if (name === "exit_probability" && side) value = outflow(side, M) / started;
    else if (name === "mean_exit_time" && isOnlyWay) value = mean;
    else if (name === "exit_time_variance" && isOnlyWay)
      value = (2 * amountIn(network, respond(M))) / started - mean * mean;
    if (value !== undefined) readings.push({ measure: key, when: "timeless", value });
  }
}

function* solveInTime(run: GridRun, hops: GridHops, times: readonly number[]): Generator<Progress, string> {
  const { network, initial, species, warnings } = run;
  const { size } = hops;
  const until = times.at(-1) ?? 0;
  const fastest = fastestHop(hops);
  if (fastest * until * size > MOST_STEPS) {
    warnings.push(
      `${species.name} is not followed in time: ${(fastest * until).toPrecision(2)} hops in each of ${size} cells are too much work. Use fewer cells, or the level continuum`,
    );
    return "";
  }
  const { volume } = network.mesh;
  const n = initial.map((c, i) => c * volume[i]);
  const gone = new Float64Array(network.sides.length);
  const keeps = recordsWithProfile(run.model, times);
  let smallest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < times.length; k++) {
    const interval = times[k] - (k > 0 ? times[k - 1] : 0);
    if (interval > 0) advance(n, gone, run, hops, fastest > 0 ? fastest : 1 / interval, interval);
    const c = n.map((amount, i) => amount / volume[i]);
    smallest = Math.min(smallest, smallestInGrid(network, c));
    readGrid(run, c, times[k], gone.slice());
    if (keeps.has(k)) keepField(run, c, times[k]);
    yield { fraction: (k + 1) / times.length, doing: "uniformisation" };
  }
  if (network.decay.every((rate) => rate === 0))
    run.invariants.massDrift = gridMassDrift(
      network,
      initial,
      n.map((amount, i) => amount / volume[i]),
      gone,
      until,
    );
  run.invariants.smallestConcentration = Math.min(smallest, run.invariants.smallestConcentration ?? smallest);
  return `; uniformisation, weights left out below ${LEFT_OUT}`;
}

/** n(t + Δt) and what has left by each side, in place: Σ over the ticks of the clock, the supply added at each. */
function advance(
  n: Float64Array,
  gone: Float64Array,
  { network }: GridRun,
  hops: GridHops,
  rate: number,
  interval: number,
): void {
  const { start, target, rate: k, total, size } = hops;
  const { supply } = network.operator;
  const { volume } = network.mesh;
  const { first, weights } = poissonWeights(rate * interval, LEFT_OUT);
  let term = n.slice();
  let next = new Float64Array(size);
  let away = gone.slice();
  n.fill(0);
  gone.fill(0);
  for (let tick = 0; tick < first + weights.length; tick++) {
    if (tick >= first) {
      const weight = weights[tick - first];
      for (let i = 0; i < size; i++) n[i] += weight * term[i];
      for (let s = 0; s < gone.length; s++) gone[s] += weight * away[s];
    }
    for (let i = 0; i < size; i++) next[i] = term[i] * (1 - total[i] / rate) + supply[i] / rate;
    for (let i = 0; i < size; i++) {
      const amount = term[i] / rate;
      if (amount !== 0) for (let h = start[i]; h < start[i + 1]; h++) next[target[h]] += amount * k[h];
    }
    const left = away.slice();
    for (const [s, { cells, conductance, given }] of network.sides.entries())
      for (let c = 0; c < cells.length; c++)
        left[s] += ((conductance[c] * term[cells[c]]) / volume[cells[c]] - given[c]) / rate;
    away = left;
    [term, next] = [next, term];
  }
}
