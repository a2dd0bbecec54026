/**
 * The equation of Gibbs and Duhem: what the solute does fixes what the solvent does.
 *
 *     n1 d ln a1 + n2 d ln a2 = 0
 *
 * so that with d ln a2 = Γ ds / s the osmotic coefficient is an integral over the thermodynamic factor,
 *
 *     φ(s) = (1/r) ∫_0^s Γ w ds'
 *
 *     molar, molal, volume fraction with the solvent held    r = s          w = 1
 *     volume fraction with the pressure held                 r = s          w = 1 / (1 - s)
 *     mole fraction                                          r = x/(1 - x)  w = 1 / (1 - x)
 *
 * The first line is also Γ = d(s φ)/ds. Models that know no closed form of φ rely on this integral; those that do are
 * tested against it.
 *
 * @see K. S. Pitzer (ed.), Activity Coefficients in Electrolyte Solutions, 2nd ed. (1991), chapter 1 (not opened)
 * @module
 */

import { integrate, type QuadratureOptions } from "#numerics/quadrature.ts";
import type { CompositionFrame } from "./composition.ts";

/**
 * The osmotic coefficient φ [1] at a composition [unit of the scale], by quadrature of Γ from pure solvent on.
 *
 * @throws NumericalFailure if Γ cannot be integrated.
 */
export function osmoticCoefficientFrom(
  frame: CompositionFrame,
  thermodynamicFactor: (composition: number) => number,
  composition: number,
  options: QuadratureOptions = { relative: 1e-12 },
): number {
  if (composition === 0) return 1;
  const fraction = frame.scale === "mole-fraction" || frame.scale === "volume-fraction";
  const weighted = fraction && frame.heldFixed === "pressure";
  // All solute and no solvent: x/(1 - x) outgrows the logarithm of the integral, which φ s does not.
  if (weighted && composition === 1) return frame.scale === "mole-fraction" ? 0 : Number.POSITIVE_INFINITY;
  // s' = s t² takes the root out of the Γ of salts, which is 1 - k sqrt(s') in dilute solution.
  const integral = integrate(
    (t) => {
      const s = composition * t * t;
      return (2 * t * composition * thermodynamicFactor(s)) / (weighted ? 1 - s : 1);
    },
    0,
    1,
    options,
  );
  return frame.scale === "mole-fraction" ? (integral * (1 - composition)) / composition : integral / composition;
}
