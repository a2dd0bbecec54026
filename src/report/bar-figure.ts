/**
 * Bars: the share of each layer in the resistance, or an output by level.
 *
 * @module
 */

import { explainModel } from "#model/explain.ts";
import type { Model } from "#model/model.ts";
import type { RunResult } from "#run/run-result.ts";
import { axisLabel } from "./axis-unit.ts";
import type { Figure } from "./figure.ts";
import { levelsOf, outputOf } from "./result-tables.ts";

/** Resistance l/(D K) of each layer; undefined where layers are not in series with constant D and K. */
export function resistanceFigure(model: Model): Figure | undefined {
  const { resistances } = explainModel(model);
  if (resistances.length === 0) return undefined;
  return {
    name: "resistance-by-layer",
    title: "Resistance of each layer",
    caption: "Resistance l/(D K), or 1/P of a membrane, of each layer; resistances of layers in series add.",
    x: { label: "layer", scale: "linear" },
    y: { label: axisLabel("resistance", "s/m"), scale: "linear" },
    marks: model.species.map(({ name }) => {
      const own = resistances.filter(({ species }) => species === name);
      return {
        kind: "bars" as const,
        label: name,
        tone: "plain" as const,
        names: own.map(({ layer, share }) => `${layer} (${(100 * share).toPrecision(3)} %)`),
        y: own.map(({ resistance }) => resistance),
      };
    }),
  };
}

/** What the carriers of each source take, by level; undefined if no level states it. */
export function uptakeFigure(result: RunResult): Figure | undefined {
  const stating = levelsOf(result).flatMap(([level, { uptakes = [] }]) =>
    uptakes.length > 0 ? [{ level, uptakes }] : [],
  );
  const [first] = stating;
  if (first === undefined) return undefined;
  return {
    name: "uptake-by-source",
    title: "What the carriers at each place take",
    caption: "Uptake by the carriers of each source, in moles per time; per area of the whole cross-section in a slab.",
    x: { label: "source", scale: "linear" },
    y: { label: axisLabel("uptake", first.uptakes[0]?.unit ?? ""), scale: "linear" },
    marks: stating.map(({ level, uptakes }) => ({
      kind: "bars" as const,
      label: level,
      tone: level,
      names: uptakes.map(({ source }) => source),
      y: uptakes.map(({ value }) => value),
    })),
  };
}

/** The value of an output by level. */
export function outputFigure(result: RunResult, name: string): Figure | undefined {
  const stating = levelsOf(result).flatMap(([level, report]) => {
    const output = outputOf(report, name);
    return output ? [{ level, output }] : [];
  });
  if (stating.length === 0) return undefined;
  return {
    name: `output-${name}`,
    title: `${name} by level`,
    caption: `What each level says of ${name}.`,
    x: { label: "level", scale: "linear" },
    y: { label: axisLabel(name, stating[0].output.unit), scale: "linear" },
    marks: [
      {
        kind: "bars",
        label: name,
        tone: "plain",
        names: stating.map(({ level }) => level),
        y: stating.map(({ output }) => output.value),
      },
    ],
  };
}
