/**
 * The equations of ions and of the field that they make, with their derivatives: what Newton's method solves.
 *
 *     over an interval:  J_k = (D_k / s) [B(w) c_k,left - B(-w) c_k,right],    w = z_k Δφ + Δu_k
 *     at a node:         V dc_k/dt = J_k,before - J_k,after
 *     poisson:           Δ(ε φ' A) + chargeFactor [V (sum z c + X), both halves] = 0
 *     electroneutral:    sum z c + X = 0
 *
 * J is exact where the field and D are constant (Scharfetter and Gummel), and zero where all activities are equal, so that
 * every discrete equilibrium is the law of Boltzmann. The unknowns of a node are its concentrations and potential at the
 * left of the node, where it is an interface; at its right they follow from equal activities, and from equal potential
 * (poisson: the displacement is continuous) or neutrality on both sides (electroneutral: the potential jumps).
 *
 * @see D. L. Scharfetter and H. K. Gummel, IEEE Trans. Electron Devices 16, 64 (1969), doi:10.1109/T-ED.1969.16566 (not opened)
 * @module
 */

import { bernoulli } from "#numerics/bernoulli.ts";
import { bernoulliSlope } from "#numerics/bernoulli-slope.ts";
import { type BlockTridiagonal, clearBlocks } from "#numerics/block-tridiagonal.ts";
import { exp } from "#numerics/elementary.ts";
import { donnanShift } from "./donnan-shift.ts";
import { type IonSystem, isBath, sizeOf } from "./ion-system.ts";

/** The share of the most ions below which a place counts as empty: no equation has digits for it [1]. */
const TRACE = 1e-13;

/** What may differ while the solution is followed from an easier problem: shares of the potentials and fixed charges. */
export interface Easing {
  /** Share of the fixed charge, of the steps that it makes, and of the potentials at the ends [1]. */
  readonly share: number;
}

/** What the balance of a node has besides flows in a step of a transient: (base - amount) / step. */
export interface TimeTerm {
  readonly inverseStep: number;
  /** Amounts of the ions around each node, in the layout of the unknowns. */
  readonly base: Float64Array;
}

/** The residual, its scale and its derivatives; overwritten at each step of Newton's method. */
export interface IonEquations {
  readonly matrix: BlockTridiagonal;
  readonly residual: Float64Array;
  /** Sum of the sizes of the terms of each equation: against it a residual is small or not. */
  readonly size: Float64Array;
}

/** What stands at the right of an interface node, and how it depends on the unknowns of the node. */
export interface RightSide {
  /** Values: concentrations, then the potential. */
  readonly value: Float64Array;
  /** Derivatives by the unknowns of the node, by rows. */
  readonly slope: Float64Array;
}

/** Room for the right side of a node of m unknowns. */
export function makeRightSide(m: number): RightSide {
  return { value: new Float64Array(m), slope: new Float64Array(m * m) };
}

/** The unknowns of node i at the right side of it, with their derivatives. */
export function fillRightSide(out: RightSide, system: IonSystem, y: Float64Array, i: number, share: number): void {
  const { valence, ratio, fixedCharge, closure, mesh } = system;
  const ions = valence.length;
  const m = ions + 1;
  const { value, slope } = out;
  const isInterface = i > 0 && i < mesh.cellCount;
  let jumps = isInterface && fixedCharge[i] !== fixedCharge[i - 1];
  slope.fill(0);
  value[ions] = y[i * m + ions];
  slope[ions * m + ions] = 1;
  for (let k = 0; k < ions; k++) {
    const factor = isInterface ? ratio[i * ions + k] : 1;
    jumps ||= factor !== 1;
    value[k] = y[i * m + k] * factor;
    slope[k * m + k] = factor;
  }
  if (closure === "poisson" || !jumps) return;
  const shift = donnanShift(valence, value, share * fixedCharge[i]);
  let sum = 0;
  for (let k = 0; k < ions; k++) {
    const factor = exp(-valence[k] * shift);
    value[k] *= factor;
    slope[k * m + k] *= factor;
    sum += valence[k] * valence[k] * value[k];
  }
  value[ions] += shift;
  for (let j = 0; j < ions; j++) {
    const rise = sum > 0 ? (valence[j] * slope[j * m + j]) / sum : 0;
    slope[ions * m + j] = rise;
  }
  for (let k = 0; k < ions; k++)
    for (let j = 0; j < ions; j++) slope[k * m + j] -= valence[k] * value[k] * slope[ions * m + j];
}

