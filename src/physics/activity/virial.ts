/**
 * The virial series of a solute in powers of its concentration.
 *
 *     Π / (c RT) = φ = 1 + B2 c + B3 c^2 + ...
 *     ln γ = 2 B2 c + (3/2) B3 c^2 + ... + k/(k-1) Bk c^(k-1) + ...
 *     Γ = 1 + 2 B2 c + 3 B3 c^2 + ...
 *
 * The two are one series, by Gibbs and Duhem. Bk > 0 is repulsion, Bk < 0 attraction of k particles in the solvent. A
 * truncated series holds only while its last term is small; where to stop trusting it is for who gives it to say.
 *
 * @see W. G. McMillan and J. E. Mayer, J. Chem. Phys. 13, 276 (1945), doi:10.1063/1.1724036 (not opened)
 * @module
 */

import { log } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration } from "#units/flavour.ts";
import type { Activity } from "./activity.ts";
import { NOT_NEGATIVE, requireWithin } from "./composition.ts";
import { entropyTerm } from "./free-energy.ts";

/** A virial series. */
export interface VirialSeries {
  /** B2 [m^3 mol^-1], B3 [m^6 mol^-2], ... */
  readonly coefficients: readonly number[];
  /** Concentration up to which the series is trusted [mol m^-3]; without bound unless given. */
  readonly highest?: Concentration;
}

/**
 * The activity of a solute that obeys a virial series in its concentration [mol m^-3].
 *
 * @throws DomainError if a coefficient is not a finite number, or the highest concentration is not positive.
 *
 * @example ln γ = 2 B c:
 * ```ts
 * virialActivity({ coefficients: [4e-4] }).thermodynamicFactor(1000); // 1.8
 * ```
 */
export function virialActivity({ coefficients, highest = Number.POSITIVE_INFINITY }: VirialSeries): Activity {
  for (const b of coefficients)
    if (!Number.isFinite(b)) throw new DomainError("coefficient", b, "a virial coefficient is a finite number");
  if (!(highest > 0)) throw new DomainError("highest", highest, "the highest concentration is positive [mol m^-3]");
  const virial = Float64Array.from(coefficients);
  // Σ w(k) Bk c^(k-1) over k = 2, 3, ...; Bk stands at k - 2.
  const series = (weight: (k: number) => number) => {
    const terms = virial.map((b, i) => weight(i + 2) * b);
    return (c: number): number => {
      let sum = 0;
      for (let i = terms.length - 1; i >= 0; i--) sum = (sum + terms[i]) * c;
      return sum;
    };
  };
  const excess = series((k) => k / (k - 1));
  const excessFactor = series((k) => k);
  const excessPressure = series(() => 1);
  const excessEnergy = series((k) => 1 / (k - 1));
  const first = virial.length > 0 ? 2 * virial[0] : 0;
  const check = (c: number): number => requireWithin(NOT_NEGATIVE, "molar", c);
  const thermodynamicFactor = (c: number): number => 1 + excessFactor(check(c));
  return {
    scale: "molar",
    heldFixed: "solvent",
    domain: NOT_NEGATIVE,
    trusted: { lowest: 0, highest, because: "the virial series was given for concentrations up to here" },
    particles: 1,
    lnGamma: (c) => excess(check(c)),
    dLnGamma: (c) => (check(c) > 0 ? excessFactor(c) / c : first),
    thermodynamicFactor,
    osmoticCoefficient: (c) => 1 + excessPressure(check(c)),
    freeEnergy: {
      lowest: 0,
      highest,
      value: (c) => entropyTerm(c) - c + c * excessEnergy(c),
      slope: (c) => log(c) + excess(c),
      curvature: (c) => thermodynamicFactor(c) / c,
    },
  };
}
