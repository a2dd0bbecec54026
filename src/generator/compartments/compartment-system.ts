/**
 * Compartments and membranes as one system M dy/dt = f(t, y): balances of amount, volume and charge.
 *
 *     dN_ik/dt = sum of ± A J_i,   dV_k/dt = sum of ± A J_v
 *     0 = sum of ± A J_v                                 of a rigid compartment, for its pressure
 *     0 = sum of ± A sum of z_i J_i                      of a neutral one, for its potential
 *     0 = F sum of z_i N_i - sum of C A (φ_k - φ_j)      of one whose charge loads its membranes
 *     0 = N / W - c - bound(c)                           of what is bound, W the volume of solvent
 *     0 = J_i - c_i J_v                                  of a filtrate
 *
 * Every flow is added to one compartment and taken from the other, in the state and in the Jacobian alike, so that
 * amounts and volumes are kept to rounding. What one side of a membrane feels of its own state is differentiated by
 * differences, which a Newton method can do with.
 *
 * @module
 */

import type { CompartmentDomain } from "#model/compartments.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Model } from "#model/model.ts";
import type { StiffSystem } from "#numerics/radau/stiff-system.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";
import { FARADAY } from "#units/constants.ts";
import { type CellLayout, type CompartmentLayout, isWet, layoutOf, moves } from "./layout.ts";
import { type Flows, type MembraneFlows, makeFlows, membraneFlows } from "./membrane-flows.ts";
import type { SideState } from "./pathway-flow.ts";
import { makeSides, type Sides } from "./side.ts";

/** The balances of a model of compartments, with what reads its state. */
export interface CompartmentSystem extends StiffSystem {
  readonly layout: CompartmentLayout;
  readonly sides: Sides;
  /** State at the start; pressures, potentials and filtrates are not yet what their equations ask for. */
  readonly start: Float64Array;
  /** Size of each component, against which errors count. */
  readonly sizes: Float64Array;
  /** What rounding of the state makes of each component, where that is more than rounding of itself. */
  readonly roundings: Float64Array;
  /** The flows of membrane m at a state. */
  flowsOf(m: number, time: number, y: Float64Array): Flows;
}

/** Relative change of a component for a difference: the root of the rounding error. */
const DIFFERENCE = 1.5e-8;

