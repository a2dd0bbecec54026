/**
 * Walkers by Lévy flights: a stable number for every stretch of time.
 *
 * On an endless line one draw takes a walker from record to record, exactly: the increment over Δt is (K Δt)^(1/a) times
 * a stable number.
 *
 * In a slab with absorbing ends a jump beyond an end is the last. By which end a walker leaves needs no time step: it
 * leaves the widest interval around itself, of half-width r, at
 *
 *     |y| = r / √B,   B of the beta law (a/2, 1 - a/2),
 *
 * (Blumenthal, Getoor and Ray), and goes on from there while that is inside: walk on spheres, without bias. (The mean
 * time in each interval is known too, but only from the closed form that the walkers are to check.) When it leaves, and
 * where it is at a record, needs steps Δt, at whose ends alone it is looked at: an excursion out and back within a step
 * is missed. Walks in steps meet an end as flights do that lies β (K Δt)^(1/a) further out, with
 *
 *     β = -1/π ∫ ln[(1 - e^(-k^a)) / k^a] / k² dk  over k > 0  =  -ζ(1 - 1/a) Γ(1 - 1/a) / π       (a > 1)
 *
 * (0.5826 √2 for a = 2, the correction for barriers of a Gaussian walk); the ends are moved inwards by that much, and what
 * is left is of first order in Δt. Below a = 1.25 the next order is as large and of the other sign: there the ends stand
 * where they are, steps are shorter, and near an end shorter still. No step is longer than lets a walker see the nearer
 * end from its start.
 *
 * @see R. M. Blumenthal, R. K. Getoor and D. B. Ray, Trans. Am. Math. Soc. 99, 540 (1961), doi:10.2307/1993561 (not opened)
 * @see D. Siegmund, Adv. Appl. Probab. 11, 701 (1979), doi:10.2307/1426855 (not opened)
 * @module
 */

import type { Motion, StartedMotion } from "#levels/ensemble/motion.ts";
import { Refusal } from "#levels/ensemble/refusal.ts";
import { ensembleCarrier } from "#levels/ensemble/solve-ensemble.ts";
import { INSIDE, LEFT_OUT, RIGHT_OUT, type Walkers } from "#levels/ensemble/walkers.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import type { MeasureName } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import type { FlightLaw } from "#model/motion-law.ts";
import { exp, log, pow, powInteger } from "#numerics/elementary.ts";
import { gamma } from "#numerics/gamma-function.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import type { RandomStream } from "#numerics/random-stream.ts";
import { makeStableSampler } from "#numerics/stable-sampler.ts";
import { riemannZeta } from "#numerics/zeta.ts";
import { type Ends, type FlightProblem, flightProblem, flightScale } from "#step-law/flight-problem.ts";
import type { Length } from "#units/flavour.ts";

/** Lévy flights, at the walk level. */
export const flightWalk: MotionCarrier = ensembleCarrier(
  { level: "walk", purpose: PURPOSE.stepLaw },
  (model, species, task) => startedFlight(problemOf(model, species), task?.refinement ?? 1),
);

function problemOf(model: Model, { name }: Species): FlightProblem {
  const problem = flightProblem(model, name);
  if ("because" in problem) throw new Refusal(problem.because, problem.change);
  return problem;
}

/** The walkers of a problem. */
export function startedFlight({ law, start, amount, ends }: FlightProblem, refinement: number): StartedMotion {
  const begin = ({ axes: [x], origin: [origin] }: Walkers): void => {
    x.fill(start);
    origin.fill(start);
  };
  const motion = ends === undefined ? freeMotion(law, begin) : killedMotion(law, ends, start, refinement, begin);
  return { motion, amount };
}

const SOURCES = [
  "J. M. Chambers, C. L. Mallows and B. W. Stuck, J. Am. Stat. Assoc. 71, 340 (1976), doi:10.1080/01621459.1976.10480344 (not opened; derived in the source code)",
];

/** Measures that need a variance, and below index 1 those that need a mean. */
function valueless({ index }: FlightLaw): readonly MeasureName[] {
  if (index === 2) return [];
  const spread: readonly MeasureName[] = ["variance", "msd", "skewness", "excess_kurtosis", "moment", "diffusivity"];
  return index > 1 ? spread : [...spread, "mean", "mean_distance", "drift_velocity"];
}

function freeMotion(law: FlightLaw, start: Motion["start"]): Motion {
  const draw = makeStableSampler(law.index);
  return {
    dimensions: 1,
    method: "exact flights from record to record, one stable number for each",
    law: { kind: "continuum" },
    without: valueless(law),
    ...(law.index < 2 && { heavyTails: true as const }),
    stepRate: 0,
    exits: [],
    unbounded: true,
    sharesRatesWith: [],
    sources: SOURCES,
    start,
    advance({ axes: [x], noise }, first, end, from, to) {
      const scale = flightScale(law, to - from);
      for (let i = first; i < end; i++) x[i] += scale * draw(noise);
      return end - first;
    },
  };
}

