/**
 * Equal steps of TR-BDF2 (tr-bdf2.ts) on a closed line of cells: the matrix is factored once for all of them.
 *
 *     V dc_i/dt = J_{i-1} - J_i,    J_i = forward_i c_i - backward_i c_{i+1}
 *
 * For runs whose steps are known beforehand; no error is estimated, and nothing keeps a concentration above zero beyond the
 * scheme itself.
 *
 * @module
 */

import { OF_MIDDLE, STAGE } from "#numerics/tr-bdf2.ts";
import type { FaceOperator } from "./face-operator.ts";

/** Takes `count` steps of length `step` [s] of an operator with one closed axis and no leak, in place. */
export function lineSteps(c: Float64Array, operator: FaceOperator, step: number, count: number): void {
  const { size: n, volume, forward, backward } = operator;
  const [there, back] = [forward[0], backward[0]];
  const s = STAGE * step;
  // rows of 1 - s L: elimination downwards needs `factor`, substitution upwards `inverse` and `above`
  const [factor, inverse, above] = [0, 1, 2].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [middle, inverseVolume] = [new Float64Array(n), volume.map((v) => s / v)];
  let before = 0;
  for (let i = 0; i < n; i++) {
    const below = i > 0 ? -there[i - 1] * inverseVolume[i] : 0;
    const diagonal = 1 + ((i < n - 1 ? there[i] : 0) + (i > 0 ? back[i - 1] : 0)) * inverseVolume[i];
    factor[i] = i > 0 ? below * inverse[i - 1] : 0;
    inverse[i] = 1 / (diagonal - factor[i] * before);
    before = i < n - 1 ? -back[i] * inverseVolume[i] : 0;
    above[i] = before * inverse[i];
  }
  for (let k = 0; k < count; k++) {
    // n + s f(n), eliminated on the way
    let flux = 0;
    let last = 0;
    for (let i = 0; i < n - 1; i++) {
      const next = there[i] * c[i] - back[i] * c[i + 1];
      last = c[i] + (flux - next) * inverseVolume[i] - factor[i] * last;
      middle[i] = last;
      flux = next;
    }
    last = c[n - 1] + flux * inverseVolume[n - 1] - factor[n - 1] * last;
    middle[n - 1] = last * inverse[n - 1];
    last = middle[n - 1];
    for (let i = n - 2; i >= 0; i--) {
      last = middle[i] * inverse[i] - above[i] * last;
      middle[i] = last;
    }
    last = 0;
    for (let i = 0; i < n; i++) {
      last = c[i] + OF_MIDDLE * (middle[i] - c[i]) - factor[i] * last;
      c[i] = last;
    }
    last *= inverse[n - 1];
    c[n - 1] = last;
    for (let i = n - 2; i >= 0; i--) {
      last = c[i] * inverse[i] - above[i] * last;
      c[i] = last;
    }
  }
}
