/**
 * The master equation of a walk whose step depends on the site: one tridiagonal step for each tick of the clock.
 *
 *     P_i(n+1) = right_{i-1} P_{i-1} + left_{i+1} P_{i+1} + (1 - right_i - left_i) P_i
 *
 * Exact on the sites that the walk can reach, but for rounding and for probabilities below 1e-290. A Poisson clock mixes
 * the ticks by its weights.
 *
 * @module
 */

import type { Acceptance, LevelResult, Profile, Progress, Reading, Task, When } from "#levels/contract.ts";
import { type LineLaw, lineReading } from "#levels/line-law.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { speciesNamed } from "#levels/species-named.ts";
import { MEASURES } from "#model/measure.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import { stepsUntil } from "#step-law/lattice-law.ts";
import { type SiteChain, siteChain } from "#step-law/site-chain.ts";
import { alternates, siteRest, slowestSiteRate } from "#step-law/site-rest.ts";
import { exitReading } from "./site-exit.ts";

/** Most site updates of a run: about ten seconds of work. */
const MOST_UPDATES = 2e9;
/** Site updates between two signs of life. */
const BREATH = 2_000_000;
const FLOOR = 1e-290;
const LEFT_OUT = 1e-20;

/** The carrier of walks from site to site. */
export const siteWalkMaster: MotionCarrier = {
  accepts(model, name): Acceptance {
    const chain = siteChain(model, speciesNamed(model, name));
    if ("because" in chain) return { accepts: false, ...chain };
    const updates = ticksUntil(chain, chain.times.at(-1) ?? 0) * chain.right.length;
    if (updates <= MOST_UPDATES) return { accepts: true };
    return {
      accepts: false,
      because: `the master equation would take ${updates.toExponential(1)} site updates, more than ${MOST_UPDATES.toExponential(0)}`,
      change: "ask for fewer steps, or leave this to the level walk",
    };
  },
  *solve(task) {
    return yield* solveSites(task);
  },
};

/** Ticks of the clock by a time; of a Poisson clock, about the most that matter. */
function ticksUntil({ clock }: SiteChain, time: number): number {
  if (clock.kind === "fixed") return stepsUntil({ clock }, time);
  const ratio = time / clock.interval;
  return Math.ceil(ratio + 10 * Math.sqrt(ratio) + 40);
}

/** Probabilities in a row, and the part of it that is not empty. */
interface Row {
  p: Float64Array;
  low: number;
  high: number;
}

function* solveSites(task: Task): Generator<Progress, LevelResult> {
  const species = speciesNamed(task.model, task.species);
  const posed = siteChain(task.model, species);
  if ("because" in posed) throw new NumericalFailure("site walk", posed.because, posed.change);
  const chain = posed;
  const { coordinate, start, times, clock, spacing } = chain;
  const readings: Reading[] = [];
  const profiles: Profile[] = [];
  const warnings: string[] = [];
  let drift = 0;
  const read = (p: Float64Array, when: When, origin: number | undefined) => {
    const law = lawOf(chain, p, origin);
    for (const measure of task.measures) {
      if (MEASURES[measure.name] === "timeless") continue;
      const value = lineReading(measure, law, task.model);
      if (value !== undefined) readings.push({ measure: measure.key, when, value });
    }
    drift = Math.max(drift, Math.abs(sumOf(p) - 1));
    const values = law.p;
    profiles.push({ species: species.name, when, quantity: "probability", coordinate: law.x, values });
  };
  const row: Row = { p: new Float64Array(coordinate.length), low: start, high: start };
  row.p[start] = 1;
  let ticked = 0;
  const total = ticksUntil(chain, times.at(-1) ?? 0);
  for (const [k, time] of times.entries()) {
    if (clock.kind === "fixed") {
      const ticks = ticksUntil(chain, time);
      yield* stepped(row, chain, ticks - ticked, (done) => (ticked + done) / Math.max(1, total));
      ticked = ticks;
    } else {
      const interval = time - (k > 0 ? (times[k - 1] as number) : 0);
      row.p = yield* mixed(row, chain, interval / clock.interval, k / times.length);
    }
    read(row.p, time, coordinate[start]);
  }
  const rests = task.solves.filter(({ kind }) => kind !== "transient");
  const rest = rests.length > 0 ? siteRest(chain) : undefined;
  if (rests.length > 0 && rest === undefined)
    warnings.push(`${species.name} has no law at rest: it leaves, or nothing holds it on the sites that are looked at`);
  if (rest !== undefined) {
    for (const { kind } of rests) read(rest, kind as When, undefined);
    if (alternates(chain))
      warnings.push(
        `${species.name} steps at every tick and is on every other site in turn: the law at rest is the mean over two successive ticks`,
      );
  }
  for (const measure of task.measures) {
    const value = measure.name === "slowest_rate" ? slowestSiteRate(chain) : exitReading(measure, chain);
    if (value !== undefined && Number.isFinite(value)) readings.push({ measure: measure.key, when: "timeless", value });
  }
  const step = clock.kind === "fixed" ? { step: clock.interval } : {};
  return {
    level: "master",
    law: { kind: "discrete", spacing, ...step },
    method: `master equation on ${coordinate.length} sites by ${clock.kind === "fixed" ? `${total} exact steps` : "uniformisation"}`,
    warnings,
    invariants: { massDrift: drift },
    readings,
    profiles,
    sources: [],
  };
}

