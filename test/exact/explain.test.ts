import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { explainModel } from "#model/explain.ts";
import { parseModel } from "#model/parse-model.ts";

const example = (name: string) => parseModel(readFileSync(new URL(`../../examples/${name}`, import.meta.url), "utf8"));

describe("explainModel", () => {
  test("the resistances of layers in series, and their shares", () => {
    const { resistances } = explainModel(example("301-layered-usl.yaml"));
    const water = 150e-6 / 6.5e-10;
    const lipid = 4e-9 / (5e-11 * 2e-4);
    expect(resistances.map(({ layer }) => layer)).toEqual(["donor_usl", "bilayer", "acceptor_usl"]);
    expect(resistances[0]?.resistance).toBeNear(water, { rel: 1e-15 });
    expect(resistances[1]?.resistance).toBeNear(lipid, { rel: 1e-15 });
    expect(resistances[1]?.share).toBeNear(lipid / (2 * water + lipid), { rel: 1e-15 });
  });

  test("the film of a robin condition is in series with the layers: 1/P", () => {
    const { resistances } = explainModel(
      parseModel(`perrin: 1
species: {dye: {in: {gel: {D: 3e-6 cm^2/s, K: 2}, water: {D: 6e-6 cm^2/s}}}}
domain: {geometry: slab, layers: [{name: core, thickness: 200 um, medium: gel}, {name: rim, thickness: 50 um, medium: water}]}
boundary: {left: {dye: {concentration: 4 mM}}, right: {dye: {robin: {P: 2e-3 cm/s, concentration: 0.5 mM}}}}
`),
    );
    // 200 um / (2 * 3e-10 m^2/s), 50 um / (6e-10 m^2/s) and 1 / (2e-5 m/s), in s/m
    const series = [1e6 / 3, 1e6 / 12, 5e4] as const;
    const whole = series[0] + series[1] + series[2];
    expect(resistances.map(({ layer }) => layer)).toEqual(["core", "rim", "film at right"]);
    for (const [i, own] of series.entries()) {
      expect(resistances[i]?.resistance).toBeNear(own, { rel: 1e-14 });
      expect(resistances[i]?.share).toBeNear(own / whole, { rel: 1e-14 });
    }
  });

  test("the part that limits is named with its share, parts of one medium together, the others by rank", () => {
    const notes = (name: string) => explainModel(example(name)).notes.filter((note) => note.includes("in series"));
    // 2 * 200 um / (6.7e-10 m^2/s) of 617014.925 s/m
    expect(notes("302-membrane-between-unstirred-layers.yaml")).toEqual([
      "drug: water (donor_usl, acceptor_usl) limits: it holds 96.8 % of the resistance in series, bilayer 3.24 %. P of all is 0.000001621 m/s, of water (donor_usl, acceptor_usl) alone 0.000001675 m/s.",
    ]);
    expect(notes("353-pampa-against-ph.yaml")[0]).toContain("acid: membrane limits: it holds 61.6 %");
    expect(notes("350-oxygen-through-a-bilayer.yaml")).toEqual([]); // one layer
  });

  test("where no part holds half of the resistance, none is said to limit; between closed ends there is no series", () => {
    const stack = (right: string, more = "") => `perrin: 1
species: {dye: {in: {a: {D: 1e-9 m^2/s}, b: {D: 1e-9 m^2/s}, c: {D: 1e-9 m^2/s}}${more}}}
domain: {geometry: slab, layers: [{name: p, thickness: 40 um, medium: a}, {name: q, thickness: 30 um, medium: b}, {name: s, thickness: 30 um, medium: c}]}
boundary: {left: {dye: {concentration: 4 mM}}, right: {dye: ${right}}}
solve: steady
`;
    const notes = (text: string) => explainModel(parseModel(text)).notes.filter((note) => note.includes("in series"));
    expect(notes(stack("absorbing"))[0]).toContain("dye: p has most, and less than half: 40 % of");
    expect(notes(stack("no-flux"))).toEqual([]);
    expect(notes(stack("absorbing", ", drift: 1 um/s"))).toEqual([]);
  });

  test("diffusion times are L^2/D, layer by layer", () => {
    const { scales } = explainModel(example("301-layered-usl.yaml"));
    const bilayer = scales.find(({ name }) => name.endsWith("through bilayer"));
    expect(bilayer).toMatchObject({ unit: "s", formula: "L^2/D" });
    expect(bilayer?.value).toBeNear(16e-18 / 5e-11, { rel: 1e-15 });
  });

  test("a harmonic trap has the relaxation time zeta/kappa and the width sqrt(kB T/kappa)", () => {
    const { scales } = explainModel(example("120-optical-trap.yaml"));
    const [time, width] = scales;
    expect(time?.value).toBeNear((6 * Math.PI * 0.89e-3 * 0.5e-6) / 1e-6, { rel: 4e-15 });
    expect(width?.value).toBeNear(Math.sqrt((1.380649e-23 * 298.15) / 1e-6), { rel: 4e-15 });
  });

  test("quantities are in SI, and functions of position are shown as text", () => {
    const model = parseModel(
      'perrin: 1\nspecies: {dye: {D: "5e-10 m^2/s * (1 + x / (1 mm))", drift: 2 um/s}}\ndomain: {geometry: slab, thickness: 100 um}\n',
    );
    const { quantities } = explainModel(model);
    expect(quantities).toContainEqual({ name: "thickness(domain)", value: 1e-4, unit: "m" });
    expect(quantities).toContainEqual({ name: "drift(dye)", value: 2e-6, unit: "m s^-1" });
    expect(String(quantities.find(({ name }) => name === "D(dye)")?.value)).toContain("x");
  });

  test("the Peclet number is v L/D", () => {
    const model = parseModel(
      "perrin: 1\nspecies: {dye: {D: 5e-10 m^2/s, drift: 2 um/s}}\ndomain: {geometry: slab, thickness: 100 um}\n",
    );
    const peclet = explainModel(model).scales.find(({ formula }) => formula === "v L/D");
    expect(peclet?.value).toBeNear((2e-6 * 1e-4) / 5e-10, { rel: 1e-15 });
    expect(peclet?.unit).toBe("1");
  });

  test("Stokes-Einstein is doubted below a radius of half a nanometre, and not above", () => {
    const notes = (radius: string) =>
      explainModel(
        parseModel(
          `perrin: 1\ntemperature: 300 K\nspecies: {ion: {radius: ${radius}, D: {stokes-einstein: {viscosity: 1 mPa s}}}}\n`,
        ),
      ).notes;
    expect(notes("0.4 nm").some((note) => note.includes("doubtful"))).toBe(true);
    expect(notes("0.6 nm").some((note) => note.includes("doubtful"))).toBe(false);
  });

  test("layers that a species cannot enter are named", () => {
    const model = parseModel(`perrin: 1
species: {dye: {in: {water: {D: 1e-9 m^2/s}}}}
domain: {geometry: slab, layers: [{name: a, thickness: 1 um, medium: water}, {name: b, thickness: 1 um, medium: wax}]}
`);
    expect(explainModel(model).notes).toContain("dye cannot enter the layer b: it has no D in wax.");
  });
});
