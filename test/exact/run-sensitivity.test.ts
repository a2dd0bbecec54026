import { expect, test } from "vitest";
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
  expect(report?.because).toContain("kept has neither a steady value nor one at the last record time");
  expect(textReport(result, { width: 96, ink: PLAIN_INK })).toContain("no tornado of kept: kept has neither");
  expect(report && tornadoFigure(report)).toBeUndefined();
});

test("a value with which the file has no meaning leaves its own place empty, with the reason", () => {
  const { sensitivities } = resultOf(`perrin: 1
parameters: {D_w: 5e-10 m^2/s, end: 50 s}
species: {dye: {D: D_w}}
domain: {geometry: slab, layers: [{name: a, thickness: 1 mm}]}
initial: {dye: 0 mM}
boundary: {left: {dye: {concentration: 1 mol/m^3}}, right: {dye: no-flux}}
solve: [{transient: {until: end}}]
levels: [closed-form]
outputs: {m: "amount(dye)"}
expect: [{of: m, at: 50 s, value: 1.784e-4 mol/m^2, rel: 1 %}]
plots: [{tornado: m, over: [end]}]
`);
  const [report] = sensitivities ?? [];
  const [row] = report?.rows ?? [];
  expect(row?.low).toBeNull();
  // 2 c0 √(D t / π), as long as the other wall is not felt
  expect(row?.high).toBeNear(2 * Math.sqrt((5e-10 * 55) / Math.PI), { rel: 1e-3 });
  expect(report?.failures).toHaveLength(1);
  expect(report?.failures?.[0]).toMatchObject({ parameter: "end", unit: "s" });
  expect(report?.failures?.[0]?.because).toMatch(/no meaning: expect\[0\]\.at/);
});
