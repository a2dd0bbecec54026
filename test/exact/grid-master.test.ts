/**
 * The levels on grids against the matrix of the hops of some cells, written down from D, the drift and the films and raised
 * to its exponential by its own series.
 */
import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { parseModel } from "#model/parse-model.ts";
import { readingOf, solvedBy } from "../support/grids.ts";
import "../support/matchers.ts";

type Matrix = readonly (readonly number[])[];

const multiplied = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => row.map((_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] as number), 0)));

/** e^{A t} by its series at t / 2^8, squared eight times. */
function exponential(a: Matrix, t: number): Matrix {
  const small = a.map((row) => row.map((value) => (value * t) / 2 ** 8));
  const one = a.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  let sum: Matrix = one;
  let term: Matrix = one;
  for (let k = 1; k < 20; k++) {
    term = multiplied(term, small).map((row) => row.map((value) => value / k));
    sum = sum.map((row, i) => row.map((value, j) => value + (term[i]?.[j] as number)));
  }
  for (let k = 0; k < 8; k++) sum = multiplied(sum, sum);
  return sum;
}

/** x with A x = b, by elimination. */
function solution(a: Matrix, b: readonly number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i] as number]);
  rows.forEach((pivot, k) => {
    for (const [i, row] of rows.entries()) {
      if (i === k) continue;
      const factor = (row[k] as number) / (pivot[k] as number);
      pivot.forEach((value, j) => {
        row[j] = (row[j] as number) - factor * value;
      });
    }
  });
  return rows.map((row, k) => (row.at(-1) as number) / (row[k] as number));
}

/** Sums of some hundred positive terms, and 1e-14 left out of the clock. */
const near = { rel: 1e-12 };

const bernoulli = (x: number) => (x === 0 ? 1 : x / Math.expm1(x));

/** Cells of a grid [um], D = 1 um^2/s. */
interface Cells {
  readonly counts: readonly number[];
  readonly widths: readonly number[];
  readonly drift: readonly number[];
  /** Rate of leaving from the first and the last cells along each axis [s^-1]. */
  readonly out: readonly (readonly [first: number, last: number])[];
  readonly joined?: readonly boolean[];
}

/** dp/dt = A p over the cells and then, for each axis, what has left before the first cell and behind the last. */
function matrixOf({ counts, widths, drift, out, joined = [] }: Cells): Matrix {
  const size = counts.reduce((product, n) => product * n, 1);
  const a = Array.from({ length: size + 2 * counts.length }, () => new Array<number>(size + 2 * counts.length).fill(0));
  const move = (from: number, to: number, rate: number) => {
    (a[to] as number[])[from] = (a[to]?.[from] as number) + rate;
    (a[from] as number[])[from] = (a[from]?.[from] as number) - rate;
  };
  counts.forEach((n, axis) => {
    const stride = counts.slice(0, axis).reduce((product, one) => product * one, 1);
    const h = widths[axis] as number;
    const peclet = (drift[axis] as number) * h;
    for (let i = 0; i < size; i++) {
      const at = Math.floor(i / stride) % n;
      const [first, last] = out[axis] as readonly [number, number];
      if (at === 0) move(i, size + 2 * axis, first);
      if (at === n - 1) move(i, size + 2 * axis + 1, last);
      if (at === n - 1 && !joined[axis]) continue;
      const next = at === n - 1 ? i - stride * (n - 1) : i + stride;
      move(i, next, bernoulli(-peclet) / h ** 2);
      move(next, i, bernoulli(peclet) / h ** 2);
    }
  });
  return a;
}

