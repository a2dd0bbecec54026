import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCommandLine, type Ended, MAIN, perrin, put, scratchFolder } from "../support/command-line.ts";
import { changed, SLAB } from "../support/small-models.ts";

const scratch = scratchFolder();
const cwd = scratch.path;
beforeAll(buildCommandLine, 120_000);
afterAll(scratch.remove);

/** Every bad input is answered within this time [s]. */
const PATIENCE = 10;

/** Whatever goes wrong: no stack trace, no bug, in time. */
function expectCivil({ stderr, seconds, status }: Ended): void {
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  expect(stderr).not.toContain("This is a bug");
  expect(stderr).not.toContain("node:internal");
  expect(status).not.toBeNull();
  expect(seconds).toBeLessThan(PATIENCE);
}

interface Mistake {
  readonly what: string;
  /** The text, or the piece of the slab that is replaced, and by what; ¦ marks where the one message must point. */
  readonly text?: string;
  readonly piece?: readonly [string, string];
  /** What the message must say. */
  readonly says: RegExp;
}

const LINES = (n: number, line: string): string => `${line}\n`.repeat(n);

/** A cell in a bath, with a pump that keeps its volume. */
const CELL = `perrin: 1
temperature: 310.15 K
parameters: {p: 5e-8 mol/m^2/s}
species: {na: {charge: 1}, k: {charge: 1}, cl: {charge: -1}, held: {charge: -1}}
compartments:
  cell: {volume: 1 pL, wall: flexible, contains: {na: 15 mM, k: 95 mM, cl: 10 mM, held: 100 mM}}
  bath: {volume: infinite, contains: {na: 145 mM, k: 5 mM, cl: 150 mM}}
membranes:
  wall:
    between: [cell, bath]
    area: 500 um^2
    Lp: 1e-13 m/s/Pa
    solutes: {na: {g: 0.1 S/m^2}, k: {g: 1 S/m^2}, cl: {g: 1 S/m^2}, held: impermeant}
    pumps: [{name: exchange, rate: p, moves: {na: 3, k: -2}}]
field: electroneutral
solve: steady
levels: [closed-form, compartments]
outputs: {V: "volume(cell)", J: "flux(na, wall)"}
`;

