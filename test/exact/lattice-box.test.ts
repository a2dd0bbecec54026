import { describe, expect, test } from "vitest";
import type { WalkLaw } from "#model/model.ts";
import { answer } from "../support/closed-form.ts";
import { boxWalk, poissonClock, walkLaw } from "../support/lattice-walks.ts";
import "../support/matchers.ts";

const box = (law: Partial<WalkLaw>, sites = 20, from = 0) => boxWalk(walkLaw(law), { sites, from }, []);
const site = (j: number) => `probability(walker, x == ${j})`;

describe("a box of 20 sites, from site 0", () => {
  test("200 steps of a fixed clock", () => {
    expect(answer(box({}), site(0), 200)).toBeNear(0.0583986958161, { rel: 1e-11 });
    expect(answer(box({}), site(19), 200)).toBeNear(0.0416100599692, { rel: 1e-11 });
  });

  test("t = 100 of a Poisson clock with G = 1", () => {
    expect(answer(box({ clock: poissonClock(0.5) }), site(0), 100)).toBeNear(0.0584765970725, { rel: 1e-11 });
  });
});

describe("a row against its own steps", () => {
  /** n steps one by one: a move that would leave is not made. */
  function stepped({ right: p, stay: s }: WalkLaw, sites: number, from: number, n: number): number[] {
    let law: number[] = Array.from({ length: sites }, (_, j) => (j === from ? 1 : 0));
    for (let step = 0; step < n; step++) {
      const next = law.map((value) => value * s);
      law.forEach((value, j) => {
        next[Math.min(sites - 1, j + 1)] += value * (1 - s) * p;
        next[Math.max(0, j - 1)] += value * (1 - s) * (1 - p);
      });
      law = next;
    }
    return law;
  }

  test.each([
    [0.5, 0, 7, 2, 11],
    [0.7, 0, 7, 2, 11],
    [0.3, 0.2, 8, 7, 30],
    [0.6, 0.1, 1, 0, 5],
  ])("p = %d, stay = %d, %d sites from %d, %d steps", (right, stay, sites, from, n) => {
    const law = walkLaw({ right, stay });
    const model = box({ right, stay }, sites, from);
    const exact = stepped(law, sites, from, n);
    // Modes of size (p/q)^{N/2} < 30 cancel: 30 times rounding.
    for (let j = 0; j < sites; j++) expect(answer(model, site(j), n)).toBeNear(exact[j], { abs: 1e-14 });
    const mean = exact.reduce((sum, p, j) => sum + p * j, 0);
    expect(answer(model, "mean(walker)", n)).toBeNear(mean, { rel: 1e-12 });
    expect(answer(model, "msd(walker)", n)).toBeNear(
      exact.reduce((sum, p, j) => sum + p * (j - from) ** 2, 0),
      { rel: 1e-12, abs: 1e-14 },
    );
  });

  test("at rest the sites are weighted by (p/q)^j", () => {
    const model = box({ right: 0.6 }, 5, 1);
    expect(answer(model, site(3), "equilibrium") / answer(model, site(2), "equilibrium")).toBeNear(1.5, { rel: 1e-13 });
    expect(answer(model, "entropy(walker)", "equilibrium")).toBeLessThan(Math.log(5));
    expect(answer(box({}, 5, 1), "entropy(walker)", "equilibrium")).toBeNear(Math.log(5), { rel: 1e-14 });
  });
});
