/**
 * `node --conditions=perrin-source bench/continuum/pfhub.ts [--only VARIANT]`: PFHub benchmark 1, spinodal decomposition to
 * t = 10 000, by the solver that runs use. Variants: periodic (a start that is, with energies of a spectral code to meet), 1a, 1b,
 * 1c. Energies that miss their bars or rise in any step end it. Writes bench/results/pfhub.{md,json}; --only renews one variant.
 *
 * @see A. M. Jokisaari et al., Comput. Mater. Sci. 126, 139 (2017), doi:10.1016/j.commatsci.2016.09.022 (not opened)
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform } from "node:os";
import { parseArgs } from "node:util";
import { phaseEvolution, type StepRejections } from "#numerics/phase-field/phase-evolution.ts";
import type { PhaseField } from "#numerics/phase-field/phase-field.ts";
import type { PhaseGrid } from "#numerics/phase-field/phase-grid.ts";

const { values: options } = parseArgs({ options: { only: { type: "string" } } });

/** Times at which the energies are shown. */
const TIMES = [1, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** Energies of the periodic variant by a spectral code, with the relative error allowed where there is one. */
const SPECTRAL: Readonly<Record<number, readonly [energy: number, bar?: number]>> = {
  0: [319.0510811],
  1: [318.83395, 2e-4],
  10: [304.425257, 2e-4],
  20: [203.27274],
  50: [157.8725],
  100: [131.934, 1e-3],
  200: [114.174],
  500: [91.431],
  1000: [81.392, 5e-3],
};

/** ∫ F over the square of 1b at t = 0, with the gradient of the formula. */
const START_1B = 319.0432756141;

type Variant = "periodic" | "1a" | "1b" | "1c";

const TITLES: Readonly<Record<Variant, string>> = {
  periodic: "Periodic, from a start that is periodic",
  "1a": "1a: periodic, from the published start, which is not",
  "1b": "1b: a square between walls",
  "1c": "1c: a T between walls",
};

/** Wave numbers along x and y of the start. */
const PUBLISHED = [0.105, 0.13, 0.025, 0.07, 0.11, 0.087, 0.15, 0.02];
const PERIODIC = [6, 8, 2, 4, 8, 6, 10, 2].map((k) => (k * Math.PI) / 200);

function problemOf(variant: Variant, h: number): { readonly problem: PhaseField; readonly start: Float64Array } {
  const isTorus = variant === "periodic" || variant === "1a";
  // the T: a bar of 100 x 20 on a stem of 20 x 100; x = 0 is the left side of the stem
  const [width, height, left] = variant === "1c" ? [100, 120, -40] : [200, 200, 0];
  const ends = isTorus ? ("periodic" as const) : ("no-flux" as const);
  const axes = [width, height].map((length) => ({ cells: Math.round(length / h), spacing: h, ends }));
  const nx = axes[0]!.cells;
  const [k1, k2, k3, k4, l1, l2, l3, l4] = variant === "periodic" ? PERIODIC : PUBLISHED;
  const size = nx * axes[1]!.cells;
  const [start, open] = [new Float64Array(size), new Uint8Array(size)];
  for (let p = 0; p < size; p++) {
    const x = left + ((p % nx) + 0.5) * h;
    const y = (Math.floor(p / nx) + 0.5) * h;
    start[p] =
      0.5 +
      0.01 *
        (Math.cos(k1! * x) * Math.cos(l1! * y) +
          (Math.cos(k2! * x) * Math.cos(l2! * y)) ** 2 +
          Math.cos(k3! * x - l3! * y) * Math.cos(k4! * x - l4! * y));
    open[p] = y > 100 || (x > 0 && x < 20) ? 1 : 0;
  }
  const grid: PhaseGrid = variant === "1c" ? { axes, open } : { axes };
  const problem: PhaseField = {
    grid,
    energy: {
      density: (c) => 5 * (c - 0.3) * (c - 0.3) * (0.7 - c) * (0.7 - c),
      potential: (c) => 20 * (c - 0.5) * ((c - 0.5) * (c - 0.5) - 0.04),
      curvature: (c) => 60 * (c - 0.5) * (c - 0.5) - 0.8,
    },
    gradientCoefficient: 2,
    mobility: { kind: "constant", value: 5 },
    order: variant === "1c" ? 2 : 4,
  };
  return { problem, start };
}

/** One course. */
interface Course {
  readonly h: number;
  readonly relative: number;
  /** CPU time [s]. */
  readonly cpu: number;
  readonly steps: number;
  readonly rejections: StepRejections;
  readonly amountDrift: number;
  readonly largestEnergyChange: number;
  readonly potentialSpread: number;
  /** F at 0 and {@link TIMES}. */
  readonly energies: Readonly<Record<number, number>>;
  /** Time and F of every step. */
  readonly curve: readonly (readonly [time: number, energy: number])[];
}

function courseOf(variant: Variant, h: number, relative: number, until: number): Course {
  const { problem, start } = problemOf(variant, h);
  const begun = process.threadCpuUsage();
  const energies: Record<number, number> = {};
  const curve: [number, number][] = [];
  const run = phaseEvolution(
    problem,
    start,
    TIMES.filter((time) => time <= until),
    { relative },
  );
  let next = run.next();
  for (; !next.done; next = run.next()) {
    const { time, energy, energyChange, isRecord } = next.value;
    if (time > 0 && !(energyChange < 0 && energy < (curve.at(-1)?.[1] ?? 0)))
      throw new Error(
        `${variant}: F did not fall at ${time}: by ${energyChange}, from ${curve.at(-1)?.[1]} to ${energy}`,
      );
    if (isRecord || time === 0) energies[time] = energy;
    curve.push([Number(time.toPrecision(6)), Number(energy.toPrecision(9))]);
  }
  const { user, system } = process.threadCpuUsage(begun);
  const { counts, ...rest } = next.value;
  const { steps, rejections } = counts;
  const found = {
    h,
    relative,
    cpu: (user + system) / 1e6,
    steps,
    rejections: { ...rejections },
    ...rest,
    energies,
    curve,
  };
  console.error(`${variant}, h = ${h}, error ${relative}: ${steps} steps, ${found.cpu.toFixed(1)} s`);
  return found;
}

/** Courses of a variant: the last one is the finest; the one before has cells twice as wide, the one before that larger errors too. */
interface Row {
  readonly variant: Variant;
  readonly courses: readonly Course[];
  readonly when: string;
}

/**
 * What is left of the difference between grids of h and h/2: that of order 4, or of order 2 for 1c. The start of 1a and 1b does not
 * fit their ends, which spoils the order, so there all of it is.
 */
const LEFT_IN_SPACE: Readonly<Record<Variant, number>> = { periodic: 1 / 15, "1a": 1, "1b": 1, "1c": 1 / 3 };
/** And of the difference between steps of one error and of a tenth of it. */
const LEFT_IN_TIME = 1 / (10 ** (2 / 3) - 1);

const PLANS: Readonly<Record<Variant, () => Course[]>> = {
  periodic: () => [
    courseOf("periodic", 1, 1e-4, 10_000),
    courseOf("periodic", 1, 1e-5, 1000),
    courseOf("periodic", 0.5, 1e-5, 1000),
  ],
  "1a": () => [courseOf("1a", 1, 1e-4, 10_000)],
  "1b": () => [courseOf("1b", 1, 1e-3, 10_000), courseOf("1b", 1, 1e-4, 10_000), courseOf("1b", 0.5, 1e-4, 10_000)],
  "1c": () => [courseOf("1c", 1, 1e-3, 10_000), courseOf("1c", 1, 1e-4, 10_000), courseOf("1c", 0.5, 1e-4, 10_000)],
};

/** What the energy of the finest course at a time may be off by, relative to it; undefined where it is alone. */
function refinementError({ variant, courses }: Row, at: number): number | undefined {
  const [rough, coarse, fine] = courses.map(({ energies }) => energies[at]);
  if (rough === undefined || coarse === undefined || fine === undefined) return undefined;
  return (Math.abs(fine - coarse) * LEFT_IN_SPACE[variant] + Math.abs(coarse - rough) * LEFT_IN_TIME) / fine;
}

function row(variant: Variant, courses: readonly Course[]): Row {
  const [cpu] = cpus();
  const when = `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpu?.model.trim() ?? "unknown processor"}, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
  return { variant, courses, when };
}

const TARGET = new URL("../results/pfhub.json", import.meta.url);
const PAGE = new URL("../results/pfhub.md", import.meta.url);
const variants = Object.keys(PLANS) as Variant[];
let rows: Row[] = existsSync(TARGET) ? JSON.parse(readFileSync(TARGET, "utf8")) : [];
for (const variant of variants) {
  if (options.only !== undefined && options.only !== variant) continue;
  const fresh = row(variant, PLANS[variant]());
  if (variant === "periodic") fresh.courses.forEach(requireSpectral);
  const all = [...rows.filter((one) => one.variant !== variant), fresh];
  rows = variants.flatMap((name) => all.filter((one) => one.variant === name));
  writeFileSync(TARGET, `${JSON.stringify(rows)}\n`);
}
writeFileSync(PAGE, pageOf(rows));
console.log(pageOf(rows));

function requireSpectral({ h, relative, energies }: Course): void {
  for (const [at, energy] of Object.entries(energies)) {
    const [expected = Number.NaN, bar = Number.POSITIVE_INFINITY] = SPECTRAL[Number(at)] ?? [];
    if (Math.abs(energy / expected - 1) > bar)
      throw new Error(`periodic, h = ${h}, error ${relative}: F(${at}) = ${energy} is not ${expected} within ${bar}`);
  }
}

function pageOf(all: readonly Row[]): string {
  return `# PFHub benchmark 1: spinodal decomposition

f = 5 (c - 0.3)² (0.7 - c)², κ = 2, M = 5, to t = 10 000. Steps of second order as long as the error allowed to each (relative to the
standard deviation of c) permits; differences of fourth order in space, of second on the T of 1c. F fell at every step of every
course below. The last course of each variant is the finest; its refinement error is what the differences between the courses leave by
the orders of the method: all of the difference between the grids for 1b, whose start is not flat at the walls. Made by \`node --conditions=perrin-source bench/continuum/pfhub.ts\`. Curves over
the uploads of others: pfhub-1a.svg, pfhub-1b.svg, pfhub-1c.svg, by \`bench/continuum/draw-pfhub.ts\`.

${all.map(tableOf).join("\n")}`;
}

function tableOf(one: Row): string {
  const { variant, courses, when } = one;
  const head = courses.map(({ h, relative }) => `h = ${h}, ${relative}`);
  const lines = [0, ...TIMES].map((at) => {
    const cells = courses.map(({ energies }) => energies[at]?.toPrecision(8) ?? "");
    const error = refinementError(one, at);
    const [expected, bar] =
      variant === "periodic" ? (SPECTRAL[at] ?? []) : variant === "1b" && at === 0 ? [START_1B] : [];
    const finest = courses.at(-1)?.energies[at];
    const miss = expected !== undefined && finest !== undefined ? (finest / expected - 1).toExponential(1) : "";
    return `| ${at} | ${cells.join(" | ")} | ${error === undefined ? "" : error.toExponential(1)} | ${expected ?? ""} | ${miss} | ${bar ?? ""} |`;
  });
  const costs = courses.map(
    ({ cpu, steps, rejections }) =>
      `${steps} steps, ${rejections.error} + ${rejections.energy} + ${rejections.unsolved} taken back, ${cpu.toFixed(0)} s`,
  );
  const drift = Math.max(...courses.map(({ amountDrift }) => amountDrift)).toExponential(0);
  return `## ${TITLES[variant]}

${when}. Taken back: for their error + for a rise of F + not solved. Amount off by ${drift} at most.

| t | ${head.join(" | ")} | refinement error | known | off | bar |
|${"---|".repeat(courses.length + 5)}
${lines.join("\n")}
| | ${costs.join(" | ")} | | | | |
`;
}