/** The law of a row: sites that absorb hold what has left. */
function lawOf({ coordinate, absorbs, amount }: SiteChain, p: Float64Array, start: number | undefined): LineLaw {
  const first = absorbs.left ? 1 : 0;
  const end = p.length - (absorbs.right ? 1 : 0);
  return {
    x: coordinate.slice(first, end),
    p: p.slice(first, end),
    start,
    amount,
    gone: { left: absorbs.left ? p[0] : 0, right: absorbs.right ? p[p.length - 1] : 0 },
  };
}

/** Takes a row through so many ticks. */
export function* stepped(
  row: Row,
  { right, left }: SiteChain,
  ticks: number,
  fraction: (done: number) => number = () => 0,
): Generator<Progress, void> {
  const last = right.length - 1;
  let next: Float64Array = new Float64Array(row.p.length);
  let updates = 0;
  for (let k = 0; k < ticks; k++) {
    const { p } = row;
    const low = Math.max(0, row.low - 1);
    const high = Math.min(last, row.high + 1);
    for (let i = low; i <= high; i++) {
      const arriving = (i > 0 ? right[i - 1] * p[i - 1] : 0) + (i < last ? left[i + 1] * p[i + 1] : 0);
      const value = arriving + (1 - right[i] - left[i]) * p[i];
      next[i] = value < FLOOR ? 0 : value;
    }
    p.fill(0, row.low, row.high + 1);
    [row.p, next] = [next, p];
    row.low = low;
    row.high = high;
    while (row.low < row.high && row.p[row.low] === 0) row.low++;
    while (row.high > row.low && row.p[row.high] === 0) row.high--;
    updates += high - low + 1;
    if (updates < BREATH) continue;
    updates = 0;
    yield { fraction: fraction(k), doing: "master equation of the sites" };
  }
}

/** The law after a Poisson number of ticks. */
function* mixed(row: Row, chain: SiteChain, mean: number, fraction: number): Generator<Progress, Float64Array> {
  const { first, weights } = poissonWeights(mean, LEFT_OUT);
  const out = new Float64Array(row.p.length);
  for (let k = 0; k < first + weights.length; k++) {
    if (k > 0) yield* stepped(row, chain, 1, () => fraction);
    const weight = k >= first ? weights[k - first] : 0;
    if (weight > 0) for (let i = row.low; i <= row.high; i++) out[i] += weight * row.p[i];
  }
  row.low = 0;
  row.high = out.length - 1;
  return out;
}
