/**
 * A mixture in time at the continuum level.
 *
 * @module
 */

import { largestAmounts } from "#generator/composition-span.ts";
import { ADVICE, isInRange } from "#generator/composition-steady.ts";
import { compositionSystem } from "#generator/composition-system.ts";
import { fastestRate } from "#generator/uniformisation.ts";
import { type CompositionRun, refuseUnstable } from "#levels/composition-run.ts";
import type { Progress } from "#levels/contract.ts";
import { keepProfile, readAtTime, stateOf, warnOfWindow } from "#levels/network-run.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { integrateNonlinear, type NonlinearLog } from "#numerics/nonlinear-integration.ts";
import { keepingState } from "#numerics/numerical-failure.ts";
import { massDrift, smallestConcentration } from "#observables/network-invariants.ts";

/** Largest error of a step, relative to the largest concentration. */
const TOLERANCE = 1e-7;
/** First step in units of the fastest hop [1]. */
const FIRST = 1e-3;

/** Solve in time, read states and histories at each record time; returns words for the method line. */
export function* solveNonlinearTransient(run: CompositionRun, times: readonly number[]): Generator<Progress, string> {
  const { composition, initial, invariants, network } = run;
  const n = Float64Array.from(initial as Float64Array);
  const { name } = run.species;
  const where = `transient of ${name}`;
  refuseUnstable(run, n, `${where}, t = 0 s`);
  const most = largestAmounts(composition, n);
  const interval = times.find((time) => time > 0) ?? 0;
  const fastest = fastestRate(composition.at(n));
  let smallest = smallestConcentration(network, n);
  let reached = 0;
  const steps = keepingState(
    integrateNonlinear(compositionSystem(composition), n, times, {
      where,
      tolerance: TOLERANCE,
      first: fastest > 0 ? Math.min(interval, FIRST / fastest) : interval * 1e-9,
      fillScale: (scale, before, after) => fillErrorScale(scale, run, before, after),
      holds: (at) => isInRange(composition, at, most),
      onStep: (at, time) => {
        smallest = Math.min(smallest, smallestConcentration(network, at));
        refuseUnstable(run, at, `${where}, t = ${time.toPrecision(4)} s`);
        reached = time;
      },
      advice: ADVICE,
    }),
    () => stateOf(run, n, `t = ${reached} s`),
  );
  const keepsProfile = recordsWithProfile(run.model, times);
  let record = 0;
  for (;;) {
    const next = steps.next();
    if (next.done) {
      composition.at(n);
      if (network.growth.every((rate) => rate === 0))
        invariants.massDrift = massDrift(network, initial, n, times.at(-1) ?? 0);
      invariants.smallestConcentration = Math.min(
        smallest,
        invariants.smallestConcentration ?? Number.POSITIVE_INFINITY,
      );
      warnOfWindow(run, n);
      return inWords(next.value);
    }
    if (next.value !== "working") {
      record = next.value;
      composition.at(n);
      readAtTime(run, n, times[record]);
      if (keepsProfile.has(record)) keepProfile(run, n, times[record]);
    }
    yield { fraction: (record + 1) / times.length, doing: "transient" };
  }
}

function inWords({ accepted, rejected, euler }: NonlinearLog): string {
  const reasons = [
    [rejected.error, "for their error"],
    [rejected.newton, "because Newton's method had not settled"],
    [rejected.range, "because a concentration would have left its range"],
  ].flatMap(([count, why]) => (count === 0 ? [] : [`${count} ${why}`]));
  const again = reasons.length === 0 ? "none rejected" : `rejected ${reasons.join(", ")}`;
  const byEuler = euler === 0 ? "" : `, ${euler} by backward Euler to stay positive`;
  return `; TR-BDF2 with Newton's method, second order in time, ${accepted} steps, ${again}${byEuler}, tolerance ${TOLERANCE}`;
}

/** Errors count against the largest concentration anywhere or held at an end, and in a ledger against all there is. */
function fillErrorScale(
  scale: Float64Array,
  { network }: CompositionRun,
  before: Float64Array,
  after: Float64Array,
): void {
  const { mesh, size, volume, ends } = network;
  let largest = 0;
  for (let i = 0; i < size; i++)
    if (volume[i] !== Number.POSITIVE_INFINITY) largest = Math.max(largest, Math.max(before[i], after[i]) / volume[i]);
  for (const { condition } of [ends.left, ends.right])
    if ("concentration" in condition) largest = Math.max(largest, condition.concentration);
  largest ||= Number.MIN_VALUE;
  const whole = largest * sumOf(mesh.volume) + Math.abs(after[0]) + Math.abs(after[size - 1]);
  for (let i = 0; i < size; i++)
    scale[i] = Math.max(Number.MIN_VALUE, volume[i] === Number.POSITIVE_INFINITY ? whole : largest * volume[i]);
}
