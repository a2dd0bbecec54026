import { expect, test } from "vitest";
import { canJump } from "#levels/walk/lattice-jumps.ts";
import { walkLaw } from "../support/lattice-walks.ts";

test("a walk in a box with a bias is not the free one folded, so that it takes its steps one by one", () => {
  const box = { sites: 5, startSite: 2 };
  expect(canJump(walkLaw({}), undefined)).toBe(true);
  expect(canJump(walkLaw({ right: 0.7 }), undefined)).toBe(true);
  expect(canJump(walkLaw({}), box)).toBe(true);
  expect(canJump(walkLaw({ right: 0.7 }), box)).toBe(false);
});
