/**
 * Flux laws across one face whose coefficients depend on the composition on both sides, with their slopes.
 *
 * Where the potential is continuous, one law over the whole face (generalised Scharfetter-Gummel):
 *
 *     F = (D / s) [ B(x) c_i - B(-x) c_j ],    x = Δu + Δ ln γ - w / D
 *
 * with D a mean over the compositions between c_i and c_j, s the geometric resistance and w the drift over the face.
 * F = 0 if and only if the activities a = c γ e^u are equal, so every discrete equilibrium is the exact one.
 *
 * Where the potential jumps, or a membrane lies between, each half keeps the activity coefficient of its cell, and what
 * is continuous at the face is the activity:
 *
 *     F = (a_i - a_j) / (1/g_i + 1/g_j + R),    g = D B(-δ) / (s γ e^{u_face}),  δ = u_face - u_cell
 *
 * @see D. L. Scharfetter and H. K. Gummel, IEEE Trans. Electron Devices 16, 64 (1969), doi:10.1109/T-ED.1969.16566 (not opened)
 * @module
 */

import { bernoulli } from "#numerics/bernoulli.ts";
import { bernoulliSlope } from "#numerics/bernoulli-slope.ts";
import { exp } from "#numerics/elementary.ts";

/** What a face does at one state: F = forward c_i - backward c_j, and the slopes of F in both concentrations. */
export interface FaceFlux {
  /** [m^3 s^-1 per area, length or whole] */
  forward: number;
  backward: number;
  /** ∂F/∂c_i and ∂F/∂c_j, the dependence of the coefficients included. */
  slopeBefore: number;
  slopeAfter: number;
}

/** One side of a face at one state. */
export interface FaceSide {
  /** Concentration c, which an iteration may have below zero. */
  c: number;
  /** ln γ, and its slope in c. */
  lnGamma: number;
  gammaSlope: number;
}

/** A face over which the potential is continuous. */
export interface SmoothFace {
  /** Mean D, and its slopes in the concentrations of both sides [m^2 s^-1]. */
  D: number;
  slopeBefore: number;
  slopeAfter: number;
  /** Geometric resistance from node to node. */
  resistance: number;
  /** Rise of the potential of the place from node to node [1]. */
  rise: number;
  /** v h, the drift over the face [m^2 s^-1]. */
  drift: number;
}

/** The law of a smooth face into `out`. Allocates nothing. */
export function fillSmoothFlux(out: FaceFlux, face: SmoothFace, before: FaceSide, after: FaceSide): void {
  const { D, resistance, drift } = face;
  if (D === 0 || resistance === Number.POSITIVE_INFINITY) {
    // nothing diffuses; a drift carries what lies upstream
    out.forward = D === 0 && drift > 0 ? drift / resistance : 0;
    out.backward = D === 0 && drift < 0 ? -drift / resistance : 0;
    out.slopeBefore = out.forward;
    out.slopeAfter = 0 - out.backward;
    return;
  }
  const x = face.rise + after.lnGamma - before.lnGamma - (drift === 0 ? 0 : drift / D);
  const ahead = bernoulli(x);
  const behind = bernoulli(-x);
  const k = D / resistance;
  out.forward = k * ahead;
  out.backward = k * behind;
  const flow = ahead * before.c - behind * after.c;
  const steep = bernoulliSlope(x) * before.c + bernoulliSlope(-x) * after.c;
  const carried = drift === 0 ? 0 : drift / D / D;
  out.slopeBefore =
    k * ahead + (face.slopeBefore / resistance) * flow + k * steep * (carried * face.slopeBefore - before.gammaSlope);
  out.slopeAfter =
    -k * behind + (face.slopeAfter / resistance) * flow + k * steep * (carried * face.slopeAfter + after.gammaSlope);
}

/** One half of a face at which the activity is continuous: a cell, or a bath that is stirred to its face. */
export interface HalfSide extends FaceSide {
  /** u at the node, and just inside the face, without ln γ [1]. */
  potential: number;
  facePotential: number;
  /** D / s of the half and its slope in c; Infinity for a stirred bath. */
  conductance: number;
  conductanceSlope: number;
}

/**
 * The law of a face where the activity is continuous, but for the drop over a membrane, into `out`. Allocates nothing.
 *
 * @param membrane P A of a membrane on the face; Infinity for none
 */
export function fillJumpFlux(out: FaceFlux, before: HalfSide, after: HalfSide, membrane: number): void {
  // potentials are counted from the higher of the two at the face, so that neither activity overflows
  const origin = Math.max(before.facePotential + before.lnGamma, after.facePotential + after.lnGamma);
  const i = activityOf(before, origin);
  const j = activityOf(after, origin);
  const barrier = membrane === Number.POSITIVE_INFINITY ? 0 : exp(-origin) / membrane;
  if (i.conductance === 0 || j.conductance === 0 || !(barrier < Number.POSITIVE_INFINITY)) {
    out.forward = out.backward = out.slopeBefore = out.slopeAfter = 0;
    return;
  }
  // 1 / (1/g_i + 1/g_j + R), with either g infinite
  const total = 1 / (1 / i.conductance + 1 / j.conductance + barrier);
  out.forward = total * i.weight;
  out.backward = total * j.weight;
  const drop = i.weight * before.c - j.weight * after.c;
  const share = (side: Activity): number =>
    side.conductance === Number.POSITIVE_INFINITY ? 0 : (total / side.conductance) * total * side.logSlope;
  out.slopeBefore = total * i.weight * (1 + before.c * before.gammaSlope) + drop * share(i);
  out.slopeAfter = -total * j.weight * (1 + after.c * after.gammaSlope) + drop * share(j);
}

interface Activity {
  /** a / c. */
  readonly weight: number;
  /** g, the conductance per activity. */
  readonly conductance: number;
  /** d ln g / dc. */
  readonly logSlope: number;
}

function activityOf(side: HalfSide, origin: number): Activity {
  const { potential, facePotential, conductance, conductanceSlope, lnGamma, gammaSlope } = side;
  const weight = exp(potential + lnGamma - origin);
  if (conductance === Number.POSITIVE_INFINITY) return { weight, conductance, logSlope: 0 };
  const g = conductance * bernoulli(potential - facePotential) * exp(origin - facePotential - lnGamma);
  return { weight, conductance: g, logSlope: conductance > 0 ? conductanceSlope / conductance - gammaSlope : 0 };
}
