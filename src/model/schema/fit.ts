/**
 * Schema of `fits:`.
 *
 * @module
 */

import * as z from "zod";
import { either, list, named, quantity, record, text, word } from "./vocabulary.ts";

const bounds = record(
  {
    above: quantity("what the parameter is above").optional(),
    below: quantity("what the parameter is below").optional(),
    unit: text("the unit in which it is printed").optional(),
  },
  "{above: 0 m/s, unit: cm/s}",
);

const law = {
  law: quantity("an expression of free parameters and columns").optional(),
  output: text("an output of the model, in place of a law").optional(),
  at: either(
    [z.string(), named(text("a column"), "a parameter and the column of its values: {pH: pH}")],
    "a column of times, or a parameter and the column of its values: {pH: pH}",
  ).optional(),
  free: either(
    [z.array(z.string()), named(bounds, "parameters with their bounds: {Pu: {above: 0 m/s}}")],
    "the parameters that may change: [Pu, P0], or with bounds {Pu: {above: 0 m/s}}",
  ),
  scale: word(["free"], "free: the curve is known only up to a factor").optional(),
};

/** Fits. */
export const fitsSchema = named(
  record(
    {
      data: text("a table under data:"),
      of: quantity("the measured column, or an expression of columns"),
      ...law,
      "standard-error": text("the column of standard errors").optional(),
      validate: word(["leave-one-out"], "leave-one-out").optional(),
      beside: named(record(law, "{law: a + b * x, free: [a, b]}"), "other laws on the same data").optional(),
      expect: list(
        record(
          {
            of: text("a free parameter, scale, rms, leave_one_out or chi_square"),
            value: quantity("the value that must come out, with its unit"),
            rel: quantity("the relative error that is allowed").optional(),
            abs: quantity("the absolute error that is allowed, with its unit").optional(),
          },
          "{of: Pu, value: 16e-6 cm/s, rel: 10 %}",
        ),
        "values that must come out of the fit",
      ).optional(),
    },
    "{data: assay, of: J, law: P * c, free: [P]}",
  ),
  "fits of measured columns",
);
