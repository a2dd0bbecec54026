/** A linear map of position and velocity plus noise. Twin: src/numerics/kernels/phase-steps.ts. */
import { fillPairs } from "./normals";
import { TILE } from "./tile";

/** `law` holds xx, xv, x0, vx, vv, v0, xn, vn, vm; vm = 0 draws one normal a step, else two. */
export function phaseSteps(
  x: usize,
  v: usize,
  stride: i32,
  count: i32,
  dimensions: i32,
  law: usize,
  stream: usize,
  steps: i32,
  table: usize,
  scratch: usize,
): void {
  const xx = v128.load64_splat(law);
  const xv = v128.load64_splat(law, 8);
  const x0 = v128.load64_splat(law, 16);
  const vx = v128.load64_splat(law, 24);
  const vv = v128.load64_splat(law, 32);
  const v0 = v128.load64_splat(law, 40);
  const xn = v128.load64_splat(law, 48);
  const vn = v128.load64_splat(law, 56);
  const vm = v128.load64_splat(law, 64);
  const two = f64.load(law, 64) != 0;
  for (let step = 0; step < steps; step++)
    for (let axis = 0; axis < dimensions; axis++) {
      let atX = x + (<usize>(axis * stride) << 3);
      let atV = v + (<usize>(axis * stride) << 3);
      for (let left = count; left > 0; left -= TILE) {
        const n = min(left, TILE);
        const pairs = (n + 1) >> 1;
        fillPairs(scratch, two ? 2 * pairs : pairs, stream, table);
        let noise = scratch;
        for (let pair = 0; pair < pairs; pair++) {
          const last = (n & 1) != 0 && pair == pairs - 1;
          const oldX = last ? v128.load64_zero(atX) : v128.load(atX);
          const oldV = last ? v128.load64_zero(atV) : v128.load(atV);
          const z = v128.load(noise);
          let push = f64x2.mul(vn, z);
          if (two) push = f64x2.add(push, f64x2.mul(vm, v128.load(noise, 16)));
          const newX = f64x2.add(
            f64x2.add(f64x2.mul(xx, oldX), f64x2.mul(xv, oldV)),
            f64x2.add(f64x2.mul(xn, z), x0),
          );
          const newV = f64x2.add(f64x2.add(f64x2.mul(vx, oldX), f64x2.mul(vv, oldV)), f64x2.add(push, v0));
          if (last) {
            v128.store64_lane(atX, newX, 0);
            v128.store64_lane(atV, newV, 0);
            atX += 8;
            atV += 8;
          } else {
            v128.store(atX, newX);
            v128.store(atV, newV);
            atX += 16;
            atV += 16;
          }
          noise += two ? 32 : 16;
        }
      }
    }
}
