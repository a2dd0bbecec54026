/**
 * A stack as a chain of two-ports: its elements, what stands at its ends, and readings of a solved chain.
 *
 * @module
 */

import type { Measure, Place } from "#model/measure.ts";
import type { BoundaryCondition, End } from "#model/model.ts";
import { type Chain, type NodeStates, nodeStates, openTermination, type Termination } from "./chain.ts";
import { type Complex, plus, real, scaled, times, ZERO } from "./complex.ts";
import { membraneFace } from "./membrane-face.ts";
import { areaAt, type Element, type Piece, type Stack } from "./stack.ts";
import type { Drive, ElementLaw, Local } from "./two-port.ts";
import { uniformHalfLine } from "./uniform-half-line.ts";
import { uniformRing } from "./uniform-ring.ts";
import { uniformShell } from "./uniform-shell.ts";
import { uniformSlab } from "./uniform-slab.ts";

/** A stack with the law of each of its elements. */
export interface StackChain extends Chain {
  readonly stack: Stack;
}

/** The law of a piece with constant coefficients; undefined if it has none. */
export function uniformLaw(piece: Piece): ElementLaw | undefined {
  const { uniform, geometry } = piece;
  if (uniform === undefined) return undefined;
  if (!Number.isFinite(piece.thickness)) return uniformHalfLine(piece, uniform);
  if (geometry === "slab")
    return Math.abs(uniform.carrying * (piece.to - piece.from)) < 600 * uniform.diffusivity
      ? uniformSlab(piece, uniform)
      : undefined;
  if (uniform.carrying !== 0) return undefined;
  return geometry === "sphere" ? uniformShell(piece, uniform) : uniformRing(piece, uniform);
}

/** The chain of a stack, if every piece has a law. */
export function chainOf(stack: Stack, lawOf: (piece: Piece) => ElementLaw | undefined): StackChain | undefined {
  const elements: ElementLaw[] = [];
  for (const element of stack.elements) {
    const law = element.kind === "face" ? membraneFace(element) : lawOf(element);
    if (law === undefined) return undefined;
    elements.push(law);
  }
  const released = Array.from({ length: elements.length + 1 }, () => 0);
  const { point } = stack;
  if (point !== undefined) {
    const node = stack.elements.findIndex(({ from }) => from === point.at);
    released[node < 0 ? elements.length : node] = point.amount;
  }
  return { stack, elements, released };
}

/** A chain solved for one drive. */
export interface SolvedChain extends NodeStates {
  readonly chain: StackChain;
  readonly drive: Drive;
}

/** The chain solved for the activities and currents at its nodes. */
export function solvedChain(chain: StackChain, drive: Drive): SolvedChain {
  const left = terminationAt(chain.stack, "left", drive);
  const right = terminationAt(chain.stack, "right", drive);
  return { chain, drive, ...nodeStates(chain, drive, left, right) };
}

/** Coordinate of an end [m]. */
export function endOf({ elements }: Stack, end: End): number {
  return end === "left" ? elements[0].from : elements[elements.length - 1].to;
}

/** W in the medium at an end; 1 at a face. */
export function weightAtEnd({ elements }: Stack, end: End): number {
  const element = end === "left" ? elements[0] : elements[elements.length - 1];
  return element.kind === "face" ? 1 : element.weight(end === "left" ? element.from : element.to);
}

function terminationAt(stack: Stack, end: End, { s, constant, content }: Drive): Termination {
  const condition: BoundaryCondition = stack[end];
  const area = areaAt(stack.geometry, endOf(stack, end));
  switch (condition.kind) {
    case "absorbing":
      return { kind: "fixed", activity: ZERO };
    case "concentration":
      return { kind: "fixed", activity: scaled(constant, condition.concentration / weightAtEnd(stack, end)) };
    case "robin":
      return openTermination(condition.permeability * area, scaled(constant, condition.concentration));
    case "flux":
      return openTermination(0, ZERO, scaled(constant, condition.flux * area));
    case "bath":
      // V (s a - b0) is what flows out into the bath; at the steady state a bath takes nothing more.
      return {
        kind: "open",
        source: real(condition.volume * condition.concentration * content),
        admittance: scaled(s, condition.volume),
      };
    case "no-flux":
    case "periodic":
      return openTermination(0, ZERO);
    case "dissolving":
      throw new Error("Bug: a stack was given an end that moves.");
  }
}

