import { expect, test } from "vitest";
import { tornadoFigure } from "#report/sensitivity.ts";
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
  const [lower, higher] = tornadoFigure(report).marks;
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
