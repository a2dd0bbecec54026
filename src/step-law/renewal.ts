/**
 * Independent steps at independent waits, seen from afar: drift, diffusion and the shape of the law.
 *
 * With N steps by the time t, their law given by its cumulants N_1, N_2 ... and that of a step by μ, σ², κ_3, κ_4, the
 * cumulants of the displacement along one axis are exactly
 *
 *     X_1 = μ N_1
 *     X_2 = σ² N_1 + μ² N_2
 *     X_3 = κ_3 N_1 + 3 μ σ² N_2 + μ³ N_3
 *     X_4 = κ_4 N_1 + (4 μ κ_3 + 3 σ⁴) N_2 + 6 μ² σ² N_3 + μ⁴ N_4
 *
 * At long times N_1 -> t/τ and N_2 -> cv² t/τ, with the mean τ and the coefficient of variation cv of the waits:
 *
 *     v = μ/τ,    D = (σ² + μ² cv²) / 2τ
 *
 * cv² = 0 for a fixed clock, 1 for a Poisson clock, 1/shape for a gamma clock, index/(index - 2) for a Pareto clock.
 *
 * @see D. R. Cox, Renewal Theory, Methuen, London (1962) (not opened)
 * @module
 */

import { finiteWaitOrders } from "#model/finite-moments.ts";
import type { RenewalClock, RenewalWalk } from "#model/motion-law.ts";
import type { Diffusivity, Time, Velocity } from "#units/flavour.ts";
import { countCumulants, factorialMoments } from "./count-law.ts";
import { rawMoments, type StepCumulants, stepAlongAxis, stepCumulants } from "./step-moments.ts";

/** Mean wait τ [s]; infinite for heavy waits. */
export function meanWait(clock: RenewalClock): Time {
  switch (clock.kind) {
    case "fixed":
    case "poisson":
      return clock.interval;
    case "gamma":
      return clock.mean;
    case "pareto":
      return clock.index > 1 ? clock.scale / (clock.index - 1) : Number.POSITIVE_INFINITY;
    case "mittag-leffler":
      return clock.index === 1 ? clock.scale : Number.POSITIVE_INFINITY;
  }
}

/** Squared coefficient of variation of a wait [1]; infinite where its variance is. */
function waitVariation(clock: RenewalClock): number {
  switch (clock.kind) {
    case "fixed":
      return 0;
    case "poisson":
      return 1;
    case "gamma":
      return 1 / clock.shape;
    case "pareto":
      return clock.index > 2 ? clock.index / (clock.index - 2) : Number.POSITIVE_INFINITY;
    case "mittag-leffler":
      return clock.index === 1 ? 1 : Number.POSITIVE_INFINITY;
  }
}

/** The cumulants of a step along one axis; undefined where they are infinite. */
export function axisCumulants({ step, dimensions }: RenewalWalk): StepCumulants | undefined {
  return stepCumulants(stepAlongAxis(step, dimensions));
}

/** Drift velocity v = <l>/τ along x [m s^-1], at long times; undefined where there is none. */
export function renewalDrift(law: RenewalWalk): Velocity | undefined {
  const step = axisCumulants(law);
  return step === undefined || finiteWaitOrders(law.clock) <= 1 ? undefined : step.mean / meanWait(law.clock);
}

/**
 * Diffusion coefficient D = (Var l + <l>² cv²) / 2τ along each axis [m² s^-1], at long times; undefined where there is
 * none: infinite variance of steps, infinite mean of waits, or a bias with waits of infinite variance.
 *
 * @example A gamma clock of shape 4, more regular than Poisson's and less than a fixed one, with a bias of 0.7:
 * ```ts
 * const step = { kind: "lattice", spacing: 1, right: 0.7, stay: 0 } as const;
 * renewalDiffusivity({ kind: "renewal", dimensions: 1, step, clock: { kind: "gamma", mean: 1, shape: 4 } }); // 0.44
 * ```
 */
export function renewalDiffusivity(law: RenewalWalk): Diffusivity | undefined {
  const step = axisCumulants(law);
  if (step === undefined || finiteWaitOrders(law.clock) <= 1) return undefined;
  const variation = step.mean === 0 ? 0 : step.mean * step.mean * waitVariation(law.clock);
  const D = (step.variance + variation) / (2 * meanWait(law.clock));
  return Number.isFinite(D) ? D : undefined;
}

/** Leading-order diffusion coefficient <l²>/2τ along each axis, the bias forgotten [m² s^-1]. */
export function leadingOrderRenewalDiffusivity(law: RenewalWalk): Diffusivity | undefined {
  const step = axisCumulants(law);
  if (step === undefined || finiteWaitOrders(law.clock) <= 1) return undefined;
  return (step.variance + step.mean * step.mean) / (2 * meanWait(law.clock));
}

/** The four cumulants of the displacement along one axis at a time; undefined where they are not known in closed form. */
export function displacementCumulants(
  law: RenewalWalk,
  time: Time,
): readonly [mean: number, variance: number, third: number, fourth: number] | undefined {
  const step = axisCumulants(law);
  const count = step && countCumulants(law.clock, time);
  if (step === undefined || count === undefined) return undefined;
  const [n1, n2, n3, n4] = count;
  const { mean, variance, third, fourth } = step;
  const m2 = mean * mean;
  return [
    mean * n1,
    variance * n1 + m2 * n2,
    third * n1 + 3 * mean * variance * n2 + m2 * mean * n3,
    fourth * n1 + (4 * mean * third + 3 * variance * variance) * n2 + 6 * m2 * variance * n3 + m2 * m2 * n4,
  ];
}

/**
 * Moment <(x - x(0))^order> of the displacement along one axis at a time; undefined where it is not known.
 *
 *     <e^(sX)> = Σ_j <N(N-1)...(N-j+1)> (M(s) - 1)^j / j!,   M(s) = <e^(sl)>, as power series in s
 */
export function displacementMoment(law: RenewalWalk, time: Time, order: number): number | undefined {
  const step = rawMoments(stepAlongAxis(law.step, law.dimensions), order);
  const counts = step && factorialMoments(law.clock, time, order);
  if (step === undefined || counts === undefined) return undefined;
  const generating = new Float64Array(order + 1);
  let factorial = 1;
  for (let i = 1; i <= order; i++) {
    factorial *= i;
    generating[i] = (step[i - 1] as number) / factorial;
  }
  let power = generating; // (M - 1)^j / j!
  let coefficient = 0;
  for (let j = 1; j <= order; j++) {
    coefficient += (counts[j - 1] as number) * power[order];
    const next = new Float64Array(order + 1);
    for (let a = 1; a <= order; a++)
      for (let b = 1; a + b <= order; b++) next[a + b] += (power[a] * generating[b]) / (j + 1);
    power = next;
  }
  return coefficient * factorial;
}
