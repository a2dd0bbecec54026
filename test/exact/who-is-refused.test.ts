/**
 * What levels on grids, moving surfaces and mixtures cannot carry: each model beside one that differs from it by one word
 * and is carried.
 */
import { describe, expect, test } from "vitest";
import type { Level } from "#levels/contract.ts";
import type { LevelName } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { levelNamed } from "#run/level-registry.ts";
import { solvedBy } from "../support/grids.ts";
import { changed } from "../support/small-models.ts";
import "../support/matchers.ts";

/** Why a level does not carry the first species, or "carried". */
function answerOf(by: LevelName, text: string): string {
  const model = parseModel(text);
  const acceptance = (levelNamed(by) as Level).accepts(model, model.species[0]?.name ?? "");
  return acceptance.accepts ? "carried" : `${acceptance.because}; ${acceptance.change}`;
}

type Row = readonly [piece: string, by: string, because: RegExp];

const GRID = `perrin: 1
temperature: 300 K
species: {dye: {D: 1 um^2/s}}
domain: {geometry: rectangle, size: [2 um, 1 um], cells: [4, 2]}
initial: {dye: {at: [0.5 um, 0.5 um]}}
boundary: {left: {dye: absorbing}, right: {dye: {concentration: 0 mM}}}
sources: [{name: fading, species: dye, law: linear, rate: -1 1/s}]
solve: {transient: {until: 1 s}}
outputs: {there: survival(dye)}
`;
const SOURCE = "law: linear, rate: -1 1/s";

describe("walkers in cells are those that were there at the start", () => {
  test("a species that fades and leaves is carried, whichever the level of the network", () => {
    for (const by of ["walk", "master", "continuum"] as const) expect(answerOf(by, GRID), by).toBe("carried");
  });

  test.each<Row>([
    ["{concentration: 0 mM}", "{concentration: 1 mM}", /right supplies dye without end/],
    ["{concentration: 0 mM}", "{flux: 1 mol/m^2/s}", /right supplies dye without end/],
    [SOURCE, "law: zero-order, rate: 1 mM/s", /a source makes dye/],
    ["{at: [0.5 um, 0.5 um]}", "0 mM", /dye starts with nothing/],
  ])("%s as %s is refused by walk alone", (piece, by, because) => {
    const text = changed(GRID, piece, by).replace("survival(dye)", '"c(dye, 0.5 um, 0.5 um)"');
    const model = by === "0 mM" ? text : text.replace("{at: [0.5 um, 0.5 um]}", "2 mM");
    expect(answerOf("walk", model)).toMatch(because);
    expect(answerOf("master", model)).toBe("carried");
  });

  test.each<Row>([
    [SOURCE, "law: linear, rate: 1 1/s", /makes more of dye the more there is/],
    [SOURCE, "law: zero-order, rate: -1 mM/s", /uses up dye/],
  ])("%s as %s is refused by all", (piece, by, because) => {
    const text = changed(GRID, piece, by)
      .replace("{at: [0.5 um, 0.5 um]}", "2 mM")
      .replace("survival(dye)", "amount(dye)");
    for (const level of ["walk", "master", "continuum"] as const) expect(answerOf(level, text), level).toMatch(because);
  });
});

const SOLID = `perrin: 1
temperature: 300 K
species: {s: {D: 1 m^2/s}}
domain: {geometry: sphere, inner-radius: 1 m, radius: 2 m}
initial: {s: 0.1 mol/m^3}
boundary: {inner: {s: {dissolving: {solubility: 1 mol/m^3, density: 3 mol/m^3}}}, outer: {s: absorbing}}
solve: {transient: {until: 0.01 s}}
outputs: {face: surface(s)}
`;

describe("a solid dissolves into one liquid of one D", () => {
  test.each(["absorbing", "no-flux", "{concentration: 0.2 mol/m^3}"])("that ends at %s", (outer) => {
    expect(answerOf("continuum", changed(SOLID, "absorbing", outer))).toBe("carried");
  });

  test.each<Row>([
    ["absorbing", "{robin: {P: 1 m/s, concentration: 0 mM}}", /robin stands at the other end/],
    ["D: 1 m^2/s", 'D: "1 m^2/s * r / 1 m"', /D of s varies/],
    ["D: 1 m^2/s", "D: 1 m^2/s, drift: 1 m/s", /something drives it/],
    ["D: 1 m^2/s", 'D: 1 m^2/s, mu: [ideal, {potential: "1 kT * r / 1 m"}]', /something drives it/],
    ["{transient: {until: 0.01 s}}", "[steady, {transient: {until: 0.01 s}}]", /no steady state/],
    ["outputs:", "sources: [{name: fading, species: s, law: linear, rate: -1 1/s}]\noutputs:", /has a source/],
  ])("but not %s as %s", (piece, by, because) => {
    expect(answerOf("continuum", changed(SOLID, piece, by))).toMatch(because);
  });
});

const MIXTURE = `perrin: 1
temperature: 300 K
species: {a: {measure: mole-fraction, total: 1000 mol/m^3, D: 1e-9 m^2/s, mu: [ideal, {margules: 1.5}]}}
domain: {geometry: slab, thickness: 1 mm}
boundary: {left: {a: {concentration: 0.9}}, right: {a: {concentration: 0.1}}}
solve: steady
outputs: {J: "flux(a, right)"}
`;

describe("a mixture on a mesh", () => {
  test("is carried between held ends, with a drift too", () => {
    for (const by of ["master", "continuum"] as const) {
      expect(answerOf(by, MIXTURE), by).toBe("carried");
      expect(answerOf(by, changed(MIXTURE, "D: 1e-9 m^2/s", "D: 1e-9 m^2/s, drift: 1e-6 m/s")), by).toBe("carried");
      expect(
        answerOf(by, changed(MIXTURE, "{concentration: 0.1}", "{robin: {P: 1e-6 m/s, concentration: 0.1}}")),
        by,
      ).toBe("carried");
    }
  });

  test("but not with a drift through a membrane, and not eaten at zero order", () => {
    const drifting = changed(MIXTURE, "D: 1e-9 m^2/s", "D: 1e-9 m^2/s, drift: 1e-6 m/s");
    const membrane = changed(drifting, "{concentration: 0.1}", "{robin: {P: 1e-6 m/s, concentration: 0.1}}");
    const eaten = `${MIXTURE}sources: [{name: eating, species: a, law: zero-order, rate: -1 mol/m^3/s}]\n`;
    for (const by of ["master", "continuum"] as const) {
      expect(answerOf(by, membrane), by).toMatch(/carried by a drift through a membrane/);
      expect(answerOf(by, eaten), by).toMatch(/consumed at zero order/);
    }
  });

  test("has a curve that is 0.9 at one end and 0.1 at the other, and passes where its measure says", () => {
    const text = `${MIXTURE.replace('outputs: {J: "flux(a, right)"}', 'outputs: {c: {of: "c(a, 0.25 mm)"}}')}plots: [{profile: concentration}]\n`;
    const { profiles, readings } = solvedBy(levelNamed("closed-form") as Level, parseModel(text));
    const { coordinate: x, values } = profiles[0] as (typeof profiles)[number];
    expect([x[0], x.at(-1)]).toEqual([0, 1e-3]);
    expect(values[0]).toBeNear(0.9, { rel: 1e-12 });
    expect(values.at(-1)).toBeNear(0.1, { rel: 1e-12 });
    const quarter = x.indexOf(0.25e-3);
    expect(values[quarter]).toBeNear(readings[0]?.value as number, { rel: 1e-9 });
    expect(values).toHaveLength(41);
  });
});
