/**
 * What a file declares of its mixtures as curves: growth rates, the free energy with its common tangent, the thermodynamic
 * factor, and the phases of a regular solution.
 *
 *     binodal of a regular solution     A = ln((1-x)/x) / (1-2x)
 *     its spinodal                      A = 1 / (2 x (1-x))
 *     temperature                       A T = A0 T0,    T/Tc = 2/A
 *
 * No level is asked: these are the laws in closed form.
 *
 * @module
 */

import { frameOf, isFraction } from "#model/composition-scale.ts";
import { diffusivityByComposition, disturbedMixture, meanOfStart } from "#model/disturbed-mixture.ts";
import { givenCompositions } from "#model/given-compositions.ts";
import { HIGHEST_CONCENTRATION, mixtureEnergy, phaseDiagramOf, thermodynamicFactorOf } from "#model/mixture.ts";
import { MIXTURE_CURVES, regularParameter } from "#model/mixture-curves.ts";
import type { Model, Plot, Species } from "#model/model.ts";
import { compositionUnit } from "#physics/activity/composition.ts";
import { criticalWavenumber, fastestWave, growthRate } from "#physics/phase-separation/cahn-hilliard.ts";
import { regularSolutionBinodalParameter } from "#physics/phase-separation/tie-line.ts";
import { axisLabel, axisUnit } from "./axis-unit.ts";
import type { Figure, Mark, Tone } from "./figure.ts";
import { shortNumber } from "./number-text.ts";

type CurvePlot = Plot & { readonly kind: "curve" };

/** Points of a curve. */
const POINTS = 401;
/** Growth rates are drawn from where waves decay as fast as the fastest grows: q² = this much of the critical one [1]. */
const SHORTEST = (1 + Math.SQRT2) / 2;
/** The longest wave that is drawn, in critical wavelengths [1]. */
const LONGEST = 5;
/** Room beyond the highest composition that the file gives [1]. */
const BEYOND = 1.25;
/** Least composition of a phase diagram [1]. */
const NEAR_PURE = 1e-3;
/** A phase diagram reaches this much beyond the mixture, and at least to the second value [1]. */
const ABOVE = { factor: 1.2, least: 3 };

/** One figure for each species that has the curve. */
export function curveFigures(plot: CurvePlot, model: Model): readonly Figure[] {
  const having = model.species.filter(MIXTURE_CURVES[plot.curve].has);
  return having.flatMap((species) => figureOf(plot, species, model) ?? []);
}

function figureOf(plot: CurvePlot, species: Species, model: Model): Figure | undefined {
  switch (plot.curve) {
    case "growth_rate":
      return growthFigure(species, model);
    case "free_energy_density":
      return energyFigure(plot, species, model);
    case "thermodynamic_factor":
      return factorFigure(plot, species, model);
    case "phase-diagram":
      return phaseFigure(plot, species, model);
  }
}

/** R over the wavelength, about the mean of the start. */
function growthFigure(species: Species, model: Model): Figure | undefined {
  const { name } = species;
  const mean = meanOfStart(species, model.domain);
  const D = diffusivityByComposition(species, model.temperature);
  if (mean === undefined || D === undefined) return undefined;
  const mixture = disturbedMixture(species, mean, D(mean));
  const fastest = fastestWave(mixture);
  // where all waves decay there is a length too: that below which the gradient energy rules
  const q = fastest ? criticalWavenumber(mixture) : Math.sqrt(Math.abs(mixture.curvature) / mixture.gradientEnergy);
  const critical = (2 * Math.PI) / q;
  if (!(critical > 0 && critical < Number.POSITIVE_INFINITY)) return undefined;
  const wavelengths = spaced(critical / Math.sqrt(SHORTEST), LONGEST * critical);
  const unit = axisUnit("m", LONGEST * critical);
  const rule = (label: string, tone: Tone, x: number): Mark => ({ kind: "rule", label, tone, x: x * unit.factor });
  return {
    name: `growth-rate-${name}`,
    title: `Growth rate of waves of ${name}`,
    caption: `Rate R at which a small wave of composition about ${name} = ${shortNumber(mean)} grows, or decays below zero, by its wavelength${fastest ? `: waves longer than ${shortNumber(critical * unit.factor)} ${unit.unit} grow, that of ${shortNumber(fastest.wavelength * unit.factor)} ${unit.unit} fastest` : ": all decay"}.`,
    x: { label: axisLabel("wavelength", unit.unit), scale: "linear" },
    y: { label: axisLabel("R", "1/s"), scale: "linear" },
    marks: [
      {
        kind: "line",
        label: "closed-form",
        tone: "closed-form",
        x: wavelengths.map((wavelength) => wavelength * unit.factor),
        y: wavelengths.map((wavelength) => growthRate(mixture, (2 * Math.PI) / wavelength)),
      },
      ...(fastest
        ? [rule("fastest", "walk", fastest.wavelength), rule("neither grows nor decays", "plain", critical)]
        : []),
    ],
  };
}

const OF_WHAT: Readonly<Partial<Record<Species["measure"], string>>> = {
  "mole-fraction": "of a mole of mixture",
  "volume-fraction": "of a mole of solute in the mixture",
  molality: "of a mass of solvent",
};

