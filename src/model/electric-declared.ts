/**
 * What charges say of themselves in outputs: the current of their fluxes, and the Debye length of a bath.
 *
 * @module
 */

import { debyeLength, ionicStrength } from "#physics/electro/debye-length.ts";
import { FARADAY } from "#units/constants.ts";
import { dimension } from "#units/dimension.ts";
import type { Length } from "#units/flavour.ts";
import { endsOf } from "./check/domain.ts";
import type { Declarations } from "./declared.ts";
import type { CallExpression, Expression } from "./expression/expression.ts";
import { ExpressionError } from "./expression/expression-error.ts";
import { nearestName } from "./expression/nearest-name.ts";
import type { End, Species } from "./model.ts";

/**
 * current_density(ION, PLACE) = F z flux(ION, PLACE), and current_density(all, PLACE) the sum over all ions [A m^-2]: so
 * every level that states fluxes states it.
 *
 * @throws ExpressionError if there is no such ion.
 */
export function currentDensity(call: CallExpression, { species }: Pick<Declarations, "species">): Expression {
  const [first, ...place] = call.arguments;
  const { range } = call;
  const ions = species.filter(({ charge }) => charge !== undefined);
  const names = ions.map(({ name }) => name);
  const name = first?.kind === "name" ? first.name : undefined;
  const meant = name === "all" ? ions : ions.filter((ion) => ion.name === name);
  if (meant.length === 0 || place.length === 0) {
    const near = name === undefined ? undefined : nearestName(name, ["all", ...names]);
    const neutral = species.some((one) => one.name === name);
    throw new ExpressionError({
      range: (first ?? call).range,
      found:
        meant.length > 0
          ? "current_density without a place"
          : name === undefined
            ? "current_density without an ion"
            : `"${name}", which ${neutral ? "has no charge" : "is no ion"}`,
      expected:
        names.length === 0
          ? "species with charge:"
          : `current_density(ION, PLACE) with all or an ion: ${names.join(", ")}`,
      fix: near === undefined || near === name ? undefined : `did you mean ${near}?`,
    });
  }
  const walker = meant.find(({ measure }) => measure !== "amount");
  if (walker !== undefined)
    throw new ExpressionError({
      range,
      found: `a current of ${walker.name}, which is one walker`,
      expected: "a concentration of it, at an end or at the start",
    });
  const currentOf = ({ name: ion, charge = 0 }: Species): Expression => ({
    kind: "binary",
    operator: "*",
    left: { kind: "number", value: FARADAY * charge, dimension: dimension("C mol^-1"), range },
    right: { kind: "call", name: "flux", arguments: [{ kind: "name", name: ion, range }, ...place], range },
    range,
  });
  const [one, ...others] = meant as [Species, ...Species[]];
  return others.reduce<Expression>(
    (left, ion) => ({ kind: "binary", operator: "+", left, right: currentOf(ion), range }),
    currentOf(one),
  );
}

/**
 * debye_length(END) of the concentrations that are held there and the permittivity beside it [m].
 *
 * @throws ExpressionError where there are no ions, no permittivity or no temperature.
 */
export function debyeLengthAt(call: CallExpression, model: Declarations) {
  const { domain } = model;
  const refuse = (found: string, expected: string): ExpressionError =>
    new ExpressionError({ range: call.range, found, expected });
  const ends = domain === undefined || domain.kind === "grid" ? new Map<string, End>() : endsOf(domain);
  const [place] = call.arguments;
  const end = place?.kind === "name" && call.arguments.length === 1 ? ends.get(place.name) : undefined;
  if (end === undefined || domain?.kind !== "layers")
    throw refuse(`debye_length of no end`, `debye_length(END): ${[...ends.keys()].join(", ") || "a slab with ends"}`);
  const value = debyeLengthBeside(model, end);
  if (value === undefined)
    throw refuse(
      "debye_length where something is not known",
      "temperature:, the permittivity of the medium beside that end under media:, and concentrations of ions there",
    );
  return { value, dimension: dimension("m") };
}

/** The Debye length of what is held at an end, with the permittivity of the medium beside it; undefined if unknown. */
export function debyeLengthBeside(model: Declarations, end: End): Length | undefined {
  const { domain, species, boundaries, permittivities = {}, temperature } = model;
  if (domain?.kind !== "layers" || temperature === undefined) return undefined;
  const thick = domain.layers.filter(({ thickness }) => thickness > 0);
  const relativePermittivity = permittivities[(end === "left" ? thick[0] : thick.at(-1))?.medium ?? ""];
  const ions = species.flatMap(({ name, charge: valence }) => {
    const condition = boundaries.find((one) => one.end === end && one.species === name)?.condition;
    return valence !== undefined && condition?.kind === "concentration"
      ? [{ valence, concentration: condition.concentration }]
      : [];
  });
  const strength = ionicStrength(ions);
  if (relativePermittivity === undefined || !(strength > 0)) return undefined;
  return debyeLength({ ionicStrength: strength, relativePermittivity, temperature });
}
