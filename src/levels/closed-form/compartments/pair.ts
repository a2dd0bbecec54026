/**
 * Two compartments and all that joins them, as laws of membranes see them, with the conditions that these laws share.
 *
 * @module
 */

import type { Condition, NotThis } from "#levels/closed-form/law.ts";
import type { Compartment, CompartmentDomain, Membrane, Pathway, SolutePassage } from "#model/compartments.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Model, Species } from "#model/model.ts";
import { constantValue } from "#potential/constant-value.ts";

/** The reason why a law of stirred compartments is not that of a model without any. */
export function notStirred(form: string): NotThis {
  return {
    kind: "not-this",
    form,
    met: 0,
    because: "there are no compartments",
    change: "give compartments: and membranes: in place of the domain",
  };
}

/** Two compartments, and the ways between them. */
export interface Pair {
  readonly sides: readonly [Compartment, Compartment];
  readonly ways: readonly Way[];
}

/** A pathway of a membrane. */
export interface Way extends Pathway {
  readonly membrane: Membrane;
  /** 1 if the membrane counts from the first side to the second, -1 if back. */
  readonly direction: 1 | -1;
}

/** The two compartments of a domain that has no more, in an order: those of the kind first that is asked for. */
export function pairOf(
  { compartments, membranes }: CompartmentDomain,
  comesFirst: (one: Compartment) => boolean,
): Pair | undefined {
  const [a, b] = [...compartments].sort((one, other) => Number(comesFirst(other)) - Number(comesFirst(one)));
  if (a === undefined || b === undefined || compartments.length !== 2) return undefined;
  const ways = membranes.flatMap((membrane) =>
    membrane.pathways.map(
      (pathway): Way => ({ ...pathway, membrane, direction: membrane.between[0] === a.name ? 1 : -1 }),
    ),
  );
  return { sides: [a, b], ways };
}

/** Whether a solute crosses a way, by itself or with the water. */
export function crosses({ conductivity }: Pathway, passage: SolutePassage | undefined): passage is SolutePassage {
  if (passage === undefined) return false;
  const { permeability, conductance = 0, filtration } = passage;
  return permeability > 0 || conductance > 0 || (conductivity > 0 && filtration !== 1);
}

/** Whether a solute crosses any of the ways. */
export function crossesAny(ways: readonly Way[], species: string): boolean {
  return ways.some((way) => crosses(way, way.solutes[species]));
}

const HELD_BACK: SolutePassage = { permeability: 0, osmotic: 1, filtration: 1 };

/** The condition of laws in which what cannot cross draws water with all of its osmotic pressure. */
export function reflectedConditions({ species }: Model, pair: Pair | undefined): Condition[] {
  const isWhole = ({ name }: Species, { conductivity, solutes }: Way): boolean => {
    const { permeability, conductance = 0, osmotic, filtration } = solutes[name] ?? HELD_BACK;
    const crossesIt = permeability > 0 || conductance > 0 || filtration !== 1;
    return conductivity === 0 || crossesIt || osmotic === 1;
  };
  return [
    [
      pair === undefined || species.every((one) => pair.ways.every((way) => isWhole(one, way))),
      "what cannot cross draws water with a part of its osmotic pressure",
      "use the level compartments",
    ],
  ];
}

/** Whether all that a compartment holds, its pressure and its potential stay as the file says. */
export function isConstant({ contains, pressure, electricPotential }: Compartment): boolean {
  const given = [...Object.values(contains), pressure, ...(electricPotential === undefined ? [] : [electricPotential])];
  return given.every((one) => constantValue(one) !== undefined);
}

/** Value of what may be an expression of the time t [s]. */
export function atTime(given: Expression | undefined, time: number): number | undefined {
  return given && evaluate(given, { name: (word) => (word === "t" ? time : undefined) });
}

/** Concentrations of a compartment whose contents are numbers, by species [mol m^-3]. */
export function contentsOf({ species }: Model, { contains }: Compartment): Readonly<Record<string, number>> {
  return Object.fromEntries(species.map(({ name }) => [name, constantValue(contains[name]) ?? 0]));
}

/** Conditions of laws in which only walls matter: no carriers, no pumps, no charge on membranes, nothing bound. */
export function passiveConditions(model: Model, domain: CompartmentDomain): Condition[] {
  return [
    ...unpoweredConditions(model, domain),
    [
      domain.compartments.every(({ binding }) => Object.keys(binding).length === 0),
      "something is bound in a compartment",
      "leave binding: out",
    ],
  ];
}

/** Conditions of laws in which each solute crosses by itself: no carriers, no pumps, no charge on membranes. */
export function unpoweredConditions({ field }: Model, { membranes }: CompartmentDomain): Condition[] {
  return [
    [membranes.every(({ carriers }) => carriers.length === 0), "a membrane has carriers", "leave carriers: out"],
    [membranes.every(({ pumps }) => pumps.length === 0), "a membrane has a pump", "leave pumps: out"],
    [field !== "poisson", "charges load the membranes", "use field: electroneutral"],
  ];
}

/** Conditions of laws of ideal solutions. */
export function idealConditions({ species }: Model, { compartments }: CompartmentDomain): Condition[] {
  return [
    [
      species.every(
        (one) => one.measure === "amount" && one.activity === undefined && one.osmoticPressure === undefined,
      ),
      "a solution is not ideal",
      "leave mu: out",
    ],
    [
      compartments.every(({ partition }) => Object.values(partition).every((K) => K === 1)),
      "K is not 1",
      "leave K: out",
    ],
  ];
}

/** Conditions of laws of a cell in a bath that does not change. */
export function cellConditions(domain: CompartmentDomain): {
  readonly pair: Pair | undefined;
  readonly conditions: Condition[];
} {
  const pair = pairOf(domain, ({ extent }) => extent.kind === "finite");
  const [cell, bath] = pair?.sides ?? [];
  const conditions: Condition[] = [
    [pair !== undefined, "there are not two compartments", "keep a cell and a bath"],
    [
      cell?.extent.kind === "finite" && bath?.extent.kind === "infinite",
      "it is not one finite compartment in a bath",
      "give one of them volume: infinite",
    ],
    [bath !== undefined && isConstant(bath), "the bath changes in time", "hold it constant"],
  ];
  return { pair, conditions };
}
