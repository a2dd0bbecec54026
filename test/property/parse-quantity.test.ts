import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dimension, divided, formatDimension, multiplied } from "#units/dimension.ts";
import { convertToUnit, formatQuantity, parseQuantity } from "#units/parse-quantity.ts";
import { parseUnit } from "#units/parse-unit.ts";
import { UnitError } from "#units/unit-error.ts";
import { UNIT_SYMBOLS } from "#units/unit-table.ts";

const context = { temperature: 310.15 }; // K
const ulp = 2 ** -52;

/**
 * Rounding in up to six factors, each to a power of at most 3: what is no decimal number (deg, kT, Torr) costs half an
 * ulp for each multiplication or division, of which there are at most 6 × 3 on either side, and half for each result.
 */
const rounding = { rel: 20 * ulp };

const anySymbol = fc.constantFrom(
  ...[...UNIT_SYMBOLS.values()].filter(({ kind }) => kind === "linear" || kind === "thermal").map(({ name }) => name),
);
const anyPower = fc.constantFrom(-3, -2, -1, 1, 2, 3);
const anyFactor = fc.tuple(anySymbol, anyPower).map(([symbol, power]) => (power === 1 ? symbol : `${symbol}^${power}`));
const anyProduct = fc.array(anyFactor, { minLength: 1, maxLength: 3 }).map((factors) => factors.join(" "));
const anyNumber = fc.tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: -12, max: 12 }));
const anyHalves = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 6, maxLength: 6 });

describe("parseQuantity", () => {
  test("a product of units is the product of what its factors are", () => {
    fc.assert(
      fc.property(anyProduct, anyProduct, (a, b) => {
        const [one, other] = [parseQuantity(`1 ${a}`, context), parseQuantity(`1 ${b}`, context)];
        const product = parseQuantity(`1 ${a} ${b}`, context);
        expect(product.value).toBeNear(one.value * other.value, rounding);
        expect(product.dimension).toEqual(multiplied(one.dimension, other.dimension));
        const quotient = parseQuantity(`1 ${a}/(${b})`, context);
        expect(quotient.value).toBeNear(one.value / other.value, rounding);
        expect(quotient.dimension).toEqual(divided(one.dimension, other.dimension));
      }),
    );
  });

  test("a number survives the way to SI and back, in every unit", () => {
    fc.assert(
      fc.property(anyNumber, anyProduct, ([n, exponent], unit) => {
        const value = parseQuantity(`${n}e${exponent} ${unit}`, context).value;
        expect(convertToUnit(value, parseUnit(unit, context))).toBeNear(Number(`${n}e${exponent}`), rounding);
      }),
    );
  });

  test("a logarithm survives the way to SI and back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -12000, max: 12000 }), anySymbol, (thousandths, unit) => {
        const x = thousandths / 1000;
        const logarithmic = parseUnit(`log10(${unit})`, context);
        const { value } = parseQuantity(`${x} ${logarithmic.text}`, context);
        // An error of a few ulp in the value is one of a few ulp / ln 10 in its logarithm, whatever its size.
        expect(convertToUnit(value, logarithmic)).toBeNear(x, { abs: 4 * ulp, rel: ulp });
      }),
    );
  });

  test("what is written is read back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e30, max: 1e30 }), anyFactor, (value, unit) => {
        fc.pre(value === 0 || Math.abs(value) > 1e-30);
        const written = formatQuantity(value, parseUnit(unit, context));
        expect(parseQuantity(written, context).value).toBeNear(value, rounding);
      }),
    );
  });

  test("whatever is written, it is a quantity or a UnitError with a place inside the text", () => {
    const pieces = [
      "m",
      "um2",
      "/",
      "(",
      ")",
      "^",
      "-",
      "1",
      "0.5",
      " ",
      "·",
      "e",
      "degC",
      "log10(",
      "kT",
      "²",
      "yr",
      "\u2212",
      "Osm",
    ];
    const anyText = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((words) => words.join("")),
      fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((words) => `1 ${words.join("")}`),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        for (const read of [parseQuantity, parseUnit]) {
          try {
            read(text, context);
          } catch (error) {
            if (!(error instanceof UnitError)) throw error;
            expect(error.text).toBe(text);
            expect(error.offset).toBeGreaterThanOrEqual(0);
            expect(error.offset + error.length).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("formatDimension", () => {
  test("is read back by dimension and by parseUnit, as a coherent unit", () => {
    fc.assert(
      fc.property(anyHalves, (halves) => {
        const d = halves.map((n) => n / 2) as unknown as ReturnType<typeof dimension>;
        const written = formatDimension(d);
        expect(dimension(written)).toEqual(d);
        expect(parseUnit(written)).toMatchObject({ dimension: d, mantissa: 1, exponent: 0 });
      }),
    );
  });
});
