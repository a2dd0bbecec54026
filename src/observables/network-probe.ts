/**
 * Probes: how each measure is read from the amounts in the nodes of a network. Defined once, so that the continuum,
 * the master equation and the walk on a network answer the same question.
 *
 * @module
 */

import { startCoordinate } from "#generator/initial-amounts.ts";
import type { Network } from "#generator/network.ts";
import { carrierFlux } from "#model/carrier.ts";
import type { Measure, Place } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { uptakesOf } from "#model/uptake.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { log } from "#numerics/elementary.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import { conditionShares } from "./condition-shares.ts";
import {
  cellsOfLayer,
  concentrationAt,
  faceActivity,
  faceOfLayer,
  flowBeside,
  flowBeyond,
  flowOver,
  leftFaceConcentration,
  outsideActivity,
  ROUNDING,
  rightFaceConcentration,
  steadyFlowOver,
} from "./network-state.ts";

/** Reads one measure from the amounts in the nodes, which may be known to be steady. */
export type Probe = (n: ReadonlyFloat64Array, isSteady?: boolean) => number;

/** What a probe may know besides the amounts. */
export interface ProbeContext {
  readonly model: Model;
  readonly species: Species;
  readonly network: Network;
  /** Amounts at the start. */
  readonly initial: ReadonlyFloat64Array;
}

/**
 * The probe of a measure, or undefined if the network cannot state it. Timeless measures are read from the steady
 * state; those that need a solve of their own (time lag, exit time) are not here.
 */
export function probeOf(measure: Measure, context: ProbeContext): Probe | undefined {
  const { network } = context;
  switch (measure.name) {
    case "c":
      return concentrationProbe(context, measure.place);
    case "activity":
      return activityProbe(network, measure.place);
    case "flux":
      return fluxProbe(network, measure.place);
    case "uptake":
      return uptakeProbe(context, measure);
    case "amount":
      return amountProbe(network, measure.place);
    case "amount_permeated":
      return permeatedProbe(context, measure.place);
    case "permeance":
      return permeanceProbe(network, measure.place);
    case "resistance": {
      const permeance = permeanceProbe(network, measure.place);
      return permeance && ((n) => 1 / permeance(n));
    }
    case "survival":
      return survivalProbe(context);
    case "dissipation":
      return dissipationProbe(context);
    case "probability":
      return probabilityProbe(context, measure);
    case "penetration_depth":
      return penetrationProbe(network);
    default:
      return positionProbe(context, measure);
  }
}

function cellSum(network: Network, n: ReadonlyFloat64Array): number {
  let sum = 0;
  for (let i = 1; i < network.size - 1; i++) sum += n[i];
  return sum;
}

function concentrationProbe(context: ProbeContext, place: Place | undefined): Probe | undefined {
  const { network } = context;
  if (!place) return undefined;
  const last = network.mesh.cellCount - 1;
  switch (place.kind) {
    case "end":
      return place.end === "left"
        ? (n) => leftFaceConcentration(network, n, 0)
        : (n) => rightFaceConcentration(network, n, last);
    case "bath": {
      const { condition } = network.ends[place.end];
      if (condition.kind === "robin" || condition.kind === "concentration") return () => condition.concentration;
      if (condition.kind !== "bath") return undefined;
      const node = place.end === "left" ? 0 : network.size - 1;
      return (n) => n[node] / condition.volume;
    }
    case "layer-face": {
      const cells = cellsOfLayer(network, place.layer);
      if (!cells) return undefined;
      return place.side === "left"
        ? (n) => leftFaceConcentration(network, n, cells[0])
        : (n) => rightFaceConcentration(network, n, cells[1] - 1);
    }
    case "point": {
      const x = coordinateOf(context, place.at);
      return x === undefined ? undefined : (n) => concentrationAt(network, n, x);
    }
    case "layer": {
      const cells = cellsOfLayer(network, place.layer);
      if (!cells) return undefined;
      return (n) => sumBetween(n, cells) / sumBetween(network.volume, cells);
    }
    default:
      return undefined;
  }
}

