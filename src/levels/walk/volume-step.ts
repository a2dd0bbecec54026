/**
 * One step of volumes between two events, by an embedded pair of orders 5 and 4; its difference measures the error.
 *
 *     v' = v + h sum of b_s k_s,    k_s = slope(t + c_s h, v + h sum of a_sr k_r)
 *
 * @see J. R. Dormand and P. J. Prince, J. Comput. Appl. Math. 6, 19 (1980), doi:10.1016/0771-050X(80)90013-3 (not opened)
 * @module
 */

const STAGES: readonly (readonly number[])[] = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
const TIMES: readonly number[] = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1];
/** Weights of order 5 less those of order 4. */
const DIFFERENCE: readonly number[] = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

/** Moves n volumes over a time: slopes at its start, at stages, and where they end. */
export interface VolumeStep {
  /**
   * Write the volumes at the end of a step of length h from time t; the volumes and slopes [m^3, m^3 s^-1] at the start
   * are given, and `slopes` writes those at other times and volumes. The error of each is then in `error` [m^3].
   */
  take(out: Float64Array, start: Float64Array, first: Float64Array, t: number, h: number): void;
  readonly error: Float64Array;
}

/** A step for n volumes, with the slopes of volumes at a time. */
export function makeVolumeStep(
  n: number,
  slopes: (out: Float64Array, time: number, volumes: Float64Array) => void,
): VolumeStep {
  const k = STAGES.map(() => new Float64Array(n));
  const error = new Float64Array(n);
  return { take, error };

  function take(out: Float64Array, start: Float64Array, first: Float64Array, t: number, h: number): void {
    (k[0] as Float64Array).set(first);
    for (let s = 1; s < STAGES.length; s++) {
      const weights = STAGES[s] as readonly number[];
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let r = 0; r < s; r++) sum += (weights[r] as number) * (k[r] as Float64Array)[j];
        out[j] = start[j] + h * sum;
      }
      // the last stage is at the end itself: `out` stays what it is there
      slopes(k[s] as Float64Array, t + (TIMES[s] as number) * h, out);
    }
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let s = 0; s < STAGES.length; s++) sum += (DIFFERENCE[s] as number) * (k[s] as Float64Array)[j];
      error[j] = Math.abs(h * sum);
    }
  }
}
