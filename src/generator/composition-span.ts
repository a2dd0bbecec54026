/**
 * The highest concentrations that a mixture can come to. Where nothing is made and no drift carries it,
 *
 *     ∂c/∂t = ∇·(M ∇a),    a = γ(c) c e^u,    M > 0,
 *
 * so that its activity never rises above the highest at its start and beyond its ends, nor that of a steady state above the
 * highest beyond its ends (maximum principle). An iteration that goes there has left what it follows, such as for the branch
 * of ln γ beyond its pole.
 *
 * @module
 */

import type { SpeciesActivity } from "#model/activity.ts";
import { compositionOnBranch } from "#model/activity-branch.ts";
import { log } from "#numerics/elementary.ts";
import type { CompositionNetwork } from "./composition-network.ts";
import type { Network } from "./network.ts";

/** Rise of ln a that is left to the errors of an iteration or a step: small, and on the same branch [1]. */
const SLACK = 1e-2;

interface Place {
  readonly c: number;
  /** u at the place [1]. */
  readonly potential: number;
}

/**
 * The largest amounts of each node that iterates may come to, Infinity where nothing is known: by what the ends hold, or
 * from a start also by what it holds.
 */
export function largestAmounts({ base, activity }: CompositionNetwork, start?: Float64Array): Float64Array {
  const out = Float64Array.from(base.volume, (volume) => activity.highest * volume);
  const highest =
    activity.isIdeal || !isBounded(base)
      ? undefined
      : highestOf(activity, [...placesAtEnds(base, start), ...(start === undefined ? [] : placesInside(base, start))]);
  if (highest === undefined) return out;
  const { volume, mesh, landscape, ends, size } = base;
  const level = highest.c > 0 ? levelAt(activity, highest) + SLACK : Number.NaN;
  const known = new Map<number, number>();
  const ceiling = (potential: number): number => {
    let c = known.get(potential);
    if (c === undefined) {
      c = compositionOnBranch(activity, highest.c, level - potential);
      known.set(potential, c);
    }
    return c;
  };
  const put = (node: number, potential: number): void => {
    const c = ceiling(potential);
    if (c < activity.highest) out[node] = c * volume[node];
  };
  for (let i = 0; i < mesh.cellCount; i++) put(i + 1, landscape.potential[i]);
  if (ends.left.kind === "bath") put(0, 0);
  if (ends.right.kind === "bath") put(size - 1, 0);
  return out;
}

/** Nothing is made, supplied or carried. */
function isBounded({ supplies, growth, landscape, ends }: Network): boolean {
  return (
    supplies.volume.every((rate) => rate <= 0) &&
    growth.every((rate) => rate <= 0) &&
    landscape.leftVelocity.every((v) => v === 0) &&
    landscape.rightVelocity.every((v) => v === 0) &&
    [ends.left, ends.right].every(({ condition }) => condition.kind !== "flux" || condition.flux <= 0)
  );
}

function placesAtEnds({ ends, landscape, mesh, volume, size }: Network, start: Float64Array | undefined): Place[] {
  const last = mesh.cellCount - 1;
  const wall = { left: landscape.leftPotential[0], right: landscape.rightPotential[last] };
  return (["left", "right"] as const).flatMap((end): Place[] => {
    const { condition } = ends[end];
    if (condition.kind === "concentration") return [{ c: condition.concentration, potential: wall[end] }];
    if (condition.kind === "robin") return [{ c: condition.concentration, potential: 0 }];
    const node = end === "left" ? 0 : size - 1;
    return condition.kind === "bath" && start !== undefined ? [{ c: start[node] / volume[node], potential: 0 }] : [];
  });
}

function placesInside({ mesh, landscape, volume }: Network, start: Float64Array): Place[] {
  return Array.from({ length: mesh.cellCount }, (_, i) => ({
    c: start[i + 1] / volume[i + 1],
    potential: landscape.potential[i],
  }));
}

const levelAt = ({ lnGamma }: SpeciesActivity, { c, potential }: Place): number => log(c) + lnGamma(c) + potential;

/** The place with the highest activity, if there is one. */
function highestOf(activity: SpeciesActivity, places: readonly Place[]): Place | undefined {
  let highest: Place | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const place of places) {
    if (!(place.c > 0)) continue;
    const level = levelAt(activity, place);
    if (!Number.isFinite(level)) return undefined;
    if (level > most) [highest, most] = [place, level];
  }
  return highest;
}
