/** BAOAB errs by the square of its step in what moves; the stationary <x²> of a trap is exact (exact/inertial-step). */
import { expect, test } from "vitest";
import { response } from "#levels/closed-form/inertial-response.ts";
import { cubicTable, lineTable } from "#levels/langevin/cubic-table.ts";
import { inertialStep, takeInertialSteps } from "#levels/langevin/inertial-step.ts";

/** Where x and v are after a time without noise, in n steps. */
function after(time: number, n: number, acceleration: ReturnType<typeof lineTable>, first: number): [number, number] {
  const state = Float64Array.of(1, 0.5, first);
  takeInertialSteps(state, acceleration, inertialStep({ friction: 0.7, thermal: 1 }, time / n), new Float64Array(n), n);
  return [state[0] as number, state[1] as number];
}

function orders(errors: readonly number[]): number[] {
  return errors.slice(1).map((error, i) => Math.log2((errors[i] as number) / error));
}

test("the mean path in a trap is of second order", () => {
  const w = 2;
  const { perVelocity: S, perAcceleration: P, velocityLeft: G } = response({ friction: 0.7, stiffness: w }, 3);
  const [x, v] = [1 - w * P + 0.5 * S, -w * S + 0.5 * G];
  const errors = [30, 60, 120].map((n) => {
    const [xn, vn] = after(3, n, lineTable(0, 0, -w), -w);
    return Math.hypot(xn - x, vn - v);
  });
  for (const order of orders(errors)) expect(order).toBeNear(2, { abs: 0.1 });
});

test("the mean path in a double well is of second order", () => {
  const nodes = Float64Array.from({ length: 4001 }, (_, i) => -4 + i / 500);
  const table = cubicTable(
    -4,
    1 / 500,
    nodes.map((x) => 4 * x - 4 * x * x * x),
  );
  const ends = [40, 80, 160, 320].map((n) => after(2, n, table, 0));
  const errors = ends.slice(1).map(([x, v], i) => Math.hypot(x - (ends[i]?.[0] ?? 0), v - (ends[i]?.[1] ?? 0)));
  for (const order of orders(errors)) expect(order).toBeNear(2, { abs: 0.1 });
});
