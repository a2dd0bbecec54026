/**
 * The time-averaged squared displacement of one track, at all lags.
 *
 *     δ²(k) = 1/(n - k + 1) Σ_i |x_(i+k) - x_i|²,   i = 0 ... n - k,   k = 1 ... n
 *
 * Short tracks by the definition, n² d operations. Long ones by the fast Fourier transform: with D_i = |x_i|²,
 *
 *     Σ_i |x_(i+k) - x_i|² = Σ_i (D_i + D_(i+k)) - 2 Σ_i x_i · x_(i+k),
 *
 * the last sum from the power spectrum. Positions are taken about their mean first: an offset would eat the digits.
 *
 * @see V. Calandrini, E. Pellegrini, P. Calligari, K. Hinsen and G. R. Kneller, Collection SFN 12, 201 (2011), doi:10.1051/sfn/201112010 (not opened)
 * @module
 */

import { type FourierPlan, inverseTransform, makeFourierPlan, powerOfTwoFrom, transform } from "#numerics/fft.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";

/** Steps from which on the transform is faster. */
const TRANSFORM_FROM = 256;

/** Writes δ²(k) into out[k], k = 1 ... n, of a track of n steps; out[0] is 0. One array of n + 1 positions for each axis. */
export type FillTimeAveraged = (out: Float64Array, axes: readonly ReadonlyFloat64Array[]) => void;

/** The faster way for tracks of that many steps, with the arrays it needs. */
export function makeTimeAveraged(steps: number): FillTimeAveraged {
  return steps < TRANSFORM_FROM ? fillDirectly : makeByTransform(steps);
}

/** By the definition. Allocates nothing. */
export function fillDirectly(out: Float64Array, axes: readonly ReadonlyFloat64Array[]): void {
  const points = axes[0].length;
  out[0] = 0;
  for (let k = 1; k < points; k++) {
    let sum = 0;
    for (const x of axes)
      for (let i = 0; i + k < points; i++) {
        const d = x[i + k] - x[i];
        sum += d * d;
      }
    out[k] = sum / (points - k);
  }
}

/** By the fast Fourier transform, two axes at a time. */
export function makeByTransform(steps: number): FillTimeAveraged {
  const points = steps + 1;
  const plan = makeFourierPlan(powerOfTwoFrom(2 * points));
  const [re, im] = [new Float64Array(plan.length), new Float64Array(plan.length)];
  const squares = new Float64Array(points);
  const overlap = new Float64Array(points);
  return (out, axes) => {
    squares.fill(0);
    overlap.fill(0);
    for (let k = 0; k < axes.length; k += 2) {
      load(re, axes[k], squares);
      load(im, axes[k + 1], squares);
      addOverlap(overlap, plan, re, im);
    }
    let both = 0;
    for (let i = 0; i < points; i++) both += 2 * squares[i];
    out[0] = 0;
    for (let k = 1; k < points; k++) {
      both -= squares[k - 1] + squares[points - k];
      out[k] = Math.max(0, both - 2 * overlap[k]) / (points - k);
    }
  };
}

/** Positions about their mean, with zeros behind them; adds their squares. */
function load(into: Float64Array, x: ReadonlyFloat64Array | undefined, squares: Float64Array): void {
  into.fill(0);
  if (x === undefined) return;
  let mean = 0;
  for (let i = 0; i < x.length; i++) mean += x[i] / x.length;
  for (let i = 0; i < x.length; i++) {
    const d = x[i] - mean;
    into[i] = d;
    squares[i] += d * d;
  }
}

/** Adds Σ_i (x_i x_(i+k) + y_i y_(i+k)): the real part of the correlation of x + iy with itself. */
function addOverlap(overlap: Float64Array, plan: FourierPlan, re: Float64Array, im: Float64Array): void {
  transform(plan, re, im);
  for (let j = 0; j < plan.length; j++) {
    re[j] = re[j] * re[j] + im[j] * im[j];
    im[j] = 0;
  }
  inverseTransform(plan, re, im);
  for (let k = 0; k < overlap.length; k++) overlap[k] += re[k];
}
