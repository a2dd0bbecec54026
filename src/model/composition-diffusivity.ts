/**
 * The diffusion coefficient that a species has beside its activity: D, or what its mobility makes of it.
 *
 *     J = -D(c) c grad(μ / RT)
 *
 * A mobility says the same in other words: of a concentration J = -c M grad μ, so that D = R T M; of a mole fraction
 * J = -c_t M grad(μ_1 - μ_2), and since c_t a grad(μ_1 - μ_2) (1 - a) = c_t a grad μ_1 by Gibbs and Duhem,
 * D = R T M / [a (1 - a)].
 *
 * @module
 */

import { GAS_CONSTANT } from "#units/constants.ts";
import { DIMENSIONLESS } from "#units/dimension.ts";
import { isFraction } from "./composition-scale.ts";
import { derivative } from "./expression/derivative.ts";
import type { Expression } from "./expression/expression.ts";
import { simplify } from "./expression/simplify.ts";
import { namesIn, substitute } from "./expression/walk-tree.ts";
import type { Species, SpeciesInMedium } from "./model.ts";

/** D in a medium [m^2 s^-1] as a tree of the place and of the species' own composition, with its slope. */
export interface CompositionDiffusivity {
  readonly value: Expression;
  /** dD/ds [m^2 s^-1 per unit of the composition]; undefined where D does not depend on the composition. */
  readonly slope: Expression | undefined;
  /** D names a coordinate. */
  readonly variesInSpace: boolean;
  /** A mole fraction is kept this far from 0 and 1, where D is a limit [1]; 0 where D has a value there. */
  readonly margin: number;
}

const NOWHERE = { offset: 0, length: 0 };
/** Distance from a pure component at which D = R T M / [a (1 - a)] is taken for its limit [1]. */
const NEAR_PURE = 1e-9;

function number(value: number): Expression {
  return { kind: "number", value, dimension: DIMENSIONLESS, range: NOWHERE };
}

function arithmetic(operator: "-" | "*" | "/", left: Expression, right: Expression): Expression {
  return { kind: "binary", operator, left, right, range: NOWHERE };
}

/** D of a species in a medium, mobility included. */
export function compositionDiffusivity(
  { name, measure, mobility }: Pick<Species, "name" | "measure" | "mobility">,
  { diffusivity }: SpeciesInMedium,
  temperature: number | undefined,
): CompositionDiffusivity {
  const value =
    mobility === undefined ? diffusivity : simplify(ofMobility(name, measure, mobility, diffusivity, temperature));
  const names = namesIn(value);
  return {
    value,
    slope: names.has(name) ? derivative(value, name) : undefined,
    variesInSpace: [...names].some((one) => one !== name),
    margin: mobility !== undefined && isFraction({ measure }) ? NEAR_PURE : 0,
  };
}

function ofMobility(
  name: string,
  measure: Species["measure"],
  mobility: Expression,
  diffusivity: Expression,
  temperature: number | undefined,
): Expression {
  const T = number(temperature ?? Number.NaN);
  const M = substitute(
    mobility,
    new Map<string, Expression>([
      ["D", diffusivity],
      ["T", T],
    ]),
  );
  const thermal = arithmetic("*", arithmetic("*", number(GAS_CONSTANT), T), M);
  if (!isFraction({ measure })) return thermal;
  const a: Expression = { kind: "name", name, range: NOWHERE };
  return arithmetic("/", thermal, arithmetic("*", a, arithmetic("-", number(1), a)));
}
