/**
 * The transient of a stack of layers with constant coefficients: exact in Laplace space, inverted on a contour.
 *
 *     s c~ - c0 = (1/A) d/dx A (D dc~/dx - w c~) - k c~ + S/s    in each layer, a = c e^{V/kT} / K continuous
 *
 * Each layer is solved by hyperbolic functions, the layers are joined by their fluxes, and 16 values of s give a time
 * to about 1e-12. Any ends: held concentration, absorbing, no flux, given flux, film to a bath, stirred bath of finite
 * volume; uniform start in each layer, or a point source; membrane faces, linear sinks, constant production.
 *
 * @see J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), sections 2.4, 4.3 and 6.3 (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { Initial, Model, Species } from "#model/model.ts";
import { type Coefficient, constantCoefficient } from "./coefficient.ts";
import { times } from "./complex.ts";
import { contourAt } from "./laplace-inversion.ts";
import { firstFailure, type Recognition } from "./law.ts";
import { fromOwnZero, levelledStack } from "./levelled-stack.ts";
import { pieceContent } from "./resistance.ts";
import { type Element, type Piece, type Stack, stackOf } from "./stack.ts";
import {
  chainOf,
  chainReading,
  isPeriodic,
  localIn,
  type SolvedChain,
  type StackChain,
  solvedChain,
  uniformLaw,
  weightAtEnd,
} from "./stack-chain.ts";
import { curveOver } from "./stack-profile.ts";
import { transientDrive } from "./two-port.ts";

const NAME = "transient of layers with constant coefficients";

/** Recognises layers with constant coefficients that start uniform, or from a point. */
export function recogniseTransientStack(model: Model, species: Species): Recognition {
  const found = stackOf(model, species, { unbounded: true });
  if (typeof found === "string")
    return { kind: "not-this", form: NAME, met: 0, because: found, change: "use layers in a slab or sphere" };
  const { stack: level, lift, whyNoResistance, change } = levelledStack(found);
  const stack = withEquilibriumStart(level, species.initial);
  const pieces = stack.elements.filter((e) => e.kind === "piece");
  const chain = chainOf(stack, uniformLaw);
  const [first, last] = [stack.elements[0], stack.elements[stack.elements.length - 1]];
  const bounded = Number.isFinite(last.to - first.from);
  const failure = firstFailure(
    NAME,
    [
      [!isPeriodic(stack), "the domain is periodic", "give both ends a boundary"],
      [
        bounded || stack.elements.length > 1 || Number.isFinite(first.from) || Number.isFinite(last.to),
        "an unbounded line has no surface",
        "start at a point",
      ],
      [bounded || species.initial.kind !== "equilibrium", "an unbounded line has no equilibrium", "start at a point"],
      [chain !== undefined, "coefficients vary within a layer", "make D and K constant in each layer"],
      [whyNoResistance === undefined, whyNoResistance ?? "", change],
      [pieces.every(startsUniform), "the start varies within a layer", "start uniform in each layer, or at a point"],
      [
        stack.geometry === "slab" || stack.point === undefined || stack.point.at > 0,
        "the source is at the centre",
        "start at a radius > 0",
      ],
      [pieces.every((p) => p.decay >= 0), "a linear source grows without bound", "use a negative rate"],
      [pieces.every((p) => p.production >= 0), "a zero-order sink may run dry", "ask for the steady state"],
    ],
    1,
  );
  if (failure !== undefined || chain === undefined) return failure as Recognition;
  const solutions = makeSolutions(chain);
  return {
    kind: "law",
    name: NAME,
    formula:
      "s c~ - c0 = (1/A) (A (D c~' - w c~))' - k c~ in each layer, a = c e^(V/kT) / K continuous; inverted at 16 points of a hyperbola",
    source: "J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), chapters 2, 4 and 6",
    describes: { kind: "continuum" },
    read: (measure, when) => fromOwnZero(measure.name, read(chain, solutions, measure, when), lift),
    profile: (when) =>
      bounded && typeof when === "number" && when > 0
        ? curveOver(species, stack, when, (index, x) =>
            inverted(solutions(when), (solved) => localIn(solved, index, x).concentration),
          )
        : undefined,
  };
}

/** The chain solved at one point of the contour, and the weight of that point. */
interface Sample {
  readonly solved: SolvedChain;
  readonly weight: { readonly re: number; readonly im: number };
}

/** Solutions at a time; the last 512 times are kept. */
function makeSolutions(chain: StackChain): (t: number) => readonly Sample[] {
  const kept = new Map<number, readonly Sample[]>();
  return (t) => {
    const known = kept.get(t);
    if (known !== undefined) return known;
    const samples = contourAt(t).map(({ s, weight }) => ({ solved: solvedChain(chain, transientDrive(s)), weight }));
    if (kept.size >= 512) kept.clear();
    kept.set(t, samples);
    return samples;
  };
}

function inverted(
  samples: readonly Sample[],
  transform: (solved: SolvedChain) => { readonly re: number; readonly im: number } | undefined,
): number {
  let sum = 0;
  for (const { solved, weight } of samples) {
    const value = transform(solved);
    if (value === undefined) return Number.NaN;
    sum += times(weight, value).re;
  }
  return sum;
}

