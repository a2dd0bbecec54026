/**
 * A network whose carriers take up what hops: at walls within cells, and at faces between them.
 *
 * Carriers at walls empty a cell at the rate A_w J(c). At a face the activity a is such that what arrives is what passes
 * on and what is taken there,
 *
 *     β a + Σ A J(a e^{-u}) = q,    β = β_before + β_after,    q = α_before c_before + α_after c_after,
 *
 * with α c - β a the flow over half a face. With J(c) = σ c - j₀ a face without volume is left out of the network: of what
 * goes towards it the share β_after / (β + s) passes and s / (β + s) is taken, s = Σ A σ e^{-u}. So carriers that are linear
 * make a network of hops and captures, for walkers too. For others σ is that of the chord from c = 0 at the state of the
 * moment, which keeps amounts positive, and that of the tangent in Newton's method.
 *
 * Carriers that put what they take on the other side of a membrane P at the face add to the hops instead: what they take
 * of what comes from their own side passes, and what they take of what comes from the other side is put back there. Of
 * what they put at the far face the share P / (β_far + P) leaks back through the membrane before it comes to the next
 * node; the carriers count less by that.
 *
 * @module
 */

import type { Mesh } from "#mesh/mesh.ts";
import type { SpeciesActivity } from "#model/activity.ts";
import { activityOf } from "#model/activity.ts";
import { type CarrierLaw, carrierFlux, carrierSlope } from "#model/carrier.ts";
import type { Model, Species } from "#model/model.ts";
import { type Uptake, uptakesOf } from "#model/uptake.ts";
import { exp } from "#numerics/elementary.ts";
import type { CompositionNetwork, FlowSlopes } from "./composition-network.ts";
import { type Captures, facePermeability, gainOf, type Network } from "./network.ts";

/** Carriers in one cell or on one face: area of membrane [m^2 ...], and e^{-u} of their side. */
interface Site {
  readonly law: CarrierLaw;
  readonly behind: number;
  readonly area: number;
  readonly weight: number;
  /** Whether what they take crosses the face. */
  readonly crosses: boolean;
}

/** The way from a node to a face, or from what is beyond an end: flow = α c - β a. */
interface Way {
  readonly node: number;
  readonly alpha: number;
  readonly beta: number;
  /** Share of what is put at the face beyond the membrane, as seen from the other side, that goes on to the node [1]. */
  readonly onward: number;
}

/** A face with carriers. */
interface UptakeFace {
  readonly edge: number;
  /** Of which cell beside it the face is one with the carriers: they sit at its left or right face. */
  readonly at: "left" | "right";
  readonly before: Way | undefined;
  readonly after: Way | undefined;
  /** What a reservoir beyond an end sends to the face, and how it takes back [mol s^-1, m^3 s^-1]. */
  readonly beyond: { readonly supply: number; readonly beta: number };
  readonly sites: readonly Site[];
}

/** σ and j₀ of J = σ c - j₀. */
interface Line {
  readonly slope: number;
  readonly back: number;
}

/** The chord from c = 0: exact at c, and a share of what is there. */
function chord({ law, behind }: Site, c: number): Line {
  const back = -carrierFlux(law, 0, behind);
  return { slope: c > 0 ? (carrierFlux(law, c, behind) + back) / c : carrierSlope(law, 0), back };
}

/** The tangent; its j₀ is not asked for. */
function tangent({ law }: Site, c: number): Line {
  return { slope: carrierSlope(law, Math.max(0, c)), back: 0 };
}

