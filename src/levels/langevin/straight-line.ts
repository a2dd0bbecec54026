/**
 * The line in the coordinate in which everything diffuses alike.
 *
 *     y = ∫ dx / √D,    dy = b dt + √2 dW,    b = (-D du/dx + ½ dD/dx + v) / √D
 *
 * is the same motion, without approximation: noise no longer depends on position, so a step of second order is easy and
 * the kernels of planes hold as they stand. y has the unit s^1/2 and unit diffusivity. The drift b and the way back
 * x(y) are tables of cubics; with constant D and force they are exact lines.
 *
 * Equilibrium weight per y: w = e^{-u} √D. Scaled rates of planes: a = P / w. Only ln w is kept: e^{-u} is no number where
 * u is beyond some 700, and walkers feel differences of u alone.
 *
 * @module
 */

import { Refusal } from "#levels/ensemble/refusal.ts";
import { exp, log } from "#numerics/elementary.ts";
import type { Time } from "#units/flavour.ts";
import { type CubicTable, cubicTable, lineTable, nodeSlopes, valueIn } from "./cubic-table.ts";
import type { MediumLaw } from "./medium-law.ts";
import type { Stretch, Surface } from "./stretches.ts";
import { type Reach, reachFrom } from "./window.ts";

/** How noise that varies in space is read; "ito" leaves out the drift dD/dx and is wrong here: for demonstration only. */
export type NoiseConvention = "isothermal" | "ito";

/** What a walker meets at one side of a straight stretch, in scaled rates [s^-1/2]. */
export interface Plane {
  readonly kind: "open" | "wall" | "partition" | "membrane";
  /** a: rate of leaving or crossing from this side: 0 reflects, Infinity absorbs. */
  readonly own: number;
  /** a': rate of coming back from the other side of a membrane. */
  readonly other: number;
  /** Equilibrium weight beyond a partition, as a fraction of both sides [1]. */
  readonly beyond: number;
}

/** Values at equally spaced y, for starting points, time steps and relaxation. */
export interface Nodes {
  /** y of the first node. */
  readonly first: number;
  readonly spacing: number;
  /** x of each node [m]. */
  readonly x: Float64Array;
  /** Drift b [s^-1/2]. */
  readonly drift: Float64Array;
  /** ln w, w = e^{-u} √D. */
  readonly logWeight: Float64Array;
}

/** A stretch in the straight coordinate. */
export interface StraightStretch {
  /** Ends [s^1/2], or infinite. */
  readonly left: number;
  readonly right: number;
  readonly leftPlane: Plane;
  readonly rightPlane: Plane;
  readonly drift: CubicTable;
  /** x(y) [m]. */
  readonly position: CubicTable;
  /** Absent on an unbounded stretch without forces where no window was asked. */
  readonly nodes?: Nodes;
  /** Whether an open end is closed by the potential. */
  readonly confined: boolean;
  /** The largest step that resolves the drift; Infinity where the drift is constant [s]. */
  readonly step: Time;
}

/** What is needed to straighten unbounded stretches. */
export interface StraightRequest {
  /** Where walkers start [m, m]. */
  readonly start: readonly [number, number];
  /** The last record time [s]; 0 without a transient. */
  readonly time: Time;
  /** Whether walkers are followed beyond it, to equilibrium or until they leave. */
  readonly endless: boolean;
  /** Make nodes on unbounded stretches without forces too, over the start: it is a distribution. */
  readonly spread: boolean;
  readonly convention?: NoiseConvention;
}

const CELLS = 2048;

/** @throws Refusal if u jumps within a medium, or an unbounded stretch has no end to its table. */
export function straightLine(stretches: readonly Stretch[], request: StraightRequest): StraightStretch[] {
  const straight: StraightStretch[] = [];
  const logWeights = stretches.map((stretch) => [endLogWeight(stretch, "from"), endLogWeight(stretch, "to")] as const);
  let y = 0;
  stretches.forEach((stretch, i) => {
    const made = straighten(stretch, y, request);
    straight.push({
      ...made,
      leftPlane: planeOf(stretch.left, logWeights[i][0], logWeights[i - 1]?.[1]),
      rightPlane: planeOf(stretch.right, logWeights[i][1], logWeights[i + 1]?.[0]),
    });
    y = made.right;
  });
  return straight;
}

/** The plane of a surface, from ln w on this side and on the other. */
function planeOf(surface: Surface, logOwn: number, logOther = Number.NaN): Plane {
  switch (surface.kind) {
    case "open":
      return { kind: "open", own: 0, other: 0, beyond: 0 };
    case "wall":
      return { kind: "wall", own: rateOf(surface.permeability, logOwn), other: 0, beyond: 0 };
    case "partition":
      return partitionOf(logOwn, logOther);
    case "membrane": {
      const own = rateOf(surface.permeability, logOwn);
      const other = rateOf(surface.permeability, logOther);
      // Rates too large for numbers resist nothing: their ratio is all that is felt.
      if (!(own + other < Number.POSITIVE_INFINITY)) return partitionOf(logOwn, logOther);
      return { kind: "membrane", own, other, beyond: 0 };
    }
  }
}

