/**
 * Quantities and functions of position in a model file: text to coherent SI, with the dimension checked.
 *
 * Wherever a number is needed, a quantity ("150 um") or an expression of parameters ("2 * cb") may stand; wherever a
 * function of position may stand, also the coordinates x, y, z or r.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { dimensionOf } from "#model/expression/dimension-of.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { type Expression, isCondition } from "#model/expression/expression.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { simplify } from "#model/expression/simplify.ts";
import { namesIn, substitute } from "#model/expression/walk-tree.ts";
import type { IssueCode } from "#model/issue-codes.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, type Dimension, describeDimension, dimension, sameDimension } from "#units/dimension.ts";
import { parseQuantity } from "#units/parse-quantity.ts";
import { parseUnit } from "#units/parse-unit.ts";
import { UnitError } from "#units/unit-error.ts";
import { mendedQuantity } from "./mended-quantity.ts";

/** What an expression is for. */
export interface Wanted {
  /** What it stands for in messages, with its article: "a diffusion coefficient". */
  readonly what?: string;
  /** The dimensions that are accepted, the best first. */
  readonly dimensions: readonly Dimension[];
  /** Coordinates that it may depend on; they are lengths. */
  readonly coordinates?: readonly string[];
  /** The species on whose own composition it may depend. */
  readonly species?: { readonly name: string; readonly dimension: Dimension };
  /** Other names that it may hold, which stay names. */
  readonly names?: ReadonlyMap<string, Dimension>;
}

/** A quantity or function of position that was read; parameters and constants are replaced by their values. */
export interface ReadExpression {
  readonly expression: Expression;
  readonly dimension: Dimension;
}

const LENGTH = dimension("m");
const NOWHERE = { offset: 0, length: 0 };

/** A tree of one number. */
export function numberExpression(value: number, of: Dimension = DIMENSIONLESS): Expression {
  return { kind: "number", value, dimension: of, range: NOWHERE };
}

/** Parses a text; a mistake is reported, with a mend of the wanted dimension where one is known. */
export function parsedAt(draft: Draft, path: Path, value: string | number, wanted?: Dimension): Expression | undefined {
  if (typeof value === "number") return numberExpression(value);
  const read = () => {
    try {
      return parseExpression(value, thermal(draft));
    } catch (error) {
      throw LONE_QUANTITY.test(value) ? asQuantity(draft, value, error) : error;
    }
  };
  return reportingExpressionErrors(draft, path, read, wanted);
}

/** A mend of the spelling, made to fit the dimension where one more step does: 20 mMol is 20 mmol, but for 20 mM. */
function fittingMend(fix: string | undefined, wanted: Dimension | undefined): string | undefined {
  if (fix === undefined || wanted === undefined) return fix;
  try {
    if (!sameDimension(parseQuantity(fix).dimension, wanted)) return mendedQuantity(fix, wanted) ?? fix;
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
  }
  return fix;
}

/** A number and something like a unit, and nothing that calculates. */
const LONE_QUANTITY = /^\s*[-+]?[\d.]+(?:[eE][-+]?\d+)?[^*+(]*$/;

/** What is wrong with a text that was meant as one quantity: the words of `units`, which know about spelling. */
function asQuantity(draft: Draft, value: string, error: unknown): unknown {
  try {
    parseQuantity(value, thermal(draft));
  } catch (unitError) {
    if (unitError instanceof UnitError) return unitError;
  }
  return error;
}

function thermal({ temperature }: Draft): { readonly temperature?: number } {
  return temperature === undefined ? {} : { temperature };
}

/** Runs what may throw an ExpressionError, and reports it at a path. */
export function reportingExpressionErrors<Result>(
  draft: Draft,
  path: Path,
  run: () => Result,
  wanted?: Dimension,
): Result | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof UnitError) {
      const { offset, length, found, expected } = error;
      const code = needsTemperature(error) ?? "bad-quantity";
      const fix = code === "bad-quantity" ? fittingMend(error.fix, wanted) : ADD_TEMPERATURE;
      complain(draft, path, { code, found, expected, fix }, { offset, length });
    } else if (error instanceof ExpressionError) {
      const { range, found } = error;
      const fix = error.fix ?? (needsTemperature(error) && ADD_TEMPERATURE);
      const [, expected = error.expected, near] = /^(.*) \(did you mean (.*)\?\)$/.exec(error.expected) ?? [];
      complain(
        draft,
        path,
        {
          code: codeOf(error),
          found,
          expected,
          ...(fix === undefined && near !== undefined ? { fix: near } : mendOf(fix)),
        },
        range,
      );
    } else throw error;
    return undefined;
  }
}

function codeOf(error: ExpressionError): IssueCode {
  if (error.found.includes("comes with a later version")) return "later-version";
  if (error.found === "a point outside of the domain") return "out-of-range";
  if (error.found.endsWith("which is no species")) return "unknown-species";
  return needsTemperature(error) ?? "bad-expression";
}

function needsTemperature({
  found,
  expected,
}: {
  readonly found: string;
  readonly expected: string;
}): "needs-temperature" | undefined {
  return /temperature/.test(expected) && /kT|RT|"T"/.test(found) ? "needs-temperature" : undefined;
}

const ADD_TEMPERATURE = "temperature: 25 degC";

/** Text to paste is a fix; advice in a sentence is a reason. */
function mendOf(fix: string | undefined): { readonly because?: string; readonly fix?: string } {
  if (fix === undefined) return {};
  const spelled = /^did you mean (.*)\?$/.exec(fix)?.[1] ?? /^write ([^,]*)$/.exec(fix)?.[1];
  if (spelled !== undefined && !/ (?:or|with|twice) /.test(spelled)) return { fix: spelled };
  if (fix === ADD_TEMPERATURE || !fix.includes(" ")) return { fix };
  return { because: `${fix.charAt(0).toUpperCase()}${fix.slice(1)}.` };
}

