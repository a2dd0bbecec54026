/**
 * How a species moves if not by a diffusion coefficient: the micro models that have a law of their own.
 *
 * A walk on a lattice with a constant bias and a fixed or Poisson clock is a {@link WalkLaw} of `model.ts`; every other
 * micro model is one of these. Each is a readonly record in coherent SI.
 *
 * @module
 */

import type { Length, Rate, Time, Velocity } from "#units/flavour.ts";
import type { Expression } from "./expression/expression.ts";

/** One of the micro models. */
export type MotionLaw =
  | RenewalWalk
  | PersistentWalk
  | SiteWalk
  | RunLaw
  | FlightLaw
  | Subdiffusion
  | FractionalBrownian
  | MotorLaw;

/** The kinds of {@link MotionLaw}. */
export type MotionKind = MotionLaw["kind"];

/** Independent steps at independent waiting times: a continuous-time random walk. The first wait starts at t = 0. */
export interface RenewalWalk {
  readonly kind: "renewal";
  readonly dimensions: 1 | 2 | 3;
  readonly step: StepLaw;
  readonly clock: RenewalClock;
}

/** The law of one step along x; in more dimensions of each axis (gaussian), or of one of the 2d neighbours (lattice). */
export type StepLaw =
  | { readonly kind: "lattice"; readonly spacing: Length; readonly right: number; readonly stay: number }
  /** Normal, of this standard deviation along each axis. */
  | { readonly kind: "gaussian"; readonly deviation: Length }
  /** Evenly from -halfWidth to +halfWidth. */
  | { readonly kind: "uniform"; readonly halfWidth: Length }
  /** Density e^(-|x|/scale) / (2 scale). */
  | { readonly kind: "laplace"; readonly scale: Length }
  /** These moves, with probabilities that add to 1. */
  | { readonly kind: "table"; readonly moves: readonly Move[] }
  /** Symmetric alpha-stable: characteristic function e^(-|k scale|^index), 0 < index <= 2. */
  | { readonly kind: "stable"; readonly index: number; readonly scale: Length }
  /** Power law on a lattice: p(k) = |k|^(-1-index) / (2 zeta(1 + index)) for k = ±1, ±2 ... */
  | { readonly kind: "zipf"; readonly index: number; readonly spacing: Length };

/** One move of a table of steps. */
export interface Move {
  readonly by: Length;
  readonly probability: number;
}

/** The law of the waiting time. */
export type RenewalClock =
  | { readonly kind: "fixed" | "poisson"; readonly interval: Time }
  /** Gamma of this mean; squared coefficient of variation 1/shape. */
  | { readonly kind: "gamma"; readonly mean: Time; readonly shape: number }
  /** P(T > t) = (1 + t/scale)^-index; an infinite mean for index <= 1. */
  | { readonly kind: "pareto"; readonly scale: Time; readonly index: number }
  /** P(T > t) = E_index(-(t/scale)^index), 0 < index <= 1; an infinite mean below 1. */
  | { readonly kind: "mittag-leffler"; readonly scale: Time; readonly index: number };

/** Steps of ± spacing at every tick: the first to either side, each later one repeats the last with `persistence`. */
export interface PersistentWalk {
  readonly kind: "persistent";
  readonly spacing: Length;
  readonly interval: Time;
  /** Probability p of repeating the last step [1]. */
  readonly persistence: number;
}

/**
 * Steps of ± spacing at every tick of a fixed clock, with a probability that depends on where the walker is.
 *
 * expression: the step goes right with p(x), else left. heat-bath: either neighbour is proposed with ½ and taken with
 * 1 / (1 + e^(ΔV/kT)), V the potential of the species: detailed balance at any spacing.
 */
export interface SiteWalk {
  readonly kind: "site-walk";
  readonly spacing: Length;
  readonly interval: Time;
  readonly bias: { readonly kind: "expression"; readonly right: Expression } | { readonly kind: "heat-bath" };
}

/**
 * Straight runs at constant speed. reversals (on a line): at this rate the walker turns round; its density obeys the
 * telegrapher equation. tumbles (in a plane): at this rate it takes a new direction, all equally likely. The first
 * direction is even.
 */
export interface RunLaw {
  readonly kind: "run";
  readonly dimensions: 1 | 2;
  readonly speed: Velocity;
  readonly turning: "reversals" | "tumbles";
  readonly rate: Rate;
}

/** A symmetric alpha-stable Lévy process along x: <e^(ikx)> = e^(-K |k|^index t). */
export interface FlightLaw {
  readonly kind: "flight";
  /** 0 < index <= 2; 2 is diffusion with D = K. */
  readonly index: number;
  /** Generalised diffusion coefficient K [m^index s^-1]. */
  readonly K: number;
}

/** The limit of walks with Mittag-Leffler waits along x: Caputo D_t^index P = K P_xx, <x²> = 2 K t^index / Γ(1 + index). */
export interface Subdiffusion {
  readonly kind: "subdiffusion";
  /** 0 < index <= 1. */
  readonly index: number;
  /** Generalised diffusion coefficient K [m^2 s^-index]. */
  readonly K: number;
}

/** Fractional Brownian motion along each axis: Gaussian, <x²> = 2 K t^(2 hurst), stationary increments. */
export interface FractionalBrownian {
  readonly kind: "fractional-brownian";
  readonly dimensions: 1 | 2 | 3;
  /** 0 < hurst < 1. */
  readonly hurst: number;
  /** K [m^2 s^(-2 hurst)]. */
  readonly K: number;
}

/**
 * A molecular motor on a track: a cycle of substeps, each left forwards or backwards at a rate; a step is made with the
 * last substep of the cycle (and unmade with the first, backwards). It may fall off from any state.
 */
export interface MotorLaw {
  readonly kind: "motor";
  readonly step: Length;
  /** Rate out of each state to the next [s^-1]. */
  readonly forward: readonly Rate[];
  /** Rate out of each state to the one before [s^-1]. */
  readonly backward: readonly Rate[];
  /** Rate of falling off [s^-1]. */
  readonly detachment: Rate;
}
