import { describe, expect, test } from "vitest";
import { dimension } from "#units/dimension.ts";
import { convertToUnit, formatQuantity, parseQuantity } from "#units/parse-quantity.ts";
import { parseUnit } from "#units/parse-unit.ts";
import { UnitError } from "#units/unit-error.ts";

const body = { temperature: 310.15 }; // K

/** What a quantity is in SI: the value as the literal of its nearest double, and its dimension. */
const QUANTITIES: ReadonlyArray<readonly [text: string, value: number, si: string]> = [
  // pure numbers
  ["0.3", 0.3, "1"],
  ["-1e-3", -1e-3, "1"],
  ["30 %", 0.3, "1"],
  ["0.5%", 0.005, "1"],
  ["2 ‰", 0.002, "1"],
  ["7 ppm", 7e-6, "1"],
  ["7 ppb", 7e-9, "1"],
  ["1 rad", 1, "1"],
  ["180 deg", Math.PI, "1"],
  ["180°", Math.PI, "1"],
  ["180 deg/h", Math.PI / 3600, "s^-1"],
  ["32400 deg^2", Math.PI * Math.PI, "1"],
  // diffusion and permeability
  ["2.1e-9 m^2/s", 2.1e-9, "m^2 s^-1"],
  ["2.1e-9 m²/s", 2.1e-9, "m^2 s^-1"],
  ["2.1e-9 m² s⁻¹", 2.1e-9, "m^2 s^-1"],
  ["670 um^2/s", 6.7e-10, "m^2 s^-1"],
  ["670 \u00b5m²/s", 6.7e-10, "m^2 s^-1"],
  ["670 \u03bcm²/s", 6.7e-10, "m^2 s^-1"],
  ["1 cSt", 1e-6, "m^2 s^-1"],
  ["1e-4 cm/s", 1e-6, "m s^-1"],
  ["-4 log10(cm/s)", 1e-6, "m s^-1"],
  ["-4.2 log10(cm/s)", 6.309573444801933e-7, "m s^-1"],
  ["0.3 log10( mM )", 1.9952623149688797, "mol m^-3"],
  // length, area, volume
  ["0.1 um", 1e-7, "m"],
  ["450nm", 4.5e-7, "m"],
  ["3 Å", 3e-10, "m"],
  ["3 \u212b", 3e-10, "m"],
  ["3 angstrom", 3e-10, "m"],
  ["1 cm^2", 1e-4, "m^2"],
  ["2 L", 2e-3, "m^3"],
  ["2 mL", 2e-6, "m^3"],
  ["2 ml", 2e-6, "m^3"],
  ["2 uL", 2e-9, "m^3"],
  ["2 nL", 2e-12, "m^3"],
  // time
  ["1 min", 60, "s"],
  ["1 h", 3600, "s"],
  ["1 d", 86400, "s"],
  ["1 yr", 31557600, "s"],
  ["2 ms", 2e-3, "s"],
  ["1/s", 1, "s^-1"],
  ["5 /min", 5 / 60, "s^-1"],
  ["3 1/s", 3, "s^-1"],
  ["3 s^-1", 3, "s^-1"],
  ["3 s^−1", 3, "s^-1"],
  ["3 kHz", 3000, "s^-1"],
  // temperature
  ["37 degC", 310.15, "K"],
  ["37 °C", 310.15, "K"],
  ["37 ℃", 310.15, "K"],
  ["25 degC", 298.15, "K"],
  ["-273.15 degC", 0, "K"],
  ["0.1 degC", 273.25, "K"],
  ["310.15 K", 310.15, "K"],
  // amount and concentration
  ["150 mM", 150, "mol m^-3"],
  ["150 uM", 0.15, "mol m^-3"],
  ["150 nM", 1.5e-4, "mol m^-3"],
  ["2 M", 2000, "mol m^-3"],
  ["0.15 mol/L", 150, "mol m^-3"],
  ["7 mol/m^3", 7, "mol m^-3"],
  ["0.3 osmol/L", 300, "mol m^-3"],
  ["300 mosmol/L", 300, "mol m^-3"],
  ["300 mOsm", 300, "mol m^-3"],
  ["2 mol/kg", 2, "mol kg^-1"],
  ["4 g/dL", 40, "kg m^-3"],
  ["2 1/mol", 2, "mol^-1"],
  ["2 /mol", 2, "mol^-1"],
  ["7 nmol/cm^2/s", 7e-5, "mol m^-2 s^-1"],
  ["3 mol/(m s MPa^0.5)", 3e-3, "mol m^-1 s^-1 Pa^-0.5"],
  ["3 mol/(m s MPa^(1/2))", 3e-3, "mol m^-1 s^-1 Pa^-0.5"],
  ["2 kPa^0.5", 2 * Math.sqrt(1000), "Pa^0.5"],
  // pressure, viscosity, water flow
  ["25 mmHg", 3333.059685375, "Pa"],
  ["1 mmHg", 133.322387415, "Pa"],
  ["2 cmH2O", 196.133, "Pa"],
  ["1 bar", 1e5, "Pa"],
  ["1 atm", 101325, "Pa"],
  ["760 Torr", 101325, "Pa"],
  ["1 MPa", 1e6, "Pa"],
  ["1 psi", 6894.757293168361, "Pa"],
  ["1 cP", 1e-3, "Pa s"],
  ["0.89 mPa s", 8.9e-4, "Pa s"],
  ["0.89 mPa*s", 8.9e-4, "Pa s"],
  ["0.89 mPa·s", 8.9e-4, "Pa s"],
  ["2e-11 m/s/Pa", 2e-11, "m s^-1 Pa^-1"],
  // energy, force, mass
  ["2 kcal/mol", 8368, "J mol^-1"],
  ["1 cal", 4.184, "J"],
  ["2 J", 2, "J"],
  ["2 N", 2, "N"],
  ["5 kT", 2.14104143675e-20, "J"],
  ["5 kT/nm", 2.14104143675e-11, "N"],
  ["2 RT", 2 * 8.31446261815324 * 310.15, "J mol^-1"],
  ["1 eV", 1.602176634e-19, "J"],
  ["1 pN um", 1e-18, "J"],
  ["1 pN/nm", 1e-3, "N m^-1"],
  ["1 dyn/cm", 1e-3, "N m^-1"],
  ["5 W", 5, "W"],
  ["1 Da", 1.6605390666e-27, "kg"],
  ["2 g", 2e-3, "kg"],
  ["2 kg", 2, "kg"],
  // electricity
  ["1 mV", 1e-3, "V"],
  ["−70 mV", -0.07, "V"],
  ["1 S/m", 1, "S m^-1"],
  ["2 pA", 2e-12, "A"],
  ["2 C", 2, "C"],
  ["1 uF/cm^2", 0.01, "F m^-2"],
  ["2 kΩ", 2000, "ohm"],
  ["2 GΩ", 2e9, "ohm"],
  ["2 Mohm", 2e6, "ohm"],
];

