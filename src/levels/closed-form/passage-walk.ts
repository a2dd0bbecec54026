/**
 * Resistance and content of a stack, counted along it from either end and weighed where the count has come to.
 *
 *     rho(x)   = W(x) int dy / (D W A)      behind x: what a steady supply at x piles up by, going back to the end
 *     gamma(x) = int W A dy / W(x)          behind x: what stands behind x for each unit of c at x
 *
 * with W = K e^{-V/kT} e^{phi}. Both are sums of positive terms of differences of ln W: no height of a potential and no
 * strength of a drift makes them lose digits, as R(right) - R(x) would. A layer of constant D, v and slope of ln W is
 * exact by one step; one that varies is counted in panels.
 *
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import {
  exponential,
  meanExponential,
  NOTHING,
  plus,
  type Scaled,
  scaled,
  secondExponential,
  times,
} from "./scaled.ts";
import { areaAt, type Element, type Piece, type Stack } from "./stack.ts";
import { driftExponent } from "./varying-piece.ts";

/** What is counted. */
export type Counted = "resistance" | "content";

/** A part of an element that is counted in one step. */
export interface Stretch {
  readonly element: Element;
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** A stretch in the order it is walked. */
export interface Stride extends Stretch {
  readonly enter: number;
  readonly leave: number;
}

/** What has been counted, and its sum over the way: int rho A dy, or int gamma dy / (D A). */
export interface Count {
  readonly value: Scaled;
  readonly sum: Scaled;
}

/** Panels of a piece that varies, or that holds the start. */
const PANELS = 24;

/** The integrands are integrals themselves, exact to 1e-13. */
export const NESTED = { relative: 1e-11, absolute: 0 };

/** The stretches of a stack, from left to right. */
export function stretchesOf({ elements }: Stack): Stretch[] {
  return elements.flatMap((element): Stretch[] => {
    const { from, to } = element;
    if (element.kind === "face") return [{ element, from, to, length: 0 }];
    const count = element.uniform !== undefined && !holdsStart(element) ? 1 : PANELS;
    const edge = (i: number) => (i === count ? to : from + (i / count) * (to - from));
    return Array.from({ length: count }, (_, i) => ({
      element,
      from: edge(i),
      to: edge(i + 1),
      length: element.thickness / count,
    }));
  });
}

/** Whether something is spread over the piece at the start. */
export function holdsStart({ initial }: Piece): boolean {
  return initial !== undefined && initial.constant !== 0;
}

/** A stretch, walked to the right or to the left. */
export function strideOf(stretch: Stretch, towards: "left" | "right"): Stride {
  const { from, to } = stretch;
  return towards === "right" ? { ...stretch, enter: from, leave: to } : { ...stretch, enter: to, leave: from };
}

/** The count at each node of a row of stretches, from `first` at the node they start from. */
export function countsAlong(stretches: readonly Stretch[], towards: "left" | "right", counted: Counted, first: Scaled) {
  const order = towards === "right" ? stretches : [...stretches].reverse();
  const counts: Count[] = [{ value: first, sum: NOTHING }];
  for (const stretch of order) counts.push(countAfter(strideOf(stretch, towards), counted, counts[counts.length - 1]));
  return towards === "right" ? counts : counts.reverse();
}

/** The count after a stride, or at the coordinate x inside it. Between strides it stands for W = e^{phi}. */
export function countAfter(stride: Stride, counted: Counted, before: Count, x = stride.leave): Count {
  const { element } = stride;
  if (element.kind === "face") {
    const step = scaled(1 / (element.permeability * areaAt(element.geometry, element.from)));
    return counted === "resistance"
      ? { value: plus(before.value, step), sum: before.sum }
      : { value: before.value, sum: plus(before.sum, times(before.value, step)) };
  }
  const sign = counted === "resistance" ? 1 : -1;
  const value = weighed(before.value, sign * element.logWeight(stride.enter));
  const { growth, own, carried, ownSum } = stepOver(stride, element, counted, x, value.m !== 0);
  return {
    value: weighed(plus(times(value, growth), own), -sign * element.logWeight(x)),
    sum: plus(before.sum, plus(times(value, carried), ownSum)),
  };
}

/** rho or gamma inside a stride, at x [s m^-1 or m, by the geometry]. */
export function valueInside(stride: Stride, piece: Piece, counted: Counted, before: Count, x: number): Scaled {
  const sign = counted === "resistance" ? 1 : -1;
  return weighed(countAfter(stride, counted, before, x).value, sign * piece.logWeight(x));
}

function weighed({ m, log }: Scaled, by: number): Scaled {
  return { m, log: log + by };
}

interface Step {
  /** Factor of what was counted before. */
  readonly growth: Scaled;
  /** What the stride adds. */
  readonly own: Scaled;
  /** Sums over the stride, of a unit counted before and of what the stride adds. */
  readonly carried: Scaled;
  readonly ownSum: Scaled;
}

function stepOver(stride: Stride, piece: Piece, counted: Counted, x: number, carries: boolean): Step {
  const { enter, leave, length } = stride;
  const { uniform, geometry, diffusivity } = piece;
  const sign = counted === "resistance" ? 1 : -1;
  if (uniform !== undefined && geometry === "slab") {
    const l = x === leave ? length : Math.abs(x - enter);
    const D = uniform.diffusivity;
    const z = (sign * (leave > enter ? 1 : -1) * uniform.carrying * l) / D;
    const [source, density] = counted === "resistance" ? [l / D, l] : [l, l / D];
    const mean = meanExponential(z);
    return {
      growth: exponential(z),
      own: times(scaled(source), mean),
      carried: times(scaled(density), mean),
      ownSum: times(scaled(l * (l / D)), secondExponential(z)),
    };
  }
  const start = piece.logWeight(enter);
  const exponent = (y: number) => {
    const phi = y > enter ? driftExponent(piece, enter, y) : -driftExponent(piece, y, enter);
    return sign * (piece.logWeight(y) - start + phi);
  };
  const perArea = (y: number) => 1 / (diffusivity.at(y) * areaAt(geometry, y));
  const area = (y: number) => areaAt(geometry, y);
  const [source, density] = counted === "resistance" ? [perArea, area] : [area, perArea];
  const over = (f: (y: number) => number, to: number, options = {}) =>
    integrate(f, Math.min(enter, to), Math.max(enter, to), options);
  const ownAt = (y: number, top: number) => {
    const here = exponent(y) - top;
    return over((between) => exp(here - exponent(between)) * source(between), y);
  };
  const last = exponent(x);
  const top = Math.max(0, last);
  return {
    growth: exponential(last),
    own: scaled(ownAt(x, top), top),
    carried: carries
      ? scaled(
          over((y) => exp(exponent(y) - top) * density(y), x),
          top,
        )
      : NOTHING,
    ownSum: scaled(
      over((y) => ownAt(y, top) * density(y), x, NESTED),
      top,
    ),
  };
}
