import { describe, expect, test } from "vitest";
import { findSteady } from "#numerics/radau/find-steady.ts";
import type { StiffSystem } from "#numerics/radau/stiff-system.ts";
import { stiffSystem } from "../support/stiff-system.ts";

const steady = (system: StiffSystem, from: readonly number[], holds: (y: Float64Array) => boolean = () => true) =>
  findSteady(system, Float64Array.from(from), {
    where: "test",
    advice: "none",
    absolute: new Float64Array(system.size).fill(1e-9),
    sizes: new Float64Array(system.size).fill(1),
    first: 1e-3,
    holds,
  });

const found = (...of: Parameters<typeof steady>): Float64Array => {
  const end = steady(...of);
  if (end.kind !== "steady") throw new Error(`ended ${end.kind}`);
  return end.y;
};

/** A reversible exchange A <-> B, with what leaks from B to nowhere. */
const exchange = (there: number, back: number, leak = 0, names = true) =>
  stiffSystem({
    size: 2,
    ...(leak === 0 && names ? { invariants: [[1, 1]] } : {}),
    rate: (_, [a, b]) => [back * b - there * a, there * a - back * b - leak * b],
    jacobian: () => [
      [0, 0, -there],
      [1, 0, there],
      [0, 1, back],
      [1, 1, -back],
      [1, 1, -leak],
    ],
  });

describe("steady states", () => {
  test("an exchange in a closed vessel settles where its rates balance, with the amount it began with", () => {
    for (const [names, rates] of [
      [true, [1e-6, 1, 1e9]],
      [false, [1e-6, 1]],
    ] as const)
      for (const rate of rates) {
        const [a, b] = found(exchange(3 * rate, rate, 0, names), [0.9, 0.3]);
        expect(a + b).toBeNear(1.2, { rel: names ? 1e-15 : 1e-12 });
        expect(a).toBeNear(0.3, { rel: 1e-12 });
      }
  });

  test("an exchange 1e12 times faster than a slow one beside it leaves the amounts to both", () => {
    // A <-> B fast, B <-> C slow: thirds
    const [fast, slow] = [1e12, 1];
    const three = stiffSystem({
      size: 3,
      invariants: [[1, 1, 1]],
      rate: (_, [a, b, c]) => {
        const first = fast * (a - b);
        const second = slow * (b - c);
        return [-first, first - second, second];
      },
      jacobian: () => [
        [0, 0, -fast],
        [1, 0, fast],
        [0, 1, fast],
        [1, 1, -fast],
        [1, 1, -slow],
        [2, 1, slow],
        [1, 2, slow],
        [2, 2, -slow],
      ],
    });
    const y = found(three, [1, 0, 0]);
    for (const share of y) expect(share).toBeNear(1 / 3, { rel: 1e-9 });
    expect(y[0] + y[1] + y[2]).toBeNear(1, { rel: 1e-15 });
  });

  test("what leaks away without a source ends at nothing", () => {
    for (const amount of found(exchange(1, 2, 0.01), [1, 0])) expect(Math.abs(amount)).toBeLessThan(1e-12);
  });

  test("which of two steady states is reached depends on the start, and the unstable one between is not", () => {
    const bistable = stiffSystem({
      size: 1,
      rate: (_, [y]) => [y - y ** 3],
      jacobian: (_, [y]) => [[0, 0, 1 - 3 * y * y]],
    });
    expect(found(bistable, [1e-6])[0]).toBeNear(1, { rel: 1e-12 });
    expect(found(bistable, [-0.1])[0]).toBeNear(-1, { rel: 1e-12 });
    expect(found(bistable, [40])[0]).toBeNear(1, { rel: 1e-12 });
  });

  test("an algebraic equation holds at the end", () => {
    // dq/dt = 1 - v, 0 = v + v³ - q
    const wall = stiffSystem({
      size: 2,
      mass: [1, 0],
      rate: (_, [q, v]) => [1 - v, v + v ** 3 - q],
      jacobian: (_, [, v]) => [
        [0, 1, -1],
        [1, 0, -1],
        [1, 1, 1 + 3 * v * v],
      ],
    });
    const [q, v] = found(wall, [0, 0]);
    expect(v).toBeNear(1, { rel: 1e-11 });
    expect(q).toBeNear(2, { rel: 1e-11 });
  });
});

describe("no steady state", () => {
  test("what is fed and never leaves grows without bound, and so it is said, however slowly", () => {
    for (const feed of [1, 1e-9]) {
      const fed = stiffSystem({
        size: 2,
        rate: (_, [a]) => [1 - a, feed],
        jacobian: () => [
          [0, 0, -1],
          [1, 1, 0],
        ],
      });
      expect(steady(fed, [0, 0])).toMatchObject({ kind: "diverges", component: 1 });
    }
  });

  test("growth by a share of what is there has no bound, even from a millionth", () => {
    const growth = stiffSystem({ size: 1, rate: (_, [y]) => [2 * y], jacobian: () => [[0, 0, 2]] });
    const end = steady(growth, [1e-6]);
    expect(end).toMatchObject({ kind: "diverges", component: 0 });
    // 1e9 of the size 1, at ln(1e15) / 2; steps of a thousandth each, one step late
    expect((end as { time: number }).time).toBeGreaterThan(Math.log(1e15) / 2 - 0.1);
  });

  test("an oscillation that never dies is neither steady nor without bound", () => {
    const oscillator = stiffSystem({
      size: 2,
      rate: (_, [u, v]) => [v, (1 - u * u) * v - u],
      jacobian: (_, [u, v]) => [
        [0, 1, 1],
        [1, 0, -2 * u * v - 1],
        [1, 1, 1 - u * u],
      ],
    });
    expect(steady(oscillator, [1, 0]).kind).toBe("none");
  });
});
