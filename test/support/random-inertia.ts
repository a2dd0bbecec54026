/** Families of particles that keep their velocity: free in a wind, in space, and in traps from overdamped to swinging. */

import { parseExpression } from "#model/expression/parse-expression.ts";
import type { FreeDomain, Model, Species } from "#model/model.ts";
import { BOLTZMANN } from "#units/constants.ts";
import { textOf } from "./closed-form.ts";
import { modelWith } from "./models.ts";
import { UNIT_TEMPERATURE } from "./networks.ts";
import type { Family, Random } from "./random-models.ts";

const TEXTS = ["mean", "variance", "msd", "msd_slope", "vacf", "green_kubo", "kinetic_temperature"].map(
  (name) => `${name}(drug)`,
);

interface Drawn {
  readonly domain?: Partial<FreeDomain>;
  readonly fields: Partial<Species>;
  /** In relaxation times of the momentum. */
  readonly times: readonly number[];
}

/** A particle with scales of length and time of its own; kT = 1 J at the unit temperature, so m = τ kT / D. */
function particle(random: Random, make: (scales: { L: number; T: number }) => Drawn): Model {
  const [L, T] = [random.decades(1e-9, 1), random.decades(1e-12, 1e3)];
  const { domain, fields, times } = make({ L, T });
  const D = (L * L) / T;
  const species: Species = {
    name: "drug",
    measure: "probability",
    media: [{ medium: "", diffusivity: textOf(D), partition: textOf(1) }],
    terms: [],
    initial: { kind: "point", at: [0], amount: 1 },
    mass: (T * BOLTZMANN * UNIT_TEMPERATURE) / D,
    inertia: true,
    ...fields,
  };
  return modelWith({
    species: [species],
    domain: { kind: "free", geometry: "line", dimensions: 1, ...domain },
    temperature: UNIT_TEMPERATURE,
    solves: [{ kind: "transient", times: times.map((t) => t * T) }],
  });
}

export const INERTIA: Readonly<Record<string, Family>> = {
  "a free particle with inertia in a wind": {
    levels: ["langevin"],
    draw: (random) => ({
      model: particle(random, ({ L, T }) => ({
        fields: {
          drift: textOf((random.evenly(-2, 2) * L) / T),
          initial: { kind: "point", at: [random.evenly(-3, 3) * L], amount: 1 },
        },
        times: [random.decades(0.01, 1), random.decades(1, 10)],
      })),
      texts: TEXTS,
    }),
  },
  "a free particle with inertia in space": {
    levels: ["langevin"],
    draw: (random) => ({
      model: particle(random, ({ L }) => ({
        domain: { geometry: "space", dimensions: 3 },
        fields: { initial: { kind: "point", at: [L, -L, 2 * L], amount: 1 } },
        times: [random.decades(0.01, 1), random.decades(1, 10)],
      })),
      texts: TEXTS.slice(1),
    }),
  },
  "a particle with inertia in a trap": {
    levels: ["langevin"],
    draw: (random) => ({
      model: particle(random, ({ L }) => {
        // (ω τ)² from far below to far above critical damping, a quarter
        const stiffness = random.decades(0.01, 30) / (L * L);
        return {
          fields: {
            terms: [
              { kind: "potential", energy: parseExpression(`${(BOLTZMANN * UNIT_TEMPERATURE * stiffness) / 2} * x^2`) },
            ],
            initial: { kind: "point", at: [random.evenly(-2, 2) * L], amount: 1 },
          },
          times: [random.decades(0.05, 1), random.decades(1, 8)],
        };
      }),
      texts: TEXTS,
    }),
  },
};
