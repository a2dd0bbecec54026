/**
 * A particle in a harmonic well: the Ornstein-Uhlenbeck process.
 *
 *     mean = m + (x0 - m) e^{-t/tau},    variance = (kT / kappa)(1 - e^{-2t/tau}),    tau = kT / (kappa D)
 *
 * Holds on an unbounded line for constant D and a potential V whose second derivative kappa is constant and positive;
 * a constant drift v moves the centre m by v tau. The law is Gaussian at all times and ends as Boltzmann's. The
 * motion is confined: it shows no diffusion coefficient.
 *
 * @see G. E. Uhlenbeck and L. S. Ornstein, Phys. Rev. 36, 823 (1930), doi:10.1103/PhysRev.36.823 (not opened)
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import { derivative } from "#model/expression/derivative.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { exp, expm1 } from "#numerics/elementary.ts";
import { BOLTZMANN } from "#units/constants.ts";
import { coordinatesOf, intervalsWhere } from "./breakpoints.ts";
import { coefficientOf, constantCoefficient, sumOfCoefficients } from "./coefficient.ts";
import { type Gaussian, gaussianDensity, gaussianProbability, meanDistance } from "./gaussian.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "harmonic well (Ornstein-Uhlenbeck)";

interface Well {
  readonly model: Model;
  readonly amount: number;
  /** Start [m]; undefined if the particle starts from equilibrium. */
  readonly start: number | undefined;
  /** Centre of the stationary law [m]. */
  readonly centre: number;
  /** kT / kappa [m^2]. */
  readonly width2: number;
  /** Relaxation rate 1 / tau [s^-1]. */
  readonly rate: number;
}

/** Recognises a potential with a constant positive second derivative on an unbounded line. */
export function recogniseHarmonicWell(model: Model, species: Species): Recognition {
  const { domain, temperature } = model;
  const { initial } = species;
  const line = domain?.kind === "free" && domain.dimensions === 1 ? domain : undefined;
  const failure = firstFailure(NAME, [
    [line !== undefined, "the domain is not a line", "use domain: {geometry: line}"],
    [species.walk === undefined, `${species.name} walks by a step law`, "give D instead of walk"],
    [species.terms.length > 0, "there is no potential", "give mu: [ideal, {potential: kappa * x^2 / 2}]"],
    [line?.from === undefined && line?.to === undefined, "the line has an end", "leave out from: and to:"],
    [temperature !== undefined, "there is no temperature", "give temperature:"],
    [initial.kind !== "concentration", "the start is an expression", "start at a point or from equilibrium"],
    [species.media.length === 1, "there is more than one medium", "give one D"],
    [!model.sources.some((s) => s.species === species.name), "there is a source", "leave out sources:"],
  ]);
  if (failure !== undefined) return failure;
  const [medium] = species.media as [Species["media"][number]];
  const diffusivity = coefficientOf(medium.diffusivity, model);
  const partition = coefficientOf(medium.partition, model);
  const drift = species.drift === undefined ? constantCoefficient(0) : coefficientOf(species.drift, model);
  const stiffness = sumOfCoefficients(species.terms.map(({ energy }) => coefficientOf(twice(energy), model)));
  const force = sumOfCoefficients(species.terms.map(({ energy }) => coefficientOf(derivative(energy, "x"), model)));
  const kappa = stiffness.constant ?? Number.NaN;
  const notHarmonic = firstFailure(
    NAME,
    [
      [diffusivity.constant !== undefined, "D depends on place", "give a constant D"],
      [partition.constant !== undefined, "K depends on place", "give a constant K"],
      [drift.constant !== undefined, "the drift depends on place", "give a constant drift"],
      [stiffness.constant !== undefined, "the potential is not quadratic in x", "give a potential kappa * x^2 / 2"],
      [kappa > 0, "the potential does not confine", "give a potential kappa * x^2 / 2 with kappa > 0"],
    ],
    8,
  );
  if (notHarmonic !== undefined) return notHarmonic;
  const kT = BOLTZMANN * (temperature as number);
  const rate = (kappa * (diffusivity.constant as number)) / kT;
  const well: Well = {
    model,
    amount: initial.kind === "concentration" ? Number.NaN : initial.amount,
    start: initial.kind === "point" ? (initial.at[0] ?? 0) : undefined,
    centre: -force.at(0) / kappa + (drift.constant as number) / rate,
    width2: kT / kappa,
    rate,
  };
  return {
    kind: "law",
    name: NAME,
    formula: "mean = m + (x0 - m) e^(-t/tau), variance = (kT/kappa)(1 - e^(-2t/tau)), tau = kT/(kappa D)",
    source: "G. E. Uhlenbeck and L. S. Ornstein, Phys. Rev. 36, 823 (1930), doi:10.1103/PhysRev.36.823",
    describes: { kind: "continuum" },
    read: (measure, when) => read(well, measure, when),
    profile: (when) => profile(well, species, when),
  };
}

