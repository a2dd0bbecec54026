/**
 * Radau IIA with three stages: collocation at the nodes of Radau's quadrature, of order 5, stiffly accurate.
 *
 *     p(0) = y_0,  M p'(c_i h) = f(c_i h, p(c_i h)),  p of degree 3,    c = (4 - √6)/10, (4 + √6)/10, 1,    y_1 = p(h)
 *
 * All else follows from c. With z_i = p(c_i h) - y_0, the matrix D that takes z to h p'(c_i h) is the inverse of the
 * Runge-Kutta matrix. Its eigenvalues are the roots of x³ - 9x² + 36x - 60: with a = 3^{1/3}, one is 3 + a² - a, the
 * others 3 - (a² - a)/2 ± i √3 (a² + a)/2. In its eigenvectors the stages part into one real and one complex system.
 *
 * @see E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, 2nd ed. (1996), sections IV.5 and IV.8,
 *   doi:10.1007/978-3-642-05221-7 (not opened)
 * @module
 */

import { cbrt } from "#numerics/elementary.ts";

const SQRT6 = Math.sqrt(6);

/** Nodes c of the stages, in units of the step [1]. */
export const NODES = [(4 - SQRT6) / 10, (4 + SQRT6) / 10, 1] as const;

const POINTS = [0, ...NODES];

/** Weights at s of the values of a cubic at 0 and at the nodes: p(s) = Σ w_j p_j. `out` has room for four. */
export function fillInterpolation(out: Float64Array, s: number): void {
  for (let j = 0; j < 4; j++) {
    let product = 1;
    for (let m = 0; m < 4; m++) if (m !== j) product *= (s - POINTS[m]) / (POINTS[j] - POINTS[m]);
    out[j] = product;
  }
}

/** Weights at s of the values of a cubic at the nodes, where it is 0 at 0, for its slope. */
function slopeWeights(s: number): number[] {
  return [1, 2, 3].map((j) => {
    let sum = 0;
    for (let k = 0; k < 4; k++) {
      if (k === j) continue;
      let product = 1 / (POINTS[j] - POINTS[k]);
      for (let m = 0; m < 4; m++) if (m !== j && m !== k) product *= (s - POINTS[m]) / (POINTS[j] - POINTS[m]);
      sum += product;
    }
    return sum;
  });
}

/** Weights of the z for h p'(0): where it differs from h f(0, y_0), the step is too long. */
export const START_SLOPE: readonly number[] = slopeWeights(0);

const SLOPES = NODES.map(slopeWeights);

const ROOT3 = cbrt(3);
/** The real eigenvalue of D [1]. */
export const REAL = 3 + ROOT3 * ROOT3 - ROOT3;
/** The complex eigenvalue of negative imaginary part: in modes w, D multiplies w_2 + i w_3 by it [1]. */
export const COMPLEX = {
  re: 3 - (ROOT3 * ROOT3 - ROOT3) / 2,
  im: (-Math.sqrt(3) * (ROOT3 * ROOT3 + ROOT3)) / 2,
} as const;

/** The eigenvector of D at re + i im, real parts and imaginary parts: the cross product of two rows of D less that. */
function eigenvector(re: number, im: number): { readonly re: number[]; readonly im: number[] } {
  const entry = (i: number, j: number): readonly [number, number] =>
    i === j ? [SLOPES[i][j] - re, -im] : [SLOPES[i][j], 0];
  const component = (j: number): readonly [number, number] => {
    const [k, l] = [(j + 1) % 3, (j + 2) % 3];
    const [a, b, c, d] = [entry(0, k), entry(1, l), entry(0, l), entry(1, k)];
    return [
      a[0] * b[0] - a[1] * b[1] - c[0] * d[0] + c[1] * d[1],
      a[0] * b[1] + a[1] * b[0] - c[0] * d[1] - c[1] * d[0],
    ];
  };
  const [x, y] = component(2);
  const inverse = 1 / (x * x + y * y);
  const parts = [0, 1, 2].map(component);
  return {
    re: parts.map(([p, q]) => (p * x + q * y) * inverse),
    im: parts.map(([p, q]) => (q * x - p * y) * inverse),
  };
}

const REAL_VECTOR = eigenvector(REAL, 0).re;
const COMPLEX_VECTOR = eigenvector(COMPLEX.re, -COMPLEX.im);

/** T, with z = T w: columns the real eigenvector, and the two parts of the complex one. */
export const FROM_MODES: readonly (readonly number[])[] = [0, 1, 2].map((i) => [
  REAL_VECTOR[i],
  COMPLEX_VECTOR.re[i],
  COMPLEX_VECTOR.im[i],
]);

/** The inverse of T. */
export const TO_MODES: readonly (readonly number[])[] = inverse3(FROM_MODES);

function inverse3(t: readonly (readonly number[])[]): number[][] {
  const minor = (i: number, j: number): number =>
    t[(i + 1) % 3][(j + 1) % 3] * t[(i + 2) % 3][(j + 2) % 3] -
    t[(i + 1) % 3][(j + 2) % 3] * t[(i + 2) % 3][(j + 1) % 3];
  const determinant = t[0][0] * minor(0, 0) + t[0][1] * minor(0, 1) + t[0][2] * minor(0, 2);
  return [0, 1, 2].map((i) => [0, 1, 2].map((j) => minor(j, i) / determinant));
}
