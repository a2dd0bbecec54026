/**
 * The state in which a closed domain comes to rest: the Boltzmann distribution, with partition and baths.
 *
 *     c = a K e^{-V/kT},    a = N / (int K e^{-V/kT} A dx + volumes of the baths)
 *
 * The same activity a stands everywhere; what an impermeable face separates keeps its own. With a drift against closed
 * ends the steady state is c ~ K e^{-V/kT} e^{phi}, phi = int v/D dx (no equilibrium: the medium is driven).
 *
 * @see D. A. McQuarrie, Statistical Mechanics, University Science Books (2000) (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { Measure, Place } from "#model/measure.ts";
import type { End, Model, Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import { coordinatesOf, intervalsWhere } from "./breakpoints.ts";
import { type Ladder, ladderOf, type Rung } from "./ladder.ts";
import { firstFailure, type Recognition } from "./law.ts";
import { fromOwnZero, levelledStack } from "./levelled-stack.ts";
import { pieceContent } from "./resistance.ts";
import { areaAt, type Piece, type Stack, stackOf } from "./stack.ts";
import { curveOver } from "./stack-profile.ts";
import { driftExponent } from "./varying-piece.ts";

const NAME = "Boltzmann distribution of a closed domain";

/** Recognises a domain that lets nothing out. */
export function recogniseBoltzmann(model: Model, species: Species): Recognition {
  const found = stackOf(model, species);
  if (typeof found === "string")
    return { kind: "not-this", form: NAME, met: 0, because: found, change: "use layers, or a line with a potential" };
  const { stack, lift, whyNoContent, change } = levelledStack(found);
  const closed = (end: End) => ["no-flux", "bath", "periodic"].includes(stack[end].kind);
  const sources = stack.elements.some((e) => e.kind === "piece" && (e.decay !== 0 || e.production !== 0));
  const drifts = stack.elements.some((e) => e.kind === "piece" && e.drift.constant !== 0);
  const periodic = stack.left.kind === "periodic" || stack.right.kind === "periodic";
  const failure = firstFailure(
    NAME,
    [
      [closed("left") && closed("right"), "an end lets the species out", "give both ends no-flux or a bath"],
      [!sources, "there is a source", "leave out sources:"],
      [!(periodic && drifts), "a drift goes round a periodic domain", "leave out the drift"],
      [whyNoContent === undefined, whyNoContent ?? "", change],
    ],
    1,
  );
  if (failure !== undefined) return failure;
  let state: Rest | undefined;
  const rest = () => {
    state ??= restOf(stack, species);
    return state;
  };
  const applies = (when: When) => when === "steady" || (when === "equilibrium" && !drifts);
  return {
    kind: "law",
    name: NAME,
    formula: "c = a K e^(-V/kT), a = N / (int K e^(-V/kT) A dx + bath volumes)",
    source: "L. Boltzmann, Wien. Ber. 76, 373 (1877)",
    describes: { kind: "continuum" },
    read: (measure, when) =>
      applies(when) ? fromOwnZero(measure.name, read(model, rest(), measure), lift) : undefined,
    profile: (when) =>
      applies(when) ? curveOver(species, stack, when, (index, x) => concentrationAt(rest(), index, x)) : undefined,
  };
}

/** A stack at rest: the ladder, and the activity of each rung (at tilt 0). */
interface Rest {
  readonly stack: Stack;
  readonly ladder: Ladder;
  readonly activities: readonly number[];
}

