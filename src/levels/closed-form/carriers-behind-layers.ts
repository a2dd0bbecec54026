/**
 * Carriers that fill up behind flat layers: what diffusion brings is what they take.
 *
 *     (c_b - a) / R = V_max K a / (K_m + K a),    R the resistance of all layers before them
 *
 * a quadratic equation for the activity a at the carriers, which sit at the last face of a closed end.
 *
 * @see D. Winne, Biochim. Biophys. Acta 298, 27 (1973) (not opened)
 * @module
 */

import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { uptakesOf } from "#model/uptake.ts";
import { type LayeredUptake, layeredUptake } from "#physics/membrane/michaelis-menten-layer.ts";
import { recogniseCarrierStack } from "./carrier-stack.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "carriers that fill up behind layers in series";

/** Recognises layers between a held concentration on the left and such carriers on the right. */
export function recogniseCarriersBehindLayers(model: Model, species: Species): Recognition {
  const uptakes = uptakesOf(model, species);
  const [carrier] = uptakes;
  const { domain } = model;
  const layers = domain?.kind === "layers" ? domain.layers : [];
  const last = layers.at(-1);
  const at = (end: "left" | "right") =>
    model.boundaries.find((one) => one.species === species.name && one.end === end)?.condition ?? {
      kind: "no-flux" as const,
    };
  const left = at("left");
  const isAtEnd = carrier?.layer === last?.name && carrier?.at === "right";
  const law = carrier?.law;
  const saturable = law?.kind === "michaelis-menten" || law?.kind === "facilitated" ? law : undefined;
  const failure = firstFailure(NAME, [
    [uptakes.length === 1 && carrier !== undefined, "carriers sit at more than one place", "keep those at the end"],
    [
      saturable !== undefined && carrier?.behind === 0,
      "the carrier does not fill up alone",
      "use law: michaelis-menten",
    ],
    [isAtEnd, "the carriers are not at the right end", `use at: ${last?.name}.right`],
    [left.kind === "concentration", "no concentration is held at the left end", "hold one"],
    [at("right").kind === "no-flux", "the right end lets something pass", "use no-flux"],
  ]);
  if (failure !== undefined || saturable === undefined || carrier === undefined || left.kind !== "concentration")
    return failure as Recognition;
  // the same layers between a concentration of 1 and an end that takes all: the flux is a / R
  const bare: Model = { ...model, uptakes: [{ ...carrier, area: 0, law: { kind: "linear", permeability: 0 } }] };
  const series = recogniseCarrierStack(
    {
      ...bare,
      boundaries: [
        ...model.boundaries.filter((one) => one.species !== species.name),
        { end: "left", species: species.name, condition: { kind: "concentration", concentration: 1 } },
        { end: "right", species: species.name, condition: { kind: "absorbing" } },
      ],
    },
    species,
  );
  if (series.kind !== "law") return { ...series, form: NAME };
  const most = series.read(FLUX(species), "steady") ?? Number.NaN;
  const supply = series.read(ACTIVITY(species), "steady") ?? Number.NaN;
  const medium = species.media.find((one) => one.medium === last?.medium || one.medium === "");
  const K = medium?.partition.kind === "number" ? medium.partition.value : Number.NaN;
  const found: LayeredUptake = layeredUptake({
    bulk: left.concentration * supply * K,
    // a layer of resistance R in the concentrations of the last medium
    diffusivity: most / (supply * K),
    thickness: 1,
    capacity: carrier.area * saturable.maximum,
    halfSaturation: saturable.halfSaturation,
  });
  // and the same layers through which that flux passes
  const passed = recogniseCarrierStack(
    {
      ...bare,
      boundaries: [
        ...model.boundaries.filter((one) => one.species !== species.name || one.end !== "right"),
        { end: "right", species: species.name, condition: { kind: "flux", flux: -found.flux } },
      ],
    },
    species,
  );
  const read = (measure: Measure): number | undefined => {
    const { name, place, source } = measure;
    if (name === "uptake") return source === undefined || source === carrier.name ? found.flux : undefined;
    if (name === "flux" && place?.kind === "end" && place.end === "right") return 0;
    return passed.kind === "law" ? passed.read(measure, "steady") : undefined;
  };
  return {
    kind: "law",
    name: NAME,
    formula: "(c_b - c_s) / R = V_max c_s / (K_m + c_s), a quadratic equation",
    source: "D. Winne, Biochim. Biophys. Acta 298, 27 (1973)",
    describes: { kind: "continuum" },
    read: (measure, when) => (when === "steady" ? read(measure) : undefined),
    profile: (when) => (passed.kind === "law" ? passed.profile?.(when) : undefined),
  };
}

const FLUX = ({ name: species }: Species): Measure => ({
  key: "",
  name: "flux",
  species,
  place: { kind: "end", end: "left" },
});

const ACTIVITY = (species: Species): Measure => ({ ...FLUX(species), name: "activity" });
