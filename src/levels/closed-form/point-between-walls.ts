/**
 * A particle released between plane walls, or beside one: the propagator by images or by modes.
 *
 *     p(x, t) = sum of images of G, or (2/L) sum of cos(kx - d) cos(k x0 - d) e^{-D k^2 t}
 *
 * Holds for constant D, no drift, and walls that reflect or absorb. Mean, variance and probability are those of what
 * is still there: divided by the survival for mean and variance, not for probability.
 *
 * @see J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), sections 2.2.4 and 2.4 (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { BoundaryCondition, End, Model, Species } from "#model/model.ts";
import { coordinatesOf, type Interval, intervalsWhere } from "./breakpoints.ts";
import { coefficientOf, sumOfCoefficients } from "./coefficient.ts";
import { firstFailure, type Recognition } from "./law.ts";
import { type Wall, type Walls, walledDensity, walledExit, walledFlux, walledMoments } from "./walled-propagator.ts";

const NAME = "point source between plane walls";

/** The walls of a model, mirrored if only the right one exists. */
interface Site {
  readonly model: Model;
  readonly walls: Walls;
  /** Coordinate of the left wall, or of the only one [m]. */
  readonly origin: number;
  /** 1, or -1 if distances are counted leftward from a single right wall. */
  readonly sense: 1 | -1;
  readonly amount: number;
  readonly layer: string;
  readonly partition: number;
}