/** The system of a model of compartments. */
export function compartmentSystem(model: Model, domain: CompartmentDomain, countsBaths = true): CompartmentSystem {
  const { species } = model;
  const temperature = model.temperature ?? Number.NaN;
  const layout = layoutOf(model, domain, countsBaths);
  const { cells, size, mass } = layout;
  const sides = makeSides(layout, temperature);
  const numberOf = new Map(cells.map(({ compartment }, k) => [compartment.name, k]));
  const [near, far] = [sides.make(), sides.make()];
  const [here, there] = [makeFlows(species.length), makeFlows(species.length)];
  const edges = domain.membranes.map((membrane): Edge => {
    const [a = 0, b = 0] = membrane.between.map((name) => numberOf.get(name));
    return {
      area: membrane.area,
      ends: [a, b],
      flows: membraneFlows(membrane, species, temperature),
      feels: [feltBy(cells[a] as CellLayout), feltBy(cells[b] as CellLayout)],
    };
  });
  const charges = species.map(({ charge = 0 }) => charge);
  const capacities = model.field === "poisson" ? capacitiesOf(domain, layout, numberOf, temperature) : [];
  const boundOf = boundOnes(layout);
  const start = startOf(layout, sides, domain);
  const sizes = sizesOf(layout, start);
  const balances = edges.map(({ ends }) => ends.map((k) => balanceRows(cells[k] as CellLayout, model.field)));
  const pattern = makePattern();
  const system: CompartmentSystem = {
    layout,
    sides,
    start,
    sizes,
    roundings: roundingsOf(layout, capacities, sizes, charges),
    size,
    mass,
    pattern: { rows: Int32Array.from(pattern.rows), columns: Int32Array.from(pattern.columns) },
    invariants: invariantsOf(layout, domain),
    fillRate,
    fillJacobian,
    flowsOf(m, time, y) {
      const out = makeFlows(species.length);
      const { ends, flows } = edges[m] as Edge;
      sides.fill(near, ends[0], time, y);
      sides.fill(far, ends[1], time, y);
      flows(out, near, far, time, true);
      return out;
    },
  };
  return system;

  function fillRate(out: Float64Array, time: number, y: Float64Array): void {
    out.fill(0);
    for (const [m, { area, ends, flows }] of edges.entries()) {
      sides.fill(near, ends[0], time, y);
      sides.fill(far, ends[1], time, y);
      flows(here, near, far, time);
      for (const e of [0, 1] as const) {
        const sign = e === 0 ? -area : area;
        for (const row of (balances[m] as Balance[][])[e] as Balance[])
          out[row.at] += sign * amountOf(row, here, e === 0 ? near : far);
      }
    }
    for (const { at, cell, terms } of capacities) {
      let charge = 0;
      for (let i = 0; i < charges.length; i++)
        if (charges[i] !== 0 && cell.amount[i] >= 0) charge += charges[i] * y[cell.amount[i]];
      for (const { k, capacity } of terms) charge -= capacity * (y[at] - potentialOf(k, time, y));
      out[at] = charge;
    }
    for (const { k, i, at, amount } of boundOf) {
      const [bound] = sides.bound(k, i, y[at]);
      out[at] = y[amount] - solventOf(k, y) * (y[at] + bound);
    }
  }

  function potentialOf(k: number, time: number, y: Float64Array): number {
    sides.fill(near, k, time, y);
    return near.potential;
  }

  function solventOf(k: number, y: Float64Array): number {
    const { extent } = (cells[k] as CellLayout).compartment;
    return sides.volume(k, y) - (extent.kind === "finite" ? extent.solids : 0);
  }

  /** What a balance counts of the flows: an amount, a volume, a charge, or the surplus of a filtrate. */
  function amountOf(row: Balance, flows: Flows, side: SideState): number {
    switch (row.kind) {
      case "volume":
        return flows.volume;
      case "solute":
        return flows.solute[row.species];
      case "charge": {
        let sum = 0;
        for (let i = 0; i < charges.length; i++) sum += charges[i] * flows.solute[i];
        return sum;
      }
      case "filtrate":
        return flows.solute[row.species] - side.concentration[row.species] * flows.volume;
    }
  }

  function makePattern(): { readonly rows: number[]; readonly columns: number[] } {
    const rows: number[] = [];
    const columns: number[] = [];
    const add = (row: number, column: number) => {
      rows.push(row);
      columns.push(column);
    };
    for (const [m, { feels }] of edges.entries())
      for (const felt of feels)
        for (const column of felt)
          for (const e of [0, 1] as const)
            for (const { at } of (balances[m] as Balance[][])[e] as Balance[]) add(at, column);
    for (const { at, cell, terms } of capacities) {
      for (let i = 0; i < charges.length; i++) if (charges[i] !== 0 && cell.amount[i] >= 0) add(at, cell.amount[i]);
      add(at, at);
      for (const { k } of terms)
        if ((cells[k] as CellLayout).potential >= 0) add(at, (cells[k] as CellLayout).potential);
    }
    for (const { k, at, amount } of boundOf) {
      add(at, amount);
      add(at, at);
      if ((cells[k] as CellLayout).volume >= 0) add(at, (cells[k] as CellLayout).volume);
    }
    return { rows, columns };
  }

  function fillJacobian(entries: Float64Array, time: number, y: Float64Array): void {
    let entry = 0;
    for (const [m, { area, ends, flows, feels }] of edges.entries()) {
      sides.fill(near, ends[0], time, y);
      sides.fill(far, ends[1], time, y);
      flows(here, near, far, time);
      const base = ([0, 1] as const).map((e) =>
        ((balances[m] as Balance[][])[e] as Balance[]).map((row) => amountOf(row, here, e === 0 ? near : far)),
      );
      for (const s of [0, 1] as const) {
        for (const column of feels[s] as readonly number[]) {
          const kept = y[column];
          y[column] = kept + DIFFERENCE * Math.max(Math.abs(kept), sizes[column]);
          const change = y[column] - kept;
          sides.fill(s === 0 ? near : far, ends[s], time, y);
          flows(there, near, far, time);
          for (const e of [0, 1] as const) {
            const sign = e === 0 ? -area : area;
            for (const [r, row] of ((balances[m] as Balance[][])[e] as Balance[]).entries())
              entries[entry++] =
                (sign * (amountOf(row, there, e === 0 ? near : far) - ((base[e] as number[])[r] as number))) / change;
          }
          y[column] = kept;
        }
        sides.fill(s === 0 ? near : far, ends[s], time, y);
      }
    }
    for (const { cell, terms } of capacities) {
      for (let i = 0; i < charges.length; i++)
        if (charges[i] !== 0 && cell.amount[i] >= 0) entries[entry++] = charges[i];
      let all = 0;
      for (const { capacity } of terms) all += capacity;
      entries[entry++] = -all;
      for (const { k, capacity } of terms) if ((cells[k] as CellLayout).potential >= 0) entries[entry++] = capacity;
    }
    for (const { k, i, at } of boundOf) {
      const [bound, slope] = sides.bound(k, i, y[at]);
      entries[entry++] = 1;
      entries[entry++] = -solventOf(k, y) * (1 + slope);
      if ((cells[k] as CellLayout).volume >= 0) entries[entry++] = -(y[at] + bound);
    }
  }
}

