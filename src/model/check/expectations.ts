/**
 * `expect:` and `agree:`: what must come out, and how well levels must agree.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import { placeOf } from "#model/issue.ts";
import type { AgreeRule, Expectation, Output, Parameter, Solve } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { type Path, rangeAt } from "#model/yaml-node.ts";
import { DIMENSIONLESS, type Dimension, dimension } from "#units/dimension.ts";
import { checkedExpression, type OutputContext } from "./outputs.ts";
import { fieldAt, numberAt, parsedAt, quantityAt, quantityWithin } from "./quantity.ts";

type ExpectFile = NonNullable<ModelFile["expect"]>[number];

const TIME = dimension("s");
/** Confidence of agreement where the file says nothing. */
const DEFAULT_CONFIDENCE = 0.999;

/** What expectations refer to. */
export interface ExpectContext extends OutputContext {
  readonly outputs: readonly Output[];
  readonly parameters: readonly Parameter[];
  readonly solves: readonly Solve[];
}

/** The times [s] at which something is expected or drawn, without complaints: they are made when it is read. */
export function wantedTimes(draft: Draft, file: ModelFile): readonly number[] {
  const silent: Draft = { ...draft, issues: [] };
  const texts = [
    ...(file.expect ?? []).map(({ at }) => at),
    ...(file.plots ?? []).flatMap(({ at }) => (Array.isArray(at) ? at : [at])),
  ];
  return texts.flatMap((text) =>
    text === undefined || text === "equilibrium" || text === "steady" ? [] : (quantityAt(silent, [], text, TIME) ?? []),
  );
}

/** The expectations that are right. */
export function readExpectations(draft: Draft, file: ModelFile, context: ExpectContext): readonly Expectation[] {
  return (file.expect ?? []).flatMap((value, i) => readExpectation(draft, ["expect", i], value, context) ?? []);
}

function readExpectation(draft: Draft, path: Path, value: ExpectFile, context: ExpectContext): Expectation | undefined {
  const dimensions = new Map(context.outputs.map((output) => [output.name, output.dimension]));
  const variantOutputs = (context.variants ?? []).flatMap(({ name, model }) =>
    model.outputs.map((output) => `${name}.${output.name}`),
  );
  const tree = parsedAt(draft, [...path, "of"], value.of);
  if (tree === undefined) return undefined;
  const text = String(value.of);
  if (
    tree.kind === "name" &&
    !dimensions.has(tree.name) &&
    !variantOutputs.includes(tree.name) &&
    !draft.tainted.has(tree.name) &&
    !draft.constants.has(tree.name)
  ) {
    const names = [...dimensions.keys(), ...variantOutputs];
    complain(draft, [...path, "of"], {
      code: "unknown-output",
      found: `"${text}", which is no output`,
      expected: names.length === 0 ? "an expression, since the file has no outputs" : listed(names),
      fix: nearestName(text, names),
    });
    return undefined;
  }
  const before = draft.issues.length;
  const read = checkedExpression(draft, [...path, "of"], { text, tree }, { ...context, dimensions });
  const claim = readClaim(draft, path, value, read?.dimension);
  const at = readMoment(draft, path, value, context.solves);
  const set = readSettings(draft, [...path, "with"], value.with ?? {}, context.parameters);
  if (draft.issues.length > before || read === undefined || claim === undefined || set === undefined) return undefined;
  const levels = value.level === undefined ? undefined : Array.isArray(value.level) ? value.level : [value.level];
  const { line } = placeOf(draft.text, rangeAt(draft.root, path));
  return {
    of: text,
    expression: read.expression,
    claim,
    ...(at === undefined ? {} : { at }),
    ...(levels === undefined ? {} : { levels }),
    with: set,
    line,
  };
}

function readClaim(
  draft: Draft,
  path: Path,
  { value, rel, abs, conserved }: ExpectFile,
  of: Dimension | undefined,
): Expectation["claim"] | undefined {
  const positive = (key: string, text: string | number, its: Dimension) =>
    quantityWithin(draft, [...path, key], text, {
      of: its,
      holds: (x) => x >= 0,
      expected: "an error that is not negative",
    });
  if ((value === undefined) === (conserved === undefined)) {
    complain(draft, path, {
      code: "one-of",
      found: value === undefined ? "neither value nor conserved" : "both value and conserved",
      expected: "one of them",
    });
    return undefined;
  }
  if (conserved !== undefined) {
    const drift = positive("conserved", conserved, DIMENSIONLESS);
    return drift === undefined ? undefined : { kind: "conserved", rel: drift };
  }
  if (rel === undefined && abs === undefined) {
    complain(draft, path, {
      code: "missing-key",
      found: "a value without rel and abs",
      expected: "rel: or abs:, the error that is allowed",
      fix: "rel: 1e-6",
    });
    return undefined;
  }
  if (of === undefined || value === undefined) return undefined;
  const number = readValue(draft, [...path, "value"], value, of);
  const relative = rel === undefined ? undefined : positive("rel", rel, DIMENSIONLESS);
  const absolute = abs === undefined ? undefined : positive("abs", abs, of);
  if (number === undefined) return undefined;
  return {
    kind: "value",
    value: number,
    ...(relative === undefined ? {} : { rel: relative }),
    ...(absolute === undefined ? {} : { abs: absolute }),
  };
}

