/** Families of Lévy flights: of any index on an endless line. */

import type { Model, Species } from "#model/model.ts";
import { modelWith } from "./models.ts";
import type { Family } from "./random-models.ts";

export const FLIGHTS: Readonly<Record<string, Family>> = {
  "a Lévy flight": {
    levels: ["master", "walk"],
    cut: 0.1,
    draw: ({ evenly, decades }) => {
      const [L, T, index] = [decades(1e-6, 1), decades(1e-3, 1e3), evenly(0.8, 2)];
      const K = L ** index / T;
      const start = evenly(-5, 5) * L;
      const species: Species = {
        name: "drug",
        measure: "probability",
        media: [],
        terms: [],
        initial: { kind: "point", at: [start], amount: 1 },
        motion: { kind: "flight", index, K },
      };
      const model: Model = modelWith({
        species: [species],
        domain: { kind: "free", geometry: "line", dimensions: 1 },
        solves: [{ kind: "transient", times: [T, 3 * T] }],
      });
      const far = start + evenly(0.5, 3) * L;
      const texts = [
        `c(drug, ${start + evenly(-1, 1) * L})`,
        `probability(drug, x > ${far})`,
        `quantile(drug, ${evenly(0.1, 0.4).toFixed(3)})`,
        "width_exponent(drug)",
      ];
      return { model, texts: index > 1 ? [...texts, "mean(drug)"] : texts };
    },
  },
};
