import { describe, expect, test } from "vitest";
import { INSIDE, makeWalkers } from "#levels/ensemble/walkers.ts";
import { valueIn } from "#levels/langevin/cubic-table.ts";
import { langevin } from "#levels/langevin/langevin.ts";
import { makeLineStep } from "#levels/langevin/line-step.ts";
import { type StraightStretch, straightLine, straightPosition } from "#levels/langevin/straight-line.ts";
import { stretchesOf } from "#levels/langevin/stretches.ts";
import type { RandomStream } from "#numerics/random-stream.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { lineFrom, type WalkerModel, walkerModel } from "../support/langevin-models.ts";

// The order of a sampled method, read without sampling: the stepper is given the nodes of a quadrature instead of noise, so
// that E[f(x(t))] follows by applying one transition matrix again and again. f lives on Chebyshev points. Normal nodes: the
// trapezoid rule (error below 1e-12); uniform nodes, used beside walls only: the midpoint rule (error about 1/nodes²).
const NORMALS = Array.from({ length: 49 }, (_, i) => -7 + (14 * i) / 48);
const NORMAL_SUM = NORMALS.reduce((sum, z) => sum + Math.exp((-z * z) / 2), 0);

interface Grid {
  readonly points: number;
  readonly uniforms: number;
  /** Where f is looked at [x, x]. */
  readonly range: readonly [number, number];
}

/** E[f(x(t))] from x = 0.5 for a stepper with a fixed step. */
function expected(given: WalkerModel, f: (x: number) => number, time: number, step: number, grid: Grid): number {
  const model = walkerModel({ ...given, start: 0.5, times: [time] });
  const request = { start: [0.5, 0.5], time, endless: true, spread: false } as const;
  const [line] = straightLine(stretchesOf(model, model.species[0]), request);
  const y = chebyshevPoints(straightPosition(line, grid.range[0]), straightPosition(line, grid.range[1]), grid.points);
  const matrix = transition(line, y, step, grid.uniforms);
  let values = Float64Array.from(y, (at) => f(valueIn(line.position, at)));
  for (let s = 0; s < Math.round(time / step); s++)
    values = Float64Array.from(matrix, (row) => row.reduce((sum, w, j) => sum + w * values[j], 0));
  return interpolationWeights(y, straightPosition(line, 0.5)).reduce((sum, w, j) => sum + w * values[j], 0);
}

function transition(line: StraightStretch, y: Float64Array, step: number, uniforms: number): Float64Array[] {
  let z = 0;
  let u = 0;
  const noise: RandomStream = { normal: () => z, uniform: () => u, exponential: () => 1, uint32: () => 0 };
  const walkers = makeWalkers(1, 1, noise);
  const move = makeLineStep([line], { step });
  return Array.from(y, (from) => {
    const row = new Float64Array(y.length);
    for (z of NORMALS)
      for (let k = 0; k < uniforms; k++) {
        u = (k + 0.5) / uniforms;
        walkers.inner[0] = from;
        walkers.fate[0] = INSIDE;
        move(walkers, 0, 0, step);
        if (walkers.fate[0] !== INSIDE) continue;
        const weight = Math.exp((-z * z) / 2) / NORMAL_SUM / uniforms;
        const at = Math.min(Math.max(walkers.inner[0], y[0]), y[y.length - 1]);
        interpolationWeights(y, at).forEach((w, j) => {
          row[j] += weight * w;
        });
      }
    return row;
  });
}

function chebyshevPoints(from: number, to: number, count: number): Float64Array {
  return Float64Array.from(
    { length: count },
    (_, j) => (from + to) / 2 - ((to - from) / 2) * Math.cos((Math.PI * j) / (count - 1)),
  );
}

/** Barycentric weights of the polynomial through Chebyshev points. */
function interpolationWeights(points: Float64Array, at: number): Float64Array {
  const weights = new Float64Array(points.length);
  const on = points.indexOf(at);
  if (on >= 0) {
    weights[on] = 1;
    return weights;
  }
  let sum = 0;
  for (let j = 0; j < points.length; j++) {
    const sign = j % 2 === 0 ? 1 : -1;
    weights[j] = (sign * (j === 0 || j === points.length - 1 ? 0.5 : 1)) / (at - points[j]);
    sum += weights[j];
  }
  return weights.map((w) => w / sum);
}

/** Order of the error against a value known otherwise. */
const orderTo = (exact: number, steps: readonly number[], value: (step: number) => number): number =>
  observedOrder(steps.map((h) => ({ h, error: Math.abs(value(h) - exact) })));

/** Order from what halving the step still changes. */
const orderOfChanges = (steps: readonly number[], value: (step: number) => number): number => {
  const values = steps.map(value);
  return observedOrder(steps.slice(1).map((h, i) => ({ h, error: Math.abs(values[i + 1] - values[i]) })));
};

describe("the time step of Langevin dynamics", () => {
  test("in a quartic well <x²> at equilibrium comes at second order", () => {
    const exact = 0.6759782400672; // 2 Γ(3/4) / Γ(1/4)
    const grid = { points: 40, uniforms: 1, range: [-3, 3] } as const;
    const value = (step: number) => expected({ domain: lineFrom(), potential: "x^4/4" }, (x) => x * x, 6, step, grid);
    const order = orderTo(exact, [0.1, 0.05, 0.025, 0.0125], value);
    expect(order).toBeGreaterThan(1.9);
    expect(order).toBeGreaterThan(langevin.order.time - 0.1);
  });

  test.each([
    ["reflecting", { kind: "no-flux" } as const, (x: number) => x],
    ["absorbing", { kind: "absorbing" } as const, () => 1],
  ])("with a force against a wall that is %s it is at least of the declared order", (_, left, f) => {
    const grid = { points: 20, uniforms: 400, range: [0, 3] } as const;
    const value = (step: number) =>
      expected({ domain: lineFrom({ from: 0 }), left, potential: "x^4/4 - x" }, f, 0.8, step, grid);
    expect(orderOfChanges([0.16, 0.08, 0.04], value)).toBeGreaterThan(langevin.order.time - 0.1);
  });
});
