/**
 * A flat layer with constant coefficients: D c'' - w c' - (s + k) c + c0 + S/s = 0.
 *
 *     c = cp + e^{h f} [ y_left sinh((1-f) z) + y_right sinh(f z) ] / sinh z,    f = (x - x_left) / l
 *     h = w l / 2D,    z^2 = h^2 + (s + k) l^2 / D,    cp = (c0 + S/s) / (s + k)
 *
 * w is the velocity that carries concentration: drift v + D dlnW/dx, so an exponential K(x) and a linear potential are
 * of this kind.
 *
 * @see J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), section 2.4 (not opened)
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import { type Complex, minus, over, plus, real, root, scaled, times } from "./complex.ts";
import { halfTanh, sinhRatio, zCoshRatio, zCoth, zCsch } from "./hyperbolic.ts";
import type { Piece, UniformPiece } from "./stack.ts";
import { type Drive, type ElementLaw, type Local, type Sides, twoPortAround } from "./two-port.ts";
import { uniformSource } from "./uniform-source.ts";

/** The law of a flat piece with constant coefficients. */
export function uniformSlab(piece: Piece, uniform: UniformPiece): ElementLaw {
  const { from, to, thickness: l } = piece;
  const { diffusivity: D, weightLeft, weightRight, carrying: w } = uniform;
  const h = (w * l) / (2 * D);
  const conductance = D / l;
  const source = (drive: Drive) => uniformSource(piece, drive);
  const reduced = (drive: Drive) => root(plus(real(h * h), scaled(source(drive).rate, (l * l) / D)));

  /** A particular solution: constant where something is lost or stored, else the parabola -S x^2 / 2D. */
  const particular = (drive: Drive, f: number): Local => {
    const { level, made } = source(drive);
    if (level !== undefined) return { concentration: level, current: scaled(level, w) };
    const x = f * l;
    return w === 0
      ? { concentration: scaled(made, (-x * x) / (2 * D)), current: scaled(made, x) }
      : { concentration: scaled(made, x / w), current: scaled(made, x - D / w) };
  };

  const deviations = (drive: Drive, sides: Sides): readonly [Complex, Complex] => [
    minus(scaled(sides.left, weightLeft), particular(drive, 0).concentration),
    minus(scaled(sides.right, weightRight), particular(drive, 1).concentration),
  ];

  return {
    twoPort(drive) {
      const z = reduced(drive);
      const across = scaled(zCsch(z), conductance);
      const [up, down] = [exp(h), exp(-h)];
      const [ahead, back] = [scaled(across, up), scaled(across, down)];
      const [lossLeft, lossRight] =
        h === 0
          ? bothAlike(scaled(times(times(z, z), halfTanh(z)), conductance))
          : ([
              minus(scaled(plus(zCoth(z), real(h)), conductance), ahead),
              minus(scaled(minus(zCoth(z), real(h)), conductance), back),
            ] as const);
      // The homogeneous solution carries the deviations from the particular one.
      const own = [particular(drive, 0), particular(drive, 1)] as const;
      return twoPortAround({ ahead, back, lossLeft, lossRight }, own, [weightLeft, weightRight]);
    },
    at(x, drive, sides) {
      const f = x === to ? 1 : (x - from) / l;
      const z = reduced(drive);
      const [left, right] = deviations(drive, sides);
      const own = particular(drive, f);
      const [a, b] = [scaled(left, exp(h * f)), scaled(right, exp(h * (f - 1)))];
      const value = plus(times(a, sinhRatio(1 - f, z)), times(b, sinhRatio(f, z)));
      const slope = minus(times(b, zCoshRatio(f, z)), times(a, zCoshRatio(1 - f, z)));
      return {
        concentration: plus(own.concentration, value),
        current: plus(own.current, minus(scaled(value, w / 2), scaled(slope, conductance))),
      };
    },
    amount(drive, sides) {
      const z = reduced(drive);
      const [left, right] = deviations(drive, sides);
      const { rate, made, level } = source(drive);
      if (h === 0) {
        const base = level === undefined ? scaled(particular(drive, 1).concentration, l / 3) : scaled(level, l);
        return plus(base, scaled(times(plus(left, right), halfTanh(z)), l));
      }
      // What is stored follows from what goes in, comes out and is made.
      const [inward, outward] = [this.at(from, drive, sides).current, this.at(to, drive, sides).current];
      if (level !== undefined) return over(plus(scaled(made, l), minus(inward, outward)), rate);
      // Steady, J linear in x: J = w c - D c' gives w M = <J> l + D (c_right - c_left).
      const rise = minus(this.at(to, drive, sides).concentration, this.at(from, drive, sides).concentration);
      return scaled(plus(scaled(plus(inward, outward), l / 2), scaled(rise, D)), 1 / w);
    },
  };
}

function bothAlike(value: Complex): readonly [Complex, Complex] {
  return [value, value];
}
