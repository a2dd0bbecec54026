/**
 * A stack as a ladder of resistances and contents, counted from its left end.
 *
 *     R(x) = int_left^x dR,  dR = dx / (D W A);    C(x) = int_left^x W A dx;    N(x) = int_left^x c0 A dx
 *
 * W = K e^{-V/kT} e^{phi} carries a drift as a tilt, phi = int v/D dx. A membrane face is a step of R, a point source a
 * step of N. Mean times of diffusion are integrals over this ladder.
 *
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import { pieceContent, pieceResistance } from "./resistance.ts";
import { areaAt, type Element, type Piece, type Stack } from "./stack.ts";
import { driftExponent } from "./varying-piece.ts";

/** One rung: an element, and what has been counted up to its left side. */
export interface Rung {
  readonly element: Element;
  /** phi at the left side [1]. */
  readonly tilt: number;
  readonly resistance: number;
  readonly content: number;
  /** N on the left side, a point source at that side included. */
  readonly amount: number;
}

/** The ladder of a stack. */
export interface Ladder {
  readonly rungs: readonly Rung[];
  /** Totals at the right end. */
  readonly tilt: number;
  readonly resistance: number;
  readonly content: number;
  readonly amount: number;
}

/**
 * Counts resistance, content and initial amount from left to right. A full sphere or cylinder has R = 0 at its core.
 *
 * @param resists whether resistances are counted: without, they are NaN, and may be beyond what a number holds
 */
export function ladderOf({ elements, point }: Stack, resists = true): Ladder {
  const rungs: Rung[] = [];
  let [tilt, resistance, content, amount] = [0, resists ? 0 : Number.NaN, 0, 0];
  let released = point === undefined;
  for (const element of elements) {
    if (!released && point !== undefined && element.from === point.at) {
      amount += point.amount;
      released = true;
    }
    rungs.push({ element, tilt, resistance, content, amount });
    if (element.kind === "face") {
      if (resists) resistance += exp(-tilt) / (element.permeability * areaAt(element.geometry, element.from));
      continue;
    }
    const { from, to } = element;
    if (resists && !isCore(element)) resistance += exp(-tilt) * pieceResistance(element, from, to);
    content += exp(tilt) * pieceContent(element, from, to);
    amount += amountBetween(element, from, to);
    tilt += driftExponent(element, from, to);
  }
  if (!released && point !== undefined) amount += point.amount;
  return { rungs, tilt, resistance, content, amount };
}

/** The middle of a full sphere or cylinder, from which no resistance can be counted. */
export function isCore({ geometry, from }: Piece): boolean {
  return geometry !== "slab" && from === 0;
}

/** Initial amount in a part of a piece. */
export function amountBetween({ initial, geometry }: Piece, a: number, b: number): number {
  if (initial === undefined || a === b || initial.constant === 0) return 0;
  return integrate((x) => initial.at(x) * areaAt(geometry, x), a, b);
}

/** R, C and N at a point of a rung. */
export interface Counts {
  readonly resistance: number;
  readonly content: number;
  readonly amount: number;
}

/** R, C and N at the coordinate x of a rung. */
export function countsAt({ element, tilt, resistance, content, amount }: Rung, x: number): Counts {
  if (element.kind === "face") return { resistance, content, amount };
  const { from } = element;
  return {
    resistance: isCore(element) ? resistance : resistance + exp(-tilt) * pieceResistance(element, from, x),
    content: content + exp(tilt) * pieceContent(element, from, x),
    amount: amount + amountBetween(element, from, x),
  };
}

/** int f dC over the ladder. */
export function overContent({ rungs }: Ladder, f: (counts: Counts) => number): number {
  return rungs.reduce((sum, rung) => {
    const { element, tilt } = rung;
    if (element.kind === "face") return sum;
    const density = (x: number) =>
      element.weight(x) * exp(tilt + driftExponent(element, element.from, x)) * areaAt(element.geometry, x);
    return sum + integrate((x) => f(countsAt(rung, x)) * density(x), element.from, element.to, NESTED);
  }, 0);
}

/** The integrands are integrals themselves, exact to 1e-13. */
const NESTED = { relative: 1e-11, absolute: 0 };
