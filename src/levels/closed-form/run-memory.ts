/**
 * What the memory of direction alone says of runs, on a line and in a plane: <v(0)·v(t)> = c² e^(-αt).
 *
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { RunLaw } from "#model/motion-law.ts";
import { exp, expm1 } from "#numerics/elementary.ts";
import { growthOfRuns, squareOfRuns } from "#physics/turns.ts";
import { forgettingRate, runDiffusivity } from "#step-law/run.ts";

/** The value of a measure that follows from the memory, or from the symmetry, of runs; undefined for others. */
export function memoryReading(law: RunLaw, { name }: Measure, when: When): number | undefined {
  const { speed } = law;
  const alpha = forgettingRate(law);
  if (name === "diffusivity") return runDiffusivity(law);
  if (name === "drift_velocity") return 0;
  if (typeof when !== "number") return undefined;
  switch (name) {
    case "msd":
      return squareOfRuns(speed, alpha, when);
    case "msd_slope":
      return when > 0 ? (when * growthOfRuns(speed, alpha, when)) / squareOfRuns(speed, alpha, when) : undefined;
    case "vacf":
      return speed * speed * exp(-alpha * when);
    case "green_kubo":
      return -runDiffusivity(law) * expm1(-alpha * when);
    case "skewness":
      return when > 0 ? 0 : undefined;
    case "survival":
      return 1;
    default:
      return undefined;
  }
}
