/**
 * The motion of a block on a line with walls, layers, forces: stepped where it must be, jumped where it may.
 *
 * @module
 */

import type { Motion, StartedMotion } from "#levels/ensemble/motion.ts";
import { RELAXATIONS } from "#levels/ensemble/plan.ts";
import { Refusal } from "#levels/ensemble/refusal.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Model, Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { positionScope } from "#potential/position-scope.ts";
import type { Amount, Length, Rate, Time } from "#units/flavour.ts";
import { valueIn } from "./cubic-table.ts";
import { makeForgetfulAdvance } from "./leimkuhler-matthews.ts";
import { makeLineStep } from "./line-step.ts";
import { relaxationTime } from "./relaxation.ts";
import { cellMiddles, type StartingLaw, startingLaw } from "./starting-law.ts";
import {
  type Nodes,
  type NoiseConvention,
  type StraightStretch,
  straightLine,
  straightPosition,
} from "./straight-line.ts";
import { type Stretch, stretchesOf } from "./stretches.ts";

/** What is asked of a motion. */
export interface MotionRequest {
  /** The last record time; 0 without a transient [s]. */
  readonly time: Time;
  /** Whether walkers are followed beyond it, to equilibrium or until they leave. */
  readonly endless: boolean;
  /** Divides the time step. */
  readonly refinement: number;
  readonly convention?: NoiseConvention;
  /** See `StepRule.bridge`. */
  readonly bridge?: boolean;
  /** Another longest step than the rule gives, for convergence studies [s]. */
  readonly step?: Time;
}

const START_CELLS = 16384;

/** @throws Refusal if this level cannot carry the model. */
export function lineMotion(model: Model, species: Species, request: MotionRequest): StartedMotion {
  const stretches = stretchesOf(model, species);
  const start = startSpan(model, species, stretches);
  const line = straightLine(stretches, {
    start,
    time: request.time,
    endless: request.endless,
    spread: species.initial.kind !== "point",
    ...(request.convention && { convention: request.convention }),
  });
  const begin = startingPlaces(model, species, line, start);
  const step = (request.step ?? longestStep(line)) / (request.step ? 1 : request.refinement);
  const away = species.initial.kind === "equilibrium" ? undefined : start;
  const places = groupsOf(line).map((group) => describeGroup(line, group, away));
  const populated = places.filter(({ group: [first, last] }) => begin.stretches.some((i) => i >= first && i <= last));
  const relaxations = populated.map(({ relaxation }) => relaxation);
  const exits = populated.map(({ exitScale }) => exitScale);
  const closedBox = line.length === 1 && isPlainBox(line[0]);
  const relaxation = relaxations.every((time) => time !== undefined && time < Number.POSITIVE_INFINITY)
    ? Math.max(...(relaxations as number[]))
    : undefined;
  const forgets = relaxation !== undefined && isEndless(line) && step < Number.POSITIVE_INFINITY;
  const stepped = makeStepAdvance(line, step, request.bridge ?? true);
  const advance = closedBox
    ? makeBoxAdvance(line[0])
    : forgets
      ? whenForgotten(RELAXATIONS * relaxation, makeForgetfulAdvance(line[0], step), stepped)
      : stepped;
  return {
    amount: begin.amount,
    motion: {
      dimensions: 1,
      ...describeMethod(line, step, { closedBox, forgets }),
      stepRate: closedBox ? 0 : stepRate(line, step),
      exits: [
        ...(leaks(line[0].leftPlane) ? ["left" as const] : []),
        ...(leaks(line[line.length - 1].rightPlane) ? ["right" as const] : []),
      ],
      ...(relaxation !== undefined && { relaxation }),
      unbounded: line.length === 1 && !line[0].confined && line[0].left === -line[0].right,
      ...(exits.every((time) => time !== undefined) && { exitScale: Math.max(...(exits as number[])) }),
      start(walkers, stream) {
        for (let i = 0; i < walkers.count; i++) {
          const { piece, at } = begin.draw(stream);
          walkers.mode[i] = piece;
          walkers.inner[i] = at;
          walkers.axes[0][i] = valueIn(line[piece].position, at);
          walkers.origin[0][i] = walkers.axes[0][i];
        }
      },
      advance,
    },
  };
}