function partitionOf(logOwn: number, logOther: number): Plane {
  return {
    kind: "partition",
    own: Number.POSITIVE_INFINITY,
    other: Number.POSITIVE_INFINITY,
    beyond: 1 / (1 + exp(logOwn - logOther)),
  };
}

/** a = P / w: 0 and Infinity stay what they are, whatever w is. */
function rateOf(permeability: number, logWeight: number): number {
  return permeability > 0 && permeability < Number.POSITIVE_INFINITY
    ? exp(log(permeability) - logWeight)
    : permeability;
}

/** ln w, w = e^{-u} √D, at an end of a stretch; NaN at an open one. */
function endLogWeight({ law, ...stretch }: Stretch, end: "from" | "to"): number {
  if (!Number.isFinite(stretch[end])) return Number.NaN;
  const { diffusivity, potential } = law.fieldsAt(Float64Array.of(stretch[end]));
  return 0.5 * log(diffusivity[0]) - potential[0];
}

type Made = Omit<StraightStretch, "leftPlane" | "rightPlane">;

function straighten(stretch: Stretch, y0: number, request: StraightRequest): Made {
  const { law, from, to } = stretch;
  const bounded = Number.isFinite(from) && Number.isFinite(to);
  if (law.plain && !bounded && !request.spread) return plainStretch(stretch, y0, request.start[0]);
  const [low, high] = bounded
    ? [
        { at: from, confined: true },
        { at: to, confined: true },
      ]
    : windowOf(stretch, request);
  const made = nodesOf(law, low.at, high.at, y0, request.convention ?? "isothermal");
  const { nodes, roots } = made;
  const end = y0 + nodes.spacing * (nodes.x.length - 1);
  const steady = isConstant(nodes.drift);
  return {
    left: Number.isFinite(from) ? y0 : Number.NEGATIVE_INFINITY,
    right: Number.isFinite(to) ? end : Number.POSITIVE_INFINITY,
    drift: steady ? lineTable(y0, nodes.drift[0], 0) : cubicTable(y0, nodes.spacing, nodes.drift),
    position: law.constantDiffusivity
      ? lineTable(y0, nodes.x[0], roots[0])
      : cubicTable(y0, nodes.spacing, nodes.x, roots),
    nodes,
    confined: low.confined && high.confined,
    step: steady ? Number.POSITIVE_INFINITY : resolvingStep(nodes, request.start),
  };
}

function plainStretch({ law, from, to }: Stretch, y0: number, start: number): Made {
  const anchor = Number.isFinite(from) ? from : Number.isFinite(to) ? to : start;
  const root = Math.sqrt(law.fieldsAt(Float64Array.of(anchor)).diffusivity[0]);
  return {
    left: Number.isFinite(from) ? y0 : Number.NEGATIVE_INFINITY,
    right: Number.isFinite(to) ? y0 : Number.POSITIVE_INFINITY,
    drift: lineTable(y0, 0, 0),
    position: lineTable(y0, anchor, root),
    confined: false,
    step: Number.POSITIVE_INFINITY,
  };
}

function windowOf({ law, from, to }: Stretch, { start, time, endless }: StraightRequest): readonly [Reach, Reach] {
  const D = law.fieldsAt(Float64Array.of(start[0])).diffusivity[0];
  const spread = Math.sqrt(2 * D * time);
  const scale = Math.max(spread, start[1] - start[0], 1e-9 * (Math.abs(start[0]) + Math.abs(start[1]))) || 1e-6;
  const low = Number.isFinite(from) ? { at: from, confined: true } : reachFrom(law, start[0], -1, scale, time, endless);
  const high = Number.isFinite(to) ? { at: to, confined: true } : reachFrom(law, start[1], 1, scale, time, endless);
  if (low === undefined || high === undefined)
    throw new Refusal(
      "the potential does not hold the walkers, so they have no equilibrium",
      "ask for a transient, or close the domain",
    );
  return [low, high];
}

