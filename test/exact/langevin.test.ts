import { describe, expect, test } from "vitest";
import type { Acceptance, LevelResult } from "#levels/contract.ts";
import { langevin } from "#levels/langevin/langevin.ts";
import type { Model } from "#model/model.ts";
import { lineFrom, measureAt, medium, slabOf, type WalkerModel, walkerModel } from "../support/langevin-models.ts";
import { allMeasures, measureOf, modelWith, solved, taskOf, valueAt } from "../support/models.ts";

const solvedModel = (model: Model, ...measures: Parameters<typeof taskOf>[1][number][]): LevelResult =>
  solved(langevin.solve(taskOf(model, measures)));

const accepts = (given: WalkerModel): Acceptance => langevin.accepts(walkerModel(given), "walker");

describe("what Langevin dynamics carries", () => {
  test("lines, planes, space; walls, membranes and interfaces; forces and media that vary", () => {
    const carried: WalkerModel[] = [
      { domain: lineFrom(), times: [1] },
      { domain: { kind: "free", geometry: "plane", dimensions: 2 }, times: [1] },
      { domain: lineFrom({ from: 0 }), left: { kind: "absorbing" }, start: 1, times: [1] },
      { domain: lineFrom(), potential: "x^4", times: [1], equilibrium: true },
      { domain: lineFrom(), potential: "cos(x)", times: [1] },
      {
        domain: slabOf({ name: "a" }, { name: "b" }),
        media: [medium("a", "1"), medium("b", "2", "1+x")],
        start: 0.5,
        times: [1],
      },
    ];
    for (const given of carried) expect(accepts(given)).toEqual({ accepts: true });
  });

  const refusals: [string, WalkerModel | Model, RegExp][] = [
    [
      "a boundary that lets walkers in",
      {
        domain: slabOf({ name: "a" }),
        media: [medium("a", "1")],
        start: 0.5,
        left: { kind: "concentration", concentration: 1 },
      },
      /concentration boundary lets walkers in/,
    ],
    [
      "a curved wall",
      { domain: { ...slabOf({ name: "a" }), geometry: "sphere" }, media: [medium("a", "1")] },
      /curved surfaces of a sphere/,
    ],
    ["a ring", { domain: slabOf({ name: "a" }), media: [medium("a", "1")], left: { kind: "periodic" } }, /ring/],
    [
      "a force in space",
      { domain: { kind: "free", geometry: "space", dimensions: 3 }, potential: "x", times: [1] },
      /free motion only/,
    ],
    [
      "an equilibrium of free walkers",
      { domain: lineFrom(), start: { kind: "equilibrium", amount: 1 }, times: [1] },
      /no equilibrium/,
    ],
    [
      "a D that is not positive somewhere",
      { domain: slabOf({ name: "a" }), media: [medium("a", "x - 0.5")], start: 0.7, times: [1] },
      /D is .* must be positive/,
    ],
    [
      "a jump of K within a medium",
      { domain: slabOf({ name: "a" }), media: [medium("a", "1", "if(x < 0.5, 1, 7)")], start: 0.7, times: [1] },
      /jumps at x/,
    ],
    ["a start outside", { domain: slabOf({ name: "a" }), media: [medium("a", "1")], start: 3, times: [1] }, /outside/],
    [
      "a layer so thin that steps would never end",
      {
        domain: slabOf({ name: "a" }, { name: "b", thickness: 1e-6 }, { name: "c" }),
        media: [medium("a", "1"), medium("b", "1", "0.1"), medium("c", "1")],
        start: 0.5,
        times: [1],
      },
      /steps would be needed/,
    ],
    [
      "a step law",
      modelWith({
        domain: lineFrom(),
        species: [
          {
            ...walkerModel({ domain: lineFrom() }).species[0],
            walk: { spacing: 1, dimensions: 1, right: 0.5, stay: 0, clock: { kind: "fixed", interval: 1 } },
          },
        ],
      }),
      /step law/,
    ],
  ];
  test.each(refusals)("it refuses %s, and says what to change", (_, given, because) => {
    const model = "species" in given ? (given as Model) : walkerModel(given as WalkerModel);
    const answer = langevin.accepts(model, "walker");
    if (answer.accepts) throw new Error("accepted");
    expect(answer.because).toMatch(because);
    expect(answer.change.length).toBeGreaterThan(5);
  });
});

