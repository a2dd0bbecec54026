/**
 * A cylindrical layer, or a full cylinder, with constant coefficients: D (c'' + c'/r) - (s + k) c + c0 + S/s = 0.
 *
 *     c - cp = u_left f1(r) + u_right f2(r),    q^2 = (s + k) / D
 *
 * with the shapes f1 and f2 of `ring-shapes.ts` and cp = (c0 + S/s) / (s + k), or -S r^2 / 4D where nothing is lost or
 * stored. In a thin layer the leaks are what the layer stores, by quadrature; they would cancel in the slopes.
 *
 * @see J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), chapter 5 (not opened)
 * @module
 */

import { exp, log1p } from "#numerics/elementary.ts";
import { gaussLegendre } from "#numerics/gauss-legendre.ts";
import { type Complex, minus, modulus, over, plus, root, scaled, times, ZERO } from "./complex.ts";
import { besselRing, logarithmicRing, type Ring, type Shapes } from "./ring-shapes.ts";
import { type Piece, type UniformPiece, volumeBetween } from "./stack.ts";
import { type Drive, type ElementLaw, type Local, type Sides, twoPortAround } from "./two-port.ts";
import { uniformSource } from "./uniform-source.ts";

/** Enough for e^{14 x} on (0, 1): radii up to a factor of a thousand apart; and for e^x, up to a factor of e. */
const WIDE_RULE = gaussLegendre(24);
const NARROW_RULE = gaussLegendre(9);

/** The law of a cylindrical piece with constant coefficients; its inner radius may be 0. */
export function uniformRing(piece: Piece, { diffusivity: D, weightLeft: W }: UniformPiece): ElementLaw {
  const { from: inner, to: outer, thickness } = piece;
  const sides = { inner, outer, thickness };
  const unit = 2 * Math.PI * D;
  const source = (drive: Drive) => uniformSource(piece, drive);
  const wavenumber = (drive: Drive) => root(scaled(source(drive).rate, 1 / D));
  const ringOf = (drive: Drive): Ring =>
    source(drive).level === undefined ? logarithmicRing(sides) : besselRing(wavenumber(drive), sides);

  const particular = (drive: Drive, r: number): Local => {
    const { level, made } = source(drive);
    return level === undefined
      ? { concentration: scaled(made, (-r * r) / (4 * D)), current: scaled(made, Math.PI * r * r) }
      : { concentration: level, current: ZERO };
  };
  const deviations = (drive: Drive, { left, right }: Sides): readonly [Complex, Complex] => [
    inner === 0 ? ZERO : minus(scaled(left, W), particular(drive, inner).concentration),
    minus(scaled(right, W), particular(drive, outer).concentration),
  ];
  const isThin = (drive: Drive) => inner > 0 && modulus(scaled(wavenumber(drive), thickness)) < 1;

  /** int g 2 pi r dr over the ring, in the logarithm of the radius; x runs from 0 to 1. */
  const integral = (ring: Ring, g: (shapes: Shapes, x: number) => Complex): Complex => {
    const whole = log1p(thickness / inner);
    const { points, weights } = whole > 1 ? WIDE_RULE : NARROW_RULE;
    let sum: Complex = ZERO;
    for (let i = 0; i < points.length; i++) {
      const x = (1 + points[i]) / 2;
      const r = inner * exp(x * whole);
      sum = plus(sum, scaled(g(ring.at(r), x), Math.PI * weights[i] * r * r * whole));
    }
    return sum;
  };

  /** What leaks out of the ring at each side when both sides are held at 1. */
  const leaks = (drive: Drive, ring: Ring): readonly [Complex, Complex] => {
    const { level, rate } = source(drive);
    if (level === undefined) return [ZERO, ZERO];
    if (isThin(drive)) {
      // Green's identity with the logarithm that is 1 on one side and 0 on the other.
      const stored = (share: (x: number) => number) =>
        times(
          rate,
          integral(ring, ({ left, right }, x) => scaled(plus(left, right), share(x))),
        );
      return [stored((x) => 1 - x), stored((x) => x)];
    }
    const at = (r: number) => {
      const { slopeLeft, slopeRight } = ring.at(r);
      return scaled(plus(slopeLeft, slopeRight), unit * r);
    };
    return [inner === 0 ? ZERO : scaled(at(inner), -1), at(outer)];
  };

  return {
    twoPort(drive) {
      const ring = ringOf(drive);
      const across = scaled(ring.passing, unit);
      const [lossLeft, lossRight] = leaks(drive, ring);
      const own = [particular(drive, inner), particular(drive, outer)] as const;
      return twoPortAround({ ahead: across, back: across, lossLeft, lossRight }, own, [W, W]);
    },
    at(r, drive, given) {
      const [a, b] = deviations(drive, given);
      const { left, right, slopeLeft, slopeRight } = ringOf(drive).at(r);
      const own = particular(drive, r);
      const slope = plus(times(a, slopeLeft), times(b, slopeRight));
      return {
        concentration: plus(own.concentration, plus(times(a, left), times(b, right))),
        current: minus(own.current, scaled(slope, unit * r)),
      };
    },
    amount(drive, given) {
      const [a, b] = deviations(drive, given);
      const ring = ringOf(drive);
      const area = volumeBetween("cylinder", inner, outer);
      const { level, rate } = source(drive);
      if (level === undefined) {
        // The parabola has the mean of r^2 on the ring; a full cylinder is flat beside it.
        const own = scaled(
          particular(drive, outer).concentration,
          (area * (1 + (inner / outer) * (inner / outer))) / 2,
        );
        return plus(own, inner === 0 ? scaled(b, area) : integral(ring, combined(a, b)));
      }
      const own = scaled(level, area);
      if (isThin(drive)) return plus(own, integral(ring, combined(a, b)));
      // What deviates is fed by the currents at the sides.
      const inflow = (r: number) => {
        const { slopeLeft, slopeRight } = ring.at(r);
        return scaled(plus(times(a, slopeLeft), times(b, slopeRight)), unit * r);
      };
      const net = inner === 0 ? inflow(outer) : minus(inflow(outer), inflow(inner));
      return plus(own, over(net, rate));
    },
  };
}

function combined(a: Complex, b: Complex): (shapes: Shapes) => Complex {
  return ({ left, right }) => plus(times(a, left), times(b, right));
}
