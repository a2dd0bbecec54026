/**
 * `node --conditions=perrin-source bench/continuum/phase-field.ts [--rounds N]`: explicit steps of phase separation on 256 x 256
 * cells beside our own C (gcc -O3 -march=native), compiled here where there is a compiler; then the implicit course of the same
 * start to the same time. Energies must agree. Writes bench/results/phase-field.{md,json}.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type KernelSet, TWINS } from "#numerics/kernel-set.ts";
import { CAHN_HILLIARD_LAW, CAHN_HILLIARD_ROWS, fillCahnHilliardLaw } from "#numerics/kernels/cahn-hilliard-steps.ts";
import { phaseEvolution } from "#numerics/phase-field/phase-evolution.ts";
import type { PhaseField } from "#numerics/phase-field/phase-field.ts";
import { spatialOperators } from "#numerics/phase-field/spatial-operators.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { kernelProgram, loadKernels } from "../../cli/load-kernels.ts";

const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "7" } } });
const [N, STEPS, DT] = [256, 5000, 0.02];
const BAR = 0.4;
const FLAGS = ["-O3", "-march=native"];

const problem: PhaseField = {
  grid: {
    axes: [
      { cells: N, spacing: 1, ends: "periodic" },
      { cells: N, spacing: 1, ends: "periodic" },
    ],
  },
  energy: {
    density: (c) => ((c * c - 1) * (c * c - 1)) / 4,
    potential: (c) => c * (c * c - 1),
    curvature: (c) => 3 * c * c - 1,
  },
  gradientCoefficient: 1,
  mobility: { kind: "constant", value: 1 },
};
const { energyOf } = spatialOperators(problem, N * N);

/** 0.1 U(-1, 1) less its mean. */
const start = new Float64Array(N * N);
const draw = makeRandomStream(20251120, PURPOSE.demonstration, 0);
for (let i = 0; i < start.length; i++) start[i] = 0.1 * (2 * draw.uniform() - 1);
const mean = start.reduce((sum, c) => sum + c, 0) / start.length;
for (let i = 0; i < start.length; i++) start[i]! -= mean;

interface Found {
  /** [s] */
  readonly cpu: number;
  readonly energy: number;
}

/** All steps on a kernel set, a hundred at a call. */
function explicit(kernels: KernelSet, steps: number): Found {
  const law = kernels.numbers(CAHN_HILLIARD_LAW);
  const [c, rows] = [kernels.numbers(N * N), kernels.numbers(CAHN_HILLIARD_ROWS * N)];
  fillCahnHilliardLaw(law, {
    potential: [-1, 0, 1],
    gradientCoefficient: 1,
    mobility: 1,
    spacing: [1, 1],
    step: DT,
  });
  c.set(start);
  const begun = process.threadCpuUsage();
  for (let done = 0; done < steps; done += 100) kernels.cahnHilliardSteps(c, N, N, law, rows, 100);
  return { cpu: since(begun), energy: energyOf(c.slice()) };
}

function implicit(relative: number): Found & { readonly steps: number } {
  const begun = process.threadCpuUsage();
  let [energy, steps] = [Number.NaN, 0];
  for (const state of phaseEvolution(problem, start, [STEPS * DT], { relative }))
    [energy, steps] = [state.energy, state.counts.steps];
  return { cpu: since(begun), energy, steps };
}

function since(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1e6;
}

