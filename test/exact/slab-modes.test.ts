import { describe, expect, test } from "vitest";
import type { Law } from "#levels/closed-form/law.ts";
import { recognisePointBetweenWalls } from "#levels/closed-form/point-between-walls.ts";
import { recogniseSlabModes } from "#levels/closed-form/slab-modes.ts";
import { recogniseTransientStack } from "#levels/closed-form/transient-stack.ts";
import { parseModel } from "#model/parse-model.ts";
import { measure } from "../support/closed-form.ts";

const slab = (initial: string, boundary = "", species = "{D: 2 m^2/s}"): string => `perrin: 1
species: {dye: ${species}}
domain: {geometry: slab, from: 1 m, thickness: 3 m}
initial: {dye: ${initial}}
${boundary}
solve: {transient: {until: 1 s}}
`;

function lawOf(text: string, recognise = recogniseSlabModes): Law {
  const model = parseModel(text);
  const found = recognise(model, model.species[0]);
  if (found.kind !== "law") throw new Error(found.because);
  return found;
}

const read = (law: Law, text: string, when = 0.3): number => law.read(measure(text), when) ?? Number.NaN;
const ASKED = [
  "c(dye, 1.7)",
  "c(dye, 2.5)",
  "flux(dye, left)",
  "flux(dye, right)",
  "amount(dye, all)",
  "survival(dye)",
  "amount_permeated(dye, left)",
  "amount_permeated(dye, right)",
];

describe("recogniseSlabModes", () => {
  test("one mode fades by itself, of each kind of wall", () => {
    const rate = 2 * (Math.PI / 3) ** 2;
    const cases = [
      ["cos(pi * (x - 1 m) / 3 m)", "", Math.cos, 1],
      ["sin(pi * (x - 1 m) / 3 m)", "boundary: {left: {dye: absorbing}, right: {dye: absorbing}}", Math.sin, 1],
      ["sin(pi * (x - 1 m) / 6 m)", "boundary: {left: {dye: absorbing}}", Math.sin, 0.5],
      ["sin(2 * pi * (x - 1 m) / 3 m)", "boundary: periodic", Math.sin, 2],
    ] as const;
    for (const [start, boundary, shape, waves] of cases) {
      const law = lawOf(slab(`"2 mol/m^3 * (${start})"`, boundary));
      expect(read(law, "c(dye, 1.7)")).toBeNear(
        2 * shape((waves * Math.PI * 0.7) / 3) * Math.exp(-waves * waves * rate * 0.3),
        { rel: 1e-12 },
      );
    }
  });

  test("a start that is even or linear does as the transform of the layers says, decay and all", () => {
    const walls =
      "boundary: {left: {dye: absorbing}}\nsources: [{name: gone, species: dye, law: linear, rate: -0.4 1/s}]";
    const [modes, layers] = [lawOf(slab("2 mol/m^3", walls)), lawOf(slab("2 mol/m^3", walls), recogniseTransientStack)];
    // the inversion is good to 1e-9 of the start
    for (const text of ASKED.filter((one) => !one.includes("right") && !one.includes("permeated")))
      expect([text, read(modes, text)]).toEqual([text, expect.closeTo(read(layers, text), 8)]);
  });

  test("a point does as the law between two walls says", () => {
    const walls = "boundary: {right: {dye: absorbing}}";
    const [modes, images] = [
      lawOf(slab("{at: 2.2 m}", walls)),
      lawOf(slab("{at: 2.2 m}", walls), recognisePointBetweenWalls),
    ];
    for (const text of [...ASKED, "mean(dye)", "variance(dye)"])
      if (!text.includes("left")) expect(read(modes, text)).toBeNear(read(images, text), { rel: 1e-10 });
  });

  test("a point has the moments of the law between two walls, whichever of them takes", () => {
    for (const [walls, when] of [
      ["boundary: {left: {dye: absorbing}}", 0.3],
      ["boundary: {left: {dye: absorbing}, right: {dye: absorbing}}", 0.3],
      ["", 0.3],
    ] as const) {
      const start = slab("{at: 2.2 m}", walls);
      const [modes, images] = [lawOf(start), lawOf(start, recognisePointBetweenWalls)];
      for (const text of ["mean(dye)", "variance(dye)", "survival(dye)"])
        expect(read(modes, text, when)).toBeNear(read(images, text, when), { rel: 1e-10 });
    }
  });

  test("what has left and what is left is what there was", () => {
    const law = lawOf(
      slab('"1 mol/m^3 * exp(x / 1 m)"', "boundary: {left: {dye: absorbing}, right: {dye: absorbing}}"),
    );
    const whole = Math.exp(4) - Math.exp(1);
    const sum =
      read(law, "amount(dye, all)") +
      read(law, "amount_permeated(dye, left)") +
      read(law, "amount_permeated(dye, right)");
    // the rule for the shares of the modes is good to rounding for an exponential
    expect(sum).toBeNear(whole, { rel: 1e-12 });
    expect(read(law, "survival(dye)") * whole).toBeNear(read(law, "amount(dye, all)"), { rel: 1e-12 });
  });

  test("a start with a jump, a drift, a film and a time too early for its modes are not stated", () => {
    const model = (text: string) => parseModel(text);
    for (const text of [
      slab('"if(x < 2 m, 1 mol/m^3, 0 mol/m^3)"'),
      slab("1 mol/m^3", "", "{D: 2 m^2/s, drift: 1 m/s}"),
      slab("1 mol/m^3", "boundary: {left: {dye: {robin: {P: 1 m/s, concentration: 0 mM}}}}"),
    ])
      expect(recogniseSlabModes(model(text), model(text).species[0]).kind).toBe("not-this");
    expect(read(lawOf(slab("{at: 2 m}")), "c(dye, 2)", 1e-6)).toBeNaN();
  });
});
