/** x' = decay x + (spread Z + drift), axis after axis. Twin: src/numerics/kernels/linear-steps.ts. */
import { fillPairs } from "./normals";
import { TILE } from "./tile";

/** `law` holds decay, drift and spread of each axis. */
export function linearSteps(
  x: usize,
  stride: i32,
  count: i32,
  dimensions: i32,
  law: usize,
  stream: usize,
  steps: i32,
  table: usize,
  scratch: usize,
): void {
  for (let step = 0; step < steps; step++)
    for (let axis = 0; axis < dimensions; axis++) {
      const own = law + (<usize>(3 * axis) << 3);
      const decay = v128.load64_splat(own);
      const drift = v128.load64_splat(own, 8);
      const spread = v128.load64_splat(own, 16);
      let at = x + (<usize>(axis * stride) << 3);
      for (let left = count; left > 0; left -= TILE) {
        const n = min(left, TILE);
        fillPairs(scratch, (n + 1) >> 1, stream, table);
        let noise = scratch;
        for (const end = at + ((<usize>(n & ~1)) << 3); at < end; at += 16, noise += 16)
          v128.store(
            at,
            f64x2.add(f64x2.mul(decay, v128.load(at)), f64x2.add(f64x2.mul(spread, v128.load(noise)), drift)),
          );
        if ((n & 1) == 0) continue;
        f64.store(at, f64.load(own) * f64.load(at) + (f64.load(own, 16) * f64.load(noise) + f64.load(own, 8)));
      }
    }
}
