import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { pitzerSaltActivity } from "#physics/activity/pitzer-table.ts";
import { lnSolventActivity, WATER_MOLAR_MASS } from "#physics/activity/solvent-activity.ts";
import { figuresOf } from "#report/figures-of-result.ts";
import { htmlReport } from "#report/html-report.ts";
import { resultTables } from "#report/result-tables.ts";
import { textReport } from "#report/text-report.ts";
import { runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";
import "../support/matchers.ts";

const INK = Object.fromEntries(
  ["strong", "faint", "good", "bad", "doubtful"].map((name) => [name, (text: string) => text]),
) as never;

function run(text: string): RunResult {
  const read = (set?: Readonly<Record<string, string>>) => parseModel(text, set ? { set } : {});
  const steps = runModel(read(), { version: "test", name: "test", hash: "", variant: read });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

function complaints(text: string): readonly string[] {
  try {
    parseModel(text);
    return [];
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return error.issues.map(({ code, path }) => `${code} ${path}`);
  }
}

// A law that is linear in its parameters: a = 2 mm, b = 3 mm/s, with residuals that cancel in both normal equations.
const LINE = `perrin: 1
parameters: {a: 1 mm, b: 1 mm/s, c: 0 mm/s^2}
data:
  track:
    columns: {name: text, time: s, place: mm, error: mm}
    rows: [[one, 0, 2.1, 0.1], [two, 1, 4.9, 0.1], [three, 2, 7.9, 0.1], [four, 3, 11.1, 0.1]]
fits:
  line:
    data: track
    of: place
    law: a + b * time
    free: {a: {unit: mm}, b: {unit: mm/s}}
    validate: leave-one-out
    beside: {still: {law: a, free: [a]}}
    expect:
      - {of: a, value: 2 mm, rel: 1e-9}
      - {of: b, value: 3 mm/s, rel: 1e-9}
      - {of: rms, value: 0.1 mm, rel: 1e-9}
      - {of: still.a, value: 6.5 mm, rel: 1e-9}
      - {of: b, value: 3.1 mm/s, rel: 1e-2}
`;

describe("a law of columns", () => {
  const result = run(LINE);
  const [fit] = result.fits ?? [];

  test("is fitted in the units of the file, and what must come out is judged", () => {
    expect(result.expect.map(({ verdict }) => verdict)).toEqual(["met", "met", "met", "met", "missed"]);
    expect(result.expect[1]).toMatchObject({ output: "line: b", unit: "mm/s", line: 17 });
    const [a, b] = fit?.laws[0]?.estimates ?? [];
    expect(a).toMatchObject({ kind: "determined", unit: "mm" });
    // s² = 4 · 0.01 / 2, Sxx = 5
    if (b?.kind === "determined") expect(b.standardError).toBeNear(Math.sqrt(0.02 / 5), { rel: 1e-8 });
    expect(fit?.labels).toEqual(["one", "two", "three", "four"]);
  });

  test("residuals are measured less fitted, in the unit of the column", () => {
    for (const [i, r] of [0.1, -0.1, -0.1, 0.1].entries())
      expect(fit?.laws[0]?.residuals[i]).toBeNear(r, { rel: 1e-8 });
  });

  test("one more value is foretold by the others: the law beside, which stands still, is worse", () => {
    // leverages 0.7, 0.3, 0.3, 0.7 of the line
    const rms = Math.sqrt((2 * (0.1 / 0.3) ** 2 + 2 * (0.1 / 0.7) ** 2) / 4);
    expect(fit?.laws[0]?.leaveOneOut?.rms).toBeNear(rms, { rel: 1e-8 });
    expect(fit?.laws[1]?.leaveOneOut?.rms).toBeGreaterThan(3);
    expect(fit?.contests[0]).toMatch(/: line (foretells better|is nearer)/);
  });

  test("a law that is nearer by less than two standard errors has not won", () => {
    // squares of the errors differ by 0.093, 0.003, 0.003, 0.093 mm²: mean 0.048 ± 0.026
    const known = run(LINE.replace("still: {law: a,", "known: {law: a + 3 mm/s * time,").replace("still.a", "known.a"));
    expect(known.fits?.[0]?.contests[0]).toContain(": known is nearer, but these data do not tell");
  });

  test("with errors in a column chi-square counts them, and decides", () => {
    const known = run(LINE.replace("    validate:", "    standard-error: error\n    validate:")).fits?.[0]?.laws[0];
    expect(known?.chiSquare).toBeNear(4, { rel: 1e-8 });
    expect(known?.p).toBeNear(Math.exp(-2), { rel: 1e-8 }); // chi-square on two degrees of freedom
    const [, b] = known?.estimates ?? [];
    if (b?.kind === "determined") expect(b.standardError).toBeNear(0.1 / Math.sqrt(5), { rel: 1e-8 });
  });

  test("is told in the text, in the page, in tables and in figures", () => {
    const text = textReport(result, { width: 100, ink: INK });
    expect(text).toContain("line: place mm, 4 values of the table track");
    expect(text).toMatch(/a +2 ± 0\.12 +1\.491 to 2\.509 +mm/); // t(2) 4.3027 · √(0.02 · 0.7)
    expect(text).toContain("Measured tables");
    const page = htmlReport(result, [], LINE);
    expect(page).toContain("Fit: line");
    expect(page).toContain("Measured: track");
    expect(resultTables(result).map(({ name }) => name)).toEqual(expect.arrayContaining(["fits", "fit-line"]));
    const model = parseModel(LINE);
    expect(figuresOf(model, result).map(({ name }) => name)).toEqual(["fit-line-predicted", "fit-line-residuals"]);
  });
});

test("a parameter that the data do not tell has no number", () => {
  const text = LINE.replace("a + b * time", "a + b * time + c * (time - time) * (1 s)")
    .replace("b: {unit: mm/s}}", "b: {unit: mm/s}, c: {}}")
    .replace("    validate: leave-one-out\n", "");
  const estimates = run(text).fits?.[0]?.laws[0]?.estimates ?? [];
  expect(estimates.map(({ kind }) => kind)).toEqual(["determined", "determined", "undetermined"]);
});

// First-order loss in a closed slab: c = c0 e^{-k t} everywhere, whatever D.
const DECAY = `perrin: 1
parameters: {k: 0.02 1/s, D: 1e-9 m^2/s}
species: {dye: {D: D}}
domain: {geometry: slab, layers: [{name: gel, thickness: 10 um}]}
initial: {dye: 1 mM}
sources: [{name: loss, species: dye, at: gel, law: linear, rate: -k}]
solve: {transient: {until: 60 s, every: 10 s}}
levels: [continuum]
outputs: {dye_left: {of: "amount(dye, gel)", unit: umol/m^2}}
data:
  seen:
    columns: {time: s, signal: 1}
    rows: [[5, ${7 * Math.exp(-0.05 * 5)}], [17, ${7 * Math.exp(-0.05 * 17)}], [31, ${7 * Math.exp(-0.05 * 31)}], [50, ${7.07 * Math.exp(-0.05 * 50)}]]
fits:
  loss: {data: seen, of: signal, output: dye_left, at: time, free: {k: {above: 0 1/s}}, scale: free}
`;

describe("an output of the model", () => {
  test("is fitted at times that no record was asked for, its factor eliminated", () => {
    const law = run(DECAY).fits?.[0]?.laws[0];
    expect(law?.level).toBe("continuum");
    const [k] = law?.estimates ?? [];
    if (k?.kind !== "determined") throw new Error("not determined");
    // the last value is 1 % too high: the rate gives way by less than 1 % / (k (50 - 5) s) of itself
    expect(k.value).toBeGreaterThan(0.05 * (1 - 0.01 / 2.25));
    expect(k.value).toBeLessThan(0.05);
    expect(k.low).toBeLessThan(0.05);
    expect(k.high).toBeGreaterThan(0.05);
    // the amount starts at 1 mol/m³ · 10 µm = 1e-5 mol/m², the signal at 7
    expect(law?.scale?.value).toBeNear(7e5, { rel: 0.01 });
  });

  test("does not depend on what mixes a uniform slab: D is not determined", () => {
    const law = run(DECAY.replace("{k: {above: 0 1/s}}", "{k: {above: 0 1/s}, D: {above: 0 m^2/s}}")).fits?.[0]
      ?.laws[0];
    expect(law?.estimates.map(({ kind }) => kind)).toEqual(["determined", "undetermined"]);
  });

  test("at values of a parameter, one run for each", () => {
    const steady = `perrin: 1
parameters: {D: 1e-9 m^2/s, feed: 1 mM}
species: {dye: {D: D}}
domain: {geometry: slab, thickness: 100 um}
boundary: {left: {dye: {concentration: feed}}, right: {dye: {concentration: 0 mM}}}
solve: steady
levels: [closed-form]
outputs: {J: {of: "flux(dye, right)", unit: umol/m^2/s}}
data: {seen: {columns: {c: mM, J_seen: umol/m^2/s}, rows: [[1, 21], [2, 39], [3, 61]]}}
fits: {steady: {data: seen, of: J_seen, output: J, at: {feed: c}, free: {D: {above: 0 m^2/s, unit: um^2/s}}}}
`;
    const result = run(steady);
    const [D] = result.fits?.[0]?.laws[0]?.estimates ?? [];
    // J = D c / L: slope Σ c J / Σ c² = 282 / 14 µmol m^-2 s^-1 mM^-1, times 100 µm
    if (D?.kind !== "determined") throw new Error("not determined");
    expect(D.value).toBeNear((282 / 14) * 100, { rel: 1e-8 });
    expect(result.fits?.[0]?.laws[0]?.level).toBe("closed-form");
    expect(figuresOf(parseModel(steady), result).map(({ name }) => name)).toContain("fit-steady");
  });

  test("that no level states there is not fitted, and it is said", () => {
    const sampled = run(
      DECAY.replace("levels: [continuum]", "levels: [walk]").replace("data:\n", "sampling: {walkers: 100}\ndata:\n"),
    );
    expect(sampled.fits?.[0]?.laws[0]?.failure).toContain("no exact or deterministic level");
  });
});

describe("mistakes", () => {
  test.each([
    ["a table that is not there", ["data: track", "data: trac"], "bad-table fits.line.data"],
    ["a column that is not there", ["of: place", "of: plce"], "bad-expression fits.line.of"],
    ["a parameter that is not there", ["free: [a]", "free: [z]"], "unknown-parameter fits.line.beside.still.free[0]"],
    ["a law of another dimension", ["law: a + b * time", "law: b"], "wrong-dimension fits.line.law"],
    ["law and output", ["law: a + b * time", "law: a + b * time\n    output: J"], "one-of fits.line"],
    ["a start beyond its bounds", ["a: {unit: mm}", "a: {above: 1 m}"], "out-of-range fits.line.free.a"],
    ["a result that the fit does not state", ["of: rms", "of: rsm"], "unknown-output fits.line.expect[2].of"],
    ["a column with the name of a parameter", ["error: mm", "b: mm"], "name-taken fits.line.law"],
    [
      "a table without columns",
      ["    columns: {name: text, time: s, place: mm, error: mm}\n", ""],
      "missing-key data.track",
    ],
    ["a verdict on a table", ["    rows:", "    verdict: require\n    rows:"], "missing-key data.track"],
    ["too few rows", [", [two, 1, 4.9, 0.1], [three, 2, 7.9, 0.1], [four, 3, 11.1, 0.1]", ""], "bad-table fits.line"],
  ] as const)("%s", (_what, [from, to], complaint) => {
    expect(complaints(LINE)).toEqual([]);
    expect(complaints(LINE.replace(from, to))[0]).toBe(complaint);
  });
});

describe("isopiestic vessels", () => {
  const model = parseModel(readFileSync("examples/410-isopiestic.yaml", "utf8"));
  const column = (name: string): readonly number[] => {
    const found = model.tables?.[0]?.columns.find((one) => one.name === name);
    return found?.kind === "numbers" ? found.values : [];
  };
  const [nacl, kcl] = [pitzerSaltActivity("NaCl"), pitzerSaltActivity("KCl")];

  test("the osmotic coefficients of NaCl in the table are Pitzer's", () => {
    for (const [i, m] of column("NaCl").entries())
      expect(column("phi_NaCl")[i]).toBeNear(nacl.osmoticCoefficient(m), { rel: 6e-7 }); // six decimals
  });

  test("NaCl and KCl of one vessel have one water activity, to 0.3 % rms and far better", () => {
    const off = column("NaCl").map((m, i) => {
      const lnWater = lnSolventActivity(nacl, m, WATER_MOLAR_MASS);
      return lnWater - lnSolventActivity(kcl, column("KCl")[i] as number, WATER_MOLAR_MASS);
    });
    const rms = Math.sqrt(off.reduce((sum, d) => sum + d * d, 0) / off.length);
    expect(off).toHaveLength(22);
    expect(rms).toBeLessThan(1e-4); // 0.01 % of the activity
  });

  // Robinson and Sinclair, J. Am. Chem. Soc. (1934), doi:10.1021/ja01324a003 (not opened): NaCl, KCl [mol/kg]
  const SINCLAIR = [
    [0.1053, 0.1064],
    [0.1697, 0.1715],
    [0.2831, 0.2869],
    [0.4246, 0.4335],
    [0.624, 0.6413],
    [0.7962, 0.8243],
    [0.999, 1.041],
    [1.481, 1.57],
    [2.004, 2.156],
    [2.464, 2.685],
    [3.073, 3.413],
    [3.765, 4.256],
    [4.198, 4.81],
  ] as const;

  test("so have those of another laboratory, and the logarithms agree to 0.3 % rms", () => {
    const off = SINCLAIR.map(([a, b]) => (a * nacl.osmoticCoefficient(a)) / (b * kcl.osmoticCoefficient(b)) - 1);
    expect(Math.sqrt(off.reduce((sum, d) => sum + d * d, 0) / off.length)).toBeLessThan(0.003);
  });
});
