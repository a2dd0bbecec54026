import { describe, expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { measureDimension } from "#model/measure-dimension.ts";
import { parseModel } from "#model/parse-model.ts";
import { dimension } from "#units/dimension.ts";

const WALL =
  "perrin: 1\nspecies: {heat: {measure: energy, D: 1e-6 m^2/s}}\ndomain: {geometry: slab, thickness: 10 cm}\n" +
  "boundary: {left: {heat: {flux: 100 W/m^2}}, right: {heat: {concentration: 3 MJ/m^3}}}\n" +
  "sources: [{name: reaction, species: heat, law: zero-order, rate: 5 kW/m^3}]\n";

describe("heat", () => {
  test("is counted in joules: densities, fluxes, amounts and sources", () => {
    const model = parseModel(WALL);
    const of = (name: "c" | "flux" | "amount" | "amount_permeated" | "activity") =>
      measureDimension({ name, species: "heat" }, model);
    expect(of("c")).toEqual(dimension("J m^-3"));
    expect(of("activity")).toEqual(dimension("J m^-3"));
    expect(of("flux")).toEqual(dimension("W m^-2"));
    expect(of("amount")).toEqual(dimension("J m^-2"));
    expect(of("amount_permeated")).toEqual(dimension("J m^-2"));
    expect(model.boundaries.map(({ condition }) => condition)).toEqual([
      { kind: "flux", flux: 100 },
      { kind: "concentration", concentration: 3e6 },
    ]);
    expect(model.sources[0]?.law).toEqual({ kind: "zero-order", rate: 5000 });
  });

  test("at a point is joules per area", () => {
    const model = parseModel(`${WALL}initial: {heat: {at: 1 cm, amount: 2 kJ/m^2}}\n`);
    expect(model.species[0]).toMatchObject({ measure: "energy", initial: { kind: "point", amount: 2000 } });
  });

  test.each([
    ["mu: [ideal, {virial: 1 L/mol}]", "mu beside measure: energy"],
    ["charge: 1", "charge beside measure: energy"],
    ["mass: 18 Da", "mass beside measure: energy"],
  ])("is no molecule: %s is refused", (more, words) => {
    expect(() => parseModel(WALL.replace("D: 1e-6", `${more}, D: 1e-6`))).toThrow(ModelError);
    expect(() => parseModel(WALL.replace("D: 1e-6", `${more}, D: 1e-6`))).toThrow(words);
  });

  test("in moles is refused, and so is free energy that it would dissipate", () => {
    expect(() => parseModel(WALL.replace("100 W/m^2", "1 mol/m^2/s"))).toThrow(/"1 mol\/m\^2\/s" is/);
    expect(() =>
      parseModel(
        `temperature: 300 K\n${WALL}outputs: {f: dissipation(heat)}\n`.replace(
          "temperature: 300 K\nperrin: 1",
          "perrin: 1\ntemperature: 300 K",
        ),
      ),
    ).toThrow(/makes entropy/);
  });
});
