/**
 * Laws of cells and organs as functions of the expression language: a nerve fibre, a layer of cells, a brush border and a
 * glomerulus, with their slopes.
 *
 * @module
 */

import { brushBorderPermeability } from "#physics/membrane/brush-border-permeability.ts";
import { cableAttenuation, cableInputConductance, lengthConstant } from "#physics/membrane/cable.ts";
import { cellLayerPermeability } from "#physics/membrane/cell-layer.ts";
import { glomerularFiltrationRate } from "#physics/membrane/glomerulus.ts";
import { dimension } from "#units/dimension.ts";
import type { FunctionLaw } from "./function-law.ts";
import { DENSITY, LENGTH, ONE, PRESSURE, VELOCITY } from "./law-dimensions.ts";
import { law } from "./law-row.ts";

const [MEMBRANE_RESISTANCE, RESISTIVITY] = [dimension("ohm m^2"), dimension("ohm m")];
const [FLOW, DIFFUSIVITY] = [dimension("m^3 s^-1"), dimension("m^2 s^-1")];

/** Slopes of cosh((L - x)/λ) / cosh(L/λ) in x, L and λ. */
function attenuationSlopes(): readonly string[] {
  const V = "cable_attenuation(u, v, w)";
  return [
    `-${V} * tanh((v - u) / w) / w`,
    "-sinh(u / w) / (w * cosh(v / w)^2)",
    `${V} * (v * tanh(v / w) - (v - u) * tanh((v - u) / w)) / w^2`,
  ];
}

/** Slopes of G = π d λ / R_m tanh(L/λ) in R_m, R_i, d and L, with L dG/dL = π d (L / R_m) / cosh²(L/λ). */
function conductanceSlopes(): readonly string[] {
  const G = "cable_input_conductance(u, v, w, x)";
  const byLength = `(${Math.PI} * w * x / u / cosh(x / length_constant(u, v, w))^2)`;
  return [
    `-(${G} + ${byLength}) / (2 * u)`,
    `(${byLength} - ${G}) / (2 * v)`,
    `(3 * ${G} - ${byLength}) / (2 * w)`,
    `${byLength} / x`,
  ];
}

/** P_AB or P_BA in P_ap, P_bl, P_para and CL. */
function cellLayer(name: string, direction: "absorptive" | "secretory", slope: readonly string[]): FunctionLaw {
  return law(
    name,
    [[VELOCITY, VELOCITY, VELOCITY, VELOCITY], VELOCITY],
    (apical, basolateral, paracellular, efflux) =>
      cellLayerPermeability({ apical, basolateral, paracellular, efflux })[direction],
    slope,
  );
}

/** Slopes of P_w (1 - ε) + k (t + β) / (1 + β t), t = tanh M, in P_w, D, ε, a and L: by k, by M and by what is beside. */
function brushSlopes(): readonly string[] {
  const M = "(y * sqrt(x * u / (w * v)))";
  const t = `tanh${M}`;
  const beta = "sqrt(w * u / (v * x))";
  const below = `(1 + ${beta} * ${t})^2`;
  const k = `sqrt(w * v * x * u)`;
  const byK = `(${k} / 2 * ${t} * (1 + 2 * ${beta} * ${t} + ${beta}^2) / ${below})`;
  const byM = `(${k} / 2 * ${M} * (1 - ${beta}^2) / cosh${M}^2 / ${below})`;
  const byOpening = `(1 / cosh${M}^2 / ${below})`;
  return [
    `if(u > 0, 1 - w + (${byK} + ${byM}) / u + w * ${byOpening}, 1 + x * y)`, // all the walls where they let little in
    `(${byK} - ${byM}) / v`,
    `-u + (${byK} - ${byM}) / w + u * ${byOpening}`,
    `(${byK} + ${byM}) / x`,
    `2 * ${byM} / y`,
  ];
}

/**
 * Slopes of the filtration rate N in Q_A, C_A, ΔP, K_f, a and b.
 *
 * With g = ΔP - a C - b C² the law is I(C_1) = ∫ dC / (C² g) = K_f / (Q_A C_A), so that dN = -Q_A C_A g(C_1) dI in what
 * stands under the integral: ∂I/∂a = ∫ dC / (C g²), ∂I/∂b = ∫ dC / g² and, since I is homogeneous in ΔP, a and b,
 * ∂I/∂ΔP = -(I + a ∂I/∂a + b ∂I/∂b) / ΔP. By J = ∫ dC / g, L = ∫ dC / (C g) and S² = a² + 4 b ΔP all are sums of positive
 * terms in h = C_1 - C_A and q = 1 - g(C_1) / g(C_A), which keep their digits however little is filtered.
 */
