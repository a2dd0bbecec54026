/**
 * Laws of physics as functions of the expression language, one row each, with their slopes.
 *
 * Each calls the law in `physics/` that has the formula, its range and its source; outside of that range it is NaN. Letters
 * u, v, w, ... in a slope are the arguments in their order.
 *
 * @module
 */

import { bernoulli } from "#numerics/bernoulli.ts";
import { exp, expm1, log, log1p } from "#numerics/elementary.ts";
import { pitzerActivity } from "#physics/activity/pitzer.ts";
import { croneRenkin } from "#physics/membrane/capillary-exchange.ts";
import { hillSaturation } from "#physics/membrane/capillary-oxygen.ts";
import { diffusingCapacity } from "#physics/membrane/gas-exchange.ts";
import {
  effectivePermeability,
  fluxPKa,
  intrinsicPermeability,
  unchargedFraction,
} from "#physics/membrane/ionised-permeation.ts";
import { hydraulicConductivity, osmoticPermeability } from "#physics/membrane/osmotic-permeability.ts";
import { patlakFlux } from "#physics/membrane/patlak.ts";
import { abelNobleFugacity, sievertsConcentration } from "#physics/membrane/sieverts.ts";
import { sievingCoefficient } from "#physics/membrane/sieving.ts";
import { permeabilityFromAcceptor, sinkPermeability } from "#physics/membrane/two-chamber.ts";
import { type ColloidPolynomial, colloidPressure, LANDIS_PAPPENHEIMER } from "#physics/osmosis/colloid.ts";
import { molality, molarity } from "#physics/osmosis/molarity.ts";
import { molarOsmoticCoefficient, osmoticPressure, vantHoffPressure } from "#physics/osmosis/osmotic-pressure.ts";
import { raoultLnActivity } from "#physics/osmosis/raoult.ts";
import {
  isLiquidWater,
  WATER_REFERENCE_TEMPERATURE,
  WATER_VISCOSITY_TERMS,
  waterViscosity,
} from "#physics/water-viscosity.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { dimension } from "#units/dimension.ts";
import type { FunctionLaw } from "./function-law.ts";
import { DENSITY, LENGTH, ONE, PRESSURE, VELOCITY } from "./law-dimensions.ts";
import { law } from "./law-row.ts";
import { TISSUES } from "./tissue-functions.ts";

const [TEMPERATURE, CONCENTRATION] = [dimension("K"), dimension("mol m^-3")];
const [AREA, VOLUME, TIME] = [dimension("m^2"), dimension("m^3"), dimension("s")];
const MOLALITY = dimension("mol kg^-1");
const [MOLAR_VOLUME, MOLAR_MASS] = [dimension("m^3 mol^-1"), dimension("kg mol^-1")];
/** Slope of an apparent molar volume in the root of the molarity. */
const MASSON = dimension("m^4.5 mol^-1.5");
const CONDUCTIVITY = dimension("m s^-1 Pa^-1");
const SIEVERTS = dimension("mol m^-3 Pa^-0.5");

/** d/dT of a sum of powers of T, each written out. */
const WATER_VISCOSITY_SLOPE = WATER_VISCOSITY_TERMS.map(({ coefficient, exponent }) => {
  const unit = `(${WATER_REFERENCE_TEMPERATURE} K)`;
  return `${-coefficient} uPa s * ${-exponent} / ${unit} * (u / ${unit})^(${exponent - 1})`;
}).join(" + ");

/** Colloid osmotic pressure, its slope with each coefficient per power of 1 kg/m^3. */
function colloid(name: string, polynomial: ColloidPolynomial): FunctionLaw {
  const slope = [polynomial.linear, 2 * polynomial.quadratic, 3 * polynomial.cubic]
    .map((coefficient, power) => `${coefficient} Pa / (1 kg/m^3) * (u / (1 kg/m^3))^${power}`)
    .join(" + ");
  return law(name, [[DENSITY], PRESSURE], (c) => colloidPressure(c, polynomial), [slope]);
}

/** B'(x) of the Bernoulli function: its series near 0, where the difference loses its digits. */
function bernoulliSlope(x: string): string {
  const s = `(${x})^2`;
  const series = `-0.5 + (${x}) * (1/6 + ${s} * (-1/180 + ${s} * (1/5040 + ${s} * (-1/151200 + ${s} * (1/4790016 - 691 * ${s} / 108972864000)))))`;
  return `if(abs(${x}) < 0.25, ${series}, bernoulli(${x}) * (1 - bernoulli(-(${x}))) / (${x}))`;
}

