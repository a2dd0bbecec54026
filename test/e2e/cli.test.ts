import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunResult } from "#run/run-result.ts";
import { buildCommandLine, MAIN, perrin, put, scratchFolder } from "../support/command-line.ts";
import { changed, FREE, SLAB } from "../support/small-models.ts";

const scratch = scratchFolder();
const cwd = scratch.path;
beforeAll(() => {
  buildCommandLine();
  put(cwd, "slab.yaml", SLAB);
  put(cwd, "free.yaml", FREE);
  put(cwd, "missed.yaml", changed(SLAB, "value: 5 umol", "value: 5.1 umol"));
  put(cwd, "wrong.yaml", changed(SLAB, "D: 5e-10 m^2/s", "D: 5e-10 m/s"));
}, 120_000);
afterAll(scratch.remove);

/** A document with its kinds of values in place of the values; a list by its first item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part)]));
}

describe("perrin run", () => {
  test("a model that comes out as expected exits 0 and says what every level found", () => {
    const { status, stdout, stderr } = perrin(["run", "slab.yaml"], { cwd });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^A dye through a slab\nHow much comes through\?\n/);
    expect(stdout).toMatch(/J +umol\/m\^2\/s +steady +5\.00000 +5\.00000 +5\.00000/);
    expect(stdout).toContain("Expectations: 3 of 3 met");
    expect(stdout).not.toContain("\u001b");
  });

  test("a missed expectation exits 1", () => {
    const { status, stdout } = perrin(["run", "missed.yaml"], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain("Expectations: 0 of 3 met");
  });

  test("levels that disagree exit 1", () => {
    // on two cells the amount inside is off by far more than 1 % while the slab fills
    const coarse = changed(changed(SLAB, "cells: 20", "cells: 2"), "agree: {J:", "agree: {inside:");
    put(cwd, "coarse.yaml", changed(coarse, "steady, {", "{").replace(/expect:\n.*\n/, ""));
    const { status, stdout } = perrin(["run", "coarse.yaml"], { cwd });
    expect(stdout).toContain("disagree  inside: closed-form and");
    expect(status).toBe(1);
  });

  test("--set, --level, --seed and --walkers change the run, and the hash names the change", () => {
    const run = (...args: string[]) =>
      JSON.parse(perrin(["run", "free.yaml", "--json", ...args], { cwd }).stdout) as RunResult;
    const plain = run();
    const set = run("--set", "species.dye.D=1e-9 m^2/s", "--level", "closed-form");
    expect(Object.keys(set.levels)).toEqual(["closed-form"]);
    expect(set.levels["closed-form"]?.outputs.spread?.value).toBeNear(2000, { rel: 1e-12 });
    expect(set.hash).not.toBe(plain.hash);
    const sampled = run("--seed", "4", "--walkers", "12800");
    expect(sampled.seed).toBe(4);
    expect(sampled.walkers).toBe(12800);
    expect(sampled.hash).toBe(plain.hash);
  });

  test("what is asked of levels left out by --level is neither met nor missed", () => {
    put(
      cwd,
      "named.yaml",
      changed(SLAB, "value: 5 umol/m^2/s", "level: [closed-form, continuum], value: 5 umol/m^2/s"),
    );
    const one = perrin(["run", "named.yaml", "--level", "continuum"], { cwd });
    expect(one.stdout).toContain("Expectations: 1 of 1 met");
    expect(one.stdout).toContain("J: nothing to compare; only continuum states it");
    expect(one.status).toBe(0);
    const other = perrin(["run", "named.yaml", "--level", "master"], { cwd });
    expect(other.stdout).toContain("not asked of the levels that ran: J");
    expect(other.status).toBe(0);
  });

  test("--walkers changes what a level finds too dear", () => {
    put(cwd, "dear.yaml", DEAR);
    const answer = (...args: string[]): string | undefined =>
      /langevin +(can carry it|no: [\d.e+]+ steps)/.exec(perrin(["check", "dear.yaml", ...args], { cwd }).stdout)?.[1];
    expect(answer()).toMatch(/^no:/);
    expect(answer("--walkers", "640")).toBe("can carry it");
    expect(perrin(["run", "dear.yaml", "--level", "langevin", "--walkers", "640"], { cwd }).status).toBe(0);
    expect(perrin(["run", "dear.yaml", "--level", "langevin"], { cwd }).status).toBe(2);
  });

  test("--refine takes powers of two", () => {
    const { status, stderr } = perrin(["run", "slab.yaml", "--refine", "3"], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain("A power of two from 2 to 64");
  });

  test("the hash of a plain model is that of its bytes", () => {
    const { stdout } = perrin(["run", "free.yaml", "--json"], { cwd });
    const [sum] = execFileSync("sha256sum", ["free.yaml"], { cwd, encoding: "utf8" }).split(" ");
    expect((JSON.parse(stdout) as { hash: string }).hash).toBe(`sha256:${sum}`);
  });

  test("the same model, seed and version print the same bytes", () => {
    const first = perrin(["run", "free.yaml", "--json"], { cwd }).stdout;
    expect(perrin(["run", "free.yaml", "--json"], { cwd }).stdout).toBe(first);
  });

  test("--json prints one document of the published shape and nothing else", () => {
    const { stdout, stderr, status } = perrin(["run", "slab.yaml", "--json"], { cwd });
    expect(status).toBe(0);
    expect(stderr).toBe("");
    const document = JSON.parse(stdout) as Record<string, Record<string, unknown>>;
    const { continuum } = document.levels ?? {};
    expect(shapeOf({ ...document, levels: { continuum } })).toMatchInlineSnapshot(`
      {
        "agreement": [
          {
            "allowed": "number",
            "because": "string",
            "difference": "number",
            "independent": "boolean",
            "levels": [
              "string",
            ],
            "output": "string",
            "times": [
              "string",
            ],
            "uncertainty": "number",
            "verdict": "string",
          },
        ],
        "data": [],
        "expect": [
          {
            "allowed": "number",
            "at": "null",
            "expected": "number",
            "found": "number",
            "level": "string",
            "line": "number",
            "output": "string",
            "unit": "string",
            "verdict": "string",
          },
        ],
        "hash": "string",
        "levels": {
          "continuum": {
            "invariants": {
              "fluxSpread": "number",
              "massDrift": "number",
              "smallestConcentration": "number",
            },
            "law": "string",
            "method": "string",
            "outputs": {
              "J": {
                "series": {
                  "axes": {
                    "t": {
                      "unit": "string",
                      "values": [
                        "number",
                      ],
                    },
                  },
                  "standardErrors": "null",
                  "values": [
                    "number",
                  ],
                },
                "standardError": "null",
                "unit": "string",
                "value": "number",
                "when": "string",
              },
              "inside": {
                "series": {
                  "axes": {
                    "t": {
                      "unit": "string",
                      "values": [
                        "number",
                      ],
                    },
                  },
                  "standardErrors": "null",
                  "values": [
                    "number",
                  ],
                },
                "standardError": "null",
                "unit": "string",
                "value": "number",
                "when": "string",
              },
            },
            "profiles": [
              {
                "axes": {
                  "x": {
                    "unit": "string",
                    "values": [
                      "number",
                    ],
                  },
                },
                "quantity": "string",
                "species": "string",
                "unit": "string",
                "values": [
                  "number",
                ],
                "when": "string",
              },
            ],
            "sampled": "boolean",
            "sources": [
              "string",
            ],
            "warnings": [],
          },
        },
        "model": "string",
        "notes": [],
        "perrin": "string",
        "question": "string",
        "refused": [],
        "seed": "number",
        "sweeps": [],
        "title": "string",
        "walkers": "number",
      }
    `);
  });

  test("an error under --json is one document too, with every issue", () => {
    const { stdout, stderr, status } = perrin(["run", "wrong.yaml", "--json"], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain("wrong.yaml:5:12");
    const { error } = JSON.parse(stdout) as { error: { kind: string; issues: { code: string }[] } };
    expect(error.kind).toBe("model");
    expect(error.issues.map(({ code }) => code)).toEqual(["wrong-dimension"]);
  });

  test("--refine shows second order of the amount in a slab", () => {
    const { stdout, status } = perrin(["run", "slab.yaml", "--refine", "4", "--json"], { cwd });
    expect(status).toBe(0);
    const { refinement } = JSON.parse(stdout) as {
      refinement: { output: string; level: string; when: string; refinement: number; order?: number }[];
    };
    const rows = refinement.filter(({ output, when }) => output === "inside" && when === "all times");
    expect(rows.map(({ level, refinement }) => `${level} ${refinement}`)).toEqual([
      "master 1",
      "master 2",
      "master 4",
      "continuum 1",
      "continuum 2",
      "continuum 4",
    ]);
    // second order in the spacing; the next term of the error is 1/400 of the leading one on 20 cells
    for (const { order } of rows.filter(({ refinement }) => refinement > 1)) expect(order).toBeNear(2, { abs: 0.05 });
  });

  test("an example is found by its number and by its name", () => {
    const byNumber = perrin(["check", "301", "--json"], { cwd });
    const byName = perrin(["check", "layered-usl", "--json"], { cwd });
    expect(byNumber.status).toBe(0);
    expect(byName.stdout).toBe(byNumber.stdout);
    expect((JSON.parse(byNumber.stdout) as { name: string }).name).toBe("301-layered-usl");
  });
});

describe("perrin run --out", () => {
  const files = (folder: string): string[] => readdirSync(join(cwd, folder)).sort();

  test("writes the document, the tables, the figures, a report and the model", () => {
    const { status, stderr } = perrin(["run", "slab.yaml", "--out", "made/here"], { cwd });
    expect(status).toBe(0);
    expect(stderr).toContain("made/here/report.html");
    expect(files("made/here")).toEqual([
      ".perrin-files",
      "agreement.csv",
      "expect.csv",
      "fields.nc",
      "invariants.csv",
      "model.yaml",
      "outputs.csv",
      "profile-dye-concentration.csv",
      "profile-dye-concentration.svg",
      "report.html",
      "result.json",
      "series-J.csv",
      "series-J.svg",
      "series-inside.csv",
    ]);
    expect(files("made")).toEqual(["here"]);
    const read = (name: string): string => readFileSync(join(cwd, "made/here", name), "utf8");
    expect(read("model.yaml")).toBe(SLAB);
    expect(read("outputs.csv")).toContain("J,continuum,steady,");
    expect(read("series-J.svg")).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    const report = read("report.html");
    expect(report).toContain("<svg");
    expect(report).not.toMatch(/<script|src=|href=|@import|url\(/);
  });

  test("replaces an older result, and nothing that it did not write", () => {
    expect(perrin(["run", "slab.yaml", "--out", "made/here"], { cwd }).status).toBe(0);
    put(cwd, "made/here/notes.txt", "mine");
    const { status, stderr } = perrin(["run", "slab.yaml", "--out", "made/here"], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain("notes.txt");
    expect(readFileSync(join(cwd, "made/here/notes.txt"), "utf8")).toBe("mine");
    expect(files("made")).toEqual(["here"]);
  });

  test("a folder with other things in it is refused before the run", () => {
    mkdirSync(join(cwd, "mine"));
    put(cwd, "mine/result.json", "{}");
    const { status, stderr } = perrin(["run", "slab.yaml", "--out", "mine"], { cwd });
    expect(status).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(files("mine")).toEqual(["result.json"]);
    expect(perrin(["run", "slab.yaml", "--out", "."], { cwd }).status).toBe(2);
    expect(perrin(["run", "slab.yaml", "--out", "slab.yaml"], { cwd }).status).toBe(2);
  });

  test("an empty folder is taken", () => {
    mkdirSync(join(cwd, "empty"));
    expect(perrin(["run", "slab.yaml", "--out", "empty"], { cwd }).status).toBe(0);
    expect(files("empty")).toContain("result.json");
  });

  test("a failed run writes nothing", () => {
    const { status } = perrin(["run", "wrong.yaml", "--out", "never"], { cwd });
    expect(status).toBe(2);
    expect(existsSync(join(cwd, "never"))).toBe(false);
  });

  test("a missed expectation is written all the same", () => {
    expect(perrin(["run", "missed.yaml", "--out", "missed"], { cwd }).status).toBe(1);
    expect(files("missed")).toContain("report.html");
  });
});

describe("perrin check, new, cite", () => {
  test("check says what the model is in SI, and which levels can carry it", () => {
    const { status, stdout } = perrin(["check", "slab.yaml"], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/D\(dye\) +5e-10 +m\^2 s\^-1/);
    expect(stdout).toMatch(/L\^2\/D/);
    expect(stdout).toMatch(/closed-form +can carry it/);
    expect(stdout).toMatch(/compartments +no:/);
  });

  test("check exits 2 if a listed level cannot carry the model", () => {
    put(cwd, "carry.yaml", changed(SLAB, "levels: [closed-form, master", "levels: [langevin, master"));
    const { status, stderr } = perrin(["check", "carry.yaml"], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain("langevin");
  });

  test("a new model runs as it is, and is not overwritten", () => {
    const made = perrin(["new", "first"], { cwd });
    expect(made.status).toBe(0);
    expect(made.stdout).toContain("perrin run first.yaml");
    const { status, stdout } = perrin(["run", "first.yaml"], { cwd });
    expect(stdout).not.toContain("missed");
    expect(status).toBe(0);
    const size = statSync(join(cwd, "first.yaml")).size;
    const again = perrin(["new", "first"], { cwd });
    expect(again.status).toBe(2);
    expect(statSync(join(cwd, "first.yaml")).size).toBe(size);
    expect(perrin(["new", "../outside"], { cwd }).status).toBe(2);
  });

  test("cite names the sources of the methods that the levels used", () => {
    const { status, stdout } = perrin(["cite", "slab.yaml"], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain("10.1109/T-ED.1969.16566");
    expect(stdout).toContain("@misc{");
    expect(perrin(["cite", "401"], { cwd }).stdout).toContain("@misc{perrin1909,");
  });
});

describe("perrin", () => {
  test("without arguments it shows what to try first", () => {
    const { status, stdout } = perrin([], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain("perrin run 301");
  });

  test("a command of a later version says so and exits 2", () => {
    for (const command of ["tracks", "fit", "sweep", "studio", "worker"]) {
      const { status, stderr } = perrin([command, "x", "--vary", "y"], { cwd });
      expect([command, status]).toEqual([command, 2]);
      expect(stderr).toContain("is not there yet");
    }
  });

  test("a slip in a command, an option or a level is answered with the nearest spelling", () => {
    const slips: [string[], string][] = [
      [["rum", "slab.yaml"], "Did you mean run?"],
      [["run", "slab.yaml", "--sede", "1"], "--seed"],
      [["run", "slab.yaml", "--level", "wlak"], "Did you mean walk?"],
      [["run", "layerd-usl"], "layered-usl"],
      [["run", "slab.yaml", "--seed", "one"], "whole number"],
      [["run", "slab.yaml", "--set", "D"], "PATH=VALUE"],
      [["run", "slab.yaml", "--set", "species.dye.F=1"], "species.dye.F"],
      [["run"], "missing required argument"],
    ];
    for (const [args, hint] of slips) {
      const { status, stderr, stdout } = perrin(args, { cwd });
      expect([args, status]).toEqual([args, 2]);
      expect(stderr).toContain(hint);
      expect(stdout).toBe("");
    }
  });

  test("help takes less than 150 ms of processor time", () => {
    // the least of five: what other processes do to the caches only adds
    const times = Array.from({ length: 5 }, () => {
      const script = `TIMEFORMAT='%U %S'; time "${process.execPath}" "${MAIN}" --help >/dev/null`;
      const shown = execFileSync("bash", ["-c", `{ ${script}; } 2>&1`], { encoding: "utf8" });
      const [user = Number.NaN, system = Number.NaN] = shown.trim().split(" ").map(Number);
      return user + system;
    });
    expect(Math.min(...times)).toBeLessThan(0.15);
  });

  test("the version is that of the package", () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
      version: string;
    };
    expect(perrin(["--version"], { cwd }).stdout.trim()).toBe(version);
  });

  test("a reader that goes away ends it quietly", () => {
    const script = `"${process.execPath}" "${MAIN}" run slab.yaml --json | head -c 10`;
    const shown = execFileSync("bash", ["-c", `{ ${script}; } 2>&1`], { cwd, encoding: "utf8" });
    expect(shown).toBe('{\n  "perri');
  });

  test("Ctrl-C ends a long run at once with 130, and nothing is left", async () => {
    put(cwd, "long.yaml", LONG);
    const child = spawn(process.execPath, [MAIN, "run", "long.yaml", "--out", "long-out"], { cwd });
    let stderr = "";
    child.stderr.on("data", (text: Buffer) => {
      stderr += text.toString();
    });
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(child.exitCode).toBeNull();
    const start = performance.now();
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(stderr).toMatch(/^Interrupted: (?:nothing was saved, for no walkers|saved in long\.perrin-state)/);
    expect(readdirSync(cwd).filter((name) => name.includes("long-out"))).toEqual([]);
    rmSync(join(cwd, "long.perrin-state"), { force: true });
  });
});

/** A run of many minutes. */
const LONG = changed(changed(FREE, "walkers: 6400, seed: 3", "walkers: 1e9, seed: 3"), "every: 250 ms", "every: 10 ms");

/** A free walker between absorbing walls, with more walkers than can be followed step by step. */
const DEAR = `perrin: 1
species: {dye: {D: 5e-10 m^2/s}}
domain: {geometry: slab, thickness: 10 um, cells: 20}
boundary:
  left: {dye: absorbing}
  right: {dye: absorbing}
initial: {dye: {at: 5 um}}
solve: {transient: {until: 10 ms, every: 5 ms}}
sampling: {walkers: 1e12, seed: 3}
outputs:
  inside: {of: survival(dye)}
`;
