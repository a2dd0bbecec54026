/**
 * Traps into which programs for the diffusion equation fall: variable D, jumps of K, drift at a wall. In one dimension and
 * in two.
 */
import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import type { LevelResult } from "#levels/contract.ts";
import { parseModel } from "#model/parse-model.ts";
import { DEEPEST, diffuseScratch, diffuseSquare } from "#numerics/grid/diffuse-square.ts";
import { solvedBy } from "../support/grids.ts";

const solved = (text: string): LevelResult => solvedBy(continuum, parseModel(text));

/** Coordinates and values of the last curve or field. */
function lastField({ profiles, fields }: LevelResult): {
  readonly at: readonly Float64Array[];
  readonly c: Float64Array;
} {
  const profile = profiles.at(-1);
  if (profile) return { at: [profile.coordinate], c: profile.values };
  const field = fields?.at(-1);
  if (!field) throw new Error("no field");
  const [x, y] = field.axes.map(({ values }) => values);
  const n = x.length;
  return {
    at: [field.values.map((_, i) => x[i % n]), field.values.map((_, i) => y[Math.floor(i / n)])],
    c: field.values,
  };
}

const LINE = "geometry: slab, from: -5 m, thickness: 10 m, cells: 64";
const PLANE = "geometry: rectangle, from: [-5 m, 0 m], size: [10 m, 2 m], cells: [64, 8]";
const TANH = "(1 - 2 / (exp(2 * S) + 1))";
const tanh = (of: string): string => TANH.replace("S", `(${of})`);

describe("a closed box in which D = 1.01 + tanh x", () => {
  test.each([
    ["slab", LINE, "x / 1 m"],
    ["rectangle", PLANE, "(x + y - 1 m) / 1 m"],
  ])("of a %s keeps its mass to 1e-13 over t = 100, whatever the steps", (_, domain, along) => {
    const result = solved(`perrin: 1
species: {dye: {D: "1 m^2/s * (1.01 + ${tanh(along)})"}}
domain: {${domain}}
initial: {dye: "1 mM * exp(-(x / 1 m)^2)"}
solve: {transient: {until: 100 s, times: [1 s]}}
outputs: {held: amount(dye)}
`);
    expect(result.invariants.massDrift).toBeLessThan(1e-13);
    expect(result.invariants.smallestConcentration).toBeGreaterThanOrEqual(0);
    const held = result.readings.filter(({ measure }) => measure.startsWith("amount"));
    expect(held.at(-1)?.value).toBeNear(held[0].value, { rel: 1e-13 });
  });
});

describe("a partition coefficient that rises a hundredfold over a tanh", () => {
  for (const halfWidth of [4, 1, 0.25])
    test.each([
      ["slab", LINE, "x"],
      ["rectangle", PLANE, "0.8 * x + 0.6 * (y - 1 m)"],
    ])(`of half-width ${halfWidth} cells in a %s: at rest c is proportional to K`, (_, domain, along) => {
      const width = halfWidth * (10 / 64);
      const result = solved(`perrin: 1
species: {dye: {D: 1 m^2/s, K: "1 + 49.5 * (1 + ${tanh(`(${along}) / ${width} m`)})"}}
domain: {${domain}}
initial: {dye: 1 mM}
solve: [equilibrium, {transient: {until: 2000 s, times: [1000 s]}}]
outputs: {held: amount(dye)}
`);
      const { at, c } = lastField(result);
      const K = (i: number): number => {
        const s = at.length > 1 ? 0.8 * at[0][i] + 0.6 * (at[1][i] - 1) : at[0][i];
        return 1 + 49.5 * (1 + Math.tanh(s / width));
      };
      const activity = Array.from(c, (value, i) => value / K(i));
      // what is left of the relaxation, which errors of single steps keep alive: 1e-8 in a row, 1e-7 on a grid
      expect((Math.max(...activity) - Math.min(...activity)) / Math.max(...activity)).toBeLessThan(3e-7);
      expect(result.invariants.equilibriumSpread).toBeLessThan(1e-12);
      expect(Math.min(...c)).toBeGreaterThan(0);
    });
});

