import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import type { Model } from "#model/model.ts";
import { held, measure, stackModel, textOf } from "../support/closed-form.ts";
import { modelWith, solved, walkerWith } from "../support/models.ts";

const slab = stackModel({
  layers: [{ l: 1e-3, D: 1e-9 }],
  left: held(1),
  right: held(0),
  fields: { plots: [{ kind: "profile", of: ["concentration"], at: [50, 100] }] },
});

function refusal(model: Model, species: string) {
  const answer = closedForm.accepts(model, species);
  if (answer.accepts) throw new Error("the closed form accepts it");
  return answer;
}

describe("the closed-form level", () => {
  test("several laws answer one model, each named with its formula", () => {
    const result = solved(
      closedForm.solve({
        model: slab,
        species: "drug",
        solves: [{ kind: "steady" }, { kind: "transient", times: [0, 100] }],
        measures: ["flux(drug, right)", "time_lag(drug, right)", "amount(drug, all)"].map(measure),
        walkers: 0,
        seed: 1,
        refinement: 1,
      }),
    );
    expect(result.readings.map(({ measure: key, when }) => [key, when])).toEqual([
      ["flux(drug, right)", "steady"],
      ["flux(drug, right)", 100],
      ["time_lag(drug, right)", "timeless"],
      ["amount(drug, all)", "steady"],
      ["amount(drug, all)", 0],
      ["amount(drug, all)", 100],
    ]);
    expect(result.law).toEqual({ kind: "continuum" });
    for (const word of ["steady state of layers in series: ", "transient of layers", "time lag of layers"])
      expect(result.method).toContain(word);
    expect(result.sources.length).toBeGreaterThan(1);
    expect(result.profiles.map(({ when }) => when)).toEqual(["steady", 50, 100]);
    for (const { coordinate, values } of result.profiles) {
      expect(coordinate.length).toBe(values.length);
      expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  test("it carries no sampling noise, no order and no rates", () => {
    const { sampled, order, sharesRatesWith } = closedForm;
    expect({ sampled, order, sharesRatesWith }).toEqual({
      sampled: false,
      order: { space: 0, time: 0 },
      sharesRatesWith: [],
    });
  });

  test("where no law holds, it names the nearest and what differs", () => {
    const varying = modelWith({
      domain: { kind: "free", geometry: "line", dimensions: 1 },
      species: [walkerWith({ media: [{ medium: "", diffusivity: textOf("1 + x^2"), partition: textOf(1) }] })],
    });
    const { because, change } = refusal(varying, "walker");
    expect(because).toMatch(
      /no exact law is known for walker; the nearest is "point source in unbounded space", but D/,
    );
    expect(change).toBe("give a constant D");
  });

  test("a law of a lattice says that it is discrete", () => {
    const walk = { spacing: 2, dimensions: 1, right: 0.5, stay: 0, clock: { kind: "fixed", interval: 3 } } as const;
    const model = modelWith({
      domain: { kind: "free", geometry: "line", dimensions: 1 },
      species: [walkerWith({ walk })],
    });
    const result = solved(
      closedForm.solve({
        model,
        species: "walker",
        solves: [{ kind: "transient", times: [9] }],
        measures: [measure("variance(walker)")],
        walkers: 0,
        seed: 1,
        refinement: 1,
      }),
    );
    expect(result.law).toEqual({ kind: "discrete", spacing: 2, step: 3 });
    expect(result.readings[0].value).toBe(12);
  });
});