/** Slopes of J = P [B(-q) c_1 - B(q) c_2] with q = (1 - σ) J_v / P, in P, σ, J_v, c_1 and c_2. */
function patlakSlopes(): readonly string[] {
  const q = "((1 - v) * w / u)";
  const byDrag = `(-(${bernoulliSlope(`-${q}`)}) * x - (${bernoulliSlope(q)}) * y)`; // P dJ/dq / P
  return [
    `bernoulli(-${q}) * x - bernoulli(${q}) * y - ${q} * ${byDrag}`,
    `-w * ${byDrag}`,
    `(1 - v) * ${byDrag}`,
    `u * bernoulli(-${q})`,
    `-u * bernoulli(${q})`,
  ];
}

/** f of the uncharged form, in pH and pKa. */
function uncharged(name: string, kind: "acid" | "base"): FunctionLaw {
  const steep = `log(10) * ${name}(u, v) * (1 - ${name}(u, v))`;
  return law(name, [[ONE, ONE], ONE], (pH, pKa) => unchargedFraction({ kind, pH, pKa }), [
    `${kind === "acid" ? "-" : ""}${steep}`,
    `${kind === "acid" ? "" : "-"}${steep}`,
  ]);
}

/** The pH at which membrane and water resist alike, in pKa, P_0 and P_u. */
function pKaOfFlux(name: string, kind: "acid" | "base"): FunctionLaw {
  const [sign, other] = kind === "acid" ? ["", "-"] : ["-", ""];
  return law(
    name,
    [[ONE, VELOCITY, VELOCITY], ONE],
    (pKa, intrinsic, unstirred) => fluxPKa({ kind, pKa, intrinsic, unstirred }),
    ["1", `${sign}1 / (log(10) * (v - w))`, `${other}v / (log(10) * w * (v - w))`],
  );
}

/** P_e behind water of P_u, from P_0 of the membrane for the uncharged form; in P_0, P_u, pH and pKa. */
function behindWater(name: string, kind: "acid" | "base"): FunctionLaw {
  const f = `fraction_uncharged_${kind}(w, x)`;
  const P = `${name}(u, v, w, x)`;
  const steep = `log(10) * ${P}^2 * (1 - ${f}) / (u * ${f})`;
  const [byPH, byPKa] = kind === "acid" ? ["-", ""] : ["", "-"];
  return law(
    name,
    [[VELOCITY, VELOCITY, ONE, ONE], VELOCITY],
    (intrinsic, unstirred, pH, pKa) => effectivePermeability({ kind, intrinsic, unstirred, pH, pKa }),
    [`${P}^2 / (u^2 * ${f})`, `${P}^2 / v^2`, `${byPH}${steep}`, `${byPKa}${steep}`],
  );
}

/** P_0 back from P_e, in P_e, P_u, pH and pKa. */
function freedOfWater(name: string, kind: "acid" | "base"): FunctionLaw {
  const f = `fraction_uncharged_${kind}(w, x)`;
  const steep = `log(10) * ${name}(u, v, w, x) * (1 - ${f})`;
  const [byPH, byPKa] = kind === "acid" ? ["", "-"] : ["-", ""];
  return law(
    name,
    [[VELOCITY, VELOCITY, ONE, ONE], VELOCITY],
    (effective, unstirred, pH, pKa) => intrinsicPermeability({ kind, effective, unstirred, pH, pKa }),
    [`v^2 / ((v - u)^2 * ${f})`, `-u^2 / ((v - u)^2 * ${f})`, `${byPH}${steep}`, `${byPKa}${steep}`],
  );
}

const MEMBRANES: readonly FunctionLaw[] = [
  law(
    "patlak_flux",
    [[VELOCITY, ONE, VELOCITY, "c", "c"], VELOCITY, "c"],
    (permeability, reflection, volumeFlux, left, right) =>
      patlakFlux({ permeability, reflection, volumeFlux, left, right }),
    patlakSlopes(),
  ),
  law("sieving_coefficient", [[ONE, ONE], ONE], (reflection, peclet) => sievingCoefficient(reflection, peclet), [
    "-(1 - exp(-v)) / (1 - u * exp(-v))^2",
    "-(1 - u) * u * exp(-v) / (1 - u * exp(-v))^2",
  ]),
  law("crone_renkin", [["q", "q"], ONE], (permeabilitySurface, flow) => croneRenkin({ permeabilitySurface, flow }), [
    "exp(-u / v) / v",
    "-u / v^2 * exp(-u / v)",
  ]),
  uncharged("fraction_uncharged_acid", "acid"),
  uncharged("fraction_uncharged_base", "base"),
  pKaOfFlux("flux_pKa_acid", "acid"),
  pKaOfFlux("flux_pKa_base", "base"),
  behindWater("effective_permeability_acid", "acid"),
  behindWater("effective_permeability_base", "base"),
  freedOfWater("intrinsic_permeability_acid", "acid"),
  freedOfWater("intrinsic_permeability_base", "base"),
  law(
    "assay_permeability",
    [["c", "c", VOLUME, VOLUME, AREA, TIME], VELOCITY],
    (acceptor, donor, donorVolume, acceptorVolume, area, time) =>
      permeabilityFromAcceptor({ acceptor, donor, donorVolume, acceptorVolume, area, time }),
    assaySlopes(),
  ),
  law(
    "sink_permeability",
    [["c", "c", VOLUME, AREA, TIME], VELOCITY],
    (acceptor, donor, acceptorVolume, area, time) =>
      sinkPermeability({ acceptor, donor, acceptorVolume, donorVolume: acceptorVolume, area, time }),
    [
      "w / (x * y * v)",
      "-u * w / (x * y * v^2)",
      "u / (x * y * v)",
      "-u * w / (x^2 * y * v)",
      "-u * w / (x * y^2 * v)",
    ],
  ),
];

