import { expect, test } from "vitest";
import { diffusivityOfDrag, dragOfDiffusivity, driftVelocity } from "#physics/einstein-relation.ts";
import "../support/matchers.ts";

// A bead of 0.5 µm in water of 0.89 mPa s at 298.15 K, in a trap of 1 pN/µm; printed digits.
const DRAG = 8.388052385e-9;

test("the bead diffuses with 0.4907 µm²/s", () => {
  expect(diffusivityOfDrag(DRAG, 298.15)).toBeNear(4.907462190889e-13, { rel: 1e-9 });
});

test("drag and diffusivity give each other back", () => {
  expect(dragOfDiffusivity(diffusivityOfDrag(DRAG, 298.15), 298.15)).toBeNear(DRAG, { rel: 1e-15 });
});

test("1 pN pulls the bead at 119 µm/s, its force over its drag", () => {
  expect(driftVelocity(diffusivityOfDrag(DRAG, 298.15), 1e-12, 298.15)).toBeNear(1e-12 / DRAG, { rel: 1e-15 });
  expect(driftVelocity(1e-12, -1e-12, 298.15)).toBeLessThan(0);
});

test("what is not positive has no meaning", () => {
  expect(() => diffusivityOfDrag(0, 300)).toThrow("dragCoefficient = 0");
  expect(() => dragOfDiffusivity(0, 300)).toThrow("diffusivity = 0");
  expect(() => driftVelocity(1, 1, 0)).toThrow("temperature = 0");
});
