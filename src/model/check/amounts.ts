/**
 * Dimensions of amounts and concentrations, which depend on the geometry and on whether the species is counted in
 * moles or is one walker.
 *
 *     geometry                           amount      concentration   as a probability
 *     line, slab                         mol m^-2    mol m^-3        m^-1
 *     plane, cylinder, rectangle         mol m^-1    mol m^-3        m^-2
 *     space, sphere, box, finite cylinder,
 *     compartments                         mol       mol m^-3        m^-3
 *
 * @module
 */

import { isFraction } from "#model/composition-scale.ts";
import type { Domain, LatticeDomain, Species } from "#model/model.ts";
import { DIMENSIONLESS, type Dimension, dimension, multiplied } from "#units/dimension.ts";

/** How many of the three axes the concentration varies along, so that amounts are per length^(3 - n). */
export function axesOf(domain: Domain | Omit<LatticeDomain, "spacing"> | undefined): 1 | 2 | 3 {
  if (domain === undefined || domain.kind === "lattice") return 1;
  if (domain.kind === "free") return domain.dimensions;
  if (domain.kind === "compartments") return 3;
  if (domain.kind === "grid") return domain.geometry === "rectangle" ? 2 : 3;
  return domain.geometry === "slab" ? 1 : domain.geometry === "cylinder" ? 2 : 3;
}

/** Dimension of an amount. */
export function amountDimension(domain: Parameters<typeof axesOf>[0], measure: Species["measure"]): Dimension {
  if (measure === "probability") return DIMENSIONLESS;
  return dimension(`${measure === "energy" ? "J" : "mol"} m^${axesOf(domain) - 3}`);
}

/** Dimension of a concentration, of a probability density, of an energy density, a fraction or a molality. */
export function concentrationDimension(domain: Parameters<typeof axesOf>[0], measure: Species["measure"]): Dimension {
  if (isFraction({ measure })) return DIMENSIONLESS;
  if (measure === "molality") return dimension("mol kg^-1");
  if (measure === "energy") return dimension("J m^-3");
  return measure === "probability" ? dimension(`m^-${axesOf(domain)}`) : dimension("mol m^-3");
}

/** Dimension of a flux: amount per area and time. */
export function fluxDimension(domain: Parameters<typeof axesOf>[0], measure: Species["measure"]): Dimension {
  const inMoles = isFraction({ measure }) || measure === "molality";
  return multiplied(inMoles ? MOLAR : concentrationDimension(domain, measure), dimension("m s^-1"));
}

const MOLAR = dimension("mol m^-3");
