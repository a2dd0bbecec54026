/**
 * Walkers with memory of their direction, run by run.
 *
 * After a step the walker repeats it k times and then turns: k is geometric, P(k) = p^k q. Drawn as the whole part of an
 * exponential number over -ln p, that is one draw for each turn, however long the runs. A run that goes on beyond a
 * record is cut there and drawn afresh: it remembers nothing but its direction.
 *
 * @module
 */

import type { StartedMotion } from "#levels/ensemble/motion.ts";
import { lastRecord, type PointStart, placeAt, pointStart } from "#levels/ensemble/point-start.ts";
import { Refusal } from "#levels/ensemble/refusal.ts";
import { ensembleCarrier } from "#levels/ensemble/solve-ensemble.ts";
import type { Walkers } from "#levels/ensemble/walkers.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import type { Model, Species } from "#model/model.ts";
import type { PersistentWalk } from "#model/motion-law.ts";
import { log } from "#numerics/elementary.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import { stepsUntil } from "#step-law/lattice-law.ts";

/** Most steps until the last record: the coordinates of all sites within reach are kept. */
const MOST_STEPS = 10_000_000;

/** The persistent walk at the walk level. */
export const persistentCarrier: MotionCarrier = ensembleCarrier({ level: "walk", purpose: PURPOSE.stepLaw }, started);

function started(model: Model, species: Species): StartedMotion {
  const { motion: law } = species;
  if (law?.kind !== "persistent") throw new Error(`Bug: ${species.name} is no persistent walk.`);
  return persistentMotion(law, pointStart(model, species), lastRecord(model));
}

/** The motion of walkers that start at a point of a line, until a last record time. @throws Refusal if that is too late. */
export function persistentMotion(law: PersistentWalk, start: PointStart, until: number): StartedMotion {
  const { spacing, interval, persistence: p } = law;
  const clock = { kind: "fixed", interval } as const;
  const reach = stepsUntil({ clock }, until);
  if (reach > MOST_STEPS)
    throw new Refusal(
      `${reach} steps lead farther than walkers are followed`,
      `end by ${(MOST_STEPS * interval).toPrecision(3)} s`,
    );
  const coordinates = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    latticeCoordinate(start.at[0], spacing, i - reach),
  );
  const decay = 0 - log(p); // infinite for p = 0, where every step turns; for p = 1 it must be 0 and not -0
  return {
    amount: start.amount,
    motion: {
      dimensions: 1,
      method: "exact runs of geometric length on the lattice, one draw for each turn",
      law: { kind: "discrete", spacing, step: interval },
      stepRate: (1 - p) / interval,
      exits: [],
      unbounded: true,
      remembers: true,
      sharesRatesWith: [],
      sources: [],
      start(walkers, stream) {
        placeAt(walkers, start);
        const { inner, mode, count } = walkers;
        inner.fill(0);
        for (let i = 0; i < count; i++) mode[i] = stream.uint32() >>> 31;
      },
      advance(walkers, first, end, from, to) {
        const steps = stepsUntil({ clock }, to) - stepsUntil({ clock }, from);
        const turns = takeSteps(walkers, first, end, steps, decay);
        const [x] = walkers.axes;
        for (let i = first; i < end; i++) x[i] = coordinates[reach + walkers.inner[i]];
        return turns;
      },
    },
  };
}

/** `inner` holds the site, counted from the start; `mode` whether the last step went to the right. Returns the turns. */
function takeSteps({ inner, mode, noise }: Walkers, first: number, end: number, steps: number, decay: number): number {
  let turns = 0;
  for (let i = first; i < end; i++) {
    let direction = mode[i] === 1 ? 1 : -1;
    let site = inner[i];
    for (let left = steps; left > 0; ) {
      const repeats = Math.floor(noise.exponential() / decay);
      if (repeats >= left) {
        site += direction * left;
        break;
      }
      direction = -direction;
      site += direction - direction * repeats;
      left -= repeats + 1;
      turns++;
    }
    inner[i] = site;
    mode[i] = direction === 1 ? 1 : 0;
  }
  return turns;
}
