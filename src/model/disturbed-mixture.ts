/**
 * The mixture about which small waves of composition grow or decay, by what a file declares: D at the mean composition of
 * the start, f'' there, and the coefficient of the gradient energy.
 *
 *     M = D(a) a (1 - a)
 *
 * @module
 */

import type { DisturbedMixture } from "#physics/phase-separation/cahn-hilliard.ts";
import { compositionDiffusivity } from "./composition-diffusivity.ts";
import { evaluate } from "./expression/evaluate.ts";
import { namesIn } from "./expression/walk-tree.ts";
import { mixtureEnergy } from "./mixture.ts";
import type { Domain, Species } from "./model.ts";

/** Places at which the start is looked at for its mean. */
const PLACES = 1000;

/** D by composition [m^2 s^-1], mobility included; undefined where it depends on the place. */
export function diffusivityByComposition(
  species: Species,
  temperature: number | undefined,
): ((s: number) => number) | undefined {
  const [medium, ...others] = species.media;
  if (medium === undefined || others.length > 0) return undefined;
  const { value, variesInSpace, margin } = compositionDiffusivity(species, medium, temperature);
  if (variesInSpace) return undefined;
  return (s) => {
    const kept = margin === 0 ? s : Math.min(Math.max(s, margin), 1 - margin);
    return evaluate(value, { name: (name) => (name === species.name ? kept : undefined) });
  };
}

/**
 * Mean composition at the start [mol m^-3, or 1] of what starts alike everywhere, or with a function of x in a slab;
 * undefined elsewhere. Waves with a whole number of periods in the slab average out.
 */
export function meanOfStart({ initial }: Species, domain: Domain | undefined): number | undefined {
  const tree = initial.kind === "concentration" ? initial.concentration : undefined;
  if (tree?.kind === "number") return tree.value;
  const isSlab = domain?.kind === "layers" && domain.geometry === "slab";
  if (tree === undefined || !isSlab || [...namesIn(tree)].some((one) => one !== "x")) return undefined;
  const length = domain.layers.reduce((sum, { thickness }) => sum + thickness, 0);
  let sum = 0;
  for (let i = 0; i < PLACES; i++) {
    const x = domain.start + (length * (i + 0.5)) / PLACES;
    sum += evaluate(tree, { name: (one) => (one === "x" ? x : undefined) });
  }
  return sum / PLACES;
}

/** The mixture about a composition of a mole fraction, whose D there is known [m^2 s^-1]. */
export function disturbedMixture(species: Species, composition: number, diffusivity: number): DisturbedMixture {
  return {
    mobility: diffusivity * composition * (1 - composition),
    curvature: mixtureEnergy(species).curvature(composition),
    gradientEnergy: species.gradientEnergy ?? 0,
  };
}
