/**
 * The spinodal: compositions at which a homogeneous mixture is unstable against any small wave.
 *
 *     Γ < 0,    which is where f'' < 0
 *
 * For a regular solution with A > 2 the interval from (1 - sqrt(1 - 2/A))/2 to (1 + sqrt(1 - 2/A))/2. In general the
 * roots of Γ. Without a gradient energy diffusion has no meaning there: the shorter a wave, the faster it grows.
 *
 * @see J. W. Cahn, Acta Metall. 9, 795 (1961), doi:10.1016/0001-6160(61)90182-1 (not opened)
 * @module
 */

import { cos } from "#numerics/elementary.ts";
import { rootIn } from "#numerics/root.ts";
import type { Activity } from "#physics/activity/activity.ts";
import type { CompositionInterval } from "#physics/activity/composition.ts";
import type { FreeEnergy } from "#physics/activity/free-energy.ts";
import { DomainError } from "#units/domain-error.ts";

/**
 * Spinodal of a regular solution in mole fractions [1], or undefined if A <= 2: one phase.
 */
export function regularSolutionSpinodal(parameter: number): CompositionInterval | undefined {
  if (!(parameter > 2)) return undefined;
  const half = 0.5 * Math.sqrt(1 - 2 / parameter);
  // The product of the two is 1 / 2A, which keeps the digits of the lower one.
  return { lowest: 0.5 / (parameter * (0.5 + half)), highest: 0.5 + half };
}

/**
 * The intervals of unstable compositions of an activity model (Γ < 0) [unit of its scale], in rising order. Searched is
 * the part of its domain between the bounds, if given.
 *
 * @throws DomainError if the compositions to be searched have no highest one.
 */
export function spinodals(activity: Activity, bounds: CompositionInterval = activity.domain): CompositionInterval[] {
  const lowest = Math.max(bounds.lowest, activity.domain.lowest);
  const highest = Math.min(bounds.highest, activity.domain.highest);
  return bare(negativeIntervals(activity.thermodynamicFactor, { lowest, highest }));
}

/** The intervals in which a free energy is concave (f'' < 0) [unit of its composition], in rising order. */
export function concaveIntervals(energy: FreeEnergy): CompositionInterval[] {
  return bare(negativeIntervals(energy.curvature, energy));
}

function bare(intervals: readonly CompositionInterval[]): CompositionInterval[] {
  return intervals.map(({ lowest, highest }) => ({ lowest, highest }));
}

/** Where a function is negative. */
export interface NegativeInterval extends CompositionInterval {
  /** The least value that the search met there. */
  readonly least: number;
}

const POINTS = 257;

/**
 * The intervals of compositions in which a function is negative, in rising order: by points that are denser towards the
 * ends, where long chains have their spinodal, and by the least value of each dip between them.
 *
 * @throws DomainError if the compositions to be searched have no highest one.
 */
export function negativeIntervals(
  f: (x: number) => number,
  { lowest, highest }: CompositionInterval,
): NegativeInterval[] {
  if (!(highest < Number.POSITIVE_INFINITY))
    throw new DomainError("highest", highest, "a search for the spinodal needs a highest composition");
  const points: number[] = [];
  for (let i = 0; i < POINTS; i++)
    points.push(lowest + 0.5 * (highest - lowest) * (1 - cos((Math.PI * i) / (POINTS - 1))));
  points[POINTS - 1] = highest;
  const values = points.map(f);

  // A dip below zero between two points shows as a least value beside them: look there too.
  const looked: { readonly x: number; readonly value: number }[] = [];
  for (let i = 0; i < POINTS; i++) {
    const left = Math.max(i - 1, 0);
    const right = Math.min(i + 1, POINTS - 1);
    looked.push({ x: points[i], value: values[i] });
    const isLow = values[left] >= values[i] && values[right] >= values[i];
    if (values[i] > 0 && isLow && values[left] + values[right] > 2 * values[i]) {
      const x = leastIn(f, points[left], points[right]);
      if (x !== points[i]) looked.push({ x, value: f(x) });
    }
  }
  looked.sort((a, b) => a.x - b.x);

  const intervals: NegativeInterval[] = [];
  let from: number | undefined = looked[0].value < 0 ? lowest : undefined;
  let least = Math.min(0, looked[0].value);
  for (let i = 1; i < looked.length; i++) {
    const { x, value } = looked[i];
    if (value < 0 !== (from !== undefined)) {
      const crossing = rootIn(f, looked[i - 1].x, x);
      if (from === undefined) {
        from = crossing;
        least = 0;
      } else {
        intervals.push({ lowest: from, highest: crossing, least });
        from = undefined;
      }
    }
    if (value < least) least = value;
  }
  if (from !== undefined) intervals.push({ lowest: from, highest, least });
  return intervals;
}

const GOLDEN = 0.3819660112501051; // (3 - sqrt 5)/2

/** Where f is least between a and b, if it has one minimum there, to the eighth digit that a minimum has. */
function leastIn(f: (x: number) => number, a: number, b: number): number {
  let x = a + GOLDEN * (b - a);
  let y = b - GOLDEN * (b - a);
  let fx = f(x);
  let fy = f(y);
  for (let count = 0; count < 60; count++) {
    if (fx <= fy) {
      b = y;
      y = x;
      fy = fx;
      x = a + GOLDEN * (b - a);
      fx = f(x);
    } else {
      a = x;
      x = y;
      fx = fy;
      y = b - GOLDEN * (b - a);
      fy = f(y);
    }
  }
  return fx <= fy ? x : y;
}
