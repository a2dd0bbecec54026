import { describe, expect, test } from "vitest";
import { dimension } from "#units/dimension.ts";
import { isUnitSymbol, parseUnit } from "#units/parse-unit.ts";
import { UnitError } from "#units/unit-error.ts";
import { UNIT_SYMBOLS } from "#units/unit-table.ts";

describe("parseUnit", () => {
  test("a unit that is a power of ten has mantissa 1", () => {
    for (const [unit, exponent] of [
      ["1", 0],
      ["um^2/s", -12],
      ["nmol/cm^2/s", -5],
      ["mol/(m s MPa^0.5)", -3],
      ["(mm/s)^2", -6],
      ["(cm^-1)^-2", -4],
    ] as const)
      expect(parseUnit(unit)).toMatchObject({ mantissa: 1, exponent, offset: 0, logarithmic: false });
  });

  test("a unit keeps its text, without the spaces around it", () => {
    expect(parseUnit("  µm²/s ").text).toBe("µm²/s");
  });

  test("Celsius has an offset, log10 is logarithmic", () => {
    expect(parseUnit(" degC ")).toMatchObject({ mantissa: 1, exponent: 0, offset: 273.15, logarithmic: false });
    expect(parseUnit("log10(cm/s)")).toMatchObject({ exponent: -2, offset: 0, logarithmic: true });
    expect(parseUnit("log10(cm/s)").dimension).toEqual(dimension("m s^-1"));
    expect(parseUnit("log10(1)")).toMatchObject({ exponent: 0, logarithmic: true });
  });

  test("a slash divides by the next factor alone", () => {
    expect(parseUnit("mol/m^2/s").dimension).toEqual(dimension("mol m^-2 s^-1"));
    expect(parseUnit("kg m/s^2").dimension).toEqual(dimension("N"));
    expect(parseUnit("1/(m s)").dimension).toEqual(dimension("m^-1 s^-1"));
    expect(parseUnit("(J/mol)/K").dimension).toEqual(dimension("J mol^-1 K^-1"));
  });

  test("powers multiply, and what six places do not hold is refused", () => {
    expect(parseUnit("(Pa^0.5)^2").dimension).toEqual(dimension("Pa"));
    expect(parseUnit("(Pa^0.5)^0.5").dimension).toEqual(dimension("Pa^0.25"));
    expect(parseUnit("(m^0.7 s^-0.1)^3").dimension).toEqual(dimension("m^2.1 s^-0.3"));
    expect(() => parseUnit("(Pa^0.000001)^0.5")).toThrow(UnitError);
    expect(() => parseUnit("Pa^(1/3)")).toThrow(UnitError);
  });

  test.each([
    ["um^1.7", 1e-6 ** 1.7],
    ["ms^-0.3", 1e-3 ** -0.3],
    ["h^0.123456", 3600 ** 0.123456],
    ["um^2/min^0.7", 1e-12 / 60 ** 0.7],
  ])("%s has the size of its power", (text, size) => {
    const { mantissa, exponent } = parseUnit(text);
    // 50 binary digits of the power: a product and a root for each, half an ulp both
    expect(mantissa * 10 ** exponent).toBeNear(size, { rel: 1.2e-14 });
  });

  test("a half power of an odd power of ten is the root of ten times less", () => {
    // 1 kPa^0.5 = sqrt(1000) Pa^0.5
    const { mantissa, exponent } = parseUnit("kPa^0.5");
    expect(mantissa * 10 ** exponent).toBeNear(Math.sqrt(1000), { rel: 2 ** -52 });
    const cubit = parseUnit("cm^1.5");
    expect(cubit.mantissa * 10 ** cubit.exponent).toBeNear(1e-3, { rel: 2 ** -52 });
  });

  test.each([
    ["um2/s", "um^2/s"],
    ["mm3", "mm^3"],
    ["mol m-2", "mol m^-2"],
    ["m**2", "m^2"],
    ["mol/m s", "mol/(m s)"],
    ["mol/m*s", "mol/(m*s)"],
    ["mol/m^2 s/K", "mol/(m^2 s)/K"],
    ["m (mol/m s) K", "m (mol/(m s)) K"],
    ["J/degC", "J/K"],
    ["degC^2", "K^2"],
    ["log10(degC)", "log10(K)"],
    ["log(cm/s)", "log10(cm/s)"],
    ["mOsm/L", "mosmol/L"],
    ["mmhg", "mmHg"],
    ["pa", "Pa"],
    ["mn", "mN"],
    ["HZ", "Hz"],
    ["hours", "h"],
    ["\u00b5Mol", "umol"],
    ["micron", "um"],
    ["mmgH", "mmHg"],
    ["angstom", "angstrom"],
    ["nmool", "nmol"],
    ["mcal", "cal"],
  ])("%s is refused, and %s proposed", (text, fix) => {
    const error = problemOf(text);
    expect(error.fix).toBe(fix);
    expect(parseUnit(fix).text).toBe(fix);
  });

  test.each([
    ["", 0, 0, "a unit"],
    ["5", 0, 1, "a unit"],
    ["m/", 2, 0, "a unit"],
    ["m//s", 2, 1, "a unit"],
    ["m * ", 3, 0, "a unit"],
    ["*m", 0, 1, "a unit"],
    ["m )", 2, 1, "the end of the text"],
    ["(m", 2, 0, '")"'],
    ["()", 1, 1, "a unit"],
    ["m^", 2, 0, "a power"],
    ["m^x", 2, 1, "a power"],
    ["m^0.1234567", 1, 10, "at most six places"],
    ["m^13", 1, 3, "a power from -12 to 12"],
    ["m^(1/0)", 1, 6, "a power from -12 to 12"],
    ["m^2^3", 3, 1, "the end of the text"],
    ["m~", 1, 1, "the end of the text"],
    ["m 😀", 2, 2, "the end of the text"],
    ["xyz", 0, 3, "a unit"],
    ["m log10(s)", 2, 5, "a unit"],
    ["log10(m)/(s)", 7, 1, "the end of the text"],
    ["log10()", 0, 5, "a unit"],
    ["mum", 0, 3, "a unit"],
    ["kkg", 0, 3, "a unit"],
    ["kmmHg", 0, 5, "a unit"],
    ["((yr^12)^12)", 1, 10, "between 1e-300 and 1e300"],
    ["(yr^-12)^12", 0, 11, "between 1e-300 and 1e300"],
    ["(GN^12)^3", 0, 9, "between 1e-300 and 1e300"],
    ["(((((((((m)))))))))", 8, 1, "at most 8 parentheses"],
  ])("%j is refused at character %i", (text, offset, length, expected) => {
    const error = problemOf(text);
    expect(error).toMatchObject({ text, offset, length });
    expect(error.expected).toContain(expected);
  });

  test.each(["kT", "RT", "kT/nm"])("%s is refused where no temperature is known", (unit) => {
    for (const context of [{}, { temperature: 0 }, { temperature: -5 }, { temperature: Number.NaN }])
      expect(() => parseUnit(unit, context)).toThrow("needs a known temperature");
    expect(() => parseUnit(unit, { temperature: 300 })).not.toThrow();
  });
});