function makeStepAdvance(line: readonly StraightStretch[], step: Time, bridge: boolean): Motion["advance"] {
  const move = makeLineStep(line, { step, bridge });
  return (walkers, first, end, from, to) => {
    let steps = 0;
    for (let i = first; i < end; i++) steps += move(walkers, i, from, to);
    return steps;
  };
}

/** Whether forces alone hold walkers: no surface, one medium. */
function isEndless([first, ...others]: readonly StraightStretch[]): boolean {
  return others.length === 0 && first.leftPlane.kind === "open" && first.rightPlane.kind === "open";
}

/** The one for a stretch of time over which walkers forget where they were, the other for shorter ones. */
function whenForgotten(memory: Time, forgetful: Motion["advance"], other: Motion["advance"]): Motion["advance"] {
  return (walkers, first, end, from, to) => (to - from >= memory ? forgetful : other)(walkers, first, end, from, to);
}

/** Between two reflecting walls without forces: the free jump, folded back; exact over any time. */
function makeBoxAdvance({ left, right, position }: StraightStretch): Motion["advance"] {
  const length = right - left;
  return ({ inner: straight, axes, noise }, first, end, from, to) => {
    const spread = Math.sqrt(2 * (to - from));
    for (let i = first; i < end; i++) {
      const y = straight[i] - left + spread * noise.normal();
      const folded = y - 2 * length * Math.floor(y / (2 * length));
      straight[i] = left + (folded > length ? 2 * length - folded : folded);
      axes[0][i] = valueIn(position, straight[i]);
    }
    return end - first;
  };
}

function isPlainBox({ drift, leftPlane, rightPlane }: StraightStretch): boolean {
  const reflects = ({ kind, own }: StraightStretch["leftPlane"]): boolean => kind === "wall" && own === 0;
  return drift.cells === 0 && drift.coefficients[0] === 0 && reflects(leftPlane) && reflects(rightPlane);
}

function leaks({ kind, own }: StraightStretch["leftPlane"]): boolean {
  return kind === "wall" && own > 0;
}

/** The longest step: that of the most demanding stretch; a partition with drift beside it asks b² dt <= 0.01. */
function longestStep(line: readonly StraightStretch[]): Time {
  let step = Number.POSITIVE_INFINITY;
  line.forEach((stretch) => {
    step = Math.min(step, stretch.step);
    const atLeft = stretch.leftPlane.kind === "partition" ? Math.abs(valueIn(stretch.drift, stretch.left)) : 0;
    const atRight = stretch.rightPlane.kind === "partition" ? Math.abs(valueIn(stretch.drift, stretch.right)) : 0;
    const fastest = Math.max(atLeft, atRight);
    if (fastest > 0) step = Math.min(step, 0.01 / (fastest * fastest));
  });
  return step;
}

/**
 * Steps per second of a walker, roughly: 1/dt, and 72 / clearance² averaged over the line as if it were filled evenly. A
 * thin layer beside thick ones is what costs.
 */
function stepRate(line: readonly StraightStretch[], step: Time): Rate {
  const lengths = line.map(({ left, right }) => right - left);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (!(total < Number.POSITIVE_INFINITY)) return 1 / step;
  const links = line.reduce((sum, { leftPlane }, i) => {
    const linked = leftPlane.kind === "partition" || leftPlane.kind === "membrane";
    return linked ? sum + 72 / lengths[i - 1] + 72 / lengths[i] : sum;
  }, 0);
  return (lengths.reduce((sum, length) => sum + 144 / length, 0) + links) / total + 1 / step;
}