describe("parseQuantity", () => {
  test.each(QUANTITIES)("%s is %d in SI [%s]", (text, value, si) => {
    const quantity = parseQuantity(text, body);
    // Decimal units round once; the written expectation of kPa^0.5, psi, 5/min, RT rounds twice: one ulp each.
    expect(quantity.value).toBeNear(value, { rel: 2 ** -52 });
    expect(quantity.dimension).toEqual(dimension(si));
  });

  test("a unit that is a decimal number costs no rounding", () => {
    for (const text of ["0.1 um", "1e-4 cm/s", "150 mM", "37 degC", "7 nmol/cm^2/s", "25 mmHg", "2 kcal/mol", "1 Da"]) {
      const [, value] = QUANTITIES.find(([known]) => known === text)!;
      expect(parseQuantity(text).value).toBe(value);
    }
    for (let n = 1; n < 1000; n++) {
      expect(parseQuantity(`${n} um`).value).toBe(Number(`${n}e-6`));
      expect(parseQuantity(`${n} uM/ms`).value).toBe(n);
    }
  });

  test("a whole number of minutes is whole again per minute", () => {
    for (let n = 1; n < 100; n++) expect(parseQuantity(`${60 * n} 1/min`).value).toBe(n);
  });

  test("spaces around and inside do not matter", () => {
    expect(parseQuantity("\t 2  um ^2 / s ")).toEqual(parseQuantity("2 um^2/s"));
  });

  test("-0 is 0", () => expect(parseQuantity("-0 m").value).toBe(0));

  test.each([
    ["", 0, 0, "the end of the text", "a number"],
    ["   ", 3, 0, "the end of the text", "a number"],
    ["mM", 0, 2, '"mM"', "a number"],
    ["NaN", 0, 3, '"NaN"', "a number"],
    ["-Infinity m", 0, 9, '"-Infinity"', "a number"],
    ["~", 0, 1, '"~"', "a number"],
    ["1e999", 0, 5, '"1e999"', "between 5e-324 and 1.8e308"],
    ["1e-999 m", 0, 6, '"1e-999"', "between 5e-324 and 1.8e308"],
    ["1e300 km^5", 0, 5, '"1e300"', "between 5e-324 and 1.8e308"],
    ["1e-300 nm^5", 0, 6, '"1e-300"', "between 5e-324 and 1.8e308"],
    ["900 log10(m)", 0, 3, '"900"', "between 5e-324 and 1.8e308"],
    ["-274 degC", 0, 4, '"-274"', "absolute zero"],
    ["5 5 m", 2, 1, '"5"', "a unit"],
    ["5 1 m", 2, 1, '"1"', "a unit"],
    ["5 e", 2, 1, '"e"', "elementary charge"],
    ["5e", 1, 1, '"e"', "elementary charge"],
    ["5 T", 2, 1, '"T"', "a unit"],
    ["5 __proto__", 2, 1, '"_"', "a unit"],
    ["5 constructor", 2, 11, '"constructor"', "a unit"],
  ])("%j is refused at character %i", (text, offset, length, found, expected) => {
    expect(problemOf(() => parseQuantity(text))).toMatchObject({ kind: "unit", text, offset, length, found });
    expect(problemOf(() => parseQuantity(text)).expected).toContain(expected);
    expect(problemOf(() => parseQuantity(text)).fix).toBeUndefined();
  });

  test.each([
    ["5 1", 2, 1, "5"],
    ["2,5 mM", 1, 2, "2.5 mM"],
    ["2.5 × 10^-9 m^2/s", 3, 8, "2.5e-9 m^2/s"],
    ["2.5x10^3", 3, 5, "2.5e3"],
    ["300 mOsm/kg", 4, 4, "300 mosmol/kg"],
    ["5 um2/s", 2, 3, "5 um^2/s"],
    ["5 mol/m s", 8, 1, "5 mol/(m s)"],
  ])("%s is refused at character %i with a mend that can be pasted", (text, offset, length, fix) => {
    expect(problemOf(() => parseQuantity(text))).toMatchObject({ offset, length, fix });
    expect(() => parseQuantity(fix)).not.toThrow();
  });

  test("a text over 200 characters is refused unread", () => {
    expect(parseQuantity(`5 m${" ".repeat(197)}`).value).toBe(5);
    expect(problemOf(() => parseQuantity(`5 m${" ".repeat(198)}`))).toMatchObject({ offset: 200, length: 1 });
  });

  test("the message says the text, the place, what was found, what was expected and the mend", () => {
    expect(() => parseQuantity("5 um2/s")).toThrow(
      '"5 um2/s", character 3: found "um2", expected a unit. Did you mean 5 um^2/s?',
    );
  });
});

