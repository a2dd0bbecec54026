import { describe, expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";

function complaints(text: string): readonly string[] {
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof ModelError) return error.issues.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

/** A model that uses the species and the layer `core` in every section. */
const full = (parts: { readonly species?: string; readonly domain?: string; readonly rest?: string }) => `perrin: 1
${parts.species ?? "species: {dye: {D: 5e-10 m^2/s}}"}
${parts.domain ?? "domain: {geometry: slab, layers: [{name: core, thickness: 1 mm}, {name: rim, thickness: 1 mm}]}"}
initial: {dye: {core: 1 mM}}
boundary: {left: {dye: absorbing}}
sources: [{name: uptake, species: dye, at: core, law: linear, rate: -0.1 1/s}]
solve: {transient: {until: 10 s}}
outputs: {n: "amount(dye, core)", f: "flux(dye, core.right)"}
agree: {n: {margin: 1 %}}
expect: [{of: n, at: 10 s, value: 1 umol/m^2, rel: 1}]
sweep: {width: {vary: core.thickness, among: [1 mm], plot: n}}
${parts.rest ?? ""}`;

describe("one mistake, one message", () => {
  test("the model without mistakes has none", () => {
    expect(complaints(full({}))).toEqual([]);
  });

  test.each([
    ["a misspelt section", { species: "Species: {dye: {D: 5e-10 m^2/s}}" }, "unknown-key Species"],
    ["a section under a foreign name", { species: "substances: {dye: {D: 5e-10 m^2/s}}" }, "unknown-key substances"],
    ["a section left out", { species: "" }, "missing-key domain"],
    ["a section of the wrong type", { species: "species: 5" }, "wrong-type species"],
    [
      "a misspelt key in a layer",
      { domain: "domain: {geometry: slab, layers: [{name: core, thicknes: 1 mm}]}" },
      "unknown-key domain.layers[0].thicknes",
    ],
    [
      "a wrong thickness",
      { domain: "domain: {geometry: slab, layers: [{name: core, thickness: -1 mm}]}" },
      "out-of-range domain.layers[0].thickness",
    ],
  ])("%s", (_, parts, only) => {
    expect(complaints(full(parts))).toEqual([only]);
  });

  test("what stands under a misspelt key is checked all the same", () => {
    expect(complaints(full({ species: "Species: {dye: {D: 5e-10 m/s}}" }))).toEqual([
      "unknown-key Species",
      "wrong-dimension species.dye.D",
    ]);
  });

  test("a misspelt key inside a form among several is mended too", () => {
    const text = full({}).replace("until", "untl").replace("absorbing", "{concentratio: 1 mM}");
    expect(complaints(text)).toEqual([
      "unknown-key boundary.left.dye.concentratio",
      "unknown-key solve.transient.untl",
    ]);
  });

  test("mistakes that do not follow from a wrong domain are reported with it", () => {
    const text = full({ domain: "domain: {geometry: slab, layers: [{name: core, thickness: -1 mm}]}" })
      .replace("dye: absorbing", "dey: absorbing")
      .replace("amount(dye", "amout(dye")
      .replace("flux(dye", "flux(dey");
    expect(complaints(text)).toEqual([
      "out-of-range domain.layers[0].thickness",
      "unknown-species boundary.left.dey",
      "bad-expression outputs.n",
      "unknown-species outputs.f",
    ]);
  });

  test("a point start of a walk does not depend on a wrong domain", () => {
    const walk = `perrin: 1
species: {dye: {walk: {step: {lattice: 1 nm}, clock: {fixed: 1 ns}}}}
domain: {geometry: lattice, sites: 0}
initial: {dye: {at: [0 nm, 0 nm]}}
`;
    expect(complaints(walk)).toEqual(["out-of-range domain.sites"]);
  });
});
