/**
 * The state of compartments whose contents are counted in parcels: counts jump, volumes follow, the rest is solved.
 *
 *     0 = sum of ± A J_v                                  pressures of rigid compartments: linear, so solved at once
 *     0 = sum of ± z_i (forward - backward) - ν q         potentials, q the charge in parcels
 *     dV/dt = sum of ± A J_v                              between events
 *
 * A potential at which the mean current vanishes would let the charge of a compartment wander without end, since parcels
 * pass one by one. What is left over is therefore driven out at the rate ν = 8 × (charges passing) / (charges there), so
 * that the charge stays below the root of half the parcels there over 2, and the shift of all means remains of order 1 / parcels.
 *
 * @module
 */

import { type CompartmentSystem, compartmentSystem } from "#generator/compartments/compartment-system.ts";
import type { CellLayout } from "#generator/compartments/layout.ts";
import type { SideState } from "#generator/compartments/pathway-flow.ts";
import type { CompartmentDomain, Membrane } from "#model/compartments.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model } from "#model/model.ts";
import { eliminated } from "#numerics/dense-solve.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { parcelAmounts, startingParcels } from "./compartment-parcels.ts";
import { type OneWay, type Passage, passagesOf } from "./compartment-passage.ts";

/** A model whose contents are counted. */
export interface ParcelProblem {
  readonly model: Model;
  readonly domain: CompartmentDomain;
  readonly system: CompartmentSystem;
  /** Amount of a parcel of each species [mol]. */
  readonly parcel: Float64Array;
  readonly passages: readonly Passage[];
  readonly seed: number;
  /** Whether no volume and no bath changes between events. */
  readonly isStill: boolean;
  /** Whether a bath, a potential or a pump is an expression of t. */
  readonly variesInTime: boolean;
}

/** The problem that a model poses, with that many parcels in a batch. */
export function parcelProblem(model: Model, domain: CompartmentDomain, parcels: number, seed: number): ParcelProblem {
  const { species } = model;
  const system = compartmentSystem(model, domain, false);
  const parcel = parcelAmounts(model, domain, parcels);
  const context = { species, parcel, temperature: model.temperature ?? Number.NaN };
  const passages = domain.membranes
    .flatMap((membrane, m) => passagesOf(membrane, m, context))
    .filter(({ moves }) => moves.every(([i]) => parcel[i] > 0));
  const variesInTime = givenIn(domain).some((e) => namesIn(e).has("t"));
  const isStill = !variesInTime && system.layout.cells.every(({ volume }) => volume < 0);
  return { model, domain, system, parcel, passages, seed, isStill, variesInTime };
}

function givenIn({ compartments, membranes }: CompartmentDomain): readonly Expression[] {
  return [
    ...compartments.flatMap(({ contains, pressure, electricPotential }) => [
      ...Object.values(contains),
      pressure,
      ...(electricPotential === undefined ? [] : [electricPotential]),
    ]),
    ...membranes.flatMap(({ pumps }) => pumps.map(({ rate }) => rate)),
  ];
}

/** A state that events and time change. */
export interface ParcelState {
  /** Amounts, volumes, pressures and potentials, as the layout of the system has them. */
  readonly y: Float64Array;
  /** Rates of all passages: forward at 2 p, backward at 2 p + 1 [s^-1]. */
  readonly rates: Float64Array;
  readonly sides: readonly SideState[];
  /** Sum of the rates [s^-1]. */
  total(): number;
  /** Volume flux through a membrane [m s^-1]. */
  volumeFlux(membrane: number): number;
  /** Flux of a species through a membrane by the rates of the moment [mol m^-2 s^-1]. */
  flux(species: number, membrane: number): number;
  /** Longest time for which volumes may be moved at once [s]. */
  reach(): number;
  /** Move volumes from one time to a later one, and renew the rates; false, and nothing is changed, if that is too far. */
  move(from: number, to: number): boolean;
  /** Back to where the last move began. */
  goBack(time: number): void;
  /** Let an event happen: a number of a rate. */
  pass(event: number, time: number): void;
}

/** Charge is driven out this many times faster than the ions of a compartment are renewed. */
const HASTE = 8;
/** Largest change of a volume in one move, and largest error of it, relative to the solvent [1]. */
const FAR = 0.01;
const ERROR = 1e-5;
const MOST_NEWTON = 30;

