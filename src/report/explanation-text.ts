/**
 * What a model says, as `perrin check` prints it.
 *
 * @module
 */

import type { ExplainedQuantity, Explanation } from "#model/explain.ts";
import type { CoarseGrained } from "#step-law/coarse-grained.ts";
import type { TextStyle } from "./ink.ts";
import { percentText, shortNumber } from "./number-text.ts";
import { sameRefusals } from "./same-refusals.ts";
import { textTable, wrapped } from "./text-table.ts";

/** Whether a level can carry the model, and if not, why and what to change. */
export interface LevelAnswer {
  readonly level: string;
  readonly accepts: boolean;
  readonly because?: string;
  readonly change?: string;
}

/** What is explained. */
export interface ExplainedModel {
  readonly name: string;
  readonly title?: string;
  readonly question?: string;
  readonly hash: string;
  readonly explanation: Explanation;
  /** What each species that walks looks like from afar. */
  readonly coarseGrained: readonly (CoarseGrained & { readonly species: string })[];
  readonly levels: readonly LevelAnswer[];
}

/** The text; ends in a line feed. */
export function explanationText(model: ExplainedModel, style: TextStyle): string {
  const { width, ink } = style;
  const { quantities, scales, resistances, notes } = model.explanation;
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", ink.strong(title), ...lines.map((line) => `  ${line}`)];
  return `${[
    ink.strong(model.title ?? model.name),
    ...(model.question === undefined ? [] : wrapped(model.question, width)),
    ...section("In SI", rowsWithoutHead(quantities.map(quantityRow))),
    ...section(
      "Scales that follow",
      rowsWithoutHead(
        scales.map(({ name, value, unit, formula }) => [name, shortNumber(value, 4), plainUnit(unit), formula]),
      ),
    ),
    ...section(
      "On the scale of many steps",
      rowsWithoutHead(
        model.coarseGrained.map(({ species, symbol, value, unit, formula, holds }) => [
          `${symbol}(${species})`,
          shortNumber(value, 6),
          plainUnit(unit),
          formula,
          holds,
        ]),
      ),
    ),
    ...section(
      "Resistances in series",
      rowsWithoutHead(
        resistances.map(({ species, layer, resistance, share }) => [
          species,
          layer,
          `${shortNumber(resistance, 4)} s/m`,
          percentText(share),
        ]),
      ),
    ),
    ...section("Levels", answersInLines(model.levels, style)),
    ...section(
      "To note",
      notes.flatMap((note) => wrapped(note, width - 2)),
    ),
    "",
    ink.faint(`${model.name}  ${model.hash}`),
  ].join("\n")}\n`;
}

function quantityRow({ name, value, unit }: ExplainedQuantity): readonly string[] {
  return [name, typeof value === "number" ? shortNumber(value) : value, plainUnit(unit)];
}

function plainUnit(unit: string): string {
  return unit === "1" ? "" : unit;
}

function rowsWithoutHead(rows: readonly (readonly string[])[]): readonly string[] {
  const [first] = rows;
  if (first === undefined) return [];
  return textTable(
    first.map(() => ({ heading: "" })),
    rows,
  ).slice(1);
}

/** What each level says of the model; those that refuse it for one reason together. */
function answersInLines(answers: readonly LevelAnswer[], style: TextStyle): readonly string[] {
  const refused = sameRefusals(
    answers.flatMap(({ level, accepts, because = "", change = "" }) => (accepts ? [] : [{ level, because, change }])),
  );
  return answers.flatMap((answer) => {
    const shared = refused.find(({ levels }) => levels.includes(answer.level));
    if (shared === undefined) return levelLines(answer, style);
    return shared.levels[0] === answer.level ? levelLines({ ...answer, level: shared.levels.join(", ") }, style) : [];
  });
}

function levelLines(
  { level, accepts, because = "", change = "" }: LevelAnswer,
  { width, ink }: TextStyle,
): readonly string[] {
  const name = level.padEnd("compartments".length);
  if (accepts) return [`${name}  ${ink.good("can carry it")}`];
  const lines = wrapped(`${because}. To mend it: ${change}.`, width - name.length - 8);
  return lines.map((line, i) =>
    i === 0 ? `${name}  ${ink.doubtful("no:")} ${line}` : `${" ".repeat(name.length + 6)}${line}`,
  );
}