function restOf(stack: Stack, species: Species): Rest {
  const ladder = ladderOf(stack, false);
  const { rungs } = ladder;
  const activities: number[] = [];
  const { initial } = species;
  const bathVolume = (end: End) => {
    const condition = stack[end];
    return condition.kind === "bath" ? condition.volume : 0;
  };
  const bathAmount = (end: End) => {
    const condition = stack[end];
    return condition.kind === "bath" ? condition.volume * condition.concentration : 0;
  };
  for (let first = 0; first < rungs.length; ) {
    // A block: up to the next face that lets nothing through.
    let end = rungs.findIndex(({ element }, i) => i >= first && element.kind === "face" && element.permeability === 0);
    if (end < 0) end = rungs.length;
    const upper = end < rungs.length ? rungs[end] : ladder;
    const last = end === rungs.length;
    const content =
      upper.content -
      rungs[first].content +
      (first === 0 ? bathVolume("left") : 0) +
      (last ? bathVolume("right") * exp(ladder.tilt) : 0);
    const began = first === 0 ? 0 : rungs[first].amount;
    const inCells =
      initial.kind === "equilibrium"
        ? (initial.amount * undrivenContent(rungs.slice(first, end))) / undrivenContent(rungs)
        : upper.amount - began;
    const amount = inCells + (first === 0 ? bathAmount("left") : 0) + (last ? bathAmount("right") : 0);
    const share = amount / content;
    for (let i = first; i <= Math.min(end, rungs.length - 1); i++) activities[i] = i === end ? Number.NaN : share;
    first = end + 1;
  }
  return { stack, ladder, activities };
}

/** int K e^{-V/kT} A dx over the layers, by which an equilibrium start is shared: a drift tilts what it becomes. */
function undrivenContent(rungs: readonly Rung[]): number {
  return rungs.reduce((sum, { element }) => {
    if (element.kind === "face") return sum;
    const { from, to, drift, geometry } = element;
    const still = drift.constant === 0;
    return (
      sum +
      (still ? pieceContent(element, from, to) : integrate((x) => element.weight(x) * areaAt(geometry, x), from, to))
    );
  }, 0);
}

function tiltAt({ element, tilt }: Rung, x: number): number {
  return element.kind === "face" ? tilt : tilt + driftExponent(element, element.from, x);
}

function concentrationAt({ ladder, activities }: Rest, index: number, x: number): number {
  const rung = ladder.rungs[index];
  if (rung.element.kind === "face") return Number.NaN;
  return activities[index] * rung.element.weight(x) * exp(tiltAt(rung, x));
}

function read(model: Model, rest: Rest, measure: Measure): number | undefined {
  const { stack, ladder, activities } = rest;
  const { name, place } = measure;
  switch (name) {
    case "survival":
      return 1;
    case "flux":
      return place?.kind === "layer" || place?.kind === "all" ? undefined : 0;
    case "amount":
      return place && amountIn(rest, place);
    case "c":
    case "activity": {
      if (place?.kind === "bath") {
        const bath = stack[place.end];
        const [activity, tilt] =
          place.end === "left" ? [activities[0], 0] : [activities[activities.length - 1], ladder.tilt];
        return bath.kind === "bath" ? activity * exp(tilt) : undefined;
      }
      const site = place && siteOf(stack, place);
      if (site === undefined) return undefined;
      const rung = ladder.rungs[site.index];
      if (name === "activity") return activities[site.index] * exp(tiltAt(rung, site.x));
      return concentrationAt(rest, site.index, site.x);
    }
    case "mean":
    case "variance":
    case "skewness":
    case "excess_kurtosis":
      return positionMoment(rest, name);
    case "probability":
      return probability(model, rest, measure);
    default:
      return undefined;
  }
}

function amountIn({ stack, ladder, activities }: Rest, place: Place): number | undefined {
  const inBath = (end: End) => {
    const bath = stack[end];
    if (bath.kind !== "bath") return 0;
    const activity = end === "left" ? activities[0] : activities[activities.length - 1] * exp(ladder.tilt);
    return activity * bath.volume;
  };
  const inLayers = (wanted: (layer: string) => boolean) =>
    ladder.rungs.reduce(
      (sum, { element, tilt }, i) =>
        element.kind === "piece" && wanted(element.layer)
          ? sum + activities[i] * exp(tilt) * pieceContent(element, element.from, element.to)
          : sum,
      0,
    );
  switch (place.kind) {
    case "all":
      return inLayers(() => true) + inBath("left") + inBath("right");
    case "layer":
      return inLayers((layer) => layer === place.layer);
    case "bath":
      return stack[place.end].kind === "bath" ? inBath(place.end) : undefined;
    default:
      return undefined;
  }
}

