import { describe, expect, test } from "vitest";
import { derivative } from "#model/expression/derivative.ts";
import { dimensionOf } from "#model/expression/dimension-of.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { waterViscosity } from "#physics/water-viscosity.ts";
import { dimension, formatDimension } from "#units/dimension.ts";
import "../support/matchers.ts";

// Values of IAPWS SR6-08 as tabulated by others, to the digits printed there.
const TABLE = [
  { celsius: 20, viscosity: 0.0010015672646, rel: 1e-10 },
  { celsius: 25, viscosity: 8.89996773679e-4, rel: 1e-11 },
  { celsius: 37, viscosity: 6.91303420385e-4, rel: 1e-11 },
  { celsius: 40, viscosity: 6.52733474209e-4, rel: 1e-11 },
];

test.each(TABLE)("water at $celsius °C has $viscosity Pa s", ({ celsius, viscosity, rel }) => {
  expect(waterViscosity(celsius + 273.15)).toBeNear(viscosity, { rel });
});

test("outside the liquid the formula has no meaning", () => {
  expect(() => waterViscosity(25)).toThrow(
    "temperature = 25: the viscosity of water is known from 253.15 to 383.15 K.",
  );
  expect(() => waterViscosity(383.2)).toThrow("383.2");
  expect(() => waterViscosity(Number.NaN)).toThrow("NaN");
});

describe("water_viscosity(T) in a model file", () => {
  const scope = { name: (name: string) => (name === "T" ? dimension("K") : undefined) };
  const at = (t: number) => ({ name: (name: string) => (name === "T" ? t : undefined) });

  test("takes a temperature and gives a viscosity", () => {
    expect(formatDimension(dimensionOf(parseExpression("water_viscosity(T)"), scope))).toBe(
      formatDimension(dimension("Pa s")),
    );
    expect(() => dimensionOf(parseExpression("water_viscosity(25)"), scope)).toThrow("25 is a pure number");
  });

  test("is the law, and NaN where the law has no meaning", () => {
    const e = parseExpression("water_viscosity(T)");
    expect(evaluate(e, at(298.15))).toBe(waterViscosity(298.15));
    expect(evaluate(e, at(25))).toBeNaN();
  });

  // A central difference over h = 0.01 K errs by h² η'''/6 < 1e-4 * 2e-6 / 6, 2e-6 of a slope of 2e-5, and by
  // eps η / h = 2e-17, far less.
  test("falls with temperature as its slope says, in Pa s per kelvin", () => {
    const slope = derivative(parseExpression("water_viscosity(T)"), "T");
    expect(formatDimension(dimensionOf(slope, scope))).toBe(formatDimension(dimension("Pa s K^-1")));
    for (const t of [280, 298.15, 310]) {
      const difference = (waterViscosity(t + 0.01) - waterViscosity(t - 0.01)) / 0.02;
      expect(evaluate(slope, at(t))).toBeNear(difference, { rel: 2e-6 });
    }
  });
});
