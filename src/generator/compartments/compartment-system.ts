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
import type { Model } from "#model/model.ts";
import type { StiffSystem } from "#numerics/radau/stiff-system.ts";
import { type Balance, balanceRows, boundOnes, capacitiesOf, type Edge, feltBy, patternOf } from "./balance.ts";
import { invariantsOf } from "./compartment-invariants.ts";
import { roundingsOf, sizesOf, startOf } from "./compartment-start.ts";
import { type CellLayout, type CompartmentLayout, layoutOf } from "./layout.ts";
import { type Flows, makeFlows, membraneFlows } from "./membrane-flows.ts";
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
      balances: [balanceRows(cells[a] as CellLayout, model.field), balanceRows(cells[b] as CellLayout, model.field)],
    };
  });
  // flows before a component is changed: of the first side, then of the second
  const most = Math.max(0, ...edges.flatMap(({ balances }) => balances.map((rows) => rows.length)));
  const base = new Float64Array(2 * most);
  const charges = species.map(({ charge = 0 }) => charge);
  const capacities = model.field === "poisson" ? capacitiesOf(domain, layout, numberOf, temperature) : [];
  const boundOf = boundOnes(layout);
  const start = startOf(layout, sides, domain);
  const sizes = sizesOf(layout, start);
  const system: CompartmentSystem = {
    layout,
    sides,
    start,
    sizes,
    roundings: roundingsOf(layout, capacities, sizes, charges),
    size,
    mass,
    pattern: patternOf(layout, { edges, loaded: capacities, bound: boundOf, charges }),
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
    for (const { area, ends, flows, balances } of edges) {
      sides.fill(near, ends[0], time, y);
      sides.fill(far, ends[1], time, y);
      flows(here, near, far, time);
      for (let e = 0; e < 2; e++) {
        const sign = e === 0 ? -area : area;
        const rows = balances[e] as readonly Balance[];
        for (let r = 0; r < rows.length; r++) {
          const row = rows[r] as Balance;
          out[row.at] += sign * amountOf(row, here, e === 0 ? near : far);
        }
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

  function fillJacobian(entries: Float64Array, time: number, y: Float64Array): void {
    let entry = 0;
    for (const { area, ends, flows, feels, balances } of edges) {
      sides.fill(near, ends[0], time, y);
      sides.fill(far, ends[1], time, y);
      flows(here, near, far, time);
      for (let e = 0; e < 2; e++) {
        const rows = balances[e] as readonly Balance[];
        for (let r = 0; r < rows.length; r++)
          base[e * most + r] = amountOf(rows[r] as Balance, here, e === 0 ? near : far);
      }
      for (let s = 0; s < 2; s++) {
        const columns = feels[s] as readonly number[];
        for (let c = 0; c < columns.length; c++) {
          const column = columns[c] as number;
          const kept = y[column];
          y[column] = kept + DIFFERENCE * Math.max(Math.abs(kept), sizes[column]);
          const change = y[column] - kept;
          sides.fill(s === 0 ? near : far, ends[s] as number, time, y);
          flows(there, near, far, time);
          for (let e = 0; e < 2; e++) {
            const sign = e === 0 ? -area : area;
            const rows = balances[e] as readonly Balance[];
            for (let r = 0; r < rows.length; r++)
              entries[entry++] =
                (sign * (amountOf(rows[r] as Balance, there, e === 0 ? near : far) - base[e * most + r])) / change;
          }
          y[column] = kept;
        }
        sides.fill(s === 0 ? near : far, ends[s] as number, time, y);
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
