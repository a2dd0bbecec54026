import { describe, expect, test } from "vitest";
import { GAS_CONSTANT } from "#units/constants.ts";
import { swellingCell } from "../support/compartment-chain.ts";
import { stirred } from "../support/stirred.ts";

describe("two solutions at the same activity, and the difference of pressure of their osmotic pressures", () => {
  const [T, near, far] = [298.15, 50, 100] as const;
  const RT = GAS_CONSTANT * T;
  const text = (sigma: number, drag: string) => `temperature: ${T} K
species: {s: {}}
compartments:
  a: {volume: infinite, contains: {s: ${near} mM}, K: {s: 0.5}}
  b: {volume: infinite, contains: {s: ${far} mM}, pressure: ${RT * (far - near)} Pa}
membranes:
  m: {between: [a, b], area: 1 cm^2, Lp: 1e-11 m/s/Pa, solutes: {s: {P: 1e-7 m/s, sigma: ${sigma}}}, solvent-drag: ${drag}}
solve: steady
`;

  test.each(["patlak", "kk-log-mean", "kk-arithmetic"])("are at rest whatever σ is: %s", (drag) => {
    for (const sigma of [0, 0.2, 0.7, 1]) {
      const { read, balance } = stirred(text(sigma, drag));
      // of a force that is rounding of RT c
      const rounding = 1e-11 * RT * far * 8 * Number.EPSILON;
      for (const one of [read, balance]) {
        expect(one("volume_flux(m)", "steady")).toBeNear(0, { abs: rounding });
        expect(one("flux(s, m)", "steady")).toBeNear(0, { abs: far * rounding });
      }
      expect(balance("free_energy_rate(all)", "steady")).toBeNear(0, { abs: 1e-4 * rounding * RT * far });
    }
  });
});

test("water that drags a solute with K = 2 is driven by σ of what the membrane feels, and by all of what it does not", () => {
  const { read, balance } = stirred(`temperature: 300 K
species: {s: {}}
compartments:
  a: {volume: infinite, contains: {s: 50 mM}, K: {s: 2}}
  b: {volume: infinite, contains: {s: 10 mM}}
membranes:
  m: {between: [a, b], area: 1 cm^2, Lp: 1e-12 m/s/Pa, solutes: {s: {P: 1e-7 m/s, sigma: 0.3}}, solvent-drag: patlak}
solve: steady
`);
  // ΔΠ = 40 RT, of which the membrane feels 25 - 10 = 15 RT: σ 15 RT + 25 RT
  const expected = -1e-12 * GAS_CONSTANT * 300 * (0.3 * 15 + 25);
  expect(balance("volume_flux(m)", "steady")).toBeNear(expected, { rel: 1e-14 });
  expect(read("volume_flux(m)", "steady")).toBeNear(expected, { rel: 1e-14 });
});

test("a declared osmotic pressure drives water by Starling's law, whatever the ideal one would be", () => {
  const { read, balance } = stirred(`temperature: 310 K
species: {protein: {mu: [{osmotic-pressure: "1500 Pa * (protein / 1 mM) + 800 Pa * (protein / 1 mM)^2"}]}}
compartments:
  a: {volume: infinite, contains: {protein: 1 mM}}
  b: {volume: infinite, contains: {protein: 0.2 mM}}
membranes:
  m: {between: [a, b], area: 1 cm^2, Lp: 1e-12 m/s/Pa, solutes: {protein: {P: 1e-9 m/s, sigma: 0.9}}, solvent-drag: patlak}
solve: steady
`);
  const expected = -1e-12 * 0.9 * (1500 * 0.8 + 800 * 0.96);
  expect(balance("volume_flux(m)", "steady")).toBeNear(expected, { rel: 1e-14 });
  expect(read("volume_flux(m)", "steady")).toBeNear(expected, { rel: 1e-14 });
});

