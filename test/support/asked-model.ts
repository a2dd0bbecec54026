/** Models of which everything is asked. */
import type { CallExpression } from "#model/expression/expression.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { MEASURES, type Measure } from "#model/measure.ts";
import { measureDimension } from "#model/measure-dimension.ts";
import { measureOf } from "#model/measure-of-call.ts";
import { type Model, type Plot, SIDE_NAMES } from "#model/model.ts";

/** Places of a model, as a file writes them; a length lies where the texts of the family ask. */
function placesOf({ domain }: Model, texts: readonly string[]): readonly string[] {
  const ends = ["all", "left", "right", "inner", "outer", "left.bath", "right.bath", "outer.bath"];
  if (domain?.kind === "layers") {
    const width = domain.layers.reduce((sum, { thickness }) => sum + thickness, 0);
    const point = lengthOf(Number((domain.start + 0.62 * width).toPrecision(3)));
    return [...ends, point, ...domain.layers.flatMap(({ name }) => [name, `${name}.left`, `${name}.right`])];
  }
  if (domain?.kind === "grid") {
    const point = domain.axes.map(({ from, size }, i) => lengthOf(from + [0.31, 0.64, 0.43][i]! * size)).join(", ");
    return ["all", point, ...SIDE_NAMES, ...domain.axes.map(({ name }) => name)];
  }
  if (domain?.kind === "compartments")
    return ["all", ...domain.compartments.map(({ name }) => name), ...domain.membranes.map(({ name }) => name)];
  return [...ends, ...lengthsIn(texts).map(lengthOf)];
}

const lengthOf = (x: number): string => `${Number(x.toPrecision(12))} m`;

/** The numbers that stand in conditions and points of what a family asks. */
function lengthsIn(texts: readonly string[]): readonly number[] {
  return texts
    .flatMap((text) => /^(?:probability|c|hitting_probability)\(.*?(-?\d[\d.]*(?:e[-+]?\d+)?)/.exec(text)?.[1] ?? [])
    .map(Number);
}

/** Everything that can be asked of a model, each once. */
function allMeasures(model: Model, texts: readonly string[]): readonly Measure[] {
  const [first] = model.species;
  const start = first.initial.kind === "point" ? (first.initial.at[0] ?? 0) : 0;
  const { domain } = model;
  const lengths =
    domain?.kind === "layers" ? [Number((domain.layers[0]?.thickness ?? 1).toPrecision(3))] : lengthsIn(texts);
  const conditions = lengths.slice(0, 1).flatMap((x) => {
    const distance = lengthOf(Math.abs(x - start));
    return [
      `x < ${lengthOf(x)}`,
      `abs(x - ${lengthOf(x)}) < ${distance}`,
      `r < ${distance}`,
      `${0.7 / Math.abs(x - start)} 1/m`,
    ];
  });
  const others = [
    ...placesOf(model, texts),
    "0.3",
    "2",
    "3",
    ...conditions,
    ...(model.uptakes ?? []).map(({ name }) => name),
  ];
  const subjects = ["", ...model.species.map(({ name }) => name)];
  const found = new Map<string, Measure>();
  for (const name of Object.keys(MEASURES))
    for (const subject of subjects)
      for (const other of ["", ...others]) {
        const given = [subject, other].filter((text) => text !== "").join(", ");
        const measure = name === "zero_of" || given === "" ? undefined : measureFrom(`${name}(${given})`, model);
        if (measure !== undefined) found.set(measure.key, measure);
      }
  return [...found.values()];
}

/** The measure of a call; undefined if a file may not ask it. */
function measureFrom(text: string, model: Model): Measure | undefined {
  try {
    return measureOf(parseExpression(text) as CallExpression, model);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** The model with all that can be asked of it, with curves and fields at all records, and some tracks of few walkers. */
export function asked(model: Model, texts: readonly string[], walkers: number, seed: number): Model {
  const { solves } = model;
  const at = solves.flatMap((solve) => (solve.kind === "transient" ? solve.times : []));
  const plots: Plot[] = [
    { kind: "profile", of: [], at },
    { kind: "map", of: [], at },
    { kind: "bar", of: "uptake", by: "source" },
  ];
  const outputs = allMeasures(model, texts).map((measure) => ({
    name: measure.key,
    expression: parseExpression(measure.key),
    dimension: measureDimension(measure, model),
  }));
  return { ...model, plots, outputs, sampling: { ...model.sampling, walkers, seed, tracks: 2 } };
}