function twice(e: Expression): Expression {
  return derivative(derivative(e, "x"), "x");
}

/** Law of the position. */
function positionAt({ start, centre, width2, rate }: Well, when: When): Gaussian | undefined {
  if (when === "timeless") return undefined;
  if (typeof when !== "number" || start === undefined) return { mean: centre, variance: width2 };
  return { mean: centre + (start - centre) * exp(-rate * when), variance: -width2 * expm1(-2 * rate * when) };
}

/** Law of the displacement since the start. */
function displacementAt(well: Well, when: When): Gaussian | undefined {
  if (typeof when !== "number") return undefined;
  const { start, centre, width2, rate } = well;
  if (start === undefined) return { mean: 0, variance: -2 * width2 * expm1(-rate * when) };
  return { mean: (start - centre) * expm1(-rate * when), variance: -width2 * expm1(-2 * rate * when) };
}

function read(well: Well, measure: Measure, when: When): number | undefined {
  if (measure.name === "slowest_rate") return well.rate;
  const law = positionAt(well, when);
  if (law === undefined) return undefined;
  const spread = law.variance > 0;
  switch (measure.name) {
    case "mean":
      return law.mean;
    case "variance":
      return law.variance;
    case "skewness":
    case "excess_kurtosis":
      return spread ? 0 : undefined;
    case "msd": {
      const moved = displacementAt(well, when);
      return moved && moved.mean * moved.mean + moved.variance;
    }
    case "mean_distance": {
      const moved = displacementAt(well, when);
      return moved && meanDistance(moved);
    }
    case "survival":
      return 1;
    case "amount":
      return measure.place?.kind === "all" ? well.amount : undefined;
    case "c": {
      const at = measure.place?.kind === "point" ? measure.place.at[0] : undefined;
      return at === undefined || !spread ? undefined : well.amount * gaussianDensity(at, law);
    }
    case "probability":
      return spread ? probability(well, measure, law) : undefined;
    default:
      return undefined;
  }
}

function probability({ model }: Well, { condition }: Measure, law: Gaussian): number | undefined {
  if (condition === undefined || coordinatesOf(condition).some((name) => name !== "x")) return undefined;
  const reach = 40 * Math.sqrt(law.variance);
  const range = { from: law.mean - reach, to: law.mean + reach };
  return intervalsWhere(condition, model, range).reduce((sum, inside) => sum + gaussianProbability(inside, law), 0);
}

function profile(well: Well, species: Species, when: When): Profile | undefined {
  const law = positionAt(well, when);
  if (law === undefined || !(law.variance > 0)) return undefined;
  const reach = 5 * Math.sqrt(law.variance);
  const coordinate = Float64Array.from({ length: 201 }, (_, i) => law.mean + reach * (i / 100 - 1));
  const values = coordinate.map((x) => well.amount * gaussianDensity(x, law));
  return { species: species.name, when, quantity: "concentration", coordinate, values };
}
