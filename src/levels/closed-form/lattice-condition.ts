/**
 * Sites on which a condition holds.
 *
 * A coordinate is spacing times a whole number, so two sides of a comparison that differ by rounding are equal:
 * "x == 300 nm" holds at site 3 of a lattice of 0.1 um.
 *
 * @module
 */

import { evaluate, type ValueScope } from "#model/expression/evaluate.ts";
import type { ComparisonOperator, Expression } from "#model/expression/expression.ts";
import type { Model } from "#model/model.ts";
import { coordinatesOf } from "./breakpoints.ts";
import { scopeOf } from "./coefficient.ts";

const AXES = ["x", "y", "z"] as const;

/** A function that says whether a condition holds at coordinates [m]. */
export function makeCondition(condition: Expression, model: Model): (position: readonly number[]) => boolean {
  let here: readonly number[] = [];
  const scope = scopeOf(model, (name) => {
    if (name === "r") return Math.sqrt(here.reduce((sum, x) => sum + x * x, 0));
    const axis = (AXES as readonly string[]).indexOf(name);
    return axis < 0 ? undefined : here[axis];
  });
  return (position) => {
    here = position;
    return holds(condition, scope);
  };
}

function holds(e: Expression, scope: ValueScope): boolean {
  switch (e.kind) {
    case "not":
      return !holds(e.operand, scope);
    case "logical":
      return e.operator === "and"
        ? holds(e.left, scope) && holds(e.right, scope)
        : holds(e.left, scope) || holds(e.right, scope);
    case "comparison":
      return compares(e.operator, evaluate(e.left, scope), evaluate(e.right, scope));
    default:
      return evaluate(e, scope) !== 0;
  }
}

function compares(operator: ComparisonOperator, left: number, right: number): boolean {
  const equal = Math.abs(left - right) <= 1e-9 * Math.max(Math.abs(left), Math.abs(right));
  switch (operator) {
    case "==":
      return equal;
    case "!=":
      return !equal;
    case "<":
      return left < right && !equal;
    case "<=":
      return left < right || equal;
    case ">":
      return left > right && !equal;
    case ">=":
      return left > right || equal;
  }
}

/** Sites that may fulfil a condition: a list for each axis, and what the condition still asks of them together. */
export interface Candidates {
  readonly axes: readonly (readonly number[])[];
  readonly joint: readonly Expression[];
}

/** Splits "A and B and ..." by axis; positionOf gives the coordinate [m] of a site. */
export function candidatesOf(
  condition: Expression,
  model: Model,
  sites: readonly (readonly number[])[],
  positionOf: (axis: number, site: number) => number,
): Candidates {
  const axes = sites.map((list) => [...list]);
  const joint: Expression[] = [];
  for (const part of conjuncts(condition)) {
    const names = coordinatesOf(part);
    const axis = names.length === 1 ? (AXES as readonly string[]).indexOf(names[0]) : -1;
    if (axis < 0 || axis >= axes.length) {
      joint.push(part);
      continue;
    }
    const allows = makeCondition(part, model);
    const at = axes.map(() => 0);
    axes[axis] = axes[axis].filter((site) => {
      at[axis] = positionOf(axis, site);
      return allows(at);
    });
  }
  return { axes, joint };
}

function conjuncts(e: Expression): Expression[] {
  return e.kind === "logical" && e.operator === "and" ? [...conjuncts(e.left), ...conjuncts(e.right)] : [e];
}
