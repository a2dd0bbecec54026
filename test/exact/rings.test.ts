import { describe, expect, test } from "vitest";
import { judgeRings } from "#inference/judge-rings.ts";
import { compareRings } from "#inference/rings.ts";
import "../support/matchers.ts";

// Les Atomes (1913), p. 170: 501 displacements in rings of a quarter of their r.m.s. length, the last one open.
const PERRIN = [34, 78, 106, 103, 75, 49, 30, 17, 9];

describe("Perrin's 501 displacements in nine rings", () => {
  const { count, expected, statistic, degreesOfFreedom, p } = compareRings(0.25, PERRIN);

  // Reference in 30 digits (mpmath).
  test("give chi-square 1.54 on 8 degrees of freedom, p = 0.992", () => {
    expect(count).toBe(501);
    expect(degreesOfFreedom).toBe(8);
    expect(statistic).toBeNear(1.537649630476123, { rel: 1e-12 });
    expect(p).toBeNear(0.9920648106796536, { rel: 1e-12 });
  });

  test("are expected as 30.4, 80.5, 104.7 ... 9.2, in all 501", () => {
    const within = (s: number) => 1 - Math.exp(-s * s);
    expect(expected[0]).toBeNear(501 * within(0.25), { rel: 1e-13 });
    expect(expected[4]).toBeNear(501 * (within(1.25) - within(1)), { rel: 1e-13 });
    expect(expected[8]).toBeNear(501 * Math.exp(-4), { rel: 1e-13 });
    expect(expected.reduce((sum, e) => sum + e, 0)).toBeNear(501, { rel: 1e-14 });
  });

  test("fit suspiciously well, and the verdict says so", () => {
    const { verdict, because } = judgeRings(0.25, PERRIN);
    expect(verdict).toBe("agree");
    expect(because).toContain("chi-square 1.54 on 8 degrees of freedom, p = 0.992");
    expect(because).toContain("suspiciously good: a right model gives one as good in 0.79 % of all samples");
  });
});

test("rings that expect fewer than five are pooled with their neighbour", () => {
  // Of 10, 8.65 lie within √2 r.m.s., 1.35 beyond: one pool.
  expect(compareRings(Math.SQRT2, [8, 2])).toMatchObject({ degreesOfFreedom: 0, statistic: 0, p: 1 });
  // Of 40: 2.42 in the first quarter ring joins the ring around it.
  const { degreesOfFreedom, statistic } = compareRings(0.25, [0, 8, 32]);
  expect(degreesOfFreedom).toBe(1);
  const beyond = 40 * Math.exp(-0.25);
  expect(statistic).toBeNear((32 - beyond) ** 2 / beyond + (8 - (40 - beyond)) ** 2 / (40 - beyond), { rel: 1e-12 });
});

test("rings of the wrong width are refuted", () => {
  expect(judgeRings(0.3, PERRIN).verdict).toBe("disagree");
  expect(judgeRings(0.2, PERRIN).verdict).toBe("disagree");
});

test("no width and no counts have no meaning", () => {
  expect(() => compareRings(0, PERRIN)).toThrow("ring width / E = 0");
  expect(() => compareRings(0.25, [0, 0])).toThrow("nothing was counted");
});