function glomerularSlopes(): readonly string[] {
  const N = "glomerular_filtration_rate(u, v, w, x, y, z)";
  const h = `(v / (u / ${N} - 1))`;
  const first = "(w - y * v - z * v^2)";
  // at equilibrium what still drives is rounding
  const q = `min(${h} * (y + z * (2 * v + ${h})) / ${first}, 1 - 1e-16)`;
  const driving = `(${first} * (1 - ${q}))`;
  const root = "sqrt(y^2 + 4 * z * w)";
  const steep = "(y + 2 * z * v)";
  const J = `((2 * log1p(2 * z * ${h} / (${root} + ${steep})) - log1p(-${q})) / ${root})`;
  const logs = `(log1p(-${q}) / 2 + log1p(-${N} / u))`;
  const L = `((y * ${J} / 2 - ${logs}) / w)`;
  const inverse = `(${q} / ${driving})`; // 1 / g(C_1) - 1 / g(C_A)
  const byB = `(((2 * z * ${h} + ${steep} * ${q}) / ${driving} + 2 * z * ${J}) / ${root}^2)`;
  const byA = `((${L} + (y * ${byB} + ${inverse}) / 2) / w)`;
  const byPressure = `(${N} / (u * v) + 2 * y * ${L} + z * ${J} + y * ${inverse} / 2 + (y^2 / 2 + z * w) * ${byB})`;
  // C_A ∫ (g - g(C_1)) / (C² g) dC: (N - K_f g(C_1)) / Q_A without its small difference where ΔP is far above π
  const passed = `((y^2 / 2 + z * w) * ${J} - y * ${logs})`;
  const inFull = `(${h} * (y + z * (v + ${h})) - v * ${driving} * ${passed} / w) / w`;
  const byFlow = `if(x * (w + z * v^2) < 0.001 * u, ${shortCapillary(h)}, ${inFull})`;
  return [
    byFlow,
    `u / v * (${byFlow} - ${q})`,
    `u * v * ${driving} / w^2 * ${byPressure}`,
    driving,
    `-u * v * ${driving} * ${byA}`,
    `-u * v * ${driving} * ${byB}`,
  ].map((slope) => slope.replaceAll(" ", "")); // an expression has a longest text
}

/**
 * C_A ∫ (g - g(C_1)) / (C² g) dC where C and g change by at most ρ = K_f (ΔP + b C_A²) / Q_A on the way, given h.
 *
 * It is of second order in h, and in full a difference of first order, of which some 2^-52 / ρ is lost. By Radau's three
 * points, at the last of which g = g(C_1), it errs by ρ⁴ / 60 at most. From one to the other at ρ = 0.001 neither errs by
 * more than 3e-13.
 */
function shortCapillary(h: string): string {
  const term = (root: number) => {
    const [place, weight] = [(4 + root) / 10, (16 + root) / 36];
    const C = `(v + ${place} * ${h})`;
    const slope = `(y + z * (2 * ${C} + ${1 - place} * ${h}))`;
    return `${weight * (1 - place)} * ${slope} / (${C}^2 * (w - y * ${C} - z * ${C}^2))`;
  };
  return `v * ${h}^2 * (${term(-Math.sqrt(6))} + ${term(Math.sqrt(6))})`;
}

/** The laws of cells and organs that expressions know by name. */
export const TISSUES: readonly FunctionLaw[] = [
  law(
    "length_constant",
    [[MEMBRANE_RESISTANCE, RESISTIVITY, LENGTH], LENGTH],
    (membraneResistance, axialResistivity, diameter) =>
      lengthConstant({ membraneResistance, axialResistivity, diameter }),
    ["u", "-v", "w"].map((by) => `length_constant(u, v, w) / (2 * ${by})`),
  ),
  law(
    "cable_attenuation",
    [[LENGTH, LENGTH, LENGTH], ONE],
    (distance, length, constant) => cableAttenuation({ distance, length, lengthConstant: constant }),
    attenuationSlopes(),
  ),
  law(
    "cable_input_conductance",
    [[MEMBRANE_RESISTANCE, RESISTIVITY, LENGTH, LENGTH], dimension("S")],
    (membraneResistance, axialResistivity, diameter, length) =>
      cableInputConductance({ membraneResistance, axialResistivity, diameter, length }),
    conductanceSlopes(),
  ),
  cellLayer("absorptive_permeability", "absorptive", [
    "v * (v + x) / (u + v + x)^2",
    "u * (u + x) / (u + v + x)^2",
    "1",
    "-u * v / (u + v + x)^2",
  ]),
  cellLayer("secretory_permeability", "secretory", [
    "v^2 / (u + v + x)^2",
    "(u + x)^2 / (u + v + x)^2",
    "1",
    "v^2 / (u + v + x)^2",
  ]),
  law(
    "brush_border_permeability",
    [[VELOCITY, DIFFUSIVITY, ONE, dimension("m^-1"), LENGTH], VELOCITY],
    (wallPermeability, diffusivity, freeArea, wallDensity, length) =>
      brushBorderPermeability({ wallPermeability, diffusivity, freeArea, wallDensity, length }),
    brushSlopes(),
  ),
  law(
    "glomerular_filtration_rate",
    [
      [FLOW, DENSITY, PRESSURE, dimension("m^3 s^-1 Pa^-1"), dimension("Pa m^3 kg^-1"), dimension("Pa m^6 kg^-2")],
      FLOW,
    ],
    (flow, protein, pressure, filtration, linear, quadratic) =>
      glomerularFiltrationRate({ flow, protein, pressure, filtration, linear, quadratic }),
    glomerularSlopes(),
  ),
];
