import fc from "fast-check";
import { expect, test } from "vitest";
import type { PhaseField } from "#numerics/phase-field/phase-field.ts";
import { cellCount } from "#numerics/phase-field/phase-grid.ts";
import { acceptPhaseStep, makePhaseStepper, tryPhaseStep } from "#numerics/phase-field/phase-step.ts";
import { spatialOperators } from "#numerics/phase-field/spatial-operators.ts";
import { axisOf, constant, course, DOUBLE_WELL, degenerate, noise, regularSolution } from "../support/phase-fields.ts";

const ends = fc.constantFrom("periodic" as const, "no-flux" as const);
const axis = (cells: number) =>
  fc.record({ cells: fc.integer({ min: 1, max: cells }), spacing: fc.double({ min: 0.3, max: 2, noNaN: true }), ends });
const axes = fc.oneof(fc.tuple(axis(60)), fc.tuple(axis(14), axis(14)), fc.tuple(axis(6), axis(6), axis(6)));
const kinds = fc.constantFrom("polynomial", "fourth order", "alloy", "closed cells");
const seeds = fc.integer({ min: 0, max: 1e6 });

/** A problem with a random start: noise from almost nothing to almost the whole interval. */
const cases = fc
  .record({
    axes,
    kind: kinds,
    seed: seeds,
    mean: fc.double({ min: 0.15, max: 0.85, noNaN: true }),
    share: fc.double({ min: 0.01, max: 0.95, noNaN: true }),
  })
  .map(({ axes, kind, seed, mean, share }) => {
    const size = cellCount({ axes });
    const open = Uint8Array.from(noise(size, 0, 1, seed + 1), (x) => (x > -0.6 ? 1 : 0));
    open[0] = 1;
    const grid = kind === "closed cells" ? { axes, open } : { axes };
    const isAlloy = kind === "alloy" || kind === "closed cells";
    const problem: PhaseField = {
      grid,
      energy: isAlloy ? regularSolution(2.7) : DOUBLE_WELL,
      gradientCoefficient: 0.8,
      mobility: isAlloy ? degenerate(1.5) : constant(0.6),
      order: kind === "fourth order" ? 4 : 2,
    };
    const amplitude = share * Math.min(mean, 1 - mean);
    return { problem, start: noise(size, mean, amplitude, seed) };
  });

const sum = (c: Float64Array, open?: Uint8Array) => c.reduce((total, x, i) => total + (!open || open[i] ? x : 0), 0);

test("energy never increases and the amount never changes, whatever the grid, its ends, f, M and the start", () => {
  fc.assert(
    fc.property(cases, ({ problem, start }) => {
      const { open } = problem.grid;
      const { states, outcome } = course(problem, start, [0.5, 300], { relative: 1e-2 });
      const amount = sum(start, open);
      let before = states[0]!.energy;
      for (const { c, energy, energyChange } of states) {
        expect(Math.abs(sum(c, open) - amount)).toBeLessThanOrEqual(1e-12 * amount);
        // rounding of a sum of values near f, of up to 250 cells
        const rounding = 1e-14 * (1 + Math.abs(energy)) * Math.sqrt(c.length);
        expect(energy).toBeLessThanOrEqual(before + rounding);
        expect(energyChange).toBeLessThanOrEqual(rounding);
        before = energy;
        const { low = -2, high = 2 } = problem.energy;
        for (let i = 0; i < c.length; i++) expect(c[i]! > low && c[i]! < high).toBe(true);
      }
      expect(outcome.amountDrift).toBeLessThan(1e-14);
    }),
    { numRuns: 25 },
  );
});

test("turning the axes over or moving a torus on changes nothing but the order of the cells", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 9 }), (seed, shift) => {
      const [nx, ny] = [10, 7];
      const problem: PhaseField = {
        grid: { axes: [axisOf(nx, 0.8), axisOf(ny, 1.1, "no-flux")] },
        energy: regularSolution(2.7),
        gradientCoefficient: 0.8,
        mobility: degenerate(1),
      };
      const turned = { ...problem, grid: { axes: problem.grid.axes.toReversed() } };
      const start = noise(nx * ny, 0.5, 0.2, seed);
      const [a, b] = [new Float64Array(nx * ny), new Float64Array(nx * ny)];
      const reordered = (out: Float64Array, from: Float64Array, place: (i: number, j: number) => number) => {
        for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) out[place(i, j)] = from[i + nx * j]!;
        return out;
      };
      const onTurned = (i: number, j: number) => j + ny * i;
      const onShifted = (i: number, j: number) => ((i + shift) % nx) + nx * (ny - 1 - j);
      const end = (one: PhaseField, from: Float64Array) => {
        const work = makePhaseStepper(spatialOperators(one, nx * ny), from);
        for (let k = 0; k < 5; k++) {
          expect(tryPhaseStep(work, 0.1, 1e-13).kind).toBe("stepped");
          acceptPhaseStep(work, 0.1);
        }
        return work.c;
      };
      const found = end(problem, start);
      const onTurn = end(turned, reordered(a, start, onTurned).slice());
      const onShift = end(problem, reordered(b, start, onShifted).slice());
      // stages are solved to 1e-13, on grids whose sums run in other orders
      const near = 5e-12;
      const expectNear = (values: Float64Array, place: (i: number, j: number) => number) => {
        for (let j = 0; j < ny; j++)
          for (let i = 0; i < nx; i++) expect(values[place(i, j)]).toBeNear(found[i + nx * j]!, { abs: near });
      };
      expectNear(onTurn, onTurned);
      expectNear(onShift, onShifted);
    }),
    { numRuns: 10 },
  );
});
