/**
 * A Lévy flight on an endless line: the symmetric stable law of scale (K t)^(1/a) around its start.
 *
 *     <e^(ik(x - x0))> = e^(-K |k|^a t),     c(x, t) = N f((x - x0) / s) / s,     s = (K t)^(1/a)
 *
 * Quantiles grow as t^(1/a): that is the width of a flight. Its variance is infinite at every t > 0 for a < 2, and so is
 * its mean distance for a <= 1. The net flux through x is that which carries P(X > x): f(ξ) ξ / a t, ξ = (x - x0) / s.
 * a = 2 is diffusion with D = K.
 *
 * @see V. M. Zolotarev, One-dimensional Stable Distributions, AMS (1986) (not opened)
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import type { FlightLaw } from "#model/motion-law.ts";
import { exp, pow } from "#numerics/elementary.ts";
import { stableDensity, stableMeanDistance, stableProbability, stableQuantile } from "#numerics/stable-law.ts";
import { type FlightProblem, flightProblem } from "#step-law/flight-problem.ts";
import { evenProbability } from "./even-law.ts";
import { gaussianMoment } from "./gaussian.ts";
import type { Recognition } from "./law.ts";

const NAME = "Lévy flight on a line";

/** Recognises a flight from a point on an endless line. */
export function recogniseLevyFlight(model: Model, species: Species): Recognition {
  const problem = flightProblem(model, species.name);
  if ("because" in problem) return { kind: "not-this", form: NAME, met: 0, ...problem };
  if (problem.ends !== undefined)
    return {
      kind: "not-this",
      form: NAME,
      met: 1,
      because: "the flight is killed beyond the ends of a slab",
      change: "use domain: {geometry: line}",
    };
  return {
    kind: "law",
    name: NAME,
    formula: "c = N f((x - x0) / s) / s, s = (K t)^(1/a), f of characteristic function e^(-|k|^a)",
    source: "V. M. Zolotarev, One-dimensional Stable Distributions, AMS (1986)",
    describes: { kind: "continuum" },
    read: (measure, when) => read(problem, model, measure, when),
    profile: (when) => profile(problem, species, when),
  };
}

/** The scale (K t)^(1/a) of the law at a time [m], written here once more: this level is a witness on the others. */
function scaleAt({ index, K }: FlightLaw, t: number): number {
  return pow(K * t, 1 / index);
}

function read(problem: FlightProblem, model: Model, measure: Measure, when: When): number | undefined {
  const { law, start } = problem;
  switch (measure.name) {
    case "width_exponent":
      return 1 / law.index;
    case "diffusivity":
      return law.index === 2 ? law.K : undefined;
    case "drift_velocity":
      return law.index > 1 ? 0 : undefined;
    case "mean":
      return law.index > 1 ? start : undefined;
    case "survival":
      return 1;
    default:
      return typeof when === "number" ? readAt(problem, model, measure, when) : undefined;
  }
}

function readAt(problem: FlightProblem, model: Model, measure: Measure, t: number): number | undefined {
  const { law, start, amount } = problem;
  const { index: a } = law;
  const s = scaleAt(law, t);
  const at = measure.place?.kind === "point" ? measure.place.at[0] : undefined;
  switch (measure.name) {
    case "c":
    case "activity":
      return at === undefined || !(t > 0) ? undefined : (amount * stableDensity(a, (at - start) / s)) / s;
    case "flux":
      return at === undefined || !(t > 0)
        ? undefined
        : (amount * stableDensity(a, (at - start) / s) * (at - start)) / (s * a * t);
    case "amount":
      return measure.place === undefined || measure.place.kind === "all" ? amount : undefined;
    case "mean_distance":
      return a > 1 ? s * stableMeanDistance(a) : undefined;
    case "quantile":
      return measure.argument === undefined ? undefined : start + s * stableQuantile(a, measure.argument);
    case "probability":
      return t > 0 ? probability(measure, model, start, s, a) : undefined;
    case "variance":
    case "msd":
      return a === 2 ? 2 * s * s : undefined;
    case "skewness":
    case "excess_kurtosis":
      return a === 2 && t > 0 ? 0 : undefined;
    case "intermediate_scattering":
      return measure.argument === undefined ? undefined : exp(-law.K * pow(measure.argument, a) * t);
    case "moment":
      return measure.argument === undefined ? undefined : moment(measure.argument, a, s);
    default:
      return undefined;
  }
}

/** Odd moments below the index vanish; those of a normal law are known; others are infinite. */
function moment(order: number, a: number, s: number): number | undefined {
  if (a < 2) return order < a && order % 2 === 1 ? 0 : undefined;
  return gaussianMoment(order, { mean: 0, variance: 2 * s * s });
}

function probability({ condition }: Measure, model: Model, start: number, s: number, a: number): number | undefined {
  return evenProbability(condition, model, { start, reach: 1000 * s }, ({ from, to }) =>
    stableProbability(a, from / s, to / s),
  );
}

function profile({ law, start, amount }: FlightProblem, species: Species, when: When): Profile | undefined {
  if (typeof when !== "number" || !(when > 0)) return undefined;
  const s = scaleAt(law, when);
  const coordinate = Float64Array.from({ length: 201 }, (_, i) => start + (i - 100) * 0.06 * s);
  const values = coordinate.map((x) => (amount * stableDensity(law.index, (x - start) / s)) / s);
  return { species: species.name, when, quantity: "concentration", coordinate, values };
}
