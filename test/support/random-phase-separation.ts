/** Families of mixtures with a gradient energy: small waves, inside and outside of the spinodal. */

import { parseExpression } from "#model/expression/parse-expression.ts";
import type { Boundary, Model, Species } from "#model/model.ts";
import { modelWith } from "./models.ts";
import type { Family } from "./random-models.ts";

export const MIXTURES: Readonly<Record<string, Family>> = {
  "a small wave in a mixture": {
    levels: ["continuum"],
    draw: ({ evenly, decades }) => {
      const [L, T, total, D1] = [decades(1e-9, 1e-3), decades(1e-3, 1e6), decades(1, 1e5), evenly(0.5, 2)];
      const [margules, mean, waves] = [evenly(0, 3), evenly(0.2, 0.8), Math.ceil(evenly(0, 4))];
      const D = (D1 * L * L) / T;
      const q = (2 * Math.PI * waves) / L;
      const kappa = evenly(0.1, 2) / q ** 2;
      // R(q) T of order one
      const rate = -D * mean * (1 - mean) * q * q * (1 / (mean * (1 - mean)) - 2 * margules + kappa * q * q);
      // where a wave hardly grows, what is left of its rate is that of the grid
      const time = evenly(0.3, 1) / Math.max(Math.abs(rate), 0.3 * D * q * q);
      const species: Species = {
        name: "drug",
        measure: "mole-fraction",
        total,
        media: [{ medium: "", diffusivity: parseExpression(`${D}`), partition: parseExpression("1") }],
        terms: [],
        activity: [{ kind: "margules", parameter: margules }],
        gradientEnergy: kappa,
        initial: {
          kind: "concentration",
          concentration: parseExpression(`${mean} + 5e-4 * cos(${q} * x)`),
        },
      };
      const kind = evenly(0, 1) < 0.5 ? "periodic" : "no-flux";
      const boundaries: Boundary[] = (["left", "right"] as const).map((end) => ({
        end,
        species: "drug",
        condition: { kind },
      }));
      const model: Model = modelWith({
        temperature: evenly(250, 1000),
        species: [species],
        domain: {
          kind: "layers",
          geometry: "slab",
          start: 0,
          layers: [{ name: "domain", medium: "", thickness: L, cells: 24 * waves }],
        },
        boundaries,
        solves: [{ kind: "transient", times: [0, time] }],
      });
      return { model, texts: [`fourier(drug, ${waves})`, "amount(drug, all)"] };
    },
  },
};
