/**
 * Subdiffusion from a point on a line: the propagator by the M-Wright function, and averages along recorded tracks.
 *
 *     P(x, t) = M_(a/2)(|x - x0| / σ) / 2σ,    σ = √(K t^a)
 *
 * It has a cusp at the start for a < 1: some walkers have not moved yet. All its widths grow as t^(a/2).
 *
 * @see W. R. Schneider and W. Wyss, J. Math. Phys. 30, 134 (1989), doi:10.1063/1.528578 (not opened)
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import { lagOf, type RecordedTrack, recordedTrack } from "#levels/recorded-track.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import type { Subdiffusion } from "#model/motion-law.ts";
import { gamma } from "#numerics/gamma-function.ts";
import { mWright, mWrightTail } from "#numerics/m-wright.ts";
import { mittagLeffler } from "#numerics/mittag-leffler.ts";
import { subdiffusiveKurtosis, subdiffusiveMoment, subdiffusiveScale } from "#step-law/subdiffusion.ts";
import {
  type OperationalMoments,
  operationalMoments,
  subdiffusiveBreaking,
  subdiffusiveTimeAverage,
} from "#step-law/time-average.ts";
import { evenProbability, evenQuantile } from "./even-law.ts";
import type { Recognition } from "./law.ts";
import { pointRelease } from "./point-release.ts";

const NAME = "subdiffusion from a point on a line";
/** Places are looked for within this many σ: beyond, less than 1e-15 is left at any index. */
const REACH = 40;
/** Longest track whose scatter is summed: the table has its square of entries. */
const LONGEST_TRACK = 1000;

interface Cloud {
  readonly model: Model;
  readonly law: Subdiffusion;
  readonly start: number;
  readonly amount: number;
  readonly track: RecordedTrack | undefined;
  /** Found when first asked for. */
  moments: OperationalMoments | undefined;
}

/** Recognises subdiffusion from one point of a line without ends. */
export function recogniseSubdiffusion(model: Model, species: Species): Recognition {
  const { motion } = species;
  const release = pointRelease(NAME, model, species, 1);
  if (release.kind === "not-this") return release;
  if (motion?.kind !== "subdiffusion") throw new Error(`Bug: ${species.name} is no subdiffusion.`);
  const cloud: Cloud = {
    model,
    law: motion,
    start: release.start[0],
    amount: release.amount,
    track: recordedTrack(model.solves),
    moments: undefined,
  };
  return {
    kind: "law",
    name: NAME,
    formula: "P = M_(a/2)(|x - x0|/s) / 2s with s^2 = K t^a; <x^2> = 2 K t^a / gamma(1+a); <e^ikx> = E_a(-K k^2 t^a)",
    source: "W. R. Schneider and W. Wyss, J. Math. Phys. 30, 134 (1989), doi:10.1063/1.528578",
    describes: { kind: "continuum" },
    read: (measure, when) => read(cloud, measure, when),
    profile: (when) => profile(cloud, species, when),
  };
}

function read(cloud: Cloud, measure: Measure, when: When): number | undefined {
  const { law, track } = cloud;
  switch (measure.name) {
    case "width_exponent":
      return law.index / 2;
    case "drift_velocity":
      return 0;
    case "diffusivity":
      return law.index === 1 ? law.K : undefined;
    case "step_correlation":
      return track !== undefined && (measure.argument ?? 0) < track.steps ? 0 : undefined;
    default:
      return typeof when === "number" ? readAt(cloud, measure, when) : undefined;
  }
}

function readAt(cloud: Cloud, measure: Measure, t: number): number | undefined {
  const { law, start, amount } = cloud;
  const scale = subdiffusiveScale(law, t);
  switch (measure.name) {
    case "c":
    case "activity":
      return measure.place?.kind === "point" && t > 0 ? amount * density(cloud, measure.place.at[0], scale) : undefined;
    case "amount":
      return measure.place?.kind === "all" ? amount : undefined;
    case "survival":
      return 1;
    case "mean":
      return start;
    case "msd":
    case "variance":
      return subdiffusiveMoment(law, 2, t);
    case "moment":
      return measure.argument === undefined ? undefined : subdiffusiveMoment(law, measure.argument, t);
    case "mean_distance":
      return scale / gamma(1 + law.index / 2);
    case "skewness":
      return t > 0 ? 0 : undefined;
    case "excess_kurtosis":
      return t > 0 ? subdiffusiveKurtosis(law) : undefined;
    case "msd_slope":
      return t > 0 ? law.index : undefined;
    case "intermediate_scattering":
      return scattering(law.index, (measure.argument ?? 0) * scale);
    case "quantile":
      return t > 0 && measure.argument !== undefined ? quantile(cloud, measure.argument, scale) : undefined;
    case "probability":
      return t > 0 ? probability(cloud, measure, scale) : undefined;
    default:
      return alongTrack(cloud, measure, t);
  }
}

/** <cos kx> at q = k σ: E_a(-q²). */
function scattering(index: number, q: number): number {
  return mittagLeffler(index, q * q);
}

/** P(x) [m^-1]. */
function density({ law, start }: Cloud, x: number, scale: number): number {
  return mWright(law.index / 2, Math.abs(x - start) / scale) / (2 * scale);
}

/** The chance of a displacement of more than x >= 0. */
function upper({ index }: Subdiffusion, x: number, scale: number): number {
  return x === Number.POSITIVE_INFINITY ? 0 : 0.5 * mWrightTail(index / 2, x / scale);
}

function quantile({ law, start }: Cloud, p: number, scale: number): number {
  return start + evenQuantile((x) => upper(law, x, scale), scale, p);
}

function probability({ model, law, start }: Cloud, { condition }: Measure, scale: number): number | undefined {
  // from whichever tails are the smaller
  const tail = (x: number) => upper(law, Math.abs(x), scale);
  return evenProbability(condition, model, { start, reach: REACH * scale }, ({ from, to }) =>
    from >= 0 ? tail(from) - tail(to) : to <= 0 ? tail(to) - tail(from) : 1 - tail(from) - tail(to),
  );
}

function alongTrack(cloud: Cloud, { name }: Measure, t: number): number | undefined {
  const { law, track } = cloud;
  const lag = track && lagOf(track, t);
  if (track === undefined || lag === undefined) return undefined;
  if (name === "time_averaged_msd") return subdiffusiveTimeAverage(law, track.spacing, track.steps, lag);
  if (name !== "ergodicity_breaking" || track.steps > LONGEST_TRACK) return undefined;
  cloud.moments ??= operationalMoments(law.index, track.steps);
  return subdiffusiveBreaking(cloud.moments, lag);
}

function profile(cloud: Cloud, species: Species, when: When): Profile | undefined {
  if (typeof when !== "number" || !(when > 0)) return undefined;
  const scale = subdiffusiveScale(cloud.law, when);
  const coordinate = Float64Array.from({ length: 401 }, (_, i) => cloud.start + 6 * scale * (i / 200 - 1));
  const values = coordinate.map((x) => cloud.amount * density(cloud, x, scale));
  return { species: species.name, when, quantity: "concentration", coordinate, values };
}
