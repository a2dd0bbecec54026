/**
 * A Lévy flight that is over as soon as it lands beyond an end of a slab of half-width L: when and where it leaves.
 *
 *     T(x)        = (L² - x²)^(a/2) / (K Γ(1 + a))                        x from the middle
 *     P(right, x) = I_((1 + x/L)/2)(a/2, a/2)                             I the regularised incomplete beta function
 *
 * (Getoor; Blumenthal, Getoor and Ray.) With a = 2 these are (L² - x²) / 2D and (L + x) / 2L. The generator is the
 * integral operator in which a jump out of the slab is the last; the power a/2 of the Laplacian *with absorbing ends* is
 * the generator of another process (`step-law/spectral-exit-time.ts`).
 *
 * @see R. K. Getoor, Trans. Am. Math. Soc. 101, 75 (1961), doi:10.2307/1993412 (not opened)
 * @see R. M. Blumenthal, R. K. Getoor and D. B. Ray, Trans. Am. Math. Soc. 99, 540 (1961), doi:10.2307/1993561 (not opened)
 * @module
 */

import type { Model, Species } from "#model/model.ts";
import { pow } from "#numerics/elementary.ts";
import { gamma, regularisedBeta } from "#numerics/gamma-function.ts";
import { flightProblem } from "#step-law/flight-problem.ts";
import type { Recognition } from "./law.ts";

const NAME = "killed Lévy flight in a slab";

/** Recognises a flight from a point in a slab with absorbing ends. */
export function recogniseKilledFlight(model: Model, species: Species): Recognition {
  const problem = flightProblem(model, species.name);
  if ("because" in problem) return { kind: "not-this", form: NAME, met: 0, ...problem };
  const { ends, law, start } = problem;
  if (ends === undefined)
    return {
      kind: "not-this",
      form: NAME,
      met: 1,
      because: "nothing ends the flight",
      change: "use a slab with absorbing ends",
    };
  return {
    kind: "law",
    name: NAME,
    formula: "T = (L^2 - x^2)^(a/2) / (K gamma(1 + a)); P(right) = I_((1 + x/L)/2)(a/2, a/2)",
    source: "R. K. Getoor, Trans. Am. Math. Soc. 101, 75 (1961), doi:10.2307/1993412",
    describes: { kind: "continuum" },
    read({ name, place }) {
      const [before, after] = [start - ends.from, ends.to - start];
      if (name === "mean_exit_time")
        return place === undefined || place.kind === "all"
          ? pow(before * after, law.index / 2) / (law.K * gamma(1 + law.index))
          : undefined;
      if (name !== "exit_probability" || place?.kind !== "end") return undefined;
      const near = place.end === "right" ? before : after;
      return regularisedBeta(law.index / 2, law.index / 2, near / (before + after));
    },
  };
}