describe("a wall that nothing passes, with a drift towards it", () => {
  test("in a slab the whole flux is 0: c grows as e^(v x / D), and mass stays", () => {
    const result = solved(`perrin: 1
species: {dye: {D: 1 m^2/s, drift: 0.6 m/s}}
domain: {${LINE}}
initial: {dye: 1 mM}
solve: [steady, {transient: {until: 200 s, times: [100 s]}}]
outputs: {wall: "c(dye, right)", far: "c(dye, left)", J: "flux(dye, right)"}
`);
    const read = (key: string, when: number | string) =>
      result.readings.find(({ measure, when: at }) => measure === key && at === when)?.value ?? Number.NaN;
    // relaxed to e^(-(π²/100 + 0.09) 200), and to the tolerance of the steps
    for (const when of ["steady", 200])
      expect(read("c(dye, right)", when) / read("c(dye, left)", when)).toBeNear(Math.exp(6), { rel: 3e-7 });
    expect(read("flux(dye, right)", 200)).toBe(0);
    expect(result.invariants.massDrift).toBeLessThan(1e-13);
  });

  test("in a rectangle with a drift along both axes the same holds of every corner", () => {
    const result = solved(`perrin: 1
species: {dye: {D: 1 m^2/s, drift: [0.6 m/s, -1 m/s]}}
domain: {geometry: rectangle, from: [-5 m, 0 m], size: [10 m, 2 m], cells: [48, 12]}
initial: {dye: 1 mM}
solve: [steady, {transient: {until: 200 s, times: [100 s]}}]
outputs: {J: "flux(dye, right)"}
`);
    expect(result.invariants.massDrift).toBeLessThan(1e-13);
    for (const when of ["steady", 200]) {
      const field = result.fields?.find((one) => one.when === when);
      if (!field) throw new Error("no field");
      const [x, y] = field.axes.map(({ values }) => values);
      const exact = (i: number) => Math.exp(0.6 * x[i % x.length] - y[Math.floor(i / x.length)]);
      const ratio = Array.from(field.values, (value, i) => value / exact(i));
      expect(Math.max(...ratio) / Math.min(...ratio) - 1).toBeLessThan(3e-6);
    }
  });
});

describe("every run on a grid says what should be zero", () => {
  const invariantsOf = (rest: string): readonly string[] =>
    Object.keys(
      solved(`perrin: 1
species: {dye: {D: 1e-9 m^2/s}}
domain: {geometry: rectangle, size: [1 mm, 1 mm], cells: [6, 6]}
initial: {dye: 1 mM}
${rest}
outputs: {held: amount(dye)}
`).invariants,
    ).sort();

  test("closed: spread of the activity at equilibrium; open: imbalance of the steady state; in time: drift of mass", () => {
    expect(invariantsOf("solve: equilibrium")).toEqual(["equilibriumSpread", "smallestConcentration"]);
    expect(
      invariantsOf("solve: steady\nboundary: {left: {dye: {concentration: 1 mM}}, right: {dye: absorbing}}"),
    ).toEqual(["fluxSpread", "smallestConcentration"]);
    expect(invariantsOf("solve: {transient: {until: 10 s, times: [5 s]}}")).toEqual([
      "massDrift",
      "smallestConcentration",
    ]);
  });
});

describe("a closed square after 20 000 explicit steps", () => {
  const [n, steps] = [32, 20_000];
  const start = Float64Array.from(
    { length: n * n },
    (_, i) => 1 + 0.5 * Math.cos((2 * Math.PI * i) / n) + 0.1 * (i % 7),
  );
  const mass = (u: Float64Array) => u.reduce((sum, x) => sum + x, 0);

  test("keeps its mass in doubles to less than what every step may round", () => {
    const u = start.slice();
    const scratch = new Float64Array(diffuseScratch(n, DEEPEST));
    for (let done = 0; done < steps; done += DEEPEST) diffuseSquare(u, scratch, n, n, 0.1, DEEPEST);
    // half an ulp of each of six operations in a cell, all to one side; in single precision 1.5e-5 is lost
    expect(mass(u)).toBeNear(mass(start), { rel: 3 * Number.EPSILON * steps });
  });
});
