import { describe, expect, test } from "vitest";
import { dataValue, diffusivityInterval, judgeMeasurement } from "#inference/judge-measurement.ts";
import type { Measurement } from "#model/model.ts";
import { PERRIN_MEASUREMENT } from "../support/fixtures/perrin-1909.ts";
import "../support/matchers.ts";

const rings: Measurement = {
  name: "rings",
  verdict: "require",
  content: { kind: "rings", species: "grain", ringWidth: 0.25, counts: [34, 78, 106, 103, 75, 49, 30, 17, 9] },
};
const values: Measurement = {
  name: "fluxes",
  verdict: "require",
  content: { kind: "values", output: "J", at: [1, 2], values: [1, 2], standardErrors: [0.1, 0.1] },
};

describe("each kind of measurement is held against its own law", () => {
  test("tracks against free diffusion, with Avogadro's number where grain and liquid are known", () => {
    const forecast = { dimensions: 2, diffusivity: 3.71350599e-13 };
    const plain = judgeMeasurement(PERRIN_MEASUREMENT, forecast);
    expect(plain).toMatchObject({ name: "positions", binding: false, verdict: "agree" });
    expect(plain.z).toBeNear(2.2778, { rel: 1e-4 });
    const names = (judged: typeof plain) => judged.details.map(({ name }) => name);
    expect(names(plain)).not.toContain("Avogadro's number");
    const grain = { ...forecast, temperature: 290, viscosity: 1.1e-3, radius: 0.52e-6 };
    expect(names(judgeMeasurement(PERRIN_MEASUREMENT, grain))).toContain("Avogadro's number");
  });

  test("rings against Rayleigh's law", () => {
    expect(judgeMeasurement(rings, { dimensions: 2 })).toMatchObject({
      name: "rings",
      binding: true,
      verdict: "agree",
    });
  });

  test("values against an output, if a level states it", () => {
    expect(judgeMeasurement(values, { dimensions: 1, output: (at) => at }).verdict).toBe("agree");
    expect(judgeMeasurement(values, { dimensions: 1, output: (at) => 2 * at }).verdict).toBe("disagree");
    expect(judgeMeasurement(values, { dimensions: 1 }).verdict).toBe("cannot tell");
  });
});

describe("what a measurement is worth in an output", () => {
  test("diffusivity, its standard error and the count, in SI", () => {
    expect(dataValue("diffusivity", PERRIN_MEASUREMENT)).toBeNear(4.49218837184e-13, { rel: 1e-11 });
    expect(dataValue("standard_error", PERRIN_MEASUREMENT)).toBeNear(4.13539459393e-14, { rel: 1e-11 });
    expect(dataValue("count", PERRIN_MEASUREMENT)).toBe(118);
    expect(dataValue("count", rings)).toBe(501);
    expect(dataValue("count", values)).toBe(2);
  });

  test("nothing where the question has no answer", () => {
    expect(dataValue("diffusivity", rings)).toBeUndefined();
    expect(dataValue("standard_error", values)).toBeUndefined();
    expect(dataValue("flux", PERRIN_MEASUREMENT)).toBeUndefined();
  });

  test("the 95 % interval of D", () => {
    const interval = diffusivityInterval(PERRIN_MEASUREMENT);
    expect(interval?.low).toBeNear(3.78029400278e-13, { rel: 1e-11 });
    expect(interval?.high).toBeNear(5.42714138369e-13, { rel: 1e-11 });
    expect(diffusivityInterval(rings)).toBeUndefined();
  });
});
