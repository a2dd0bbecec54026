import * as fc from "fast-check";
import { expect, test } from "vitest";
import { aliasTable, drawFrom } from "#numerics/alias-table.ts";
import type { RandomStream } from "#numerics/random-stream.ts";

const anyLaw = fc
  .array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(0), fc.constant(1e-300)), {
    minLength: 1,
    maxLength: 30,
  })
  .filter((weights) => weights.some((w) => w > 0))
  .map((weights) => {
    const total = weights.reduce((a, b) => a + b);
    return Float64Array.from(weights, (w) => w / total);
  });

test("the columns of an alias table hold the law exactly: what each fate keeps and what others lend it is its probability", () => {
  fc.assert(
    fc.property(anyLaw, (law) => {
      const { keep, alias } = aliasTable(law);
      const size = law.length;
      const held = new Float64Array(size);
      for (let i = 0; i < size; i++) {
        expect(keep[i]).toBeGreaterThanOrEqual(0);
        expect(keep[i]).toBeLessThanOrEqual(1);
        held[i] += keep[i] / size;
        held[alias[i]] += (1 - keep[i]) / size;
      }
      // a large column lends at most `size` times, each with one rounding of a number up to `size`
      for (let i = 0; i < size; i++) expect(held[i]).toBeNear(law[i], { abs: size * size * Number.EPSILON });
    }),
  );
});

test("a fate of probability 0 is never drawn", () => {
  fc.assert(
    fc.property(anyLaw, fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true }), (law, u) => {
      const stream = { uniform: () => u } as RandomStream;
      expect(law[drawFrom(aliasTable(law), stream)]).toBeGreaterThan(0);
    }),
  );
});

test("a uniform that lies in a column falls to its own fate below `keep` and to the other above", () => {
  const table = aliasTable(Float64Array.of(0.1, 0.9));
  const at = (u: number) => drawFrom(table, { uniform: () => u } as RandomStream);
  expect([at(0), at(0.0999), at(0.1001), at(0.5), at(0.9999)]).toEqual([0, 0, 1, 1, 1]);
});