describe("a run", () => {
  const walled = walkerModel({
    domain: lineFrom({ from: 0 }),
    left: { kind: "absorbing" },
    start: 1,
    times: [0, 0.5, 1],
    walkers: 6400,
  });
  const [survival, mean] = [measureOf("survival"), measureOf("mean")];

  test("has the same bits for the same seed, and others for another", () => {
    const of = (seed: number) => solved(langevin.solve(taskOf(walled, [survival, mean], { seed }))).readings;
    expect(of(3)).toEqual(of(3));
    expect(valueAt({ ...solvedModel(walled, mean), readings: of(3) }, mean.key, 1)).not.toBe(
      valueAt({ ...solvedModel(walled, mean), readings: of(4) }, mean.key, 1),
    );
  });

  test("of two species gives each its own noise", () => {
    const [first] = walled.species;
    const model = {
      ...walled,
      species: [first, { ...first, name: "other" }],
      boundaries: walled.boundaries.flatMap((b) => [b, { ...b, species: "other" }]),
    };
    const otherMean = { ...mean, key: "mean(other)", species: "other" };
    const other = solved(langevin.solve(taskOf(model, [otherMean], { species: "other" })));
    expect(valueAt(other, "mean(other)", 1)).not.toBe(valueAt(solvedModel(model, mean), mean.key, 1));
  });

  test("starts where the model says, at time 0, and loses no walker without saying where it went", () => {
    const lost = measureAt("amount_permeated", { kind: "end", end: "left" });
    const result = solvedModel(walled, survival, mean, lost);
    expect(valueAt(result, mean.key, 0)).toBe(1);
    expect(valueAt(result, survival.key, 0)).toBe(1);
    for (const t of [0, 0.5, 1])
      expect(valueAt(result, survival.key, t) + valueAt(result, lost.key, t)).toBeNear(1, { rel: 1e-15 });
  });

  test("keeps every walker of a closed stack, layer by layer", () => {
    const model = walkerModel({
      domain: slabOf(
        { name: "a" },
        { name: "face", thickness: 0, membrane: { walker: 2 } },
        { name: "b" },
        { name: "c", thickness: 0.5 },
      ),
      media: [medium("a", "1"), medium("b", "0.5", "3"), medium("c", "2")],
      start: 0.5,
      times: [0.3],
      walkers: 640,
    });
    const layers = ["a", "b", "c"].map((layer) => measureAt("amount", { kind: "layer", layer }));
    const result = solvedModel(model, ...layers);
    expect(layers.reduce((sum, { key }) => sum + valueAt(result, key, 0.3), 0)).toBeNear(1, { rel: 1e-15 });
  });

  test("spreads an initial concentration as it is written, and counts its amount", () => {
    const base = walkerModel({
      domain: slabOf({ name: "a", thickness: 2 }),
      media: [medium("a", "1")],
      times: [0],
      walkers: 64000,
    });
    const [species] = base.species;
    const c = { kind: "binary", operator: "*", left: { kind: "number", value: 3 }, right: { kind: "name", name: "x" } };
    const model = {
      ...base,
      species: [{ ...species, initial: { kind: "concentration" as const, concentration: c as never } }],
    };
    const amount = measureAt("amount", { kind: "all" });
    const result = solvedModel(model, amount, mean);
    expect(valueAt(result, amount.key, 0)).toBeNear(6, { rel: 1e-9 });
    // Standard deviation of x under x/2 on (0, 2) is √2/3: 6 standard errors of 64 000 walkers are 0.0112.
    expect(valueAt(result, mean.key, 0)).toBeNear(4 / 3, { abs: 0.0112 });
  });

  test("states its step, and takes half of it when refined", () => {
    const quartic = walkerModel({ domain: lineFrom(), potential: "x^4/4", start: 0.5, times: [0.01], walkers: 64 });
    const of = (refinement: number) => solved(langevin.solve(taskOf(quartic, [mean], { refinement }))).law;
    const [coarse, fine] = [of(1), of(2)];
    if (coarse.kind !== "discrete" || fine.kind !== "discrete") throw new Error("no step");
    expect(fine.step).toBe((coarse.step ?? 0) / 2);
    expect(solvedModel(walled, mean).law).toEqual({ kind: "continuum" });
  });

  test("says nothing of a mean exit time that is infinite, nor of a diffusivity within walls", () => {
    const { readings } = solved(langevin.solve(taskOf(walled, allMeasures())));
    const named = new Set(readings.map(({ measure }) => measure));
    expect(named.has("mean_exit_time(walker)")).toBe(false);
    expect(named.has("diffusivity(walker)")).toBe(false);
    expect(named.has("mean(walker)")).toBe(true);
  });

  test("yields often", () => {
    // 64 000 walkers and 11 records: about a million pieces of work, and a breath for each 100 000.
    const times = Array.from({ length: 11 }, (_, i) => i / 10);
    const run = langevin.solve(
      taskOf({ ...walled, solves: [{ kind: "transient", times }] }, [survival], { walkers: 64_000 }),
    );
    let yields = 0;
    while (!run.next().done) yields++;
    expect(yields).toBeGreaterThan(5);
  });
});