function siteOf({ elements }: Stack, place: Place): { readonly index: number; readonly x: number } | undefined {
  const inside = (index: number, x: number) => (index < 0 ? undefined : { index, x });
  const last = elements.length - 1;
  if (place.kind === "end") return place.end === "left" ? inside(0, elements[0].from) : inside(last, elements[last].to);
  if (place.kind === "point" && place.at.length === 1) {
    const [x] = place.at;
    return inside(
      elements.findIndex(({ from, to, kind }) => kind === "piece" && x >= from && x <= to),
      x,
    );
  }
  if (place.kind !== "layer-face") return undefined;
  const named = ({ layer }: { readonly layer: string }) => layer === place.layer;
  const index = place.side === "left" ? elements.findIndex(named) : elements.findLastIndex(named);
  return index < 0 ? undefined : inside(index, place.side === "left" ? elements[index].from : elements[index].to);
}

/** int g(x) c A dx over a part of the domain. */
function integralOf({ ladder, activities }: Rest, g: (x: number) => number, from: number, to: number): number {
  return ladder.rungs.reduce((sum, rung, i) => {
    const { element } = rung;
    if (element.kind === "face") return sum;
    const [a, b] = [Math.max(from, element.from), Math.min(to, element.to)];
    if (!(a < b) || activities[i] === 0) return sum;
    const density = (x: number) =>
      activities[i] * element.weight(x) * exp(tiltAt(rung, x)) * areaAt(element.geometry, x);
    const scale = pieceScale(element, activities[i], rung.tilt);
    return (
      sum + integrate((x) => g(x) * density(x), a, b, { relative: 1e-12, absolute: 1e-14 * scale * bound(g, a, b) })
    );
  }, 0);
}

function pieceScale(piece: Piece, activity: number, tilt: number): number {
  return activity * exp(tilt) * pieceContent(piece, piece.from, piece.to);
}

function bound(g: (x: number) => number, a: number, b: number): number {
  return Math.max(Math.abs(g(a)), Math.abs(g(b)));
}

function isWithoutBaths({ stack }: Rest): boolean {
  return stack.left.kind !== "bath" && stack.right.kind !== "bath";
}

function positionMoment(rest: Rest, name: "mean" | "variance" | "skewness" | "excess_kurtosis"): number | undefined {
  if (rest.stack.geometry !== "slab" || !isWithoutBaths(rest)) return undefined;
  const { elements } = rest.stack;
  const [from, to] = [elements[0].from, elements[elements.length - 1].to];
  const total = integralOf(rest, () => 1, from, to);
  const mean = integralOf(rest, (x) => x, from, to) / total;
  const about = (power: number) =>
    integralOf(
      rest,
      (x) => (power === 2 ? 1 : power === 3 ? x - mean : (x - mean) * (x - mean)) * (x - mean) * (x - mean),
      from,
      to,
    ) / total;
  if (name === "mean") return mean;
  const variance = about(2);
  if (name === "variance") return variance;
  return name === "skewness" ? about(3) / (variance * Math.sqrt(variance)) : about(4) / (variance * variance) - 3;
}

function probability(model: Model, rest: Rest, { condition }: Measure): number | undefined {
  if (condition === undefined || !isWithoutBaths(rest)) return undefined;
  const names = coordinatesOf(condition);
  const own = rest.stack.geometry === "slab" ? "x" : "r";
  if (names.some((name) => name !== own)) return undefined;
  const { elements } = rest.stack;
  const [from, to] = [elements[0].from, elements[elements.length - 1].to];
  const total = integralOf(rest, () => 1, from, to);
  return intervalsWhere(condition, model, { from, to }).reduce(
    (sum, inside) => sum + integralOf(rest, () => 1, inside.from, inside.to) / total,
    0,
  );
}
