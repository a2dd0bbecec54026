/**
 * Schema of `experiment:`.
 *
 * @module
 */

import * as z from "zod";
import { count, list, quantity, record, text, word } from "./vocabulary.ts";

const volumeFluxes = record(
  {
    from: quantity("the first volume flux, such as -1 um/s"),
    to: quantity("the last volume flux, such as 1 um/s"),
    points: count("how many volume fluxes, evenly spaced", 10_000),
  },
  "the volume fluxes: {from: -1 um/s, to: 1 um/s, points: 9}",
);

const sides = z
  .record(z.string(), quantity("a concentration, such as 10 mM"), { error: () => "{a: 100 mM, b: 10 mM}" })
  .meta({ description: "the concentration in both compartments: {a: 100 mM, b: 10 mM}" });

/** An experiment on a membrane. */
export const experimentSchema = record(
  {
    membrane: text("the membrane; it may be left out where there is only one").optional(),
    impose: z
      .object(
        { Jv: volumeFluxes },
        { error: () => "{Jv: {from: -1 um/s, to: 1 um/s, points: 9}, urea: {a: 1 mM, b: 0 mM}}" },
      )
      .catchall(sides)
      .meta({ description: "volume fluxes, and the concentrations of one solute on both sides" }),
    error: quantity("the standard error of a flux over the largest one, such as 2 %").optional(),
    fit: record(
      {
        free: list(text("a parameter, such as urea.sigma"), "both parameters: [urea.sigma, urea.P]"),
        law: word(["patlak"], "patlak"),
        report: list(
          word(["estimate", "standard-error", "bias-if-linear"], "estimate, standard-error, bias-if-linear"),
          "what is printed",
        ).optional(),
      },
      "{free: [urea.sigma, urea.P], law: patlak}",
    ),
  },
  "an experiment: {impose: {Jv: {...}, urea: {a: 100 mM, b: 10 mM}}, fit: {free: [urea.sigma, urea.P], law: patlak}}",
);
