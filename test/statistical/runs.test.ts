/**
 * Walkers that keep their direction against their exact laws, in two intervals so that what they remember at a record
 * counts. Thresholds: p < 1e-9 each, |z| < 6.2; `faults` states its own. All together raise a false alarm for one seed
 * in 10 million. Resolution: 200 000 walkers see a mean square wrong by 2 %, and a front wrong by 4 %.
 */
import { describe, expect, test } from "vitest";
import { persistentLaw } from "#levels/closed-form/persistent-law.ts";
import type { Motion } from "#levels/ensemble/motion.ts";
import { makeWalkers, type Walkers } from "#levels/ensemble/walkers.ts";
import { persistentMotion } from "#levels/walk/persistent-motion.ts";
import { runMotion } from "#levels/walk/run-motion.ts";
import { walk } from "#levels/walk/walk.ts";
import type { PersistentWalk, RunLaw } from "#model/motion-law.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { chiSquareTest } from "#numerics/statistics.ts";
import { frontMass, reversingDensity, reversingMoment, reversingProbability } from "#physics/goldstein-kac.ts";
import { ringMass, tumblingWithin } from "#physics/run-and-tumble.ts";
import { measure } from "../support/closed-form.ts";
import { faults } from "../support/distribution-check.ts";
import { solved, taskOf } from "../support/models.ts";
import { movingModel, running } from "../support/runs.ts";

const WALKERS = 200_000;
const FALSE_ALARM = 1e-9;
const SIX_SIGMAS = 6.2;
const ORIGIN = { at: [0, 0], amount: 1 };

/** The walkers of a motion after the times, one after the other. */
function moved(motion: Motion, times: readonly number[], seed: number): Walkers {
  const stream = makeRandomStream(seed, PURPOSE.stepLaw, 0);
  const walkers = makeWalkers(WALKERS, motion.dimensions, stream, motion.inertia);
  motion.start(walkers, makeRandomStream(seed, PURPOSE.initial, 0));
  let now = 0;
  for (const time of times) {
    motion.advance(walkers, 0, WALKERS, now, time);
    now = time;
  }
  return walkers;
}

describe("walkers that repeat their last step", () => {
  /** How likely counts as unlikely as those of walkers with p are under the law of another persistence. */
  function agreement(p: number, lawOf: number, times: readonly number[], steps = times.at(-1) ?? 0): number {
    const law: PersistentWalk = { kind: "persistent", spacing: 1, interval: 1, persistence: p };
    const { axes } = moved(persistentMotion(law, { at: [0], amount: 1 }, 100).motion, times, 5);
    const probabilities = persistentLaw(steps, lawOf);
    const observed = new Float64Array(steps + 1);
    for (const x of axes[0] ?? []) observed[(x + steps) / 2]++;
    return chiSquareTest(
      observed,
      probabilities.map((each) => each * WALKERS),
    ).p;
  }

  test.each([0.05, 0.3, 0.5, 0.9, 0.99])("are where the law by runs says, p = %s", (p) => {
    expect(agreement(p, p, [4, 5, 17])).toBeGreaterThan(FALSE_ALARM);
    expect(agreement(p, p, [40])).toBeGreaterThan(FALSE_ALARM);
  });

  test("go to and fro if they always turn, and straight on if they never do", () => {
    expect(agreement(0, 0, [3, 8])).toBeGreaterThan(FALSE_ALARM);
    expect(agreement(1, 1, [3, 8])).toBeGreaterThan(FALSE_ALARM);
  });

  test("would be found out with a persistence wrong by half a percent, or their direction forgotten at a record", () => {
    expect(agreement(0.9, 0.905, [40])).toBeLessThan(FALSE_ALARM);
    expect(agreement(0.9, 0.9, [17], 17)).toBeGreaterThan(FALSE_ALARM);
    const forgetful: PersistentWalk = { kind: "persistent", spacing: 1, interval: 1, persistence: 0.9 };
    const { motion } = persistentMotion(forgetful, { at: [0], amount: 1 }, 100);
    const forgetting: Motion = {
      ...motion,
      advance(walkers, first, end, from, to) {
        walkers.mode.fill(1);
        return motion.advance(walkers, first, end, from, to);
      },
    };
    const observed = new Float64Array(18);
    for (const x of moved(forgetting, [8, 17], 5).axes[0] ?? []) observed[(x + 17) / 2]++;
    expect(
      chiSquareTest(
        observed,
        persistentLaw(17, 0.9).map((each) => each * WALKERS),
      ).p,
    ).toBeLessThan(FALSE_ALARM);
  });
});

const zOf = (count: number, probability: number) =>
  Math.abs(count - WALKERS * probability) / Math.sqrt(WALKERS * probability * (1 - probability));

