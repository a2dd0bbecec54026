import { describe, expect, test } from "vitest";
import { recogniseLoadedCell } from "#levels/closed-form/compartments/loaded-cell.ts";
import { recogniseOsmometer } from "#levels/closed-form/compartments/osmometer.ts";
import { recognisePumpLeak } from "#levels/closed-form/compartments/pump-leak.ts";
import { refusal, stirred } from "../../support/stirred.ts";

/** k = 0.05 / s, from 300 mM in 600 mM. */
const osmometer = (fields: Record<string, string> = {}) => {
  const { cell = "", salt = "impermeant", medium = "600 mM", between = "[cell, medium]", m = "" } = fields;
  return stirred(`
temperature: 298.15 K
species: {salt: {}, sugar: {}}
compartments:
  cell: {volume: 1.4 pL, solids: 0.4 pL, wall: flexible, contains: {salt: 200 mM, sugar: 100 mM}${cell}}
  medium: {volume: infinite, contains: {salt: ${medium}}}
membranes:
  wall: {between: ${between}, area: 480 um^2, Lp: 0.05 s^-1 * 1 pL / (480 um^2 * R * T * 600 mM), solutes: {salt: ${salt}, sugar: impermeant}, solvent-drag: patlak${m}}
`);
};

describe("a cell that only water crosses", () => {
  test("shrinks as Lambert's W says, and ends at the volume of Boyle and van 't Hoff", () => {
    const { read, balance } = osmometer();
    expect(read("volume(cell)", 20)).toBeNear(0.4e-15 + 0.639232271381e-15, { rel: 1e-11 });
    expect(read("volume(cell)", "equilibrium")).toBeNear(0.9e-15, { rel: 1e-13 });
    expect(read("c(sugar, cell)", "steady")).toBeNear(200, { rel: 1e-13 });
    expect(read("volume_flux(wall)", 0)).toBeNear((0.025 * 1e-15) / 480e-12, { rel: 1e-12 });
    for (const measure of ["volume(cell)", "c(salt, cell)", "volume_flux(wall)", "osmotic_pressure(cell)"])
      expect(read(measure, 20), measure).toBeNear(balance(measure, 20), { rel: 1e-9 });
  });

  test("swells in a weaker medium, with water that comes in", () => {
    const { read, balance } = osmometer({ medium: "200 mM", between: "[medium, cell]" });
    expect(read("volume_flux(wall)", 0)).toBeGreaterThan(0);
    for (const t of [0, 5, 200])
      for (const measure of ["volume(cell)", "volume_flux(wall)"]) {
        const [law, stated] = [read(measure, t), balance(measure, t)];
        if (Math.abs(law) > 1e-12 * read(measure, 0)) expect(law, measure).toBeNear(stated, { rel: 1e-7 });
      }
    expect(read("volume(cell)", "steady")).toBeNear(1.9e-15, { rel: 1e-13 });
  });

  test("a solute that crosses, a pressure, pure water and an end by bursting are not its form", () => {
    const why = (fields: Record<string, string>) => refusal(recogniseOsmometer(osmometer(fields).model));
    expect(why({ salt: "{P: 1e-9 m/s, sigma: 1}" })).toMatch(/crosses/);
    expect(why({ cell: ", pressure: 1 Pa" })).toMatch(/pressure/);
    expect(why({ medium: "0 mM" })).toMatch(/pure water/);
    expect(why({ cell: ", bursts: 2 pL" })).toMatch(/bursts/);
  });
});

const loaded = (fields: Record<string, string> = {}) => {
  const { cell = "0 mM", sigma = "1", between = "[cell, medium]" } = fields;
  return stirred(`
temperature: 293.15 K
parameters: {V0: 4 / 3 * pi * (40 um)^3}
species: {salt: {}, cpa: {}}
compartments:
  cell: {volume: V0, solids: 0.2 * V0, wall: flexible, contains: {salt: 300 mM, cpa: ${cell}}}
  medium: {volume: infinite, contains: {salt: 300 mM, cpa: 1 M}}
membranes:
  wall: {between: ${between}, area: 4 * pi * (40 um)^2, Lp: 2e-13 m/s/Pa, solutes: {salt: impermeant, cpa: {P: 3e-7 m/s, sigma: ${sigma}}}, solvent-drag: patlak}
`);
};

describe("a cell that a solute enters", () => {
  const V0 = (4 / 3) * Math.PI * 40e-6 ** 3;

  test("shrinks to its smallest volume, then swells back", () => {
    const { read, balance } = loaded();
    const water = (t: number) => (read("volume(cell)", t) - 0.2 * V0) / (0.8 * V0);
    expect(water(23.7641904221)).toBeNear(0.535407955499, { rel: 1e-11 });
    expect(water(60)).toBeNear(0.632394744367, { rel: 1e-11 });
    expect(water(600)).toBeNear(0.978916032564, { rel: 1e-11 });
    expect(read("volume(cell)", "equilibrium")).toBeNear(V0, { rel: 1e-13 });
    expect(read("c(cpa, cell)", "steady")).toBeNear(1000, { rel: 1e-13 });
    for (const measure of ["amount(cpa, cell)", "c(salt, cell)", "flux(cpa, wall)", "volume_flux(wall)"])
      for (const t of [0, 10, 60])
        if (read(measure, t) !== 0) expect(read(measure, t), measure).toBeNear(balance(measure, t), { rel: 1e-8 });
    expect(loaded({ between: "[medium, cell]" }).read("flux(cpa, wall)", 10)).toBeNear(-read("flux(cpa, wall)", 10), {
      rel: 1e-14,
    });
  });

  test("one that holds some already, or whose water drags it, is not its form", () => {
    expect(refusal(recogniseLoadedCell(loaded({ cell: "1 mM" }).model))).toMatch(/already/);
    expect(refusal(recogniseLoadedCell(loaded({ sigma: "0.9" }).model))).toMatch(/drags what enters/);
  });
});

