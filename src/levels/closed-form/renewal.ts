/**
 * Independent steps at independent waits on unbounded space: what is known of the law in closed form.
 *
 *     fixed clock        the n-fold sum of the step (Irwin-Hall, sums of Laplace, normal, stable; on a lattice any table)
 *     Poisson, gamma     the same, averaged over the law of the number of steps
 *     Mittag-Leffler     moments alone, from <N(N-1)...(N-k+1)> = k! (t/scale)^(kα) / Γ(1 + kα)
 *     Pareto             v and D at long times alone
 *
 * mean, variance and the higher cumulants are exact at every time, also where waits make the walk age; v and D are those
 * of long times. In a plane and in space what is asked of one axis is answered.
 *
 * @see E. W. Montroll and G. H. Weiss, J. Math. Phys. 6, 167 (1965), doi:10.1063/1.1704269 (not opened)
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { countWeights } from "#step-law/count-law.ts";
import { latticeSupport } from "#step-law/lattice-support.ts";
import {
  displacementCumulants,
  displacementMoment,
  leadingOrderRenewalDiffusivity,
  renewalDiffusivity,
  renewalDrift,
} from "#step-law/renewal.ts";
import { type RenewalProblem, renewalProblem } from "#step-law/renewal-problem.ts";
import { movesOf, stepAlongAxis } from "#step-law/step-moments.ts";
import type { Recognition } from "./law.ts";
import { evenLaw, latticeLaw, type RenewalState } from "./renewal-state.ts";

const NAME = "independent steps at independent waits";

interface Renewal extends RenewalProblem {
  readonly model: Model;
  readonly species: Species;
  /** The state at a time; undefined where the law is not known in closed form. */
  readonly stateAt: (time: number) => RenewalState | undefined;
}

/** Recognises such a walk in free space. */
export function recogniseRenewal(model: Model, species: Species): Recognition {
  const problem = renewalProblem(model, species.name);
  if ("because" in problem) return { kind: "not-this", form: NAME, met: 0, ...problem };
  const { step, clock } = problem.law;
  const own: Renewal = { ...problem, model, species, stateAt: makeStates(model, problem) };
  const lattice = latticeSupport(step);
  const described =
    clock.kind === "fixed" || clock.kind === "poisson" || clock.kind === "gamma"
      ? `law of the sum of N ${step.kind} steps, N that of a ${clock.kind} clock`
      : clock.kind === "mittag-leffler"
        ? "<N(N-1)...(N-k+1)> = k! (t/scale)^(k a) / Gamma(1 + k a); moments alone"
        : "v = <l>/tau, D = (Var l + <l>^2 cv^2) / 2 tau at long times alone";
  return {
    kind: "law",
    name: `${NAME}, ${clock.kind} clock`,
    formula: described,
    source: "E. W. Montroll and G. H. Weiss, J. Math. Phys. 6, 167 (1965), doi:10.1063/1.1704269",
    describes: {
      kind: "discrete",
      spacing: lattice?.spacing ?? 0,
      ...(clock.kind === "fixed" ? { step: clock.interval } : {}),
    },
    read: (measure, when) => read(own, measure, when),
    profile: (when) => profile(own, when),
  };
}

/** States as they are asked for; the last is kept, for several measures ask of one time. */
function makeStates(model: Model, { law, start }: RenewalProblem): (time: number) => RenewalState | undefined {
  const step = stepAlongAxis(law.step, law.dimensions);
  const lattice = latticeSupport(step);
  let kept: { readonly time: number; readonly state: RenewalState | undefined } | undefined;
  return (time) => {
    if (kept?.time === time) return kept.state;
    const counts = countWeights(law.clock, time);
    const place = { model, start: start[0] as number };
    let state: RenewalState | undefined;
    if (counts !== undefined)
      state =
        movesOf(step) === undefined ? evenLaw(step, counts, place) : lattice && latticeLaw(lattice, counts, place);
    kept = { time, state };
    return state;
  };
}

function read(own: Renewal, measure: Measure, when: When): number | undefined {
  switch (measure.name) {
    case "diffusivity":
      return renewalDiffusivity(own.law);
    case "diffusivity_leading_order":
      return leadingOrderRenewalDiffusivity(own.law);
    case "drift_velocity":
      return renewalDrift(own.law);
    default:
      return typeof when === "number" ? readAt(own, measure, when) : undefined;
  }
}

function readAt(own: Renewal, measure: Measure, t: number): number | undefined {
  const { law, start, amount } = own;
  switch (measure.name) {
    case "survival":
      return 1;
    case "amount":
      return measure.place?.kind === "all" ? amount : undefined;
    case "moment":
      return measure.argument === undefined ? undefined : displacementMoment(law, t, measure.argument);
    case "mean":
    case "variance":
    case "skewness":
    case "excess_kurtosis":
    case "msd":
      return fromCumulants(own, measure, t);
    case "probability":
      return ofAxis(measure, own) ? own.stateAt(t)?.probability(measure) : undefined;
    default: {
      if (law.dimensions > 1) return undefined;
      const state = own.stateAt(t);
      switch (measure.name) {
        case "mean_distance":
          return state?.meanDistance();
        case "normal_distance":
          return state?.normalDistance();
        case "quantile":
          return measure.argument === undefined ? undefined : state?.quantile(measure.argument);
        case "entropy":
          return state?.entropy?.();
        case "c": {
          const x = measure.place?.kind === "point" ? measure.place.at[0] : undefined;
          const density = x === undefined ? undefined : state?.density?.((x as number) - (start[0] as number));
          return density === undefined ? undefined : amount * density;
        }
        default:
          return undefined;
      }
    }
  }
}

/** Whether a condition is one on x alone (or on nothing); that along y and z would need their start. */
function ofAxis({ condition }: Measure, { law }: Renewal): boolean {
  if (condition === undefined) return false;
  const names = namesIn(condition);
  return law.dimensions === 1 || ["y", "z", "r"].every((name) => !names.has(name));
}

function fromCumulants({ law, start }: Renewal, { name }: Measure, t: number): number | undefined {
  const cumulants = displacementCumulants(law, t);
  if (cumulants === undefined) return undefined;
  const [mean, variance, third, fourth] = cumulants;
  switch (name) {
    case "mean":
      return (start[0] as number) + mean;
    case "variance":
      return variance;
    case "skewness":
      return variance > 0 ? third / (variance * Math.sqrt(variance)) : undefined;
    case "excess_kurtosis":
      return variance > 0 ? fourth / (variance * variance) : undefined;
    default:
      return law.dimensions * variance + mean * mean;
  }
}

/** Probability of each site, or the concentration, along x. */
function profile({ law, species, amount, stateAt }: Renewal, when: When): Profile | undefined {
  if (typeof when !== "number" || law.dimensions > 1) return undefined;
  const curve = stateAt(when)?.curve();
  if (curve?.quantity !== "concentration") return curve && { species: species.name, when, ...curve };
  return { species: species.name, when, ...curve, values: curve.values.map((density) => amount * density) };
}
