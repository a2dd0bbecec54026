import { describe, expect, test } from "vitest";
import { recogniseDonnanCompartment } from "#levels/closed-form/compartments/donnan-compartment.ts";
import { refusal, stirred } from "../../support/stirred.ts";

/** A protein compartment in a bath; the defaults are plasma against saline. */
const plasma = (fields: Record<string, string> = {}) => {
  const {
    wall = "rigid",
    Lp = "",
    protein = "1 mM",
    bath = "{sodium: 150 mM, chloride: 150 mM}",
    extra = "",
    sigma = "1",
  } = fields;
  return stirred(`
temperature: 310.15 K
species:
  sodium: {charge: +1}
  chloride: {charge: -1}
  calcium: {charge: +2}
  glucose: {}
  protein: {charge: -18}
compartments:
  plasma: {volume: 1 mL, wall: ${wall}, contains: {protein: ${protein}, sodium: balance, glucose: 3 mM}${extra}}
  saline: {volume: infinite, contains: ${bath}, pressure: 100 Pa}
membranes:
  capillary:
    between: [plasma, saline]
    area: 1 cm^2
    ${Lp}
    solvent-drag: patlak
    solutes: {sodium: {P: 1e-6 m/s, sigma: ${sigma}}, chloride: {P: 1e-6 m/s, sigma: ${sigma}}, calcium: {P: 1e-6 m/s, sigma: 1}, glucose: {P: 1e-6 m/s, sigma: 1}, protein: impermeant}
field: electroneutral
solve: equilibrium
`);
};

describe("a rigid compartment that holds back charge", () => {
  test("comes to the ratio, the potential and the pressure of Donnan", () => {
    const { read } = plasma();
    expect(read("c(sodium, plasma)", "equilibrium") / 150).toBeNear(1.06179838291, { rel: 1e-11 });
    expect(read("c(chloride, plasma)", "equilibrium")).toBeNear(150 / 1.06179838291, { rel: 1e-11 });
    const E = read("electric_potential(plasma)", "equilibrium") - read("electric_potential(saline)", "equilibrium");
    expect(E).toBeNear(-1.60263894239e-3, { rel: 1e-11 });
    const excess = read("osmotic_pressure(plasma)", "equilibrium") - read("osmotic_pressure(saline)", "equilibrium");
    expect(excess).toBeNear(3969.99408252, { rel: 1e-9 }); // a difference of 7e5 Pa
    expect(read("amount(protein, plasma)", "equilibrium")).toBeNear(1e-6, { rel: 1e-14 });
    expect(read("c(glucose, plasma)", "equilibrium")).toBe(0);
    expect(read("flux(sodium, capillary)", "equilibrium")).toBe(0);
  });

  test("every ion has one electrochemical potential on both sides, whatever its charge", () => {
    const { read } = plasma({ bath: "{sodium: 140 mM, calcium: 5 mM, chloride: 150 mM, glucose: 5 mM}" });
    const r = read("c(sodium, plasma)", "steady") / 140;
    expect(read("c(calcium, plasma)", "steady")).toBeNear(5 * r ** 2, { rel: 1e-13 });
    expect(read("c(chloride, plasma)", "steady")).toBeNear(150 / r, { rel: 1e-13 });
    expect(read("c(glucose, plasma)", "steady")).toBe(5);
    const charge = 140 * r + 10 * r ** 2 - 150 / r - 18;
    expect(Math.abs(charge)).toBeLessThan(1e-11);
  });

  test("water asks for the difference of osmotic pressures, if it passes", () => {
    expect(plasma().read("pressure(plasma)", "steady")).toBe(0);
    const { read } = plasma({ Lp: "Lp: 1e-12 m/s/Pa" });
    const excess = read("osmotic_pressure(plasma)", "steady") - read("osmotic_pressure(saline)", "steady");
    expect(read("pressure(plasma)", "steady")).toBeNear(100 + excess, { rel: 1e-9 });
    expect(excess).toBeNear(3969.99408252, { rel: 1e-9 });
  });

  test("the pressure is that of thermodynamics, whatever the ions let through of the water", () => {
    const { read, balance } = plasma({ Lp: "Lp: 1e-12 m/s/Pa", sigma: "0.4" });
    expect(read("pressure(plasma)", "steady")).toBe(
      plasma({ Lp: "Lp: 1e-12 m/s/Pa" }).read("pressure(plasma)", "steady"),
    );
    for (const measure of ["pressure(plasma)", "c(sodium, plasma)", "electric_potential(plasma)"])
      expect(balance(measure, "steady"), measure).toBeNear(read(measure, "steady"), { rel: 1e-8 });
  });

  test("the side that is clamped keeps its potential", () => {
    const { read } = plasma({ extra: ", electric-potential: -20 mV" });
    expect(read("electric_potential(plasma)", "steady")).toBe(-0.02);
    expect(read("electric_potential(saline)", "steady")).toBeNear(-0.02 + 1.60263894239e-3, { rel: 1e-11 });
  });

  test("a wall that gives way, and charge that is held in the bath, are not its form", () => {
    const swells = plasma({ wall: "flexible", Lp: "Lp: 1e-12 m/s/Pa" });
    expect(refusal(recogniseDonnanCompartment(swells.model))).toMatch(/gives way/);
    const both = plasma({ bath: "{sodium: 168 mM, chloride: 150 mM, protein: 1 mM}" });
    expect(refusal(recogniseDonnanCompartment(both.model))).toMatch(/cannot pass/);
  });
});