/** A membrane in the system. */
interface Edge {
  readonly area: number;
  /** Numbers of the two compartments. */
  readonly ends: readonly [number, number];
  readonly flows: MembraneFlows;
  /** Components that the flows depend on, of each side. */
  readonly feels: readonly [readonly number[], readonly number[]];
}

/** A row to which the flows of a membrane add. */
type Balance =
  | { readonly kind: "volume" | "charge"; readonly at: number }
  | { readonly kind: "solute" | "filtrate"; readonly at: number; readonly species: number };

/** The components of a compartment that a membrane beside it feels. */
function feltBy({ compartment, amount, free, volume, pressure, potential }: CellLayout): readonly number[] {
  const isOwn = compartment.extent.kind === "finite";
  const felt: number[] = [];
  for (let i = 0; i < amount.length; i++) {
    if (free[i] >= 0) felt.push(free[i]);
    else if (isOwn && amount[i] >= 0) felt.push(amount[i]);
  }
  if (isOwn && volume >= 0) felt.push(volume);
  if (pressure >= 0) felt.push(pressure);
  if (potential >= 0) felt.push(potential);
  return felt;
}

function balanceRows(cell: CellLayout, field: Model["field"]): readonly Balance[] {
  const rows: Balance[] = [];
  for (let i = 0; i < cell.amount.length; i++) {
    if (cell.amount[i] >= 0) rows.push({ kind: "solute", at: cell.amount[i], species: i });
    else if (cell.free[i] >= 0) rows.push({ kind: "filtrate", at: cell.free[i], species: i });
  }
  if (cell.volume >= 0) rows.push({ kind: "volume", at: cell.volume });
  if (cell.pressure >= 0) rows.push({ kind: "volume", at: cell.pressure });
  if (cell.potential >= 0 && field === "electroneutral") rows.push({ kind: "charge", at: cell.potential });
  return rows;
}

/** What is bound, with the rows of its free concentration. */
function boundOnes({ cells }: CompartmentLayout) {
  return cells.flatMap(({ amount, free }, k) =>
    [...free].flatMap((at, i) => (at >= 0 && amount[i] >= 0 ? [{ k, i, at, amount: amount[i] as number }] : [])),
  );
}

/** The membranes that the charge of a compartment loads: their C A RT / F^2 [mol], and what is beyond. */
function capacitiesOf(
  { membranes }: CompartmentDomain,
  { cells }: CompartmentLayout,
  numberOf: ReadonlyMap<string, number>,
  temperature: number,
) {
  return cells.flatMap((cell) => {
    if (cell.potential < 0) return [];
    const { name } = cell.compartment;
    const terms = membranes.flatMap(({ between, area, capacitance = 0 }) =>
      between.includes(name)
        ? [
            {
              k: numberOf.get(between[0] === name ? between[1] : between[0]) ?? 0,
              capacity: (capacitance * area * thermalVoltage(temperature)) / FARADAY,
            },
          ]
        : [],
    );
    return [{ at: cell.potential, cell, terms }];
  });
}

function startOf(
  { species, cells, size }: CompartmentLayout,
  { bound }: Sides,
  { membranes }: CompartmentDomain,
): Float64Array {
  const y = new Float64Array(size);
  for (const [k, { compartment, amount, free, volume, pressure }] of cells.entries()) {
    const { extent, contains, binding, name: own } = compartment;
    if (extent.kind === "filtrate") {
      // as what it comes from: from there Newton's method finds the root with the flow outward
      const [feed] = membranes.flatMap(({ between }) =>
        between.includes(own) ? between.filter((n) => n !== own) : [],
      );
      const held = cells.find((cell) => cell.compartment.name === feed)?.compartment.contains ?? {};
      for (const [i, { name }] of species.entries()) if (free[i] >= 0) y[free[i]] = atStart(held[name]);
    }
    if (extent.kind !== "finite") continue;
    const solvent = extent.volume - extent.solids;
    for (const [i, { name }] of species.entries()) {
      const held = contains[name];
      const c = held?.kind === "number" ? held.value : 0;
      if (free[i] >= 0) y[free[i]] = c;
      if (amount[i] >= 0) y[amount[i]] = solvent * (c + (binding[name] === undefined ? 0 : bound(k, i, c)[0]));
    }
    if (volume >= 0) y[volume] = extent.volume;
    if (pressure >= 0 && compartment.pressure.kind === "number") y[pressure] = compartment.pressure.value;
  }
  return y;
}

