/**
 * How an output answers to each parameter: in words, and as bars about the output of the model (a tornado).
 *
 * @module
 */

import type { RunResult } from "#run/run-result.ts";
import type { SensitivityReport } from "#run/run-sensitivity.ts";
import { axisLabel } from "./axis-unit.ts";
import { failedChangeLines } from "./failed-points.ts";
import type { Figure } from "./figure.ts";
import type { TextStyle } from "./ink.ts";
import { NOT_STATED, numberText, shortNumber } from "./number-text.ts";
import { textTable, wrapped } from "./text-table.ts";
import { whenText } from "./when-text.ts";

/** Tables of sensitivities, the parameter that matters most first. */
export function sensitivitySection({ sensitivities = [] }: RunResult, { ink, width }: TextStyle): readonly string[] {
  return sensitivities.flatMap((sensitivity) => {
    const { output, unit, by, value, rows, because = "", at } = sensitivity;
    if (value === null)
      return wrapped(`no tornado of ${output}: ${because}.`, width - 2, "  ").map((line) => `  ${line}`);
    const shown = (x: number | null) => (x === null ? NOT_STATED : numberText(x));
    const [head = "", ...lines] = textTable(
      [
        { heading: "parameter" },
        { heading: `less ${percent(by)}` },
        { heading: `more ${percent(by)}` },
        { heading: "d ln / d ln" },
      ],
      rows.map(({ parameter, low, high, elasticity }) => [
        parameter,
        shown(low),
        shown(high),
        elasticity === null ? NOT_STATED : shortNumber(elasticity, 3),
      ]),
    );
    return [
      `  ${output} = ${numberText(value)}${unit === "1" ? "" : ` ${unit}`}${at === undefined ? "" : `, ${whenText(at)}`}`,
      `  ${ink.faint(head)}`,
      ...lines.map((line) => `  ${line}`),
      ...failedChangeLines(sensitivity).flatMap((one) => wrapped(one, width - 2, "  ").map((line) => `  ${line}`)),
    ];
  });
}

/** Bars of what each parameter changes, less and more; undefined if the output has no value. */
export function tornadoFigure(sensitivity: SensitivityReport): Figure | undefined {
  const { output, unit, by, value, rows, at } = sensitivity;
  if (value === null) return undefined;
  const names = rows.map(({ parameter }) => parameter);
  const change = (x: number | null) => (x === null ? Number.NaN : x - value);
  return {
    name: `tornado-${output}`,
    title: `What ${output} depends on`,
    caption: [
      `Change of ${output} from ${numberText(value)}${at === undefined ? "" : ` at ${whenText(at)}`} with each parameter ${percent(by)} lower and higher, the widest first.`,
      ...failedChangeLines(sensitivity).map((line) => `${line[0].toUpperCase()}${line.slice(1)}`),
    ].join(" "),
    x: { label: "parameter", scale: "linear" },
    y: { label: axisLabel(`change of ${output}`, unit), scale: "linear" },
    marks: [
      { kind: "bars", label: `${percent(by)} lower`, tone: "limit", names, y: rows.map(({ low }) => change(low)) },
      {
        kind: "bars",
        label: `${percent(by)} higher`,
        tone: "measured",
        names,
        y: rows.map(({ high }) => change(high)),
      },
    ],
  };
}

function percent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(6))} %`;
}
