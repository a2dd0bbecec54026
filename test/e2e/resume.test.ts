/** A run that Ctrl-C interrupted goes on where it stopped, to the same bits. */
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCommandLine, MAIN, perrin, put, scratchFolder } from "../support/command-line.ts";

const { path: cwd, remove } = scratchFolder();
const STATE = "slow.perrin-state";
/** Some seconds of walking: paths are stepped one by one. */
const SLOW = `perrin: 1
title: A walk that takes some seconds
species: {walker: {walk: {step: {lattice: 1 nm, dimensions: 3}, clock: {fixed: 1 ns}}}}
domain: {geometry: space}
initial: {walker: {at: [0 nm, 0 nm, 0 nm]}}
solve: {transient: {until: 400 ns, every: 100 ns}}
levels: [walk]
sampling: {walkers: 4e5, seed: 1}
outputs: {back: return_probability(walker), seen: distinct_sites(walker), spread: msd(walker)}
`;

/** Starts the run, presses Ctrl-C after a while, and waits for the end. */
async function interruptedRun(
  args: readonly string[],
): Promise<{ readonly status: number | null; readonly words: string }> {
  const child = spawn(process.execPath, [MAIN, "run", "slow.yaml", ...args], { cwd });
  let words = "";
  child.stderr.on("data", (text: Buffer) => {
    words += text.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  await new Promise((resolve) => setTimeout(resolve, 2000));
  child.kill("SIGINT");
  return { status: await ended, words };
}

beforeAll(() => {
  buildCommandLine();
  put(cwd, "slow.yaml", SLOW);
}, 120_000);
afterAll(remove);

describe("a run that is interrupted", () => {
  let whole = "";
  beforeAll(() => {
    whole = perrin(["run", "slow.yaml", "--json", "--threads", "2"], { cwd }).stdout;
  }, 120_000);

  test.each([1, 2])("on %i threads it is saved, and goes on to the same bits", async (threads) => {
    const { status, words } = await interruptedRun(["--threads", String(threads)]);
    expect([status, words]).toEqual([
      130,
      `Interrupted: saved in ${STATE}. To go on: perrin run slow.yaml --resume, with the same options.\n`,
    ]);
    expect(readdirSync(cwd).sort()).toEqual([STATE, "slow.yaml"]);
    const resumed = perrin(["run", "slow.yaml", "--resume", "--json", "--threads", String(3 - threads)], { cwd });
    expect(resumed.status).toBe(0);
    expect(resumed.stdout).toBe(whole);
    expect(existsSync(join(cwd, STATE))).toBe(false);
  });

  test("it is not mixed with another run, and damage is seen", async () => {
    await interruptedRun([]);
    const other = perrin(["run", "slow.yaml", "--resume", "--seed", "2"], { cwd });
    expect([other.status, other.stderr]).toEqual([
      2,
      `--resume: ${STATE} is of another model, or of other options. Run without --resume to start anew.\n`,
    ]);
    appendFileSync(join(cwd, STATE), "x");
    const damaged = perrin(["run", "slow.yaml", "--resume"], { cwd });
    expect([damaged.status, damaged.stderr]).toEqual([
      2,
      `--resume: ${STATE} is no state of a run, or is damaged. Run without --resume to start anew.\n`,
    ]);
  });
});

test("nothing to resume is said", () => {
  const { path, remove: removeEmpty } = scratchFolder();
  put(path, "slow.yaml", SLOW);
  const { status, stderr } = perrin(["run", "slow.yaml", "--resume"], { cwd: path });
  removeEmpty();
  expect([status, stderr]).toEqual([2, `--resume: there is no ${STATE} here. Run without --resume to start anew.\n`]);
});
