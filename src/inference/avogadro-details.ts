/**
 * Avogadro's number from measured displacements, with its interval and what it hangs on.
 *
 *     N_A = R T / (6 π η a D),    d ln N_A = d ln T - d ln a - d ln η - d ln D
 *
 * @module
 */

import { avogadroNumber, type GrainInLiquid } from "#physics/avogadro.ts";
import { AVOGADRO } from "#units/constants.ts";
import { type Detail, rounded } from "./data-judgement.ts";
import type { DiffusivityEstimate } from "./diffusivity-estimate.ts";

/** Avogadro's number with its exact 95 % interval. */
export interface AvogadroEstimate {
  /** N_A [mol^-1]. */
  readonly value: number;
  /** First order: N_A SE(D) / D [mol^-1]. */
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Whether 6.02214076e23 lies in the interval. */
  readonly holdsTodaysValue: boolean;
}

/** N_A from an estimate of D; the interval is that of D, turned over, and knows of no error in the rest. */
export function avogadroEstimate(grain: GrainInLiquid, estimate: DiffusivityEstimate): AvogadroEstimate {
  const value = avogadroNumber(grain, estimate.diffusivity);
  const low = avogadroNumber(grain, estimate.high);
  const high = avogadroNumber(grain, estimate.low);
  return {
    value,
    standardError: (value * estimate.standardError) / estimate.diffusivity,
    low,
    high,
    holdsTodaysValue: low <= AVOGADRO && AVOGADRO <= high,
  };
}

/** The estimate and its sensitivities as named numbers. */
export function avogadroDetails(grain: GrainInLiquid, estimate: DiffusivityEstimate): readonly Detail[] {
  const { value, standardError, low, high, holdsTodaysValue } = avogadroEstimate(grain, estimate);
  const { temperature, viscosity, radius } = grain;
  const changed = (other: Partial<GrainInLiquid>) =>
    avogadroNumber({ ...grain, ...other }, estimate.diffusivity) / value;
  const change = (ratio: number) => `${ratio > 1 ? "+" : ""}${rounded(100 * (ratio - 1))} %`;
  const place = holdsTodaysValue ? "inside" : "outside";
  return [
    {
      name: "Avogadro's number",
      value,
      standardError,
      low,
      high,
      unit: "mol^-1",
      note: `95 % interval from the displacements alone; today's ${AVOGADRO} lies ${place}`,
    },
    {
      name: "d ln N_A / d ln radius",
      value: -1,
      unit: "1",
      note: `a radius larger by 2 %: ${change(changed({ radius: 1.02 * radius }))}`,
    },
    {
      name: "d ln N_A / d ln viscosity",
      value: -1,
      unit: "1",
      note: `a viscosity larger by 5 %: ${change(changed({ viscosity: 1.05 * viscosity }))}`,
    },
    {
      name: "d ln N_A / d ln T",
      value: 1,
      unit: "1",
      note: `3 K warmer, viscosity held: ${change(changed({ temperature: temperature + 3 }))}`,
    },
    { name: "d ln N_A / d ln D", value: -1, unit: "1", note: "so D and N_A have the same relative error" },
  ];
}
