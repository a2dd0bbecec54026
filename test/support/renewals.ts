/** Models of independent steps at independent waits, for tests: one walker from the origin of a line unless said otherwise. */

import type { Model } from "#model/model.ts";
import type { RenewalClock, RenewalWalk, StepLaw } from "#model/motion-law.ts";
import { modelWith, walkerWith } from "./models.ts";

export const fixedClock = (interval = 1): RenewalClock => ({ kind: "fixed", interval });
export const poissonWaits = (interval = 1): RenewalClock => ({ kind: "poisson", interval });
export const gammaWaits = (shape: number, mean = 1): RenewalClock => ({ kind: "gamma", mean, shape });
export const paretoWaits = (index: number, scale = 1): RenewalClock => ({ kind: "pareto", scale, index });
export const heavyWaits = (index: number, scale = 1): RenewalClock => ({ kind: "mittag-leffler", scale, index });

/** Moves with their probabilities. */
export function tableOf(...moves: readonly (readonly [by: number, probability: number])[]): StepLaw {
  return { kind: "table", moves: moves.map(([by, probability]) => ({ by, probability })) };
}

/** +2 with 1/3 and -1 with 2/3: no drift, variance 2, skewness 1/√2. */
export const SKEWED = tableOf([2, 1 / 3], [-1, 2 / 3]);
/** ±1 with 0.8 together, ±5 with 0.2: variance 5.8. */
export const RARE_LONG = tableOf([1, 0.4], [-1, 0.4], [5, 0.1], [-5, 0.1]);
/** A step to the right with 0.7. */
export const BIASED: StepLaw = { kind: "lattice", spacing: 1, right: 0.7, stay: 0 };

export function renewalOf(step: StepLaw, clock: RenewalClock, dimensions: 1 | 2 | 3 = 1): RenewalWalk {
  return { kind: "renewal", dimensions, step, clock };
}

/** A walker in free space. */
export function renewalModel(
  law: RenewalWalk,
  times: readonly number[],
  fields: { readonly start?: number; readonly sampling?: Partial<Model["sampling"]> } = {},
): Model {
  const { dimensions } = law;
  const geometry = (["line", "plane", "space"] as const)[dimensions - 1] as "line" | "plane" | "space";
  const at = Array.from({ length: dimensions }, () => fields.start ?? 0);
  return modelWith({
    species: [walkerWith({ motion: law, initial: { kind: "point", at, amount: 1 } })],
    domain: { kind: "free", geometry, dimensions },
    solves: [{ kind: "transient", times }],
    sampling: { walkers: 64, seed: 1, method: "automatic", ...fields.sampling },
  });
}
