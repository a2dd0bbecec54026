/**
 * Draws of a waiting time by its exact law.
 *
 *     poisson  τ E        gamma  mean/shape · G(shape)        pareto  scale (U^(-1/index) - 1)
 *
 * @module
 */

import type { RenewalClock } from "#model/motion-law.ts";
import { expm1 } from "#numerics/elementary.ts";
import { gammaNumber } from "#numerics/gamma-sampler.ts";
import { mittagLefflerWait } from "#numerics/mittag-leffler-sampler.ts";
import type { RandomStream } from "#numerics/random-stream.ts";
import type { Time } from "#units/flavour.ts";

/** A function that draws a wait [s]. */
export function makeWaitSampler(clock: RenewalClock): (stream: RandomStream) => Time {
  switch (clock.kind) {
    case "fixed":
      return () => clock.interval;
    case "poisson":
      return (stream) => clock.interval * stream.exponential();
    case "gamma": {
      const { shape } = clock;
      const scale = clock.mean / shape;
      return (stream) => scale * gammaNumber(stream, shape);
    }
    case "pareto": {
      const { scale, index } = clock;
      return (stream) => scale * expm1(stream.exponential() / index);
    }
    case "mittag-leffler": {
      const { scale, index } = clock;
      return (stream) => scale * mittagLefflerWait(stream, index);
    }
  }
}
