/**
 * Stationary Gaussian sequences of any given correlation, exactly, by the fast Fourier transform.
 *
 * The covariances c_0 ... c_N of a sequence, laid out as a ring c_0 ... c_N, c_(N-1) ... c_1, are a circulant matrix, and
 * its eigenvalues λ are the transform of the ring. Where none is negative,
 *
 *     x_j = Re Σ_k √(λ_k / 2N) (Z_k + i Z'_k) e^(-2πi jk/2N)
 *
 * has the covariance of the ring, and so has the imaginary part, independent of the real one: two sequences for one
 * transform. For steps of fractional Brownian motion no eigenvalue is negative, at any N and H.
 *
 * @see R. B. Davies and D. S. Harte, Biometrika 74, 95 (1987), doi:10.1093/biomet/74.1.95 (not opened)
 * @see P. F. Craigmile, J. Time Ser. Anal. 24, 505 (2003), doi:10.1111/1467-9892.00318 (not opened)
 * @module
 */

import { type FourierPlan, makeFourierPlan, powerOfTwoFrom, transform } from "./fft.ts";
import { NumericalFailure } from "./numerical-failure.ts";
import { fillNormals, type RandomStream } from "./random-stream.ts";

/** A covariance made ready for sampling, with the arrays in which it is done. */
export interface CirculantEmbedding {
  /** Values of a sequence, at most. */
  readonly length: number;
  readonly plan: FourierPlan;
  /** Eigenvalues of the ring. */
  readonly eigenvalues: Float64Array;
  /** √(λ / 2N) */
  readonly amplitude: Float64Array;
  /** Two independent sequences, after {@link drawTwoSequences}. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/**
 * The embedding of a covariance.
 *
 * @param covariance c(k) for k >= 0
 * @param length     how many values a sequence has
 * @throws NumericalFailure if an eigenvalue is negative beyond rounding.
 */
export function makeCirculantEmbedding(covariance: (k: number) => number, length: number): CirculantEmbedding {
  const half = powerOfTwoFrom(Math.max(1, length));
  const plan = makeFourierPlan(2 * half);
  const eigenvalues = Float64Array.from({ length: 2 * half }, (_, k) => covariance(Math.min(k, 2 * half - k)));
  transform(plan, eigenvalues, new Float64Array(2 * half));
  const rounding = 1e-13 * eigenvalues.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const amplitude = eigenvalues.map((value, k) => {
    if (!(value >= -rounding))
      throw new NumericalFailure(
        `eigenvalue ${k}`,
        `the covariance has the negative eigenvalue ${value}`,
        "It is that of no stationary sequence; check its law.",
      );
    return Math.sqrt(Math.max(0, value) / (2 * half));
  });
  const [first, second] = [new Float64Array(2 * half), new Float64Array(2 * half)];
  return { length, plan, eigenvalues, amplitude, first, second };
}

/** Draws two independent sequences into `first` and `second`; those beyond `length` are no further sequence. */
export function drawTwoSequences({ plan, amplitude, first, second }: CirculantEmbedding, stream: RandomStream): void {
  fillNormals(first, stream);
  fillNormals(second, stream);
  for (let k = 0; k < amplitude.length; k++) {
    first[k] *= amplitude[k];
    second[k] *= amplitude[k];
  }
  transform(plan, first, second);
}
