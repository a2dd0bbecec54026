/**
 * Boltzmann's law on the sites of a heat-bath walk: P_j = e^(-V(x_j)/kT) / sum over sites, whatever the spacing.
 *
 * Each step is in detailed balance with it, and as a step may stay the walk is on even and odd sites alike. It says
 * nothing of how the law is reached.
 *
 * @see R. J. Glauber, J. Math. Phys. 4, 294 (1963), doi:10.1063/1.1703954 (not opened)
 * @module
 */

import { type LineLaw, lineReading } from "#levels/line-law.ts";
import type { Model, Species } from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { exp } from "#numerics/elementary.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import { BOLTZMANN } from "#units/constants.ts";
import { coefficientOf, sumOfCoefficients } from "./coefficient.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "Boltzmann's law on sites";
/** Most sites that are summed. */
const MOST_SITES = 200_000;
/** e^-70 of the largest weight is below what any sum can see. */
const NEGLIGIBLE = 70;

/** Recognises a heat-bath walk; the law at rest only. */
export function recogniseSiteBoltzmann(model: Model, species: Species): Recognition {
  const { motion, initial, terms } = species;
  const { domain, temperature } = model;
  const bath = motion?.kind === "site-walk" && motion.bias.kind === "heat-bath" ? motion : undefined;
  const sites = domain?.kind === "lattice" ? domain.sites : undefined;
  const isLine = domain?.kind === "free" && domain.from === undefined && domain.to === undefined;
  const opens = model.boundaries.some(
    ({ species: of, condition }) => of === species.name && condition.kind !== "no-flux",
  );
  const failure = firstFailure(NAME, [
    [bath !== undefined, "the steps are not weighed by a potential", "give accept: heat-bath and mu:"],
    [sites !== undefined || isLine, "the domain is no line of sites", "use {geometry: line} or a lattice"],
    [!opens, "an end lets walkers out", "leave out the boundary"],
    [temperature !== undefined && terms.length > 0, "there is no potential", "give temperature: and mu:"],
    [initial.kind === "point", "the walk does not start at one point", `initial: {${species.name}: {at: 0 nm}}`],
  ]);
  if (failure !== undefined || bath === undefined || initial.kind !== "point") return failure as Recognition;
  const { spacing, interval } = bath;
  const [at = 0] = initial.at;
  const energy = sumOfCoefficients(terms.map((term) => coefficientOf(term.energy, model)));
  const height = (x: number) => energy.at(x) / (BOLTZMANN * (temperature as number));
  const number = Math.round(at / spacing);
  const offset = Math.abs(at / spacing - number) < 1e-6 ? 0 : at - number * spacing;
  let rest: LineLaw | undefined;
  const law = () => {
    rest ??= atRest(height, offset, spacing, number, sites, initial.amount);
    return rest;
  };
  return {
    kind: "law",
    name: NAME,
    formula: "P_j = e^(-V_j/kT) / sum_k e^(-V_k/kT)",
    source: "R. J. Glauber, J. Math. Phys. 4, 294 (1963), doi:10.1063/1.1703954",
    describes: { kind: "discrete", spacing, step: interval },
    read: (measure, when) => {
      if (typeof when === "number" || when === "timeless") return undefined;
      const state = law();
      return state && lineReading(measure, state, model);
    },
  };
}

/** The law over all sites that hold anything; undefined if nothing confines it. */
function atRest(
  height: (x: number) => number,
  offset: number,
  spacing: number,
  start: number,
  sites: number | undefined,
  amount: number,
): LineLaw | undefined {
  const place = (j: number) => latticeCoordinate(offset, spacing, j);
  let lowest = height(place(start));
  const reach = (way: 1 | -1): number | undefined => {
    const end = sites === undefined ? undefined : way > 0 ? sites - 1 : 0;
    for (let count = 0, j = start; count < MOST_SITES; count++, j += way) {
      const V = height(place(j));
      lowest = Math.min(lowest, V);
      if (j === end || (end === undefined && V > lowest + NEGLIGIBLE)) return j;
    }
    return undefined;
  };
  const [low, high] = [reach(-1), reach(1)];
  if (low === undefined || high === undefined) return undefined;
  const x = Float64Array.from({ length: high - low + 1 }, (_, i) => place(low + i));
  const weights = x.map((at) => exp(lowest - height(at)));
  const total = sumOf(weights);
  return { x, p: weights.map((weight) => weight / total), start: undefined, amount };
}
