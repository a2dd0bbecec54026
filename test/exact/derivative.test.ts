import { describe, expect, test } from "vitest";
import { derivative } from "#model/expression/derivative.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { FUNCTIONS } from "#model/expression/functions.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { formatExpression } from "#model/expression/write-expression.ts";

const derived = (text: string) => derivative(parseExpression(text), "x");
const at = (x: number) => ({
  name: (name: string) =>
    new Map([
      ["x", x],
      ["k", 3],
    ]).get(name),
});

/** Closed forms from a table of derivatives, written with the host's functions. */
const TABLE: readonly [text: string, closed: (x: number) => number][] = [
  ["exp(x)", (x) => Math.exp(x)],
  ["log(x)", (x) => 1 / x],
  ["log10(x)", (x) => Math.LOG10E / x],
  ["sqrt(x)", (x) => 0.5 * x ** -0.5],
  ["abs(x)", (x) => Math.sign(x)],
  ["sin(x)", (x) => Math.cos(x)],
  ["cos(x)", (x) => -Math.sin(x)],
  ["tan(x)", (x) => Math.cos(x) ** -2],
  ["asin(x)", (x) => (1 - x * x) ** -0.5],
  ["acos(x)", (x) => -((1 - x * x) ** -0.5)],
  ["atan(x)", (x) => 1 / (1 + x * x)],
  ["asinh(x)", (x) => (1 + x * x) ** -0.5],
  ["acosh(1 + x)", (x) => (2 * x + x * x) ** -0.5],
  ["atanh(x)", (x) => 1 / (1 - x * x)],
  ["sinh(x)", (x) => (Math.exp(x) + Math.exp(-x)) / 2],
  ["cosh(x)", (x) => (Math.exp(x) - Math.exp(-x)) / 2],
  ["tanh(x)", (x) => 1 - Math.tanh(x) ** 2],
  ["erf(x)", (x) => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)],
  ["erfc(x)", (x) => (-2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)],
  // I0' = I1 and I1' = (I0 + I2) / 2 by their power series.
  ["bessel_i0(x)", (x) => besselSeries(1, x)],
  ["bessel_i1(x)", (x) => (besselSeries(0, x) + besselSeries(2, x)) / 2],
  ["lambert_w(x)", (x) => 1 / (x + Math.exp(lambertByNewton(x)))],
  ["floor(x)", () => 0],
  ["ceil(x)", () => 0],
  ["step(x)", () => 0],
  ["water_viscosity((283 + 80 * x) * 1 K) / 1 mPa s", (x) => waterSlope(283 + 80 * x) * 80],
  ["landis_pappenheimer(10 * x * 1 kg/m^3) / 1 kPa", (x) => (2.1 + 0.32 * x + 0.027 * x ** 2) * 0.133322387415],
  ["landis_pappenheimer_albumin(10 * x * 1 kg/m^3) / 1 kPa", (x) => (2.8 + 0.36 * x + 0.036 * x ** 2) * 0.133322387415],
  ["landis_pappenheimer_globulin(10 * x * 1 kg/m^3) / 1 kPa", (x) => (1.6 + 0.3 * x + 0.018 * x ** 2) * 0.133322387415],
  ["expm1(x)", (x) => Math.exp(x)],
  ["log1p(x)", (x) => 1 / (1 + x)],
  ["bernoulli(x)", (x) => bernoulliSlope(x)],
  ["bernoulli(-4 * x)", (x) => -4 * bernoulliSlope(-4 * x)],
  ["sieving_coefficient(x, k)", (x) => Math.expm1(-3) / (1 - x * Math.exp(-3)) ** 2],
  ["sieving_coefficient(0.5, x)", (x) => (-0.25 * Math.exp(-x)) / (1 - 0.5 * Math.exp(-x)) ** 2],
  ["crone_renkin(x, k)", (x) => Math.exp(-x / 3) / 3],
  ["crone_renkin(k, x + 1)", (x) => (-3 / (1 + x) ** 2) * Math.exp(-3 / (1 + x))],
  ["fraction_uncharged_acid(x, 0.5)", (x) => -tenfold(x - 0.5)],
  ["fraction_uncharged_acid(0.5, x)", (x) => tenfold(0.5 - x)],
  ["fraction_uncharged_base(x, 0.5)", (x) => tenfold(0.5 - x)],
  ["fraction_uncharged_base(0.5, x)", (x) => -tenfold(x - 0.5)],
  ["flux_pKa_acid(x, 2 m/s, 1 m/s)", () => 1],
  ["flux_pKa_acid(5, (1 + x) * 1 m/s, 0.5 m/s)", (x) => Math.LOG10E / (0.5 + x)],
  ["flux_pKa_acid(5, 2 m/s, x * 1 m/s)", (x) => (-2 * Math.LOG10E) / (x * (2 - x))],
  ["flux_pKa_base(5, (1 + x) * 1 m/s, 0.5 m/s)", (x) => -Math.LOG10E / (0.5 + x)],
  ["flux_pKa_base(5, 2 m/s, x * 1 m/s)", (x) => (2 * Math.LOG10E) / (x * (2 - x))],
  ["patlak_flux((1 + x) * 1 m/s, 0.2, 2 m/s, 5, 3)", (x) => patlak(1 + x, 0.2, 2, 5, 3).byPermeability],
  ["patlak_flux(1 m/s, x, -2 m/s, 5, 3)", (x) => 2 * patlak(1, x, -2, 5, 3).byDrag],
  ["patlak_flux(1 m/s, 0.5, x * 1 m/s, 5, 3)", (x) => 0.5 * patlak(1, 0.5, x, 5, 3).byDrag],
  ["patlak_flux(2 m/s, 0.5, 1 m/s, x, 3)", () => 0.5 / -Math.expm1(-0.25)],
  ["patlak_flux(2 m/s, 0.5, 1 m/s, 3, x)", () => -0.5 / Math.expm1(0.25)],
  ["osmotic_pressure(x, 2 m^3/mol, (1 + x) * 1 K)", (x) => (-8.31446261815324 / 2) * (Math.log(x) + (1 + x) / x)],
  ["osmotic_pressure(0.5, (1 + x) * 1 m^3/mol, 1 K)", (x) => (-8.31446261815324 * Math.LN2) / (1 + x) ** 2],
  ["vant_hoff_pressure(x * 1 mol/m^3, x * 1 K)", (x) => 2 * 8.31446261815324 * x],
  ["raoult_activity(x * 1 mol/kg, 2 kg/mol)", (x) => -2 / (1 + 2 * x) ** 2],
  ["raoult_activity(2 mol/kg, x * 1 kg/mol)", (x) => -2 / (1 + 2 * x) ** 2],
  [
    "pitzer_osmotic_coefficient(x * 1 mol/kg, 0.08 kg/mol, 0.3 kg/mol, 0.1 kg^2/mol^2, 0.4 kg^0.5/mol^0.5)",
    (x) => {
      const s = Math.sqrt(x);
      return -0.4 / (2 * s * (1 + 1.2 * s) ** 2) + 0.08 + 0.3 * Math.exp(-2 * s) * (1 - s) + 0.2 * x;
    },
  ],
  [
    "pitzer_osmotic_coefficient(0.25 mol/kg, x * 1 kg/mol, x * 1 kg/mol, x * 1 kg^2/mol^2, x * 1 kg^0.5/mol^0.5)",
    () => 0.25 * (1 + Math.exp(-1)) + 0.0625 - 0.5 / 1.6,
  ],
  // V_φ = 0.1 + 0.2 sqrt(c): at c the molality is c / (1 - c V_φ), and its slope the inverse of that of c
  [
    "molality(x * 1 mol/m^3, 1 kg/m^3, 0.1 m^3/mol, 0.2 m^4.5/mol^1.5)",
    (x) => (1 + 0.1 * x ** 1.5) / (1 - x * (0.1 + 0.2 * Math.sqrt(x))) ** 2,
  ],
  [
    "molality(0.25 mol/m^3, (1 + x) * 1 kg/m^3, x * 1 m^3/mol, x * 1 m^4.5/mol^1.5)",
    (x) => {
      const left = 1 - 0.375 * x;
      return (0.25 * 0.375) / (left ** 2 * (1 + x)) - 0.25 / (left * (1 + x) ** 2);
    },
  ],
  ["molarity(x / (1 - x * (0.1 + 0.2 * sqrt(x))) * 1 mol/kg, 1 kg/m^3, 0.1 m^3/mol, 0.2 m^4.5/mol^1.5)", () => 1],
  ["molarity(2 mol/kg, (1 + x) * 1 kg/m^3, x * 1 m^3/mol, 0 m^4.5/mol^1.5)", molaritySlope],
  ["molarity(2 mol/kg, 1 kg/m^3, 0 m^3/mol, (2 - x) / x^1.5 / 2 * 1 m^4.5/mol^1.5)", () => 1],
  ["hill_saturation((1 + x) * 1 Pa, 2 Pa, k)", (x) => (24 * (1 + x) ** 2) / ((1 + x) ** 3 + 8) ** 2],
  ["hill_saturation(2 Pa, (1 + x) * 1 Pa, k)", (x) => (-24 * (1 + x) ** 2) / ((1 + x) ** 3 + 8) ** 2],
  ["hill_saturation(2 Pa, 1 Pa, x)", (x) => (Math.LN2 * 2 ** x) / (1 + 2 ** x) ** 2],
  ["diffusing_capacity(x * 1 m^2, x * 1 m^2/s, (1 + x) * 1 m)", (x) => (x * x + 2 * x) / (1 + x) ** 2],
  ["abel_noble_fugacity(x * 1 Pa, 8.31446261815324 m^3/mol, 2 K)", (x) => (1 + x / 2) * Math.exp(x / 2)],
  [
    "abel_noble_fugacity(2 Pa, 8.31446261815324 m^3/mol * x, (1 + x) * 1 K)",
    (x) => (4 / (1 + x) ** 2) * Math.exp((2 * x) / (1 + x)),
  ],
  ["sieverts_concentration(x * 1 mol/m^3/Pa^0.5, x * 1 Pa)", (x) => 1.5 * Math.sqrt(x)],
  ["assay_permeability(x, 8, 1 m^3, 2 m^3, k * 1 m^2, 1 s)", (x) => 3 / 8 / (1 - (3 * x) / 8) / 4.5],
  ["assay_permeability(1, 2 * (2 + x), 1 m^3, 2 m^3, 1 m^2, k * 1 s)", (x) => -1.5 / ((2 + x) * (0.5 + x)) / 4.5],
  ["assay_permeability(1, 8, (1 + x) * 1 m^3, 2 m^3, 1 m^2, 1 s)", (x) => assaySlope(1 + x, 2)],
  ["assay_permeability(1, 8, 2 m^3, (1 + x) * 1 m^3, 1 m^2, 1 s)", (x) => assaySlope(2, 1 + x, true)],
  ["assay_permeability(1, 8, 1 m^3, 1 m^3, (1 + x) * 1 m^2, (1 + x) * 1 s)", (x) => Math.log(0.75) / (1 + x) ** 3],
  ["sink_permeability(x, 1 + x, x * 1 m^3, 1 m^2, 1 s)", (x) => (x * x + 2 * x) / (1 + x) ** 2],
  ["sink_permeability(1, 1, 1 m^3, (1 + x) * 1 m^2, (1 + x) * 1 s)", (x) => -2 / (1 + x) ** 3],
  ["effective_permeability_acid((1 + x) * 1 m/s, 2 m/s, 3, 3)", (x) => 2 / ((1 + x) / 2 + 2) ** 2],
  ["effective_permeability_acid(4 m/s, (1 + x) * 1 m/s, 3, 3)", (x) => 4 / (2 + 1 + x) ** 2],
  ["effective_permeability_acid(4 m/s, 1 m/s, x, 0.5)", (x) => bySeries(-1, x - 0.5)],
  ["effective_permeability_acid(4 m/s, 1 m/s, 0.5, x)", (x) => bySeries(1, 0.5 - x)],
  ["effective_permeability_base(4 m/s, 1 m/s, x, 0.5)", (x) => bySeries(1, 0.5 - x)],
  ["effective_permeability_base(4 m/s, 1 m/s, 0.5, x)", (x) => bySeries(-1, x - 0.5)],
  ["intrinsic_permeability_acid(x * 1 m/s, 2 m/s, 3, 3)", (x) => 8 / (2 - x) ** 2],
  ["intrinsic_permeability_acid(0.5 m/s, (1 + x) * 1 m/s, 3, 3)", (x) => -0.5 / (0.5 + x) ** 2],
  ["intrinsic_permeability_acid(0.5 m/s, 1 m/s, x, 0.5)", (x) => Math.LN10 * 10 ** (x - 0.5)],
  ["intrinsic_permeability_acid(0.5 m/s, 1 m/s, 0.5, x)", (x) => -Math.LN10 * 10 ** (0.5 - x)],
  ["intrinsic_permeability_base(0.5 m/s, 1 m/s, x, 0.5)", (x) => -Math.LN10 * 10 ** (0.5 - x)],
  ["intrinsic_permeability_base(0.5 m/s, 1 m/s, 0.5, x)", (x) => Math.LN10 * 10 ** (x - 0.5)],
  [
    "molar_osmotic_coefficient(x * 8.31446261815324 Pa, (1 + x) * 1 mol/m^3, (1 + x) * 1 K)",
    (x) => (1 - x) / (1 + x) ** 3,
  ],
  [
    "hydraulic_conductivity(x * 1 m/s, x * 1 m^3/mol, (1 + x) * 8.31446261815324 K)",
    (x) => (x * x + 2 * x) / (8.31446261815324 * (1 + x)) ** 2,
  ],
  [
    "osmotic_permeability(x * 1 m/s/Pa, (1 + x) * 8.31446261815324 m^3/mol, x * 1 K)",
    (x) => (x * x + 2 * x) / (1 + x) ** 2,
  ],
  ["length_constant(x * 1 ohm m^2, 1 ohm m, 1 m)", (x) => 0.25 * x ** -0.5],
  ["length_constant(1 ohm m^2, x * 1 ohm m, 1 m)", (x) => -0.25 * x ** -1.5],
  ["length_constant(1 ohm m^2, 1 ohm m, x * 1 m)", (x) => 0.25 * x ** -0.5],
  ["cable_attenuation(x * 1 m, 1 m, 0.5 m)", (x) => (-2 * Math.sinh(2 - 2 * x)) / Math.cosh(2)],
  ["cable_attenuation(0.1 m, (1 + x) * 1 m, 0.5 m)", (x) => (-2 * Math.sinh(0.2)) / Math.cosh(2 + 2 * x) ** 2],
  ["cable_attenuation(0.25 m, 1 m, 1 m / (1 + x))", (x) => attenuationSlope(1 + x)],
  ["cable_input_conductance((1 + x) * 1 ohm m^2, 1 ohm m, 1 m, 0.5 m)", (x) => -conductanceTerms(1 + x, -1)],
  ["cable_input_conductance(1 ohm m^2, (1 + x) * 1 ohm m, 1 m, 0.5 m)", (x) => -conductanceTerms(1 + x, 1)],
  [
    "cable_input_conductance(1 ohm m^2, 1 ohm m, (1 + x) * 1 m, 0.5 m)",
    (x) => (Math.PI / 4) * (3 * Math.sqrt(1 + x) * Math.tanh((1 + x) ** -0.5) - Math.cosh((1 + x) ** -0.5) ** -2),
  ],
  ["cable_input_conductance(1 ohm m^2, 1 ohm m, 1 m, x * 1 m)", (x) => Math.PI / Math.cosh(2 * x) ** 2],
  ["absorptive_permeability(x * 1 m/s, 2 m/s, 5 m/s, 1 m/s)", (x) => 6 / (x + 3) ** 2],
  ["absorptive_permeability(1 m/s, x * 1 m/s, 5 m/s, 1 m/s)", (x) => 2 / (2 + x) ** 2],
  ["absorptive_permeability(1 m/s, 1 m/s, x * 1 m/s, x * 1 m/s)", (x) => 1 - 1 / (2 + x) ** 2],
  ["secretory_permeability(x * 1 m/s, 2 m/s, 5 m/s, 1 m/s)", (x) => 4 / (x + 3) ** 2],
  ["secretory_permeability(1 m/s, x * 1 m/s, 5 m/s, 1 m/s)", (x) => 4 / (2 + x) ** 2],
  ["secretory_permeability(1 m/s, 1 m/s, x * 1 m/s, x * 1 m/s)", (x) => 1 + 1 / (2 + x) ** 2],
  ["brush_border_permeability(x * 1 m/s, 2 m^2/s, 0.5, 3 1/m, 0.5 m)", (x) => brush(x, 2, 0.5, 3, 0.5).P],
  ["brush_border_permeability(1 m/s, (1 + x) * 1 m^2/s, 0.5, 3 1/m, 0.5 m)", (x) => brush(1, 1 + x, 0.5, 3, 0.5).D],
  ["brush_border_permeability(1 m/s, 2 m^2/s, x, 3 1/m, 0.5 m)", (x) => brush(1, 2, x, 3, 0.5).free],
  ["brush_border_permeability(1 m/s, 2 m^2/s, 0.5, (1 + x) * 1 1/m, 0.5 m)", (x) => brush(1, 2, 0.5, 1 + x, 0.5).wall],
  ["brush_border_permeability(1 m/s, 2 m^2/s, 0.5, 3 1/m, x * 1 m)", (x) => brush(1, 2, 0.5, 3, x).length],
  // K_f that concentrates 1 kg/m^3 to 1 + x, as pressures of first and of second order have it, so that Q (1 - 1 / (1 + x)) is filtered
  [filtration({ K: filteredBy("1", "1 + x", "3", "1") }), (x) => (1 + x) ** -2],
  [filtration({ P: "3 + x", K: filteredBy("1", "1 + x", "(3 + x)", "1") }), (x) => (1 + x) ** -2],
  [filtration({ a: "x", K: filteredBy("1", "1 + x", "3", "x") }), (x) => (1 + x) ** -2],
  [
    filtration({
      P: "9",
      K: "(1 - 1 / (1 + x) + (atanh((1 + x) * sqrt(x) / 3) - atanh(sqrt(x) / 3)) * sqrt(x) / 3) / 9",
      a: "0",
      b: "x",
    }),
    (x) => (1 + x) ** -2,
  ],
  // the same to 2 kg/m^3, which leaves a half
  [filtration({ Q: "1 + x", K: `(1 + x) * ${filteredBy("1", "2", "3", "1")}` }), () => 0.5],
  [filtration({ C: "x", K: `x * ${filteredBy("x", "2", "3", "1")}` }), () => -0.5],
  ["min(x, k * x, 1)", (x) => (x < 0 ? 3 : 1)],
  ["max(x^2, k, 5 * x)", (x) => (5 * x > 3 ? 5 : 0)],
  ["if(x < 0.5, x^2, x)", (x) => (x < 0.5 ? 2 * x : 1)],
];

