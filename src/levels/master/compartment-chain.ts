/**
 * Where the parcels of one species are: the master equation of a Markov chain on compartments.
 *
 *     dN_i/dt = sum over j of N_j k(j → i) - N_i (sum over j of k(i → j) + k(i → baths)) + gain_i
 *
 * In time by uniformisation of a short step and squaring, with the gains as a state of amount 1 that never changes: all
 * terms are positive, and each row is made to sum to 1 after every squaring. Steady by reduction of states from the
 * last to the first, which adds and multiplies positive numbers alone (Grassmann, Taksar and Heyman); what is reached
 * by no bath keeps its amount and is shared out within the compartments that membranes join.
 *
 * @see W. K. Grassmann, M. I. Taksar and D. P. Heyman, Oper. Res. 33, 1107 (1985), doi:10.1287/opre.33.5.1107 (not
 * opened)
 * @see A. Jensen, Skand. Aktuarietidskr. 36, 87 (1953) (not opened)
 * @module
 */

import { sumOf } from "#numerics/compensated-sum.ts";
import { exp } from "#numerics/elementary.ts";
import type { CompartmentHops } from "./compartment-hops.ts";

/** Terms of the series for (rate × step) up to 1: 1/28! is below 1e-29. */
const TERMS = 28;

/** Amounts after an interval [mol]. */
export function chainAfter(hops: CompartmentHops, amounts: Float64Array, interval: number): Float64Array {
  const { size, gain } = hops;
  const T = transitions(hops, interval);
  const width = size + 2;
  const out = new Float64Array(size);
  for (let j = 0; j < size; j++) for (let i = 0; i < size; i++) out[i] += amounts[j] * T[j * width + i];
  if (sumOf(gain) > 0) for (let i = 0; i < size; i++) out[i] += T[(size + 1) * width + i];
  return out;
}

/** Probabilities to go from one state to another: compartments, then all baths, then the source of what baths give. */
function transitions({ size, rate, leaving, gain }: CompartmentHops, interval: number): Float64Array {
  const width = size + 2;
  const [baths, source] = [size, size + 1];
  const Q = new Float64Array(width * width);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) Q[j * width + i] = rate[j * size + i];
    Q[j * width + baths] = leaving[j];
    Q[source * width + j] = gain[j];
  }
  let fastest = 0;
  for (let j = 0; j < size; j++) {
    const out = sumOf(Q.subarray(j * width, (j + 1) * width));
    Q[j * width + j] = -out;
    fastest = Math.max(fastest, out);
  }
  let squarings = 0;
  let tau = interval;
  while (fastest * tau > 1) {
    tau *= 0.5;
    squarings++;
  }
  for (let j = 0; j < width; j++) Q[j * width + j] += fastest;
  const supplied = sumOf(gain);
  let T = series(Q, width, tau, exp(-fastest * tau));
  restoreSums(T, size, supplied * tau);
  for (let k = 0; k < squarings; k++) {
    T = squared(T, width);
    tau *= 2;
    restoreSums(T, size, supplied * tau);
  }
  return T;
}

/** e^{-Λτ} sum of (τ (Q + Λ))^k / k!. */
function series(shifted: Float64Array, width: number, tau: number, decay: number): Float64Array {
  const T = new Float64Array(width * width);
  for (let row = 0; row < width; row++) {
    let term = new Float64Array(width);
    term[row] = decay;
    for (let k = 1; k <= TERMS; k++) {
      const next = new Float64Array(width);
      for (let j = 0; j < width; j++) {
        T[row * width + j] += term[j];
        const mass = (term[j] * tau) / k;
        if (mass === 0) continue;
        for (let i = 0; i < width; i++) next[i] += mass * shifted[j * width + i];
      }
      term = next;
    }
  }
  return T;
}

function squared(T: Float64Array, width: number): Float64Array {
  const out = new Float64Array(width * width);
  for (let i = 0; i < width; i++)
    for (let k = 0; k < width; k++) {
      const factor = T[i * width + k];
      if (factor !== 0) for (let j = 0; j < width; j++) out[i * width + j] += factor * T[k * width + j];
    }
  return out;
}

/** A parcel is somewhere, and the source has given what it gives in the time. */
function restoreSums(T: Float64Array, size: number, supplied: number): void {
  const width = size + 2;
  for (let j = 0; j < width; j++) {
    const row = T.subarray(j * width, j * width + size + 1);
    const sum = sumOf(row);
    const wanted = j <= size ? 1 : supplied;
    if (sum > 0) for (let i = 0; i <= size; i++) row[i] *= wanted / sum;
    if (j > size) T[j * width + j] = 1;
  }
}

/** Amounts of the steady state that starts from the given ones [mol]. */
export function steadyChain({ size, rate, leaving, gain }: CompartmentHops, start: Float64Array): Float64Array {
  const out = start.slice();
  for (const members of joined(rate, size)) {
    const n = members.length;
    const isOpen = members.some((i) => leaving[i] > 0);
    if (n === 1 && !isOpen) continue;
    // baths are one more state, which holds 1 and comes first
    const width = isOpen ? n + 1 : n;
    const shift = width - n;
    const k = new Float64Array(width * width);
    for (const [r, j] of members.entries()) {
      for (const [c, i] of members.entries()) k[(r + shift) * width + c + shift] = rate[j * size + i];
      if (isOpen) {
        k[(r + shift) * width] = leaving[j];
        k[r + shift] = gain[j];
      }
    }
    const p = stationary(k, width);
    const held = isOpen ? p[0] : sumOf(p);
    const worth = isOpen ? 1 : sumOf(Float64Array.from(members, (i) => start[i]));
    for (const [r, i] of members.entries()) out[i] = (p[r + shift] / held) * worth;
  }
  return out;
}

/** Stationary weights of a chain whose states can all be reached; the first has 1. */
function stationary(rates: Float64Array, width: number): Float64Array {
  const k = rates.slice();
  const p = new Float64Array(width);
  const out = new Float64Array(width);
  for (let n = width - 1; n > 0; n--) {
    out[n] = sumOf(k.subarray(n * width, n * width + n));
    for (let j = 0; j < n; j++) {
      const share = k[j * width + n] / out[n];
      for (let i = 0; i < n; i++) if (i !== j) k[j * width + i] += share * k[n * width + i];
    }
  }
  p[0] = 1;
  for (let n = 1; n < width; n++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += p[j] * k[j * width + n];
    p[n] = sum / out[n];
  }
  return p;
}

/** Groups of compartments that hops join, one way or both. */
function joined(rate: Float64Array, size: number): readonly (readonly number[])[] {
  const group = Int32Array.from({ length: size }, (_, i) => i);
  const rootOf = (i: number): number => (group[i] === i ? i : rootOf(group[i]));
  for (let j = 0; j < size; j++)
    for (let i = 0; i < size; i++) if (rate[j * size + i] > 0) group[rootOf(i)] = rootOf(j);
  const members = new Map<number, number[]>();
  for (let i = 0; i < size; i++) {
    const root = rootOf(i);
    const own = members.get(root) ?? [];
    own.push(i);
    members.set(root, own);
  }
  return [...members.values()];
}