function describeMethod(
  line: readonly StraightStretch[],
  step: Time,
  { closedBox, forgets }: { readonly closedBox: boolean; readonly forgets: boolean },
) {
  const varies = line.some(({ position }) => position.cells > 0);
  const coordinate = varies ? ", in the coordinate ∫ dx/√D" : "";
  if (closedBox)
    return { method: "exact jumps between two reflecting walls, one draw for each record", sources: SOURCES };
  const planes =
    "walls by the exact lowest point of the path, membranes and partitions by their exact kernels, 72 h <= clearance²";
  if (step === Number.POSITIVE_INFINITY)
    return { method: `exact steps of unequal length${coordinate}: ${planes}`, sources: SOURCES };
  return {
    step,
    method: `overdamped Langevin, isothermal noise${coordinate}; Heun steps of weak order 2 with dt <= ${step.toPrecision(4)} s (0.05/|b'| and 0.1/|b''|^2/3 of the drift b there, and shorter beside surfaces); ${forgets ? "Leimkuhler-Matthews steps over times in which the start is forgotten; " : ""}${planes}`,
    sources: forgets ? [...SOURCES, LEIMKUHLER_MATTHEWS] : SOURCES,
  };
}

const SOURCES = [
  "A. Lejay, Ann. Appl. Probab. 26, 1727 (2016), doi:10.1214/15-AAP1131 (abstract and introduction opened; kernels derived in the source code)",
] as const;

const LEIMKUHLER_MATTHEWS =
  "B. Leimkuhler and C. Matthews, Appl. Math. Res. Express 2013, 34, doi:10.1093/amrx/abs010 (not opened)";

/** First and last stretch of each group that exchanges walkers. */
function groupsOf(line: readonly StraightStretch[]): (readonly [number, number])[] {
  const groups: [number, number][] = [];
  line.forEach(({ leftPlane }, i) => {
    const last = groups.at(-1);
    if (last !== undefined && (leftPlane.kind === "partition" || leftPlane.kind === "membrane")) last[1] = i;
    else groups.push([i, i]);
  });
  return groups;
}

/** Whether a group relaxes, and whether all its walkers leave in a finite mean time. */
function describeGroup(
  line: readonly StraightStretch[],
  group: readonly [number, number],
  start: readonly [Length, Length] | undefined,
) {
  const members = line.slice(group[0], group[1] + 1);
  const first = members[0];
  const last = members[members.length - 1];
  const lossy = leaks(first.leftPlane) || leaks(last.rightPlane);
  if (!lossy) return { group, relaxation: relaxationTime(members, start), exitScale: undefined };
  const window = members.reduce((sum, { nodes }) => sum + (nodes ? nodes.spacing * (nodes.x.length - 1) : 0), 0);
  if (members.every(({ confined }) => confined)) return { group, relaxation: undefined, exitScale: window * window };
  // A half-line: the mean is finite only if a steady drift leads to the wall.
  const towardsWall = Number.isFinite(first.left) ? -1 : 1;
  const b = first.drift.cells === 0 ? towardsWall * first.drift.coefficients[0] : 0;
  return { group, relaxation: undefined, exitScale: b > 0 ? 4 / (b * b) : undefined };
}

interface Begin {
  readonly amount: Amount;
  /** Stretches in which walkers start. */
  readonly stretches: readonly number[];
  readonly draw: StartingLaw["draw"];
}

/** Where walkers may start: the point, or the stretch of line on which their distribution is looked at. */
function startSpan(model: Model, { initial }: Species, stretches: readonly Stretch[]): readonly [Length, Length] {
  if (initial.kind === "point") return [initial.at[0], initial.at[0]];
  const { from, to } = { from: stretches[0].from, to: stretches[stretches.length - 1].to };
  if (Number.isFinite(from) && Number.isFinite(to)) return [from, to];
  if (initial.kind === "equilibrium") {
    const anchor = Number.isFinite(from) ? from : Number.isFinite(to) ? to : 0;
    return [anchor, anchor];
  }
  const window = model.domain?.kind === "free" ? model.domain.resolve : undefined;
  if (window === undefined)
    throw new Refusal(
      "walkers cannot be spread over an endless line",
      "give the domain a resolve: [from, to], or start at a point",
    );
  return [Math.max(from, window.from), Math.min(to, window.to)];
}

