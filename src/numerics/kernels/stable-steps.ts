/**
 * Steps of a symmetric alpha-stable law, characteristic function e^(-|scale k|^α), by Chambers, Mallows and Stuck:
 *
 *     x' = x + scale sin(α θ) / cos(θ)^(1/α) (cos((1 - α) θ) / W)^((1-α)/α)
 *
 * θ uniform in (-π/2, π/2), W exponential. θ = π (u - 1/2) with u known to its end points, so cos θ = sin(π min(u, 1 - u))
 * keeps its relative accuracy where the long jumps come from. α = 2 is a normal of variance 2, α = 1 is Cauchy. Below
 * α = 0.1 the longest jumps, beyond e^700, are cut to that.
 *
 * @see J. M. Chambers, C. L. Mallows and B. W. Stuck, J. Am. Stat. Assoc. 71, 340 (1976), doi:10.1080/01621459.1976.10480344
 *   (not opened)
 * @module
 */

import { exponential, logarithm, sinePi } from "#numerics/lane-elementary.ts";
import { drawLanes, laneUniform } from "#numerics/lane-stream.ts";

const angles = new Int32Array(4);
const waits = new Int32Array(4);

/**
 * Moves the first `count` walkers by `steps` steps. In each step every two walkers in order draw u, then e^-W.
 *
 * @param index α, 0 < α <= 2
 */
export function stableSteps(
  x: Float64Array,
  count: number,
  index: number,
  scale: number,
  stream: Int32Array,
  steps: number,
): void {
  for (let step = 0; step < steps; step++)
    for (let i = 0; i < count; i += 2) {
      drawLanes(angles, stream);
      drawLanes(waits, stream);
      const u = laneUniform(angles[1], angles[0]);
      x[i] += stable(index, scale, u, laneUniform(waits[1], waits[0]));
      if (i + 1 === count) continue;
      const u2 = laneUniform(angles[3], angles[2]);
      x[i + 1] += stable(index, scale, u2, laneUniform(waits[3], waits[2]));
    }
}

function stable(index: number, scale: number, u: number, w: number): number {
  const t = u - 0.5;
  const size = Math.abs(t);
  const turn = index * size;
  const sine = sinePi(Math.min(turn, 1 - turn));
  const cosine = sinePi(0.5 - size);
  const other = sinePi(0.5 - Math.abs((1 - index) * t));
  const ratio = other / -logarithm(w);
  const power = ((1 - index) / index) * logarithm(ratio) - (1 / index) * logarithm(cosine);
  const length = scale * (sine * exponential(power));
  return t < 0 ? -length : length;
}