/** Mistakes in the text of a model, each answered with exit code 2 and one located message for each problem. */
const MISTAKES: readonly Mistake[] = [
  { what: "a wrong dimension", piece: ["D: 5e-10 m^2/s", "D: ¦5e-10 m/s"], says: /velocity.*m\^2 s\^-1/s },
  { what: "a missing unit", piece: ["D: 5e-10 m^2/s", "D: ¦5e-10"], says: /pure number/ },
  { what: "a misspelt key", piece: ["thickness:", "¦thicknes:"], says: /"thicknes".*thickness/ },
  { what: "a misspelt section", piece: ["question:", "¦qestion:"], says: /Did you mean question\?/ },
  { what: "an unknown level", piece: ["[closed-form", "[¦closed-fom"], says: /Did you mean closed-form\?/ },
  { what: "not a number", piece: ["D: 5e-10 m^2/s", "D: ¦.nan"], says: /nan/i },
  { what: "infinity", piece: ["thickness: 100 um", "thickness: ¦.inf um"], says: /inf/ },
  { what: "a negative diffusion coefficient", piece: ["D: 5e-10", "D: ¦-5e-10"], says: /D above zero/ },
  { what: "no diffusion at all", piece: ["D: 5e-10", "D: ¦0"], says: /D above zero/ },
  { what: "a negative thickness", piece: ["thickness: 100 um", "thickness: ¦-100 um"], says: /above zero/ },
  { what: "an empty file", text: "¦", says: /empty file.*species:/s },
  { what: "nothing but a remark", text: "¦# to do\n", says: /empty file/ },
  { what: "no YAML", piece: ["continuum]\noutputs", "continuum\n¦outputs"], says: /\]/ },
  { what: "a tab for a space", text: "perrin: 1\nspecies:\n¦\tdye: {D: 5e-10 m^2/s}\n", says: /tab/i },
  { what: "a list for a model", text: "¦- perrin\n- 1\n", says: /perrin: 1/ },
  { what: "no version", piece: ["perrin: 1\n", "¦"], says: /perrin: 1/ },
  { what: "a version to come", piece: ["perrin: 1", "perrin: ¦7"], says: /7/ },
  { what: "deep nesting", text: `¦perrin: 1\ntitle: ${"[".repeat(5000)}${"]".repeat(5000)}\n`, says: /nesting/ },
  { what: "a reach for the prototype", piece: ["amount(dye)", "amount(¦__proto__)"], says: /__proto__/ },
  {
    what: "a key that is the prototype",
    piece: ["species:\n", "species:\n  ¦__proto__: {D: 1 m^2/s}\n"],
    says: /__proto__/,
  },
  { what: "a reach for a constructor", piece: ["amount(dye)", "¦constructor.constructor(dye)"], says: /constructor/ },
  { what: "a reach for the process", piece: ["amount(dye)", "¦process.exit()"], says: /process/ },
  { what: "an expression that does not end", piece: ["amount(dye)", "amount¦(dye"], says: /\)/ },
  { what: "a duplicate key", piece: ["question: How", "¦title: Twice\nquestion: How"], says: /title/ },
  { what: "outputs in a circle", piece: ['"amount(dye)"', '¦"2 * inside"'], says: /inside needs itself/ },
  { what: "a species that is not there", piece: ["left: {dye:", "left: {¦die:"], says: /Did you mean dye\?/ },
  { what: "a boundary of no kind", piece: ["{dye: {concentration: 0 mM}}", "{dye: ¦absorbant}"], says: /absorbing/ },
  { what: "an end that is not there", piece: ["  right: {dye", "  ¦outer: {dye"], says: /right/ },
  {
    what: "too many record times",
    piece: ["{transient: {until: 10 s, every: 2 s", "{¦transient: {until: 10 s, every: 1 us"],
    says: /10000/,
  },
  { what: "a step back in time", piece: ["every: 2 s", "every: ¦-2 s"], says: /above zero/ },
  { what: "cells without measure", piece: ["cells: 20", "cells: ¦1e12"], says: /1000000\b/ },
  { what: "half a cell", piece: ["cells: 20", "cells: ¦0.5"], says: /whole number/ },
  {
    what: "a charge",
    piece: ["{D: 5e-10 m^2/s}", "{D: 5e-10 m^2/s, ¦charge: +1}"],
    says: /field: none, constant-field, electroneutral or poisson/,
  },
  { what: "a unit of no meaning", piece: ["unit: umol/m^2/s", "unit: umol/¦fortnite"], says: /fortnite/ },
  { what: "an output in a wrong unit", piece: ["unit: umol/m^2/s", "unit: ¦umol"], says: /amount|mol/ },
  { what: "an expectation of nothing", piece: ["- {of: J,", "- {of: ¦K_,"], says: /K_/ },
  { what: "a data file outside", piece: ["plots:", dataFile("../outside.csv")], says: /folder of the model/ },
  { what: "a data file by a path of its own", piece: ["plots:", dataFile("/etc/passwd")], says: /folder of the model/ },
  {
    what: "a data file by its address",
    piece: ["plots:", dataFile("'https://x.org/a.csv'")],
    says: /folder of the model/,
  },
  { what: "a data file behind a link", piece: ["plots:", dataFile("link.csv")], says: /cannot be read/ },
  { what: "a data file that is not there", piece: ["plots:", dataFile("none.csv")], says: /cannot be read/ },
  {
    what: "a table with a hole",
    piece: ["plots:", "data:\n  d: {rows: [[1, 2], ¦[3]], columns: {time: s, value: umol/m^2/s}, against: J}\nplots:"],
    says: /row|values/,
  },
  {
    what: "a flux through no area",
    text: changed(
      CELL,
      "  wall:\n    between: [cell, bath]\n    area: 500 um^2",
      "  ¦wall:\n    between: [cell, bath]",
    ),
    says: /area/,
  },
  { what: "an area that is a length", text: changed(CELL, "area: 500 um^2", "area: ¦500 um"), says: /length.*m\^2/s },
  {
    what: "sigma without the mean that it drags",
    text: changed(CELL, "  wall:", "  ¦wall:").replace("held: impermeant", "held: {P: 1e-9 m/s, sigma: 0.9}"),
    says: /solvent-drag: patlak, kk-log-mean or kk-arithmetic/,
  },
  {
    what: "a bath that is not neutral",
    text: changed(CELL, "bath: {volume: infinite, contains: {na: 145", "bath: {volume: infinite, ¦contains: {na: 135"),
    says: /bath that add up to -10 mM.*balance/s,
  },
  {
    what: "a logarithm of a partition coefficient as a permeability",
    text: changed(CELL, "held: impermeant", "held: {¦logP: 2, sigma: 1}"),
    says: /logarithm of a partition coefficient/,
  },
  {
    what: "a logarithm as P",
    text: changed(CELL, "cl: {g: 1 S/m^2}", "cl: {P: ¦-8, sigma: 1}").replace(
      "    Lp:",
      "    solvent-drag: patlak\n    Lp:",
    ),
    says: /pure number.*m s\^-1/s,
  },
  { what: "a membrane to nowhere", text: changed(CELL, "[cell, bath]", "[cell, ¦bth]"), says: /Did you mean bath\?/ },
];

