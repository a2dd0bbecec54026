import { describe, expect, test } from "vitest";
import { recogniseSpinodalStage } from "#levels/closed-form/spinodal-stage.ts";
import type { MEASURES, Measure } from "#model/measure.ts";
import type { Species } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";

const model = (initial: string, boundary = "periodic", mu = "[ideal, {margules: 2.5}, {gradient: 1e-18 m^2}]") =>
  parseModel(`perrin: 1
temperature: 800 K
species: {a: {measure: mole-fraction, total: 1e5 mol/m^3, D: 1e-18 m^2/s, mu: ${mu}}}
domain: {geometry: slab, thickness: 40 nm, from: 5 nm}
boundary: ${boundary}
initial: {a: "${initial}"}
solve: {transient: {until: 20 s}}
`);

function lawOf(given: ReturnType<typeof model>) {
  const law = recogniseSpinodalStage(given, given.species[0] as Species);
  if (law.kind !== "law") throw new Error(law.because);
  return (name: keyof typeof MEASURES, time: number, more: Partial<Measure> = {}) =>
    law.read({ key: name, name, species: "a", ...more }, time);
}

describe("the linear stage of phase separation", () => {
  // R(q) of membranes.md B6 at q = 2π/10 nm
  const R = 0.0597324075973;

  test("a wave grows by e^(R t), and other waves stay what they are: nothing", () => {
    const read = lawOf(model("0.5 + 1e-3 * cos(2 * pi * 4 * (x - 5 nm) / (40 nm))"));
    expect(read("fourier", 0, { argument: 4 })).toBeNear(1e-3, { rel: 1e-10 });
    expect(read("fourier", 20, { argument: 4 })).toBeNear(1e-3 * Math.exp(20 * R), { rel: 1e-9 });
    expect(read("fourier", 20, { argument: 3 })).toBe(0);
    // the middle of the first wave and its end, where it is upside down
    const top = 0.5 + 1e-3 * Math.exp(20 * R);
    expect(read("c", 20, { place: { kind: "point", at: [15e-9] } })).toBeNear(top, { rel: 1e-10 });
    expect(read("c", 20, { place: { kind: "point", at: [10e-9] } })).toBeNear(1 - top, { rel: 1e-10 });
  });

  test("nothing is said when waves have grown beyond half a percent, but the amount is", () => {
    const read = lawOf(model("0.5 + 1e-3 * cos(2 * pi * 4 * (x - 5 nm) / (40 nm))"));
    expect(read("fourier", 26, { argument: 4 })).toBeDefined(); // 1e-3 e^(26 R) = 4.73e-3
    expect(read("fourier", 27, { argument: 4 })).toBeUndefined(); // 5.02e-3
    expect(read("amount", 400, { place: { kind: "all" } })).toBeNear(1e5 * 0.5 * 40e-9, { rel: 1e-12 });
  });

  test("a sine wave of a periodic slab grows as well, and has no cosine in it", () => {
    const read = lawOf(model("0.5 + 1e-3 * sin(2 * pi * 4 * (x - 5 nm) / (40 nm))"));
    expect(read("fourier", 20, { argument: 4 })).toBeNear(0, { abs: 1e-15 });
    const quarter = { place: { kind: "point", at: [7.5e-9] } } as const;
    expect(read("c", 20, quarter)).toBeNear(0.5 + 1e-3 * Math.exp(20 * R), { rel: 1e-10 });
  });

  test("between walls half waves fit: q = π/L decays or grows with its own rate", () => {
    const read = lawOf(model("0.5 + 1e-3 * cos(pi * (x - 5 nm) / (40 nm))", "{left: {a: no-flux}}"));
    const q = Math.PI / 40e-9;
    // D x0 (1 - x0) = 2.5e-19, f'' = 4 - 5 = -1
    const rate = -2.5e-19 * q * q * (-1 + 1e-18 * q * q);
    const left = { place: { kind: "point", at: [5e-9] } } as const;
    expect(read("c", 100, left)).toBeNear(0.5 + 1e-3 * Math.exp(100 * rate), { rel: 1e-10 });
  });

  test("the free energy falls by (f'' + κ q²) A² L / 4, twice as fast as the wave grows", () => {
    const read = lawOf(model("0.5 + 1e-3 * cos(2 * pi * 4 * (x - 5 nm) / (40 nm))"));
    const scale = 8.31446261815324 * 800 * 1e5 * 40e-9;
    const q = (2 * Math.PI) / 10e-9;
    const f = -Math.LN2 + 2.5 / 4;
    const wave = (-1 + 1e-18 * q * q) / 4;
    const at = (t: number) => scale * (f + wave * 1e-6 * Math.exp(2 * R * t));
    expect(read("free_energy", 0)).toBeNear(at(0), { rel: 1e-12 });
    expect(read("free_energy", 20)).toBeNear(at(20), { rel: 1e-12 });
    expect((read("free_energy", 20) as number) - (read("free_energy", 0) as number)).toBeLessThan(0);
  });

  test("a start far from homogeneous, and a species without a gradient energy, are something else", () => {
    const steep = model("0.5 + 0.1 * cos(2 * pi * 4 * x / (40 nm))");
    expect(recogniseSpinodalStage(steep, steep.species[0] as Species)).toMatchObject({ kind: "not-this", met: 6 });
    const plain = model("0.5", "periodic", "[ideal]");
    expect(recogniseSpinodalStage(plain, plain.species[0] as Species)).toMatchObject({ kind: "not-this", met: 0 });
  });
});
