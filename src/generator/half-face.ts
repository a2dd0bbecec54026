/**
 * Hopping across half a face, and across two halves in series: the flux law every level on a mesh reads.
 *
 * Between the centre of a cell and its face, at constant D, constant drift and linear u, the exact flux of amount is
 *
 *     J = (D / s) [ B(Δu - Pe) c_start - B(-(Δu - Pe)) c_end ],    B(x) = x / (e^x - 1),
 *
 * with s = ∫ dr / A the geometric resistance of the half (Scharfetter and Gummel). At the face itself the activity
 * a = c e^u is continuous, or drops by J / (P A) over a membrane of permeability P; eliminating it gives one flux law
 * for the whole face. A jump of u is never smeared: it stands between the two halves.
 *
 * @see D. L. Scharfetter and H. K. Gummel, IEEE Trans. Electron Devices 16, 64 (1969), doi:10.1109/T-ED.1969.16566 (not opened)
 * @module
 */

import { bernoulli } from "#numerics/bernoulli.ts";
import { exp } from "#numerics/elementary.ts";

/** A flux law J = forward c_start - backward c_end, as two conductances [m^3 s^-1 per area, length or whole]. */
export interface Conductances {
  readonly forward: number;
  readonly backward: number;
}

/**
 * The flux law of half a face.
 *
 * @param conductance D / s
 * @param du          rise of u along the half [1]
 * @param peclet      v h / D of the half [1]
 */
export function halfFace(conductance: number, du: number, peclet: number): Conductances {
  const slope = du - peclet;
  return { forward: conductance * bernoulli(slope), backward: conductance * bernoulli(-slope) };
}

/**
 * Two halves in series over a jump of u at the face, with a membrane between them.
 *
 * @param jump            u just right of the face minus u just left of it [1]
 * @param membrane        P A of a membrane on the face; Infinity for none
 * @param leftPotential   u just left of the face, to which the permeability of the membrane refers through a = c e^u
 */
export function seriesFace(
  left: Conductances,
  right: Conductances,
  jump: number,
  membrane: number,
  leftPotential: number,
): Conductances {
  const barrier = membrane === Number.POSITIVE_INFINITY ? 0 : exp(-leftPotential) / membrane;
  if (barrier === Number.POSITIVE_INFINITY) return { forward: 0, backward: 0 };
  // scaled so that neither a rise nor a fall of u overflows
  const ahead = jump > 0 ? right.forward * exp(-jump) : right.forward;
  const behind = jump > 0 ? left.backward : left.backward * exp(jump);
  const total = behind + ahead + barrier * left.backward * ahead;
  // a well of more than 700 kT at the face keeps what falls into it
  if (total === 0) return { forward: 0, backward: 0 };
  return { forward: left.forward * (ahead / total), backward: right.backward * (behind / total) };
}

/** Half a face followed by a membrane of P A (Infinity for none) to a bath whose activity is its concentration. */
export function membraneEnd(half: Conductances, membrane: number, facePotential: number): Conductances {
  const exit = half.backward * exp(-facePotential);
  if (membrane === Number.POSITIVE_INFINITY) return { forward: half.forward, backward: exit };
  const total = membrane + exit;
  return { forward: (membrane * half.forward) / total, backward: (membrane * exit) / total };
}
