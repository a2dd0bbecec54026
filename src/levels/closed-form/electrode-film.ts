/**
 * A salt in a film before an electrode that takes one of its ions: migration helps the ion to arrive.
 *
 *     the other ion at rest:  c_o = c_o,bath e^(-z_o φ),  c_i + the other neutral
 *     N = (1 - z_i / z_o) D_i (c_bath - c_electrode) / δ        toward the electrode
 *     φ_electrode - φ_bath = -(RT / z_o F) ln(c_electrode / c_bath)
 *
 * @see J. Newman and K. E. Thomas-Alyea, Electrochemical Systems (3rd ed., 2004), chapter 11 (not opened)
 * @module
 */

import type { Measure } from "#model/measure.ts";
import type { End, Model, Species } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";
import { heldBy, type IonLayer, ionLayerOf, type LayerIon } from "./ion-layer.ts";
import { type IonForm, recogniseIonSlab } from "./ion-slab.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "film of a salt before an electrode";

const FORM: IonForm<IonLayer> = {
  form: NAME,
  slabOf: ionLayerOf,
  change: "use one layer of a salt with field: electroneutral",
};

/** Recognises one neutral layer of one salt, with a bath at one end and an electrode that holds one ion at the other. */
export function recogniseElectrodeFilm(model: Model, species: Species): Recognition {
  return recogniseIonSlab(model, FORM, (layer) => lawOf(layer, species));
}

function lawOf(layer: IonLayer, species: Species): Recognition {
  const film = filmOf(layer);
  const failure = firstFailure(
    NAME,
    [
      [layer.ions.length === 2, "there are not just two ions", "leave the others out"],
      [film !== undefined, "no end is an electrode", "hold one ion there, and let nothing of the other pass"],
      [layer.fixedCharge === 0, "the film has fixed charge", "leave it out"],
    ],
    1,
  );
  if (failure !== undefined || film === undefined)
    return failure ?? { kind: "not-this", form: NAME, met: 1, because: "no end is an electrode", change: "make one" };
  return {
    kind: "law",
    name: NAME,
    formula: "N = (1 - z_i / z_o) D_i (c_bath - c_electrode) / δ toward the electrode, the other ion o at rest",
    source: "J. Newman and K. E. Thomas-Alyea, Electrochemical Systems (3rd ed., 2004), chapter 11",
    describes: { kind: "continuum" },
    read: (measure, when) => (when === "steady" ? read(film, layer, species.name, measure) : undefined),
  };
}

/** Who reacts and who rests, and where. */
interface Film {
  readonly reacting: LayerIon;
  readonly resting: LayerIon;
  readonly electrode: End;
  readonly bath: number;
  readonly surface: number;
}

function filmOf({ ions }: IonLayer): Film | undefined {
  for (const electrode of ["left", "right"] as const) {
    const beyond: End = electrode === "left" ? "right" : "left";
    const reacting = ions.find((ion) => heldBy(ion[electrode]) !== undefined);
    const resting = ions.find((ion) => ion !== reacting && ion[electrode].kind === "no-flux");
    const bath = reacting && heldBy(reacting[beyond]);
    const surface = reacting && heldBy(reacting[electrode]);
    if (reacting === undefined || resting === undefined || bath === undefined || surface === undefined) continue;
    if (heldBy(resting[beyond]) !== undefined) return { reacting, resting, electrode, bath, surface };
  }
  return undefined;
}

function read(film: Film, layer: IonLayer, species: string, { name, place }: Measure): number | undefined {
  const { reacting, resting, electrode, bath, surface } = film;
  const isReacting = species === reacting.name;
  if (name === "flux") {
    if (!isReacting) return 0;
    const toward =
      (1 - reacting.valence / resting.valence) * reacting.diffusivity * ((bath - surface) / layer.thickness);
    return electrode === "right" ? toward : -toward;
  }
  const side = place?.kind === "end" ? place.end : place?.kind === "layer-face" ? place.side : undefined;
  if (side === undefined) return undefined;
  const reactingThere = side === electrode ? surface : bath;
  if (name === "c") return isReacting ? reactingThere : (-reacting.valence / resting.valence) * reactingThere;
  if (name !== "electric_potential") return undefined;
  const outer = layer.potential[electrode === "left" ? "right" : "left"];
  if (outer === undefined) return undefined;
  const drop = side === electrode ? -(thermalVoltage(layer.temperature) / resting.valence) * log(surface / bath) : 0;
  return outer + drop;
}
