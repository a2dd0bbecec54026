/**
 * Fractional Brownian motion from a point: at each time the Gaussian cloud of a Brownian walker of D = K t^(2H - 1), and
 * along a track steps that remember each other.
 *
 * @see B. B. Mandelbrot and J. W. Van Ness, SIAM Rev. 10, 422 (1968), doi:10.1137/1010093 (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import { lagOf, type RecordedTrack, recordedTrack } from "#levels/recorded-track.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import type { FractionalBrownian } from "#model/motion-law.ts";
import { exp, pow } from "#numerics/elementary.ts";
import { normalQuantile } from "#numerics/error-function.ts";
import { fractionalBreaking } from "#step-law/time-average.ts";
import { type Cloud, cloudProfile, readCloud } from "./free-propagator.ts";
import { gaussianMoment } from "./gaussian.ts";
import type { Recognition } from "./law.ts";
import { type PointRelease, pointRelease } from "./point-release.ts";

const NAME = "fractional Brownian motion from a point";

interface Walker {
  readonly model: Model;
  readonly law: FractionalBrownian;
  readonly release: PointRelease;
  readonly track: RecordedTrack | undefined;
}

/** Recognises fractional Brownian motion from one point of free space. */
export function recogniseFractionalBrownian(model: Model, species: Species): Recognition {
  const { motion } = species;
  if (motion?.kind !== "fractional-brownian") throw new Error(`Bug: ${species.name} is no fractional Brownian motion.`);
  const release = pointRelease(NAME, model, species, motion.dimensions);
  if (release.kind === "not-this") return release;
  const walker: Walker = { model, law: motion, release, track: recordedTrack(model.solves) };
  return {
    kind: "law",
    name: NAME,
    formula:
      "Gaussian of variance 2 K t^2H along each axis; " +
      "<(x(s) - x0)(x(t) - x0)> = K (s^2H + t^2H - |t - s|^2H); steps k apart correlate by [(k+1)^2H - 2 k^2H + (k-1)^2H] / 2",
    source: "B. B. Mandelbrot and J. W. Van Ness, SIAM Rev. 10, 422 (1968), doi:10.1137/1010093",
    describes: { kind: "continuum" },
    read: (measure, when) => read(walker, measure, when),
    profile: (when) =>
      typeof when === "number" && when > 0 ? cloudProfile(cloudAt(walker, when), species, when) : undefined,
  };
}

/** The cloud at a time: that of a Brownian walker with D = K t^(2H - 1). */
function cloudAt({ model, law, release }: Walker, t: number): Cloud {
  const { start, amount } = release;
  return { model, dimensions: law.dimensions, amount, start, diffusivity: law.K * pow(t, 2 * law.hurst - 1), drift: 0 };
}

function read(walker: Walker, measure: Measure, when: When): number | undefined {
  const { law, track } = walker;
  switch (measure.name) {
    case "width_exponent":
      return law.hurst;
    case "drift_velocity":
      return 0;
    case "diffusivity":
      return law.hurst === 0.5 ? law.K : undefined;
    case "step_correlation": {
      const apart = measure.argument ?? 0;
      return track !== undefined && apart < track.steps ? correlation(law.hurst, apart) : undefined;
    }
    default:
      return typeof when === "number" ? readAt(walker, measure, when) : undefined;
  }
}

/** [(k + 1)^2H - 2 k^2H + (k - 1)^2H] / 2, written here once more: the walk level has it from its covariance. */
function correlation(hurst: number, k: number): number {
  const power = (u: number): number => pow(Math.abs(u), 2 * hurst);
  return (power(k + 1) - 2 * power(k) + power(k - 1)) / 2;
}

function readAt(walker: Walker, measure: Measure, t: number): number | undefined {
  const { law, release, track } = walker;
  const variance = 2 * law.K * pow(t, 2 * law.hurst);
  const { name, argument = 0 } = measure;
  switch (name) {
    case "flux":
      return undefined; // the current at a point is not a law of P alone where steps remember
    case "msd":
      return law.dimensions * variance;
    case "mean_distance":
    case "mean":
      return t > 0 ? readCloud(cloudAt(walker, t), measure, t) : name === "mean" ? release.start[0] : 0;
    case "variance":
      return variance;
    case "msd_slope":
      return t > 0 ? 2 * law.hurst : undefined;
    case "moment":
      return gaussianMoment(argument, { mean: 0, variance });
    case "intermediate_scattering":
      return exp(-0.5 * variance * argument * argument);
    case "quantile":
      return (release.start[0] as number) + Math.sqrt(variance) * normalQuantile(argument);
    case "time_averaged_msd":
      return track !== undefined && lagOf(track, t) !== undefined ? law.dimensions * variance : undefined;
    case "ergodicity_breaking": {
      const lag = track && lagOf(track, t);
      return track === undefined || lag === undefined ? undefined : fractionalBreaking(law, track.steps, lag);
    }
    default:
      return t > 0 ? readCloud(cloudAt(walker, t), measure, t) : undefined;
  }
}
