/** The page of results: bench/results/peers.md from peers.json. */
import type { Size } from "./workloads.ts";

/** Least part of what C gains from a second thread that we mean to reach. */
const BAR_OF_TWO = 0.95;
/** Most memory for 10^6 walkers [MB]. */
const BAR_OF_MEMORY = 64;

/** What was measured of one walk. */
export interface Row {
  readonly name: string;
  readonly title: string;
  readonly size: Size;
  /** Date, load of the machine at the start, rounds. */
  readonly when: string;
  /** Walker-steps per CPU second. */
  readonly own: number;
  readonly c?: number;
  readonly numpy?: number;
  readonly twin?: number;
  /** Own over C, median of rounds, and the least and largest. */
  readonly ratio?: readonly [number, number, number];
  readonly bar: number;
  /** Wall time on one thread over that on two, ours and C's; medians. */
  readonly gain?: readonly [number, number];
  /** CPU time on one thread over that of the slower of two: the gain where processors are free; medians. */
  readonly free?: readonly [number, number];
  readonly physics: readonly string[];
}

/** All rows, and where they were measured. */
export interface Results {
  readonly machine: string;
  /** Growth of the process while 10^6 walkers make their jumps [MB]. */
  readonly memory: number;
  readonly rows: readonly Row[];
}

const power = (x: number | undefined): string => (x === undefined ? "" : x.toExponential(2));
const met = (is: boolean): string => (is ? "met" : "**missed**");

/** The page. */
export function peersPage({ machine, memory, rows }: Results): string {
  return `# Peers

Walker-steps per second of CPU time on one thread. C is our own scalar program for the same walk (\`bench/peers/*.c\`:
xoshiro256++, a ziggurat of 256 layers, libm; P2 by popcount too), numpy what one writes there, in blocks of 10 000
walkers; the twin is the same kernel in TypeScript. Ratio: ours over C, median of the rounds (least to largest). Jumps
count as the steps of C that they stand for.

${machine}. Made by \`npm run bench:peers\`.

| walk | size | ours | C | numpy | twin | ratio to C | bar | | when |
|---|---|---|---|---|---|---|---|---|---|
${rows.map(rateLine).join("\n")}

Memory that the process grows by while 10^6 walkers jump to their records: ${memory.toFixed(1)} MB (bar ${BAR_OF_MEMORY} MB:
${met(memory <= BAR_OF_MEMORY)}). A block is moved to its last record before the next one starts.

## Two threads

Gain: CPU time on one thread over that of the slower of two threads, which is the gain in time where both processors are
free. Ours over C: bar ${BAR_OF_TWO}. Wall: wall time on one thread over that on two as it was; where the load of the machine
exceeds its processors it says little, for ours and C alike. Sums of one and of two threads are equal to the bit.

| walk | gain | gain of C | ours over C | | wall | wall of C | ours over C |
|---|---|---|---|---|---|---|---|
${rows.flatMap(threadLine).join("\n")}

## Physics

${rows.map(({ title, physics }) => `- ${title}: ${physics.join("; ")}`).join("\n")}
`;
}

function rateLine({ title, size, own, c, numpy, twin, ratio, bar, when }: Row): string {
  const [middle, least, largest] = ratio ?? [];
  const spread =
    middle === undefined ? "" : `${middle.toPrecision(3)} (${least?.toPrecision(3)} to ${largest?.toPrecision(3)})`;
  const sizes = `${size.walkers.toLocaleString("en")} × ${size.steps.toLocaleString("en")}`;
  const rates = [own, c, numpy, twin].map(power).join(" | ");
  return `| ${title} | ${sizes} | ${rates} | ${spread} | ${bar} | ${middle === undefined ? "" : met(middle >= bar)} | ${when} |`;
}

function threadLine({ title, gain, free }: Row): string[] {
  if (gain === undefined || free === undefined) return [];
  const of = ([own, c]: readonly [number, number]) => `${own.toFixed(2)} | ${c.toFixed(2)} | ${(own / c).toFixed(2)}`;
  return [`| ${title} | ${of(free)} | ${met(free[0] / free[1] >= BAR_OF_TWO)} | ${of(gain)} |`];
}
