/**
 * Schema of what is solved, asked and compared: `solve:`, `sampling:`, `agree:`, `outputs:`, `expect:`, `plots:`,
 * `sweep:`, `data:`.
 *
 * @module
 */

import * as z from "zod";
import { LEVEL_NAMES } from "#model/model.ts";
import { count, either, list, named, number, oneKey, quantity, record, text, word } from "./vocabulary.ts";

const time = (what: string) => quantity(`${what}, such as 10 s`);
const SOLVES = "steady, equilibrium, stability, effective-diffusivity, {transient: {until: 10 s}}, or a list of these";

const solve = either(
  [
    word(["steady", "equilibrium", "stability", "effective-diffusivity"], SOLVES),
    oneKey(
      {
        transient: record(
          {
            until: time("the end"),
            every: time("the time between records").optional(),
            times: list(time("a time"), "a list of times").optional(),
            steps: word(["implicit", "explicit"], "implicit, explicit").optional(),
          },
          "{until: 10 s, every: 1 s}",
        ),
      },
      SOLVES,
    ),
  ],
  SOLVES,
);

/** What is solved. */
export const solveSchema = either([solve, z.array(solve)], SOLVES);

const level = word(LEVEL_NAMES, LEVEL_NAMES.join(", "));
/** Levels to run. */
export const levelsSchema = list(level, "a list of levels");

const WALKERS = 1e12;
const MOST_TRACKS = 1000;
/** How much is sampled. */
export const samplingSchema = record(
  {
    walkers: count("the number of walkers", WALKERS).optional(),
    parcels: count("the number of parcels", WALKERS).optional(),
    seed: z
      .number({ error: () => "the seed: a whole number" })
      .int({ error: () => "the seed: a whole number" })
      .min(0, { error: () => "the seed: a whole number, not negative" })
      .meta({ description: "The seed of the random streams." })
      .optional(),
    tracks: count("the number of tracks that are kept", MOST_TRACKS).optional(),
    method: word(["automatic", "walkers", "counts"], "automatic, walkers, counts").optional(),
  },
  "{walkers: 1e6, seed: 1}",
);

/** Margins within which levels must agree. */
export const agreeSchema = named(
  record(
    {
      margin: quantity("the relative margin, such as 1 %"),
      confidence: quantity("the confidence, such as 99.9 %").optional(),
    },
    "{margin: 1 %, confidence: 99.9 %}",
  ),
  "margins per output: {J: {margin: 1 %, confidence: 99.9 %}}",
);

/** Named results. */
export const outputsSchema = named(
  either(
    [
      z.string(),
      z.number(),
      record(
        {
          of: quantity("an expression such as flux(drug, right)"),
          unit: quantity("the unit in which it is printed").optional(),
        },
        '{of: "flux(drug, right)", unit: nmol/cm^2/s}',
      ),
    ],
    'an expression, or {of: "flux(drug, right)", unit: nmol/cm^2/s}',
  ),
  "named results",
);

/** Values that must come out. */
export const expectSchema = list(
  record(
    {
      of: quantity("an output or an expression"),
      value: quantity("the value that must come out, with its unit").optional(),
      rel: quantity("the relative error that is allowed, such as 1e-8").optional(),
      abs: quantity("the absolute error that is allowed, with its unit").optional(),
      conserved: quantity("the relative drift that is allowed, such as 1e-12").optional(),
      at: quantity("a time such as 20 s, or equilibrium").optional(),
      level: either([level, z.array(level)], `a level, or a list of levels: ${LEVEL_NAMES.join(", ")}`).optional(),
      with: named(quantity("the value of a parameter"), "values of parameters: {V: 10 mV}").optional(),
    },
    "an expectation: {of: J, value: 1 nmol/cm^2/s, rel: 1e-6}",
  ),
  "a list of expectations",
);

const words = (what: string) => either([z.string(), z.array(z.string())], what);

/** Figures. */
export const plotsSchema = list(
  record(
    {
      profile: words("what is drawn over space: concentration, activity, probability").optional(),
      map: words(
        "what is drawn over the plane of a grid, or over position and time: concentration, activity",
      ).optional(),
      series: words("outputs that are drawn over time").optional(),
      xy: list(text("an output"), "two outputs, one over the other as time goes on: [Jv, Js]").optional(),
      tornado: text("an output, and what it depends on").optional(),
      bar: text("what is drawn as bars: resistance, uptake, or an output").optional(),
      histogram: text("what is counted: displacement, or an output that is a survival").optional(),
      curve: text(
        "what is drawn of a mixture: growth_rate, free_energy_density, thermodynamic_factor, phase-diagram",
      ).optional(),
      over: words(
        "over what it is drawn: [position, time] for a map; wavelength, composition, margules or temperature for a curve; parameters of a tornado",
      ).optional(),
      at: either([z.string(), z.array(quantity("a time"))], "times such as [5 s, 20 s]").optional(),
      by: text(
        "what the bars stand for: layer, source, or level; of a tornado the change of each parameter, such as 10 %",
      ).optional(),
      beside: words("what is drawn along").optional(),
      scale: text("the scale of the axis").optional(),
    },
    "a figure: {series: released}",
  ),
  "a list of figures",
);

/** One thing varied. */
export const sweepSchema = named(
  record(
    {
      vary: words("a parameter or a field such as bilayer.thickness, or a list that varies together"),
      from: quantity("the first value").optional(),
      to: quantity("the last value").optional(),
      points: count("the number of values", 10_000).optional(),
      scale: word(["linear", "log"], "linear, log").optional(),
      among: list(quantity("a value"), "a list of values").optional(),
      plot: text("the output that is drawn"),
      beside: words("what is drawn along").optional(),
    },
    "a sweep: {vary: V, from: 0 mV, to: 10 mV, points: 11, plot: J}",
  ),
  "named sweeps",
);

const column = either(
  [z.string(), z.literal(1), z.array(z.string()).length(2, { error: () => "[column, unit]" })],
  "a column: its name, or [name, unit]; in rows, its unit",
);

/** One value of a row. */
const cell = either(
  [z.number(), z.string()],
  "a finite number, or a word; a row in which a value is missing is left out",
);

/** Measured values. */
export const dataSchema = named(
  record(
    {
      file: text("a CSV file beside the model").optional(),
      rows: list(list(cell, "a row of values: [0, 1.2]"), "rows of values: [[0, 1.2], [1, 1.4]]").optional(),
      columns: z.record(z.string(), column, { error: () => "columns by what they mean: {time: [t_s, s]}" }).optional(),
      rings: record(
        {
          width: number("the width of a ring over the r.m.s. displacement, such as 0.25"),
          counts: list(number("a count"), "counts from the innermost ring out"),
        },
        "{width: 0.25, counts: [34, 44]}",
      ).optional(),
      reduce: record(
        { displacement: time("the lag over which displacements are taken") },
        "{displacement: 30 s}",
      ).optional(),
      against: text('what it is compared with: an output, or "displacement(SPECIES)"; absent: a table').optional(),
      verdict: word(["report", "require"], "report, require").optional(),
      source: text("where the numbers come from").optional(),
    },
    "measured values: {file: tracks.csv, columns: {...}, against: ...}",
  ),
  "named measurements",
);
