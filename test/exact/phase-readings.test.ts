import { describe, expect, test } from "vitest";
import { readMixture } from "#levels/continuum/phase-separation/readings.ts";
import { mixtureSpace } from "#levels/continuum/phase-separation/space.ts";
import type { Species } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { measure } from "../support/closed-form.ts";
import "../support/matchers.ts";

/** A mixture on cells, and what is read of a composition given by the place. */
function readingsOf(domain: string, boundary: string, a: (at: readonly number[]) => number, media = "D: 1 m^2/s") {
  const model = parseModel(`perrin: 1
species: {dye: {${media}}}
domain: ${domain}
initial: {dye: 1 mol/m^3}
${boundary}
`);
  const [species] = model.species as readonly [Species];
  const space = mixtureSpace(model, species, { spacing: 1, refinement: 1, most: 8 });
  if (space === undefined) throw new Error("no space");
  const along = [...space.coordinates.values()];
  const composition = Float64Array.from({ length: space.size }, (_, i) => a(along.map((x) => x[i] as number)));
  const mixture = { space, species: { ...species, total: 3 }, energyDensity: 7 };
  const read = (text: string) =>
    readMixture(mixture as never, { composition, energy: 2 }, typeof text === "string" ? measure(text) : text);
  return { space, read, composition };
}

/** Products of some numbers near 1. */
const near = { rel: 1e-13, abs: 1e-14 };

describe("a composition on 8 x 5 cells between walls", () => {
  const plane = ([x, y]: readonly number[]) => 0.1 + 0.03 * (x as number) - 0.02 * (y as number);
  const { read, space, composition } = readingsOf("{geometry: rectangle, size: [4 m, 1 m], cells: [8, 5]}", "", plane);

  test("a plane is read as it is between the middles of cells, and stays level beyond the outermost", () => {
    expect(space.size).toBe(40);
    for (const [x, y] of [
      [0.25, 0.1],
      [1.9, 0.37],
      [3.75, 0.9],
      [3.1, 0.61],
    ] as const)
      expect(read(`c(dye, [${x}, ${y}])`), `${x}, ${y}`).toBeNear(plane([x, y]), near);
    expect(read("c(dye, [0, 0])")).toBeNear(plane([0.25, 0.1]), near);
    expect(read("c(dye, [4, 0.5])")).toBeNear(plane([3.75, 0.5]), near);
    expect(read("c(dye, [2, 1])")).toBeNear(plane([2, 0.9]), near);
  });

  test("the whole holds c_t times the integral, and its extremes are those of cells", () => {
    const sum = composition.reduce((total, value) => total + value, 0);
    expect(read("amount(dye, all)")).toBeNear(3 * 0.5 * 0.2 * sum, near);
    expect(read("amount(dye, all)")).toBeNear(3 * 4 * plane([2, 0.5]), near);
    expect(read("max(dye)")).toBeNear(plane([3.75, 0.1]), near);
    expect(read("min(dye)")).toBeNear(plane([0.25, 0.9]), near);
    expect(read("free_energy(dye)")).toBe(14);
    expect(read("amount(dye, left)")).toBeUndefined();
    expect(read("flux(dye, left)")).toBeUndefined();
  });
});

describe("a wave on a periodic slab of 12 cells", () => {
  const { read } = readingsOf(
    "{geometry: slab, thickness: 6 m, cells: 12}",
    "boundary: periodic",
    ([x]) =>
      0.4 + 0.3 * Math.cos((2 * Math.PI * (x as number)) / 6) - 0.05 * Math.cos((10 * Math.PI * (x as number)) / 6),
  );

  test("its amplitudes are those it was made with, up to half as many as there are cells", () => {
    for (const [n, amplitude] of [
      [1, 0.3],
      [2, 0],
      [5, -0.05],
    ] as const)
      expect(read(`fourier(dye, ${n})`), `${n}`).toBeNear(amplitude, near);
    expect(read("fourier(dye, 6)")).toBeUndefined();
    expect(read("fourier(dye, 7)")).toBeUndefined();
  });

  test("between the last cell and the first lies the straight line round the end", () => {
    const at = (x: number) => read(`c(dye, ${x})`) as number;
    for (const share of [0.2, 0.9]) {
      const x = 5.75 + 0.5 * share;
      expect(at(x > 6 ? x - 6 : x)).toBeNear((1 - share) * at(5.75) + share * at(0.25), near);
    }
  });
});

describe("around an obstacle", () => {
  const { read } = readingsOf(
    '{geometry: rectangle, size: [4 m, 4 m], cells: [4, 4], media: [{medium: water}, {medium: rock, where: "x > 2 m and y > 3 m"}]}',
    "",
    ([x, y]) => ((x as number) > 2 && (y as number) > 3 ? 100 : 0.1 * (x as number)),
    "in: {water: {D: 1 m^2/s}, rock: impenetrable}",
  );

  test("nothing of it is counted, and nothing is read inside or right beside it", () => {
    // 14 open cells: four rows of 0.05, 0.15, 0.25, 0.35, but two
    expect(read("amount(dye, all)")).toBeNear(3 * (4 * 0.8 - 0.6), near);
    expect(read("max(dye)")).toBeNear(0.35, near);
    expect(read("c(dye, [3, 3.5])")).toBeUndefined();
    expect(read("c(dye, [3, 3])")).toBeUndefined();
    expect(read("c(dye, [3, 2.4])")).toBeNear(0.3, near);
    expect(read("c(dye, [1, 3.5])")).toBeNear(0.1, near);
  });
});
