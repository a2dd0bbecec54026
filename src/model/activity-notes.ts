/**
 * On which scale the activities of a file are, since a coefficient without its scale means nothing; and which compositions
 * are beyond what a law is trusted for.
 *
 * @module
 */

import type { CompositionScale } from "#physics/activity/composition.ts";
import { WATER_SLOPE_25C } from "#physics/activity/pitzer-table.ts";
import { activityOf } from "./activity.ts";
import { frameOf, unitInWords } from "./composition-scale.ts";
import { givenCompositions } from "./given-compositions.ts";
import type { ActivityLaw, Model, Species } from "./model.ts";
import { lawInWords } from "./named-activity.ts";

const SCALES: Readonly<Record<CompositionScale, string>> = {
  molar:
    "on the scale of concentrations, in mol/m^3 (gamma is 1 when dilute, the solvent's chemical potential is held)",
  molal: "on the molal scale, in mol per kg of solvent (gamma is 1 when dilute)",
  "mole-fraction": "on the scale of mole fractions (gamma is 1 for the pure component)",
  "volume-fraction": "on the scale of volume fractions (gamma is 1 for the pure component)",
};

/** How far from 25 °C the parameters of water at 25 °C are used without a word [K]. */
const NEAR = 1;

/** The scale of each activity, and what is used beyond where it is trusted, in sentences. */
export function activityNotes(model: Model): readonly string[] {
  return model.species.flatMap((species) =>
    species.activity === undefined
      ? []
      : [...scaleNotes(species, species.activity), ...doubts(species, species.activity, model)],
  );
}

function scaleNotes(species: Species, laws: readonly ActivityLaw[]): readonly string[] {
  const { name, solventDensity } = species;
  const { particles } = activityOf(species);
  const { scale } = frameOf(species);
  const mean = particles > 1 ? ` gamma is the mean of the ${particles} ions of the salt.` : "";
  const content =
    solventDensity === undefined ? "" : ` A m^3 of solution is taken to hold ${solventDensity} kg of solvent.`;
  return [`Activity of ${name}: ${laws.map(lawInWords).join(" + ")}, ${SCALES[scale]}.${mean}${content}`];
}

function doubts(species: Species, laws: readonly ActivityLaw[], model: Model): readonly string[] {
  const { name } = species;
  const unit = unitInWords(species);
  const given = givenCompositions(species, model);
  const beyond = activityOf(species).trusted.flatMap(({ highest, because }) =>
    given.flatMap(({ where, value }) =>
      value > highest
        ? [`${name} of ${number(value)}${unit} (${where}) is beyond ${number(highest)}${unit}: ${because}.`]
        : [],
    ),
  );
  const { temperature } = model;
  const isOfWater = laws.some(atRoomTemperature);
  return isOfWater && temperature !== undefined && Math.abs(temperature - 298.15) > NEAR
    ? [
        ...beyond,
        `The activity of ${name} has parameters of water at 25 °C, and the model is at ${number(temperature)} K.`,
      ]
    : beyond;
}

function atRoomTemperature(law: ActivityLaw): boolean {
  if (law.kind === "pitzer") return typeof law.salt === "string" || law.salt.slope === WATER_SLOPE_25C;
  return (law.kind === "davies" || law.kind === "debye-hueckel") && law.slope === WATER_SLOPE_25C;
}

function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}
