/**
 * `npm run check`: all that must hold before a commit, as a table of steps with their times. The output of a step is
 * shown only if it fails.
 */
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { ROOT } from "./source-files.ts";

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const script = (name: string, ...words: string[]): readonly string[] => [
  "node",
  "--conditions=perrin-source",
  `scripts/${name}.ts`,
  ...words,
];

/** Steps that need nothing of each other run side by side; the tests come last, alone. */
const STEPS: readonly (readonly Step[])[] = [
  [
    { name: "format and lint", command: ["biome", "check", "--error-on-warnings", "."] },
    { name: "layers and purity", command: script("check-layers") },
    { name: "doc comments", command: script("check-docs") },
    { name: "types of src and cli", command: ["tsc", "-b", "tsconfig.build.json"] },
    { name: "types of test and scripts", command: ["tsc", "-p", "test/tsconfig.json", "--noEmit"] },
    { name: "schema of model files", command: script("write-schema", "--check") },
    { name: "page of errors", command: script("write-errors", "--check") },
    { name: "matrix of levels", command: script("write-levels", "--check") },
    { name: "table of examples", command: script("write-examples", "--check") },
  ],
  [
    {
      name: "exact and property tests",
      command: ["vitest", "run", "--project", "exact", "--project", "property", "--reporter=dot", "--maxWorkers=2"],
    },
  ],
];

/** Steps at a time. */
const LANES = 2;

let failed = 0;
const started = performance.now();
for (const group of STEPS) {
  const waiting = [...group];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await take(step);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
console.log(`${failed === 0 ? "ok    " : "FAILED"}  ${seconds(started)}  all`);
process.exitCode = failed === 0 ? 0 : 1;

async function take({ name, command }: Step): Promise<void> {
  const start = performance.now();
  const [code, output] = await run(command);
  console.log(`${code === 0 ? "ok    " : "FAILED"}  ${seconds(start)}  ${name}`);
  if (code === 0) return;
  failed++;
  console.log(`\n$ ${command.join(" ")}\n${output}`);
}

function run([program = "", ...words]: readonly string[]): Promise<[number, string]> {
  const env = {
    ...process.env,
    NO_COLOR: "1",
    PATH: `${join(ROOT, "node_modules/.bin")}${delimiter}${process.env.PATH}`,
  };
  const child = spawn(program, words, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve([1, error.message]));
    child.on("close", (code) => resolve([code ?? 1, output]));
  });
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s`;
}
