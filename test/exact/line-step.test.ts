import { describe, expect, test } from "vitest";
import { INSIDE, makeWalkers } from "#levels/ensemble/walkers.ts";
import { makeLineStep } from "#levels/langevin/line-step.ts";
import { straightLine } from "#levels/langevin/straight-line.ts";
import { stretchesOf } from "#levels/langevin/stretches.ts";
import { erfc, erfcx } from "#numerics/error-function.ts";
import type { RandomStream } from "#numerics/random-stream.ts";
import { lineFrom, medium, slabOf, type WalkerModel, walkerModel } from "../support/langevin-models.ts";

/** Where a walker may be after one step: x, whether inside, in which stretch; and the weight of that outcome. */
interface Outcome {
  readonly x: number;
  readonly inside: boolean;
  readonly stretch: number;
  readonly weight: number;
}

/**
 * One step of the stepper over the nodes of a quadrature instead of noise, so that nothing is left to chance: trapezoid in
 * the normal number, midpoints in the uniform (and, through -ln, in the exponential). The outcome jumps or bends along lines
 * in the square of numbers, which costs an error of about one cell, less for a mean: below 1/count.
 */
function outcomes(given: WalkerModel, time: number, count: { uniform: number; exponential?: number }): Outcome[] {
  const model = walkerModel({ ...given, times: [time] });
  const start = typeof given.start === "number" ? given.start : 0;
  const request = { start: [start, start], time, endless: false, spread: false } as const;
  const line = straightLine(stretchesOf(model, model.species[0]), request);
  const stretch = line.findIndex(
    ({ right, position }) => start <= position.coefficients[0] + position.coefficients[1] * (right - position.origin),
  );
  const normals = Array.from({ length: 201 }, (_, i) => -8 + (16 * i) / 200);
  const total = normals.reduce((sum, z) => sum + Math.exp((-z * z) / 2), 0);
  let [z, u, e] = [0, 0, 0];
  const noise: RandomStream = { normal: () => z, uniform: () => u, exponential: () => e, uint32: () => 0 };
  const walkers = makeWalkers(1, 1, noise);
  const move = makeLineStep(line, { step: time });
  const found: Outcome[] = [];
  const { position } = line[stretch];
  const exponentials = count.exponential ?? 1;
  for (z of normals)
    for (let i = 0; i < count.uniform; i++)
      for (let j = 0; j < exponentials; j++) {
        u = (i + 0.5) / count.uniform;
        e = -Math.log((j + 0.5) / exponentials);
        walkers.fate[0] = INSIDE;
        walkers.mode[0] = stretch;
        walkers.inner[0] = position.origin + (start - position.coefficients[0]) / position.coefficients[1];
        move(walkers, 0, 0, time);
        const weight = Math.exp((-z * z) / 2) / total / count.uniform / exponentials;
        found.push({ x: walkers.axes[0][0], inside: walkers.fate[0] === INSIDE, stretch: walkers.mode[0], weight });
      }
  return found;
}

const average = (of: readonly Outcome[], f: (outcome: Outcome) => number): number =>
  of.reduce((sum, outcome) => sum + outcome.weight * f(outcome), 0);

const half = lineFrom({ from: 0 });

