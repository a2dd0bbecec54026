/**
 * Where a particle with inertia comes, and the force there as a table.
 *
 * The window ends where the potential stands 25 kT above the highest place of the start and does so further out (such an
 * energy is met once in 10^11), or as far as the particle can come by drift and free spreading. The table is refined until
 * half-way between its nodes it meets the force to a millionth of the largest; beyond the window the force goes on as a
 * straight line.
 *
 * @module
 */

import { Refusal } from "#levels/ensemble/refusal.ts";
import type { Length, Time } from "#units/flavour.ts";
import { type CubicTable, cubicTable, nodeSlopes, valueIn } from "./cubic-table.ts";
import type { Inertia } from "./maxwell.ts";
import type { MediumLaw } from "./medium-law.ts";

/** A window on the line. */
export interface Window {
  readonly from: Length;
  readonly to: Length;
  /** Highest reduced potential of the start. */
  readonly highest: number;
  /** Whether the potential ends it on both sides. */
  readonly confined: boolean;
}

const RISE = 25;
/** Above the start, in kT: what is higher is met once in 20 000 times, and the step need not be small for it. */
const OFTEN = 10;
const SAMPLES = 512;

/** Where walkers may start: between two places, at reduced potentials of at most this. */
export interface StartSpan {
  readonly from: Length;
  readonly to: Length;
  readonly highest: number;
}

/** The span between two places. */
export function spanBetween(law: MediumLaw, from: Length, to: Length): StartSpan {
  const x = placesBetween(from, to);
  return { from, to, highest: Math.max(...law.fieldsAt(x).potential) };
}

/** The part of a span in which a particle at equilibrium is found. */
export function equilibriumSpan(law: MediumLaw, from: Length, to: Length): StartSpan {
  const x = placesBetween(from, to);
  const { potential } = law.fieldsAt(x);
  const lowest = Math.min(...potential);
  const isLow = (u: number): boolean => u <= lowest + RISE;
  return { from: x[potential.findIndex(isLow)], to: x[potential.findLastIndex(isLow)], highest: lowest };
}

function placesBetween(from: Length, to: Length): Float64Array {
  return Float64Array.from({ length: SAMPLES + 1 }, (_, i) => from + ((to - from) * i) / SAMPLES);
}

/**
 * The window around a start.
 *
 * @param time for how long walkers are followed [s]
 * @returns undefined if nothing holds the particle and it may come anywhere
 */
export function windowAround(law: MediumLaw, start: StartSpan, time: Time, { friction }: Inertia): Window | undefined {
  const level = start.highest + RISE;
  const { diffusivity } = law.fieldsAt(Float64Array.of(start.from));
  const scale = 1e-3 * Math.sqrt((2 * diffusivity[0]) / friction);
  const left = reach(law, start.from, -1, scale, level, time);
  const right = reach(law, start.to, 1, scale, level, time);
  if (left === undefined || right === undefined) return undefined;
  return { from: left.at, to: right.at, highest: start.highest, confined: left.confined && right.confined };
}

function reach(law: MediumLaw, start: Length, direction: 1 | -1, scale: Length, level: number, time: Time) {
  let width = scale;
  for (let attempt = 0; attempt < 200; attempt++) {
    const x = Float64Array.from({ length: SAMPLES + 1 }, (_, i) => start + (direction * width * i) / SAMPLES);
    const { potential, potentialSlope, diffusivity, velocity } = law.fieldsAt(x);
    const last = potential.findLastIndex((u) => u <= level);
    if (last < 0.75 * SAMPLES) return { at: x[last + 1], confined: true };
    const fastest = potentialSlope.reduce(
      (most, slope, i) => Math.max(most, Math.abs(velocity[i] - diffusivity[i] * slope)),
      0,
    );
    const free = 9 * Math.sqrt(2 * diffusivity[0] * time) + fastest * time;
    if (free <= width) return { at: start + direction * free, confined: false };
    width *= 2;
  }
  return undefined;
}

const MOST_NODES = 1 << 18;

/** The acceleration -(kT/m) du/dx + γ v in a window [m s^-2], and the largest of its slopes where walkers often are [s^-2]. */
export function accelerationTable(
  law: MediumLaw,
  { from, to, highest }: Window,
  { friction, thermal }: Inertia,
): { readonly table: CubicTable; readonly steepest: number } {
  const accelerationAt = (x: Float64Array): Float64Array => {
    const { potentialSlope, velocity } = law.fieldsAt(x);
    return potentialSlope.map((slope, i) => friction * velocity[i] - thermal * slope);
  };
  const nodesOf = (cells: number, shift: number) =>
    Float64Array.from({ length: cells + (shift > 0 ? 0 : 1) }, (_, i) => from + ((to - from) * (i + shift)) / cells);
  for (let cells = SAMPLES; ; cells *= 2) {
    const spacing = (to - from) / cells;
    const values = accelerationAt(nodesOf(cells, 0));
    if (values.some((a) => !Number.isFinite(a)))
      throw new Refusal(
        "the force is not finite everywhere",
        "write a potential that is smooth where the particle comes",
      );
    const table = cubicTable(from, spacing, values);
    const middle = accelerationAt(nodesOf(cells, 0.5));
    const largest = values.reduce((most, a) => Math.max(most, Math.abs(a)), 0);
    const wrong = middle.reduce(
      (most, a, i) => Math.max(most, Math.abs(a - valueIn(table, from + (i + 0.5) * spacing))),
      0,
    );
    if (wrong > 1e-6 * largest && cells < MOST_NODES) continue;
    const { potential } = law.fieldsAt(nodesOf(cells, 0));
    const steepest = nodeSlopes(values, spacing).reduce(
      (most, slope, i) => (potential[i] <= highest + OFTEN ? Math.max(most, Math.abs(slope)) : most),
      0,
    );
    return { table, steepest };
  }
}
