/**
 * Two ions that keep each other neutral and carry no current: a salt, which diffuses with one D.
 *
 *     c_t = div D_s grad c,    D_s = (z+ - z-) D+ D- / (z+ D+ - z- D-)
 *     φ - φ_0 = -(RT/F) (D+ - D-) / (z+ D+ - z- D-) ln(c / c_0)
 *
 * The laws of diffusion then hold for each ion with D_s in place of its own D. No current flows where an end is an open
 * circuit, or lets nothing through.
 *
 * @see J. Newman and K. E. Thomas-Alyea, Electrochemical Systems (3rd ed., 2004), chapter 11 (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Measure } from "#model/measure.ts";
import type { BoundaryCondition, End, Model, Species } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import { ambipolarDiffusivity } from "#physics/electro/ambipolar.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";
import { constantValue } from "#potential/constant-value.ts";
import { DIMENSIONLESS } from "#units/dimension.ts";
import { heldBy } from "./ion-layer.ts";
import { recogniseIonSlab } from "./ion-slab.ts";
import { firstFailure, type Law, type Recognise, type Recognition } from "./law.ts";

const NAME = "ambipolar diffusion of a salt";

/** A recogniser of salts, by the recognisers of diffusion. */
export function recogniseAmbipolarSalt(laws: readonly Recognise[]): Recognise {
  const form = { form: NAME, slabOf: saltOf, change: "use two ions with field: electroneutral" };
  return (model, species) =>
    recogniseIonSlab(model, form, (salt) => {
      const failure = firstFailure(
        NAME,
        [
          [
            isWithoutCurrent(model),
            "a current flows, since both ends have an electric potential",
            "leave one out: an open circuit",
          ],
          [isNeutralStart(model, salt), "the ions do not start neutral", "let them start as a salt"],
        ],
        1,
      );
      return failure ?? lawOf(salted(model, salt), species, salt, laws);
    });
}

/** The ions of a salt, and D_s. */
interface Salt {
  readonly cation: Species;
  readonly anion: Species;
  readonly diffusivity: number;
  /** (D+ - D-) / (z+ D+ - z- D-). */
  readonly preference: number;
}

function saltOf({ species, domain, field, sources }: Model): Salt | string {
  if (field !== "electroneutral" || domain?.kind !== "layers") return "the field is not electroneutral";
  const ions = species.filter(({ charge }) => charge !== undefined);
  const [cation, anion] = [ions.find(({ charge = 0 }) => charge > 0), ions.find(({ charge = 0 }) => charge < 0)];
  if (ions.length !== 2 || species.length !== 2 || cation === undefined || anion === undefined)
    return "there are not just a cation and an anion";
  if (sources.length > 0 || domain.layers.some(({ fixedCharge }) => (fixedCharge ?? 0) !== 0))
    return "there are sources or fixed charges";
  const values = ions.map(({ media, terms }) => {
    const D = new Set(media.map(({ diffusivity }) => constantValue(diffusivity)));
    const isPlain = terms.length === 0 && media.every(({ partition }) => constantValue(partition) === 1);
    return D.size === 1 && isPlain ? [...D][0] : undefined;
  });
  if (values.includes(undefined)) return "D or K of an ion varies";
  const D = (one: Species): number => values[ions.indexOf(one)] ?? Number.NaN;
  const [p, m] = [
    { valence: cation.charge ?? 0, diffusivity: D(cation) },
    { valence: anion.charge ?? 0, diffusivity: D(anion) },
  ];
  return {
    cation,
    anion,
    diffusivity: ambipolarDiffusivity({ cation: p, anion: m }),
    preference: (p.diffusivity - m.diffusivity) / (p.valence * p.diffusivity - m.valence * m.diffusivity),
  };
}

