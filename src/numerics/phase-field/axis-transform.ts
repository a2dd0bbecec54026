/**
 * The real transform that makes differences on a grid of equal cells diagonal: along a periodic axis that of Hartley,
 * between walls the cosine transform of the second kind.
 *
 *     periodic:  X_k = Σ_j x_j (cos + sin)(2π jk/n)
 *     no-flux:   X_k = Σ_j x_j cos(π k (2j+1) / 2n)
 *
 * Real in, real out, in place, axis after axis. Two lines share one complex transform.
 *
 * @see J. Makhoul, IEEE Trans. Acoust. Speech Signal Process. 28, 27 (1980), doi:10.1109/TASSP.1980.1163351 (not opened)
 * @see R. N. Bracewell, J. Opt. Soc. Am. 73, 1832 (1983), doi:10.1364/JOSA.73.001832 (not opened)
 * @module
 */

import { sin } from "#numerics/elementary.ts";
import { type MixedRadixPlan, makeMixedRadixPlan, mixedRadixTransform, turnOf } from "./mixed-radix.ts";
import { cellCount, type PhaseAxis, type PhaseGrid } from "./phase-grid.ts";

interface AxisPlan {
  readonly axis: PhaseAxis;
  readonly stride: number;
  readonly fourier: MixedRadixPlan;
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** cos and sin of πk/2n. */
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/** Plans of all axes of a grid. */
export interface GridTransform {
  readonly size: number;
  readonly plans: readonly AxisPlan[];
  /** Eigenvalue of -L for each place of a transformed field [1/L²]. */
  readonly eigenvalues: Float64Array;
}

/** The transform of a grid of open cells, and the eigenvalues of its Laplacian of that order. */
export function makeGridTransform(grid: PhaseGrid, order: 2 | 4): GridTransform {
  const size = cellCount(grid);
  const eigenvalues = new Float64Array(size);
  let stride = 1;
  const plans = grid.axes.map((axis): AxisPlan => {
    const { cells } = axis;
    const turns = Array.from({ length: cells }, (_, k) => turnOf(k, 4 * cells));
    const own = Float64Array.from({ length: cells }, (_, k) => eigenvalue(axis, order, k));
    for (let p = 0; p < size; p++) eigenvalues[p] += own[Math.floor(p / stride) % cells];
    const plan = {
      axis,
      stride,
      fourier: makeMixedRadixPlan(cells),
      re: new Float64Array(cells),
      im: new Float64Array(cells),
      cosines: Float64Array.from(turns, ([cosine]) => cosine),
      sines: Float64Array.from(turns, ([, sine]) => sine),
    };
    stride *= cells;
    return plan;
  });
  return { size, plans, eigenvalues };
}

/** -L on the wave k of an axis: the square of what the staggered difference makes of it [1/L²]. */
export function eigenvalue({ cells, spacing, ends }: PhaseAxis, order: 2 | 4, k: number): number {
  const half = (ends === "periodic" ? Math.PI * Math.min(k, cells - k) : (Math.PI * k) / 2) / cells;
  const difference = order === 2 ? 2 * sin(half) : (27 * sin(half) - sin(3 * half)) / 12;
  return (difference / spacing) * (difference / spacing);
}

/** Replaces a field by its transform. Allocates nothing. */
export function transformField({ size, plans }: GridTransform, field: Float64Array): void {
  for (const plan of plans) eachPair(plan, size, field, plan.axis.ends === "periodic" ? hartley : cosine);
}

/** Undoes {@link transformField}, but for the factor {@link cellCount}, by which the values come out too large. */
export function undoTransform({ size, plans }: GridTransform, field: Float64Array): void {
  for (let a = plans.length - 1; a >= 0; a--) {
    const plan = plans[a];
    eachPair(plan, size, field, plan.axis.ends === "periodic" ? hartley : undoCosine);
  }
}

/** Transforms two lines of a field: from cells a and b on, or one of them where they are the same. */
type OfPair = (plan: AxisPlan, field: Float64Array, a: number, b: number) => void;

function eachPair(plan: AxisPlan, size: number, field: Float64Array, ofPair: OfPair): void {
  const { stride } = plan;
  const block = stride * plan.axis.cells;
  let waiting = -1;
  for (let first = 0; first < size; first += block)
    for (let line = first; line < first + stride; line++) {
      if (waiting < 0) {
        waiting = line;
        continue;
      }
      ofPair(plan, field, waiting, line);
      waiting = -1;
    }
  if (waiting >= 0) ofPair(plan, field, waiting, waiting);
}

function hartley({ stride, fourier, re, im }: AxisPlan, field: Float64Array, a: number, b: number): void {
  const n = fourier.length;
  for (let j = 0; j < n; j++) {
    re[j] = field[a + j * stride];
    im[j] = field[b + j * stride];
  }
  mixedRadixTransform(fourier, re, im);
  for (let k = 0; k < n; k++) {
    const other = k === 0 ? 0 : n - k;
    field[a + k * stride] = (re[k] + re[other] - im[k] + im[other]) / 2;
    field[b + k * stride] = (im[k] + im[other] + re[k] - re[other]) / 2;
  }
}

function cosine(plan: AxisPlan, field: Float64Array, a: number, b: number): void {
  const { stride, fourier, re, im, cosines, sines } = plan;
  const n = fourier.length;
  for (let j = 0; j < n; j++) {
    const place = foldedPlace(j, n);
    re[place] = field[a + j * stride];
    im[place] = field[b + j * stride];
  }
  mixedRadixTransform(fourier, re, im);
  for (let k = 0; k < n; k++) {
    const other = k === 0 ? 0 : n - k;
    const [c, s] = [cosines[k] / 2, sines[k] / 2];
    field[a + k * stride] = c * (re[k] + re[other]) + s * (im[k] - im[other]);
    field[b + k * stride] = c * (im[k] + im[other]) - s * (re[k] - re[other]);
  }
}

function undoCosine(plan: AxisPlan, field: Float64Array, a: number, b: number): void {
  const { stride, fourier, re, im, cosines, sines } = plan;
  const n = fourier.length;
  for (let k = 0; k < n; k++) {
    const [c, s] = [cosines[k], sines[k]];
    const [x, y] = [field[a + k * stride], field[b + k * stride]];
    const otherX = k === 0 ? 0 : field[a + (n - k) * stride];
    const otherY = k === 0 ? 0 : field[b + (n - k) * stride];
    // V = e^(iπk/2n) (X_k - i X_(n-k)) of each line; conjugated, so that the forward transform undoes
    re[k] = c * x + s * otherX - (s * y - c * otherY);
    im[k] = -(s * x - c * otherX + c * y + s * otherY);
  }
  mixedRadixTransform(fourier, re, im);
  for (let j = 0; j < n; j++) {
    const place = foldedPlace(j, n);
    field[b + j * stride] = -im[place];
    field[a + j * stride] = re[place];
  }
}

/** Even places come first, in their order; odd ones behind them, backwards. */
function foldedPlace(j: number, n: number): number {
  return j % 2 === 0 ? j / 2 : n - (j + 1) / 2;
}
