/**
 * Mutates the engine at random places, one at a time, and sees which tests notice: how well the tests hold the physics.
 *
 *     npm run mutants -- --seed 1 --count 60 physics step-law generator levels
 *
 * A mutant changes a sign, a factor, an index, a comparison or a function name. It is killed when a test that imports the
 * mutated file fails, or else any exact, property, convergence or statistical test, or an example. Survivors are printed
 * with their line, to be judged: a hole gets a test, an equivalent mutant a reason in docs/mutants.md.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

/** What is changed into what. Patterns are applied to code without comments and strings. */
const OPERATORS: readonly (readonly [pattern: RegExp, change: (found: string) => string])[] = [
  [/ \+ /g, () => " - "],
  [/ - /g, () => " + "],
  [/ \* /g, () => " / "],
  [/ \/ /g, () => " * "],
  [/ < /g, () => " <= "],
  [/ <= /g, () => " < "],
  [/ > /g, () => " >= "],
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

/** Lines that only say how far a run is, how it is cut into pieces, or what is said in words. */
const WITHOUT_PHYSICS =
  /^\s*(?:import|export (?:type|interface)|type|interface|readonly|\*|\/)|fraction|doing|yield|throw|because|change:|LARGEST|MOST_|BETWEEN|BREATH|BLOCK|source|method|toPrecision|notes?\b|warnings?\b/;

function changedNumber(found: string): string {
  const value = Number(found);
  if (value === 0) return "1";
  return Number.isInteger(value) && value < 100 ? String(value + 1) : String(1.1 * value);
}

/** All mutants of a file. */
export function mutantsOf(path: string, text: string): readonly Mutant[] {
  const code = codeOf(text);
  const lines = text.split("\n");
  return OPERATORS.flatMap(([pattern, change]) =>
    [...code.matchAll(pattern)].flatMap((match): Mutant[] => {
      const line = code.slice(0, match.index).split("\n").length;
      if (WITHOUT_PHYSICS.test(lines[line - 1] ?? "")) return [];
      return [{ path, line, offset: match.index, from: match[0], to: change(match[0]) }];
    }),
  );
}

/** The text with the change made. */
export function mutated(text: string, { offset, from, to }: Mutant): string {
  return text.slice(0, offset) + to + text.slice(offset + from.length);
}

interface Verdict {
  readonly mutant: Mutant;
  /** What killed it; undefined if it survived. */
  readonly killer: string | undefined;
}

function vitest(copy: string, args: readonly string[]): boolean {
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--bail", "1", "--reporter", "dot", ...args],
    { cwd: copy, timeout: 900_000 },
  );
  return status === 0;
}

/** Test files that import a file of src by name. */
function testsOf(path: string, tests: ReadonlyMap<string, string>): readonly string[] {
  const name = `#${path.slice("src/".length)}`;
  const stem = path.slice(path.lastIndexOf("/") + 1, -".ts".length);
  return [...tests].flatMap(([file, text]) =>
    (text.includes(name) || file.endsWith(`/${stem}.test.ts`)) && !/test\/(?:e2e|allocation|agreement)\//.test(file)
      ? [file]
      : [],
  );
}

function examplesPass(copy: string): boolean {
  return readdirSync(join(copy, "examples")).every((name) => {
    const model = name.endsWith(".yaml") ? name : join(name, "model.yaml");
    const { status } = spawnSync(
      process.execPath,
      ["--conditions=perrin-source", "cli/main.ts", "run", join("examples", model), "--json", "--threads", "1"],
      { cwd: copy, timeout: 120_000, stdio: "ignore" },
    );
    return status === 0;
  });
}

function killerOf(copy: string, mutant: Mutant, tests: ReadonlyMap<string, string>): string | undefined {
  const file = join(copy, mutant.path);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, mutated(text, mutant));
  try {
    const own = testsOf(mutant.path, tests);
    if (own.length > 0 && !vitest(copy, own)) return "its own tests";
    if (!vitest(copy, ["--project", "exact", "--project", "property"])) return "exact or property tests";
    if (!vitest(copy, ["--project", "convergence", "--project", "statistical"]))
      return "convergence or statistical tests";
    return examplesPass(copy) ? undefined : "an example";
  } finally {
    writeFileSync(file, text);
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string", default: "1" }, count: { type: "string", default: "60" } },
});
const folders = positionals.length > 0 ? positionals : ["physics", "step-law", "generator", "levels"];
const stream = makeRandomStream(Number(values.seed), PURPOSE.demonstration, 0);
const all = sourceFiles(folders.map((folder) => `src/${folder}`)).flatMap(({ path, text }) => mutantsOf(path, text));
const chosen = Array.from({ length: Math.min(Number(values.count), all.length) }, () => {
  const [mutant] = all.splice(Math.floor(stream.uniform() * all.length), 1);
  return mutant as Mutant;
});
const copy = mkdtempSync(join(tmpdir(), "perrin-mutants-"));
const verdicts: Verdict[] = [];
try {
  for (const part of ["src", "cli", "examples", "test", "bench", "scripts", "schema", "docs", "kernels"])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  for (const part of ["package.json", "tsconfig.base.json", "vitest.config.ts", "README.md"])
    cpSync(join(ROOT, part), join(copy, part));
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  const tests = new Map(sourceFiles(["test"]).map(({ path, text }) => [path, text]));
  for (const mutant of chosen) {
    const killer = killerOf(copy, mutant, tests);
    verdicts.push({ mutant, killer });
    const { path, line, from, to } = mutant;
    console.log(
      `${killer === undefined ? "SURVIVED" : "killed  "} ${path}:${line}  "${from}" -> "${to}"  ${killer ?? ""}`,
    );
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
const killed = verdicts.filter(({ killer }) => killer !== undefined).length;
console.log(
  `${killed} of ${verdicts.length} mutants killed (${all.length + chosen.length} possible, seed ${values.seed})`,
);
