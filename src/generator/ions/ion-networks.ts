/**
 * The networks of ions in a field that is known: what measures are read from.
 *
 * Between two nodes of `ion-system.ts` lies a cell of the mesh; in it the field and D are constant, so that the fluxes
 * from centre to centre of its cells are those from node to node, and what is read at the nodes is what was solved.
 *
 * @module
 */

import { type Halves, type Network, networkOf } from "#generator/network.ts";
import type { Boundary, Model, Species } from "#model/model.ts";
import type { Landscape } from "#potential/landscape.ts";
import { fillRightSide, makeRightSide } from "./ion-equations.ts";
import { type IonSystem, sizeOf } from "./ion-system.ts";

/** What stands just inside both ends of each interval. */
export interface IntervalValues {
  /** Concentrations [mol m^-3]: index interval * ions + ion. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** Potentials [RT/F]. */
  readonly leftPotential: Float64Array;
  readonly rightPotential: Float64Array;
}

/** The values inside each interval from the unknowns at the nodes. */
export function intervalValues(system: IonSystem, y: Float64Array): IntervalValues {
  const { block: m } = sizeOf(system);
  const ions = m - 1;
  const { cellCount } = system.mesh;
  const side = makeRightSide(m);
  const [left, right] = [new Float64Array(cellCount * ions), new Float64Array(cellCount * ions)];
  const [leftPotential, rightPotential] = [new Float64Array(cellCount), new Float64Array(cellCount)];
  for (let e = 0; e < cellCount; e++) {
    fillRightSide(side, system, y, e, 1);
    for (let k = 0; k < ions; k++) {
      left[e * ions + k] = side.value[k];
      right[e * ions + k] = y[(e + 1) * m + k];
    }
    leftPotential[e] = side.value[ions];
    rightPotential[e] = y[(e + 1) * m + ions];
  }
  return { left, right, leftPotential, rightPotential };
}

/** A species in the field, with the amounts in the nodes of its network. */
export interface IonNetwork {
  readonly network: Network;
  readonly amounts: Float64Array;
}

/** The network of one species in the field of the solution; k is its place in the system. */
export function ionNetwork(
  model: Model,
  species: Species,
  system: IonSystem,
  values: IntervalValues,
  k: number,
): IonNetwork {
  const { mesh } = system;
  const landscape = landscapeIn(system, values, k);
  const network = networkOf(insideModel(model, species, system, k), species, mesh, landscape);
  return { network, amounts: amountsIn(system, network.halves, values, k, network.size) };
}

/** u, D and no drift, straight between the ends of each interval. */
function landscapeIn(system: IonSystem, { leftPotential, rightPotential }: IntervalValues, k: number): Landscape {
  const { mesh, valence, conductance, rise, ratioLog } = system;
  const ions = valence.length;
  const n = mesh.cellCount;
  const [left, right, center, D] = [0, 1, 2, 3].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let before = system.firstPotential[k];
  for (let e = 0; e < n; e++) {
    const start = e === 0 ? before : before - ratioLog[e * ions + k];
    left[e] = start + valence[k] * leftPotential[e];
    right[e] = start + rise[e * ions + k] + valence[k] * rightPotential[e];
    before = start + rise[e * ions + k];
    const s = mesh.leftHalf[e] + mesh.rightHalf[e];
    center[e] = left[e] + ((right[e] - left[e]) * mesh.leftHalf[e]) / s;
    D[e] = conductance[e * ions + k] * s;
  }
  const none = new Float64Array(n);
  return {
    potential: center,
    leftPotential: left,
    rightPotential: right,
    leftDiffusivity: D,
    rightDiffusivity: D,
    leftVelocity: none,
    rightVelocity: none,
  };
}

/** The model with the concentrations that stand just inside its ends, beyond the steps of a Donnan equilibrium. */
function insideModel(model: Model, species: Species, { ends }: IonSystem, k: number): Model {
  const boundaries = model.boundaries.map((boundary): Boundary => {
    const { end, condition } = boundary;
    if (boundary.species !== species.name || condition.kind !== "concentration" || (end !== "left" && end !== "right"))
      return boundary;
    return {
      ...boundary,
      condition: { kind: "concentration", concentration: ends[end].held[k] ?? condition.concentration },
    };
  });
  return { ...model, boundaries };
}

/** What is at the centre of each cell, so that as much flows to it as from it, times the volume of the cell. */
function amountsIn(
  { mesh, valence }: IonSystem,
  halves: Halves,
  { left, right }: IntervalValues,
  k: number,
  size: number,
): Float64Array {
  const ions = valence.length;
  const amounts = new Float64Array(size);
  for (let e = 0; e < mesh.cellCount; e++) {
    const [toLeft, toRight] = [halves.left[e], halves.right[e]];
    const inward = toLeft.backward * left[e * ions + k] + toRight.backward * right[e * ions + k];
    amounts[e + 1] = (mesh.volume[e] * inward) / (toLeft.forward + toRight.forward);
  }
  return amounts;
}
