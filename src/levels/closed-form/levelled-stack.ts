/**
 * A stack whose weights W = K e^{-V/kT} are numbers, wherever V has its zero.
 *
 * Concentrations and fluxes feel differences of V alone, while e^{-V/kT} is 0 or infinite beyond some 700 kT. Where all
 * weights are far from 1 they are divided by the largest, W' = W e^{-lift}; activities and resistances are then those of
 * the new zero, a = a' e^{-lift} and R = R' e^{-lift}. What stands at the zero of V itself (a bath, a film, a membrane face
 * between activities) fixes it, and such a stack is left as it is.
 *
 * @module
 */

import type { MeasureName } from "#model/measure.ts";
import { exp } from "#numerics/elementary.ts";
import type { Piece, Stack } from "./stack.ts";

/** |ln W| up to which weights, products with them and their inverses are numbers. */
const LARGEST = 600;
const SAMPLES = 64;

/** A stack, how far its zero was moved, and what no zero can help. */
export interface LevelledStack {
  readonly stack: Stack;
  /** ln W of the place that has W' = 1; 0 where nothing was moved. */
  readonly lift: number;
  /** Why the resistance of the stack is no number; undefined if it is one. */
  readonly whyNoResistance: string | undefined;
  /** Why its content is none. */
  readonly whyNoContent: string | undefined;
  /** What to change in either case. */
  readonly change: string;
}

/** Moves the zero of V to its lowest place, where V is too large otherwise and nothing holds the zero. */
export function levelledStack(stack: Stack): LevelledStack {
  const pieces = stack.elements.filter((element) => element.kind === "piece");
  const high = Math.max(...pieces.map((piece) => extremeOf(piece, 1)));
  const low = Math.min(...pieces.map((piece) => extremeOf(piece, -1)));
  if (!(Math.max(Math.abs(high), Math.abs(low)) > LARGEST))
    return { stack, lift: 0, whyNoResistance: undefined, whyNoContent: undefined, change: "" };
  const isHeld =
    isOutside(stack, "left") ||
    isOutside(stack, "right") ||
    stack.elements.some((element) => element.kind === "face" && element.permeability > 0);
  const lift = isHeld ? 0 : high;
  const parted = stack.elements.some(({ kind }) => kind === "face");
  const steep = `the potential varies by ${(high - low).toPrecision(3)} kT, and e^V is no number beyond 700`;
  const far = `V reaches ${(Math.abs(low) > Math.abs(high) ? -low : -high).toPrecision(3)} kT from the zero at which activities outside are counted, and e^V is no number beyond 700`;
  return {
    stack: isHeld
      ? stack
      : { ...stack, elements: stack.elements.map((e) => (e.kind === "face" ? e : lifted(e, lift))) },
    lift,
    whyNoResistance: isHeld ? far : high - low > LARGEST ? steep : undefined,
    change: isHeld
      ? "count V from a zero near its values, or use the levels continuum and langevin"
      : "use the levels continuum and langevin",
    whyNoContent: isHeld && high > LARGEST ? far : parted && high - low > LARGEST ? steep : undefined,
  };
}

/** A reading of a levelled stack, counted from the zero of V that the model has. */
export function fromOwnZero<Value extends number | undefined>(name: MeasureName, value: Value, lift: number) {
  if (value === undefined || lift === 0) return value;
  if (name === "activity" || name === "resistance") return value * exp(-lift);
  return name === "permeance" ? value * exp(lift) : value;
}

function isOutside(stack: Stack, end: "left" | "right"): boolean {
  return stack[end].kind === "robin" || stack[end].kind === "bath";
}

function lifted(piece: Piece, lift: number): Piece {
  const logWeight = (x: number): number => piece.logWeight(x) - lift;
  const weight = (x: number): number => exp(logWeight(x));
  const { uniform, from, to } = piece;
  return {
    ...piece,
    logWeight,
    weight,
    uniform: uniform && { ...uniform, weightLeft: weight(from), weightRight: weight(to) },
  };
}

/** The largest ln W of a piece (sign 1), or the smallest (-1): the best of some points, then by thirds between its neighbours. */
function extremeOf({ logWeight, from, to }: Piece, sign: 1 | -1): number {
  if (!Number.isFinite(to - from)) return logWeight(Number.isFinite(from) ? from : Number.isFinite(to) ? to : 0);
  const at = (i: number): number => from + ((to - from) * i) / SAMPLES;
  let best = 0;
  for (let i = 1; i <= SAMPLES; i++) if (sign * (logWeight(at(i)) - logWeight(at(best))) > 0) best = i;
  let [a, b] = [at(Math.max(0, best - 1)), at(Math.min(SAMPLES, best + 1))];
  for (let round = 0; round < 60; round++) {
    const third = (b - a) / 3;
    if (sign * (logWeight(a + third) - logWeight(b - third)) > 0) b -= third;
    else a += third;
  }
  const [inside, edge] = [logWeight(0.5 * (a + b)), logWeight(at(best))];
  return sign * (inside - edge) > 0 ? inside : edge;
}
