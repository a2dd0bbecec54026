/**
 * Where an expression may jump or bend, and where a condition holds.
 *
 *     "x > 449 nm and abs(x) < 1 um"   breaks at -1 um, 449 nm, 1 um   and holds on (449 nm, 1 um)
 *
 * A comparison breaks where its two sides are equal: exactly, where their difference is linear in the coordinate or in
 * absolute values of linear terms; else between two of 4000 samples of the range, by bisection (two breaks closer
 * than that are not seen).
 *
 * @module
 */

import { derivative } from "#model/expression/derivative.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import { callsIn, namesIn, partsOf, withParts } from "#model/expression/walk-tree.ts";
import type { Model } from "#model/model.ts";
import { COORDINATES, dependsOnPlace, scopeOf } from "./coefficient.ts";

/** An interval of the coordinate [m]; its ends may be infinite. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

const SAMPLES = 4000;

/** A finite range [m] outside which nothing is looked for unless it is exact. */
export type Range = Interval;

/** Points in the range, increasing, between which the expression is smooth. */
export function breakpointsOf(e: Expression, model: Model, range: Range): number[] {
  const found = new Set<number>();
  for (const difference of switchesIn(e)) for (const x of zerosOf(difference, model, range)) found.add(x);
  return [...found].sort((a, b) => a - b);
}

/** Intervals of the line on which a condition on one coordinate holds. */
export function intervalsWhere(condition: Expression, model: Model, range: Range): Interval[] {
  const holds = onOneCoordinate(condition, model);
  const breaks = breakpointsOf(condition, model, range);
  const width = range.to - range.from;
  const edges = [Number.NEGATIVE_INFINITY, ...breaks, Number.POSITIVE_INFINITY];
  const intervals: Interval[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [from, to] = [edges[i], edges[i + 1]];
    const inside =
      from === Number.NEGATIVE_INFINITY
        ? to === Number.POSITIVE_INFINITY
          ? 0
          : to - width
        : to === Number.POSITIVE_INFINITY
          ? from + width
          : from + (to - from) / 2;
    if (holds(inside) !== 0) intervals.push({ from, to });
  }
  return intervals;
}

/** Names of coordinates on which a condition depends. */
export function coordinatesOf(condition: Expression): readonly string[] {
  const names = namesIn(condition);
  return COORDINATES.filter((name) => names.has(name));
}

/** The expression as a function of the one coordinate that it names. */
function onOneCoordinate(e: Expression, model: Model): (x: number) => number {
  let place = 0;
  const scope = scopeOf(model, (name) => (COORDINATES.includes(name) ? place : undefined));
  return (x) => {
    place = x;
    return evaluate(e, scope);
  };
}

/** Quantities at whose zeros the expression may jump or bend. */
function switchesIn(e: Expression): Expression[] {
  const own: Expression[] = [];
  if (e.kind === "comparison") own.push(minus(e.left, e.right, e));
  if (e.kind === "call") {
    const [a, b] = e.arguments;
    if ((e.name === "abs" || e.name === "step") && a !== undefined) own.push(a);
    if ((e.name === "min" || e.name === "max") && a !== undefined && b !== undefined) own.push(minus(a, b, e));
  }
  return [...own, ...partsOf(e).flatMap(switchesIn)].filter(dependsOnPlace);
}

function minus(left: Expression, right: Expression, at: Expression): Expression {
  return { kind: "binary", operator: "-", left, right, range: at.range };
}

function zerosOf(e: Expression, model: Model, range: Range): number[] {
  const linear = withoutAbsolutes(e).map((form) => zeroOfLinear(form, model));
  if (linear.every((zero) => zero !== undefined)) return linear.filter(Number.isFinite);
  return zerosBySampling(e, model, range);
}

/** The forms that |a| takes on its two sides; at most 16 of them. */
function withoutAbsolutes(e: Expression): Expression[] {
  const call = callsIn(e).find(({ name }) => name === "abs");
  const inside = call?.arguments[0];
  if (call === undefined || inside === undefined) return [e];
  const replaced = (by: Expression) => replacedNode(e, call, by);
  const forms = [replaced(inside), replaced({ kind: "negate", operand: inside, range: call.range })];
  return forms.flatMap(withoutAbsolutes).slice(0, 16);
}

function replacedNode(e: Expression, node: Expression, by: Expression): Expression {
  if (e === node) return by;
  return withParts(
    e,
    partsOf(e).map((part) => replacedNode(part, node, by)),
  );
}

/** Zero of a linear form; NaN if it has none; undefined if the form is not linear. */
function zeroOfLinear(e: Expression, model: Model): number | undefined {
  const coordinate = coordinatesOf(e);
  if (coordinate.length === 0) return Number.NaN;
  const [name] = coordinate as [string];
  const slope = derivative(e, name);
  if (dependsOnPlace(slope)) return undefined;
  const rate = onOneCoordinate(slope, model)(0);
  return rate === 0 ? Number.NaN : -onOneCoordinate(e, model)(0) / rate;
}

function zerosBySampling(e: Expression, model: Model, { from, to }: Range): number[] {
  if (!Number.isFinite(to - from)) return [];
  const at = onOneCoordinate(e, model);
  const zeros: number[] = [];
  let [x, value] = [from, at(from)];
  for (let i = 1; i <= SAMPLES; i++) {
    const next = from + ((to - from) * i) / SAMPLES;
    const there = at(next);
    if (there === 0) zeros.push(next);
    else if (value !== 0 && value > 0 !== there > 0) zeros.push(bisected(at, x, next));
    [x, value] = [next, there];
  }
  return zeros;
}

/** The point between a and b where the sign changes, to the last bit. */
function bisected(f: (x: number) => number, a: number, b: number): number {
  const left = f(a) > 0;
  let [low, high] = [a, b];
  for (let round = 0; round < 200; round++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (f(middle) > 0 === left) low = middle;
    else high = middle;
  }
  return high;
}
