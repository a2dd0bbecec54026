/**
 * Ions and their field in time: TR-BDF2 on the amounts around the nodes, with the potential as a constraint at each stage.
 *
 *     N_γ = N + (γ Δt / 2) (f + f_γ),    N_1 = N + (N_γ - N) / (γ (2 - γ)) + (γ Δt / 2) f_1,    γ = 2 - √2
 *
 * Each stage is solved by Newton's method and ends with one linear solve in amounts, which loses none. A step at which
 * Newton's method fails, or errs by more than the tolerance, is taken again shorter; concentrations never fall below zero,
 * since no step of Newton's method takes them there.
 *
 * @see R. E. Bank et al., IEEE Trans. Electron Devices 32, 1992 (1985), doi:10.1109/T-ED.1985.22232 (not opened)
 * @module
 */

import { solveBlockTridiagonal } from "#numerics/block-tridiagonal.ts";
import { cbrt } from "#numerics/elementary.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { OF_ERROR, OF_MIDDLE, STAGE, secondDifference } from "#numerics/tr-bdf2.ts";
import { DomainError } from "#units/domain-error.ts";
import { type IonStage, makeIonBalance } from "./ion-balance.ts";
import { makeIonEquations, nodeAmounts } from "./ion-equations.ts";
import { ionState, makeNewton, type NewtonLog } from "./ion-newton.ts";
import { type IonSystem, sizeOf } from "./ion-system.ts";

/** Largest error of a step, over the largest concentration of its ion [1]. */
const TOLERANCE = 1e-6;
/** First step over the time of a hop [1]. */
const FIRST = 1e-2;
/** Hops in whose time nothing happens but that ends and the field take hold; its inverse [1]. */
const AT_ONCE = 100;
const MOST_STEPS = 200_000;

/** What a march tells at each record. */
export interface IonRecord {
  /** Index of the record time. */
  readonly record: number;
  readonly y: Float64Array;
  /** Amount that has left through the left and the right end since the start, ion by ion. */
  readonly leftBy: { readonly left: Float64Array; readonly right: Float64Array };
  /** Amount at the start, ion by ion. */
  readonly startedWith: Float64Array;
}

/** What the march did. */
export interface IonMarch {
  accepted: number;
  rejected: number;
  newton: number;
}

/**
 * March from concentrations at the nodes through increasing record times; yields each record, and "working" between.
 *
 * @throws NumericalFailure if the step shrinks to nothing; DomainError if a start is not neutral that should be.
 */
