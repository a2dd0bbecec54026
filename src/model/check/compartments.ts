/**
 * `compartments:`: stirred volumes, what they hold and how their walls give way.
 *
 * @module
 */

import type { Compartment, Wall } from "#model/compartments.ts";
import { complain, type Draft } from "#model/draft.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model, Species } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, type Dimension, dimension } from "#units/dimension.ts";
import { claimName } from "./names.ts";
import { fieldAt, numberExpression, positiveAt, quantityAt, quantityWithin } from "./quantity.ts";
import { refuseUnknownSpecies } from "./species.ts";

type CompartmentFile = NonNullable<ModelFile["compartments"]>[string];

const VOLUME = dimension("m^3");
const CONCENTRATION = dimension("mol m^-3");
const PRESSURE = dimension("Pa");
const TIME: ReadonlyMap<string, Dimension> = new Map([["t", dimension("s")]]);
/** How far from neutral a compartment may be, relative to its charges: the rounding of what is typed [1]. */
const NEUTRAL = 1e-9;

/** The compartments that are right; the names of the others are tainted. */
export function readCompartments(
  draft: Draft,
  file: ModelFile,
  species: readonly Species[],
  field: Model["field"],
): readonly Compartment[] {
  const read: Compartment[] = [];
  for (const [name, value] of Object.entries(file.compartments ?? {})) {
    const path = ["compartments", name];
    const before = draft.issues.length;
    const claimed = claimName(draft, path, name, "a compartment", "key");
    const one = claimed ? readOne(draft, path, name, value, species) : undefined;
    if (one === undefined || draft.issues.length > before) {
      draft.tainted.add(name);
      continue;
    }
    if (field === "electroneutral") refuseCharged(draft, [...path, "contains"], one, species);
    read.push(one);
  }
  return read;
}

function readOne(
  draft: Draft,
  path: Path,
  name: string,
  value: CompartmentFile,
  species: readonly Species[],
): Compartment | undefined {
  const extent = readExtent(draft, path, value);
  const isBath = extent?.kind !== "finite";
  const contains = readContents(draft, [...path, "contains"], value.contains ?? {}, species, isBath);
  const mayVary = isBath || (extent.kind === "finite" && extent.wall.kind === "flexible");
  const pressure =
    value.pressure === undefined
      ? numberExpression(0, PRESSURE)
      : givenAt(draft, [...path, "pressure"], value.pressure, PRESSURE, mayVary);
  const potential = value["electric-potential"];
  const electricPotential =
    potential === undefined
      ? undefined
      : givenAt(draft, [...path, "electric-potential"], potential, dimension("V"), true);
  const partition = readPartition(draft, [...path, "K"], value.K ?? {});
  const binding = readBinding(draft, [...path, "binding"], value.binding ?? {}, isBath);
  if (extent === undefined || pressure === undefined) return undefined;
  return {
    name,
    extent,
    contains,
    pressure,
    ...(electricPotential === undefined ? {} : { electricPotential }),
    partition,
    binding,
  };
}

/** A quantity that may depend on the time where `varies`. */
function givenAt(
  draft: Draft,
  path: Path,
  value: string | number,
  of: Dimension,
  varies: boolean,
): Expression | undefined {
  if (varies) return fieldAt(draft, path, value, { dimensions: [of], names: TIME })?.expression;
  const number = quantityAt(draft, path, value, of);
  return number === undefined ? undefined : numberExpression(number, of);
}

function readExtent(draft: Draft, path: Path, value: CompartmentFile): Compartment["extent"] | undefined {
  const { volume, wall, solids, bursts } = value;
  if (volume === "infinite" || volume === "filtrate") {
    const beside = (["wall", "solids", "bursts", "binding"] as const).filter((key) => value[key] !== undefined);
    for (const key of beside)
      complain(
        draft,
        [...path, key],
        { code: "one-of", found: `${key} of a compartment without a volume of its own`, expected: "a finite volume" },
        "key",
      );
    if (volume === "filtrate" && value.contains !== undefined)
      complain(
        draft,
        [...path, "contains"],
        {
          code: "one-of",
          found: "contents of a filtrate",
          expected: "no contents: a filtrate holds what passes the membrane, in the proportions of the flow",
        },
        "key",
      );
    return { kind: volume };
  }
  const whole = positiveAt(draft, [...path, "volume"], volume, VOLUME, "a volume");
  const dead =
    solids === undefined
      ? 0
      : quantityWithin(draft, [...path, "solids"], solids, {
          of: VOLUME,
          holds: (x) => x >= 0 && !(whole !== undefined && x >= whole),
          expected: "a volume from zero to less than the whole",
        });
  const burst =
    bursts === undefined
      ? undefined
      : quantityWithin(draft, [...path, "bursts"], bursts, {
          of: VOLUME,
          holds: (x) => !(whole !== undefined && x <= whole),
          expected: "a volume above that at the start",
        });
  const read = readWall(draft, [...path, "wall"], wall);
  if (whole === undefined || dead === undefined || read === undefined) return undefined;
  return { kind: "finite", volume: whole, solids: dead, wall: read, ...(burst === undefined ? {} : { bursts: burst }) };
}

