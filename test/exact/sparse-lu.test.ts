import { describe, expect, test } from "vitest";
import { eliminated } from "#numerics/dense-solve.ts";
import { bandShape, makeComplexFactors, makeRealFactors } from "#numerics/radau/sparse-lu.ts";
import type { StiffSystem } from "#numerics/radau/stiff-system.ts";

const N = 30;

/** Numbers in (-1, 1) that look random. */
function makeNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  };
}

/** A sparse system of N unknowns, some algebraic, units from 1e-9 to 1e9, with entries that add up at one place. */
function sparse(seed: number) {
  const noise = makeNoise(seed);
  const unit = Float64Array.from({ length: N }, () => 10 ** Math.round(9 * noise()));
  const rows: number[] = [];
  const columns: number[] = [];
  const jacobian: number[] = [];
  for (let i = 0; i < N; i++)
    for (const j of [i, (i * 7 + 3) % N, (i + 11) % N, (i + 11) % N]) {
      if (i === j && i % 3 === 0) continue; // no diagonal: rows must be exchanged
      rows.push(i);
      columns.push(j);
      jacobian.push((noise() * unit[i]) / unit[j]);
    }
  const mass = Float64Array.from({ length: N }, (_, i) => (i % 3 === 0 ? 0 : 1));
  const system: StiffSystem = {
    size: N,
    mass,
    pattern: { rows: Int32Array.from(rows), columns: Int32Array.from(columns) },
    fillRate: () => {},
    fillJacobian: () => {},
  };
  const solution = Float64Array.from(unit, (u) => u * (1 + 0.5 * noise()));
  return { system, mass, unit, jacobian: Float64Array.from(jacobian), solution, noise };
}

/** (σ M - J) x by the entries. */
function product(of: ReturnType<typeof sparse>, shift: number, x: Float64Array): Float64Array {
  const { rows, columns } = of.system.pattern;
  const out = x.map((value, i) => shift * of.mass[i] * value);
  for (let e = 0; e < rows.length; e++) out[rows[e]] -= of.jacobian[e] * x[columns[e]];
  return out;
}

describe("σ M - J in a band", () => {
  test("a real matrix gives back the solution its right side was made of, whatever the units", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const of = sparse(seed);
      const factors = makeRealFactors(bandShape(of.system));
      for (const shift of [0.7, 1e3]) {
        expect(factors.factor(shift, of.mass, of.jacobian, of.unit)).toBe(true);
        const x = product(of, shift, of.solution);
        factors.solve(x);
        // condition numbers of these, in the units of the unknowns, are below 1e5
        for (let i = 0; i < N; i++) expect(x[i]).toBeNear(of.solution[i], { rel: 1e-10 });
      }
    }
  });

  test("a complex matrix solves as the real one of twice the size", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const of = sparse(seed);
      of.unit.fill(1);
      const { rows, columns } = of.system.pattern;
      const noise = makeNoise(seed);
      for (let e = 0; e < of.jacobian.length; e++) of.jacobian[e] = noise();
      const shift = { re: 0.8, im: -1.3 };
      const dense = new Float64Array(4 * N * N);
      const add = (i: number, j: number, value: number) => {
        dense[i * 2 * N + j] += value;
      };
      for (let e = 0; e < rows.length; e++)
        for (const part of [0, N]) add(rows[e] + part, columns[e] + part, -of.jacobian[e]);
      for (let i = 0; i < N; i++) {
        for (const part of [0, N]) add(i + part, i + part, shift.re * of.mass[i]);
        add(i, i + N, -shift.im * of.mass[i]);
        add(i + N, i, shift.im * of.mass[i]);
      }
      const rhs = Float64Array.from({ length: 2 * N }, noise);
      const expected = eliminated(dense, rhs);
      const factors = makeComplexFactors(bandShape(of.system));
      expect(factors.factor(shift, of.mass, of.jacobian, of.unit)).toBe(true);
      const [re, im] = [rhs.slice(0, N), rhs.slice(N)];
      factors.solve(re, im);
      const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      for (let i = 0; i < N; i++) {
        expect(re[i]).toBeNear(expected[i], { abs: 1e-11 * size });
        expect(im[i]).toBeNear(expected[i + N], { abs: 1e-11 * size });
      }
    }
  });

  test("a chain has bandwidth 1 and a ring 2, however they are numbered", () => {
    const n = 101;
    const at = (i: number) => (i * 37 + 50) % n;
    for (const [links, below] of [
      [n - 1, 1],
      [n, 2],
    ]) {
      const ends = Array.from({ length: links }, (_, i) => [at(i), at((i + 1) % n)]);
      const pattern = {
        rows: Int32Array.from(ends.flat()),
        columns: Int32Array.from(ends.flatMap(([a, b]) => [b, a])),
      };
      const shape = bandShape({
        size: n,
        mass: new Float64Array(n),
        pattern,
        fillRate: () => {},
        fillJacobian: () => {},
      });
      expect(shape.below).toBe(below);
      expect(new Set(shape.position).size).toBe(n);
    }
  });

  test("a singular matrix is said to be singular", () => {
    const pattern = { rows: Int32Array.of(0, 0, 1, 1), columns: Int32Array.of(0, 1, 0, 1) };
    const mass = Float64Array.of(0, 0);
    const system = { size: 2, mass, pattern, fillRate: () => {}, fillJacobian: () => {} };
    const ones = Float64Array.of(1, 1);
    expect(makeRealFactors(bandShape(system)).factor(1, mass, Float64Array.of(1, 2, 2, 4), ones)).toBe(false);
    const shift = { re: 1, im: 1 };
    expect(makeComplexFactors(bandShape(system)).factor(shift, mass, Float64Array.of(1, 2, 2, 4), ones)).toBe(false);
  });
});
