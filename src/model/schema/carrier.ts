/**
 * Schema of `carriers:`.
 *
 * @module
 */

import { CARRIER_LAWS } from "#model/carrier.ts";
import { named, quantity, record, word } from "./vocabulary.ts";

const carrierSchema = record(
  {
    law: word(CARRIER_LAWS, CARRIER_LAWS.join(", ")),
    Vmax: quantity("the largest flux per area of membrane, such as 2e-7 mol/m^2/s").optional(),
    Km: quantity("the concentration at which half of it passes, such as 1 mM").optional(),
    P: quantity("the permeability of a linear carrier, such as 1e-6 m/s").optional(),
    rate: quantity("the flux of a pump per area of membrane, such as 1e-8 mol/m^2/s").optional(),
  },
  "a carrier: {law: michaelis-menten, Vmax: 2e-7 mol/m^2/s, Km: 1 mM}",
);

/** Named carriers. */
export const carriersSchema = named(
  carrierSchema,
  "named carriers: {sglt: {law: michaelis-menten, Vmax: 2e-7 mol/m^2/s, Km: 1 mM}}",
);
