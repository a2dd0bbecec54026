/**
 * A cell in a solution of what enters it slowly: it shrinks, then swells back (the two-parameter model).
 *
 *     dW/dt = -L_p A RT (M_e - (n + N) / W),    dN/dt = P A (M_s - N / W)
 *
 * W is the water and N the amount that entered, n what cannot leave; M_e = M_n + M_s is the osmolarity outside, M_s that
 * of what enters. In a time τ with dt = W dτ both equations are linear, with two real rates λ < 0:
 *
 *     W = W_∞ + A_1 e^{λ_1 τ} + A_2 e^{λ_2 τ},    t = W_∞ τ + Σ (A_i / λ_i) (e^{λ_i τ} - 1),    W_∞ = n / M_n
 *
 * so that W is known at every τ, and τ at every t from one root. The area of the wall stays as it is.
 *
 * @see F. W. Kleinhans, Cryobiology 37, 271 (1998), for the equations (not opened)
 * @see J. D. Benson, C. C. Chicone and J. K. Critser, Cryobiology 50, 308 (2005), for the change of time (not opened)
 * @module
 */

import { exp, expm1, log } from "#numerics/elementary.ts";
import { rootIn } from "#numerics/root.ts";
import { checkConcentration, checkPositive, checkTemperature } from "#physics/electro/ion.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Amount, Area, Concentration, Temperature, Time, Unit, Velocity, Volume } from "#units/flavour.ts";

/** A cell that holds no permeant yet, put into a medium with some. */
export interface LoadedCell {
  /** L_p [m s^-1 Pa^-1]. */
  readonly hydraulicConductivity: Unit<"m s^-1 Pa^-1">;
  /** P of what enters [m s^-1]. */
  readonly permeability: Velocity;
  readonly area: Area;
  /** W at the start [m^3]. */
  readonly water: Volume;
  /** n / W at the start, osmolarity of what cannot leave [mol m^-3]. */
  readonly inside: Concentration;
  /** M_n, osmolarity outside of what does not enter [mol m^-3]. */
  readonly impermeant: Concentration;
  /** M_s, concentration outside of what enters [mol m^-3]. */
  readonly permeant: Concentration;
  readonly temperature: Temperature;
}

/** A cell on its way. */
export interface LoadingState {
  readonly time: Time;
  /** W [m^3]. */
  readonly water: Volume;
  /** N that has entered [mol]. */
  readonly entered: Amount;
}

/** Rates, amplitudes and the end of a course, all in τ [s m^-3]. */
interface Course {
  readonly end: Volume;
  readonly fast: number;
  readonly slow: number;
  readonly ofFast: Volume;
  readonly ofSlow: Volume;
}

/**
 * W [m^3] and N [mol] after a time.
 *
 * @throws DomainError unless all but M_s are positive and M_s and the time are not negative.
 */
export function loadedCellAfter(cell: LoadedCell, time: Time): LoadingState {
  const course = courseOf(cell);
  if (!(time >= 0 && time < Number.POSITIVE_INFINITY))
    throw new DomainError("time", time, "the cell was put there before [s]");
  let far = time / cell.water;
  while (timeAt(course, far) < time) far *= 2;
  const tau = time === 0 ? 0 : rootIn((x) => timeAt(course, x) - time, 0, far);
  return stateAt(cell, course, tau);
}

/**
 * Where W is smallest (or largest), if it turns before the end [m^3], [mol], [s].
 *
 * @throws DomainError as {@link loadedCellAfter}.
 */
export function turningVolume(cell: LoadedCell): LoadingState | undefined {
  const course = courseOf(cell);
  // A_1 λ_1 e^{λ_1 τ} + A_2 λ_2 e^{λ_2 τ} = 0
  const ratio = -(course.ofFast * course.fast) / (course.ofSlow * course.slow);
  if (!(ratio > 1 && ratio < Number.POSITIVE_INFINITY)) return undefined;
  return stateAt(cell, course, log(ratio) / (course.slow - course.fast));
}

function courseOf(cell: LoadedCell): Course {
  const { area, water, inside, impermeant, permeant, temperature } = cell;
  checkTemperature(temperature);
  checkPositive("hydraulicConductivity", cell.hydraulicConductivity, "water crosses the wall [m s^-1 Pa^-1]");
  checkPositive("permeability", cell.permeability, "what enters crosses the wall [m s^-1]");
  checkPositive("area", area, "a wall has an area [m^2]");
  checkPositive("water", water, "a cell holds water [m^3]");
  checkPositive("inside", inside, "a cell holds solutes [mol m^-3]");
  checkPositive("impermeant", impermeant, "in a medium of nothing that stays out a cell swells for ever [mol m^-3]");
  checkConcentration("permeant", permeant);
  const alpha = cell.hydraulicConductivity * area * GAS_CONSTANT * temperature; // dW/dτ = -α (M_e W - n - N)
  const beta = cell.permeability * area; // dN/dτ = β (M_s W - N)
  const outer = alpha * (impermeant + permeant);
  const spread = Math.sqrt((outer - beta) * (outer - beta) + 4 * alpha * beta * permeant);
  const fast = -0.5 * (outer + beta + spread);
  const slow = (alpha * beta * impermeant) / fast; // their product is α β M_n
  const end = (inside * water) / impermeant;
  const start = -alpha * water * (impermeant + permeant - inside); // dW/dτ at 0
  const ofFast = (start - slow * (water - end)) / (fast - slow);
  return { end, fast, slow, ofFast, ofSlow: water - end - ofFast };
}

function timeAt({ end, fast, slow, ofFast, ofSlow }: Course, tau: number): Time {
  return end * tau + (ofFast / fast) * expm1(fast * tau) + (ofSlow / slow) * expm1(slow * tau);
}

function stateAt(cell: LoadedCell, course: Course, tau: number): LoadingState {
  const { end, fast, slow, ofFast, ofSlow } = course;
  const [a, b] = [ofFast * exp(fast * tau), ofSlow * exp(slow * tau)];
  const alpha = cell.hydraulicConductivity * cell.area * GAS_CONSTANT * cell.temperature;
  const outside = cell.impermeant + cell.permeant;
  // N from dW/dτ, its part at the end apart: M_s W_∞
  const entered = cell.permeant * end + (outside + fast / alpha) * a + (outside + slow / alpha) * b;
  return { time: timeAt(course, tau), water: end + a + b, entered: Math.max(0, entered) };
}
