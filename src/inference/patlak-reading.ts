/**
 * Reflection coefficient σ and permeability P of a membrane from solute fluxes J_s measured at volume fluxes J_v: by
 * Patlak's law, and beside it the straight line that is usually drawn, with its bias.
 *
 *     Patlak          J_s = P [ B(-Pe) c₁ - B(Pe) c₂ ],  Pe = (1 - σ) J_v / P         fitted as it is
 *     straight line   J_s = P (c₁ - c₂) + (1 - σ) c̄ J_v                              linear in P and 1 - σ
 *
 * At J_v → 0 the slope of Patlak's law is (1 - σ) (c₁ + c₂) / 2 and at large J_v it is (1 - σ) of the upstream side, so
 * that a line over either reads another σ; with the logarithmic mean it reads a wrong one even at J_v → 0. Over values
 * symmetric in J_v the line with the arithmetic mean reads σ exactly and P too large, since Pe coth Pe rises.
 *
 * @see C. S. Patlak, D. A. Goldstein and J. F. Hoffman, J. Theor. Biol. 5, 426 (1963) (not opened)
 * @module
 */

import { bernoulliSlope } from "#numerics/bernoulli-slope.ts";
import { linearSolveSmall } from "#numerics/statistics.ts";
import { draggedConcentration } from "#physics/membrane/kedem-katchalsky.ts";
import { membranePeclet, patlakFlux } from "#physics/membrane/patlak.ts";
import { DomainError } from "#units/domain-error.ts";
import { answered, type CurveAnswer, type CurveFit, type CurveQuestion, type ParameterEstimate } from "./curve-fit.ts";
import { leastSquares } from "./least-squares.ts";

/** Fluxes measured across one membrane, positive from side 1 to side 2. */
export interface DragExperiment {
  /** J_v [m s^-1]. */
  readonly volumeFlux: readonly number[];
  /** J_s [mol m^-2 s^-1]. */
  readonly soluteFlux: readonly number[];
  /** c₁ and c₂ at each of them [mol m^-3]. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** Standard errors of J_s, where they are known [mol m^-2 s^-1]. */
  readonly standardErrors?: readonly number[];
}

/** What a straight line says with one mean concentration, and how far that is from Patlak's law. */
export interface StraightReading {
  /** σ [1]. */
  readonly reflection: number;
  /** P [m s^-1]. */
  readonly permeability: number;
  /** σ of the line less σ of Patlak's law [1]; NaN where the data do not determine the latter. */
  readonly reflectionBias: number;
  /** P of the line over P of Patlak's law, less 1 [1]. */
  readonly relativePermeabilityBias: number;
}

/** An experiment read both ways. */
export interface PatlakReading {
  /** σ by Patlak's law [1]. */
  readonly reflection: ParameterEstimate;
  /** P by Patlak's law [m s^-1]. */
  readonly permeability: ParameterEstimate;
  readonly fit: CurveFit;
  /** Slope of J_s over J_v by least squares [mol m^-3]. */
  readonly slope: number;
  /** J_s of that line at J_v = 0 [mol m^-2 s^-1]. */
  readonly intercept: number;
  readonly arithmetic: StraightReading;
  readonly logarithmic: StraightReading;
  /** Largest |Pe| of the experiment, at the fitted parameters [1]. */
  readonly largestPeclet: number;
  /** Present if a straight line should not be drawn. */
  readonly warning?: string;
}

/** |Pe| from which a straight line is off by more than Pe²/12 = 2 % of diffusion [1]. */
const STRAIGHT_BELOW = 0.5;

/**
 * The reading of an experiment.
 *
 * @throws DomainError with fewer than three values, or where J_v or c₁ - c₂ is the same nothing in all of them.
 */
