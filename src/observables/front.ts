/**
 * How far a front has come that moves by a D which vanishes where nothing is.
 *
 * Just behind such a front D falls linearly to 0, whatever its power of the concentration: a parabola through D at
 * three places where it is small ends at the front. There is none once it has come to the far end.
 *
 * @module
 */

import { compositionDiffusivity } from "#model/composition-diffusivity.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { rootIn } from "#numerics/root.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import type { Probe, ProbeContext } from "./network-probe.ts";

/** D, as a part of its largest value, at the three places [1]. */
const PLACES = [0.1, 0.06, 0.03] as const;

/**
 * Depth of the front from the end where the concentration is higher [m], not a number beyond the far end; undefined unless D
 * vanishes at c = 0.
 */
export function frontProbe({ model, species, network }: ProbeContext): Probe | undefined {
  const [medium] = species.media;
  const { value, slope, variesInSpace } = compositionDiffusivity(species, medium, model.temperature);
  if (species.media.length > 1 || slope === undefined || variesInSpace) return undefined;
  const D = (s: number): number => evaluate(value, { name: (name) => (name === species.name ? s : undefined) });
  if (D(0) !== 0) return undefined;
  const { center, edge, cellCount, volume } = network.mesh;
  return (n: ReadonlyFloat64Array) => {
    const isFromLeft = n[1] / volume[0] >= n[cellCount] / volume[cellCount - 1];
    const depth = Float64Array.from({ length: cellCount }, (_, k) =>
      isFromLeft ? center[k] - edge[0] : edge[cellCount] - center[cellCount - 1 - k],
    );
    const values = depth.map((_, k) => {
      const i = isFromLeft ? k : cellCount - 1 - k;
      return D(Math.max(0, n[i + 1] / volume[i]));
    });
    const largest = Math.max(...values);
    const [a, b, c] = PLACES.map((share) => crossing(depth, values, share * largest));
    if (a === undefined || b === undefined || c === undefined) return Number.NaN;
    // the parabola of D over depth through the three, by divided differences
    const [Da, Db, Dc] = PLACES.map((share) => share * largest) as [number, number, number];
    const first = (Db - Da) / (b - a);
    const second = ((Dc - Db) / (c - b) - first) / (c - a);
    const parabola = (x: number): number => Da + (x - a) * (first + (x - b) * second);
    const linear = c - Dc / ((Dc - Db) / (c - b));
    const beyond = linear + (linear - c);
    const front = parabola(beyond) < 0 ? rootIn(parabola, c, beyond) : linear;
    return front <= edge[cellCount] - edge[0] ? front : Number.NaN;
  };
}

/** The last depth at which the values fall through a level, linear between nodes. */
function crossing(depth: Float64Array, values: Float64Array, level: number): number | undefined {
  for (let k = values.length - 2; k >= 0; k--) {
    if (!(values[k] >= level && values[k + 1] < level)) continue;
    return depth[k] + ((values[k] - level) / (values[k] - values[k + 1])) * (depth[k + 1] - depth[k]);
  }
  return undefined;
}
