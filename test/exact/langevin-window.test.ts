import { describe, expect, test } from "vitest";
import { mediumLaw } from "#levels/langevin/medium-law.ts";
import { reachFrom } from "#levels/langevin/window.ts";
import { lineFrom, medium, walkerModel } from "../support/langevin-models.ts";

/** The law of a walker with D = 0.5 at kT = 1 on a free line. */
function lawOf(given: { potential?: string; drift?: string }) {
  const model = walkerModel({ domain: lineFrom({}), media: [medium("", "0.5")], ...given });
  return mediumLaw(model, model.species[0], model.species[0].media[0]);
}

const TIME = 2;
const SPREAD = 9 * Math.sqrt(2 * 0.5 * TIME);

describe("how far walkers come from their start on a free line", () => {
  test("is nine standard deviations beyond the way that force and drift carry them", () => {
    // along a force of 3 kT: D f = 1.5
    const pulled = lawOf({ potential: "-3 * x" });
    expect(reachFrom(pulled, 0.7, 1, 1, TIME, false)?.at).toBeNear(0.7 + SPREAD + 1.5 * TIME, { rel: 1e-12 });
    const carried = lawOf({ potential: "-3 * x", drift: "1" });
    expect(reachFrom(carried, 0.7, 1, 1, TIME, false)?.at).toBeNear(0.7 + SPREAD + 2.5 * TIME, { rel: 1e-12 });
    const left = lawOf({ drift: "-40" });
    expect(reachFrom(left, 0.7, -1, 1, TIME, false)?.at).toBeNear(0.7 - SPREAD - 40 * TIME, { rel: 1e-12 });
  });

  test("ends where the potential has risen by 40 kT, to a sample of the window", () => {
    const reach = reachFrom(lawOf({ potential: "3 * x" }), 0.7, 1, 1, 100, false);
    expect(reach?.confined).toBe(true);
    const risen = 3 * ((reach?.at ?? 0) - 0.7);
    // windows of up to 8 times the way, in 512 parts
    expect(risen).toBeGreaterThan(40);
    expect(risen).toBeLessThan(40 * (1 + 8 / 512));
  });

  test("has no end where they are followed without one and nothing holds them", () => {
    expect(reachFrom(lawOf({}), 0, 1, 1, 0, true)).toBeUndefined();
  });
});
