/**
 * `npm run bench:peers [-- --quick] [--rounds N]`: walker-steps per CPU second on the compiled kernels, beside C and numpy, on
 * one thread and on two. Every run must first give the physics that is known of it. Rows go to bench/results/peers.md and
 * peers.json; read the ratios, times are those of one machine. --quick takes small sizes and writes nothing.
 */
import { writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform } from "node:os";
import { parseArgs } from "node:util";
import { TWINS } from "#numerics/kernel-set.ts";
import { compiled, FLAGS, type OtherRun, runCompiled, runNumpy, version } from "./others.ts";
import { ownRun, type Run, runOnTwo, stopThreads } from "./own.ts";
import { ALLOWED, evenness, findings } from "./physics.ts";
import { CELLS, JUMPS, type Size, totals, WORKLOADS, type Workload } from "./workloads.ts";

const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, rounds: { type: "string" }, only: { type: "string" } },
});
const rounds = Number(options.rounds ?? 3);

/** Least ratio to C on one thread that we mean to reach. */
const BARS: Readonly<Record<string, number>> = {
  "free-diffusion": 0.9,
  "free-diffusion-jumps": 100,
  "coin-walk": 0.5,
  "overdamped-trap": 1.3,
  underdamped: 0.9,
  "persistent-walk": 3,
  "stable-flight": 1.5,
};
/** Least part of what C gains from a second thread. */
const BAR_OF_TWO = 0.95;
/** Most memory for 10^6 walkers [MB]. */
const BAR_OF_MEMORY = 64;

interface Row {
  readonly name: string;
  readonly title: string;
  readonly size: Size;
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
  /** CPU time on one thread over that on two: what two threads cost each other; medians. */
  readonly efficiency?: readonly [number, number];
  readonly physics: readonly string[];
}

const gcc = version("gcc", "--version");
const numpy = version("python3", "-c", "import numpy; print('numpy', numpy.__version__)");
if (gcc === undefined) console.error("SKIPPED: there is no gcc, so nothing is held against C");
if (numpy === undefined) console.error("SKIPPED: there is no numpy");

const before = loadavg()[0] ?? 0;
const memory = memoryOfMillion();
const rows: Row[] = [];
for (const workload of WORKLOADS.filter(({ name }) => name.startsWith(options.only ?? "")))
  rows.push(...(await rowsOf(workload)));
await stopThreads();
report();

/** Growth of the process while 10^6 walkers make their jumps, and what their kernel set may take [MB]. */
function memoryOfMillion(): number {
  const [p1] = WORKLOADS;
  ownRun(p1!, { walkers: 1000, steps: 10 });
  const start = process.resourceUsage().maxRSS;
  ownRun(p1!, { walkers: 1_000_000, steps: 10 });
  return (process.resourceUsage().maxRSS - start) / 1024;
}

async function rowsOf(workload: Workload): Promise<Row[]> {
  const size = options.quick ? workload.small : workload.size;
  const { name } = workload;
  console.error(`${workload.title}, ${size.walkers} x ${size.steps}`);
  const program = gcc && compiled(name);
  const own: Run[] = [];
  const two: Run[] = [];
  const c: OtherRun[] = [];
  const c2: OtherRun[] = [];
  const jumps: Run[] = [];
  const jumpSize = options.quick ? JUMPS.small : JUMPS.size;
  ownRun(workload, { ...size, walkers: 4 * workload.block }); // lets the engine finish its compilation
  const first = ownRun(workload, size);
  const physics = checked(workload, size, first.sums);
  const turns = first.cpu < 1 ? 4 * rounds : rounds; // short runs are noisier
  for (let round = 0; round < turns; round++) {
    own.push(ownRun(workload, size));
    if (program) c.push(runCompiled(program, size, 1));
    two.push(await runOnTwo(workload, size));
    if (program) c2.push(runCompiled(program, size, 2));
    if (name === "free-diffusion") for (let i = 0; i < 3; i++) jumps.push(ownRun(JUMPS, jumpSize));
    same(own[0]!, own[round]!, `${name} twice`);
    same(own[0]!, two[round]!, `${name} on two threads`);
    if (program) findings(name, c[round]!.sums, size).forEach((one) => void physicsOf(`C, ${name}`, one));
  }
  const work = size.walkers * size.steps;
  const small = { ...workload.small, walkers: Math.ceil(workload.small.walkers / 20) };
  const rate = (runs: readonly { readonly cpu: number }[], steps = work): number =>
    steps / median(runs.map((r) => r.cpu));
  const row: Row = {
    name,
    title: workload.title,
    size,
    own: rate(own),
    bar: BARS[name] ?? 0,
    twin: rate([ownRun(workload, small, TWINS)], small.walkers * small.steps),
    ...(c.length > 0 && {
      c: rate(c),
      ratio: spread(own.map((run, i) => c[i]!.cpu / run.cpu)),
      gain: [median(own.map((run, i) => run.wall / two[i]!.wall)), median(c.map((run, i) => run.wall / c2[i]!.wall))],
      efficiency: [median(own.map((run, i) => run.cpu / two[i]!.cpu)), median(c.map((run, i) => run.cpu / c2[i]!.cpu))],
    }),
    ...(numpy && { numpy: rate([numpyRun(name, size)]) }),
    physics,
  };
  if (jumps.length === 0) return [row];
  // Each jump does the work of a hundred steps.
  const jumped = rate(jumps, jumpSize.walkers * size.steps);
  const perStep = c.map((run) => run.cpu / work);
  const jumpRow: Row = {
    name: JUMPS.name,
    title: JUMPS.title,
    size: jumpSize,
    own: jumped,
    bar: BARS[JUMPS.name] ?? 0,
    ...(row.c && { c: row.c, ratio: spread(perStep.map((cost) => cost * jumped)) }),
    physics: checked(JUMPS, jumpSize, jumps[0]!.sums),
  };
  return [row, jumpRow];
}

