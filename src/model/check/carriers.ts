/**
 * `carriers:`: the laws of what takes a species through a membrane.
 *
 * @module
 */

import type { Carrier, CarrierLaw } from "#model/carrier.ts";
import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { type Dimension, dimension } from "#units/dimension.ts";
import { claimName } from "./names.ts";
import { positiveAt } from "./quantity.ts";

type CarrierFile = NonNullable<ModelFile["carriers"]>[string];
type Key = Exclude<keyof CarrierFile, "law">;

const FLUX = dimension("mol m^-2 s^-1");

/** What each number of a law is. */
const NUMBERS: Readonly<Record<Key, { readonly of: Dimension; readonly what: string; readonly such: string }>> = {
  Vmax: { of: FLUX, what: "a largest flux per area of membrane", such: "2e-7 mol/m^2/s" },
  Km: { of: dimension("mol m^-3"), what: "a concentration of half saturation", such: "1 mM" },
  P: { of: dimension("m s^-1"), what: "a permeability", such: "1e-6 m/s" },
  rate: { of: FLUX, what: "a flux per area of membrane", such: "1e-8 mol/m^2/s" },
};

/** The numbers that each law takes. */
const NEEDED: Readonly<Record<CarrierLaw["kind"], readonly Key[]>> = {
  "michaelis-menten": ["Vmax", "Km"],
  facilitated: ["Vmax", "Km"],
  linear: ["P"],
  pump: ["rate"],
};

/** The carriers that are right; the names of the others are tainted. */
export function readCarriers(draft: Draft, file: ModelFile): readonly Carrier[] {
  return Object.entries(file.carriers ?? {}).flatMap(([name, value]) => {
    const path = ["carriers", name];
    const law = claimName(draft, path, name, "a carrier", "key") ? lawOf(draft, path, value) : undefined;
    if (law !== undefined) return [{ name, law }];
    draft.tainted.add(name);
    return [];
  });
}

/** The carrier of a name; undefined, and reported, if there is none. */
export function carrierNamed(
  draft: Draft,
  path: Path,
  name: string,
  carriers: readonly Carrier[],
): Carrier | undefined {
  const found = carriers.find((one) => one.name === name);
  if (found !== undefined || draft.tainted.has(name)) return found;
  const known = carriers.map((one) => one.name);
  complain(draft, path, {
    code: "unknown-carrier",
    found: `"${name}", which is no carrier`,
    expected: known.length === 0 ? "a carrier under carriers:, of which the file has none" : listed(known),
    fix: nearestName(name, known),
  });
  return undefined;
}

function lawOf(draft: Draft, path: Path, value: CarrierFile): CarrierLaw | undefined {
  const { law: kind } = value;
  const needed = NEEDED[kind];
  const written = `{law: ${kind}, ${needed.map((key) => `${key}: ${NUMBERS[key].such}`).join(", ")}}`;
  let isRight = true;
  for (const key of Object.keys(NUMBERS) as Key[]) {
    if (value[key] === undefined || needed.includes(key)) continue;
    complain(
      draft,
      [...path, key],
      { code: "one-of", found: `${key} beside law: ${kind}`, expected: `${listed(needed)}, as in ${written}` },
      "key",
    );
    isRight = false;
  }
  const missing = needed.filter((key) => value[key] === undefined);
  if (missing.length > 0)
    complain(
      draft,
      path,
      { code: "missing-key", found: `law: ${kind} without ${listed(missing)}`, expected: written },
      "key",
    );
  const numbers = needed.map((key) => {
    const text = value[key];
    return text === undefined ? undefined : positiveAt(draft, [...path, key], text, NUMBERS[key].of, NUMBERS[key].what);
  });
  const [first, second] = numbers;
  if (!isRight || first === undefined) return undefined;
  switch (kind) {
    case "michaelis-menten":
    case "facilitated":
      return second === undefined ? undefined : { kind, maximum: first, halfSaturation: second };
    case "linear":
      return { kind, permeability: first };
    case "pump":
      return { kind, rate: first };
  }
}
