/**
 * Mutates the engine at random places, one at a time, and sees which tests notice: how well the tests hold the physics.
 *
 *     npm run mutants -- --seed 1 --count 60 --reach reach.json physics step-law generator levels
 *
 * A mutant changes a sign, a factor, an index, a comparison or a function name. It is killed when a test or an example
 * that executes the mutated function fails, the most special first, or takes four times as long as without it ("time").
 * What only the record of results kills is named apart: there a number has changed, and no physics has called it wrong.
 * Survivors are to be judged: a hole gets a test, a mutant without effect a reason in docs/mutants.md.
 *
 *     --reach FILE     keeps which test executes which function, for the next sample; what is new is added
 *     --stages 1,2     only these of the stages below, in this order; the last one costs minutes for a survivor
 *     --only 4,17      only these of the sample, by number
 *     --without A,B    not the files whose path begins like this
 */
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { codeOf } from "./layers.ts";
import { NOT_AS_RECORDED } from "./results.ts";
import { ROOT, sourceFiles } from "./source-files.ts";

/** One change of one place. */
export interface Mutant {
  readonly path: string;
  readonly line: number;
  readonly offset: number;
  readonly from: string;
  readonly to: string;
}

/**
 * What is changed into what. Patterns are applied to code without comments and strings. Where a loop ends is an index;
 * elsewhere "<" for "<=" differs at one number only, which few readings come to.
 */