/** B'(x) of x / (e^x - 1), as the table has it. */
function bernoulliSlope(x: number): number {
  return (Math.expm1(x) - x * Math.exp(x)) / Math.expm1(x) ** 2;
}

/** ln 10 f (1 - f) of f = 1 / (1 + 10^d). */
function tenfold(d: number): number {
  return (Math.LN10 * 10 ** d) / (1 + 10 ** d) ** 2;
}

/** Slopes of w (c1 - c2 e^-q) / (1 - e^-q), q = w / P, in P and in w = (1 - σ) Jv. */
function patlak(P: number, sigma: number, Jv: number, c1: number, c2: number) {
  const w = (1 - sigma) * Jv;
  const [e, less] = [Math.exp(-w / P), -Math.expm1(-w / P)];
  const J = (w * (c1 - c2 * e)) / less;
  const byPeclet = ((c2 - c1) * e) / less ** 2;
  return { byPermeability: (-w * w * byPeclet) / (P * P), byDrag: J / w + (w * byPeclet) / P };
}

/** d/dx of m / (1/(1 + x) + m x) at m = 2. */
function molaritySlope(x: number): number {
  return (-2 * (2 - (1 + x) ** -2)) / (1 / (1 + x) + 2 * x) ** 2;
}

/** d/dV of -ln(1 - (1 + V_A/V_D)/8) / (1/V_D + 1/V_A), by the donor or the acceptor. */
function assaySlope(donor: number, acceptor: number, byAcceptor = false): number {
  const reached = (1 + acceptor / donor) / 8;
  const exposure = 1 / donor + 1 / acceptor;
  const changed = byAcceptor ? 1 / (8 * donor) : -acceptor / (8 * donor ** 2);
  const shorter = byAcceptor ? acceptor ** -2 : donor ** -2;
  return changed / (1 - reached) / exposure - (Math.log(1 - reached) * shorter) / exposure ** 2;
}

