/** Eight tridiagonal systems side by side. Twin: src/numerics/grid/tridiagonal-eights.ts. */

/** Bytes of eight numbers: the next unknown of the same system. */
const NEXT: usize = 64;

// @ts-ignore: decorator
@inline
function eliminate(x: usize, lower: usize, diagonal: usize, upper: usize, scratch: usize): void {
  const one = f64x2.splat(1);
  const l = v128.load(lower);
  const inverse = f64x2.div(one, f64x2.sub(v128.load(diagonal), f64x2.mul(l, v128.load(scratch - NEXT))));
  v128.store(scratch, f64x2.mul(v128.load(upper), inverse));
  v128.store(x, f64x2.mul(f64x2.sub(v128.load(x), f64x2.mul(l, v128.load(x - NEXT))), inverse));
}

// @ts-ignore: decorator
@inline
function begin(x: usize, diagonal: usize, upper: usize, scratch: usize): void {
  const inverse = f64x2.div(f64x2.splat(1), v128.load(diagonal));
  v128.store(scratch, f64x2.mul(v128.load(upper), inverse));
  v128.store(x, f64x2.mul(v128.load(x), inverse));
}

// @ts-ignore: decorator
@inline
function substitute(x: usize, scratch: usize): void {
  v128.store(x, f64x2.sub(v128.load(x), f64x2.mul(v128.load(scratch), v128.load(x + NEXT))));
}

export function solveTridiagonalEights(
  x: usize,
  lower: usize,
  diagonal: usize,
  upper: usize,
  scratch: usize,
  unknowns: i32,
): void {
  if (unknowns <= 0) return;
  for (let s: usize = 0; s < NEXT; s += 16) begin(x + s, diagonal + s, upper + s, scratch + s);
  const end = NEXT * <usize>unknowns;
  for (let i = NEXT; i < end; i += NEXT) {
    eliminate(x + i, lower + i, diagonal + i, upper + i, scratch + i);
    eliminate(x + i + 16, lower + i + 16, diagonal + i + 16, upper + i + 16, scratch + i + 16);
    eliminate(x + i + 32, lower + i + 32, diagonal + i + 32, upper + i + 32, scratch + i + 32);
    eliminate(x + i + 48, lower + i + 48, diagonal + i + 48, upper + i + 48, scratch + i + 48);
  }
  for (let i = end - NEXT; i > 0; ) {
    i -= NEXT;
    substitute(x + i, scratch + i);
    substitute(x + i + 16, scratch + i + 16);
    substitute(x + i + 32, scratch + i + 32);
    substitute(x + i + 48, scratch + i + 48);
  }
}