describe("an equilibrium is stated only where nothing flows", () => {
  const baths = (far: string) => `temperature: 298.15 K
species: {s: {}}
compartments:
  a: {volume: infinite, contains: {s: 10 mM}}
  m: {volume: 1 mL}
  b: {volume: infinite, contains: {s: ${far}}}
membranes:
  m1: {between: [a, m], area: 1 cm^2, solutes: {s: {P: 1e-6 m/s}}}
  m2: {between: [m, b], area: 1 cm^2, solutes: {s: {P: 1e-6 m/s}}}
`;
  const pumped = (rate: string) => `temperature: 298.15 K
species: {s: {}}
compartments: {a: {volume: 1 mL, contains: {s: 1 mM}}, b: {volume: 1 mL, contains: {s: 2 mM}}}
membranes:
  m: {between: [a, b], area: 1 cm^2, solutes: {s: {P: 1e-7 m/s}}, pumps: [{name: p, rate: ${rate}, moves: {s: 1}}]}
`;
  const taken = `temperature: 298.15 K
species: {s: {}}
carriers: {eater: {law: michaelis-menten, Vmax: 1e-6 mol/m^2/s, Km: 1 mM}}
compartments: {a: {volume: 1 mL, contains: {s: 1 mM}}, b: {volume: 1 mL, contains: {s: 2 mM}}}
membranes: {m: {between: [a, b], area: 1 cm^2, solutes: {s: {P: 1e-7 m/s}}, carriers: [{carrier: eater, species: s}]}}
`;
  const drained = `temperature: 298.15 K
species: {s: {}}
compartments: {a: {volume: 1 mL, contains: {s: 1 mM}}, b: {volume: infinite, contains: {s: 0 mM}}}
membranes: {m: {between: [a, b], area: 1 cm^2, solutes: {s: {P: 1e-7 m/s}}}}
`;
  const leaking = `temperature: 298.15 K
species: {s: {}}
compartments: {a: {volume: infinite, contains: {s: 10 mM}}, b: {volume: infinite, contains: {s: 10 mM}, pressure: 1 kPa}}
membranes: {m: {between: [a, b], area: 1 cm^2, Lp: 1e-12 m/s/Pa, solutes: {s: impermeant}}}
`;

  test("between equal baths and beside an empty one it is", () => {
    for (const level of ["balance", "chain", "read"] as const)
      expect(stirred(baths("10 mM"))[level]("c(s, m)", "equilibrium"), level).toBeNear(10, { rel: 1e-9 });
    for (const level of ["balance", "chain"] as const)
      expect(stirred(drained)[level]("c(s, a)", "equilibrium"), level).toBeNear(0, { abs: 1e-8 });
    expect(stirred(pumped("0 mol/m^2/s")).balance("c(s, a)", "equilibrium")).toBeNear(1.5, { rel: 1e-9 });
  });

  test("between unlike baths, or with a pump that a leak makes up for, it is a steady state", () => {
    for (const level of ["balance", "chain"] as const) {
      expect(() => stirred(baths("1 mM"))[level]("c(s, m)", "equilibrium"), level).toThrow(
        /there is none: s flows through m1\. This is a steady state\. Use solve: steady/,
      );
      expect(stirred(baths("1 mM"))[level]("c(s, m)", "steady"), level).toBeNear(5.5, { rel: 1e-9 });
    }
    expect(stirred(baths("1 mM")).read("c(s, m)", "equilibrium")).toBeNaN();
    expect(() => stirred(pumped("5e-8 mol/m^2/s")).balance("c(s, a)", "equilibrium")).toThrow(/pump p of m works/);
    expect(() => stirred(taken).balance("c(s, a)", "equilibrium")).toThrow(
      /carrier eater of m takes s in one direction/,
    );
    expect(() => stirred(leaking).balance("c(s, a)", "equilibrium")).toThrow(/water flows through m/);
  });
});

test("a steady state that there is not takes nothing from what the same model asks in time", () => {
  const text = swellingCell({ solve: "[steady, {transient: {until: 1 d, every: 1 d}}]" }).replace("perrin: 1\n", "");
  const { warnings, readings } = stirred(text).solveAll();
  expect(warnings.join()).toMatch(/no steady state: the volume of cell diverges/);
  expect(readings.map(({ when }) => when)).toEqual([0, 86400]);
});

describe("what is held back and draws with half of its osmotic pressure", () => {
  const text = (wall: string) => `temperature: 300 K
species: {s: {}}
compartments:
  a: {volume: 1 mL, wall: ${wall}, contains: {s: 100 mM}}
  b: {volume: infinite, contains: {s: 10 mM}}
membranes:
  m: {between: [a, b], area: 1 cm^2, Lp: 1e-11 m/s/Pa, solutes: {s: {P: 0 m/s, sigma: {osmotic: 0.5, filtration: 1}}}, solvent-drag: patlak}
`;

  test("is none of the laws of perfect osmometers", () => {
    for (const wall of ["{elastic: 1 MPa}", "flexible"]) {
      const { read, balance } = stirred(text(wall));
      expect(read("volume(a)", 1000)).toBeNaN();
      expect(balance("volume(a)", 1000)).toBeGreaterThan(1e-6);
    }
  });

  test("raises a rigid column by half of it", () => {
    const half = 0.5 * GAS_CONSTANT * 300 * 90;
    const { read, balance } = stirred(text("rigid"));
    for (const one of [read, balance]) expect(one("pressure(a)", "steady")).toBeNear(half, { rel: 1e-9 });
  });
});
