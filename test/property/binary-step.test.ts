import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeBinaryStep } from "#generator/ions/binary-step.ts";
import { nodeAmounts } from "#generator/ions/ion-equations.ts";
import { ionMesh } from "#generator/ions/ion-mesh.ts";
import { makeGeneralStep } from "#generator/ions/ion-newton.ts";
import { ionSystem } from "#generator/ions/ion-system.ts";
import { ionModel } from "../support/ions.ts";
import "../support/matchers.ts";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("two ions and Poisson's equation", () => {
  test("the step written out is that of the general elimination, in time and at rest", () => {
    const drawn = fc.record({
      z: fc.constantFrom([1, -1], [2, -1], [-1, 1], [1, 2], [-2, 3]),
      D: fc.tuple(number(1e-10, 5e-9), number(1e-10, 5e-9)),
      K: fc.tuple(number(0.1, 10), number(0.1, 10)),
      X: fc.tuple(number(-500, 500), number(-500, 500)),
      permittivity: fc.tuple(number(2, 80), number(2, 80)),
      state: fc.array(fc.tuple(number(0.1, 500), number(0.1, 500), number(-6, 6)), { minLength: 9, maxLength: 9 }),
      time: fc.boolean(),
    });
    fc.assert(
      fc.property(drawn, ({ z, D, K, X, permittivity, state, time }) => {
        const model = ionModel({
          ions: [
            { name: "a", z: z[0] ?? 1, D: D[0], left: 100, right: 20, K: [1, K[0]] },
            { name: "b", z: z[1] ?? -1, D: D[1], left: 50, right: 80, K: [1, K[1]] },
          ],
          layers: [
            { l: 1e-9, X: X[0], permittivity: permittivity[0] },
            { l: 3e-9, X: X[1], permittivity: permittivity[1] },
          ],
          field: "poisson",
          left: 0.07,
          right: -0.02,
          cells: 4,
        });
        const system = ionSystem(model, model.species, ionMesh(model, { cells: 4, refinement: 1 }));
        const y = Float64Array.from(state.flat());
        const term = time
          ? {
              inverseStep: 1e9,
              base: nodeAmounts(
                system,
                y.map((c) => 0.9 * c),
              ),
            }
          : undefined;
        const [one, other] = [new Float64Array(y.length), new Float64Array(y.length)];
        const general = makeGeneralStep(system);
        const binary = makeBinaryStep(system);
        general.fill(one, y, 0.7, term);
        binary?.fill(other, y, 0.7, term);
        // eliminations of eight blocks: their condition costs some digits
        const largest = [0, 1, 2].map((k) => Math.max(...one.filter((_, i) => i % 3 === k).map(Math.abs)));
        for (let i = 0; i < one.length; i++)
          expect(other[i]).toBeNear(one[i] ?? 0, { abs: 1e-8 * (largest[i % 3] ?? 0) });
        expect(binary?.residual).toBeNear(general.residual, { rel: 1e-9 });
      }),
    );
  });
});
