import { describe, expect, test } from "vitest";
import { INSIDE, makeWalkers, RIGHT_OUT } from "#levels/ensemble/walkers.ts";
import { master } from "#levels/master/master.ts";
import { barrierShift, startedFlight } from "#levels/walk/flight-motion.ts";
import { walk } from "#levels/walk/walk.ts";
import { gamma, regularisedBeta } from "#numerics/gamma-function.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { stableTail } from "#numerics/stable-law.ts";
import { makeStableSampler } from "#numerics/stable-sampler.ts";
import { chiSquareTest } from "#numerics/statistics.ts";
import { flightAnswers, flightModel, flightValues } from "../support/flights.ts";

// False alarm 1e-9 a check: |z| > 6.11, or p < 1e-9 of a chi-square over 101 cells.
const sigmas = 6.11;
const count = 100_000;

function flown(index: number, scale = 1): Float64Array {
  const { motion } = startedFlight({ law: { kind: "flight", index, K: 2 }, start: 3, amount: 1, times: [] }, 1);
  const walkers = makeWalkers(count, 1, makeRandomStream(11, PURPOSE.stepLaw, Math.round(100 * index)));
  motion.start(walkers, makeRandomStream(11, PURPOSE.initial, 0));
  motion.advance(walkers, 0, count, 0, 0.3);
  motion.advance(walkers, 0, count, 0.3, 1);
  const s = 2 ** (1 / index);
  return (walkers.axes[0] as Float64Array).map((x) => (scale * (x - 3)) / s);
}

function lawP(index: number, sample: Float64Array): number {
  // sorted, walkers are counted between a hundred places; what lies beyond is one cell more
  const sorted = sample.slice().sort();
  const below = (x: number): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as number) < x) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const edges = Array.from({ length: 101 }, (_, i) => 20 * Math.sinh((i - 50) / 12));
  const counts = edges.slice(1).map((edge, i) => below(edge) - below(edges[i] as number));
  const shares = edges.slice(1).map((edge, i) => stableTail(index, edges[i] as number) - stableTail(index, edge));
  const inside = counts.reduce((a, b) => a + b);
  return chiSquareTest(
    Float64Array.from([...counts, count - inside]),
    Float64Array.from([...shares, 1 - shares.reduce((a, b) => a + b)], (share) => share * count),
  ).p;
}

describe("flights of two stretches have the law of one of their whole length", () => {
  test.each([0.6, 1, 1.5, 1.9, 2])("index %d", (index) => expect(lawP(index, flown(index))).toBeGreaterThan(1e-9));

  test("the check sees a scale wrong by 5 %", () => expect(lawP(1.5, flown(1.5, 1.05))).toBeLessThan(1e-9));
});

describe("out of a slab on spheres", () => {
  test.each([
    [0.5, 0.7],
    [1, -0.4],
    [1.5, 0.9],
    [1.99, 0.2],
    [2, 0.5],
  ])("index %d from %d: the side is that of Blumenthal, Getoor and Ray", (index, start) => {
    const problem = {
      law: { kind: "flight" as const, index, K: 3 },
      start,
      amount: 1,
      times: [],
      ends: { from: -1, to: 1 },
    };
    const { motion } = startedFlight(problem, 1);
    const walkers = makeWalkers(count, 1, makeRandomStream(12, PURPOSE.stepLaw, 1));
    motion.start(walkers, makeRandomStream(12, PURPOSE.initial, 1));
    motion.leave?.(walkers, 0, count);
    const right = walkers.fate.reduce((sum, fate) => sum + (fate === RIGHT_OUT ? 1 : 0), 0) / count;
    const p = regularisedBeta(index / 2, index / 2, (1 + start) / 2);
    expect(walkers.fate.includes(INSIDE)).toBe(false);
    expect(Math.abs(right - p) / Math.sqrt((p * (1 - p)) / count)).toBeLessThan(sigmas);
  });
});