/** A measure of a solved chain; undefined where it is not one of a chain. */
export function chainReading(solved: SolvedChain, { name, place }: Measure): Complex | undefined {
  if (place === undefined) return undefined;
  const { chain, activities } = solved;
  const { stack } = chain;
  switch (name) {
    case "amount":
      return amountIn(solved, place);
    case "c":
      if (place.kind === "bath") return activities[place.end === "left" ? 0 : activities.length - 1];
      return localAt(solved, place)?.concentration;
    case "activity": {
      if (place.kind === "bath") return activities[place.end === "left" ? 0 : activities.length - 1];
      const site = siteOf(stack, place);
      if (site === undefined) return undefined;
      const { index, x } = site;
      const element = stack.elements[index];
      const centre = stack.geometry !== "slab" && x === 0;
      if (x === element.from && x !== element.to && !centre) return activities[index];
      if (x === element.to && x !== element.from) return activities[index + 1];
      if (element.kind === "face") return activities[index + (site.side === "right" ? 1 : 0)];
      const local = localAt(solved, place);
      return local && scaled(local.concentration, 1 / element.weight(x));
    }
    case "flux": {
      const site = siteOf(stack, place);
      const local = localAt(solved, place);
      if (site === undefined || local === undefined) return undefined;
      const area = areaAt(stack.geometry, site.x);
      return area === 0 ? ZERO : scaled(local.current, 1 / area);
    }
    case "amount_permeated": {
      if (place.kind !== "end") return undefined;
      const current = localAt(solved, place)?.current;
      const area = areaAt(stack.geometry, endOf(stack, place.end));
      if (current === undefined || area === 0) return undefined;
      return scaled(times(current, solved.drive.constant), (place.end === "left" ? -1 : 1) / area);
    }
    default:
      return undefined;
  }
}

/** Where a place lies: which element, at which coordinate, on which side. */
interface Site {
  readonly index: number;
  readonly x: number;
  readonly side: End;
}

function siteOf({ elements }: Stack, place: Place): Site | undefined {
  const last = elements.length - 1;
  switch (place.kind) {
    case "end":
      return place.end === "left"
        ? { index: 0, x: elements[0].from, side: "left" }
        : { index: last, x: elements[last].to, side: "right" };
    case "layer-face": {
      const inLayer = ({ layer }: Element) => layer === place.layer;
      const index = place.side === "left" ? elements.findIndex(inLayer) : elements.findLastIndex(inLayer);
      if (index < 0) return undefined;
      const element = elements[index];
      return { index, x: place.side === "left" ? element.from : element.to, side: place.side };
    }
    case "point": {
      const [x] = place.at;
      const index = elements.findIndex(({ from, to }) => x >= from && x <= to && to > from);
      return index < 0 || place.at.length !== 1 ? undefined : { index, x, side: "left" };
    }
    default:
      return undefined;
  }
}

function localAt(solved: SolvedChain, place: Place): Local | undefined {
  const site = siteOf(solved.chain.stack, place);
  return site && localIn(solved, site.index, site.x);
}

/** Concentration and current in one element; at its sides the current is that of the nodes. */
export function localIn(solved: SolvedChain, index: number, x: number): Local {
  const { chain, drive, activities, entering, leaving } = solved;
  const { from, to } = chain.stack.elements[index];
  const local = chain.elements[index].at(x, drive, { left: activities[index], right: activities[index + 1] });
  if (x === from) return { ...local, current: entering[index] };
  return x === to ? { ...local, current: leaving[index] } : local;
}

function amountIn({ chain, drive, activities }: SolvedChain, place: Place): Complex | undefined {
  const { stack, elements } = chain;
  const inBath = (end: End): Complex => {
    const condition = stack[end];
    const activity = activities[end === "left" ? 0 : elements.length];
    return condition.kind === "bath" ? scaled(activity, condition.volume) : ZERO;
  };
  const inLayers = (wanted: (layer: string) => boolean) =>
    elements.reduce(
      (sum, element, i) =>
        wanted(stack.elements[i].layer)
          ? plus(sum, element.amount(drive, { left: activities[i], right: activities[i + 1] }))
          : sum,
      ZERO,
    );
  switch (place.kind) {
    case "all":
      return plus(
        plus(inBath("left"), inBath("right")),
        inLayers(() => true),
      );
    case "bath":
      return stack[place.end].kind === "bath" ? inBath(place.end) : undefined;
    case "layer":
      return inLayers((layer) => layer === place.layer);
    default:
      return undefined;
  }
}

/** Whether the geometry can be used at all: only a flat domain may repeat. */
export function isPeriodic({ left, right }: Stack): boolean {
  return left.kind === "periodic" || right.kind === "periodic";
}
