/**
 * Ions in the field that they make, on a mesh whose nodes are its edges: what the equations of `ion-equations.ts` know.
 *
 * Concentrations and the potential live on the edges of the mesh, each cell is the interval between two of them. Ends
 * and interfaces are nodes, so that a jump of the medium or of the fixed charge never lies inside an interval; the
 * volume around a node is half of the interval on either side.
 *
 * @module
 */

import type { Mesh } from "#mesh/mesh.ts";
import type { End, LayeredDomain, Model, Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";
import { landscapeOf } from "#potential/landscape.ts";
import { FARADAY, VACUUM_PERMITTIVITY } from "#units/constants.ts";
import { donnanShift } from "./donnan-shift.ts";

/** What holds the ions at an end. */
export interface IonEnd {
  /** Concentration just inside that is held, by ion; undefined where a flux is given instead. */
  readonly held: readonly (number | undefined)[];
  /** Flow into the domain of those that are not held [mol s^-1 per area, length or whole]. */
  readonly inflow: readonly number[];
  /** Potential in RT/F of the bath, or wall; undefined where nothing says it. */
  readonly potential: number | undefined;
  /** Potential just inside less that of the bath [RT/F]: the Donnan potential of a charged layer. */
  readonly step: number;
}

export interface IonSystem {
  readonly closure: "poisson" | "electroneutral";
  readonly mesh: Mesh;
  readonly names: readonly string[];
  /** Charge number of each species; 0 for what is carried along. */
  readonly valence: Float64Array;
  /** D / s of each interval, ion by ion: index interval * ions + ion. */
  readonly conductance: Float64Array;
  /** Rise of the part of the reduced potential that is not electric, over each interval [1]. */
  readonly rise: Float64Array;
  /** Concentration at the left end of an interval over that in the interval before it, without field [1]. */
  readonly ratio: Float64Array;
  /** Its logarithm. */
  readonly ratioLog: Float64Array;
  /** The part of the reduced potential that is not electric, at the left end of the first interval, by ion [1]. */
  readonly firstPotential: Float64Array;
  /** Fixed charge of each interval [mol m^-3]. */
  readonly fixedCharge: Float64Array;
  /** Relative permittivity over geometric resistance of each interval. */
  readonly capacity: Float64Array;
  /** Volume of each interval that belongs to its left and to its right node. */
  readonly leftVolume: Float64Array;
  readonly rightVolume: Float64Array;
  /** F² / (ε₀ R T) [m mol^-1]: (ε φ')' = -chargeFactor (Σ z c + X), φ in RT/F. */
  readonly chargeFactor: number;
  /** RT/F [V]. */
  readonly thermal: number;
  readonly ends: { readonly [E in End]: IonEnd };
}

/** The system of some species of a model on a mesh. */
export function ionSystem(model: Model, species: readonly Species[], mesh: Mesh): IonSystem {
  const [intervals, ions] = [mesh.cellCount, species.length];
  const closure = model.field === "electroneutral" ? "electroneutral" : "poisson";
  const thermal = thermalVoltage(model.temperature ?? Number.NaN);
  const valence = Float64Array.from(species, ({ charge = 0 }) => charge);
  const conductance = new Float64Array(intervals * ions);
  const rise = new Float64Array(intervals * ions);
  const ratioLog = new Float64Array(intervals * ions);
  const firstPotential = new Float64Array(ions);
  const length = Float64Array.from({ length: intervals }, (_, e) => mesh.leftHalf[e] + mesh.rightHalf[e]);
  for (const [k, one] of species.entries()) {
    const { leftDiffusivity, rightDiffusivity, leftPotential, rightPotential } = landscapeOf(model, one, mesh);
    for (let e = 0; e < intervals; e++) {
      const D = 2 / (1 / leftDiffusivity[e] + 1 / rightDiffusivity[e]);
      conductance[e * ions + k] = D / length[e];
      rise[e * ions + k] = rightPotential[e] - leftPotential[e];
      if (e > 0) ratioLog[e * ions + k] = rightPotential[e - 1] - leftPotential[e];
    }
    firstPotential[k] = leftPotential[0];
  }
  const { layers } = model.domain as LayeredDomain;
  const layerOf = (e: number) => layers[mesh.layer[e]] as LayeredDomain["layers"][number];
  const fixedCharge = Float64Array.from({ length: intervals }, (_, e) => layerOf(e).fixedCharge ?? 0);
  const permittivity = (e: number) => model.permittivities?.[layerOf(e).medium] ?? Number.NaN;
  const leftVolume = Float64Array.from({ length: intervals }, (_, e) => mesh.volume[e] * leftShare(mesh, e));
  return {
    closure,
    mesh,
    names: species.map(({ name }) => name),
    valence,
    conductance,
    rise,
    ratio: ratioLog.map(exp),
    ratioLog,
    firstPotential,
    fixedCharge,
    capacity: length.map((s, e) => permittivity(e) / s),
    leftVolume,
    rightVolume: leftVolume.map((left, e) => mesh.volume[e] - left),
    chargeFactor: FARADAY / (VACUUM_PERMITTIVITY * thermal),
    thermal,
    ends: {
      left: endOf(model, species, mesh, "left", fixedCharge[0], closure, thermal),
      right: endOf(model, species, mesh, "right", fixedCharge[intervals - 1], closure, thermal),
    },
  };
}

/** Share of the volume of a cell that lies before its centre. */
function leftShare({ geometry, edge, center }: Mesh, e: number): number {
  const [a, m, b] = [edge[e], center[e], edge[e + 1]];
  if (geometry === "slab") return 0.5;
  const power = (x: number) => (geometry === "cylinder" ? x * x : x * x * x);
  return (power(m) - power(a)) / (power(b) - power(a));
}

function endOf(
  model: Model,
  species: readonly Species[],
  mesh: Mesh,
  end: End,
  fixedCharge: number,
  closure: IonSystem["closure"],
  thermal: number,
): IonEnd {
  const area = mesh.area[end === "left" ? 0 : mesh.cellCount];
  const held: (number | undefined)[] = [];
  const inflow: number[] = [];
  for (const { name } of species) {
    const condition = model.boundaries.find((one) => one.end === end && one.species === name)?.condition;
    held.push(
      condition?.kind === "concentration" ? condition.concentration : condition?.kind === "absorbing" ? 0 : undefined,
    );
    inflow.push(condition?.kind === "flux" ? condition.flux * area : 0);
  }
  const declared = model.electricPotentials?.[end];
  const potential = declared === undefined ? undefined : declared / thermal;
  const isBath = species.every(({ charge }, k) => charge === undefined || held[k] !== undefined);
  if (closure === "poisson" || fixedCharge === 0 || !isBath) return { held, inflow, potential, step: 0 };
  const valence = species.map(({ charge = 0 }) => charge);
  const step = donnanShift(
    valence,
    held.map((c) => c ?? 0),
    fixedCharge,
  );
  return { held: held.map((c, k) => c && c * exp(-valence[k] * step)), inflow, potential, step };
}

/** Whether all ions are held at an end: a bath stands there, not an electrode or a wall. */
export function isBath({ valence }: IonSystem, { held }: IonEnd): boolean {
  return held.every((c, k) => c !== undefined || valence[k] === 0);
}

/** Numbers of nodes and of unknowns of a node: one for each species, and the potential. */
export function sizeOf({ mesh, names }: IonSystem): { readonly nodes: number; readonly block: number } {
  return { nodes: mesh.cellCount + 1, block: names.length + 1 };
}
