/**
 * The law of motion of one species inside one medium, along x.
 *
 *     dx = [ -D du/dx + dD/dx + v ] dt + sqrt(2 D) dW,    u = V / k_B T - ln K        (isothermal convention)
 *
 * The term dD/dx is what keeps the equilibrium at c ∝ e^{-u} where D varies; without it (Itô's reading of the noise)
 * walkers gather where D is small. Slopes are symbolic derivatives of the expressions of the file, and everything is
 * evaluated over whole arrays. Nothing here knows a mesh or a generator.
 *
 * @see P. Lancon et al., Europhys. Lett. 54, 28 (2001), doi:10.1209/epl/i2001-00103-6 (not opened)
 * @module
 */

import { Refusal } from "#levels/ensemble/refusal.ts";
import { derivative } from "#model/expression/derivative.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Expression } from "#model/expression/expression.ts";
import { callsIn, namesIn } from "#model/expression/walk-tree.ts";
import type { Model, Species, SpeciesInMedium } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import { positionScope } from "#potential/position-scope.ts";
import { BOLTZMANN } from "#units/constants.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";

/** Fields along x, one value for each point. */
export interface MotionFields {
  /** Diffusion coefficient D [m^2 s^-1]. */
  readonly diffusivity: Float64Array;
  /** dD/dx [m s^-1]. */
  readonly diffusivitySlope: Float64Array;
  /** Reduced potential u [1]. */
  readonly potential: Float64Array;
  /** du/dx [m^-1]. */
  readonly potentialSlope: Float64Array;
  /** Velocity v of the medium [m s^-1]. */
  readonly velocity: Float64Array;
}

/** The law of motion in one medium. */
export interface MediumLaw {
  /** Name of the medium in the file. */
  readonly medium: string;
  /** Whether D does not depend on position. */
  readonly constantDiffusivity: boolean;
  /** Whether D is constant and there is neither force nor velocity. */
  readonly plain: boolean;
  /** Whether D is constant and -D du/dx + v is a linear function of x, which is said by symbols, not by samples. */
  readonly linear: boolean;
  /** The fields at points x [m]. @throws Refusal if D or K is not positive somewhere. */
  fieldsAt(x: ReadonlyFloat64Array): MotionFields;
}

const COORDINATES = ["x", "y", "z", "r"];
/** Functions with kinks or jumps: a derivative says nothing of those. */
const BENT = new Set(["abs", "min", "max", "step", "floor", "ceil", "if"]);

/** Whether an expression depends on where the walker is. */
export function dependsOnPosition(e: Expression): boolean {
  const names = namesIn(e);
  return COORDINATES.some((coordinate) => names.has(coordinate));
}

/**
 * The law of motion of a species in a medium.
 *
 * @throws Refusal if a potential stands without a temperature.
 */
export function mediumLaw(model: Model, species: Species, medium: SpeciesInMedium): MediumLaw {
  const energies = species.terms.map((term) => term.energy);
  if (energies.length > 0 && model.temperature === undefined)
    throw new Refusal(
      "a potential is an energy, and without a temperature it exerts no force on kT",
      "give temperature:",
    );
  const thermal = BOLTZMANN * (model.temperature ?? 0);
  const { diffusivity, partition } = medium;
  const slopes = {
    diffusivity: derivative(diffusivity, "x"),
    partition: derivative(partition, "x"),
    energies: energies.map((energy) => derivative(energy, "x")),
  };
  const constantDiffusivity = !dependsOnPosition(diffusivity);
  const forces = [...energies, partition].filter(dependsOnPosition);
  return {
    medium: medium.medium,
    constantDiffusivity,
    plain: constantDiffusivity && forces.length === 0 && species.drift === undefined,
    linear:
      constantDiffusivity &&
      !dependsOnPosition(partition) &&
      energies.every((energy) => isSmoothOfDegree(2, energy)) &&
      (species.drift === undefined || isSmoothOfDegree(1, species.drift)),
    fieldsAt(x) {
      const n = x.length;
      const scope = positionScope(model, x);
      const K = positive("K", "partition coefficient", fieldOf(partition, n, scope), x);
      const potential = K.map((value) => -log(value));
      const potentialSlope = fieldOf(slopes.partition, n, scope).map((slope, i) => -slope / K[i]);
      energies.forEach((energy, term) => {
        const values = fieldOf(energy, n, scope);
        const slope = fieldOf(slopes.energies[term], n, scope);
        for (let i = 0; i < n; i++) {
          potential[i] += values[i] / thermal;
          potentialSlope[i] += slope[i] / thermal;
        }
      });
      return {
        diffusivity: positive("D", "diffusion coefficient", fieldOf(diffusivity, n, scope), x),
        diffusivitySlope: fieldOf(slopes.diffusivity, n, scope),
        potential,
        potentialSlope,
        velocity: species.drift ? fieldOf(species.drift, n, scope) : new Float64Array(n),
      };
    },
  };
}

/** Whether an expression is a polynomial of at most that degree in x, without kinks, and knows no other coordinate. */
function isSmoothOfDegree(degree: number, e: Expression): boolean {
  const names = namesIn(e);
  if (["y", "z", "r"].some((coordinate) => names.has(coordinate))) return false;
  if (callsIn(e).some((call) => BENT.has(call.name) && dependsOnPosition(call))) return false;
  let slope = e;
  for (let i = 0; i < degree; i++) slope = derivative(slope, "x");
  return !dependsOnPosition(slope);
}

function positive(symbol: string, name: string, values: Float64Array, x: ReadonlyFloat64Array): Float64Array {
  const wrong = values.findIndex((value) => !(value > 0 && value < Number.POSITIVE_INFINITY));
  if (wrong < 0) return values;
  throw new Refusal(
    `${symbol} is ${values[wrong]} at x = ${x[wrong]} m, and a ${name} must be positive`,
    `write ${symbol} so that it is positive wherever a walker can come`,
  );
}
