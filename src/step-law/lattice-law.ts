/**
 * What a walk on a lattice does on the scale of many steps: drift, diffusion and the shape of its law.
 *
 * One step moves by +l along x with probability f and by -l with probability b (in d dimensions f = b, the same on every
 * axis), and a clock of mean wait τ says when. With δ = f - b and μ = f + b the cumulants of the position along x grow
 * at constant rates:
 *
 *     fixed clock     K_n = κ_n l^n / τ    (at whole steps), κ_n the cumulants of one step: δ, μ - δ², ...
 *     Poisson clock   K_n = m_n l^n / τ    (at any time),    m_n the raw moments of one step: δ, μ, δ, μ
 *     v = K_1,    D = K_2 / 2 = [Var(l) + <l>² cv²] / 2τ,    cv² = 0 fixed, 1 Poisson
 *
 * All of these are exact, with a bias too. The textbook D = <l²>/2dτ is the leading order only: with a fixed clock it
 * misses the factor 4p(1-p) (16 % at p = 0.7). The continuum limit keeps K_1 and K_2; skewness and excess kurtosis say
 * what it drops, and fade as n^{-1/2} and n^{-1}.
 *
 * @module
 */

import type { WalkLaw } from "#model/model.ts";
import { cos, sin } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Diffusivity, Length, Time, Unit, Velocity } from "#units/flavour.ts";

/** The probabilities of one step along one axis [1]; what is missing to 1 stays at its place on that axis. */
export interface AxisStep {
  readonly forward: number;
  readonly backward: number;
}

/** The law of one step along x; in two and three dimensions along any axis. */
export function axisStep({ dimensions, right, stay }: WalkLaw): AxisStep {
  const moving = 1 - stay;
  if (dimensions === 1) return { forward: moving * right, backward: moving * (1 - right) };
  return { forward: moving / (2 * dimensions), backward: moving / (2 * dimensions) };
}

/** How fast the cumulants of the position along x grow: K_1 [m s^-1], K_2 [m^2 s^-1], K_3 [m^3 s^-1], K_4 [m^4 s^-1]. */
export interface CumulantRates {
  readonly first: Velocity;
  readonly second: Diffusivity;
  readonly third: Unit<"m^3 s^-1">;
  readonly fourth: Unit<"m^4 s^-1">;
}

/** The cumulant rates of a walk; exact at whole steps of a fixed clock, and at any time of a Poisson clock. */
export function cumulantRates(law: WalkLaw): CumulantRates {
  const { forward, backward } = axisStep(law);
  const delta = forward - backward;
  const mu = forward + backward;
  const l = law.spacing;
  const { kind, interval } = law.clock;
  if (kind === "poisson") {
    const odd = delta / interval;
    const even = mu / interval;
    return { first: odd * l, second: even * l * l, third: odd * l * l * l, fourth: even * l * l * l * l };
  }
  const second = mu * (1 - mu) + 4 * forward * backward; // μ - δ², without its cancellation near p = 1
  const d2 = delta * delta;
  return {
    first: (delta * l) / interval,
    second: (second * l * l) / interval,
    third: (delta * (1 - 3 * mu + 2 * d2) * l * l * l) / interval,
    fourth: ((mu - 4 * d2 - 3 * mu * mu + 12 * mu * d2 - 6 * d2 * d2) * l * l * l * l) / interval,
  };
}

/** Drift velocity v = <l>/τ along x [m s^-1]; exact. */
export function driftVelocity(law: WalkLaw): Velocity {
  return cumulantRates(law).first;
}

/**
 * Diffusion coefficient D = [Var(l) + <l>² cv²] / 2τ of the motion along each axis [m^2 s^-1]; exact.
 *
 * @example A fixed clock makes a biased walk more regular than its unbiased twin; a Poisson clock does not:
 * ```ts
 * const law = { spacing: 1, dimensions: 1, right: 0.7, stay: 0, clock: { kind: "fixed", interval: 1 } } as const;
 * diffusivity(law); // 0.42
 * diffusivity({ ...law, clock: { kind: "poisson", interval: 1 } }); // 0.5
 * ```
 */
export function diffusivity(law: WalkLaw): Diffusivity {
  return cumulantRates(law).second / 2;
}

