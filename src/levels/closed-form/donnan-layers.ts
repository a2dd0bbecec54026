/**
 * Layers with fixed charge in equilibrium with two baths of one activity, neutral everywhere: Donnan's equilibrium in each.
 *
 *     c_k = c_k,bath r^z_k,   sum of z_k c_k + X = 0,   φ - φ_bath = -(RT/F) ln r        layer by layer
 *
 * @see F. G. Donnan, Z. Elektrochem. 17, 572 (1911), doi:10.1002/bbpc.19110171405 (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import { whyNotPlainIons } from "#levels/plain-ion.ts";
import type { Measure, Place } from "#model/measure.ts";
import type { LayeredDomain, Model, Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { type DonnanEquilibrium, donnanEquilibrium } from "#physics/electro/donnan.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";
import { constantValue } from "#potential/constant-value.ts";
import { heldBy } from "./ion-layer.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "Donnan equilibrium of layers";

/** Activities of two baths that differ by less are one [1]. */
const SAME = 1e-12;

/** Recognises neutral layers whose two baths are in equilibrium with each other. */
export function recogniseDonnanLayers(model: Model, species: Species): Recognition {
  const { domain, field, temperature } = model;
  const unlike = whyNotPlainIons(model);
  if (unlike !== undefined) return { kind: "not-this", form: NAME, met: 0, ...unlike };
  if (field !== "electroneutral" || domain?.kind !== "layers" || temperature === undefined)
    return {
      kind: "not-this",
      form: NAME,
      met: 0,
      because: "the field is not electroneutral",
      change: "use field: electroneutral",
    };
  const ions = model.species.map((one) => ({ one, bath: bathOf(model, one.name) }));
  const failure = firstFailure(NAME, [
    [
      ions.every(({ bath }) => bath.left !== undefined && bath.right !== undefined),
      "an end does not hold all ions",
      "give every ion a concentration at both ends",
    ],
    [
      ions.every(({ one, bath }) => isBalanced(model, one, bath)),
      "the two baths are not in equilibrium",
      "make them alike",
    ],
    [
      model.species.every(
        ({ media, terms }) => terms.length === 0 && media.every(({ partition }) => constantValue(partition) === 1),
      ),
      "K is not 1, or a potential acts beside the field",
      "leave them out",
    ],
  ]);
  if (failure !== undefined) return failure;
  const k = model.species.indexOf(species);
  return {
    kind: "law",
    name: NAME,
    formula: "c = c_bath r^z with sum z c + X = 0 in each layer, φ = φ_bath - (RT/F) ln r",
    source: "F. G. Donnan, Z. Elektrochem. 17, 572 (1911), doi:10.1002/bbpc.19110171405",
    describes: { kind: "continuum" },
    read: (measure, when) => read(model, domain, k, measure, when),
  };
}

interface Bath {
  readonly left: number | undefined;
  readonly right: number | undefined;
}

function bathOf({ boundaries }: Model, name: string): Bath {
  const at = (end: "left" | "right"): number | undefined => {
    const condition = boundaries.find((one) => one.species === name && one.end === end)?.condition;
    return condition && heldBy(condition);
  };
  return { left: at("left"), right: at("right") };
}

/** Whether an ion has one activity in both baths; an end without a potential takes that of the other. */
function isBalanced(
  { electricPotentials = {}, temperature = 0 }: Model,
  { charge = 0 }: Species,
  { left = 0, right = 0 }: Bath,
): boolean {
  const { left: φl, right: φr } = electricPotentials;
  const drop = φl === undefined || φr === undefined ? 0 : (φl - φr) / thermalVoltage(temperature);
  return Math.abs(left * exp(charge * drop) - right) <= SAME * Math.max(left, right);
}

function read(
  model: Model,
  domain: LayeredDomain,
  k: number,
  { name, place }: Measure,
  when: When,
): number | undefined {
  if (when !== "steady" && when !== "equilibrium") return undefined;
  if (name === "flux") return 0;
  const layer = place && layerAt(domain, place);
  if (layer === undefined) return undefined;
  const inside = equilibriumIn(model, layer);
  const ions = model.species.filter(({ charge }) => charge !== undefined);
  if (name === "c") {
    const ion = ions.indexOf(model.species[k] as Species);
    return ion < 0 ? bathOf(model, model.species[k]?.name ?? "").left : inside.concentrations[ion];
  }
  if (name !== "electric_potential") return undefined;
  const bath = model.electricPotentials?.left ?? model.electricPotentials?.right ?? 0;
  return place?.kind === "end" ? bath : bath + inside.potential;
}

function equilibriumIn(model: Model, { fixedCharge = 0 }: LayeredDomain["layers"][number]): DonnanEquilibrium {
  const ions = model.species.flatMap(({ name, charge }) =>
    charge === undefined ? [] : [{ valence: charge, concentration: bathOf(model, name).left ?? Number.NaN }],
  );
  return donnanEquilibrium({ ions, fixedCharge, temperature: model.temperature ?? Number.NaN });
}

/** The layer in which a place lies; none where two meet. */
function layerAt({ layers, start }: LayeredDomain, place: Place): LayeredDomain["layers"][number] | undefined {
  switch (place.kind) {
    case "end":
      return place.end === "left" ? layers[0] : layers.at(-1);
    case "layer":
    case "layer-face":
      return layers.find(({ name }) => name === place.layer);
    case "point": {
      let edge = start;
      return layers.find(({ thickness }) => {
        const from = edge;
        edge += thickness;
        const x = place.at[0] ?? Number.NaN;
        return x > from && x < edge;
      });
    }
    default:
      return undefined;
  }
}
