/**
 * Displacements of tracks over a lag.
 *
 * Only pairs of positions exactly one lag apart count, and no two displacements share time: those of free diffusion
 * are then independent of each other, which the laws of the estimators need.
 *
 * @module
 */

import type { Track } from "#model/model.ts";
import type { Time } from "#units/flavour.ts";

/** Two times are a lag apart if they are so to this part of the lag. */
const SAME_LAG = 1e-6;

/** Displacements that follow each other without a gap: one array per axis, all of one length [m]. */
export type Chain = readonly (readonly number[])[];

/** Displacements over one lag, in chains. */
export interface Displacements {
  /** [s] */
  readonly lag: Time;
  /** Number of axes d. */
  readonly dimensions: number;
  /** Number n of displacements. */
  readonly count: number;
  readonly chains: readonly Chain[];
}

/** The displacements of all tracks over a lag [s]; a missing position ends a chain. */
export function displacementsOver(tracks: readonly Track[], lag: Time): Displacements {
  const chains = tracks.flatMap((track) => chainsOf(track, lag));
  const count = chains.reduce((sum, chain) => sum + (chain[0]?.length ?? 0), 0);
  return { lag, dimensions: tracks[0]?.axes.length ?? 0, count, chains };
}

function chainsOf({ time, axes }: Track, lag: Time): readonly Chain[] {
  const chains: Chain[] = [];
  let chain: number[][] | undefined;
  for (let from = 0; from < time.length; ) {
    const to = indexAt(time, (time[from] as number) + lag, from + 1, SAME_LAG * lag);
    if (to === undefined) {
      chain = undefined;
      from++;
      continue;
    }
    if (!chain) {
      chain = axes.map(() => []);
      chains.push(chain);
    }
    for (const [axis, positions] of axes.entries())
      chain[axis]?.push((positions[to] as number) - (positions[from] as number));
    from = to;
  }
  return chains;
}

/** Index of the time wanted, from `first` on; times increase. */
function indexAt(time: readonly number[], wanted: number, first: number, tolerance: number): number | undefined {
  for (let i = first; i < time.length; i++) {
    const off = (time[i] as number) - wanted;
    if (Math.abs(off) <= tolerance) return i;
    if (off > tolerance) return undefined;
  }
  return undefined;
}

/** Squared lengths r² of all displacements [m^2]. */
export function squaredLengths({ chains }: Displacements): Float64Array {
  return Float64Array.from(
    chains.flatMap((chain) =>
      (chain[0] ?? []).map((_, i) => chain.reduce((sum, axis) => sum + (axis[i] as number) * (axis[i] as number), 0)),
    ),
  );
}
