/**
 * Measures that a motion has no value for, at any time: why not, and what to ask instead.
 *
 * Such a question is refused when the file is read, with the physics: a number would only say how long one has looked.
 *
 * @module
 */

import { finiteStepOrders, finiteWaitOrders, isSymmetric } from "./finite-moments.ts";
import type { Measure, MeasureName } from "./measure.ts";
import type { Domain, Species } from "./model.ts";
import type { FlightLaw, FractionalBrownian, MotionKind, MotionLaw, RenewalWalk, Subdiffusion } from "./motion-law.ts";

/** Why a measure has no value, and what to ask instead. */
export interface UndefinedMeasure {
  readonly found: string;
  readonly expected: string;
}

type Asked = Pick<Measure, "key" | "name" | "species" | "argument">;
type Rules = {
  readonly [Kind in MotionKind]?: (
    asked: Asked,
    law: Extract<MotionLaw, { readonly kind: Kind }>,
    domain: Domain | undefined,
  ) => UndefinedMeasure | undefined;
};

const RULES: Rules = {
  renewal: ofRenewal,
  flight: ofFlight,
  subdiffusion: ofSubdiffusion,
  "fractional-brownian": ofFractionalBrownian,
};

/** Measures of a velocity, and of a motor: nothing else has them. */
const OF_VELOCITY: readonly MeasureName[] = ["vacf", "green_kubo"];
const OF_MOTORS: readonly MeasureName[] = ["mean_run_length", "hitting_probability", "randomness"];

/** Why the motion of a species has no such number; undefined where it may have one. */
export function undefinedMeasure(
  asked: Asked,
  { motion, inertia, measure }: Pick<Species, "motion" | "inertia"> & Partial<Pick<Species, "measure">>,
  domain?: Domain,
): UndefinedMeasure | undefined {
  const { key, name, species } = asked;
  if (measure === "energy" && name === "dissipation")
    return {
      found: `${key}: heat that spreads makes entropy, and dissipates no free energy`,
      expected: `flux(${species}, PLACE), and activity(${species}, PLACE), which is as the temperature`,
    };
  const hasVelocity = inertia !== undefined || motion?.kind === "run";
  if ((!hasVelocity && OF_VELOCITY.includes(name)) || (inertia === undefined && name === "kinetic_temperature"))
    return {
      found: `${key}: ${species} has no inertia, so ${hasVelocity ? "no kinetic energy" : "its path is nowhere smooth and has no velocity"}`,
      expected: `inertia: true and mass: in ${species}; or msd(${species}), drift_velocity(${species})`,
    };
  if (motion?.kind !== "motor" && OF_MOTORS.includes(name))
    return { found: `${key}: ${species} is no motor`, expected: "motion: {motor: ...} in the species" };
  if (motion === undefined) return undefined;
  const rule = RULES[motion.kind] as
    | ((one: Asked, law: MotionLaw, where: Domain | undefined) => UndefinedMeasure | undefined)
    | undefined;
  return rule?.(asked, motion, domain);
}

const SLOPES: readonly MeasureName[] = ["diffusivity", "diffusivity_leading_order", "drift_velocity"];

/** The order of the moment that a measure needs; 0 for one that needs none. */
const ORDERS: Readonly<Partial<Record<MeasureName, number>>> = {
  mean: 1,
  mean_distance: 1,
  drift_velocity: 1,
  variance: 2,
  msd: 2,
  time_averaged_msd: 2,
  ergodicity_breaking: 2,
  diffusivity: 2,
  diffusivity_leading_order: 2,
  normal_distance: 2,
  msd_slope: 2,
  step_correlation: 2,
  skewness: 3,
  excess_kurtosis: 4,
};

function ofRenewal(asked: Asked, { step, clock }: RenewalWalk): UndefinedMeasure | undefined {
  const { key, name, species, argument } = asked;
  const order = name === "moment" ? (argument ?? 0) : (ORDERS[name] ?? 0);
  const steps = finiteStepOrders(step);
  if (order > 0 && order >= steps)
    return {
      found: `${key}: steps whose tail falls as |l|^-(1 + ${steps}) have no moment of order ${order}, at any time`,
      expected: `a width that exists, such as quantile(${species}, 0.75), or probability(${species}, CONDITION)`,
    };
  const waits = finiteWaitOrders(clock);
  if (SLOPES.includes(name) && waits <= 1)
    return {
      found: `${key}: the mean wait of a ${clock.kind} clock of index ${waits} is infinite, so the walk ages: its steps become ever rarer, its MSD grows as ${waits === 1 ? "t / ln t" : `t^${waits}`}, and MSD / 2t falls towards 0 the longer one looks`,
      expected: `msd(${species}) at its times${waits === 1 ? "" : `, from which K = MSD gamma(1 + ${waits}) / (2 t^${waits})`}; or waits of finite mean`,
    };
  if (name === "diffusivity" && waits <= 2 && !isSymmetric(step))
    return {
      found: `${key}: waits of infinite variance (index ${waits}) with a bias spread as t^${exponent(waits)}, faster than diffusion, so the variance / 2t grows the longer one looks`,
      expected: `variance(${species}) at its times, or steps without bias`,
    };
  return undefined;
}

/** A flight that goes on for ever has no moment of its index or above; one that ends in a slab has all of those inside. */
function ofFlight(
  { key, name, species, argument }: Asked,
  { index }: FlightLaw,
  domain: Domain | undefined,
): UndefinedMeasure | undefined {
  const order = name === "moment" ? (argument ?? 0) : (ORDERS[name] ?? 0);
  if (index === 2 || order < index || domain?.kind === "layers") return undefined;
  const distance = index > 1 ? `, mean_distance(${species})` : "";
  return {
    found: `${key}: a flight of index ${index} has no moment of order ${order}: it is infinite at every t > 0, because P(|x| > X) falls only as X^-${index}. What a sample would show grows with the number of walkers`,
    expected: `a width that exists: quantile(${species}, 0.75), width_exponent(${species}), which is 1/${index}${distance}`,
  };
}

function exponent(index: number): string {
  return String(Number((3 - index).toPrecision(12)));
}

function ofSubdiffusion({ key, name, species }: Asked, { index: a }: Subdiffusion): UndefinedMeasure | undefined {
  if (a === 1 || (name !== "diffusivity" && name !== "diffusivity_leading_order")) return undefined;
  return {
    found: `${key}: the MSD of subdiffusion grows as t^${a}, so MSD / 2t falls towards 0 the longer one looks`,
    expected: `msd(${species}) at its times, from which K = MSD gamma(1 + ${a}) / (2 t^${a})`,
  };
}

function ofFractionalBrownian(
  { key, name, species }: Asked,
  { hurst }: FractionalBrownian,
): UndefinedMeasure | undefined {
  if (hurst === 0.5 || (name !== "diffusivity" && name !== "diffusivity_leading_order")) return undefined;
  const grows = Number((2 * hurst).toPrecision(12));
  return {
    found: `${key}: the MSD of fractional Brownian motion grows as t^${grows}, so MSD / 2t ${hurst < 0.5 ? "falls towards 0" : "grows without end"} the longer one looks`,
    expected: `msd(${species}) at its times, from which K = MSD / (2 d t^${grows})`,
  };
}
