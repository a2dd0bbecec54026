import { describe, expect, test } from "vitest";
import { latticeFrame } from "#levels/master/lattice-frame.ts";
import { poissonClock, walkLaw } from "../support/lattice-walks.ts";
import "../support/matchers.ts";

/** Bernstein: P(|X - <X>| >= a) <= 2 exp(-a² / 2(V + b a / 3)), as its logarithm. */
const outside = (a: number, variance: number, largest: number) =>
  Math.log(2) - (a * a) / (2 * (variance + (largest * a) / 3));

/** How far the frame reaches from the mean to either side. */
function reachOf(law: Parameters<typeof latticeFrame>[0], steps: number): readonly [left: number, right: number] {
  const { size, origin } = latticeFrame(law, { most: 1e9, mean: steps });
  const mean = steps * (1 - law.stay) * (2 * law.right - 1);
  return [origin[0] + mean, size[0] - 1 - origin[0] - mean];
}

describe("the frame of a walk in free space", () => {
  // <X> and V of n steps: n (p - q) and n (p + q - (p - q)²); of a Poisson number of mean n: n (p - q) and n (p + q).
  test.each([
    ["unbiased", walkLaw({}), 1],
    ["to the right", walkLaw({ right: 0.9 }), 0.36],
    ["to the left", walkLaw({ right: 0.1 }), 0.36],
    ["that rests", walkLaw({ right: 0.9, stay: 0.5 }), 0.5 - 0.16],
    ["to the right by a Poisson clock", walkLaw({ right: 0.9, clock: poissonClock(1) }), 1],
    ["that rests, by a Poisson clock", walkLaw({ right: 0.9, stay: 0.5, clock: poissonClock(1) }), 0.5],
  ])("reaches as far as Bernstein's bound says that there is more than 1e-290, and a few sites on: %s", (_, law, per) => {
    const largest = 1 + Math.abs((1 - law.stay) * (2 * law.right - 1));
    const steps = 1e5;
    // the bound is that of one tail; log 2 of 668 moves it by less than a site in a thousand
    const [left, right] = reachOf(law, steps);
    const far = law.right > 0.5 ? right : left;
    const floor = Math.log(1e-290) + Math.log(2);
    expect(outside(far, steps * per, largest)).toBeLessThan(floor);
    expect(outside(far - 5, steps * per, largest)).toBeGreaterThan(floor);
    // behind the start there is room for a cloud that has not left yet
    const behind = law.right > 0.5 ? left : right;
    expect(behind).toBeGreaterThanOrEqual(far - 5);
  });

  test("is no wider than the steps can reach, and as wide along every axis", () => {
    const frame = latticeFrame(walkLaw({ dimensions: 3 }), { most: 7, mean: 7 });
    expect(frame).toMatchObject({ size: [17, 17, 17], origin: [8, 8, 8], walls: false });
    const line = latticeFrame(walkLaw({ right: 0.8 }), { most: 7, mean: 7 });
    expect(line).toMatchObject({ size: [17, 1, 1], origin: [8, 0, 0], walls: false });
  });

  test("of a plane keeps more than 1e-40", () => {
    const { size, origin, floor } = latticeFrame(walkLaw({ dimensions: 2 }), { most: 1e9, mean: 1e4 });
    expect(floor).toBe(1e-40);
    expect(size[1]).toBe(size[0]);
    expect(size[2]).toBe(1);
    expect(origin).toEqual([(size[0] - 1) / 2, (size[0] - 1) / 2, 0]);
    // half of the steps are along x
    expect(outside(origin[0], 5e3, 1)).toBeLessThan(Math.log(2e-40));
    expect(outside(origin[0] - 5, 5e3, 1)).toBeGreaterThan(Math.log(2e-40));
  });
});

test("the frame of a box is its sites and a wall at either end", () => {
  const box = { sites: 9, startSite: 6 } as Parameters<typeof latticeFrame>[2];
  expect(latticeFrame(walkLaw(), { most: 5, mean: 5 }, box)).toMatchObject({
    size: [11, 1, 1],
    origin: [7, 0, 0],
    walls: true,
  });
});
