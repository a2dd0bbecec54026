import { describe, expect, test } from "vitest";
import type { CallExpression } from "#model/expression/expression.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { MEASURES, type MeasureName } from "#model/measure.ts";
import { measureDimension } from "#model/measure-dimension.ts";
import { measureOf } from "#model/measure-of-call.ts";
import { parseModel } from "#model/parse-model.ts";
import { dimension } from "#units/dimension.ts";

const slab = parseModel(`perrin: 1
species: {drug: {D: 5e-10 m^2/s}}
domain: {geometry: slab, layers: [{name: gel, thickness: 1 um}, {name: wall, membrane: {drug: {P: 1 um/s}}}, {name: rest, thickness: 1 um}]}
boundary: {right: {drug: {bath: {volume: 1 mm, concentration: 0 mM}}}}
`);
const sphere = parseModel(
  "perrin: 1\nspecies: {drug: {D: 5e-10 m^2/s}}\ndomain: {geometry: sphere, radius: 1 um}\nboundary: {outer: {drug: {bath: {volume: 1 nL, concentration: 0 mM}}}}\n",
);
const walker = parseModel(
  "perrin: 1\nspecies: {drug: {D: 5e-10 m^2/s}}\ndomain: {geometry: plane}\ninitial: {drug: {at: [0 um, 0 um]}}\n",
);

const call = (text: string) => parseExpression(text) as CallExpression;

describe("measureOf", () => {
  test.each([
    ["flux(drug, right)", { kind: "end", end: "right" }],
    ["c(drug, gel.left)", { kind: "layer-face", layer: "gel", side: "left" }],
    ["c(drug, 2 um)", { kind: "point", at: [2e-6] }],
    ["amount(drug, all)", { kind: "all" }],
    ["amount(drug, gel)", { kind: "layer", layer: "gel" }],
    ["amount(drug, right.bath)", { kind: "bath", end: "right" }],
    ["resistance(drug, wall)", { kind: "layer", layer: "wall" }],
    ["mean_exit_time(drug, left)", { kind: "end", end: "left" }],
  ])("%s is taken at its place", (text, place) => {
    expect(measureOf(call(text), slab)).toMatchObject({ name: text.split("(")[0], species: "drug", place });
  });

  test("the key is one spelling for all that mean the same", () => {
    expect(measureOf(call("amount(drug)"), slab).key).toBe("amount(drug, all)");
    expect(measureOf(call("amount( drug,all )"), slab).key).toBe("amount(drug, all)");
    expect(measureOf(call("c(drug, 2 um)"), slab).key).toBe(measureOf(call("c(drug, 2000 nm)"), slab).key);
    expect(measureOf(call("flux(drug, outer)"), sphere).key).toBe("flux(drug, outer)");
  });

  test("points that differ have keys that differ", () => {
    const key = (text: string) => measureOf(call(text), walker).key;
    expect(key("c(drug, 1 um, 2 um)")).not.toBe(key("c(drug, 1 um, 3 um)"));
    expect(key("c(drug, 1 um)")).not.toBe(key("c(drug, 1 um, 0 um)"));
  });

  test("in a sphere the ends are inner and outer, which are left and right inside", () => {
    expect(measureOf(call("amount(drug, outer.bath)"), sphere).place).toEqual({ kind: "bath", end: "right" });
    expect(() => measureOf(call("flux(drug, right)"), sphere)).toThrow(ExpressionError);
    expect(() => measureOf(call("flux(drug, inner)"), sphere)).toThrow(ExpressionError);
  });

  test("a probability takes a condition on the coordinates", () => {
    const measure = measureOf(call("probability(drug, x > 1 um and r < 3 um)"), walker);
    expect(measure.condition?.kind).toBe("logical");
    expect(() => measureOf(call("probability(drug, z > 1 um)"), walker)).toThrow(/condition on x, y, r/);
    expect(() => measureOf(call("probability(drug, x > 1)"), walker)).toThrow(ExpressionError);
    expect(() => measureOf(call("probability(drug, x)"), walker)).toThrow(ExpressionError);
  });

  test.each([
    ["flux(drgu, right)", "drgu", "did you mean drug?"],
    ["flux(drug, rihgt)", "rihgt", "did you mean right?"],
    ["flux(drug, right.bath)", "right.bath", undefined],
    ["c(drug, all)", "all", undefined],
    ["c(drug, wall.left)", "wall.left", undefined],
    ["amount(drug, left.bath)", "left.bath", undefined],
    ["mean(drug, all)", "all", undefined],
    ["fluxx(drug, right)", "fluxx(drug, right)", "did you mean flux?"],
    ["flux(drug)", "flux(drug)", undefined],
    ["flux(1, right)", "1", undefined],
    ["c(drug, 3 s)", "3 s", undefined],
  ])("%s is refused at its wrong part", (text, part, fix) => {
    let error: unknown;
    try {
      measureOf(call(text), slab);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ExpressionError);
    const { range, fix: proposed } = error as ExpressionError;
    expect(text.slice(range.offset, range.offset + range.length)).toBe(part);
    if (fix !== undefined) expect(proposed).toBe(fix);
  });
});

describe("measureDimension", () => {
  const of = (name: MeasureName, model = slab) => measureDimension({ name, species: "drug", argument: 4 }, model);

  test("amounts are per area in a slab and whole in a sphere", () => {
    expect(of("amount")).toEqual(dimension("mol m^-2"));
    expect(of("amount", sphere)).toEqual(dimension("mol"));
    expect(of("dissipation")).toEqual(dimension("W m^-2"));
    expect(of("dissipation", sphere)).toEqual(dimension("W"));
  });

  test("one walker in a plane has a density per area, and its flux is per length and time", () => {
    expect(of("c", walker)).toEqual(dimension("m^-2"));
    expect(of("flux", walker)).toEqual(dimension("m^-1 s^-1"));
    expect(of("amount", walker)).toEqual(dimension("1"));
  });

  test("amount over concentration is a length in a slab: the same for moles and for one walker", () => {
    // permeance x concentration x time is a permeated amount per area
    expect(of("amount_permeated")).toEqual(dimension("mol m^-2"));
    expect(of("amount_permeated", sphere)).toEqual(dimension("mol m^-2"));
  });

  test("every measure of the vocabulary has a dimension", () => {
    for (const name of Object.keys(MEASURES) as MeasureName[]) expect(of(name)).toHaveLength(6);
  });
});

describe("numbers as second argument", () => {
  const argument = (text: string) => measureOf(call(text), walker).argument;

  test("a wavenumber has its dimension, a distance in steps has none", () => {
    expect(argument("intermediate_scattering(drug, 2 1/um)")).toBeNear(2e6, { rel: 1e-15 });
    expect(argument("step_correlation(drug, 3)")).toBe(3);
  });

  test.each([
    ["intermediate_scattering(drug, 2)", "a pure number"],
    ["intermediate_scattering(drug, 2 um)", "a length"],
    ["intermediate_scattering(drug, 0 1/um)", "0"],
    ["step_correlation(drug, 0)", "0"],
    ["step_correlation(drug, 1.5)", "1.5"],
    ["step_correlation(drug, 1 s)", "a time"],
    ["moment(drug, 2 m)", "a length"],
  ])("%s is refused for %s", (text, found) => {
    expect(() => measureOf(call(text), walker)).toThrow(found);
  });
});
