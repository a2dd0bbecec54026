/**
 * A particle that keeps its velocity: Langevin's equation, free, pulled by a constant force or held by a spring.
 *
 *     m dv = [-ζ (v - u) + F(x)] dt + √(2 ζ kT) dW,    dx = v dt,    ζ = kT / D,  τ = m / ζ
 *     <r²> = 2 d D [t - τ (1 - e^{-t/τ})],    <v(0).v(t)> = d (kT/m) e^{-t/τ}        (free)
 *
 * With the answers S, P and G of the damped oscillator (see inertial-response.ts), velocities of Maxwell's law at the
 * start and a0 the acceleration where it starts, for each axis
 *
 *     <x> = x0 + a0 P,   Var x = (kT/m) P (2 - w P),   <v> = a0 S,   Var v = (kT/m)(1 - w S²),   <v(0) v(t)> = (kT/m) G
 *
 * and ∫ <v(0) v> dt = (kT/m) S: D (1 - e^{-t/τ}) if it is free, and 0 in the end if it is held. From equilibrium
 * <(x - x(0))²> = 2 (kT/m) P, which ends at 2 kT/κ: what is held shows no diffusion coefficient. The law of x is Gaussian
 * at all times.
 *
 * Holds on an unbounded line for constant D, u and second derivative of the potential; in a plane and in space without a
 * potential.
 *
 * @see G. E. Uhlenbeck and L. S. Ornstein, Phys. Rev. 36, 823 (1930), doi:10.1103/PhysRev.36.823 (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import { derivative } from "#model/expression/derivative.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { normalQuantile } from "#numerics/error-function.ts";
import { momentumRelaxationTime } from "#physics/momentum-relaxation.ts";
import { BOLTZMANN } from "#units/constants.ts";
import { coefficientOf, constantCoefficient, sumOfCoefficients } from "./coefficient.ts";
import { type Cloud, cloudProfile, readCloud } from "./free-propagator.ts";
import { gaussianMoment } from "./gaussian.ts";
import { type DampedParticle, response, slowestRelaxation } from "./inertial-response.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "particle with inertia (Langevin's equation)";

interface Particle extends DampedParticle {
  /** Without its diffusivity and drift, which {@link momentary} sets for one time. */
  readonly cloud: Omit<Cloud, "diffusivity" | "drift">;
  /** Whether it starts from equilibrium; else at the point of the cloud. */
  readonly settled: boolean;
  /** D [m^2 s^-1]. */
  readonly diffusivity: number;
  /** kT / m, the mean square of a velocity along one axis [m^2 s^-2]. */
  readonly thermal: number;
  /** Mean acceleration where it starts [m s^-2]. */
  readonly acceleration: number;
  readonly temperature: number;
}

/** Recognises a particle with inertia and a force that is a linear function of x. */
export function recogniseInertialParticle(model: Model, species: Species): Recognition {
  const { domain, temperature } = model;
  const { initial, mass } = species;
  const free = domain?.kind === "free" ? domain : undefined;
  const failure = firstFailure(NAME, [
    [free !== undefined, "the domain is bounded", "use domain: {geometry: line | plane | space}"],
    [temperature !== undefined && mass !== undefined, "mass or temperature is missing", "give mass: and temperature:"],
    [free?.from === undefined && free?.to === undefined, "the line has an end", "leave out from: and to:"],
    [initial.kind !== "concentration", "the start is an expression", "start at a point or from equilibrium"],
    [species.media.length === 1, "there is more than one medium", "give one D"],
    [!model.sources.some((s) => s.species === species.name), "there is a source", "leave out sources:"],
  ]);
  if (failure !== undefined) return failure;
  const [medium] = species.media as [Species["media"][number]];
  const dimensions = free?.dimensions ?? 1;
  const D = coefficientOf(medium.diffusivity, model).constant;
  const partition = coefficientOf(medium.partition, model);
  const drift = species.drift === undefined ? constantCoefficient(0) : coefficientOf(species.drift, model);
  const energies = species.terms.map(({ energy }) => energy);
  const sum = (of: (e: Expression) => Expression) =>
    sumOfCoefficients(energies.map((e) => coefficientOf(of(e), model)));
  const kappa = sum((e) => derivative(derivative(e, "x"), "x")).constant;
  const slope = sum((e) => derivative(e, "x"));
  const potential = sum((e) => e).constant;
  const notLinear = firstFailure(
    NAME,
    [
      [D !== undefined, "D depends on place", "give a constant D"],
      [partition.constant !== undefined, "K depends on place", "give a constant K"],
      [drift.constant !== undefined, "the drift depends on place", "give a constant drift"],
      [dimensions === 1 || potential !== undefined, "there is a potential in more than one dimension", "use a line"],
      [kappa !== undefined, "the potential is not quadratic in x", "give a potential kappa * x^2 / 2"],
      [
        initial.kind !== "equilibrium" || (kappa ?? 0) > 0,
        "nothing holds it, so it has no equilibrium",
        "start at a point",
      ],
    ],
    6,
  );
  if (notLinear !== undefined) return notLinear;
  const [diffusivity, T, kg] = [D as number, temperature as number, mass as number];
  const friction = 1 / momentumRelaxationTime(kg, diffusivity, T);
  const stiffness = (kappa as number) / kg;
  // the force at the origin, and where the particle rests
  const push = friction * (drift.constant as number) - slope.at(0) / kg;
  const settled = initial.kind === "equilibrium";
  const at = initial.kind === "point" ? initial.at : [push / stiffness];
  const start = Array.from({ length: dimensions }, (_, axis) => at[axis] ?? 0);
  const particle: Particle = {
    cloud: { model, dimensions, amount: initial.kind === "concentration" ? Number.NaN : initial.amount, start },
    settled,
    friction,
    stiffness,
    diffusivity,
    thermal: (BOLTZMANN * T) / kg,
    acceleration: settled ? 0 : push - stiffness * start[0],
    temperature: T,
  };
  return {
    kind: "law",
    name: NAME,
    formula:
      stiffness === 0
        ? "<r^2> = 2 d D [t - tau (1 - e^(-t/tau))], <v(0).v(t)> = d (kT/m) e^(-t/tau), tau = m D/kT"
        : "Var x = (kT/m) P (2 - w P), <v(0) v(t)> = (kT/m) P'', P'' + P'/tau + w P = 1, w = kappa/m, tau = m D/kT",
    source: "G. E. Uhlenbeck and L. S. Ornstein, Phys. Rev. 36, 823 (1930), doi:10.1103/PhysRev.36.823",
    describes: { kind: "continuum" },
    read: (measure, when) => read(particle, measure, when),
    profile: (when) => {
      const { cloud, time } = momentary(particle, when);
      return time > 0 && when !== "timeless" ? withTime(cloudProfile(cloud, species, time), when) : undefined;
    },
  };
}