export function patlakReading(experiment: DragExperiment): PatlakReading {
  const { volumeFlux, soluteFlux, left, right, standardErrors } = experiment;
  const n = soluteFlux.length;
  if (n < 3) throw new DomainError("number of fluxes", n, "two parameters and their errors need three at least");
  const driven = volumeFlux.some((value) => value !== volumeFlux[0]) && left.some((c, i) => c !== right[i]);
  if (!driven)
    throw new DomainError("volumeFlux", volumeFlux[0], "σ and P need several volume fluxes, and two sides that differ");
  const lines = { arithmetic: straightLine(experiment, "arithmetic"), logMean: straightLine(experiment, "log-mean") };
  const fastest = Math.max(...volumeFlux.map(Math.abs));
  const first = lines.arithmetic;
  const fit = answered(
    leastSquares({
      observed: soluteFlux,
      ...(standardErrors === undefined ? {} : { standardErrors }),
      start: [Math.min(first.reflection, 0.98), first.permeability > 0 ? first.permeability : 0.1 * fastest],
      bounds: [{ below: 1 }, { above: 0 }],
    }),
    (question) => patlakCurve(experiment, question),
  );
  const [reflection, permeability] = fit.estimates as readonly [ParameterEstimate, ParameterEstimate];
  const [sigma, p] = fit.parameters as [number, number];
  const largestPeclet = Math.max(
    ...volumeFlux.map((value) => Math.abs(membranePeclet({ reflection: sigma, permeability: p, volumeFlux: value }))),
  );
  const told = reflection.kind === "determined" && permeability.kind === "determined";
  const beside = (line: Line): StraightReading => ({
    ...line,
    reflectionBias: told ? line.reflection - sigma : Number.NaN,
    relativePermeabilityBias: told ? line.permeability / p - 1 : Number.NaN,
  });
  return {
    reflection,
    permeability,
    fit,
    ...plainLine(experiment),
    arithmetic: beside(lines.arithmetic),
    logarithmic: beside(lines.logMean),
    largestPeclet,
    ...(largestPeclet > STRAIGHT_BELOW
      ? {
          warning: `the Péclet number reaches ${Number(largestPeclet.toPrecision(3))}: above ${STRAIGHT_BELOW} the flux is no straight line of the volume flux, and what is read from one is biased`,
        }
      : {}),
  };
}

/** Patlak's flux at σ and P, with its slopes: J is homogeneous in P and w = (1 - σ) J_v, so P ∂J/∂P = J - w ∂J/∂w. */
function patlakCurve({ volumeFlux, left, right }: DragExperiment, { parameters }: CurveQuestion): CurveAnswer {
  const [reflection, permeability] = parameters as readonly [number, number];
  const bySigma: number[] = [];
  const byP: number[] = [];
  const values = volumeFlux.map((flux, i) => {
    const solute = { reflection, permeability, volumeFlux: flux, left: left[i], right: right[i] };
    const value = patlakFlux(solute);
    const peclet = membranePeclet(solute);
    const byDrag = -(bernoulliSlope(-peclet) * left[i] + bernoulliSlope(peclet) * right[i]);
    bySigma.push(-flux * byDrag);
    byP.push(value / permeability - peclet * byDrag);
    return value;
  });
  return { values, slopes: [bySigma, byP] };
}

interface Line {
  readonly reflection: number;
  readonly permeability: number;
}

/** Least squares of J_s = P (c₁ - c₂) + (1 - σ) c̄ J_v, in P and 1 - σ. */
function straightLine(experiment: DragExperiment, mean: "arithmetic" | "log-mean"): Line {
  const { left, right, volumeFlux } = experiment;
  const across = left.map((c, i) => c - right[i]);
  const along = volumeFlux.map((flux, i) => flux * draggedConcentration({ left: left[i], right: right[i], mean }));
  const [permeability, passed] = twoFactors(across, along, experiment);
  return { permeability, reflection: 1 - passed };
}

/** Slope and intercept of J_s over J_v, whatever the concentrations. */
function plainLine(experiment: DragExperiment): { readonly slope: number; readonly intercept: number } {
  const ones = experiment.volumeFlux.map(() => 1);
  const [intercept, slope] = twoFactors(ones, experiment.volumeFlux, experiment);
  return { slope, intercept };
}

/** The a and b of J_s = a u + b v by weighted least squares. */
function twoFactors(
  u: readonly number[],
  v: readonly number[],
  { soluteFlux, standardErrors }: DragExperiment,
): readonly [number, number] {
  const sum = (a: readonly number[], b: readonly number[]) =>
    a.reduce((total, value, i) => total + (value * b[i]) / square(standardErrors?.[i] ?? 1), 0);
  const matrix = Float64Array.of(sum(u, u), sum(u, v), sum(u, v), sum(v, v));
  const [a, b] = linearSolveSmall(matrix, Float64Array.of(sum(u, soluteFlux), sum(v, soluteFlux)));
  return [a, b];
}

function square(x: number): number {
  return x * x;
}
