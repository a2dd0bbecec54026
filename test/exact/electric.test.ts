import { describe, expect, test } from "vitest";
import { ionMesh } from "#generator/ions/ion-mesh.ts";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import { langevin } from "#levels/langevin/langevin.ts";
import { master } from "#levels/master/master.ts";
import { walk } from "#levels/walk/walk.ts";
import { ModelError } from "#model/issue.ts";
import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";
import { textOf } from "../support/closed-form.ts";
import { ionModel, solvedIons } from "../support/ions.ts";
import "../support/matchers.ts";

const PORE = `perrin: 1
temperature: 298.15 K
parameters: {V: 50 mV, X: -100 mM}
species:
  k: {charge: 1, D: 1.957e-9 m^2/s}
  cl: {charge: -1, D: 2.032e-9 m^2/s}
media: {water: {permittivity: 80}}
domain: {geometry: slab, layers: [{name: pore, thickness: 5 nm, medium: water, fixed-charge: X, cells: 40}]}
field: poisson
boundary:
  left: {k: {concentration: 500 mM}, cl: {concentration: 500 mM}, electric-potential: V}
  right: {k: {concentration: 100 mM}, cl: {concentration: 100 mM}, electric-potential: 0 mV}
solve: steady
levels: [continuum]
outputs:
  I: {of: "current_density(all, right)", unit: A/m^2}
  I_k: {of: "current_density(k, right)", unit: A/m^2}
  E: zero_of(I, V)
  drop: electric_potential(left) - electric_potential(pore.right)
sweep:
  iv: {vary: V, among: [-50 mV, 0 mV, 50 mV], plot: I, beside: [constant-field, electroneutral]}
expect:
  - {of: E, value: -10 mV, abs: 1 V, with: {X: 0 mM}}
`;

const without = (piece: string, by = ""): string => {
  if (!PORE.includes(piece)) throw new Error(`no ${piece}`);
  return PORE.replace(piece, by);
};

function issuesOf(text: string): readonly string[] {
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof ModelError) return error.issues.map(({ code, found }) => `${code}: ${found}`);
    throw error;
  }
  return [];
}

function run(text: string): RunResult {
  const read = (set: Readonly<Record<string, string>> = {}): Model => parseModel(text, { set });
  const running = runModel(read(), { version: "0", name: "pore", hash: "", variant: read });
  for (;;) {
    const next = running.next();
    if (next.done === true) return next.value;
  }
}

describe("what a file with charges must say", () => {
  test("is said by this one", () => {
    expect(issuesOf(PORE)).toEqual([]);
  });

  test.each([
    ["a field", "field: poisson\n", "", /missing-key: a charge without field/],
    ["the permittivity", "media: {water: {permittivity: 80}}\n", "", /missing-key: no permittivity of water/],
    ["a permittivity above zero", "permittivity: 80", "permittivity: -80", /out-of-range: -80/],
    ["the temperature", "temperature: 298.15 K\n", "", /needs-temperature/],
    ["the electric potential", ", electric-potential: 0 mV", "", /without the electric potential of the right end/],
    [
      "neutral baths",
      "right: {k: {concentration: 100 mM}",
      "right: {k: {concentration: 110 mM}",
      /not-neutral: .*10 mM/,
    ],
    ["an ion of a current", "current_density(k, right)", "current_density(na, right)", /which is no ion/],
    ["the place of a current", "current_density(k, right)", "current_density(k)", /without a place/],
    ["an output that vanishes", "zero_of(I, V)", "zero_of(J, V)", /"J", which is not an output/],
    ["a parameter that is varied", "zero_of(I, V)", "zero_of(I, W)", /"W", which is not a parameter/],
    ["a field beside", "[constant-field, electroneutral]", "[goldman]", /unknown-kind: "goldman"/],
  ])("%s", (_, piece, by, says) => {
    expect(issuesOf(without(piece, by)).join("\n")).toMatch(says);
  });

  test("a constant field needs both potentials, a neutral one only where zero is", () => {
    const open = without(", electric-potential: 0 mV");
    expect(issuesOf(open.replace("poisson", "constant-field")).join()).toMatch(/right end/);
    expect(issuesOf(open.replace("poisson", "electroneutral"))).toEqual([]);
    const floating = open.replace(", electric-potential: V", "").replace("poisson", "electroneutral");
    expect(issuesOf(floating).join()).toMatch(/left and right end/);
  });

  test("a film before a bath stands at an end of zero potential", () => {
    const film = PORE.replace("poisson", "constant-field").replace(
      "left: {k: {concentration: 500 mM}",
      "left: {k: {robin: {P: 1 m/s, concentration: 500 mM}}",
    );
    expect(issuesOf(film).join()).toMatch(/one-of: a potential at the end behind which k has a film/);
    expect(issuesOf(film.replace("{V: 50 mV", "{V: 0 mV"))).toEqual([]);
  });
});