/** f over the composition, with the common tangents and spinodals that are asked for. */
function energyFigure({ beside }: CurvePlot, species: Species, model: Model): Figure {
  const { name } = species;
  const value = energyOf(species);
  const diagram = beside.length === 0 ? undefined : phaseDiagramOf(species);
  const tangents = beside.includes("common-tangent") ? (diagram?.tieLines ?? []) : [];
  const x = compositionsOf(species, model, Math.max(0, ...(diagram?.tieLines ?? []).map(({ highest }) => highest)));
  return {
    name: `free-energy-${name}`,
    title: `Free energy of mixing of ${name}`,
    caption: `Free energy f of mixing over RT, ${OF_WHAT[species.measure] ?? "of a volume"}, by composition${tangents.length > 0 ? "; the phases at the ends of a common tangent coexist, and all between them splits" : ""}${beside.includes("spinodal") ? "; between the spinodals f bends down" : ""}.`,
    x: compositionAxis(species),
    y: { label: axisLabel("f / RT", compositionUnit(frameOf(species).scale)), scale: "linear" },
    marks: [
      { kind: "line", label: "f", tone: "closed-form", x, y: x.map(value) },
      ...tangents.flatMap(({ lowest, highest }): Mark[] => {
        const ends = { x: [lowest, highest], y: [value(lowest), value(highest)] };
        return [
          { kind: "line", label: "common tangent", tone: "walk", ...ends },
          { kind: "points", label: "binodal", tone: "walk", ...ends },
        ];
      }),
      ...(beside.includes("spinodal") ? spinodalRules(species) : []),
    ],
  };
}

/**
 * f of a mixture that the file gives by its activity, nothing for both pure components: terms linear in the composition do
 * not matter. A free energy that the file writes is drawn as it is.
 */
function energyOf(species: Species): (s: number) => number {
  const { value } = mixtureEnergy(species);
  if (!isFraction(species) || species.freeEnergy !== undefined) return value;
  const [poor, rich] = [value(0), value(1)];
  if (!Number.isFinite(poor) || !Number.isFinite(rich)) return value;
  return (a) => value(a) - (1 - a) * poor - a * rich;
}

/** Γ over the composition. */
function factorFigure({ beside }: CurvePlot, species: Species, model: Model): Figure {
  const { name } = species;
  const x = compositionsOf(species, model, 0);
  return {
    name: `thermodynamic-factor-${name}`,
    title: `Thermodynamic factor of ${name}`,
    caption: `Thermodynamic factor, the ratio of the diffusivity of a gradient to that of a tracer, by composition; below zero a homogeneous mixture falls apart.`,
    x: compositionAxis(species),
    y: { label: "thermodynamic factor", scale: "linear" },
    marks: [
      { kind: "line", label: "closed-form", tone: "closed-form", x, y: x.map(thermodynamicFactorOf(species)) },
      ...(beside.includes("spinodal") ? spinodalRules(species) : []),
    ],
  };
}

/** Binodal and spinodal of a regular solution over its parameter or the temperature. */
function phaseFigure({ over }: CurvePlot, species: Species, model: Model): Figure | undefined {
  const parameter = regularParameter(species);
  const { temperature = Number.NaN } = model;
  if (parameter === undefined || !(parameter > 0)) return undefined;
  const top = Math.max(ABOVE.factor * parameter, ABOVE.least);
  const x = spaced(NEAR_PURE, 1 - NEAR_PURE);
  const byTemperature = over === "temperature";
  // a parameter that is w / RT with one w: A T is the same at all temperatures
  const height = (A: number): number => (byTemperature ? (parameter * temperature) / A : A);
  const shown = (A: number): number => (A <= top ? height(A) : Number.NaN);
  const mean = meanOfStart(species, model.domain);
  const critical = height(2);
  const curve = (label: string, tone: "closed-form" | "walk", of: (a: number) => number): Mark => {
    const y = x.map((a) => shown(of(a)));
    return { kind: "line", label, tone, x, y };
  };
  return {
    name: `phase-diagram-${species.name}`,
    title: `Phases of ${species.name}`,
    caption: `Regular solution: outside the binodal one phase, between it and the spinodal a metastable one, inside the spinodal it splits by itself; the critical point is at ${byTemperature ? `${shortNumber(critical, 4)} K, for an energy of mixing that does not depend on temperature` : "2"}.`,
    x: compositionAxis(species),
    y: { label: byTemperature ? "T [K]" : "Margules parameter", scale: "linear" },
    marks: [
      curve("binodal", "closed-form", regularSolutionBinodalParameter),
      curve("spinodal", "walk", (a) => 1 / (2 * a * (1 - a))),
      ...(mean === undefined
        ? []
        : [
            {
              kind: "points" as const,
              label: "this mixture",
              tone: "master" as const,
              x: [mean],
              y: [byTemperature ? temperature : parameter],
            },
          ]),
    ],
  };
}

function compositionAxis(species: Species): Figure["x"] {
  return { label: axisLabel(species.name, compositionUnit(frameOf(species).scale)), scale: "linear" };
}

/** From nothing to the pure component, or to beyond what the file gives. */
function compositionsOf(species: Species, model: Model, atLeast: number): readonly number[] {
  if (isFraction(species)) return spaced(0, 1, true);
  const { highest } = mixtureEnergy(species);
  const given = givenCompositions(species, model).map(({ value }) => value);
  const wanted = BEYOND * Math.max(atLeast, ...given, 0);
  return spaced(0, wanted > 0 ? Math.min(wanted, highest) : Math.min(highest, HIGHEST_CONCENTRATION), true);
}

function spinodalRules(species: Species): readonly Mark[] {
  return phaseDiagramOf(species)
    .spinodals.flatMap(({ lowest, highest }) => [lowest, highest])
    .map((x) => ({ kind: "rule" as const, label: "spinodal", tone: "plain" as const, x }));
}

/** Equally spaced numbers from one to another; the ends themselves left out by half a millionth where they are singular. */
function spaced(from: number, to: number, isOpen = false): readonly number[] {
  const edge = isOpen ? 5e-7 * (to - from) : 0;
  const step = (to - from - 2 * edge) / (POINTS - 1);
  return Array.from({ length: POINTS }, (_, i) => from + edge + i * step);
}
