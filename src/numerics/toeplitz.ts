/**
 * Symmetric Toeplitz matrices, T_ij = t_|i-j|: solved by Levinson's recursion, multiplied by a Fourier transform.
 *
 * Levinson builds the solutions of all leading blocks, one from the other, in 4 n² operations; it is stable for positive
 * definite T. A product is a cyclic convolution of twice the length.
 *
 * @see G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed., Johns Hopkins (2013), section 4.7 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { inverseTransform, makeFourierPlan, powerOfTwoFrom, transform } from "./fft.ts";
import { NumericalFailure } from "./numerical-failure.ts";

/**
 * The solution x of T x = b, for the first row t of T.
 *
 * @throws DomainError if lengths differ; NumericalFailure if T is not positive definite.
 */
export function solveToeplitz(t: Float64Array, b: Float64Array): Float64Array {
  const n = t.length;
  if (b.length !== n) throw new DomainError("length", b.length, `a right-hand side of ${n} values is needed`);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const scale = t[0];
  x[0] = b[0] / scale;
  if (n === 1) return x;
  y[0] = -t[1] / scale;
  let beta = 1;
  let alpha = y[0];
  for (let k = 1; k < n; k++) {
    beta *= 1 - alpha * alpha;
    if (!(beta > 0))
      throw new NumericalFailure("Levinson recursion", `block ${k + 1} is not positive definite`, "Check the matrix.");
    let rest = b[k];
    for (let i = 0; i < k; i++) rest -= t[i + 1] * x[k - 1 - i];
    const mu = rest / (scale * beta);
    for (let i = 0; i < k; i++) x[i] += mu * y[k - 1 - i];
    x[k] = mu;
    if (k === n - 1) break;
    let next = t[k + 1];
    for (let i = 0; i < k; i++) next += t[i + 1] * y[k - 1 - i];
    alpha = -next / (scale * beta);
    for (let i = 0, j = k - 1; i <= j; i++, j--) {
      const [low, high] = [y[i], y[j]];
      y[i] = low + alpha * high;
      y[j] = high + alpha * low;
    }
    y[k] = alpha;
  }
  return x;
}

/** A function that writes T v into out, for the first row t of T. It keeps arrays of its own, and allocates nothing. */
export function makeToeplitzProduct(t: Float64Array): (out: Float64Array, v: Float64Array) => void {
  const n = t.length;
  const plan = makeFourierPlan(powerOfTwoFrom(2 * n));
  const { length } = plan;
  const symbol = new Float64Array(length);
  const re = new Float64Array(length);
  const im = new Float64Array(length);
  symbol.set(t);
  for (let k = 1; k < n; k++) symbol[length - k] = t[k];
  transform(plan, symbol, im); // real and even: so is its transform
  return (out, v) => {
    re.fill(0);
    im.fill(0);
    re.set(v);
    transform(plan, re, im);
    for (let k = 0; k < length; k++) {
      re[k] *= symbol[k];
      im[k] *= symbol[k];
    }
    inverseTransform(plan, re, im);
    out.set(re.subarray(0, n));
  };
}