/** Share of the time scale L^a / K of a slab of half-width L that one step takes. */
const STEP_SHARE = 0.004;
/** From this index on the ends are moved in. */
const CORRECTED_FROM = 1.25;
/** Below it, but not far below 1 where flights leave by long jumps alone, a step takes less. */
const SHORT_STEPS_FROM = 0.75;
const SHORT_STEP_SHARE = 0.0015;
/** A step's scale, where ends are moved in, is at most this share of the way from the start to the nearer end. */
const SEEN_FROM_START = 0.125;
/** Without that, steps are quartered this often, wherever an end is nearer than a quarter of the half-width. */
const QUARTERINGS = 4;
const NEAR = 0.25;

function killedMotion(
  law: FlightLaw,
  { from: left, to: right }: Ends,
  origin: Length,
  refinement: number,
  start: Motion["start"],
): Motion {
  const draw = makeStableSampler(law.index);
  const half = (right - left) / 2;
  const timescale = pow(half, law.index) / law.K;
  const corrected = law.index >= CORRECTED_FROM;
  const share = corrected || law.index < SHORT_STEPS_FROM ? STEP_SHARE : SHORT_STEP_SHARE;
  const seen = corrected
    ? pow((SEEN_FROM_START * Math.min(origin - left, right - origin)) / half, law.index)
    : Number.POSITIVE_INFINITY;
  const longest = (Math.min(share, seen) * timescale) / refinement;
  const shiftPerScale = corrected ? barrierShift(law.index) : 0;
  const quarterings = corrected ? 0 : QUARTERINGS;
  /** Closer to an end than this, the next shorter step is taken. */
  const bounds = Array.from({ length: quarterings }, (_, k) => NEAR * half * pow(4, -k / law.index));
  return {
    dimensions: 1,
    method: `killed flights: by which end they leave by walk on spheres, without time steps; when, and where they are at records, by steps of ${longest.toPrecision(3)} s, ${
      corrected
        ? `with ends moved in by ${shiftPerScale.toPrecision(4)} (K dt)^(1/a), `
        : `quartered up to ${QUARTERINGS} times near an end, `
    }of first order in the step`,
    law: { kind: "continuum" },
    stepRate: 1 / longest,
    exits: ["left", "right"],
    unbounded: false,
    sharesRatesWith: [],
    exitScale: timescale,
    sources: [
      ...SOURCES,
      "R. M. Blumenthal, R. K. Getoor and D. B. Ray, Trans. Am. Math. Soc. 99, 540 (1961), doi:10.2307/1993561 (not opened)",
    ],
    start,
    leave: makeLeaving(law.index, left, right),
    advance({ axes: [x], fate, exitTime, noise }, first, end, from, to) {
      // equal steps, so that ends are moved in by what each of them misses
      const even = (to - from) / Math.ceil(((to - from) / longest) * (1 - 1e-12));
      const steps = Array.from({ length: quarterings + 1 }, (_, k) => even / powInteger(4, k));
      const scales = steps.map((step) => flightScale(law, step));
      const [low, high] = [left + shiftPerScale * scales[0], right - shiftPerScale * scales[0]];
      let taken = 0;
      for (let i = first; i < end; i++) {
        if (fate[i] !== INSIDE) continue;
        let at = x[i];
        let now = from;
        while (now < to) {
          const distance = Math.min(at - left, right - at);
          let k = 0;
          while (k < quarterings && distance < bounds[k]) k++;
          // what is left of the time is one step if it is no longer than one, up to rounding
          const rest = to - now;
          at += (rest < steps[k] * (1 - 1e-6) ? flightScale(law, rest) : scales[k]) * draw(noise);
          now = rest < steps[k] * (1 + 1e-6) ? to : now + steps[k];
          taken++;
          if (at > low && at < high) continue;
          fate[i] = at <= low ? LEFT_OUT : RIGHT_OUT;
          exitTime[i] = now;
          break;
        }
        x[i] = at;
      }
      return taken;
    },
  };
}

/** By how many scales of a step the ends move in, for an index above 1: β of the head of the file. */
export function barrierShift(index: number): number {
  return (-riemannZeta(1 - 1 / index) * gamma(1 - 1 / index)) / Math.PI;
}

/** Walk on spheres between two ends. */
function makeLeaving(index: number, left: Length, right: Length): NonNullable<Motion["leave"]> {
  const drawShare = makeShareSampler(index / 2);
  return ({ axes: [x], origin: [origin], fate, noise }, first, end) => {
    let taken = 0;
    for (let i = first; i < end; i++) {
      let at = origin[i];
      while (at > left && at < right) {
        const radius = Math.min(at - left, right - at);
        const side = noise.uint32() < 2147483648 ? -1 : 1;
        at += (side * radius) / Math.sqrt(drawShare(noise));
        taken++;
      }
      x[i] = at;
      fate[i] = at <= left ? LEFT_OUT : RIGHT_OUT;
    }
    return taken;
  };
}

/**
 * Draws of the beta law (p, 1 - p), 0 < p <= 1 (1 always for p = 1), by Jöhnk's rejection: u^(1/p) / (u^(1/p) + v^(1/(1-p))) where the
 * denominator is at most 1.
 */
function makeShareSampler(p: number): (noise: RandomStream) => number {
  if (p === 1) return () => 1;
  return (noise) => {
    for (;;) {
      const u = log(noise.uniform()) / p;
      const v = log(noise.uniform()) / (1 - p);
      if (exp(u) + exp(v) > 1) continue;
      // u^(1/p) and v^(1/(1-p)) may both be too small for a double; their ratio is not.
      return 1 / (1 + exp(v - u));
    }
  };
}
