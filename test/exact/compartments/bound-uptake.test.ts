import { describe, expect, test } from "vitest";
import { recogniseBoundUptake } from "#levels/closed-form/compartments/bound-uptake.ts";
import { refusal, stirred } from "../../support/stirred.ts";

const lung = (fields: Record<string, string> = {}) => {
  const { binding = "4 * s", start = "1 mM", bath = "3 mM", K = "", volume = "volume: 2 mL", s = "{}" } = fields;
  const { m = "", between = "[air, blood]", sigma = "" } = fields;
  return stirred(`
temperature: 298.15 K
species: {s: ${s}, other: {}}
compartments:
  blood: {${volume}, contains: {s: ${start}, other: 1 mM}, binding: {s: "${binding}"}${K}}
  air: {volume: infinite, contains: {s: ${bath}, other: 4 mM}}
membranes:
  wall: {between: ${between}, area: 1 cm^2, solutes: {s: {P: 1e-5 m/s${sigma}}, other: {P: 2e-5 m/s${sigma}}}${m}}
field: none
`);
};

describe("a volume that binds what it takes up", () => {
  test("in proportion it comes to the bath exponentially, slower by what is bound", () => {
    const { read } = lung();
    const rate = (1e-4 * 1e-5) / 2e-6 / 5;
    expect(read("c(s, blood)", 1 / rate)).toBeNear(3 - 2 / Math.E, { rel: 1e-13 });
    // beside it a solute that is not bound
    expect(read("c(other, blood)", 1000)).toBeNear(4 - 3 / Math.E, { rel: 1e-13 });
    expect(read("flux(s, wall)", 0)).toBeNear(2e-5, { rel: 1e-14 });
    expect(read("volume_flux(wall)", 0)).toBe(0);
    for (const when of ["steady", "equilibrium"] as const) expect(read("c(s, blood)", when)).toBe(3);
  });

  test("by Langmuir's law the time is a sum of logarithms", () => {
    // 1 + b' = 1 + 12 / (2 + c)²; ∫ 12 dc / ((2 + c)² (5 - 2 - c)) by partial fractions with u = 2 + c
    const { read } = lung({ binding: "6 mM * s / (2 mM + s)", start: "0 mM" });
    const time = (c: number) => {
      const [u, u0] = [2 + c, 2];
      const bound = (12 / 25) * Math.log((u * (5 - u0)) / (u0 * (5 - u))) + (12 / 5) * (1 / u0 - 1 / u);
      return 2000 * (Math.log(3 / (3 - c)) + bound);
    };
    for (const c of [0.1, 1, 2.5, 2.99]) expect(read("c(s, blood)", time(c))).toBeNear(c, { rel: 1e-12 });
  });

  test("with a partition coefficient, and giving off, as the balances of the level of compartments have it", () => {
    for (const fields of [
      { binding: "6 mM * s / (2 mM + s)", K: ", K: {s: 1.5, other: 0.5}" },
      { binding: "s^2 / (1 mM)", start: "8 mM", volume: "volume: 2 mL, solids: 0.5 mL", between: "[blood, air]" },
    ]) {
      const { read, balance } = lung(fields);
      for (const measure of ["c(s, blood)", "c(other, blood)", "flux(s, wall)"])
        for (const t of [0, 300, 5000]) expect(read(measure, t), measure).toBeNear(balance(measure, t), { rel: 1e-8 });
    }
  });

  test("nothing bound, water that flows, a bath that changes and charges are not its form", () => {
    const flowing = lung({ sigma: ", sigma: 1", m: ", Lp: 1e-12 m/s/Pa, solvent-drag: patlak" });
    expect(refusal(recogniseBoundUptake(flowing.model))).toMatch(/water flows/);
    expect(refusal(recogniseBoundUptake(lung({ bath: '"1 mM * t / (1 s)"' }).model))).toMatch(/bath changes/);
    expect(refusal(recogniseBoundUptake(lung({ s: "{charge: 1}" }).model))).toMatch(/charged/);
    const free = stirred(`
species: {s: {}}
compartments: {blood: {volume: 1 mL, contains: {s: 1 mM}}, air: {volume: infinite, contains: {s: 0 mM}}}
membranes: {wall: {between: [air, blood], area: 1 cm^2, solutes: {s: {P: 1e-5 m/s}}}}
`);
    expect(refusal(recogniseBoundUptake(free.model))).toMatch(/nothing is bound/);
  });
});
