/**
 * Plants errors, one at a time, in a copy of the source, runs examples or tests on it, and shows which verdict turned or
 * which test failed. An error that nobody sees is a hole in what Perrin checks: then the exit code is 1.
 *
 *     npm run plant               all of them
 *     npm run plant -- K "2 %"    those whose names contain one of these
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PLANTED_COMPARTMENT_ERRORS } from "./planted-compartment-errors.ts";
import { PLANTED_CONTINUUM_ERRORS } from "./planted-continuum-errors.ts";
import { PLANTED_ERRORS, type PlantedError } from "./planted-errors.ts";
import { PLANTED_SAMPLING_ERRORS } from "./planted-sampling-errors.ts";
import { ROOT } from "./source-files.ts";

/** What became of one planted error: the example or test that saw it and how; undefined if none did. */
export interface Fate {
  readonly name: string;
  readonly seen: { readonly by: string; readonly how: string } | undefined;
}

/**
 * Plant errors and see who notices; `report` is called after each.
 *
 * @throws Error if a text is not found exactly once, or an example fails without any error
 */
export function plantErrors(errors: readonly PlantedError[], report: (fate: Fate) => void): readonly Fate[] {
  const copy = mkdtempSync(join(tmpdir(), "perrin-plant-"));
  try {
    for (const part of [
      "src",
      "cli",
      "examples",
      "test",
      "bench",
      "scripts",
      "schema",
      "package.json",
      "tsconfig.base.json",
      "vitest.config.ts",
    ])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    for (const example of new Set(errors.flatMap(({ examples }) => examples))) {
      const fault = faultOf(copy, example);
      if (fault !== undefined) throw new Error(`example ${example} fails without a planted error: ${fault}`);
    }
    const tests = new Map(errors.flatMap(({ tests = [] }) => tests).map((test) => [JSON.stringify(test), test]));
    for (const test of tests.values()) {
      const fault = failureOf(copy, test);
      if (fault !== undefined) throw new Error(`without a planted error ${fault}`);
    }
    return errors.map((error) => {
      const fate = { name: error.name, seen: seenBy(copy, error) };
      report(fate);
      return fate;
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The source with an error in it. @throws Error if its text is not found exactly once */
export function planted(source: string, { name, file, find, by }: PlantedError): string {
  const parts = source.split(find);
  if (parts.length !== 2)
    throw new Error(`"${name}" cannot be planted: ${file} holds its text ${parts.length - 1} times: ${find}`);
  return parts.join(by);
}

function seenBy(copy: string, error: PlantedError): Fate["seen"] {
  const file = join(copy, error.file);
  const source = readFileSync(file, "utf8");
  writeFileSync(file, planted(source, error));
  try {
    for (const example of error.examples) {
      const how = faultOf(copy, example);
      if (how !== undefined) return { by: example, how };
    }
    for (const test of error.tests ?? []) {
      const how = failureOf(copy, test);
      if (how !== undefined) return { by: `test/${test.project}`, how };
    }
    return undefined;
  } finally {
    writeFileSync(file, source);
  }
}

interface Verdicts {
  readonly agreement: readonly {
    readonly output: string;
    readonly levels: readonly string[];
    readonly verdict: string;
  }[];
  readonly expect: readonly { readonly output: string; readonly level: string; readonly verdict: string }[];
}

/** The first test that fails, in words; undefined if all pass. @throws Error if none ran */
function failureOf(copy: string, { project, file }: NonNullable<PlantedError["tests"]>[number]): string | undefined {
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project, "--reporter", "json", file];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8", maxBuffer: 2 ** 28 });
  const start = stdout.indexOf("{");
  if (start < 0) throw new Error(`no test ran: ${stderr}`);
  const { numTotalTests, testResults } = JSON.parse(stdout.slice(start)) as TestReport;
  if (numTotalTests === 0) throw new Error(`there is no test ${file} in ${project}`);
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === "failed");
  return failed && `"${failed.fullName.trim()}" fails`;
}

interface TestReport {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** What goes wrong in an example, in words; undefined if all is well. */
function faultOf(copy: string, example: string): string | undefined {
  const model = join(copy, "examples", fileOf(copy, example));
  const args = ["--conditions=perrin-source", "cli/main.ts", "run", model, "--json"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status === 0) return undefined;
  if (status !== 1) return `stops: ${stderr.trim().split("\n").at(-1) ?? ""}`;
  const { agreement, expect } = JSON.parse(stdout) as Verdicts;
  const disagreed = agreement.find(({ verdict }) => verdict === "disagree");
  if (disagreed) return `${disagreed.levels.join(" and ")} disagree in ${disagreed.output}`;
  const missed = expect.find(({ verdict }) => verdict !== "met");
  return missed ? `${missed.level} misses ${missed.output}` : "measurements disagree";
}

function fileOf(copy: string, example: string): string {
  const names = readdirSync(join(copy, "examples")).filter((name) => name.startsWith(`${example}-`));
  const [name] = names;
  if (names.length !== 1 || name === undefined) throw new Error(`there are ${names.length} examples ${example}`);
  return name.endsWith(".yaml") ? name : join(name, "model.yaml");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = process.argv.slice(2);
  const errors = [
    ...PLANTED_ERRORS,
    ...PLANTED_SAMPLING_ERRORS,
    ...PLANTED_CONTINUUM_ERRORS,
    ...PLANTED_COMPARTMENT_ERRORS,
  ].filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
  const width = Math.max(...errors.map(({ name }) => name.length));
  const fates = plantErrors(errors, ({ name, seen }) =>
    console.log(`${name.padEnd(width)}  ${seen ? `seen by ${seen.by}: ${seen.how}` : "NOT SEEN"}`),
  );
  const unseen = fates.filter(({ seen }) => seen === undefined).length;
  console.log(unseen === 0 ? `all ${fates.length} planted errors are seen` : `${unseen} of ${fates.length} not seen`);
  process.exitCode = unseen === 0 ? 0 : 1;
}
