/**
 * A smooth function on an interval, as a table of cubics on equal cells; a straight line beyond both ends.
 *
 *     f(y) ≈ c0 + c1 s + c2 s² + c3 s³,    s in [0, 1] across the cell
 *
 * Values and slopes at the nodes are met (Hermite), so the error falls as the fourth power of the cell. With no cells the
 * table is the straight line c0 + c1 (y - origin).
 *
 * @module
 */

/** The table; made once, then only read. */
export interface CubicTable {
  /** Left end of the first cell. */
  readonly origin: number;
  /** Cells per unit of the argument; 1 where there are no cells. */
  readonly density: number;
  readonly cells: number;
  /** Four coefficients for each cell; c0 and c1 of the line where there are none. */
  readonly coefficients: Float64Array;
}

/** A straight line through `value` at `origin`. */
export function lineTable(origin: number, value: number, slope: number): CubicTable {
  return { origin, density: 1, cells: 0, coefficients: Float64Array.of(value, slope, 0, 0) };
}

/**
 * The table through values and slopes at equally spaced nodes.
 *
 * @param spacing distance of the nodes
 * @param slopes  derivatives at the nodes; absent: by central differences of fourth order
 */
export function cubicTable(
  origin: number,
  spacing: number,
  values: Float64Array,
  slopes: Float64Array = nodeSlopes(values, spacing),
): CubicTable {
  const cells = values.length - 1;
  const coefficients = new Float64Array(4 * cells);
  for (let i = 0; i < cells; i++) {
    const [a, b] = [values[i], values[i + 1]];
    const [p, q] = [spacing * slopes[i], spacing * slopes[i + 1]];
    coefficients.set([a, p, 3 * (b - a) - 2 * p - q, p + q - 2 * (b - a)], 4 * i);
  }
  return { origin, density: 1 / spacing, cells, coefficients };
}

/** The value at y. */
export function valueIn({ origin, density, cells, coefficients }: CubicTable, y: number): number {
  const s = (y - origin) * density;
  if (cells === 0) return coefficients[0] + coefficients[1] * s;
  const cell = s < 0 ? 0 : s >= cells ? cells - 1 : Math.floor(s);
  const f = s - cell;
  const k = 4 * cell;
  const [c0, c1, c2, c3] = [coefficients[k], coefficients[k + 1], coefficients[k + 2], coefficients[k + 3]];
  if (f < 0) return c0 + c1 * f;
  if (f > 1) return c0 + c1 + c2 + c3 + (c1 + 2 * c2 + 3 * c3) * (f - 1);
  return c0 + f * (c1 + f * (c2 + f * c3));
}

/** Derivatives at equally spaced nodes, by five-point differences (one-sided near the ends). At least five nodes. */
export function nodeSlopes(values: Float64Array, spacing: number): Float64Array {
  const last = values.length - 1;
  return values.map((_, i) => {
    const c = Math.min(Math.max(i, 2), last - 2);
    const weights = FIVE_POINTS[i - c + 2];
    let sum = 0;
    for (let k = 0; k < 5; k++) sum += weights[k] * values[c - 2 + k];
    return sum / (12 * spacing);
  });
}

/** Weights of f'(node) times 12 h, for each of five nodes from the first to the last. */
const FIVE_POINTS = [
  [-25, 48, -36, 16, -3],
  [-3, -10, 18, -6, 1],
  [1, -8, 0, 8, -1],
  [-1, 6, -18, 10, 3],
  [3, -16, 36, -48, 25],
] as const;