export function* marchIons(
  system: IonSystem,
  start: Float64Array,
  times: readonly number[],
): Generator<IonRecord | "working", IonMarch> {
  const { block: m } = sizeOf(system);
  const ions = m - 1;
  const newton = makeNewton(system);
  const balanced = makeIonBalance(system);
  const { equations, fill } = makeIonEquations(system);
  const log: NewtonLog = { iterations: 0, shares: 0, residual: 0, update: 0 };
  const march: IonMarch = { accepted: 0, rejected: 0, newton: 0 };
  const fastest = fastestHop(system);
  const before = nodeAmounts(system, start);
  let y = consistentStart(system, start, AT_ONCE * fastest, newton, log);
  let amounts = nodeAmounts(system, y);
  const startedWith = Float64Array.from({ length: ions }, (_, k) => {
    let sum = 0;
    for (let i = k; i < before.length; i += m) sum += before[i];
    return sum;
  });
  const { left, right } = takenAtOnce(system, before, amounts);
  // what flows at the start, also into the ends
  fill(equations, y, { share: 1 }, undefined, true);
  let flows: Float64Array = equations.residual.slice();
  for (let i = 0; i < flows.length; i += m) flows[i + ions] = 0;
  let time = 0;
  let step = FIRST / fastest;
  let failures = 0;
  for (let record = 0; record < times.length; record++) {
    const target = times[record];
    if (target <= 0) {
      const nothing = new Float64Array(ions);
      yield { record, y: withPotentialOf(y, start, m), leftBy: { left: nothing, right: nothing }, startedWith };
      continue;
    }
    while (time < target) {
      const remaining = target - time;
      const trial = step >= remaining ? remaining : step > 0.5 * remaining ? 0.5 * remaining : step;
      const inverseStep = 1 / (STAGE * trial);
      const middle = Float64Array.from(y);
      const base = amounts.map((n, i) => n + STAGE * trial * flows[i]);
      let solved = newton(middle, 1, log, { inverseStep, base });
      let next = middle;
      let middleFlows: Float64Array = flows;
      if (solved) {
        const half = balanced(middle, base, STAGE * trial);
        middleFlows = half.flows;
        // OF_MIDDLE less OF_START is 1: written so, no amount is lost
        for (let i = 0; i < base.length; i++) base[i] = amounts[i] + OF_MIDDLE * (half.amounts[i] - amounts[i]);
        next = Float64Array.from(middle);
        solved = newton(next, 1, log, { inverseStep, base });
      }
      let error = Number.POSITIVE_INFINITY;
      let end: IonStage = { amounts, flows: middleFlows };
      if (solved) {
        end = balanced(next, base, STAGE * trial);
        error = worstError(next, middleFlows, end.flows, trial, inverseStep, base);
      }
      if (!(error <= 1)) {
        march.rejected++;
        step = trial * (error < Number.POSITIVE_INFINITY ? Math.max(0.1, 0.9 / cbrt(error)) : 0.25);
        if (++failures > 60)
          throw new NumericalFailure(
            `ions in their field at t = ${time} s`,
            `the step shrank to ${step} s; the equations still lack ${log.residual.toPrecision(3)} of their terms`,
            "Use more cells, a smaller fixed charge or potential, or a start nearer to neutrality.",
            ionState(system, y, `t = ${time} s`),
          );
        continue;
      }
      failures = 0;
      addOutflow(left, right, flows, middleFlows, end.flows, trial);
      y = next;
      ({ amounts, flows } = end);
      time = trial === remaining ? target : time + trial;
      march.accepted++;
      if (march.accepted > MOST_STEPS)
        throw new NumericalFailure(`t = ${time} s`, `${MOST_STEPS} steps were not enough`, "Record earlier times.");
      const grown = trial * Math.max(0.3, Math.min(4, error > 0 ? 0.9 / cbrt(error) : 4));
      step = trial === step || grown < step ? grown : step;
      if (march.accepted % 16 === 0) yield "working";
    }
    yield { record, y, leftBy: { left, right }, startedWith };
  }
  march.newton = log.iterations;
  return march;

  /** The estimated error over the tolerance; one solve damps what is stiff and already right. */
  function worstError(
    state: Float64Array,
    middleFlows: Float64Array,
    nextFlows: Float64Array,
    trial: number,
    inverseStep: number,
    base: Float64Array,
  ): number {
    fill(equations, state, { share: 1 }, { inverseStep, base });
    const { matrix, residual } = equations;
    for (let i = 0; i < residual.length; i++) {
      const slope = secondDifference(flows[i], middleFlows[i], nextFlows[i]);
      residual[i] = i % m === ions || isHeld(i) ? 0 : -OF_ERROR * trial * slope * inverseStep;
    }
    solveBlockTridiagonal(matrix, residual);
    const largest = new Float64Array(ions);
    for (let i = 0; i < state.length; i += m)
      for (let k = 0; k < ions; k++) largest[k] = Math.max(largest[k], state[i + k]);
    let worst = 0;
    for (let i = 0; i < state.length; i += m)
      for (let k = 0; k < ions; k++)
        if (largest[k] > 0) worst = Math.max(worst, Math.abs(residual[i + k]) / (TOLERANCE * largest[k]));
    return worst;
  }

  function isHeld(i: number): boolean {
    const node = Math.floor(i / m);
    if (node > 0 && node < system.mesh.cellCount) return false;
    return system.ends[node === 0 ? "left" : "right"].held[i % m] !== undefined;
  }

  /** What left in a step: of a held node all that flows into it, else what its condition takes. */
  function addOutflow(
    toLeft: Float64Array,
    toRight: Float64Array,
    before: Float64Array,
    middle: Float64Array,
    after: Float64Array,
    trial: number,
  ): void {
    const last = system.mesh.cellCount * m;
    for (let k = 0; k < ions; k++) {
      const through = (at: number): number =>
        trial * (OF_MIDDLE * STAGE * (before[at + k] + middle[at + k]) + STAGE * after[at + k]);
      const { left: l, right: r } = system.ends;
      toLeft[k] += l.held[k] === undefined ? -trial * l.inflow[k] : through(0);
      toRight[k] += r.held[k] === undefined ? -trial * r.inflow[k] : through(last);
    }
  }
}

