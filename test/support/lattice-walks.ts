/** Models of walks on a lattice, for tests: unit spacing and unit steps unless said otherwise. */

import type { Clock, Domain, Model, WalkLaw } from "#model/model.ts";
import { modelWith, walkerWith } from "./models.ts";

/** A walk of unit steps on a unit clock in one dimension, with the given fields. */
export function walkLaw(fields: Partial<WalkLaw> = {}): WalkLaw {
  return { spacing: 1, dimensions: 1, right: 0.5, stay: 0, clock: fixed(1), ...fields };
}

export function fixed(interval: number): Clock {
  return { kind: "fixed", interval };
}

export function poissonClock(interval: number): Clock {
  return { kind: "poisson", interval };
}

/** A walker in free space that starts at the origin. */
export function freeWalk(law: WalkLaw, times: readonly number[], sampling: Partial<Model["sampling"]> = {}): Model {
  const geometry = (["line", "plane", "space"] as const)[law.dimensions - 1] as "line" | "plane" | "space";
  return latticeModel(law, { kind: "free", geometry, dimensions: law.dimensions }, times, 0, sampling);
}

/** A walker on the sites 0 .. sites - 1. */
export function boxWalk(
  law: WalkLaw,
  { sites, from = 0 }: { readonly sites: number; readonly from?: number },
  times: readonly number[],
  sampling: Partial<Model["sampling"]> = {},
): Model {
  const start = from * law.spacing;
  return latticeModel(law, { kind: "lattice", sites, spacing: law.spacing }, times, start, sampling);
}

function latticeModel(
  walk: WalkLaw,
  domain: Domain,
  times: readonly number[],
  start: number,
  sampling: Partial<Model["sampling"]>,
): Model {
  const at = Array.from({ length: walk.dimensions }, () => start);
  return modelWith({
    species: [walkerWith({ walk, initial: { kind: "point", at, amount: 1 } })],
    domain,
    solves: [{ kind: "transient", times }],
    sampling: { walkers: 64, seed: 1, method: "automatic", ...sampling },
  });
}