/**
 * The equations of a system, assembled at unknowns y: at each node its concentrations, then the potential in RT/F. With
 * `flowsAlone` the residual keeps the flow into each node, also where an end holds the concentration.
 */
export function makeIonEquations(system: IonSystem): {
  readonly equations: IonEquations;
  fill(out: IonEquations, y: Float64Array, easing: Easing, time?: TimeTerm, flowsAlone?: boolean): void;
} {
  const { nodes, block: m } = sizeOf(system);
  const ions = m - 1;
  const square = m * m;
  const intervals = nodes - 1;
  const { valence, conductance, rise, capacity, fixedCharge, leftVolume, rightVolume, chargeFactor, closure } = system;
  const make = () => new Float64Array(nodes * square);
  const equations: IonEquations = {
    matrix: { count: nodes, block: m, lower: make(), diagonal: make(), upper: make() },
    residual: new Float64Array(nodes * m),
    size: new Float64Array(nodes * m),
  };
  const right = makeRightSide(m);

  const fill = (out: IonEquations, y: Float64Array, { share }: Easing, time?: TimeTerm, flowsAlone = false): void => {
    const { matrix, residual, size } = out;
    const { lower, diagonal, upper } = matrix;
    clearBlocks(matrix);
    residual.fill(0);
    size.fill(0);
    for (let e = 0; e < intervals; e++) {
      fillRightSide(right, system, y, e, share);
      const { value, slope } = right;
      const [at, next] = [e * m, (e + 1) * m];
      const [block, nextBlock] = [e * square, (e + 1) * square];
      const step = y[next + ions] - value[ions];
      for (let k = 0; k < ions; k++) {
        const z = valence[k];
        const w = z * step + rise[e * ions + k];
        const g = conductance[e * ions + k];
        const [ahead, back] = [g * bernoulli(w), g * bernoulli(-w)];
        const [from, to] = [value[k], y[next + k]];
        const flow = ahead * from - back * to;
        const byStep = z === 0 ? 0 : g * z * (bernoulliSlope(w) * from + bernoulliSlope(-w) * to);
        const traffic = ahead * Math.abs(from) + back * Math.abs(to);
        residual[at + k] -= flow;
        residual[next + k] += flow;
        size[at + k] += traffic;
        size[next + k] += traffic;
        for (let j = 0; j < m; j++) {
          const byNode = ahead * slope[k * m + j] - byStep * slope[ions * m + j];
          diagonal[block + k * m + j] -= byNode;
          lower[nextBlock + k * m + j] += byNode;
        }
        upper[block + k * m + k] += back;
        diagonal[nextBlock + k * m + k] -= back;
        upper[block + k * m + ions] -= byStep;
        diagonal[nextBlock + k * m + ions] += byStep;
        if (time !== undefined) fillTime(out, system, y, time, e, k, value[k], slope);
      }
      if (closure === "poisson") fillPoisson(out, e, y, value, slope, share);
    }
    if (time !== undefined)
      for (let i = 0; i < nodes; i++)
        for (let k = 0; k < ions; k++) {
          const supplied = time.inverseStep * time.base[i * m + k];
          residual[i * m + k] += supplied;
          size[i * m + k] += Math.abs(supplied);
        }
    if (closure === "electroneutral") {
      for (let i = 0; i < nodes; i++) fillNeutral(out, y, i, share);
      if (time !== undefined) fillTrace(out, y);
    }
    if (flowsAlone) {
      for (let k = 0; k < ions; k++) {
        residual[k] += system.ends.left.inflow[k];
        residual[intervals * m + k] += system.ends.right.inflow[k];
      }
      return;
    }
    fillEnd(out, y, 0, share);
    fillEnd(out, y, intervals, share);
  };

  /** The share of interval e in the equations of Poisson at both its nodes. */
  const fillPoisson = (
    { matrix: { lower, diagonal, upper }, residual, size }: IonEquations,
    e: number,
    y: Float64Array,
    value: Float64Array,
    slope: Float64Array,
    share: number,
  ): void => {
    const [row, nextRow] = [e * m + ions, (e + 1) * m + ions];
    const [block, nextBlock] = [e * square + ions * m, (e + 1) * square + ions * m];
    const displacement = capacity[e] * (y[nextRow] - value[ions]);
    const [left, after] = [chargeFactor * leftVolume[e], chargeFactor * rightVolume[e]];
    residual[row] += displacement + left * share * fixedCharge[e];
    residual[nextRow] += -displacement + after * share * fixedCharge[e];
    const scale = capacity[e] * (Math.abs(y[nextRow]) + Math.abs(value[ions]) + 1);
    size[row] += scale + left * Math.abs(fixedCharge[e]);
    size[nextRow] += scale + after * Math.abs(fixedCharge[e]);
    diagonal[block + ions] -= capacity[e];
    upper[block + ions] += capacity[e];
    lower[nextBlock + ions] += capacity[e];
    diagonal[nextBlock + ions] -= capacity[e];
    for (let k = 0; k < ions; k++) {
      const z = valence[k];
      if (z === 0) continue;
      const next = y[(e + 1) * m + k];
      residual[row] += left * z * value[k];
      residual[nextRow] += after * z * next;
      size[row] += left * Math.abs(z * value[k]);
      size[nextRow] += after * Math.abs(z * next);
      diagonal[block + k] += left * z * slope[k * m + k];
      diagonal[nextBlock + k] += after * z;
    }
  };

  /** Neutrality at the left of a node; of the first node, at its right. */
  const fillNeutral = ({ matrix, residual, size }: IonEquations, y: Float64Array, i: number, share: number): void => {
    const row = i * m + ions;
    const charge = share * fixedCharge[Math.max(0, i - 1)];
    residual[row] = charge;
    size[row] = Math.abs(charge);
    for (let k = 0; k < ions; k++) {
      residual[row] += valence[k] * y[i * m + k];
      size[row] += Math.abs(valence[k] * y[i * m + k]);
      matrix.diagonal[i * square + ions * m + k] = valence[k];
    }
  };

  /** Where no ions are, neutrality says nothing of the potential: there it goes straight on. */
  const fillTrace = ({ matrix, residual, size }: IonEquations, y: Float64Array): void => {
    let most = 0;
    for (const { held } of [system.ends.left, system.ends.right])
      for (let k = 0; k < ions; k++) most = Math.max(most, Math.abs(valence[k] * (held[k] ?? 0)));
    for (let at = 0; at < y.length; at++) if (at % m !== ions) most = Math.max(most, Math.abs(valence[at % m] * y[at]));
    const trace = TRACE * (most || 1);
    for (let i = 0; i < nodes; i++)
      for (const j of [i - 1, i + 1]) {
        if (j < 0 || j >= nodes) continue;
        const rise = y[j * m + ions] - y[i * m + ions];
        residual[i * m + ions] += trace * rise;
        size[i * m + ions] += trace * (Math.abs(rise) + 1);
        matrix[j < i ? "lower" : "upper"][i * square + ions * m + ions] += trace;
        matrix.diagonal[i * square + ions * m + ions] -= trace;
      }
  };

  const fillEnd = (out: IonEquations, y: Float64Array, i: number, share: number): void => {
    const { matrix, residual, size } = out;
    const { lower, diagonal, upper } = matrix;
    const end = system.ends[i === 0 ? "left" : "right"];
    const block = i * square;
    const clearRow = (row: number): void => {
      for (let j = 0; j < m; j++) {
        lower[block + row * m + j] = 0;
        diagonal[block + row * m + j] = 0;
        upper[block + row * m + j] = 0;
      }
    };
    // the current is needed before rows of flows are replaced
    const row = ions;
    const bath = isBath(system, end);
    if (end.potential !== undefined && (closure === "poisson" || bath)) {
      clearRow(row);
      diagonal[block + row * m + ions] = 1;
      residual[i * m + row] = y[i * m + ions] - share * (end.potential + end.step);
      size[i * m + row] = 1 + Math.abs(y[i * m + ions]) + Math.abs(end.potential);
    } else if (closure === "electroneutral" && bath) {
      // an open circuit: no current through the end
      clearRow(row);
      residual[i * m + row] = 0;
      size[i * m + row] = 0;
      for (let k = 0; k < ions; k++) {
        residual[i * m + row] += valence[k] * residual[i * m + k];
        size[i * m + row] += Math.abs(valence[k]) * size[i * m + k];
        for (let j = 0; j < m; j++) {
          lower[block + row * m + j] += valence[k] * lower[block + k * m + j];
          diagonal[block + row * m + j] += valence[k] * diagonal[block + k * m + j];
          upper[block + row * m + j] += valence[k] * upper[block + k * m + j];
        }
      }
    }
    for (let k = 0; k < ions; k++) {
      const held = heldAt(system, i, k, share);
      if (held === undefined) {
        residual[i * m + k] += end.inflow[k];
        size[i * m + k] += Math.abs(end.inflow[k]);
        continue;
      }
      clearRow(k);
      diagonal[block + k * m + k] = 1;
      residual[i * m + k] = y[i * m + k] - held;
      size[i * m + k] = Math.abs(y[i * m + k]) + Math.abs(held);
    }
  };
  return { equations, fill };
}

