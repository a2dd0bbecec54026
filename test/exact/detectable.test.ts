import { expect, test } from "vitest";
import { detectableError, walkersToDetect } from "#agreement/detectable.ts";
import "../support/matchers.ts";

// Printed to two digits, so to half a unit of the second.
test.each([
  [0.001, 7.9e7],
  [0.01, 7.9e5],
  [0.04, 4.9e4],
  [0.082, 1.2e4],
  [0.19, 2.2e3],
])("an error of %f shows at 5 sigma and 90 % power with %f walkers", (error, walkers) => {
  expect(Number(walkersToDetect(error).toPrecision(2))).toBe(walkers);
});

test("ten thousand walkers do not see an error of 1 %", () => {
  expect(detectableError(1e4)).toBeGreaterThan(0.05);
  // Rounded up to a whole walker.
  expect(detectableError(walkersToDetect(0.01))).toBeNear(0.01, { rel: 1e-6 });
});

test("an even chance to see at one sigma needs 2 / error² walkers", () => {
  expect(walkersToDetect(0.5, { sigmas: 1, power: 0.5 })).toBe(8);
});

test("no error, no walkers and no power have no meaning", () => {
  expect(() => walkersToDetect(0)).toThrow("relativeError = 0");
  expect(() => detectableError(0)).toThrow("walkers = 0");
  expect(() => walkersToDetect(0.1, { power: 1 })).toThrow("power = 1");
});
