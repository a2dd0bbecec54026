/**
 * Remarks on a checked model: defaults that matter, and laws used near the edge of where they hold.
 *
 * @module
 */

import { activityNotes } from "./activity-notes.ts";
import { compartmentNotes } from "./compartment-notes.ts";
import type { Expression } from "./expression/expression.ts";
import { fieldNotes } from "./field-notes.ts";
import { stabilityNotes, uphillNotes } from "./mixture-notes.ts";
import type { Model, Species } from "./model.ts";
import { hasOwnLaw } from "./own-law.ts";
import { limitingNotes } from "./series-resistance.ts";
import { uptakeNotes } from "./uptake-notes.ts";

/** Radius below which a molecule is too small for Stokes-Einstein to be trusted [m]. */
const SMALLEST_STOKES_RADIUS = 0.5e-9;

/** The remarks, one sentence each. */
export function modelNotes(model: Model): readonly string[] {
  return [
    ...(model.species.length === 0
      ? ["The model is a formula: it has no species, and its outputs are computed as they stand."]
      : []),
    ...model.species.flatMap((species) => notesOnSpecies(species, model)),
    ...activityNotes(model),
    ...stabilityNotes(model),
    ...uphillNotes(model),
    ...notesOnEnds(model),
    ...limitingNotes(model),
    ...fieldNotes(model),
    ...uptakeNotes(model),
    ...compartmentNotes(model),
    ...workNotes(model),
    ...(model.levels === undefined && model.species.length > 0
      ? ["All levels that can carry the model will run, since it lists none."]
      : []),
    ...(model.expectations.length === 0 && model.measurements.length === 0 && (model.fits ?? []).length === 0
      ? ["Nothing is expected: no value will be judged except the agreement of the levels."]
      : []),
  ];
}

function notesOnSpecies(species: Species, { domain }: Model): readonly string[] {
  const { name, measure, radius, viscosity, media, initial } = species;
  const notes: string[] = [];
  if (viscosity !== undefined && radius !== undefined && radius < SMALLEST_STOKES_RADIUS)
    notes.push(
      `${name} has a radius below 0.5 nm, where Stokes-Einstein is doubtful: the solvent is no longer a continuum beside it.`,
    );
  if (measure === "probability")
    notes.push(`${name} starts without an amount, so it is one walker and its concentration is a probability density.`);
  const isStirred = domain?.kind === "compartments";
  if (isStirred && !domain.compartments.some(({ contains }) => isHeld(contains[name])))
    notes.push(`${name} is in no compartment.`);
  if (
    !isStirred &&
    initial.kind === "concentration" &&
    initial.concentration.kind === "number" &&
    initial.concentration.value === 0
  )
    notes.push(`${name} starts with nothing anywhere.`);
  const layers = domain?.kind === "layers" ? domain.layers : [];
  const closed = layers.filter(
    ({ medium, membrane }) =>
      membrane === undefined && !hasOwnLaw(species) && !media.some((one) => one.medium === medium),
  );
  for (const layer of closed)
    notes.push(`${name} cannot enter the layer ${layer.name}: it has no D in ${layer.medium}.`);
  for (const { name: face, membrane } of layers)
    if (membrane !== undefined && !Object.hasOwn(membrane, name))
      notes.push(`${name} does not pass the membrane ${face}.`);
  return notes;
}

function isHeld(held: Expression | undefined): boolean {
  return held !== undefined && !(held.kind === "number" && held.value === 0);
}

/** What else a run does: fits, an experiment, variants. */
function workNotes({ fits = [], experiment, variants = [] }: Model): readonly string[] {
  return [
    ...fits.map(({ name, table, observed, laws: [main, ...others] }) => {
      const { curve, free } = main;
      const curveText = curve.kind === "law" ? `the law ${curve.text}` : `the output ${curve.output}`;
      const parameters =
        free.length === 0 ? "with nothing free" : `with ${free.map((one) => one.name).join(", ")} free`;
      const beside = others.length === 0 ? "" : `; beside it ${others.map((one) => one.name).join(", ")}`;
      return `The fit ${name} compares ${observed.text} of ${table} with ${curveText}, ${parameters}${beside}.`;
    }),
    ...(experiment === undefined
      ? []
      : [
          `The experiment imposes ${experiment.volumeFluxes.length} volume fluxes on ${experiment.membrane} and reads the flux of ${experiment.solute}.`,
        ]),
    ...(variants.length === 0
      ? []
      : [`compare: runs beside the model ${variants.map(({ name }) => name).join(", ")}.`]),
  ];
}

function notesOnEnds({ species, boundaries }: Model): readonly string[] {
  return species.flatMap(({ name }) => {
    const own = boundaries.filter((boundary) => boundary.species === name);
    if (own.length === 0 || own.some(({ condition }) => condition.kind !== "no-flux")) return [];
    return [`${name} cannot leave: every end is no-flux.`];
  });
}
