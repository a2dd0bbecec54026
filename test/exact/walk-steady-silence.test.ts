import { expect, test } from "vitest";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved } from "../support/models.ts";

function steadyOf(more: string, left = "{concentration: 1 mM}") {
  const model = parseModel(`perrin: 1
species: {g: {in: {gel: {D: 1e-9 m^2/s}}}}
domain: {geometry: slab, layers: [{name: gel, thickness: 10 um, medium: gel}]}
boundary: {left: {g: ${left}}, right: {g: {concentration: 0 mM}}}
solve: steady
outputs: {J: "flux(g, right)"}
${more}`);
  return solved(
    walk.solve({
      model,
      species: "g",
      solves: model.solves,
      measures: measuresOf(model),
      walkers: 640,
      seed: 1,
      refinement: 1,
    }),
  );
}

test("a steady state that walkers do not state is not passed over in silence", () => {
  const reasons: readonly [string, string, string?][] = [
    [
      "media: {gel: {porosity: 0.5, wall-area: 1e5 1/m}}\ncarriers: {out: {law: linear, P: 1e-6 m/s}}\nsources: [{name: s, carrier: out, species: g, at: gel.walls}]",
      "carriers take them on the way",
    ],
    ["sources: [{name: s, species: g, at: gel, law: linear, rate: -1 1/s}]", "sources make or take them on the way"],
    ["", "here one end is not held", "no-flux"],
  ];
  for (const [more, reason, left] of reasons) {
    const { readings, warnings, method } = steadyOf(more, left);
    expect(readings).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^the steady state of g is not stated: walkers are followed/);
    expect(warnings[0]).toContain(reason);
    expect(method).toMatch(/^\d+ walkers on \d+ nodes$/);
  }
});

test("between held ends it is stated, without a word", () => {
  const { readings, warnings } = steadyOf("");
  expect(readings).toHaveLength(1);
  expect(warnings).toEqual([]);
});