/** Slope of 1 / (1 + (1 + 10^d) / 4), times a sign. */
function bySeries(sign: number, d: number): number {
  return (sign * Math.LN10 * 10 ** d * 0.25) / (1 + (1 + 10 ** d) / 4) ** 2;
}

/** d/dr of cosh(3r/4) / cosh(r). */
function attenuationSlope(r: number): number {
  const [place, end] = [0.75 * r, r];
  return (0.75 * Math.sinh(place) * Math.cosh(end) - Math.cosh(place) * Math.sinh(end)) / Math.cosh(end) ** 2;
}

/** -d/dr of (π/2) r^(-1/2) tanh r^(power/2), power 1 or -1. */
function conductanceTerms(r: number, power: 1 | -1): number {
  const angle = r ** (power / 2);
  return (Math.PI / 4) * (r ** -1.5 * Math.tanh(angle) - (power * angle) / r ** 1.5 / Math.cosh(angle) ** 2);
}

/** Slopes of P (1 - ε) + k tanh(M + atanh β), a fin whose tip leaks as one that is longer. */
function brush(P: number, D: number, free: number, wall: number, L: number) {
  const [k, M, beta] = [
    Math.sqrt(free * D * wall * P),
    L * Math.sqrt((wall * P) / (free * D)),
    Math.sqrt((free * P) / (D * wall)),
  ];
  const t = Math.tanh(M + Math.atanh(beta));
  const slope = (ofM: number, ofBeta: number) =>
    (k / 2) * (t + (1 - t * t) * (ofM * M + (ofBeta * beta) / (1 - beta * beta)));
  return {
    P: 1 - free + slope(1, 1) / P,
    D: slope(-1, -1) / D,
    free: slope(-1, 1) / free - P,
    wall: slope(1, -1) / wall,
    length: (k * (1 - t * t) * M) / L,
  };
}

