import * as fc from "fast-check";
import { expect, test } from "vitest";
import { walk } from "#levels/walk/walk.ts";
import { accounted, settling, usualStack } from "../support/networks.ts";

test("walkers are neither lost nor made: those inside, in baths and gone through an end are those that started and came in", () => {
  fc.assert(
    fc.property(usualStack, fc.constantFrom("counts" as const, "walkers" as const), (stack, method) => {
      // hop by hop only for a short while: a stiff layer hops without end
      const until = settling(stack) * (method === "walkers" ? 1e-4 : 1);
      const sampling = { walkers: 640, seed: 7, method };
      const { drift, turnover } = accounted(walk, { ...stack, fields: { sampling } }, until, 2);
      for (const imbalance of drift) expect(Math.abs(imbalance)).toBeLessThanOrEqual(20 * Number.EPSILON * turnover);
    }),
    { numRuns: 60 },
  );
});
