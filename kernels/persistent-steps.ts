/**
 * Persistent walkers, 128 to a vector, two vectors from two streams: one would wait for its generator. Twin:
 * src/numerics/kernels/persistent-steps.ts.
 */

/** Steps that a small counter of four planes takes before it is added to the large one. */
const SMALL: i32 = 15;
/** Bytes of one digit of 256 walkers. */
const DIGIT: usize = 32;

// @ts-ignore: decorator
@inline
function rotated(x: v128, left: i32): v128 {
  return v128.or(i32x4.shl(x, left), i32x4.shr_u(x, 32 - left));
}

/**
 * `planes`: the directions, then `digits` digits of the counter from the lowest. A walker turns with probability
 * `turn` / 2^32.
 */
export function persistentSteps(planes: usize, digits: i32, turn: u32, stream: usize, steps: i32): void {
  const zero = i32x4.splat(0);
  let a = v128.load(stream);
  let b = v128.load(stream, 16);
  let c = v128.load(stream, 32);
  let d = v128.load(stream, 48);
  let e = v128.load(stream, 64);
  let f = v128.load(stream, 80);
  let g = v128.load(stream, 96);
  let h = v128.load(stream, 112);
  let near = v128.load(planes);
  let far = v128.load(planes, 16);
  let n0 = zero;
  let n1 = zero;
  let n2 = zero;
  let n3 = zero;
  let f0 = zero;
  let f1 = zero;
  let f2 = zero;
  let f3 = zero;
  for (let step = 1; step <= steps; step++) {
    // Each walker compares a random binary fraction with `turn`, digit by digit, until all 256 are decided.
    let undecidedNear = i32x4.splat(-1);
    let undecidedFar = undecidedNear;
    for (let rest = turn; rest != 0; rest <<= 1) {
      const digit = i32x4.splat((<i32>rest) >> 31);
      const word = i32x4.add(rotated(i32x4.add(a, d), 7), a);
      const t = i32x4.shl(b, 9);
      c = v128.xor(c, a);
      d = v128.xor(d, b);
      b = v128.xor(b, c);
      a = v128.xor(a, d);
      c = v128.xor(c, t);
      d = rotated(d, 11);
      const differs = v128.and(undecidedNear, v128.xor(word, digit));
      near = v128.xor(near, v128.and(differs, digit));
      undecidedNear = v128.andnot(undecidedNear, differs);

      const word2 = i32x4.add(rotated(i32x4.add(e, h), 7), e);
      const t2 = i32x4.shl(f, 9);
      g = v128.xor(g, e);
      h = v128.xor(h, f);
      f = v128.xor(f, g);
      e = v128.xor(e, h);
      g = v128.xor(g, t2);
      h = rotated(h, 11);
      const differs2 = v128.and(undecidedFar, v128.xor(word2, digit));
      far = v128.xor(far, v128.and(differs2, digit));
      undecidedFar = v128.andnot(undecidedFar, differs2);
      if (!v128.any_true(v128.or(undecidedNear, undecidedFar))) break;
    }
    const n01 = v128.and(n0, near);
    const n12 = v128.and(n1, n01);
    n3 = v128.xor(n3, v128.and(n2, n12));
    n2 = v128.xor(n2, n12);
    n1 = v128.xor(n1, n01);
    n0 = v128.xor(n0, near);
    const f01 = v128.and(f0, far);
    const f12 = v128.and(f1, f01);
    f3 = v128.xor(f3, v128.and(f2, f12));
    f2 = v128.xor(f2, f12);
    f1 = v128.xor(f1, f01);
    f0 = v128.xor(f0, far);
    if (step % SMALL == 0 || step == steps) {
      addPlanes(planes + DIGIT, digits, n0, n1, n2, n3);
      addPlanes(planes + DIGIT + 16, digits, f0, f1, f2, f3);
      n0 = n1 = n2 = n3 = f0 = f1 = f2 = f3 = zero;
    }
  }
  v128.store(planes, near);
  v128.store(planes, far, 16);
  v128.store(stream, a);
  v128.store(stream, b, 16);
  v128.store(stream, c, 32);
  v128.store(stream, d, 48);
  v128.store(stream, e, 64);
  v128.store(stream, f, 80);
  v128.store(stream, g, 96);
  v128.store(stream, h, 112);
}

/** Adds a number of four binary digits to the counter of every walker. */
function addPlanes(counter: usize, digits: i32, p0: v128, p1: v128, p2: v128, p3: v128): void {
  let carry = i32x4.splat(0);
  for (let j = 0; j < digits; j++, counter += DIGIT) {
    const added = j == 0 ? p0 : j == 1 ? p1 : j == 2 ? p2 : j == 3 ? p3 : i32x4.splat(0);
    const old = v128.load(counter);
    const half = v128.xor(old, added);
    v128.store(counter, v128.xor(half, carry));
    carry = v128.or(v128.and(old, added), v128.and(half, carry));
  }
}

/** Positions 2 rights - steps of 256 walkers: walker 128 w + 4 b + k is bit b of word 4 w + k. */
export function persistentSites(out: usize, planes: usize, digits: i32, steps: i32): void {
  const one = i32x4.splat(1);
  const all = i32x4.splat(steps);
  for (let half: usize = 0; half < DIGIT; half += 16)
    for (let bit = 0; bit < 32; bit++, out += 16) {
      let rights = i32x4.splat(0);
      let digit = planes + half;
      for (let j = 0; j < digits; j++) {
        digit += DIGIT;
        rights = v128.or(rights, i32x4.shl(v128.and(i32x4.shr_u(v128.load(digit), bit), one), j));
      }
      v128.store(out, i32x4.sub(i32x4.shl(rights, 1), all));
    }
}