function readValue(draft: Draft, path: Path, value: string | number, of: Dimension): number | undefined {
  const any = fieldAt(draft, path, value, { dimensions: [of], what: "the value" });
  return any === undefined ? undefined : numberAt(draft, path, any.expression);
}

function readMoment(
  draft: Draft,
  path: Path,
  { at }: ExpectFile,
  solves: readonly Solve[],
): Expectation["at"] | undefined {
  if (at === undefined) return undefined;
  const here = [...path, "at"];
  if (at === "equilibrium") {
    if (!draft.tainted.has("solve") && !solves.some(({ kind }) => kind === "equilibrium"))
      complain(draft, here, {
        code: "missing-key",
        found: "a value at equilibrium, which is not solved",
        expected: "equilibrium in solve:",
        fix: "solve: [equilibrium]",
      });
    return "equilibrium";
  }
  const transient = solves.find(({ kind }) => kind === "transient");
  const until = transient?.kind === "transient" ? (transient.times.at(-1) as number) : undefined;
  if (until === undefined && !draft.tainted.has("solve"))
    complain(draft, here, {
      code: "missing-key",
      found: `a value at ${at}, and no transient is solved`,
      expected: "transient: in solve:",
      fix: `solve: {transient: {until: ${at}}}`,
    });
  return quantityWithin(draft, here, at, {
    of: TIME,
    holds: (t) => t >= 0 && (until === undefined || t <= until),
    expected: `equilibrium, or a time from 0 to ${until} s`,
  });
}

/** Parameters that are set for one expectation [SI]. */
function readSettings(
  draft: Draft,
  path: Path,
  settings: Readonly<Record<string, string | number>>,
  parameters: readonly Parameter[],
): Readonly<Record<string, number>> | undefined {
  const set: Record<string, number> = {};
  for (const [name, text] of Object.entries(settings)) {
    if (draft.tainted.has(name)) return undefined;
    const parameter = parameters.find((one) => one.name === name);
    if (parameter === undefined) {
      const names = parameters.map((one) => one.name);
      complain(
        draft,
        [...path, name],
        {
          code: "unknown-parameter",
          found: `"${name}", which is no parameter`,
          expected: names.length === 0 ? "a parameter; the file has none" : listed(names),
          fix: nearestName(name, names),
        },
        "key",
      );
      return undefined;
    }
    const value = quantityAt(draft, [...path, name], text, parameter.dimension, name);
    if (value === undefined) return undefined;
    set[name] = value;
  }
  return set;
}

/** Margins within which levels must agree on outputs. */
export function readAgreeRules(draft: Draft, file: ModelFile, outputs: readonly Output[]): readonly AgreeRule[] {
  return Object.entries(file.agree ?? {}).flatMap(([name, value]) => {
    const path = ["agree", name];
    const names = outputs.map((output) => output.name);
    if (!names.includes(name) && !draft.tainted.has(name))
      complain(
        draft,
        path,
        {
          code: "unknown-output",
          found: `"${name}", which is no output`,
          expected: names.length === 0 ? "an output; the file has none" : listed(names),
          fix: nearestName(name, names),
        },
        "key",
      );
    const margin = quantityWithin(draft, [...path, "margin"], value.margin, {
      of: DIMENSIONLESS,
      holds: (m) => m > 0 && m <= 1,
      expected: "a relative margin above zero, up to 100 %, such as 1 %",
    });
    const confidence =
      value.confidence === undefined
        ? DEFAULT_CONFIDENCE
        : quantityWithin(draft, [...path, "confidence"], value.confidence, {
            of: DIMENSIONLESS,
            holds: (c) => c > 0.5 && c < 1,
            expected: "a confidence above 50 % and below 100 %, such as 99.9 %",
          });
    return margin === undefined || confidence === undefined ? [] : [{ output: name, margin, confidence }];
  });
}
