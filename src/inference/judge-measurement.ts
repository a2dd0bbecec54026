/**
 * A measurement of a model file beside what the model predicts, and what a measurement is worth on its own.
 *
 * @module
 */

import type { Measurement } from "#model/model.ts";
import type { Diffusivity, DynamicViscosity, Length, Temperature } from "#units/flavour.ts";
import type { DataJudgement } from "./data-judgement.ts";
import { diffusivityEstimate } from "./diffusivity-estimate.ts";
import { displacementsOver } from "./displacements.ts";
import { judgeDisplacements } from "./judge-displacements.ts";
import { judgeRings } from "./judge-rings.ts";
import { judgeValues } from "./judge-values.ts";

/** What a model predicts, as far as measurements can ask. */
export interface Forecast {
  /** D of the species [m^2 s^-1], if it is one number. */
  readonly diffusivity?: Diffusivity;
  /** Number of axes of the domain. */
  readonly dimensions: number;
  /** T [K]. */
  readonly temperature?: Temperature;
  /** η of the liquid [Pa s]. */
  readonly viscosity?: DynamicViscosity;
  /** a of the species [m]. */
  readonly radius?: Length;
  /** The measured output at a time [s]; the one that does not depend on time if the time is NaN. */
  readonly output?: (at: number) => number | undefined;
}

/** How a measurement stands beside a forecast. @throws DomainError if tracks hold no displacement over their lag. */
export function judgeMeasurement({ name, verdict, content }: Measurement, forecast: Forecast): DataJudgement {
  const named = { name, binding: verdict === "require" };
  switch (content.kind) {
    case "rings":
      return { ...named, ...judgeRings(content.ringWidth, content.counts) };
    case "values":
      return { ...named, ...judgeValues(content, forecast.output ?? (() => undefined)) };
    case "tracks": {
      const { diffusivity, temperature, viscosity, radius } = forecast;
      const isGrain = temperature !== undefined && viscosity !== undefined && radius !== undefined;
      return {
        ...named,
        ...judgeDisplacements(displacementsOver(content.tracks, content.lag), {
          ...(diffusivity === undefined ? {} : { diffusivity }),
          ...(isGrain ? { grain: { temperature, viscosity, radius } } : {}),
        }),
      };
    }
  }
}

/**
 * What a call such as `diffusivity(data.positions)` is worth in coherent SI: `diffusivity` and `standard_error` of
 * tracks [m^2 s^-1], `count` of displacements or values [1]; undefined for any other call.
 *
 * @throws DomainError if tracks hold no displacement over their lag.
 */
export function dataValue(call: string, measurement: Measurement): number | undefined {
  const { content } = measurement;
  switch (call) {
    case "diffusivity":
      return estimateOf(measurement)?.diffusivity;
    case "standard_error":
      return estimateOf(measurement)?.standardError;
    case "count":
      if (content.kind === "tracks") return displacementsOver(content.tracks, content.lag).count;
      return content.kind === "values" ? content.values.length : content.counts.reduce((sum, n) => sum + n, 0);
    default:
      return undefined;
  }
}

/** The exact 95 % interval of the measured D [m^2 s^-1]; undefined unless the measurement is of tracks. */
export function diffusivityInterval(
  measurement: Measurement,
): { readonly low: Diffusivity; readonly high: Diffusivity } | undefined {
  const estimate = estimateOf(measurement);
  return estimate && { low: estimate.low, high: estimate.high };
}

function estimateOf({ content }: Measurement) {
  return content.kind === "tracks" ? diffusivityEstimate(displacementsOver(content.tracks, content.lag)) : undefined;
}
