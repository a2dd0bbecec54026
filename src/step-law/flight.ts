/**
 * The coarse-grained numbers of a Lévy flight: what takes the place of v, D and kurtosis where no variance exists.
 *
 * @module
 */

import type { Model, Species } from "#model/model.ts";
import type { FlightLaw } from "#model/motion-law.ts";
import { stableMeanDistance, stableQuantile, stableTailAmplitude } from "#numerics/stable-law.ts";
import type { CoarseGrained, CoarseGraining } from "./coarse-grained.ts";
import { flightScale } from "./flight-problem.ts";

/** K, the exponent and size of the width, the mean distance where there is one, and the far tail. */
export const coarseFlight: CoarseGraining<FlightLaw> = { numbers, note };

function numbers(law: FlightLaw): readonly CoarseGrained[] {
  const { index: a, K } = law;
  const exact = "exact at any time";
  const scale = flightScale(law, 1);
  const found: CoarseGrained[] = [
    { symbol: "K", value: K, unit: `m^${a} s^-1`, formula: "<e^(ikx)> = e^(-K abs(k)^a t)", holds: exact },
    { symbol: "exponent of the width", value: 1 / a, unit: "1", formula: "1 / a", holds: exact },
    {
      symbol: "interquartile range after 1 s",
      value: 2 * stableQuantile(a, 0.75) * scale,
      unit: "m",
      formula: "2 q (K t)^(1/a), q the upper quartile of the stable law",
      holds: exact,
    },
  ];
  if (a > 1)
    found.push({
      symbol: "mean distance after 1 s",
      value: stableMeanDistance(a) * scale,
      unit: "m",
      formula: "(2/pi) gamma(1 - 1/a) (K t)^(1/a)",
      holds: exact,
    });
  if (a === 2) found.push({ symbol: "D", value: K, unit: "m^2 s^-1", formula: "K", holds: exact });
  else
    found.push({
      symbol: "tail",
      value: 2 * stableTailAmplitude(a),
      unit: "1",
      formula: "P(abs(x) > X) X^a / K t = 2 gamma(a) sin(pi a/2) / pi",
      holds: "in the limit of large X",
    });
  return found;
}

function note({ index }: FlightLaw, { name }: Species, { domain }: Model): string | undefined {
  if (index === 2 || domain?.kind === "layers") return undefined;
  return (
    `the mean squared displacement of ${name} is infinite at every t > 0 (index ${index} < 2): "MSD ~ t^(2/${index})" is ` +
    `the square of a width, not a mean of x^2. Quantiles grow as t^(1/${index}); the MSD of a sample grows with the ` +
    `number of its walkers.`
  );
}
