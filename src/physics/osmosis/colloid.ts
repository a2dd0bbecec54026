/**
 * Colloid osmotic pressure of the proteins of blood, the polynomials of Landis and Pappenheimer.
 *
 *     plasma    π = 2.1 c + 0.16 c² + 0.009 c³
 *     albumin   π = 2.8 c + 0.18 c² + 0.012 c³          π in mmHg, c in g/dL
 *     globulin  π = 1.6 c + 0.15 c² + 0.006 c³
 *
 * Fits at 37 °C and the pH and salt of blood, the part of Donnan included; for c up to some 10 g/dL. Doubling the protein
 * of plasma more than triples its pressure.
 *
 * @see E. M. Landis and J. R. Pappenheimer, Handbook of Physiology, Circulation II, chapter 29 (1963) (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { Unit } from "#units/flavour.ts";

/** Which proteins. */
export type BloodProtein = "plasma" | "albumin" | "globulin";

/** Pressure π = linear c + quadratic c² + cubic c³, for c [kg m^-3]. */
export interface ColloidPolynomial {
  /** [Pa m^3 kg^-1]. */
  readonly linear: Unit<"Pa m^3 kg^-1">;
  /** [Pa m^6 kg^-2]. */
  readonly quadratic: Unit<"Pa m^6 kg^-2">;
  /** [Pa m^9 kg^-3]. */
  readonly cubic: Unit<"Pa m^9 kg^-3">;
}

/** [Pa] in a millimetre of mercury. */
const MMHG = 133.322387415;

/** The polynomials of Landis and Pappenheimer, c in [kg m^-3] and π in [Pa]. */
export const LANDIS_PAPPENHEIMER: Readonly<Record<BloodProtein, ColloidPolynomial>> = {
  plasma: perDecilitre(2.1, 0.16, 0.009),
  albumin: perDecilitre(2.8, 0.18, 0.012),
  globulin: perDecilitre(1.6, 0.15, 0.006),
};

/**
 * Colloid osmotic pressure π of so much protein [Pa].
 *
 * @throws DomainError if c [kg m^-3] is negative or not finite.
 *
 * @example Plasma with 73 g of protein in a litre, 27.4 mmHg:
 * ```ts
 * colloidPressure(73, LANDIS_PAPPENHEIMER.plasma); // 3647.37427979
 * ```
 */
export function colloidPressure(protein: Unit<"kg m^-3">, { linear, quadratic, cubic }: ColloidPolynomial): Unit<"Pa"> {
  checkProtein(protein);
  return protein * (linear + protein * (quadratic + protein * cubic));
}

/** Coefficients for c in g/dL and π in mmHg: 1 g/dL is 10 kg/m³. */
function perDecilitre(linear: number, quadratic: number, cubic: number): ColloidPolynomial {
  return { linear: (linear * MMHG) / 10, quadratic: (quadratic * MMHG) / 100, cubic: (cubic * MMHG) / 1000 };
}

function checkProtein(protein: Unit<"kg m^-3">): void {
  if (!(protein >= 0 && protein < Number.POSITIVE_INFINITY))
    throw new DomainError("protein", protein, "a mass concentration is not negative [kg m^-3]");
}
