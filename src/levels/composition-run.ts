/**
 * A task on the network of a species whose rates depend on its own composition: what the continuum and the master
 * equation have in common. Neither computes anything here.
 *
 * A fraction or a molality is run as if it were the concentration itself, and what is counted in moles is multiplied by
 * the moles in a volume at a composition of 1 when it is read. The ions of a salt share its chemical potential, which
 * its dissipation counts for each.
 *
 * @module
 */

import { type CompositionNetwork, compositionNetwork, jumpsAt } from "#generator/composition-network.ts";
import { mixtureStart } from "#generator/composition-start.ts";
import { bareNetwork, whyNoMesh } from "#generator/motion.ts";
import { facePermeability, type Network } from "#generator/network.ts";
import { uptakeNetwork } from "#generator/uptake-network.ts";
import { compositionDiffusivity } from "#model/composition-diffusivity.ts";
import { molesPerVolume } from "#model/composition-scale.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Boundary, Model, Source, Species } from "#model/model.ts";
import { isSaturable } from "#model/uptake.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { frontProbe } from "#observables/front.ts";
import { probedMeasures } from "#observables/reading-list.ts";
import { DIMENSIONLESS } from "#units/dimension.ts";
import type { Acceptance, Reading, Task } from "./contract.ts";
import type { NetworkRun } from "./network-run.ts";
import { speciesNamed } from "./species-named.ts";

/** A task on its network at any state, and what has been read so far. `network` is that of the state last looked at. */
export interface CompositionRun extends NetworkRun {
  readonly composition: CompositionNetwork;
  /** Moles in a volume at a composition of 1, which is 1 for a concentration. */
  readonly total: number;
}

/** Whether a species of a model can be carried on a grid. */
export function acceptsComposition(model: Model, name: string): Acceptance {
  const species = speciesNamed(model, name);
  const why =
    whyNoMesh(model, species) ??
    whyNoWindow(model, species) ??
    whyNoSource(model, species) ??
    whyNoDrift(model, species);
  return why ? { accepts: false, ...why } : { accepts: true };
}

interface Refusal {
  readonly because: string;
  readonly change: string;
}

function whyNoWindow({ domain }: Model, { name }: Species): Refusal | undefined {
  if (domain?.kind === "lattice")
    return {
      because: `${name} is a mixture, and sites of a lattice hold walkers`,
      change: "use geometry: slab, or geometry: line",
    };
  if (domain?.kind !== "free" || domain.resolve || (domain.from !== undefined && domain.to !== undefined))
    return undefined;
  return {
    because: `how far ${name} spreads depends on its composition, which keeps no width that a grid could know`,
    change: "say where grids look, as in resolve: [-1 um, 1 um]",
  };
}

function whyNoSource({ sources }: Model, { name }: Species): Refusal | undefined {
  const eaten = sources.some(({ species, law }) => species === name && law.kind === "zero-order" && law.rate < 0);
  if (!eaten) return undefined;
  return {
    because: `${name} is consumed at zero order, which stops where nothing is left, and its rates depend on its composition: no method is known here for both at once`,
    change: "use a linear source, or a constant D and an ideal activity",
  };
}

/** A drift over a face with a jump would need the composition at the face itself. */
function whyNoDrift(model: Model, species: Species): Refusal | undefined {
  const { name, drift, media } = species;
  const exchanges = model.boundaries.some(
    ({ species, condition }) => species === name && (condition.kind === "robin" || condition.kind === "bath"),
  );
  const layers = model.domain?.kind === "layers" ? model.domain.layers : [];
  if (drift === undefined || (!exchanges && media.length === 1 && layers.every(({ thickness }) => thickness > 0)))
    return undefined;
  return {
    because: `${name} is carried by a drift through a membrane, a bath or a jump of K while its rates depend on its composition`,
    change: "leave out drift:, or hold the concentrations at the ends of one medium",
  };
}

const number = (value: number): Expression => ({
  kind: "number",
  value,
  dimension: DIMENSIONLESS,
  range: { offset: 0, length: 0 },
});

/** A run in which nothing has been read, on a mesh of about that many cells a layer. */
export function startedComposition(task: Task, cells: number): CompositionRun {
  const declared = speciesNamed(task.model, task.species);
  const total = molesPerVolume(declared);
  const model = total === 1 ? task.model : perTotal(task.model, declared, total);
  const species = speciesNamed(model, task.species);
  const variesD = species.media.some(
    (medium) => compositionDiffusivity(species, medium, model.temperature).slope !== undefined,
  );
  // nodes, ends and potentials do not know D
  const { activity: _, mobility: __, ...plain } = species;
  const standIn: Species = { ...plain, media: species.media.map((medium) => ({ ...medium, diffusivity: number(1) })) };
  const wish = { cells, refinement: task.refinement, thinnerThan: 0, most: Number.POSITIVE_INFINITY, graded: !variesD };
  const composition = isSaturable(model, species)
    ? uptakeNetwork(model, species, bareNetwork(model, species, wish))
    : compositionNetwork(model, species, bareNetwork(model, standIn, wish));
  const initial = mixtureStart(model, species, composition);
  const network = composition.at(initial);
  const context = { model, species, network, initial };
  const probed = probedMeasures(task.measures, context).filter(({ measure }) => measure.name !== "penetration_depth");
  const fronts = task.measures.flatMap((measure) => {
    const probe = measure.name === "front_depth" && measure.species === species.name ? frontProbe(context) : undefined;
    return probe === undefined ? [] : [{ measure, kind: "state" as const, probe }];
  });
  return {
    ...context,
    task,
    composition,
    total,
    probed: [...probed, ...fronts],
    readings: [],
    profiles: [],
    invariants: {},
    warnings: [],
  };
}

