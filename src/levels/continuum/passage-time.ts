/**
 * Times that a steady solve gives without stepping: the time lag of permeation and the mean time of exit.
 *
 *     lag = ∫ (J_ss - J(t)) dt / J_ss = J[M] / J_ss,   -L M = n_ss          (starting empty)
 *     mean exit time = Σ M / Σ n(0),                    -L M = n(0)
 *
 * @module
 */

import { drivenAmounts, responseTo } from "#generator/steady-amounts.ts";
import type { Reading } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { flowOver } from "#observables/network-state.ts";
import type { ContinuumRun } from "./continuum.ts";

/** The reading of a timeless measure that needs a solve of its own, or undefined. */
export function timelessReading(measure: Measure, run: ContinuumRun): Reading | undefined {
  const value =
    measure.name === "time_lag" ? timeLag(measure, run) : measure.name === "mean_exit_time" ? exitTime(run) : undefined;
  return value === undefined ? undefined : { measure: measure.key, when: "timeless", value };
}

function timeLag(measure: Measure, { network }: ContinuumRun): number | undefined {
  const { place } = measure;
  if (place?.kind !== "end" || network.ends[place.end].kind !== "reservoir") return undefined;
  const steady = drivenAmounts(network);
  const missing = responseTo(network, steady);
  const edge = place.end === "left" ? 0 : network.size - 2;
  const unfed = { ...network, gain: new Float64Array(network.size) };
  return flowOver(unfed, missing, edge) / flowOver(network, steady, edge);
}

function exitTime({ network, initial }: ContinuumRun): number | undefined {
  if (network.ends.left.kind !== "reservoir" && network.ends.right.kind !== "reservoir") return undefined;
  if (network.gain.some((gain) => gain !== 0)) return undefined;
  const start = Float64Array.from(initial as Float64Array);
  return sumOf(responseTo(network, start)) / sumOf(start);
}
