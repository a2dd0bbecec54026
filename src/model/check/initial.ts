/**
 * `initial:`: how a species starts, and with that whether it is counted in moles or is one walker.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import type { Expression } from "#model/expression/expression.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import type { GridDomain, Initial, Species } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { dimension } from "#units/dimension.ts";
import { amountDimension, axesOf } from "./amounts.ts";
import type { Scale } from "./composition.ts";
import { coordinatesOf, type DomainDraft } from "./domain.ts";
import { fieldAt, numberExpression, quantityAt, quantityWithin } from "./quantity.ts";

type InitialFile = NonNullable<ModelFile["initial"]>[string];
type InitialRecord = Exclude<InitialFile, string | number>;

/** A start, and what the species is counted in. */
export type Start = Pick<Species, "measure" | "initial">;

const LENGTH = dimension("m");
const CONCENTRATION = dimension("mol m^-3");
/** Nothing anywhere. */
export const EMPTY_START: Start = {
  measure: "amount",
  initial: { kind: "concentration", concentration: numberExpression(0, CONCENTRATION) },
};

/** How a species starts; undefined, and reported, if that is wrong. */
export function readInitial(
  draft: Draft,
  path: Path,
  value: InitialFile,
  domain: DomainDraft | undefined,
  scale: Scale,
): Start | undefined {
  if (typeof value !== "object") {
    const read = fieldAt(draft, path, value, {
      dimensions: [scale.dimension],
      what: "an initial concentration",
      coordinates: coordinatesOf(domain),
    });
    return read === undefined
      ? undefined
      : { measure: "amount", initial: { kind: "concentration", concentration: read.expression } };
  }
  if (value.noise !== undefined) return readNoisy(draft, path, value, domain, scale);
  if (value.at !== undefined || value.equilibrium !== undefined) return readWhole(draft, path, value, domain, scale);
  return readPerLayer(draft, path, value, domain, scale);
}

/** {at: ...} or {equilibrium: true}, with or without an amount. */
function readWhole(
  draft: Draft,
  path: Path,
  value: InitialRecord,
  domain: DomainDraft | undefined,
  scale: Scale,
): Start | undefined {
  const kind = value.at === undefined ? "equilibrium" : "point";
  const known = kind === "point" ? ["at", "amount"] : ["equilibrium", "amount"];
  for (const key of Object.keys(value))
    if (!known.includes(key)) {
      complain(
        draft,
        [...path, key],
        { code: "unknown-key", found: `the key "${key}"`, expected: listed(known), fix: nearestName(key, known) },
        "key",
      );
      return undefined;
    }
  const measure = value.amount === undefined ? "probability" : "amount";
  // How many coordinates a point has, and the dimension of an amount, follow from the domain.
  if (draft.tainted.has("domain")) return { measure, initial: { kind: "point", at: [], amount: 1 } };
  const amount = readAmount(draft, [...path, "amount"], value.amount, domain, scale);
  if (amount === undefined) return undefined;
  if (kind === "equilibrium") {
    if (value.equilibrium === true) return { measure, initial: { kind, amount } };
    complain(draft, [...path, "equilibrium"], {
      code: "wrong-type",
      found: String(value.equilibrium),
      expected: "equilibrium: true",
    });
    return undefined;
  }
  const at = readPoint(draft, [...path, "at"], value.at, domain);
  return at === undefined ? undefined : { measure, initial: { kind, at, amount } };
}

/** {concentration: ..., noise: ...}: a field with noise in every cell. */
function readNoisy(
  draft: Draft,
  path: Path,
  { concentration, noise, ...others }: InitialRecord,
  domain: DomainDraft | undefined,
  scale: Scale,
): Start | undefined {
  const [other] = Object.keys(others);
  const isText = (value: InitialRecord[string] | undefined): value is string | number =>
    typeof value === "string" || typeof value === "number";
  if (other !== undefined || !isText(concentration) || !isText(noise)) {
    complain(
      draft,
      other === undefined ? path : [...path, other],
      {
        code: "one-of",
        found: other === undefined ? "noise without a concentration" : `${other} beside noise`,
        expected: "{concentration: 0.5, noise: 0.01}; the seed is that of sampling:",
      },
      "key",
    );
    return undefined;
  }
  const read = fieldAt(draft, [...path, "concentration"], concentration, {
    dimensions: [scale.dimension],
    what: "an initial concentration",
    coordinates: coordinatesOf(domain),
  });
  const amplitude = quantityWithin(draft, [...path, "noise"], noise, {
    of: scale.dimension,
    holds: (a) => a >= 0,
    expected: "an amplitude that is not negative",
  });
  if (read === undefined || amplitude === undefined) return undefined;
  return {
    measure: "amount",
    initial: { kind: "concentration", concentration: read.expression, noise: amplitude },
  };
}

function readAmount(
  draft: Draft,
  path: Path,
  value: InitialRecord[string] | undefined,
  domain: DomainDraft | undefined,
  { counted }: Scale,
): number | undefined {
  if (value === undefined) return 1;
  if (typeof value === "object" || typeof value === "boolean") {
    complain(draft, path, {
      code: "wrong-type",
      found: `amount: ${String(value)}`,
      expected: "an amount, such as 1e-4 mol",
    });
    return undefined;
  }
  const of = amountDimension(domain, counted === "J" ? "energy" : "amount");
  return quantityWithin(draft, path, value, { of, holds: (n) => n > 0, expected: "an amount above zero" });
}

