/** Families of anomalous motion: rests without a mean, and steps that remember each other. */

import type { Species } from "#model/model.ts";
import type { MotionLaw } from "#model/motion-law.ts";
import { modelWith } from "./models.ts";
import type { Drawn, Family, Random } from "./random-models.ts";

const TRACKS = ["time_averaged_msd(drug)", "ergodicity_breaking(drug)", "step_correlation(drug, 1)"];

/** A walker from anywhere, seen at equal times, in a unit of length of its own. */
function walkerOf(
  { evenly, decades }: Random,
  dimensions: 1 | 2 | 3,
  make: (L: number, T: number) => MotionLaw,
  others: readonly string[] = [],
): Drawn {
  const [L, T] = [decades(1e-9, 1), decades(1e-6, 1e3)];
  const at = Array.from({ length: dimensions }, () => evenly(-5, 5) * L);
  const species: Species = {
    name: "drug",
    measure: "probability",
    media: [],
    terms: [],
    initial: { kind: "point", at, amount: 1 },
    motion: make(L, T),
  };
  const [start = 0] = at;
  return {
    model: modelWith({
      species: [species],
      domain: { kind: "free", geometry: (["line", "plane", "space"] as const)[dimensions - 1] ?? "line", dimensions },
      solves: [{ kind: "transient", times: [1, 2, 3, 4, 5, 6].map((n) => n * T) }],
    }),
    texts: [
      "msd(drug)",
      "mean_distance(drug)",
      "moment(drug, 4)",
      `intermediate_scattering(drug, ${evenly(0.2, 2) / L})`,
      ...TRACKS,
      ...others.map((text) => text.replace("X", String(start + evenly(-1.5, 1.5) * L))),
    ],
  };
}

export const ANOMALOUS: Readonly<Record<string, Family>> = {
  "rests without a mean": {
    levels: ["walk", "continuum"],
    draw: (random) => {
      const index = random.evenly(0.3, 0.95);
      const K = random.evenly(0.1, 0.5);
      const law = (L: number, T: number): MotionLaw => ({ kind: "subdiffusion", index, K: (K * L * L) / T ** index });
      return walkerOf(random, 1, law, ["probability(drug, x > X)"]);
    },
  },
  "steps that remember each other": {
    levels: ["walk"],
    draw: (random) => {
      const hurst = random.evenly(0.05, 0.95);
      const K = random.evenly(0.1, 0.5);
      const dimensions = (1 + Math.floor(random.evenly(0, 3))) as 1 | 2 | 3;
      const law = (L: number, T: number): MotionLaw => ({
        kind: "fractional-brownian",
        dimensions,
        hurst,
        K: (K * L * L) / T ** (2 * hurst),
      });
      return walkerOf(random, dimensions, law, ["probability(drug, x > X)"]);
    },
  },
};
