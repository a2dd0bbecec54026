import { expect, test } from "vitest";
import { rootSteps } from "#numerics/root-steps.ts";
import "../support/matchers.ts";

function found(f: (x: number) => number, a: number, b: number, width: number) {
  const steps = rootSteps({ x: a, f: f(a) }, { x: b, f: f(b) }, width);
  let calls = 0;
  let next = steps.next();
  while (!next.done) {
    calls++;
    next = steps.next(f(next.value));
  }
  return { root: next.value, calls };
}

// the last number is how many answers it may take: a wrong interpolation still finds the root, but late
test.each<[string, (x: number) => number, number, number, number, number]>([
  ["of a straight line", (x) => 3 * x - 1, 0, 1, 1 / 3, 4],
  ["of cos x = x", (x) => Math.cos(x) - x, 0, 1, 0.7390851332151607, 9],
  ["of an exponential seen from far", (x) => Math.exp(x) - 1e10, 0, 100, Math.log(1e10), 20],
  ["with its ends in either order", (x) => x ** 3 - 2, 2, 0, Math.cbrt(2), 12],
  ["of a triple root", (x) => (x - 1) ** 3, 0, 1.7, 1, 60],
])("the root %s is found in few steps", (_, f, a, b, root, most) => {
  const answer = found(f, a, b, 1e-13);
  expect(answer.root).toBeNear(root, { abs: 2e-13, rel: 4e-15 });
  expect(answer.calls).toBeLessThanOrEqual(most);
});
