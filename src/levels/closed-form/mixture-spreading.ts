/**
 * What spreads from a point of a line by D ∝ c^m, until it meets a wall: the profile of Barenblatt and Pattle.
 *
 * @see G. I. Barenblatt, Prikl. Mat. Mekh. 16, 67 (1952) (not opened)
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import { molesPerVolume } from "#model/composition-scale.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { type SpreadProfile, spreadProfile } from "#physics/barenblatt.ts";
import { firstFailure, type Recognition } from "./law.ts";
import { powerOf } from "./mixture-front.ts";

const NAME = "spreading from a point by a power of c";

/** Recognises a point on a line whose D is a power of its own concentration. */
export function recogniseMixtureSpreading(model: Model, species: Species): Recognition {
  const { name, terms, drift, activity, media, initial, measure } = species;
  const { domain } = model;
  const law = powerOf(species, model, 1);
  const failure = firstFailure(NAME, [
    [domain?.kind === "free" && domain.geometry === "line", "the domain is no line", "use geometry: line"],
    [law !== undefined, "D is no power of the concentration", `write D: 1e-14 m^2/s * ${name} / (1 M)`],
    [
      initial.kind === "point" && measure !== "probability",
      "no amount starts at a point",
      "write {at: 0 um, amount: 1 umol/m^2}",
    ],
    [activity === undefined, "it has an activity", "leave out mu:"],
    [terms.length === 0 && drift === undefined, "a potential or a drift acts on it", "leave it out"],
    [media.length === 1, "the medium changes", "use one medium"],
    [!model.sources.some((source) => source.species === name), "there is a source", "leave it out"],
  ]);
  if (failure !== undefined || law === undefined || initial.kind !== "point" || domain?.kind !== "free")
    return failure ?? { kind: "not-this", form: NAME, met: 0, because: "it has no point", change: "start at a point" };
  const moles = molesPerVolume(species);
  const start = initial.at[0] as number;
  const reach = Math.min(
    start - (domain.from ?? Number.NEGATIVE_INFINITY),
    (domain.to ?? Number.POSITIVE_INFINITY) - start,
  );
  // D is k at a concentration of 1
  const spreading = { power: law.power, coefficient: law.D, amount: initial.amount / moles };
  const at = (when: When): SpreadProfile | undefined => {
    if (typeof when !== "number" || !(when > 0)) return undefined;
    const profile = spreadProfile(spreading, when);
    return profile.halfWidth < reach ? profile : undefined;
  };
  return {
    kind: "law",
    name: NAME,
    formula: `c = tau^-alpha [C - kappa x^2 tau^-2alpha]^(1/m), m = ${law.power}, alpha = 1/(m + 2)`,
    source: "G. I. Barenblatt, Prikl. Mat. Mekh. 16, 67 (1952)",
    describes: { kind: "continuum" },
    read: (asked, when) => read(at(when), start, initial.amount, asked, when),
    profile: (when) => profileOf(name, at(when), start, when),
  };
}

function read(
  profile: SpreadProfile | undefined,
  start: number,
  amount: number,
  { name, place }: Measure,
  when: When,
): number | undefined {
  if (when === 0 && name === "mean") return start;
  if (profile === undefined) return undefined;
  switch (name) {
    case "mean":
      return start;
    case "variance":
    case "msd":
      return profile.variance;
    case "max":
      return profile.concentration(0);
    case "amount":
      return place === undefined || place.kind === "all" ? amount : undefined;
    case "c":
      return place?.kind === "point" ? profile.concentration((place.at[0] as number) - start) : undefined;
    default:
      return undefined;
  }
}

const POINTS = 101;

function profileOf(
  species: string,
  profile: SpreadProfile | undefined,
  start: number,
  when: When,
): Profile | undefined {
  if (profile === undefined) return undefined;
  const places = Float64Array.from(
    { length: POINTS },
    (_, i) => ((2 * i) / (POINTS - 1) - 1) * 1.1 * profile.halfWidth,
  );
  return {
    species,
    when,
    quantity: "concentration",
    coordinate: places.map((x) => start + x),
    values: places.map((x) => profile.concentration(x)),
  };
}
