/**
 * Layers of a mixture as exact laws see them: in each a K, and a D(c) Γ(c) whose integral the flux follows.
 *
 * @module
 */

import { activityOf, type SpeciesActivity } from "#model/activity.ts";
import { compositionDiffusivity } from "#model/composition-diffusivity.ts";
import { highestComposition, molesPerVolume } from "#model/composition-scale.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { BoundaryCondition, End, LayeredDomain, Model, Species } from "#model/model.ts";
import { exp, log, log1p } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import { rootIn } from "#numerics/root.ts";

/** A layer of one medium, or a membrane face. */
export interface MixtureLayer {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** K [1]. */
  readonly partition: number;
  /** Kirchhoff's integral θ(c) = ∫_0^c D Γ dc [m^2 s^-1 times the unit of the composition]. */
  theta(c: number): number;
  /** P of a membrane face; undefined for a layer [m s^-1]. */
  readonly permeability?: number;
}

/** A stack of layers of a mixture, without potential, drift or source. */
export interface MixtureStack {
  readonly geometry: LayeredDomain["geometry"];
  readonly layers: readonly MixtureLayer[];
  readonly activity: SpeciesActivity;
  readonly ends: { readonly [E in End]: BoundaryCondition };
  /** Moles in a volume at a composition of 1, which is 1 for a concentration. */
  readonly total: number;
}

/** The stack of a species, or what keeps it from being one. */
export function mixtureStackOf(model: Model, species: Species): MixtureStack | string {
  const { domain, boundaries, sources, temperature } = model;
  const { name, terms, drift, media } = species;
  if (domain?.kind !== "layers") return "the domain has no layers";
  if (terms.length > 0 || drift !== undefined) return "a potential or a drift acts on it";
  if (sources.some((source) => source.species === name)) return "there is a source";
  const activity = activityOf(species);
  let from = domain.start;
  const layers: MixtureLayer[] = [];
  for (const layer of domain.layers) {
    const to = from + layer.thickness;
    if (layer.thickness === 0) {
      const permeability = layer.membrane?.[name] ?? 0;
      layers.push({ name: layer.name, from, to, partition: 1, theta: () => Number.NaN, permeability });
      continue;
    }
    const medium = media.find((one) => one.medium === layer.medium) ?? media.find((one) => one.medium === "");
    if (medium === undefined) return `it cannot enter ${layer.medium}`;
    if (medium.partition.kind !== "number") return `K varies in the layer ${layer.name}`;
    const { value, variesInSpace, margin } = compositionDiffusivity(species, medium, temperature);
    if (variesInSpace) return `D varies with the place in the layer ${layer.name}`;
    const top = highestComposition(species);
    const slope = (c: number): number => {
      const s = Math.min(Math.max(c, margin), top - margin);
      return evaluate(value, { name: (one) => (one === name ? s : undefined) }) * activity.factor(c);
    };
    const theta = (c: number): number => integrate(slope, 0, c, { relative: 1e-13, absolute: 1e-300 });
    layers.push({ name: layer.name, from, to, partition: medium.partition.value, theta });
    from = to;
  }
  const at = (end: End): BoundaryCondition =>
    boundaries.find((one) => one.end === end && one.species === name)?.condition ?? { kind: "no-flux" };
  return {
    geometry: domain.geometry,
    layers,
    activity,
    ends: { left: at("left"), right: at("right") },
    total: molesPerVolume(species),
  };
}

/** ∫ dr / A between two coordinates. */
export function geometricResistance(geometry: MixtureStack["geometry"], from: number, to: number): number {
  if (geometry === "slab") return to - from;
  if (from === 0) return Number.POSITIVE_INFINITY;
  return geometry === "cylinder" ? log1p((to - from) / from) / (2 * Math.PI) : (to - from) / (4 * Math.PI * from * to);
}

/** Volume between two coordinates, per area, per length or whole. */
export function volumeBetween(geometry: MixtureStack["geometry"], from: number, to: number): number {
  if (geometry === "slab") return to - from;
  if (geometry === "cylinder") return Math.PI * (to - from) * (to + from);
  return ((4 * Math.PI) / 3) * (to - from) * (to * to + to * from + from * from);
}

/** Activity a = γ c / K. */
export function activityAt({ lnGamma }: SpeciesActivity, c: number, partition: number): number {
  return c > 0 ? (c * exp(lnGamma(c))) / partition : 0;
}

/** The c whose activity it is; NaN beyond the highest c that has one. */
export function concentrationOf(
  { lnGamma, highest, isIdeal }: SpeciesActivity,
  activity: number,
  partition: number,
): number {
  if (!(activity > 0)) return activity === 0 ? 0 : Number.NaN;
  if (isIdeal) return activity * partition;
  const level = log(activity) + log(partition);
  const rest = (t: number): number => t + lnGamma(exp(t)) - level;
  const top = highest < Number.POSITIVE_INFINITY ? log(highest) - 1e-15 : Number.POSITIVE_INFINITY;
  let low = Math.min(level, top);
  while (rest(low) > 0) low -= 1 + rest(low);
  let high = Math.min(Math.max(level, low), top);
  while (rest(high) < 0) {
    if (high >= top) return Number.NaN;
    high = Math.min(top, high + 1);
  }
  return high === low ? exp(low) : exp(rootIn(rest, low, high));
}

/** The c with θ(c) = value, between 0 and the highest; NaN if there is none. */
export function inverseTheta({ theta }: MixtureLayer, value: number, guess: number, highest: number): number {
  if (value === 0) return 0;
  if (!(value > 0)) return Number.NaN;
  let high = Math.min(guess > 0 ? guess : 1, highest);
  let low = 0;
  for (let count = 0; theta(high) < value; count++) {
    if (high >= highest || count > 2000) return Number.NaN;
    low = high;
    high = Math.min(highest, 2 * high);
  }
  return rootIn((c) => theta(c) - value, low, high);
}
