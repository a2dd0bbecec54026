/**
 * `clock:` of a walk: the law of the waiting time.
 *
 * @module
 */

import type { Draft } from "#model/draft.ts";
import type { RenewalClock } from "#model/motion-law.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, dimension } from "#units/dimension.ts";
import { positiveAt, quantityWithin } from "./quantity.ts";

type ClockFile = NonNullable<NonNullable<ModelFile["species"]>[string]["walk"]>["clock"];

const TIME = dimension("s");

/** The clock; undefined, and reported, if it is wrong. */
export function readClock(draft: Draft, path: Path, clock: ClockFile): RenewalClock | undefined {
  if (clock.gamma !== undefined) {
    const here = [...path, "gamma"];
    const mean = positiveAt(draft, [...here, "mean"], clock.gamma.mean, TIME, "a time");
    const shape = positiveAt(draft, [...here, "shape"], clock.gamma.shape, DIMENSIONLESS, "a shape");
    return mean === undefined || shape === undefined ? undefined : { kind: "gamma", mean, shape };
  }
  if (clock.pareto !== undefined) {
    const here = [...path, "pareto"];
    const scale = positiveAt(draft, [...here, "scale"], clock.pareto.scale, TIME, "a time");
    const index = positiveAt(draft, [...here, "index"], clock.pareto.index, DIMENSIONLESS, "an index");
    return scale === undefined || index === undefined ? undefined : { kind: "pareto", scale, index };
  }
  const mittagLeffler = clock["mittag-leffler"];
  if (mittagLeffler !== undefined) {
    const here = [...path, "mittag-leffler"];
    const scale = positiveAt(draft, [...here, "scale"], mittagLeffler.scale, TIME, "a time");
    const index = indexAt(draft, [...here, "index"], mittagLeffler.index, 1);
    return scale === undefined || index === undefined ? undefined : { kind: "mittag-leffler", scale, index };
  }
  const kind = clock.fixed === undefined ? "poisson" : "fixed";
  const time = clock.fixed ?? clock.poisson;
  const interval = time === undefined ? undefined : positiveAt(draft, [...path, kind], time, TIME, "a time");
  return interval === undefined ? undefined : { kind, interval };
}

/** An index of a stable law, above 0 and at most 1 (waits) or 2 (steps). */
export function indexAt(draft: Draft, path: Path, value: string | number, most: 1 | 2): number | undefined {
  const why =
    most === 2
      ? "an index above 0 and at most 2: beyond 2 the characteristic function e^(-|k|^index) is that of no law, since a density would be negative; 2 is the normal law"
      : "an index above 0 and at most 1: beyond 1 waits of this law would have negative probabilities; 1 is the Poisson clock";
  return quantityWithin(draft, path, value, {
    of: DIMENSIONLESS,
    holds: (index) => index > 0 && index <= most,
    expected: why,
  });
}
