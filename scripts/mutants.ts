/**
 * Mutates the engine at random places, one at a time, and sees which tests notice: how well the tests hold the physics.
 *
 *     npm run mutants -- --seed 1 --count 60 --reach reach.json physics step-law generator levels
 *
 * A mutant changes a sign, a factor, an index, a comparison or a function name. It is killed when a test or an example
 * that executes the mutated function fails, the most special first, or uses minutes of processor time ("time").
 * Survivors are to be judged: a hole gets a test, a mutant without effect a reason in docs/mutants.md.
 *
 *     --reach FILE     keeps which test executes which function, for the next sample; what is new is added
 *     --stages 1,2     only these of the stages below, in this order; the last one costs minutes for a survivor
 *     --only 4,17      only these of the sample, by number
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
 * Lines that only say how far a run is, how it is cut into pieces, where a method gives up, or what is said in words; and
 * constants in capitals with a short value: sizes, thresholds and codes.
 */
const WITHOUT_PHYSICS =
  /^\s*(?:import|export (?:type|interface)|type|interface|readonly|\*|\/)|fraction:|doing|yield|throw|because|change:|LARGEST|MOST|LONGEST|BETWEEN|BREATH|BLOCK|AT_A_TIME|NEGLIGIBLE|LEFT_OUT|ROUNDING|TOLERANCE|source:|method:|makeRandomStream|_WORK|toPrecision|notes?\b|warnings?\b|^(?:export )?const [A-Z_]+ = -?(?:\d{1,3}|[\d_]{5,}|0\.\d{1,4}|\de-?\d+);|\blength: \d{3}\b/;

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
      if (TOLERANCE.test(match[0]) || WITHOUT_PHYSICS.test(lines[line - 1] ?? "")) return [];
      return [{ path, line, offset: match.index, from: match[0], to: change(match[0]) }];
    }),
  );
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
  const model = join("examples", name.endsWith(".yaml") ? name : join(name, "model.yaml"));
  const run = ["--conditions=perrin-source", "cli/main.ts", "run", model, "--json", "--threads", "1"];
  return node(seconds, [...args, ...run], env);
}

/** What of a run killed the mutant: a failure, or its time; undefined if nothing did. */
function deathIn({ status }: SpawnSyncReturns<string>, what: string): string | undefined {
  if (status === 0) return undefined;
  return status === null ? `time in ${what}` : what;
}

/** The names of the functions that a test file or an example executes, by path. */
interface Reach {
  readonly runner: string;
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
  const files = sourceFiles(["test"]).flatMap(({ path }) => (QUICK.test(path) && isNew(path) ? [path] : []));
  if (files.length > 0) {
    const args: Command = ["run", "--config", "vitest.reach.config.ts", ...files];
    const { status, stdout } = vitest(7200, args, { PERRIN_EXECUTED: folder });
    if (status !== 0) throw new Error(`Tests fail without any mutant:\n${stdout}`);
  }
  for (const name of readdirSync(join(copy, "examples")).filter(isNew))
    example(600, name, ["--import", "./scripts/executed.mjs"], { PERRIN_EXECUTED: folder, PERRIN_EXAMPLE: name });
  const functions = ({ ran }: Reach): number => Object.values(ran).reduce((sum, names) => sum + names.length, 0);
  const found = readdirSync(folder).map((name) => ({
    runner: name.replace(/(?:\+\d+)?\.json$/, "").replaceAll("+", "/"),
    ran: JSON.parse(readFileSync(join(folder, name), "utf8")),
  }));
  return [...known, ...found].sort((a, b) => functions(a) - functions(b));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "60" },
    stages: { type: "string", default: "1,2,3,4" },
    only: { type: "string" },
    reach: { type: "string" },
  },
});
const folders = positionals.length > 0 ? positionals : ["physics", "step-law", "generator", "levels"];
const stream = makeRandomStream(Number(values.seed), PURPOSE.demonstration, 0);
const all = sourceFiles(folders.map((folder) => `src/${folder}`)).flatMap(({ path, text }) => mutantsOf(path, text));
const possible = all.length;
const chosen = Array.from({ length: Math.min(Number(values.count), possible) }, () => {
  const [mutant] = all.splice(Math.floor(stream.uniform() * all.length), 1);
  return mutant as Mutant;
});
const only = values.only?.split(",").map(Number) ?? chosen.map((_, i) => i + 1);

const QUICK = /^test\/(?:exact\/|property\/|agreement\/asked-motions)/;
const SLOW = ["convergence", "statistical", "agreement"].flatMap((name) => ["--project", name]);
const EXAMPLE = /^(?!test\/)/;
/** How many tests, and how many examples, are the most special. */
const FIRST = 6;
const EXAMPLES = 8;

type Stage = (mutant: Mutant, of: (kind: RegExp) => readonly string[]) => string | undefined;

/** Stages by number, the cheap ones first: each says what killed the mutant, given the tests that execute its function. */
const STAGES: Readonly<Record<string, Stage>> = {
  1: (_, of) => testsFail("the most special tests", 60, ["run", ...of(QUICK).slice(0, FIRST)]),
  2: (_, of) =>
    testsFail("exact or property tests, or agreement of all that is asked", 120, ["run", ...of(QUICK).slice(FIRST)]),
  3: (_, of) => {
    for (const name of of(EXAMPLE).slice(0, EXAMPLES)) {
      const death = deathIn(example(60, name), `example ${name}`);
      if (death !== undefined) return death;
    }
    return undefined;
  },
  4: ({ path }) => testsFail("convergence, statistical or agreement tests", 400, ["related", path, ...SLOW]),
};

function testsFail(what: string, seconds: number, [command, ...files]: Command): string | undefined {
  return files.length === 0 ? undefined : deathIn(vitest(seconds, [command, ...files, "--bail", "1"]), what);
}

function killerOf(mutant: Mutant, reach: readonly Reach[]): string | undefined {
  const file = join(copy, mutant.path);
  const text = readFileSync(file, "utf8");
  const name = functionAround(text, mutant.offset);
  const reached = reach.filter(({ ran: { [mutant.path]: names } }) => names && (!name || names.includes(name)));
  const runners = [...new Set(reached.map(({ runner }) => runner))];
  writeFileSync(file, mutated(text, mutant));
  try {
    for (const stage of values.stages.split(",")) {
      const death = STAGES[stage]?.(mutant, (kind) => runners.filter((runner) => kind.test(runner)));
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
    killers.push(killer.replace(/^(example|time) .*/, "$1"));
    console.log(`${number}  ${path}:${line}  "${from}" -> "${to}"  ${killer}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
for (const killer of new Set(killers)) console.log(`${killer}: ${killers.filter((one) => one === killer).length}`);
console.log(`${only.length} of ${possible} possible mutants, seed ${values.seed}`);