/**
 * Coordinate along the mesh of a place: x, or a radius. Where the grid looks along the radius around a start it is the
 * distance from there, which a radius alone tells only if the start is the origin.
 */
function coordinateOf({ model, species, network }: ProbeContext, at: readonly number[]): number | undefined {
  if (network.mesh.geometry === "slab" || model.domain?.kind !== "free") return at[0];
  const start = species.initial.kind === "point" ? species.initial.at : [];
  const isOrigin = start.every((x) => x === 0);
  if (at.length < start.length && !isOrigin) return undefined;
  let square = 0;
  at.forEach((x, axis) => {
    square += (x - (start[axis] ?? 0)) * (x - (start[axis] ?? 0));
  });
  return Math.sqrt(square);
}

function sumBetween(n: ReadonlyFloat64Array, [first, end]: readonly [number, number]): number {
  let sum = 0;
  for (let i = first; i < end; i++) sum += n[i + 1];
  return sum;
}

function activityProbe(network: Network, place: Place | undefined): Probe | undefined {
  if (!place) return undefined;
  const last = network.mesh.cellCount - 1;
  if (place.kind === "end") return (n) => faceActivity(network, n, place.end === "left" ? 0 : last, place.end);
  if (place.kind === "bath") return (n) => outsideActivity(network, n, place.end);
  if (place.kind === "layer-face") {
    const cells = cellsOfLayer(network, place.layer);
    if (!cells) return undefined;
    return (n) => faceActivity(network, n, place.side === "left" ? cells[0] : cells[1] - 1, place.side);
  }
  return undefined;
}

/** Edge of the network over which a flux through the place goes. */
function edgeOf(network: Network, place: Place | undefined): number | undefined {
  if (place?.kind === "end") return place.end === "left" ? 0 : network.size - 2;
  if (place?.kind === "layer-face") {
    const cells = cellsOfLayer(network, place.layer);
    return cells && (place.side === "left" ? cells[0] : cells[1]);
  }
  if (place?.kind === "layer") return faceOfLayer(network, place.layer);
  return undefined;
}

function fluxProbe(network: Network, place: Place | undefined): Probe | undefined {
  const edge = edgeOf(network, place);
  if (edge === undefined) return undefined;
  const area = network.mesh.area[edge];
  const cells = place?.kind === "layer-face" && network.captures ? cellsOfLayer(network, place.layer) : undefined;
  if (place?.kind === "layer-face" && cells !== undefined) {
    // carriers at the face take on its other side
    const cell = place.side === "left" ? cells[0] : cells[1] - 1;
    return (n) => flowBeside(network, n, cell, place.side) / area;
  }
  if (place?.kind === "end" && network.captures && network.ends[place.end].kind === "bath")
    return (n) => flowBeyond(network, n, place.end) / area;
  return (n, isSteady) => (isSteady ? steadyFlowOver(network, n, edge) : flowOver(network, n, edge)) / area;
}

/** What carriers take in the cells and at the faces where they sit [mol s^-1, per area in a slab]. */
function uptakeProbe({ model, species, network }: ProbeContext, { source }: Measure): Probe | undefined {
  const { mesh } = network;
  const takers = uptakesOf(model, species).flatMap((one): Probe[] => {
    if (source !== undefined && one.name !== source) return [];
    const { law, behind, area } = one;
    const cells = cellsOfLayer(network, one.layer);
    if (cells === undefined) return [];
    if (one.at === "walls")
      return [
        (n) => {
          let sum = 0;
          for (let i = cells[0]; i < cells[1]; i++)
            sum += (mesh.volume[i] / (mesh.fluidShare?.[i] ?? 1)) * carrierFlux(law, n[i + 1] / mesh.volume[i], behind);
          return area * sum;
        },
      ];
    const cell = one.at === "left" ? cells[0] : cells[1] - 1;
    const face = one.at === "left" ? cells[0] : cells[1];
    const at = one.at === "left" ? leftFaceConcentration : rightFaceConcentration;
    return [(n) => area * mesh.area[face] * carrierFlux(law, at(network, n, cell), behind)];
  });
  if (takers.length === 0) return undefined;
  return (n, isSteady) => takers.reduce((sum, take) => sum + take(n, isSteady), 0);
}