/** The call of a glomerulus; what is not given is 1, but ΔP is 3 and b is 0. */
function filtration(given: Readonly<Partial<Record<"Q" | "C" | "P" | "K" | "a" | "b", string>>>): string {
  const { Q = "1", C = "1", P = "3", K = "1", a = "1", b = "0" } = given;
  const units = ["m^3/s", "kg/m^3", "Pa", "m^3/s/Pa", "Pa m^3/kg", "Pa m^6/kg^2"];
  return `glomerular_filtration_rate(${[Q, C, P, K, a, b].map((value, i) => `(${value}) * 1 ${units[i]}`).join(", ")})`;
}

/** ∫ dC / (C^2 (P - a C)) from one concentration to another. */
function filteredBy(from: string, to: string, P: string, a: string): string {
  const driven = `log((${P} - ${a} * ${from}) / (${P} - ${a} * (${to})))`;
  return `((1 / ${from} - 1 / (${to})) / ${P} + ${a} * (log((${to}) / ${from}) + ${driven}) / ${P}^2)`;
}

/** The w with w e^w = x. */
function lambertByNewton(x: number): number {
  let w = 0.5;
  for (let i = 0; i < 20; i++) w -= (w - x * Math.exp(-w)) / (1 + w);
  return w;
}

/** d eta / d T of water, 0.1 MPa, from the terms of IAPWS SR6-08 [mPa s K^-1]. */
function waterSlope(t: number): number {
  const terms = [
    [280.68, 1.9],
    [511.45, 7.7],
    [61.131, 19.6],
    [0.45903, 40],
  ] as const;
  return terms.reduce((sum, [a, b]) => sum - (1e-3 * a * b * (t / 300) ** (-b - 1)) / 300, 0);
}