/** Slopes of P = -ln(1 - q) / E, q = (c_A / c_0) (1 + V_A / V_D), E = A t (1/V_D + 1/V_A). */
function assaySlopes(): readonly string[] {
  const reached = "(u / v * (1 + x / w))";
  const exposure = "(y * z * (1 / w + 1 / x))";
  const byReached = `1 / ((1 - ${reached}) * ${exposure})`;
  const P = "assay_permeability(u, v, w, x, y, z)";
  return [
    `${byReached} * (1 + x / w) / v`,
    `-${byReached} * ${reached} / v`,
    `-${byReached} * u / v * x / w^2 + ${P} / ${exposure} * y * z / w^2`,
    `${byReached} * u / v / w + ${P} / ${exposure} * y * z / x^2`,
    `-${P} / y`,
    `-${P} / z`,
  ];
}

const OSMOSIS: readonly FunctionLaw[] = [
  law(
    "hydraulic_conductivity",
    [[VELOCITY, MOLAR_VOLUME, TEMPERATURE], CONDUCTIVITY],
    (permeability, molarVolume, temperature) =>
      hydraulicConductivity({ osmoticPermeability: permeability, molarVolume, temperature }),
    ["v / w", "u / w", "-u * v / w^2"].map((by) => `${by} / (${GAS_CONSTANT} J/mol/K)`),
  ),
  law(
    "osmotic_permeability",
    [[CONDUCTIVITY, MOLAR_VOLUME, TEMPERATURE], VELOCITY],
    (conductivity, molarVolume, temperature) =>
      osmoticPermeability({ hydraulicConductivity: conductivity, molarVolume, temperature }),
    ["w / v", "-u * w / v^2", "u / v"].map((by) => `${GAS_CONSTANT} J/mol/K * ${by}`),
  ),
  law(
    "osmotic_pressure",
    [[ONE, MOLAR_VOLUME, TEMPERATURE], PRESSURE],
    (a, molarVolume, temperature) => osmoticPressure({ lnActivity: log(a), molarVolume, temperature }),
    [`-${GAS_CONSTANT} J/mol/K * w / (v * u)`, "-osmotic_pressure(u, v, w) / v", "osmotic_pressure(u, v, w) / w"],
  ),
  law(
    "vant_hoff_pressure",
    [[CONCENTRATION, TEMPERATURE], PRESSURE],
    (osmolarity, temperature) => vantHoffPressure({ osmolarity, temperature }),
    [`${GAS_CONSTANT} J/mol/K * v`, `${GAS_CONSTANT} J/mol/K * u`],
  ),
  law(
    "molar_osmotic_coefficient",
    [[PRESSURE, CONCENTRATION, TEMPERATURE], ONE],
    (pressure, osmolarity, temperature) => molarOsmoticCoefficient({ pressure, osmolarity, temperature }),
    ["1", "-u / v", "-u / w"].map((by) => `${by} / (${GAS_CONSTANT} J/mol/K * v * w)`),
  ),
  law(
    "raoult_activity",
    [[MOLALITY, MOLAR_MASS], ONE],
    (osmolality, molarMass) => exp(raoultLnActivity({ osmolality, molarMass })),
    ["-v / (1 + u * v)^2", "-u / (1 + u * v)^2"],
  ),
  law(
    "pitzer_osmotic_coefficient",
    [
      [
        MOLALITY,
        dimension("kg mol^-1"),
        dimension("kg mol^-1"),
        dimension("kg^2 mol^-2"),
        dimension("kg^0.5 mol^-0.5"),
      ],
      ONE,
    ],
    (m, beta0, beta1, cPhi, slope) =>
      pitzerActivity({ cationCharge: 1, anionCharge: -1, beta0, beta1, cPhi, slope }).osmoticCoefficient(m),
    pitzerSlopes(),
  ),
  law(
    "molarity",
    [[MOLALITY, DENSITY, MOLAR_VOLUME, MASSON], CONCENTRATION],
    (m, solventDensity, infiniteDilution, slope) => molarity(m, { solventDensity, infiniteDilution, slope }),
    molaritySlopes(),
  ),
  law(
    "molality",
    [[CONCENTRATION, DENSITY, MOLAR_VOLUME, MASSON], MOLALITY],
    (c, solventDensity, infiniteDilution, slope) => molality(c, { solventDensity, infiniteDilution, slope }),
    [
      "(1 + x * u * sqrt(u) / 2) / (v * (1 - u * (w + x * sqrt(u)))^2)",
      "-molality(u, v, w, x) / v",
      "v * molality(u, v, w, x)^2",
      "v * molality(u, v, w, x)^2 * sqrt(u)",
    ],
  ),
  colloid("landis_pappenheimer", LANDIS_PAPPENHEIMER.plasma),
  colloid("landis_pappenheimer_albumin", LANDIS_PAPPENHEIMER.albumin),
  colloid("landis_pappenheimer_globulin", LANDIS_PAPPENHEIMER.globulin),
];

