/** Models of motions that keep their direction: persistent walks and straight runs, from a point of free space. */

import type { FreeDomain, Model } from "#model/model.ts";
import type { MotionLaw } from "#model/motion-law.ts";
import { modelWith, walkerWith } from "./models.ts";

/** A walker of the given motion in free space, watched at the given times. */
export function movingModel(motion: MotionLaw, times: readonly number[], fields: Partial<Model> = {}): Model {
  const dimensions = "dimensions" in motion ? motion.dimensions : 1;
  const geometry = (["line", "plane", "space"] as const)[dimensions - 1] ?? "line";
  const domain: FreeDomain = { kind: "free", geometry, dimensions };
  const at = Array.from({ length: dimensions }, () => 0);
  return modelWith({
    species: [walkerWith({ motion, initial: { kind: "point", at, amount: 1 } })],
    domain,
    solves: [{ kind: "transient", times }],
    ...fields,
  });
}

/** Steps of ±1 at whole times, repeated with this probability. */
export function persistent(persistence: number): MotionLaw {
  return { kind: "persistent", spacing: 1, interval: 1, persistence };
}

/** Runs at the speed 1 with reversals on a line, or tumbles in a plane. */
export function running(turning: "reversals" | "tumbles", rate: number): MotionLaw {
  return { kind: "run", dimensions: turning === "reversals" ? 1 : 2, speed: 1, turning, rate };
}
