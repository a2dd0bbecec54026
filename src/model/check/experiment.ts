/**
 * `experiment:`: how sigma and P of a solute are measured.
 *
 * @module
 */

import type { CompartmentDomain, Membrane } from "#model/compartments.ts";
import { complain, type Draft, listed } from "#model/draft.ts";
import type { Experiment } from "#model/experiment.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import type { Model } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { DIMENSIONLESS, dimension } from "#units/dimension.ts";
import { quantityAt, quantityWithin } from "./quantity.ts";
import { refuseUnknownSpecies } from "./species.ts";

type ExperimentFile = NonNullable<ModelFile["experiment"]>;

/** The experiment; undefined if there is none or it was refused. */
export function readExperiment(
  draft: Draft,
  { experiment }: ModelFile,
  { domain, species }: Pick<Model, "domain" | "species">,
): Experiment | undefined {
  if (experiment === undefined) return undefined;
  if (domain?.kind !== "compartments") {
    if (!draft.tainted.has("domain"))
      complain(
        draft,
        ["experiment"],
        { code: "missing-key", found: "an experiment without a membrane", expected: "compartments: and membranes:" },
        "key",
      );
    return undefined;
  }
  const membrane = membraneOf(draft, experiment, domain);
  const { Jv, ...solutes } = experiment.impose;
  const names = Object.keys(solutes);
  const [solute] = names;
  if (!refuseUnknownSpecies(draft, ["experiment", "impose"], names)) return undefined;
  if (solute === undefined || names.length > 1) {
    complain(draft, ["experiment", "impose"], {
      code: "one-of",
      found: `${names.length} solutes`,
      expected: "Jv and one solute, with its concentrations on both sides",
    });
    return undefined;
  }
  if (membrane === undefined || draft.tainted.has(solute)) return undefined;
  if (species.find(({ name }) => name === solute)?.charge !== undefined) {
    complain(draft, ["experiment", "impose", solute], {
      code: "one-of",
      found: `${solute}, which has a charge`,
      expected: "a solute without charge: Patlak's law has no potential",
    });
    return undefined;
  }
  const sides = solutes[solute] as Readonly<Record<string, string | number>>;
  const held = membrane.between.map((side) => {
    const value = sides[side];
    if (value === undefined) {
      complain(draft, ["experiment", "impose", solute], {
        code: "missing-key",
        found: `nothing about ${side}`,
        expected: `a concentration in ${membrane.between.join(" and ")}`,
        fix: `${side}: 0 mM`,
      });
      return undefined;
    }
    return quantityWithin(draft, ["experiment", "impose", solute, side], value, {
      of: dimension("mol m^-3"),
      holds: (x) => x >= 0,
      expected: "a concentration from zero",
    });
  });
  refuseOtherParameters(draft, experiment, solute);
  refuseImpassable(draft, membrane, solute);
  const volumeFluxes = spaced(draft, Jv);
  const error =
    experiment.error === undefined
      ? undefined
      : quantityWithin(draft, ["experiment", "error"], experiment.error, {
          of: DIMENSIONLESS,
          holds: (x) => x > 0 && x < 1,
          expected: "a fraction between 0 and 1, such as 2 %",
        });
  const [left, right] = held;
  if (left !== undefined && left === right) {
    complain(
      draft,
      ["experiment", "impose", solute],
      {
        code: "out-of-range",
        found: `${sides[membrane.between[0]]} of ${solute} on both sides`,
        expected: `different concentrations in ${membrane.between.join(" and ")}`,
        because: "Between equal solutions the flux is (1 - sigma) c J_v whatever P is, so that P cannot be read.",
      },
      "key",
    );
    return undefined;
  }
  if (volumeFluxes === undefined || left === undefined || right === undefined) return undefined;
  return {
    membrane: membrane.name,
    solute,
    volumeFluxes,
    left,
    right,
    ...(error === undefined ? {} : { error }),
  };
}

function membraneOf(
  draft: Draft,
  { membrane }: ExperimentFile,
  { membranes }: CompartmentDomain,
): Membrane | undefined {
  const names = membranes.map(({ name }) => name);
  const found =
    membrane === undefined && names.length === 1 ? membranes[0] : membranes.find(({ name }) => name === membrane);
  if (found !== undefined || names.length === 0 || (membrane !== undefined && draft.tainted.has(membrane)))
    return found;
  complain(
    draft,
    membrane === undefined ? ["experiment"] : ["experiment", "membrane"],
    {
      code: membrane === undefined ? "missing-key" : "one-of",
      found: membrane === undefined ? "no membrane" : `"${membrane}", which is no membrane`,
      expected: `membrane: ${listed(names)}`,
      fix: membrane === undefined ? undefined : nearestName(membrane, names),
    },
    membrane === undefined ? "key" : "value",
  );
  return undefined;
}

function refuseOtherParameters(draft: Draft, { fit: { free } }: ExperimentFile, solute: string): void {
  const known = [`${solute}.sigma`, `${solute}.P`];
  for (const [i, one] of free.entries())
    if (!known.includes(one))
      complain(draft, ["experiment", "fit", "free", i], {
        code: "one-of",
        found: `"${one}"`,
        expected: listed(known),
        fix: nearestName(one, known),
      });
  if (free.length < known.length)
    complain(draft, ["experiment", "fit", "free"], {
      code: "one-of",
      found: `${free.length} free parameter${free.length === 1 ? "" : "s"}`,
      expected: `both: [${known.join(", ")}]`,
    });
}

function refuseImpassable(draft: Draft, { name, pathways }: Membrane, solute: string): void {
  const isWet = pathways.some(({ conductivity }) => conductivity > 0);
  const passes = pathways.some(({ solutes }) => solutes[solute] !== undefined);
  if (isWet && passes) return;
  complain(
    draft,
    ["experiment"],
    {
      code: "missing-key",
      found: isWet ? `${solute}, which does not pass ${name}` : `${name}, through which no water flows`,
      expected: isWet ? `P and sigma of ${solute} in its solutes` : "Lp: of the membrane",
    },
    "key",
  );
}

function spaced(draft: Draft, { from, to, points }: ExperimentFile["impose"]["Jv"]): readonly number[] | undefined {
  const path = ["experiment", "impose", "Jv"];
  const [first, last] = [
    quantityAt(draft, [...path, "from"], from, dimension("m s^-1")),
    quantityAt(draft, [...path, "to"], to, dimension("m s^-1")),
  ];
  if (points < 3 || (first !== undefined && first === last)) {
    complain(draft, [...path, points < 3 ? "points" : "to"], {
      code: "out-of-range",
      found: points < 3 ? `${points} points` : "one volume flux",
      expected: "three volume fluxes at least: two parameters and their errors are read from them",
    });
    return undefined;
  }
  if (first === undefined || last === undefined) return undefined;
  return Array.from({ length: points }, (_, i) => first + ((last - first) * i) / (points - 1));
}
