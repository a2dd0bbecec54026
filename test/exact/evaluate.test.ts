import { describe, expect, test } from "vitest";
import { CONSTANTS } from "#model/expression/constants.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";

const VALUES = new Map([
  ...[...CONSTANTS].map(([name, constant]) => [name, constant.value] as const),
  ["x", 0.75],
  ["y", -2],
  ["a.b", 5],
]);
const valueAt = (text: string) => evaluate(parseExpression(text), { name: (name) => VALUES.get(name) });

/** The library functions of the engine and of the host differ by at most an ulp or two each. */
const ROUNDING = { rel: 1e-15 };

test.each([
  ["1 + 2 * 3", 7],
  ["(1 + 2) * 3", 9],
  ["7 - 2 - 1", 4],
  ["8 / 4 / 2", 1],
  ["2^3^2", 512],
  ["-3^2", -9],
  ["(-3)^2", 9],
  ["2^-2", 0.25],
  ["-x * y", 1.5],
  ["a.b - y", 7],
  ["3 nm / (1.5 nm)", 2],
  ["if(x < 1, 10, 1 / 0)", 10],
  ["if(x > 1, 10, 20)", 20],
  ["x < 1", 1],
  ["x > 1", 0],
  ["x == 0.75 and y <= -2", 1],
  ["x != 0.75 or y > -2", 0],
  ["not x < 1", 0],
  ["0.75 >= x", 1],
  ["min(3, x, y)", -2],
  ["max(3, x, y, 4)", 4],
  ["abs(y)", 2],
  ["floor(y + x)", -2],
  ["ceil(y + x)", -1],
  ["step(x)", 1],
  ["step(0)", 1],
  ["step(y)", 0],
  ["sqrt(9 + 16)", 5],
])("%s is exactly %d", (text, value) => {
  expect(valueAt(text)).toBe(value);
});

test.each([
  ["exp(x)", Math.exp(0.75)],
  ["log(x)", Math.log(0.75)],
  ["log10(x)", Math.log10(0.75)],
  ["sin(x)", Math.sin(0.75)],
  ["cos(x)", Math.cos(0.75)],
  ["tan(x)", Math.tan(0.75)],
  ["asin(x)", Math.asin(0.75)],
  ["acos(x)", Math.acos(0.75)],
  ["atan(x)", Math.atan(0.75)],
  ["sinh(x)", Math.sinh(0.75)],
  ["cosh(x)", Math.cosh(0.75)],
  ["tanh(x)", Math.tanh(0.75)],
  ["erf(x)", 0.7111556336535151],
  ["erfc(x)", 0.2888443663464849],
  ["bessel_i0(x)", 1.1456467780440014],
  ["bessel_i1(x)", 0.40199246158092228],
  ["lambert_w(x)", 0.46915021069498825],
  ["landis_pappenheimer(73 kg/m^3) / (27.357553 mmHg)", 1],
  ["expm1(x)", Math.expm1(0.75)],
  ["log1p(x)", Math.log1p(0.75)],
  ["bernoulli(x)", 0.75 / Math.expm1(0.75)],
  ["patlak_flux(2e-7 m/s, 0.6, 1e-6 m/s, 100 mol/m^3, 10 mol/m^3) / (4.5634635138987963e-05 mol/m^2/s)", 1],
  ["sieving_coefficient(0.5, x)", 0.5 / (1 - 0.5 * Math.exp(-0.75))],
  ["crone_renkin(2, 0.5)", -Math.expm1(-4)],
  ["fraction_uncharged_acid(7.4, 4.4)", 1 / 1001],
  ["fraction_uncharged_base(7.4, 4.4)", 1000 / 1001],
  ["flux_pKa_acid(4.4, 1e-4 m/s, 1.6e-7 m/s)", 4.4 + Math.log10(624)],
  ["flux_pKa_base(9, 1e-4 m/s, 1.6e-7 m/s)", 9 - Math.log10(624)],
  ["osmotic_pressure(exp(-x), 2 m^3/mol, 3 K)", 1.5 * 8.31446261815324 * 0.75],
  ["vant_hoff_pressure(2 mol/m^3, 3 K)", 6 * 8.31446261815324],
  ["raoult_activity(1 mol/kg, 0.018 kg/mol)", 1 / 1.018],
  // 40 digits: 1 - 0.3915 sqrt(0.15) / (1 + 1.2 sqrt(0.15)) + 0.15 (0.0765 + 0.2664 e^(-2 sqrt(0.15))) + 0.15^2 0.00127
  [
    "pitzer_osmotic_coefficient(0.15 mol/kg, 0.0765 kg/mol, 0.2664 kg/mol, 0.00127 kg^2/mol^2, 0.3915 kg^0.5/mol^0.5)",
    0.9264037630540829,
  ],
  ["molality(0.5 mol/m^3, 1 kg/m^3, 1 m^3/mol, 0 m^4.5/mol^1.5) / (1 mol/kg)", 1],
  ["molarity(1 mol/kg, 1 kg/m^3, 1 m^3/mol, 0 m^4.5/mol^1.5) / (0.5 mol/m^3)", 1],
  ["landis_pappenheimer_albumin(10 kg/m^3) / (2.992 mmHg)", 1],
  ["landis_pappenheimer_globulin(10 kg/m^3) / (1.756 mmHg)", 1],
  ["molar_osmotic_coefficient(8.31446261815324 Pa, 2 mol/m^3, 4 K)", 1 / 8],
  ["effective_permeability_acid(4 m/s, 1 m/s, 3, 3) / (1 m/s)", 2 / 3],
  ["effective_permeability_base(22 m/s, 1 m/s, 2, 3) / (1 m/s)", 2 / 3],
  ["intrinsic_permeability_acid(2 m/s, 3 m/s, 3, 3) / (1 m/s)", 12],
  ["intrinsic_permeability_base(2 m/s, 3 m/s, 2, 3) / (1 m/s)", 66],
  ["hill_saturation(2 Pa, 1 Pa, 3)", 8 / 9],
  ["diffusing_capacity(6 m^2, 2 mol/m/s/Pa, 3 m) / (1 mol/s/Pa)", 4],
  ["abel_noble_fugacity(1 Pa, 8.31446261815324 m^3/mol, 1 K) / (1 Pa)", Math.E],
  ["hydraulic_conductivity(8.31446261815324 m/s, 6 m^3/mol, 3 K) / (1 m/s/Pa)", 2],
  ["osmotic_permeability(2 m/s/Pa, 8.31446261815324 m^3/mol, 3 K) / (1 m/s)", 6],
  ["length_constant(9 ohm m^2, 1 ohm m, 4 m) / (1 m)", 3],
  ["cable_attenuation(1 m, 2 m, 4 m)", Math.cosh(0.25) / Math.cosh(0.5)],
  ["cable_input_conductance(2 ohm m^2, 2 ohm m, 4 m, 0.5 m) / (1 S)", 2 * Math.PI * Math.tanh(0.5)],
  ["absorptive_permeability(1 m/s, 2 m/s, 3 m/s, 5 m/s) / (1 m/s)", 3.25],
  ["secretory_permeability(1 m/s, 2 m/s, 3 m/s, 5 m/s) / (1 m/s)", 4.5],
  [
    "brush_border_permeability(2 m/s, 3 m^2/s, 0.25, 6 1/m, 0.5 m) / (1 m/s)",
    1.5 + 3 * Math.tanh(2 * Math.SQRT1_2 * Math.SQRT2 + Math.atanh(1 / 6)),
  ],
  // to 2 kg/m^3, twice what came in, with π = 1 Pa m^3/kg C
  [
    "glomerular_filtration_rate(4 m^3/s, 1 kg/m^3, 3 Pa, 4 * (1 / 6 + 2 * log(2) / 9) * 1 m^3/s/Pa, 1 Pa m^3/kg, 0 Pa m^6/kg^2) / (1 m^3/s)",
    2,
  ],
  ["sieverts_concentration(3 mol/m^3/Pa^0.5, 4 Pa) / (1 mol/m^3)", 6],
  ["assay_permeability(1 mM, 8 mM, 1 m^3, 2 m^3, 3 m^2, 2 s) / (1 m/s)", -Math.log(1 - 3 / 8) / 9],
  ["sink_permeability(1 mM, 8 mM, 2 m^3, 4 m^2, 2 s) / (1 m/s)", 1 / 32],
  ["x^0.3", 0.75 ** 0.3],
  ["pi", Math.PI],
  ["R", 8.31446261815324],
  ["F", 96485.33212331],
  ["kB", 1.380649e-23],
  ["N_A", 6.02214076e23],
])("%s has the value of the textbook", (text, value) => {
  expect(valueAt(text)).toBeNear(value, ROUNDING);
});

