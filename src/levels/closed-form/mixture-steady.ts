/**
 * The steady state of a mixture in layers, by Kirchhoff's transform:
 *
 *     I = [θ(c_left) - θ(c_right)] / ∫ dr/A,    θ(c) = ∫_0^c D(s) Γ(s) ds,
 *
 * whatever the activity and D(c). The profile is θ(c) = θ(c_left) - I ∫ dr/A. Between layers the activity a = γ c / K is
 * continuous; over a membrane, or a film in front of a bath, it drops by I / (P A). One layer between held concentrations
 * is an integral; else the flow is a root, on which the concentration at the far end falls.
 *
 * @see J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), section 7.2 (not opened)
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import { compositionOnBranch } from "#model/activity-branch.ts";
import type { Measure } from "#model/measure.ts";
import type { BoundaryCondition, Model, Species } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { integrate } from "#numerics/quadrature.ts";
import { rootIn } from "#numerics/root.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { firstFailure, type Recognition } from "./law.ts";
import {
  activityAt,
  concentrationOf,
  geometricResistance,
  inverseTheta,
  type MixtureLayer,
  type MixtureStack,
  mixtureStackOf,
} from "./mixture-stack.ts";

const NAME = "steady state of a mixture (Kirchhoff's transform)";

/** The state inside a layer that has a thickness. */
interface Solved {
  /** Flow from left to right, per length or whole where round [mol s^-1 ...]. */
  readonly flow: number;
  /** Concentrations at both sides of each layer; NaN for membranes. */
  readonly sides: readonly (readonly [left: number, right: number])[];
  /** Activities beyond the ends. */
  readonly activities: readonly [left: number, right: number];
}

/** Recognises layers of a mixture between ends that hold or exchange it. */
export function recogniseMixtureSteady(model: Model, species: Species): Recognition {
  const stack = mixtureStackOf(model, species);
  if (typeof stack === "string")
    return {
      kind: "not-this",
      form: NAME,
      met: 0,
      because: stack,
      change: "use layers of constant K, without potential, drift and sources",
    };
  const holds = ({ kind }: BoundaryCondition) => kind === "concentration" || kind === "absorbing" || kind === "robin";
  const failure = firstFailure(
    NAME,
    [
      [
        holds(stack.ends.left) && holds(stack.ends.right),
        "both ends must hold or exchange it for a steady flow",
        "give both ends a concentration, absorbing or robin",
      ],
      [
        stack.geometry === "slab" || (stack.layers[0]?.from ?? 0) > 0,
        "the axis or centre is no end",
        "give the cylinder or sphere an inner radius",
      ],
    ],
    1,
  );
  if (failure !== undefined) return failure;
  let state: Solved | undefined;
  const solved = (): Solved => {
    state ??= solve(stack);
    return state;
  };
  return {
    kind: "law",
    name: NAME,
    formula: "I int dr/A = int D Gamma dc between the sides of a layer, a = gamma c / K continuous between layers",
    source: "J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), section 7.2",
    describes: { kind: "continuum" },
    read: (measure, when) => read(model, stack, solved, measure, when),
    profile: (when) => (when === "steady" ? profileOf(species, stack, solved()) : undefined),
  };
}

const AREA: Readonly<Record<MixtureStack["geometry"], (r: number) => number>> = {
  slab: () => 1,
  cylinder: (r) => 2 * Math.PI * r,
  sphere: (r) => 4 * Math.PI * r * r,
};

/** Activity in the wall, or beyond the film, at an end. */
function endActivity(condition: BoundaryCondition, { activity, layers }: MixtureStack, isLeft: boolean): number {
  const thick = layers.filter(({ permeability }) => permeability === undefined);
  const layer = (isLeft ? thick[0] : thick.at(-1)) as MixtureLayer;
  if (condition.kind === "concentration") return activityAt(activity, condition.concentration, layer.partition);
  return condition.kind === "robin" ? activityAt(activity, condition.concentration, 1) : 0;
}

function filmOf(condition: BoundaryCondition, area: number): number {
  return condition.kind === "robin" ? 1 / (condition.permeability * area) : 0;
}

/** Composition held in the wall or beyond the film at an end, and the K of the place. */
function heldAt(condition: BoundaryCondition, { layers }: MixtureStack, isLeft: boolean) {
  const thick = layers.filter(({ permeability }) => permeability === undefined);
  const layer = (isLeft ? thick[0] : thick.at(-1)) as MixtureLayer;
  const c = "concentration" in condition ? condition.concentration : 0;
  return { c, partition: condition.kind === "concentration" ? layer.partition : 1 };
}

/** Rise of ln a over the highest beyond an end that is left to rounding [1]. */
const SLACK = 1e-9;

/**
 * The highest composition that a K can hold: its activity lies nowhere above the highest beyond the ends (maximum
 * principle), on the branch of what is held there.
 */