/** What left through the ends as they took hold: above all, less what they put into the halves of intervals beside them. */
function takenAtOnce(
  system: IonSystem,
  before: Float64Array,
  after: Float64Array,
): { readonly left: Float64Array; readonly right: Float64Array } {
  const { block: m } = sizeOf(system);
  const last = after.length - m;
  const [left, right] = [new Float64Array(m - 1), new Float64Array(m - 1)];
  for (let k = 0; k < m - 1; k++) {
    let inside = 0;
    for (let i = m + k; i < last; i += m) inside += before[i] - after[i];
    const share = system.ends.left.held[k] === undefined ? 0 : system.ends.right.held[k] === undefined ? 1 : 0.5;
    left[k] = before[k] - after[k] + share * inside;
    right[k] = before[last + k] - after[last + k] + (1 - share) * inside;
  }
  return { left, right };
}

/** The concentrations of the start in the field that it makes. */
function withPotentialOf(y: Float64Array, start: Float64Array, m: number): Float64Array {
  return start.map((value, i) => (i % m === m - 1 ? y[i] : value));
}

/** The fastest rate at which a node is left without a field [s^-1]. */
function fastestHop({ conductance, leftVolume, rightVolume, valence }: IonSystem): number {
  let fastest = 0;
  const ions = valence.length;
  for (let e = 0; e < leftVolume.length; e++)
    for (let k = 0; k < ions; k++)
      fastest = Math.max(fastest, conductance[e * ions + k] / Math.min(leftVolume[e], rightVolume[e]));
  return fastest;
}

/** The start with the potential that its charges make. */
function consistentStart(
  system: IonSystem,
  start: Float64Array,
  rate: number,
  newton: ReturnType<typeof makeNewton>,
  log: NewtonLog,
): Float64Array {
  const y = Float64Array.from(start);
  const base = nodeAmounts(system, y);
  if (system.closure === "electroneutral") refuseChargedStart(system, y);
  guessEmptyPlaces(system, y);
  if (!newton(y, 1, log, { inverseStep: rate, base }))
    throw new NumericalFailure(
      "the field of the ions at the start",
      `the equations still lack ${log.residual.toPrecision(3)} of their terms`,
      "Start nearer to neutrality.",
    );
  return y;
}

/** What spreads into places without ions from the ends and from the ions beside them, as Newton's method first takes it. */
function guessEmptyPlaces({ ends, valence }: IonSystem, y: Float64Array): void {
  const ions = valence.length;
  const m = ions + 1;
  const last = y.length - m;
  for (let k = 0; k < ions; k++) {
    y[k] = ends.left.held[k] ?? y[k];
    y[last + k] = ends.right.held[k] ?? y[last + k];
  }
  const isEmpty: boolean[] = [];
  for (let i = 0; i <= last; i += m) isEmpty.push(valence.every((z, k) => z === 0 || y[i + k] === 0));
  for (const way of [1, -1])
    for (let step = 1; step < isEmpty.length; step++) {
      const i = way > 0 ? step : isEmpty.length - 1 - step;
      if (!isEmpty[i]) continue;
      for (let k = 0; k < ions; k++) if (valence[k] !== 0) y[i * m + k] += y[(i - way) * m + k] / AT_ONCE;
    }
}

/** With neutrality everywhere, charges that stand alone at the start have nowhere to go. */
function refuseChargedStart(system: IonSystem, y: Float64Array): void {
  const { block: m } = sizeOf(system);
  const { valence, fixedCharge, mesh } = system;
  for (let i = 1; i < mesh.cellCount; i++) {
    let [sum, size] = [fixedCharge[i - 1], Math.abs(fixedCharge[i - 1])];
    for (let k = 0; k < valence.length; k++) {
      sum += valence[k] * y[i * m + k];
      size += Math.abs(valence[k] * y[i * m + k]);
    }
    if (Math.abs(sum) > 1e-6 * size)
      throw new DomainError(
        `charge at the start at x = ${mesh.edge[i]} m`,
        sum,
        "with field: electroneutral the ions and the fixed charge must add to 0 [mol m^-3]",
      );
  }
}
