/**
 * Filtration along a glomerular capillary: protein is concentrated until its osmotic pressure stops the flow.
 *
 *     dQ/dy = -K_f [ ΔP - π(C) ],    Q C = Q_A C_A,    π = a C + b C²,    y from 0 to 1
 *     ∫ from C_A to C_1 of dC / [ C² (ΔP - π) ] = K_f / (Q_A C_A),    filtered Q_A (1 - C_A / C_1)
 *
 * With ΔP - π = (C_eq - C) q(C), q = b C + b C_eq + a, and C = C_eq - (C_eq - C_A) e^{-s} the integral over s has no pole,
 * so C_1 keeps its digits however near it comes to filtration equilibrium, where only Q_A counts.
 *
 * @see W. M. Deen, C. R. Robertson and B. M. Brenner, Am. J. Physiol. 223, 1178 (1972) (not opened)
 * @module
 */

import { expm1 } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import { rootIn } from "#numerics/root.ts";
import { checkNotNegative, checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Unit } from "#units/flavour.ts";

/** Plasma in a glomerulus. */
export interface Glomerulus {
  /** Q_A, plasma that comes in [m^3 s^-1]. */
  readonly flow: Unit<"m^3 s^-1">;
  /** C_A, protein in it [kg m^-3]. */
  readonly protein: Unit<"kg m^-3">;
  /** ΔP across the wall [Pa]. */
  readonly pressure: Unit<"Pa">;
  /** K_f of the whole capillary [m^3 s^-1 Pa^-1]. */
  readonly filtration: Unit<"m^3 s^-1 Pa^-1">;
  /** a of the colloid osmotic pressure [Pa m^3 kg^-1]. */
  readonly linear: Unit<"Pa m^3 kg^-1">;
  /** b of it [Pa m^6 kg^-2]. */
  readonly quadratic: Unit<"Pa m^6 kg^-2">;
}

/**
 * Filtration rate of the nephron [m^3 s^-1]; its protein at the end is Q_A C_A over what is left of Q_A.
 *
 * @throws DomainError if ΔP does not exceed π(C_A), Q_A, C_A or K_f is not positive, a or b is negative, or both are 0.
 */
export function glomerularFiltrationRate(glomerulus: Glomerulus): Unit<"m^3 s^-1"> {
  const { flow, protein, filtration, linear, quadratic } = glomerulus;
  checkPositive("flow", flow, "plasma flows [m^3 s^-1]");
  checkPositive("protein", protein, "plasma holds protein [kg m^-3]");
  checkPositive("filtration", filtration, "a wall that filters lets water through [m^3 s^-1 Pa^-1]");
  const last = equilibriumProtein(glomerulus);
  if (!(last > protein))
    throw new DomainError("pressure", glomerulus.pressure, "it does not exceed the colloid osmotic pressure [Pa]");
  // C_eq - (C_eq - C_A) e^-s, with its digits where C_eq is far above C_A
  const after = (s: number): number => protein - (last - protein) * expm1(-s);
  const weight = (c: number): number => 1 / (c * c * (quadratic * (c + last) + linear));
  const wanted = filtration / (flow * protein);
  const excess = (s: number): number => integrate((x) => weight(after(x)), 0, s) - wanted;
  // the weight falls with C, so these hold the root between them
  const s = rootIn(excess, (0.999 * wanted) / weight(protein), (1.001 * wanted) / weight(last));
  // Q_A (C_1 - C_A) / C_1, with the digits of a small difference
  return (-flow * (last - protein) * expm1(-s)) / after(s);
}

/** Protein C_eq at which filtration stops [kg m^-3]. */
function equilibriumProtein({ pressure, linear, quadratic }: Glomerulus): Unit<"kg m^-3"> {
  checkPositive("pressure", pressure, "filtration needs a pressure [Pa]");
  checkNotNegative("linear", linear, "protein draws water in [Pa m^3 kg^-1]");
  checkNotNegative("quadratic", quadratic, "protein draws water in [Pa m^6 kg^-2]");
  checkPositive("linear + quadratic", linear + quadratic, "without osmotic pressure filtration never stops");
  return (2 * pressure) / (linear + Math.sqrt(linear * linear + 4 * quadratic * pressure));
}