function ceilingsOf(stack: MixtureStack): (partition: number) => number {
  const { activity, ends } = stack;
  if (activity.isIdeal) return () => activity.highest;
  const level = (c: number, partition: number) => log(c) + activity.lnGamma(c) - log(partition);
  const [highest] = [heldAt(ends.left, stack, true), heldAt(ends.right, stack, false)]
    .filter(({ c }) => c > 0)
    .sort((a, b) => level(b.c, b.partition) - level(a.c, a.partition));
  if (highest === undefined) return () => activity.highest;
  return (partition) => {
    const top = level(highest.c, highest.partition) + log(partition) + SLACK;
    const c = compositionOnBranch(activity, highest.c, top);
    return c < activity.highest ? c : activity.highest;
  };
}

/** @throws NumericalFailure if the flow is no number, or what it leads through lies beyond what its ends hold. */
function solve(stack: MixtureStack): Solved {
  const solved = solveLayers(stack);
  const ceiling = ceilingsOf(stack);
  const isWithin = stack.layers.every(({ permeability, partition }, i) => {
    const top = ceiling(partition);
    const side = solved.sides[i];
    return permeability !== undefined || side?.every((c) => c >= 0 && c <= top) === true;
  });
  if (isWithin && Number.isFinite(solved.flow)) return solved;
  throw new NumericalFailure(
    NAME,
    `no flow joins the activities beyond the ends, ${solved.activities.map((a) => a.toPrecision(3)).join(" and ")}, through compositions between theirs`,
    "hold less at the ends: γ grows there beyond what a number holds, or its law has a pole in between",
  );
}

function solveLayers(stack: MixtureStack): Solved {
  const { geometry, layers, activity, ends } = stack;
  const area = AREA[geometry];
  const first = layers[0] as MixtureLayer;
  const last = layers.at(-1) as MixtureLayer;
  const activities = [endActivity(ends.left, stack, true), endActivity(ends.right, stack, false)] as const;
  const films = [filmOf(ends.left, area(first.from)), filmOf(ends.right, area(last.to))] as const;
  const ceiling = ceilingsOf(stack);
  /** Walk through the layers with a flow: the activity at the far end, and the sides; NaN where it runs out of range. */
  const walk = (flow: number): { readonly end: number; readonly sides: Solved["sides"] } => {
    let a = activities[0] - flow * films[0];
    const sides: (readonly [number, number])[] = [];
    for (const layer of layers) {
      if (layer.permeability !== undefined) {
        sides.push([Number.NaN, Number.NaN]);
        a -= flow / (layer.permeability * area(layer.from));
        continue;
      }
      const highest = ceiling(layer.partition);
      const left = concentrationOf({ ...activity, highest }, a, layer.partition);
      if (Number.isNaN(left)) return { end: a > 0 ? Number.POSITIVE_INFINITY : Number.NaN, sides };
      const theta = layer.theta(left) - flow * geometricResistance(geometry, layer.from, layer.to);
      const right = inverseTheta(layer, theta, left, highest);
      if (Number.isNaN(right)) return { end: theta > 0 ? Number.POSITIVE_INFINITY : Number.NaN, sides };
      sides.push([left, right]);
      a = activityAt(activity, right, layer.partition);
    }
    return { end: a - flow * films[1], sides };
  };
  const only = layers.length === 1 && films[0] === 0 && films[1] === 0;
  if (only) {
    const [left, right] = [heldAt(ends.left, stack, true).c, heldAt(ends.right, stack, false).c];
    const flow = (first.theta(left) - first.theta(right)) / geometricResistance(geometry, first.from, first.to);
    return { flow, sides: [[left, right]], activities };
  }
  // the more flows the less is left at the far end; what runs dry before it counts as less than nothing
  const short = (flow: number): number => {
    const { end } = walk(flow);
    if (end === Number.POSITIVE_INFINITY) return Number.MAX_VALUE;
    return (Number.isFinite(end) ? end : -Number.MAX_VALUE / 4) - activities[1];
  };
  if (activities[0] === activities[1]) return { flow: 0, sides: walk(0).sides, activities };
  const sign = activities[0] > activities[1] ? 1 : -1;
  const thick = layers.find(({ permeability }) => permeability === undefined) as MixtureLayer;
  const top = { ...activity, highest: ceiling(thick.partition) };
  const some = concentrationOf(top, Math.max(...activities), thick.partition) || 1;
  let high = (sign * Math.abs(thick.theta(some))) / geometricResistance(geometry, thick.from, thick.to);
  for (let count = 0; count < 400 && short(high) * sign > 0; count++) high *= 2;
  const flow = rootIn(short, 0, high);
  return { flow, sides: walk(flow).sides, activities };
}

