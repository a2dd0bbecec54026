import { describe, expect, test } from "vitest";
import { makeRadauStepper } from "#numerics/radau/radau-step.ts";
import type { StiffSystem } from "#numerics/radau/stiff-system.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { stiffSystem } from "../support/stiff-system.ts";

/** The state at the end after equal steps, each solved to rounding; and the state within the last step at half of it. */
function equalSteps(system: StiffSystem, from: readonly number[], end: number, steps: number) {
  const y = Float64Array.from(from);
  const middle = y.slice();
  const step = end / steps;
  const absolute = new Float64Array(system.size).fill(1e-6);
  const stepper = makeRadauStepper(system, 1e-6, absolute, 1e-6, () => {});
  let error = 0;
  for (let k = 0; k < steps; k++) {
    stepper.begin(k * step, y);
    const tried = stepper.attempt(k * step, y, step, {});
    if (tried.kind === "newton") throw new Error(`step ${k} did not settle: ${tried.change}`);
    error = tried.error;
    stepper.keep(y, step);
    stepper.fillDense(middle, y, 0.5);
    y.set(stepper.next);
  }
  return { y, middle, error };
}

/** |y - exact| in the component for numbers of steps. */
const study = (
  steps: readonly number[],
  end: number,
  error: (steps: number) => number,
): { readonly h: number; readonly error: number }[] => steps.map((n) => ({ h: end / n, error: error(n) }));

describe("order of Radau IIA with three stages", () => {
  const smooth = stiffSystem({
    size: 1,
    rate: (t, [y]) => [y * Math.cos(t)],
    jacobian: (t) => [[0, 0, Math.cos(t)]],
  });

  test("5 at the end of steps, for y' = y cos t", () => {
    const errors = study([8, 16, 32], 2, (n) => Math.abs(equalSteps(smooth, [1], 2, n).y[0] - Math.exp(Math.sin(2))));
    expect(observedOrder(errors)).toBeGreaterThan(4.9);
  });

  test("4 between the ends, by the collocation polynomial", () => {
    const errors = study([8, 16, 32, 64], 2, (n) =>
      Math.abs(equalSteps(smooth, [1], 2, n).middle[0] - Math.exp(Math.sin(2 - 1 / n))),
    );
    expect(observedOrder(errors)).toBeGreaterThan(3.9);
  });

  test("4 for the estimate of the error of one step", () => {
    const errors = study([8, 16, 32, 64], 2, (n) => equalSteps(smooth, [1], 2, n).error);
    expect(observedOrder(errors)).toBeGreaterThan(3.9);
    expect(observedOrder(errors)).toBeLessThan(4.5);
  });

  test("5 for a nonlinear system of two, with its Jacobian", () => {
    // u = 1/(1+t), v = u²: u' = -v, v' = -2 u v
    const pair = stiffSystem({
      size: 2,
      rate: (_, [u, v]) => [-v, -2 * u * v],
      jacobian: (_, [u, v]) => [
        [0, 1, -1],
        [1, 0, -2 * v],
        [1, 1, -2 * u],
      ],
    });
    const errors = study([6, 12, 24], 1, (n) => Math.abs(equalSteps(pair, [1, 1], 1, n).y[1] - 0.25));
    expect(observedOrder(errors)).toBeGreaterThan(4.9);
  });

  test("5 for an algebraic unknown of index 1", () => {
    const algebraic = stiffSystem({
      size: 2,
      mass: [1, 0],
      rate: (t, [y, z]) => [z, z - y * Math.cos(t)],
      jacobian: (t) => [
        [0, 1, 1],
        [1, 0, -Math.cos(t)],
        [1, 1, 1],
      ],
    });
    const exact = Math.cos(2) * Math.exp(Math.sin(2));
    const errors = study([8, 16, 32], 2, (n) => Math.abs(equalSteps(algebraic, [1, 1], 2, n).y[1] - exact));
    expect(observedOrder(errors)).toBeGreaterThan(4.9);
  });

  test("3 or more on the stiff problem of Prothero and Robinson, whatever the stiffness", () => {
    for (const stiffness of [1e3, 1e5, 1e7]) {
      const system = stiffSystem({
        size: 1,
        rate: (t, [y]) => [-stiffness * (y - Math.cos(t)) - Math.sin(t)],
        jacobian: () => [[0, 0, -stiffness]],
      });
      const errors = study([5, 10, 20], 10, (n) => Math.abs(equalSteps(system, [1], 10, n).y[0] - Math.cos(10)));
      expect(observedOrder(errors)).toBeGreaterThan(2.9);
    }
  });
});
