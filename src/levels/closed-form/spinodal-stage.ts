/**
 * The linear stage of phase separation: each wave of a mixture that is nearly homogeneous grows or decays on its own,
 *
 *     a(x, t) = a0 + Σ_k A_k e^{R(q_k) t} cos(q_k x + φ_k),    R(q) = -M(a0) q² [ f''(a0) + κ q² ].
 *
 * Waves of a periodic slab have q = 2πk/L, between walls q = πk/L. It is stated as long as the waves together stay below
 * {@link SMALL}; what comes after is not linear.
 *
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import { isFraction } from "#model/composition-scale.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Measure } from "#model/measure.ts";
import type { LayeredDomain, Model, Species } from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { cos, exp, sin } from "#numerics/elementary.ts";
import type { FreeEnergy } from "#physics/activity/free-energy.ts";
import { growthRate } from "#physics/phase-separation/cahn-hilliard.ts";
import { constantValue } from "#potential/constant-value.ts";
import { exchangeMobility, mixingEnergy } from "#potential/mixing-energy.ts";
import { positionScope } from "#potential/position-scope.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { firstFailure, type Law, type Recognition } from "./law.ts";

const FORM = "linear stage of phase separation";

/** Sum of all amplitudes up to which waves do not feel each other [1]: what is left out is of its square. */
const SMALL = 0.005;
/** Waves looked for: all that so many points tell apart. */
const POINTS = 512;
/** Amplitudes below this are rounding [1]. */
const NOTHING = 1e-14;
/** Points of a curve for a figure. */
const CURVE_POINTS = 401;

/** A wave cos(q x) and sin(q x) with their amplitudes at the start. */
interface Wave {
  readonly q: number;
  readonly cosine: number;
  readonly sine: number;
  /** R(q) [s^-1]. */
  readonly rate: number;
}

/** The nearly homogeneous mixture in a slab, if the model is one. */
export function recogniseSpinodalStage(model: Model, species: Species): Recognition {
  const { domain } = model;
  const { name, initial, gradientEnergy } = species;
  const energy = mixingEnergy(species);
  const slab = domain?.kind === "layers" && domain.geometry === "slab" && domain.layers.length === 1;
  const closed = model.boundaries.every(
    ({ species: of, condition }) => of !== name || condition.kind === "no-flux" || condition.kind === "periodic",
  );
  const constantD = constantValue(species.media[0]?.diffusivity) !== undefined;
  const diffusivity = species.mobility === undefined ? constantD : constantD || !namesIn(species.mobility).has("D");
  const plain =
    species.terms.length === 0 &&
    species.media.every(({ partition }) => constantValue(partition) === 1) &&
    species.drift === undefined &&
    model.sources.length === 0;
  const failure = firstFailure(FORM, [
    [
      isFraction(species) && gradientEnergy !== undefined,
      `${name} is no mixture`,
      "use measure: mole-fraction or volume-fraction",
    ],
    [
      energy !== undefined,
      "its free energy of mixing has no closed form",
      "use margules, flory-huggins or free-energy",
    ],
    [slab, "the domain is no slab of one layer", "use geometry: slab"],
    [
      closed && plain,
      "something enters, leaves or is driven",
      "leave sources, potentials, partition coefficients and open ends out",
    ],
    [diffusivity, "D varies", "give one D"],
    [
      initial.kind === "concentration" && initial.noise === undefined,
      "it does not start with a composition, or one with noise",
      "give a composition in initial:",
    ],
  ]);
  if (failure !== undefined) return failure;
  const start = startOf(model, species, domain as LayeredDomain, energy as FreeEnergy);
  return (
    firstFailure(
      FORM,
      [[sizeAt(start.waves, 0) <= SMALL, "the start is far from homogeneous", `start within ${SMALL} of a mean`]],
      6,
    ) ?? lawOf(model, species, start)
  );
}

interface Start {
  readonly length: number;
  readonly from: number;
  /** Mean composition a0. */
  readonly mean: number;
  readonly waves: readonly Wave[];
  readonly energy: FreeEnergy;
}

