/**
 * A slab with constant coefficients and any smooth start: a sum of modes, each of which fades at its own rate.
 *
 *     c(x, t) = Σ_m a_m φ_m(x) e^{-(D κ_m² + k) t},    a_m = ∫ c(x, 0) φ_m dx / ∫ φ_m² dx
 *
 * with φ cosines between walls that nothing passes, sines between walls that absorb, halves of either between one of each,
 * and both where the ends are joined. Stated from the time on at which the modes that are kept hold all digits.
 *
 * @module
 */

import type { When } from "#levels/contract.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Expression } from "#model/expression/expression.ts";
import { callsIn } from "#model/expression/walk-tree.ts";
import type { Measure } from "#model/measure.ts";
import type { BoundaryCondition, End, LayeredDomain, Model, Species } from "#model/model.ts";
import { cos, exp, sin } from "#numerics/elementary.ts";
import { gaussLegendre } from "#numerics/gauss-legendre.ts";
import { constantValue } from "#potential/constant-value.ts";
import { positionScope } from "#potential/position-scope.ts";
import { firstFailure, type Recognition } from "./law.ts";

const FORM = "modes of a slab";
/** Modes that are kept, and panels and points of the rule that finds their shares: more than four points a wave. */
const MODES = 192;
const PANELS = 32;
const POINTS = 24;
/** Share of the last mode in the largest one at which nothing is missed [1]. */
const NOTHING = 1e-14;

/** One mode: wavenumber, phase and share. φ = cos(κ s) or sin(κ s), s from the left end. */
interface Mode {
  readonly wavenumber: number;
  readonly isSine: boolean;
  readonly share: number;
}

/** The slab and its walls. */
interface BareSlab {
  readonly model: Model;
  readonly start: Expression | undefined;
  readonly from: number;
  readonly length: number;
  readonly diffusivity: number;
  readonly partition: number;
  readonly decay: number;
  readonly walls: Readonly<Record<End, WallKind>>;
}

interface Slab extends BareSlab {
  /** Amount at the start. */
  readonly started: number;
  /** Amounts that leave by each end in the end: between two ends that take, in the inverse proportion of the distances. */
  readonly leaving: Readonly<Record<End, number>>;
  readonly modes: readonly Mode[];
}

/** Recognises a slab of one medium without drift and potential between walls that take all or nothing. */
export function recogniseSlabModes(model: Model, species: Species): Recognition {
  const { domain, boundaries, sources } = model;
  const isSlab = domain?.kind === "layers" && domain.geometry === "slab" && domain.layers.length === 1;
  const [medium] = species.media;
  const D = medium && constantValue(medium.diffusivity);
  const K = medium && constantValue(medium.partition);
  const ends = boundaries.filter((one) => one.species === species.name);
  const wall = (end: End) => wallOf(ends.find((one) => one.end === end)?.condition ?? { kind: "no-flux" });
  const [left, right] = [wall("left"), wall("right")];
  const own = sources.filter((source) => source.species === species.name);
  const { initial } = species;
  const failure = firstFailure(FORM, [
    [isSlab, "the domain is not one slab", "use geometry: slab"],
    [species.walk === undefined && species.media.length === 1, "it does not move by one D", "give D:"],
    [D !== undefined && K !== undefined, "D or K varies", "use the level continuum"],
    [species.terms.length === 0 && !isDrifting(species), "a potential or drift acts", "use the level continuum"],
    [
      left !== undefined && right !== undefined,
      "an end neither takes all nor nothing",
      "use absorbing, no-flux or periodic",
    ],
    [
      own.every(({ law }) => law.kind === "linear"),
      "a source does not depend on what is there",
      "use the level continuum",
    ],
    [isSmooth(initial), "it starts with a jump", "use the level continuum"],
  ]);
  if (failure || left === undefined || right === undefined || D === undefined || K === undefined)
    return (
      failure ?? { kind: "not-this", form: FORM, met: 0, because: "it is another model", change: "use another level" }
    );
  const layered = domain as LayeredDomain;
  const length = layered.layers[0].thickness;
  const slab: BareSlab = {
    model,
    start: initial.kind === "concentration" ? initial.concentration : undefined,
    from: layered.start,
    length,
    diffusivity: D,
    partition: K,
    decay: own.reduce((sum, { law }) => sum - law.rate, 0),
    walls: { left, right },
  };
  let found: Slab | undefined;
  const withModes = (): Slab => {
    found ??= { ...slab, ...modesOf(slab, species, left, right) };
    return found;
  };
  return {
    kind: "law",
    name: "modes of a slab",
    formula: "c = sum_m a_m phi_m(x) exp(-(D kappa_m^2 + k) t)",
    source: "J. Crank, The Mathematics of Diffusion, 2nd ed. (1975), section 2.3",
    describes: { kind: "continuum" },
    read: (measure, when) => read(withModes(), measure, when),
  };
}

