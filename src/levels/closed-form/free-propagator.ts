/**
 * A point source in unbounded space: the propagator of diffusion, with drift along x.
 *
 *     c(r, t) = N (4 pi D t)^(-d/2) exp(-|r - r0 - v t|^2 / 4 D t)        d = 1, 2, 3
 *
 * Holds for constant D and v, everywhere and at all times after the release. For a single walker N = 1 and c is a
 * probability density.
 *
 * @see A. Einstein, Ann. Phys. 322, 549 (1905), doi:10.1002/andp.19053220806 (not opened)
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { FreeDomain, Model, Species } from "#model/model.ts";
import { scaledBesselI } from "#numerics/bessel.ts";
import { exp } from "#numerics/elementary.ts";
import { erf } from "#numerics/error-function.ts";
import { regularisedGammaP, regularisedGammaQ } from "#numerics/gamma-function.ts";
import { coordinatesOf, type Interval, intervalsWhere } from "./breakpoints.ts";
import { readBrownianTrack } from "./brownian-track.ts";
import { coefficientOf, sumOfCoefficients } from "./coefficient.ts";
import { gaussianProbability, meanDistance } from "./gaussian.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "point source in unbounded space";

/** A cloud: its dimension, and the constants of its motion. */
export interface Cloud {
  readonly model: Model;
  readonly dimensions: 1 | 2 | 3;
  readonly amount: number;
  /** Start [m]. */
  readonly start: readonly number[];
  /** D [m^2 s^-1]. */
  readonly diffusivity: number;
  /** v along x [m s^-1]. */
  readonly drift: number;
}

/** Recognises a point release of a species with constant D and drift in free space. */
export function recogniseFreePropagator(model: Model, species: Species): Recognition {
  const { domain } = model;
  const free = domain?.kind === "free" ? domain : undefined;
  const initial = species.initial;
  const point = initial.kind === "point" ? initial : undefined;
  const failure = firstFailure(NAME, [
    [free !== undefined, "the domain is bounded", "use domain: {geometry: line | plane | space}"],
    [species.walk === undefined, `${species.name} walks by a step law`, "give D instead of walk"],
    [free?.from === undefined && free?.to === undefined, "the line has an end", "leave out from: and to:"],
    [point !== undefined, `${species.name} does not start at one point`, `initial: {${species.name}: {at: 0 nm}}`],
    [species.media.length === 1, "there is more than one medium", "give one D"],
    [!model.sources.some((s) => s.species === species.name), "there is a source", "leave out sources:"],
  ]);
  if (failure !== undefined) return failure;
  const [medium] = species.media as [Species["media"][number]];
  const diffusivity = coefficientOf(medium.diffusivity, model);
  const partition = coefficientOf(medium.partition, model);
  const energy = sumOfCoefficients(species.terms.map((term) => coefficientOf(term.energy, model)));
  const drift = species.drift === undefined ? undefined : coefficientOf(species.drift, model);
  const notConstant = firstFailure(
    NAME,
    [
      [diffusivity.constant !== undefined, "D depends on place", "give a constant D"],
      [partition.constant !== undefined, "K depends on place", "give a constant K"],
      [energy.constant !== undefined, "there is a potential", "leave out the potential"],
      [drift === undefined || drift.constant !== undefined, "the drift depends on place", "give a constant drift"],
    ],
    6,
  );
  if (notConstant !== undefined) return notConstant;
  const { at, amount } = point as { at: readonly number[]; amount: number };
  const { dimensions } = free as FreeDomain;
  const cloud: Cloud = {
    model,
    dimensions,
    amount,
    start: Array.from({ length: dimensions }, (_, axis) => at[axis] ?? 0),
    diffusivity: diffusivity.constant as number,
    drift: drift?.constant ?? 0,
  };
  return {
    kind: "law",
    name: NAME,
    formula: "c = N (4 pi D t)^(-d/2) exp(-|r - r0 - v t|^2 / 4 D t)",
    source: "A. Einstein, Ann. Phys. 322, 549 (1905), doi:10.1002/andp.19053220806",
    describes: { kind: "continuum" },
    read: (measure, when) => read(cloud, measure, when),
    profile: (when) => cloudProfile(cloud, species, when),
  };
}

function read(cloud: Cloud, measure: Measure, when: When): number | undefined {
  if (measure.name === "diffusivity") return cloud.diffusivity;
  if (measure.name === "drift_velocity") return cloud.drift;
  const value = typeof when === "number" ? readCloud(cloud, measure, when) : undefined;
  return value ?? readBrownianTrack(cloud, measure, when, cloud.model.solves);
}

/** What a cloud says of a measure at a time; undefined where it does not state it. */
export function readCloud(cloud: Cloud, measure: Measure, t: number): number | undefined {
  const { dimensions: d, diffusivity: D, drift: v, start, amount } = cloud;
  const along = { mean: start[0] + v * t, variance: 2 * D * t };
  switch (measure.name) {
    case "c":
    case "activity":
      return measure.place?.kind === "point" ? concentration(cloud, measure.place.at, t) : undefined;
    case "flux":
      return measure.place?.kind === "point" ? flux(cloud, measure.place.at, t) : undefined;
    case "amount":
      return measure.place?.kind === "all" ? amount : undefined;
    case "mean":
      return along.mean;
    case "variance":
      return along.variance;
    case "skewness":
    case "excess_kurtosis":
      return t > 0 ? 0 : undefined;
    case "msd":
      return 2 * d * D * t + v * t * (v * t);
    case "mean_distance":
      return distance(d, v * t, along.variance);
    case "survival":
      return 1;
    case "probability":
      return t > 0 ? probability(cloud, measure, along) : undefined;
    default:
      return undefined;
  }
}

