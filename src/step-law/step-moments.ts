/**
 * The law of one step along x by its moments, its cumulants and its characteristic function.
 *
 *     gaussian s    <l^2k> = (2k - 1)!! s^2k            φ = e^(-s²k²/2)
 *     uniform a     <l^2k> = a^2k / (2k + 1)            φ = sin(ak) / ak
 *     laplace a     <l^2k> = (2k)! a^2k                 φ = 1 / (1 + a²k²)
 *     lattice, table: sums over the moves
 *     stable a, α   moments below order α alone         φ = e^(-|ak|^α)
 *     zipf l, α     moments below order α alone
 *
 * @module
 */

import { hasStepVariance } from "#model/finite-moments.ts";
import type { Move, StepLaw } from "#model/motion-law.ts";
import { cos, exp, pow, sin } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Complex } from "./lattice-law.ts";

/** Mean [m], variance [m²], third and fourth cumulant [m³, m⁴] of one step. */
export interface StepCumulants {
  readonly mean: number;
  readonly variance: number;
  readonly third: number;
  readonly fourth: number;
}

/** The moves of a step that has finitely many; undefined for a density, and for a power law. */
export function movesOf(step: StepLaw): readonly Move[] | undefined {
  if (step.kind === "table") return step.moves;
  if (step.kind !== "lattice") return undefined;
  const { spacing, right, stay } = step;
  const moving = 1 - stay;
  const moves = [
    { by: -spacing, probability: moving * (1 - right) },
    { by: 0, probability: stay },
    { by: spacing, probability: moving * right },
  ];
  return moves.filter(({ probability }) => probability > 0);
}

/** The law of a step along one axis: to one of the 2d neighbours of a lattice, a step is seldom along this one. */
export function stepAlongAxis(step: StepLaw, dimensions: 1 | 2 | 3): StepLaw {
  if (step.kind !== "lattice" || dimensions === 1) return step;
  return { ...step, right: 0.5, stay: 1 - (1 - step.stay) / dimensions };
}

/** The cumulants of one step; undefined where they are infinite. */
export function stepCumulants(step: StepLaw): StepCumulants | undefined {
  if (!hasStepVariance(step)) return undefined;
  const moves = movesOf(step);
  if (moves === undefined) {
    const [, second, , fourth] = rawMoments(step, 4) as readonly number[];
    return { mean: 0, variance: second, third: 0, fourth: fourth - 3 * second * second };
  }
  const mean = moves.reduce((sum, { by, probability }) => sum + by * probability, 0);
  const central = (order: number) =>
    moves.reduce((sum, { by, probability }) => sum + probability * powerOf(by - mean, order), 0);
  const variance = central(2);
  return { mean, variance, third: central(3), fourth: central(4) - 3 * variance * variance };
}

/** <l>, <l²> ... <l^order> of one step; undefined where one of them is infinite. */
export function rawMoments(step: StepLaw, order: number): readonly number[] | undefined {
  if (!hasStepVariance(step)) return undefined;
  const moves = movesOf(step);
  return Array.from({ length: order }, (_, i) => {
    const n = i + 1;
    if (moves !== undefined) return moves.reduce((sum, { by, probability }) => sum + probability * powerOf(by, n), 0);
    return n % 2 === 1 ? 0 : evenMoment(step, n);
  });
}

function evenMoment(step: StepLaw, n: number): number {
  switch (step.kind) {
    case "gaussian":
      return doubleFactorial(n - 1) * powerOf(step.deviation, n);
    case "uniform":
      return powerOf(step.halfWidth, n) / (n + 1);
    case "laplace":
      return doubleFactorial(n) * doubleFactorial(n - 1) * powerOf(step.scale, n);
    case "stable": // of index 2: the normal law of variance 2 a²
      return doubleFactorial(n - 1) * powerOf(Math.SQRT2 * step.scale, n);
    default:
      throw new DomainError("order", n, `a ${step.kind} step has no such moment in closed form`);
  }
}

function doubleFactorial(n: number): number {
  return n <= 1 ? 1 : n * doubleFactorial(n - 2);
}

/** x to a whole power. */
export function powerOf(x: number, n: number): number {
  let product = 1;
  for (let i = 0; i < n; i++) product *= x;
  return product;
}

/**
 * Characteristic function <e^(ikl)> of one step along x [1]; that of n steps is its n-th power.
 *
 * @param wave wave number k [m^-1]
 * @throws DomainError for a power law on a lattice, which has none in closed form.
 */
export function stepCharacteristic(step: StepLaw, wave: number): Complex {
  switch (step.kind) {
    case "gaussian":
      return { re: exp(-0.5 * powerOf(step.deviation * wave, 2)), im: 0 };
    case "uniform": {
      const z = step.halfWidth * wave;
      return { re: z === 0 ? 1 : sin(z) / z, im: 0 };
    }
    case "laplace":
      return { re: 1 / (1 + powerOf(step.scale * wave, 2)), im: 0 };
    case "stable":
      return { re: wave === 0 ? 1 : exp(-pow(Math.abs(step.scale * wave), step.index)), im: 0 };
    case "zipf":
      throw new DomainError(
        "step",
        Number.NaN,
        "a power law on a lattice has no characteristic function in closed form",
      );
    default: {
      const moves = movesOf(step) ?? [];
      let re = 0;
      let im = 0;
      for (const { by, probability } of moves) {
        re += probability * cos(wave * by);
        im += probability * sin(wave * by);
      }
      return { re, im };
    }
  }
}