/** The network of hops and captures at any state, on a network without carriers. */
export function uptakeNetwork(model: Model, species: Species, base: Network): CompositionNetwork {
  const { size, volume } = base;
  const cells = wallSites(model, species, base);
  const faces = uptakeFaces(model, species, base);
  const activity: SpeciesActivity = activityOf(species);
  const room = () => new Float64Array(size);
  const captures: Captures = { left: room(), right: room(), leftGain: room(), rightGain: room() };
  const supplies = { ...base.supplies, volume: base.supplies.volume.slice() };
  const frozen: Network = {
    ...base,
    forward: base.forward.slice(),
    backward: base.backward.slice(),
    growth: base.growth.slice(),
    gain: base.gain.slice(),
    supplies,
    captures,
  };
  const slopes: FlowSlopes = {
    before: new Float64Array(size - 1),
    after: new Float64Array(size - 1),
    wrap: { before: 0, after: 0 },
  };
  const growthSlopes = room();
  const perVolume = (node: number): number => (volume[node] === Number.POSITIVE_INFINITY ? 0 : 1 / volume[node]);

  /** The tangent of the flows at a state, in concentrations. */
  const fillSlopes = (n: Float64Array, activities: readonly number[]): void => {
    growthSlopes.set(base.growth);
    for (let e = 0; e < size - 1; e++) {
      slopes.before[e] = volume[e] === Number.POSITIVE_INFINITY ? 0 : base.forward[e] * volume[e];
      slopes.after[e] = volume[e + 1] === Number.POSITIVE_INFINITY ? 0 : -base.backward[e] * volume[e + 1];
    }
    for (const [node, sites] of cells)
      for (const site of sites)
        growthSlopes[node] -= site.area * tangent(site, n[node] / volume[node]).slope * perVolume(node);
    for (const [f, face] of faces.entries()) {
      const { edge, at, before, after, beyond, sites } = face;
      let [taken, crossing] = [0, 0];
      for (const one of sites) {
        const slope = one.area * one.weight * tangent(one, activities[f] * one.weight).slope;
        if (one.crosses) crossing += slope;
        else taken += slope;
      }
      const [rightward, leftward] = at === "right" ? [crossing, 0] : [0, crossing];
      const total = taken + crossing + beyond.beta + (before?.beta ?? 0) + (after?.beta ?? 0);
      slopes.before[edge] = slopes.after[edge] = 0;
      if (before !== undefined) {
        slopes.before[edge] = (before.alpha * (beyond.beta + (after?.beta ?? 0) + rightward)) / total;
        growthSlopes[before.node] -= ((before.alpha * taken) / total) * perVolume(before.node);
      }
      if (after !== undefined) {
        slopes.after[edge] = -(after.alpha * (beyond.beta + (before?.beta ?? 0) + leftward)) / total;
        growthSlopes[after.node] -= ((after.alpha * taken) / total) * perVolume(after.node);
      }
    }
  };

  /** Hops, captures and supplies at a face with activity a. */
  const fillFace = ({ edge, at, before, after, beyond, sites }: UptakeFace, a: number): void => {
    let [taken, crossing, back] = [0, 0, 0];
    for (const site of sites) {
      const line = chord(site, a * site.weight);
      if (site.crosses) crossing += site.area * site.weight * line.slope;
      else taken += site.area * site.weight * line.slope;
      back += site.area * line.back;
    }
    const [rightward, leftward] = at === "right" ? [crossing, 0] : [0, crossing];
    const total = taken + crossing + beyond.beta + (before?.beta ?? 0) + (after?.beta ?? 0);
    const arriving = beyond.supply + back;
    if (before !== undefined) {
      const passing = beyond.beta + (after?.beta ?? 0) + rightward;
      frozen.forward[edge] = ((before.alpha * passing) / total) * perVolume(before.node);
      captures.right[before.node] = ((before.alpha * taken) / total) * perVolume(before.node);
      frozen.growth[before.node] -= captures.right[before.node];
    }
    if (after !== undefined) {
      const passing = beyond.beta + (before?.beta ?? 0) + leftward;
      frozen.backward[edge] = ((after.alpha * passing) / total) * perVolume(after.node);
      captures.left[after.node] = ((after.alpha * taken) / total) * perVolume(after.node);
      frozen.growth[after.node] -= captures.left[after.node];
    }
    if (before !== undefined && after !== undefined) {
      captures.rightGain[before.node] = (before.beta / total) * back;
      captures.leftGain[after.node] = (after.beta / total) * back;
      supplies.volume[before.node] += captures.rightGain[before.node];
      supplies.volume[after.node] += captures.leftGain[after.node];
      return;
    }
    // at an end: what a reservoir gives may be taken before it reaches the cell
    const given = beyond.supply - (beyond.beta / total) * arriving;
    const cell = before ?? after;
    if (cell === undefined) return;
    const reached = (cell.beta / total) * arriving - given;
    supplies.volume[cell.node] += reached;
    if (after !== undefined) {
      supplies.left = given;
      captures.leftGain[cell.node] = reached;
    } else {
      supplies.right = given;
      captures.rightGain[cell.node] = reached;
    }
  };

  return {
    base,
    activity,
    variesD: false,
    slopes,
    growthSlopes,
    at(n) {
      frozen.growth.set(base.growth);
      supplies.volume.set(base.supplies.volume);
      for (const [node, sites] of cells)
        for (const site of sites) {
          const { slope, back } = chord(site, Math.max(0, n[node]) / volume[node]);
          frozen.growth[node] -= site.area * slope * perVolume(node);
          supplies.volume[node] += site.area * back;
        }
      const activities = faces.map((face) => activityAt(face, n, volume));
      for (const [f, face] of faces.entries()) fillFace(face, activities[f]);
      frozen.gain.set(gainOf(supplies));
      fillSlopes(n, activities);
      return frozen;
    },
  };
}

/**
 * The activity at a face: the root of β a + Σ A J - q, which rises with a and bends down, so that Newton's steps from the
 * left of the root stay there and rise to it.
 */
function activityAt({ before, after, beyond, sites }: UptakeFace, n: Float64Array, volume: Float64Array): number {
  const from = (way: Way | undefined): number =>
    way === undefined ? 0 : way.alpha * (Math.max(0, n[way.node]) / volume[way.node]);
  const arriving = beyond.supply + from(before) + from(after);
  const beta = beyond.beta + (before?.beta ?? 0) + (after?.beta ?? 0);
  let a = 0;
  for (let round = 0; round < 100; round++) {
    let [excess, slope] = [arriving - beta * a, beta];
    for (const { law, behind, area, weight } of sites) {
      excess -= area * carrierFlux(law, a * weight, behind);
      slope += area * weight * carrierSlope(law, a * weight);
    }
    const next = a + excess / slope;
    if (!(next > a)) return a;
    if (next - a <= 1e-16 * next) return next;
    a = next;
  }
  return a;
}

