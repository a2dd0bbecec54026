/**
 * A spherical shell, or a full sphere, with constant coefficients: D (c'' + 2c'/r) - (s + k) c + c0 + S/s = 0.
 *
 *     r (c - cp) = [ b_left sinh((1-f) z) + b_right sinh(f z) ] / sinh z,    z^2 = (s + k) l^2 / D
 *
 * cp is the constant (c0 + S/s) / (s + k), or the parabola -S r^2 / 6D where nothing is lost or stored.
 *
 * @see J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), chapter 6 (not opened)
 * @module
 */

import { type Complex, minus, plus, root, scaled, times, ZERO } from "./complex.ts";
import { cothRemainder, cschRemainder, halfTanh, sinhRatio, zCoshRatio, zCsch } from "./hyperbolic.ts";
import { type Piece, type UniformPiece, volumeBetween } from "./stack.ts";
import { type Drive, type ElementLaw, type Local, type Sides, twoPortAround } from "./two-port.ts";
import { uniformSource } from "./uniform-source.ts";

/** The law of a spherical piece with constant coefficients; its inner radius may be 0. */
export function uniformShell(piece: Piece, { diffusivity: D, weightLeft: W }: UniformPiece): ElementLaw {
  const { from: inner, to: outer, thickness: l } = piece;
  const volume = volumeBetween("sphere", inner, outer);
  const unit = 4 * Math.PI * D;
  const source = (drive: Drive) => uniformSource(piece, drive);
  const reduced = (drive: Drive) => root(scaled(source(drive).rate, (l * l) / D));

  const particular = (drive: Drive, r: number): Local => {
    const { level, made } = source(drive);
    return level === undefined
      ? { concentration: scaled(made, (-r * r) / (6 * D)), current: scaled(made, (4 / 3) * Math.PI * r * r * r) }
      : { concentration: level, current: ZERO };
  };

  /** Deviations from the particular solution, times the radius. */
  const deviations = (drive: Drive, sides: Sides): readonly [Complex, Complex] => [
    inner === 0 ? ZERO : scaled(minus(scaled(sides.left, W), particular(drive, inner).concentration), inner),
    scaled(minus(scaled(sides.right, W), particular(drive, outer).concentration), outer),
  ];

  return {
    twoPort(drive) {
      const z = reduced(drive);
      const square = times(z, z);
      const [f, g] = [cothRemainder(z), cschRemainder(z)];
      const across = scaled(zCsch(z), (unit * inner * outer) / l);
      const mixed = scaled(g, inner * outer);
      const lossLeft = scaled(times(square, plus(scaled(f, inner * inner), mixed)), unit / l);
      const lossRight = scaled(times(square, plus(scaled(f, outer * outer), mixed)), unit / l);
      const own = [particular(drive, inner), particular(drive, outer)] as const;
      return twoPortAround({ ahead: across, back: across, lossLeft, lossRight }, own, [W, W]);
    },
    at(r, drive, sides) {
      const z = reduced(drive);
      const [left, right] = deviations(drive, sides);
      const own = particular(drive, r);
      if (r === 0) {
        const centre = scaled(times(right, zCsch(z)), 1 / l);
        return { concentration: plus(own.concentration, centre), current: ZERO };
      }
      const f = r === outer ? 1 : (r - inner) / l;
      const b = plus(times(left, sinhRatio(1 - f, z)), times(right, sinhRatio(f, z)));
      const slope = scaled(minus(times(right, zCoshRatio(f, z)), times(left, zCoshRatio(1 - f, z))), 1 / l);
      return {
        concentration: plus(own.concentration, scaled(b, 1 / r)),
        current: plus(own.current, scaled(minus(b, scaled(slope, r)), unit)),
      };
    },
    amount(drive, sides) {
      const z = reduced(drive);
      const [left, right] = deviations(drive, sides);
      const [f, g, t] = [cothRemainder(z), cschRemainder(z), scaled(halfTanh(z), inner * l)];
      const homogeneous = plus(times(left, plus(t, scaled(g, l * l))), times(right, plus(t, scaled(f, l * l))));
      const { level } = source(drive);
      if (level !== undefined) return plus(scaled(level, volume), scaled(homogeneous, 4 * Math.PI));
      const own = particular(drive, outer).concentration;
      const five = (outer * outer * outer * outer * outer - inner * inner * inner * inner * inner) / 5;
      const base = scaled(own, (4 * Math.PI * five) / (outer * outer));
      return plus(base, scaled(homogeneous, 4 * Math.PI));
    },
  };
}
