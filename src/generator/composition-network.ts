/**
 * The network of a species whose rates depend on its own composition: at each state a network of hops, and the slopes
 * of its flows.
 *
 *     u = V/kT - ln K + ln γ(c),    D = D(c)
 *
 * At any state the rates are those of a hopping network that has that state frozen in: amount is conserved, nothing
 * becomes negative by it, and it obeys detailed balance with respect to the activity at that state. So the continuum
 * solves dn/dt = Q(n) n with its Jacobian, the master equation moves n by Q(n) for a while, and every measure is read
 * from the network at the state of the moment.
 *
 * D on a face is the mean over the compositions between its sides by Simpson's rule, exact for D up to the cube of c:
 * the steady flux of Kirchhoff's integral, and a front of D ∝ c advances into what is empty.
 *
 * @module
 */

import type { Mesh } from "#mesh/mesh.ts";
import { activityOf, type SpeciesActivity } from "#model/activity.ts";
import type { End, Model, Species } from "#model/model.ts";
import { exp, log } from "#numerics/elementary.ts";
import { halfDiffusivity } from "#potential/half-diffusivity.ts";
import type { Landscape } from "#potential/landscape.ts";
import { faceDiffusivity } from "./face-diffusivity.ts";
import { type FaceFlux, type FaceSide, fillJumpFlux, fillSmoothFlux, type HalfSide } from "./face-flux.ts";
import { type Conductances, halfFace } from "./half-face.ts";
import { facePermeability, gainOf, type Network } from "./network.ts";

/** The network of a species at any state. */
export interface CompositionNetwork {
  /** What does not depend on the state: nodes, volumes, ends and sources. Its rates are those of D = 1 and γ = 1. */
  readonly base: Network;
  readonly activity: SpeciesActivity;
  /** D depends on the composition somewhere. */
  readonly variesD: boolean;
  /** The network with a state frozen in. It is one record, whose rates the next call writes over. */
  at(n: Float64Array): Network;
  /** Slopes of the flows at the state last given to `at`. */
  readonly slopes: FlowSlopes;
  /** Slope of what is made or taken in each node in what it holds, at that state; absent: `growth` of the base [s^-1]. */
  readonly growthSlopes?: Float64Array;
}

/** Slopes of the flow over each edge in the concentrations before and after it [m^3 s^-1 ...]. */
export interface FlowSlopes {
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Over the face that joins the last cell to the first one. */
  readonly wrap: { before: number; after: number };
}

/** u jumps at a face if it does by more than this [1]. */
const JUMP = 1e-12;

/** Share of what passes over a face in one direction below which its digits count as lost beside the other [1]. */
const LOST = 1e-8;

/** Whether the potential of the place jumps on the face between two cells. */
export function jumpsAt({ leftPotential, rightPotential }: Landscape, i: number, j: number): boolean {
  return Math.abs(leftPotential[j] - rightPotential[i]) > JUMP;
}