/** Leading-order diffusion coefficient <l²>/2dτ [m^2 s^-1], the bias forgotten; l²/2dτ where no step stays. Not exact. */
export function leadingOrderDiffusivity({ spacing, dimensions, stay, clock }: WalkLaw): Diffusivity {
  return ((1 - stay) * spacing * spacing) / (2 * dimensions * clock.interval);
}

/** Skewness of the position along x after a mean number of `steps` [1]; exact, for a fixed clock at whole steps. */
export function skewnessAfter(law: WalkLaw, steps: number): number {
  const { second, third } = cumulantRates(law);
  const t = steps * law.clock.interval;
  return third / (second * Math.sqrt(second * t));
}

/** Excess kurtosis of the position along x after a mean number of `steps` [1]; exact, for a fixed clock at whole steps: -2/n for ±1. */
export function excessKurtosisAfter(law: WalkLaw, steps: number): number {
  const { second, fourth } = cumulantRates(law);
  return fourth / (second * second * steps * law.clock.interval);
}

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/**
 * Characteristic function <e^{ik·l}> of one step [1]; that of n steps of a fixed clock is its n-th power, that of a
 * Poisson clock at time t is exp[(φ - 1) t/τ].
 *
 * @param wave wave vector k [m^-1], one component for each dimension
 * @throws DomainError if it has another number of components.
 */
export function characteristicFunction(law: WalkLaw, wave: readonly number[]): Complex {
  if (wave.length !== law.dimensions)
    throw new DomainError("wave vector length", wave.length, `the walk has ${law.dimensions} dimensions`);
  const { forward, backward } = axisStep(law);
  let re = law.stay;
  let im = 0;
  for (const k of wave) {
    re += (forward + backward) * cos(k * law.spacing);
    im += (forward - backward) * sin(k * law.spacing);
  }
  return { re, im };
}

/**
 * Whole number of steps that a fixed clock has ticked by time t; t may miss a tick by rounding (1e-9 of a step).
 * The first step is taken at τ, not at 0.
 */
export function stepsUntil({ clock }: Pick<WalkLaw, "clock">, time: Time): number {
  const ratio = time / clock.interval;
  return Math.floor(ratio + 1e-9 + 1e-14 * ratio);
}

/** What a walk is to look like from afar. */
export interface WantedWalk {
  /** D along each axis [m^2 s^-1]. */
  readonly diffusivity: Diffusivity;
  readonly dimensions: 1 | 2 | 3;
  /** Time that is divided into `steps` [s]. */
  readonly until: Time;
  /** Number of steps until then; 1000 if not given. In one dimension raised until the drift fits into the steps. */
  readonly steps?: number;
  /** Drift velocity v along x, in one dimension only [m s^-1]. */
  readonly drift?: Velocity;
}

/**
 * A walk with a fixed clock that has exactly the wanted D (and v): the lattice is only a way to draw it.
 *
 * A step stays at its place with probability 1 - d/3, which makes the excess kurtosis along each axis vanish for v = 0,
 * as for the Gaussian law; in one dimension the walk then meets it to fourth order in the spacing l = √(6 D τ).
 *
 *     (1 - stay) l² = 2 d D τ + (v τ)²,    (1 - stay)(2p - 1) l = v τ
 *
 * @throws DomainError if D, the time or the number of steps is not positive, or a drift is asked in more dimensions.
 */
export function equivalentLaw(wanted: WantedWalk): WalkLaw {
  const { diffusivity: D, dimensions, until, steps = 1000, drift = 0 } = wanted;
  if (!(D > 0)) throw new DomainError("diffusivity", D, "a diffusion coefficient must be positive [m^2 s^-1]");
  if (!(until > 0)) throw new DomainError("until", until, "the time of the walk must be positive [s]");
  if (!(steps > 0)) throw new DomainError("steps", steps, "the number of steps must be positive");
  if (drift !== 0 && dimensions !== 1)
    throw new DomainError("drift", drift, "only a walk in one dimension can be biased here [m s^-1]");
  const moving = dimensions / 3;
  const count = Math.max(Math.ceil(steps), Math.ceil((drift * drift * until) / D)); // v² τ <= D keeps p in [0, 1]
  const interval = until / count;
  const moved = drift * interval;
  const spacing: Length = Math.sqrt((2 * dimensions * D * interval + moved * moved) / moving);
  const right = 0.5 + moved / (2 * moving * spacing);
  return { spacing, dimensions, right, stay: 1 - moving, clock: { kind: "fixed", interval } };
}