/** Whether an expression names something whose declaration was refused, so that nothing more need be said. */
export function isTainted(draft: Draft, e: Expression): boolean {
  return [...namesIn(e)].some((name) => draft.tainted.has(name));
}

/** An expression of coordinates, parameters and constants; undefined, and reported, if it is wrong. */
export function fieldAt(draft: Draft, path: Path, value: string | number, wanted: Wanted): ReadExpression | undefined {
  const tree = parsedAt(draft, path, value, wanted.dimensions[0]);
  if (tree === undefined || isTainted(draft, tree)) return undefined;
  const coordinates = wanted.coordinates ?? [];
  const variables = new Map([...coordinates.map((name) => [name, LENGTH] as const), ...(wanted.names ?? [])]);
  if (wanted.species !== undefined) variables.set(wanted.species.name, wanted.species.dimension);
  const found = reportingExpressionErrors(draft, path, () => {
    if (isCondition(tree))
      throw new ExpressionError({ range: tree.range, found: "a condition", expected: wanted.what ?? "a quantity" });
    return dimensionOf(tree, {
      text: String(value),
      name: (name) => variables.get(name) ?? constantDimension(draft, name),
      unknownName: (name) => allowedNames(draft, name, [...variables.keys()]),
    });
  });
  if (found === undefined) return undefined;
  if (!wanted.dimensions.some((d) => sameDimension(d, found))) {
    refuseDimension(draft, path, String(value), found, wanted);
    return undefined;
  }
  const expression = reportingExpressionErrors(draft, path, () =>
    simplify(substitute(tree, without(draft.constants, variables))),
  );
  return expression === undefined ? undefined : { expression, dimension: found };
}

function without(constants: Draft["constants"], names: ReadonlyMap<string, unknown>): Draft["constants"] {
  return new Map([...constants].filter(([name]) => !names.has(name)));
}

function constantDimension(draft: Draft, name: string): Dimension | undefined {
  const constant = draft.constants.get(name);
  return constant?.kind === "number" ? constant.dimension : undefined;
}

function allowedNames(draft: Draft, name: string, coordinates: readonly string[]): string {
  if (name === "T") return "a model with temperature: (T is its temperature)";
  if (draft.temperature === undefined && THERMAL_UNITS.has(name)) return "a model with temperature:";
  const names = [...coordinates, ...draft.constants.keys()];
  const near = quantityMeant(name) ?? nearestName(name, names);
  return `one of ${names.join(", ")}${near === undefined ? "" : ` (did you mean ${near}?)`}`;
}

const THERMAL_UNITS: ReadonlySet<string> = new Set(["kT", "RT"]);

/** A unit that stands alone where a quantity should: 1 kT for kT. */
export function quantityMeant(name: string): string | undefined {
  if (THERMAL_UNITS.has(name)) return `1 ${name}`;
  try {
    parseUnit(name);
  } catch (error) {
    if (error instanceof UnitError) return undefined;
    throw error;
  }
  return `1 ${name}`;
}

function refuseDimension(draft: Draft, path: Path, text: string, found: Dimension, { what, dimensions }: Wanted): void {
  const described = listed(dimensions.map(describeDimension));
  complain(draft, path, {
    code: "wrong-dimension",
    found: `"${text}" is ${describeDimension(found)}`,
    expected: what === undefined ? described : `${what}, ${described}`,
    fix: mendedQuantity(text, dimensions[0] ?? DIMENSIONLESS),
  });
}

/** A number in coherent SI; undefined, and reported, if it is wrong. */
export function quantityAt(
  draft: Draft,
  path: Path,
  value: string | number,
  wanted: Dimension,
  what?: string,
): number | undefined {
  const read = fieldAt(draft, path, value, { dimensions: [wanted], ...(what === undefined ? {} : { what }) });
  return read === undefined ? undefined : numberAt(draft, path, read.expression);
}

/** The value of an expression that holds no name. */
export function numberAt(draft: Draft, path: Path, e: Expression): number | undefined {
  const value = reportingExpressionErrors(draft, path, () => evaluate(e, { name: () => undefined }));
  if (value === undefined || Number.isFinite(value)) return value;
  complain(draft, path, { code: "out-of-range", found: `a value of ${value}`, expected: "a finite number" });
  return undefined;
}

/** A number for which a test holds; undefined, and reported, if it is wrong. */
export function quantityWithin(
  draft: Draft,
  path: Path,
  value: string | number,
  {
    of,
    holds,
    expected,
  }: { readonly of: Dimension; readonly holds: (value: number) => boolean; readonly expected: string },
): number | undefined {
  const number = quantityAt(draft, path, value, of);
  if (number === undefined || holds(number)) return number;
  complain(draft, path, { code: "out-of-range", found: `"${value}"`, expected });
  return undefined;
}

/** A positive quantity. */
export function positiveAt(
  draft: Draft,
  path: Path,
  value: string | number,
  of: Dimension,
  what: string,
): number | undefined {
  return quantityWithin(draft, path, value, { of, holds: (x) => x > 0, expected: `${what} above zero` });
}

/** The dimension of a quantity, whatever it is. */
export function dimensionAt(draft: Draft, path: Path, value: string | number): Dimension | undefined {
  const tree = parsedAt(draft, path, value);
  if (tree === undefined || isTainted(draft, tree)) return undefined;
  return reportingExpressionErrors(draft, path, () =>
    dimensionOf(tree, { name: (name) => constantDimension(draft, name) }),
  );
}
