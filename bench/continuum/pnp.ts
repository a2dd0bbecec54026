/**
 * `node --conditions=perrin-source bench/continuum/pnp.ts [--rounds N]`: steady Poisson-Nernst-Planck on 1000 nodes beside a full
 * Newton method of our own in C (gcc -O3 -march=native), compiled here where there is a compiler. The same equations, the same
 * start, the same steps: the fluxes must agree to 1e-9; and refined, ours must go to those of the mesh limit to 1e-6. Writes
 * bench/results/pnp.{md,json}.
 */
import { writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { intervalValues } from "#generator/ions/ion-networks.ts";
import { steadyIons } from "#generator/ions/ion-newton.ts";
import type { IonSystem } from "#generator/ions/ion-system.ts";
import { meshOf } from "#mesh/mesh.ts";
import { bernoulli } from "#numerics/bernoulli.ts";
import { compiled, compilerVersion, FLAGS, type NativeRun, runNative } from "./native.ts";
import { cpuOf } from "./own.ts";

const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "9" } } });
const BAR = 4;
/** Fluxes in the mesh limit, and on 999 equal intervals, of the reference workload. */
const LIMIT = [0.126872574, 1.193177823] as const;
const ON_999 = [0.1268730119, 1.1931810708] as const;
const REPEATS = 200;

interface Found extends NativeRun {
  readonly positive: number;
  readonly negative: number;
  readonly steps: number;
}

/** [0,1], J+- = -(c' +- c phi'), -lam² phi'' = p - n + X, lam = 0.02, X = -1 on the middle third, 1 | 0.1, 0 | 2 kT/e. */
function workload(intervals: number): IonSystem {
  const h = 1 / intervals;
  const both = (value: number) => new Float64Array(2 * intervals).fill(value);
  const each = (value: number) => new Float64Array(intervals).fill(value);
  const end = (c: number, potential: number) => ({ held: [c, c], inflow: [0, 0], potential, step: 0 });
  return {
    closure: "poisson",
    mesh: meshOf("slab", [{ name: "all", from: 0, thickness: 1, cells: intervals, grading: 0 }]),
    names: ["p", "n"],
    valence: Float64Array.of(1, -1),
    conductance: both(1 / h),
    rise: both(0),
    ratio: both(1),
    ratioLog: both(0),
    firstPotential: new Float64Array(2),
    fixedCharge: Float64Array.from({ length: intervals }, (_, e) =>
      3 * (e + 0.5) > intervals && 3 * (e + 0.5) < 2 * intervals ? -1 : 0,
    ),
    capacity: each(0.02 ** 2 / h),
    leftVolume: each(h / 2),
    rightVolume: each(h / 2),
    chargeFactor: 1,
    thermal: 1,
    ends: { left: end(1, 0), right: end(0.1, 2) },
  };
}

function ours(intervals: number, repeats: number): Found {
  const system = workload(intervals);
  let { y, log } = steadyIons(system);
  const cpu =
    cpuOf(() => {
      for (let k = 0; k < repeats; k++) ({ y, log } = steadyIons(system));
    }) / repeats;
  const { left, right, leftPotential, rightPotential } = intervalValues(system, y);
  const step = rightPotential[0]! - leftPotential[0]!;
  const flux = (k: 0 | 1, w: number): number => intervals * (bernoulli(w) * left[k]! - bernoulli(-w) * right[k]!);
  const [positive, negative] = [flux(0, step), flux(1, -step)];
  return { cpu, positive, negative, steps: log.iterations, error: farthest([positive, negative], ON_999) };
}