/** The network of a species of a model at any state, on the nodes of a network. */
export function compositionNetwork(model: Model, species: Species, base: Network): CompositionNetwork {
  const { mesh, landscape: place, size, volume, ends } = base;
  const activity = activityOf(species);
  const diffusivity = halfDiffusivity(model, species, mesh);
  const cells = mesh.cellCount;
  const room = () => new Float64Array(cells);
  const [c, clamped, lnGamma, gammaSlope] = [room(), room(), room(), room()];
  const forward = new Float64Array(size - 1);
  const backward = new Float64Array(size - 1);
  const weight = new Float64Array(size);
  const slopes: FlowSlopes = {
    before: new Float64Array(size - 1),
    after: new Float64Array(size - 1),
    wrap: { before: 0, after: 0 },
  };
  const activityBeyond: Partial<Record<End, number>> = {};
  const potentials = { potential: room(), leftPotential: room(), rightPotential: room() };
  const halves = { left: pairs(cells), right: pairs(cells) };
  const flux: FaceFlux = { forward: 0, backward: 0, slopeBefore: 0, slopeAfter: 0 };

  const lnGammaAt = (s: number): number =>
    activity.isIdeal ? 0 : activity.lnGamma(Math.min(Math.max(s, 0), activity.highest));
  const sideAt = (s: number): FaceSide => {
    const inside = s >= 0 && s <= activity.highest;
    return { c: s, lnGamma: lnGammaAt(s), gammaSlope: inside && !activity.isIdeal ? activity.slope(s) : 0 };
  };
  const side = (i: number): FaceSide => ({ c: c[i], lnGamma: lnGamma[i], gammaSlope: gammaSlope[i] });
  const halfSide = (i: number, half: "left" | "right"): HalfSide => {
    const resistance = half === "left" ? mesh.leftHalf[i] : mesh.rightHalf[i];
    return {
      ...side(i),
      potential: place.potential[i],
      facePotential: (half === "left" ? place.leftPotential : place.rightPotential)[i],
      conductance: own[half][i] / resistance,
      conductanceSlope: (half === "left" ? own.leftSlope : own.rightSlope)[i] / resistance,
    };
  };
  const wallSides = { left: wallAt("left"), right: wallAt("right") };
  const faces = faceDiffusivity(mesh, diffusivity, { left: wallSides.left?.c, right: wallSides.right?.c });
  const { own } = faces;
  const membraneOn = (face: number): number => facePermeability(model, species, mesh, face) * mesh.area[face];
  const isSmooth = Array.from({ length: cells + 1 }, (_, f) => {
    const [i, j] = f === 0 || f === cells ? [cells - 1, 0] : [f - 1, f];
    return membraneOn(f) === Number.POSITIVE_INFINITY && !jumpsAt(place, i, j);
  });

  /**
   * The law from a node to a face over which so much flows outwards, by which the composition at the face is read:
   * J = -D (Γ dc/dx + c du/dx), that of an ideal one where Γ is not above zero. The activity at the face stays that of
   * the law of the flux, which has γ of the node.
   */
  const setSteep = (i: number, half: "left" | "right", outflow: number): void => {
    const resistance = half === "left" ? mesh.leftHalf[i] : mesh.rightHalf[i];
    const rise = (half === "left" ? place.leftPotential : place.rightPotential)[i] - place.potential[i];
    const gamma = 1 + clamped[i] * gammaSlope[i];
    const law = halves[half][i];
    const atFace = (): number => (law.forward * c[i] - outflow) / law.backward;
    setHalf(law, own[half][i] / resistance, rise);
    const flat = atFace();
    if (!(gamma > 0) || gamma === 1) return;
    setHalf(law, (own[half][i] * gamma) / resistance, rise / gamma);
    const steep = atFace();
    const potential = half === "left" ? potentials.leftPotential : potentials.rightPotential;
    if (flat > 0 && steep > 0) potential[i] += log(flat / steep);
  };

  /** The law between two cells; leaves it in `flux`. */
  const between = (i: number, j: number, face: number): void => {
    if (!isSmooth[face]) {
      fillJumpFlux(flux, halfSide(i, "right"), halfSide(j, "left"), membraneOn(face));
      const flow = flux.forward * c[i] - flux.backward * c[j];
      setSteep(i, "right", flow);
      setSteep(j, "left", -flow);
      return;
    }
    const [before, after] = [mesh.rightHalf[i], mesh.leftHalf[j]];
    fillSmoothFlux(
      flux,
      {
        D: faces.D[face],
        slopeBefore: faces.before[face],
        slopeAfter: faces.after[face],
        resistance: before + after,
        rise: place.potential[j] - place.potential[i],
        drift: driftOver(mesh, place, i, j),
      },
      side(i),
      side(j),
    );
    // at the face itself the concentration lies between those of the nodes
    const share = after / (before + after);
    const beyond = flux.backward / (1 - share);
    halves.right[i] = { forward: flux.forward + share * beyond, backward: beyond };
    const behind = flux.forward / share;
    halves.left[j] = { forward: flux.backward + (1 - share) * behind, backward: behind };
    // the same where one direction is lost beside the other: by the flow itself, which then does not cancel
    const [right, left] = [flux.forward * c[i], flux.backward * c[j]];
    const middle = share * c[i] + (1 - share) * c[j];
    if (left < LOST * right) halves.right[i] = { forward: flux.forward * (1 + middle / c[i]), backward: flux.forward };
    if (right < LOST * left) halves.left[j] = { forward: flux.backward * (1 + middle / c[j]), backward: flux.backward };
  };

  /** What a held concentration at an end is; undefined where none is held there. */
  function wallAt(end: End): FaceSide | undefined {
    const { condition } = ends[end];
    if (condition.kind === "concentration") return sideAt(condition.concentration);
    return condition.kind === "absorbing" ? sideAt(0) : undefined;
  }

  /** The law from the cell at an end outwards; leaves it in `flux`, and returns what stands beyond. */
  const outwards = (end: End, n: Float64Array): FaceSide | undefined => {
    const isLeft = end === "left";
    const cell = isLeft ? 0 : cells - 1;
    const face = isLeft ? 0 : cells;
    const half = (isLeft ? mesh.leftHalf : mesh.rightHalf)[cell];
    const facePotential = (isLeft ? place.leftPotential : place.rightPotential)[cell];
    const delta = facePotential - place.potential[cell];
    const { condition } = ends[end];
    const wall = wallSides[end];
    if (wall !== undefined) {
      const velocity = isLeft ? -place.leftVelocity[0] : place.rightVelocity[cells - 1];
      fillSmoothFlux(
        flux,
        {
          D: faces.D[face],
          slopeBefore: faces.before[face],
          slopeAfter: 0,
          resistance: half,
          rise: delta,
          drift: velocity * Math.abs(mesh.edge[face] - mesh.center[cell]),
        },
        side(cell),
        wall,
      );
      halves[end][cell] = { forward: flux.forward, backward: flux.backward };
      return wall;
    }
    const bath =
      condition.kind === "robin"
        ? sideAt(condition.concentration)
        : condition.kind === "bath"
          ? sideAt(n[isLeft ? 0 : size - 1] / condition.volume)
          : undefined;
    if (bath === undefined) {
      setSteep(cell, end, 0);
      return undefined;
    }
    const membrane = condition.kind === "robin" ? condition.permeability * mesh.area[face] : membraneOn(face);
    const beyond = {
      ...bath,
      potential: 0,
      facePotential: 0,
      conductance: Number.POSITIVE_INFINITY,
      conductanceSlope: 0,
    };
    fillJumpFlux(flux, halfSide(cell, end), beyond, membrane);
    setSteep(cell, end, flux.forward * c[cell] - flux.backward * bath.c);
    return bath;
  };

  const fillCells = (n: Float64Array): void => {
    for (let i = 0; i < cells; i++) {
      c[i] = n[i + 1] / volume[i + 1];
      clamped[i] = Math.min(Math.max(c[i], 0), activity.highest);
    }
    for (let i = 0; i < cells && !activity.isIdeal; i++) {
      lnGamma[i] = activity.lnGamma(clamped[i]);
      gammaSlope[i] = clamped[i] === c[i] ? activity.slope(c[i]) : 0;
    }
    faces.fill(c);
    for (let i = 0; i < cells; i++) {
      potentials.potential[i] = place.potential[i] + lnGamma[i];
      potentials.leftPotential[i] = place.leftPotential[i] + lnGamma[i];
      potentials.rightPotential[i] = place.rightPotential[i] + lnGamma[i];
      weight[i + 1] = volume[i + 1] * exp(-potentials.potential[i]);
    }
  };

  /** Rates, slopes and supplies over an end; returns what the reservoir there gives [mol s^-1]. */
  const attach = (end: End, n: Float64Array): number => {
    const isLeft = end === "left";
    const [edge, node, cell] = isLeft ? [0, 0, 1] : [size - 2, size - 1, size - 2];
    const [out, into] = isLeft ? [backward, forward] : [forward, backward];
    const { condition } = ends[end];
    out[edge] = into[edge] = slopes.before[edge] = slopes.after[edge] = 0;
    const beyond = outwards(end, n);
    if (beyond === undefined) return condition.kind === "flux" ? condition.flux * mesh.area[isLeft ? 0 : cells] : 0;
    out[edge] = flux.forward / volume[cell];
    // the flow counts positive to the right, and what is written is outwards
    const [own_, other] = [flux.slopeBefore, flux.slopeAfter];
    if (isLeft) slopes.after[edge] = -own_;
    else slopes.before[edge] = own_;
    if (wallSides[end] !== undefined) {
      const inside = isLeft ? potentials.leftPotential : potentials.rightPotential;
      inside[cell - 1] += beyond.lnGamma - lnGamma[cell - 1];
    } else activityBeyond[end] = beyond.c * exp(beyond.lnGamma);
    if (condition.kind !== "bath") return flux.backward * beyond.c;
    into[edge] = flux.backward / condition.volume;
    weight[node] = condition.volume * exp(-beyond.lnGamma);
    if (isLeft) slopes.before[edge] = -other;
    else slopes.after[edge] = other;
    return 0;
  };

  const supplies = { left: 0, right: 0, volume: base.supplies.volume };
  const gain = gainOf(supplies);
  const wrap = mesh.periodic ? { forward: 0, backward: 0 } : undefined;
  const frozen: Network = {
    ...base,
    halves,
    landscape: { ...place, ...potentials },
    forward,
    backward,
    weight,
    wrap,
    supplies,
    gain,
    activityBeyond,
  };
  return {
    base,
    activity,
    variesD: diffusivity.isVariable,
    slopes,
    at(n) {
      fillCells(n);
      for (let f = 1; f < cells; f++) {
        between(f - 1, f, f);
        forward[f] = flux.forward / volume[f];
        backward[f] = flux.backward / volume[f + 1];
        slopes.before[f] = flux.slopeBefore;
        slopes.after[f] = flux.slopeAfter;
      }
      if (wrap) {
        between(cells - 1, 0, 0);
        wrap.forward = flux.forward / volume[cells];
        wrap.backward = flux.backward / volume[1];
        slopes.wrap.before = flux.slopeBefore;
        slopes.wrap.after = flux.slopeAfter;
      } else {
        supplies.left = attach("left", n);
        supplies.right = attach("right", n);
        gain.set(gainOf(supplies));
      }
      return frozen;
    },
  };
}

function pairs(count: number): Conductances[] {
  return Array.from({ length: count }, () => ({ forward: 0, backward: 0 }));
}

function setHalf(out: Conductances, conductance: number, delta: number): void {
  Object.assign(out, halfFace(conductance, delta, 0));
}

/** v h over the way between two nodes [m^2 s^-1]. */
function driftOver(mesh: Mesh, { leftVelocity, rightVelocity }: Landscape, i: number, j: number): number {
  return rightVelocity[i] * (mesh.edge[i + 1] - mesh.center[i]) + leftVelocity[j] * (mesh.center[j] - mesh.edge[j]);
}
