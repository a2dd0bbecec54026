/**
 * Net fluxes of walkers at a moment that are nothing but noise.
 *
 * A flux over a face is read from the walkers in the cells beside it, as the difference of two rates of hopping that grow as
 * the inverse square of the cells. Its noise then can exceed all that could flow. The largest concentration there is, or may
 * come in, with activity a, drives no more than about
 *
 *     J = a max(e^{-u}) [max(D) (1/L + 1/√(max(D) t)) + max(v)],
 *
 * through the whole domain, into what was empty before the time t, and along a drift. A flux whose standard error exceeds
 * that is not stated, whatever its value: to keep those that happen to be large would be to choose among the noise.
 *
 * @module
 */

import type { Network } from "#generator/network.ts";
import { BATCHES, type Reading } from "#levels/contract.ts";
import { exp } from "#numerics/elementary.ts";
import type { NetworkWalk } from "./network-counts.ts";

/** Readings that say something, and in words what was left out. */
export interface ToldReadings {
  readonly readings: readonly Reading[];
  readonly warnings: readonly string[];
}

/** The readings of a walk without fluxes that are all noise. */
export function withoutNoise(
  { network, initial, probed }: Pick<NetworkWalk, "network" | "initial" | "probed">,
  readings: readonly Reading[],
): ToldReadings {
  const fluxes = new Set(probed.flatMap(({ measure }) => (measure.name === "flux" ? [measure.key] : [])));
  const drive = strongestDrive(network, initial);
  const noisy = readings.filter(({ measure, when, batches }) => {
    if (!fluxes.has(measure) || typeof when !== "number" || !(when > 0) || batches === undefined) return false;
    return standardError(batches) > drive(when);
  });
  if (noisy.length === 0) return { readings, warnings: [] };
  const left = new Set(noisy);
  const warnings = [...new Set(noisy.map(({ measure }) => measure))].map((key) => {
    const times = noisy.filter(({ measure }) => measure === key).length;
    return `${key} is not stated at ${times === 1 ? "one time" : `${times} times`}: walkers hop to and fro over that face so often that the noise of the net flux exceeds all that could flow; ask for amount_permeated, or for the uptake of carriers there, or use another level`;
  });
  return { readings: readings.filter((one) => !left.has(one)), warnings };
}

/** The largest flux that what there is may drive at a time [mol m^-2 s^-1]; Infinity where it is not known. */
function strongestDrive(network: Network, initial: Float64Array): (time: number) => number {
  const { mesh, landscape, ends, weight, growth, supplies } = network;
  const isFed = growth.some((rate) => rate > 0) || supplies.volume.some((rate) => rate > 0);
  const given = [ends.left, ends.right].some(({ condition }) => condition.kind === "flux");
  if (isFed || given) return () => Number.POSITIVE_INFINITY;
  let activity = 0;
  let [diffusivity, velocity, weightiest] = [0, 0, 0];
  for (let i = 0; i < mesh.cellCount; i++) {
    activity = Math.max(activity, initial[i + 1] / weight[i + 1]);
    const D = Math.max(landscape.leftDiffusivity[i], landscape.rightDiffusivity[i]);
    diffusivity = Math.max(diffusivity, D);
    velocity = Math.max(velocity, Math.abs(landscape.leftVelocity[i]), Math.abs(landscape.rightVelocity[i]));
    weightiest = Math.max(weightiest, exp(-landscape.potential[i]));
  }
  for (const [end, u] of [
    ["left", landscape.leftPotential[0]],
    ["right", landscape.rightPotential[mesh.cellCount - 1]],
  ] as const) {
    const { condition } = ends[end];
    if (condition.kind === "concentration") activity = Math.max(activity, condition.concentration * exp(u));
    if (condition.kind === "robin" || condition.kind === "bath") activity = Math.max(activity, condition.concentration);
  }
  const length = mesh.edge[mesh.cellCount] - mesh.edge[0];
  return (time) => activity * weightiest * (velocity + diffusivity * (1 / length + 1 / Math.sqrt(diffusivity * time)));
}

function standardError(batches: Float64Array): number {
  let mean = 0;
  for (const value of batches) mean += value / BATCHES;
  let square = 0;
  for (const value of batches) square += (value - mean) * (value - mean);
  return Math.sqrt(square / (BATCHES - 1) / BATCHES);
}
