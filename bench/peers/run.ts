/**
 * `npm run bench:peers [-- --quick] [--rounds N] [--only NAME]`: walker-steps per CPU second on the compiled kernels, beside C
 * and numpy, on one thread and on two. Every run must give the physics that is known of it. Rows go to
 * bench/results/peers.json and, as text, to peers.md, each walk when it is done; --only renews the rows of one walk.
 * --quick takes small sizes and writes nothing.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform } from "node:os";
import { parseArgs } from "node:util";
import { TWINS } from "#numerics/kernel-set.ts";
import { compiled, FLAGS, type OtherRun, runCompiled, runNumpy, version } from "./others.ts";
import { ownRun, type Run, runOnTwo, stopThreads } from "./own.ts";
import { peersPage, type Results, type Row } from "./peers-page.ts";
import { ALLOWED, evenness, findings } from "./physics.ts";
import { CELLS, JUMPS, type Size, totals, WORKLOADS, type Workload } from "./workloads.ts";

const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, rounds: { type: "string" }, only: { type: "string" } },
});
const rounds = Number(options.rounds ?? 3);

/** Least ratio to C on one thread that we mean to reach. The page lists the walks in this order. */
const BARS: Readonly<Record<string, number>> = {
  "free-diffusion": 0.9,
  "free-diffusion-jumps": 100,
  "coin-walk": 0.5,
  "overdamped-trap": 1.3,
  underdamped: 0.9,
  "persistent-walk": 3,
  "stable-flight": 1.5,
};
const ORDER = Object.keys(BARS);
const gcc = version("gcc", "--version");
const numpy = version("python3", "-c", "import numpy; print('numpy', numpy.__version__)");
if (gcc === undefined) console.error("SKIPPED: there is no gcc, so nothing is held against C");
if (numpy === undefined) console.error("SKIPPED: there is no numpy");

const TARGET = new URL("../results/peers.json", import.meta.url);
const [cpu] = cpus();
const machine = `Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpu?.model.trim() ?? "unknown processor"}, ${gcc ?? "no gcc"} ${FLAGS}, ${numpy ?? "no numpy"}`;
const old: Results | undefined =
  existsSync(TARGET) && !options.quick ? JSON.parse(readFileSync(TARGET, "utf8")) : undefined;
let results: Results = { machine, memory: memoryOfMillion(), rows: old?.rows ?? [] };
for (const workload of WORKLOADS.filter(({ name }) => name.startsWith(options.only ?? ""))) {
  const fresh = await rowsOf(workload);
  const known = [...results.rows.filter(({ name }) => fresh.every((row) => row.name !== name)), ...fresh];
  const order = ORDER.flatMap((name) => known.filter((row) => row.name === name));
  results = { ...results, rows: order };
  if (options.quick) continue;
  writeFileSync(TARGET, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(new URL("../results/peers.md", import.meta.url), peersPage(results));
}
console.log(peersPage(results));
await stopThreads();

/** Growth of the process while 10^6 walkers make their jumps [MB]. */
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
  const load = loadavg()[0] ?? 0;
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
  const when = `${new Date().toISOString().slice(0, 10)}, load ${load.toFixed(1)}, rounds: ${turns}`;
  const row: Row = {
    name,
    title: workload.title,
    size,
    when,
    own: rate(own),
    bar: BARS[name] ?? 0,
    twin: rate([ownRun(workload, small, TWINS)], small.walkers * small.steps),
    ...(c.length > 0 && {
      c: rate(c),
      ratio: spread(own.map((run, i) => c[i]!.cpu / run.cpu)),
      gain: [median(own.map((run, i) => run.wall / two[i]!.wall)), median(c.map((run, i) => run.wall / c2[i]!.wall))],
      free: [
        median(own.map((run, i) => run.slowest / two[i]!.slowest)),
        median(c.map((run, i) => run.slowest / c2[i]!.slowest)),
      ],
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
    when,
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