function farthest(found: readonly number[], wanted: readonly number[]): number {
  return Math.max(...found.map((value, i) => Math.abs(value / wanted[i]! - 1)));
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

const compiler = compilerVersion();
const program = compiler === undefined ? undefined : compiled("pnp");
ours(999, REPEATS);
const [own, native]: [Found[], Found[]] = [[], []];
for (let round = 0; round < Number(options.rounds); round++) {
  own.push(ours(999, REPEATS));
  if (program !== undefined) native.push(runNative(program, 1000, 1000) as Found);
}
const ratios = own.flatMap(({ cpu }, i) => (native[i] === undefined ? [] : [cpu / native[i].cpu]));
const refined = [999, 1998, 3996, 7992].map((intervals) => {
  const { positive, negative } = ours(intervals, 1);
  return { intervals, positive, negative, error: farthest([positive, negative], LIMIT) };
});
const [last, before] = [refined.at(-1)!, refined.at(-2)!];
const limit = [(4 * last.positive - before.positive) / 3, (4 * last.negative - before.negative) / 3] as const;
const extrapolated = farthest(limit, LIMIT);
const [mine, theirs] = [own[0]!, native[0]];
for (const [what, value, allowed] of [
  ["ours on 999 intervals", mine.error, 1e-9],
  ["C on 999 intervals", theirs?.error ?? 0, 1e-9],
  ["the mesh limit", extrapolated, 1e-6],
  ["7992 intervals", last.error, 1e-6],
] as const)
  if (!(value <= allowed)) throw new Error(`${what}: fluxes are off by ${value}, and ${allowed} is allowed`);

const stamp = `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]!.toFixed(1)} after${compiler === undefined ? "" : `; ${compiler} ${FLAGS}`}`;
const milliseconds = (runs: readonly Found[]) => 1e3 * median(runs.map(({ cpu }) => cpu));
const ratio = ratios.length === 0 ? undefined : ([median(ratios), Math.min(...ratios), Math.max(...ratios)] as const);
const digits = (x: number) => x.toFixed(10);
const page = `# Steady Poisson-Nernst-Planck

[0, 1], J± = -(c' ± c φ'), -λ² φ'' = p - n + X, λ = 0.02, X = -1 on (1/3, 2/3), p = n = 1 left and 0.1 right, φ from 0 to 2 kT/e,
1000 nodes. Full Newton on all unknowns from a straight guess until the last step is below 1e-9, on one thread; ours then asks
all equations once more. CPU times of one solve, medians of ${own.length} rounds in turns.

${stamp}. Made by \`node --conditions=perrin-source bench/continuum/pnp.ts\`.

| | ms | steps | J+ | J- |
|---|---|---|---|---|
| ours | ${milliseconds(own).toFixed(3)} | ${mine.steps} | ${digits(mine.positive)} | ${digits(mine.negative)} |
${theirs === undefined ? "" : `| C | ${milliseconds(native).toFixed(3)} | ${theirs.steps} | ${digits(theirs.positive)} | ${digits(theirs.negative)} |\n`}
${ratio === undefined ? "No compiler here: no ratio." : `Time over that of C: ${ratio[0].toFixed(2)} (${ratio[1].toFixed(2)} to ${ratio[2].toFixed(2)}), bar ${BAR}: ${ratio[0] <= BAR ? "met" : "missed"}.`} Fluxes of this mesh agree with its reference to ${mine.error.toExponential(1)}, bar 1e-9: met, or
this page would not have been written.

| intervals | J+ | J- | off the mesh limit ${LIMIT.join(", ")} |
|---|---|---|---|
${refined.map((one) => `| ${one.intervals} | ${digits(one.positive)} | ${digits(one.negative)} | ${one.error.toExponential(1)} |`).join("\n")}
| limit by Richardson | ${digits(limit[0])} | ${digits(limit[1])} | ${extrapolated.toExponential(1)} |

Bar 1e-6 by refinement: met.
`;
const folder = fileURLToPath(new URL("../results/", import.meta.url));
writeFileSync(`${folder}pnp.md`, page);
writeFileSync(
  `${folder}pnp.json`,
  `${JSON.stringify({ machine: stamp, bar: BAR, ratio, ours: own, c: native, refined, limit }, null, 2)}\n`,
);
console.log(page);