const OPERATORS: readonly (readonly [pattern: RegExp, change: (found: string) => string])[] = [
  [/ \+ /g, () => " - "],
  [/ - /g, () => " + "],
  [/ \* /g, () => " / "],
  [/ \/ /g, () => " * "],
  [/(?<=^ *(?:for|while) \(.*) < /gm, () => " <= "],
  [/(?<=^ *(?:for|while) \(.*) <= /gm, () => " < "],
  [/(?<=^ *(?:for|while) \(.*) > /gm, () => " >= "],
  [/ === /g, () => " !== "],
  [/(?<=[(=:?] ?|return )-(?=[\w(])/g, () => ""],
  [/(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.])/g, changedNumber],
  [/(?<=\w)\[(\w+)\](?! = \[)/g, (found) => found.replace("]", " + 1]")],
  [/\[(\w+) [-+] 1\]/g, (found) => found.replace(/ [-+] 1/, "")],
  [/\bsin\(/g, () => "cos("],
  [/\bcos\(/g, () => "sin("],
  [/\bexp\(-/g, () => "exp("],
  [/\bMath\.sqrt\(/g, () => "("],
  [/\bMath\.min\(/g, () => "Math.max("],
  [/\bMath\.max\(/g, () => "Math.min("],
];

/**
 * Lines that only say how far a run is, how it is cut into pieces, where a method gives up, or what is said in words; how
 * often something is tried at most; room in arrays that grow; and constants in capitals with a short value: sizes,
 * thresholds and codes.
 */
const WITHOUT_PHYSICS = [
  /^\s*(?:import|export (?:type|interface)|type|interface|readonly|\*|\/)/,
  /fraction:|doing|yield|throw|because|change:|source:|method:|toPrecision|notes?\b|warnings?\b/,
  /LARGEST|MOST|LONGEST|BETWEEN|BREATH|BLOCK|AT_A_TIME|NEGLIGIBLE|LEFT_OUT|ROUNDING|TOLERANCE|_WORK/,
  /makeRandomStream|stepRate:/,
  /for \(let (?:round|attempt|iteration) = 0;/,
  /^(?:export )?const [A-Z_]+ = -?(?:\d{1,3}|[\d_]{5,}|0\.\d{1,4}|\de-?\d+);/,
  /\blength: \d{3}\b|new \w+Array\(\d{3,}\)/,
  /\b(?:work|owed|chunk|perWalker|bytes)\b(?:: number)? [-+]?= (?!.*\.\w+\(first)/,
];

/** A function that tells how much work something is. */
const TELLS_WORK = /^work|Work(?![a-z])/;

/**
 * Loops whose end has no effect: one that only writes to each entry of a typed array, where what is written beyond the end
 * is lost; and one until a product or a quotient passes a limit, which it meets at one number only.
 */
const ENDS_ANYHOW = [
  /^ *for \(let (\w+) = [^;]+; \1 < (\w+)\.length; \1\+\+\) \2\[\1\] [-+*/]?= /,
  /^ *while \((?:.* [*/] .*[<>]|.*[<>].* [*/] )/,
];

/** Numbers that are tolerances: a tenth more of them is the same method. */
const TOLERANCE = /^\d+e-\d+$/;

function changedNumber(found: string): string {
  const value = Number(found);
  if (value === 0) return "1";
  return Number.isInteger(value) && value < 100 ? String(value + 1) : String(1.1 * value);
}

/** All mutants of a file. */
export function mutantsOf(path: string, text: string): readonly Mutant[] {
  const code = codeOf(text).replace(/`(?:\\.|[^`\\])*`/g, (words) => words.replace(/[^\n]/g, " "));
  const lines = text.split("\n");
  return OPERATORS.flatMap(([pattern, change]) =>
    [...code.matchAll(pattern)].flatMap((match): Mutant[] => {
      const line = code.slice(0, match.index).split("\n").length;
      if (WITHOUT_PHYSICS.some((pattern) => pattern.test(lines[line - 1] ?? ""))) return [];
      if (TOLERANCE.test(match[0]) || isInType(code, match)) return [];
      if (/[<>]/.test(match[0]) && ENDS_ANYHOW.some((pattern) => pattern.test(lines[line - 1] ?? ""))) return [];
      if (TELLS_WORK.test(functionAround(text, match.index) ?? "")) return [];
      return [{ path, line, offset: match.index, from: match[0], to: change(match[0]) }];
    }),
  );
}

/** Whether a number stands in a type such as 1 | -1; "x | 0", which makes an integer, is no type. */
function isInType(code: string, { 0: found, index }: RegExpExecArray): boolean {
  if (!/^\d/.test(found)) return false;
  const [before, after] = [code.slice(0, index), code.slice(index + found.length)];
  if (found === "0") return /^ \| [1-9]/.test(after);
  return /[\w"\]] \| -?$/.test(before) || /^ \| (?:-?[1-9]|undefined\b|")/.test(after);
}

/** The text with the change made. */
export function mutated(text: string, { offset, from, to }: Mutant): string {
  return text.slice(0, offset) + to + text.slice(offset + from.length);
}

/** The function of the file around a place; undefined for what is made when the file is loaded. */
function functionAround(text: string, offset: number): string | undefined {
  const declarations = [...text.slice(0, offset).matchAll(/^(?:export )?(?:function\*? (\w+)|const |class )/gm)];
  return declarations.at(-1)?.[1];
}

const copy = mkdtempSync(join(tmpdir(), "perrin-mutants-"));

/** Runs node in the copy with so many seconds of processor time at most, whatever else the machine does. */
function node(seconds: number, args: readonly string[], env = {}): SpawnSyncReturns<string> {
  const limited = ["-c", `ulimit -t ${seconds}; exec "$0" "$@"`, process.execPath, ...args];
  return spawnSync("sh", limited, { cwd: copy, env: { ...process.env, ...env }, encoding: "utf8", maxBuffer: 1e9 });
}

type Command = readonly [command: string, ...rest: string[]];

/** All in one process, so that the limit holds for the sum. */
function vitest(seconds: number, [command, ...args]: Command, env = {}): SpawnSyncReturns<string> {
  const single = ["--pool", "threads", "--no-file-parallelism", "--reporter", "dot"];
  const cached = ["--experimental.fsModuleCache", "--experimental.fsModuleCachePath", join(copy, "modules")];
  return node(seconds, ["node_modules/vitest/vitest.mjs", command, "--run", ...single, ...cached, ...args], env);
}

function example(seconds: number, name: string, args: readonly string[] = [], env = {}): SpawnSyncReturns<string> {
  return node(seconds, [...args, "--conditions=perrin-source", "scripts/results.ts", name], env);
}

/** What of an example killed the mutant: an expectation, agreement or a crash, its record, or its time. */
function deathInExample(seconds: number, name: string): string | undefined {
  const run = example(seconds, name);
  return deathIn(run, run.status === NOT_AS_RECORDED ? `the record of example ${name}` : `example ${name}`);
}

/** What of a run killed the mutant: a failure, or its time; undefined if nothing did. */
function deathIn({ status }: SpawnSyncReturns<string>, what: string): string | undefined {
  if (status === 0) return undefined;
  return status === null ? `time in ${what}` : what;
}

/** The names of the functions that a test file or an example executes, by path, and for how long it runs. */
interface Reach {
  readonly runner: string;
  readonly seconds: number;
  readonly ran: Readonly<Record<string, readonly string[]>>;
}

/** Runs everything once that is not known yet, and notes the functions; what executes the fewest first. */
function reachOfAll(known: readonly Reach[]): readonly Reach[] {
  const isNew = (name: string): boolean => !known.some(({ runner }) => runner === name);
  const folder = join(copy, "executed");
  mkdirSync(folder);
  const config = readFileSync(join(copy, "vitest.config.ts"), "utf8");
  const noting = config
    .replace("isolate = false", "isolate = true")
    .replace("setupFiles: [", '$&"scripts/executed.mjs", ');
  writeFileSync(join(copy, "vitest.reach.config.ts"), noting);
  const isTest = (path: string): boolean =>
    QUICK.test(path) || FAMILIES.test(path) || ALL_ASKED.test(path) || (values.stages.includes("5") && SLOW.test(path));
  const files = sourceFiles(["test"]).flatMap(({ path }) => (isTest(path) && isNew(path) ? [path] : []));
  if (files.length > 0) {
    const args: Command = ["run", "--config", "vitest.reach.config.ts", ...files];
    const { stdout } = vitest(7200, args, { PERRIN_EXECUTED: folder, NO_COLOR: "1" });
    for (const path of new Set(stdout.match(/(?<=^ FAIL .*)test\/\S+\.test\.ts/gm))) {
      console.log(`${path} fails without any mutant, and is left out`);
      rmSync(join(folder, `${path.replaceAll("/", "+")}.json`), { force: true });
    }
  }
  for (const name of readdirSync(join(copy, "examples")).filter(isNew))
    example(600, name, ["--import", "./scripts/executed.mjs"], { PERRIN_EXECUTED: folder, PERRIN_EXAMPLE: name });
  const functions = ({ ran }: Reach): number => Object.values(ran).reduce((sum, names) => sum + names.length, 0);
  const found = readdirSync(folder).map((name) => ({
    runner: name.replace(/(?:\+\d+)?\.json$/, "").replaceAll("+", "/"),
    ...JSON.parse(readFileSync(join(folder, name), "utf8")),
  }));
  return [...known, ...found].sort((a, b) => functions(a) - functions(b));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "60" },
    stages: { type: "string", default: "1,2,3,4,5" },
    only: { type: "string" },
    without: { type: "string" },
    reach: { type: "string" },
  },
});
const folders = positionals.length > 0 ? positionals : ["physics", "step-law", "generator", "levels"];
const stream = makeRandomStream(Number(values.seed), PURPOSE.demonstration, 0);
const without = values.without?.split(",") ?? [];
const all = sourceFiles(folders.map((folder) => `src/${folder}`))
  .filter(({ path }) => !without.some((part) => path.startsWith(part)))
  .flatMap(({ path, text }) => mutantsOf(path, text));
const possible = all.length;
const chosen = Array.from({ length: Math.min(Number(values.count), possible) }, () => {
  const [mutant] = all.splice(Math.floor(stream.uniform() * all.length), 1);
  return mutant as Mutant;
});
const only = values.only?.split(",").map(Number) ?? chosen.map((_, i) => i + 1);

const FAMILIES = /^test\/record\/families/;
const ALL_ASKED = /^test\/record\/all-asked/;
const QUICK = /^test\/(?:exact\/|property\/|agreement\/asked-motions)/;
const SLOW = /^test\/(?:convergence\/|statistical\/|agreement\/(?!asked-motions))/;
const EXAMPLE = /^(?!test\/)/;
/** How many tests, and how many examples, are the most special. */
const FIRST = 6;
const EXAMPLES = 8;

type Stage = (of: (kind: RegExp) => readonly Reach[]) => string | undefined;

/** Stages by number, the cheap ones first: each says what killed the mutant, given the tests that execute its function. */
const STAGES: Readonly<Record<string, Stage>> = {
  1: (of) => testsFail("the most special tests", of(QUICK).slice(0, FIRST)),
  2: (of) => testsFail("exact or property tests, or agreement of all that is asked", of(QUICK).slice(FIRST)),
  3: (of) =>
    testsFail("the record of families", of(FAMILIES)) ?? testsFail("the record of all that is asked", of(ALL_ASKED)),
  4: (of) => {
    for (const one of of(EXAMPLE).slice(0, EXAMPLES)) {
      const death = deathInExample(limitOf([one]), one.runner);
      if (death !== undefined) return death;
    }
    return undefined;
  },
  5: (of) => testsFail("convergence, statistical or agreement tests", of(SLOW)),
};

/** Processor time after which a mutant is dead: much more than the tests take without it [s]. */
function limitOf(all: readonly Reach[]): number {
  return Math.ceil(60 + 4 * all.reduce((sum, { seconds }) => sum + seconds, 0));
}

function testsFail(what: string, tests: readonly Reach[]): string | undefined {
  const files = tests.map(({ runner }) => runner);
  return files.length === 0 ? undefined : deathIn(vitest(limitOf(tests), ["run", ...files, "--bail", "1"]), what);
}

function killerOf(mutant: Mutant, reach: readonly Reach[]): string | undefined {
  const file = join(copy, mutant.path);
  const text = readFileSync(file, "utf8");
  const name = functionAround(text, mutant.offset);
  const reached = reach.filter(({ ran: { [mutant.path]: names } }) => names && (!name || names.includes(name)));
  const runners = reached.filter(({ runner }, i) => reached.findIndex((other) => other.runner === runner) === i);
  writeFileSync(file, mutated(text, mutant));
  try {
    for (const stage of values.stages.split(",")) {
      const death = STAGES[stage]?.((kind) => runners.filter(({ runner }) => kind.test(runner)));
      if (death !== undefined) return death;
    }
    return undefined;
  } finally {
    writeFileSync(file, text);
  }
}

const killers: string[] = [];
try {
  for (const part of ["src", "cli", "examples", "test", "bench", "scripts", "schema", "docs", "kernels"])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  for (const part of ["package.json", "tsconfig.base.json", "README.md"]) cpSync(join(ROOT, part), join(copy, part));
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  const config = readFileSync(join(ROOT, "vitest.config.ts"), "utf8");
  writeFileSync(join(copy, "vitest.config.ts"), config.replace("testTimeout,", "testTimeout: 600_000,"));
  const isKept = values.reach !== undefined && existsSync(values.reach);
  const reach = reachOfAll(isKept ? JSON.parse(readFileSync(values.reach as string, "utf8")) : []);
  if (values.reach !== undefined) writeFileSync(values.reach, JSON.stringify(reach));
  for (const number of only) {
    const mutant = chosen[number - 1] as Mutant;
    const { path, line, from, to } = mutant;
    const killer = killerOf(mutant, reach) ?? "SURVIVED";
    killers.push(killer.replace(/^(the record of example|example|time) .*/, "$1"));
    console.log(`${number}  ${path}:${line}  "${from}" -> "${to}"  ${killer}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
for (const killer of new Set(killers)) console.log(`${killer}: ${killers.filter((one) => one === killer).length}`);
console.log(`${only.length} of ${possible} possible mutants, seed ${values.seed}`);
