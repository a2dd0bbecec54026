import { describe, expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { mediumAt } from "#model/painted-medium.ts";
import { parseModel } from "#model/parse-model.ts";

const DYE = "perrin: 1\nspecies: {dye: {D: 1e-9 m^2/s}}\n";
const SQUARE = `${DYE}domain: {geometry: rectangle, size: [2 um, 1 um]}\n`;

function complaints(text: string): readonly string[] {
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof ModelError) return error.issues.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

function gridOf(text: string) {
  const { domain } = parseModel(text);
  if (domain?.kind !== "grid") throw new Error("no grid");
  return domain;
}

describe("domains in two and three dimensions", () => {
  test("a rectangle has x and y, a box z too, a cylinder with a length r and z", () => {
    expect(gridOf(SQUARE).axes).toEqual([
      { name: "x", from: 0, size: 2e-6 },
      { name: "y", from: 0, size: 1e-6 },
    ]);
    const box = `${DYE}domain: {geometry: box, size: [1 um, 2 um, 3 um], from: [-1 um, 0 um, 0 um], cells: [4, 5, 6]}\n`;
    expect(gridOf(box).axes.map(({ name, from, cells }) => [name, from, cells])).toEqual([
      ["x", -1e-6, 4],
      ["y", 0, 5],
      ["z", 0, 6],
    ]);
    const round = `${DYE}domain: {geometry: cylinder, radius: 3 um, inner-radius: 1 um, length: 5 um}\n`;
    expect(gridOf(round).axes.map(({ name, from, size }) => [name, from, size])).toEqual([
      ["r", 1e-6, 3e-6 - 1e-6],
      ["z", 0, 5e-6],
    ]);
    expect(parseModel(`${DYE}domain: {geometry: cylinder, radius: 3 um}\n`).domain?.kind).toBe("layers");
  });

  test("what is painted later lies over what was there before, a box without its upper sides", () => {
    const grid = gridOf(`perrin: 1
species: {dye: {in: {water: {D: 1e-9 m^2/s}, gel: {D: 1e-10 m^2/s}, rod: impenetrable}}}
domain:
  geometry: rectangle
  size: [4 um, 4 um]
  media:
    - {medium: water}
    - {medium: gel, box: [[1 um, 2 um], [0 um, 4 um]]}
    - {medium: rod, where: "x^2 + y^2 < (1.5 um)^2"}
`);
    const places: readonly (readonly [number, number, string])[] = [
      [3, 1, "water"],
      [1, 3, "gel"],
      [2, 3, "water"],
      [1.2, 0.5, "rod"],
      [0.5, 1.6, "water"],
    ];
    for (const [x, y, medium] of places) expect(mediumAt(grid, [x * 1e-6, y * 1e-6])).toBe(medium);
  });

  test("every side has a condition for every species, and a periodic axis none of its own", () => {
    const { boundaries } = parseModel(`${SQUARE}boundary: {periodic: [y], left: {dye: absorbing}}\n`);
    expect(boundaries.map(({ end, condition }) => [end, condition.kind])).toEqual([
      ["left", "absorbing"],
      ["right", "no-flux"],
      ["bottom", "periodic"],
      ["top", "periodic"],
    ]);
    const round = `${DYE}domain: {geometry: cylinder, radius: 3 um, length: 5 um}\nboundary: {outer: {dye: absorbing}, top: {dye: {concentration: 1 mM}}}\n`;
    expect(parseModel(round).boundaries.map(({ end, condition }) => [end, condition.kind])).toEqual([
      ["right", "absorbing"],
      ["bottom", "no-flux"],
      ["top", "concentration"],
    ]);
  });

  test("measures name sides, media, axes and points", () => {
    const outputs = [
      "flux(dye, top)",
      "c(dye, 1 um, 0.2 um)",
      "mean(dye, y)",
      "mean(dye)",
      "amount(dye)",
      "probability(dye, x > 1 um and y < 0.5 um)",
    ];
    const listed = outputs.map((of, i) => `  o${i}: {of: "${of}"}\n`).join("");
    const model = parseModel(`${SQUARE}initial: {dye: {at: [1 um, 0.5 um]}}\noutputs:\n${listed}`);
    expect(model.outputs).toHaveLength(outputs.length);
  });

  test.each([
    ["a size for each axis", `${DYE}domain: {geometry: box, size: [1 um, 1 um]}\n`, "wrong-type domain.size"],
    ["a size above zero", `${DYE}domain: {geometry: rectangle, size: [1 um, 0 um]}\n`, "out-of-range domain.size[1]"],
    [
      "cells for each axis",
      `${DYE}domain: {geometry: rectangle, size: [1 um, 1 um], cells: [4]}\n`,
      "wrong-type domain.cells",
    ],
    [
      "a condition, no quantity",
      `${DYE}domain: {geometry: rectangle, size: [1 um, 1 um], media: [{medium: a}, {medium: b, where: "x + 1 um"}]}\n`,
      "bad-expression domain.media[1].where",
    ],
    [
      "a first medium that is everywhere",
      `${DYE}domain: {geometry: rectangle, size: [1 um, 1 um], media: [{medium: a, where: "x < 1 um"}]}\n`,
      "one-of domain.media[0]",
    ],
    [
      "a place for the second medium",
      `${DYE}domain: {geometry: rectangle, size: [1 um, 1 um], media: [{medium: a}, {medium: b}]}\n`,
      "one-of domain.media[1]",
    ],
    [
      "the smaller coordinate first",
      `${DYE}domain: {geometry: rectangle, size: [1 um, 1 um], media: [{medium: a}, {medium: b, box: [[2 um, 1 um], [0 um, 1 um]]}]}\n`,
      "out-of-range domain.media[1].box[0]",
    ],
    ["a side that is there", `${SQUARE}boundary: {front: {dye: absorbing}}\n`, "no-such-end boundary.front"],
    ["an axis that is there", `${SQUARE}boundary: {periodic: [z]}\n`, "no-such-end boundary.periodic[0]"],
    [
      "no condition at a side that is joined",
      `${SQUARE}boundary: {periodic: [x], left: {dye: absorbing}}\n`,
      "one-of boundary.left",
    ],
    [
      "no bath yet",
      `${SQUARE}boundary: {left: {dye: {bath: {volume: 1 mm, concentration: 0 mM}}}}\n`,
      "later-version boundary.left.dye",
    ],
    [
      "a radius above the inner one",
      `${DYE}domain: {geometry: cylinder, radius: 1 um, inner-radius: 2 um, length: 1 um}\n`,
      "out-of-range domain.inner-radius",
    ],
    [
      "no length of a sphere",
      `${DYE}domain: {geometry: sphere, radius: 1 um, length: 1 um}\n`,
      "unknown-key domain.length",
    ],
    [
      "no layers beside a length",
      `${DYE}domain: {geometry: cylinder, length: 1 um, layers: [{name: a, thickness: 1 um}]}\n`,
      "one-of domain.layers",
    ],
    [
      "cells along r and z",
      `${DYE}domain: {geometry: cylinder, radius: 1 um, length: 1 um, cells: 4}\n`,
      "wrong-type domain.cells",
    ],
    ["two coordinates of a start", `${SQUARE}initial: {dye: {at: 1 um}}\n`, "wrong-type initial.dye.at"],
    ["a start inside", `${SQUARE}initial: {dye: {at: [1 um, 2 um]}}\n`, "out-of-range initial.dye.at"],
    ["a point inside", `${SQUARE}outputs: {a: "c(dye, 1 um, 2 um)"}\n`, "out-of-range outputs.a"],
    ["a point with two coordinates", `${SQUARE}outputs: {a: "c(dye, 1 um)"}\n`, "bad-expression outputs.a"],
    ["an effective D of something periodic", `${SQUARE}solve: effective-diffusivity\n`, "missing-key solve"],
    [
      "a D above zero everywhere",
      "perrin: 1\nspecies: {dye: {D: 1e-9 m^2/s * (1 - y / 0.5 um)}}\ndomain: {geometry: rectangle, size: [1 um, 1 um]}\n",
      "not-mobile species.dye.D",
    ],
  ])("needs %s", (_what, text, complaint) => {
    expect(complaints(text)).toEqual([complaint]);
  });
});
