/** Short ways to state a layered model and to ask the closed-form level for a measure. */

import { closedForm } from "#levels/closed-form/closed-form.ts";
import type { When } from "#levels/contract.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import type { Measure, MeasureName, Place } from "#model/measure.ts";
import type { BoundaryCondition, Initial, LayeredDomain, Model, PotentialTerm, Side, Species } from "#model/model.ts";
import { modelWith, solved } from "./models.ts";

/** A layer: thickness [m], D [m^2 s^-1] and K, as numbers or expressions; or a face of permeability P [m s^-1]. */
export type LayerOf =
  | { readonly l: number; readonly D: number | string; readonly K?: number | string; readonly name?: string }
  | { readonly P: number; readonly name?: string };

export interface StackOf {
  readonly layers: readonly LayerOf[];
  readonly geometry?: LayeredDomain["geometry"];
  readonly start?: number;
  readonly left?: BoundaryCondition;
  readonly right?: BoundaryCondition;
  readonly initial?: Initial | number | string;
  /** Energy of one molecule [J]. */
  readonly energy?: string;
  readonly drift?: number | string;
  readonly fields?: Partial<Model>;
}

/** A species "drug" in layers named a, b, c ... (or by their names), between two ends that are closed unless given. */
export function stackModel(given: StackOf): Model {
  const { layers, geometry = "slab", start = 0, initial = 0, energy, drift, fields = {} } = given;
  const nameOf = (layer: LayerOf, i: number) => layer.name ?? "abcdefgh"[i];
  const terms: PotentialTerm[] = energy === undefined ? [] : [{ kind: "potential", energy: textOf(energy) }];
  const species: Species = {
    name: "drug",
    measure: "amount",
    media: layers.flatMap((layer, i) =>
      "D" in layer ? [{ medium: nameOf(layer, i), diffusivity: textOf(layer.D), partition: textOf(layer.K ?? 1) }] : [],
    ),
    terms,
    initial: typeof initial === "object" ? initial : { kind: "concentration", concentration: textOf(initial) },
    ...(drift === undefined ? {} : { drift: textOf(drift) }),
  };
  return modelWith({
    species: [species],
    domain: {
      kind: "layers",
      geometry,
      start,
      layers: layers.map((layer, i) => ({
        name: nameOf(layer, i),
        medium: nameOf(layer, i),
        ...("P" in layer ? { thickness: 0, membrane: { drug: layer.P } } : { thickness: layer.l }),
      })),
    },
    boundaries: [
      ...(given.left === undefined ? [] : [{ end: "left" as const, species: "drug", condition: given.left }]),
      ...(given.right === undefined ? [] : [{ end: "right" as const, species: "drug", condition: given.right }]),
    ],
    ...fields,
  });
}

/** An expression from a number or a text. */
export function textOf(value: number | string) {
  return parseExpression(String(value));
}

/** A held concentration [mol m^-3]. */
export function held(concentration: number): BoundaryCondition {
  return { kind: "concentration", concentration };
}

/** A measure as a file writes it: "flux(drug, right)", "c(drug, a.left)", "c(drug, 3e-6)", "probability(w, x > 0)". */
export function measure(text: string): Measure {
  const [, name = "", species = "", rest] = /^(\w+)\((\w+)(?:, (.*))?\)$/.exec(text) ?? [];
  const base = { key: text, name: name as MeasureName, species };
  if (rest === undefined) return base;
  if (name === "probability") return { ...base, condition: parseExpression(rest) };
  if (["moment", "quantile", "intermediate_scattering", "step_correlation", "fourier"].includes(name))
    return { ...base, argument: Number(rest) };
  return { ...base, place: placeOf(rest) };
}

function placeOf(text: string): Place {
  if (text === "all") return { kind: "all" };
  if (text.startsWith("side:")) return { kind: "side", side: text.slice(5) as Side };
  if (text.startsWith("axis:")) return { kind: "axis", axis: Number(text.slice(5)) };
  if (text.startsWith("compartment:")) return { kind: "compartment", compartment: text.slice(12) };
  if (text.startsWith("membrane:")) return { kind: "membrane", membrane: text.slice(9) };
  if (text === "left" || text === "right") return { kind: "end", end: text };
  if (text === "left.bath" || text === "right.bath")
    return { kind: "bath", end: text === "left.bath" ? "left" : "right" };
  if (/^[-\d.[]/.test(text)) return { kind: "point", at: text.replace(/[[\]]/g, "").split(",").map(Number) };
  const [layer = "", side] = text.split(".");
  if (side === "left" || side === "right") return { kind: "layer-face", layer, side };
  return { kind: "layer", layer };
}

/** What the closed-form level answers; throws if it does not. */
export function answer(model: Model, text: string, when: When): number {
  const asked = measure(text);
  const solve =
    typeof when === "number"
      ? { kind: "transient" as const, times: [when] }
      : { kind: when === "equilibrium" ? ("equilibrium" as const) : ("steady" as const) };
  const task = {
    model,
    species: asked.species,
    solves: [solve],
    measures: [asked],
    walkers: 0,
    seed: 1,
    refinement: 1,
  };
  const [reading] = solved(closedForm.solve(task)).readings;
  if (reading === undefined) throw new Error(`the closed form does not state ${text} at ${when}`);
  return reading.value;
}