function numpyRun(name: string, size: Size): OtherRun {
  const run = runNumpy(name, size);
  for (const one of findings(name, run.sums, size)) physicsOf(`numpy, ${name}`, one);
  return run;
}

/** What came out, in words. @throws if it is not what must come out */
function checked(workload: Workload, size: Size, sums: Float64Array): string[] {
  const found = findings(workload.name, totals(workload, size, sums), size).map((one) => physicsOf(workload.name, one));
  if (!workload.counts) return found;
  const p = evenness(sums.subarray(sums.length - CELLS), size);
  if (!(p > 1e-6)) throw new Error(`${workload.name}: counts are not binomial, p = ${p}`);
  return [...found, `counts against the binomial law: p = ${p.toFixed(3)}`];
}

function physicsOf(who: string, { of, found, exact, sigmas }: ReturnType<typeof findings>[number]): string {
  if (!(Math.abs(sigmas) < ALLOWED)) throw new Error(`${who}: ${of} = ${found} is ${sigmas} sigmas from ${exact}`);
  return `${of} = ${found.toPrecision(6)}, exact ${exact.toPrecision(6)} (${sigmas.toFixed(1)} σ)`;
}

function same(a: Run, b: Run, what: string): void {
  if (!a.sums.every((x, i) => Object.is(x, b.sums[i]))) throw new Error(`${what} gave other bits`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

function spread(values: readonly number[]): [number, number, number] {
  return [median(values), Math.min(...values), Math.max(...values)];
}

function report(): void {
  const [cpu] = cpus();
  const machine = `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpu?.model.trim() ?? "unknown processor"}, ${gcc ?? "no gcc"} ${FLAGS}, ${numpy ?? "no numpy"}, load ${before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after, median of ${rounds} rounds (of ${4 * rounds} where a run is below a second)`;
  const power = (x: number | undefined): string => (x === undefined ? "" : x.toExponential(2));
  const lines = rows.map(
    ({ title, size, own, c, numpy, twin, ratio, bar }) =>
      `| ${title} | ${size.walkers.toLocaleString("en")} × ${size.steps.toLocaleString("en")} | ${power(own)} | ${power(c)} | ${power(numpy)} | ${power(twin)} | ${ratio ? `${ratio[0].toFixed(2)} (${ratio[1].toFixed(2)} to ${ratio[2].toFixed(2)})` : ""} | ${bar} | ${ratio === undefined ? "" : ratio[0] >= bar ? "met" : "**missed**"} |`,
  );
  const threads = rows
    .filter(({ gain }) => gain !== undefined)
    .map(({ title, gain = [0, 0], efficiency = [0, 0] }) => {
      const of = (pair: readonly [number, number]) => `${pair[0].toFixed(2)} | ${pair[1].toFixed(2)}`;
      return `| ${title} | ${of(gain)} | ${(gain[0] / gain[1]).toFixed(2)} | ${of(efficiency)} | ${(efficiency[0] / efficiency[1]).toFixed(2)} |`;
    });
  const text = `# Peers

Walker-steps per second of CPU time on one thread. C is our own scalar program for the same walk (\`bench/peers/*.c\`:
xoshiro256++, a ziggurat of 256 layers, libm; P2 by popcount too), numpy what one writes there, in blocks of 10 000
walkers; the twin is the same kernel in TypeScript. Ratio: ours over C, median of the rounds (least to largest). Jumps
count as the steps of C that they stand for.

${machine}. Made by \`npm run bench:peers\`.

| walk | size | ours | C | numpy | twin | ratio to C | bar | |
|---|---|---|---|---|---|---|---|---|
${lines.join("\n")}

Memory that the process grows by while 10^6 walkers jump to their records: ${memory.toFixed(1)} MB (bar ${BAR_OF_MEMORY} MB:
${memory <= BAR_OF_MEMORY ? "met" : "**missed**"}). A block is moved to its last record before the next one starts.

## Two threads

Gain: wall time on one thread over that on two; it suffers from whatever else runs. CPU: CPU time on one thread over that on
two, 1 where the threads cost each other nothing. Ours over C: bar ${BAR_OF_TWO}. Sums of both runs are equal to the bit.

| walk | gain | gain of C | ours over C | CPU | CPU of C | ours over C |
|---|---|---|---|---|---|---|
${threads.join("\n")}

## Physics

${rows.map(({ title, physics }) => `- ${title}: ${physics.join("; ")}`).join("\n")}
`;
  console.log(text);
  if (options.quick || options.only) return;
  writeFileSync(new URL("../results/peers.md", import.meta.url), text);
  const json = { machine, memory, bars: { ratio: BARS, two: BAR_OF_TWO, memory: BAR_OF_MEMORY }, rows };
  writeFileSync(new URL("../results/peers.json", import.meta.url), `${JSON.stringify(json, null, 2)}\n`);
}
