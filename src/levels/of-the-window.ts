/**
 * Whether a timeless number that a grid gives belongs to the window at which it looks, and not to the model.
 *
 * The window lets nothing out where no wall is declared. Walkers that would wander or run away beyond it come back from
 * its edge, and their mean exit time, their chance to leave and their slowest rate then measure the window.
 *
 * @module
 */

import type { MeasureName } from "#model/measure.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { type FarEnd, farEnds } from "#observables/beyond-window.ts";
import type { Response } from "#observables/passage-time.ts";
import type { NetworkRun } from "./network-run.ts";

/** Part of the time spent inside that may be spent beyond the window [1]. */
const MOST_BEYOND = 1e-3;

const OF_ALL_SPACE: ReadonlySet<MeasureName> = new Set([
  "mean_exit_time",
  "exit_time_variance",
  "exit_probability",
  "slowest_rate",
]);

/** Why a measure belongs to the window whatever its value, in words; undefined where the model decides it. */
export function whyOfTheWindow({ model, species, network }: NetworkRun, name: MeasureName): string | undefined {
  if (!OF_ALL_SPACE.has(name)) return undefined;
  const open = farEnds(model, species, network);
  const away = open.find(({ fate }) => fate === "runs-away");
  if (away !== undefined) {
    const where = `what goes far to the ${away.end} in unbounded space may never come back`;
    if (name === "slowest_rate") return `${where}, and the slowest rate of a grid is that of its window`;
    if (name === "exit_probability") return `${where}, and the window of a grid lets nothing out there`;
    return `${where}: some never leave, so there is no mean time`;
  }
  if (name === "exit_probability" || name === "slowest_rate" || open.every(({ fate }) => fate === "held"))
    return undefined;
  return "where nothing holds it in unbounded space, it comes back to the wall with certainty, but the mean time is infinite";
}

/** Why a value of a measure that the model decides is still that of the window, in words; undefined where it is not. */
export function whyNotResolved(
  run: NetworkRun,
  name: MeasureName,
  value: number,
  respond: Response,
): string | undefined {
  if (!OF_ALL_SPACE.has(name) || name === "exit_probability") return undefined;
  const open = farEnds(run.model, run.species, run.network);
  if (open.length === 0) return undefined;
  return name === "slowest_rate" ? whyNoSlowestRate(open, value) : whyTooNarrow(run, open, respond);
}

/** Rates from the threshold of the continuous spectrum on are no rates of a mode, but depend on the window. */
function whyNoSlowestRate(open: readonly FarEnd[], value: number): string | undefined {
  const threshold = Math.min(...open.map((end) => end.threshold));
  // rounding and the error of a grid may put a rate of the continuum just below where it begins
  if (value < 0.99 * threshold) return undefined;
  const from = open.some(({ fate }) => fate === "wanders") ? "0" : `${Number(threshold.toPrecision(4))} s^-1`;
  return (
    `in unbounded space, where no potential rises steeply enough, the rates are continuous down to ${from}: ` +
    "the slowest one of a grid is that of its window"
  );
}

/** What is spent beyond the edge: far out the time that is spent at a place goes as e^-Φ. */
function whyTooNarrow(
  { network, initial }: NetworkRun,
  open: readonly FarEnd[],
  respond: Response,
): string | undefined {
  const spent = respond(network, initial);
  const { volume, size } = network;
  const total = sumOf(spent.subarray(1, size - 1));
  for (const { end, reach } of open) {
    const cell = end === "left" ? 1 : size - 2;
    const beyond = ((spent[cell] / volume[cell]) * reach) / total;
    if (!(beyond <= MOST_BEYOND))
      return `the window at which the grid looks is too narrow: ${beyond.toPrecision(2)} of the time inside it would be spent beyond its ${end} end. Widen resolve:`;
  }
  return undefined;
}
