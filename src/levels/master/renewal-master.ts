/**
 * The master equation of independent steps that lie on a lattice, solved as it stands: one convolution a step.
 *
 *     fixed clock        P(n + 1) = Σ_moves p_m P(n) shifted by m
 *     Poisson clock      P(t) = Σ_n e^-μ μ^n / n!  P(n), μ = t/τ: uniformisation
 *     gamma clock        of a whole shape k: a step is made of k stages that end at the rate k/τ, so that after m of
 *                        them floor(m/k) steps are done
 *
 * Exact but for rounding, and for 1e-20 of the probability of the number of steps. Waits of other laws have a memory
 * that no equation of first order in time holds.
 *
 * @module
 */

import type { Acceptance, LevelResult, Profile, Progress, Reading, Task } from "#levels/contract.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { Model, WalkLaw } from "#model/model.ts";
import type { RenewalClock } from "#model/motion-law.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import type { DiscreteWeights } from "#numerics/unimodal-weights.ts";
import { ticksUntil } from "#step-law/count-law.ts";
import { lateSlope } from "#step-law/late-slope.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import { type LatticeProblem, latticeProblem, type Refusal } from "#step-law/lattice-problem.ts";
import { type LatticeSupport, latticeSupport } from "#step-law/lattice-support.ts";
import { renewalProblem } from "#step-law/renewal-problem.ts";
import { LEFT_OUT } from "./lattice-chain.ts";
import type { LatticeField, LatticeFrame } from "./lattice-field.ts";
import { type LatticeState, latticeReading, latticeState, spreadOf } from "./lattice-readings.ts";

/** Probabilities below this are taken for 0, so that no time is lost in subnormal numbers. */
const FLOOR = 1e-290;
/** The most multiplications: some seconds of work. */
const MOST_WORK = 5e9;
/** The most values that all record times together may hold. */
const MOST_VALUES = 2e7;
const WORK_BETWEEN_YIELDS = 1e7;

/** Independent steps on a lattice at the master level. */
export const renewalMaster: MotionCarrier = { accepts, solve };

interface Posed {
  readonly problem: LatticeProblem;
  readonly support: LatticeSupport;
  readonly clock: RenewalClock;
  /** Law of the number of steps at each record time. */
  readonly counts: readonly DiscreteWeights[];
  readonly frame: LatticeFrame;
  readonly mostSteps: number;
}

function accepts(model: Model, name: string): Acceptance {
  const posed = pose(model, name);
  return "because" in posed ? { accepts: false, ...posed } : { accepts: true };
}

function pose(model: Model, name: string): Posed | Refusal {
  const found = renewalProblem(model, name);
  if ("because" in found) return found;
  const { step, clock, dimensions } = found.law;
  if (dimensions > 1)
    return { because: "independent steps are convolved along a line only here", change: "use the level walk" };
  const support = latticeSupport(step);
  if (support === undefined)
    return {
      because: `${step.kind} steps lie on no lattice, so that there are no sites between which to hop`,
      change: "use the levels closed-form and walk, or a table of moves that are multiples of one length",
    };
  if (!isStaged(clock))
    return {
      because: `waits of a ${clock.kind} clock${clock.kind === "gamma" ? " without a whole shape" : ""} remember how long they have lasted, which no master equation of sites holds`,
      change: "use the level walk, or a fixed, Poisson or gamma clock of a whole shape",
    };
  const { motion, ...species } = speciesNamed(model, name);
  const walk: WalkLaw = {
    spacing: support.spacing,
    dimensions: 1,
    right: 0.5,
    stay: 0,
    clock: { kind: "poisson", interval: 1 },
  };
  const others = model.species.map((other) => (other.name === name ? { ...species, walk } : other));
  const problem = latticeProblem({ ...model, species: others }, name, { steps: 1, mostSteps: () => 1, refinement: 1 });
  if ("because" in problem) return problem;
  const { lowest, highest } = reachOf(support);
  const most = countsAt(clock, problem.times.at(-1) ?? 0);
  const mostSteps = most.first + most.weights.length - 1;
  const size = mostSteps * (Math.max(0, highest) - Math.min(0, lowest)) + 3;
  if (mostSteps * size * support.moves.length > MOST_WORK || size * problem.times.length > MOST_VALUES)
    return {
      because: `${mostSteps} steps over ${size} sites are too many for the master equation`,
      change: "ask for an earlier end or fewer record times, or use the levels closed-form and walk",
    };
  const origin = 1 - mostSteps * Math.min(0, lowest);
  const frame: LatticeFrame = {
    dimensions: 1,
    size: [size, 1, 1],
    origin: [origin, 0, 0],
    walls: false,
    floor: FLOOR,
  };
  return { problem, support, clock, counts: problem.times.map((t) => countsAt(clock, t)), frame, mostSteps };
}

function reachOf({ moves }: LatticeSupport): { readonly lowest: number; readonly highest: number } {
  return { lowest: moves[0]?.sites ?? 0, highest: moves.at(-1)?.sites ?? 0 };
}

/** Clocks made of stages that end at a constant rate, and the clock of no chance at all. */
function isStaged(clock: RenewalClock): boolean {
  return (
    clock.kind === "fixed" || clock.kind === "poisson" || (clock.kind === "gamma" && Number.isInteger(clock.shape))
  );
}

