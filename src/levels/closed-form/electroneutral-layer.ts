/**
 * An electroneutral layer between two baths: Planck's law, with the Donnan steps of Teorell, Meyer and Sievers where the
 * layer has fixed charge.
 *
 *     bath | c_k = c_bath r^z, sum z c + X = 0 | the layer under the voltage between its faces | the same | bath
 *
 * For ions of one |z| with constant D. An end whose electric potential is not given is an open circuit: the voltage is
 * that at which no current flows (junction potential, membrane potential).
 *
 * @see M. Planck, Ann. Phys. 275, 561 (1890), doi:10.1002/andp.18902760802 (not opened)
 * @see T. Teorell, Proc. Soc. Exp. Biol. Med. 33, 282 (1935) (not opened)
 * @module
 */

import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { type DonnanEquilibrium, donnanEquilibrium } from "#physics/electro/donnan.ts";
import type { IonBetween } from "#physics/electro/ion.ts";
import { planckFluxes, planckPotential } from "#physics/electro/planck.ts";
import { chargedLayerFluxes, chargedLayerPotential } from "#physics/electro/planck-charged.ts";
import { heldBy, type IonLayer, ionLayerOf } from "./ion-layer.ts";
import { type IonForm, recogniseIonSlab } from "./ion-slab.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "electroneutral layer between baths (Planck; Teorell, Meyer and Sievers)";

const FORM: IonForm<IonLayer> = {
  form: NAME,
  slabOf: ionLayerOf,
  change: "use one layer of ions with field: electroneutral",
};

/** Recognises one layer of ions of one |z| between two baths, neutral everywhere. */
export function recogniseElectroneutralLayer(model: Model, species: Species): Recognition {
  return recogniseIonSlab(model, FORM, (layer) => lawOf(layer, species));
}

function lawOf(layer: IonLayer, species: Species): Recognition {
  const { ions, potential } = layer;
  const sizes = new Set(ions.map(({ valence }) => Math.abs(valence)));
  const isBathed = ions.every(({ left, right }) => heldBy(left) !== undefined && heldBy(right) !== undefined);
  const given = [potential.left, potential.right].filter((one) => one !== undefined).length;
  const failure = firstFailure(
    NAME,
    [
      [isBathed, "an end does not hold all ions", "give every ion a concentration at both ends"],
      [sizes.size === 1, "the ions differ in |z|", "use ions of one |z|, or another level"],
      [given > 0, "no end has an electric potential", "give one"],
    ],
    1,
  );
  if (failure !== undefined) return failure;
  let solved: Solved | undefined;
  const solution = () => {
    solved ??= solvedLayer(layer);
    return solved;
  };
  return {
    kind: "law",
    name: NAME,
    formula:
      layer.fixedCharge === 0
        ? "J = (D/L) [c_left B(λ - z v) / B(λ) - c_right B(z v - λ) / B(-λ)], λ = ln(C_right / C_left), v = F V / RT"
        : "s - X φ linear in x between Donnan steps c = c_bath r^z; J = (D/L) (c_left - c_right e^(-z v)) / W",
    source: "M. Planck, Ann. Phys. 275, 561 (1890), doi:10.1002/andp.18902760802",
    describes: { kind: "continuum" },
    read: (measure, when) => (when === "steady" ? read(solution(), layer, species.name, measure) : undefined),
  };
}

/** Fluxes, concentrations just inside, potentials of baths and just inside [V]. */
interface Solved {
  readonly fluxes: readonly number[];
  readonly inside: readonly IonBetween[];
  readonly bath: { readonly left: number; readonly right: number };
  readonly face: { readonly left: number; readonly right: number };
}

function solvedLayer(layer: IonLayer): Solved {
  const { ions, fixedCharge, temperature, thickness, potential } = layer;
  const steps = { left: donnanAt(layer, "left"), right: donnanAt(layer, "right") };
  const inside = ions.map(
    ({ valence, diffusivity }, k): IonBetween => ({
      valence,
      diffusivity,
      left: steps.left.concentrations[k] ?? Number.NaN,
      right: steps.right.concentrations[k] ?? Number.NaN,
    }),
  );
  const open = (): number =>
    fixedCharge === 0
      ? planckPotential({ ions: inside, temperature })
      : chargedLayerPotential({ ions: inside, fixedCharge, temperature });
  const known = { left: potential.left, right: potential.right };
  const acrossSteps = steps.left.potential - steps.right.potential;
  const across =
    known.left === undefined || known.right === undefined ? open() : known.left - known.right + acrossSteps;
  const left = known.left ?? (known.right ?? 0) + across - acrossSteps;
  const right = known.right ?? left - across + acrossSteps;
  const driven = { ions: inside, temperature, thickness, voltage: across };
  return {
    fluxes: fixedCharge === 0 ? planckFluxes(driven) : chargedLayerFluxes({ ...driven, fixedCharge }),
    inside,
    bath: { left, right },
    face: { left: left + steps.left.potential, right: right + steps.right.potential },
  };
}

/** What stands just inside an end, beside its bath. */
function donnanAt({ ions, fixedCharge, temperature }: IonLayer, end: "left" | "right"): DonnanEquilibrium {
  const bath = ions.map((ion) => ({ valence: ion.valence, concentration: heldBy(ion[end]) ?? Number.NaN }));
  return donnanEquilibrium({ ions: bath, fixedCharge, temperature });
}

function read(solved: Solved, { ions, name: layer }: IonLayer, species: string, measure: Measure): number | undefined {
  const { name, place } = measure;
  if (place === undefined || (place.kind === "layer-face" && place.layer !== layer)) return undefined;
  const side = place.kind === "end" ? place.end : place.kind === "layer-face" ? place.side : undefined;
  const k = ions.findIndex((ion) => ion.name === species);
  if (name === "flux") return solved.fluxes[k];
  if (side === undefined) return undefined;
  if (name === "c") return solved.inside[k]?.[side];
  if (name === "electric_potential") return place.kind === "end" ? solved.bath[side] : solved.face[side];
  return undefined;
}