const pumped = (fields: Record<string, string> = {}) => {
  const { p = "5e-8 mol/m^2/s", moves = "{na: 3, k: -2}", between = "[cell, bath]", double = "0 mM" } = fields;
  const { wall = "flexible", clamp = "", na = "{g: 0.1 S/m^2}", drag = "", outside = "" } = fields;
  const { ground = ", electric-potential: 2 mV" } = fields;
  return stirred(`
temperature: 310.15 K
species: {na: {charge: +1}, k: {charge: +1}, cl: {charge: -1}, org: {charge: -1}, twice: {charge: -2}, s: {}}
compartments:
  cell: {volume: 1.2 pL, solids: 0.2 pL, wall: ${wall}, contains: {na: 15 mM, k: balance, cl: 10 mM, org: 100 mM - ${double}, twice: ${double}}${clamp}}
  bath: {volume: infinite, contains: {na: 145 mM, k: 5 mM, cl: 150 mM${outside}}${ground}}
membranes:
  m:
    between: ${between}
    area: 500 um^2
    ${drag}
    Lp: 1e-13 m/s/Pa
    solutes: {na: ${na}, k: {g: 1 S/m^2}, cl: {g: 1 S/m^2}, org: impermeant, twice: impermeant, s: impermeant}
    pumps: [{name: p, rate: ${p}, moves: ${moves}}]
field: electroneutral
`);
};

describe("a cell that pumps", () => {
  test("comes to rest at the potential, the volume and the concentrations of the law", () => {
    const { read, balance } = pumped();
    expect(read("electric_potential(cell)", "steady") - 0.002).toBeNear(-0.0789528175355, { rel: 1e-11 });
    expect(read("c(na, cell)", "steady")).toBeNear(12.3752819788, { rel: 1e-11 });
    expect(read("c(k, cell)", "steady")).toBeNear(137.624718021, { rel: 1e-11 });
    expect(read("c(cl, cell)", "steady")).toBeNear(7.81895168929, { rel: 1e-11 });
    expect(read("c(org, cell)", "steady")).toBeNear(142.181048311, { rel: 1e-11 });
    expect(read("volume(cell)", "steady")).toBeNear(0.2e-15 + 0.703328616494e-15, { rel: 1e-11 });
    expect(read("flux(na, m)", "steady")).toBe(0);
    expect(read("c(na, cell)", 0)).toBeNaN();
    for (const measure of ["electric_potential(cell)", "c(na, cell)", "volume(cell)"])
      expect(balance(measure, "steady"), measure).toBeNear(read(measure, "steady"), { rel: 1e-9 });
  });

  test("whatever the names, the direction and the charge of what is trapped", () => {
    const E = pumped({ double: "50 mM" }).read("electric_potential(cell)", "steady") - 0.002;
    expect(E).toBeNear(-0.0836300330157, { rel: 1e-11 });
    const turned = pumped({ between: "[bath, cell]", moves: "{na: -3, k: 2}" });
    expect(turned.read("c(na, cell)", "steady")).toBeNear(12.3752819788, { rel: 1e-11 });
    const negative = pumped({ between: "[bath, cell]", p: "-5e-8 mol/m^2/s" });
    expect(negative.read("c(k, cell)", "steady")).toBeNear(137.624718021, { rel: 1e-11 });
  });

  test.each([
    ["0 mol/m^2/s"],
    ["1e-11 mol/m^2/s"],
  ])("of %s a cell: both levels know whether there is a steady state", (p) => {
    const { read, balance } = pumped({ p });
    if (p.startsWith("0")) {
      expect(() => read("volume(cell)", "steady")).toThrow(/no steady state: the volume of cell diverges/);
      expect(() => balance("volume(cell)", "steady")).toThrow(/no steady state: the volume of cell diverges/);
    } else expect(read("volume(cell)", "steady")).toBeGreaterThan(1e-13);
  });

  test("another stoichiometry, a wall that holds, a clamp, a Goldman leak and a sugar outside are not its form", () => {
    const why = (fields: Record<string, string>) => refusal(recognisePumpLeak(pumped(fields).model));
    expect(why({ moves: "{na: 1, k: -1}" })).toMatch(/3 to 2/);
    expect(why({ wall: "rigid" })).toMatch(/swell freely/);
    expect(why({ clamp: ", electric-potential: -70 mV", ground: "" })).toMatch(/clamped/);
    expect(why({ na: "{P: 1e-9 m/s, sigma: 1}", drag: "solvent-drag: patlak" })).toMatch(/linear conductances/);
    expect(why({ outside: ", s: 1 mM" })).toMatch(/more than the three/);
    expect(why({ moves: "{na: -3, k: 2}" })).toMatch(/backwards/);
  });
});