describe("convertToUnit", () => {
  const numbersAndUnits = QUANTITIES.flatMap(([text]) => {
    const match = /^(-?[\d.]+(?:e-?\d+)?) ([^\d/].*)$/.exec(text);
    return match === null ? [] : [[match[1], match[2]] as const];
  });

  test.each(numbersAndUnits)("gives back the number of %s %s", (number, unit) => {
    const { value } = parseQuantity(`${number} ${unit}`, body);
    // Value, scale and quotient round up to twice each.
    expect(convertToUnit(value, parseUnit(unit, body))).toBeNear(Number(number), { rel: 3 * 2 ** -52 });
  });

  test("that is tried on nearly all units of the list", () => expect(numbersAndUnits.length).toBeGreaterThan(85));

  test("decimal units give back the very number", () => {
    for (let n = 1; n < 1000; n++) {
      const permeability = `${n / 100}e-6 cm/s`;
      expect(convertToUnit(parseQuantity(permeability).value, parseUnit("cm/s"))).toBe(Number(`${n / 100}e-6`));
      expect(convertToUnit(parseQuantity(`${n / 10} degC`).value, parseUnit("degC"))).toBe(n / 10);
    }
  });

  test("what is no finite positive number stays visible", () => {
    expect(convertToUnit(Number.NaN, parseUnit("mM"))).toBeNaN();
    expect(convertToUnit(Number.POSITIVE_INFINITY, parseUnit("degC"))).toBe(Number.POSITIVE_INFINITY);
    expect(convertToUnit(0, parseUnit("mM"))).toBe(0);
    const logarithmic = parseUnit("log10(m/s)");
    expect(convertToUnit(0, logarithmic)).toBe(Number.NEGATIVE_INFINITY);
    expect(convertToUnit(-1, logarithmic)).toBeNaN();
    expect(convertToUnit(Number.NEGATIVE_INFINITY, logarithmic)).toBeNaN();
  });
});

describe("formatQuantity", () => {
  test.each([
    [150, "mM", undefined, "150 mM"],
    [1e-6, "cm/s", undefined, "0.0001 cm/s"],
    [310.15, "degC", undefined, "37 degC"],
    [0.3, "1", undefined, "0.3"],
    [0.3, "%", undefined, "30 %"],
    [1 / 3, "mol/m^3", 3, "0.333 mol/m^3"],
    [6.309573444801933e-7, "log10(cm/s)", 3, "-4.2 log10(cm/s)"],
  ])("%d in %s is written %s", (value, unit, digits, text) => {
    expect(formatQuantity(value, parseUnit(unit), digits)).toBe(text);
  });
});

function problemOf(read: () => unknown): UnitError {
  try {
    read();
  } catch (error) {
    if (error instanceof UnitError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