function read(
  chain: StackChain,
  solutions: (t: number) => readonly Sample[],
  measure: Measure,
  when: When,
): number | undefined {
  if (typeof when !== "number") return undefined;
  if (measure.name === "survival") {
    const total = startAmount(chain.stack);
    if (isSupplied(chain.stack) || !(total > 0)) return undefined;
    if (when === 0) return 1;
    const left = inverted(solutions(when), (solved) =>
      chainReading(solved, { ...measure, name: "amount", place: { kind: "all" } }),
    );
    return left / total;
  }
  return when === 0
    ? atStart(chain.stack, measure)
    : inverted(solutions(when), (solved) => chainReading(solved, measure));
}

/** Whether anything but the initial content enters. */
export function isSupplied({ left, right, elements }: Stack): boolean {
  const supplies = ({ kind, ...rest }: Stack["left"]) =>
    ("concentration" in rest && rest.concentration !== 0 && kind !== "bath") || (kind === "flux" && "flux" in rest);
  return supplies(left) || supplies(right) || elements.some((e) => e.kind === "piece" && e.production !== 0);
}

/** Amount at the start, the baths included. */
export function startAmount({ elements, left, right, point }: Stack): number {
  const bath = (end: Stack["left"]) => (end.kind === "bath" ? end.volume * end.concentration : 0);
  const spread = elements.reduce((sum, e) => (e.kind === "piece" ? sum + pieceStart(e) : sum), 0);
  return spread + bath(left) + bath(right) + (point?.amount ?? 0);
}

function pieceStart(piece: Piece): number {
  const level = piece.initial?.constant ?? 0;
  // The content of a unit activity is W times the volume.
  return level === 0 ? 0 : level * pieceContent({ ...piece, uniform: UNIT, weight: () => 1 }, piece.from, piece.to);
}

const UNIT = { diffusivity: 1, weightLeft: 1, weightRight: 1, carrying: 0 };

function startsUniform({ initial }: Piece): boolean {
  return initial === undefined || initial.constant !== undefined;
}

/** The state at the start; fluxes are not defined there. */
function atStart(stack: Stack, { name, place }: Measure): number | undefined {
  if (name === "amount_permeated") return 0;
  if (place === undefined) return undefined;
  const inLayers = (wanted: (e: Element) => boolean) =>
    stack.elements.reduce((sum, e) => (e.kind === "piece" && wanted(e) ? sum + pieceStart(e) : sum), 0);
  if (name === "amount") {
    if (place.kind === "all") return startAmount(stack);
    if (place.kind === "layer" && stack.point === undefined) return inLayers(({ layer }) => layer === place.layer);
    const bath = place.kind === "bath" ? stack[place.end] : undefined;
    return bath?.kind === "bath" ? bath.volume * bath.concentration : undefined;
  }
  if ((name !== "c" && name !== "activity") || stack.point !== undefined) return undefined;
  if (place.kind === "bath") {
    const bath = stack[place.end];
    return bath.kind === "bath" ? bath.concentration : undefined;
  }
  if (place.kind === "end") {
    const condition = stack[place.end];
    const level = condition.kind === "concentration" ? condition.concentration : undefined;
    if (level !== undefined) return name === "c" ? level : level / weightAtEnd(stack, place.end);
  }
  const piece = pieceAt(stack, place);
  if (piece === undefined) return undefined;
  const [level, x] = [piece.element.initial?.constant ?? 0, piece.x];
  return name === "c" ? level : level / piece.element.weight(x);
}

function pieceAt(
  stack: Stack,
  place: NonNullable<Measure["place"]>,
): { readonly element: Piece; readonly x: number } | undefined {
  const pieces = stack.elements.filter((e) => e.kind === "piece");
  if (place.kind === "end") {
    const element = place.end === "left" ? pieces[0] : pieces[pieces.length - 1];
    return { element, x: place.end === "left" ? element.from : element.to };
  }
  if (place.kind === "layer-face") {
    const inside = pieces.filter(({ layer }) => layer === place.layer);
    if (inside.length === 0) return undefined;
    const element = place.side === "left" ? inside[0] : inside[inside.length - 1];
    return { element, x: place.side === "left" ? element.from : element.to };
  }
  if (place.kind !== "point" || place.at.length !== 1) return undefined;
  const [x] = place.at;
  const element = pieces.find(({ from, to }) => x >= from && x <= to);
  return element && { element, x };
}

/** A start from equilibrium as a uniform start, where the weights are constant in each piece. */
function withEquilibriumStart(stack: Stack, initial: Initial): Stack {
  if (initial.kind !== "equilibrium") return stack;
  const content = stack.elements.reduce(
    (sum, e) => (e.kind === "piece" ? sum + pieceContent(e, e.from, e.to) : sum),
    0,
  );
  const activity = initial.amount / content;
  return {
    ...stack,
    elements: stack.elements.map((e) => {
      if (e.kind === "face") return e;
      const flat = e.uniform !== undefined && e.uniform.carrying === 0;
      return {
        ...e,
        initial: flat ? constantCoefficient(activity * e.uniform.weightLeft) : boltzmannStart(e, activity),
      };
    }),
  };
}

function boltzmannStart(piece: Piece, activity: number): Coefficient {
  const at = (x: number) => activity * piece.weight(x);
  return { constant: undefined, at, slope: () => Number.NaN, expression: undefined };
}
