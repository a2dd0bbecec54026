/**
 * The state of compartments whose contents are counted in parcels: counts jump, volumes follow, the rest is solved.
 *
 *     dV/dt = sum of ± A J_v                              between events
 *
 * Pressures and the flow of water are those of `compartment-water.ts`, potentials those of `compartment-charge.ts`.
 * Where they follow from charges, an event that charges a compartment is answered at once (`compartment-neutral.ts`).
 *
 * @module
 */

import type { CellLayout } from "#generator/compartments/layout.ts";
import type { SideState } from "#generator/compartments/pathway-flow.ts";
import type { Membrane } from "#model/compartments.ts";
import { makeChargeBalance } from "./compartment-charge.ts";
import { makeEmptyWatch, withoutBound } from "./compartment-empty.ts";
import { type Chance, makeChargeRounds } from "./compartment-neutral.ts";
import { startingParcels } from "./compartment-parcels.ts";
import type { OneWay, Passage } from "./compartment-passage.ts";
import type { ParcelProblem } from "./compartment-problem.ts";
import { makeWater } from "./compartment-water.ts";
import { makeVolumeStep } from "./volume-step.ts";

/** A state that events and time change. */
export interface ParcelState {
  /** Amounts, volumes, pressures and potentials, as the layout of the system has them. */
  readonly y: Float64Array;
  /** Rates of all passages: forward at 2 p, backward at 2 p + 1 [s^-1]. */
  readonly rates: Float64Array;
  readonly sides: readonly SideState[];
  /** Whether each event begins by itself, beside those that only answer others. */
  readonly begins: readonly boolean[];
  /** Sum of the rates of the events that begin by themselves [s^-1]. */
  total(): number;
  /** Sum of all rates [s^-1]. */
  passing(): number;
  /** Volume flux through a membrane [m s^-1]. */
  volumeFlux(membrane: number): number;
  /** Flux of a species through a membrane by the rates of the moment [mol m^-2 s^-1]. */
  flux(species: number, membrane: number): number;
  /** Longest time for which volumes may be moved at once [s]. */
  reach(): number;
  /**
   * Move volumes from one time to a later one, and renew the rates; false, and nothing is changed, if that is too far.
   */
  move(from: number, to: number): boolean;
  /** Back to where the last move began. */
  goBack(time: number): void;
  /** Let an event happen, a number of a rate, and what answers it; how many parcels passed. */
  pass(event: number, time: number, chance: Chance): number;
  /** Longest time over which counts and volumes may be leaped at once [s]. */
  leapReach(): number;
  /**
   * Draw what passes between two times from its means at the rates of the middle; false, and nothing is changed or
   * drawn, if that is too far.
   * Without `chance`, all that passes is drawn from its own mean, answers too.
   */
  leap(from: number, to: number, draw: (mean: number) => number, chance?: Chance): boolean;
}

/** Largest change of a volume in one move, and largest error of it, relative to the solvent [1]. */
const FAR = 0.01;
const ERROR = 1e-10;
/**
 * Of a leap: largest mean change of a count, largest share that leaves, both relative to the count, and error of a
 * volume [1].
 */
const CHANGE = 0.02;
const SHARE = 0.05;
const LEAP_ERROR = 1e-4;

