import * as fc from "fast-check";
import { expect, test } from "vitest";
import { resolvingLayers } from "#mesh/layer-resolving.ts";
import { bernoulli } from "#numerics/bernoulli.ts";
import { bernoulliSlope } from "#numerics/bernoulli-slope.ts";
import { makeBlockTridiagonal, solveBlockTridiagonal } from "#numerics/block-tridiagonal.ts";
import "../support/matchers.ts";

test("a solution put into the equations gives their right sides, for blocks of any size", () => {
  const size = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(size, fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })), ([n, m], stream) => {
      const draw = () => stream.next().value as number;
      const system = makeBlockTridiagonal(n, m);
      const square = m * m;
      for (let i = 0; i < n; i++)
        for (let r = 0; r < m; r++)
          for (let c = 0; c < m; c++) {
            const at = i * square + r * m + c;
            if (i > 0) system.lower[at] = draw();
            if (i < n - 1) system.upper[at] = draw();
            // dominant, so that the pivots are of the size of the diagonal
            system.diagonal[at] = draw() + (r === c ? 4 * m : 0);
          }
      const copy = structuredClone(system);
      const right = Float64Array.from({ length: n * m }, draw);
      const x = right.slice();
      solveBlockTridiagonal(system, x);
      for (let i = 0; i < n; i++)
        for (let r = 0; r < m; r++) {
          let sum = -(right[i * m + r] ?? 0);
          for (let c = 0; c < m; c++) {
            const at = i * square + r * m + c;
            sum += copy.diagonal[at] * x[i * m + c];
            if (i > 0) sum += copy.lower[at] * x[(i - 1) * m + c];
            if (i < n - 1) sum += copy.upper[at] * x[(i + 1) * m + c];
          }
          expect(sum).toBeNear(0, { abs: 1e-14 * 20 * m });
        }
    }),
  );
});

test("the slope of the Bernoulli function is that of its secants, of its limits and of its mirror", () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
      // central differences err by h² B''' / 6 < h² / 100, and by rounding over h
      const h = 1e-4;
      expect(bernoulliSlope(x)).toBeNear((bernoulli(x + h) - bernoulli(x - h)) / (2 * h), {
        abs: 1e-10 + 1e-10 * Math.abs(x),
      });
      // B(-x) = B(x) + x
      expect(bernoulliSlope(x) + bernoulliSlope(-x)).toBeNear(-1, { rel: 1e-13 });
    }),
  );
  expect(bernoulliSlope(0)).toBe(-0.5);
  expect(bernoulliSlope(1e4)).toBe(0);
  expect(bernoulliSlope(-1e4)).toBeNear(-1, { rel: 1e-12 });
});

test("cells that resolve layers rise from end to end, mirror each other, and are finest at both ends", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 100, noNaN: true }), (layer) => {
      const place = resolvingLayers(2, 2 * layer);
      const edges = Array.from({ length: 101 }, (_, i) => place(i / 100));
      expect(edges[0]).toBe(0);
      expect(edges[50]).toBeNear(0.5, { rel: 1e-12 });
      expect(edges[100]).toBe(1);
      const widths = edges.slice(1).map((edge, i) => edge - (edges[i] ?? 0));
      for (const [i, width] of widths.entries()) {
        expect(width).toBeGreaterThan(0);
        expect(width).toBeNear(widths[99 - i] ?? 0, { rel: 1e-9, abs: 1e-15 });
        if (i > 0 && i < 50) expect(width).toBeGreaterThanOrEqual((widths[i - 1] ?? 0) * (1 - 1e-9));
      }
      // the spacing beside an end is at most that which the doc comment gives
      const bound = (layer * (1 + 2 * Math.log1p(0.5 / layer))) / 100;
      expect(widths[0]).toBeLessThanOrEqual(Math.max(bound * 1.3, 0.0101));
    }),
  );
});
