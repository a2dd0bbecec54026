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
  /** The same of iterations times cells, which no memory slows down. */
  readonly ofWork: number;
  /** undefined for what is there to compare with. */
  readonly bar?: number;
  readonly when: string;
}

/** What two threads gain, ours and C's. */
export interface Gain {
  readonly title: string;
  /** What else the machine did. */
  readonly machine: string;
  readonly own: Gained;
  readonly c: Gained;
  /** Least wall time on one thread over that on two; of that of C, or by itself. */
  readonly bar: number;
  readonly isOfC: boolean;
  readonly when: string;
}

/** Times on one thread and on two. */
export interface Gained {
  /** Wall times, medians [ms]. */
  readonly one: number;
  readonly two: number;
  /** Wall time on one thread over that on two: median of the rounds, least and largest. */
  readonly wall: readonly [number, number, number];
  /** Twice the CPU time on one thread over that of two together; median. */
  readonly cpu: number;
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

Gain: wall time on one thread over that on two, the start of the work and the return of the field included; median of the
rounds, in turns (least to largest). If both processors were free: twice the CPU time on one thread over that of two together.
The machine as it is; then beside twice as many programs that spin as there are processors: in one scheduling group with ours,
where each thread has a share of its own; then each in a group of its own (by setsid), where a scheduler that shares among
groups (autogroup of Linux) gives a program with two threads no more than it gives one with one. Two threads are to be no
slower than one beside others, and to gain 0.9 of what C gains where the machine is idle. C has a barrier at each step; our
threads claim slabs.

| workload | machine | one [ms] | two [ms] | gain | of C | ours over C | bar | | if both were free | of C | when |
|---|---|---|---|---|---|---|---|---|---|---|---|
${gains.map(gainLine).join("\n")}

## Cost against size

One step of TR-BDF2 with its estimate of the error (two solves for the step, two for the estimate, one of them for nothing
here), on a unit square or cube whose cells are impenetrable one in ten, D = 1, Δt = 0.02, and with long steps Δt = 2; residuals below 1e-10. On a line three
layers between a reservoir and a wall, by elimination. Exponent p of cost ∝ cells^p by least squares of logarithms: of the
time, and of iterations times cells, which is what the method does without what memory adds. The smallest grids lie in a
processor's own cache, the largest in none: a square of 128² has fields of 0.1 MB, one of 2048² of 34 MB. What that alone
makes of a loop that does the same for each cell is seen by explicit steps of C, one pass over two fields each.

| grid | size | cells | step [ms] | per cell [ns] | making the solver [ms] | iterations a solve |
|---|---|---|---|---|---|---|
${growths.flatMap(({ title, rows }) => rows.map((row) => growthLine(title, row))).join("\n")}

| grid | exponent of time | of iterations times cells | bar | | when |
|---|---|---|---|---|---|
${growths.map((one) => `| ${one.title} | ${one.exponent.toFixed(3)} | ${one.ofWork.toFixed(3)} | ${one.bar ?? ""} | ${one.bar === undefined ? "" : met(one.exponent <= one.bar)} | ${one.when} |`).join("\n")}
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

function gainLine({ title, machine, own, c, bar, isOfC, when }: Gain): string {
  const ratio = own.wall[0] / c.wall[0];
  const [gain, gainOfC] = [own, c].map(
    ({ wall: [middle, least, largest] }) => `${three(middle)} (${three(least)} to ${three(largest)})`,
  );
  const verdict = met((isOfC ? ratio : own.wall[0]) >= bar);
  const walls = `${three(own.one)} | ${three(own.two)} | ${gain} | ${gainOfC} | ${three(ratio)}`;
  return `| ${title} | ${machine} | ${walls} | ${bar}${isOfC ? " of C" : ""} | ${verdict} | ${three(own.cpu)} | ${three(c.cpu)} | ${when} |`;
}

function growthLine(title: string, { size, cells, step, setup, iterations }: Growth["rows"][number]): string {
  return `| ${title} | ${size} | ${cells.toLocaleString("en")} | ${three(step)} | ${three((step * 1e6) / cells)} | ${three(setup)} | ${iterations.toFixed(1)} |`;
}
