/** Families of random models of motions that keep their direction, for `random-models.ts`. */

import type { Model } from "#model/model.ts";
import type { MotionLaw } from "#model/motion-law.ts";
import type { Family, Random } from "./random-models.ts";
import { movingModel } from "./runs.ts";

/** The model of `movingModel`, with its species called as in the other families. */
function drug(motion: MotionLaw, times: readonly number[]): Model {
  const model = movingModel(motion, times);
  return { ...model, species: model.species.map((species) => ({ ...species, name: "drug" })) };
}

/** A length, a time, and a number of turns until the time. */
function scales({ decades }: Random) {
  // a length as it is written, in 15 digits, so that the front of ct is at it
  return { L: Number(decades(1e-9, 1).toPrecision(9)), T: decades(1e-6, 1e3), turns: decades(0.1, 20) };
}

export const RUNS: Readonly<Record<string, Family>> = {
  "a walk that remembers its last step": {
    levels: ["master", "walk"],
    draw: (random) => {
      const { L, T } = scales(random);
      const persistence = random.evenly(0.05, 0.98);
      const interval = T / 40;
      return {
        model: drug({ kind: "persistent", spacing: L, interval, persistence }, [10 * interval, T]),
        texts: ["msd(drug)", "moment(drug, 4)", "mean_distance(drug)", `probability(drug, x > ${2.5 * L})`],
      };
    },
  },
  "runs with reversals on a line": {
    levels: ["continuum", "walk"],
    draw: (random) => {
      const { L, T, turns } = scales(random);
      const motion = { kind: "run", dimensions: 1, speed: L / T, turning: "reversals", rate: turns / T } as const;
      const place = random.evenly(0.1, 0.9) * Math.min(1, 1.5 / Math.sqrt(turns)) * L;
      return {
        model: drug(motion, [0.4 * T, T]),
        texts: ["msd(drug)", "moment(drug, 4)", `probability(drug, x > ${place})`, `probability(drug, abs(x) >= ${L})`],
      };
    },
  },
  "run and tumble in a plane": {
    levels: ["walk"],
    draw: (random) => {
      const { L, T, turns } = scales(random);
      const motion = { kind: "run", dimensions: 2, speed: L / T, turning: "tumbles", rate: turns / T } as const;
      const place = random.evenly(0.1, 0.9) * Math.min(1, 1.5 / Math.sqrt(turns)) * L;
      return {
        model: drug(motion, [0.4 * T, T]),
        texts: ["msd(drug)", "vacf(drug)", `probability(drug, r < ${place})`, `probability(drug, x > ${place})`],
      };
    },
  },
};
