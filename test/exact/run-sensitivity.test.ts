import { describe, expect, test } from "vitest";
import { PLAIN_INK } from "#report/ink.ts";
import { tornadoFigure } from "#report/sensitivity.ts";
import { textReport } from "#report/text-report.ts";
import { codesOf, resultOf } from "../support/result-of.ts";

const text = (plot: string) => `perrin: 1
parameters: {L: 10 um, D_w: 5e-10 m^2/s, P: 1e-5 m/s}
species: {dye: {D: D_w}}
domain:
  geometry: slab
  layers: [{name: a, thickness: L}, {name: film, membrane: {dye: {P: P}}}, {name: b, thickness: L}]
boundary: {left: {dye: {concentration: 1 mol/m^3}}, right: {dye: absorbing}}
solve: steady
levels: [closed-form]
outputs: {J: "flux(dye, right)"}
plots: [${plot}]
`;

/** Steady flux through two layers of water and a film, c = 1 mol m^-3. */
const flux = (L: number, D: number, P: number) => 1 / ((2 * L) / D + 1 / P);

test("a tornado has the output at each parameter lower and higher, the widest span first", () => {
  const [report] = resultOf(text("{tornado: J, by: 20 %}")).sensitivities ?? [];
  const rows = report?.rows ?? [];
  expect(rows.map(({ parameter }) => parameter)).toEqual(["P", "D_w", "L"]);
  expect(report?.value).toBeNear(flux(1e-5, 5e-10, 1e-5), { rel: 1e-12 });
  const expected = [
    [flux(1e-5, 5e-10, 0.8e-5), flux(1e-5, 5e-10, 1.2e-5)],
    [flux(1e-5, 4e-10, 1e-5), flux(1e-5, 6e-10, 1e-5)],
    [flux(0.8e-5, 5e-10, 1e-5), flux(1.2e-5, 5e-10, 1e-5)],
  ] as const;
  for (const [i, [low, high]] of expected.entries()) {
    expect(rows[i]?.low).toBeNear(low, { rel: 1e-12 });
    expect(rows[i]?.high).toBeNear(high, { rel: 1e-12 });
    expect(rows[i]?.elasticity).toBeNear((high - low) / (0.4 * flux(1e-5, 5e-10, 1e-5)), { rel: 1e-10 });
  }
});

test("its bars stand about the output as it is", () => {
  const [report] = resultOf(text("{tornado: J, over: [L]}")).sensitivities ?? [];
  if (report === undefined) throw new Error("there is no report");
  const [lower, higher] = tornadoFigure(report)?.marks ?? [];
  if (lower?.kind !== "bars" || higher?.kind !== "bars") throw new Error("there are no bars");
  expect(lower.names).toEqual(["L"]);
  expect(lower.y[0]).toBeNear(flux(0.9e-5, 5e-10, 1e-5) - flux(1e-5, 5e-10, 1e-5), { rel: 1e-9 });
  expect(higher.y[0]).toBeNear(flux(1.1e-5, 5e-10, 1e-5) - flux(1e-5, 5e-10, 1e-5), { rel: 1e-9 });
});

test("it is refused over what is no parameter, or by what is no fraction", () => {
  expect(codesOf(text("{tornado: J, over: [K]}"))).toContain("unknown-kind");
  expect(codesOf(text("{tornado: J, by: 120 %}"))).toEqual(["out-of-range"]);
  expect(codesOf(text("{tornado: Q}"))).toEqual(["unknown-output"]);
});

/** c = c0 e^{-t P A / V} beside an empty bath: P A / V = 1e-3 s^-1 as it stands. */
const emptying = (more: string, output = '"amount(s, cell) / (c0 * 1 mL) * t / (1 s)"') => `perrin: 1
parameters: {P: 1e-5 m/s, c0: 1 mol/m^3}
species: {s: {}}
compartments:
  cell: {volume: 1 mL, contains: {s: c0}}
  bath: {volume: infinite, contains: {s: 0 mM}}
membranes: {m: {between: [cell, bath], area: 1 cm^2, solutes: {s: {P: P}}}}
solve: {transient: {until: 1000 s, every: 500 s}}
outputs: {kept: {of: ${output}}}
${more}
`;

