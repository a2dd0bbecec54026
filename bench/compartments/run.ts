/**
 * `node --conditions=perrin-source bench/compartments/run.ts [--quick] [--rounds N]`: the hard cases of stirred compartments,
 * their CPU time, also over that of a plain loop of multiplications in the same rounds, and how far each is from an exact
 * law. Rows go to bench/results/compartments.md and compartments.json; --quick takes two rounds and writes nothing.
 */
import { writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform } from "node:os";
import { parseArgs } from "node:util";
import { timings } from "../measure.ts";
import { hardCases, REFERENCE } from "./hard-cases.ts";
import { type CompartmentRow, compartmentsPage } from "./page.ts";

const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, rounds: { type: "string" } },
});
const rounds = Number(options.rounds ?? (options.quick ? 2 : 5));
const before = loadavg()[0] ?? 0;
const cases = hardCases();
const [reference, ...times] = timings(
  [REFERENCE, ...cases.map(({ name, work }) => ({ name, items: 1e6, work }))],
  rounds,
);
const rows = cases.map(({ name, compared, allowed, mostSeconds, error }, i): CompartmentRow => {
  const { median = Number.NaN, spread = Number.NaN } = times[i] ?? {};
  return {
    name,
    compared,
    allowed,
    mostSeconds,
    error: error(),
    time: median,
    spread,
    ratio: median / (reference?.median ?? 1),
  };
});
const after = loadavg()[0] ?? 0;
const machine = `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${before.toFixed(1)} before and ${after.toFixed(1)} after`;
const page = compartmentsPage(rows, machine, rounds);
console.log(page);
if (!options.quick) {
  writeFileSync(new URL("../results/compartments.md", import.meta.url), page);
  writeFileSync(
    new URL("../results/compartments.json", import.meta.url),
    `${JSON.stringify({ machine, rounds, rows }, null, 2)}\n`,
  );
}
if (rows.some(({ error, allowed, time, mostSeconds }) => !(error <= allowed) || !(time <= 1e3 * mostSeconds)))
  process.exitCode = 1;
