/**
 * A task on the grid of its species, and what has been read from it so far: what the continuum and the master equation have
 * in common. Neither solves anything here.
 *
 * @module
 */

import { gridNetwork } from "#generator/grid-network.ts";
import { gridStart } from "#generator/grid-start.ts";
import type { GridWish } from "#mesh/grid-mesh.ts";
import { MEASURES, type Measure, type MeasureKind } from "#model/measure.ts";
import type { GridDomain, Model } from "#model/model.ts";
import { isOpenGrid } from "#observables/grid-invariants.ts";
import { type GridContext, type GridProbe, gridProbe } from "#observables/grid-probe.ts";
import type { Acceptance, Field, Reading, Task, When } from "./contract.ts";
import { gridWarnings } from "./grid-warnings.ts";
import { speciesNamed } from "./species-named.ts";

/** A measure with the probe that reads it from a grid. */
export interface ProbedOnGrid {
  readonly measure: Measure;
  readonly kind: MeasureKind;
  readonly probe: GridProbe;
}

/** A task on its grid, and what has been read so far. */
export interface GridRun extends GridContext {
  readonly task: Task;
  readonly domain: GridDomain;
  /** Concentrations at the start [mol m^-3, or probability density]. */
  readonly initial: Float64Array;
  readonly probed: readonly ProbedOnGrid[];
  readonly readings: Reading[];
  readonly fields: Field[];
  readonly invariants: Record<string, number>;
  readonly warnings: string[];
}

/** Why a species of a model has no equation on its grid, in words that hold for all levels; undefined if it has one. */
export function whyNoGrid(
  model: Model,
  name: string,
): { readonly because: string; readonly change: string } | undefined {
  const species = speciesNamed(model, name);
  const { domain } = model;
  if (domain?.kind !== "grid")
    return { because: "the domain is no grid", change: "use a rectangle, a box or a cylinder with a length" };
  if (species.walk !== undefined)
    return {
      because: `${name} walks on a lattice of its own, and the ${domain.geometry} has another`,
      change: "give D: in place of walk:, or use a plane, space or a lattice",
    };
  if (species.charge !== undefined && model.field === "constant-field")
    return {
      because: `a constant field lies between two ends, and a ${domain.geometry} has sides`,
      change: "write the potential energy in mu:, such as {potential: F * E * x}, or use a slab",
    };
  const growing = model.sources.find(
    (source) => source.species === name && source.law.kind === "linear" && source.law.rate > 0,
  );
  if (growing !== undefined)
    return {
      because: `${growing.name} makes more of ${name} the more there is, and solves on a grid know only what decays`,
      change: "use a slab, a cylinder or sphere by its radius, or a source of zero order",
    };
  const eaten = model.sources.find(
    (source) => source.species === name && source.law.kind === "zero-order" && source.law.rate < 0,
  );
  if (eaten !== undefined)
    return {
      because: `${eaten.name} uses up ${name} at a rate that does not depend on how much there is, and stops where nothing is left, which is no linear equation`,
      change: "use a linear source, or a slab, a cylinder or a sphere by its radius",
    };
  return species.media.length > 0
    ? undefined
    : { because: `${name} cannot enter any medium of the domain`, change: "give D in one of them" };
}

/** Yes, or why not: see {@link whyNoGrid}. */
export function acceptsGrid(model: Model, name: string): Acceptance {
  const why = whyNoGrid(model, name);
  return why ? { accepts: false, ...why } : { accepts: true };
}

/** A run in which nothing has been read. */
export function startedGridRun(task: Task, wish: GridWish): GridRun {
  const { model, measures } = task;
  const species = speciesNamed(model, task.species);
  const domain = gridOf(model);
  const network = gridNetwork(model, species, domain, wish);
  const initial = gridStart(model, species, network);
  const context = { model, species, network, initial };
  return {
    ...context,
    task,
    domain,
    probed: measures.flatMap((measure) => {
      if (measure.species !== species.name) return [];
      const probe = gridProbe(measure, context);
      return probe ? [{ measure, kind: MEASURES[measure.name], probe }] : [];
    }),
    readings: [],
    fields: [],
    invariants: {},
    warnings: gridWarnings(model, network),
  };
}

/** The domain of a model that has a grid. */
export function gridOf({ domain }: Model): GridDomain {
  if (domain?.kind !== "grid") throw new Error("Bug: a grid was asked of a domain that is none.");
  return domain;
}

/** Read states and, at a time, histories. */
export function readGrid({ probed, readings }: GridRun, c: Float64Array, when: When, gone?: Float64Array): void {
  for (const { measure, kind, probe } of probed)
    if (kind === "state" || (kind === "history" && gone !== undefined))
      readings.push({ measure: measure.key, when, value: probe(c, gone) });
}

/** Keep the concentration over the grid; nothing where the species cannot be. */
export function keepField({ species, network, fields }: GridRun, c: Float64Array, when: When): void {
  const { mesh, media } = network;
  fields.push({
    species: species.name,
    when,
    quantity: "concentration",
    axes: mesh.names.map((name, axis) => ({ name, values: mesh.center[axis].slice() })),
    values: Float64Array.from(c, (value, i) => (media.isOpen[i] ? value : Number.NaN)),
  });
}

/** Why the steady state of a grid is no equilibrium, in words; undefined if it is one. */
export function whyNoGridEquilibrium({ network, species, model }: GridRun): string | undefined {
  if (model.sources.some((source) => source.species === species.name && source.law.rate !== 0))
    return "a source makes or consumes";
  if (network.isCarried && network.mesh.shape.periodic.includes(true))
    return "the drift goes round the periodic domain for ever";
  if (!isOpenGrid(network)) return undefined;
  const fed = network.sides.find(({ condition }) => condition.kind === "flux" && condition.flux !== 0);
  if (fed) return `a flux is imposed at the side ${fed.side}`;
  if (network.isCarried) return "a drift carries what a reservoir gives";
  let [lowest, highest] = [Number.POSITIVE_INFINITY, 0];
  for (const { cells, conductance, given } of network.sides)
    for (const [k, cell] of cells.entries()) {
      if (conductance[k] === 0) continue;
      const activity = given[k] / conductance[k] / network.weight[cell];
      lowest = Math.min(lowest, activity);
      highest = Math.max(highest, activity);
    }
  return highest - lowest <= 1e-9 * highest ? undefined : "the activities beyond the sides differ, which drives a flux";
}
