/**
 * What the tracks of a Brownian walker with drift show: averages along them, their scatter, and steps that forget.
 *
 * @module
 */

import type { When } from "#levels/contract.ts";
import { lagOf, recordedTrack } from "#levels/recorded-track.ts";
import type { Measure } from "#model/measure.ts";
import type { Solve } from "#model/model.ts";
import { cos, exp } from "#numerics/elementary.ts";
import { fractionalBreaking } from "#step-law/time-average.ts";
import type { Diffusivity, Velocity } from "#units/flavour.ts";

/** A walker along `dimensions` axes, with a drift along the first. */
export interface BrownianWalker {
  readonly dimensions: 1 | 2 | 3;
  readonly diffusivity: Diffusivity;
  readonly drift: Velocity;
}

/** The value of a measure of tracks or of displacements [coherent SI]; undefined where this does not state it. */
export function readBrownianTrack(
  { dimensions, diffusivity: D, drift: v }: BrownianWalker,
  { name, argument = 0 }: Measure,
  when: When,
  solves: readonly Solve[],
): number | undefined {
  if (name === "intermediate_scattering")
    return typeof when === "number" ? exp(-D * argument * argument * when) * cos(argument * v * when) : undefined;
  const track = recordedTrack(solves);
  if (track === undefined) return undefined;
  if (name === "step_correlation") {
    // a step has the mean square 2 d D dt + (v dt)², and the mean product of two is (v dt)²
    const drifted = v * v * track.spacing;
    return argument < track.steps ? drifted / (2 * dimensions * D + drifted) : undefined;
  }
  if (typeof when !== "number") return undefined;
  const lag = lagOf(track, when);
  if (lag === undefined) return undefined;
  if (name === "time_averaged_msd") return 2 * dimensions * D * when + v * when * (v * when);
  if (name !== "ergodicity_breaking" || v !== 0) return undefined;
  return fractionalBreaking({ kind: "fractional-brownian", dimensions, hurst: 0.5, K: D }, track.steps, lag);
}