/**
 * Size of each component: of an amount, all of the species that compartments hold, or what the largest would hold of the
 * highest concentration anywhere; a volume at the start; R T c of the highest concentration for a pressure; RT/F.
 */
function sizesOf({ species, cells, size, mass }: CompartmentLayout, start: Float64Array): Float64Array {
  const sizes = new Float64Array(size).fill(1);
  const volumes = cells.map(({ compartment: { extent } }) => (extent.kind === "finite" ? extent.volume : 0));
  const largest = Math.max(...volumes) || 1;
  const highest = species.map(({ name }) =>
    Math.max(...cells.map(({ compartment }) => atStart(compartment.contains[name]))),
  );
  const anywhere = Math.max(...highest) || 1;
  for (const [k, { amount, free, volume, pressure }] of cells.entries()) {
    for (let i = 0; i < amount.length; i++) {
      const c = highest[i] || anywhere;
      if (amount[i] >= 0) sizes[amount[i]] = Math.max(c * ((volumes[k] as number) || largest), start[amount[i]]);
      if (free[i] >= 0) sizes[free[i]] = c;
    }
    if (volume >= 0) sizes[volume] = (volumes[k] as number) || largest;
    if (pressure >= 0) sizes[pressure] = PRESSURE_OF_CONCENTRATION * anywhere;
  }
  for (let i = 0; i < size; i++)
    if (!(sizes[i] > 0)) throw new Error(`Bug: component ${i} (mass ${mass[i]}) has no size.`);
  return sizes;
}

/**
 * The charge that loads a membrane is a small difference of large amounts, of ions of both signs: rounding of those is
 * what the potential cannot be told closer than.
 */
function roundingsOf(
  { size }: CompartmentLayout,
  capacities: ReturnType<typeof capacitiesOf>,
  sizes: Float64Array,
  charges: readonly number[],
): Float64Array {
  const roundings = new Float64Array(size);
  for (const { at, cell, terms } of capacities) {
    let [ions, capacity] = [0, 0];
    for (const one of terms) capacity += one.capacity;
    for (let i = 0; i < charges.length; i++)
      if (cell.amount[i] >= 0) ions += Math.abs(charges[i]) * sizes[cell.amount[i]];
    roundings[at] = (Number.EPSILON * ions) / capacity;
  }
  return roundings;
}

/** R T near room temperature [J mol^-1]: the size of a pressure in a solution, by its concentration. */
const PRESSURE_OF_CONCENTRATION = 2500;

function atStart(held: CellLayout["compartment"]["contains"][string] | undefined): number {
  if (held === undefined) return 0;
  return Math.abs(held.kind === "number" ? held.value : evaluate(held, { name: () => 0 }));
}

/** What the flows keep: the amount of each species, and the volume of water, unless a filtrate carries them off. */
function invariantsOf(
  { species, cells, size }: CompartmentLayout,
  { membranes }: CompartmentDomain,
): readonly Float64Array[] {
  if (cells.some(({ compartment }) => compartment.extent.kind === "filtrate")) return [];
  // a bath that is not counted takes and gives what is not seen
  const uncounted = cells.flatMap(({ compartment: { name, extent }, amount, volume }) =>
    extent.kind === "infinite" && volume < 0 && amount.every((at) => at < 0) ? [name] : [],
  );
  const leaks = membranes.filter(({ between }) => between.some((name) => uncounted.includes(name)));
  const kept = species.map(({ name }, i) => {
    const weights = new Float64Array(size);
    if (leaks.some((membrane) => moves(membrane, name))) return weights;
    for (const { amount } of cells) if (amount[i] >= 0) weights[amount[i]] = 1;
    return weights;
  });
  if (cells.every(({ pressure }) => pressure < 0) && !leaks.some(isWet)) {
    const weights = new Float64Array(size);
    for (const { volume } of cells) if (volume >= 0) weights[volume] = 1;
    kept.push(weights);
  }
  return kept.filter((weights) => weights.some((w) => w !== 0));
}
