/**
 * Schema of a model file: what may stand where. It is the source of the types of a file, of all messages about its
 * structure, and of the JSON Schema that editors use.
 *
 * @module
 */

import * as z from "zod";
import { FIELD_CLOSURES } from "#model/model.ts";
import { boundarySchema, sourcesSchema } from "./boundary.ts";
import { carriersSchema } from "./carrier.ts";
import { compareSchema } from "./compare.ts";
import { compartmentsSchema, membranesSchema } from "./compartments.ts";
import { domainSchema, initialSchema } from "./domain.ts";
import { experimentSchema } from "./experiment.ts";
import { fitsSchema } from "./fit.ts";
import { mediaSchema } from "./media.ts";
import {
  agreeSchema,
  dataSchema,
  expectSchema,
  levelsSchema,
  outputsSchema,
  plotsSchema,
  samplingSchema,
  solveSchema,
  sweepSchema,
} from "./results.ts";
import { speciesSchema } from "./species.ts";
import { list, named, quantity, record, text, word } from "./vocabulary.ts";

/** A model file. */
export const modelFileSchema = record(
  {
    perrin: z
      .literal(1, { error: () => "1, the version of the format" })
      .meta({ description: "The version of the format: 1." }),
    title: text("the title").optional(),
    question: text("the question that the model answers").optional(),
    source: text("where the model comes from").optional(),
    references: list(text("a reference"), "sources of the numbers").optional(),
    temperature: quantity("the temperature, such as 25 degC or 298.15 K").optional(),
    parameters: named(
      quantity("a quantity, or an expression of earlier parameters"),
      "named constants: {kappa: 1 pN/um}",
    ).optional(),
    species: named(speciesSchema, "the species: {drug: {D: 5e-10 m^2/s}}").optional(),
    domain: domainSchema.optional(),
    compartments: compartmentsSchema.optional(),
    membranes: membranesSchema.optional(),
    initial: named(initialSchema, "how each species starts: {drug: 1 mM}").optional(),
    boundary: boundarySchema.optional(),
    field: word(
      FIELD_CLOSURES,
      "what makes the electric field: none, constant-field, electroneutral or poisson",
    ).optional(),
    media: mediaSchema.optional(),
    carriers: carriersSchema.optional(),
    sources: sourcesSchema.optional(),
    experiment: experimentSchema.optional(),
    compare: compareSchema.optional(),
    solve: solveSchema.optional(),
    levels: levelsSchema.optional(),
    sampling: samplingSchema.optional(),
    agree: agreeSchema.optional(),
    outputs: outputsSchema.optional(),
    expect: expectSchema.optional(),
    plots: plotsSchema.optional(),
    sweep: sweepSchema.optional(),
    data: dataSchema.optional(),
    fits: fitsSchema.optional(),
  },
  "a model: keys and values, starting with perrin: 1",
);

/** What a model file holds, before anything is read as a quantity or an expression. */
export type ModelFile = z.output<typeof modelFileSchema>;
