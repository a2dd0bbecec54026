import type { StiffSystem } from "#numerics/radau/stiff-system.ts";

/** An entry of a Jacobian: row, column, value. */
export type Entry = readonly [row: number, column: number, value: number];

/** A stiff system of functions that return arrays; the places of the entries are those at the state of ones at time 0. */
export function stiffSystem(of: {
  readonly size: number;
  readonly mass?: readonly number[];
  readonly invariants?: readonly (readonly number[])[];
  rate(time: number, y: Float64Array): readonly number[];
  jacobian(time: number, y: Float64Array): readonly Entry[];
}): StiffSystem {
  const entries = of.jacobian(0, new Float64Array(of.size).fill(1));
  return {
    size: of.size,
    mass: Float64Array.from(of.mass ?? new Array<number>(of.size).fill(1)),
    pattern: {
      rows: Int32Array.from(entries, ([row]) => row),
      columns: Int32Array.from(entries, ([, column]) => column),
    },
    ...(of.invariants === undefined ? {} : { invariants: of.invariants.map((weights) => Float64Array.from(weights)) }),
    fillRate: (out, time, y) => out.set(of.rate(time, y)),
    fillJacobian: (out, time, y) => out.set(of.jacobian(time, y).map(([, , value]) => value)),
  };
}
