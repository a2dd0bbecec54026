/**
 * What is lost and made in a piece with constant coefficients, and the concentration at which the two are in balance.
 *
 *     (s + k) c = c0 + S / s
 *
 * @module
 */

import { type Complex, modulus, over, plus, real, scaled, ZERO } from "./complex.ts";
import type { Piece } from "./stack.ts";
import type { Drive } from "./two-port.ts";

/** The terms of the balance for one drive. */
export interface UniformSource {
  /** s + k [s^-1]. */
  readonly rate: Complex;
  /** c0 + S / s, or S at the steady state. */
  readonly made: Complex;
  /** The concentration in balance; undefined where nothing is lost or stored. */
  readonly level: Complex | undefined;
}

/** Loss, production and start of a piece, as a drive sees them. */
export function uniformSource({ initial, decay, production }: Piece, drive: Drive): UniformSource {
  const rate = plus(drive.s, real(decay));
  const made = plus(real((initial?.constant ?? 0) * drive.content), scaled(drive.constant, production));
  const level = modulus(rate) === 0 ? undefined : modulus(made) === 0 ? ZERO : over(made, rate);
  return { rate, made, level };
}
