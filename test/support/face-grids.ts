/** Grids for tests: conductances from D, a potential, and walls. */
import { bernoulli } from "#numerics/bernoulli.ts";
import { type Axes, closeEnds, type FaceOperator, faceArrays, type GridShape } from "#numerics/grid/face-operator.ts";

/** What a test grid is made of. */
export interface TestGrid {
  readonly cells: Axes<number>;
  readonly periodic?: Axes<boolean>;
  readonly spacing?: Axes<number>;
  /** D of each cell; 0 is impenetrable. */
  readonly diffusivity?: (cell: number, place: Axes<number>) => number;
  /** Reduced potential u of each cell. */
  readonly potential?: (cell: number, place: Axes<number>) => number;
  /** Whether the operator knows its equilibrium e^{-u}; yes unless said otherwise. */
  readonly knowsWeight?: boolean;
}

/** Place of a cell, by index. */
export function placeOf([nx, ny]: Axes<number>, cell: number): Axes<number> {
  return [cell % nx, Math.floor(cell / nx) % ny, Math.floor(cell / (nx * ny))];
}

/** Harmonic means of D, Scharfetter-Gummel weights of u. */
export function gridOf(grid: TestGrid): FaceOperator {
  const { cells, periodic = [false, false, false], spacing: h = [1, 1, 1], knowsWeight = true } = grid;
  const shape: GridShape = { cells, periodic };
  const size = cells[0] * cells[1] * cells[2];
  const fieldOf = (value: TestGrid["diffusivity"], otherwise: number) =>
    Float64Array.from({ length: size }, (_, cell) => value?.(cell, placeOf(cells, cell)) ?? otherwise);
  const [d, u] = [fieldOf(grid.diffusivity, 1), fieldOf(grid.potential, 0)];
  const forward = faceArrays(shape);
  const backward = grid.potential ? faceArrays(shape) : forward;
  const volume = h[0] * h[1] * h[2];
  let stride = 1;
  for (const axis of [0, 1, 2] as const) {
    const n = cells[axis];
    for (let i = 0; i < forward[axis].length; i++) {
      const isLast = Math.floor(i / stride) % n === n - 1;
      const j = isLast ? i - stride * (n - 1) : i + stride;
      const [one, other] = [d[i]!, d[j]!];
      const g = ((one > 0 && other > 0 ? 2 / (1 / one + 1 / other) : 0) * volume) / h[axis] ** 2;
      forward[axis][i] = g * bernoulli(u[j]! - u[i]!);
      if (backward !== forward) backward[axis][i] = g * bernoulli(u[i]! - u[j]!);
    }
    stride *= n;
  }
  closeEnds(forward, shape);
  if (backward !== forward) closeEnds(backward, shape);
  return {
    shape,
    size,
    volume: new Float64Array(size).fill(volume),
    forward,
    backward,
    leak: new Float64Array(size),
    supply: new Float64Array(size),
    ...(grid.potential && knowsWeight && { weight: u.map((value) => Math.exp(-value)) }),
  };
}

/** Numbers between 0 and 1, from a seed. */
export function plainNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** (V/Δt + A) c by the definition of the operator, face by face. */
export function applied(operator: FaceOperator, c: Float64Array, step: number): Float64Array {
  const { shape, size, volume, forward, backward, leak } = operator;
  const out = new Float64Array(size);
  for (let i = 0; i < size; i++) out[i] = (volume[i]! / step + leak[i]!) * c[i]!;
  let stride = 1;
  for (const axis of [0, 1, 2] as const) {
    const n = shape.cells[axis];
    for (let i = 0; i < forward[axis].length; i++) {
      const isLast = Math.floor(i / stride) % n === n - 1;
      const j = isLast ? i - stride * (n - 1) : i + stride;
      const flux = forward[axis][i]! * c[i]! - backward[axis][i]! * c[j]!;
      out[i]! += flux;
      out[j]! -= flux;
    }
    stride *= n;
  }
  return out;
}