/** The state at the start of a batch; without its number one of the mean path, whose counts are no whole numbers. */
export function parcelState(problem: ParcelProblem, batch?: number): ParcelState {
  const { model, domain, system, parcel, passages, isStill } = problem;
  const { layout } = system;
  const { cells } = layout;
  const { membranes } = domain;
  const y = system.start.slice();
  const counts = startingParcels(layout, system.start, parcel, batch, model.field === "electroneutral");
  const isWhole = batch !== undefined;
  for (const { amount } of cells)
    for (let i = 0; i < amount.length; i++)
      if (amount[i] >= 0 && counts[amount[i]] >= 0) y[amount[i]] = counts[amount[i]] * parcel[i];
  const sides = cells.map(() => system.sides.make());
  const ends = membranes.map(({ between }) =>
    between.map((name) => cells.findIndex(({ compartment }) => compartment.name === name)),
  ) as [number, number][];
  const water = makeWater(cells, membranes, ends, sides, model);
  const { slope } = water;
  const rates = new Float64Array(2 * passages.length);
  const one: OneWay = { forward: 0, backward: 0 };
  const swelling = cells.flatMap(({ volume }, k) => (volume >= 0 ? [k] : []));
  const touching = cells.map((_, k) =>
    passages.flatMap(({ membrane }, p) => ((ends[membrane] as number[]).includes(k) ? [p] : [])),
  );
  const { species } = model;
  const charged = passages.map(({ moves }) => moves.reduce((z, [i, n]) => z + n * (species[i]?.charge ?? 0), 0));
  const balance = makeChargeBalance({ cells, passages, charged, ends, touching, rates, setPotential });
  const { begins, carries, round, rounds } = makeChargeRounds({
    charged,
    ends: passages.map(({ membrane }) => ends[membrane] as [number, number]),
    isElectric: cells.map(({ potential }) => potential >= 0),
    rates,
    available,
    carry,
  });
  const isLocal = isStill && cells.every(({ pressure }) => pressure < 0) && balance === undefined;
  const before = y.slice();
  const velocity = new Float64Array(cells.length);
  const step = makeVolumeStep(swelling.length, swell);
  const [begun, ended, first] = [0, 1, 2].map(() => new Float64Array(swelling.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [net, out] = [new Float64Array(counts.length), new Float64Array(counts.length)];

  const drained = new Int8Array(passages.length).fill(-1);
  const heldUp = new Float64Array(rates.length);
  const lacks = (k: number, i: number, n: number) => !canGive(k, i, n);
  const refuseEmpty = makeEmptyWatch({
    domain,
    species,
    passages,
    ends,
    touching,
    rates,
    heldUp,
    drained,
    lacks,
  });

  renew(0);
  return { y, rates, sides, begins, total, passing, volumeFlux, flux, reach, move, goBack, pass, leapReach, leap };

  function total(): number {
    let sum = 0;
    for (let e = 0; e < rates.length; e++) if (begins[e]) sum += rates[e];
    return sum;
  }

  function passing(): number {
    let sum = 0;
    for (let e = 0; e < rates.length; e++) sum += rates[e];
    return sum;
  }

  function volumeFlux(m: number): number {
    let sum = 0;
    for (const Jv of water.flux[m] as Float64Array) sum += Jv;
    return sum;
  }

  function flux(species: number, m: number): number {
    let sum = 0;
    for (const [p, { membrane, moves }] of passages.entries()) {
      if (membrane !== m) continue;
      for (const [i, n] of moves) if (i === species) sum += n * parcel[i] * (rates[2 * p] - rates[2 * p + 1]);
    }
    return sum / (membranes[m] as Membrane).area;
  }

  function reach(): number {
    let longest = Number.POSITIVE_INFINITY;
    for (const k of swelling)
      if (slope[k] !== 0) longest = Math.min(longest, (FAR * solventOf(k)) / Math.abs(slope[k]));
    return longest;
  }

  /** Slopes of the volumes that follow, at a time and at volumes. */
  function swell(out: Float64Array, time: number, volumes: Float64Array): void {
    for (const [j, k] of swelling.entries()) y[(cells[k] as CellLayout).volume] = volumes[j];
    if (water.feelsField) renew(time);
    else flowWater(time);
    for (const [j, k] of swelling.entries()) out[j] = slope[k];
  }

  /** Heun's method where it is near enough, as it is between frequent events, and one of order 5 where it is not. */
  function move(from: number, to: number): boolean {
    if (isStill) return true;
    const h = to - from;
    before.set(y);
    velocity.set(slope);
    for (const k of swelling) y[(cells[k] as CellLayout).volume] += h * velocity[k];
    flowWater(to);
    let isNear = true;
    for (const k of swelling) {
      const at = (cells[k] as CellLayout).volume;
      const change = 0.5 * h * (slope[k] - velocity[k]);
      if (!(Math.abs(change) <= ERROR * solventOf(k))) isNear = false;
      y[at] += change;
    }
    if (!isNear) {
      for (const [j, k] of swelling.entries()) {
        begun[j] = before[(cells[k] as CellLayout).volume];
        first[j] = velocity[k];
      }
      step.take(ended, begun, first, from, h);
      // the last of its stages left the volumes where they end
      isNear = swelling.every((k, j) => step.error[j] <= ERROR * solventOf(k));
    }
    if (isNear) renew(to);
    else goBack(from);
    return isNear;
  }

  function goBack(time: number): void {
    if (isStill) return;
    y.set(before);
    renew(time);
  }

  function pass(event: number, time: number, chance: Chance): number {
    const [a, b] = ends[(passages[event >> 1] as Passage).membrane] as [number, number];
    const passed = round(event, chance);
    if (isLocal) {
      system.sides.fill(sides[a] as SideState, a, time, y);
      system.sides.fill(sides[b] as SideState, b, time, y);
      for (const q of touching[a] as number[]) rate(q, time);
      for (const q of touching[b] as number[]) rate(q, time);
      refuseEmpty(time);
    } else if (passed > 0) renew(time);
    return passed;
  }

  /** Moves the parcels of an event, so many times. */
  function carry(event: number, times: number): void {
    const { membrane, moves } = passages[event >> 1] as Passage;
    const [a, b] = ends[membrane] as [number, number];
    const signed = event % 2 === 0 ? times : -times;
    for (const [i, n] of moves) {
      add(a, i, -signed * n);
      add(b, i, signed * n);
    }
  }

  function leapReach(): number {
    net.fill(0);
    out.fill(0);
    for (const [p, { membrane, moves }] of passages.entries()) {
      const [a, b] = ends[membrane] as [number, number];
      const [forward, backward] = [rates[2 * p], rates[2 * p + 1]];
      for (const [i, n] of moves) {
        const [from, to] = [(cells[a] as CellLayout).amount[i], (cells[b] as CellLayout).amount[i]];
        if (from >= 0) {
          net[from] -= n * (forward - backward);
          out[from] += n > 0 ? n * forward : -n * backward;
        }
        if (to >= 0) {
          net[to] += n * (forward - backward);
          out[to] += n > 0 ? n * backward : -n * forward;
        }
      }
    }
    let longest = reach();
    for (let at = 0; at < counts.length; at++) {
      if (!(counts[at] >= 0)) continue;
      if (net[at] !== 0) longest = Math.min(longest, Math.max(CHANGE * counts[at], 1) / Math.abs(net[at]));
      if (out[at] > 0) longest = Math.min(longest, (SHARE * Math.max(counts[at], 1)) / out[at]);
    }
    return longest;
  }

  function leap(from: number, to: number, draw: (mean: number) => number, chance?: Chance): boolean {
    const h = to - from;
    const middle = from + 0.5 * h;
    before.set(y);
    velocity.set(slope);
    for (const [p, { membrane, moves }] of passages.entries()) {
      const [a, b] = ends[membrane] as [number, number];
      const mean = 0.5 * h * (rates[2 * p] - rates[2 * p + 1]);
      for (const [i, n] of moves) {
        const [source, target] = [(cells[a] as CellLayout).amount[i], (cells[b] as CellLayout).amount[i]];
        if (source >= 0) y[source] -= n * parcel[i] * mean;
        if (target >= 0) y[target] += n * parcel[i] * mean;
      }
    }
    for (const k of swelling) y[(cells[k] as CellLayout).volume] += 0.5 * h * velocity[k];
    renew(middle);
    for (const k of swelling)
      if (!(Math.abs(slope[k] - velocity[k]) * h <= LEAP_ERROR * solventOf(k))) {
        y.set(before);
        renew(from);
        return false;
      }
    y.set(before);
    for (const k of swelling) y[(cells[k] as CellLayout).volume] += h * slope[k];
    let carrying = 0;
    for (let e = 0; e < rates.length; e++) {
      if (rates[e] === 0) continue;
      if (chance === undefined || !carries[e]) carry(e, Math.min(draw(rates[e] * h), available(e)));
      else if (begins[e]) carrying += rates[e];
    }
    if (chance !== undefined && carrying > 0) rounds(draw(carrying * h), chance);
    renew(to);
    return true;
  }

  /** How many times an event can happen. */
  function available(event: number): number {
    const { membrane, moves } = passages[event >> 1] as Passage;
    const [a, b] = ends[membrane] as [number, number];
    let times = Number.POSITIVE_INFINITY;
    for (const [i, n] of moves) {
      const { compartment, amount } = cells[(event % 2 === 0) === n > 0 ? a : b] as CellLayout;
      if (compartment.extent.kind === "finite") times = Math.min(times, counts[amount[i]] / Math.abs(n));
    }
    return isWhole ? Math.floor(times) : times;
  }

  function add(k: number, i: number, n: number): void {
    const at = (cells[k] as CellLayout).amount[i];
    if (at < 0) return; // a bath
    counts[at] += n;
    y[at] = counts[at] * parcel[i];
  }

  function solventOf(k: number): number {
    const { compartment, volume } = cells[k] as CellLayout;
    if (compartment.extent.kind !== "finite") return Number.POSITIVE_INFINITY;
    return y[volume] - compartment.extent.solids;
  }

  /** All that follows from counts and volumes. */
  function renew(time: number): void {
    flowWater(time);
    for (let p = 0; p < passages.length; p++) rate(p, time);
    balance?.(time);
    refuseEmpty(time);
  }

  /** What the compartments are like, and their water. */
  function flowWater(time: number): void {
    for (let k = 0; k < cells.length; k++) system.sides.fill(sides[k] as SideState, k, time, y);
    water.flow(y);
  }

  /** Rates of one passage; none from where there are too few parcels. */
  function rate(p: number, time: number): void {
    const { membrane, moves, rates: passing, isMean } = passages[p] as Passage;
    const [a, b] = ends[membrane] as [number, number];
    passing(one, sides[a] as SideState, sides[b] as SideState, water.flux[membrane] as Float64Array, time);
    if (!Number.isFinite(one.forward + one.backward))
      throw withoutBound(passages[p] as Passage, { domain, species }, time);
    if (isMean) drained[p] = drainedEnd(moves[0]?.[0] ?? 0, sides[a] as SideState, sides[b] as SideState);
    let [mayForward, mayBackward] = [true, true];
    for (const [i, n] of moves) {
      if (!canGive(n > 0 ? a : b, i, Math.abs(n))) mayForward = false;
      if (!canGive(n > 0 ? b : a, i, Math.abs(n))) mayBackward = false;
    }
    rates[2 * p] = mayForward ? one.forward : 0;
    rates[2 * p + 1] = mayBackward ? one.backward : 0;
    heldUp[2 * p] = mayForward ? 0 : one.forward;
    heldUp[2 * p + 1] = mayBackward ? 0 : one.backward;
  }

  function drainedEnd(i: number, from: SideState, to: SideState): -1 | 0 | 1 {
    if (one.forward > one.backward && !(from.activity[i] > 0)) return 0;
    return one.backward > one.forward && !(to.activity[i] > 0) ? 1 : -1;
  }

  function canGive(k: number, i: number, n: number): boolean {
    const { compartment, amount } = cells[k] as CellLayout;
    return compartment.extent.kind !== "finite" || (isWhole ? counts[amount[i]] >= n : counts[amount[i]] > 0);
  }

  function setPotential(k: number, by: number, time: number): void {
    const side = sides[k] as SideState;
    side.potential += by;
    y[(cells[k] as CellLayout).potential] = side.potential;
    if (water.feelsField) {
      water.flow(y);
      for (let p = 0; p < passages.length; p++) rate(p, time);
    } else for (const p of touching[k] as number[]) rate(p, time);
  }
}
