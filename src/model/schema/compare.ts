/**
 * Schema of `compare:`. What a variant says in place of the file is checked where it is read: as a model of its own.
 *
 * @module
 */

import * as z from "zod";
import { list, named, text } from "./vocabulary.ts";

const VARIANT = "what is other in this variant: {without: [brush], boundary: {right: {drug: absorbing}}}";

/** Named variants of the model. */
export const compareSchema = named(
  z
    .looseObject(
      {
        without: list(
          text("the name of what is left out"),
          "layers, sources, compartments, membranes, pathways, carriers and pumps that are left out",
        ).optional(),
      },
      { error: () => VARIANT },
    )
    .meta({ description: VARIANT }),
  `variants that are run and reported beside the model: {flat: ${VARIANT}}`,
);
