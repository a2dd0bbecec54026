import { describe, expect, test } from "vitest";
import { recogniseTwoBarriers } from "#levels/closed-form/compartments/two-barriers.ts";
import { refusal, stirred } from "../../support/stirred.ts";

const epithelium = (fields: Record<string, string> = {}) => {
  const { wall = "rigid", tight = "{P: 0 m/s, sigma: {osmotic: 0.9, filtration: 1}}", blood = "300 mM" } = fields;
  const { leaky = "{P: 0 m/s, sigma: {osmotic: 0.1, filtration: 1}}", second = "[middle, blood]", pump = "" } = fields;
  const { area = "1 cm^2" } = fields;
  return stirred(`
temperature: 298.15 K
species: {salt: {}, other: {}}
compartments:
  lumen:  {volume: infinite, contains: {salt: 300 mM, other: 5 mM}, pressure: 2 kPa}
  middle: {volume: 1 uL, wall: ${wall}, contains: {salt: 350 mM, other: 5 mM}}
  blood:  {volume: infinite, contains: {salt: ${blood}, other: 5 mM}, pressure: 2 kPa}
membranes:
  tight: {between: [lumen, middle], area: ${area}, Lp: 2e-12 m/s/Pa, solutes: {salt: ${tight}, other: impermeant}, solvent-drag: patlak${pump}}
  leaky: {between: ${second}, area: 1 cm^2, Lp: 5e-12 m/s/Pa, solutes: {salt: ${leaky}, other: impermeant}, solvent-drag: patlak}
`);
};

describe("a space between two unlike membranes", () => {
  test("moves water between equal solutions, at a pressure of its own", () => {
    const { read } = epithelium();
    expect(read("volume_flux(tight)", "steady")).toBeNear(1.41654687406e-7, { rel: 1e-11 });
    expect(read("volume_flux(leaky)", 5)).toBeNear(1.41654687406e-7, { rel: 1e-11 });
    expect(read("pressure(middle)", "steady") - read("pressure(blood)", "steady")).toBeNear(40725.7226292, {
      rel: 1e-11,
    });
    expect(read("c(salt, middle)", 100)).toBe(350);
    expect(epithelium({ second: "[blood, middle]" }).read("volume_flux(leaky)", 5)).toBeNear(-1.41654687406e-7, {
      rel: 1e-11,
    });
  });

  test("whose salt passes is known at the start alone", () => {
    const { read, balance } = epithelium({ tight: "{P: 1e-7 m/s, sigma: 0.9}", leaky: "{P: 1e-6 m/s, sigma: 0.1}" });
    for (const measure of ["volume_flux(tight)", "flux(salt, tight)", "flux(salt, leaky)", "pressure(middle)"])
      expect(read(measure, 0), measure).toBeNear(balance(measure, 0), { rel: 1e-11 });
    expect(read("volume_flux(tight)", 1)).toBeNaN();
    expect(read("volume_flux(tight)", "steady")).toBeNaN();
  });

  test("whose salt is pumped has its water at the start, and no flux of salt by this law", () => {
    const { read, balance } = epithelium({
      leaky: "{P: 0 m/s, sigma: 0.1}",
      pump: ", pumps: [{name: p, rate: 1e-5 mol/m^2/s, moves: {salt: 1}}]",
    });
    expect(read("volume_flux(leaky)", 0)).toBeNear(balance("volume_flux(leaky)", 0), { rel: 1e-11 });
    expect(read("flux(salt, leaky)", 0)).toBeNaN();
    expect(read("volume_flux(leaky)", 1)).toBeNaN();
  });

  test("unequal baths, unequal areas and a wall that gives way are not its form", () => {
    expect(refusal(recogniseTwoBarriers(epithelium({ blood: "299 mM" }).model))).toMatch(/not equal/);
    expect(refusal(recogniseTwoBarriers(epithelium({ area: "2 cm^2" }).model))).toMatch(/between two baths/);
    expect(refusal(recogniseTwoBarriers(epithelium({ wall: "flexible" }).model))).toMatch(/rigid/);
  });
});
