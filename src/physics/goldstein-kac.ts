/**
 * Goldstein-Kac law: a walker on a line at the speed ±c that turns round at the rate λ, half of them each way at first.
 *
 *     P_tt + α P_t = c² P_xx,   α = 2λ,   P = δ(x) and P_t = 0 at t = 0            the telegrapher equation
 *
 *     P = (λ e^(-λt) / 2c) [ I_0(z) + (ct/s) I_1(z) ],   s = √(c²t² - x²),   z = λ s/c      for |x| < ct
 *
 * and at each front x = ±ct the mass ½ e^(-λt) of those that have never turned. Ahead of the front there is nothing.
 *
 * Where e^(-λt) I(z) stands, it is e^(z - λt) times the scaled I, and z - λt = -λ x² / (c s + c² t): nothing overflows
 * and nothing cancels, at any λt.
 *
 * @see S. Goldstein, Q. J. Mech. Appl. Math. 4, 129 (1951), doi:10.1093/qjmam/4.2.129 (not opened)
 * @see M. Kac, Rocky Mt. J. Math. 4, 497 (1974), doi:10.1216/RMJ-1974-4-3-497 (not opened)
 * @module
 */

import { scaledBesselI } from "#numerics/bessel.ts";
import { exp } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import type { Length, Rate, Time, Velocity } from "#units/flavour.ts";
import { meanOverTurns } from "./turns.ts";

/** A walker that turns round. */
export interface Reversing {
  readonly speed: Velocity;
  /** Rate of reversals λ [s^-1]. */
  readonly rate: Rate;
}

/** What the Bessel functions say at a displacement: e^(-λt) I_0(z) and e^(-λt) I_1(z) / z. */
function besselPair({ speed: c, rate }: Reversing, t: Time, x: Length): readonly [number, number] {
  const root = Math.sqrt((c * t - x) * (c * t + x)) / c; // s/c [s]
  const z = rate * root;
  const damping = exp((-rate * (x / c) * (x / c)) / (root + t));
  return [damping * scaledBesselI(0, z), damping * (z > 0 ? scaledBesselI(1, z) / z : 0.5)];
}

/** Density of those that have turned [m^-1]; 0 beyond the front. */
export function reversingDensity(law: Reversing, t: Time, x: Length): number {
  const { speed: c, rate } = law;
  if (!(Math.abs(x) <= c * t) || !(t > 0)) return 0;
  const [zeroth, first] = besselPair(law, t, x);
  return (rate / (2 * c)) * (zeroth + rate * t * first);
}

/** Flux of those that have turned, toward +x [s^-1]: J = (λ e^(-λt) / 2) (x/s) I_1(z); 0 beyond the front. */
export function reversingFlux(law: Reversing, t: Time, x: Length): number {
  const { speed: c, rate } = law;
  if (!(Math.abs(x) <= c * t) || !(t > 0)) return 0;
  return ((rate * rate * x) / (2 * c)) * besselPair(law, t, x)[1];
}

/** Mass at each of the two fronts [1]: those that have never turned. */
export function frontMass({ rate }: Reversing, t: Time): number {
  return 0.5 * exp(-rate * t);
}

/** Probability of a < x < b [1], those that have turned alone: the fronts are not counted. */
export function reversingProbability(law: Reversing, t: Time, a: Length, b: Length): number {
  const { speed: c, rate } = law;
  const [from, to] = [Math.max(a, -c * t), Math.min(b, c * t)];
  if (!(from < to)) return 0;
  // Late, the law is a narrow peak: it is integrated piece by piece.
  const width = c * Math.sqrt(t / rate);
  const cuts = [-30, -8, -2, 0, 2, 8, 30].map((k) => k * width).filter((x) => x > from && x < to);
  const edges = [from, ...cuts, to];
  let sum = 0;
  for (let i = 0; i + 1 < edges.length; i++)
    sum += integrate((x) => reversingDensity(law, t, x), edges[i], edges[i + 1], { absolute: 1e-16 });
  return sum;
}

/**
 * <x^n> of the whole law for an even n [m^n]: with a = ⌈k/2⌉ of k turns,
 *
 *     <x^n> = (ct)^n Σ_k e^(-λt) (λt)^k / k!  Π_j (2j + 1) / (2a + 2j + 1),    j = 0 .. n/2 - 1
 *
 * because the share u of the way out, less that of the way back, has the density (1 - u²)^(a-1) given k.
 */
export function reversingMoment({ speed, rate }: Reversing, t: Time, n: number): number {
  const mean = meanOverTurns(rate * t, (k) => {
    const a = Math.ceil(k / 2);
    let product = 1;
    for (let j = 0; j < n / 2; j++) product *= (2 * j + 1) / (2 * a + 2 * j + 1);
    return product;
  });
  let scale = 1;
  for (let i = 0; i < n; i++) scale *= speed * t;
  return scale * mean;
}

/** <|x|> = c t e^(-λt) [I_0(λt) + I_1(λt)] of the whole law [m]. */
export function reversingDistance({ speed, rate }: Reversing, t: Time): Length {
  return speed * t * (scaledBesselI(0, rate * t) + scaledBesselI(1, rate * t));
}
