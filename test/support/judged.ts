/**
 * Series for the tests of agreement: laws as they are, sampled runs with a spread made to measure or really sampled.
 */
import type { JudgedSeries } from "#agreement/judge.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { fillNormals, makeRandomStream } from "#numerics/random-stream.ts";

type Levels = Pick<JudgedSeries, "level">["level"];

const SHARING: readonly Levels[] = ["walk", "master", "continuum"];

function sharesRatesWith(level: Levels): readonly Levels[] {
  return SHARING.includes(level) ? SHARING.filter((other) => other !== level) : [];
}

/** A level without noise that states the values at t = 1, 2, ... */
export function law(level: Levels, values: readonly number[], changes: Partial<JudgedSeries> = {}): JudgedSeries {
  return {
    level,
    sampled: false,
    walkers: 0,
    law: level === "closed-form" ? "continuum" : "discrete",
    sharesRatesWith: sharesRatesWith(level),
    when: values.map((_, i) => i + 1),
    values,
    ...changes,
  };
}

/** A walk of 6400 walkers whose parts lie alternately `spread` above and below each value: SE = spread / √63. */
export function run(values: readonly number[], spread: number, changes: Partial<JudgedSeries> = {}): JudgedSeries {
  return {
    ...law("walk", values),
    sampled: true,
    walkers: 6400,
    batches: values.map((value) =>
      Float64Array.from({ length: 64 }, (_, b) => value + (b % 2 === 0 ? spread : -spread)),
    ),
    ...changes,
  };
}

/** How a walk is sampled: D and the drift are those of the walker, which may be wrong on purpose. */
export interface SampledWalk {
  readonly seed: number;
  /** A multiple of 64. */
  readonly walkers: number;
  readonly times: readonly number[];
  readonly diffusivity: number;
  readonly drift?: number;
  /** What is asked of the walkers; the mean squared displacement if absent. */
  readonly output?: "msd" | "mean";
}

/** A sampled Brownian run in one dimension, in 64 parts. */
export function sampledRun({
  seed,
  walkers,
  times,
  diffusivity,
  drift = 0,
  output = "msd",
}: SampledWalk): JudgedSeries {
  const each = walkers / 64;
  const stream = makeRandomStream(seed, PURPOSE.demonstration, 0);
  const normals = new Float64Array(times.length);
  const batches = times.map(() => new Float64Array(64));
  for (let b = 0; b < 64; b++) {
    for (let walker = 0; walker < each; walker++) {
      fillNormals(normals, stream);
      let [x, before] = [0, 0];
      for (const [i, time] of times.entries()) {
        x += drift * (time - before) + Math.sqrt(2 * diffusivity * (time - before)) * (normals[i] as number);
        before = time;
        (batches[i] as Float64Array)[b] += (output === "msd" ? x * x : x) / each;
      }
    }
  }
  const values = batches.map((parts) => parts.reduce((sum, part) => sum + part, 0) / 64);
  return { ...law("walk", values), when: times, sampled: true, walkers, batches };
}