/** The state at the start of a batch. */
export function parcelState(problem: ParcelProblem, batch: number): ParcelState {
  const { model, domain, system, parcel, passages, isStill } = problem;
  const { layout } = system;
  const { cells } = layout;
  const { membranes } = domain;
  const y = system.start.slice();
  const counts = startingParcels(layout, system.start, parcel, batch);
  for (const { amount } of cells)
    for (let i = 0; i < amount.length; i++)
      if (amount[i] >= 0 && counts[amount[i]] >= 0) y[amount[i]] = counts[amount[i]] * parcel[i];
  const sides = cells.map(() => system.sides.make());
  const ends = membranes.map(({ between }) =>
    between.map((name) => cells.findIndex(({ compartment }) => compartment.name === name)),
  ) as [number, number][];
  const water = membranes.map(({ pathways }) => new Float64Array(pathways.length));
  const reflected = membranes.map((membrane) => reflections(membrane, model));
  const rates = new Float64Array(2 * passages.length);
  const one: OneWay = { forward: 0, backward: 0 };
  const swelling = cells.flatMap(({ volume }, k) => (volume >= 0 ? [k] : []));
  const wet = membranes.flatMap(({ pathways }, m) => (pathways.some((p) => p.conductivity > 0) ? [m] : []));
  const rigid = cells.flatMap(({ pressure }, k) => (pressure >= 0 ? [k] : []));
  const response = pressureResponse();
  const surplus = new Float64Array(rigid.length);
  const electric = cells.flatMap(({ potential }, k) => (potential >= 0 ? [k] : []));
  const charged = passages.map(({ moves }) => moves.reduce((z, [i, n]) => z + n * (model.species[i]?.charge ?? 0), 0));
  const touching = cells.map((_, k) =>
    passages.flatMap(({ membrane }, p) => ((ends[membrane] as number[]).includes(k) ? [p] : [])),
  );
  const isLocal = isStill && rigid.length === 0 && electric.length === 0;
  const slope = new Float64Array(cells.length);
  const before = y.slice();
  const velocity = new Float64Array(cells.length);

  renew(0);
  return { y, rates, sides, total, volumeFlux, flux, reach, move, goBack, pass };

  function total(): number {
    let sum = 0;
    for (let e = 0; e < rates.length; e++) sum += rates[e];
    return sum;
  }

  function volumeFlux(m: number): number {
    let sum = 0;
    for (const Jv of water[m] as Float64Array) sum += Jv;
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

  /** Heun's method: of second order in the time between events. */
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
    if (isNear) renew(to);
    else goBack(from);
    return isNear;
  }

  function goBack(time: number): void {
    if (isStill) return;
    y.set(before);
    renew(time);
  }

  function pass(event: number, time: number): void {
    const p = event >> 1;
    const sign = event % 2 === 0 ? 1 : -1;
    const { membrane, moves } = passages[p] as Passage;
    const [a, b] = ends[membrane] as [number, number];
    for (const [i, n] of moves) {
      add(a, i, -sign * n);
      add(b, i, sign * n);
    }
    if (isLocal) {
      system.sides.fill(sides[a] as SideState, a, time, y);
      system.sides.fill(sides[b] as SideState, b, time, y);
      for (const q of touching[a] as number[]) rate(q, time);
      for (const q of touching[b] as number[]) rate(q, time);
    } else renew(time);
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
    if (electric.length > 0) balanceCharge(time);
  }

  /** What the compartments are like, the pressures in rigid ones, the flow of water, and how fast volumes change. */
  function flowWater(time: number): void {
    for (let k = 0; k < cells.length; k++) system.sides.fill(sides[k] as SideState, k, time, y);
    if (wet.length === 0) return;
    letFlow();
    if (rigid.length === 0) return;
    for (let r = 0; r < rigid.length; r++) surplus[r] = slope[rigid[r] as number];
    for (let r = 0; r < rigid.length; r++) {
      let change = 0;
      for (let s = 0; s < rigid.length; s++) change -= response[r * rigid.length + s] * surplus[s];
      const k = rigid[r] as number;
      y[(cells[k] as CellLayout).pressure] += change;
      (sides[k] as SideState).pressure += change;
    }
    letFlow();
  }

  function letFlow(): void {
    slope.fill(0);
    for (const m of wet) {
      const [a, b] = ends[m] as [number, number];
      const [from, to] = [sides[a] as SideState, sides[b] as SideState];
      const { pathways, area } = membranes[m] as Membrane;
      for (let path = 0; path < pathways.length; path++) {
        const sigma = (reflected[m] as Float64Array[])[path] as Float64Array;
        let force = from.pressure - to.pressure;
        for (let i = 0; i < sigma.length; i++) force += sigma[i] * (to.osmotic[i] - from.osmotic[i]);
        const Jv = (pathways[path] as Membrane["pathways"][number]).conductivity * force;
        (water[m] as Float64Array)[path] = Jv;
        slope[a] -= area * Jv;
        slope[b] += area * Jv;
      }
    }
  }

  /** Change of the pressures of rigid compartments per surplus of water in each, the inverse of their conductances. */
  function pressureResponse(): Float64Array {
    const n = rigid.length;
    const matrix = new Float64Array(n * n);
    for (const m of wet) {
      const { pathways, area } = membranes[m] as Membrane;
      const L = area * pathways.reduce((sum, { conductivity }) => sum + conductivity, 0);
      const [a, b] = (ends[m] as [number, number]).map((k) => rigid.indexOf(k)) as [number, number];
      if (a >= 0) matrix[a * n + a] -= L;
      if (b >= 0) matrix[b * n + b] -= L;
      if (a >= 0 && b >= 0) {
        matrix[a * n + b] += L;
        matrix[b * n + a] += L;
      }
    }
    const out = new Float64Array(n * n);
    for (let s = 0; s < n; s++) {
      const column = eliminated(
        matrix,
        Float64Array.from({ length: n }, (_, r) => (r === s ? 1 : 0)),
      );
      for (let r = 0; r < n; r++) out[r * n + s] = column[r];
    }
    return out;
  }

  /** Rates of one passage; none from where there are too few parcels. */
  function rate(p: number, time: number): void {
    const { membrane, moves, rates: passing } = passages[p] as Passage;
    const [a, b] = ends[membrane] as [number, number];
    passing(one, sides[a] as SideState, sides[b] as SideState, water[membrane] as Float64Array, time);
    let [mayForward, mayBackward] = [true, true];
    for (const [i, n] of moves) {
      if (!canGive(n > 0 ? a : b, i, Math.abs(n))) mayForward = false;
      if (!canGive(n > 0 ? b : a, i, Math.abs(n))) mayBackward = false;
    }
    rates[2 * p] = mayForward ? one.forward : 0;
    rates[2 * p + 1] = mayBackward ? one.backward : 0;
  }

  function canGive(k: number, i: number, n: number): boolean {
    const { compartment, amount } = cells[k] as CellLayout;
    return compartment.extent.kind !== "finite" || counts[amount[i]] >= n;
  }

  /** Potentials by Newton's method, with slopes from differences. */
  function balanceCharge(time: number): void {
    const n = electric.length;
    const [current, other, matrix] = [new Float64Array(n), new Float64Array(n), new Float64Array(n * n)];
    const drift = electric.map((k) => driveOut(k));
    const scale = electric.map((k) => traffic(k));
    for (let turn = 0; ; turn++) {
      currents(current, drift);
      if (current.every((value, r) => Math.abs(value) <= 1e-9 * (scale[r] as number))) return;
      if (turn === MOST_NEWTON) break;
      for (let s = 0; s < n; s++) {
        const step = 1e-6;
        setPotential(s, step, time);
        currents(other, drift);
        for (let r = 0; r < n; r++) matrix[r * n + s] = (other[r] - current[r]) / step;
        setPotential(s, -step, time);
      }
      const change = eliminated(matrix, current);
      // far steps along an exponential are taken in parts
      let largest = 0;
      for (let s = 0; s < n; s++) largest = Math.max(largest, Math.abs(change[s]));
      const part = largest > 2 ? 2 / largest : 1;
      for (let s = 0; s < n; s++) setPotential(s, -part * change[s], time);
    }
    throw new NumericalFailure(
      `parcels in compartments, t = ${time.toPrecision(4)} s`,
      "no potential is found at which the mean current vanishes",
      "use more parcels, or the level compartments",
    );
  }

  function setPotential(s: number, by: number, time: number): void {
    const k = electric[s] as number;
    const side = sides[k] as SideState;
    side.potential += by;
    y[(cells[k] as CellLayout).potential] = side.potential;
    for (const p of touching[k] as number[]) rate(p, time);
  }

  function currents(out: Float64Array, drift: readonly number[]): void {
    for (let r = 0; r < electric.length; r++) {
      const k = electric[r] as number;
      let sum = -(drift[r] as number);
      for (const p of touching[k] as number[]) {
        const inward = (ends[(passages[p] as Passage).membrane] as number[])[0] === k ? -1 : 1;
        sum += inward * (charged[p] as number) * (rates[2 * p] - rates[2 * p + 1]);
      }
      out[r] = sum;
    }
  }

  /** Charges that pass a compartment's membranes, either way [s^-1]. */
  function traffic(k: number): number {
    let sum = 0;
    for (const p of touching[k] as number[]) sum += Math.abs(charged[p] as number) * (rates[2 * p] + rates[2 * p + 1]);
    return sum;
  }

  /** The mean current that relaxes what charge there is: -ν q [s^-1], in parcels. */
  function driveOut(k: number): number {
    const { amount } = cells[k] as CellLayout;
    let [charge, size, unit] = [0, 0, 0];
    for (let i = 0; i < amount.length; i++) {
      const z = model.species[i]?.charge ?? 0;
      if (z === 0 || amount[i] < 0) continue;
      charge += z * y[amount[i]];
      if (!(counts[amount[i]] >= 0)) continue;
      size += Math.abs(z) * y[amount[i]];
      unit = Math.max(unit, parcel[i]);
    }
    return size > 0 ? (-HASTE * traffic(k) * charge) / Math.max(size, unit) : 0;
  }
}

/** Reflection coefficients in the flow of water, by pathway and species: 1 of what does not pass. */
function reflections({ pathways }: Membrane, { species }: Model): readonly Float64Array[] {
  return pathways.map(({ solutes }) => Float64Array.from(species, ({ name }) => solutes[name]?.osmotic ?? 1));
}
