import { describe, expect, test } from "vitest";
import { CONSTANTS } from "#model/expression/constants.ts";
import { type DimensionScope, dimensionOf } from "#model/expression/dimension-of.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { type Dimension, dimension, formatDimension } from "#units/dimension.ts";

const NAMES = new Map<string, Dimension>([
  ...[...CONSTANTS].map(([name, constant]) => [name, constant.dimension] as const),
  ["x", dimension("m")],
  ["t", dimension("s")],
  ["T", dimension("K")],
  ["D", dimension("m^2 s^-1")],
  ["c", dimension("mol m^-3")],
  ["kappa", dimension("N m^-1")],
  ["n", dimension("1")],
]);

const MEASURES = new Map([
  ["flux", dimension("mol m^-2 s^-1")],
  ["max", dimension("mol m^-3")],
  ["gain", dimension("1")],
]);

const scopeOf = (text: string): DimensionScope => ({
  text,
  name: (name) => NAMES.get(name),
  call: ({ name }) => MEASURES.get(name),
  unknownName: () => "one of x, t",
});

function errorOf(text: string): ExpressionError {
  try {
    dimensionOf(parseExpression(text), scopeOf(text));
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`"${text}" was accepted`);
}

test.each([
  ["3", "1"],
  ["kappa * x^2 / 2", "J"],
  ["x / t", "m s^-1"],
  ["x^2 / D", "s"],
  ["sqrt(2 * D * t)", "m"],
  ["(D * t)^0.5", "m"],
  ["(D * t)^(1/2)", "m"],
  ["x^-3", "m^-3"],
  ["sqrt(x)", "m^0.5"],
  ["sqrt(sqrt(x))", "m^0.25"],
  ["x^2 / t^0.7", "m^2 s^-0.7"],
  ["R * T * c", "Pa"],
  ["F / (R * T)", "V^-1"],
  ["kB * N_A / R", "1"],
  ["-x", "m"],
  ["abs(x - 3 nm)", "m"],
  ["max(x, 2 um, -x)", "m"],
  ["max(c)", "mol m^-3"],
  ["if(x < 3 nm and not t > 1 s, x, 2 * x)", "m"],
  ["step(x - 3 nm) * c", "mol m^-3"],
  ["exp(-x^2 / (4 * D * t))", "1"],
  ["2^n", "1"],
  ["n^n", "1"],
  ["x < 3 nm or x > 5 nm", "1"],
  ["flux(drug, right) / c", "m s^-1"],
  ["patlak_flux(x / t, n, x / t, c, 2 * c)", "mol m^-2 s^-1"],
  ["patlak_flux(x / t, n, x / t, 1 kg/m^3, 2 g/L)", "kg m^-2 s^-1"],
  ["c * crone_renkin(x^3 / t, 1 mL/min)", "mol m^-3"],
  ["hydraulic_conductivity(x / t, 18 mL/mol, T) * 1 bar", "m s^-1"],
  ["osmotic_permeability(x / t / (1 kPa), 18 mL/mol, T)", "m s^-1"],
  ["cable_attenuation(x, 1 mm, length_constant(1 ohm m^2, 1 ohm m, x))", "1"],
  ["cable_input_conductance(1 ohm m^2, 1 ohm m, x, x) * 1 mV", "A"],
  ["absorptive_permeability(x / t, x / t, x / t, x / t) * c", "mol m^-2 s^-1"],
  ["secretory_permeability(x / t, x / t, x / t, x / t) * c", "mol m^-2 s^-1"],
  ["brush_border_permeability(x / t, D, n, 1 / x, x)", "m s^-1"],
  [
    "glomerular_filtration_rate(x^3 / t, 5.8 g/dL, 35 mmHg, 4.8 nL/min/mmHg, 1.63 mmHg dL/g, 0.294 mmHg dL^2/g^2)",
    "m^3 s^-1",
  ],
  ["diffusing_capacity(x^2, 1 mol/m/s/Pa, x)", "mol s^-1 Pa^-1"],
  ["D * c * (1 - n) / (R * T)", "mol^2 m^-1 s^-1 J^-1"],
])("%s is in %s", (text, si) => {
  expect(formatDimension(dimensionOf(parseExpression(text), scopeOf(text)))).toBe(formatDimension(dimension(si)));
});

