import { describe, expect, test } from "vitest";
import { recogniseFlowBetweenSolutions } from "#levels/closed-form/compartments/flow-between-solutions.ts";
import { refusal, stirred } from "../../support/stirred.ts";

/** 100 mM against 10 mM, sigma 0.6 and P 2e-7 m/s, with the pressure that makes J_v. */
const dragged = (Jv: number, drag: string) =>
  stirred(`
temperature: 298.15 K
species: {s: {}}
compartments:
  one: {volume: infinite, contains: {s: 100 mM}, pressure: "${Jv} m/s / (1e-12 m/s/Pa) + 0.6 * R * T * 90 mM"}
  two: {volume: infinite, contains: {s: 10 mM}}
membranes:
  m: {between: [one, two], area: 1 cm^2, Lp: 1e-12 m/s/Pa, solutes: {s: {P: 2e-7 m/s, sigma: 0.6}}, solvent-drag: ${drag}}
  back: {between: [two, one], area: 1 cm^2, Lp: 1e-12 m/s/Pa, solutes: {s: {P: 2e-7 m/s, sigma: 0.6}}, solvent-drag: ${drag}}
`);

describe("two baths with a membrane between", () => {
  test.each([
    [1e-8, 1.8220599996e-5, 1.81563460135e-5, 1.822e-5],
    [1e-7, 2.02599600381e-5, 1.95634601349e-5, 2.02e-5],
    [5e-7, 3.04755807236e-5, 2.58173006743e-5, 2.9e-5],
    [1e-6, 4.5634635139e-5, 3.36346013485e-5, 4.0e-5],
    [5e-6, 2.00008172358e-4, 9.61730067426e-5, 1.28e-4],
    [-1e-6, 1.63463513899e-6, 2.36539865148e-6, -4.0e-6],
  ])("at J_v = %s m/s pass what Patlak and both means of Kedem and Katchalsky say", (Jv, patlak, logMean, mean) => {
    for (const [drag, J] of [
      ["patlak", patlak],
      ["kk-log-mean", logMean],
      ["kk-arithmetic", mean],
    ] as const) {
      const { read } = dragged(Jv, drag);
      // J_v is the small difference of two pressures of 1e5 Pa
      expect(read("volume_flux(m)", "steady")).toBeNear(Jv, { rel: 1e-8 });
      expect(read("flux(s, m)", "steady")).toBeNear(J, { rel: 1e-9 });
      expect(read("flux(s, back)", 7)).toBe(-read("flux(s, m)", 7));
    }
  });

  const MIXED = `
temperature: 310.15 K
species: {k: {charge: +1}, ca: {charge: +2}, cl: {charge: -1}, org: {charge: -1}, u: {mu: [{phi: 0.9}]}, p: {mu: [{osmotic-pressure: "5 Pa * (p / 1 mM)^2"}]}}
`;
  const CONTENTS = {
    a: "{k: 140 mM, ca: 0.1 mM, cl: 10 mM, org: balance, u: 30 mM, p: 2 mM}",
    b: "{k: 10 mM, ca: 2 mM, cl: 5 mM, org: balance, u: 5 mM, p: 1 mM}",
  };
  const mixed = (fields: Record<string, string> = {}) => {
    const {
      a = "volume: infinite, electric-potential: -40 mV, pressure: 3 kPa",
      b = "volume: infinite, electric-potential: 10 mV",
      Lp = ", Lp: 1e-12 m/s/Pa",
      drag = "patlak",
      k = "{P: 1e-7 m/s, sigma: 1}",
      org = "impermeant",
      between = "[a, b]",
    } = fields;
    return stirred(`${MIXED}
compartments:
  a: {${a}, K: {u: 2}, contains: ${CONTENTS.a}}
  b: {${b}, contains: ${CONTENTS.b}}
membranes:
  m:
    between: ${between}
    area: 2 cm^2
    solvent-drag: ${drag}
    pathways:
      - {name: one${Lp}, solutes: {k: ${k}, ca: {P: 2e-8 m/s, sigma: 1}, cl: {P: 3e-8 m/s, sigma: 1}, org: ${org}, u: {P: 1e-7 m/s, sigma: 0.1}, p: impermeant}}
      - {name: two, solutes: {k: {P: 4e-8 m/s}, ca: impermeant, cl: impermeant, org: impermeant, u: {P: 1e-8 m/s}, p: impermeant}}
field: electroneutral
`);
  };
  const ALL = ["volume_flux(m)", "pressure(a)", "osmotic_pressure(a)", "activity(u, a)", "electric_potential(a)"];
  const FLUXES = ["k", "ca", "cl", "org", "u", "p"].map((name) => `flux(${name}, m)`);

  /** The balances take their flows from the faces of the generator, the law from the laws of physics. */
  function expectBalances(model: ReturnType<typeof stirred>, when: number, rel = 1e-10): void {
    for (const measure of [...ALL, ...FLUXES]) {
      const found = model.read(measure, when);
      expect(found, measure).not.toBeNaN();
      const stated = model.balance(measure, when);
      if (Math.abs(found - stated) > 1e-18) expect(found, measure).toBeNear(stated, { rel });
    }
  }

  test.each([
    "patlak",
    "kk-log-mean",
    "kk-arithmetic",
  ])("drag, voltage, pathways and activities together, by %s", (drag) => {
    expectBalances(mixed({ drag }), 0);
    expectBalances(mixed({ drag, between: "[b, a]" }), 3);
  });

  test("a conductance carries g (V - E)", () => {
    const { read } = mixed({ k: "{g: 2 S/m^2}", Lp: "" });
    const E = ((8.31446261815324 * 310.15) / 96485.33212331) * Math.log(10 / 140);
    const through = (2 * (-0.05 - E)) / 96485.33212331;
    const u = -0.05 / ((8.31446261815324 * 310.15) / 96485.33212331);
    const other = (4e-8 * u * (140 - 10 * Math.exp(-u))) / (1 - Math.exp(-u));
    expect(read("flux(k, m)", "steady")).toBeNear(through + other, { rel: 1e-12 });
    expectBalances(mixed({ k: "{g: 2 S/m^2}" }), 0);
  });

  test.each([
    ["a bath that is clamped", { a: "volume: infinite, electric-potential: -40 mV", b: "volume: infinite" }],
    ["the other", { a: "volume: infinite", b: "volume: infinite, electric-potential: 5 mV" }],
    ["nothing clamped: the first bath", { a: "volume: infinite", b: "volume: infinite" }],
    ["nothing clamped: the only bath", { a: "volume: 1 mL", b: "volume: infinite" }],
  ])("without drag of ions the potential is that at which no current flows, zero from %s", (_, fields) => {
    const model = mixed({ ...fields, Lp: "" });
    expectBalances(model, 0, 1e-9);
    const current = model.read("flux(k, m)", 0) + 2 * model.read("flux(ca, m)", 0) - model.read("flux(cl, m)", 0);
    expect(Math.abs(current)).toBeLessThan(1e-12 * Math.abs(model.read("flux(k, m)", 0)));
  });

  test("membranes side by side count by their areas in the potential", () => {
    const { read, balance } = stirred(`
temperature: 310.15 K
species: {k: {charge: +1}, cl: {charge: -1}}
compartments:
  a: {volume: infinite, contains: {k: 100 mM, cl: 100 mM}}
  b: {volume: infinite, contains: {k: 10 mM, cl: 10 mM}, electric-potential: 0 mV}
membranes:
  wide: {between: [a, b], area: 3 cm^2, solutes: {k: {P: 1e-7 m/s}, cl: {P: 1e-8 m/s}}}
  narrow: {between: [b, a], area: 1 cm^2, solutes: {k: {P: 1e-8 m/s}, cl: {P: 5e-7 m/s}}}
field: electroneutral
`);
    const [k, cl] = [3e-7 + 1e-8, 3e-8 + 5e-7];
    const volt = (8.31446261815324 * 310.15) / 96485.33212331;
    const V = volt * Math.log((10 * k + 100 * cl) / (100 * k + 10 * cl));
    expect(read("electric_potential(a)", "steady")).toBeNear(V, { rel: 1e-12 });
    expect(balance("electric_potential(a)", "steady")).toBeNear(V, { rel: 1e-9 });
    const current =
      3 * read("flux(k, wide)", 0) -
      read("flux(k, narrow)", 0) -
      3 * read("flux(cl, wide)", 0) +
      read("flux(cl, narrow)", 0);
    expect(Math.abs(current)).toBeLessThan(1e-12 * read("flux(k, wide)", 0));
  });

  test("ions that water drags, and a potential left to a conductance, are for other levels", () => {
    const dragged = mixed({ k: "{P: 1e-7 m/s, sigma: 0.3}" });
    expect(refusal(recogniseFlowBetweenSolutions(dragged.model))).toMatch(/drags ions/);
    const g = mixed({ b: "volume: infinite", Lp: "", k: "{g: 1 S/m^2}" });
    expect(refusal(recogniseFlowBetweenSolutions(g.model))).toMatch(/conductances/);
  });

  test.each([
    ["rigid", "volume: 1 mL, wall: rigid", "volume: infinite, pressure: 2 kPa"],
    ["rigid, with a rigid one behind", "volume: 1 mL, wall: rigid, pressure: 1 kPa", "volume: 1 mL, wall: rigid"],
    ["flexible", "volume: 1 mL, wall: flexible, pressure: 1 kPa", "volume: 1 mL, wall: rigid"],
    ["elastic", "volume: 1 mL, wall: {elastic: 1 kPa}, pressure: 1 kPa", "volume: infinite"],
  ])("compartments with a volume are known at the start: %s", (_, a, b) => {
    const model = mixed({ a, b });
    expectBalances(model, 0);
    expect(model.read("volume(a)", 0)).toBe(1e-6);
    expect(model.read("flux(k, m)", 1)).toBeNaN();
    expect(model.read("flux(k, m)", "steady")).toBeNaN();
  });

  test("baths may change in time; what changes has no steady flow", () => {
    const model = stirred(`
temperature: 300 K
species: {s: {}}
compartments:
  a: {volume: infinite, contains: {s: "10 mM * (1 + t / (1 s))"}, pressure: "2 kPa * t / (1 s)"}
  b: {volume: infinite, contains: {s: 1 mM}}
membranes:
  m: {between: [a, b], area: 1 cm^2, Lp: 1e-10 m/s/Pa, solutes: {s: {P: 1e-6 m/s, sigma: 0}}, solvent-drag: patlak}
`);
    const Jv = 1e-10 * 2000 * 3;
    const Pe = Jv / 1e-6;
    expect(model.read("volume_flux(m)", 3)).toBeNear(Jv, { rel: 1e-13 });
    expect(model.read("flux(s, m)", 3)).toBeNear((Jv * (40 - Math.exp(-Pe))) / (1 - Math.exp(-Pe)), { rel: 1e-12 });
    expect(model.read("flux(s, m)", "steady")).toBeNaN();
  });

  test("carriers, pumps, binding, loaded membranes and a third compartment are not its form", () => {
    const dry = (change: Record<string, string>) => {
      const { m = "", a = "", more = "", field = "electroneutral" } = change;
      return stirred(`
temperature: 300 K
species: {s: {}, k: {charge: +1}, cl: {charge: -1}}
carriers: {c: {law: michaelis-menten, Vmax: 1e-6 mol/m^2/s, Km: 1 mM}}
compartments:
  a: {volume: 1 mL, contains: {s: 1 mM, k: 1 mM, cl: 1 mM}${a}}
  b: {volume: infinite, contains: {s: 2 mM, k: 1 mM, cl: 1 mM}, electric-potential: 0 mV}
  ${more}
membranes:
  m: {between: [a, b], area: 1 cm^2, solutes: {s: {P: 1e-6 m/s}, k: {P: 1e-6 m/s}, cl: {P: 1e-6 m/s}}${m}}
field: ${field}
`).model;
    };
    expect(recogniseFlowBetweenSolutions(dry({})).kind).toBe("law");
    const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ m: ", carriers: [{carrier: c, species: s}]" }, /carriers/],
      [{ m: ", pumps: [{name: p, rate: 1e-9 mol/m^2/s, moves: {s: 1}}]" }, /pump/],
      [{ a: ', binding: {s: "2 * s"}' }, /bound/],
      [{ m: ", capacitance: 1 uF/cm^2", field: "poisson" }, /load/],
      [{ more: "far: {volume: 1 mL}" }, /two compartments/],
    ];
    for (const [change, words] of cases) expect(refusal(recogniseFlowBetweenSolutions(dry(change)))).toMatch(words);
  });
});
