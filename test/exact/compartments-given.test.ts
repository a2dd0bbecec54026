import { describe, expect, test } from "vitest";
import { issuesOf, resultOf } from "../support/result-of.ts";

describe("pressures of rigid compartments that water reaches", () => {
  const chain = (compartments: readonly string[], outputs = "") => `perrin: 1
temperature: 298.15 K
species: {s: {}}
compartments:
${compartments.map((one) => `  ${one}\n`).join("")}membranes:
  ab: {between: [a, b], area: 1 cm^2, Lp: 1e-11 m/s/Pa, solutes: {s: impermeant}}
solve: {transient: {until: 10 s}}
levels: [compartments]
${outputs}`;
  const rigid = (name: string, held: string, pressure = "") =>
    `${name}: {volume: 1 mL, wall: rigid, contains: {s: ${held}}${pressure}}`;

  test("follow, and are not given, where a bath holds one", () => {
    const bath = "b: {volume: infinite, contains: {s: 1 mM}, pressure: 1 kPa}";
    expect(issuesOf(chain([rigid("a", "2 mM", ", pressure: 10 kPa"), bath]))).toMatchObject([
      { code: "one-of", path: "compartments.a.pressure", expected: expect.stringContaining("flexible") },
    ]);
    expect(issuesOf(chain([rigid("a", "2 mM"), bath]))).toEqual([]);
  });

  test("may be given to one of a group of rigid ones, whichever comes first in the file", () => {
    const both = [rigid("a", "10 mM", ", pressure: 10 kPa"), rigid("b", "10 mM", ", pressure: 30 kPa")];
    expect(issuesOf(chain(both)).map(({ path }) => path)).toEqual(["compartments.b.pressure"]);
    const outputs = 'outputs: {p: "pressure(a)", q: "pressure(b)"}';
    const pair = [rigid("a", "10 mM"), rigid("b", "12 mM", ", pressure: 30 kPa")];
    for (const order of [pair, [...pair].reverse()]) {
      const found = resultOf(chain(order, outputs)).levels.compartments?.outputs;
      expect(found?.q?.value).toBe(30000);
      expect(found?.p?.value).toBeNear(30000 - 2 * 8.31446261815324 * 298.15, { rel: 1e-9 });
    }
  });
});

const salty = (compartments: string, more: { field?: string; membranes?: string; solve?: string }) => `perrin: 1
temperature: 298.15 K
species: {na: {charge: 1}, cl: {charge: -1}, s: {}}
compartments: {${compartments}}
membranes:
${more.membranes ?? "  m: {between: [a, bath], area: 1 cm^2, solutes: {na: {P: 1e-8 m/s}, cl: {P: 1e-8 m/s}}}"}
field: ${more.field ?? "electroneutral"}
solve: ${more.solve ?? "{transient: {until: 10 s}}"}
`;
const SALT = "contains: {na: 100 mM, cl: 100 mM}";
const paths = (text: string) => issuesOf(text).map(({ path }) => path);

describe("potentials of compartments", () => {
  const cell = (clamp: string) => `a: {volume: 1 pL, ${SALT}${clamp}}`;
  const bath = (clamp: string) => `bath: {volume: infinite, ${SALT}${clamp}}`;

  test("a cell that is clamped beside a clamped bath would charge itself; alone it is the zero", () => {
    const [given, zero] = [", electric-potential: -80 mV", ", electric-potential: 0 mV"];
    expect(issuesOf(salty(`${cell(given)}, ${bath(zero)}`, {}))).toMatchObject([
      { code: "one-of", path: "compartments.a.electric-potential", expected: expect.stringContaining("infinite") },
    ]);
    expect(paths(salty(`${cell(given)}, ${bath("")}`, {}))).toEqual([]);
    expect(paths(salty(`${cell("").replace("1 pL", "infinite")}, ${bath(zero)}`, {}))).toEqual([]);
    const twoCells = `${cell(given)}, ${bath(zero).replace("infinite", "1 pL")}`;
    expect(paths(salty(twoCells, {}))).toEqual(["compartments.bath.electric-potential"]);
  });

  const loaded = (ends: string, capacitance: string) =>
    `{between: ${ends}, area: 500 um^2${capacitance}, solutes: {na: {P: 1e-8 m/s}, cl: {P: 1e-8 m/s}}}`;
  const C = ", capacitance: 1 uF/cm^2";

  test("by charge a potential needs capacitances on the way to one that is held", () => {
    const two = (second: string) => `  ab: ${loaded("[a, bath]", C)}\n  ac: ${loaded("[c, a]", second)}`;
    const three = `${cell("")}, c: {volume: 1 pL, ${SALT}}, ${bath("")}`;
    expect(issuesOf(salty(three, { field: "poisson", membranes: two("") }))).toMatchObject([
      { code: "missing-key", path: "membranes.ac", fix: "capacitance: 1 uF/cm^2" },
    ]);
    expect(paths(salty(three, { field: "poisson", membranes: two(C) }))).toEqual([]);
  });

  test("a membrane is not loaded to hundreds of volts, and without field: poisson not at all", () => {
    const membranes = `  m: ${loaded("[a, bath]", C)}`;
    const charged = `${cell("").replace("cl: 100 mM", "cl: 50 mM")}, ${bath("")}`;
    expect(issuesOf(salty(charged, { field: "poisson", membranes }))).toMatchObject([
      { code: "not-neutral", path: "compartments.a.contains", found: expect.stringContaining("965 V") },
    ]);
    expect(paths(salty(`${cell("")}, ${bath("")}`, { membranes }))).toEqual(["membranes.m.capacitance"]);
  });
});

