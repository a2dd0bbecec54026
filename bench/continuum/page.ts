/** The page of results: bench/results/continuum.md from continuum.json. */

/** Ours beside C on one workload. */
export interface Comparison {
  readonly name: string;
  readonly title: string;
  /** What `own`, `c` and `twin` count: millions of cell updates per second, or milliseconds. */
  readonly unit: string;
  readonly own: number;
  readonly c?: number;
  readonly twin?: number;
  /** Speed of ours over that of C: median of the rounds, least and largest. */
  readonly ratio?: readonly [number, number, number];
  /** Least ratio that we mean to reach. */
  readonly bar: number;
  /** Error of ours and of C, what it is, and the most that is allowed. */
  readonly error: number;
  readonly errorOfC?: number;
  readonly errorIs: string;
  readonly allowed: number;
  readonly when: string;
}

/** Cost against size. */
export interface Growth {
  readonly title: string;
  readonly rows: readonly {
    readonly size: string;
    readonly cells: number;
    /** CPU time of a step [ms], of making the solver [ms], and iterations of a solve. */
    readonly step: number;
    readonly setup: number;
    readonly iterations: number;
  }[];
  /** p in cost ∝ cells^p. */
  readonly exponent: number;
  readonly bar: number;
  readonly when: string;
}

/** What two threads gain, ours and C's. */
export interface Gain {
  readonly title: string;
  /** CPU time on one thread over that of the slower of two; medians. */
  readonly free: readonly [own: number, c: number];
  /** Wall time on one thread over that on two; medians. */
  readonly wall: readonly [own: number, c: number];
  readonly bar: number;
  readonly when: string;
}

export interface Results {
  readonly machine: string;
  readonly gains: readonly Gain[];
  readonly comparisons: readonly Comparison[];
  readonly growths: readonly Growth[];
}

const three = (x: number | undefined): string => (x === undefined ? "" : x.toPrecision(3));
const met = (is: boolean): string => (is ? "met" : "**missed**");

/** The page. */
export function continuumPage({ machine, comparisons, gains, growths }: Results): string {
  return `# Continuum

CPU time on one thread, in turns with our own C program for the same work (\`bench/continuum/*.c\`, built for this machine).
Ratio: speed of ours over that of C, median of the rounds (least to largest). The twin is the same loop in TypeScript.

${machine}. Made by \`npm run bench:continuum\`.

| workload | unit | ours | C | twin | ratio to C | bar | | error | error of C | allowed | | when |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
${comparisons.map(comparisonLine).join("\n")}

Errors: ${comparisons.map(({ name, errorIs }) => `${name}, ${errorIs}`).join("; ")}.

## Two threads

Gain: CPU time on one thread over that of the slower of two, which is the gain in time where both processors are free. Wall: wall
time on one thread over that on two as it was, the start of the work and the return of the field included; where the load of
the machine exceeds its processors it says little. C has a barrier at each step, ours trades rows once in eight.

| workload | gain | gain of C | ours over C | bar | | wall | wall of C | when |
|---|---|---|---|---|---|---|---|---|
${gains.map(gainLine).join("\n")}

## Cost against size

One step of TR-BDF2 with its estimate of the error (two solves for the step, two for the estimate, one of them for nothing
here), on a unit square or cube whose cells are impenetrable one in ten, D = 1, Δt = 0.02; residuals below 1e-10. Exponent
p of cost ∝ cells^p by least squares of logarithms.

| grid | size | cells | step [ms] | per cell [ns] | making the solver [ms] | iterations a solve |
|---|---|---|---|---|---|---|
${growths.flatMap(({ title, rows }) => rows.map((row) => growthLine(title, row))).join("\n")}

| grid | exponent | bar | | when |
|---|---|---|---|---|
${growths.map((one) => `| ${one.title} | ${one.exponent.toFixed(3)} | ${one.bar} | ${met(one.exponent <= one.bar)} | ${one.when} |`).join("\n")}
`;
}

function comparisonLine(one: Comparison): string {
  const [middle, least, largest] = one.ratio ?? [];
  const spread = middle === undefined ? "" : `${three(middle)} (${three(least)} to ${three(largest)})`;
  const bar = `${three(one.bar)} | ${middle === undefined ? "" : met(middle >= one.bar)}`;
  const errors = `${three(one.error)} | ${three(one.errorOfC)} | ${one.allowed} | ${met(one.error < one.allowed)}`;
  const speeds = [one.own, one.c, one.twin].map(three).join(" | ");
  return `| ${one.title} | ${one.unit} | ${speeds} | ${spread} | ${bar} | ${errors} | ${one.when} |`;
}

function gainLine({ title, free, wall, bar, when }: Gain): string {
  const ratio = free[0] / free[1];
  const walls = wall.map(three).join(" | ");
  return `| ${title} | ${three(free[0])} | ${three(free[1])} | ${three(ratio)} | ${bar} | ${met(ratio >= bar)} | ${walls} | ${when} |`;
}

function growthLine(title: string, { size, cells, step, setup, iterations }: Growth["rows"][number]): string {
  return `| ${title} | ${size} | ${cells.toLocaleString("en")} | ${three(step)} | ${three((step * 1e6) / cells)} | ${three(setup)} | ${iterations.toFixed(1)} |`;
}
