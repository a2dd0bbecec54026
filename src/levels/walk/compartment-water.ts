/**
 * Water between compartments: the pressures of rigid ones, the flow through each pathway, how fast volumes change.
 *
 *     J_v = L_p [P - P' - sum of (Π_i - Π'_i) + sum of (1 - σ_i) (Π_i^m - Π_i'^m)
 *                - sum of (1 - σ_i) RT ([1 - B(u_i)] a_i - [1 - B(-u_i)] a'_i)]
 *     dV/dt = sum of ± A J_v,   0 = sum of ± A J_v of a rigid compartment
 *
 * Π^m is the osmotic pressure of what the membrane feels, RT a with a = c γ / K: where K and γ are 1, the first two
 * sums are σ ΔΠ. The last sum is the pull of the field on the ions that water drags, u = z F (φ' - φ) / RT: at a Donnan
 * equilibrium it makes up for what σ < 1 leaves out of the osmotic pressures. The condition on a rigid compartment is
 * linear in the pressures, so that the inverse of its conductances, made once, gives them at once.
 *
 * @module
 */

import type { CellLayout } from "#generator/compartments/layout.ts";
import type { SideState } from "#generator/compartments/pathway-flow.ts";
import type { Membrane } from "#model/compartments.ts";
import type { Model, Species } from "#model/model.ts";
import { bernoulli } from "#numerics/bernoulli.ts";
import { eliminated } from "#numerics/dense-solve.ts";
import { GAS_CONSTANT } from "#units/constants.ts";

/** An ion that the field pulls through a pathway, and water with it. */
interface DraggingIon {
  readonly i: number;
  readonly charge: number;
  /** (1 - σ) RT [J mol^-1] */
  readonly pull: number;
}

/** The water of compartments, brought up to date by `flow`. */
export interface Water {
  /** Volume flux by membrane and pathway [m s^-1]. */
  readonly flux: readonly Float64Array[];
  /** Rate of change of the volume of each compartment [m^3 s^-1]. */
  readonly slope: Float64Array;
  /** Whether it feels the electric potentials. */
  readonly feelsField: boolean;
  /**
   * Find the pressures that keep rigid compartments at their volumes, into their sides and the state, and the flows.
   */
  flow(y: Float64Array): void;
}

/** The water of compartments whose sides are filled before each call. */
export function makeWater(
  cells: readonly CellLayout[],
  membranes: readonly Membrane[],
  ends: readonly (readonly [number, number])[],
  sides: readonly SideState[],
  { species, temperature = Number.NaN }: Pick<Model, "species" | "temperature">,
): Water {
  const flux = membranes.map(({ pathways }) => new Float64Array(pathways.length));
  const slope = new Float64Array(cells.length);
  const reflected = membranes.map((membrane) => reflections(membrane, species));
  const dragging = membranes.map((membrane) => draggingIons(membrane, species, GAS_CONSTANT * temperature));
  const feelsField = dragging.some((paths) => paths.some((ions) => ions.length > 0));
  const wet = membranes.flatMap(({ pathways }, m) => (pathways.some((p) => p.conductivity > 0) ? [m] : []));
  const rigid = cells.flatMap(({ pressure }, k) => (pressure >= 0 ? [k] : []));
  const response = pressureResponse();
  const surplus = new Float64Array(rigid.length);
  return { flux, slope, feelsField, flow };

  function flow(y: Float64Array): void {
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
        for (let i = 0; i < sigma.length; i++) {
          const drawn = to.osmotic[i] - from.osmotic[i];
          force += sigma[i] * drawn + (1 - sigma[i]) * (drawn - (to.felt[i] - from.felt[i]));
        }
        for (const { i, charge, pull } of (dragging[m] as DraggingIon[][])[path] as DraggingIon[]) {
          const u = charge * (to.potential - from.potential);
          if (u !== 0) force -= pull * ((1 - bernoulli(u)) * from.activity[i] - (1 - bernoulli(-u)) * to.activity[i]);
        }
        const Jv = (pathways[path] as Membrane["pathways"][number]).conductivity * force;
        (flux[m] as Float64Array)[path] = Jv;
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
}

/** Reflection coefficients in the flow of water, by pathway and species: 1 of what does not pass. */
function reflections({ pathways }: Membrane, species: readonly Species[]): readonly Float64Array[] {
  return pathways.map(({ solutes }) => Float64Array.from(species, ({ name }) => solutes[name]?.osmotic ?? 1));
}

/** Ions of each pathway that pass by a permeability and that water drags. */
function draggingIons(
  { pathways }: Membrane,
  species: readonly Species[],
  RT: number,
): readonly (readonly DraggingIon[])[] {
  return pathways.map(({ solutes }) =>
    species.flatMap(({ name, charge = 0 }, i) => {
      const passage = solutes[name];
      if (charge === 0 || passage === undefined || passage.osmotic === 1 || passage.conductance !== undefined)
        return [];
      return [{ i, charge, pull: (1 - passage.osmotic) * RT }];
    }),
  );
}