/** Mean distance <|r|> of a cloud of variance s^2 per axis whose centre has moved by m. */
function distance(dimensions: 1 | 2 | 3, m: number, variance: number): number {
  if (variance === 0) return Math.abs(m);
  const s = Math.sqrt(variance);
  if (dimensions === 1) return meanDistance({ mean: m, variance });
  const q = (m * m) / (2 * variance);
  if (dimensions === 2) {
    const [i0, i1] = [scaledBesselI(0, q / 2), scaledBesselI(1, q / 2)];
    return s * Math.sqrt(Math.PI / 2) * ((1 + q) * i0 + q * i1);
  }
  if (m === 0) return 2 * s * Math.sqrt(2 / Math.PI);
  // erf(z) / z is smooth at 0; erf keeps its relative accuracy there.
  const far = Math.abs(m);
  return s * Math.sqrt(2 / Math.PI) * exp(-q) + (far + variance / far) * erf(far / (s * Math.sqrt(2)));
}

/** Offset from the moving centre to a place; undefined if the place does not say where it is. */
function offset({ dimensions, start, drift }: Cloud, at: readonly number[], t: number): readonly number[] | undefined {
  const centre = start.map((x, axis) => (axis === 0 ? x + drift * t : x));
  if (at.length === dimensions) return at.map((x, axis) => x - centre[axis]);
  // A radius alone: enough if the cloud is centred on the origin.
  return at.length === 1 && centre.every((x) => x === 0) ? [at[0]] : undefined;
}

function concentration(cloud: Cloud, at: readonly number[], t: number): number | undefined {
  const away = offset(cloud, at, t);
  if (away === undefined || !(t > 0)) return undefined;
  const spread = 4 * cloud.diffusivity * t;
  const squared = away.reduce((sum, x) => sum + x * x, 0);
  const root = Math.sqrt(Math.PI * spread);
  const volume = cloud.dimensions === 1 ? root : cloud.dimensions === 2 ? Math.PI * spread : root * root * root;
  return (cloud.amount / volume) * exp(-squared / spread);
}

/** Flux along +x on a line; along +r at a radius. */
function flux(cloud: Cloud, at: readonly number[], t: number): number | undefined {
  const away = offset(cloud, at, t);
  const c = concentration(cloud, at, t);
  if (away === undefined || c === undefined || away.length !== 1) return undefined;
  return c * (away[0] / (2 * t) + cloud.drift);
}

function probability(
  cloud: Cloud,
  { condition }: Measure,
  along: { readonly mean: number; readonly variance: number },
): number | undefined {
  if (condition === undefined) return undefined;
  const names = coordinatesOf(condition);
  const [name = "x"] = names;
  if (names.length > 1) return undefined;
  const reach = 40 * Math.sqrt(along.variance);
  if (name === "r" && cloud.dimensions > 1) {
    if (cloud.drift !== 0 || cloud.start.some((x) => x !== 0)) return undefined;
    const inside = intervalsWhere(condition, cloud.model, { from: 0, to: reach });
    return inside.reduce((sum, interval) => sum + radialProbability(cloud.dimensions, interval, along.variance), 0);
  }
  const axis = Math.max(0, ["x", "y", "z"].indexOf(name));
  if (axis >= cloud.dimensions) return undefined;
  const law = { mean: axis === 0 ? along.mean : cloud.start[axis], variance: along.variance };
  if (name === "r") {
    // a distance from the origin lies on both sides of it
    const sides = ({ from, to }: Interval) => {
      const [near, far] = [Math.max(0, from), Math.max(0, to)];
      return gaussianProbability({ from: near, to: far }, law) + gaussianProbability({ from: -far, to: -near }, law);
    };
    const range = { from: 0, to: Math.abs(law.mean) + reach };
    return intervalsWhere(condition, cloud.model, range).reduce((sum, one) => sum + sides(one), 0);
  }
  const range = { from: law.mean - reach, to: law.mean + reach };
  return intervalsWhere(condition, cloud.model, range).reduce((sum, one) => sum + gaussianProbability(one, law), 0);
}

/** Probability of a < r < b around the centre, from whichever tail is the smaller. */
function radialProbability(dimensions: number, { from, to }: Interval, variance: number): number {
  const [a, b] = [Math.max(0, from), Math.max(0, to)];
  const [za, zb] = [(a * a) / (2 * variance), (b * b) / (2 * variance)];
  const half = dimensions / 2;
  if (zb === Number.POSITIVE_INFINITY) return za === 0 ? 1 : regularisedGammaQ(half, za);
  if (za === 0) return regularisedGammaP(half, zb);
  return za > half
    ? regularisedGammaQ(half, za) - regularisedGammaQ(half, zb)
    : regularisedGammaP(half, zb) - regularisedGammaP(half, za);
}

/** Density along x on a line, along r elsewhere, over five standard deviations. */
export function cloudProfile(cloud: Cloud, species: Species, when: When): Profile | undefined {
  if (typeof when !== "number" || !(when > 0) || (cloud.dimensions > 1 && cloud.drift !== 0)) return undefined;
  if (cloud.dimensions > 1 && cloud.start.some((x) => x !== 0)) return undefined;
  const reach = 5 * Math.sqrt(2 * cloud.diffusivity * when);
  const [from, to] =
    cloud.dimensions === 1
      ? [cloud.start[0] + cloud.drift * when - reach, cloud.start[0] + cloud.drift * when + reach]
      : [0, reach];
  const coordinate = Float64Array.from({ length: 201 }, (_, i) => from + ((to - from) * i) / 200);
  const values = coordinate.map((x) => concentration(cloud, [x], when) ?? Number.NaN);
  return { species: species.name, when, quantity: "concentration", coordinate, values };
}
