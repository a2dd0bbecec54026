/**
 * A molecular motor: exact moments of its displacement, and what becomes of it when it falls off.
 *
 *     M_r = <(n - v t / l)^r, state>:    dM_r/dt = A M_r + sum over k of (r over k) G_k M_{r-k} - r (v/l) M_{r-1}
 *     G_k = A₊ + (-1)^k A₋
 *
 * one linear system, solved by the exponential of its matrix. Moments about v t keep their digits at long times. With
 * one substep n is the difference of two Poisson counts. A motor reaches its n-th step before it falls off with
 * probability h^n, h that of the next step.
 *
 * @see Z. Koza, J. Phys. A 32, 7637 (1999), doi:10.1088/0305-4470/32/44/303 (not opened)
 * @module
 */

import { lineReading } from "#levels/line-law.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import type { MotorLaw } from "#model/motion-law.ts";
import { matrixExponential } from "#numerics/dense-solve.ts";
import { exp, log1p, powInteger } from "#numerics/elementary.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import { meanRunLength, motorMatrices, motorSpeed, nextStepProbability } from "#step-law/motor.ts";
import { skellamLaw } from "./lattice-law.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "cycle of a molecular motor";
/** Moments that are followed. */
const ORDERS = 5;

interface Motor {
  readonly model: Model;
  readonly law: MotorLaw;
  /** Where it starts [m]. */
  readonly start: number;
  readonly amount: number;
  /** v / l [s^-1]; 0 for a cycle that is broken. */
  readonly tendency: number;
}

/** Recognises a motor on a line without ends. */
export function recogniseMotor(model: Model, species: Species): Recognition {
  const { domain } = model;
  const { motion: law, initial } = species;
  const line = domain?.kind === "free" && domain.dimensions === 1 ? domain : undefined;
  const failure = firstFailure(NAME, [
    [law?.kind === "motor", "there is no motor", "give motion: {motor: ...}"],
    [line !== undefined, "the track is not a line", "use domain: {geometry: line}"],
    [line?.from === undefined && line?.to === undefined, "the track has an end", "leave out from: and to:"],
    [initial.kind === "point", "the motor does not start at one point", `initial: {${species.name}: {at: 0 nm}}`],
    [!model.sources.some((source) => source.species === species.name), "there is a source", "leave out sources:"],
  ]);
  if (failure !== undefined || law?.kind !== "motor" || initial.kind !== "point") return failure as Recognition;
  const tendency = (motorSpeed(law)?.velocity ?? 0) / law.step;
  const motor: Motor = { model, law, start: initial.at[0] ?? 0, amount: initial.amount, tendency };
  const moments = new Map<number, Moments>();
  return {
    kind: "law",
    name: NAME,
    formula:
      "dM_r/dt = A M_r + sum_k (r over k) G_k M_(r-k), G_k = A+ + (-1)^k A-; P(n steps) = h^n, run l 1^T B (koff-A)^-1 p(0)",
    source: "Z. Koza, J. Phys. A 32, 7637 (1999), doi:10.1088/0305-4470/32/44/303",
    describes: { kind: "discrete", spacing: law.step },
    read: (measure, when) => {
      if (when === "timeless") return readTimeless(motor, measure);
      if (typeof when !== "number") return undefined;
      const known = moments.get(when) ?? momentsAt(motor, when);
      moments.set(when, known);
      return readAt(motor, known, measure, when);
    },
  };
}

/** Mean of the steps made, and central moments. */
interface Moments {
  readonly mean: number;
  readonly variance: number;
  readonly third: number;
  readonly fourth: number;
}