function amountProbe(network: Network, place: Place | undefined): Probe | undefined {
  if (!place || place.kind === "all") {
    const left = network.ends.left.kind === "bath" ? 1 : 0;
    const right = network.ends.right.kind === "bath" ? 1 : 0;
    return (n) => cellSum(network, n) + left * n[0] + right * n[network.size - 1];
  }
  if (place.kind === "layer") {
    const cells = cellsOfLayer(network, place.layer);
    return cells && ((n) => sumBetween(n, cells));
  }
  if (place.kind === "bath" && network.ends[place.end].kind === "bath") {
    const node = place.end === "left" ? 0 : network.size - 1;
    return (n) => n[node];
  }
  return undefined;
}

/** Fraction of all that started, in cells and baths, that is in them still; undefined where nothing started. */
function survivalProbe({ network, initial }: ProbeContext): Probe | undefined {
  const held = amountProbe(network, undefined);
  const started = sumOf(initial);
  return held && started > 0 ? (n) => held(n) / started : undefined;
}

function permeatedProbe({ network, initial }: ProbeContext, place: Place | undefined): Probe | undefined {
  if (place?.kind !== "end") return undefined;
  const { area, kind } = network.ends[place.end];
  if (kind === "closed") return () => 0;
  const node = place.end === "left" ? 0 : network.size - 1;
  return (n) => (n[node] - initial[node]) / area;
}

/** Everywhere per area of the outer end of the whole domain, so that resistances of layers add. */
function permeanceProbe(network: Network, place: Place | undefined): Probe | undefined {
  const area = network.mesh.area[network.mesh.cellCount];
  if (!place || place.kind === "all") {
    return (n) =>
      fluxPerDrop(
        steadyFlowOver(network, n, network.size - 2) / area,
        outsideActivity(network, n, "left"),
        outsideActivity(network, n, "right"),
      );
  }
  if (place.kind !== "layer") return undefined;
  const cells = cellsOfLayer(network, place.layer);
  const face = faceOfLayer(network, place.layer);
  if (face !== undefined) {
    // the drop over a face is that of all its membranes, and at an end also that of what lies beyond
    const isAlone = network.mesh.membranes.get(face)?.length === 1;
    if (!isAlone || face === 0 || face === network.mesh.cellCount) return undefined;
    return (n) =>
      fluxPerDrop(
        steadyFlowOver(network, n, face) / area,
        faceActivity(network, n, face - 1, "right"),
        faceActivity(network, n, face, "left"),
      );
  }
  if (!cells) return undefined;
  const [first, end] = cells;
  return (n) =>
    fluxPerDrop(
      steadyFlowOver(network, n, first) / area,
      faceActivity(network, n, first, "left"),
      faceActivity(network, n, end - 1, "right"),
    );
}

/** Flux per drop of activity [m s^-1]; NaN where the drop is rounding. */
function fluxPerDrop(flux: number, before: number, after: number): number {
  const drop = before - after;
  return Math.abs(drop) > ROUNDING * Math.max(Math.abs(before), Math.abs(after)) ? flux / drop : Number.NaN;
}

/**
 * -∫ J dμ = sum over faces of J R T ln(a_left / a_right), from end to end; infinite towards an end that is empty. In a
 * ring the face that joins its ends counts once, from the last cell to the first.
 */
function dissipationProbe({ model, network }: ProbeContext): Probe | undefined {
  const { temperature } = model;
  if (temperature === undefined) return undefined;
  const RT = GAS_CONSTANT * temperature;
  const { cellCount } = network.mesh;
  return (n) => {
    const activityInCell = (i: number): number => n[i + 1] / network.weight[i + 1];
    const isRing = network.wrap !== undefined;
    let sum = 0;
    let before = isRing ? activityInCell(cellCount - 1) : outsideActivity(network, n, "left");
    for (let i = 0; i <= (isRing ? cellCount - 1 : cellCount); i++) {
      const after = i < cellCount ? activityInCell(i) : outsideActivity(network, n, "right");
      const flow = flowOver(network, n, i);
      if (flow !== 0) sum += flow * RT * log(before / after);
      before = after;
    }
    return sum;
  };
}

