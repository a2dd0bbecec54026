/**
 * A piece in which D, K, the potential or the drift vary, at the steady state without sources.
 *
 *     I = (a_left - a_right e^{-phi}) / R,    R = int e^{-phi(x)} dx / (D W A),    phi(x) = int v/D dx from the left
 *     a(x) e^{-phi(x)} R = a_left R(x, right) + a_right e^{-phi} R(left, x)
 *
 * @see S. J. Marrink and H. J. C. Berendsen, J. Phys. Chem. 98, 4155 (1994), doi:10.1021/j100066a040 (not opened)
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import { real, ZERO } from "./complex.ts";
import { areaAt, type Piece } from "./stack.ts";
import type { ElementLaw } from "./two-port.ts";

/** Exponent phi = int v/D dx between two points of a piece [1]. */
export function driftExponent({ drift, diffusivity }: Piece, a: number, b: number): number {
  if (drift.constant === 0 || a === b) return 0;
  if (drift.constant !== undefined && diffusivity.constant !== undefined)
    return (drift.constant * (b - a)) / diffusivity.constant;
  return integrate((x) => drift.at(x) / diffusivity.at(x), a, b);
}

/** int e^{-phi} dx / (D W A) between two points, phi counted from the left side of the piece. */
export function resistanceBetween(piece: Piece, a: number, b: number): number {
  if (a === b) return 0;
  const { diffusivity, geometry, from } = piece;
  return integrate(
    (x) => exp(-driftExponent(piece, from, x)) / (diffusivity.at(x) * piece.weight(x) * areaAt(geometry, x)),
    a,
    b,
  );
}

/** The steady law of a piece with varying coefficients; the middle of a full sphere or cylinder carries no current. */
export function varyingPiece(piece: Piece): ElementLaw {
  const { from, to, geometry } = piece;
  const core = geometry !== "slab" && from === 0;
  let known: { readonly resistance: number; readonly damping: number } | undefined;
  const whole = () => {
    known ??= {
      resistance: core ? Number.POSITIVE_INFINITY : resistanceBetween(piece, from, to),
      damping: exp(-driftExponent(piece, from, to)),
    };
    return known;
  };
  const concentration = (x: number, left: number, right: number) => {
    const { resistance, damping } = whole();
    const share = core ? 1 : resistanceBetween(piece, from, x) / resistance;
    const carried = (core ? 0 : left * (1 - share)) + right * damping * share;
    return carried * exp(driftExponent(piece, from, x)) * piece.weight(x);
  };
  return {
    twoPort: () => {
      const { resistance, damping } = whole();
      return {
        forward: real(1 / resistance),
        backward: real(damping / resistance),
        leakLeft: ZERO,
        leakRight: ZERO,
        fixedLeft: ZERO,
        fixedRight: ZERO,
      };
    },
    at: (x, _drive, { left, right }) => {
      const { resistance, damping } = whole();
      return {
        concentration: real(concentration(x, left.re, right.re)),
        current: real(core ? 0 : (left.re - right.re * damping) / resistance),
      };
    },
    amount: (_drive, { left, right }) =>
      real(integrate((x) => concentration(x, left.re, right.re) * areaAt(geometry, x), from, to, { relative: 1e-11 })),
  };
}
