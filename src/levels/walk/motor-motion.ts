/**
 * Molecular motors followed one by one, event by event: exponential waits of exact rates, no time steps.
 *
 * A wait that a record cuts is drawn afresh: it remembers nothing. A walker keeps in `mode` the state of its cycle and in
 * `inner` the largest number of steps that it ever had made.
 *
 * @see D. T. Gillespie, J. Phys. Chem. 81, 2340 (1977), doi:10.1021/j100540a008 (not opened)
 * @module
 */

import type { Motion, StartedMotion } from "#levels/ensemble/motion.ts";
import { placeAt, pointStart } from "#levels/ensemble/point-start.ts";
import { ensembleCarrier } from "#levels/ensemble/solve-ensemble.ts";
import type { SumGroup } from "#levels/ensemble/tally.ts";
import { INSIDE, LEFT_OUT } from "#levels/ensemble/walkers.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import type { Model, Species } from "#model/model.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";

/** Motors at the walk level. */
export const motorWalk: MotionCarrier = ensembleCarrier({ level: "walk", purpose: PURPOSE.clock }, started);

function started(model: Model, species: Species): StartedMotion {
  const { motion: law } = species;
  if (law?.kind !== "motor") throw new Error(`Bug: ${species.name} is no motor.`);
  const begin = pointStart(model, species);
  const [origin] = begin.at;
  const { forward, backward, detachment, step } = law;
  const states = forward.length;
  const total = forward.map((rate, i) => rate + backward[i] + detachment);
  const fastest = Math.max(...total);
  const place = (steps: number) => latticeCoordinate(origin, step, steps);

  const advance: Motion["advance"] = (walkers, first, end, from, to) => {
    const { axes, inner, mode, fate, exitTime, noise } = walkers;
    const [x] = axes;
    let events = 0;
    for (let i = first; i < end; i++) {
      if (fate[i] !== INSIDE) continue;
      let state = mode[i];
      let steps = Math.round((x[i] - origin) / step);
      let most = inner[i];
      for (let now = from; total[state] > 0; events++) {
        now += noise.exponential() / total[state];
        if (now > to) break;
        const drawn = noise.uniform() * total[state];
        if (drawn < forward[state]) {
          if (++state === states) {
            state = 0;
            steps++;
            if (steps > most) most = steps;
          }
        } else if (drawn < forward[state] + backward[state]) {
          if (--state < 0) {
            state = states - 1;
            steps--;
          }
        } else {
          fate[i] = LEFT_OUT;
          exitTime[i] = now;
          break;
        }
      }
      mode[i] = state;
      inner[i] = most;
      x[i] = place(steps);
    }
    return events;
  };

  return {
    amount: begin.amount,
    motion: {
      dimensions: 1,
      method: "event by event, with exponential waits of exact rates",
      law: { kind: "discrete", spacing: step },
      stepRate: fastest,
      exits: [],
      unbounded: detachment === 0,
      remembers: true, // its state: the first step after a record does not come as the others do
      ...(detachment > 0 && { exitScale: 4 / detachment }),
      sharesRatesWith: [],
      sources: ["D. T. Gillespie, J. Phys. Chem. 81, 2340 (1977), doi:10.1021/j100540a008 (not opened)"],
      start(walkers) {
        placeAt(walkers, begin);
        walkers.inner.fill(0);
        walkers.mode.fill(0);
      },
      advance,
      atExit({ name, place: at }) {
        if (name === "mean_run_length") return { sums: runLengths, value: ([n, sum]) => sum / n };
        const target = name === "hitting_probability" && at?.kind === "point" ? at.at[0] : undefined;
        if (target === undefined || target < origin) return undefined;
        return { sums: stepsAtLeast(Math.ceil((target - origin) / step - 1e-9)), value: ([n, reached]) => reached / n };
      },
    },
  };
}

/** Number of walkers, and the sum of their displacements when they fell off. */
const runLengths: SumGroup = {
  width: 2,
  fill(out, { count, axes: [x], origin: [from] }) {
    out.fill(0);
    out[0] = count;
    for (let i = 0; i < count; i++) out[1] += x[i] - from[i];
  },
};

/** Number of walkers, and of those that ever had made so many steps. */
function stepsAtLeast(steps: number): SumGroup {
  return {
    width: 2,
    fill(out, { count, inner }) {
      out.fill(0);
      out[0] = count;
      for (let i = 0; i < count; i++) if (inner[i] >= steps) out[1]++;
    },
  };
}
