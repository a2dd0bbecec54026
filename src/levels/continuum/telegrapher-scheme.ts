/**
 * The telegrapher equation P_tt + α P_t = c² P_xx on a lattice whose spacing is h = cτ.
 *
 * Written for the walkers that go right and left, R_t + c R_x = λ (L - R) and L_t - c L_x = λ (R - L), λ = α/2, one step
 * moves both by one site, exactly, and then exchanges them as a time τ does, exactly:
 *
 *     q = (1 - e^(-ατ)) / 2        the chance that the direction has changed after τ
 *
 * That is a splitting of second order, positive and causal, with its total 1 to rounding: a persistent walk. With
 * q = ατ/2, the leading order, it would be of first order only.
 *
 * Those that have never turned are known, ½ e^(-λt) at each front, and are taken out of the sites there; what is left is
 * the continuous part, in cells of two spacings around every other site and half of one behind each front.
 *
 * @module
 */

import { exp, expm1 } from "#numerics/elementary.ts";
import { advanceTwoWay, makeTwoWay } from "#step-law/two-way-steps.ts";
import type { Length, Rate, Time, Velocity } from "#units/flavour.ts";

/** Speed and rate of reversals λ = α/2. */
export interface Telegrapher {
  readonly speed: Velocity;
  readonly rate: Rate;
}

/** Probabilities at a time, by displacement from the start. */
export interface TelegraphState {
  readonly time: Time;
  /** Displacement of the front ct [m]. */
  readonly front: Length;
  /** Mass at each front. */
  readonly frontMass: number;
  /** Edges of the cells, from -ct to ct [m]. */
  readonly edge: Float64Array;
  /** Continuous mass in each cell. */
  readonly mass: Float64Array;
  /** Flux toward +x of the continuous part at the middle of each cell [s^-1]. */
  readonly flux: Float64Array;
  /** Sites x [m] and all that is there, fronts included. */
  readonly site: Float64Array;
  readonly whole: Float64Array;
}

const SITES_BETWEEN_YIELDS = 4_000_000;

/** The chance of a changed direction after a step: exact. */
export function exchange({ rate }: Telegrapher, step: Time): number {
  return -0.5 * expm1(-2 * rate * step);
}

/**
 * The state after that many steps from a point, half of it in each direction. Yields the fraction that is done.
 *
 * @param q chance of a changed direction in one step, {@link exchange} unless given
 */
export function* telegraphState(
  law: Telegrapher,
  time: Time,
  steps: number,
  q = exchange(law, time / steps),
): Generator<number, TelegraphState> {
  const both = makeTwoWay(steps);
  for (let taken = 0; taken < steps; ) {
    const chunk = Math.min(steps - taken, Math.max(1, Math.floor(SITES_BETWEEN_YIELDS / (both.high - both.low + 2))));
    advanceTwoWay(both, chunk, 1 - q);
    taken += chunk;
    yield taken / steps;
  }
  const { right, left, origin } = both;
  const front = law.speed * time;
  const frontMass = 0.5 * exp(-law.rate * time);
  const spacing = front / steps;
  const at = (k: number) => origin - steps + 2 * k;
  const place = (k: number) => (2 * k - steps) * spacing;
  const sites = Float64Array.from({ length: steps + 1 }, (_, k) => place(k));
  const whole = sites.map((_, k) => right[at(k)] + left[at(k)]);
  const edge = Float64Array.from({ length: steps + 2 }, (_, k) =>
    k === 0 ? -front : k > steps ? front : place(k) - spacing,
  );
  const mass = whole.map((p, k) => (k === 0 || k === steps ? Math.max(0, p - frontMass) : p));
  // Half a step more of exchange, which leaves the difference of the two directions e^(-λτ) of what it was.
  const faded = law.speed * exp((-law.rate * time) / steps);
  const flux = sites.map((_, k) => {
    const turned = k === 0 ? -mass[k] : k === steps ? mass[k] : right[at(k)] - left[at(k)];
    return (faded * turned) / (edge[k + 1] - edge[k]);
  });
  return { time, front, frontMass, edge, mass, flux, site: sites, whole };
}