type WallKind = "closed" | "absorbing" | "joined";

function wallOf(condition: BoundaryCondition): WallKind | undefined {
  if (condition.kind === "no-flux" || (condition.kind === "flux" && condition.flux === 0)) return "closed";
  if (condition.kind === "periodic") return "joined";
  return condition.kind === "absorbing" || (condition.kind === "concentration" && condition.concentration === 0)
    ? "absorbing"
    : undefined;
}

function isDrifting({ drift }: Species): boolean {
  return drift !== undefined && constantValue(drift) !== 0;
}

const JUMPS: ReadonlySet<string> = new Set(["if", "abs", "min", "max", "step", "floor", "ceil", "round", "sign"]);

function isSmooth(initial: Species["initial"]): boolean {
  if (initial.kind !== "concentration") return true;
  return callsIn(initial.concentration).every(({ name }) => !JUMPS.has(name));
}

function modesOf(
  slab: BareSlab,
  species: Species,
  left: WallKind,
  right: WallKind,
): Pick<Slab, "modes" | "started" | "leaving"> {
  const { length } = slab;
  const step = Math.PI / length;
  const shapes: Omit<Mode, "share">[] = [];
  for (let m = 0; m < MODES; m++) {
    if (left === "joined") {
      shapes.push({ wavenumber: 2 * m * step, isSine: false });
      if (m > 0) shapes.push({ wavenumber: 2 * m * step, isSine: true });
    } else if (left === right)
      shapes.push(
        left === "closed" ? { wavenumber: m * step, isSine: false } : { wavenumber: (m + 1) * step, isSine: true },
      );
    else shapes.push({ wavenumber: (m + 0.5) * step, isSine: left === "absorbing" });
  }
  const { initial } = species;
  const rule = gaussLegendre(POINTS);
  const places = new Float64Array(PANELS * POINTS);
  const weights = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const panel = Math.floor(i / POINTS);
    places[i] = ((panel + 0.5 + 0.5 * rule.points[i % POINTS]) / PANELS) * length;
    weights[i] = (0.5 * rule.weights[i % POINTS] * length) / PANELS;
  }
  const start =
    initial.kind === "concentration"
      ? fieldOf(
          initial.concentration,
          places.length,
          positionScope(
            slab.model,
            places.map((s) => slab.from + s),
          ),
        )
      : undefined;
  const project = (shape: Omit<Mode, "share">): number => {
    if (initial.kind === "point") return initial.amount * shapeOf(shape, initial.at[0] - slab.from);
    if (start === undefined)
      return (initial.kind === "equilibrium" ? initial.amount / length : 0) * integralOf(shape, length);
    let sum = 0;
    for (let i = 0; i < places.length; i++) sum += weights[i] * start[i] * shapeOf(shape, places[i]);
    return sum;
  };
  const modes = shapes.map((shape) => ({
    ...shape,
    share: project(shape) / (shape.wavenumber === 0 ? length : 0.5 * length),
  }));
  // modes that are not kept hold a part of what is there at first
  const weigh = (of: (s: number) => number): number => {
    if (initial.kind === "point") return initial.amount * of(initial.at[0] - slab.from);
    let sum = 0;
    for (let i = 0; i < places.length; i++)
      sum += weights[i] * (start === undefined ? 1 / length : start[i]) * of(places[i]);
    return initial.kind === "equilibrium" ? initial.amount * sum : sum;
  };
  const both = left === "absorbing" && right === "absorbing";
  return {
    modes,
    started: weigh(() => 1),
    leaving: {
      left: left === "absorbing" ? weigh((s) => (both ? 1 - s / length : 1)) : 0,
      right: right === "absorbing" ? weigh((s) => (both ? s / length : 1)) : 0,
    },
  };
}