/** I_n(x) = sum (x/2)^(2m+n) / (m! (m+n)!). */
function besselSeries(n: number, x: number): number {
  let term = 1;
  for (let j = 1; j <= n; j++) term *= x / 2 / j;
  let sum = 0;
  for (let m = 0; m < 30; m++) {
    sum += term;
    term *= (x / 2) ** 2 / ((m + 1) * (m + 1 + n));
  }
  return sum;
}

describe("each function of the language has the slope of the table", () => {
  test("no function is left out", () => {
    const tested = new Set(TABLE.map(([text]) => text.split("(")[0]));
    expect([...FUNCTIONS.keys()].filter((name) => !tested.has(name))).toEqual([]);
  });

  // A dozen roundings of well-conditioned steps at these points.
  test.each(TABLE)("%s, in closed form", (text, closed) => {
    const slope = derived(text);
    for (const x of [0.125, 0.3, 0.75, 0.96875]) expect(evaluate(slope, at(x))).toBeNear(closed(x), { rel: 1e-14 });
  });

  // (f(x+h) - f(x-h)) / 2h errs by h^2 f'''/6 + eps |f| / h. The largest f''' here is 5e3 (asin, acos at 0.92) and
  // |f| <= 3.5, so with h = 1e-5 by at most 8.4e-8 + 7e-11.
  test.each(TABLE)("%s, by finite differences", (text) => {
    const [e, slope, h] = [parseExpression(text), derived(text), 1e-5];
    for (const x of [0.125, 0.3, 0.75, 0.92]) {
      const difference = (evaluate(e, at(x + h)) - evaluate(e, at(x - h))) / (2 * h);
      expect(evaluate(slope, at(x))).toBeNear(difference, { abs: 9e-8 });
    }
  });
});

