/** Layers with ions between two baths, in short, and what a level reads from them. */

import type { Level, LevelResult } from "#levels/contract.ts";
import { coupledSpecies } from "#model/coupled-species.ts";
import type { BoundaryCondition, FieldClosure, Model, Species } from "#model/model.ts";
import { FARADAY } from "#units/constants.ts";
import { held, measure, textOf } from "./closed-form.ts";
import { modelWith, solved } from "./models.ts";

export interface IonOf {
  readonly name: string;
  /** Charge number. */
  readonly z: number;
  readonly D: number;
  /** Concentrations of the baths [mol m^-3], or another condition. */
  readonly left: number | BoundaryCondition;
  readonly right: number | BoundaryCondition;
  /** K by layer. */
  readonly K?: readonly number[];
}

export interface IonLayerOf {
  readonly l: number;
  /** Fixed charge [mol m^-3]. */
  readonly X?: number;
  readonly permittivity?: number;
}

export interface IonsOf {
  readonly ions: readonly IonOf[];
  readonly layers: readonly IonLayerOf[];
  readonly field: FieldClosure;
  /** Electric potential of the ends [V]; undefined where an end has none. */
  readonly left?: number;
  readonly right?: number;
  readonly temperature?: number;
  readonly cells?: number;
  readonly fields?: Partial<Model>;
}

const NAMES = "abcdefgh";

/** The model: layers named a, b, c ... each of a medium of its own. */
export function ionModel({ ions, layers, field, left, right, temperature = 298.15, cells, fields }: IonsOf): Model {
  const condition = (c: number | BoundaryCondition): BoundaryCondition => (typeof c === "number" ? held(c) : c);
  return modelWith({
    temperature,
    field,
    species: ions.map(
      ({ name, z, D, K }): Species => ({
        name,
        measure: "amount",
        ...(z === 0 ? {} : { charge: z }),
        media: layers.map((_, i) => ({
          medium: NAMES[i] ?? "",
          diffusivity: textOf(D),
          partition: textOf(K?.[i] ?? 1),
        })),
        terms: [],
        initial: { kind: "concentration", concentration: textOf(0) },
      }),
    ),
    domain: {
      kind: "layers",
      geometry: "slab",
      start: 0,
      layers: layers.map(({ l, X }, i) => ({
        name: NAMES[i] ?? "",
        medium: NAMES[i] ?? "",
        thickness: l,
        ...(X === undefined ? {} : { fixedCharge: X }),
        ...(cells === undefined ? {} : { cells }),
      })),
    },
    permittivities: Object.fromEntries(layers.map(({ permittivity = 80 }, i) => [NAMES[i] ?? "", permittivity])),
    electricPotentials: { ...(left === undefined ? {} : { left }), ...(right === undefined ? {} : { right }) },
    boundaries: ions.flatMap((ion) => [
      { end: "left" as const, species: ion.name, condition: condition(ion.left) },
      { end: "right" as const, species: ion.name, condition: condition(ion.right) },
    ]),
    solves: [{ kind: "steady" }],
    ...fields,
  });
}

/** The answer of a level to some measures; potentials are asked as "electric_potential(left)". */
export function solvedIons(
  level: Level,
  model: Model,
  texts: readonly string[],
  refinement = 1,
): LevelResult & { read(text: string): number } {
  const [group = []] = coupledSpecies(model);
  const [species = ""] = group;
  const result = solved(
    level.solve({
      model,
      species,
      together: group,
      solves: model.solves,
      measures: texts.map(ionMeasure),
      walkers: 0,
      seed: 1,
      refinement,
    }),
  );
  return {
    ...result,
    read(text) {
      const reading = result.readings.find((one) => one.measure === text);
      if (reading === undefined) throw new Error(`${level.name} does not state ${text}`);
      return reading.value;
    },
  };
}

/** A measure of an ion or of all together. */
export function ionMeasure(text: string) {
  const potential = /^electric_potential\((.*)\)$/.exec(text);
  return potential === null
    ? measure(text)
    : { ...measure(`c(any, ${potential[1]})`), key: text, name: "electric_potential" as const, species: "" };
}

/** Current density through the right end [A m^-2]. */
export function currentOf(level: Level, model: Model, refinement = 1): number {
  const ions = model.species.filter(({ charge }) => charge !== undefined);
  const result = solvedIons(
    level,
    model,
    ions.map(({ name }) => `flux(${name}, right)`),
    refinement,
  );
  return ions.reduce((sum, { name, charge = 0 }) => sum + FARADAY * charge * result.read(`flux(${name}, right)`), 0);
}