/** The model with what it counts in moles divided by the concentration of the mixture. */
function perTotal(model: Model, { name }: Species, total: number): Model {
  const boundaries = model.boundaries.map((one): Boundary => {
    const { condition, species } = one;
    if (species !== name || condition.kind !== "flux") return one;
    return { ...one, condition: { ...condition, flux: condition.flux / total } };
  });
  const sources = model.sources.map((one): Source => {
    if (one.species !== name || one.law.kind !== "zero-order") return one;
    return { ...one, law: { ...one.law, rate: one.law.rate / total } };
  });
  const species = model.species.map((one): Species => {
    if (one.name !== name || one.initial.kind === "concentration") return one;
    return { ...one, initial: { ...one.initial, amount: one.initial.amount / total } };
  });
  return { ...model, boundaries, sources, species };
}

const IN_MOLES: ReadonlySet<string> = new Set(["flux", "amount", "amount_permeated", "dissipation"]);

/** The readings in moles, where something else was run. */
export function readingsInMoles({ readings, task, total, composition }: CompositionRun): readonly Reading[] {
  const { particles } = composition.activity;
  if (total === 1 && particles === 1) return readings;
  const factors = new Map(
    task.measures.flatMap(({ name, key }) =>
      IN_MOLES.has(name) ? [[key, name === "dissipation" ? total * particles : total]] : [],
    ),
  );
  return readings.map((reading) => ({ ...reading, value: reading.value * (factors.get(reading.measure) ?? 1) }));
}

/**
 * @throws NumericalFailure if the thermodynamic factor is negative at the composition of a cell: without a gradient
 * energy such a mixture falls apart in waves as short as the cells are.
 */
export function refuseUnstable(
  { composition, species, network }: CompositionRun,
  n: Float64Array,
  where: string,
): void {
  const { activity, base } = composition;
  if (activity.isIdeal) return;
  for (let i = 0; i < base.mesh.cellCount; i++) {
    const s = n[i + 1] / base.mesh.volume[i];
    const factor = activity.factor(Math.min(Math.max(s, 0), activity.highest));
    if (factor >= 0) continue;
    throw new NumericalFailure(
      `${where}, at ${network.mesh.center[i].toPrecision(4)} m`,
      `the thermodynamic factor of ${species.name} is ${factor.toPrecision(4)} at ${s.toPrecision(6)}: the mixture is unstable and falls apart in waves as short as the cells are`,
      "add {gradient: ...} to mu:, which gives the waves a length, or stay out of the spinodal",
    );
  }
}

/** Faces at which the activity is continuous while K jumps, in words for the method; "" if there are none. */
export function jumpsInWords({ model, species, composition }: CompositionRun): string {
  const { mesh, landscape } = composition.base;
  let jumps = 0;
  for (let f = 1; f < mesh.cellCount; f++)
    if (jumpsAt(landscape, f - 1, f) || facePermeability(model, species, mesh, f) < Number.POSITIVE_INFINITY) jumps++;
  return jumps === 0
    ? ""
    : `, activity continuous over ${jumps} face${jumps === 1 ? "" : "s"} where K jumps or a membrane lies`;
}

/**
 * Order in the spacing: 1 where D vanishes at c = 0 faster than c, since c then ends at a front as a root does; undefined
 * for 2, the order of the scheme.
 */
export function orderOf({ model, species, composition }: CompositionRun): 1 | undefined {
  if (!composition.variesD) return undefined;
  const isBlunt = species.media.some((medium) => {
    const { value, slope, variesInSpace } = compositionDiffusivity(species, medium, model.temperature);
    if (slope === undefined || variesInSpace) return false;
    const at = (e: Expression): number => evaluate(e, { name: (name) => (name === species.name ? 0 : undefined) });
    return at(value) === 0 && at(slope) === 0;
  });
  return isBlunt ? 1 : undefined;
}

/** Largest width of a cell [m]. */
export function largestSpacing({ mesh }: Network): number {
  let largest = 0;
  for (let i = 0; i < mesh.cellCount; i++) largest = Math.max(largest, mesh.edge[i + 1] - mesh.edge[i]);
  return largest;
}