/** Whether no current can flow: an end is an open circuit, or nothing passes it. */
function isWithoutCurrent({ boundaries, species, electricPotentials = {} }: Model): boolean {
  return (["left", "right"] as const).some((end) => {
    const conditions = species.map(({ name }) => conditionAt(boundaries, name, end));
    if (conditions.every(({ kind }) => kind === "no-flux")) return true;
    return electricPotentials[end] === undefined && conditions.every((one) => heldBy(one) !== undefined);
  });
}

function conditionAt(boundaries: Model["boundaries"], name: string, end: End): BoundaryCondition {
  return boundaries.find((one) => one.species === name && one.end === end)?.condition ?? { kind: "no-flux" };
}

/** Whether the ions start as a salt everywhere; read only where they start with numbers. */
function isNeutralStart({ solves }: Model, { cation, anion }: Salt): boolean {
  if (solves.every(({ kind }) => kind !== "transient")) return true;
  const [p, m] = [startOf(cation), startOf(anion)];
  return (
    p !== undefined &&
    m !== undefined &&
    Math.abs((cation.charge ?? 0) * p + (anion.charge ?? 0) * m) <= 1e-9 * Math.abs(p)
  );
}

function startOf({ initial }: Species): number | undefined {
  return initial.kind === "concentration" && namesIn(initial.concentration).size === 0
    ? constantValue(initial.concentration)
    : undefined;
}

/** The model with D_s for both ions, and no charges. */
function salted(model: Model, { diffusivity }: Salt): Model {
  const { field: _, ...rest } = model;
  const D = (like: Expression): Expression => ({
    kind: "number",
    value: diffusivity,
    dimension: DIMENSIONLESS,
    range: like.range,
  });
  return {
    ...rest,
    species: model.species.map(({ charge: __, ...one }) => ({
      ...one,
      media: one.media.map((medium) => ({ ...medium, diffusivity: D(medium.diffusivity) })),
    })),
  };
}

function lawOf(model: Model, { name }: Species, salt: Salt, recognisers: readonly Recognise[]): Recognition {
  const species = model.species.find((one) => one.name === name) as Species;
  const laws = recognisers
    .map((recognise) => recognise(model, species))
    .filter((one): one is Law => one.kind === "law");
  const [first] = laws;
  if (first === undefined)
    return {
      kind: "not-this",
      form: NAME,
      met: 3,
      because: "no law of diffusion is known for it",
      change: "use another level",
    };
  const answer = (measure: Measure, when: When): number | undefined => {
    for (const law of laws) {
      const value = law.read(measure, when);
      if (value !== undefined && Number.isFinite(value)) return value;
    }
    return undefined;
  };
  return {
    kind: "law",
    name: NAME,
    formula: `D_s = (z+ - z-) D+ D- / (z+ D+ - z- D-) for both ions; ${laws.map(({ formula }) => formula).join(" or ")}`,
    source: "J. Newman and K. E. Thomas-Alyea, Electrochemical Systems (3rd ed., 2004), chapter 11",
    describes: first.describes,
    read: (measure, when) =>
      measure.name === "electric_potential" ? potential(model, salt, measure, when, answer) : answer(measure, when),
  };
}

/** φ at a place, from the concentration there and that of an end whose potential is given. */
function potential(
  model: Model,
  { cation, preference }: Salt,
  { key, place }: Measure,
  when: When,
  answer: (measure: Measure, when: When) => number | undefined,
): number | undefined {
  const { electricPotentials = {}, temperature = Number.NaN } = model;
  const end: End = electricPotentials.left === undefined ? "right" : "left";
  const reference = electricPotentials[end];
  if (place === undefined || reference === undefined) return undefined;
  const concentration = (at: NonNullable<Measure["place"]>): number | undefined =>
    answer({ key, name: "c", species: cation.name, place: at }, when);
  const [here, there] = [concentration(place), concentration({ kind: "end", end })];
  if (here === undefined || there === undefined) return undefined;
  return reference - thermalVoltage(temperature) * preference * log(here / there);
}
