/**
 * `outputs:` and the expressions of `expect:`: measures, declarations, parameters and other outputs, with dimensions.
 *
 * @module
 */

import { unknownMeasure } from "#model/call-fault.ts";
import { DECLARED_NAMES, type Declarations, replaceDeclared } from "#model/declared.ts";
import { complain, type Draft } from "#model/draft.ts";
import { EXPERIMENT_RESULTS, isExperimentResult } from "#model/experiment.ts";
import { dimensionOf } from "#model/expression/dimension-of.ts";
import { type CallExpression, type Expression, isCondition } from "#model/expression/expression.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { FUNCTIONS } from "#model/expression/functions.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import { simplify } from "#model/expression/simplify.ts";
import { callsIn, namesIn, partsOf, substitute } from "#model/expression/walk-tree.ts";
import { formatExpression } from "#model/expression/write-expression.ts";
import { withLinearPotential } from "#model/linear-potential.ts";
import { measureDimension } from "#model/measure-dimension.ts";
import { isMeasureCall, isMeasureName, isOfModel, measureOf } from "#model/measure-of-call.ts";
import type { Output, Variant } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { withSealedZeros } from "#model/zero-of.ts";
import {
  DIMENSIONLESS,
  type Dimension,
  describeDimension,
  dimension,
  multiplied,
  sameDimension,
} from "#units/dimension.ts";
import { type ParsedUnit, parseUnit } from "#units/parse-unit.ts";
import { UnitError } from "#units/unit-error.ts";
import { claimName } from "./names.ts";
import { isTainted, parsedAt, quantityMeant, reportingExpressionErrors } from "./quantity.ts";
import { uptakeOf } from "./sources.ts";
import { unknownSpecies } from "./species.ts";

/** What outputs are measured on. */
export interface OutputContext {
  readonly declarations: Declarations;
  /** Names of the measured values of the file. */
  readonly measurements: readonly string[];
  /** Variants of the model, whose outputs are named VARIANT.OUTPUT. */
  readonly variants?: readonly Variant[];
  /** Whether the file has an experiment. */
  readonly hasExperiment: boolean;
}

/** What one may ask of measured tracks, with its dimension. */
const OF_TRACKS: ReadonlyMap<string, Dimension> = new Map([
  ["diffusivity", dimension("m^2 s^-1")],
  ["standard_error", dimension("m^2 s^-1")],
]);

/** An output whose tree is read but whose dimension is not yet known. */
interface Pending {
  readonly path: Path;
  readonly text: string;
  readonly tree: Expression;
}

