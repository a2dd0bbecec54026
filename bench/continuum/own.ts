/** The workloads on Perrin's own loops. */
import { bernoulli } from "#numerics/bernoulli.ts";
import { erf } from "#numerics/error-function.ts";
import { DEEPEST, diffuseScratch } from "#numerics/grid/diffuse-square.ts";
import { type Axes, type FaceOperator, faceArrays, uniformDiffusion } from "#numerics/grid/face-operator.ts";
import type { GridKernels } from "#numerics/grid/grid-kernels.ts";
import { makeGridSystem } from "#numerics/grid/grid-system.ts";
import { lineSteps } from "#numerics/grid/line-steps.ts";
import { makeTrBdf2, stepTrBdf2 } from "#numerics/tr-bdf2.ts";
import type { SlabThreads } from "../../cli/slab-threads.ts";

/** CPU time of this thread [s], and the distance from what is exact. */
export interface OwnRun {
  readonly cpu: number;
  readonly error: number;
}

/** CPU time that work takes on this thread [s]. */
export function cpuOf(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}

/** diffusion-512 and its larger sister: D = dx = 1, dt = 0.1, periodic; error: largest distance from the discrete decay. */
export function diffusionRun(kernels: GridKernels, n: number, steps: number, k = 0.1): OwnRun {
  const u = kernels.numbers(n * n);
  const scratch = kernels.numbers(diffuseScratch(n, DEEPEST));
  const unit = (2 * Math.PI) / n;
  const wave = Float64Array.from({ length: n }, (_, i) => Math.cos(unit * i));
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) u[j * n + i] = 1 + wave[i]! * wave[j]!;
  const cpu = cpuOf(() => {
    for (let left = steps; left > 0; left -= DEEPEST)
      kernels.diffuseSquare(u, scratch, n, n, k, Math.min(left, DEEPEST));
  });
  const decay = (1 + k * 2 * (2 * Math.cos(unit) - 2)) ** steps;
  let error = 0;
  for (let j = 0; j < n; j++)
    for (let i = 0; i < n; i++) error = Math.max(error, Math.abs(u[j * n + i]! - 1 - decay * wave[i]! * wave[j]!));
  return { cpu, error };
}

/** The same by threads: wall time, CPU time of all threads together, and the error. */
export async function diffusionOnThreads(threads: SlabThreads, n: number, steps: number, k = 0.1): Promise<ThreadRun> {
  const unit = (2 * Math.PI) / n;
  const wave = Float64Array.from({ length: n }, (_, i) => Math.cos(unit * i));
  const u = new Float64Array(n * n);
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) u[j * n + i] = 1 + wave[i]! * wave[j]!;
  const before = performance.now();
  const times = await threads.diffuse(u, n, k, steps);
  const wall = (performance.now() - before) / 1e3;
  const decay = (1 + k * 2 * (2 * Math.cos(unit) - 2)) ** steps;
  let error = 0;
  for (let j = 0; j < n; j++)
    for (let i = 0; i < n; i++) error = Math.max(error, Math.abs(u[j * n + i]! - 1 - decay * wave[i]! * wave[j]!));
  return { wall, cpu: times.reduce((sum, time) => sum + time, 0), error };
}

/** What {@link diffusionOnThreads} took. */
export interface ThreadRun {
  readonly wall: number;
  readonly cpu: number;
  readonly error: number;
}

/** Bytes that {@link diffusionRun} needs. */
export const diffusionBytes = (n: number): number => 8 * (n * n + diffuseScratch(n, DEEPEST)) + 65536;

const CELLS = 1000;
const LEFT = -6;
const H = 12 / CELLS;

/** Cell averages of a Gaussian. */
function averages(mean: number, sd: number): Float64Array {
  const below = (x: number) => 0.5 * (1 + erf((x - mean) / (sd * Math.SQRT2)));
  return Float64Array.from({ length: CELLS }, (_, i) => (below(LEFT + H * (i + 1)) - below(LEFT + H * i)) / H);
}

const TRAP_START = averages(2, 0.1);
const TRAP_END = averages(2 * Math.exp(-2), Math.sqrt(1 - Math.exp(-4) + 0.01 * Math.exp(-4)));