describe("one step beside a plane, over all its noise", () => {
  test("a reflecting wall keeps <x²> = x0² + 2Dt, and pushes <x> out", () => {
    const after = outcomes({ domain: half, media: [medium("", "0.5")], start: 0.3 }, 0.2, { uniform: 300 });
    expect(average(after, ({ x }) => x * x)).toBeNear(0.09 + 0.2, { rel: 1e-3 });
    const u = 0.3 / Math.sqrt(0.4);
    expect(average(after, ({ x }) => x)).toBeNear(0.3 * (1 - erfc(u)) + Math.sqrt(0.4 / Math.PI) * Math.exp(-u * u), {
      rel: 1e-3,
    });
  });

  test("with a drift against it too: <x> is that of reflected motion with drift", () => {
    // d<x>/dt = v + D c(0, t), c the density of reflected motion with drift from x0 (Carslaw and Jaeger), integrated by
    // Simpson's rule in √t.
    const [x0, v, t] = [0.3, -1, 0.2];
    const density = (s: number) =>
      Math.exp(-((x0 + v * s) ** 2) / (4 * s)) / Math.sqrt(Math.PI * s) +
      (-v / 2) * erfc((x0 + v * s) / (2 * Math.sqrt(s)));
    const n = 2000;
    let gained = 0;
    for (let i = 0; i <= n; i++) {
      const root = (Math.sqrt(t) * i) / n;
      const value = root === 0 ? 0 : 2 * root * density(root * root);
      gained += (value * (i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2) * Math.sqrt(t)) / (3 * n);
    }
    const after = outcomes({ domain: half, drift: "-1", start: x0 }, t, { uniform: 300 });
    expect(average(after, ({ x }) => x)).toBeNear(x0 + v * t + gained, { rel: 1e-3 });
  });

  test("an absorbing wall lets erf(x0/√4Dt) survive", () => {
    const after = outcomes({ domain: half, left: { kind: "absorbing" }, media: [medium("", "0.5")], start: 0.3 }, 0.2, {
      uniform: 400,
    });
    expect(average(after, ({ inside }) => (inside ? 1 : 0))).toBeNear(1 - erfc(0.3 / Math.sqrt(0.4)), { abs: 1e-4 });
  });

  test("a partially absorbing wall lets survive what Carslaw and Jaeger say", () => {
    // κ = P/K = 1, D = 0.25: scaled, a = κ/√D = 2 and X = x/√D = 0.3.
    const left = { kind: "robin", permeability: 0.5, concentration: 0 } as const;
    const after = outcomes({ domain: half, left, media: [medium("", "0.25", "0.5")], start: 0.15 }, 0.05, {
      uniform: 40,
      exponential: 60,
    });
    const u = 0.3 / Math.sqrt(0.2);
    const survival = 1 - erfc(u) + Math.exp(-u * u) * erfcx(u + 2 * Math.sqrt(0.05));
    expect(average(after, ({ inside }) => (inside ? 1 : 0))).toBeNear(survival, { abs: 5e-4 });
  });

  test("a membrane is crossed with the exact probability, and D of the side landed on sets the distance", () => {
    const domain = slabOf(
      { name: "a", thickness: 10 },
      { name: "m", thickness: 0, membrane: { walker: 1 } },
      { name: "b", thickness: 10 },
    );
    const media = [medium("a", "1", "0.5"), medium("b", "0.25", "2")];
    const after = outcomes({ domain, media, start: 9.7 }, 0.05, { uniform: 500 });
    expect(average(after, ({ stretch }) => stretch)).toBeNear(0.07993421222, { abs: 2e-4 });
    // Scaled by √D, crossed and staying walkers together are the reflected ones.
    const scaled = ({ x, stretch }: Outcome) => (stretch === 0 ? 10 - x : (x - 10) / 0.5);
    expect(average(after, (outcome) => scaled(outcome) ** 2)).toBeNear(0.09 + 0.1, { rel: 1e-9 });
    const back = outcomes({ domain, media, start: 10.3 }, 0.05, { uniform: 500 });
    expect(average(back, ({ stretch }) => 1 - stretch)).toBeNear(0.00526062104, { abs: 1e-4 });
  });

  test("an interface where K and D change sends walkers by the weights K √D", () => {
    const domain = slabOf({ name: "a", thickness: 10 }, { name: "b", thickness: 10 });
    const after = outcomes({ domain, media: [medium("a", "1"), medium("b", "0.25", "3")], start: 10 }, 0.05, {
      uniform: 1000,
    });
    expect(average(after, ({ stretch }) => stretch)).toBeNear(1.5 / 2.5, { abs: 1e-3 });
  });

  test("between two sides with forces it sends as many to each as without, from either side, where they do next to nothing", () => {
    const domain = slabOf({ name: "a", thickness: 10 }, { name: "b", thickness: 10 });
    const media = [medium("a", "1"), medium("b", "0.25", "3")];
    for (const start of [9.9, 10.1]) {
      const beyond = (drift?: string) =>
        average(outcomes({ domain, media, start, ...(drift && { drift }) }, 0.05, { uniform: 1000 }), (o) => o.stretch);
      // a drift of 1e-3 moves walkers by 5e-5 in 0.05 s, over which they spread by 0.16 or more: 3e-4 of them land elsewhere
      expect(beyond("1e-3")).toBeNear(beyond(), { abs: 5e-4 });
    }
  });

  test("without noise it drifts by a step of second order on either side of a partition", () => {
    // v = -4 s^-1 (x - 10): distances from the partition shrink by e^-4t. Of the two halves, c = -4 t / 2 = -0.1 each, the
    // midpoint rule leaves out c^3 / 6, together 3.3e-4; Euler's rule would miss c^2 = 1e-2.
    const time = 0.05;
    const domain = slabOf({ name: "a", thickness: 10 }, { name: "b", thickness: 10 });
    const media = [medium("a", "1"), medium("b", "0.25", "3")];
    for (const [start, stretch] of [
      [9.9, 0],
      [10.1, 1],
    ] as const) {
      const model = walkerModel({ domain, media, start, times: [time], drift: "-4 * (x - 10)" });
      const request = { start: [start, start], time, endless: false, spread: false } as const;
      const line = straightLine(stretchesOf(model, model.species[0]), request);
      // a uniform number of 1 crosses nothing
      const noise: RandomStream = { normal: () => 0, uniform: () => 1, exponential: () => 0, uint32: () => 0 };
      const walkers = makeWalkers(1, 1, noise);
      const { position } = line[stretch];
      walkers.fate[0] = INSIDE;
      walkers.mode[0] = stretch;
      walkers.inner[0] = position.origin + (start - position.coefficients[0]) / position.coefficients[1];
      expect(makeLineStep(line, { step: time })(walkers, 0, 0, time)).toBe(1);
      expect(walkers.mode[0]).toBe(stretch);
      expect((walkers.axes[0][0] - 10) / (start - 10)).toBeNear(Math.exp(-4 * time), { rel: 4e-4 });
    }
  });
});

test("a walker that a wall should hold is never lost in silence", () => {
  const model = walkerModel({ domain: slabOf({ name: "a" }), media: [medium("a", "1")], potential: "x", start: 0.01 });
  const [stretch] = straightLine(stretchesOf(model, model.species[0]), {
    start: [0.01, 0.01],
    time: 1,
    endless: false,
    spread: false,
  });
  const noise: RandomStream = { normal: () => -1, uniform: () => 0.5, exponential: () => 1, uint32: () => 0 };
  const moved = (own: number) => () => {
    const walkers = makeWalkers(1, 1, noise);
    walkers.inner[0] = stretch.left + 0.01;
    const line = [{ ...stretch, leftPlane: { ...stretch.leftPlane, own } }];
    makeLineStep(line, { step: 1 })(walkers, 0, 0, 0.01);
    return walkers.fate[0];
  };
  expect(moved(0)()).toBe(INSIDE);
  expect(moved(Number.NaN)).toThrow(/a walker was lost/);
});