function dataFile(name: string): string {
  return `data:\n  d: {file: ¦${name}, columns: {time: [t, s], value: [v, umol/m^2/s]}, against: J}\nplots:`;
}

/** A text without its ¦, and line:column of where that stood. */
function marked(text: string): { text: string; place: string } {
  const before = text.slice(0, text.indexOf("¦")).split("\n");
  return { text: text.replace("¦", ""), place: `${before.length}:${(before.at(-1)?.length ?? 0) + 1}` };
}

describe("a mistake in a model", () => {
  beforeAll(() => {
    writeFileSync(join(cwd, "outside.csv"), "t,v\n1,2\n");
    mkdirSync(join(cwd, "models"));
    symlinkSync(join(cwd, "outside.csv"), join(cwd, "models/link.csv"));
  });

  test.each(MISTAKES)("$what is answered where it stands", ({ text: whole, piece, says }) => {
    const { text, place } = marked(whole ?? changed(SLAB, ...(piece as [string, string])));
    put(cwd, "models/m.yaml", text);
    const ended = perrin(["run", "m.yaml", "--out", "m-out"], { cwd: join(cwd, "models") });
    expectCivil(ended);
    expect(ended.status).toBe(2);
    expect(ended.stdout).toBe("");
    const places = [...ended.stderr.matchAll(/^m\.yaml:(\d+:\d+)/gm)].map(([, found]) => found);
    expect([places, ended.stderr]).toEqual([[place], ended.stderr]);
    expect(ended.stderr).toMatch(says);
    expect(readdirSync(join(cwd, "models")).filter((name) => name.includes("m-out"))).toEqual([]);
  });

  test("aliases that would unfold to ever more words are refused where they stand", () => {
    const layers = ["question: &b [*a, *a, *a]", "source: &c [*b, *b, *b]", "references: [*c, *c, *c]"];
    put(cwd, "models/m.yaml", `perrin: 1\ntitle: &a [${"x, ".repeat(1000)}x]\n${layers.join("\n")}\n`);
    const ended = perrin(["run", "m.yaml"], { cwd: join(cwd, "models") });
    expectCivil(ended);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(/^m\.yaml:2:11 .*\n.*anchor/m);
    expect(ended.stderr).toMatch(/^m\.yaml:3:15 .*\n.*alias/m);
  });

  test("all of several mistakes are answered at once, in their order", () => {
    const slips = [
      ["question:", "qestion:"],
      ["D: 5e-10", "D: -5e-10"],
      ["levels: [closed-form", "levels: [closed-fom"],
    ] as const;
    const text = slips.reduce((before, [piece, by]) => changed(before, piece, by), SLAB);
    put(cwd, "models/m.yaml", text);
    const ended = perrin(["check", "m.yaml"], { cwd: join(cwd, "models") });
    expectCivil(ended);
    const places = [...ended.stderr.matchAll(/^m\.yaml:(\d+):/gm)].map(([, line]) => line);
    expect(places).toEqual(["3", "5", "11"]);
  });
});

