/**
 * How each measure is read from the concentrations in the cells of a grid: once for the continuum and the master equation.
 *
 * @module
 */

import type { GridNetwork } from "#generator/grid-network.ts";
import { AXES, pointsInCells } from "#mesh/grid-mesh.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { gridPotential } from "#potential/grid-landscape.ts";
import { gridScope } from "#potential/grid-scope.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import { amountIn, cellAt, concentrationInCell, outflow } from "./grid-state.ts";

/** Reads a measure from concentrations, and from what has left through each side since the start. */
export type GridProbe = (c: ReadonlyFloat64Array, gone?: ReadonlyFloat64Array) => number;

/** What a probe may know besides the state. */
export interface GridContext {
  readonly model: Model;
  readonly species: Species;
  readonly network: GridNetwork;
  /** Concentrations at the start. */
  readonly initial: ReadonlyFloat64Array;
}

/** The probe of a measure; undefined if a grid cannot state it from a state alone. */
export function gridProbe(measure: Measure, context: GridContext): GridProbe | undefined {
  const { network, initial } = context;
  const { place } = measure;
  switch (measure.name) {
    case "c":
    case "activity": {
      if (place?.kind !== "point") return undefined;
      const cell = cellAt(network, place.at);
      const factor = measure.name === "c" ? 1 : exp(potentialAt(context, cell, place.at));
      return (c) => factor * concentrationInCell(network, c, cell, place.at);
    }
    case "flux": {
      const side = place?.kind === "side" ? network.sides.find((one) => one.side === place.side) : undefined;
      if (side === undefined) return undefined;
      const sign = isLow(side.side) ? -1 : 1;
      return (c) => (sign * outflow(side, c)) / side.area;
    }
    case "amount": {
      const medium = place?.kind === "layer" ? network.media.names.indexOf(place.layer) : undefined;
      return (c) => amountIn(network, c, medium);
    }
    case "amount_permeated": {
      const k = place?.kind === "side" ? network.sides.findIndex((one) => one.side === place.side) : -1;
      const side = network.sides[k];
      return side && ((_, gone) => (gone ? gone[k] / side.area : Number.NaN));
    }
    case "survival": {
      const started = amountIn(network, initial);
      return started > 0 ? (c) => amountIn(network, c) / started : undefined;
    }
    case "probability":
      return measure.condition && probabilityProbe(context, measure.condition);
    case "max":
      return (c) => extreme(network, c, Math.max, Number.NEGATIVE_INFINITY);
    case "min":
      return (c) => extreme(network, c, Math.min, Number.POSITIVE_INFINITY);
    default:
      return positionProbe(context, measure);
  }
}

function isLow(side: string): boolean {
  return side === "left" || side === "bottom" || side === "front";
}

function extreme(
  { media }: GridNetwork,
  c: ReadonlyFloat64Array,
  of: (a: number, b: number) => number,
  start: number,
): number {
  let value = start;
  for (let i = 0; i < c.length; i++) if (media.isOpen[i]) value = of(value, c[i]);
  return value;
}

/** The reduced potential at a point in the medium of its cell. */
function potentialAt({ model, species, network }: GridContext, cell: number, at: readonly number[]): number {
  const { media, mesh } = network;
  const here = { ...media, of: Int32Array.of(media.of[cell]), isOpen: Uint8Array.of(media.isOpen[cell]) };
  const points = new Map(mesh.names.map((name, axis) => [name, Float64Array.of(at[axis])] as const));
  return gridPotential(model, species, here, points)[0];
}

/** Points along each axis at which a condition is looked at in a cell, by the number of axes. */
const POINTS = [64, 64, 8, 4];

/** Fraction of all that started which is in the cells and fulfils the condition. */
function probabilityProbe({ model, network, initial }: GridContext, condition: Expression): GridProbe | undefined {
  const started = amountIn(network, initial);
  if (!(started > 0)) return undefined;
  const { mesh } = network;
  const points = POINTS[mesh.names.length];
  const shares = new Float64Array(mesh.size);
  const offsets = Array.from({ length: points }, (_, k) => (2 * k + 1) / points - 1);
  const depths = mesh.names.length > 2 ? offsets : [0];
  for (const x of offsets)
    for (const y of offsets)
      for (const z of depths) {
        const holds = fieldOf(condition, mesh.size, gridScope(model, pointsInCells(mesh, [x, y, z])));
        for (let i = 0; i < shares.length; i++) shares[i] += holds[i];
      }
  const all = points * points * depths.length;
  return (c) => {
    let sum = 0;
    for (let i = 0; i < shares.length; i++) sum += (shares[i] / all) * mesh.volume[i] * c[i];
    return sum / started;
  };
}

/** Moments of the position of what is in the cells. */
function positionProbe({ species, network }: GridContext, measure: Measure): GridProbe | undefined {
  const { mesh } = network;
  const { cells } = mesh.shape;
  const axes = AXES.slice(0, mesh.names.length);
  const plane = cells[0] * cells[1];
  /** Mean of a function of the coordinates of the centres. */
  const mean = (c: ReadonlyFloat64Array, of: (x: number, y: number, z: number) => number): number => {
    let [sum, total] = [0, 0];
    for (let i = 0; i < mesh.size; i++) {
      const held = mesh.volume[i] * c[i];
      if (held === 0) continue;
      const x = mesh.center[0][i % cells[0]];
      const y = mesh.center[1][Math.floor((i % plane) / cells[0])];
      const z = mesh.center[2][Math.floor(i / plane)];
      sum += held * of(x, y, z);
      total += held;
    }
    return sum / total;
  };
  const start = species.initial.kind === "point" ? species.initial.at : undefined;
  if (measure.name === "msd" || measure.name === "mean_distance") {
    const isMsd = measure.name === "msd";
    // a ring has no one place to be away from, unless it is a point of the axis
    if (start === undefined || (mesh.geometry === "cylinder" && start[0] !== 0)) return undefined;
    const [x0, y0, z0] = [start[0] ?? 0, start[1] ?? 0, start[2] ?? 0];
    const hasZ = axes.length > 2;
    return (c) =>
      mean(c, (x, y, z) => {
        const square = (x - x0) * (x - x0) + (y - y0) * (y - y0) + (hasZ ? (z - z0) * (z - z0) : 0);
        return isMsd ? square : Math.sqrt(square);
      });
  }
  const axis = measure.place?.kind === "axis" ? measure.place.axis : 0;
  if (mesh.names[axis] === "r" || mesh.names[axis] === undefined) return undefined;
  const along = (x: number, y: number, z: number): number => (axis === 0 ? x : axis === 1 ? y : z);
  const central = (c: ReadonlyFloat64Array, order: number): number => {
    const middle = mean(c, along);
    return mean(c, (x, y, z) => {
      const d = along(x, y, z) - middle;
      return order === 2 ? d * d : order === 3 ? d * d * d : d * d * d * d;
    });
  };
  switch (measure.name) {
    case "mean":
      return (c) => mean(c, along);
    case "variance":
      return (c) => central(c, 2);
    case "skewness":
      return (c) => {
        const variance = central(c, 2);
        return central(c, 3) / (variance * Math.sqrt(variance));
      };
    case "excess_kurtosis":
      return (c) => {
        const variance = central(c, 2);
        return central(c, 4) / (variance * variance) - 3;
      };
    default:
      return undefined;
  }
}
