/** Models of one walker on a line, written as a file would say it, for tests of the Langevin level. */

import { BATCHES, type LevelResult } from "#levels/contract.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import type { Measure, MeasureName, Place } from "#model/measure.ts";
import type {
  Boundary,
  BoundaryCondition,
  FreeDomain,
  Initial,
  Layer,
  LayeredDomain,
  Model,
  SpeciesInMedium,
} from "#model/model.ts";
import { modelWith, walkerWith } from "./models.ts";

/** D and K of a medium, as text. */
export function medium(name: string, D: string, K = "1"): SpeciesInMedium {
  return { medium: name, diffusivity: parseExpression(D), partition: parseExpression(K) };
}

/** Slab of layers from 0; each layer lies in the medium of its own name. */
export function slabOf(...layers: readonly Partial<Layer>[]): LayeredDomain {
  return {
    kind: "layers",
    geometry: "slab",
    start: 0,
    layers: layers.map((layer, i) => ({
      name: `layer${i}`,
      medium: layer.name ?? `layer${i}`,
      thickness: 1,
      ...layer,
    })),
  };
}

/** Endless line, or a half-line. */
export function lineFrom(fields: Partial<FreeDomain> = {}): FreeDomain {
  return { kind: "free", geometry: "line", dimensions: 1, ...fields };
}

export interface WalkerModel {
  readonly domain: Model["domain"];
  readonly media?: readonly SpeciesInMedium[];
  readonly start?: Initial | number;
  readonly left?: BoundaryCondition;
  readonly right?: BoundaryCondition;
  readonly times?: readonly number[];
  readonly equilibrium?: boolean;
  /** Energy of the walker in kT, as text. */
  readonly potential?: string;
  /** Velocity of the medium, as text. */
  readonly drift?: string;
  readonly walkers?: number;
  readonly seed?: number;
}

/** A model of one walker. kT is made 1 J, so that an energy in the text is in units of kT. */
export function walkerModel(given: WalkerModel): Model {
  const { domain, media = [medium("", "1")], start = 0, times = [], potential, drift } = given;
  const species = walkerWith({
    media,
    initial: typeof start === "number" ? { kind: "point", at: [start], amount: 1 } : start,
    ...(potential !== undefined && { terms: [{ kind: "potential" as const, energy: parseExpression(potential) }] }),
    ...(drift !== undefined && { drift: parseExpression(drift) }),
  });
  const boundary = (end: "left" | "right", condition: BoundaryCondition | undefined): Boundary[] =>
    condition ? [{ end, species: "walker", condition }] : [];
  return modelWith({
    temperature: 1 / 1.380649e-23,
    species: [species],
    ...(domain && { domain }),
    boundaries: [...boundary("left", given.left), ...boundary("right", given.right)],
    solves: [
      ...(times.length > 0 ? [{ kind: "transient" as const, times }] : []),
      ...(given.equilibrium ? [{ kind: "equilibrium" as const }] : []),
    ],
    sampling: { walkers: given.walkers ?? 64 * 2000, seed: given.seed ?? 1, method: "automatic" },
  });
}

/** The measure of the walker at a place. */
export function measureAt(name: MeasureName, place: Place): Measure {
  return { key: `${name}(walker, ${JSON.stringify(place)})`, name, species: "walker", place };
}

/** How many standard errors a reading is from a value, by the scatter of its batches. */
export function standardErrorsFrom(expected: number, result: LevelResult, key: string, when: number | string): number {
  const reading = result.readings.find((r) => r.measure === key && r.when === when);
  if (reading?.batches === undefined) throw new Error(`no sampled reading of ${key} at ${when}`);
  const mean = reading.batches.reduce((sum, value) => sum + value / BATCHES, 0);
  const variance = reading.batches.reduce((sum, value) => sum + (value - mean) ** 2 / (BATCHES - 1), 0);
  return (reading.value - expected) / Math.sqrt(variance / BATCHES);
}