/** fokker-planck-trap in equal steps, its rates and factors included; error: L2 distance from the exact cell averages. */
export function trapRun(steps: number, rounds: number): OwnRun {
  const c = new Float64Array(CELLS);
  const cpu = cpuOf(() => {
    for (let round = 0; round < rounds; round++) {
      c.set(TRAP_START);
      lineSteps(c, trapOperator(), 2 / steps, steps);
    }
  });
  const error = Math.sqrt(c.reduce((sum, value, i) => sum + (value - TRAP_END[i]!) ** 2 * H, 0));
  return { cpu: cpu / rounds, error };
}

function trapOperator(): FaceOperator {
  const shape = { cells: [CELLS, 1, 1] as const, periodic: [false, false, false] as const };
  const [forward, backward] = [faceArrays(shape), faceArrays(shape)];
  for (let i = 0; i + 1 < CELLS; i++) {
    const x = LEFT + H * (i + 0.5);
    const du = ((x + H) ** 2 - x ** 2) / 2;
    forward[0][i] = bernoulli(du) / H;
    backward[0][i] = bernoulli(-du) / H;
  }
  const zeros = new Float64Array(CELLS);
  return {
    shape,
    size: CELLS,
    volume: new Float64Array(CELLS).fill(H),
    forward,
    backward,
    leak: zeros,
    supply: zeros,
  };
}

/** Δt of implicit steps [L²/D]: short beside the slowest decay, and long, where a step is nearly a steady state. */
export const [SHORT, LONG] = [0.02, 2];

/** Cost of implicit steps on a grid. */
export interface ImplicitCost {
  readonly cells: Axes<number>;
  /** CPU time of one step of TR-BDF2, with its estimate of the error [s]. */
  readonly step: number;
  /** CPU time of making the solver [s]. */
  readonly setup: number;
  /** Iterations of a solve. */
  readonly iterations: number;
}

/**
 * Steps of TR-BDF2 of a unit square or cube with random obstacles (one cell in ten), D = 1: with the short step up to
 * thousands of times what an explicit step could take, with the long one a hundred times more, where the number of
 * iterations has come to its limit on all grids.
 */
export function implicitCost(cells: Axes<number>, steps: number, step = SHORT): ImplicitCost {
  const [n] = cells;
  const operator = uniformDiffusion({
    shape: { cells, periodic: [false, false, false] },
    spacing: [1 / n, 1 / n, cells[2] > 1 ? 1 / n : 1],
    diffusivity: 1,
  });
  const c = Float64Array.from({ length: operator.size }, (_, i) => 1 + Math.cos((Math.PI * ((i % n) + 0.5)) / n));
  blocked(operator);
  let system = makeGridSystem(operator);
  const setup = cpuOf(() => {
    system = makeGridSystem(operator);
  });
  const work = makeTrBdf2(operator.size);
  const isPositive = new Uint8Array(operator.size).fill(1);
  stepTrBdf2(work, system, c, step, isPositive);
  Object.assign(system.log, { solves: 0, iterations: 0 });
  // from the same start each time: a field that is nearly even takes fewer iterations
  const cpu = cpuOf(() => {
    for (let k = 0; k < steps; k++) stepTrBdf2(work, system, c, step, isPositive);
  });
  return { cells, step: cpu / steps, setup, iterations: system.log.iterations / system.log.solves };
}

/** Closes all faces of one cell in ten. */
function blocked({ shape, size, forward }: FaceOperator): void {
  let state = 7;
  const isSolid = Uint8Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state < 0.1 * 2 ** 32 ? 1 : 0;
  });
  let stride = 1;
  for (const axis of [0, 1, 2] as const) {
    for (let i = 0; i < forward[axis].length; i++) if (isSolid[i] || isSolid[i + stride]) forward[axis][i] = 0;
    stride *= shape.cells[axis];
  }
}

/** Exponent p of cost ∝ cells^p, by least squares of logarithms; of the time of a step, or of its iterations times cells. */
export function growth(costs: readonly ImplicitCost[], of: "step" | "work" = "step"): number {
  const points = costs.map(({ cells, step, iterations }) => {
    const size = cells[0] * cells[1] * cells[2];
    return [Math.log(size), Math.log(of === "step" ? step : iterations * size)] as const;
  });
  const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
