/**
 * The dissolving solid that a model declares.
 *
 * @module
 */

import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Boundary, BoundaryCondition, Model, Species } from "#model/model.ts";
import { lastRecordTime } from "#model/record-times.ts";
import { constantValue } from "#potential/constant-value.ts";
import { positionScope } from "#potential/position-scope.ts";
import type { Length } from "#units/flavour.ts";
import { gradedShares, type RecedingSolid, radiusOf } from "./receding-solid.ts";

const CELLS = 120;
/** Diffusion lengths √(D t) that the window on unbounded liquid reaches from the surface. */
const WINDOW = 12;

/** A solid with its start and what is needed to read from it. */
export interface Dissolving {
  readonly solid: RecedingSolid;
  /** Amounts of the cells, then S of the surface. */
  readonly start: Float64Array;
  /** S at the start. */
  readonly surface: number;
  /** R at the start [m]. */
  readonly radius: Length;
  /** Width of the cell beside the surface at the start [m]. */
  readonly firstWidth: Length;
  /** By what amounts over 1, 2π or 4π are multiplied. */
  readonly content: number;
  /** Whether the outer end is where the grid stops looking. */
  readonly window: boolean;
}

interface Extent {
  readonly dimensions: 1 | 2 | 3;
  readonly from: Length;
  /** Outer end; undefined on a half-line [m]. */
  readonly to: Length | undefined;
  readonly cells: number | undefined;
}

function extentOf({ domain }: Model): Extent | undefined {
  if (domain?.kind === "free" && domain.from !== undefined)
    return { dimensions: 1, from: domain.from, to: domain.resolve?.to, cells: domain.cells };
  if (domain?.kind !== "layers" || domain.layers.length !== 1) return undefined;
  const [{ thickness, cells }] = domain.layers as [(typeof domain.layers)[number]];
  const dimensions = domain.geometry === "slab" ? 1 : domain.geometry === "cylinder" ? 2 : 3;
  return { dimensions, from: domain.start, to: domain.start + thickness, cells };
}

function conditionAt({ boundaries }: Model, name: string, end: Boundary["end"]): BoundaryCondition | undefined {
  return boundaries.find((boundary) => boundary.species === name && boundary.end === end)?.condition;
}

/** Why a model is no such solid, and what to change; undefined if it is one. */
export function whyNotDissolving(
  model: Model,
  species: Species,
): { readonly because: string; readonly change: string } | undefined {
  const { name, media, terms, drift, initial } = species;
  const inner = conditionAt(model, name, "left");
  const outer = conditionAt(model, name, "right");
  const extent = extentOf(model);
  if (inner?.kind !== "dissolving")
    return { because: `${name} dissolves from the outside in`, change: "put the solid at the left or inner end" };
  if (extent === undefined)
    return {
      because: "a moving surface needs one layer of liquid",
      change: "use a slab, cylinder or sphere of one layer",
    };
  if (outer !== undefined && !["no-flux", "concentration", "absorbing"].includes(outer.kind))
    return {
      because: `${outer.kind} stands at the other end`,
      change: "use no-flux, concentration or absorbing there",
    };
  if (species.activity !== undefined || species.measure !== "amount" || (model.field ?? "none") !== "none")
    return {
      because: `${name} has an activity or feels a field, which this equation of a moving surface does not know`,
      change: "leave activities and fields out",
    };
  if (constantValue(media[0]?.diffusivity) === undefined || terms.length > 0 || drift !== undefined)
    return { because: `D of ${name} varies, or something drives it`, change: "give one D, and no potential or drift" };
  if (initial.kind !== "concentration" || model.sources.some(({ species: of }) => of === name))
    return { because: `${name} starts at a point or has a source`, change: "start with a concentration in the liquid" };
  if (model.solves.some(({ kind }) => kind !== "transient"))
    return { because: "a solid that dissolves has no steady state", change: "ask for solve: {transient: ...}" };
  return undefined;
}

/** The solid of a model that {@link whyNotDissolving} has nothing against. */
export function dissolvingIn(model: Model, species: Species, refinement: number): Dissolving {
  const inner = conditionAt(model, species.name, "left");
  const outer = conditionAt(model, species.name, "right");
  const extent = extentOf(model);
  const D = constantValue(species.media[0]?.diffusivity);
  if (inner?.kind !== "dissolving" || extent === undefined || D === undefined) throw new Error("Bug: no such solid");
  const { dimensions, from } = extent;
  const reach = WINDOW * Math.sqrt(D * lastRecordTime(model.solves));
  const to = extent.to ?? from + reach;
  const cells = Math.max(2, Math.round((extent.cells ?? CELLS) * refinement));
  // the solid and the depth of diffusion at the start of the records both count in cells
  const fine = dimensions === 1 ? (to - from) / 10 : Math.min(from, to - from);
  const firstWidth = Math.min((1.5 * fine) / cells, (to - from) / cells);
  const shares = gradedShares({ dimensions, start: from, end: to, first: firstWidth }, cells);
  const volumeOf = (r: number) => (dimensions === 1 ? r : dimensions === 2 ? (r * r) / 2 : (r * r * r) / 3);
  const [surface, outerVolume] = [volumeOf(from), volumeOf(to)];
  const held = outer?.kind === "concentration" ? outer.concentration : outer?.kind === "absorbing" ? 0 : undefined;
  const solid: RecedingSolid = {
    dimensions,
    diffusivity: D,
    solubility: inner.solubility,
    density: inner.density,
    outer: outerVolume,
    held,
    shares,
  };
  return {
    solid,
    start: startOf(model, species, solid, surface),
    surface,
    radius: from,
    firstWidth,
    content: dimensions === 1 ? 1 : dimensions === 2 ? 2 * Math.PI : 4 * Math.PI,
    window: extent.to === undefined,
  };
}

function startOf(model: Model, { initial }: Species, solid: RecedingSolid, surface: number): Float64Array {
  const { shares, outer, dimensions } = solid;
  const cells = shares.length - 1;
  const liquid = outer - surface;
  const r = Float64Array.from({ length: cells }, (_, i) =>
    radiusOf(surface + 0.5 * (shares[i] + shares[i + 1]) * liquid, dimensions),
  );
  if (initial.kind !== "concentration") throw new Error("Bug: a solid starts beside a liquid");
  const c = fieldOf(initial.concentration, cells, positionScope(model, r));
  const start = new Float64Array(cells + 1);
  for (let i = 0; i < cells; i++) start[i] = c[i] * (shares[i + 1] - shares[i]) * liquid;
  start[cells] = surface;
  return start;
}