describe("a file that is no model", () => {
  const refused = (file: string, says: RegExp): void => {
    const ended = perrin(["run", file], { cwd });
    expectCivil(ended);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr.trim().split("\n")).toHaveLength(1);
  };

  test("a file that is not there", () => refused("nowhere.yaml", /no such file/));
  test("a folder", () => refused("models", /folder/));
  test("a binary file", () => {
    put(
      cwd,
      "binary.yaml",
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 251),
    );
    refused("binary.yaml", /UTF-8|binary/);
  });
  test("zero bytes", () => {
    put(cwd, "zeros.yaml", new Uint8Array(1000));
    refused("zeros.yaml", /binary/);
  });
  test("50 MB are refused before they are read", () => {
    put(cwd, "large.yaml", "");
    truncateSync(join(cwd, "large.yaml"), 50_000_000);
    const ended = perrin(["run", "large.yaml"], { cwd });
    expectCivil(ended);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain("50.0 MB");
    expect(ended.seconds).toBeLessThan(2);
  });
  test("a device that never ends", () => refused("/dev/zero", /more than 1 MB/));
  test("a text of 1 MB of remarks", () => {
    put(cwd, "remarks.yaml", LINES(90_000, "# remarks"));
    const ended = perrin(["run", "remarks.yaml"], { cwd });
    expectCivil(ended);
    expect(ended.status).toBe(2);
  });
});

describe("a model that no machine can run", () => {
  test.each([
    ["closed-form"],
    ["compartments"],
  ])("a cell whose pump is off swells without end: %s says so in place of a volume, and ends with 3", (level) => {
    const file = put(cwd, "cell.yaml", CELL);
    const ended = perrin(["run", file, "--set", "p=0 mol/m^2/s", "--level", level], { cwd });
    expect(ended.status).toBe(3);
    expect(ended.stderr).toMatch(/no steady state: the volume of cell diverges/);
    expectCivil(ended);
  });

  test("ions for which Newton's method does not converge end with 3, and say where, what is left, and what to try", () => {
    const film = silverFilm("continuum");
    const ended = perrin(["run", put(cwd, "film.yaml", film)], { cwd });
    expect(ended.status).toBe(3);
    expect(ended.stderr).toMatch(/at x = .* m: after .* lacks .* of its terms.*concentrations above zero/s);
    expectCivil(ended);
    expect(ended.stderr).toMatch(/The last good state \(.* % of the potentials and fixed charges\) stands in film/);
    const [head, first] = readFileSync(join(cwd, "film.last-state.csv"), "utf8").split("\n");
    expect(head).toBe("x [m],ag [mol m^-3],no3 [mol m^-3],electric_potential [V]");
    expect(first?.split(",").map(Number)).toEqual([0, 10, 10, 0]);
  });

  test("its last good state is kept, and the document is JSON, where another level states the flux", () => {
    const film = `${silverFilm("closed-form, continuum")}agree: {J: {margin: 1 %}}\n`;
    const ended = perrin(["run", put(cwd, "electrode.yaml", film), "--json"], { cwd });
    expect(ended.status).toBe(3);
    expectCivil(ended);
    expect(ended.stderr).toMatch(/The last good state \(.*\) stands in electrode.last-state.csv/);
    expect(readFileSync(join(cwd, "electrode.last-state.csv"), "utf8")).toMatch(/^x \[m\],ag \[mol m\^-3\]/);
    const { levels, agreement } = JSON.parse(ended.stdout);
    // N = (1 - z+/z-) D+ c / δ = 2 x 1.6e-9 x 10 / 1e-4
    expect(levels["closed-form"].outputs.J.value).toBeNear(3.2e-4, { rel: 1e-9 });
    expect(agreement).toMatchObject([{ verdict: "cannot tell", difference: null }]);
  });

  test("a level that cannot carry it says why, and what to change", () => {
    put(cwd, "langevin.yaml", changed(SLAB, "levels: [closed-form,", "levels: [langevin,"));
    const ended = perrin(["run", "langevin.yaml"], { cwd });
    expectCivil(ended);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(/langevin cannot carry this model: .*\n {2}To mend it: /);
  });

  test.each([
    ["cells", changed(SLAB, "cells: 20", "cells: 1000000")],
    [
      "walkers",
      changed(SLAB, "levels: [closed-form, master, continuum]", "levels: [walk]\nsampling: {walkers: 1e15, seed: 1}"),
    ],
  ])("more %s than it can hold or count end in a refusal, a result or Ctrl-C, never in a crash", (_, text) => {
    put(cwd, "huge.yaml", text);
    const { status, signal, stderr } = spawnSync(process.execPath, [MAIN, "run", "huge.yaml"], {
      cwd,
      encoding: "utf8",
      timeout: 8000,
      killSignal: "SIGINT",
    });
    expect(signal).toBeNull();
    expect([0, 1, 2, 3, 4, 130]).toContain(status);
    expect(stderr).not.toMatch(/This is a bug|^\s+at /m);
  });
});

