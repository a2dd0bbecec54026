/**
 * What becomes of the mixtures of a file, in words: stable, metastable or inside the spinodal; and which of the two ways
 * uphill a species goes.
 *
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import { type PhaseDiagram, stabilityAt } from "#physics/phase-separation/phase-diagram.ts";
import { activityOf } from "./activity.ts";
import { compositionDiffusivity } from "./composition-diffusivity.ts";
import { unitInWords } from "./composition-scale.ts";
import { evaluate } from "./expression/evaluate.ts";
import { type GivenComposition, givenCompositions } from "./given-compositions.ts";
import { phaseDiagramOf, thermodynamicFactorOf } from "./mixture.ts";
import type { Model, Species } from "./model.ts";

/** One sentence or two for each mixture. */
export function stabilityNotes(model: Model): readonly string[] {
  return model.species.flatMap((species) => {
    if (species.activity === undefined && species.freeEnergy === undefined) return [];
    const diagram = diagramOf(species);
    if (diagram === undefined) return [];
    const unit = unitInWords(species);
    const factor = thermodynamicFactorOf(species);
    const D = evenDiffusivity(species, model.temperature);
    const found = givenCompositions(species, model).map(({ where, value }) => {
      const seen = D === undefined ? "" : `, D Γ = ${number(D(value) * factor(value))} m^2/s`;
      const how = STABILITY[stabilityAt(diagram, value)];
      return `${number(value)}${unit} (${where}) is ${how} (Γ = ${number(factor(value))}${seen})`;
    });
    const classified = found.length === 0 ? "" : ` ${[...new Set(found)].join("; ")}.`;
    return [`${species.name} ${phasesInWords(diagram, unit)}.${classified}`];
  });
}

/** D by the composition, of a species of one medium whose D does not depend on the place. */
function evenDiffusivity(species: Species, temperature: number | undefined): ((s: number) => number) | undefined {
  const [medium, ...others] = species.media;
  if (medium === undefined || others.length > 0) return undefined;
  const { value, variesInSpace, margin } = compositionDiffusivity(species, medium, temperature);
  if (variesInSpace) return undefined;
  return (s) =>
    evaluate(value, {
      name: (name) =>
        name === species.name ? (margin === 0 ? s : Math.min(Math.max(s, margin), 1 - margin)) : undefined,
    });
}

const STABILITY = {
  stable: "stable",
  metastable: "metastable, in need of a nucleus to split",
  spinodal: "inside the spinodal, and splits by itself",
} as const;

function diagramOf(species: Species): PhaseDiagram | undefined {
  try {
    return phaseDiagramOf(species);
  } catch (error) {
    if (error instanceof Error && "kind" in error && error.kind === "numerical") return undefined;
    if (error instanceof Error && error.name === "DomainError") return undefined;
    throw error;
  }
}

function phasesInWords({ spinodals, tieLines }: PhaseDiagram, unit: string): string {
  if (spinodals.length === 0) return "is one phase at every composition";
  const between = ({ lowest, highest }: { lowest: number; highest: number }) =>
    `${number(lowest)} and ${number(highest)}${unit}`;
  const split =
    tieLines.length === 0 ? "" : `splits in two phases between ${tieLines.map(between).join(", ")} (binodal), `;
  return `${split}${split === "" ? "is" : "and is"} unstable between ${spinodals.map(between).join(", ")} (spinodal)`;
}

/** Which way uphill: by a medium that it likes better, or by a mixture that falls apart. */
export function uphillNotes(model: Model): readonly string[] {
  return model.species.flatMap((species) => {
    const { name, gradientEnergy } = species;
    if (gradientEnergy !== undefined && (diagramOf(species)?.spinodals.length ?? 0) > 0)
      return [
        `${name} moves uphill where its mixture is unstable: its thermodynamic factor is below zero there, so that waves of composition grow by themselves, as long as the gradient energy lets them be.`,
      ];
    const pair = uphillPair(species, givenCompositions(species, model));
    if (pair === undefined) return [];
    const [from, to] = pair;
    return [
      `${name} moves uphill: it goes from ${number(from.value)} (${from.where}) to ${number(to.value)} (${to.where}), from a higher activity to a lower one, and at the seam there is more of it beyond, for K differs, as by another component that it avoids. Its thermodynamic factor is above zero throughout, so that nothing falls apart and no gradient energy is needed (Darken).`,
    ];
  });
}

/** Two places with something in both, the one of higher activity having the lower K. */
function uphillPair(
  species: Species,
  given: readonly GivenComposition[],
): readonly [from: GivenComposition, to: GivenComposition] | undefined {
  const { lnGamma, isIdeal } = activityOf(species);
  const activity = ({ value, partition = Number.NaN }: GivenComposition): number =>
    (value * exp(isIdeal ? 0 : lnGamma(value))) / partition;
  const inside = given.filter(({ where, value }) => where.startsWith("start") && value > 0);
  for (const from of inside)
    for (const to of inside) {
      const [K, beyond] = [from.partition ?? Number.NaN, to.partition ?? Number.NaN];
      if (activity(from) > activity(to) * (1 + 1e-12) && beyond > K) return [from, to];
    }
  return undefined;
}

function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}