describe("a drifting dye in 3 x 2 cells that leaves by a side that takes and by a film", () => {
  const [hx, hy] = [0.5, 0.4] as const;
  const model = parseModel(`perrin: 1
species: {dye: {D: 1 um^2/s, drift: [0.5 um/s, -0.3 um/s]}}
domain: {geometry: rectangle, size: [1.5 um, 0.8 um], cells: [3, 2]}
initial: {dye: {at: [0.75 um, 0.6 um]}}
boundary: {left: {dye: absorbing}, top: {dye: {robin: {P: 0.7 um/s, concentration: 0 mM}}}}
solve: {transient: {until: 0.6 s, times: [0.2 s]}}
outputs:
  there: survival(dye)
  along: "mean(dye, x)"
  up: "mean(dye, y)"
  out: "amount_permeated(dye, top)"
  taken: "amount_permeated(dye, left)"
  some: {of: "probability(dye, x > 0.5 um and y < 0.4 um)"}
  thick: {of: "c(dye, 0.75 um, 0.2 um)"}
  far: msd(dye)
  life: mean_exit_time(dye)
  spread: exit_time_variance(dye)
  by: "exit_probability(dye, left)"
  over: "exit_probability(dye, top)"
`);
  // half a cell upstream of a wall that takes: D / (h/2) B(Pe/2) over h
  const left = ((2 / hx) * bernoulli((0.5 * hx) / 2)) / hx;
  // half a cell and a film, one after the other: out of the cell by `half`, back from its wall by `back` or on by the film
  const half = (2 / hy) * bernoulli((0.3 * hy) / 2);
  const back = (2 / hy) * bernoulli((-0.3 * hy) / 2);
  const top = (half * 0.7) / (back + 0.7) / hy;
  const a = matrixOf({
    counts: [3, 2],
    widths: [hx, hy],
    drift: [0.5, -0.3],
    out: [
      [left, 0],
      [0, top],
    ],
  });
  const start = 4;
  const law = (t: number) => exponential(a, t).map((row) => row[start] as number);

  test.each([0.2, 0.6])("by the master equation it is where the exponential of the hops says: at %d s", (t) => {
    const p = law(t);
    const result = solvedBy(master, model);
    const inside = p.slice(0, 6);
    const held = inside.reduce((sum, value) => sum + value, 0);
    const mean = (place: (i: number) => number) => inside.reduce((sum, value, i) => sum + value * place(i), 0) / held;
    const read = (text: string) => readingOf(result, text, t);
    expect(read("survival(dye)")).toBeNear(held, near);
    expect(read("mean(dye, x)")).toBeNear(1e-6 * mean((i) => hx * ((i % 3) + 0.5)), near);
    expect(read("mean(dye, y)")).toBeNear(1e-6 * mean((i) => hy * (Math.floor(i / 3) + 0.5)), near);
    // per length of the side [m^-1]
    expect(read("amount_permeated(dye, left)")).toBeNear((p[6] as number) / (2 * hy * 1e-6), near);
    expect(read("amount_permeated(dye, top)")).toBeNear((p[9] as number) / (3 * hx * 1e-6), near);
    const fromStart = ([x, y]: readonly [number, number]) => (x - 0.75) ** 2 + (y - 0.6) ** 2;
    const at = (i: number) => [hx * ((i % 3) + 0.5), hy * (Math.floor(i / 3) + 0.5)] as const;
    expect(read("msd(dye)")).toBeNear(1e-12 * mean((i) => fromStart(at(i))), near);
    expect(read("probability(dye, x > 5e-7 m and y < 4e-7 m)")).toBeNear((p[1] as number) + (p[2] as number), near);
    expect(read("c(dye, 7.5e-7 m, 2e-7 m)")).toBeNear((p[1] as number) / (hx * hy * 1e-12), near);
  });

  test.each([master, continuum])("it leaves when and where the inverse of the hops says, by the $name", (level) => {
    const result = solvedBy(level, model);
    const inner = a.slice(0, 6).map((row) => row.slice(0, 6));
    const at = [0, 0, 0, 0, 1, 0];
    const M = solution(inner, at).map((value) => -value);
    const second = solution(inner, M).map((value) => -value);
    const sum = (all: readonly number[]) => all.reduce((total, value) => total + value, 0);
    const read = (text: string) => readingOf(result, text, "timeless");
    expect(read("mean_exit_time(dye, all)")).toBeNear(sum(M), { rel: 1e-9 });
    expect(read("exit_time_variance(dye, all)")).toBeNear(2 * sum(second) - sum(M) ** 2, { rel: 1e-8 });
    expect(read("exit_probability(dye, left)")).toBeNear(left * ((M[0] as number) + (M[3] as number)), { rel: 1e-9 });
    expect(read("exit_probability(dye, top)")).toBeNear(top * sum(M.slice(3)), { rel: 1e-9 });
  });
});

test("a closed room that a flux feeds has no steady state, and none is stated", () => {
  const model = parseModel(`perrin: 1
species: {dye: {D: 1e-9 m^2/s}}
domain: {geometry: rectangle, size: [10 um, 6 um], cells: [5, 3]}
initial: {dye: 1 mM}
boundary: {left: {dye: {flux: 1 nmol/cm^2/s}}}
solve: steady
outputs: {n: amount(dye)}
`);
  const { readings, warnings } = solvedBy(master, model);
  expect(readings.filter(({ when }) => when === "steady")).toEqual([]);
  expect(warnings.join()).toContain("has no steady state");
});

test.each([0, 1, 3])("what is lost in time is told, except where a part decays: at %d /s", (rate) => {
  const model = parseModel(`perrin: 1
species: {dye: {D: 1 um^2/s}}
domain: {geometry: rectangle, size: [1.5 um, 0.8 um], cells: [3, 2]}
initial: {dye: {at: [0.75 um, 0.6 um]}}
boundary: {left: {dye: absorbing}}
sources: ${rate === 0 ? "[]" : `[{name: fading, species: dye, at: all, law: linear, rate: -${rate} 1/s}]`}
solve: {transient: {until: 0.6 s}}
outputs: {there: survival(dye)}
`);
  const { massDrift } = solvedBy(master, model).invariants;
  if (rate === 0) expect(massDrift).toBeLessThan(1e-13);
  else expect(massDrift).toBeUndefined();
});