function shapeOf({ wavenumber, isSine }: Omit<Mode, "share">, s: number): number {
  return isSine ? sin(wavenumber * s) : cos(wavenumber * s);
}

function slopeOf({ wavenumber, isSine }: Mode, s: number): number {
  return isSine ? wavenumber * cos(wavenumber * s) : -wavenumber * sin(wavenumber * s);
}

/** ∫ φ ds over the slab. */
function integralOf({ wavenumber: k, isSine }: Omit<Mode, "share">, length: number): number {
  if (k === 0) return length;
  return isSine ? (1 - cos(k * length)) / k : sin(k * length) / k;
}

/** ∫ s^order φ ds over the slab, order 1 or 2. */
function momentOf(mode: Mode, length: number, order: 1 | 2): number {
  const { wavenumber: k, isSine } = mode;
  if (k === 0) return order === 1 ? (length * length) / 2 : (length * length * length) / 3;
  const [s, c] = [sin(k * length), cos(k * length)];
  const l = k * length;
  if (order === 1) return isSine ? (s - l * c) / (k * k) : (l * s + c - 1) / (k * k);
  return isSine ? (2 * l * s + (2 - l * l) * c - 2) / (k * k * k) : ((l * l - 2) * s + 2 * l * c) / (k * k * k);
}

function read(slab: Slab, { name, place }: Measure, when: When): number | undefined {
  if (typeof when !== "number") return undefined;
  const { length, diffusivity: D, decay, from } = slab;
  const rateOf = ({ wavenumber }: Mode) => D * wavenumber * wavenumber + decay;
  const modes = slab.modes;
  let largest = 0;
  for (const { share } of modes) largest = Math.max(largest, Math.abs(share));
  let missed = 0;
  for (const mode of modes.slice(-8)) missed = Math.max(missed, Math.abs(mode.share) * exp(-rateOf(mode) * when));
  if (missed > NOTHING * largest) return undefined;
  const sum = (of: (mode: Mode) => number): number =>
    modes.reduce((total, mode) => {
      const weight = mode.share * exp(-rateOf(mode) * when);
      return weight === 0 ? total : total + weight * of(mode);
    }, 0);
  const at =
    place?.kind === "point"
      ? place.at[0] - from
      : place?.kind === "end"
        ? place.end === "left"
          ? 0
          : length
        : undefined;
  const amount = () => sum((mode) => integralOf(mode, length));
  switch (name) {
    case "c":
    case "activity":
      return at === undefined ? undefined : sum((mode) => shapeOf(mode, at)) / (name === "c" ? 1 : slab.partition);
    case "flux":
      return at === undefined ? undefined : -D * sum((mode) => slopeOf(mode, at));
    case "amount":
      return place === undefined || place.kind === "all" ? amount() : undefined;
    case "survival":
      return amount() / slab.started;
    case "mean":
      return from + sum((mode) => momentOf(mode, length, 1)) / amount();
    case "variance": {
      const held = amount();
      const mean = sum((mode) => momentOf(mode, length, 1)) / held;
      return sum((mode) => momentOf(mode, length, 2)) / held - mean * mean;
    }
    case "amount_permeated": {
      if (place?.kind !== "end" || at === undefined) return undefined;
      if (decay !== 0 || slab.walls[place.end] === "joined") return undefined;
      if (slab.walls[place.end] === "closed") return 0;
      // all that ever leaves here, less what is still to come: both keep their digits where the sum over modes would not
      const outwards = place.end === "left" ? -1 : 1;
      const coming = modes.reduce((total, mode) => {
        const rate = rateOf(mode);
        return rate === 0 ? total : total - (outwards * D * slopeOf(mode, at) * mode.share * exp(-rate * when)) / rate;
      }, 0);
      return slab.leaving[place.end] - coming;
    }
    default:
      return undefined;
  }
}
