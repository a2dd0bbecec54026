/**
 * Persistent walkers, 128 to a vector: one plane of directions, and counters of right steps in bit planes. Twin:
 * src/numerics/kernels/persistent-steps.ts.
 */

/** Planes of the small counter that takes 15 steps before it is added to the large one. */
const SMALL: i32 = 15;

/**
 * `planes`: the directions, then `digits` planes of the counter from the lowest. A walker turns with probability
 * `turn` / 2^32.
 */
export function persistentSteps(planes: usize, digits: i32, turn: u32, stream: usize, steps: i32): void {
  let a = v128.load(stream);
  let b = v128.load(stream, 16);
  let c = v128.load(stream, 32);
  let d = v128.load(stream, 48);
  let direction = v128.load(planes);
  let p0 = i32x4.splat(0);
  let p1 = p0;
  let p2 = p0;
  let p3 = p0;
  for (let step = 1; step <= steps; step++) {
    // Each walker compares a random binary fraction with `turn`, digit by digit, until all 128 are decided.
    let undecided = i32x4.splat(-1);
    for (let rest = turn; rest != 0; rest <<= 1) {
      const sum = i32x4.add(a, d);
      const word = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), a);
      const t = i32x4.shl(b, 9);
      c = v128.xor(c, a);
      d = v128.xor(d, b);
      b = v128.xor(b, c);
      a = v128.xor(a, d);
      c = v128.xor(c, t);
      d = v128.or(i32x4.shl(d, 11), i32x4.shr_u(d, 21));

      const digit = i32x4.splat((<i32>rest) >> 31);
      const differs = v128.and(undecided, v128.xor(word, digit));
      direction = v128.xor(direction, v128.and(differs, digit));
      undecided = v128.andnot(undecided, differs);
      if (!v128.any_true(undecided)) break;
    }
    let carry = v128.and(p0, direction);
    p0 = v128.xor(p0, direction);
    let next = v128.and(p1, carry);
    p1 = v128.xor(p1, carry);
    carry = v128.and(p2, next);
    p2 = v128.xor(p2, next);
    p3 = v128.xor(p3, carry);
    if (step % SMALL == 0 || step == steps) {
      addPlanes(planes + 16, digits, p0, p1, p2, p3);
      p0 = i32x4.splat(0);
      p1 = p0;
      p2 = p0;
      p3 = p0;
    }
  }
  v128.store(planes, direction);
  v128.store(stream, a);
  v128.store(stream, b, 16);
  v128.store(stream, c, 32);
  v128.store(stream, d, 48);
}

/** Adds a number of four binary digits to the counter of every walker. */
function addPlanes(counter: usize, digits: i32, p0: v128, p1: v128, p2: v128, p3: v128): void {
  let carry = i32x4.splat(0);
  for (let j = 0; j < digits; j++) {
    const added = j == 0 ? p0 : j == 1 ? p1 : j == 2 ? p2 : j == 3 ? p3 : i32x4.splat(0);
    const at = counter + (<usize>j << 4);
    const old = v128.load(at);
    const half = v128.xor(old, added);
    v128.store(at, v128.xor(half, carry));
    carry = v128.or(v128.and(old, added), v128.and(half, carry));
  }
}

/** Positions 2 rights - steps of 128 walkers: walker 4 b + k is bit b of word k. */
export function persistentSites(out: usize, planes: usize, digits: i32, steps: i32): void {
  const one = i32x4.splat(1);
  const all = i32x4.splat(steps);
  for (let bit = 0; bit < 32; bit++) {
    let rights = i32x4.splat(0);
    for (let j = 0; j < digits; j++)
      rights = v128.or(rights, i32x4.shl(v128.and(i32x4.shr_u(v128.load(planes + (<usize>(j + 1) << 4)), bit), one), j));
    v128.store(out + (<usize>bit << 4), i32x4.sub(i32x4.shl(rights, 1), all));
  }
}
