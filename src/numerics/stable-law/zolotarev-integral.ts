/**
 * Density and tails of the symmetric stable law from one integral over angles, for 0 < a < 2, a ≠ 1, x > 0.
 *
 *     f(x)     = a / (π |a-1| x) ∫ g e^-g dθ
 *     P(X > x) = 1/π ∫ (π/2 - θ) |dg/dθ| e^-g dθ
 *     P(0<X<x) = 1/π ∫ θ |dg/dθ| e^-g dθ                                   θ from 0 to π/2,
 *
 *     g(θ) = x^(a/(a-1)) [cos θ / sin aθ]^(a/(a-1)) cos((a-1)θ) / cos θ
 *
 * (Zolotarev; the tails are his ∫ e^-g dθ by parts). g runs monotonically between 0 and infinity, and everything happens
 * where it passes 1. In s = ln tan θ the integrands are smooth and die exponentially to one side and faster to the other,
 * so that the trapezoidal rule converges exponentially: with half the step, twice the digits. Three things keep the
 * digits: s is counted from ln x in units of a - 1, so that ln g does not lose any as a approaches 1; near π/2 the
 * complement φ = π/2 - θ is used; sin aθ / sin θ is taken through ln(1 + ...) for a near 1.
 *
 * Relative error below 1e-12 (held by tests against series) wherever the values are normal doubles. Some 300 points.
 *
 * @see J. P. Nolan, Commun. Statist. Stochastic Models 13, 759 (1997), doi:10.1080/15326349708807450 (not opened)
 * @module
 */

import { atan, cos, exp, expm1, log, log1p, sin } from "#numerics/elementary.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";

/** f(x), P(X > x) and P(0 < X < x). */
export interface StableValues {
  readonly density: number;
  readonly tail: number;
  readonly central: number;
}

/** Below this index the tails are taken as ∫ (1 - e^-g) dθ and ∫ e^-g dθ, which die faster. */
const SMALL_INDEX = 0.5;
/** A term that adds nothing to its sum. */
const NOTHING = 1e-18;
/** Two steps agree: the finer one has twice the digits. */
const AGREE = 3e-9;

/** The three values at x > 0. @throws NumericalFailure if finer steps do not agree (never seen). */
export function zolotarevIntegral(a: number, x: number): StableValues {
  const rule: Rule = { a, step: (0.3 * Math.abs(a - 1)) / Math.max(1, a), logX: log(x), point: new Float64Array(4) };
  const centre = peak(rule);
  let sums = trapezoid(rule, centre);
  for (let halving = 1; halving < 9; halving++) {
    const halfway = trapezoid(rule, centre + rule.step / 2);
    const finer = sums.map((sum, i) => (sum + halfway[i]) / 2);
    const change = finer.reduce((worst, sum, i) => Math.max(worst, sum > 0 ? Math.abs(1 - sums[i] / sum) : 0), 0);
    sums = finer;
    if (change < AGREE) {
      const [density, tail, central] = sums;
      return {
        density: (density * a) / (Math.PI * Math.abs(a - 1) * x),
        tail: tail / Math.PI,
        central: central / Math.PI,
      };
    }
    rule.step /= 2;
  }
  throw new NumericalFailure(
    "stable law",
    `its integral at index ${a}, x = ${x} does not settle`,
    "Report this index.",
  );
}

/** A point of the rule: g, and the three integrands in their order. */
interface Rule {
  readonly a: number;
  readonly logX: number;
  step: number;
  /** ln g, then the integrands of density, tail and centre, per ds. */
  readonly point: Float64Array;
}

/** The offset s - ln x at which g = 1: ln g falls (a > 1) or rises (a < 1) all the way. */
function peak(rule: Rule): number {
  const rising = rule.a < 1 ? 1 : -1;
  const above = (offset: number): boolean => rising * logG(rule, offset) > 0;
  let [low, high] = [-Math.abs(rule.a - 1), Math.abs(rule.a - 1)];
  while (above(low)) [low, high] = [low - 2 * (high - low), low];
  while (!above(high) && high < 1e4) [low, high] = [high, high + 2 * (high - low)];
  while (high - low > rule.step) {
    const middle = (low + high) / 2;
    if (above(middle)) high = middle;
    else low = middle;
  }
  return low;
}

function logG(rule: Rule, offset: number): number {
  evaluate(rule, offset);
  return rule.point[0];
}

/** The three integrals by the trapezoidal rule through a point, outwards until nothing is added. */
function trapezoid(rule: Rule, through: number): number[] {
  const { point, step } = rule;
  const sums = [0, 0, 0];
  for (const direction of [1, -1]) {
    for (let n = direction === 1 ? 0 : 1; ; n++) {
      evaluate(rule, through + direction * n * step);
      let adds = false;
      for (let i = 0; i < 3; i++) {
        sums[i] += point[i + 1];
        if (point[i + 1] > NOTHING * sums[i]) adds = true;
      }
      if (n > 3 && !adds) break;
    }
  }
  return sums.map((sum) => sum * step);
}

/** Writes ln g and the integrands at s = ln x + offset. */
function evaluate({ a, logX, point }: Rule, offset: number): void {
  const epsilon = a - 1;
  const s = logX + offset;
  const up = exp(s);
  const down = exp(-s);
  const theta = atan(up);
  const phi = atan(down);
  const halfLog = 0.5 * log1p(s > 0 ? down * down : up * up);
  const logCos = s > 0 ? -s - halfLog : -halfLog;
  const sine = s > 0 ? 1 / Math.sqrt(1 + down * down) : up / Math.sqrt(1 + up * up);
  const cosine = s > 0 ? down / Math.sqrt(1 + down * down) : 1 / Math.sqrt(1 + up * up);
  const sineOfMultiple = a > 1 && s > 0 ? sin((2 - a) * (Math.PI / 2) + a * phi) : sin(a * theta);
  const bend = sin(0.5 * epsilon * theta);
  const logRatio =
    Math.abs(epsilon) < 0.2
      ? log1p(down * sin(epsilon * theta) - 2 * bend * bend)
      : log(sineOfMultiple) - (s > 0 ? -halfLog : s - halfLog);
  const cosineOfRest = sin((Math.PI / 2) * (1 - Math.abs(epsilon)) + Math.abs(epsilon) * phi);
  const logarithm = (a / epsilon) * (-offset - logRatio) + log(cosineOfRest) - logCos;
  const g = exp(logarithm);
  const measure = sine * cosine;
  const weight = g < 700 ? g * exp(-g) : 0;
  point[0] = logarithm;
  point[1] = measure * weight;
  if (a < SMALL_INDEX) {
    point[2] = -expm1(-g) * measure;
    point[3] = g < 700 ? exp(-g) * measure : 0;
    return;
  }
  const slope =
    (sine * sine +
      a * a * (cos(a * theta) / sineOfMultiple) * measure +
      (epsilon * (epsilon * sin(epsilon * theta) * measure)) / cosineOfRest) /
    Math.abs(epsilon);
  point[2] = phi * slope * weight;
  point[3] = theta * slope * weight;
}
