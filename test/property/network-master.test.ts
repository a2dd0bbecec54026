import * as fc from "fast-check";
import { expect, test } from "vitest";
import { master } from "#levels/master/master.ts";
import { accounted, asked, settling, stackModel, usualStack, withCells } from "../support/networks.ts";

test("the master equation keeps what is held and what has left, at any ends, by uniformisation or by squaring", () => {
  const ways = new Set<string>();
  fc.assert(
    fc.property(usualStack, fc.constantFrom(1e-4, 1), (stack, part) => {
      const until = part * settling(stack);
      const { drift, turnover, result } = accounted(master, stack, until, 3);
      ways.add(/uniformisation,|squaring/.exec(result.method)?.[0] ?? "");
      // 1e-15 of the Poisson weights is left out at most, and a sum over 14 nodes rounds a few times
      for (const imbalance of drift) expect(Math.abs(imbalance)).toBeLessThanOrEqual(60 * Number.EPSILON * turnover);
    }),
    { numRuns: 80 },
  );
  expect(ways).toEqual(new Set(["uniformisation,", "squaring"]));
});

test("probabilities and concentrations are never negative", () => {
  fc.assert(
    fc.property(usualStack, (stack) => {
      const times = [settling(stack) / 100, settling(stack)];
      const model = withCells({ ...stackModel(stack), solves: [{ kind: "transient", times }] }, 3);
      expect(asked(master, model, []).result.invariants.smallestConcentration).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 40 },
  );
});
