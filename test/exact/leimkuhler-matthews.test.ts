/**
 * The step of a forgetful walker with given normals in place of drawn ones, against the recursion written down.
 */
import { expect, test } from "vitest";
import { INSIDE, makeWalkers } from "#levels/ensemble/walkers.ts";
import { lineTable } from "#levels/langevin/cubic-table.ts";
import { makeForgetfulAdvance } from "#levels/langevin/leimkuhler-matthews.ts";
import type { Plane, StraightStretch } from "#levels/langevin/straight-line.ts";
import "../support/matchers.ts";

const OPEN: Plane = { kind: "open", own: 0, other: 0, beyond: 0 };
/** A pull to y = 0 at the rate 2 /s; x = 5 y. */
const PULLED: StraightStretch = {
  left: Number.NEGATIVE_INFINITY,
  right: Number.POSITIVE_INFINITY,
  leftPlane: OPEN,
  rightPlane: OPEN,
  drift: lineTable(0, 0, -2),
  position: lineTable(0, 0, 5),
  confined: true,
  step: 1,
};

/** Where a walker from y = 3 comes to in intervals of time, by steps of 0.125 s at most. */
function moved(intervals: readonly (readonly [from: number, to: number])[], normal: () => number): [number, number] {
  const none = () => {
    throw new Error("only normals are drawn");
  };
  const walkers = makeWalkers(1, 1, { normal, uniform: none, uint32: none, exponential: none });
  walkers.inner[0] = 3;
  walkers.fate[0] = INSIDE;
  const advance = makeForgetfulAdvance(PULLED, 0.125);
  for (const [from, to] of intervals) advance(walkers, 0, 1, from, to);
  return [walkers.inner[0] as number, walkers.axes[0]?.[0] as number];
}

test("without noise a pull is by the factor 1 - 2h in each step, whenever its intervals begin", () => {
  const [y, x] = moved([[0, 0.5]], () => 0);
  expect(y).toBeNear(3 * 0.75 ** 4, { rel: 1e-14 });
  expect(x).toBeNear(5 * y, { rel: 1e-14 });
  // an interval of 0.3 s in three steps of 0.1 s
  const later = [[2, 2.5] as const, [7, 7.3] as const];
  expect(moved(later, () => 0)[0]).toBeNear(3 * 0.75 ** 4 * 0.8 ** 3, { rel: 1e-13 });
});

test("a kick is √(2h) of the mean of two neighbouring normals, each of which counts in two steps", () => {
  const normals = [1, -2, 0.5];
  let drawn = 0;
  const [y] = moved([[4, 4.25]], () => normals[drawn++] as number);
  const first = 3 * 0.75 + 0.5 * ((1 - 2) / 2);
  expect(y).toBeNear(first * 0.75 + 0.5 * ((-2 + 0.5) / 2), { rel: 1e-14 });
  expect(drawn).toBe(3);
});
