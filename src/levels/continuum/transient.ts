/**
 * The continuum in time.
 *
 * @module
 */

import type { Network } from "#generator/network.ts";
import { makeNetworkSystem } from "#generator/network-system.ts";
import type { Progress } from "#levels/contract.ts";
import { END_NAMES, type End } from "#model/model.ts";
import { integrateAdaptively } from "#numerics/adaptive-integration.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { massDrift, smallestConcentration } from "#observables/network-invariants.ts";
import { type ContinuumRun, profilesOf } from "./continuum-run.ts";

/** Largest error of a step, relative to the largest concentration. */
const TOLERANCE = 1e-8;
/** Profiles that are kept of a transient. */
const PROFILES = 6;

/** Solve in time, read states and histories at each record time; returns words for the method line. */
export function* solveTransient(run: ContinuumRun, times: readonly number[]): Generator<Progress, string> {
  const { network, initial } = run;
  const n = Float64Array.from(initial as Float64Array);
  const isPositive = new Uint8Array(network.size).fill(1);
  if (network.ends.left.kind !== "bath") isPositive[0] = 0;
  if (network.ends.right.kind !== "bath") isPositive[network.size - 1] = 0;
  let smallest = Number.POSITIVE_INFINITY;
  const system = makeNetworkSystem(network);
  const kept = new Set(
    Array.from({ length: PROFILES }, (_, k) => Math.round(((k + 1) / PROFILES) * (times.length - 1))),
  );
  const steps = integrateAdaptively(system, n, times, {
    tolerance: TOLERANCE,
    isPositive,
    fillScale: (scale, before, after) => fillErrorScale(scale, run, before, after),
    onStep: () => {
      smallest = Math.min(smallest, smallestConcentration(network, n));
    },
  });
  let record = 0;
  for (;;) {
    const next = steps.next();
    if (next.done) {
      const { accepted, rejected, mixed } = next.value;
      finish(run, n, times, smallest);
      const positive = mixed > 0 ? `, ${mixed} steps mixed with backward Euler to stay positive` : "";
      return `; TR-BDF2, second order in time, ${accepted} steps and ${rejected} rejected at tolerance ${TOLERANCE}${positive}`;
    }
    if (next.value !== "working") {
      record = next.value;
      const time = times[record];
      for (const { measure, kind, probe } of run.probed)
        if (kind !== "timeless") run.readings.push({ measure: measure.key, when: time, value: probe(n) });
      if (kept.has(record)) run.profiles.push(...profilesOf(run, n, time));
    }
    yield { fraction: (record + 1) / times.length, doing: "transient" };
  }
}

/** Errors count against the largest concentration anywhere, and against the total amount in a ledger. */
function fillErrorScale(
  scale: Float64Array,
  { network }: ContinuumRun,
  before: Float64Array,
  after: Float64Array,
): void {
  const { mesh, size, volume } = network;
  let largest = Number.MIN_VALUE;
  let total = Number.MIN_VALUE;
  for (let i = 0; i < size; i++) {
    if (volume[i] === Number.POSITIVE_INFINITY) continue;
    const amount = Math.max(before[i], after[i]);
    largest = Math.max(largest, amount / volume[i]);
    total += amount;
  }
  for (const end of END_NAMES) largest = Math.max(largest, suppliedConcentration(network, before, end));
  // what the cells would hold at the largest concentration, or what has passed
  total = Math.max(total, largest * sumOf(mesh.volume)) + Math.abs(after[0]) + Math.abs(after[size - 1]);
  for (let i = 0; i < size; i++) scale[i] = volume[i] === Number.POSITIVE_INFINITY ? total : largest * volume[i];
}

/** The concentration towards which a reservoir or bath drives the cell beside it. */
function suppliedConcentration(network: Network, n: Float64Array, end: End): number {
  const { size, volume, ends, forward, backward, gain } = network;
  const [node, cell] = end === "left" ? [0, 1] : [size - 1, size - 2];
  const [into, out] = end === "left" ? [forward[0], backward[0]] : [backward[cell], forward[cell]];
  const supply = ends[end].kind === "bath" ? into * n[node] : gain[cell];
  return out > 0 ? supply / out / volume[cell] : 0;
}

function finish(run: ContinuumRun, n: Float64Array, times: readonly number[], smallest: number): void {
  const { network, initial, invariants } = run;
  const isConservative = network.growth.every((rate) => rate === 0) && network.appetite.every((rate) => rate === 0);
  if (isConservative) invariants.massDrift = massDrift(network, initial, n, times.at(-1) ?? 0);
  invariants.smallestConcentration = Math.min(smallest, invariants.smallestConcentration ?? Number.POSITIVE_INFINITY);
}
