import { describe, expect, test } from "vitest";
import type { Species } from "#model/model.ts";
import { frontProbe } from "#observables/front.ts";
import { held, type StackOf } from "../support/closed-form.ts";
import { cut, mixture, networkOfMixture } from "../support/mixtures.ts";
import "../support/matchers.ts";

/** Depth that is read from a concentration over the slab from 0 to 1, of which D is the given function. */
function depthOf(D: string, c: (x: number) => number): number | undefined {
  const stack: StackOf = { layers: [{ l: 1, D }], left: held(1) };
  const model = cut(mixture(stack, {}), 2000);
  const { base } = networkOfMixture(model);
  const n = base.volume.map((v, i) =>
    v === Number.POSITIVE_INFINITY ? 0 : v * Math.max(0, c(base.mesh.center[i - 1] as number)),
  );
  const species = model.species[0] as Species;
  return frontProbe({ model, species, network: base, initial: n })?.(n);
}

describe("the depth of a front", () => {
  // nodes 1/2000 apart: places are read to 1/8 · (1/2000)² of the curvature over the slope
  const near = { abs: 1e-6 };

  test("is where D ends, by the parabola through three of its values", () => {
    expect(depthOf("drug", (x) => 1.2 * (0.7 - x) - 0.8 * (0.7 - x) ** 2 * Math.sign(0.7 - x))).toBeNear(0.7, near);
    expect(depthOf("drug", (x) => (0.4 - x) * (1 + 2 * (0.4 - x)))).toBeNear(0.4, near);
  });

  test("is read from D, so that c may end as a root does", () => {
    expect(depthOf("drug^2", (x) => Math.sqrt(Math.max(0, 0.6 - x)))).toBeNear(0.6, near);
  });

  test("counts from the end where more is", () => {
    expect(depthOf("drug", (x) => x - 0.75)).toBeNear(0.25, near);
  });

  test("there is none beyond the far end, where the parabola would put it", () => {
    expect(depthOf("drug", (x) => 0.999 - x)).toBeNear(0.999, near);
    // all of D's three places are still in the slab
    expect(depthOf("drug", (x) => 1.01 - x)).toBeNaN();
    expect(depthOf("drug", (x) => 1.1 - x)).toBeNaN();
  });

  test("there is none where D does not vanish with c", () => {
    expect(depthOf("1 + drug", (x) => 0.7 - x)).toBeUndefined();
    expect(depthOf("1", (x) => 0.7 - x)).toBeUndefined();
  });
});
