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
import { balanceOf, heldAt, judgedTimes, refuseCharged } from "./neutral-compartments.ts";
import { fieldAt, numberExpression, positiveAt, quantityAt, quantityWithin } from "./quantity.ts";
import { refuseUnknownSpecies } from "./species.ts";

type CompartmentFile = NonNullable<ModelFile["compartments"]>[string];

const VOLUME = dimension("m^3");
const CONCENTRATION = dimension("mol m^-3");
const PRESSURE = dimension("Pa");
const TIME: ReadonlyMap<string, Dimension> = new Map([["t", dimension("s")]]);

/** The compartments that are right; the names of the others are tainted. */
export function readCompartments(
  draft: Draft,
  file: ModelFile,
  species: readonly Species[],
  field: Model["field"],
): readonly Compartment[] {
  const read: Compartment[] = [];
  const times = judgedTimes(draft, file);
  for (const [name, value] of Object.entries(file.compartments ?? {})) {
    const path = ["compartments", name];
    const before = draft.issues.length;
    const claimed = claimName(draft, path, name, "a compartment", "key");
    const one = claimed ? readOne(draft, path, name, value, { species, field, times }) : undefined;
    if (one === undefined || draft.issues.length > before) {
      draft.tainted.add(name);
      continue;
    }
    if (field === "electroneutral" || (field === "poisson" && one.extent.kind === "infinite"))
      refuseCharged(draft, [...path, "contains"], one, species, times);
    read.push(one);
  }
  return read;
}

/** What a compartment is read beside. */
interface Around {
  readonly species: readonly Species[];
  readonly field: Model["field"];
  /** Times at which what varies is judged [s]. */
  readonly times: readonly number[];
}

function readOne(
  draft: Draft,
  path: Path,
  name: string,
  value: CompartmentFile,
  { species, field, times }: Around,
): Compartment | undefined {
  const extent = readExtent(draft, path, value);
  const isBath = extent?.kind !== "finite";
  const contains = readContents(draft, [...path, "contains"], value.contains ?? {}, species, { isBath, times });
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
  if (field === "electroneutral" || field === "poisson") refuseBoundIons(draft, path, value, species);
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

/** What is bound would carry its charge along, and nothing would balance it. */
function refuseBoundIons(
  draft: Draft,
  path: Path,
  { binding = {} }: CompartmentFile,
  species: readonly Species[],
): void {
  for (const { name, charge } of species) {
    if (charge === undefined || binding[name] === undefined) continue;
    const sign = charge > 0 ? `+${charge}` : `${charge}`;
    complain(
      draft,
      [...path, "binding", name],
      {
        code: "one-of",
        found: `binding of ${name}, which has a charge`,
        expected: `what is bound as a species of its own, bound_${name}: {charge: ${sign}}, impermeant in the membranes`,
        because: "A compartment is balanced by the charge of what it contains, and what is bound holds charge too.",
      },
      "key",
    );
  }
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
    if (volume === "filtrate" && value.K !== undefined)
      complain(
        draft,
        [...path, "K"],
        {
          code: "one-of",
          found: "partition coefficients of a filtrate",
          expected: "no K: a filtrate holds what passes the membrane, in the proportions of the flow",
        },
        "key",
      );
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
  if (/^inf(inity)?$/i.test(String(volume))) {
    complain(draft, [...path, "volume"], {
      code: "unknown-kind",
      found: `"${volume}" is no volume`,
      expected: "a volume such as 1 mL, or infinite for a bath",
      fix: "infinite",
    });
    return undefined;
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
  if (burst !== undefined && read?.kind === "rigid")
    complain(
      draft,
      [...path, "bursts"],
      {
        code: "one-of",
        found: "a rigid wall that bursts",
        expected: "wall: flexible, or {elastic: 1 MPa}",
        because: "A rigid wall keeps its volume, so that it never reaches another one.",
      },
      "key",
    );
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
  { isBath, times }: { readonly isBath: boolean; readonly times: readonly number[] },
): Compartment["contains"] {
  refuseUnknownSpecies(draft, path, Object.keys(contains));
  const read: Record<string, Expression> = {};
  const left: string[] = [];
  const before = draft.issues.length;
  for (const [name, value] of Object.entries(contains)) {
    if (!species.some((one) => one.name === name)) continue;
    if (value === "balance") {
      left.push(name);
      continue;
    }
    const found = givenAt(draft, [...path, name], value, CONCENTRATION, isBath);
    if (found === undefined) continue;
    const isFixed = namesIn(found).size === 0;
    const below = (isFixed ? [0] : times).find((t) => heldAt(found, t) < 0);
    if (below !== undefined)
      complain(draft, [...path, name], {
        code: "out-of-range",
        found: isFixed ? `"${value}"` : `"${value}", which is below zero at t = ${Number(below.toPrecision(3))} s`,
        expected: "a concentration of zero or more",
      });
    read[name] = found;
  }
  const [first, second] = left;
  if (first === undefined || draft.issues.length > before) return read;
  const name = second ?? first;
  const balancing = { path: [...path, name], name, isSecond: second !== undefined };
  const balanced = balanceOf(draft, balancing, species, read, times);
  if (balanced !== undefined) read[first] = balanced;
  return read;
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