/** Recognises a point release in one flat layer, or on a half-line. */
export function recognisePointBetweenWalls(model: Model, species: Species): Recognition {
  const span = spanOf(model);
  const { initial } = species;
  const point = initial.kind === "point" ? initial : undefined;
  const conditions = { left: conditionOf(model, species, "left"), right: conditionOf(model, species, "right") };
  const bounded = span !== undefined && (span.from > Number.NEGATIVE_INFINITY || span.to < Number.POSITIVE_INFINITY);
  const failure = firstFailure(NAME, [
    [bounded, "there is no plane wall beside one layer", "use a slab of one layer, or a line with from: or to:"],
    [species.walk === undefined, `${species.name} walks by a step law`, "give D instead of walk"],
    [point !== undefined, `${species.name} does not start at one point`, `initial: {${species.name}: {at: 0 nm}}`],
    [wallOf(conditions.left) !== undefined, "the left wall neither reflects nor absorbs", "use no-flux or absorbing"],
    [wallOf(conditions.right) !== undefined, "the right wall neither reflects nor absorbs", "use no-flux or absorbing"],
    [!model.sources.some((s) => s.species === species.name), "there is a source", "leave out sources:"],
    [species.drift === undefined, "there is a drift", "leave out the drift"],
  ]);
  if (failure !== undefined || span === undefined || point === undefined) return failure as Recognition;
  const medium = species.media.find((m) => m.medium === span.medium) ?? species.media[0];
  const diffusivity = coefficientOf(medium.diffusivity, model).constant;
  const partition = coefficientOf(medium.partition, model).constant;
  const energy = sumOfCoefficients(species.terms.map((term) => coefficientOf(term.energy, model))).constant;
  const at = point.at[0] ?? 0;
  const varies = firstFailure(
    NAME,
    [
      [diffusivity !== undefined, "D depends on place", "give a constant D"],
      [partition !== undefined && energy !== undefined, "K or the potential depends on place", "make them constant"],
      [at >= span.from && at <= span.to, "the start lies outside the walls", "start between the walls"],
    ],
    7,
  );
  if (varies !== undefined) return varies;
  const single = span.from === Number.NEGATIVE_INFINITY;
  const walls: Walls = {
    diffusivity: diffusivity as number,
    width: single ? Number.POSITIVE_INFINITY : span.to - span.from,
    left: wallOf(single ? conditions.right : conditions.left) as Wall,
    right: single ? "reflecting" : (wallOf(conditions.right) as Wall),
    start: single ? span.to - at : at - span.from,
  };
  const site: Site = {
    model,
    walls,
    origin: single ? span.to : span.from,
    sense: single ? -1 : 1,
    amount: point.amount,
    layer: span.layer,
    partition: partition as number,
  };
  return {
    kind: "law",
    name: NAME,
    formula:
      "p = sum of images s^n [G(x - x0 - 2nL) + s_left G(x + x0 - 2nL)], or of modes cos(kx - d) cos(k x0 - d) e^(-D k^2 t) 2/L",
    source: "J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), sections 2.2.4 and 2.4",
    describes: { kind: "continuum" },
    read: (measure, when) => read(site, measure, when),
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly layer: string;
  readonly medium: string;
}

function spanOf({ domain }: Model): Span | undefined {
  if (domain?.kind === "free" && domain.dimensions === 1) {
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = domain;
    return { from, to, layer: "domain", medium: "" };
  }
  if (domain?.kind !== "layers" || domain.geometry !== "slab" || domain.layers.length !== 1) return undefined;
  const [{ name, medium, thickness }] = domain.layers;
  return { from: domain.start, to: domain.start + thickness, layer: name, medium };
}

function conditionOf(model: Model, species: Species, end: End): BoundaryCondition {
  return model.boundaries.find((b) => b.species === species.name && b.end === end)?.condition ?? { kind: "no-flux" };
}

function wallOf(condition: BoundaryCondition): Wall | undefined {
  if (condition.kind === "no-flux") return "reflecting";
  const empty = condition.kind === "concentration" && condition.concentration === 0;
  return condition.kind === "absorbing" || empty ? "absorbing" : undefined;
}

/** Distance of a coordinate from the first wall. */
function fromWall({ origin, sense }: Site, x: number): number {
  return sense * (x - origin);
}

/** Rate of the slowest mode, D (pi/L)^2 between walls of one kind and a quarter of it between two kinds [s^-1]. */
function slowestRate({ walls: { diffusivity, width, left, right } }: Site): number | undefined {
  const k = (left === right ? 1 : 0.5) * (Math.PI / width);
  return k > 0 ? diffusivity * k * k : undefined;
}

function read(site: Site, measure: Measure, when: When): number | undefined {
  if (measure.name === "slowest_rate") return slowestRate(site);
  if (typeof when !== "number" || !(when > 0)) return undefined;
  const { walls, amount, sense, origin } = site;
  const { name, place } = measure;
  const everywhere: Interval = { from: 0, to: walls.width };
  switch (name) {
    case "c":
    case "activity": {
      const x = coordinateOf(site, place);
      if (x === undefined) return undefined;
      const c = amount * walledDensity(walls, x, when);
      return name === "c" ? c : c / site.partition;
    }
    case "flux": {
      const x = coordinateOf(site, place);
      return x === undefined ? undefined : sense * amount * walledFlux(walls, x, when);
    }
    case "amount": {
      const whole = place?.kind === "all" || (place?.kind === "layer" && place.layer === site.layer);
      return whole ? amount * walledMoments(walls, everywhere, when)[0] : undefined;
    }
    case "survival":
      return walledMoments(walls, everywhere, when)[0];
    case "mean": {
      const [zeroth, first] = walledMoments(walls, everywhere, when);
      return origin + (sense * first) / zeroth;
    }
    case "variance": {
      const [zeroth, first, second] = walledMoments(walls, everywhere, when);
      return second / zeroth - (first / zeroth) * (first / zeroth);
    }
    case "amount_permeated": {
      const end = place?.kind === "end" ? wallAt(site, place.end) : undefined;
      return end === undefined ? undefined : amount * walledExit(walls, end, when);
    }
    case "probability":
      return probability(site, measure, when);
    default:
      return undefined;
  }
}

/** The wall of the propagator that stands at an end of the model. */
function wallAt({ sense, walls }: Site, end: End): "left" | "right" | undefined {
  if (sense === -1) return end === "right" ? "left" : undefined;
  return end === "right" && walls.width === Number.POSITIVE_INFINITY ? undefined : end;
}

function coordinateOf(site: Site, place: Measure["place"]): number | undefined {
  if (place?.kind === "point" && place.at.length === 1) {
    const x = fromWall(site, place.at[0]);
    return x >= 0 && x <= site.walls.width ? x : undefined;
  }
  const end =
    place?.kind === "end"
      ? place.end
      : place?.kind === "layer-face" && place.layer === site.layer
        ? place.side
        : undefined;
  const wall = end && wallAt(site, end);
  return wall && (wall === "left" ? 0 : site.walls.width);
}

function probability(site: Site, { condition }: Measure, t: number): number | undefined {
  if (condition === undefined || coordinatesOf(condition).some((name) => name !== "x")) return undefined;
  const { walls, origin, sense } = site;
  const reach = Math.min(walls.width, walls.start + 40 * Math.sqrt(2 * walls.diffusivity * t));
  const ends = [origin, origin + sense * reach].sort((a, b) => a - b);
  const inside = intervalsWhere(condition, site.model, { from: ends[0], to: ends[1] });
  return inside.reduce((sum, { from, to }) => {
    const [a, b] = [fromWall(site, from), fromWall(site, to)];
    return sum + walledMoments(walls, { from: Math.min(a, b), to: Math.max(a, b) }, t)[0];
  }, 0);
}
