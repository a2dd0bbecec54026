import { expect, test } from "vitest";
import { differenceOperators } from "#numerics/phase-field/difference-operators.ts";
import { cycleHelmholtz, makeHelmholtzGrids } from "#numerics/phase-field/helmholtz-multigrid.ts";
import type { PhaseGrid } from "#numerics/phase-field/phase-grid.ts";
import { axisOf, noise } from "../support/phase-fields.ts";

/** A T: a bar over a stem, half and a fifth of the box wide. */
const tee = (n: number): PhaseGrid => ({
  axes: [axisOf(n, 1, "no-flux"), axisOf(n, 1, "no-flux")],
  open: Uint8Array.from({ length: n * n }, (_, p) => {
    const [x, y] = [p % n, Math.floor(p / n)];
    return y >= 0.8 * n || (x >= 0.4 * n && x < 0.6 * n) ? 1 : 0;
  }),
});
/** A torus with balls in it. */
const balls = (n: number): PhaseGrid => ({
  axes: [axisOf(n, 1), axisOf(n, 1), axisOf(n, 1)],
  open: Uint8Array.from({ length: n ** 3 }, (_, p) => {
    const place = [p % n, Math.floor(p / n) % n, Math.floor(p / n ** 2)].map((i) => (i + 0.5) / n - 0.5);
    return place.reduce((sum, x) => sum + x * x, 0) > 0.09 ? 1 : 0;
  }),
});

/** By how much a cycle shrinks what is left of (1 - τ L) x = b, the mean of eight or of those above rounding. */
function shrinking(grid: PhaseGrid, tau: number): number {
  const grids = makeHelmholtzGrids(grid);
  const { open } = grid;
  const size = open?.length ?? 0;
  const { fillLaplacian } = differenceOperators(grid);
  const right = noise(size, 0, 1, 31).map((b, p) => (open?.[p] ? b : 0));
  const [x, curved] = [new Float64Array(size), new Float64Array(size)];
  let [first, left, cycles] = [0, 0, 0];
  for (let k = 0; k <= 8; k++) {
    fillLaplacian(curved, x);
    const residual = right.map((b, p) => b - x[p]! + tau * curved[p]!);
    const length = Math.sqrt(residual.reduce((sum, r) => sum + r * r, 0));
    if (k === 0) first = length;
    else if (length < 1e-10 * first) break;
    [left, cycles] = [length / first, k];
    cycleHelmholtz(grids, tau, residual);
    for (let p = 0; p < size; p++) if (open?.[p]) x[p]! += residual[p]!;
  }
  return left ** (1 / Math.max(1, cycles));
}

// What matters is that one factor below 1 holds for all sizes and τ: GMRES then takes a bounded number of cycles.
test.each([
  0.1, 3, 100, 1e4,
])("a cycle shrinks the residual to 0.3 of it or less, whatever the grid, for τ = %f", (tau) => {
  for (const grid of [tee(10), tee(40), tee(83), balls(8), balls(18)]) expect(shrinking(grid, tau)).toBeLessThan(0.3);
});
