import { expect, test } from "vitest";
import { issuesOf, resultOf } from "../support/result-of.ts";

const assay = (domain: string, compartments: string, boundary: string, more = "") => `perrin: 1
species: {drug: {D: 1e-9 m^2/s}, dye: {D: 1e-9 m^2/s}}
domain: ${domain}
compartments: ${compartments}
boundary: ${boundary}
${more}`;
const SLAB = "{geometry: slab, layers: [{name: gel, thickness: 100 um}]}";
const BEAD = "{geometry: sphere, layers: [{name: gel, thickness: 100 um}]}";
const WELLS = "{donor: {volume: 150 uL, contains: {drug: 50 uM}}, acceptor: {volume: 300 uL}}";
const ends = (left: string, right: string) =>
  `{left: {compartment: donor, area: ${left}}, right: {compartment: acceptor, area: ${right}}}`;

test("a slab between wells has one area, or it would make matter", () => {
  expect(issuesOf(assay(SLAB, WELLS, ends("0.3 cm^2", "0.5 cm^2")))).toMatchObject([
    { code: "one-of", path: "boundary.right.area", fix: "0.3 cm^2", found: expect.stringContaining("0.5 cm^2") },
  ]);
  expect(issuesOf(assay(SLAB, WELLS, ends("0.3 cm^2", "30 mm^2")))).toEqual([]);
});

test("so it has between baths that are written one by one", () => {
  const bath = (area: string) => `{drug: {bath: {volume: 1 mL, area: ${area}, concentration: 1 mM}}}`;
  const text = (right: string) =>
    assay(SLAB, "{}", `{left: ${bath("1 cm^2")}, right: ${bath(right)}}`).replace("compartments: {}\n", "");
  expect(issuesOf(text("2 cm^2"))).toMatchObject([{ code: "one-of", path: "boundary.right.drug.bath.area" }]);
  expect(issuesOf(text("100 mm^2"))).toEqual([]);
});

test("an area beside a sphere is refused, which has its own", () => {
  for (const volume of ["2 mL", "infinite"])
    expect(
      issuesOf(assay(BEAD, `{vial: {volume: ${volume}}}`, "{outer: {compartment: vial, area: 7 cm^2}}")),
    ).toMatchObject([{ code: "one-of", path: "boundary.outer.area", expected: expect.stringContaining("radius") }]);
});

test("an area with nothing that stands on it is refused", () => {
  const paths = issuesOf(assay(SLAB, WELLS, "{left: {area: 1 cm^2}}")).map(({ path }) => path);
  expect(paths).toContain("boundary.left.area");
});

test("what is wrong in an attached compartment is told where it stands in the file, once", () => {
  const vial = (volume: string, drug: string) =>
    issuesOf(assay(BEAD, `{vial: {volume: ${volume}, contains: {drug: ${drug}}}}`, "{outer: {compartment: vial}}"));
  expect(vial("2 mm", "1 mM").map(({ path }) => path)).toEqual(["compartments.vial.volume"]);
  expect(vial("2 mL", "-1 mM").map(({ path }) => path)).toEqual(["compartments.vial.contains.drug"]);
  expect(vial("infinite", "-1 mM").map(({ path }) => path)).toEqual(["compartments.vial.contains.drug"]);
});

test("the concentration in an infinite compartment at an end is what it holds", () => {
  const { levels } = resultOf(
    assay(
      BEAD,
      "{vial: {volume: infinite, contains: {drug: 3 mM}}}",
      "{outer: {compartment: vial}}",
      'solve: {transient: {until: 1 s}}\nlevels: [continuum]\noutputs: {c: "c(drug, vial)", other: "c(dye, vial)"}\n',
    ),
  );
  expect(levels.continuum?.outputs.c?.value).toBe(3);
  expect(levels.continuum?.outputs.other?.value).toBe(0);
});
