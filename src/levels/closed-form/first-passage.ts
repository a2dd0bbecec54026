/**
 * First passage of a particle that drifts beside a plane wall that absorbs it.
 *
 *     S(t)  = ½ erfc[(w t - a) / √(4 D t)] - ½ e^{w a/D} erfc[(a + w t) / √(4 D t)]
 *     p(y)  = G(y - a + w t) - e^{w a/D} G(y + a + w t) = G(y - a + w t) (1 - e^{-a y / D t})
 *     w > 0: mean a / w, variance 2 D a / w³;    w <= 0: leaves ever with probability e^{w a/D}
 *
 * with a the distance from the wall at the start, w the speed towards it, G Gaussian of variance 2 D t: the inverse
 * Gaussian law. Without a drift S = erf(a / √(4 D t)), whose mean is infinite and whose quantiles are not.
 *
 * @see E. Schrödinger, Phys. Z. 16, 289 (1915) (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { End, Model, Species } from "#model/model.ts";
import { exp, expm1 } from "#numerics/elementary.ts";
import { erf, erfc, erfcx, inverseErfc } from "#numerics/error-function.ts";
import { rootIn } from "#numerics/root.ts";
import { coordinatesOf, type Interval, intervalsWhere } from "./breakpoints.ts";
import { coefficientOf, sumOfCoefficients } from "./coefficient.ts";
import { type Gaussian, gaussianDensity, gaussianProbability } from "./gaussian.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "first passage of a drifting particle";

/** A start before a wall. */
interface Passage {
  readonly model: Model;
  readonly end: End;
  /** Coordinate of the wall [m]. */
  readonly wall: number;
  /** a [m]. */
  readonly distance: number;
  /** w [m s^-1]. */
  readonly speed: number;
  readonly diffusivity: number;
  readonly amount: number;
}

/** Recognises a point release on a half-line whose end absorbs. */
export function recogniseFirstPassage(model: Model, species: Species): Recognition {
  const { domain } = model;
  const { initial, name } = species;
  const half = domain?.kind === "free" && domain.dimensions === 1 ? domain : undefined;
  const wall = half?.from ?? half?.to;
  const end: End = half?.from === undefined ? "right" : "left";
  const absorbs = model.boundaries.some(
    ({ species: of, end: at, condition }) => of === name && at === end && condition.kind === "absorbing",
  );
  const failure = firstFailure(NAME, [
    [half !== undefined && wall !== undefined, "there is no half-line", "use {geometry: line, from: 0 nm}"],
    [absorbs, "its end does not absorb", `write boundary: {${end}: {${name}: absorbing}}`],
    [initial.kind === "point", `${name} does not start at one point`, `initial: {${name}: {at: 1 nm}}`],
    [species.media.length === 1, "there is no D, or more than one", "give one D"],
    [!model.sources.some((s) => s.species === name), "there is a source", "leave out sources:"],
  ]);
  if (failure !== undefined || initial.kind !== "point" || wall === undefined) return failure as Recognition;
  const [medium] = species.media as [Species["media"][number]];
  const diffusivity = coefficientOf(medium.diffusivity, model).constant;
  const partition = coefficientOf(medium.partition, model).constant;
  const energy = sumOfCoefficients(species.terms.map((term) => coefficientOf(term.energy, model))).constant;
  const drift = species.drift === undefined ? 0 : coefficientOf(species.drift, model).constant;
  const distance = end === "left" ? (initial.at[0] ?? 0) - wall : wall - (initial.at[0] ?? 0);
  const varies = firstFailure(
    NAME,
    [
      [diffusivity !== undefined, "D depends on place", "give a constant D"],
      [partition !== undefined && energy !== undefined, "K or the potential depends on place", "make them constant"],
      [drift !== undefined, "the drift depends on place", "give a constant drift"],
      [distance > 0, "the start is not before the wall", "start before the wall"],
    ],
    5,
  );
  if (varies !== undefined) return varies;
  const speed = end === "left" ? -(drift as number) : (drift as number);
  const { amount } = initial;
  const passage: Passage = { model, end, wall, distance, speed, diffusivity: diffusivity as number, amount };
  return {
    kind: "law",
    name: NAME,
    formula: "S = erfc[(wt-a)/sqrt(4Dt)]/2 - e^(wa/D) erfc[(a+wt)/sqrt(4Dt)]/2, mean a/w, variance 2Da/w^3",
    source: "E. Schrödinger, Phys. Z. 16, 289 (1915)",
    describes: { kind: "continuum" },
    read: (measure, when) => (when === "timeless" ? readTimeless(passage, measure) : readAt(passage, measure, when)),
  };
}

/** S(t): each term with full relative accuracy, the exponential never alone. */
function survival({ distance: a, speed: w, diffusivity: D }: Passage, t: number): number {
  if (t === 0) return 1;
  const spread = Math.sqrt(4 * D * t);
  if (w === 0) return erf(a / spread);
  const ahead = (a - w * t) / spread;
  const mirrored = (a + w * t) / spread;
  const image = mirrored > 0 ? exp(-ahead * ahead) * erfcx(mirrored) : exp((w * a) / D) * erfc(mirrored);
  // beyond the wall both are small and alike
  return ahead < 0 && mirrored > 0
    ? 0.5 * exp(-ahead * ahead) * (erfcx(-ahead) - erfcx(mirrored))
    : 0.5 * (erfc(-ahead) - image);
}