test("a field in cells is the law of the widest of them", () => {
  const model = parseModel(PORE);
  const { leftHalf, rightHalf } = ionMesh(model, { cells: 200, refinement: 1 });
  const { law } = solvedIons(continuum, model, ["electric_potential(left)"]);
  const widest = Math.max(...Array.from(leftHalf, (half, i) => half + (rightHalf[i] ?? 0)));
  expect(law).toEqual({ kind: "discrete", spacing: expect.toBeNear(widest, { rel: 1e-12 }) });
  expect(widest).toBeGreaterThan(5e-9 / 40);
});

describe("what is said of a field", () => {
  const result = run(PORE);
  const outputs = result.levels.continuum?.outputs;

  test("the current is that of all ions, and the potential that of its end", () => {
    expect(outputs?.drop?.value).toBeNear(0.05, { rel: 1e-12 });
    expect(outputs?.I?.unit).toBe("A/m^2");
    expect(outputs?.I_k?.value).toBeLessThan(outputs?.I?.value ?? Number.NaN); // chloride runs the other way
  });

  test("at the zero of the current there is no current", () => {
    const there = run(PORE.replace("V: 50 mV", `V: ${outputs?.E?.value} V`)).levels.continuum?.outputs.I?.value;
    expect(there).toBeNear(0, { abs: 1e-9 * Math.abs(outputs?.I?.value ?? 0) });
  });

  test("a zero with a parameter set is that of the model with it set", () => {
    const [verdict] = result.expect;
    const uncharged = run(PORE.replace("X: -100 mM", "X: 0 mM")).levels.continuum?.outputs.E?.value;
    expect(verdict?.found).toBeNear(uncharged ?? Number.NaN, { rel: 1e-9 });
    expect(Math.abs((uncharged ?? 0) - (outputs?.E?.value ?? 0))).toBeGreaterThan(1e-3);
  });

  test("both limits stand beside a sweep, each by a level that can, and the note tells how far they are", () => {
    const [sweep] = result.sweeps;
    expect(sweep?.beside?.map(({ field }) => field)).toEqual(["constant-field", "electroneutral"]);
    const alone = (field: string) =>
      run(PORE.replace("field: poisson", `field: ${field}`)).levels.continuum?.outputs.I?.value;
    expect(sweep?.values[2]).toBe(outputs?.I?.value);
    for (const { field, values } of sweep?.beside ?? []) expect(values[2]).toBe(alone(field));
    expect(result.notes.join()).toMatch(/L \/ Debye length is 11\.5.* 5\.149.*not bounds/);
  });

  test("charges without a field are told to be ignored", () => {
    const { notes, levels } = run(
      PORE.replace("field: poisson", "field: none")
        .replace("  E: zero_of(I, V)\n", "")
        .replace(/ {2}drop.*\n/, "")
        .replace(/sweep:[\s\S]*$/, ""),
    );
    expect(notes.join()).toMatch(/charges of k, cl are ignored/);
    expect(levels.continuum?.outputs.I_k?.value).toBeNear((96485.33212331 * 1.957e-9 * 400) / 5e-9, { rel: 1e-9 });
  });
});

