/** One step of the master equation on a windowed array against the plain sum over all sites, bit for bit. */
import { describe, expect, test } from "vitest";
import { emptyField, fillStep, type LatticeFrame, pointField, totalOf } from "#levels/master/lattice-field.ts";

/** Steps an array without windows. */
function plainStep(p: Float64Array, { size, dimensions, floor }: LatticeFrame, step: typeof biased): Float64Array {
  const strides = [1, size[0], size[0] * size[1]].slice(0, dimensions);
  return p.map((_, i) => {
    const at = [i % size[0], Math.floor(i / size[0]) % size[1], Math.floor(i / (size[0] * size[1]))];
    if (strides.some((_, axis) => at[axis] === 0 || at[axis] === (size[axis] as number) - 1)) return 0; // the border
    const [x = 0, y = 0, z = 0] = strides;
    const v = (k: number) => p[i + k] as number;
    let sum = step.forward * v(-x) + step.backward * v(x);
    if (dimensions === 2) sum = step.forward * (v(-x) + v(x) + (v(-y) + v(y)));
    if (dimensions === 3) sum = step.forward * (v(-x) + v(x) + (v(-y) + v(y)) + (v(-z) + v(z)));
    sum += step.stay * v(0);
    return sum < floor ? 0 : sum;
  });
}

const biased = { forward: 0.75, backward: 0.125, stay: 0.125 };

describe("a step on a window", () => {
  test.each([
    ["on a line, with a bias and a floor that makes the window move", 1, [90, 1, 1], [2, 0, 0], biased, 1e-3],
    ["on a line, until all has fallen below the floor", 1, [90, 1, 1], [2, 0, 0], biased, 0.1],
    ["on a line, reaching the border", 1, [30, 1, 1], [15, 0, 0], biased, 1e-290],
    ["in a plane", 2, [40, 40, 1], [20, 20, 0], { forward: 0.2, backward: 0.2, stay: 0.2 }, 1e-4],
    ["in space", 3, [20, 20, 20], [10, 10, 10], { forward: 0.125, backward: 0.125, stay: 0.25 }, 1e-4],
  ] as const)("%s, is the step on all sites", (_, dimensions, size, origin, step, floor) => {
    const frame: LatticeFrame = { dimensions, size, origin, walls: false, floor };
    let field = pointField(frame);
    let next = emptyField(frame);
    let plain: Float64Array = Float64Array.from(field.values);
    for (let n = 0; n < 60; n++) {
      for (const handled of fillStep(next, field, frame, step)) expect(handled).toBeGreaterThan(0);
      [field, next] = [next, field];
      plain = plainStep(plain, frame, step);
      expect(field.values.every((p, i) => p === plain[i])).toBe(true);
      expect(totalOf(frame, field)).toBeNear(
        plain.reduce((a, b) => a + b, 0),
        { rel: 1e-12 },
      );
    }
  });

  test("leaves nothing behind where the window draws in by many sites at once", () => {
    const frame: LatticeFrame = { dimensions: 1, size: [40, 1, 1], origin: [20, 0, 0], walls: false, floor: 0.1 };
    const step = { forward: 0.25, backward: 0.25, stay: 0.5 };
    let field = emptyField(frame);
    field.values.fill(0.05, 10, 15); // all of it is below the floor, and gone after one step
    field.values[20] = 0.75;
    field.low[0] = 10;
    field.high[0] = 20;
    let next = emptyField(frame);
    let plain: Float64Array = Float64Array.from(field.values);
    for (let n = 0; n < 4; n++) {
      for (const handled of fillStep(next, field, frame, step)) expect(handled).toBeGreaterThan(0);
      [field, next] = [next, field];
      plain = plainStep(plain, frame, step);
      expect([...field.values]).toEqual([...plain]);
    }
  });

  test("of more sites than are handled at a time leaves out none", () => {
    // rows of 1200 sites, 833 at a time
    const size = 1200;
    const frame: LatticeFrame = { dimensions: 2, size: [size, size, 1], origin: [0, 0, 0], walls: false, floor: 1e-40 };
    const [from, out] = [emptyField(frame), emptyField(frame)];
    const [first, last] = [1, size - 2];
    for (let y = first; y <= last; y++) from.values.fill(1, y * size + first, y * size + last + 1);
    from.low.set([first, first, 0]);
    from.high.set([last, last, 0]);
    for (const handled of fillStep(out, from, frame, { forward: 0.25, backward: 0.25, stay: 0 }))
      expect(handled).toBeGreaterThan(0);
    for (let y = 2; y < size - 2; y++) expect(out.values[y * size + 600], `row ${y}`).toBe(1);
  });
});