test.each([
  ["k * x^2 / 2", "k * (2 * x) / 2"],
  ["3", "0"],
  ["k", "0"],
  ["x", "1"],
  ["-x", "-1"],
  ["k - x", "-1"],
  ["x + k", "1"],
  ["x * k", "k"],
  ["x / k", "1 / k"],
  ["k / x", "-(k / x^2)"],
  ["x^3", "3 * x^2"],
  ["x^k", "k * x^(k - 1)"],
  ["k^x", "k^x * log(k)"],
  ["x^0", "0"],
  ["exp(-k * x)", "exp(-k * x) * -k"],
  ["(x - 3)^2", "2 * (x - 3)"],
  ["x * exp(x)", "exp(x) + x * exp(x)"],
  ["flux(drug, right) * x", "flux(drug, right)"],
])("d/dx %s = %s", (text, slope) => {
  expect(formatExpression(derived(text))).toBe(slope);
});

test("x^x has the slope x^x (1 + log x)", () => {
  for (const x of [0.3, 1, 2.5])
    expect(evaluate(derived("x^x"), at(x))).toBeNear(x ** x * (1 + Math.log(x)), { rel: 1e-14 });
});

test("where a function has a kink or a bound the slope is finite", () => {
  expect(evaluate(derived("abs(x)"), at(0))).toBe(0);
  expect(evaluate(derived("bessel_i1(x)"), at(0))).toBe(0.5);
  expect(evaluate(derived("max(x, k * x)"), at(0))).toBe(1);
  expect(evaluate(derived("if(x > 0, sqrt(x), 0)"), at(-1))).toBe(0);
  expect(evaluate(derived("tanh(x)"), at(1000))).toBe(0);
  expect(evaluate(derived("x^2"), at(0))).toBe(0);
  // a brush that takes up next to nothing does so with all its walls: 1 + a L
  const brushOf = (P: string, D: string) =>
    `brush_border_permeability(${P} * 1 m/s, ${D} * 1 m^2/s, 0.5, 3 1/m, 0.5 m)`;
  expect(evaluate(derived(brushOf("x", "2")), at(0))).toBe(2.5);
  expect(evaluate(derived(brushOf("x", "2")), at(1e-300))).toBeNear(2.5, { rel: 1e-15 });
  expect(evaluate(derived(brushOf("0", "x")), at(2))).toBe(0);
  // at filtration equilibrium 1 - a / ΔP is filtered, whatever K_f; what drives is rounding, 4e-16 ΔP, times up to 50
  const equilibrium = { P: "2 + x", K: "1e9" };
  const rounding = { rel: 2e-13 };
  for (const P of [2.1, 2.3, 2.7, 3, 3.3, 3.7, 4.1, 4.7, 5, 5.3])
    expect(evaluate(derived(filtration(equilibrium)), at(P - 2))).toBeNear(1 / P ** 2, rounding);
  expect(evaluate(derived(filtration({ ...equilibrium, a: "x" })), at(1))).toBeNear(1 / 9 - 1 / 3, rounding);
  expect(evaluate(derived(filtration({ ...equilibrium, P: "3", Q: "x" })), at(1))).toBeNear(2 / 3, rounding);
  expect(evaluate(derived(filtration({ ...equilibrium, P: "3", C: "x" })), at(1))).toBeNear(-1 / 3, rounding);
  expect(evaluate(derived(filtration({ K: "1e9 + x" })), at(1))).toBeNear(0, { abs: 2e-15 });
});