/** The outputs that are right, in the order of the file; the names of the others are tainted. */
export function readOutputs(draft: Draft, file: ModelFile, context: OutputContext): readonly Output[] {
  const pending = new Map<string, Pending>();
  for (const [name, value] of Object.entries(file.outputs ?? {})) {
    const whole = typeof value === "object";
    const path: Path = whole ? ["outputs", name, "of"] : ["outputs", name];
    const text = whole ? value.of : value;
    const claimed = claimName(draft, ["outputs", name], name, "an output", "key");
    const tree = claimed ? parsedAt(draft, path, text) : undefined;
    if (tree === undefined) draft.tainted.add(name);
    else pending.set(name, { path, text: String(text), tree });
  }
  refuseCircles(draft, pending);
  const dimensions = new Map<string, Dimension>();
  const outputs: Output[] = [];
  for (const [name, one] of inOrderOfUse(pending)) {
    const expression = draft.tainted.has(name)
      ? undefined
      : checkedExpression(draft, one.path, one, { ...context, dimensions });
    if (expression === undefined) {
      draft.tainted.add(name);
      continue;
    }
    dimensions.set(name, expression.dimension);
    const value = file.outputs?.[name];
    const unit =
      typeof value === "object" && value.unit !== undefined
        ? readUnit(draft, ["outputs", name, "unit"], String(value.unit), expression)
        : undefined;
    outputs.push({ name, ...expression, ...(unit === undefined ? {} : { unit }) });
  }
  const order = [...pending.keys()];
  return outputs.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

/** Reports outputs that are defined by each other, and taints them. */
function refuseCircles(draft: Draft, pending: ReadonlyMap<string, Pending>): void {
  for (const [name, { path, tree }] of pending) {
    const circle = circleFrom(name, tree, pending, [name]);
    if (circle === undefined || draft.tainted.has(name)) continue;
    complain(draft, path, {
      code: "circular-output",
      found: circle.length === 2 ? `${name} needs itself` : circle.join(" needs "),
      expected: "outputs that do not lead back to themselves",
    });
    for (const one of circle) draft.tainted.add(one);
  }
}

function circleFrom(
  start: string,
  tree: Expression,
  pending: ReadonlyMap<string, Pending>,
  via: readonly string[],
): readonly string[] | undefined {
  for (const next of namesIn(tree)) {
    if (next === start) return [...via, start];
    const one = pending.get(next);
    if (one === undefined || via.includes(next)) continue;
    const found = circleFrom(start, one.tree, pending, [...via, next]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Outputs with those that they use before them. */
function inOrderOfUse(pending: ReadonlyMap<string, Pending>): ReadonlyMap<string, Pending> {
  const ordered = new Map<string, Pending>();
  const visited = new Set<string>();
  const visit = (name: string, one: Pending) => {
    if (visited.has(name)) return;
    visited.add(name);
    for (const used of namesIn(one.tree)) {
      const next = pending.get(used);
      if (next !== undefined) visit(used, next);
    }
    ordered.set(name, one);
  };
  for (const [name, one] of pending) visit(name, one);
  return ordered;
}

/** What an expression over measures is checked with. */
export interface ExpressionContext extends OutputContext {
  /** Dimensions of the outputs that it may name. */
  readonly dimensions: ReadonlyMap<string, Dimension>;
}

/** An expression over measures with constants and declarations replaced by numbers; other outputs stay as names. */
export function checkedExpression(
  draft: Draft,
  path: Path,
  { text, tree }: { readonly text: string; readonly tree: Expression },
  context: ExpressionContext,
): Pick<Output, "expression" | "dimension"> | undefined {
  const { declarations, dimensions } = context;
  // With a part of the model refused, a missing species, place or end is a consequence.
  const unknowable = ["domain", "species"].some((part) => draft.tainted.has(part)) && namesIn(tree).size > 0;
  if (unknowable || isTainted(draft, tree) || asksRefusedUptake(draft, tree)) {
    reportingExpressionErrors(draft, path, () => refuseUnknownCalls(draft, tree));
    return undefined;
  }
  return reportingExpressionErrors(draft, path, () => {
    if (isCondition(tree))
      throw new ExpressionError({ text, range: tree.range, found: "a condition", expected: "a quantity" });
    const parameters = [...draft.names].flatMap(([name, what]) => (what === "a parameter" ? [name] : []));
    const sealed = withSealedZeros(tree, { outputs: dimensions.keys(), parameters });
    const known = withLinearPotential(replaceDeclared(substitute(sealed, draft.constants), declarations), declarations);
    const expression = simplify(known);
    const declared = replaceDeclared(sealed, { ...declarations, constants: draft.constants });
    const found = dimensionOf(declared, {
      text,
      name: (name) => {
        if (name === "t") return dimension("s");
        const constant = draft.constants.get(name);
        return constant?.kind === "number" ? constant.dimension : (dimensions.get(name) ?? ofVariant(name, context));
      },
      call: (call) => ofCall(call, draft, context),
      unknownName: (name) => namesInWords(draft, name, context),
    });
    return { expression, dimension: found };
  });
}

/** Whether the uptake of a species is asked of which a source was refused. */
function asksRefusedUptake(draft: Draft, tree: Expression): boolean {
  return callsIn(tree).some(({ name, arguments: [species] }) => {
    return name === "uptake" && species?.kind === "name" && draft.tainted.has(uptakeOf(species.name));
  });
}

/** Refuses measures that are none, and measures of what is no species, whatever else is wrong with the model. */
function refuseUnknownCalls(draft: Draft, e: Expression): void {
  if (e.kind !== "call" || (FUNCTIONS.has(e.name) && !isMeasureCall(e))) {
    for (const part of partsOf(e)) refuseUnknownCalls(draft, part);
    return;
  }
  const [first] = e.arguments;
  if (DECLARED_NAMES.includes(e.name) || (first?.kind === "name" && first.name.startsWith("data."))) return;
  if (!isMeasureName(e.name)) throw unknownMeasure(e);
  if (isOfModel(e.name) || first?.kind !== "name" || draft.tainted.has("species") || draft.tainted.has(first.name))
    return;
  if (draft.names.get(first.name) === "a species") return;
  const species = [...draft.names].filter(([, what]) => what === "a species").map(([name]) => name);
  const { found, expected, fix } = unknownSpecies(first.name, species);
  throw new ExpressionError({ range: first.range, found, expected, fix });
}

/** Dimension of an output of a variant, written VARIANT.OUTPUT. */
function ofVariant(name: string, { variants = [] }: ExpressionContext): Dimension | undefined {
  const [first, second] = name.split(".");
  const { outputs = [] } = variants.find((one) => one.name === first)?.model ?? {};
  return outputs.find((one) => one.name === second)?.dimension;
}

function ofCall(call: CallExpression, draft: Draft, context: ExpressionContext): Dimension {
  const { declarations, measurements } = context;
  const [first] = call.arguments;
  if (first?.kind === "name" && first.name === "experiment" && context.hasExperiment) return ofExperiment(call);
  if (first?.kind === "name" && first.name.startsWith("data."))
    return ofData(call, first.name.slice("data.".length), measurements);
  const replaced = substitute(call, draft.constants) as CallExpression;
  const measure = measureOf(simplify(replaced) as CallExpression, declarations);
  const parameter = measure.zero && draft.constants.get(measure.zero.parameter);
  return parameter?.kind === "number" ? parameter.dimension : measureDimension(measure, declarations);
}

function ofExperiment(call: CallExpression): Dimension {
  if (call.arguments.length === 1 && isExperimentResult(call.name)) return dimension(EXPERIMENT_RESULTS[call.name]);
  throw new ExpressionError({
    range: call.range,
    found: `${call.name}(experiment)`,
    expected: Object.keys(EXPERIMENT_RESULTS)
      .map((name) => `${name}(experiment)`)
      .join(", "),
  });
}

function ofData(call: CallExpression, name: string, measurements: readonly string[]): Dimension {
  const found = call.arguments.length === 1 ? OF_TRACKS.get(call.name) : undefined;
  if (found === undefined)
    throw new ExpressionError({
      range: call.range,
      found: `${call.name}(data.${name})`,
      expected: [...OF_TRACKS.keys()].map((law) => `${law}(data.${name})`).join(" or "),
    });
  if (measurements.includes(name)) return found;
  const near = nearestName(name, measurements);
  throw new ExpressionError({
    range: call.arguments[0]?.range ?? call.range,
    found: `data.${name}, which the file does not have`,
    expected: `one of ${measurements.map((one) => `data.${one}`).join(", ") || "no data, for the file has none"}`,
    fix: near === undefined ? undefined : `did you mean data.${near}?`,
  });
}

function namesInWords(
  draft: Draft,
  name: string,
  { declarations, dimensions, variants = [] }: ExpressionContext,
): string {
  if (declarations.species.some((one) => one.name === name))
    return `a measure of ${name}, such as mean(${name}) or amount(${name}, all)`;
  const others = variants.flatMap((one) => one.model.outputs.map((output) => `${one.name}.${output.name}`));
  const names = [...dimensions.keys(), ...others, "t", ...draft.constants.keys()];
  if (draft.temperature === undefined && (name === "kT" || name === "RT")) return "a model with temperature:";
  const near = quantityMeant(name) ?? nearestName(name, names);
  return `one of ${names.join(", ")}${near === undefined ? "" : ` (did you mean ${near}?)`}`;
}

function readUnit(
  draft: Draft,
  path: Path,
  text: string,
  { expression, dimension: needed }: Pick<Output, "expression" | "dimension">,
): ParsedUnit | undefined {
  try {
    const unit = parseUnit(text, draft.temperature === undefined ? {} : { temperature: draft.temperature });
    const logarithmOfPure = unit.logarithmic && sameDimension(needed, DIMENSIONLESS);
    if (sameDimension(unit.dimension, needed) && !logarithmOfPure) return unit;
    complain(draft, path, {
      code: "wrong-dimension",
      found: `"${text}" is the unit of ${describeDimension(unit.dimension)}`,
      expected: `a unit of ${describeDimension(needed)}`,
      because: sameDimension(needed, DIMENSIONLESS)
        ? "A pure number needs no unit; leave out unit:."
        : amountPerArea(expression, unit.dimension, needed),
    });
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    const { offset, length, found, expected, fix } = error;
    complain(draft, path, { code: "bad-quantity", found, expected, fix }, { offset, length });
  }
  return undefined;
}

/** Amounts in a slab are per area: what an area apart may have been forgotten. */
function amountPerArea(e: Expression, given: Dimension, needed: Dimension): string | undefined {
  const amount = callsIn(e).find(({ name }) => name === "amount" || name === "amount_permeated");
  if (amount === undefined || !sameDimension(multiplied(needed, dimension("m^2")), given)) return undefined;
  return `${formatExpression(amount)} is per area of the slab, in compartments at its ends too: multiply it by the area.`;
}
