import { describe, expect, test } from "vitest";
import {
  DIMENSIONLESS,
  describeDimension,
  dimension,
  divided,
  formatDimension,
  multiplied,
  raised,
  sameDimension,
} from "#units/dimension.ts";
import { NAMED_DIMENSIONS } from "#units/dimension-name.ts";

describe("dimension", () => {
  // Exponents of m, kg, s, A, K, mol, from the SI definitions of the units.
  test.each([
    ["1", [0, 0, 0, 0, 0, 0]],
    ["m^2 s^-1", [2, 0, -1, 0, 0, 0]],
    ["mol m^-2 s^-1", [-2, 0, -1, 0, 0, 1]],
    ["N", [1, 1, -2, 0, 0, 0]],
    ["J", [2, 1, -2, 0, 0, 0]],
    ["J/mol/K", [2, 1, -2, 0, -1, -1]],
    ["W", [2, 1, -3, 0, 0, 0]],
    ["Pa s", [-1, 1, -1, 0, 0, 0]],
    ["Pa^0.5", [-0.5, 0.5, -1, 0, 0, 0]],
    ["C", [0, 0, 1, 1, 0, 0]],
    ["V", [2, 1, -3, -1, 0, 0]],
    ["F", [-2, -1, 4, 2, 0, 0]],
    ["S m^-1", [-3, -1, 3, 2, 0, 0]],
    ["ohm", [2, 1, -3, -2, 0, 0]],
    ["Hz rad", [0, 0, -1, 0, 0, 0]],
  ])("%s has the exponents of its definition", (si, exponents) => {
    expect(dimension(si)).toEqual(exponents);
  });

  test.each(["", "um", "m^", "m^0.1234567", "m^2^2", "m //s", "/s", "m/", "__proto__"])("%j is refused", (si) => {
    expect(() => dimension(si)).toThrow("dimension(");
  });

  test("Ohm's, Einstein's and Fick's laws balance", () => {
    expect(multiplied(dimension("A"), dimension("ohm"))).toEqual(dimension("V"));
    expect(divided(dimension("J"), dimension("kg s^-1"))).toEqual(dimension("m^2 s^-1"));
    const gradient = divided(dimension("mol m^-3"), dimension("m"));
    expect(multiplied(dimension("m^2 s^-1"), gradient)).toEqual(dimension("mol m^-2 s^-1"));
    expect(raised(dimension("m s^-1"), 2)).toEqual(dimension("J kg^-1"));
    expect(raised(dimension("Pa"), 0)).toEqual(DIMENSIONLESS);
  });

  test("a velocity is not a diffusion coefficient, in any of the six exponents", () => {
    expect(sameDimension(dimension("m s^-1"), dimension("m^2 s^-1"))).toBe(false);
    for (const base of ["m", "kg", "s", "A", "K", "mol"])
      expect(sameDimension(dimension(base), DIMENSIONLESS)).toBe(false);
    expect(sameDimension(dimension("Pa"), dimension("J m^-3"))).toBe(true);
  });
});

describe("formatDimension", () => {
  test.each([
    ["1", "1"],
    ["s^-1 m^2", "m^2 s^-1"],
    ["m^-2 s^-1 mol", "mol m^-2 s^-1"],
    ["kg m^2 s^-2", "J"],
    ["N m", "J"],
    ["J m^-2", "N m^-1"],
    ["J m^-3", "Pa"],
    ["kg m^-2", "kg m^-2"],
    ["kg^-1 K^-0.5 s^2", "s^2 kg^-1 K^-0.5"],
  ])("writes %s as %s", (si, written) => {
    expect(formatDimension(dimension(si))).toBe(written);
  });

  test("every named dimension is written as the table spells it, and listed once", () => {
    for (const [si] of NAMED_DIMENSIONS) expect(formatDimension(dimension(si))).toBe(si);
  });
});

describe("describeDimension", () => {
  test.each([
    ["1", "a pure number"],
    ["m s^-1", "a velocity [m s^-1]"],
    ["m^2 s^-1", "a diffusion coefficient [m^2 s^-1]"],
    ["mol m^-3", "a concentration [mol m^-3]"],
    ["N m", "an energy [J]"],
    ["kg m^-2", "[kg m^-2]"],
  ])("calls %s %s", (si, words) => {
    expect(describeDimension(dimension(si))).toBe(words);
  });
});