/** Slopes of the filtration rate in Q, C, ΔP, K_f, a and b where Q = C = a = 1, b = 0.5 and ΔP = 3, by K_f. */
function filtrationSlopes(K: number): readonly number[] {
  const given = { Q: "1", C: "1", P: "3", K: String(K), a: "1", b: "0.5" };
  return Object.entries(given).map(([name, value]) =>
    evaluate(derived(filtration({ ...given, [name]: "x" })), at(Number(value))),
  );
}

// N = K g - K² C g (a + 2 b C) / 2Q + ..., g = ΔP - a C - b C²: each slope to its second order in K
test.each([1e-6, 1e-9, 1e-12, 1e-15])("slopes of next to nothing that is filtered have all digits: K_f %d", (K) => {
  const [byQ = 0, ...others] = filtrationSlopes(K);
  const closed = [-2 * K * (1 + K / 8), K * (1 - K), 1.5 * (1 - 2 * K), -K * (1 - K / 4), -K * (1 + K / 2)];
  // the order after has coefficients of a few ones; a dozen roundings
  for (const [i, slope] of others.entries()) expect(slope).toBeNear(closed[i] ?? 0, { rel: 3e-15 + 10 * K * K });
  expect(byQ).toBeNear(1.5 * K * K, { rel: 3e-15 + 10 * K });
});