describe("a value that is not there is an error, never NaN", () => {
  test.each(["z", "x + z", "__proto__", "constructor", "toString", "valueOf + 1"])("name %s", (text) => {
    expect(() => valueAt(text)).toThrow(ExpressionError);
  });

  test.each([
    "f(x)",
    "constructor(x)",
    "exp()",
    "exp(x, x)",
    "if(x < 1, 2)",
    "exp(x).high",
    "max(x)",
  ])("call %s", (text) => {
    expect(() => valueAt(text)).toThrow(ExpressionError);
  });

  test("outside its domain a function is NaN", () => {
    expect(valueAt("log(y)")).toBeNaN();
    expect(valueAt("raoult_activity(-1 mol/kg, 0.018 kg/mol)")).toBeNaN();
  });
});

test("calls that the language does not have are the scope's", () => {
  const measures = new Map([
    ["flux", 2],
    ["max", 7],
  ]);
  const e = parseExpression("3 * flux(drug, right) + max(a)");
  expect(evaluate(e, { name: () => undefined, call: ({ name }) => measures.get(name) })).toBe(13);
});

test("a model's expressions have the values they must have", () => {
  const names = new Map([...VALUES, ["T", 298.15], ["x", 5e-9], ["kappa", 1e-6]]);
  const value = (text: string) => evaluate(parseExpression(text), { name: (name) => names.get(name) });
  // cos(2 pi 4 x / 40 nm) at x = 5 nm is cos(pi) = -1.
  expect(value("0.5 + 1e-3 * cos(2 * pi * 4 * x / (40 nm))")).toBeNear(0.499, ROUNDING);
  expect(value("kappa * x^2 / 2")).toBeNear(1.25e-23, ROUNDING);
  expect(value("R * T")).toBeNear(2478.957029602388, ROUNDING);
  expect(value("(x - 0.5 um)^2 < 0.3 / pi * (1 um)^2")).toBe(0);
});
