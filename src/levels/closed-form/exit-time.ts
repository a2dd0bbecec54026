/**
 * Mean time until a particle leaves a stack through its open ends.
 *
 *     T(x0) = int G(x0, y) W A dy,    G(x, y) = R(left, min) R(max, right) / R
 *
 * where the resistance from a closed end is infinite. Averaged over the initial state by two sums from the left, of
 * initial amount N and of content C, and the current I = N - N* that the state would drive if it were fed for ever:
 *
 *     T = [ C_total a_right + int C I dR ] / N_total
 *
 * Holds for any D(x), K(x), potential and drift; a full sphere gives (R^2 - r^2) / 6D.
 *
 * @see C. W. Gardiner, Handbook of Stochastic Methods, Springer (2004), section 5.2.7 (not opened)
 * @module
 */

import type { Model, Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { isCore, type Ladder, ladderOf, overResistance } from "./ladder.ts";
import { firstFailure, type Recognition } from "./law.ts";
import { endResistance } from "./resistance.ts";
import { type Stack, stackOf } from "./stack.ts";
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
function leavesBy(stack: Stack, filmLeft: number, filmRightAlone: number, end: "left" | "right"): number | undefined {
  if (!Number.isFinite(filmLeft) || !Number.isFinite(filmRightAlone))
    return Number.isFinite(end === "left" ? filmLeft : filmRightAlone) ? 1 : 0;
  const ladder = ladderOf(stack);
  const share = currentBack(ladder, filmLeft, exp(-ladder.tilt) * filmRightAlone) / ladder.amount;
  return Number.isFinite(share) ? (end === "left" ? share : 1 - share) : undefined;
}

function meanExitTime(stack: Stack, filmLeft: number, filmRightAlone: number): number {
  const ladder = ladderOf(stack);
  const { content, amount } = ladder;
  const filmRight = exp(-ladder.tilt) * filmRightAlone;
  if (!Number.isFinite(filmLeft)) {
    const atRight = amount * filmRight;
    return (content * atRight + overResistance(ladder, ({ content: C, amount: N }) => C * N)) / amount;
  }
  const core = ladder.rungs.some(({ element }) => element.kind === "piece" && isCore(element));
  if (core) return Number.NaN;
  const returned = Number.isFinite(filmRight) ? currentBack(ladder, filmLeft, filmRight) : amount;
  // From the left end, so that nothing infinite enters where the right end is closed.
  const atLeft = returned * filmLeft;
  const inside = overResistance(ladder, ({ content: C, amount: N }) => (content - C) * (returned - N));
  return (content * atLeft + inside) / amount;
}

/** N*: the part of the initial amount that leaves through the left end. */
function currentBack(ladder: Ladder, filmLeft: number, filmRight: number): number {
  const total = filmLeft + ladder.resistance + filmRight;
  return (ladder.amount * filmRight + overResistance(ladder, ({ amount: N }) => N)) / total;
}
