/**
 * Layers in series as resistances, and which of them limits what passes.
 *
 *     1/P = sum of l/(D K) + sum of 1/P_membrane
 *
 * Parts of the same medium, such as the unstirred water on both sides of a membrane, limit together.
 *
 * @module
 */

import { constantOf } from "./expression/constant-of.ts";
import type { End, Layer, Model, Species } from "./model.ts";

/** The part of one layer, or of the film of a robin condition, in the resistance of the whole. */
export interface SeriesResistance {
  readonly species: string;
  /** Name of the layer; "film at left" and "film at right" are those of robin conditions. */
  readonly layer: string;
  /** Medium of the layer; undefined of a membrane without thickness and of a film. */
  readonly medium?: string;
  /** Resistance l/(D K), or 1/P of a membrane or film [s m^-1]. */
  readonly resistance: number;
  /** Share of the whole [1]. */
  readonly share: number;
}

/** Resistances in series across a slab from bath to bath, where D and K are constant in each layer; none elsewhere. */
export function seriesResistances(species: Species, model: Model): readonly SeriesResistance[] {
  const { domain } = model;
  if (domain?.kind !== "layers" || domain.geometry !== "slab") return [];
  const known = domain.layers.flatMap((layer) => {
    const resistance = resistanceOf(species, layer);
    const medium = layer.membrane === undefined ? { medium: layer.medium } : {};
    return resistance === undefined ? [] : [{ layer: layer.name, ...medium, resistance }];
  });
  if (known.length < domain.layers.length) return [];
  const series = [...filmAt(species, model, "left"), ...known, ...filmAt(species, model, "right")];
  const whole = series.reduce((sum, { resistance }) => sum + resistance, 0);
  return series.map((part) => ({ species: species.name, ...part, share: part.resistance / whole }));
}

/**
 * For each species that passes steadily through two parts or more, one sentence: the parts by rank, with their shares, the
 * permeability of the whole, and which part limits it.
 */
export function limitingNotes(model: Model): readonly string[] {
  if (!model.solves.some(({ kind }) => kind === "steady")) return [];
  return model.species
    .filter((species) => passesBetweenEnds(species, model))
    .flatMap((species) => {
      const series = seriesResistances(species, model);
      const ranked = rankedParts(series);
      const [first] = ranked;
      if (first === undefined || ranked.length < 2) return [];
      const whole = series.reduce((sum, { resistance }) => sum + resistance, 0);
      const rest = ranked.slice(1).map(({ name, share }) => `${name} ${percentOf(share)}`);
      const limits = first.share > 0.5 ? "limits: it holds" : "has most, and less than half:";
      return [
        `${species.name}: ${first.name} ${limits} ${percentOf(first.share)} of the resistance in series, ${rest.join(", ")}. P of all is ${shortOf(1 / whole)} m/s, of ${first.name} alone ${shortOf(1 / first.resistance)} m/s.`,
      ];
    });
}

/** Whether only D, K and membranes are between two ends that both let a species pass. */
function passesBetweenEnds({ name, terms, drift, activity, charge }: Species, { boundaries }: Model): boolean {
  const open = boundaries.filter(({ species, condition }) => species === name && condition.kind !== "no-flux");
  return (
    open.length === 2 && terms.length === 0 && drift === undefined && activity === undefined && charge === undefined
  );
}

/** Parts of one medium together, the greatest first. */
function rankedParts(
  series: readonly SeriesResistance[],
): readonly { readonly name: string; readonly resistance: number; readonly share: number }[] {
  const groups = new Map<string, SeriesResistance[]>();
  for (const part of series) {
    const key = part.medium === undefined ? `/${part.layer}` : part.medium;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()]
    .map((parts) => ({
      name: nameOf(parts),
      resistance: parts.reduce((sum, { resistance }) => sum + resistance, 0),
      share: parts.reduce((sum, { share }) => sum + share, 0),
    }))
    .sort((a, b) => b.share - a.share);
}

/** "bilayer", or "water (donor, acceptor)" of several layers. */
function nameOf(parts: readonly SeriesResistance[]): string {
  const layers = parts.map(({ layer }) => layer).join(", ");
  const medium = parts[0]?.medium ?? "";
  return parts.length === 1 ? layers : medium === "" ? layers : `${medium} (${layers})`;
}

function percentOf(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

function shortOf(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** The film of a robin condition, 1/P. */
function filmAt({ name }: Species, { boundaries }: Model, end: End) {
  const condition = boundaries.find((one) => one.species === name && one.end === end)?.condition;
  return condition?.kind === "robin" ? [{ layer: `film at ${end}`, resistance: 1 / condition.permeability }] : [];
}

function resistanceOf(species: Species, layer: Layer): number | undefined {
  if (layer.membrane !== undefined) {
    const P = Object.hasOwn(layer.membrane, species.name) ? layer.membrane[species.name] : undefined;
    return P === undefined ? undefined : 1 / P;
  }
  const own = species.media.find(({ medium }) => medium === layer.medium);
  const [D, K] = own === undefined ? [] : [constantOf(own.diffusivity), constantOf(own.partition)];
  return D === undefined || K === undefined ? undefined : layer.thickness / (D * K);
}