function withTime(profile: ReturnType<typeof cloudProfile>, when: When) {
  return profile && { ...profile, when };
}

/**
 * The law of the position at one time as a cloud that has spread for 1 s with a diffusivity and drift of its own; for 0 s
 * where it has not spread.
 */
function momentary(particle: Particle, when: When): { readonly cloud: Cloud; readonly time: number } {
  const { cloud, thermal, stiffness } = particle;
  if (particle.settled || typeof when !== "number")
    return { cloud: { ...cloud, diffusivity: thermal / stiffness / 2, drift: 0 }, time: 1 };
  const { mean, variance } = displacement(particle, when);
  return { cloud: { ...cloud, diffusivity: variance / 2, drift: mean }, time: variance > 0 ? 1 : 0 };
}

/** Mean and variance along x of the displacement since the start [m, m^2]. */
function displacement(particle: Particle, time: number): { readonly mean: number; readonly variance: number } {
  const { settled, thermal, stiffness: w, acceleration } = particle;
  const { perAcceleration: P } = response(particle, time);
  return { mean: acceleration * P, variance: thermal * P * (settled ? 2 : 2 - w * P) };
}

function read(particle: Particle, measure: Measure, when: When): number | undefined {
  if (when === "timeless") return timeless(particle, measure);
  const held = particle.stiffness > 0;
  if (typeof when !== "number") {
    if (when !== "equilibrium" || !held) return undefined;
    return readPosition({ ...particle, settled: true, cloud: atRest(particle) }, measure, when) ?? thermalOnly();
  }
  return readMotion(particle, measure, when) ?? readPosition(particle, measure, when);

  function thermalOnly(): number | undefined {
    return measure.name === "kinetic_temperature" ? particle.temperature : undefined;
  }
}

/** The cloud of the particle around the place where it rests. */
function atRest({ cloud, acceleration, stiffness }: Particle): Particle["cloud"] {
  return { ...cloud, start: [cloud.start[0] + acceleration / stiffness] };
}

function timeless(particle: Particle, { name }: Measure): number | undefined {
  if (name === "slowest_rate") return slowestRelaxation(particle);
  if (particle.stiffness !== 0) return undefined;
  if (name === "diffusivity") return particle.diffusivity;
  return name === "drift_velocity" ? particle.acceleration / particle.friction : undefined;
}

/** Measures of displacement and velocity. */
function readMotion(particle: Particle, measure: Measure, time: number): number | undefined {
  const { cloud, settled, thermal, stiffness: w, acceleration: a, temperature } = particle;
  const d = cloud.dimensions;
  const { perVelocity: S, perAcceleration: P, velocityLeft: G } = response(particle, time);
  const { mean, variance } = displacement(particle, time);
  switch (measure.name) {
    case "msd":
      return d * variance + mean * mean;
    case "msd_slope": {
      const growth = 2 * thermal * S * (settled ? 1 : 1 - w * P) * d + 2 * mean * a * S;
      return time > 0 ? (time * growth) / (d * variance + mean * mean) : undefined;
    }
    case "mean_distance":
      return readCloud({ ...cloud, diffusivity: variance / 2, drift: mean }, measure, 1);
    case "moment":
      return measure.argument === undefined ? undefined : gaussianMoment(measure.argument, { mean, variance });
    case "vacf":
      return d * thermal * G;
    case "green_kubo":
      return thermal * S;
    case "kinetic_temperature": {
      const cooled = settled ? 0 : w * S * S;
      return temperature * (1 - cooled / d + (a * S * a * S) / (d * thermal));
    }
    default:
      return undefined;
  }
}

function readPosition(particle: Particle, measure: Measure, when: When): number | undefined {
  const { cloud, time } = momentary(particle, when);
  if (measure.name === "flux" || measure.name === "activity") return undefined;
  if (typeof when !== "number" && (measure.name === "msd" || measure.name === "mean_distance")) return undefined;
  if (measure.name === "quantile" && measure.argument !== undefined)
    return cloud.start[0] + cloud.drift + Math.sqrt(2 * cloud.diffusivity) * normalQuantile(measure.argument);
  return readCloud(cloud, measure, time);
}
