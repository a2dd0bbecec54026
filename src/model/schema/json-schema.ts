/**
 * The JSON Schema of model files, from which editors complete and check while one types.
 *
 * It knows the structure only; dimensions, names and physics are checked by `parseModel`.
 *
 * @module
 */

import * as z from "zod";
import { modelFileSchema } from "./model-file.ts";

/** JSON Schema, draft 2020-12, of a model file. */
export function modelJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(modelFileSchema, {
    target: "draft-2020-12",
    io: "input",
    reused: "inline",
  });
  return {
    $schema,
    title: "Perrin model file",
    ...schema,
  };
}
