import { expect, test } from "vitest";
import { makeGridSystem } from "#numerics/grid/grid-system.ts";
import { lineSteps } from "#numerics/grid/line-steps.ts";
import { makeTrBdf2, stepTrBdf2 } from "#numerics/tr-bdf2.ts";
import { gridOf, plainNumbers } from "../support/face-grids.ts";

const operator = gridOf({ cells: [23, 1, 1], spacing: [0.5, 2, 3], potential: (cell) => Math.sin(cell) });
const start = Float64Array.from({ length: 23 }, plainNumbers(1));

test("equal steps on a line are those of TR-BDF2 with a solve of another kind", () => {
  const system = makeGridSystem(operator, { tolerance: 1e-14 });
  const work = makeTrBdf2(23);
  const expected = start.slice();
  for (let k = 0; k < 5; k++) {
    stepTrBdf2(work, system, expected, 0.3, new Uint8Array(23));
    expected.set(work.next);
  }
  const c = start.slice();
  lineSteps(c, operator, 0.3, 5);
  for (let i = 0; i < 23; i++) expect(c[i]).toBeNear(expected[i]!, { abs: 1e-12 });
});

test("equal steps on a line lose nothing and end at equilibrium", () => {
  const c = start.slice();
  lineSteps(c, operator, 50, 100);
  const total = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0);
  // a row of the matrix is up to 1 + 2 s g / V = 180 long, and each of the steps rounds it
  expect(total(c)).toBeNear(total(start), { rel: 100 * 180 * Number.EPSILON });
  const equilibrium = operator.weight!;
  const unit = total(start) / total(equilibrium);
  for (let i = 0; i < 23; i++) expect(c[i]).toBeNear(unit * equilibrium[i]!, { rel: 1e-12 });
});
