/**
 * A flat layer that goes on for ever, with constant coefficients: one decaying exponential.
 *
 *     c = cp + u e^{-p d},    p = [sqrt(w^2 / 4 + D (s + k)) - w' / 2] / D,    d the distance from the near side
 *
 * w' is the velocity w counted away from the near side. Far away the concentration is that of the layer left alone.
 *
 * @see H. S. Carslaw and J. C. Jaeger, Conduction of Heat in Solids, Oxford (1959), sections 2.4 and 14.2 (not opened)
 * @module
 */

import { type Complex, exponential, minus, modulus, over, plus, real, root, scaled, times, ZERO } from "./complex.ts";
import type { Piece, UniformPiece } from "./stack.ts";
import type { Drive, ElementLaw, Sides } from "./two-port.ts";

/** The law of a piece of which one side lies at infinity. */
export function uniformHalfLine(
  piece: Piece,
  { diffusivity: D, weightLeft, weightRight, carrying }: UniformPiece,
): ElementLaw {
  const { decay, production } = piece;
  const start = piece.initial?.constant ?? 0;
  const rightward = Number.isFinite(piece.from);
  const near = rightward ? piece.from : piece.to;
  const W = rightward ? weightLeft : weightRight;
  const away = rightward ? carrying : -carrying;
  const rateOf = (drive: Drive) => plus(drive.s, real(decay));

  /** sqrt(w^2/4 + D (s + k)): p D = speed - w'/2, and the current outward of e^{-p d} is speed + w'/2. */
  const speed = (drive: Drive) => root(plus(real((away * away) / 4), scaled(rateOf(drive), D)));
  const alone = (drive: Drive): Complex => {
    const made = plus(real(start * drive.content), scaled(drive.constant, production));
    return modulus(made) === 0 ? ZERO : over(made, rateOf(drive));
  };
  const deviation = (drive: Drive, { left, right }: Sides) => minus(scaled(rightward ? left : right, W), alone(drive));

  return {
    twoPort(drive) {
      const outward = plus(speed(drive), real(away / 2));
      const far = alone(drive);
      // Current outward at the near side: outward (c - far) + w' far.
      const fixed = minus(scaled(far, away), times(outward, far));
      const leak = scaled(outward, W);
      const none = { forward: ZERO, backward: ZERO };
      return rightward
        ? { ...none, leakLeft: leak, leakRight: ZERO, fixedLeft: fixed, fixedRight: ZERO }
        : { ...none, leakLeft: ZERO, leakRight: leak, fixedLeft: ZERO, fixedRight: scaled(fixed, -1) };
    },
    at(x, drive, sides) {
      const d = rightward ? x - near : near - x;
      const far = alone(drive);
      const p = scaled(minus(speed(drive), real(away / 2)), 1 / D);
      const u = times(deviation(drive, sides), exponential(scaled(p, -d)));
      const outward = plus(scaled(far, away), times(u, plus(speed(drive), real(away / 2))));
      return { concentration: plus(far, u), current: rightward ? outward : scaled(outward, -1) };
    },
    /** What deviates from the layer left alone, which itself may hold infinitely much. */
    amount(drive, sides) {
      const far = alone(drive);
      if (modulus(far) > 0) return real(Number.NaN);
      // s M = what enters: (speed + w'/2) u = (s + k) M.
      return over(times(plus(speed(drive), real(away / 2)), deviation(drive, sides)), rateOf(drive));
    },
  };
}
