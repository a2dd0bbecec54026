/**
 * Cells that resolve thin layers at both ends of a stretch, however thick the stretch is: spacing grows with the distance
 * from the nearer end.
 *
 *     h(d) ∝ 1 / [1/L + 1/(λ + d)],    d the distance to the nearer end, λ the thickness of the layers
 *
 * Beside an end the spacing is λ (1 + 2 ln(1 + L/2λ)) / N or less; in the middle it is less than that of twice the
 * cells there would be without grading, but for the logarithm.
 *
 * @module
 */

import { log1p } from "#numerics/elementary.ts";
import type { Length } from "#units/flavour.ts";

/** Where the first share of the cells of a stretch of thickness L ends, as a share of L; for `Stretch.place`. */
export function resolvingLayers(thickness: Length, layer: Length): (share: number) => number {
  const λ = layer / thickness;
  const passed = (d: number): number => d + log1p(d / λ);
  const half = passed(0.5);
  const distance = (share: number): number => {
    if (share <= 0) return 0;
    const wanted = 2 * share * half;
    // passed is concave: Newton's steps from the left of the root stay there and rise to it
    let d = 0;
    for (let round = 0; round < 60; round++) {
      const step = (wanted - passed(d)) / (1 + 1 / (λ + d));
      d += step;
      if (Math.abs(step) <= 1e-15 * d) break;
    }
    return Math.min(d, 0.5);
  };
  return (share) => (share <= 0.5 ? distance(share) : 1 - distance(1 - share));
}
