/**
 * A membrane face: a current P (a_left - a_right) per area between two activities, and no content.
 *
 * @module
 */

import { minus, real, scaled, ZERO } from "./complex.ts";
import { areaAt, type Face } from "./stack.ts";
import type { ElementLaw } from "./two-port.ts";

/** The law of a face of permeability P; P = 0 blocks. */
export function membraneFace({ geometry, from, permeability }: Face): ElementLaw {
  const conductance = permeability * areaAt(geometry, from);
  return {
    twoPort: () => ({
      forward: real(conductance),
      backward: real(conductance),
      leakLeft: ZERO,
      leakRight: ZERO,
      fixedLeft: ZERO,
      fixedRight: ZERO,
    }),
    at: (_x, _drive, { left, right }) => ({
      concentration: real(Number.NaN),
      current: scaled(minus(left, right), conductance),
    }),
    amount: () => ZERO,
  };
}
