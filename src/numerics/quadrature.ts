/**
 * Definite integrals by adaptive Gauss-Kronrod quadrature, ends at infinity allowed.
 *
 * Each interval is judged by 21 points, of which 10 are a Gauss rule of their own; the interval with the largest
 * difference is halved until the sum of the estimated errors is small enough, or is all rounding.
 *
 * @see R. Piessens et al., QUADPACK (Springer, 1983), where the error estimate comes from (not opened)
 * @module
 */

import { NumericalFailure } from "./numerical-failure.ts";

/** How near the integral must be. */
export interface QuadratureOptions {
  /** Largest estimated error, relative to the integral; 1e-13 unless given. */
  readonly relative?: number;
  /** Largest estimated error [unit of the integral]; 0 unless given. For an integral that may vanish. */
  readonly absolute?: number;
}

// Positive points of the 21-point Kronrod rule, their weights, and the weights of the Gauss rule at every second one
// (scripts/fixtures/coefficients.py).
const POINTS = Float64Array.of(
  0,
  0.14887433898163122,
  0.2943928627014602,
  0.4333953941292472,
  0.5627571346686047,
  0.6794095682990244,
  0.7808177265864169,
  0.8650633666889845,
  0.9301574913557082,
  0.9739065285171717,
  0.9956571630258081,
);
const KRONROD = Float64Array.of(
  0.1494455540029169,
  0.14773910490133849,
  0.14277593857706009,
  0.13470921731147334,
  0.12349197626206584,
  0.10938715880229764,
  0.0931254545836976,
  0.07503967481091996,
  0.054755896574351995,
  0.032558162307964725,
  0.011694638867371874,
);
const GAUSS = Float64Array.of(
  0,
  0.29552422471475287,
  0,
  0.26926671930999635,
  0,
  0.21908636251598204,
  0,
  0.1494513491505806,
  0,
  0.06667134430868814,
  0,
);

const MOST_INTERVALS = 2000;
const ROUNDING = 1.1102230246251565e-16;

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly error: number;
  /** What rounding alone may have done. */
  readonly floor: number;
}

/**
 * ∫_a^b f(x) dx. Either end may be infinite. f is not evaluated at the ends. A peak much narrower than the range can
 * lie between all points of the first look and be missed: split the range there.
 *
 * @throws NumericalFailure if the error asked for is not reached in 2000 intervals, or f is not finite somewhere.
 */
export function integrate(
  f: (x: number) => number,
  a: number,
  b: number,
  { relative = 1e-13, absolute = 0 }: QuadratureOptions = {},
): number {
  if (a === b) return 0;
  if (a > b) return -integrate(f, b, a, { relative, absolute });
  if (b === Number.POSITIVE_INFINITY) {
    // x = t/(1 - t²) on the whole line, x = a + t/(1 - t) on a half of it
    if (a === Number.NEGATIVE_INFINITY)
      return integrate(
        (t) => {
          const u = (1 - t) * (1 + t);
          return (f(t / u) * (1 + t * t)) / (u * u);
        },
        -1,
        1,
        { relative, absolute },
      );
    return integrate((t) => f(a + t / (1 - t)) / ((1 - t) * (1 - t)), 0, 1, { relative, absolute });
  }
  if (a === Number.NEGATIVE_INFINITY)
    return integrate((x) => f(-x), -b, Number.POSITIVE_INFINITY, { relative, absolute });

  const pieces = [pieceOf(f, a, b)];
  for (;;) {
    let value = 0;
    let error = 0;
    let floor = 0;
    let worst = 0;
    for (let i = 0; i < pieces.length; i++) {
      value += pieces[i].value;
      error += pieces[i].error;
      floor += pieces[i].floor;
      if (pieces[i].error - pieces[i].floor > pieces[worst].error - pieces[worst].floor) worst = i;
    }
    if (error <= Math.max(relative * Math.abs(value), absolute, floor)) return value;
    const { from, to } = pieces[worst];
    const middle = from + 0.5 * (to - from);
    if (pieces.length >= MOST_INTERVALS || middle <= from || middle >= to)
      throw new NumericalFailure(
        `integral from ${a} to ${b}`,
        `estimated error ${error} of ${value} after ${pieces.length} intervals, worst between ${from} and ${to}`,
        "Split the range where the integrand is not smooth, or ask for a larger relative error.",
      );
    pieces[worst] = pieceOf(f, from, middle);
    pieces.push(pieceOf(f, middle, to));
  }
}

function pieceOf(f: (x: number) => number, from: number, to: number): Piece {
  const centre = from + 0.5 * (to - from);
  const half = 0.5 * (to - from);
  const below = new Float64Array(11);
  const above = new Float64Array(11);
  for (let i = 0; i < 11; i++) {
    below[i] = f(centre - half * POINTS[i]);
    above[i] = i === 0 ? below[0] : f(centre + half * POINTS[i]);
  }
  let kronrod = KRONROD[0] * below[0];
  let gauss = 0;
  let size = KRONROD[0] * Math.abs(below[0]);
  for (let i = 1; i < 11; i++) {
    kronrod += KRONROD[i] * (below[i] + above[i]);
    gauss += GAUSS[i] * (below[i] + above[i]);
    size += KRONROD[i] * (Math.abs(below[i]) + Math.abs(above[i]));
  }
  if (!(Math.abs(kronrod) < Number.POSITIVE_INFINITY))
    throw new NumericalFailure(
      `integral between ${from} and ${to}`,
      "the integrand is not finite there",
      "Split the range so that the singular point is an end.",
    );
  let variation = KRONROD[0] * Math.abs(below[0] - 0.5 * kronrod);
  for (let i = 1; i < 11; i++)
    variation += KRONROD[i] * (Math.abs(below[i] - 0.5 * kronrod) + Math.abs(above[i] - 0.5 * kronrod));
  // The difference of the rules is far larger than the error of the better one: QUADPACK's estimate of the latter.
  const difference = Math.abs(kronrod - gauss);
  const ratio = variation > 0 ? (200 * difference) / variation : 0;
  const error = variation > 0 ? variation * Math.min(1, ratio * Math.sqrt(ratio)) : difference;
  return { from, to, value: half * kronrod, error: half * error, floor: half * size * 10 * ROUNDING };
}
