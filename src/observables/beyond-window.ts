/**
 * What becomes of a walker beyond the window at which a grid looks: whether it is held, wanders, or runs away.
 *
 * A diffusion on a line has a scale s and a speed m, read outwards from the window's edge,
 *
 *     Φ = u - ∫ v/D dx,    s' = e^Φ / D,    m' = e^{-Φ}
 *
 *     ∫ s' finite                     runs away: a part never comes back
 *     ∫ s' infinite, ∫ m' finite      held: it comes back in a finite mean time
 *     both infinite                   wanders: it comes back with certainty, but the mean time is infinite
 *
 * The integrals are judged by their trend over {@link DOUBLINGS} stretches, each twice as long as the one before, the
 * first as long as the window: one that falls by less than 2 % from stretch to stretch is taken as infinite. A power
 * r^-p is so told from 1/r where p > 1.03. What changes only beyond thousands of windows is not seen, and where a
 * function has no value out there (D or K not positive), nothing is said and the end counts as held. On the radius of
 * a plane or of space nothing but free diffusion is followed: it is not held.
 *
 * @see S. Karlin and H. M. Taylor, A Second Course in Stochastic Processes, Academic Press (1981), section 15.6 (not opened)
 * @module
 */

import { continuumSpecies } from "#generator/motion.ts";
import type { Network } from "#generator/network.ts";
import { type Mesh, meshOf } from "#mesh/mesh.ts";
import type { End, Model, Species } from "#model/model.ts";
import { exp, log } from "#numerics/elementary.ts";
import { type Landscape, landscapeOf } from "#potential/landscape.ts";
import { DomainError } from "#units/domain-error.ts";
import { windowEdges } from "./window-warning.ts";

/** One end of a window at which no wall is declared. */
export interface FarEnd {
  readonly end: End;
  readonly fate: "held" | "wanders" | "runs-away";
  /** ∫ m' dx beyond the edge over m' at the edge [m]: what is beyond at rest, as a length of what is at the edge. */
  readonly reach: number;
  /** D Φ'² / 4 far out, where the continuous spectrum begins [s^-1]; infinite where Φ' grows without end. */
  readonly threshold: number;
}

const DOUBLINGS = 13;
const CELLS = 64;
/** Stretches over which the trend is taken, and how an integral that has a limit falls at least from one to the next. */
const TREND = 4;
const FALL = 0.98;

/**
 * The ends of the window at which a species could go to infinity; none where walls stand at both.
 *
 * @param driven whether the drift counts; at equilibrium the potential alone must hold
 */
export function farEnds(
  model: Model,
  species: Species,
  { mesh }: Pick<Network, "mesh">,
  driven = true,
): readonly FarEnd[] {
  const isLine = model.domain?.kind === "free" && model.domain.geometry === "line";
  const carried = continuumSpecies(species);
  const { drift: _drift, ...still } = carried;
  return windowEdges(model).map((end) =>
    isLine
      ? farEnd(model, driven ? carried : still, mesh, end)
      : { end, fate: "wanders", reach: Number.POSITIVE_INFINITY, threshold: 0 },
  );
}

function farEnd(model: Model, species: Species, { edge, cellCount }: Mesh, end: End): FarEnd {
  const [from, to] = [edge[0], edge[cellCount]];
  const width = to - from;
  // Logarithms of ∫ s' and ∫ m' over each stretch, and D Φ'² / 4 along it.
  const scale: number[] = [];
  const speed: number[] = [];
  const thresholds: number[] = [];
  let atEdge = 0;
  let carried = 0;
  for (let k = 0, length = width; k < DOUBLINGS; k++, length *= 2) {
    const near = length - width;
    const stretch = stretchBeyond(model, species, end === "right" ? to + near : from - near - length, length);
    if (stretch === undefined) return { end, fate: "held", reach: 0, threshold: Number.POSITIVE_INFINITY };
    const outwards = outwardFields(stretch, end);
    const h = length / CELLS;
    if (k === 0) atEdge = outwards.first;
    const height = new Float64Array(CELLS);
    const began = carried;
    let inverse = 0;
    for (let i = 0; i < CELLS; i++) {
      const step = (outwards.velocity[i] / outwards.diffusivity[i]) * h;
      height[i] = outwards.potential[i] - (carried + 0.5 * step);
      carried += step;
      inverse += 1 / outwards.diffusivity[i];
    }
    scale.push(logSum(height.map((value, i) => value - log(outwards.diffusivity[i]))) + log(h));
    speed.push(logSum(height.map((value) => -value)) + log(h));
    const slope = (outwards.last - outwards.first - (carried - began)) / length;
    thresholds.push((0.25 * slope * slope * CELLS) / inverse);
  }
  const [last, before] = [thresholds[DOUBLINGS - 1], thresholds[DOUBLINGS - 1 - TREND]];
  const isHeld = hasLimit(speed);
  return {
    end,
    fate: hasLimit(scale) ? "runs-away" : isHeld ? "held" : "wanders",
    reach: isHeld ? exp(logSum(Float64Array.from(speed)) + atEdge) : Number.POSITIVE_INFINITY,
    threshold: Number.isFinite(last) && last <= before / FALL ? last : Number.POSITIVE_INFINITY,
  };
}

/** The landscape on a stretch; undefined where it has none. */
function stretchBeyond(model: Model, species: Species, from: number, length: number): Landscape | undefined {
  try {
    const mesh = meshOf("slab", [{ name: "domain", from, thickness: length, cells: CELLS, grading: 0 }]);
    const landscape = landscapeOf(model, species, mesh);
    const fields = [landscape.potential, landscape.leftVelocity];
    return fields.some((field) => field.some(Number.isNaN)) ? undefined : landscape;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return undefined;
  }
}

/** The fields of a stretch in the order in which a walker meets them that goes out by an end. */
function outwardFields(landscape: Landscape, end: End) {
  const { potential, leftPotential, rightPotential, leftDiffusivity, leftVelocity } = landscape;
  const ordered = (field: Float64Array) => (end === "right" ? field : field.toReversed());
  const sign = end === "right" ? 1 : -1;
  const [low, high] = [leftPotential[0], rightPotential[CELLS - 1]];
  return {
    potential: ordered(Float64Array.from(potential as Float64Array)),
    diffusivity: ordered(Float64Array.from(leftDiffusivity as Float64Array)),
    velocity: ordered(Float64Array.from(leftVelocity as Float64Array, (v) => sign * v)),
    first: end === "right" ? low : high,
    last: end === "right" ? high : low,
  };
}

/** Whether integrals over stretches, given by their logarithms, fall so that their sum has a limit. */
function hasLimit(logs: readonly number[]): boolean {
  const last = logs[logs.length - 1];
  if (last === Number.NEGATIVE_INFINITY) return true;
  return last - logs[logs.length - 1 - TREND] < TREND * log(FALL);
}

/** ln Σ e^value, without overflow. */
function logSum(values: Float64Array): number {
  const largest = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(largest)) return largest;
  return largest + log(values.reduce((sum, value) => sum + exp(value - largest), 0));
}
