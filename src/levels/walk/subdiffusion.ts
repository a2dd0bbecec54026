/**
 * Walkers of subdiffusion, from record to record by the exact joint law of all records.
 *
 * A walker's own time S stands still while it waits, and starts afresh whenever a wait is over: x(t) = B(S(t)), S the
 * inverse of a one-sided stable process. Seen at clock time t, a time r after it last started afresh, with the last
 * end of a wait before t at r Y and the next one after it at τ,
 *
 *     Y = Beta(a, 1 - a),   S = (r Y)^a W,   τ = r Y + (r - r Y) U^(-1/a)
 *
 * where W = L^-a of the tilted stable law (`tiltedStablePower`) and U is uniform, all independent. Until τ nothing moves;
 * from τ on all is new. So a record costs one draw of each, however many steps it bridges.
 *
 * @see E. B. Dynkin, Selected Transl. Math. Statist. Prob. 1, 171 (1961) (not opened)
 * @module
 */

import type { Motion, StartedMotion } from "#levels/ensemble/motion.ts";
import { placeAt, pointStart } from "#levels/ensemble/point-start.ts";
import { ensembleCarrier } from "#levels/ensemble/solve-ensemble.ts";
import type { Model, Species } from "#model/model.ts";
import type { Subdiffusion } from "#model/motion-law.ts";
import { pow } from "#numerics/elementary.ts";
import { arcsineShare, tiltedStablePower } from "#numerics/mittag-leffler-sampler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import type { RandomStream } from "#numerics/random-stream.ts";
import type { Time } from "#units/flavour.ts";

/** Subdiffusion at the walk level. */
export const subdiffusiveWalk = ensembleCarrier({ level: "walk", purpose: PURPOSE.clock }, startedSubdiffusion);

/** The walkers of a model. @throws Refusal if they do not start at a point of a free line. */
function startedSubdiffusion(model: Model, species: Species): StartedMotion {
  const { motion: law, name } = species;
  if (law?.kind !== "subdiffusion") throw new Error(`Bug: ${name} is no subdiffusion.`);
  const start = pointStart(model, species);
  const move = law.index === 1 ? brownian : waiting;
  const motion: Motion = {
    dimensions: 1,
    method:
      "Brownian walkers whose time is the inverse of a stable process, from record to record by the joint law of operational time and the end of the wait: exact at any record",
    without: law.index === 1 ? [] : ["diffusivity"],
    stepRate: 0,
    exits: [],
    unbounded: true,
    sharesRatesWith: [],
    sources: [
      "R. Metzler and J. Klafter, Phys. Rep. 339, 1 (2000), doi:10.1016/S0370-1573(00)00070-3 (not opened; derived in the source code)",
      "L. Devroye, ACM Trans. Model. Comput. Simul. 19, 18 (2009), doi:10.1145/1596519.1596523 (not opened; derived in the source code)",
    ],
    start: (walkers) => placeAt(walkers, start), // inner: when the wait that is on ends, or when it all began
    advance({ axes: [x], inner, noise }, first, end, from, to) {
      for (let i = first; i < end; i++) {
        if (inner[i] >= to) continue;
        const passed = move(law, noise, to, inner[i], from);
        inner[i] = passed.fresh;
        x[i] += Math.sqrt(2 * law.K * passed.own) * noise.normal();
      }
      return end - first;
    },
  };
  return { motion, amount: start.amount };
}

/** Operational time that passed until a record, and when the walker starts afresh after it. */
interface Passed {
  /** [s^a] */
  readonly own: number;
  readonly fresh: Time;
}

function waiting({ index: a }: Subdiffusion, noise: RandomStream, to: Time, fresh: Time): Passed {
  const rest = to - fresh;
  const share = arcsineShare(noise, a);
  const own = pow(rest * share.before, a) * tiltedStablePower(noise, a);
  return { own, fresh: to - rest * share.after + rest * share.after * pow(noise.uniform(), -1 / a) };
}

/** a = 1: the walker's own time is that of the clock. */
function brownian(_: Subdiffusion, __: RandomStream, to: Time, ___: Time, from: Time): Passed {
  return { own: to - from, fresh: from };
}
