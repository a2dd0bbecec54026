/**
 * `npm run bench:continuum [-- --quick] [--rounds N] [--only NAME]`: reference workloads of the continuum on the compiled loops
 * beside C, with the error of both; and the cost of implicit steps against the size of the grid. Rows go to
 * bench/results/continuum.json and, as text, to continuum.md; --only renews those whose name starts so. Without gcc the rows
 * of C's explicit steps and of two threads stay as they were. --quick takes small sizes and writes nothing.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform } from "node:os";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Axes } from "#numerics/grid/face-operator.ts";
import { GRID_TWINS } from "#numerics/grid/grid-kernels.ts";
import { useGridKernels } from "#numerics/grid/grid-kernels-in-use.ts";
import { loadGridKernels } from "../../cli/load-grid-kernels.ts";
import { kernelProgram } from "../../cli/load-kernels.ts";
import { makeSlabThreads } from "../../cli/slab-threads.ts";
import { lineCost } from "./line-cost.ts";
import { compiled, compilerVersion, FLAGS, type NativeRun, runNative } from "./native.ts";
import {
  diffusionBytes,
  diffusionOnThreads,
  diffusionRun,
  growth,
  implicitCost,
  LONG,
  type OwnRun,
  SHORT,
  trapRun,
} from "./own.ts";
import { type Comparison, continuumPage, type Gain, type Growth, type Results } from "./page.ts";

const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, rounds: { type: "string" }, only: { type: "string" } },
});
const rounds = Number(options.rounds ?? (options.quick ? 2 : 9));
const program = kernelProgram();
if (program === undefined) throw new Error("there are no compiled kernels: npm run kernels");
useGridKernels((bytes) => loadGridKernels(bytes, program));
const gcc = compilerVersion();
if (gcc === undefined) console.error("SKIPPED: there is no gcc, so nothing is held against C");

/** A workload by its name, ours and C's, and what its times mean. */
interface Workload {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly bar: number;
  readonly errorIs: string;
  readonly allowed: number;
  readonly own: () => OwnRun;
  readonly twin?: () => OwnRun;
  /** Program and its words. */
  readonly native: readonly [string, ...number[]];
  /** From CPU seconds to the unit. */
  readonly shown: (cpu: number) => number;
}

function diffusion(n: number, steps: number, bar: number): Workload {
  const updates = (cpu: number) => (n * n * steps) / cpu / 1e6;
  const twinSteps = Math.max(8, steps >> 5);
  return {
    name: `diffusion-${n}`,
    title: `diffusion-${n}, ${steps} explicit steps`,
    unit: "10^6 cells/s",
    bar,
    errorIs: "largest distance of u - 1 from the discrete decay",
    // what rounds in a step is below one ulp of 2, and adds up at worst
    allowed: steps * 2 ** -52,
    own: () => diffusionRun(loadGridKernels(diffusionBytes(n), program), n, steps),
    twin: () => {
      const { cpu, error } = diffusionRun(GRID_TWINS, n, twinSteps);
      return { cpu: (cpu * steps) / twinSteps, error };
    },
    native: ["diffusion", n, steps, 1],
    shown: updates,
  };
}

const trap: Workload = {
  name: "fokker-planck-trap",
  title: "fokker-planck-trap, 1000 cells, 22 equal steps",
  unit: "ms",
  bar: 1 / 3,
  errorIs: "L2 distance from the exact cell averages",
  allowed: 1e-4,
  own: () => trapRun(22, 500),
  native: ["trap", 22, 500],
  shown: (cpu) => 1e3 * cpu,
};

const workloads = options.quick
  ? [diffusion(512, 240, 0.55), diffusion(2048, 16, 0.75), trap]
  : [diffusion(512, 2000, 0.55), diffusion(2048, 200, 0.75), trap];

const square = (n: number): Axes<number> => [n, n, 1];
const cube = (n: number): Axes<number> => [n, n, n];
const line = (n: number): Axes<number> => [n, 1, 1];
const [squares, cubes] = options.quick
  ? [[32, 64, 128].map(square), [8, 16, 24].map(cube)]
  : [[128, 256, 512, 1024, 2048].map(square), [32, 48, 64, 96, 128, 192].map(cube)];
const grids = [
  {
    name: "implicit-1d",
    title: "1-D",
    sizes: (options.quick ? [100, 1000] : [1e3, 1e4, 1e5, 1e6]).map(line),
    step: SHORT,
  },
  { name: "implicit-2d", title: "2-D", sizes: squares, step: SHORT },
  { name: "implicit-2d-long", title: "2-D, long steps", sizes: squares, step: LONG },
  { name: "implicit-c", title: "2-D, explicit steps of C", sizes: squares, step: undefined },
  { name: "implicit-3d", title: "3-D", sizes: cubes, step: SHORT },
  { name: "implicit-3d-long", title: "3-D, long steps", sizes: cubes, step: LONG },
];

