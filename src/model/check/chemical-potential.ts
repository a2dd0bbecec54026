/**
 * `mu:` and `mobility:` of a species: the terms of its chemical potential, and how it moves in its gradient.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { Expression } from "#model/expression/expression.ts";
import { simplify } from "#model/expression/simplify.ts";
import type { ActivityLaw, PotentialTerm, Species } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { AVOGADRO } from "#units/constants.ts";
import { DIMENSIONLESS, dimension, sameDimension } from "#units/dimension.ts";
import { readActivity } from "./activity-law.ts";
import { scaleOf } from "./composition.ts";
import { coordinatesOf, type DomainDraft } from "./domain.ts";
import { readOsmoticPressure } from "./osmotic-pressure.ts";
import { fieldAt, numberExpression, positiveAt } from "./quantity.ts";

type SpeciesFile = NonNullable<ModelFile["species"]>[string];

/** The parts of a species that say what drives it. */
export type ChemicalPotential = Pick<
  Species,
  "terms" | "activity" | "freeEnergy" | "gradientEnergy" | "mobility" | "osmoticPressure"
>;

/** Reads `mu:` and `mobility:`. */
export function readChemicalPotential(
  draft: Draft,
  path: Path,
  name: string,
  value: SpeciesFile,
  domain: DomainDraft | undefined,
): ChemicalPotential {
  const terms: PotentialTerm[] = [];
  const activity: ActivityLaw[] = [];
  let gradientEnergy: number | undefined;
  let freeEnergy: Expression | undefined;
  let osmoticPressure: Expression | undefined;
  for (const [i, term] of (value.mu ?? []).entries()) {
    if (term === "ideal") continue;
    const here = [...path, "mu", i];
    if (term.potential !== undefined) {
      const read = readPotential(draft, [...here, "potential"], value, term.potential, domain);
      if (read !== undefined) terms.push(read);
    } else if (term.gradient !== undefined)
      gradientEnergy = positiveAt(draft, [...here, "gradient"], term.gradient, dimension("m^2"), "a gradient energy");
    else if (term.phi !== undefined || term["osmotic-pressure"] !== undefined)
      osmoticPressure = readOsmoticPressure(draft, here, name, term);
    else if (term["free-energy"] !== undefined)
      freeEnergy = readFreeEnergy(draft, here, name, value, term["free-energy"]);
    else {
      const law = readActivity(draft, here, name, value, term);
      if (law !== undefined) activity.push(law);
    }
  }
  const mobility = value.mobility === undefined ? undefined : readMobility(draft, path, name, value, value.mobility);
  return {
    terms,
    ...(activity.length === 0 ? {} : { activity }),
    ...(freeEnergy === undefined ? {} : { freeEnergy }),
    ...(osmoticPressure === undefined ? {} : { osmoticPressure }),
    ...(gradientEnergy === undefined ? {} : { gradientEnergy }),
    ...(mobility === undefined ? {} : { mobility }),
  };
}

function readPotential(
  draft: Draft,
  here: Path,
  value: SpeciesFile,
  potential: string | number,
  domain: DomainDraft | undefined,
): PotentialTerm | undefined {
  const [energy, molar] = [dimension("J"), dimension("J mol^-1")];
  const read = fieldAt(draft, here, potential, {
    dimensions: [energy, molar],
    what: "a potential",
    coordinates: coordinatesOf(domain),
  });
  if (draft.temperature === undefined)
    complain(
      draft,
      here,
      {
        code: "needs-temperature",
        found: "a potential without a temperature",
        expected: "temperature: in the file, since only the energy over kT matters",
        fix: "temperature: 25 degC",
      },
      "key",
    );
  const own = value.motion === undefined ? value.walk && "walk" : "motion";
  if (own !== undefined && value.walk?.step.accept === undefined)
    complain(
      draft,
      here,
      {
        code: "one-of",
        found: `a potential beside ${own}`,
        expected: `either ${own}: or D: with mu:, or accept: heat-bath in the step`,
      },
      "key",
    );
  if (read === undefined) return undefined;
  return {
    kind: "potential",
    energy: sameDimension(read.dimension, molar) ? perMolecule(read.expression) : read.expression,
  };
}

function perMolecule(molar: Expression): Expression {
  return simplify({
    kind: "binary",
    operator: "/",
    left: molar,
    right: numberExpression(AVOGADRO, dimension("mol^-1")),
    range: molar.range,
  });
}

/** f(a) in place of all other terms of the composition. */
function readFreeEnergy(
  draft: Draft,
  path: Path,
  name: string,
  value: SpeciesFile,
  written: string | number,
): Expression | undefined {
  const here = [...path, "free-energy"];
  if (!(value.mu ?? []).some((term) => term !== "ideal" && term.gradient !== undefined)) {
    complain(
      draft,
      here,
      {
        code: "missing-key",
        found: "free-energy without a gradient energy",
        expected: "{gradient: KAPPA} beside it; without one give the activity by margules or ln-gamma",
        fix: "{gradient: 1e-18 m^2}",
      },
      "key",
    );
    return undefined;
  }
  const others = (value.mu ?? []).filter(
    (term) => term === "ideal" || !("free-energy" in term || "gradient" in term || "potential" in term),
  );
  if (value.measure !== "mole-fraction" || others.length > 0) {
    const found = others.length > 0 ? "free-energy beside ideal or an activity" : "free-energy of a concentration";
    const expected = "free-energy alone (with gradient), of a species with measure: mole-fraction";
    complain(draft, here, { code: "one-of", found, expected }, "key");
    return undefined;
  }
  return fieldAt(draft, here, written, {
    dimensions: [DIMENSIONLESS],
    what: "a free energy over RT",
    species: { name, dimension: DIMENSIONLESS },
  })?.expression;
}

/** M as an expression of the species' own name; D stays a name in it, as does T until it is run. */
function readMobility(
  draft: Draft,
  path: Path,
  name: string,
  value: SpeciesFile,
  mobility: string | number,
): Expression | undefined {
  return fieldAt(draft, [...path, "mobility"], mobility, {
    dimensions: [dimension("mol m^2 J^-1 s^-1")],
    what: "a mobility",
    species: { name, dimension: scaleOf(value).dimension },
    names: new Map([["D", dimension("m^2 s^-1")]]),
  })?.expression;
}