// by differences of the law at 60 digits. Slopes in Q err by ρ⁴ / 60, ρ = 3.5 K, below ρ = 0.001, and by 2^-52 / ρ times a
// few ones above
test.each([
  {
    K: 2.8e-4,
    byQ: 1.176384027297385e-7,
    byC: -5.600195194727782e-4,
    byP: 2.799215597522422e-4,
    byK: 1.499159794263187,
    byA: -2.799803542532906e-4,
    byB: -2.800391652194876e-4,
  },
  {
    K: 2.9e-4,
    byQ: 1.261926654793009e-7,
    byC: -5.800209355316031e-4,
    byP: 2.899158552840439e-4,
    byK: 1.499129779307704,
    byA: -2.899789241741918e-4,
    byB: -2.900420113574112e-4,
  },
  {
    K: 0.01,
    byQ: 1.517274560110081e-4,
    byC: -0.02002127411607831,
    byP: 0.009898163216498723,
    byK: 1.469740497641866,
    byA: -0.009972895230076714,
    byB: -0.0100483788860016,
  },
])("where a capillary is short only the slope in the flow loses digits: K_f $K", ({ K, byQ, ...others }) => {
  const [inFlow, ...slopes] = filtrationSlopes(K);
  expect(inFlow).toBeNear(byQ, { rel: 3.5 * K < 0.001 ? (3.5 * K) ** 4 / 60 + 3e-15 : 1e-15 / (3.5 * K) });
  for (const [i, slope] of Object.values(others).entries()) expect(slopes[i]).toBeNear(slope, { rel: 3e-15 });
});

test("what cannot be differentiated is refused", () => {
  expect(() => derived("x < 3")).toThrow(ExpressionError);
  expect(() => derived("mean(x)")).toThrow("depends on x");
  expect(() => derived("exp(x, x)")).toThrow("exp with 2 arguments");
});
