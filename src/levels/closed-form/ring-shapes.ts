/**
 * The two solutions of c'' + c'/r = q^2 c on a ring: f1 is 1 on the inner side and 0 on the outer one, f2 the reverse.
 *
 *     f1(r) = [I0(z2) K0(z) - I0(z) K0(z2)] / Delta,    Delta = I0(z2) K0(z1) - I0(z1) K0(z2),    z = q r
 *
 * For q = 0 they are logarithms; in a full cylinder f1 = 0 and f2 = I0(z) / I0(z2).
 *
 * @module
 */

import { log1p } from "#numerics/elementary.ts";
import { type Complex, exponential, minus, ONE, over, plus, real, scaled, times, ZERO } from "./complex.ts";
import { scaledBessel } from "./complex-bessel.ts";

/** Values and slopes of f1 and f2 at a radius. */
export interface Shapes {
  readonly left: Complex;
  readonly right: Complex;
  /** df1/dr and df2/dr [m^-1]. */
  readonly slopeLeft: Complex;
  readonly slopeRight: Complex;
}

/** A ring solved for one q. */
export interface Ring {
  /** -r f1'(r) at the outer side: what passes through the ring [1]. */
  readonly passing: Complex;
  at(r: number): Shapes;
}

/** The sides of a ring, and its thickness as it was stated [m]. */
export interface RingSides {
  readonly inner: number;
  readonly outer: number;
  readonly thickness: number;
}

/** Logarithms: q = 0. */
export function logarithmicRing({ inner, outer, thickness }: RingSides): Ring {
  if (inner === 0) return { passing: ZERO, at: () => ({ left: ZERO, right: ONE, slopeLeft: ZERO, slopeRight: ZERO }) };
  const whole = log1p(thickness / inner);
  return {
    passing: real(1 / whole),
    at(r) {
      const share = r === outer ? 1 : log1p((r - inner) / inner) / whole;
      const slope = 1 / (r * whole);
      return { left: real(1 - share), right: real(share), slopeLeft: real(-slope), slopeRight: real(slope) };
    },
  };
}

/** Bessel functions of q r; Re q > 0. */
export function besselRing(q: Complex, { inner, outer, thickness }: RingSides): Ring {
  const far = scaledBessel(scaled(q, outer));
  if (inner === 0)
    return {
      passing: ZERO,
      at(r) {
        const { i0, i1 } = r === 0 ? { i0: ONE, i1: ZERO } : scaledBessel(scaled(q, r));
        const decay = exponential(scaled(q, r - outer));
        return {
          left: ZERO,
          right: over(times(i0, decay), far.i0),
          slopeLeft: ZERO,
          slopeRight: over(times(q, times(i1, decay)), far.i0),
        };
      },
    };
  const near = scaledBessel(scaled(q, inner));
  const across = exponential(scaled(q, -thickness));
  // Delta e^{-(z2 - z1)}
  const delta = minus(times(far.i0, near.k0), times(times(across, across), times(near.i0, far.k0)));
  return {
    passing: over(across, delta),
    at(r) {
      const { i0, i1, k0, k1 } = r === inner ? near : r === outer ? far : scaledBessel(scaled(q, r));
      const inward = r === outer ? ONE : exponential(scaled(q, r - outer));
      const outward = r === inner ? ONE : r === outer ? across : exponential(scaled(q, inner - r));
      const [there, back] = [times(inward, across), times(outward, across)];
      const part = (own: Complex, first: Complex, other: Complex, second: Complex) =>
        minus(times(own, first), times(other, second));
      return {
        left: over(part(times(far.i0, k0), outward, times(i0, far.k0), there), delta),
        right: over(part(times(i0, near.k0), inward, times(near.i0, k0), back), delta),
        slopeLeft: over(
          times(scaled(q, -1), plus(times(times(far.i0, k1), outward), times(times(i1, far.k0), there))),
          delta,
        ),
        slopeRight: over(times(q, plus(times(times(i1, near.k0), inward), times(times(near.i0, k1), back))), delta),
      };
    },
  };
}
