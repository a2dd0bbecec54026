/**
 * The coarse-grained numbers of independent steps at independent waits.
 *
 * @module
 */

import { finiteStepOrders, finiteWaitOrders } from "#model/finite-moments.ts";
import type { Species } from "#model/model.ts";
import type { RenewalWalk } from "#model/motion-law.ts";
import { pow } from "#numerics/elementary.ts";
import type { CoarseGrained, CoarseGraining } from "./coarse-grained.ts";
import {
  axisCumulants,
  displacementCumulants,
  leadingOrderRenewalDiffusivity,
  meanWait,
  renewalDiffusivity,
  renewalDrift,
} from "./renewal.ts";
import { zipfDiffusion } from "./zipf-limit.ts";

/** v, D (exact and leading order) and the excess kurtosis; or the exponent of the MSD where there is no D. */
export const coarseRenewal: CoarseGraining<RenewalWalk> = { numbers, note };

const STEPS = 100;

function numbers(law: RenewalWalk): readonly CoarseGrained[] {
  const [v, D, leading] = [renewalDrift(law), renewalDiffusivity(law), leadingOrderRenewalDiffusivity(law)];
  const fixed = law.clock.kind === "fixed";
  const poisson = law.clock.kind === "poisson";
  const holds = fixed ? "exact at whole steps" : poisson ? "exact at any time" : "in the limit of long times";
  const found: CoarseGrained[] = [];
  if (v !== undefined) found.push({ symbol: "v", value: v, unit: "m s^-1", formula: "<l> / tau", holds });
  if (D !== undefined)
    found.push({ symbol: "D", value: D, unit: "m^2 s^-1", formula: "(Var l + <l>^2 cv^2) / 2 tau", holds });
  if (leading !== undefined)
    found.push({
      symbol: "D, leading order",
      value: leading,
      unit: "m^2 s^-1",
      formula: "<l^2> / 2 tau per axis",
      holds: "for no bias, or a Poisson clock",
    });
  const shape = D === undefined ? undefined : displacementCumulants(law, STEPS * meanWait(law.clock));
  if (shape !== undefined && shape[1] > 0) {
    const [, variance, third, fourth] = shape;
    const after = `exact after a mean of ${STEPS} waits`;
    found.push(
      {
        symbol: "skewness",
        value: third / (variance * Math.sqrt(variance)),
        unit: "1",
        formula: "X_3 / X_2^(3/2)",
        holds: `${after}; fades as t^-1/2`,
      },
      {
        symbol: "excess kurtosis",
        value: fourth / (variance * variance),
        unit: "1",
        formula: "X_4 / X_2^2",
        holds: `${after}; fades as t^-1`,
      },
    );
  }
  return D === undefined ? [...found, ...withoutDiffusivity(law)] : found;
}

/** What takes the place of D: the exponent of the MSD under heavy waits, that of the width under heavy steps. */
function withoutDiffusivity(law: RenewalWalk): readonly CoarseGrained[] {
  const [steps, waits] = [finiteStepOrders(law.step), finiteWaitOrders(law.clock)];
  const limit = "in the limit of long times";
  const power = Math.min(1, waits);
  if (steps <= 2)
    return [
      { symbol: "exponent of the width", value: power / steps, unit: "1", formula: "width ~ t^(w/a)", holds: limit },
      ...limitingFlight(law),
    ];
  if (waits > 1) {
    const value = 3 - waits;
    return [{ symbol: "exponent of the variance", value, unit: "1", formula: "3 - index of the waits", holds: limit }];
  }
  const biased = (axisCumulants(law)?.mean ?? 0) !== 0;
  const value = biased ? 2 * waits : waits;
  const formula = biased ? "twice the index of the waits" : "index of the waits";
  return [{ symbol: "exponent of the MSD", value, unit: "1", formula, holds: limit }];
}

/** K of the flight that heavy steps at waits of finite mean become. */
function limitingFlight({ step, clock }: RenewalWalk): readonly CoarseGrained[] {
  const interval = meanWait(clock);
  if (!Number.isFinite(interval)) return [];
  if (step.kind === "stable" && step.index < 2) {
    const value = pow(step.scale, step.index) / interval;
    const holds = clock.kind === "fixed" ? "exact at whole steps" : "in the limit of long times";
    return [{ symbol: "K", value, unit: `m^${step.index} s^-1`, formula: "scale^a / tau", holds }];
  }
  if (step.kind !== "zipf" || step.index >= 2) return [];
  const value = zipfDiffusion({ ...step, interval });
  const formula = "c l^a / tau, c = pi / [2 zeta(1+a) gamma(1+a) sin(pi a/2)]";
  const holds = "in the limit of long times, slowly: n^-((2-a)/a)";
  return [{ symbol: "K", value, unit: `m^${step.index} s^-1`, formula, holds }];
}

function note(law: RenewalWalk, { name }: Species): string | undefined {
  const [exact, leading] = [renewalDiffusivity(law), leadingOrderRenewalDiffusivity(law)];
  if (exact === undefined || leading === undefined) return undefined;
  const excess = leading / exact - 1;
  if (Math.abs(excess) < 1e-12) return undefined;
  return (
    `${name} steps with a bias by a ${law.clock.kind} clock: its exact diffusion coefficient is ` +
    `(Var l + <l>^2 cv^2) / 2 tau = ${exact.toPrecision(6)} m^2/s; the leading order <l^2> / 2 tau = ` +
    `${leading.toPrecision(6)} m^2/s, often quoted whatever the bias, is ` +
    `${Math.abs(100 * excess).toPrecision(4)} % ${excess > 0 ? "too large" : "too small"}.`
  );
}
