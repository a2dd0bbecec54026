/** What must come out of the walks, whoever walked: distances from exact laws in standard errors. */
import { binomialWeights } from "#numerics/binomial-weights.ts";
import { chiSquareTest } from "#numerics/goodness-of-fit.ts";
import { CELLS, type Size } from "./workloads.ts";

/** A number that came out, what it must be, and how many standard errors lie between. */
export interface Finding {
  readonly of: string;
  readonly found: number;
  readonly exact: number;
  readonly sigmas: number;
}

/** Findings further off than this stop the bench: one false alarm in 1.7 million findings. */
export const ALLOWED = 5;

type Sums = readonly number[] | Float64Array;
type Law = (sums: Sums, size: Size) => Finding[];

/** Mean of n draws against its law. */
const finding = (of: string, sum: number, n: number, exact: number, variance: number): Finding => ({
  of,
  found: sum / n,
  exact,
  sigmas: (sum / n - exact) / Math.sqrt(variance / n),
});

/** Second moment s of a normal number has variance 2 s². */
const square = (of: string, sum: number, n: number, exact: number): Finding =>
  finding(of, sum, n, exact, 2 * exact * exact);

const LAWS: Readonly<Record<string, Law>> = {
  "free-diffusion": (sums, { walkers }) =>
    Array.from({ length: 10 }, (_, i) => {
      const time = (i + 1) / 10;
      return square(`<x²> per axis at ${time}`, sums[i] ?? 0, 3 * walkers, 2 * time);
    }),
  "coin-walk": ([sum = 0, squares = 0], { walkers, steps }) => [
    finding("<x>", sum, walkers, 0, steps),
    square("<x²>", squares, walkers, steps),
  ],
  "overdamped-trap": ([sum = 0, squares = 0], { walkers, steps }) => {
    const variance = 1 - Math.exp(-0.02 * steps);
    return [finding("<x>", sum, walkers, 0, variance), square("<x²>", squares, walkers, variance)];
  },
  underdamped: ([r2 = 0, v2 = 0, memory = 0], { walkers, steps }) => {
    const [time, n] = [0.01 * steps, 3 * walkers];
    const correlation = Math.exp(-1);
    // BAOAB adds dt²/12 of it to the msd: 8e-6, far below the standard error.
    return [
      square("<x²> per axis", r2, n, 2 * (time - 1 + Math.exp(-time))),
      square("<v²> per axis", v2, n, 1),
      finding("<v(1) v(0)>", memory, n, correlation, 1 + correlation * correlation),
    ];
  },
  "persistent-walk": ([sum = 0, squares = 0], { walkers, steps }) => {
    const memory = 0.8;
    const msd = (steps * (1 + memory)) / (1 - memory) - (2 * memory * (1 - memory ** steps)) / (1 - memory) ** 2;
    return [finding("<x>", sum, walkers, 0, msd), square("<x²>", squares, walkers, msd)];
  },
  "stable-flight": (sums, { walkers }) =>
    [0.5, 1, 2].map((k, i) => {
      const characteristic = (q: number) => Math.exp(-(q ** 1.5));
      const exact = characteristic(k);
      const variance = (1 + characteristic(2 * k)) / 2 - exact * exact;
      return finding(`<cos ${k} x/n^(2/3)>`, sums[i] ?? 0, walkers, exact, variance);
    }),
};

/** Findings of a workload; `jumps` and steps of P1 follow one law. */
export function findings(name: string, sums: Sums, size: Size): Finding[] {
  const law = LAWS[name.replace(/-jumps$/, "")];
  if (law === undefined) throw new Error(`no law is known for ${name}`);
  return law(sums, size);
}

/** How likely so uneven counts of steps to the right are. */
export function evenness(counts: Float64Array, { walkers, steps }: Size): number {
  const { first, weights } = binomialWeights(steps, 0.5, 1e-12);
  const expected = new Float64Array(CELLS);
  for (const [i, weight] of weights.entries())
    expected[Math.max(0, Math.min(CELLS - 1, first + i - Math.floor(steps / 2) + CELLS / 2))]! += walkers * weight;
  return chiSquareTest(counts, expected).p;
}