/** Nodes at equal y between two x: x(y) by the fourth-order Runge-Kutta method on dx/dy = √D. */
function nodesOf(law: MediumLaw, from: number, to: number, y0: number, convention: NoiseConvention) {
  const x = new Float64Array(CELLS + 1);
  const length = straightLength(law, from, to);
  const spacing = length / CELLS;
  const one = new Float64Array(1);
  const root = (at: number): number => {
    one[0] = Math.min(Math.max(at, from), to);
    return Math.sqrt(law.fieldsAt(one).diffusivity[0]);
  };
  x[0] = from;
  for (let i = 0; i < CELLS; i++) {
    if (law.constantDiffusivity) {
      x[i + 1] = from + ((to - from) * (i + 1)) / CELLS;
      continue;
    }
    const k1 = root(x[i]);
    const k2 = root(x[i] + 0.5 * spacing * k1);
    const k3 = root(x[i] + 0.5 * spacing * k2);
    const k4 = root(x[i] + spacing * k3);
    x[i + 1] = x[i] + (spacing / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  x[CELLS] = to;
  const fields = law.fieldsAt(x);
  requireNoJump(fields.potential, fields.potentialSlope, x);
  const roots = fields.diffusivity.map(Math.sqrt);
  const noiseDrift = convention === "isothermal" ? 0.5 : -0.5;
  const drift = roots.map(
    (r, i) =>
      (noiseDrift * fields.diffusivitySlope[i] +
        fields.velocity[i] -
        fields.diffusivity[i] * fields.potentialSlope[i]) /
      r,
  );
  const logWeight = roots.map((r, i) => log(r) - fields.potential[i]);
  return { nodes: { first: y0, spacing, x, drift, logWeight }, roots };
}

/** ∫ dx / √D by Gauss's rule of three points on many panels. */
function straightLength(law: MediumLaw, from: number, to: number): number {
  const panel = (to - from) / CELLS;
  const offset = Math.sqrt(0.15) * panel;
  let sum = 0;
  for (const [shift, weight] of [
    [-offset, 5 / 18],
    [0, 8 / 18],
    [offset, 5 / 18],
  ] as const) {
    const x = Float64Array.from({ length: CELLS }, (_, i) => from + panel * (i + 0.5) + shift);
    const { diffusivity } = law.fieldsAt(x);
    for (const D of diffusivity) sum += (weight * panel) / Math.sqrt(D);
  }
  return sum;
}

/** A jump of u within a medium is seen where u does not follow from its slope. */
function requireNoJump(u: Float64Array, slope: Float64Array, x: Float64Array): void {
  for (let i = 1; i < x.length; i++) {
    const rise = u[i] - u[i - 1];
    const h = x[i] - x[i - 1];
    if (Math.abs(rise - 0.5 * h * (slope[i] + slope[i - 1])) > 0.1 * (1 + Math.abs(rise)))
      throw new Refusal(
        `K or the potential jumps at x = ${x[i]} m, within a medium`,
        "end the layer there, so that the jump is an interface",
      );
  }
}

function isConstant(values: Float64Array): boolean {
  const scale = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return values.every((value) => Math.abs(value - values[0]) <= 1e-12 * scale);
}

/**
 * dt = min(0.05 / |b'|, 0.1 / |b''|^⅔) where walkers are (down to e^-12 of the largest weight, and at their start), and
 * 0.2 / |b'| anywhere: a step in which the drift hardly changes.
 */
function resolvingStep({ drift, spacing, logWeight, x }: Nodes, start: readonly [number, number]): Time {
  const slope = nodeSlopes(drift, spacing);
  const bend = nodeSlopes(slope, spacing);
  const largest = logWeight.reduce((m, value) => Math.max(m, value), Number.NEGATIVE_INFINITY);
  const atStart = logWeight.reduce(
    (m, value, i) => (x[i] >= start[0] && x[i] <= start[1] ? Math.min(m, value) : m),
    logWeight[
      Math.max(
        0,
        x.findIndex((at) => at >= start[0]),
      )
    ],
  );
  const lowest = Math.min(largest - 12, atStart - 1);
  let steepest = 0;
  let step = Number.POSITIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    steepest = Math.max(steepest, Math.abs(slope[i]));
    if (logWeight[i] < lowest) continue;
    const root = cubeRoot(Math.abs(bend[i]));
    step = Math.min(step, 0.05 / Math.abs(slope[i]), 0.1 / (root * root));
  }
  return Math.min(step, 0.2 / steepest);
}

function cubeRoot(a: number): number {
  return a > 0 ? exp(log(a) / 3) : 0;
}

/** y of a point x in a stretch [s^1/2]. */
export function straightPosition({ position, nodes, drift }: StraightStretch, x: number): number {
  const slope = position.coefficients[1];
  if (position.cells === 0) return position.origin + (x - position.coefficients[0]) / (slope * position.density);
  if (nodes === undefined) return drift.origin;
  let [low, high] = [nodes.first, nodes.first + nodes.spacing * position.cells];
  for (let round = 0; round < 60; round++) {
    const middle = 0.5 * (low + high);
    if (valueIn(position, middle) < x) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