const folder = mkdtempSync(join(tmpdir(), "perrin-phase-field-"));
const program = join(folder, "phase-field");
const file = join(folder, "start");
writeFileSync(file, start);
const source = fileURLToPath(new URL("phase-field.c", import.meta.url));
const gcc = spawnSync("gcc", ["--version"], { encoding: "utf8" }).stdout?.split("\n")[0];
if (gcc === undefined) console.error("SKIPPED: there is no gcc, so nothing is held against C");
else {
  const { status, stderr } = spawnSync("gcc", [...FLAGS, source, "-o", program, "-lm"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`phase-field.c does not compile:\n${stderr}`);
}

function inC(): Found {
  const { status, stdout, stderr } = spawnSync(program, [String(N), String(STEPS), String(DT), file], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the C program failed (${status}):\n${stderr}`);
  const { cpu, before, after } = JSON.parse(stdout) as { cpu: number; before: number; after: number };
  near(before, energyOf(start), 1e-13, "F at the start, C against ours");
  return { cpu, energy: after };
}

function near(a: number, b: number, relative: number, what: string): void {
  if (!(Math.abs(a - b) <= relative * Math.abs(b))) throw new Error(`${what}: ${a} and ${b}`);
}

const wasm = kernelProgram();
if (wasm === undefined) throw new Error("there are no compiled kernels: npm run kernels");
const load = loadavg()[0] ?? 0;
explicit(loadKernels(wasm), 300);
const own: Found[] = [];
const c: Found[] = [];
for (let round = 0; round < Number(options.rounds); round++) {
  own.push(explicit(loadKernels(wasm), STEPS));
  if (gcc) c.push(inC());
}
rmSync(folder, { recursive: true });
const twin = explicit(TWINS, 1000);
const same = explicit(loadKernels(wasm), 1000);
if (twin.energy !== same.energy) throw new Error("the twin gave other bits");
for (const { energy } of c) near(own[0]!.energy, energy, 1e-8, "F at the end, ours against C");

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const [ours, theirs] = [STEPS / median(own.map(({ cpu }) => cpu)), STEPS / median(c.map(({ cpu }) => cpu))];
const ratios = own.map(({ cpu }, i) => (c[i]?.cpu ?? Number.NaN) / cpu).sort((a, b) => a - b);
const ratio = [median(ratios), ratios[0]!, ratios[ratios.length - 1]!] as const;
const courses = [1e-3, 1e-4].map((relative) => ({ relative, ...implicit(relative) }));
const [cpu] = cpus();
const results = {
  machine: `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpu?.model.trim() ?? "unknown processor"}, load ${load.toFixed(1)} before; ${gcc ?? "no gcc"} ${FLAGS.join(" ")}`,
  size: { cells: [N, N], steps: STEPS, step: DT },
  stepsPerSecond: { ours, c: theirs, twin: 1000 / twin.cpu },
  ratio,
  bar: BAR,
  energy: { start: energyOf(start), ours: own[0]!.energy, c: c[0]?.energy },
  implicit: courses,
};
write("phase-field.json", `${JSON.stringify(results, null, 2)}\n`);
write("phase-field.md", page());
console.log(page());

function write(name: string, text: string): void {
  writeFileSync(new URL(`../results/${name}`, import.meta.url), text);
}

function page(): string {
  const rows = courses.map(
    ({ relative, cpu: seconds, energy, steps }) =>
      `| ${relative} | ${steps} | ${seconds.toFixed(2)} | ${energy.toPrecision(9)} |`,
  );
  return `# Phase field

c_t = ∇²(c³ - c - ∇²c) on ${N} × ${N} cells of width 1, periodic, from 0.1 U(-1, 1) less its mean; F = Σ (c² - 1)²/4 + (forward
differences)²/2. Explicit steps of ${DT} to t = ${STEPS * DT}, on one thread; medians of ${own.length} rounds in turns. CPU times.

${results.machine}. Made by \`node --conditions=perrin-source bench/continuum/phase-field.ts\`.

| | steps/s | F(${STEPS * DT}) |
|---|---|---|
| ours, compiled | ${ours.toFixed(0)} | ${own[0]!.energy.toPrecision(15)} |
| C | ${theirs.toFixed(0)} | ${c[0]?.energy.toPrecision(15) ?? ""} |
| twin in TypeScript, the same bits | ${(1000 / twin.cpu).toFixed(0)} | |

Ratio to C: ${ratio[0].toFixed(2)} (${ratio[1].toFixed(2)} to ${ratio[2].toFixed(2)}), bar ${BAR}: ${ratio[0] >= BAR ? "met" : "NOT MET"}. Energies of ours and C differ by ${Math.abs(own[0]!.energy / (c[0]?.energy ?? Number.NaN) - 1).toExponential(1)}, bar 1e-8: met, or this page would not have been written.

The same start by implicit steps as long as their error allows, second order in time, F falling at every step. Explicit steps
have an error in time of first order, so F need not agree with the table above to many digits.

| error of a step | steps | CPU s | F(${STEPS * DT}) |
|---|---|---|---|
${rows.join("\n")}
`;
}
