/**
 * Compartments whose contents cannot be walked in parcels, and why.
 *
 * @module
 */

import { chargeWithoutReturn } from "#generator/compartments/charge-return.ts";
import type { Acceptance } from "#levels/contract.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import type { Model } from "#model/model.ts";

const USE = "use the level compartments";

/** Whether the contents of the compartments can be counted in parcels. */
export function acceptsParcels(model: Model): Acceptance {
  const { compartments, membranes } = model.domain as CompartmentDomain;
  for (const { name, extent, binding } of compartments) {
    if (extent.kind === "filtrate")
      return no(
        `what ${name} holds is the ratio of two flows, and a filtrate has no content that could be counted`,
        USE,
      );
    if (Object.keys(binding).length > 0)
      return no(
        `part of what ${name} holds is bound, and which parcels are free between two events is not followed`,
        `leave binding out, or ${USE}`,
      );
    if (extent.kind === "finite" && extent.bursts !== undefined)
      return no(
        `${name} can burst: each run would do so at a time of its own, and the mean afterwards would be that of those still whole`,
        `leave bursts out, or ${USE}`,
      );
  }
  if (model.field === "poisson")
    return no(
      "charges load the capacitance of a membrane within microseconds, by fewer ions than a parcel holds",
      "use field: electroneutral, or the level compartments",
    );
  const unreturned = chargeWithoutReturn(model, { kind: "compartments", compartments, membranes });
  if (unreturned !== undefined)
    return no(unreturned, "give an ion a P there, move as much of the other charge too, or clamp both sides");
  for (const { pumps } of membranes)
    for (const { name, turns } of pumps)
      if (Object.values(turns).some((number) => !Number.isInteger(number)))
        return no(`pump ${name} moves fractions at each turn, and parcels are whole`, "give whole numbers under moves");
  if (!compartments.some(({ extent }) => extent.kind === "finite"))
    return no("all compartments are infinite, so that nothing changes and there is nothing to be counted", USE);
  if (!model.solves.some(({ kind }) => kind === "transient"))
    return no(
      "parcels are followed in time, and the model asks for no time",
      `use solve: {transient: {until: ...}}, or ${USE}`,
    );
  return { accepts: true };
}

function no(because: string, change: string): Acceptance {
  return { accepts: false, because, change };
}