function momentsAt({ law, tendency: u }: Motor, t: number): Moments {
  const { states: N, generator, making, unmaking } = motorMatrices(law);
  const size = ORDERS * N;
  const matrix = new Float64Array(size * size);
  let binomials = [1];
  for (let r = 0; r < ORDERS; r++) {
    for (let k = 0; k <= r; k++)
      for (let to = 0; to < N; to++)
        for (let from = 0; from < N; from++) {
          const i = to * N + from;
          const sign = k % 2 === 0 ? 1 : -1;
          const jumps = k === 0 ? generator[i] : (binomials[k] ?? 0) * (making[i] + sign * unmaking[i]);
          const drift = k === 1 && to === from ? r * u : 0;
          matrix[(r * N + to) * size + (r - k) * N + from] += t * (jumps - drift);
        }
    binomials = [1, ...binomials.map((value, i) => value + (binomials[i + 1] ?? 0))];
  }
  const exponential = matrixExponential(matrix, size);
  const raw = Array.from({ length: ORDERS }, (_, r) => {
    let sum = 0;
    for (let i = 0; i < N; i++) sum += exponential[(r * N + i) * size];
    return sum;
  }) as [number, number, number, number, number];
  const [, m1, m2, m3, m4] = raw;
  return {
    mean: u * t + m1,
    variance: m2 - m1 * m1,
    third: m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1,
    fourth: m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1,
  };
}

function readAt(motor: Motor, moments: Moments, measure: Measure, t: number): number | undefined {
  const { law, start, amount } = motor;
  const { step: l, detachment } = law;
  const { mean, variance, third, fourth } = moments;
  switch (measure.name) {
    case "mean":
      return start + l * mean;
    case "variance":
      return l * l * variance;
    case "skewness":
      return variance > 0 ? third / (variance * Math.sqrt(variance)) : undefined;
    case "excess_kurtosis":
      return variance > 0 ? fourth / (variance * variance) - 3 : undefined;
    case "msd":
      return l * l * (variance + mean * mean);
    case "moment":
      if (measure.argument === 1) return l * mean;
      return measure.argument === 2 ? l * l * (variance + mean * mean) : undefined;
    case "survival":
      return exp(-detachment * t);
    case "amount":
      return measure.place?.kind === "all" ? amount * exp(-detachment * t) : undefined;
    case "probability":
    case "quantile":
    case "entropy":
    case "mean_distance":
      return law.forward.length === 1 ? readSkellam(motor, measure, t) : undefined;
    default:
      return undefined;
  }
}

/** One substep: the difference of two Poisson counts. */
function readSkellam({ model, law, start, amount }: Motor, measure: Measure, t: number): number | undefined {
  const { first, values } = skellamLaw((law.backward[0] ?? 0) * t, (law.forward[0] ?? 0) * t);
  const still = exp(-law.detachment * t);
  const x = values.map((_, i) => latticeCoordinate(start, law.step, first + i));
  const kept = measure.name === "probability" ? still : 1;
  return lineReading(measure, { x, p: values.map((p) => kept * p), start, amount }, model);
}

function readTimeless(motor: Motor, { name, place, argument }: Measure): number | undefined {
  const { law, start } = motor;
  const { detachment, step: l } = law;
  switch (name) {
    case "drift_velocity":
      return motorSpeed(law)?.velocity;
    case "diffusivity":
      return motorSpeed(law)?.diffusivity;
    case "randomness": {
      const speed = motorSpeed(law);
      return speed !== undefined && speed.velocity !== 0 ? (2 * speed.diffusivity) / (speed.velocity * l) : undefined;
    }
    case "mean_run_length":
      return meanRunLength(law);
    case "mean_exit_time":
      return place?.kind !== "end" && detachment > 0 ? 1 / detachment : undefined;
    case "exit_time_variance":
      return place?.kind !== "end" && detachment > 0 ? 1 / (detachment * detachment) : undefined;
    case "exit_time_quantile":
      return argument !== undefined && detachment > 0 ? -log1p(-argument) / detachment : undefined;
    case "hitting_probability": {
      const steps = place?.kind === "point" ? Math.ceil(((place.at[0] ?? 0) - start) / l - 1e-9) : -1;
      if (steps < 0) return undefined;
      return powInteger(nextStepProbability(law), steps);
    }
    default:
      return undefined;
  }
}