describe("a place where nothing can be written", () => {
  beforeAll(() => {
    put(cwd, "slab.yaml", SLAB);
  });

  const unwritable = (out: string): void => {
    const ended = perrin(["run", "slab.yaml", "--out", out], { cwd });
    expectCivil(ended);
    expect(ended.status).toBe(4);
    expect(ended.stderr).toContain(`--out ${out} cannot be written.`);
    expect(ended.stderr.trim().split("\n")).toHaveLength(1);
    expect(ended.stdout).toBe("");
  };

  test("a folder below a file", () => unwritable("slab.yaml/out"));
  test("a folder of the kernel", () => unwritable("/proc/perrin-out"));
  test("a name that is too long", () => unwritable("x".repeat(300)));

  test("a file larger than is allowed ends with 4, and nothing is left", () => {
    // the process may write 8 kB to a file; what it prints goes to a pipe
    const script = `ulimit -f 8; exec "${process.execPath}" "${MAIN}" run slab.yaml --out limited`;
    const { status, stderr } = spawnSync("bash", ["-c", script], { cwd, encoding: "utf8" });
    expect(stderr).toContain("--out limited cannot be written.");
    expect(status).toBe(4);
    expect(readdirSync(cwd).filter((name) => name.includes("limited"))).toEqual([]);
  });

  test("a full disk ends with 4, and nothing is left", ({ skip }) => {
    const disk = join(cwd, "disk");
    mkdirSync(disk);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=32k", "tmpfs", disk]);
    if (mounted.status !== 0) skip("a small disk can be mounted by root only");
    try {
      const ended = perrin(["run", "slab.yaml", "--out", "disk/out"], { cwd });
      expectCivil(ended);
      expect(ended.status).toBe(4);
      expect(ended.stderr).toContain("the disk is full");
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      execFileSync("umount", [disk]);
    }
  });

  test("a full standard output ends with 4", () => {
    const script = `"${process.execPath}" "${MAIN}" run slab.yaml --json > /dev/full`;
    const { status, stderr } = spawnSync("bash", ["-c", script], { cwd, encoding: "utf8" });
    expect(stderr).toContain("ENOSPC");
    expect(status).toBe(4);
  });

  test("a new model that cannot be written ends with 4", () => {
    const { status, stderr } = spawnSync(process.execPath, [MAIN, "new", "first"], { cwd: "/proc", encoding: "utf8" });
    expect(status).toBe(4);
    expect(stderr).toContain("first.yaml cannot be written.");
  });
});

/** Silver that a wall takes out of its nitrate, which Newton's method does not solve at the continuum. */
function silverFilm(levels: string): string {
  return `perrin: 1
temperature: 25 degC
species: {ag: {charge: 1, D: 1.6e-9 m^2/s}, no3: {charge: -1, D: 1.9e-9 m^2/s}}
domain: {geometry: slab, thickness: 0.1 mm}
field: electroneutral
boundary:
  left: {ag: {concentration: 10 mM}, no3: {concentration: 10 mM}, electric-potential: 0 mV}
  right: {ag: absorbing}
solve: steady
levels: [${levels}]
outputs: {J: "flux(ag, right)"}
`;
}
