/**
 * Which unknowns a model of compartments has, and where each stands in the state.
 *
 * Differential: the amount of each species and the volume of each compartment whose wall gives way; of a bath, what it
 * has gained. Algebraic: the pressure that keeps a rigid compartment at its volume, the potential at which no charge
 * piles up, the free concentration of what is bound, the concentrations of a filtrate.
 *
 * @module
 */

import { givesPotential } from "#model/charge-paths.ts";
import type { Compartment, CompartmentDomain, Membrane } from "#model/compartments.ts";
import type { Model, Species } from "#model/model.ts";
import { joinedGroups } from "./charge-return.ts";

/** Where the unknowns of one compartment stand in the state; -1 where it has none of a kind. */
export interface CellLayout {
  readonly compartment: Compartment;
  /** Amount [mol] by species; of a bath what it has gained. */
  readonly amount: Int32Array;
  /** Free concentration [mol m^-3] of what is bound, and of all in a filtrate. */
  readonly free: Int32Array;
  /** Volume [m^3]; of a bath what it has gained. */
  readonly volume: number;
  /** [Pa] */
  readonly pressure: number;
  /** F φ / RT [1] */
  readonly potential: number;
  /** Whether it is at a potential that has a meaning: not where there is a field and no charge reaches it. */
  readonly hasPotential: boolean;
}

/** Where every unknown of a model of compartments stands in the state. */
export interface CompartmentLayout {
  readonly species: readonly Species[];
  readonly cells: readonly CellLayout[];
  readonly size: number;
  /** 1 for a differential unknown, 0 for an algebraic one. */
  readonly mass: Float64Array;
}

/**
 * The unknowns of a model of compartments; `countsBaths` if those are wanted of what baths gain, which never stands
 * still.
 */
export function layoutOf(
  model: Pick<Model, "species" | "field">,
  domain: CompartmentDomain,
  countsBaths: boolean,
): CompartmentLayout {
  const { species, field } = model;
  const { compartments, membranes } = domain;
  const mass: number[] = [];
  const unknown = (isDifferential: boolean): number => mass.push(isDifferential ? 1 : 0) - 1;
  const wet = (one: Compartment) => touching(membranes, one).some(isWet);
  const hasField = field === "electroneutral" || field === "poisson";
  const [heldPressure, heldPotential] = [heldPressures(domain), heldPotentials(model, domain)];
  const cells = compartments.map((compartment): CellLayout => {
    const { extent, binding, contains, name } = compartment;
    const around = touching(membranes, compartment);
    const amount = new Int32Array(species.length).fill(-1);
    const free = new Int32Array(species.length).fill(-1);
    for (const [i, { name: solute }] of species.entries()) {
      if (contains[solute] === undefined && !around.some((membrane) => moves(membrane, solute))) continue;
      if (extent.kind === "finite" || (extent.kind === "infinite" && countsBaths)) amount[i] = unknown(true);
      if (extent.kind === "filtrate" || binding[solute] !== undefined) free[i] = unknown(false);
    }
    const isOwn = extent.kind === "finite";
    const hasVolume =
      wet(compartment) &&
      !(isOwn && extent.wall.kind === "rigid") &&
      (extent.kind === "finite" || (extent.kind === "infinite" && countsBaths));
    const isPressed = isOwn && extent.wall.kind === "rigid" && wet(compartment) && !heldPressure.has(name);
    const isReached = hasField && around.some((membrane) => givesPotential(membrane, model));
    return {
      compartment,
      amount,
      free,
      volume: hasVolume ? unknown(true) : -1,
      pressure: isPressed ? unknown(false) : -1,
      potential: isReached && !heldPotential.has(name) ? unknown(false) : -1,
      hasPotential: !hasField || isReached || compartment.electricPotential !== undefined,
    };
  });
  return { species, cells, size: mass.length, mass: Float64Array.from(mass) };
}

/** Whether water passes. */
export function isWet({ pathways }: Membrane): boolean {
  return pathways.some(({ conductivity }) => conductivity > 0);
}

/** Whether a membrane lets a species pass, or carries or pumps it. */
export function moves({ pathways, carriers, pumps }: Membrane, species: string): boolean {
  return (
    pathways.some(({ solutes }) => solutes[species] !== undefined) ||
    carriers.some((carrier) => carrier.species === species) ||
    pumps.some(({ turns }) => turns[species] !== undefined)
  );
}

function touching(membranes: readonly Membrane[], { name }: Compartment): readonly Membrane[] {
  return membranes.filter(({ between }) => between.includes(name));
}

/**
 * Rigid compartments whose pressure is given all the same: only differences drive water, so in a group that water joins
 * and in which nothing else gives the pressure, the one to which the file gives a pressure keeps it, or the first one
 * zero.
 */
function heldPressures({ compartments, membranes }: CompartmentDomain): ReadonlySet<string> {
  const isRigid = ({ extent }: Compartment) => extent.kind === "finite" && extent.wall.kind === "rigid";
  const givenFirst = [...compartments].sort(
    (a, b) => Number(b.givesPressure ?? false) - Number(a.givesPressure ?? false),
  );
  return firstOfLoose(givenFirst, membranes.filter(isWet), (one) => !isRigid(one), isRigid);
}

/** Compartments whose potential is given: those clamped, and the zero of each group that charges join. */
function heldPotentials(model: Pick<Model, "species" | "field">, domain: CompartmentDomain): ReadonlySet<string> {
  const { compartments, membranes } = domain;
  const isClamped = ({ electricPotential }: Compartment) => electricPotential !== undefined;
  const joined = membranes.filter((membrane) => givesPotential(membrane, model));
  const bathsFirst = [...compartments].sort((a, b) => rank(a) - rank(b));
  const zero = firstOfLoose(bathsFirst, joined, isClamped, () => true);
  return new Set([...zero, ...compartments.filter(isClamped).map(({ name }) => name)]);
}

function rank({ extent }: Compartment): number {
  return extent.kind === "infinite" ? 0 : 1;
}

/** Of each group of compartments that membranes join and in which none is held, the first that may be. */
function firstOfLoose(
  compartments: readonly Compartment[],
  membranes: readonly Membrane[],
  isHeld: (one: Compartment) => boolean,
  may: (one: Compartment) => boolean,
): ReadonlySet<string> {
  const group = joinedGroups(
    compartments.map(({ name }) => name),
    membranes,
  );
  const first = new Map<number, string | undefined>();
  for (const one of compartments) {
    const its = group.get(one.name) ?? 0;
    if (isHeld(one)) first.set(its, undefined);
    else if (!first.has(its) && may(one)) first.set(its, one.name);
  }
  return new Set([...first.values()].filter((name) => name !== undefined));
}
