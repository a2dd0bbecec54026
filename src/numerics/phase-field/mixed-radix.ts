/**
 * The fast Fourier transform of any length, by factors 4, 2, 3, 5 and whatever primes are left.
 *
 *     X_k = Σ_j x_j e^(-2πi jk/n)
 *
 * Stockham's order: each factor is one pass from one array to another, and nothing is permuted. The cost is n Σ p over the
 * factors p, so lengths with a large prime factor are slow.
 *
 * @see P. N. Swarztrauber, Parallel Computing 1, 45 (1984), doi:10.1016/S0167-8191(84)90413-7 (not opened)
 * @module
 */

import { cos, sin } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";

/** One pass: what is left to transform has length `radix * rest`, and `stride` such transforms lie side by side. */
interface Pass {
  readonly radix: number;
  readonly rest: number;
  readonly stride: number;
  /** cos and sin of 2π p k / (radix rest) at p radix + k. */
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
  /** cos and sin of 2π j / radix. */
  readonly roots: readonly (readonly [cosine: number, sine: number])[];
}

/** A length with its sines and cosines and room to work. */
export interface MixedRadixPlan {
  readonly length: number;
  readonly passes: readonly Pass[];
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** cos and sin of 2πk/n, from the first eighth of a turn: symmetric values are equal to the bit. */
export function turnOf(k: number, n: number): readonly [cosine: number, sine: number] {
  const place = ((k % n) + n) % n;
  if (2 * place > n) {
    const [c, s] = turnOf(n - place, n);
    return [c, -s];
  }
  if (4 * place > n) {
    const [c, s] = turnOf(n - 2 * place, 2 * n);
    return [-c, s];
  }
  if (8 * place > n) {
    const angle = (Math.PI * (n - 4 * place)) / (2 * n);
    return [sin(angle), cos(angle)];
  }
  const angle = (2 * Math.PI * place) / n;
  return [cos(angle), sin(angle)];
}

/** The plan of a length. @throws DomainError if it is not a whole number from 1 */
export function makeMixedRadixPlan(length: number): MixedRadixPlan {
  if (!(Number.isInteger(length) && length >= 1))
    throw new DomainError("length", length, "a transform has a whole number of values, at least 1");
  const passes: Pass[] = [];
  let left = length;
  let stride = 1;
  for (const radix of factors(length)) {
    const rest = left / radix;
    const cosines = new Float64Array(left);
    const sines = new Float64Array(left);
    for (let p = 0; p < rest; p++)
      for (let k = 0; k < radix; k++) {
        const [c, s] = turnOf(p * k, left);
        cosines[p * radix + k] = c;
        sines[p * radix + k] = s;
      }
    const roots = Array.from({ length: radix }, (_, j) => turnOf(j, radix));
    passes.push({ radix, rest, stride, cosines, sines, roots });
    left = rest;
    stride *= radix;
  }
  return { length, passes, re: new Float64Array(length), im: new Float64Array(length) };
}

function factors(length: number): number[] {
  const found: number[] = [];
  let left = length;
  for (const radix of [4, 2, 3, 5])
    while (left % radix === 0) {
      found.push(radix);
      left /= radix;
    }
  for (let p = 7; left > 1; p += 2)
    while (left % p === 0) {
      found.push(p);
      left /= p;
    }
  return found;
}

/** Replaces re + i im by its transform. Allocates nothing. */
export function mixedRadixTransform(plan: MixedRadixPlan, re: Float64Array, im: Float64Array): void {
  let [fromRe, fromIm, toRe, toIm] = [re, im, plan.re, plan.im];
  for (const pass of plan.passes) {
    if (pass.radix === 4) passOfFour(pass, fromRe, fromIm, toRe, toIm);
    else if (pass.radix === 2) passOfTwo(pass, fromRe, fromIm, toRe, toIm);
    else if (pass.radix === 5) passOfFive(pass, fromRe, fromIm, toRe, toIm);
    else passOfAny(pass, fromRe, fromIm, toRe, toIm);
    [fromRe, fromIm, toRe, toIm] = [toRe, toIm, fromRe, fromIm];
  }
  if (fromRe === re) return;
  for (let i = 0; i < plan.length; i++) {
    re[i] = fromRe[i];
    im[i] = fromIm[i];
  }
}

type Numbers = Float64Array;

function passOfTwo({ rest, stride, cosines, sines }: Pass, re: Numbers, im: Numbers, outRe: Numbers, outIm: Numbers) {
  const half = stride * rest;
  for (let p = 0; p < rest; p++) {
    const c = cosines[2 * p + 1];
    const s = sines[2 * p + 1];
    for (let q = 0; q < stride; q++) {
      const i = q + stride * p;
      const o = q + stride * 2 * p;
      const x = re[i] - re[i + half];
      const y = im[i] - im[i + half];
      outRe[o] = re[i] + re[i + half];
      outIm[o] = im[i] + im[i + half];
      outRe[o + stride] = x * c + y * s;
      outIm[o + stride] = y * c - x * s;
    }
  }
}

function passOfFour({ rest, stride, cosines, sines }: Pass, re: Numbers, im: Numbers, outRe: Numbers, outIm: Numbers) {
  const quarter = stride * rest;
  for (let p = 0; p < rest; p++) {
    const [c1, c2, c3] = [cosines[4 * p + 1], cosines[4 * p + 2], cosines[4 * p + 3]];
    const [s1, s2, s3] = [sines[4 * p + 1], sines[4 * p + 2], sines[4 * p + 3]];
    for (let q = 0; q < stride; q++) {
      const i = q + stride * p;
      const o = q + stride * 4 * p;
      const sumX = re[i] + re[i + 2 * quarter];
      const sumY = im[i] + im[i + 2 * quarter];
      const lessX = re[i] - re[i + 2 * quarter];
      const lessY = im[i] - im[i + 2 * quarter];
      const oddX = re[i + quarter] + re[i + 3 * quarter];
      const oddY = im[i + quarter] + im[i + 3 * quarter];
      const turnX = im[i + quarter] - im[i + 3 * quarter]; // -i times the difference
      const turnY = re[i + 3 * quarter] - re[i + quarter];
      outRe[o] = sumX + oddX;
      outIm[o] = sumY + oddY;
      outRe[o + stride] = (lessX + turnX) * c1 + (lessY + turnY) * s1;
      outIm[o + stride] = (lessY + turnY) * c1 - (lessX + turnX) * s1;
      outRe[o + 2 * stride] = (sumX - oddX) * c2 + (sumY - oddY) * s2;
      outIm[o + 2 * stride] = (sumY - oddY) * c2 - (sumX - oddX) * s2;
      outRe[o + 3 * stride] = (lessX - turnX) * c3 + (lessY - turnY) * s3;
      outIm[o + 3 * stride] = (lessY - turnY) * c3 - (lessX - turnX) * s3;
    }
  }
}

const [COS_1, SIN_1] = turnOf(1, 5);
const [COS_2, SIN_2] = turnOf(2, 5);

function passOfFive({ rest, stride, cosines, sines }: Pass, re: Numbers, im: Numbers, outRe: Numbers, outIm: Numbers) {
  const fifth = stride * rest;
  for (let p = 0; p < rest; p++) {
    const [c1, c2, c3, c4] = [cosines[5 * p + 1], cosines[5 * p + 2], cosines[5 * p + 3], cosines[5 * p + 4]];
    const [s1, s2, s3, s4] = [sines[5 * p + 1], sines[5 * p + 2], sines[5 * p + 3], sines[5 * p + 4]];
    for (let q = 0; q < stride; q++) {
      const i = q + stride * p;
      const o = q + stride * 5 * p;
      const outerX = re[i + fifth] + re[i + 4 * fifth];
      const outerY = im[i + fifth] + im[i + 4 * fifth];
      const innerX = re[i + 2 * fifth] + re[i + 3 * fifth];
      const innerY = im[i + 2 * fifth] + im[i + 3 * fifth];
      const outerLessX = re[i + fifth] - re[i + 4 * fifth];
      const outerLessY = im[i + fifth] - im[i + 4 * fifth];
      const innerLessX = re[i + 2 * fifth] - re[i + 3 * fifth];
      const innerLessY = im[i + 2 * fifth] - im[i + 3 * fifth];
      const evenX1 = re[i] + COS_1 * outerX + COS_2 * innerX;
      const evenY1 = im[i] + COS_1 * outerY + COS_2 * innerY;
      const evenX2 = re[i] + COS_2 * outerX + COS_1 * innerX;
      const evenY2 = im[i] + COS_2 * outerY + COS_1 * innerY;
      const oddX1 = SIN_1 * outerLessY + SIN_2 * innerLessY; // -i times the odd part
      const oddY1 = -(SIN_1 * outerLessX + SIN_2 * innerLessX);
      const oddX2 = SIN_2 * outerLessY - SIN_1 * innerLessY;
      const oddY2 = -(SIN_2 * outerLessX - SIN_1 * innerLessX);
      outRe[o] = re[i] + outerX + innerX;
      outIm[o] = im[i] + outerY + innerY;
      outRe[o + stride] = (evenX1 + oddX1) * c1 + (evenY1 + oddY1) * s1;
      outIm[o + stride] = (evenY1 + oddY1) * c1 - (evenX1 + oddX1) * s1;
      outRe[o + 2 * stride] = (evenX2 + oddX2) * c2 + (evenY2 + oddY2) * s2;
      outIm[o + 2 * stride] = (evenY2 + oddY2) * c2 - (evenX2 + oddX2) * s2;
      outRe[o + 3 * stride] = (evenX2 - oddX2) * c3 + (evenY2 - oddY2) * s3;
      outIm[o + 3 * stride] = (evenY2 - oddY2) * c3 - (evenX2 - oddX2) * s3;
      outRe[o + 4 * stride] = (evenX1 - oddX1) * c4 + (evenY1 - oddY1) * s4;
      outIm[o + 4 * stride] = (evenY1 - oddY1) * c4 - (evenX1 - oddX1) * s4;
    }
  }
}

function passOfAny(
  { radix, rest, stride, cosines, sines, roots }: Pass,
  re: Numbers,
  im: Numbers,
  outRe: Numbers,
  outIm: Numbers,
) {
  const part = stride * rest;
  for (let k = 0; k < radix; k++)
    for (let p = 0; p < rest; p++) {
      const c = cosines[p * radix + k];
      const s = sines[p * radix + k];
      for (let q = 0; q < stride; q++) {
        const i = q + stride * p;
        let x = re[i];
        let y = im[i];
        for (let j = 1; j < radix; j++) {
          const [cj, sj] = roots[(j * k) % radix];
          x += re[i + j * part] * cj + im[i + j * part] * sj;
          y += im[i + j * part] * cj - re[i + j * part] * sj;
        }
        const o = q + stride * (radix * p + k);
        outRe[o] = x * c + y * s;
        outIm[o] = y * c - x * s;
      }
    }
}