describe("what does not fit is refused, with both dimensions", () => {
  test("a pure number and a length cannot be added", () => {
    const error = errorOf("0.5 + 3 nm");
    expect(error.found).toBe("left is a pure number, right is a length [m]");
    expect(error.expected).toBe("the same dimension on both sides of +");
    expect(error.fix).toBe("write 0.5 m, or divide 3 nm by a reference such as (1 m)");
    expect(error.range).toEqual({ offset: 0, length: 10 });
  });

  test.each([
    ["x - t", "x - t", "left is a length [m], right is a time [s]"],
    ["2 * (c < 3)", "c < 3", "left is a concentration [mol m^-3], right is a pure number"],
    ["x > 0", "x > 0", "left is a length [m], right is a pure number"],
    ["1 + exp(x)", "x", "x is a length [m]"],
    ["floor(x)", "x", "x is a length [m]"],
    ["2^x", "x", "the exponent x is a length [m]"],
    ["x^n", "x^n", "x is a length [m], raised to n"],
    ["x^flux(a, b)", "flux(a, b)", "the exponent flux(a, b) is a flux [mol m^-2 s^-1]"],
    ["x^gain()", "x^gain()", "x is a length [m], raised to gain()"],
    ["x^0.1234567", "x^0.1234567", "x is a length [m], raised to 0.1234567"],
    ["min(x, 2 nm, t)", "min(x, 2 nm, t)", "x is a length [m], t is a time [s]"],
    ["if(x < 1 m, x, t)", "if(x < 1 m, x, t)", "x is a length [m], t is a time [s]"],
    ["if(n, x, x)", "n", "n is a pure number"],
    ["not x", "x", "x is a length [m]"],
    ["x < 1 m and n", "n", "n is a pure number"],
    ["(x < 1 m) + 1", "x < 1 m", "x < 1 m is a condition"],
    ["-(x < 1 m)", "x < 1 m", "x < 1 m is a condition"],
    ["(x < 1 m) == (t < 1 s)", "x < 1 m", "x < 1 m is a condition"],
    ["exp(x < 1 m)", "x < 1 m", "x < 1 m is a condition"],
    ["y", "y", '"y" is not known here'],
    ["__proto__", "__proto__", '"__proto__" is not known here'],
    ["constructor + 1", "constructor", '"constructor" is not known here'],
    ["constructor(x)", "constructor(x)", '"constructor(...)", which is no function'],
    ["expp(n)", "expp(n)", '"expp(...)", which is no function'],
    ["exp(n, n)", "exp(n, n)", "exp with 2 arguments"],
    ["exp(n).high", "exp(n).high", "exp(...).high"],
    ["min(n)", "min(n)", "min with 1 argument"],
    ["crone_renkin(x, n)", "n", "n is a pure number"],
    ["patlak_flux(x / t, n, x / t, c, n)", "n", "n is a pure number"],
    ["cable_attenuation(x, 1 mm, t)", "t", "t is a time [s]"],
    ["hydraulic_conductivity(1 cm^3/s, 18 mL/mol, T)", "1 cm^3/s", "1 cm^3/s is a volume flow"],
    ["fraction_uncharged_acid(n, c)", "c", "c is a concentration [mol m^-3]"],
  ])("%s: marks %j, finds %s", (text, mark, found) => {
    const error = errorOf(text);
    expect(text.slice(error.range.offset, error.range.offset + error.range.length)).toBe(mark);
    expect(error.found).toContain(found);
  });

  test("the mends can be pasted", () => {
    expect(errorOf("expp(n)").fix).toBe("write exp(...)");
    expect(errorOf("log(c)").fix).toBe("divide by a reference: log(c / (1 mol m^-3))");
    expect(errorOf("e").fix).toBe("write exp(1)");
    expect(errorOf("n + (n < 1)").fix).toBe("write if(n < 1, 1, 0)");
    expect(errorOf("y").expected).toBe("one of x, t");
    expect(errorOf("exp(n, n)").expected).toBe("1 argument");
    expect(errorOf("min(n)").expected).toBe("2 or more arguments");
  });
});

test("without its text an error still names what is wrong, in SI", () => {
  const e = parseExpression("0.5 + 3 nm");
  expect(() => dimensionOf(e, { name: () => undefined })).toThrow("divide 3e-9 m by a reference");
});