/** Concentration that an end holds, with a share of its Donnan step. */
function heldAt(system: IonSystem, i: number, k: number, share: number): number | undefined {
  const { ends, valence } = system;
  const { held, step } = ends[i === 0 ? "left" : "right"];
  const c = held[k];
  return c === undefined || share === 1 || step === 0 ? c : c * exp((1 - share) * valence[k] * step);
}

function fillTime(
  { matrix, residual }: IonEquations,
  { leftVolume, rightVolume, valence }: IonSystem,
  y: Float64Array,
  { inverseStep }: TimeTerm,
  e: number,
  k: number,
  value: number,
  slope: Float64Array,
): void {
  const ions = valence.length;
  const m = ions + 1;
  const [left, after] = [leftVolume[e] * inverseStep, rightVolume[e] * inverseStep];
  residual[e * m + k] -= left * value;
  residual[(e + 1) * m + k] -= after * y[(e + 1) * m + k];
  for (let j = 0; j < m; j++) matrix.diagonal[e * m * m + k * m + j] -= left * slope[k * m + j];
  matrix.diagonal[(e + 1) * m * m + k * m + k] -= after;
}

/** Amounts around each node, in the layout of the unknowns; the potential has none. */
export function nodeAmounts(system: IonSystem, y: Float64Array): Float64Array {
  const { nodes, block: m } = sizeOf(system);
  const ions = m - 1;
  const side = makeRightSide(m);
  const out = new Float64Array(nodes * m);
  for (let e = 0; e < nodes - 1; e++) {
    fillRightSide(side, system, y, e, 1);
    for (let k = 0; k < ions; k++) {
      out[e * m + k] += system.leftVolume[e] * side.value[k];
      out[(e + 1) * m + k] += system.rightVolume[e] * y[(e + 1) * m + k];
    }
  }
  return out;
}