test("an output that has no steady value is taken at the last record time, and the report says so", () => {
  const result = resultOf(emptying("plots: [{tornado: kept, over: [P]}]"));
  const [report] = result.sensitivities ?? [];
  expect(report).toMatchObject({ output: "kept", at: 1000 });
  expect(report?.value).toBeNear(1000 * Math.exp(-1), { rel: 1e-8 });
  expect(report?.rows[0]?.low).toBeNear(1000 * Math.exp(-0.9), { rel: 1e-8 });
  expect(report?.rows[0]?.high).toBeNear(1000 * Math.exp(-1.1), { rel: 1e-8 });
  expect(textReport(result, { width: 96, ink: PLAIN_INK })).toContain("t = 1000 s");
});

test("so is a sweep", () => {
  const sweep = "sweep: {faster: {vary: P, among: [1e-5 m/s, 2e-5 m/s], plot: kept}}";
  const [report] = resultOf(emptying(sweep)).sweeps;
  expect(report?.at).toBe(1000);
  expect(report?.values[0]).toBeNear(1000 * Math.exp(-1), { rel: 1e-8 });
  expect(report?.values[1]).toBeNear(1000 * Math.exp(-2), { rel: 1e-8 });
});

test("an output without any value has its reason in the report and no figure", () => {
  const result = resultOf(emptying("plots: [{tornado: kept, over: [P]}]", '"1 / (c(s, bath) / c0)"'));
  const [report] = result.sensitivities ?? [];
  expect(report).toMatchObject({ value: null, rows: [] });
  expect(report?.because).toMatch(/^the formula has no number there: 1 \/ .* is no finite number$/);
  expect(textReport(result, { width: 96, ink: PLAIN_INK })).toContain("no tornado of kept: the formula has no number");
  expect(report && tornadoFigure(report)).toBeUndefined();
});

/** An amount that enters a thick wall until `end`, and what is expected of it at 50 s. */
const entering = (outputs: string, more: string) => `perrin: 1
parameters: {D_w: 5e-10 m^2/s, end: 50 s, place: 0.95 mm}
species: {dye: {D: D_w}}
domain: {geometry: slab, layers: [{name: a, thickness: 1 mm}]}
initial: {dye: 0 mM}
boundary: {left: {dye: {concentration: 1 mol/m^3}}, right: {dye: no-flux}}
solve: [{transient: {until: end}}]
levels: [closed-form]
outputs: {m: "amount(dye)"${outputs}}
expect: [{of: m, at: 50 s, value: 1.784e-4 mol/m^2, rel: 1 %}${more}]
`;

/** 2 c0 √(D t / π), as long as the other wall is not felt [mol m^-2]. */
const entered = (t: number, D = 5e-10) => 2 * Math.sqrt((D * t) / Math.PI);

test("a value with which the file has no meaning leaves its own place empty, with the reason", () => {
  const result = resultOf(
    `${entering(', far: "c(dye, place) / (1 mol/m^3)"', "")}plots: [{tornado: far, over: [place]}]\n`,
  );
  const [report] = result.sensitivities ?? [];
  const [row] = report?.rows ?? [];
  expect(row?.high).toBeNull();
  expect(row?.low).not.toBeNull();
  expect(report?.failures).toHaveLength(1);
  expect(report?.failures?.[0]).toMatchObject({ parameter: "place", unit: "m" });
  expect(report?.failures?.[0]?.because).toMatch(/no meaning: outputs\.far, a point outside of the domain; expected/);
  expect(textReport(result, { width: 300, ink: PLAIN_INK })).toContain(
    "no value of far at place = 0.001045 m: with it",
  );
});

test("an expectation or an output on which it does not rest may lose its meaning", () => {
  const text = entering(', far: "c(dye, place)"', "");
  // at 45 s nothing can be expected at 50 s; at 1.045 mm there is nothing
  const [report] = resultOf(`${text}plots: [{tornado: m, over: [end, place]}]\n`).sensitivities ?? [];
  expect(report?.failures).toBeUndefined();
  const row = (name: string) => report?.rows.find(({ parameter }) => parameter === name);
  expect(row("end")?.low).toBeNear(entered(45), { rel: 1e-3 });
  expect(row("end")?.high).toBeNear(entered(55), { rel: 1e-3 });
  expect(row("place")?.high).toBe(report?.value);
});

test("an expectation with values with which the file has no meaning cannot be told, and the others are", () => {
  const more = `, {of: m, at: 30 s, value: 1.382e-4 mol/m^2, rel: 1 %, with: {end: 40 s}},
  {of: m, at: 50 s, value: ${entered(50, 1e-9)} mol/m^2, rel: 0.1 %, with: {D_w: 1e-9 m^2/s}}`;
  const { expect: verdicts } = resultOf(entering("", more));
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(["met", "cannot tell", "met"]);
  expect(verdicts[1]?.because).toMatch(/no meaning: expect\[0\]\.at/);
});