/** The probability that it ever leaves. */
function everLeaves({ distance, speed, diffusivity }: Passage): number {
  return speed >= 0 ? 1 : exp((speed * distance) / diffusivity);
}

function readTimeless(passage: Passage, { name, place, argument }: Measure): number | undefined {
  const { distance: a, speed: w, diffusivity: D, end } = passage;
  const isOut = place === undefined || place.kind === "all" || (place.kind === "end" && place.end === end);
  switch (name) {
    case "mean_exit_time":
      return isOut && w > 0 ? a / w : undefined;
    case "exit_time_variance":
      return isOut && w > 0 ? (2 * D * a) / (w * w * w) : undefined;
    case "exit_probability":
      return isOut ? everLeaves(passage) : undefined;
    case "exit_time_quantile":
      return argument !== undefined && argument < everLeaves(passage) ? quantile(passage, argument) : undefined;
    default:
      return undefined;
  }
}

/** Until when a fraction has left [s]. */
function quantile(passage: Passage, fraction: number): number {
  const { distance: a, speed: w, diffusivity: D } = passage;
  const z = inverseErfc(fraction);
  const still = (a * a) / (4 * D * z * z);
  if (w === 0) return still;
  const missing = (t: number) => survival(passage, t) - (1 - fraction);
  let [low, high] = w > 0 ? [0, still] : [still, 2 * still];
  for (let k = 0; w < 0 && missing(high) > 0 && k < 1000; k++) [low, high] = [high, 2 * high];
  if (low === 0) for (low = high / 2; missing(low) < 0; ) [low, high] = [low / 2, low];
  return rootIn(missing, low, high);
}

function readAt(passage: Passage, { name, place, condition }: Measure, when: When): number | undefined {
  if (typeof when !== "number") return undefined;
  const { model, end, wall, amount } = passage;
  switch (name) {
    case "survival":
      return survival(passage, when);
    case "amount":
      return place?.kind === "all" ? amount * survival(passage, when) : undefined;
    case "amount_permeated":
      return place?.kind === "end" && place.end === end ? amount * (1 - survival(passage, when)) : undefined;
    case "c": {
      if (place?.kind !== "point" || when === 0) return undefined;
      return amount * densityAt(passage, when, inward(passage, place.at[0] ?? 0));
    }
    case "probability": {
      if (condition === undefined || when === 0 || coordinatesOf(condition).some((axis) => axis !== "x"))
        return undefined;
      const reach =
        passage.distance + Math.abs(passage.speed) * when + 40 * Math.sqrt(sourceAt(passage, when).variance);
      const range = end === "left" ? { from: wall, to: wall + reach } : { from: wall - reach, to: wall };
      return intervalsWhere(condition, model, range).reduce((sum, { from, to }) => {
        const [near, far] = [inward(passage, from), inward(passage, to)];
        const within = { from: Math.max(0, Math.min(near, far)), to: Math.max(0, near, far) };
        return sum + probabilityWithin(passage, when, within);
      }, 0);
    }
    default:
      return undefined;
  }
}

/** Distance from the wall [m]. */
function inward({ end, wall }: Passage, x: number): number {
  return end === "left" ? x - wall : wall - x;
}

/** The law without the wall, of the distance from where the wall is. */
function sourceAt({ distance: a, speed: w, diffusivity: D }: Passage, t: number): Gaussian {
  return { mean: a - w * t, variance: 2 * D * t };
}

/** Density at a distance y >= 0 from the wall [m^-1]: the two terms in one, so that e^{w a/D} need not be a double. */
function densityAt(passage: Passage, t: number, y: number): number {
  const { distance: a, diffusivity: D } = passage;
  return -expm1((-a * y) / (D * t)) * gaussianDensity(y, sourceAt(passage, t));
}

/** Probability of an interval of distances from the wall: that of the source less e^{w a/D} times that of the image. */
function probabilityWithin(passage: Passage, t: number, within: Interval): number {
  const { distance: a, speed: w, diffusivity: D } = passage;
  const source = sourceAt(passage, t);
  const { variance } = source;
  const direct = gaussianProbability(within, source);
  if (w <= 0) return direct - exp((w * a) / D) * gaussianProbability(within, { mean: -a - w * t, variance });
  // The exponential may be larger than any double: it is taken into the tails of the image.
  const imageBeyond = (y: number) => {
    const ahead = (y - source.mean) / Math.sqrt(2 * variance);
    return 0.5 * exp(-ahead * ahead - (a * y) / (D * t)) * erfcx((y + a + w * t) / Math.sqrt(2 * variance));
  };
  return direct - (imageBeyond(within.from) - imageBeyond(within.to));
}
