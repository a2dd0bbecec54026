/**
 * What has to be said of the electric field of a model: what its closure leaves out, and how it compares with its limits.
 *
 * @module
 */

import { debyeLengthBeside } from "./electric-declared.ts";
import { END_NAMES, type FieldClosure, type Model } from "./model.ts";

/** One sentence or two, where there are charges. */
export function fieldNotes(model: Model): readonly string[] {
  const { field, species, domain } = model;
  const ions = species.flatMap(({ name, charge }) => (charge === undefined ? [] : [name]));
  const isFixed = domain?.kind === "layers" && domain.layers.some(({ fixedCharge = 0 }) => fixedCharge !== 0);
  if (ions.length === 0 || field === undefined) return unusedNotes(model, isFixed, "no species has a charge");
  if (domain?.kind === "compartments") return ofCompartments(field, ions);
  switch (field) {
    case "none":
      return [
        `field: none: the charges of ${ions.join(", ")} are ignored, as for traces in much other salt; each diffuses with its own D, not with that which neutrality would give them together.`,
        ...unusedNotes(model, isFixed, "field: none leaves the field out"),
      ];
    case "constant-field":
      return [
        `field: constant-field: the ions do not change the field between the ends${isFixed ? ", nor do the fixed charges" : ""}; it is the limit of layers much thinner than the Debye length, and no bound.`,
      ];
    case "electroneutral":
      return [
        "field: electroneutral: no charge density anywhere; it is the limit of layers much thicker than the Debye length, and no bound.",
      ];
    case "poisson":
      return poissonNotes(model);
  }
}

function ofCompartments(field: FieldClosure, ions: readonly string[]): readonly string[] {
  if (field === "none")
    return [
      `field: none: the charges of ${ions.join(", ")} are ignored: each passes by its concentrations alone, and compartments need not stay neutral.`,
    ];
  const potential =
    field === "poisson"
      ? "the potential of each compartment is that of its charge on the capacitance of its membranes"
      : "the potential of each compartment is that at which no charge piles up in it";
  return [`field: ${field}: ${potential}; inside a membrane the field is straight, as Goldman took it.`];
}

/** What a file says of fixed charges and potentials where nothing feels them. */
function unusedNotes(
  { electricPotentials = {} }: Pick<Model, "electricPotentials">,
  isFixed: boolean,
  because: string,
): readonly string[] {
  const unused = [
    ...(isFixed ? ["the fixed charge"] : []),
    ...(END_NAMES.some((end) => (electricPotentials[end] ?? 0) !== 0) ? ["the electric potential of the ends"] : []),
  ];
  if (unused.length === 0) return [];
  return [
    `${unused.join(" and ")} ${unused.length > 1 ? "are" : "is"} not used: ${because}. Give the species their charge and field: electroneutral, poisson or constant-field, or leave ${unused.length > 1 ? "them" : "it"} out.`,
  ];
}

function poissonNotes(model: Model): readonly string[] {
  const { domain } = model;
  if (domain?.kind !== "layers") return [];
  const thickness = domain.layers.reduce((sum, layer) => sum + layer.thickness, 0);
  const digits = (x: number): number => Number(x.toPrecision(4));
  const ratios = END_NAMES.flatMap((end) => {
    const length = debyeLengthBeside(model, end);
    return length === undefined || !Number.isFinite(length)
      ? []
      : [`${digits(thickness / length)} (${digits(length * 1e9)} nm, ${end})`];
  });
  if (ratios.length === 0) return [];
  return [
    `L / Debye length is ${ratios.join(" and ")}: far below 1 the field is constant (field: constant-field), far above it everything is neutral (field: electroneutral). Both are limits, not bounds: the current of Poisson's equation may lie outside of them.`,
  ];
}