/** Fraction of all that started which is in the cells and fulfils the condition. */
function probabilityProbe({ model, network, initial }: ProbeContext, measure: Measure): Probe | undefined {
  if (!measure.condition || network.mesh.geometry !== "slab") return undefined;
  const shares = conditionShares(model, network.mesh, measure.condition);
  const started = sumOf(initial);
  if (started === 0) return undefined;
  return (n) => {
    let sum = 0;
    for (let i = 0; i < shares.length; i++) sum += shares[i] * n[i + 1];
    return sum / started;
  };
}

/** From the supplied end to where a parabola through the last filled cells ends with c = 0 and c' = 0. */
function penetrationProbe(network: Network): Probe {
  const { edge, cellCount, volume } = network.mesh;
  return (n) => {
    const isFromLeft = n[1] > 0 || n[cellCount] <= 0;
    const cellOf = (k: number): number => (isFromLeft ? k : cellCount - 1 - k);
    const distance = (k: number): number => {
      const i = cellOf(k);
      const x = 0.5 * (edge[i] + edge[i + 1]);
      return isFromLeft ? x - edge[0] : edge[cellCount] - x;
    };
    let filled = 0;
    while (filled < cellCount && n[cellOf(filled) + 1] > 0) filled++;
    if (filled === cellCount) return edge[cellCount] - edge[0];
    // the last filled cell feels that the next one is held empty: c grows as the square of the distance before it
    const [near, far] = [filled - 2, filled - 3];
    if (far < 0) return Number.NaN;
    const concentration = (k: number): number => n[cellOf(k) + 1] / volume[cellOf(k)];
    const ratio = Math.sqrt(concentration(far) / concentration(near));
    return (ratio * distance(near) - distance(far)) / (ratio - 1);
  };
}

/** Moments of the position of what is in the cells. */
function positionProbe({ model, species, network }: ProbeContext, measure: Measure): Probe | undefined {
  const { center, geometry, cellCount } = network.mesh;
  const moment = (n: ReadonlyFloat64Array, about: number, order: number): number => {
    let sum = 0;
    for (let i = 0; i < cellCount; i++) {
      const d = center[i] - about;
      let power = 1;
      for (let k = 0; k < order; k++) power *= d;
      sum += power * n[i + 1];
    }
    return sum / cellSum(network, n);
  };
  const start = startCoordinate(model, species);
  // a radius tells the distance from the centre only
  if (start !== undefined && (geometry === "slab" || start === 0)) {
    if (measure.name === "msd") return (n) => moment(n, start, 2);
    if (measure.name === "mean_distance")
      return (n) => {
        let sum = 0;
        for (let i = 0; i < cellCount; i++) sum += Math.abs(center[i] - start) * n[i + 1];
        return sum / cellSum(network, n);
      };
  }
  if (geometry !== "slab") return undefined;
  const mean: Probe = (n) => moment(n, 0, 1);
  const spacing = (center[cellCount - 1] - center[0]) / cellCount;
  // what is all at one node, but for rounding, has no shape yet
  const shaped = (variance: number): number => (variance > 1e-9 * spacing * spacing ? variance : Number.NaN);
  switch (measure.name) {
    case "mean":
      return mean;
    case "variance":
      return (n) => moment(n, mean(n), 2);
    case "skewness":
      return (n) => {
        const m = mean(n);
        const variance = shaped(moment(n, m, 2));
        return moment(n, m, 3) / (variance * Math.sqrt(variance));
      };
    case "excess_kurtosis":
      return (n) => {
        const m = mean(n);
        const variance = shaped(moment(n, m, 2));
        return moment(n, m, 4) / (variance * variance) - 3;
      };
    default:
      return undefined;
  }
}
