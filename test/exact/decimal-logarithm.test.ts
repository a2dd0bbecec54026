import { describe, expect, test } from "vitest";
import { decimalOf, nearestDouble } from "#units/decimal.ts";
import { commonLogarithm, powerOfTen } from "#units/decimal-logarithm.ts";

// 25 digits from python's decimal module, computed with 50: Decimal(10) ** Decimal(x) and Decimal(x).log10().
const POWERS = [
  [0.5, "3.162277660168379331998894"],
  [-4.2, "6.309573444801932494343601e-5"],
  [-0.1, "7.943282347242815020659183e-1"],
  [2.75, "5.623413251903490803949510e+2"],
  [-300.3, "5.011872336272722850015542e-301"],
] as const;

const LOGARITHMS = [
  [2, "0.3010299956639811952137389"],
  [0.7, "-0.1549019599857431692877837"],
  [6.3e-7, "-6.200659450546418294697728"],
  [0.999999999, "-4.342944821203990687475197E-10"],
  [9.75e200, "200.9890046156985368160741"],
] as const;

describe("powerOfTen", () => {
  test.each(POWERS)("10^%f is the nearest double", (x, power) => {
    expect(nearestDouble(powerOfTen(decimalOf(x)))).toBe(Number(power));
  });

  test("whole powers are exact", () => {
    for (let n = -323; n <= 308; n++) expect(nearestDouble(powerOfTen(decimalOf(n)))).toBe(Number(`1e${n}`));
  });
});

describe("commonLogarithm", () => {
  test.each(LOGARITHMS)("log10 %f is the nearest double", (x, logarithm) => {
    expect(commonLogarithm(decimalOf(x))).toBe(Number(logarithm));
  });

  test("the logarithm of a power of ten is its exponent", () => {
    for (let n = -323; n <= 308; n++) expect(commonLogarithm(decimalOf(Number(`1e${n}`)))).toBe(n);
  });

  test("zero and negative numbers have none", () => {
    expect(() => commonLogarithm(decimalOf(0))).toThrow(RangeError);
    expect(() => commonLogarithm(decimalOf(-1))).toThrow(RangeError);
  });

  test("numbers with more digits than the series keeps are read too", () => {
    expect(commonLogarithm({ digits: BigInt(`2${"0".repeat(60)}`), exponent: -60 })).toBe(Number(LOGARITHMS[0][1]));
  });
});
