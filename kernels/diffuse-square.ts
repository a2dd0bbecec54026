/** Explicit steps on a periodic grid of square cells, several in one pass. Twin: src/numerics/grid/diffuse-square.ts. */

/** The largest number of steps; rows of rings are counted from below -DEEPEST. */
const DEEPEST: i32 = 8;

/** 2^55: multiples of its inverse leave 1 - 4 k exact. */
const GRAIN: f64 = 36028797018963968;

// @ts-ignore: decorator
@inline
function one(out: usize, north: usize, own: usize, south: usize, east: usize, west: usize, at: usize, k: f64): void {
  const u = f64.load(own + at);
  const sides = f64.load(own + east) + f64.load(own + west);
  f64.store(out + at, (1 - 4 * k) * u + k * (sides + (f64.load(south + at) + f64.load(north + at))));
}

/** a u + k (sides + ends) of two cells, from the vectors one cell west and one cell east of them. */
// @ts-ignore: decorator
@inline
function two(u: v128, east: v128, west: v128, south: v128, north: v128, k: v128, a: v128): v128 {
  const sides = f64x2.add(east, west);
  const ends = f64x2.add(south, north);
  return f64x2.add(f64x2.mul(a, u), f64x2.mul(k, f64x2.add(sides, ends)));
}

/** Addresses are of one cell each and offsets are constants, so that a load needs no addition of its own. */
function stepRow(out: usize, north: usize, own: usize, south: usize, nx: i32, k: f64): void {
  const last = (<usize>(nx - 1)) << 3;
  one(out, north, own, south, nx > 1 ? 8 : 0, last, 0, k);
  if (nx == 1) return;
  const kk = f64x2.splat(k);
  const a = f64x2.splat(1 - 4 * k);
  let o = out + 8;
  let n = north + 8;
  let c = own + 8;
  let s = south + 8;
  const end = own + last;
  if (c + 8 < end) {
    let west = v128.load(own);
    for (; c + 56 < end; c += 64, n += 64, s += 64, o += 64) {
      let east = v128.load(c, 8);
      v128.store(o, two(v128.load(c), east, west, v128.load(s), v128.load(n), kk, a));
      west = v128.load(c, 24);
      v128.store(o, two(v128.load(c, 16), west, east, v128.load(s, 16), v128.load(n, 16), kk, a), 16);
      east = v128.load(c, 40);
      v128.store(o, two(v128.load(c, 32), east, west, v128.load(s, 32), v128.load(n, 32), kk, a), 32);
      west = v128.load(c, 56);
      v128.store(o, two(v128.load(c, 48), west, east, v128.load(s, 48), v128.load(n, 48), kk, a), 48);
    }
    for (; c + 8 < end; c += 16, n += 16, s += 16, o += 16) {
      const east = v128.load(c, 8);
      v128.store(o, two(v128.load(c), east, west, v128.load(s), v128.load(n), kk, a));
      west = east;
    }
  }
  const at = c - own;
  if (at < last) one(out, north, own, south, at + 8, at - 8, at, k);
  one(out, north, own, south, 0, last - 8, last, k);
}

// @ts-ignore: decorator
@inline
function ringRow(scratch: usize, level: i32, row: i32, bytes: usize): usize {
  return scratch + bytes * (<usize>(3 * (level - 1) + ((row + 3 * DEEPEST) % 3)));
}

// @ts-ignore: decorator
@inline
function place(u: usize, saved: usize, row: i32, ny: i32, bytes: usize): usize {
  if (row < 0) return u + bytes * <usize>(row + ny);
  return row < ny ? u + bytes * <usize>row : saved + bytes * <usize>(row - ny);
}

export function diffuseSquare(u: usize, scratch: usize, nx: i32, ny: i32, rate: f64, steps: i32): void {
  const k = floor<f64>(rate * GRAIN + 0.5) / GRAIN;
  const bytes = (<usize>nx) << 3;
  const saved = scratch + bytes * <usize>(3 * steps);
  memory.copy(saved, u, bytes * <usize>steps);
  for (let front = 1 - steps; front < ny + steps - 1; front++) {
    for (let level = 1; level <= steps; level++) {
      const row = front - level + 1;
      if (row < level - steps || row >= ny + steps - level) continue;
      const out = level == steps && steps > 1 ? u + bytes * <usize>row : ringRow(scratch, level, row, bytes);
      if (level == 1)
        stepRow(
          out,
          place(u, saved, row - 1, ny, bytes),
          place(u, saved, row, ny, bytes),
          place(u, saved, row + 1, ny, bytes),
          nx,
          k,
        );
      else
        stepRow(
          out,
          ringRow(scratch, level - 1, row - 1, bytes),
          ringRow(scratch, level - 1, row, bytes),
          ringRow(scratch, level - 1, row + 1, bytes),
          nx,
          k,
        );
    }
    if (steps == 1 && front > 0)
      memory.copy(u + bytes * <usize>(front - 1), ringRow(scratch, 1, front - 1, bytes), bytes);
  }
  if (steps == 1) memory.copy(u + bytes * <usize>(ny - 1), ringRow(scratch, 1, ny - 1, bytes), bytes);
}

// @ts-ignore: decorator
@inline
function slabRing(scratch: usize, level: i32, row: i32, bytes: usize): usize {
  return scratch + bytes * <usize>(3 * (level - 1) + row % 3);
}

/** On a slab whose neighbours' rows are given. Twin: src/numerics/grid/diffuse-slab.ts. */
export function diffuseSlab(u: usize, scratch: usize, nx: i32, rows: i32, rate: f64, steps: i32): void {
  const k = floor<f64>(rate * GRAIN + 0.5) / GRAIN;
  const bytes = (<usize>nx) << 3;
  const end = rows + 2 * steps;
  for (let front = 1; front < end - 1; front++)
    for (let level = 1; level <= steps; level++) {
      const row = front - level + 1;
      if (row < level || row >= end - level) continue;
      const out = level == steps && steps > 1 ? u + bytes * <usize>row : slabRing(scratch, level, row, bytes);
      if (level == 1) {
        const at = u + bytes * <usize>row;
        stepRow(out, at - bytes, at, at + bytes, nx, k);
      } else
        stepRow(
          out,
          slabRing(scratch, level - 1, row - 1, bytes),
          slabRing(scratch, level - 1, row, bytes),
          slabRing(scratch, level - 1, row + 1, bytes),
          nx,
          k,
        );
      if (steps == 1 && row > 1)
        memory.copy(u + bytes * <usize>(row - 1), slabRing(scratch, 1, row - 1, bytes), bytes);
    }
  if (steps == 1) memory.copy(u + bytes * <usize>rows, slabRing(scratch, 1, rows, bytes), bytes);
}
