/**
 * One step of Newton's method for two ions and Poisson's equation between ends that hold all: what `ion-equations.ts`
 * says, assembled and eliminated in one pass from left to right with blocks of three written out.
 *
 * @module
 */

import { expm1 } from "#numerics/elementary.ts";
import type { TimeTerm } from "./ion-equations.ts";
import type { IonSystem } from "./ion-system.ts";
import { LEAST_SIZE } from "./least-size.ts";

/** A step, and what it found on its way. */
export interface BinaryStep {
  /** Fills `step` with the move of every unknown. */
  fill(step: Float64Array, y: Float64Array, share: number, time?: TimeTerm): void;
  /** Largest residual over the sum of the sizes of its terms, before the step [1]. */
  residual: number;
  /** Where that is. */
  worst: number;
}

/** The step of a system; undefined where it has other ions, another field or other ends. */
export function makeBinaryStep(system: IonSystem): BinaryStep | undefined {
  const { closure, valence, ends, mesh } = system;
  const isHeld = [ends.left, ends.right].every(
    ({ held, potential }) => potential !== undefined && held.every((c) => c !== undefined),
  );
  if (closure !== "poisson" || valence.length !== 2 || !isHeld || mesh.cellCount < 2) return undefined;
  const { conductance, rise, ratio, fixedCharge, capacity, leftVolume, rightVolume, chargeFactor } = system;
  const [z1, z2] = valence;
  const n = mesh.cellCount;
  /** (D^-1 U) of each node, by rows. */
  const rows = new Float64Array(9 * (n + 1));
  const wells = new Float64Array(2);
  /** The largest terms of each ion at the step before: by the time it has converged, those of this step. */
  let [most1, most2] = [0, 0];
  const binary: BinaryStep = { fill, residual: Number.NaN, worst: 0 };
  return binary;

  function fill(step: Float64Array, y: Float64Array, share: number, time?: TimeTerm): void {
    let [worst, at] = [0, 0];
    const { left, right } = ends;
    // the ends move to what they hold
    for (const [node, end] of [
      [0, left],
      [n, right],
    ] as const) {
      const values = [end.held[0] ?? 0, end.held[1] ?? 0, share * ((end.potential ?? 0) + end.step)];
      for (let k = 0; k < 3; k++) {
        const move = values[k] - y[3 * node + k];
        step[3 * node + k] = move;
        const relative = Math.abs(move) / (Math.abs(values[k]) + Math.abs(y[3 * node + k]) + (k === 2 ? 1 : 0) || 1);
        if (!(relative <= worst)) [worst, at] = [relative, 3 * node + k];
      }
    }
    rows.fill(0, 0, 9);
    const inverseStep = time === undefined ? 0 : time.inverseStep;
    const floor1 = time === undefined ? 0 : LEAST_SIZE * most1;
    const floor2 = time === undefined ? 0 : LEAST_SIZE * most2;
    [most1, most2] = [0, 0];
    // of the interval before: flow, traffic, and derivatives by the left and right concentration and by the potential
    let [p1, t1, l1, r1, d1] = [0, 0, 0, 0, 0];
    let [p2, t2, l2, r2, d2] = [0, 0, 0, 0, 0];
    for (let e = 0; e < n; e++) {
      const i = 3 * e;
      const c1 = y[i];
      const c2 = y[i + 1];
      const φ = y[i + 2];
      const q1 = ratio[2 * e];
      const q2 = ratio[2 * e + 1];
      const v1 = c1 * q1;
      const v2 = c2 * q2;
      const dφ = y[i + 5] - φ;
      // B and B' of |w|; the mirror by sums without cancellation
      const w1 = z1 * dφ + rise[2 * e];
      const a1 = Math.abs(w1);
      fillBernoulli(wells, a1);
      const b1 = wells[0];
      const s1 = wells[1];
      const w2 = z2 * dφ + rise[2 * e + 1];
      const a2 = Math.abs(w2);
      if (a2 !== a1) fillBernoulli(wells, a2);
      const b2 = wells[0];
      const s2 = wells[1];
      const g1 = conductance[2 * e];
      const g2 = conductance[2 * e + 1];
      const ahead1 = g1 * (w1 >= 0 ? b1 : b1 + a1);
      const back1 = g1 * (w1 >= 0 ? b1 + a1 : b1);
      const ahead2 = g2 * (w2 >= 0 ? b2 : b2 + a2);
      const back2 = g2 * (w2 >= 0 ? b2 + a2 : b2);
      const n1 = y[i + 3];
      const n2 = y[i + 4];
      const f1 = ahead1 * v1 - back1 * n1;
      const f2 = ahead2 * v2 - back2 * n2;
      const fd1 = g1 * z1 * (w1 >= 0 ? s1 * v1 + (-1 - s1) * n1 : (-1 - s1) * v1 + s1 * n1);
      const fd2 = g2 * z2 * (w2 >= 0 ? s2 * v2 + (-1 - s2) * n2 : (-1 - s2) * v2 + s2 * n2);
      const traffic1 = ahead1 * Math.abs(v1) + back1 * Math.abs(n1);
      const traffic2 = ahead2 * Math.abs(v2) + back2 * Math.abs(n2);
      if (e > 0) {
        const before = capacity[e - 1];
        const after = capacity[e];
        const leftOf = rightVolume[e - 1];
        const rightOf = leftVolume[e];
        const room1 = leftOf + rightOf * q1;
        const room2 = leftOf + rightOf * q2;
        const fixed = share * (leftOf * fixedCharge[e - 1] + rightOf * fixedCharge[e]);
        const charge = chargeFactor * (z1 * c1 * room1 + z2 * c2 * room2 + fixed);
        const φl = y[i - 1];
        const φr = y[i + 5];
        let x0 = f1 - p1;
        let x1 = f2 - p2;
        let size1 = t1 + traffic1;
        let size2 = t2 + traffic2;
        if (time !== undefined) {
          const supplied1 = inverseStep * time.base[i];
          const supplied2 = inverseStep * time.base[i + 1];
          x0 += inverseStep * room1 * c1 - supplied1;
          x1 += inverseStep * room2 * c2 - supplied2;
          size1 += Math.abs(supplied1);
          size2 += Math.abs(supplied2);
        }
        most1 = Math.max(most1, size1);
        most2 = Math.max(most2, size2);
        size1 = Math.max(size1, floor1) || 1;
        size2 = Math.max(size2, floor2) || 1;
        let x2 = -(before * (φl - φ) + after * (φr - φ) + charge);
        const sizeφ =
          before * (Math.abs(φl) + Math.abs(φ) + 1) +
          after * (Math.abs(φr) + Math.abs(φ) + 1) +
          chargeFactor * (Math.abs(z1 * c1 * room1) + Math.abs(z2 * c2 * room2) + Math.abs(fixed));
        const relative = Math.max(Math.abs(x0) / size1, Math.abs(x1) / size2, Math.abs(x2) / sizeφ);
        if (!(relative <= worst)) {
          worst = relative;
          at = Math.abs(x2) / sizeφ === relative ? i + 2 : Math.abs(x0) / size1 === relative ? i : i + 1;
        }
        // D less L times the row before
        const m = 9 * (e - 1);
        const m6 = rows[m + 6];
        const m7 = rows[m + 7];
        const m8 = rows[m + 8];
        const D0 = r1 - ahead1 * q1 - inverseStep * room1 - (l1 * rows[m] - d1 * m6);
        const D1 = -(l1 * rows[m + 1] - d1 * m7);
        const D2 = d1 + fd1 - (l1 * rows[m + 2] - d1 * m8);
        const D3 = -(l2 * rows[m + 3] - d2 * m6);
        const D4 = r2 - ahead2 * q2 - inverseStep * room2 - (l2 * rows[m + 4] - d2 * m7);
        const D5 = d2 + fd2 - (l2 * rows[m + 5] - d2 * m8);
        const D6 = chargeFactor * z1 * room1 - before * m6;
        const D7 = chargeFactor * z2 * room2 - before * m7;
        const D8 = -before - after - before * m8;
        const y2 = step[i - 1];
        x0 -= l1 * step[i - 3] - d1 * y2;
        x1 -= l2 * step[i - 2] - d2 * y2;
        x2 -= before * y2;
        const C0 = D4 * D8 - D5 * D7;
        const C1 = D5 * D6 - D3 * D8;
        const C2 = D3 * D7 - D4 * D6;
        const inverse = 1 / (D0 * C0 + D1 * C1 + D2 * C2);
        const I0 = C0 * inverse;
        const I1 = (D2 * D7 - D1 * D8) * inverse;
        const I2 = (D1 * D5 - D2 * D4) * inverse;
        const I3 = C1 * inverse;
        const I4 = (D0 * D8 - D2 * D6) * inverse;
        const I5 = (D2 * D3 - D0 * D5) * inverse;
        const I6 = C2 * inverse;
        const I7 = (D1 * D6 - D0 * D7) * inverse;
        const I8 = (D0 * D4 - D1 * D3) * inverse;
        const k = 9 * e;
        rows[k] = I0 * back1;
        rows[k + 1] = I1 * back2;
        rows[k + 2] = after * I2 - I0 * fd1 - I1 * fd2;
        rows[k + 3] = I3 * back1;
        rows[k + 4] = I4 * back2;
        rows[k + 5] = after * I5 - I3 * fd1 - I4 * fd2;
        rows[k + 6] = I6 * back1;
        rows[k + 7] = I7 * back2;
        rows[k + 8] = after * I8 - I6 * fd1 - I7 * fd2;
        step[i] = I0 * x0 + I1 * x1 + I2 * x2;
        step[i + 1] = I3 * x0 + I4 * x1 + I5 * x2;
        step[i + 2] = I6 * x0 + I7 * x1 + I8 * x2;
      }
      p1 = f1;
      t1 = traffic1;
      l1 = ahead1 * q1;
      r1 = -back1;
      d1 = fd1;
      p2 = f2;
      t2 = traffic2;
      l2 = ahead2 * q2;
      r2 = -back2;
      d2 = fd2;
    }
    for (let e = n - 1; e > 0; e--) {
      const i = 3 * e;
      const k = 9 * e;
      const x0 = step[i + 3];
      const x1 = step[i + 4];
      const x2 = step[i + 5];
      step[i] -= rows[k] * x0 + rows[k + 1] * x1 + rows[k + 2] * x2;
      step[i + 1] -= rows[k + 3] * x0 + rows[k + 4] * x1 + rows[k + 5] * x2;
      step[i + 2] -= rows[k + 6] * x0 + rows[k + 7] * x1 + rows[k + 8] * x2;
    }
    binary.residual = worst;
    binary.worst = at;
  }
}

/** B(a) = a / (e^a - 1) and B'(a) of a >= 0 [1], by one exponential or, near 0 where B' would cancel, by series. */
export function fillBernoulli(out: Float64Array, a: number): void {
  if (a < 0.25) {
    const s = a * a;
    const slope = -0.5 + a * (1 / 6 + s * (-1 / 180 + s * (1 / 5040 + s * (-1 / 151200 + s / 4790016))));
    out[0] = 1 - 0.5 * a + s * (1 / 12 + s * (-1 / 720 + s * (1 / 30240 + s * (-1 / 1209600 + s / 47900160))));
    out[1] = slope;
  } else {
    const b = a > 700 ? 0 : a / expm1(a);
    out[0] = b;
    out[1] = (b * (1 - b - a)) / a;
  }
}
