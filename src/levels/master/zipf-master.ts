/**
 * The master equation of power-law steps on a lattice, by a fixed or a Poisson clock: exact in time, on a ring.
 *
 *     P_j(n) = F^-1 φ(q)^n,    P_j(t) = F^-1 e^(-(1 - φ(q)) t/τ),    φ(q) = Σ_k p(k) cos qk,    q = 2πm/N
 *
 * φ at these q is the Fourier transform of the steps folded round the ring, Σ_m |j + mN|^-s = N^-s [ζ(s, j/N) +
 * ζ(s, 1 - j/N)], so that no step is left out. What has gone further than half the ring stands on its other side.
 *
 * @module
 */

import type { LevelResult, Progress, Reading, Task } from "#levels/contract.ts";
import { lineReading } from "#levels/line-law.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { MEASURES, type MeasureName } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import type { RenewalWalk, StepLaw } from "#model/motion-law.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { exp, log, pow } from "#numerics/elementary.ts";
import { inverseTransform, makeFourierPlan, powerOfTwoFrom, transform } from "#numerics/fft.ts";
import { hurwitzZeta, riemannZeta } from "#numerics/zeta.ts";
import { ticksUntil } from "#step-law/count-law.ts";
import { type RenewalProblem, renewalProblem } from "#step-law/renewal-problem.ts";

/** Widths (n^(1/a) spacings) that the ring reaches to either side, if it may be so long. */
const REACH = 200;
const LONGEST_RING = 262144;
/** Measures of one site or of many; those that a sum over a ring would cut off are left out. */
const STATED: readonly MeasureName[] = ["probability", "quantile", "survival", "amount", "entropy"];

type Zipf = Extract<StepLaw, { readonly kind: "zipf" }>;

/** The carrier of renewal walks, with power-law steps by a fixed or Poisson clock carried here. */
export function withZipf(others: MotionCarrier): MotionCarrier {
  const own = (model: Model, name: string): RenewalProblem | undefined => {
    const problem = renewalProblem(model, name);
    if ("because" in problem || problem.law.step.kind !== "zipf") return undefined;
    return problem.law.clock.kind === "fixed" || problem.law.clock.kind === "poisson" ? problem : undefined;
  };
  return {
    ...others,
    accepts: (model, name) => (own(model, name) === undefined ? others.accepts(model, name) : { accepts: true }),
    *solve(task) {
      const problem = own(task.model, task.species);
      return problem === undefined ? yield* others.solve(task) : yield* solveZipf(task, problem);
    },
  };
}

/** Mean number of steps by a time. */
function stepsBy({ clock }: RenewalWalk, time: number): number {
  if (clock.kind === "fixed") return ticksUntil(clock.interval, time);
  return clock.kind === "poisson" ? time / clock.interval : Number.NaN;
}

/** φ at the waves m = 0 ... N/2 of a ring of N sites. */
export function zipfWaves(index: number, sites: number): Float64Array {
  const s = 1 + index;
  const re = new Float64Array(sites);
  const factor = pow(sites, -s) / (2 * riemannZeta(s));
  re[0] = 2 * factor * riemannZeta(s);
  for (let j = 1; j <= sites / 2; j++)
    re[j] = re[sites - j] = factor * (hurwitzZeta(s, j / sites) + hurwitzZeta(s, 1 - j / sites));
  transform(makeFourierPlan(sites), re, new Float64Array(sites));
  return re.slice(0, sites / 2 + 1);
}

function* solveZipf(task: Task, { law, start, amount, times }: RenewalProblem): Generator<Progress, LevelResult> {
  const { index, spacing } = law.step as Zipf;
  const widest = pow(Math.max(1, stepsBy(law, times.at(-1) ?? 0)), 1 / index);
  const sites = powerOfTwoFrom(Math.min(LONGEST_RING, Math.max(4096, 2 * REACH * widest)));
  const [origin] = start as [number];
  const x = Float64Array.from({ length: sites }, (_, i) => origin + (i - sites / 2) * spacing);
  const waves = zipfWaves(index, sites);
  const plan = makeFourierPlan(sites);
  yield { fraction: 0.3, doing: "power-law steps on a ring" };
  const readings: Reading[] = [];
  let massDrift = 0;
  for (const [i, time] of times.entries()) {
    const re = new Float64Array(sites);
    const steps = stepsBy(law, time);
    for (let m = 0; m <= sites / 2; m++) {
      re[m] = law.clock.kind === "fixed" ? power(waves[m], steps) : exp(-(1 - waves[m]) * steps);
      if (m > 0) re[sites - m] = re[m];
    }
    inverseTransform(plan, re, new Float64Array(sites));
    const p = new Float64Array(sites);
    p.set(re.subarray(sites / 2), 0);
    p.set(re.subarray(0, sites / 2), sites / 2);
    massDrift = Math.max(massDrift, Math.abs(sumOf(p) - 1));
    for (const measure of task.measures) {
      if (measure.species !== task.species || MEASURES[measure.name] === "timeless") continue;
      if (!STATED.includes(measure.name)) continue;
      const value = lineReading(measure, { x, p, start: origin, amount }, task.model);
      if (value !== undefined) readings.push({ measure: measure.key, when: time, value });
    }
    yield { fraction: 0.3 + (0.7 * (i + 1)) / times.length, doing: "power-law steps on a ring" };
  }
  return {
    level: "master",
    law: { kind: "discrete", spacing, ...(law.clock.kind === "fixed" && { step: law.clock.interval }) },
    method: `power-law steps on a ring of ${sites} sites: the characteristic function of the steps, folded without loss, to the power of their number; about ${(pow(sites / 2 / widest, -index) / (index * riemannZeta(1 + index))).toPrecision(2)} of the probability is beyond the ring and stands on its other side`,
    warnings: [],
    invariants: { massDrift },
    readings,
    profiles: [],
    sharesRatesWith: [],
    sources: [],
  };
}

/** y to a whole power n, for y of either sign. */
function power(y: number, n: number): number {
  if (n === 0) return 1;
  if (y === 0) return 0;
  const size = exp(n * log(Math.abs(y)));
  return y < 0 && n % 2 === 1 ? -size : size;
}
