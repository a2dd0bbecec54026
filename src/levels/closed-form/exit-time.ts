/**
 * Mean time until a particle leaves a stack through its open ends.
 *
 *     T(x0) = h_left int_left^x0 rho_left A dy + h_right int_x0^right rho_right A dy
 *
 * where rho_left(y) = W(y) R(left, y) is what a current to the left end piles up at y, and h_left = R(x0, right) / R the
 * part that leaves there. With one open end, T(x0) = int_x0^right gamma dy / (D A) with gamma the content behind y over
 * W. Every term is positive: nothing cancels, however strong the drift or deep the well.
 *
 * Holds for any D(x), K(x), potential and drift; a full sphere gives (R^2 - r^2) / 6D.
 *
 * @see C. W. Gardiner, Handbook of Stochastic Methods, Springer (2004), section 5.2.7 (not opened)
 * @module
 */

import type { Model, Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import { amountBetween, isCore } from "./ladder.ts";
import { firstFailure, type Recognition } from "./law.ts";
import {
  type Count,
  countAfter,
  countsAlong,
  holdsStart,
  NESTED,
  type Stretch,
  stretchesOf,
  strideOf,
  valueInside,
} from "./passage-walk.ts";
import { endResistance } from "./resistance.ts";
import { NOTHING, plus, ratio, type Scaled, scaled, times } from "./scaled.ts";
import { areaAt, type Stack, stackOf } from "./stack.ts";
import { isPeriodic } from "./stack-chain.ts";
import { isSupplied } from "./transient-stack.ts";

const NAME = "mean exit time from layers";

/** Recognises a species that starts in layers and can only leave them. */
export function recogniseExitTime(model: Model, species: Species): Recognition {
  const stack = stackOf(model, species);
  if (typeof stack === "string")
    return { kind: "not-this", form: NAME, met: 0, because: stack, change: "use layers in a slab, cylinder or sphere" };
  const [left, right] = [endResistance(stack, "left"), endResistance(stack, "right")];
  const failure = firstFailure(
    NAME,
    [
      [!isPeriodic(stack), "the domain is periodic", "give an end absorbing"],
      [Number.isFinite(left) || Number.isFinite(right), "nothing leaves", "give an end absorbing"],
      [!isSupplied(stack), "an end or a source supplies the species", "give ends absorbing or no-flux"],
      [stack.left.kind !== "bath" && stack.right.kind !== "bath", "a bath gives back what it took", "use absorbing"],
      [stack.elements.every((e) => e.kind === "face" || e.decay === 0), "there is a linear sink", "leave out sources:"],
      [
        species.initial.kind !== "equilibrium",
        "the start is the equilibrium",
        "start at a point or from an expression",
      ],
    ],
    1,
  );
  if (failure !== undefined) return failure;
  let time: number | undefined;
  return {
    kind: "law",
    name: NAME,
    formula: "T(x0) = int G(x0,y) W A dy, G = R(left,min) R(max,right) / R",
    source: "C. W. Gardiner, Handbook of Stochastic Methods, Springer (2004), section 5.2.7",
    describes: { kind: "continuum" },
    read: ({ name, place }) => {
      if (name === "exit_probability")
        return place?.kind === "end" ? leavesBy(stack, left, right, place.end) : undefined;
      if (name !== "mean_exit_time") return undefined;
      // Through one of two open ends, the mean time is not finite: some never leave there.
      const closed = place?.kind === "end" ? endResistance(stack, place.end === "left" ? "right" : "left") : undefined;
      if (closed !== undefined && Number.isFinite(closed)) return undefined;
      if (place?.kind === "end" && !Number.isFinite(endResistance(stack, place.end))) return undefined;
      if (place !== undefined && place.kind !== "end" && place.kind !== "all") return undefined;
      time ??= meanExitTime(stack, left, right);
      return Number.isFinite(time) ? time : undefined;
    },
  };
}

/** The part of the initial amount that leaves through an end [1]. */
function leavesBy(stack: Stack, filmLeft: number, filmRight: number, end: "left" | "right"): number | undefined {
  if (!Number.isFinite(filmLeft) || !Number.isFinite(filmRight))
    return Number.isFinite(end === "left" ? filmLeft : filmRight) ? 1 : 0;
  const share = overStart(stack, filmLeft, filmRight, (left, right) =>
    ratio(end === "left" ? right.value : left.value, plus(left.value, right.value)),
  );
  return Number.isFinite(share) ? share : undefined;
}

function meanExitTime(stack: Stack, filmLeft: number, filmRight: number): number {
  if (!Number.isFinite(filmLeft)) return timeThrough(stack, "right", filmRight);
  if (stack.elements.some((element) => element.kind === "piece" && isCore(element))) return Number.NaN;
  if (!Number.isFinite(filmRight)) return timeThrough(stack, "left", filmLeft);
  return overStart(stack, filmLeft, filmRight, (left, right) =>
    ratio(plus(times(right.value, left.sum), times(left.value, right.sum)), plus(left.value, right.value)),
  );
}

/** Mean over the initial state of what two counts of resistance, from the left and from the right end, give at a start. */
function overStart(
  stack: Stack,
  filmLeft: number,
  filmRight: number,
  f: (left: Count, right: Count) => number,
): number {
  const stretches = stretchesOf(stack);
  const left = countsAlong(stretches, "right", "resistance", scaled(filmLeft));
  const right = countsAlong(stretches, "left", "resistance", scaled(filmRight));
  if (stack.point !== undefined) {
    const node = nodeOf(stretches, stack.point.at);
    return f(left[node], right[node]);
  }
  let [sum, amount] = [0, 0];
  stretches.forEach((stretch, i) => {
    const { element, from, to } = stretch;
    if (element.kind === "face" || !holdsStart(element)) return;
    const { initial, geometry } = element;
    const [onward, back] = [strideOf(stretch, "right"), strideOf(stretch, "left")];
    const at = (x: number) =>
      f(countAfter(onward, "resistance", left[i], x), countAfter(back, "resistance", right[i + 1], x));
    sum += integrate((x) => at(x) * (initial?.at(x) ?? 0) * areaAt(geometry, x), from, to, NESTED);
    amount += amountBetween(element, from, to);
  });
  return sum / amount;
}

/** The node at a point source: to the left of a membrane that lies there. */
function nodeOf(stretches: readonly Stretch[], at: number): number {
  const node = stretches.findIndex(({ from }) => from === at);
  return node < 0 ? stretches.length : node;
}

/** Mean time through the one open end: int gamma N dy / (D A), where N is what starts behind y. */
function timeThrough(stack: Stack, end: "left" | "right", film: number): number {
  const stretches = stretchesOf(stack);
  const node = stack.point && nodeOf(stretches, stack.point.at);
  const counts = countsAlong(stretches, end, "content", NOTHING);
  const steps = stretches.map((stretch, i) => ({ stride: strideOf(stretch, end), i }));
  let [total, behind] = [NOTHING, 0];
  for (const { stride, i } of end === "right" ? steps : steps.reverse()) {
    const near = end === "right" ? i : i + 1;
    if (near === node) behind += stack.point?.amount ?? 0;
    const before = { value: counts[near].value, sum: NOTHING };
    const { element, enter, leave, from, to } = stride;
    if (element.kind === "face" || !holdsStart(element)) {
      if (behind > 0) total = plus(total, times(scaled(behind), countAfter(stride, "content", before).sum));
      continue;
    }
    const { diffusivity, geometry } = element;
    const started = (y: number) => behind + amountBetween(element, Math.min(enter, y), Math.max(enter, y));
    const top = Math.max(...[enter, leave].map((y) => logOf(valueInside(stride, element, "content", before, y))));
    const density = (y: number) => {
      const { m, log } = valueInside(stride, element, "content", before, y);
      return (m * exp(log - top) * started(y)) / (diffusivity.at(y) * areaAt(geometry, y));
    };
    total = plus(total, scaled(integrate(density, from, to, NESTED), top));
    behind += amountBetween(element, from, to);
  }
  const exit = end === "right" ? stretches.length : 0;
  if (exit === node) behind += stack.point?.amount ?? 0;
  total = plus(total, times(times(scaled(film), scaled(behind)), counts[exit].value));
  return ratio(total, scaled(behind));
}

/** Where the numbers of a scaled one lie; -Infinity for nothing. */
function logOf({ m, log }: Scaled): number {
  return m === 0 ? Number.NEGATIVE_INFINITY : log;
}
