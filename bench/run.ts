/**
 * `npm run bench`: CPU times of kernels and levels into bench/results/, with the machine, its load and the date. Read the
 * ratios; times are those of one machine. Nothing is judged here.
 */
import { writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform } from "node:os";
import { kernelRows } from "./kernels.ts";
import { levelRows } from "./levels.ts";

const before = loadavg()[0] ?? 0;

const kernels = kernelRows().map(
  ({ kernel, reference, time, spread, ratio }) =>
    `| ${kernel} | ${time.toPrecision(3)} | ${percent(spread)} | ${reference} | ${ratio.toFixed(2)} |`,
);
write(
  "kernels",
  `# Kernels

CPU time per value, beside what one would write without the kernel, in turns in one process; median of 11 rounds, ± half
the distance of the quartiles. What the kernels give for it: the same bits on every machine, and streams that depend on
nothing but seed, purpose and number.

${machine()}

| kernel | ns | ± | reference | ratio |
|---|---|---|---|---|
${kernels.join("\n")}
`,
);

const levels = levelRows().map(
  ({ example, level, walkers, time, spread }) =>
    `| ${example} | ${level} | ${walkers?.toLocaleString("en") ?? ""} | ${time.toPrecision(3)} | ${percent(spread)} |`,
);
write(
  "levels",
  `# Levels

CPU time of a whole run at one level alone, the first run of the process left out; median of 3, ± half the distance of the
quartiles.

${machine()}

| example | level | walkers | ms | ± |
|---|---|---|---|---|
${levels.join("\n")}
`,
);

function machine(): string {
  const [cpu] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpu?.model.trim() ?? "unknown processor"}, load ${before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after. Made by \`npm run bench\`.`;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(0)} %`;
}

function write(name: string, text: string): void {
  writeFileSync(new URL(`results/${name}.md`, import.meta.url), text);
  console.log(text);
}