describe("out of a slab in steps", () => {
  // 64 × 300 walkers see the mean to 0.7 % from the middle, to 1.3 % from near an end; steps err by less than 0.6 %.
  test.each([
    [1, 0],
    [1.5, 0],
    [1.5, -0.9],
    [1.5, 0.9],
  ])("index %d from %d: the mean time is Getoor's within 0.6 % and the noise", (index, start) => {
    const model = flightModel({ index, start, ends: [-1, 1], times: [0] });
    const [reading] = flightAnswers(walk, model, ["mean_exit_time(walker)"], { walkers: 19_200 });
    const batches = reading?.batches as Float64Array;
    const mean = batches.reduce((a, b) => a + b) / 64;
    const error = Math.sqrt(batches.reduce((sum, b) => sum + (b - mean) ** 2, 0) / 63 / 64);
    const exact = (1 - start * start) ** (index / 2) / gamma(1 + index);
    expect(Math.abs(mean - exact)).toBeLessThan(0.006 * exact + sigmas * error);
    expect(error).toBeLessThan(0.02 * exact);
  });

  test("survivors and where they are agree with the master equation", () => {
    const model = flightModel({ index: 1.5, start: 0.25, ends: [-1, 1], times: [0.4] });
    const texts = ["survival(walker)", "probability(walker, x > 0)", "mean(walker)"];
    const law = flightValues(master, model, texts, { when: 0.4 });
    const found = flightAnswers(walk, model, texts, { when: 0.4, walkers: 19_200 });
    found.forEach((reading, i) => {
      const batches = reading?.batches as Float64Array;
      const mean = batches.reduce((a, b) => a + b) / 64;
      const error = Math.sqrt(batches.reduce((sum, b) => sum + (b - mean) ** 2, 0) / 63 / 64);
      // steps err by 0.3 %, the lattice by 0.1 %
      expect(Math.abs((reading?.value as number) - (law[i] as number))).toBeLessThan(
        0.004 * (law[i] as number) + sigmas * error,
      );
    });
  });

  test("ends move in by what a walk in steps misses: the integral over its Wiener-Hopf factor, by quadrature", () => {
    expect(barrierShift(2)).toBeNear(0.5826 * Math.SQRT2, { rel: 1e-4 });
    expect(barrierShift(1.5)).toBeNear(0.8300160348541693, { rel: 1e-10 });
    expect(barrierShift(1.25)).toBeNear(1.0724866762450882, { rel: 1e-9 });
  });
});

describe("Sparre Andersen: a walk stays above its start for n steps with probability C(2n, n) / 4^n, whatever its steps", () => {
  const choose = (n: number): number =>
    Array.from({ length: n }, (_, k) => 1 - 1 / (2 * (k + 1))).reduce((a, b) => a * b);

  test("n = 10 and 100", () => {
    expect(choose(10)).toBeNear(0.176197052002, { rel: 1e-11 });
    expect(choose(100)).toBeNear(0.05634847900926, { rel: 1e-11 });
  });

  test.each([0.5, 1, 1.5, 2])("flights of index %d", (index) => {
    const draw = makeStableSampler(index);
    const stream = makeRandomStream(13, PURPOSE.demonstration, Math.round(10 * index));
    const walkers = 20_000;
    let [ten, hundred] = [0, 0];
    for (let i = 0; i < walkers; i++) {
      let [x, n] = [0, 0];
      while (n < 100) {
        x += draw(stream);
        if (x <= 0) break;
        n++;
      }
      if (n >= 10) ten++;
      if (n >= 100) hundred++;
    }
    for (const [stayed, n] of [
      [ten, 10],
      [hundred, 100],
    ] as const) {
      const p = choose(n);
      expect(Math.abs(stayed / walkers - p) / Math.sqrt((p * (1 - p)) / walkers)).toBeLessThan(sigmas);
    }
  });
});
