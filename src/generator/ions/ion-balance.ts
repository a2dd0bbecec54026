/**
 * The last solve of a stage of ions in time: at the rates of the field found, in amounts, so that none is lost.
 *
 *     N_i - s (f_(i-1) N_(i-1) - (b_(i-1) + f_i) N_i + b_i N_(i+1)) = base_i,    f, b the hops over each interval [s^-1]
 *
 * Each pivot is a sum of what leaves, so that the stiffness of the hops costs no digits. What a held end gave is found from
 * where it is instead, and what came back from elsewhere is added: the difference of all that went to and fro would carry
 * its rounding.
 *
 * @see W. K. Grassmann, M. I. Taksar and D. P. Heyman, Oper. Res. 33, 1107 (1985), doi:10.1287/opre.33.5.1107 (not opened)
 * @module
 */

import { bernoulli } from "#numerics/bernoulli.ts";
import { fillRightSide, makeRightSide } from "./ion-equations.ts";
import { type IonSystem, sizeOf } from "./ion-system.ts";

/** A stage at its end, in the layout of the unknowns; the potential has neither. */
export interface IonStage {
  /** Amounts around the nodes. */
  readonly amounts: Float64Array;
  /** Flows into the nodes; into a held node too, whose amount stays as it is. */
  readonly flows: Float64Array;
}

/**
 * Ends a stage: given y as Newton's method found it, moves its concentrations to those of the last solve, and returns
 * amounts and flows. A concentration that only rounding would make negative stays as it was found.
 */
export function makeIonBalance(system: IonSystem): (y: Float64Array, base: Float64Array, s: number) => IonStage {
  const { nodes, block: m } = sizeOf(system);
  const ions = m - 1;
  const { valence, conductance, rise, leftVolume, rightVolume, ends } = system;
  const last = nodes - 1;
  const side = makeRightSide(m);
  const makeField = () => new Float64Array(nodes * ions);
  /** Hops over interval e; what c is in the volume of node i. */
  const [forward, backward, room] = [makeField(), makeField(), makeField()];
  const makeColumn = () => new Float64Array(nodes);
  const [kept, pivot, own, fromLeft, fromRight] = [
    makeColumn(),
    makeColumn(),
    makeColumn(),
    makeColumn(),
    makeColumn(),
  ];

  const fillRates = (y: Float64Array): void => {
    room.fill(0);
    for (let e = 0; e < last; e++) {
      fillRightSide(side, system, y, e, 1);
      const step = y[(e + 1) * m + ions] - side.value[ions];
      for (let k = 0; k < ions; k++) {
        const at = e * ions + k;
        const q = y[e * m + k] > 0 ? side.value[k] / y[e * m + k] : side.slope[k * m + k];
        const w = valence[k] * step + rise[at];
        forward[at] = conductance[at] * bernoulli(w) * q;
        backward[at] = conductance[at] * bernoulli(-w);
        room[at] += leftVolume[e] * q;
        room[at + ions] += rightVolume[e];
      }
    }
    for (let at = 0; at < last * ions; at++) {
      forward[at] /= room[at];
      backward[at] /= room[at + ions];
    }
  };

  return (y, base, s) => {
    fillRates(y);
    const [amounts, flows] = [new Float64Array(nodes * m), new Float64Array(nodes * m)];
    for (let k = 0; k < ions; k++) {
      const held = { left: ends.left.held[k], right: ends.right.held[k] };
      const from = held.left === undefined ? 0 : 1;
      const to = held.right === undefined ? last : last - 1;
      eliminate(k, s, from, to, held.right !== undefined);
      own.fill(0);
      fromLeft.fill(0);
      fromRight.fill(0);
      for (let i = from; i <= to; i++) own[i] = base[i * m + k];
      if (from === 0) own[0] += s * ends.left.inflow[k];
      if (to === last) own[last] += s * ends.right.inflow[k];
      solve(own, k, s, from, to);
      for (const [i, c] of [
        [0, held.left],
        [last, held.right],
      ] as const)
        if (c !== undefined) amounts[i * m + k] = room[i * ions + k] * c;
      if (from > to) {
        // one interval between two held ends
        flows[last * m + k] = forward[k] * amounts[k] - backward[k] * amounts[last * m + k];
        flows[k] = -flows[last * m + k];
        continue;
      }
      const [toLeft, toRight] = [s * backward[k], s * forward[(last - 1) * ions + k]];
      if (held.left !== undefined) {
        fromLeft[1] = s * forward[k] * amounts[k];
        solve(fromLeft, k, s, from, to);
        flows[k] = -(sumOf(fromLeft) + (held.right === undefined ? 0 : toRight * fromLeft[to])) / s;
      }
      if (held.right !== undefined) {
        fromRight[to] = s * backward[(last - 1) * ions + k] * amounts[last * m + k];
        solve(fromRight, k, s, from, to);
        flows[last * m + k] = -(sumOf(fromRight) + (held.left === undefined ? 0 : toLeft * fromRight[from])) / s;
      }
      if (held.left !== undefined) flows[k] += (toLeft * (own[from] + fromRight[from])) / s;
      if (held.right !== undefined) flows[last * m + k] += (toRight * (own[to] + fromLeft[to])) / s;
      for (let i = from; i <= to; i++) {
        const amount = own[i] + fromLeft[i] + fromRight[i];
        amounts[i * m + k] = amount;
        flows[i * m + k] = (amount - base[i * m + k]) / s;
        if (amount > 0) y[i * m + k] = amount / room[i * ions + k];
      }
    }
    return { amounts, flows };
  };

  /** Pivots of the nodes between the held ends: what leaves for good, and what goes on to the right. */
  function eliminate(k: number, s: number, from: number, to: number, isRightHeld: boolean): void {
    let unreturned = 1;
    for (let i = from; i <= to; i++) {
      const back = i > 0 ? s * backward[(i - 1) * ions + k] * unreturned : 0;
      const ahead = i < to || isRightHeld ? s * forward[i * ions + k] : 0;
      kept[i] = 1 + back;
      pivot[i] = kept[i] + ahead;
      unreturned = kept[i] / pivot[i];
    }
  }

  /** Replaces what is supplied to each node by what is there in the end. */
  function solve(x: Float64Array, k: number, s: number, from: number, to: number): void {
    for (let i = from + 1; i <= to; i++) x[i] += (s * forward[(i - 1) * ions + k] * x[i - 1]) / pivot[i - 1];
    x[to] /= pivot[to];
    for (let i = to - 1; i >= from; i--) x[i] = (x[i] + s * backward[i * ions + k] * x[i + 1]) / pivot[i];
  }
}

function sumOf(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return sum;
}