const TARGET = new URL("../results/continuum.json", import.meta.url);
const [cpu] = cpus();
const machine = `Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpu?.model.trim() ?? "unknown processor"}, ${gcc ?? "no gcc"} ${FLAGS}`;
const old: Results | undefined =
  existsSync(TARGET) && !options.quick ? JSON.parse(readFileSync(TARGET, "utf8")) : undefined;
const isAsked = ({ name }: { readonly name: string }) => name.startsWith(options.only ?? "");
const comparisons: Comparison[] = [];
for (const workload of workloads) {
  const known = old?.comparisons.find(({ name }) => name === workload.name);
  if (isAsked(workload)) comparisons.push(compared(workload));
  else if (known) comparisons.push(known);
}
const gains: readonly Gain[] = gcc !== undefined && isAsked({ name: "threads" }) ? await gained() : (old?.gains ?? []);
const growths: Growth[] = [];
for (const grid of grids) {
  const known = old?.growths.find(({ title }) => title === grid.title);
  const isMeasured = isAsked(grid) && (gcc !== undefined || grid.step !== undefined);
  if (isMeasured) growths.push(grid.step === undefined ? grownInC(grid) : grown(grid, grid.step));
  else if (known) growths.push(known);
}
const results: Results = { machine, comparisons, gains, growths };
if (!options.quick) {
  writeFileSync(TARGET, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(new URL("../results/continuum.md", import.meta.url), continuumPage(results));
}
console.log(continuumPage(results));

function compared(workload: Workload): Comparison {
  const { name, title, unit, bar, errorIs, allowed, shown } = workload;
  console.error(title);
  const when = conditions();
  const [file, ...words] = workload.native;
  const native = gcc === undefined ? undefined : compiled(file);
  const own: OwnRun[] = [];
  const c: NativeRun[] = [];
  workload.own(); // lets the engine finish its compilation
  for (let round = 0; round < rounds; round++) {
    own.push(workload.own());
    if (native) c.push(runNative(native, ...words));
  }
  const errors = own.map(({ error }) => error);
  if (!errors.every((error) => error < allowed)) throw new Error(`${name}: an error of ${Math.max(...errors)}`);
  const ratios = own.flatMap((run, i) => (c[i] ? [c[i].cpu / run.cpu] : []));
  const twin = workload.twin?.();
  return {
    name,
    title,
    unit,
    own: shown(median(own.map((run) => run.cpu))),
    ...(twin && { twin: shown(twin.cpu) }),
    ...(c.length > 0 && {
      c: shown(median(c.map((run) => run.cpu))),
      ratio: [median(ratios), Math.min(...ratios), Math.max(...ratios)] as const,
      errorOfC: Math.max(...c.map(({ error }) => error)),
    }),
    bar,
    error: Math.max(...errors),
    errorIs,
    allowed,
    when: `${when}, rounds: ${rounds}`,
  };
}

/** One thread and two on the largest grid: on the machine as it is, and beside programs that spin. */
async function gained(): Promise<Gain[]> {
  const spinners = 2 * cpus().length;
  return [
    await gain({ machine: "as it is", spinners: 0, haveOwnGroups: false, bar: 0.9, isOfC: true }),
    await gain({ machine: `${spinners} spin`, spinners, haveOwnGroups: false, bar: 1, isOfC: false }),
    await gain({
      machine: `${spinners} spin in scheduling groups of their own`,
      spinners,
      haveOwnGroups: true,
      bar: 1,
      isOfC: false,
    }),
  ];
}

interface Crowd extends Pick<Gain, "machine" | "bar" | "isOfC"> {
  readonly spinners: number;
  readonly haveOwnGroups: boolean;
}

async function gain({ machine, spinners, haveOwnGroups, bar, isOfC }: Crowd): Promise<Gain> {
  const [n, steps] = options.quick ? [512, 80] : [2048, 200];
  const title = `diffusion-${n}, ${steps} explicit steps`;
  console.error(`${title}, two threads, ${machine}`);
  const when = conditions();
  const native = compiled("diffusion");
  const [one, two] = [makeSlabThreads(1, program), makeSlabThreads(2, program)];
  for (const threads of [one, two]) await diffusionOnThreads(threads, n, 40);
  const crowd = Array.from({ length: spinners }, () => spin(haveOwnGroups));
  if (spinners > 0) await setTimeout(500);
  const [own, c]: [TimedPair[], TimedPair[]] = [[], []];
  try {
    for (let round = 0; round < rounds; round++) {
      // the scheduler favours who has not run for a while: each is first every other round
      const isTwoFirst = round % 2 === 1;
      const first = await diffusionOnThreads(isTwoFirst ? two : one, n, steps);
      const second = await diffusionOnThreads(isTwoFirst ? one : two, n, steps);
      if (first.error !== second.error) throw new Error("two threads gave other bits than one");
      own.push(isTwoFirst ? [second, first] : [first, second]);
      const firstOfC = runNative(native, n, steps, isTwoFirst ? 2 : 1);
      const secondOfC = runNative(native, n, steps, isTwoFirst ? 1 : 2);
      c.push(isTwoFirst ? [secondOfC, firstOfC] : [firstOfC, secondOfC]);
    }
  } finally {
    for (const spinner of crowd) spinner.kill();
    await Promise.all([one.close(), two.close()]);
  }
  return { title, machine, bar, isOfC, own: gainOf(own), c: gainOf(c), when: `${when}, rounds: ${rounds}` };
}

/** Times on one thread and on two [s]. */
type TimedPair = readonly [Timed, Timed];
interface Timed {
  readonly cpu: number;
  readonly wall?: number;
}

function gainOf(pairs: readonly TimedPair[]): Gain["own"] {
  const walls = pairs.map(([one, two]) => (one.wall ?? 0) / (two.wall ?? 0));
  return {
    one: median(pairs.map(([{ wall }]) => 1e3 * (wall ?? 0))),
    two: median(pairs.map(([, { wall }]) => 1e3 * (wall ?? 0))),
    wall: [median(walls), Math.min(...walls), Math.max(...walls)],
    cpu: median(pairs.map(([one, two]) => (2 * one.cpu) / two.cpu)),
  };
}

/** A program that does nothing for as long as it may, ten minutes at most. Detached it calls setsid: a group of the scheduler. */
function spin(hasOwnGroup: boolean): ChildProcess {
  const words = ["-e", "for (const end = Date.now() + 600e3; Date.now() < end; );"];
  return spawn(process.execPath, words, { stdio: "ignore", detached: hasOwnGroup });
}

type Grid = Pick<(typeof grids)[number], "title" | "sizes">;

function grown({ title, sizes }: Grid, step: number): Growth {
  const when = conditions();
  implicitCost([33, 31, 1], 20); // lets the engine finish its compilation
  implicitCost([13, 12, 11], 20);
  lineCost(1000, 100);
  const costs = sizes.map((cells) => {
    console.error(`implicit steps on ${cells.join(" x ")}`);
    const size = cells[0] * cells[1] * cells[2];
    const steps = Math.max(2, Math.min(6, Math.round(2e6 / size)));
    const runs = Array.from({ length: size > 3e6 ? 1 : 3 }, () =>
      cells[1] > 1 ? implicitCost(cells, steps, step) : lineCost(size, Math.round(2e6 / size)),
    );
    return runs.sort((a, b) => a.step - b.step)[runs.length >> 1]!;
  });
  return {
    title,
    rows: costs.map(({ cells, step, setup, iterations }) => ({
      size: cells.filter((n) => n > 1).join(" × "),
      cells: cells[0] * cells[1] * cells[2],
      step: 1e3 * step,
      setup: 1e3 * setup,
      iterations,
    })),
    exponent: growth(costs),
    ofWork: growth(costs, "work"),
    bar: 1.1,
    when,
  };
}

/** What memory adds to a loop that does the same for each cell: our C program for explicit steps, one pass a step. */
function grownInC({ title, sizes }: Grid): Growth {
  const when = conditions();
  const native = compiled("diffusion");
  const costs = sizes.map((cells) => {
    const size = cells[0] * cells[1] * cells[2];
    const steps = Math.max(20, Math.round(1e9 / size));
    const runs = Array.from({ length: 3 }, () => runNative(native, cells[0], steps, 1).cpu / steps);
    return { cells, step: runs.sort((a, b) => a - b)[1]!, setup: 0, iterations: 1 };
  });
  return {
    title,
    rows: costs.map(({ cells, step }) => ({
      size: cells.filter((n) => n > 1).join(" × "),
      cells: cells[0] * cells[1] * cells[2],
      step: 1e3 * step,
      setup: 0,
      iterations: 1,
    })),
    exponent: growth(costs),
    ofWork: growth(costs, "work"),
    when,
  };
}

function conditions(): string {
  return `${new Date().toISOString().slice(0, 10)}, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