function readPoint(
  draft: Draft,
  path: Path,
  value: InitialRecord[string] | undefined,
  domain: DomainDraft | undefined,
): readonly number[] | undefined {
  const written = Array.isArray(value) ? value : [value];
  const needed = domain?.kind === "layers" ? 1 : domain?.kind === "grid" ? domain.axes.length : axesOf(domain);
  if (written.length !== needed || written.some((x) => typeof x === "boolean")) {
    const example = needed === 1 ? "0 nm" : `[${Array.from({ length: needed }, () => "0 um").join(", ")}]`;
    complain(draft, path, {
      code: "wrong-type",
      found: `a point with ${written.length} coordinate${written.length === 1 ? "" : "s"}`,
      expected: `${needed} coordinate${needed === 1 ? "" : "s"}, such as ${example}`,
      fix: example,
    });
    return undefined;
  }
  const at = written.map((x, i) =>
    quantityAt(draft, Array.isArray(value) ? [...path, i] : path, x as string, LENGTH, "a coordinate"),
  );
  if (!at.every((x) => x !== undefined)) return undefined;
  const outside = domain?.kind === "grid" ? outsideOfGrid(domain, at) : outsideOf(domain, at[0] as number);
  if (outside === undefined) return at;
  complain(draft, path, { code: "out-of-range", found: `${at[0]} m`, expected: `a point in the domain, ${outside}` });
  return undefined;
}

/** The extent of a grid in words if a point lies outside of it. */
function outsideOfGrid({ axes }: GridDomain, at: readonly number[]): string | undefined {
  const isInside = axes.every(({ from, size }, i) => (at[i] as number) >= from && (at[i] as number) <= from + size);
  return isInside
    ? undefined
    : axes.map(({ name, from, size }) => `${name} from ${from} m to ${from + size} m`).join(", ");
}

/** The extent of the domain in words if a coordinate lies outside of it. */
function outsideOf(domain: Exclude<DomainDraft, GridDomain> | undefined, x: number): string | undefined {
  if (domain === undefined || domain.kind === "lattice") return undefined;
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  if (domain.kind === "free") {
    from = domain.from ?? from;
    to = domain.to ?? to;
  } else {
    from = domain.start;
    to = domain.layers.reduce((sum, { thickness }) => sum + thickness, from);
  }
  return x >= from && x <= to ? undefined : `from ${from} m to ${to} m`;
}

/** A concentration per layer, as one function of position. */
function readPerLayer(
  draft: Draft,
  path: Path,
  value: InitialRecord,
  domain: DomainDraft | undefined,
  scale: Scale,
): Start | undefined {
  const layers = domain?.kind === "layers" ? domain.layers.filter(({ membrane }) => membrane === undefined) : [];
  const names = layers.map(({ name }) => name);
  // Which layers there are is not known where the domain was refused.
  if (draft.tainted.has("domain")) return EMPTY_START;
  const concentrations = new Map<string, Expression>();
  for (const [key, text] of Object.entries(value)) {
    if (!names.includes(key)) {
      const expected = names.length === 0 ? "at: or equilibrium:" : `a layer (${listed(names)}), at: or equilibrium:`;
      complain(
        draft,
        [...path, key],
        {
          code: "unknown-layer",
          found: `the key "${key}"`,
          expected,
          fix: nearestName(key, [...names, "at", "amount", "equilibrium"]),
        },
        "key",
      );
      return undefined;
    }
    if (typeof text === "boolean" || typeof text === "object") {
      complain(draft, [...path, key], {
        code: "wrong-type",
        found: String(text),
        expected: "a concentration, such as 1 mM",
      });
      return undefined;
    }
    const read = fieldAt(draft, [...path, key], text, {
      dimensions: [scale.dimension],
      what: "an initial concentration",
      coordinates: coordinatesOf(domain),
    });
    if (read === undefined) return undefined;
    concentrations.set(key, read.expression);
  }
  if (domain?.kind !== "layers") return undefined;
  const none = numberExpression(0, scale.dimension);
  const parts = layers.map(({ name }) => concentrations.get(name) ?? none);
  let edge = domain.start + layers.reduce((sum, { thickness }) => sum + thickness, 0);
  let whole = parts.at(-1) ?? none;
  for (let i = parts.length - 2; i >= 0; i--) {
    edge -= (layers[i + 1] as (typeof layers)[number]).thickness;
    whole = leftOf(coordinatesOf(domain)[0] as string, edge, parts[i] as Expression, whole);
  }
  const initial: Initial = { kind: "concentration", concentration: whole };
  return { measure: "amount", initial };
}

/** if(x < edge, left, right). */
function leftOf(coordinate: string, edge: number, left: Expression, right: Expression): Expression {
  const range = { offset: 0, length: 0 };
  const condition: Expression = {
    kind: "comparison",
    operator: "<",
    left: { kind: "name", name: coordinate, range },
    right: numberExpression(edge, LENGTH),
    range,
  };
  return { kind: "call", name: "if", arguments: [condition, left, right], range };
}