function startOf(model: Model, species: Species, { start: from, layers }: LayeredDomain, energy: FreeEnergy): Start {
  const length = layers.reduce((sum, { thickness }) => sum + thickness, 0);
  const x = Float64Array.from({ length: POINTS }, (_, i) => from + (length * (i + 0.5)) / POINTS);
  if (species.initial.kind !== "concentration") throw new Error("Bug: a composition was asked for");
  const a = fieldOf(species.initial.concentration, POINTS, positionScope(model, x));
  const mean = sumOf(a) / POINTS;
  const periodic = model.boundaries.some(({ condition }) => condition.kind === "periodic");
  const mixture = {
    mobility: exchangeMobility(model, species).value(mean),
    curvature: energy.curvature(mean),
    gradientEnergy: species.gradientEnergy as number,
  };
  const waves: Wave[] = [];
  for (let k = 1; k < (periodic ? POINTS / 2 : POINTS); k++) {
    const q = ((periodic ? 2 : 1) * Math.PI * k) / length;
    const along = (of: (phase: number) => number) =>
      (2 / POINTS) * sumOf(a.map((value, i) => (value - mean) * of(q * (x[i] - from))));
    const [cosine, sine] = [along(cos), periodic ? along(sin) : 0];
    if (Math.abs(cosine) + Math.abs(sine) > NOTHING) waves.push({ q, cosine, sine, rate: growthRate(mixture, q) });
  }
  return { length, from, mean, waves, energy };
}

/** Sum of the amplitudes at a time. */
function sizeAt(waves: readonly Wave[], time: number): number {
  return waves.reduce((sum, { cosine, sine, rate }) => sum + (Math.abs(cosine) + Math.abs(sine)) * exp(rate * time), 0);
}

function lawOf(model: Model, species: Species, start: Start): Law {
  const { length, from, mean, waves, energy } = start;
  const total = species.total as number;
  const kappa = species.gradientEnergy as number;
  const compositionAt = (x: number, time: number): number =>
    waves.reduce(
      (sum, { q, cosine, sine, rate }) =>
        sum + exp(rate * time) * (cosine * cos(q * (x - from)) + sine * sin(q * (x - from))),
      mean,
    );
  const freeEnergy = (time: number): number => {
    const curved = waves.reduce(
      (sum, { q, cosine, sine, rate }) =>
        sum + (energy.curvature(mean) + kappa * q * q) * (cosine * cosine + sine * sine) * exp(2 * rate * time),
      0,
    );
    return GAS_CONSTANT * (model.temperature as number) * total * length * (energy.value(mean) + curved / 4);
  };
  const holds = (when: When): when is number => typeof when === "number" && sizeAt(waves, when) <= SMALL;
  return {
    kind: "law",
    name: FORM,
    formula: "a = a0 + sum A_k e^(R t) cos(q x), R = -M q^2 (f'' + kappa q^2), while sum A_k < 0.005",
    source: "J. W. Cahn, Acta Metall. 9, 795 (1961), doi:10.1016/0001-6160(61)90182-1",
    describes: { kind: "continuum" },
    read({ name, place, argument }: Measure, when) {
      if (name === "amount" && place?.kind === "all") return total * length * mean;
      if (!holds(when)) return undefined;
      if (name === "free_energy") return freeEnergy(when);
      if (name === "c" && place?.kind === "point") return compositionAt(place.at[0] as number, when);
      if (name !== "fourier") return undefined;
      const q = (2 * Math.PI * (argument as number)) / length;
      const wave = waves.find((one) => Math.abs(one.q - q) < 1e-6 * q);
      return wave === undefined ? 0 : wave.cosine * exp(wave.rate * when);
    },
    profile(when): Profile | undefined {
      if (!holds(when)) return undefined;
      const coordinate = Float64Array.from(
        { length: CURVE_POINTS },
        (_, i) => from + (length * i) / (CURVE_POINTS - 1),
      );
      const values = coordinate.map((x) => compositionAt(x, when));
      return { species: species.name, when, quantity: "concentration", coordinate, values };
    },
  };
}
