/**
 * Time lag of a stack that starts empty: where the asymptote of the permeated amount meets the time axis.
 *
 *     lag = (1 / R) int R(left, x) R(x, right) W A dx        (at the end where the species leaves)
 *
 * R counts films at the ends and faces too; for one layer it is l^2 / 6D whatever K. It is the same in both
 * directions. At the end that supplies, less the content of the steady state: lag - int R(x, right) W A dx. With
 * concentrations at both ends the two supplies add, each with its own flux.
 *
 * @see J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), sections 4.3.3 and 12.2 (not opened)
 * @module
 */

import type { End, Model, Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { type Ladder, ladderOf, overContent } from "./ladder.ts";
import { firstFailure, type Recognition } from "./law.ts";
import { levelledStack } from "./levelled-stack.ts";
import { endResistance } from "./resistance.ts";
import { type Stack, stackOf } from "./stack.ts";
import { isPeriodic, weightAtEnd } from "./stack-chain.ts";

const NAME = "time lag of layers in series";

/** Recognises layers without sources between two ends that let the species through. */
export function recogniseTimeLag(model: Model, species: Species): Recognition {
  const found = stackOf(model, species);
  if (typeof found === "string")
    return { kind: "not-this", form: NAME, met: 0, because: found, change: "use layers in a slab, cylinder or sphere" };
  const { stack, whyNoResistance, change } = levelledStack(found);
  const open = (end: End) => Number.isFinite(endResistance(stack, end)) || stack[end].kind === "flux";
  const failure = firstFailure(
    NAME,
    [
      [!isPeriodic(stack), "the domain is periodic", "give both ends a boundary"],
      [open("left") && open("right"), "nothing passes from end to end", "give both ends a concentration"],
      [stack.elements.every((e) => e.kind === "face" || e.decay === 0), "there is a linear sink", "leave out sources:"],
      [stack.elements.every((e) => e.kind === "face" || e.production === 0), "there is a source", "leave out sources:"],
      [stack.left.kind !== "flux" || stack.right.kind !== "flux", "both ends have a given flux", "hold one end"],
      [whyNoResistance === undefined, whyNoResistance ?? "", change],
    ],
    1,
  );
  if (failure !== undefined) return failure;
  let lags: Lags | undefined;
  return {
    kind: "law",
    name: NAME,
    formula: "lag = (1/R) int R(left,x) R(x,right) W A dx, W = K e^(-V/kT)",
    source: "J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), sections 4.3.3 and 12.2",
    describes: { kind: "continuum" },
    read: ({ name, place }) => {
      if (name !== "time_lag" || place?.kind !== "end") return undefined;
      lags ??= lagsOf(stack);
      const lag = place.end === "left" ? lags.left : lags.right;
      return Number.isFinite(lag) ? lag : undefined;
    },
  };
}

interface Lags {
  readonly left: number;
  readonly right: number;
}

function lagsOf(stack: Stack): Lags {
  const ladder = ladderOf(stack);
  if (stack.left.kind === "flux" || stack.right.kind === "flux") return lagsOfFlux(stack, ladder);
  const filmLeft = endResistance(stack, "left");
  const total = filmLeft + ladder.resistance + exp(-ladder.tilt) * endResistance(stack, "right");
  const behind = (R: number) => filmLeft + R;
  const ahead = (R: number) => total - filmLeft - R;
  const through = overContent(ladder, ({ resistance: R }) => behind(R) * ahead(R)) / total;
  const filled = {
    left: overContent(ladder, ({ resistance: R }) => ahead(R)),
    right: overContent(ladder, ({ resistance: R }) => behind(R)),
  };
  // Fluxes to the right that each end drives on its own, in units of 1 / R.
  const [fromLeft, fromRight] = [suppliedBy(stack, "left"), -suppliedBy(stack, "right") * exp(-ladder.tilt)];
  const flux = fromLeft + fromRight;
  return {
    right: (fromLeft * through + fromRight * (through - filled.right)) / flux,
    left: (fromLeft * (through - filled.left) + fromRight * through) / flux,
  };
}

/** Activity that an end holds. */
function suppliedBy(stack: Stack, end: End): number {
  const condition = stack[end];
  if (condition.kind === "concentration") return condition.concentration / weightAtEnd(stack, end);
  return condition.kind === "robin" ? condition.concentration : 0;
}

/** A constant flux in at one end, and an end held at zero: the lag is the content per flux. */
function lagsOfFlux(stack: Stack, ladder: Ladder): Lags {
  const supply: End = stack.left.kind === "flux" ? "left" : "right";
  const out: End = supply === "left" ? "right" : "left";
  if (suppliedBy(stack, out) !== 0) return { left: Number.NaN, right: Number.NaN };
  const film = (out === "right" ? exp(-ladder.tilt) : 1) * endResistance(stack, out);
  const content = overContent(ladder, ({ resistance: R }) => film + (out === "right" ? ladder.resistance - R : R));
  return supply === "left" ? { left: 0, right: content } : { left: content, right: 0 };
}
