/**
 * The Cahn-Hilliard problem that a model declares: its grid, free energy, mobility and start, in SI units and RT.
 *
 * @module
 */

import type { Task } from "#levels/contract.ts";
import { speciesNamed } from "#levels/species-named.ts";
import { isFraction } from "#model/composition-scale.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model, Species } from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import type { HomogeneousEnergy, PhaseField } from "#numerics/phase-field/phase-field.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import type { FreeEnergy } from "#physics/activity/free-energy.ts";
import { constantValue } from "#potential/constant-value.ts";
import { exchangeMobility, mixingEnergy } from "#potential/mixing-energy.ts";
import { positionScope } from "#potential/position-scope.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import type { Length } from "#units/flavour.ts";
import { type MixtureSpace, mixtureSpace } from "./space.ts";

/** Cells to the length over which the composition changes at an interface. */
const CELLS_TO_AN_INTERFACE = 8;
/** Compositions at which the curvature of f is looked at. */
const LOOKS = 99;
/** Cells along an axis, at most, where the file names none. */
const MOST_CELLS = 4096;

/** A problem with what is needed to read from it. */
export interface Mixture {
  readonly model: Model;
  readonly species: Species;
  readonly space: MixtureSpace;
  readonly field: PhaseField;
  /** Composition of each cell at the start [1]. */
  readonly start: Float64Array;
  /** √(2κ / -f'') where f'' is lowest: an interface is about two of it wide [m]. */
  readonly interfaceLength: Length;
  /** RT c_t, by which energies over RT become energies [J m^-3]. */
  readonly energyDensity: number;
}

/** Why a model is no such problem, and what to change; undefined if it is one. */
export function whyNoMixture(
  model: Model,
  species: Species,
): { readonly because: string; readonly change: string } | undefined {
  const { name, terms, drift, media, mobility } = species;
  if (!isFraction(species))
    return {
      because: `${name} has a gradient energy, and that is written for the share of a mixture`,
      change: "give it measure: mole-fraction or volume-fraction, and total:",
    };
  if (terms.length > 0 || drift !== undefined)
    return {
      because: `${name} has a potential or a drift beside its gradient energy, which this level does not carry`,
      change: "leave them out",
    };
  if (mixingEnergy(species) === undefined)
    return {
      because: `the activity of ${name} has no free energy of mixing in closed form`,
      change: "use {margules: A}, {flory-huggins: ...} or {free-energy: EXPRESSION}",
    };
  if (media.some(({ partition }) => constantValue(partition) !== 1))
    return {
      because: `${name} has a partition coefficient beside its gradient energy, which no level carries`,
      change: "leave K out",
    };
  if (mobility !== undefined && namesIn(mobility).has("D") && constantValue(media[0]?.diffusivity) === undefined)
    return { because: `the mobility of ${name} names a D that varies`, change: "write D into the mobility itself" };
  if (media.length !== 1 || (constantValue(media[0]?.diffusivity) === undefined && mobility === undefined))
    return { because: `D of ${name} is not one constant`, change: "give one D, or a mobility:" };
  if (model.temperature === undefined)
    return { because: "an energy needs a temperature", change: "add temperature: to the file" };
  if (model.sources.some(({ species: of }) => of === name))
    return { because: `a source makes ${name}, and its amount is conserved here`, change: "leave the source out" };
  const open = model.boundaries.find(
    ({ species: of, condition }) => of === name && condition.kind !== "no-flux" && condition.kind !== "periodic",
  );
  if (open !== undefined)
    return {
      because: `${name} has the condition ${open.condition.kind} at an end, where a mixture needs a second one for its gradient`,
      change: "use no-flux (both gradients vanish there) or periodic",
    };
  if (species.initial.kind !== "concentration")
    return { because: `${name} starts at a point, which is no composition`, change: "give a composition in initial:" };
  return mixtureSpace(model, species, { spacing: 1, refinement: 1, most: 1 }) === undefined
    ? {
        because: "phase separation needs a slab of one layer, a rectangle or a box",
        change: "use geometry: slab, rectangle or box",
      }
    : undefined;
}

type MixtureTask = Pick<Task, "model" | "species" | "refinement" | "seed">;

/** The problem of a model that {@link whyNoMixture} has nothing against. */
export function mixtureOf({ model, species: name, refinement, seed }: MixtureTask): Mixture {
  const species = speciesNamed(model, name);
  const kappa = species.gradientEnergy as number;
  const energy = mixingEnergy(species) as FreeEnergy;
  const interfaceLength = Math.sqrt((2 * kappa) / Math.abs(lowestCurvature(energy)));
  const wish = { spacing: interfaceLength / CELLS_TO_AN_INTERFACE, refinement, most: MOST_CELLS };
  const space = mixtureSpace(model, species, wish) as MixtureSpace;
  const mobility = exchangeMobility(model, species);
  const homogeneous: HomogeneousEnergy = {
    density: energy.value,
    potential: energy.slope,
    curvature: energy.curvature,
    ...(Number.isFinite(energy.lowest) && { low: energy.lowest }),
    ...(Number.isFinite(energy.highest) && { high: energy.highest }),
  };
  return {
    model,
    species,
    space,
    field: {
      grid: space.grid,
      energy: homogeneous,
      gradientCoefficient: kappa,
      order: mobility.constant && space.grid.open === undefined ? 4 : 2,
      mobility: mobility.constant
        ? { kind: "constant", value: mobility.value(0) }
        : { kind: "by-composition", value: mobility.value, slope: mobility.slope },
    },
    start: startOf(model, species, space, seed),
    interfaceLength,
    energyDensity: GAS_CONSTANT * (model.temperature as number) * (species.total as number),
  };
}

/** The lowest f'' of a composition between 0 and 1; its size says how long waves are that do not grow. */
function lowestCurvature({ curvature }: FreeEnergy): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (let k = 1; k <= LOOKS; k++) lowest = Math.min(lowest, curvature(k / (LOOKS + 1)));
  return lowest;
}

function startOf(model: Model, { initial }: Species, space: MixtureSpace, seed: number): Float64Array {
  const { size, coordinates } = space;
  if (initial.kind !== "concentration") throw new Error("Bug: a mixture starts with a composition");
  const along = positionScope(model, coordinates.get("x") as Float64Array);
  const a = fieldOf(initial.concentration, size, { name: (name) => coordinates.get(name) ?? along.name(name) });
  if (initial.noise !== undefined) addNoise(a, initial.noise, space, seed);
  return a;
}

/** Even draws between -noise and noise in the open cells, less their mean. */
function addNoise(a: Float64Array, noise: number, { grid: { open }, size }: MixtureSpace, seed: number): void {
  const stream = makeRandomStream(seed, PURPOSE.fieldNoise, 0);
  const draws = Float64Array.from({ length: size }, () => noise * (2 * stream.uniform() - 1));
  if (open !== undefined) for (let i = 0; i < size; i++) draws[i] *= open[i];
  const count = open === undefined ? size : open.reduce((sum, one) => sum + one, 0);
  const mean = sumOf(draws) / count;
  for (let i = 0; i < size; i++) if (open === undefined || open[i]) a[i] += draws[i] - mean;
}
