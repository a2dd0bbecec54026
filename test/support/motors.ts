/** Models of a molecular motor with steps of 8 nm. */

import type { Model } from "#model/model.ts";
import { modelWith, walkerWith } from "./models.ts";

export const STEP = 8e-9;

export interface MotorOf {
  /** Rates out of each state [s^-1]. */
  readonly forward: readonly number[];
  readonly backward?: readonly number[];
  readonly detachment?: number;
  readonly times?: readonly number[];
  readonly walkers?: number;
}

export function motor({ forward, backward, detachment = 0, times = [], walkers = 64 }: MotorOf): Model {
  return modelWith({
    species: [
      walkerWith({
        motion: { kind: "motor", step: STEP, forward, backward: backward ?? forward.map(() => 0), detachment },
      }),
    ],
    domain: { kind: "free", geometry: "line", dimensions: 1 },
    solves: times.length > 0 ? [{ kind: "transient", times }] : [],
    sampling: { walkers, seed: 1, method: "automatic" },
  });
}