function readWall(draft: Draft, path: Path, wall: CompartmentFile["wall"]): Wall | undefined {
  if (typeof wall !== "object") return { kind: wall ?? "rigid" };
  const modulus = positiveAt(draft, [...path, "elastic"], wall.elastic, PRESSURE, "a modulus");
  return modulus === undefined ? undefined : { kind: "elastic", modulus };
}

function readContents(
  draft: Draft,
  path: Path,
  contains: NonNullable<CompartmentFile["contains"]>,
  species: readonly Species[],
  isBath: boolean,
): Compartment["contains"] {
  refuseUnknownSpecies(draft, path, Object.keys(contains));
  const read: Record<string, Expression> = {};
  const balancing: string[] = [];
  for (const [name, value] of Object.entries(contains)) {
    if (!species.some((one) => one.name === name)) continue;
    if (value === "balance") {
      balancing.push(name);
      continue;
    }
    const found = givenAt(draft, [...path, name], value, CONCENTRATION, isBath);
    if (found === undefined) continue;
    if (found.kind === "number" && !(found.value >= 0))
      complain(draft, [...path, name], {
        code: "out-of-range",
        found: `"${value}"`,
        expected: "a concentration from zero",
      });
    read[name] = found;
  }
  const [first, second] = balancing;
  if (first === undefined) return read;
  const balanced = balanceOf(draft, [...path, second ?? first], species, read, second ?? first, second !== undefined);
  if (balanced !== undefined) read[first] = numberExpression(balanced, CONCENTRATION);
  return read;
}

/** The concentration that makes the charges of a compartment add up to zero. */
function balanceOf(
  draft: Draft,
  path: Path,
  species: readonly Species[],
  others: Compartment["contains"],
  name: string,
  isSecond: boolean,
): number | undefined {
  const complaint = (found: string, expected: string) =>
    complain(draft, path, { code: "not-neutral", found, expected });
  if (isSecond) {
    complaint(`${name}: balance beside another one`, "one ion whose concentration follows from the others");
    return undefined;
  }
  const charge = species.find((one) => one.name === name)?.charge;
  if (charge === undefined) {
    complaint(`balance of ${name}, which has no charge`, "an ion, with charge: in its species");
    return undefined;
  }
  let sum = 0;
  for (const one of species) {
    const held = others[one.name];
    if (one.charge === undefined || held === undefined) continue;
    if (held.kind !== "number") {
      complaint(`balance beside ${one.name}, which varies in time`, "an expression of t for this ion too");
      return undefined;
    }
    sum += one.charge * held.value;
  }
  const value = -sum / charge;
  if (value >= 0) return value;
  complaint(
    `${name} would have to be ${Number(value.toPrecision(6))} mM`,
    "an ion of the other charge to balance with",
  );
  return undefined;
}

function readPartition(draft: Draft, path: Path, given: NonNullable<CompartmentFile["K"]>): Compartment["partition"] {
  refuseUnknownSpecies(draft, path, Object.keys(given));
  const read: Record<string, number> = {};
  for (const [name, value] of Object.entries(given)) {
    const K = positiveAt(draft, [...path, name], value, DIMENSIONLESS, "K");
    if (K !== undefined) read[name] = K;
  }
  return read;
}

function readBinding(
  draft: Draft,
  path: Path,
  given: NonNullable<CompartmentFile["binding"]>,
  isBath: boolean,
): Compartment["binding"] {
  if (isBath) return {};
  refuseUnknownSpecies(draft, path, Object.keys(given));
  const read: Record<string, Expression> = {};
  for (const [name, value] of Object.entries(given)) {
    const found = fieldAt(draft, [...path, name], value, {
      dimensions: [CONCENTRATION],
      what: `the bound concentration, an expression of ${name}`,
      names: new Map([[name, CONCENTRATION]]),
    });
    if (found === undefined) continue;
    if (!namesIn(found.expression).has(name))
      complain(draft, [...path, name], {
        code: "one-of",
        found: `"${value}", which does not depend on ${name}`,
        expected: `an expression of ${name}, its free concentration`,
      });
    read[name] = found.expression;
  }
  return read;
}

/** A compartment is neutral: an imbalance would charge it far more than anything could hold. */
function refuseCharged(
  draft: Draft,
  path: Path,
  { name, contains, extent }: Compartment,
  species: readonly Species[],
): void {
  if (extent.kind === "filtrate") return;
  let sum = 0;
  let size = 0;
  const ions: string[] = [];
  for (const one of species) {
    const held = contains[one.name];
    if (one.charge === undefined || held?.kind !== "number") continue;
    sum += one.charge * held.value;
    size += Math.abs(one.charge) * held.value;
    ions.push(`${Number(held.value.toPrecision(6))} mM of ${one.name} (z = ${one.charge})`);
  }
  if (Math.abs(sum) <= NEUTRAL * size) return;
  complain(
    draft,
    path,
    {
      code: "not-neutral",
      found: `charges in ${name} that add up to ${Number(sum.toPrecision(6))} mM: ${ions.join(", ")}`,
      expected: "concentrations whose charges add up to zero, or balance for one of the ions",
      because: "A compartment with that charge would be at millions of volts.",
    },
    "key",
  );
}