describe("baths that vary in time", () => {
  const a = `a: {volume: 1 mL, ${SALT}}`;
  const varying = (na: string, cl: string) => `${a}, bath: {volume: infinite, contains: {na: ${na}, cl: ${cl}}}`;

  test("are neutral at all times", () => {
    expect(paths(salty(varying('"100 mM * (1 + t / (1 s))"', "100 mM"), {}))).toEqual(["compartments.bath.contains"]);
    expect(paths(salty(varying('"5 mM + 1 mM * t / (1 s)"', '"5 mM * (1 + t / (5 s))"'), {}))).toEqual([]);
    // out of balance for a tenth of the run alone
    const late = '"5 mM + max(0 mM, 1 mM * (t - 9 s) / (1 s))"';
    expect(paths(salty(varying(late, "5 mM"), {}))).toEqual(["compartments.bath.contains"]);
    const pulse = '"5 mM + 1 mM * exp(-((t - 3 s) / (0.4 s))^2)"';
    expect(paths(salty(varying(pulse, "5 mM"), {}))).toEqual(["compartments.bath.contains"]);
  });

  test("never hold less than nothing", () => {
    const text = salty(`${a}, bath: {volume: infinite, contains: {s: "5 mM - 1 mM * t / (1 s)"}}`, {});
    expect(issuesOf(text)).toMatchObject([
      {
        code: "out-of-range",
        path: "compartments.bath.contains.s",
        found: expect.stringContaining("below zero at t ="),
      },
    ]);
    expect(
      paths(text.replace("until: 10 s", "until: 5 s").replace("na: {P: 1e-8 m/s}", "na: {P: 1e-8 m/s}, s: impermeant")),
    ).toEqual([]);
  });

  test("may leave one ion to balance", () => {
    expect(paths(salty(varying('"5 mM + 1 mM * t / (1 s)"', "balance"), {}))).toEqual([]);
    const { levels } = resultOf(
      `${salty(varying('"5 mM + 1 mM * t / (1 s)"', "balance"), {})}levels: [compartments]\noutputs: {c: "c(cl, bath)"}\n`,
    );
    expect(levels.compartments?.outputs.c?.value).toBeNear(15, { rel: 1e-12 });
    expect(paths(salty(varying('"5 mM - 1 mM * t / (1 s)"', "balance"), {}))).toEqual([
      "compartments.bath.contains.na",
    ]);
    const potassium = salty(
      `${a}, bath: {volume: infinite, contains: {k: "1 mM * t / (1 s)", cl: 5 mM, na: balance}}`,
      {},
    )
      .replace("s: {}", "s: {}, k: {charge: 1}")
      .replace("cl: {P: 1e-8 m/s}", "cl: {P: 1e-8 m/s}, k: impermeant");
    expect(issuesOf(potassium)).toMatchObject([
      { code: "not-neutral", path: "compartments.bath.contains.na", found: expect.stringContaining("at t = ") },
    ]);
    expect(paths(potassium.replace("until: 10 s", "until: 5 s"))).toEqual([]);
  });

  test("have no steady state, nor have pumps whose rate varies", () => {
    const text = (solve: string) => salty(varying('"1 mM * exp(-t / (1 s))"', "balance"), { solve });
    expect(issuesOf(text("steady"))).toMatchObject([
      { code: "one-of", path: "solve", found: expect.stringContaining("na in bath depends on the time") },
    ]);
    expect(paths(text("[{transient: {until: 1 s}}, equilibrium]"))).toEqual(["solve[1]"]);
    const pumped = (rate: string) =>
      salty(`${a}, ${a.replace("a:", "bath:")}`, {
        solve: "steady",
        membranes: `  m: {between: [a, bath], area: 1 cm^2, solutes: {na: impermeant, cl: impermeant}, pumps: [{name: p, rate: "${rate}", moves: {na: 1, cl: 1}}]}`,
      });
    expect(paths(pumped("1 nmol/m^2/s * exp(-t / (1 s))"))).toEqual(["solve"]);
    expect(paths(pumped("1 nmol/m^2/s"))).toEqual([]);
  });
});

describe("what has no meaning in a compartment is refused:", () => {
  const one = (keys: string, more = {}) =>
    issuesOf(salty(`a: {volume: 1 mL, ${SALT}${keys}}, bath: {volume: infinite, ${SALT}}`, more));

  test("an ion that is bound", () => {
    expect(one(", binding: {na: 3 * na}")).toMatchObject([
      {
        code: "one-of",
        path: "compartments.a.binding.na",
        expected: expect.stringContaining("bound_na: {charge: +1}"),
      },
    ]);
    expect(one(", binding: {s: 3 * s}")).toEqual([]);
  });

  test("a rigid wall that bursts, and a steady state beyond a burst", () => {
    expect(one(", bursts: 2 mL")).toMatchObject([{ code: "one-of", path: "compartments.a.bursts" }]);
    expect(one(", bursts: 2 mL, wall: flexible")).toEqual([]);
    expect(one(", bursts: 2 mL, wall: flexible", { solve: "steady" })).toMatchObject([
      { code: "one-of", path: "solve", found: expect.stringContaining("burst") },
    ]);
  });

  test("partition coefficients of a filtrate", () => {
    const text = salty(`a: {volume: 1 mL, ${SALT}}, bath: {volume: filtrate, K: {s: 2}}`, {});
    expect(paths(text)).toEqual(["compartments.bath.K"]);
  });
});