/** The law of the number of steps by a time. */
function countsAt(clock: RenewalClock, time: number): DiscreteWeights {
  if (clock.kind === "fixed") return { first: ticksUntil(clock.interval, time), weights: Float64Array.of(1) };
  if (clock.kind === "poisson") return poissonWeights(time / clock.interval, LEFT_OUT);
  if (clock.kind !== "gamma") throw new Error(`Bug: a ${clock.kind} clock has no stages.`);
  const { shape, mean } = clock;
  const stages = poissonWeights((shape * time) / mean, LEFT_OUT);
  const first = Math.floor(stages.first / shape);
  const last = Math.floor((stages.first + stages.weights.length - 1) / shape);
  const weights = new Float64Array(last - first + 1);
  for (const [i, weight] of stages.weights.entries()) weights[Math.floor((stages.first + i) / shape) - first] += weight;
  return { first, weights };
}

function* solve(task: Task): Generator<Progress, LevelResult> {
  const posed = pose(task.model, task.species);
  if ("because" in posed) throw new NumericalFailure("master equation", posed.because, posed.change);
  const { problem, support, clock, frame, mostSteps } = posed;
  const states = yield* statesOf(posed);
  const readings: Reading[] = [];
  const profiles: Profile[] = [];
  const spreads = states.map(spreadOf);
  let massDrift = 0;
  for (const [record, state] of states.entries()) {
    const when = problem.times[record] as number;
    for (const measure of task.measures) {
      const value = latticeReading(measure, problem, state);
      if (value !== undefined) readings.push({ measure: measure.key, when, value });
    }
    massDrift = Math.max(massDrift, Math.abs(sumOf(state.field.values) - 1));
    profiles.push(profileOf(task.species, when, problem, state));
    yield { fraction: 1, doing: "reading the master equation" };
  }
  readings.push(...slopes(task, posed, spreads));
  return {
    level: "master",
    law: {
      kind: "discrete",
      spacing: support.spacing,
      ...(clock.kind === "fixed" ? { step: clock.interval } : {}),
    },
    method: `master equation by ${mostSteps} convolutions with ${support.moves.length} moves on ${frame.size[0] - 2} sites, ${clock.kind} clock, exact but for rounding; v and D are least-squares slopes over the later half of the record times`,
    warnings: [],
    invariants: { massDrift },
    readings,
    profiles,
    sharesRatesWith: ["walk"], // the chances of the moves
    sources: [],
  };
}

/** The state at each record time: powers of one step, weighted by how likely each number of steps is. */
function* statesOf({ frame, support, counts, mostSteps }: Posed): Generator<Progress, LatticeState[]> {
  const [size] = frame.size;
  const { lowest, highest } = reachOf(support);
  const sums = counts.map(() => new Float64Array(size));
  let here = new Float64Array(size);
  let next = new Float64Array(size);
  let [low, high] = [frame.origin[0], frame.origin[0]];
  here[low] = 1;
  let work = 0;
  for (let n = 0; ; n++) {
    for (const [record, { first, weights }] of counts.entries()) {
      const weight = n >= first ? weights[n - first] : undefined;
      const sum = sums[record];
      if (weight !== undefined && sum !== undefined) for (let i = low; i <= high; i++) sum[i] += weight * here[i];
    }
    if (n === mostSteps) break;
    next.fill(0, low + lowest, high + highest + 1);
    for (const { sites, probability } of support.moves)
      for (let i = low; i <= high; i++) next[i + sites] += probability * here[i];
    here.fill(0, low, high + 1);
    [here, next] = [next, here];
    low += lowest;
    high += highest;
    while (low < high && here[low] < FLOOR) here[low++] = 0;
    while (high > low && here[high] < FLOOR) here[high--] = 0;
    work += (high - low + 1) * (support.moves.length + 1);
    if (work < WORK_BETWEEN_YIELDS) continue;
    work = 0;
    yield { fraction: n / mostSteps, doing: "solving the master equation" };
  }
  return sums.map((values) => latticeState(frame, fieldOf(values)));
}

/** The field of a row of probabilities, with the window that they fill. */
function fieldOf(values: Float64Array): LatticeField {
  let [low, high] = [0, values.length - 1];
  while (low < high && values[low] === 0) low++;
  while (high > low && values[high] === 0) high--;
  return { values, low: Int32Array.of(low, 0, 0), high: Int32Array.of(high, 0, 0) };
}

function profileOf(
  species: string,
  when: number,
  { start, law }: LatticeProblem,
  { frame, field }: LatticeState,
): Profile {
  const sites: number[] = [];
  for (let i = field.low[0]; i <= field.high[0]; i++) if (field.values[i] > 1e-16) sites.push(i);
  return {
    species,
    when,
    quantity: "probability",
    coordinate: Float64Array.from(sites, (i) =>
      latticeCoordinate(start[0] as number, law.spacing, i - frame.origin[0]),
    ),
    values: Float64Array.from(sites, (i) => field.values[i]),
  };
}

/** Drift velocity and diffusion coefficient as the later record times show them; of a fixed clock at its last ticks. */
function slopes(
  { measures }: Task,
  { problem, clock }: Posed,
  spreads: readonly { readonly mean: number; readonly variance: number }[],
): Reading[] {
  const { spacing } = problem.law;
  const times = Float64Array.from(problem.times, (t) =>
    clock.kind === "fixed" ? ticksUntil(clock.interval, t) * clock.interval : t,
  );
  const slope = (of: "mean" | "variance") =>
    lateSlope(
      times,
      Float64Array.from(spreads, (spread) => spread[of]),
    );
  return measures.flatMap(({ key, name }) => {
    if (name !== "drift_velocity" && name !== "diffusivity") return [];
    const value = name === "drift_velocity" ? spacing * slope("mean") : (spacing * spacing * slope("variance")) / 2;
    return Number.isFinite(value) ? [{ measure: key, when: "timeless" as const, value }] : [];
  });
}
