/**
 * The fast Fourier transform of a power-of-two length, with sines and cosines that have the same bits everywhere.
 *
 *     X_k = Σ_j x_j e^(-2πi jk/n)
 *
 * Decimation in time, in place, real and imaginary parts in arrays of their own. The error grows as log n: a few ulp of
 * the largest value.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { cos, sin } from "./elementary.ts";

const LONGEST = 16_777_216; // 2^24

/** A length with its sines and cosines, so that many transforms share them. */
export interface FourierPlan {
  /** A power of two. */
  readonly length: number;
  /** cos and sin of 2πk/n for k < n/2. */
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/** The plan of a length. @throws DomainError if it is not a power of two from 1 to 2^24. */
export function makeFourierPlan(length: number): FourierPlan {
  if (!(length >= 1 && length <= LONGEST && (length & (length - 1)) === 0 && Number.isInteger(length)))
    throw new DomainError("length", length, "a transform has a power of two of values, up to 2^24");
  const half = length >> 1;
  const cosines = new Float64Array(half);
  const sines = new Float64Array(half);
  for (let k = 0; k < half; k++) {
    // angles of the first eighth of a turn only: symmetric values then are equal to the bit
    const [c, s] = firstQuarter(length, k);
    cosines[k] = c;
    sines[k] = s;
  }
  return { length, cosines, sines };
}

/** cos and sin of 2πk/n for 0 <= k < n/2. */
function firstQuarter(n: number, k: number): [number, number] {
  if (4 * k > n) {
    const [c, s] = firstQuarter(n, n / 2 - k);
    return [-c, s];
  }
  if (8 * k > n) {
    const angle = (2 * Math.PI * (n / 4 - k)) / n;
    return [sin(angle), cos(angle)];
  }
  const angle = (2 * Math.PI * k) / n;
  return [cos(angle), sin(angle)];
}

/** The smallest power of two that is at least n. */
export function powerOfTwoFrom(n: number): number {
  let length = 1;
  while (length < n) length *= 2;
  return length;
}

/** Replaces re + i im by its transform. Allocates nothing. @throws DomainError if lengths differ from the plan's. */
export function transform({ length, cosines, sines }: FourierPlan, re: Float64Array, im: Float64Array): void {
  if (re.length !== length || im.length !== length)
    throw new DomainError("length", re.length, `the plan is for ${length} values`);
  reverseBits(re, im, length);
  for (let size = 2; size <= length; size *= 2) {
    const half = size >> 1;
    const stride = length / size;
    for (let first = 0; first < length; first += size)
      for (let k = 0; k < half; k++) {
        const c = cosines[k * stride];
        const s = sines[k * stride];
        const i = first + k;
        const j = i + half;
        const x = re[j] * c + im[j] * s;
        const y = im[j] * c - re[j] * s;
        re[j] = re[i] - x;
        im[j] = im[i] - y;
        re[i] += x;
        im[i] += y;
      }
  }
}

/** Replaces re + i im by what {@link transform} would turn into it. Allocates nothing. */
export function inverseTransform(plan: FourierPlan, re: Float64Array, im: Float64Array): void {
  transform(plan, im, re);
  for (let i = 0; i < plan.length; i++) {
    re[i] /= plan.length;
    im[i] /= plan.length;
  }
}

function reverseBits(re: Float64Array, im: Float64Array, length: number): void {
  for (let i = 1, j = 0; i < length; i++) {
    let bit = length >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const a = re[i];
    re[i] = re[j];
    re[j] = a;
    const b = im[i];
    im[i] = im[j];
    im[j] = b;
  }
}