/** Concentration at a place inside a layer. */
function concentrationIn(
  { geometry, activity, layers }: MixtureStack,
  { flow, sides }: Solved,
  index: number,
  x: number,
): number {
  const layer = layers[index] as MixtureLayer;
  const [left, right] = sides[index] as readonly [number, number];
  if (x === layer.from) return left;
  if (x === layer.to) return right;
  const theta = layer.theta(left) - flow * geometricResistance(geometry, layer.from, x);
  // it lies between its sides, where only rounding puts θ beyond that of the higher one
  const top = Math.max(left, right);
  const c = inverseTheta(layer, theta, top, Math.min(activity.highest, top * (1 + 1e-9)));
  return Number.isNaN(c) && theta > 0 ? top : c;
}

function amountIn(stack: MixtureStack, solved: Solved, index: number): number {
  const { from, to } = stack.layers[index] as MixtureLayer;
  const area = AREA[stack.geometry];
  return integrate((x) => area(x) * concentrationIn(stack, solved, index, x), from, to, { relative: 1e-11 });
}

function read(
  model: Model,
  stack: MixtureStack,
  solved: () => Solved,
  measure: Measure,
  when: When,
): number | undefined {
  const { name, place } = measure;
  const isTimeless = name === "permeance" || name === "resistance";
  if (!isTimeless && when !== "steady") return undefined;
  const { layers, geometry, activity, total } = stack;
  const area = AREA[geometry];
  const outer = area((layers.at(-1) as MixtureLayer).to);
  /** Layer and side that a place names. */
  const sideOf = (): readonly [number, 0 | 1] | undefined => {
    if (place?.kind === "end") {
      const thick = layers.flatMap(({ permeability }, i) => (permeability === undefined ? [i] : []));
      return place.end === "left" ? [thick[0] as number, 0] : [thick.at(-1) as number, 1];
    }
    if (place?.kind !== "layer-face") return undefined;
    const index = layers.findIndex((layer) => layer.name === place.layer);
    return index < 0 ? undefined : [index, place.side === "left" ? 0 : 1];
  };
  const side = sideOf();
  const layerOf = (): number => (place?.kind === "layer" ? layers.findIndex((one) => one.name === place.layer) : -1);
  switch (name) {
    case "flux": {
      if (side === undefined) return undefined;
      const { from, to } = layers[side[0]] as MixtureLayer;
      return (total * solved().flow) / area(side[1] === 0 ? from : to);
    }
    case "c":
      if (side !== undefined) return solved().sides[side[0]]?.[side[1]];
      if (place?.kind === "layer") {
        const { from, to, permeability } = layers[layerOf()] as MixtureLayer;
        if (permeability !== undefined) return undefined;
        return amountIn(stack, solved(), layerOf()) / integrate(area, from, to);
      }
      if (place?.kind !== "point") return undefined;
      return pointValue(stack, solved(), place.at[0] as number);
    case "activity":
      if (side === undefined) return undefined;
      return activityAt(
        activity,
        solved().sides[side[0]]?.[side[1]] ?? Number.NaN,
        (layers[side[0]] as MixtureLayer).partition,
      );
    case "amount": {
      if (place?.kind === "layer") return total * amountIn(stack, solved(), layerOf());
      if (place !== undefined && place.kind !== "all") return undefined;
      let sum = 0;
      for (const [i, { permeability }] of layers.entries())
        if (permeability === undefined) sum += amountIn(stack, solved(), i);
      return total * sum;
    }
    case "permeance":
    case "resistance": {
      if (place !== undefined && place.kind !== "all") return undefined;
      const [left, right] = solved().activities;
      const permeance = solved().flow / outer / (left - right);
      return name === "permeance" ? permeance : 1 / permeance;
    }
    case "dissipation": {
      const [left, right] = solved().activities;
      if (model.temperature === undefined || !(left > 0 && right > 0)) return undefined;
      return total * solved().flow * activity.particles * GAS_CONSTANT * model.temperature * log(left / right);
    }
    default:
      return undefined;
  }
}

function pointValue(stack: MixtureStack, solved: Solved, x: number): number | undefined {
  const index = stack.layers.findIndex(
    ({ from, to, permeability }) => permeability === undefined && x >= from && x <= to,
  );
  return index < 0 ? undefined : concentrationIn(stack, solved, index, x);
}

const POINTS = 41;

function profileOf({ name }: Species, stack: MixtureStack, solved: Solved): Profile {
  const places = stack.layers.flatMap(({ from, to, permeability }, index) =>
    permeability === undefined
      ? Array.from({ length: POINTS }, (_, i) => [index, from + ((to - from) * i) / (POINTS - 1)] as const)
      : [],
  );
  return {
    species: name,
    when: "steady",
    quantity: "concentration",
    coordinate: Float64Array.from(places, ([, x]) => x),
    values: Float64Array.from(places, ([index, x]) => concentrationIn(stack, solved, index, x)),
  };
}