describe("isUnitSymbol", () => {
  test.each([
    "um",
    "\u00b5m",
    "\u03bcm",
    "mM",
    "kT",
    "RT",
    "degC",
    "mmHg",
    "cmH2O",
    "min",
    "%",
    "Å",
  ])("%s is one", (name) => {
    expect(isUnitSymbol(name)).toBe(true);
  });
  test.each([
    "e",
    "x",
    "um2",
    "log10",
    "1",
    "",
    "T",
    "mmin",
    "MT",
    "__proto__",
    "constructor",
    "kappa",
    "pi",
  ])("%j is none", (name) => expect(isUnitSymbol(name)).toBe(false));
});

describe("the table of units", () => {
  test("every symbol is read by its own name", () => {
    for (const name of UNIT_SYMBOLS.keys()) expect(parseUnit(name, { temperature: 300 }).text).toBe(name);
  });

  test("a prefix multiplies by its power of ten", () => {
    for (const [prefix, exponent] of Object.entries({ f: -15, p: -12, n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12 }))
      expect(parseUnit(`${prefix}W`)).toMatchObject({ mantissa: 1, exponent });
    expect(["hPa", "dL", "cm", "aM", "zM"].map((unit) => parseUnit(unit).exponent)).toEqual([2, -4, -2, -15, -18]);
  });
});

function problemOf(text: string): UnitError {
  try {
    parseUnit(text);
  } catch (error) {
    if (error instanceof UnitError) return error;
    throw error;
  }
  throw new Error(`"${text}" was not refused`);
}