/** Slopes of c = m / (1/ρ + m V), V = V_0 + S sqrt(c), by the equation that c fulfils. */
function molaritySlopes(): readonly string[] {
  const c = "molarity(u, v, w, x)";
  const steep = `(1 / v + u * (w + 1.5 * x * sqrt(${c})))`;
  return [
    `(1 - ${c} * (w + x * sqrt(${c}))) / ${steep}`,
    `${c} / v^2 / ${steep}`,
    `-u * ${c} / ${steep}`,
    `-u * ${c} * sqrt(${c}) / ${steep}`,
  ];
}

/** Slopes of φ = 1 - A s / (1 + b s) + m (β0 + β1 e^{-2s}) + m^2 C, s = sqrt(m) and b = 1.2 kg^1/2/mol^1/2. */
function pitzerSlopes(): readonly string[] {
  const s = "sqrt(u / (1 mol/kg))";
  return [
    `-y / (2 * sqrt(u) * (1 + 1.2 * ${s})^2) + v + w * exp(-2 * ${s}) * (1 - ${s}) + 2 * u * x`,
    "u",
    `u * exp(-2 * ${s})`,
    "u^2",
    `-sqrt(u) / (1 + 1.2 * ${s})`,
  ];
}

const GASES: readonly FunctionLaw[] = [
  law(
    "hill_saturation",
    [["p", "p", ONE], ONE],
    (pressure, halfPressure, exponent) => hillSaturation(pressure, { halfPressure, exponent }),
    [
      "w * hill_saturation(u, v, w) * (1 - hill_saturation(u, v, w)) / u",
      "-w * hill_saturation(u, v, w) * (1 - hill_saturation(u, v, w)) / v",
      "hill_saturation(u, v, w) * (1 - hill_saturation(u, v, w)) * log(u / v)",
    ],
  ),
  law(
    "diffusing_capacity",
    [[AREA, "k", LENGTH], LENGTH, "k"],
    (area, krogh, thickness) => diffusingCapacity({ area, krogh, thickness }),
    ["v / w", "u / w", "-u * v / w^2"],
  ),
  law(
    "abel_noble_fugacity",
    [[PRESSURE, MOLAR_VOLUME, TEMPERATURE], PRESSURE],
    (pressure, covolume, temperature) => abelNobleFugacity({ pressure, covolume, temperature }),
    fugacitySlopes(),
  ),
  law(
    "sieverts_concentration",
    [[SIEVERTS, PRESSURE], CONCENTRATION],
    (solubility, fugacity) => sievertsConcentration({ solubility, fugacity }),
    ["sqrt(v)", "u / (2 * sqrt(v))"],
  ),
];

/** Slopes of f = p e^{bp/RT}. */
function fugacitySlopes(): readonly string[] {
  const over = `(u / (${GAS_CONSTANT} J/mol/K * w))`;
  const f = "abel_noble_fugacity(u, v, w)";
  return [`${f} * (1 / u + v * ${over} / u)`, `${f} * ${over}`, `-${f} * v * ${over} / w`];
}

const NUMBERS: readonly FunctionLaw[] = [
  law("expm1", [[ONE], ONE], expm1, ["exp(u)"]),
  law("log1p", [[ONE], ONE], log1p, ["1 / (1 + u)"]),
  law("bernoulli", [[ONE], ONE], bernoulli, [bernoulliSlope("u")]),
];

/** The laws that expressions know by name. */
export const LAW_FUNCTIONS: readonly FunctionLaw[] = [
  ...NUMBERS,
  law(
    "water_viscosity",
    [[TEMPERATURE], dimension("Pa s")],
    (t) => (isLiquidWater(t) ? waterViscosity(t) : Number.NaN),
    [WATER_VISCOSITY_SLOPE],
  ),
  ...MEMBRANES,
  ...OSMOSIS,
  ...GASES,
  ...TISSUES,
];
