import { describe, expect, test } from "vitest";
import { compartments } from "#levels/compartments/compartments.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { chainOf, heldByUnitSlab } from "../support/compartment-chain.ts";
import { solved, taskOf } from "../support/models.ts";

const TIMES = [0.05, 0.1, 0.2, 0.4];

/** How far the amount in a chain is from that in a slab, at each time. */
function errorsOf(count: number): number[] {
  const model = parseModel(chainOf(count, TIMES));
  const { readings } = solved(compartments.solve(taskOf(model, measuresOf(model), { species: "solute" })));
  return TIMES.map((t) => {
    const held = readings.find(({ measure, when }) => measure === "amount(solute, all)" && when === t)?.value;
    return (held ?? Number.NaN) - heldByUnitSlab(t);
  });
}

describe("compartments in a row", () => {
  test("become the diffusion equation at second order in their number", () => {
    const [coarse, fine] = [errorsOf(20), errorsOf(40)];
    for (let i = 0; i < TIMES.length; i++)
      expect(Math.log2((coarse[i] as number) / (fine[i] as number))).toBeNear(2, { abs: 0.1 });
  });

  test("are that equation to 4e-7 where there are a thousand", () => {
    // the error of 40 is 2.0e-4 at the first time, and falls by (1000/40)^2 to 3.2e-7; that of the steps is below 1e-9
    const [coarse, fine] = [errorsOf(40), errorsOf(1000)];
    for (let i = 0; i < TIMES.length; i++) {
      expect(fine[i]).toBeNear((coarse[i] as number) / 625, { rel: 0.01 });
      expect(Math.abs(fine[i] as number)).toBeLessThan(4e-7);
    }
  });
});
