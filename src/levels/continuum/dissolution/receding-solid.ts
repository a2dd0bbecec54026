/**
 * A solid that dissolves into the liquid around it, and its surface that recedes.
 *
 *     ∂c/∂t = D ∇²c for r > R(t),    c(R) = c_s,    (ρ - c_s) dR/dt = D ∂c/∂r at R,
 *
 * without a change of volume. Finite volumes between the surface and the outer wall, on cells of a fixed share of the
 * liquid's volume: with V = rⁿ/n and S that of the surface, the faces lie at S + ω (V_out - S) and move as S does. What
 * passes a face is by Scharfetter and Gummel in its own frame, so that the amount in solid and liquid is exact.
 *
 * @module
 */

import { bernoulli } from "#numerics/bernoulli.ts";
import { cbrt, log } from "#numerics/elementary.ts";

/** What dissolves, in n = 1, 2 or 3 dimensions; amounts are over 1, 2π or 4π. */
export interface RecedingSolid {
  readonly dimensions: 1 | 2 | 3;
  /** [m^2 s^-1] */
  readonly diffusivity: number;
  /** Concentration c_s of the liquid at the surface [mol m^-3]. */
  readonly solubility: number;
  /** Concentration ρ of the solid [mol m^-3]. */
  readonly density: number;
  /** V = rⁿ/n of the outer wall. */
  readonly outer: number;
  /** Concentration held at the outer wall; undefined if nothing passes it [mol m^-3]. */
  readonly held: number | undefined;
  /** Shares ω of the liquid's volume within each face, from 0 to 1. */
  readonly shares: Float64Array;
}

/** Room to compute rates: one array for each quantity of a cell or a face. */
export interface Rates {
  /** Amount that passes each face outward per time. */
  readonly flux: Float64Array;
  /** Flux through a face = ahead c_inside - behind c_outside. */
  readonly ahead: Float64Array;
  readonly behind: Float64Array;
  /** Volume of each cell. */
  readonly volume: Float64Array;
}

/** Room for a solid. */
export function makeRates({ shares }: RecedingSolid): Rates {
  const cells = shares.length - 1;
  const faces = () => new Float64Array(cells + 1);
  return { flux: faces(), ahead: faces(), behind: faces(), volume: new Float64Array(cells) };
}

/** r of V = rⁿ/n [m]. */
export function radiusOf(volume: number, dimensions: 1 | 2 | 3): number {
  if (dimensions === 1) return volume;
  return dimensions === 2 ? Math.sqrt(2 * volume) : cbrt(3 * volume);
}

/** ∫ dr / r^(n-1) between two radii. */
function resistance(a: number, b: number, dimensions: 1 | 2 | 3): number {
  if (dimensions === 1) return b - a;
  return dimensions === 2 ? log(b / a) : 1 / a - 1 / b;
}

/** Sets conductances and volumes for a surface at S that moves by dS/dt. */
export function setGeometry(solid: RecedingSolid, S: number, speed: number, rates: Rates): void {
  const { dimensions: n, diffusivity: D, outer, shares, held } = solid;
  const { ahead, behind, volume } = rates;
  const liquid = outer - S;
  const cells = volume.length;
  let inner = radiusOf(S, n);
  for (let f = 0; f <= cells; f++) {
    const middle = f < cells ? radiusOf(S + 0.5 * (shares[f] + shares[f + 1]) * liquid, n) : radiusOf(outer, n);
    if (f < cells) volume[f] = (shares[f + 1] - shares[f]) * liquid;
    const passes = f < cells || held !== undefined;
    const conductance = passes ? D / resistance(inner, middle, n) : 0;
    // the face moves by (1 - ω) dS/dt: in its frame what is at rest moves the other way
    const peclet = passes ? (-(1 - shares[f]) * speed) / conductance : 0;
    ahead[f] = conductance * bernoulli(-peclet);
    behind[f] = conductance * bernoulli(peclet);
    inner = middle;
  }
}

/** Fills the fluxes from the amounts of the cells, for the geometry that was set. */
export function fillFlux({ solubility, held = 0 }: RecedingSolid, amounts: Float64Array, rates: Rates): void {
  const { flux, ahead, behind, volume } = rates;
  const cells = volume.length;
  for (let f = 0; f <= cells; f++) {
    const inside = f === 0 ? solubility : amounts[f - 1] / volume[f - 1];
    const outside = f === cells ? held : amounts[f] / volume[f];
    flux[f] = ahead[f] * inside - behind[f] * outside;
  }
}

/** Faces whose cells grow outward by a constant ratio of their width, as shares of the volume of the liquid. */
export function gradedShares(
  {
    dimensions: n,
    start,
    end,
    first,
  }: { readonly dimensions: 1 | 2 | 3; readonly start: number; readonly end: number; readonly first: number },
  cells: number,
): Float64Array {
  const ratio = growthRatio((end - start) / first, cells);
  const edges = [start];
  let width = first;
  for (let i = 0; i < cells; i++) {
    edges.push((edges[i] as number) + width);
    width *= ratio;
  }
  const scale = (end - start) / ((edges[cells] as number) - start);
  const volumeOf = (r: number) => (n === 1 ? r : n === 2 ? (r * r) / 2 : (r * r * r) / 3);
  const [inner, outer] = [volumeOf(start), volumeOf(end)];
  const shares = Float64Array.from(edges, (r) => (volumeOf(start + (r - start) * scale) - inner) / (outer - inner));
  shares[0] = 0;
  shares[cells] = 1;
  return shares;
}

/** The ratio q with 1 + q + ... + q^(N-1) = sum, by bisection: at most doubling from cell to cell. */
function growthRatio(sum: number, cells: number): number {
  let [low, high] = [1, 2];
  for (let k = 0; k < 60; k++) {
    const q = 0.5 * (low + high);
    let total = 0;
    let power = 1;
    for (let i = 0; i < cells && total < sum; i++) {
      total += power;
      power *= q;
    }
    if (total < sum) low = q;
    else high = q;
  }
  return low;
}
