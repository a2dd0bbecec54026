/**
 * Schema of `media:`.
 *
 * @module
 */

import { named, number, quantity, record } from "./vocabulary.ts";

const FORM = "{permittivity: 80}, or {porosity: 0.37, tortuosity: 1, wall-area: 2.5e7 1/m}";

/** Properties of media. */
export const mediaSchema = named(
  record(
    {
      permittivity: number("the relative permittivity, such as 80").optional(),
      porosity: quantity("the share of the volume that is fluid, such as 0.37").optional(),
      tortuosity: quantity("the factor by which winding ways slow diffusion, at least 1").optional(),
      "wall-area": quantity("the area of wall in a volume, such as 2.5e7 1/m").optional(),
    },
    FORM,
  ),
  `properties of media: {pore: ${FORM}}`,
);