/** Carriers at walls, by node. */
function wallSites(model: Model, species: Species, { mesh }: Network): ReadonlyMap<number, readonly Site[]> {
  const sites = new Map<number, Site[]>();
  for (const { law, behind, area, layer, at } of uptakesOf(model, species)) {
    if (at !== "walls") continue;
    for (let i = 0; i < mesh.cellCount; i++) {
      if (mesh.layerNames[mesh.layer[i]] !== layer) continue;
      const whole = mesh.volume[i] / (mesh.fluidShare?.[i] ?? 1);
      sites.set(i + 1, [...(sites.get(i + 1) ?? []), { law, behind, area: area * whole, weight: 1, crosses: false }]);
    }
  }
  return sites;
}

/** The cell whose face bears carriers, and the number of the face; undefined if the layer has no cells. */
export function faceOfUptake(mesh: Mesh, { layer, at }: Uptake): { cell: number; face: number } | undefined {
  const index = mesh.layerNames.indexOf(layer);
  const cell = at === "left" ? mesh.layer.indexOf(index) : mesh.layer.lastIndexOf(index);
  return cell < 0 ? undefined : { cell, face: at === "left" ? cell : cell + 1 };
}

function uptakeFaces(model: Model, species: Species, base: Network): readonly UptakeFace[] {
  const { mesh, landscape } = base;
  const byFace = new Map<number, { sites: Site[]; at: "left" | "right" }>();
  for (const uptake of uptakesOf(model, species)) {
    if (uptake.at === "walls") continue;
    const place = faceOfUptake(mesh, uptake);
    if (place === undefined) continue;
    const { law, behind, at, crosses = false } = uptake;
    const potential = (at === "left" ? landscape.leftPotential : landscape.rightPotential)[place.cell];
    const site = { law, behind, area: uptake.area * mesh.area[place.face], weight: exp(-potential), crosses };
    const known = byFace.get(place.face);
    byFace.set(place.face, { at, sites: [...(known?.sites ?? []), site] });
  }
  return [...byFace].map(([edge, { sites, at }]): UptakeFace => {
    const beyond = beyondFace(base, edge);
    // a membrane on the face stands on the far side of the carriers
    const membrane = facePermeability(model, species, mesh, edge) * mesh.area[edge];
    const isEnd = edge === 0 || edge === mesh.cellCount;
    const before =
      edge === 0
        ? wayToBath(base, "left", membrane)
        : wayTo(base, edge - 1, "right", at === "left" && !isEnd ? membrane : Number.POSITIVE_INFINITY);
    const after =
      edge === mesh.cellCount
        ? wayToBath(base, "right", membrane)
        : wayTo(base, edge, "left", at === "right" && !isEnd ? membrane : Number.POSITIVE_INFINITY);
    const onward = (at === "left" ? before : after)?.onward ?? 0;
    const reduced = sites.map((site) => (site.crosses ? { ...site, area: site.area * onward } : site));
    return { edge, at, before, after, beyond, sites: reduced };
  });
}

/** The way from the centre of a cell to one of its faces, and over a membrane on it. */
function wayTo({ halves, landscape }: Network, cell: number, side: "left" | "right", membrane: number): Way {
  const { forward, backward } = halves[side][cell];
  const potential = (side === "left" ? landscape.leftPotential : landscape.rightPotential)[cell];
  const beta = backward * exp(-potential);
  const share = membrane === Number.POSITIVE_INFINITY ? 1 : membrane / (beta + membrane);
  return { node: cell + 1, alpha: forward * share, beta: beta * share, onward: 1 - share };
}

/** The way from a stirred bath to the face behind its membrane; undefined if there is no bath at that end. */
function wayToBath({ ends, size }: Network, end: "left" | "right", conductance: number): Way | undefined {
  if (ends[end].kind !== "bath") return undefined;
  if (conductance === Number.POSITIVE_INFINITY) throw new Error("Bug: carriers at a bath without a membrane.");
  return { node: end === "left" ? 0 : size - 1, alpha: conductance, beta: conductance, onward: 1 };
}

/** What a reservoir beyond an end gives; nothing beyond a face between cells, or from a bath, which is a node. */
function beyondFace({ ends, mesh }: Network, edge: number): UptakeFace["beyond"] {
  const end = edge === 0 ? ends.left : edge === mesh.cellCount ? ends.right : undefined;
  if (end === undefined) return { supply: 0, beta: 0 };
  const { condition, area } = end;
  switch (condition.kind) {
    case "flux":
      return { supply: condition.flux * area, beta: 0 };
    case "robin":
      return { supply: condition.permeability * area * condition.concentration, beta: condition.permeability * area };
    case "no-flux":
    case "bath":
      return { supply: 0, beta: 0 };
    default:
      throw new Error(`Bug: carriers at an end with the condition ${condition.kind}.`);
  }
}
