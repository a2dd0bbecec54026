/**
 * How a species passes a pathway of a membrane: its permeability or conductance, and its reflection coefficient.
 *
 * @module
 */

import type { SolutePassage } from "#model/compartments.ts";
import { complain, type Draft } from "#model/draft.ts";
import type { Species } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, dimension, sameDimension } from "#units/dimension.ts";
import { dimensionAt, quantityAt, quantityWithin } from "./quantity.ts";

type SoluteFile = NonNullable<NonNullable<ModelFile["membranes"]>[string]["solutes"]>[string];

/** How a species passes a pathway; complains of what is missing or does not fit. */
export function readPassage(
  draft: Draft,
  path: Path,
  { P, g, sigma }: Exclude<SoluteFile, "impermeant">,
  { name, charge }: Species,
  isWet: boolean,
): SolutePassage | undefined {
  if (isWet && sigma === undefined && g === undefined)
    complain(
      draft,
      path,
      {
        code: "missing-key",
        found: `no reflection coefficient of ${name} beside a flow of water`,
        expected: "sigma: from 0 (dragged along as the water is) to 1 (held back by the flow)",
        fix: `{P: ${P ?? "1e-6 m/s"}, sigma: 1}`,
      },
      "key",
    );
  if ((P === undefined) === (g === undefined)) {
    complain(
      draft,
      path,
      {
        code: "one-of",
        found: P === undefined ? `no permeability of ${name}` : "both P and g",
        expected: "P, or g of an ion",
      },
      "key",
    );
    return undefined;
  }
  if (g !== undefined && charge === undefined) {
    complain(draft, [...path, "g"], {
      code: "one-of",
      found: `a conductance of ${name}, which has no charge`,
      expected: "P: a permeability; or charge: in the species",
    });
    return undefined;
  }
  if (g !== undefined && sigma !== undefined) refuseDragOfConductance(draft, [...path, "sigma"], name, sigma);
  if (g !== undefined && isOfWhole(draft, [...path, "g"], g)) {
    refuseOfWhole(draft, [...path, "g"], g);
    return undefined;
  }
  const notNegative = { holds: (x: number) => x >= 0, expected: "a value of zero or more" };
  const permeability =
    P === undefined ? 0 : quantityWithin(draft, [...path, "P"], P, { of: dimension("m s^-1"), ...notNegative });
  const conductance =
    g === undefined ? undefined : quantityWithin(draft, [...path, "g"], g, { of: dimension("S m^-2"), ...notNegative });
  const within = (key: Path, value: string | number) =>
    quantityWithin(draft, key, value, {
      of: DIMENSIONLESS,
      holds: (x) => x <= 1,
      expected: "a reflection coefficient, at most 1",
    });
  const isPair = typeof sigma === "object";
  const osmotic =
    sigma === undefined
      ? isWet
        ? 1
        : 0
      : isPair
        ? within([...path, "sigma", "osmotic"], sigma.osmotic)
        : within([...path, "sigma"], sigma);
  const filtration = isPair ? within([...path, "sigma", "filtration"], sigma.filtration) : osmotic;
  if (permeability === undefined || osmotic === undefined || filtration === undefined) return undefined;
  return { permeability, osmotic, filtration, ...(conductance === undefined ? {} : { conductance }) };
}

/** I = g (V - E) has no flux of water in it: with a sigma other than 1, flows would run at equilibrium. */
function refuseDragOfConductance(
  draft: Draft,
  path: Path,
  name: string,
  sigma: NonNullable<Exclude<SoluteFile, "impermeant">["sigma"]>,
): void {
  const given: readonly (readonly [Path, string | number])[] =
    typeof sigma === "object"
      ? [
          [[...path, "osmotic"], sigma.osmotic],
          [[...path, "filtration"], sigma.filtration],
        ]
      : [[path, sigma]];
  for (const [place, value] of given) {
    const number = quantityAt({ ...draft, issues: [] }, place, value, DIMENSIONLESS);
    if (number === undefined || number === 1) continue;
    complain(draft, place, {
      code: "one-of",
      found: `a reflection coefficient of ${value} beside a conductance of ${name}`,
      expected: "sigma 1, or a permeability P in place of g",
      because: "A conductance I = g (V - E) knows no drag by water.",
      fix: "1",
    });
    return;
  }
}

/** Whether a conductance is that of a whole membrane [S], not per area. */
function isOfWhole(draft: Draft, path: Path, g: string | number): boolean {
  const given = dimensionAt({ ...draft, issues: [] }, path, g);
  return given !== undefined && sameDimension(given, dimension("S"));
}

function refuseOfWhole(draft: Draft, path: Path, g: string | number): void {
  complain(draft, path, {
    code: "wrong-dimension",
    found: `"${g}", the conductance of a whole membrane [S]`,
    expected: `a conductance per area of membrane [S m^-2]: divide it by the area, such as ${g} / (100 um^2)`,
  });
}
