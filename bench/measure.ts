/**
 * Measuring: CPU time of functions that take turns, several rounds, median and spread. CPU time and not wall time, so that
 * other work on the machine counts less; turns, so that what is left of it falls on all alike.
 */

/** A function that does `items` things and returns something that depends on all of them. */
export interface Timed {
  readonly name: string;
  readonly items: number;
  readonly work: () => number;
}

/** CPU time per item [ns]. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  /** Half the distance between the quartiles, relative to the median [1]. */
  readonly spread: number;
}

/** What is computed is kept here, so that no compiler may leave it out. */
let kept = 0;

/** Times of functions that take turns. The first round is not counted. */
export function timings(subjects: readonly Timed[], rounds: number): Timing[] {
  const times = subjects.map(() => [] as number[]);
  for (let round = 0; round <= rounds; round++)
    for (const [i, { items, work }] of subjects.entries()) {
      const start = process.cpuUsage();
      kept += work();
      const { user, system } = process.cpuUsage(start);
      if (round > 0) times[i]?.push(((user + system) * 1e3) / items);
    }
  if (Number.isNaN(kept)) throw new Error("a subject returned NaN");
  return subjects.map(({ name }, i) => {
    const sorted = (times[i] ?? []).sort((a, b) => a - b);
    const median = quantile(sorted, 0.5);
    return { name, median, spread: (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / (2 * median) };
  });
}

function quantile(sorted: readonly number[], p: number): number {
  const place = p * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  return below + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? below) - below);
}
