/** Families of independent steps at independent waits: with a density, on a lattice, and with waits that have no mean. */

import type { Model, Species } from "#model/model.ts";
import type { RenewalClock, StepLaw } from "#model/motion-law.ts";
import { modelWith } from "./models.ts";
import type { Drawn, Family, Random } from "./random-models.ts";

const POPULAR = ["mean(drug)", "variance(drug)", "msd(drug)", "mean_distance(drug)"];

/** A walker in units of its own, seen after some 5 and 20 waits. */
function walkerOf(
  { evenly, decades }: Random,
  make: (
    L: number,
    T: number,
  ) => { readonly step: StepLaw; readonly clock: RenewalClock; readonly texts: readonly string[] },
): Drawn {
  const [L, T] = [decades(1e-9, 1), decades(1e-9, 1e3)];
  const { step, clock, texts } = make(L, T);
  const start = Math.round(evenly(-5, 5)) * L;
  const species: Species = {
    name: "drug",
    measure: "probability",
    media: [],
    terms: [],
    initial: { kind: "point", at: [start], amount: 1 },
    motion: { kind: "renewal", dimensions: 1, step, clock },
  };
  const model: Model = modelWith({
    species: [species],
    domain: { kind: "free", geometry: "line", dimensions: 1 },
    solves: [{ kind: "transient", times: [5.25 * T, 20.75 * T] }],
  });
  return { model, texts: [...texts, `probability(drug, x > ${start + 1.5 * L})`] };
}

function clockOf({ evenly, decades }: Random, T: number): RenewalClock {
  const kind = Math.floor(evenly(0, 3));
  if (kind === 0) return { kind: "fixed", interval: T };
  return kind === 1 ? { kind: "poisson", interval: T } : { kind: "gamma", mean: T, shape: decades(0.3, 30) };
}

function densityOf({ evenly }: Random, L: number): StepLaw {
  const kind = Math.floor(evenly(0, 3));
  if (kind === 0) return { kind: "gaussian", deviation: evenly(0.3, 2) * L };
  return kind === 1
    ? { kind: "uniform", halfWidth: evenly(0.5, 3) * L }
    : { kind: "laplace", scale: evenly(0.3, 2) * L };
}

function tableOf({ evenly }: Random, L: number): StepLaw {
  const chances = [evenly(0.1, 1), evenly(0.1, 1), evenly(0.1, 1)];
  const total = chances.reduce((a, b) => a + b);
  const sites = [-1 - Math.floor(evenly(0, 3)), Math.floor(evenly(0, 2)), 2 + Math.floor(evenly(0, 3))];
  return {
    kind: "table",
    moves: sites.map((by, i) => ({ by: by * L, probability: (chances[i] as number) / total })),
  };
}

export const RENEWALS: Readonly<Record<string, Family>> = {
  "independent steps with a density": {
    levels: ["walk"],
    draw: (random) =>
      walkerOf(random, (L, T) => ({ step: densityOf(random, L), clock: clockOf(random, T), texts: POPULAR })),
  },
  "independent steps on a lattice": {
    levels: ["master", "walk"],
    draw: (random) =>
      walkerOf(random, (L, T) => {
        const clock = clockOf(random, T);
        const staged = clock.kind === "gamma" ? { ...clock, shape: Math.ceil(clock.shape) } : clock;
        return { step: tableOf(random, L), clock: staged, texts: POPULAR };
      }),
  },
  "waits without a mean": {
    levels: ["walk"],
    draw: (random) => {
      const { model, texts } = walkerOf(random, (L, T) => ({
        step: tableOf(random, L),
        clock: { kind: "mittag-leffler", scale: T, index: random.evenly(0.3, 1) },
        texts: POPULAR,
      }));
      return { model, texts: texts.slice(0, 3) };
    },
  },
};
