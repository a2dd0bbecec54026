/**
 * Lattice walks become diffusion as the spacing shrinks: start at 0, D = t = 1, largest error over the occupied sites
 * of probability / width against e^{-x²/4} / √(4π). The errors themselves are known to six digits.
 */
import { describe, expect, test } from "vitest";
import { solveLatticeMaster } from "#levels/master/lattice-master.ts";
import type { WalkLaw } from "#model/model.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { fixed, freeWalk, poissonClock, walkLaw } from "../support/lattice-walks.ts";
import { solved, taskOf } from "../support/models.ts";

const spacings = [1 / 2, 1 / 4, 1 / 8, 1 / 16];

function errorOf(law: WalkLaw): number {
  const { profiles } = solved(solveLatticeMaster(taskOf(freeWalk(law, [1]), [])));
  const profile = profiles.find((p) => p.quantity === "concentration") as (typeof profiles)[number];
  let worst = 0;
  for (const [i, x] of profile.coordinate.entries()) {
    const gauss = Math.exp((-x * x) / 4) / Math.sqrt(4 * Math.PI);
    worst = Math.max(worst, Math.abs((profile.values[i] as number) - gauss));
  }
  return worst;
}

describe.each([
  {
    walk: "a walk on a Poisson clock",
    law: (h: number) => walkLaw({ spacing: h, clock: poissonClock((h * h) / 2) }),
    errors: [4.76877e-3, 1.121965e-3, 2.767038e-4, 6.894662e-5],
    order: 2,
  },
  {
    walk: "a ±1 walk on a fixed clock, in cells of two spacings",
    law: (h: number) => walkLaw({ spacing: h, clock: fixed((h * h) / 2) }),
    errors: [8.65729e-3, 2.194924e-3, 5.504231e-4, 1.377079e-4],
    order: 2,
  },
  {
    walk: "a walk with two of three steps at rest, whose kurtosis vanishes",
    law: (h: number) => walkLaw({ spacing: h, stay: 2 / 3, clock: fixed((h * h) / 6) }),
    errors: [6.66686e-5, 3.90315e-6, 2.40311e-7, 1.49642e-8],
    order: 4,
  },
])("$walk", ({ law, errors, order }) => {
  const found = spacings.map((h) => errorOf(law(h)));

  test("errs as enumerated", () => {
    for (const [i, error] of errors.entries()) expect(found[i] as number).toBeNear(error, { rel: 1e-5 });
  });

  test(`meets the Gauss curve at order ${order}`, () => {
    expect(observedOrder(spacings.map((h, i) => ({ h, error: found[i] as number })))).toBeNear(order, { abs: 0.1 });
  });
});