function startingPlaces(
  model: Model,
  species: Species,
  line: readonly StraightStretch[],
  [from, to]: readonly [Length, Length],
): Begin {
  const { initial } = species;
  if (initial.kind === "point") {
    const piece = line.findIndex((stretch) => {
      const y = straightPosition(stretch, from);
      const slack = 1e-12 * Math.abs(y);
      return y >= stretch.left - slack && y <= stretch.right + slack && isWithin(stretch, from);
    });
    if (piece < 0)
      throw new Refusal(`the start x = ${from} m is outside of every medium of ${species.name}`, "move it inside");
    const { left, right } = line[piece];
    const at = Math.min(Math.max(straightPosition(line[piece], from), left), right);
    return { amount: initial.amount, stretches: [piece], draw: () => ({ piece, at }) };
  }
  let heaviest = Number.NEGATIVE_INFINITY;
  for (const { nodes } of line)
    if (nodes !== undefined) heaviest = nodes.logWeight.reduce((most, value) => Math.max(most, value), heaviest);
  const pieces = line.map((stretch) => {
    const { nodes, position } = stretch;
    if (nodes === undefined) throw new Refusal("a line without a potential has no equilibrium", "start at a point");
    if (initial.kind === "equilibrium") {
      const last = nodes.first + nodes.spacing * (nodes.x.length - 1);
      return {
        from: nodes.first,
        to: last,
        density: equilibriumDensity(nodes, heaviest, cellMiddles(nodes.first, last, START_CELLS)),
      };
    }
    const first = Math.max(stretch.left, straightPosition(stretch, from));
    const last = Math.min(stretch.right, straightPosition(stretch, to));
    const y = cellMiddles(first, last, START_CELLS);
    const x = y.map((at) => valueIn(position, at));
    const half = (last - first) / (2 * START_CELLS);
    const c = fieldOf(initial.concentration, x.length, positionScope(model, x));
    // Per y, so that a cell holds c times its width in x.
    const density = c.map((value, i) => {
      if (!(value >= 0))
        throw new Refusal(`the initial concentration is ${value} at x = ${x[i]} m`, "write one that is not negative");
      return (value * (valueIn(position, y[i] + half) - valueIn(position, y[i] - half))) / (2 * half);
    });
    return { from: first, to: last, density };
  });
  const law = startingLaw(pieces);
  if (!(law.total > 0))
    throw new Refusal(`${species.name} starts with nothing`, "give it an initial concentration or a point");
  const stretches = pieces.flatMap(({ density }, i) => (density.some((value) => value > 0) ? [i] : []));
  return { amount: initial.kind === "equilibrium" ? initial.amount : law.total, stretches, draw: law.draw };
}

function isWithin({ nodes, left, right, position }: StraightStretch, x: Length): boolean {
  if (nodes === undefined) return true;
  const low = Number.isFinite(left) ? valueIn(position, left) : Number.NEGATIVE_INFINITY;
  const high = Number.isFinite(right) ? valueIn(position, right) : Number.POSITIVE_INFINITY;
  const slack = 1e-12 * (Math.abs(low) < Number.POSITIVE_INFINITY ? Math.abs(low) + Math.abs(x) : Math.abs(x));
  return x >= low - slack && x <= high + slack;
}

/** w at points y, as a part of the heaviest, by straight lines between the logarithms at the nodes. */
function equilibriumDensity({ first, spacing, logWeight }: Nodes, heaviest: number, y: Float64Array): Float64Array {
  return y.map((at) => {
    const s = Math.min(Math.max((at - first) / spacing, 0), logWeight.length - 1 - 1e-9);
    const i = Math.floor(s);
    return exp(logWeight[i] - heaviest + (s - i) * (logWeight[i + 1] - logWeight[i]));
  });
}
