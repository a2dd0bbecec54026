import { expect, test } from "vitest";
import { parseModel } from "#model/parse-model.ts";
import { codesOf, resultOf } from "../support/result-of.ts";

const assay = (ends: string, compartments: string, more = "") => `perrin: 1
species: {drug: {D: 1e-9 m^2/s}, dye: {D: 1e-9 m^2/s}}
domain: {geometry: slab, layers: [{name: gel, thickness: 100 um}]}
compartments: ${compartments}
boundary: ${ends}
${more}`;
const WELLS = "{donor: {volume: 150 uL, contains: {drug: 50 uM}}, acceptor: {volume: 300 uL}}";
const ENDS = "{left: {compartment: donor, area: 0.3 cm^2}, right: {compartment: acceptor, area: 0.3 cm^2}}";

test("a compartment at an end is a bath of every species, its volume by the area", () => {
  const { boundaries, attached } = parseModel(assay(ENDS, WELLS));
  expect(attached).toEqual({ left: "donor", right: "acceptor" });
  const held = boundaries.map(({ end, species, condition }) => [end, species, condition]);
  expect(held).toEqual([
    ["left", "drug", { kind: "bath", volume: 150e-9 / 0.3e-4, concentration: 0.05 }],
    ["right", "drug", { kind: "bath", volume: 300e-9 / 0.3e-4, concentration: 0 }],
    ["left", "dye", { kind: "bath", volume: 150e-9 / 0.3e-4, concentration: 0 }],
    ["right", "dye", { kind: "bath", volume: 300e-9 / 0.3e-4, concentration: 0 }],
  ]);
});

test("one without end holds its concentrations", () => {
  const { boundaries } = parseModel(
    assay("{left: {compartment: donor}}", "{donor: {volume: infinite, contains: {drug: 2 mM}}}"),
  );
  expect(boundaries[0]?.condition).toEqual({ kind: "concentration", concentration: 2 });
});

test("its name is a place of measures: both wells end at what they hold together", () => {
  const { levels } = resultOf(
    assay(
      ENDS,
      WELLS,
      `solve: {transient: {until: 100 h}}\nlevels: [closed-form]\noutputs: {c: "c(drug, acceptor)"}\n`,
    ),
  );
  const all = 0.05 * 150e-9;
  const volumes = 150e-9 + 300e-9 + 100e-6 * 0.3e-4;
  expect(levels["closed-form"]?.outputs.c?.value).toBeNear(all / volumes, { rel: 1e-6 });
});

test("what cannot stand at an end is refused", () => {
  expect(codesOf(assay("{left: {compartment: doner, area: 1 cm^2}}", WELLS))).toContain("unknown-compartment");
  expect(codesOf(assay("{left: {compartment: donor}}", "{donor: {volume: 1 mL}}"))).toEqual(["missing-key"]);
  expect(codesOf(assay(ENDS, WELLS.replace("volume: 300 uL", "volume: 300 uL, wall: flexible")))).toEqual(["one-of"]);
  expect(codesOf(assay("{left: {compartment: donor, area: 1 cm^2}}", WELLS))).toEqual(["one-of"]);
  expect(codesOf(assay(ENDS.replace("0.3 cm^2}}", "0.3 cm^2, drug: no-flux}}"), WELLS))).toEqual(["one-of"]);
});