describe("walkers that turn round", () => {
  /** What is wrong with them at the time, taken for walkers of another rate. */
  function wrong(rate: number, times: readonly number[], lawOf = rate): string[] {
    const run: RunLaw = { kind: "run", dimensions: 1, speed: 1, turning: "reversals", rate };
    const law = { speed: 1, rate: lawOf };
    const t = times.at(-1) ?? 0;
    const x = moved(runMotion(run, ORIGIN), times, 9).axes[0] as Float64Array;
    const front = frontMass(law, t);
    const found: string[] = [];
    for (const side of [-t, t]) {
      const z = zOf(x.filter((each) => each === side).length, front);
      if (!(z < SIX_SIGMAS)) found.push(`front at ${side}: z = ${z}`);
    }
    const turned = x.filter((each) => Math.abs(each) !== t);
    const whole = 1 - 2 * front;
    const cumulated = tabulated(
      (at) => reversingProbability(law, t, -t, at),
      (at) => reversingDensity(law, t, at),
      t,
    );
    const moment = (order: number) => (reversingMoment(law, t, order) - 2 * front * t ** order) / whole;
    const centralMoments = [1, 0, moment(2), 0, moment(4), 0, moment(6), 0, moment(8)];
    const cdf = (at: number) => Math.min(1, Math.max(0, cumulated(at) / whole));
    return [...found, ...faults(turned, { mean: 0, centralMoments, cdf, tails: [[-0.9 * t, 0.9 * t]] })];
  }

  test.each([0.2, 1, 4])("follow Goldstein and Kac, fronts included, at %d reversals a second", (rate) => {
    expect(wrong(rate, [0.3, 1.1, 2])).toEqual([]);
  });

  test("would be found out with a rate wrong by three percent", () => {
    expect(wrong(1, [2], 1.03)).not.toEqual([]);
  });

  test("give back what the level asks of them: memory, running diffusivity, slope of the msd, D", () => {
    const model = movingModel(running("reversals", 1), [0.5, 1, 5, 10]);
    const texts = [
      "vacf(walker)",
      "green_kubo(walker)",
      "msd_slope(walker)",
      "diffusivity(walker)",
      "moment(walker, 4)",
    ];
    const { readings } = solved(walk.solve(taskOf(model, texts.map(measure), { walkers: 128_000, seed: 3 })));
    const exact: Record<string, number> = {
      "vacf(walker)": Math.exp(-2),
      "green_kubo(walker)": 0.5 * (1 - Math.exp(-2)),
      "msd_slope(walker)": (1 - Math.exp(-2)) / 0.567667641618306,
      "moment(walker, 4)": 0.4849853757254,
      "diffusivity(walker)": 0.5,
    };
    for (const [text, value] of Object.entries(exact)) {
      const when = text.startsWith("diffusivity") ? "timeless" : 1;
      const reading = readings.find((each) => each.measure === text && each.when === when);
      const batches = reading?.batches as Float64Array;
      const mean = batches.reduce((a, b) => a + b) / batches.length;
      const scatter = batches.reduce((sum, b) => sum + (b - mean) ** 2, 0) / (batches.length - 1);
      // Student's law of 63 degrees of freedom has 1e-9 beyond 7.1
      const z = Math.abs((reading?.value ?? Number.NaN) - value) / Math.sqrt(scatter / batches.length);
      expect([text, z < 7.1]).toEqual([text, true]);
    }
  });
});

describe("walkers that tumble", () => {
  const run: RunLaw = { kind: "run", dimensions: 2, speed: 1, turning: "tumbles", rate: 1.5 };
  const law = { speed: 1, rate: 1.5 };
  const [x, y] = moved(runMotion(run, ORIGIN), [0.4, 2], 11).axes as [Float64Array, Float64Array];
  const r = x.map((each, i) => Math.sqrt(each * each + (y[i] ?? 0) ** 2));
  const ring = ringMass(law, 2);

  test("lie on the ring itself if they never have, however it is rounded", () => {
    expect(zOf(r.filter((each) => each === 2).length, ring)).toBeLessThan(SIX_SIGMAS);
    expect(r.filter((each) => each !== 2).every((each) => each < 2)).toBe(true);
  });

  test("have the exact law of distance, and no direction", () => {
    const inside = r.filter((each) => each < 2);
    const uniform = inside.map((each) => tumblingWithin(law, 2, each) / (1 - ring));
    const even = {
      mean: 0.5,
      centralMoments: [1, 0, 1 / 12, 0, 1 / 80],
      cdf: (u: number) => u,
      tails: [[0.001, 0.999]] as const,
    };
    expect(faults(uniform, even)).toEqual([]);
    expect(
      faults(
        x.map((each, i) => 0.5 + Math.atan2(y[i] ?? 0, each) / (2 * Math.PI)),
        even,
      ),
    ).toEqual([]);
  });
});

/** A function from its values and slopes at 2000 points of (-end, end), by cubics: right to 1e-10. */
function tabulated(f: (x: number) => number, slope: (x: number) => number, end: number): (x: number) => number {
  const n = 2000;
  const h = (2 * end) / n;
  const values = Array.from({ length: n + 1 }, (_, i) => f(-end + i * h));
  const slopes = Array.from({ length: n + 1 }, (_, i) => slope(Math.max(-end, Math.min(end, -end + i * h))));
  return (x) => {
    const i = Math.min(n - 1, Math.max(0, Math.floor((x + end) / h)));
    const u = (x + end) / h - i;
    const [a, b, da, db] = [values[i], values[i + 1], slopes[i], slopes[i + 1]] as [number, number, number, number];
    return a + u * (h * da + u * (3 * (b - a) - h * (2 * da + db) + u * (2 * (a - b) + h * (da + db))));
  };
}
