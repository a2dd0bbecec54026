/**
 * What the law of a sum of steps says of the walker at one time: probabilities, quantiles, distances, curves.
 *
 * @module
 */

import type { Profile } from "#levels/contract.ts";
import { normalDistance } from "#levels/normal-distance.ts";
import { siteQuantile } from "#levels/site-quantile.ts";
import type { Measure } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import type { StepLaw } from "#model/motion-law.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { log } from "#numerics/elementary.ts";
import type { DiscreteWeights } from "#numerics/unimodal-weights.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import type { LatticeSupport } from "#step-law/lattice-support.ts";
import { stepCumulants } from "#step-law/step-moments.ts";
import type { Interval } from "./breakpoints.ts";
import { evenProbability, evenQuantile } from "./even-law.ts";
import { makeCondition } from "./lattice-condition.ts";
import { latticeSums } from "./lattice-sums.ts";
import { symmetricNormalDistance } from "./normal-distance.ts";
import { type EvenLaw, evenStepSums } from "./step-sums.ts";

/** The walker along x at one time. */
export interface RenewalState {
  probability(measure: Measure): number | undefined;
  quantile(p: number): number;
  meanDistance(): number | undefined;
  normalDistance(): number | undefined;
  /** Over the sites of a lattice; absent for a density. */
  entropy?(): number;
  /** Of the displacement; absent on a lattice [m^-1]. */
  density?(displacement: number): number | undefined;
  /** The probability of each site, or the density [m^-1]. */
  curve(): Pick<Profile, "quantity" | "coordinate" | "values"> | undefined;
}

/** Where the walk starts, in which model. */
export interface Place {
  readonly model: Model;
  readonly start: number;
}

/** The state on a lattice; undefined if its law would take too long. */
export function latticeLaw(
  lattice: LatticeSupport,
  counts: DiscreteWeights,
  { model, start }: Place,
): RenewalState | undefined {
  const law = latticeSums(lattice, counts);
  if (law === undefined) return undefined;
  const { spacing } = lattice;
  const { first, values } = law;
  const coordinate = (i: number) => latticeCoordinate(start, spacing, first + i);
  const over = (f: (p: number, i: number) => number) => sumOf(values.map(f));
  return {
    probability({ condition }) {
      if (condition === undefined) return undefined;
      const holds = makeCondition(condition, model);
      return over((p, i) => (p > 0 && holds([coordinate(i)]) ? p : 0));
    },
    quantile: (p) => coordinate(siteQuantile(values, p)),
    meanDistance: () => spacing * over((p, i) => p * Math.abs(first + i)),
    normalDistance: () => normalDistance(values),
    entropy: () => over((p) => (p > 0 ? -p * log(p) : 0)),
    curve() {
      const sites = [...values.keys()].filter((i) => values[i] > 1e-16);
      return {
        quantity: "probability",
        coordinate: Float64Array.from(sites, coordinate),
        values: Float64Array.from(sites, (i) => values[i]),
      };
    },
  };
}

/** The state of a walker whose steps have a symmetric density; undefined if that law is not known. */
export function evenLaw(step: StepLaw, counts: DiscreteWeights, { model, start }: Place): RenewalState | undefined {
  const law = evenStepSums(step, counts);
  if (law === undefined) return undefined;
  const { first, weights } = counts;
  const steps = first + sumOf(weights.map((w, i) => w * i));
  const variance = (stepCumulants(step)?.variance ?? Number.POSITIVE_INFINITY) * steps;
  return {
    probability: (measure) => probabilityOf(law, measure, { model, start }),
    quantile: (p) => start + evenQuantile(law.upper, law.scale, p),
    meanDistance: () => law.meanDistance,
    normalDistance: () =>
      variance > 0 && Number.isFinite(variance) ? symmetricNormalDistance(law.upper, Math.sqrt(variance)) : undefined,
    density: (displacement) => (displacement === 0 && law.atom > 0 ? undefined : law.density(Math.abs(displacement))),
    curve() {
      if (law.atom === 1) return undefined;
      const reach = evenQuantile(law.upper, law.scale, 1 - 5e-7 * (1 - law.atom));
      const displacement = Float64Array.from({ length: 201 }, (_, i) => reach * (i / 100 - 1));
      return {
        quantity: "concentration",
        coordinate: displacement.map((d) => start + d),
        values: displacement.map((d) => law.density(Math.abs(d))),
      };
    },
  };
}

function probabilityOf(law: EvenLaw, { condition }: Measure, { model, start }: Place): number | undefined {
  if (condition === undefined) return undefined;
  const atom = law.atom > 0 && makeCondition(condition, model)([start]) ? law.atom : 0;
  if (law.atom === 1) return atom;
  const reach = evenQuantile(law.upper, law.scale, 1 - 1e-15 * (1 - law.atom));
  const moved = evenProbability(condition, model, { start, reach }, (displacement) => between(law, displacement));
  return moved === undefined ? undefined : atom + moved;
}

/** Probability of a displacement between two others, without the atom. */
function between({ upper, atom }: EvenLaw, { from, to }: Interval): number {
  const beyond = (x: number) => (x === Number.POSITIVE_INFINITY ? 0 : upper(x));
  if (from >= 0) return beyond(from) - beyond(to);
  if (to <= 0) return beyond(-to) - beyond(-from);
  return 1 - atom - beyond(to) - beyond(-from);
}