describe("what cannot be carried is told", () => {
  const ions = [
    { name: "k", z: 1, D: 2e-9, left: 10, right: 10 },
    { name: "cl", z: -1, D: 2e-9, left: 10, right: 10 },
  ];
  const model = ionModel({ ions, layers: [{ l: 1e-8 }], field: "poisson", left: 0, right: 0 });

  test("independent walkers know no field that all of them make", () => {
    for (const level of [walk, langevin]) {
      const answer = level.accepts(model, "k");
      expect(answer.accepts ? "" : answer.because).toMatch(/walkers of this level are independent/);
    }
  });

  test("an amount that no end holds has no steady state", () => {
    const closed = ionModel({
      ions: ions.map((ion) => ({ ...ion, left: { kind: "no-flux" as const }, right: { kind: "no-flux" as const } })),
      layers: [{ l: 1e-8 }],
      field: "poisson",
      left: 0,
      right: 0,
    });
    for (const level of [continuum, master]) {
      const answer = level.accepts(closed, "k");
      expect(answer.accepts ? "" : answer.because).toMatch(/no end holds a concentration of k/);
    }
  });

  test("where zero is has to be said by a bath; a potential that neutrality sets is told to be unused", () => {
    const wall = { kind: "no-flux" as const };
    const film = (left: number | undefined, right: number | undefined) =>
      ionModel({
        ions: [
          { name: "ag", z: 1, D: 1.6e-9, left: 10, right: 1 },
          { name: "no3", z: -1, D: 1.9e-9, left: 10, right: wall },
        ],
        layers: [{ l: 1e-4 }],
        field: "electroneutral",
        ...(left === undefined ? {} : { left }),
        ...(right === undefined ? {} : { right }),
      });
    const answer = continuum.accepts(film(undefined, 0), "ag");
    expect(answer.accepts ? "" : answer.because).toMatch(/nothing says where zero is/);
    expect(solvedIons(continuum, film(0, 0.1), []).warnings.join()).toMatch(/of the right end is not used/);
    expect(solvedIons(continuum, film(0, undefined), []).warnings).toEqual([]);
  });

  test("an electrode that leaves no ion at all has a potential without end: Newton's method says where it stood", () => {
    const film = ionModel({
      ions: [
        { name: "ag", z: 1, D: 1.6e-9, left: 10, right: { kind: "absorbing" } },
        { name: "no3", z: -1, D: 1.9e-9, left: 10, right: { kind: "no-flux" } },
      ],
      layers: [{ l: 1e-4 }],
      field: "electroneutral",
      left: 0,
    });
    let failure: unknown;
    try {
      solvedIons(continuum, film, ["flux(ag, right)"]);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(NumericalFailure);
    const { where, what, advice } = failure as NumericalFailure;
    expect(where).toMatch(/Newton's method for ions.*at x = /);
    expect(what).toMatch(/lacks .* of its terms/);
    expect(advice).toMatch(/concentrations above zero/);
  });
});

describe("closed forms of equilibria of ions", () => {
  test("Donnan's, layer by layer: the activities of a 2:1 salt are those of the bath, and each layer is neutral", () => {
    const ions = [
      { name: "ca", z: 2, D: 8e-10, left: 50, right: 50 },
      { name: "cl", z: -1, D: 2e-9, left: 100, right: 100 },
    ];
    const layers = [{ l: 1e-6, X: -30 }, { l: 2e-6 }, { l: 1e-6, X: 400 }];
    const model = ionModel({ ions, layers, field: "electroneutral", left: 0.01, right: 0.01 });
    const { read } = solvedIons(closedForm, model, [
      ...["a", "b", "c"].flatMap((layer) => [`c(ca, ${layer}.right)`, `c(cl, ${layer}.left)`]),
      "electric_potential(c.left)",
      "electric_potential(right)",
      "flux(ca, left)",
    ]);
    for (const [layer, X] of [
      ["a", -30],
      ["b", 0],
      ["c", 400],
    ] as const) {
      const [ca, cl] = [read(`c(ca, ${layer}.right)`), read(`c(cl, ${layer}.left)`)];
      expect(2 * ca - cl + X).toBeNear(0, { abs: 1e-10 });
      expect(ca * cl * cl).toBeNear(50 * 100 * 100, { rel: 1e-11 });
    }
    const thermal = (8.31446261815324 * 298.15) / 96485.33212331;
    expect(read("electric_potential(c.left)") - 0.01).toBeNear(thermal * Math.log(read("c(cl, c.left)") / 100), {
      rel: 1e-11,
    });
    expect(read("electric_potential(right)")).toBe(0.01);
    expect(read("flux(ca, left)")).toBe(0);
  });

  test("a salt leaves a potential behind: the side to which the faster anion runs ahead is negative", () => {
    const model = ionModel({
      ions: [
        { name: "na", z: 1, D: 1.334e-9, left: 150, right: 15 },
        { name: "cl", z: -1, D: 2.032e-9, left: 150, right: 15 },
      ],
      layers: [{ l: 1e-3 }],
      field: "electroneutral",
      left: 0,
      fields: { solves: [{ kind: "transient", times: [100] }] },
    });
    const started = {
      ...model,
      species: model.species.map((one) => ({
        ...one,
        initial: { kind: "concentration" as const, concentration: textOf(15) },
      })),
    };
    const texts = ["electric_potential(right)", "electric_potential(0.00025)"];
    const [exact, found] = [closedForm, continuum].map((level) => solvedIons(level, started, texts));
    expect(exact?.read("electric_potential(right)")).toBeNear(-0.0122677439334, { rel: 1e-9 });
    // second order on 200 cells: a few parts in 1e4
    for (const text of texts) expect(found?.read(text)).toBeNear(exact?.read(text) ?? 0, { rel: 1e-3 });
  });

  test("a diffuse layer mirrors itself, and falls from the wall that nothing passes", () => {
    const closed = { kind: "no-flux" as const };
    const at = (left: number | typeof closed, right: number | typeof closed, l: number) =>
      ionModel({
        ions: [
          { name: "na", z: 1, D: 1e-9, left, right },
          { name: "cl", z: -1, D: 2e-9, left, right },
        ],
        layers: [{ l }],
        field: "poisson",
        left: typeof left === "number" ? 0.02 : -0.03,
        right: typeof right === "number" ? 0.02 : -0.03,
      });
    const [one, other] = [
      solvedIons(closedForm, at(closed, 100, 4e-8), ["c(na, 1e-9)", "electric_potential(1e-9)"]),
      solvedIons(closedForm, at(100, closed, 4e-8), ["c(na, 3.9e-8)", "electric_potential(3.9e-8)"]),
    ];
    expect(one.read("c(na, 1e-9)")).toBeNear(other.read("c(na, 3.9e-8)"), { rel: 1e-12 });
    expect(one.read("electric_potential(1e-9)")).toBeNear(other.read("electric_potential(3.9e-8)"), { rel: 1e-12 });
    const answer = closedForm.accepts(at(closed, 100, 1e-8), "na");
    expect(answer.accepts ? "" : answer.because).toMatch(/nearer than thirty Debye lengths/);
  });
});