test("of several mistakes the first is told, and how many more there are", () => {
  const sweep = "sweep: {s: {vary: place, among: [0.5 mm, 2 mm], plot: both}}\n";
  const { sweeps } = resultOf(
    `${entering(', a1: "c(dye, place)", b1: "c(dye, 0.9*place)", both: a1 / b1', "")}${sweep}`,
  );
  expect(sweeps[0]?.failures?.[0]?.because).toMatch(/outputs\.a1, a point .*; and 1 more mistake$/);
});

describe("an output that is a formula", () => {
  const formula = (more: string) => `perrin: 1
parameters: {side: 3 m, f: 0.95}
outputs: {area: side * side, rest: "area * sqrt(1 - f)", log: {of: area - 6 m^2, unit: log10(m^2)}}
sweep: {wider: {vary: side, among: [1 m, 2 m, 3 m], plot: area}, none: {vary: f, from: 0.5, to: 1.5, points: 6, plot: rest}}
plots: [{tornado: area}, {tornado: rest}]
${more}`;
  const water = `species: {dye: {D: 1e-9 m^2/s}}
domain: {geometry: slab, thickness: 1 mm}
`;
  const stirred = `species: {dye: {}}
compartments: {w: {volume: 1 mL}}
`;

  test.each([
    ["alone", "", "closed-form"],
    ["beside a slab that is not solved", water, "closed-form"],
    ["beside a slab that is solved", `${water}solve: steady\n`, "closed-form"],
    ["beside compartments", stirred, "master"],
    ["beside a level that is sampled", `${water}solve: steady\nlevels: [walk]\n`, "walk"],
  ])("%s is swept, and has a tornado", (_, more, level) => {
    const { sweeps, sensitivities } = resultOf(formula(more));
    expect(sweeps[0]).toMatchObject({ level, values: [1, 4, 9] });
    expect(sweeps[0]?.failures).toBeUndefined();
    const [area, rest] = sensitivities ?? [];
    expect(area?.value).toBe(9);
    expect(area?.rows[0]?.parameter).toBe("side");
    expect(area?.rows[0]?.low).toBeNear(2.7 * 2.7, { rel: 1e-15 });
    expect(area?.rows[0]?.high).toBeNear(3.3 * 3.3, { rel: 1e-15 });
    expect(rest?.failures?.map(({ parameter }) => parameter)).toEqual(["f"]);
    expect(rest?.failures?.[0]?.because).toMatch(/^the formula has no number there: sqrt\(-0\.04/);
  });

  test("names every point at which it has no number", () => {
    const result = resultOf(formula(""));
    expect(result.sweeps[1]?.values.map((value) => value === null)).toEqual([false, false, false, true, true, true]);
    expect(result.sweeps[1]?.failures?.map(({ at }) => at)).toEqual(result.sweeps[1]?.axis.values.slice(3));
    const text = textReport(result, { width: 300, ink: PLAIN_INK });
    expect(text).toContain(
      "no value at 3 points from f = 1.1 to 1.5; at the first of them: the formula has no number there: sqrt(",
    );
  });

  test("on a scale of logarithms needs a value above zero", () => {
    const swept = formula("").replace("plot: area", "plot: log");
    const [sweep] = resultOf(swept).sweeps;
    expect(sweep?.values[2]).toBeNear(Math.log10(3), { rel: 1e-14 });
    expect(sweep?.failures).toHaveLength(2);
    expect(sweep?.failures?.[1]?.because).toBe("log is -2 there, and only what is above zero has a logarithm");
  });
});

test("a sweep of what sampled levels alone could state says why it has no value", () => {
  const { sweeps, sensitivities } = resultOf(
    text("{tornado: J, over: [P]}")
      .replace("[closed-form]", "[walk]")
      .concat("sweep: {film: {vary: P, among: [1e-5 m/s, 2e-5 m/s], plot: J}}\n"),
  );
  const because = "sampled levels take no part in sweeps and tornados, and no other level runs";
  expect(sweeps[0]).toMatchObject({ level: "walk", values: [null, null] });
  expect(sweeps[0]?.failures?.map((one) => one.because)).toEqual([because, because]);
  expect(sensitivities?.[0]).toMatchObject({ value: null, because });
});
