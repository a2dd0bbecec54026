import { describe, expect, test } from "vitest";
import { GAS_CONSTANT } from "#units/constants.ts";
import { stirred } from "../support/stirred.ts";
import "../support/matchers.ts";

const T = 310.15;
const RT = GAS_CONSTANT * T;

/** Two baths, the pressure of the second such that water is at rest but for `excess` of the osmotic pressure. */
const pressed = (excess: number, [near, far] = [290, 101]) => `temperature: ${T} K
species: {s: {}}
compartments:
  a: {volume: infinite, contains: {s: ${near} mM}}
  b: {volume: infinite, contains: {s: ${far} mM}, pressure: ${-RT * ((near ?? 0) - (far ?? 0)) * (1 + excess)} Pa}
membranes: {m: {between: [a, b], area: 1 cm^2, Lp: 3e-12 m/s/Pa, solutes: {s: impermeant}}}
solve: steady
`;

/** A leak of 1e-7 m/s 3 mM from b to a, and a pump of that and a part more from a to b. */
const pumped = (part: number) => `species: {dye: {}}
compartments:
  a: {volume: infinite, contains: {dye: 0 mM}}
  b: {volume: infinite, contains: {dye: 3 mM}}
membranes:
  m:
    between: [a, b]
    area: 1 cm^2
    solutes: {dye: {P: 1e-7 m/s}}
    pumps: [{name: p, rate: ${3e-7 * (1 + part)} mol/m^2/s, moves: {dye: 1}}]
solve: steady
`;

describe("a flux that is rounding of what it is the difference of is nothing", () => {
  test("of water between osmotic pressures that a pressure holds", () => {
    // the pressure in the file is a rounding or two of RT c off
    for (let k = 0; k < 10; k++)
      expect(stirred(pressed(0, [290 + 0.1 * k, 101 + 0.3 * k])).balance("volume_flux(m)", "steady")).toBe(0);
  });

  test("but what is larger is told, small as it may be", () => {
    const excess = 1e-12;
    const flux = stirred(pressed(excess)).balance("volume_flux(m)", "steady");
    // the force is known to some roundings of 391 mM and of the pressure
    expect(flux).toBeNear(3e-12 * RT * 189 * excess, { abs: 3e-12 * RT * (391 + 189) * 8 * Number.EPSILON });
    expect(flux).toBeGreaterThan(0);
  });

  test("of a solute that a pump takes back as fast as it leaks", () => {
    const flux = (part: number) => stirred(pumped(part)).balance("flux(dye, m)", "steady");
    expect(flux(1e-15)).toBe(0);
    expect(flux(1e-12)).toBeNear(3e-7 * 1e-12, { rel: 1e-3 });
  });
});
