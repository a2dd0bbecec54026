/**
 * `node --conditions=perrin-source bench/continuum/draw-pfhub.ts [UPLOADS.csv]`: the free energies of bench/results/pfhub.json
 * over time, with those that others uploaded, where their table (benchmark, upload, code, time, free_energy) is given.
 * Writes bench/results/pfhub-VARIANT.svg.
 *
 * @see github usnistgov/pfhub, _data/simulations, for the uploads (public domain)
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { Figure, Mark } from "#report/figure.ts";
import { drawFigure } from "../../cli/draw-figure.ts";

interface Course {
  readonly h: number;
  readonly relative: number;
  readonly curve: readonly (readonly [time: number, energy: number])[];
}
type Variants = readonly { readonly variant: string; readonly courses: readonly Course[] }[];

/** Whose energies were uploaded as numbers. */
const CODES = [
  { code: "fipy", tone: "measured" },
  { code: "prisms", tone: "plain" },
] as const;

const variants = JSON.parse(readFileSync("bench/results/pfhub.json", "utf8")) as Variants;
const [file] = process.argv.slice(2);
const uploads = file === undefined ? [] : rowsOf(readFileSync(file, "utf8"));

for (const { variant, courses } of variants) {
  const finest = courses.at(-1);
  if (finest === undefined) continue;
  // a logarithmic axis begins behind the start
  const shown = finest.curve.filter(([time]) => time >= 0.1);
  const marks: Mark[] = [
    {
      kind: "line",
      label: `ours, h = ${finest.h}, error of a step ${finest.relative}`,
      tone: "continuum",
      x: shown.map(([time]) => time),
      y: shown.map(([, energy]) => energy),
    },
    ...CODES.flatMap(({ code, tone }): Mark[] => {
      const rows = uploads.filter((row) => row.benchmark === `${variant}.1` && row.code === code && row.time >= 0.1);
      if (rows.length === 0) return [];
      const [x, y] = [rows.map(({ time }) => time), rows.map(({ energy }) => energy)];
      return [{ kind: "points", label: `${code}, as uploaded`, tone, x, y }];
    }),
  ];
  const figure: Figure = {
    name: `pfhub-${variant}`,
    title: `PFHub benchmark 1, ${variant}`,
    caption: "Free energy over time; ours falls at every step.",
    x: { label: "t", scale: "log" },
    y: { label: "F", scale: "linear" },
    marks,
  };
  writeFileSync(`bench/results/${figure.name}.svg`, drawFigure(figure));
}

function rowsOf(text: string) {
  return text
    .split("\n")
    .filter((line) => /^\d/.test(line))
    .map((line) => {
      const [benchmark = "", , code = "", time, energy] = line.split(",");
      return { benchmark, code, time: Number(time), energy: Number(energy) };
    });
}
