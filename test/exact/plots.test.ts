import { describe, expect, test } from "vitest";
import { type Issue, ModelError } from "#model/issue.ts";
import type { Plot } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";

const mixture = (plot: string, more = "temperature: 800 K"): string => `perrin: 1
${more}
species:
  a:
    measure: mole-fraction
    total: 1e5 mol/m^3
    D: 1e-18 m^2/s
    mu: [ideal, {margules: 2.5}, {gradient: 1e-18 m^2}]
domain: {geometry: slab, thickness: 40 nm, cells: 40}
boundary: periodic
initial: {a: 0.5}
solve: {transient: {until: 400 s}}
outputs: {top: max(a), half: 200 s}
plots:
  - ${plot}
`;

const walker = (plot: string): string => `perrin: 1
species: {w: {D: 1e-9 m^2/s}}
domain: {geometry: slab, thickness: 10 um}
boundary: {right: {w: absorbing}}
initial: {w: {at: 5 um}}
solve: {transient: {until: 10 ms}}
outputs: {s: survival(w), gone: 1 - survival(w), mean: "amount(w, all)", late: 5 ms}
plots:
  - ${plot}
`;

const grid = (plot: string): string => `perrin: 1
species: {w: {D: 1e-9 m^2/s}}
domain: {geometry: rectangle, size: [10 um, 10 um], cells: [8, 8]}
initial: {w: 1 mM}
solve: {transient: {until: 10 ms}}
plots:
  - ${plot}
`;

function issuesOf(text: string): readonly Issue[] {
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof ModelError) return error.issues;
    throw error;
  }
  return [];
}

const plotsOf = (text: string): readonly Plot[] => parseModel(text).plots;

describe("figures that are read", () => {
  test("curves of a mixture, over what each depends on", () => {
    expect(plotsOf(mixture("{curve: growth_rate, over: wavelength}"))).toEqual([
      { kind: "curve", curve: "growth_rate", over: "wavelength", beside: [] },
    ]);
    const energy = "{curve: free_energy_density, over: composition, beside: [spinodal, common-tangent]}";
    expect(plotsOf(mixture(energy))).toEqual([
      { kind: "curve", curve: "free_energy_density", over: "composition", beside: ["common-tangent", "spinodal"] },
    ]);
    expect(plotsOf(mixture("{curve: phase-diagram, over: temperature}"))).toMatchObject([{ over: "temperature" }]);
  });

  test("a map over position and time where there is one coordinate, and over the plane where there are two", () => {
    expect(plotsOf(mixture("{map: a, over: [position, time]}"))).toEqual([
      { kind: "map", of: ["a"], at: [], overTime: true },
    ]);
    expect(plotsOf(grid("{map: concentration, at: 5 ms}"))).toEqual([
      { kind: "map", of: ["concentration"], at: [0.005] },
    ]);
  });

  test("bars of an output are by level, those of the resistance by layer", () => {
    expect(plotsOf(walker("{bar: mean}"))).toEqual([{ kind: "bar", of: "mean", by: "level" }]);
    expect(plotsOf(walker("{bar: resistance, by: layer}"))).toEqual([{ kind: "bar", of: "resistance", by: "layer" }]);
  });

  test("a histogram of a survival, also of what is made of one", () => {
    expect(plotsOf(walker("{histogram: s}"))).toEqual([{ kind: "histogram", of: "s" }]);
    expect(plotsOf(walker("{histogram: gone, beside: levels}"))).toEqual([
      { kind: "histogram", of: "gone", beside: ["levels"] },
    ]);
  });
});

describe("words that no figure knows", () => {
  const refused: readonly (readonly [text: string, code: string, expected: string, fix?: string])[] = [
    [walker("{histogram: foo}"), "unknown-output", "displacement"],
    [walker("{histogram: mean}"), "unknown-output", "survival"],
    [walker("{histogram: s, beside: data.tracks}"), "unknown-kind", "levels"],
    [walker("{histogram: displacement}"), "missing-key", "tracks or rings"],
    [walker("{profile: concentratoin}"), "unknown-kind", "concentration", "concentration"],
    [walker("{profile: concentration, scale: loog}"), "unknown-kind", "by-layer", "log"],
    [walker("{profile: probability, beside: continum}"), "unknown-kind", "continuum", "continuum"],
    [walker("{profile: w, by: layer}"), "unknown-key", "at, scale"],
    [walker("{series: s, beside: lat}"), "unknown-output", "late", "late"],
    [walker("{series: s, beside: mean}"), "wrong-dimension", "a time"],
    [walker("{series: s, scale: by-layer}"), "unknown-kind", "log-log"],
    [walker("{bar: amount}"), "unknown-kind", "resistance"],
    [walker("{bar: mean, by: layer}"), "unknown-kind", "level"],
    [walker("{map: w}"), "missing-key", "over: [position, time]", "over: [position, time]"],
    [walker("{map: w, over: [time, position]}"), "unknown-kind", "[position, time]", "[position, time]"],
    [grid("{map: w, over: [position, time]}"), "one-of", "at some times"],
    [walker("{curve: thermodynamic_factor, over: composition}"), "missing-key", "margules"],
    [mixture("{curve: growth_rat, over: wavelength}"), "unknown-kind", "growth_rate", "growth_rate"],
    [mixture("{curve: growth_rate, over: composition}"), "unknown-kind", "wavelength", "over: wavelength"],
    [mixture("{curve: growth_rate}"), "missing-key", "wavelength", "over: wavelength"],
    [
      mixture("{curve: thermodynamic_factor, over: composition, beside: spinodl}"),
      "unknown-kind",
      "spinodal",
      "spinodal",
    ],
    [mixture("{curve: free_energy_density, over: composition, beside: binodal}"), "unknown-kind", "common-tangent"],
    [mixture("{curve: phase-diagram, over: temperature}", "title: cold"), "needs-temperature", "temperature:"],
    [mixture("{map: a, profile: a}"), "one-of", "profile, map"],
    [mixture("{at: 5 s}"), "one-of", "curve"],
  ];
  for (const [text, code, expected, fix] of refused) {
    const plot = text.trim().split("\n").at(-1)?.slice(4) ?? "";
    test(`${plot} is refused by name, once`, () => {
      const issues = issuesOf(text);
      expect(issues.map((issue) => issue.code)).toEqual([code]);
      expect(issues[0]?.expected).toContain(expected);
      if (fix !== undefined) expect(issues[0]?.fix).toContain(fix);
    });
  }
});
