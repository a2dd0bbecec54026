import { expect, test } from "vitest";
import { nearestName, spellingDistance } from "#model/expression/nearest-name.ts";

test.each([
  ["", "", 0],
  ["abc", "abc", 0],
  ["abc", "abd", 1],
  ["abc", "ab", 1],
  ["abc", "xabc", 1],
  ["abc", "acb", 1],
  ["kitten", "sitting", 3],
  ["", "abc", 3],
])("from %j to %j it is %d letters", (a, b, distance) => {
  expect(spellingDistance(a, b)).toBe(distance);
  expect(spellingDistance(b, a)).toBe(distance);
});

test("the nearest name is proposed, unless none is near", () => {
  const names = ["exp", "log", "log10", "bessel_i0"];
  expect(nearestName("bessel_io", names)).toBe("bessel_i0");
  expect(nearestName("LOG", names)).toBe("log");
  expect(nearestName("epx", names)).toBe("exp");
  expect(nearestName("viscosity", names)).toBeUndefined();
});
