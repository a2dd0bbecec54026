/** Loops over structured grids with two conductances for each face. Twin: src/numerics/grid/grid-stencil.ts. */

// Of one grid, as the shell writes them: addresses of six conductances and of the order of rows, 7 of 4 bytes.
// @ts-ignore: decorator
@inline
export function faces(table: usize, place: i32): usize {
  return <usize>load<u32>(table + (<usize>place << 2));
}

// @ts-ignore: decorator
@inline
function imageOne(
  out: usize,
  hold: usize,
  x: usize,
  fx: usize,
  bx: usize,
  fy: usize,
  by: usize,
  fz: usize,
  bz: usize,
  at: usize,
  east: usize,
  west: usize,
  north: usize,
  south: usize,
  up: usize,
  down: usize,
  hasX: bool,
  hasY: bool,
  hasZ: bool,
): void {
  const own = f64.load(x + at);
  let sum = f64.load(hold + at) * own;
  if (hasX)
    sum +=
      f64.load(fx + at) * own -
      f64.load(bx + at) * f64.load(x + east) -
      (f64.load(fx + west) * f64.load(x + west) - f64.load(bx + west) * own);
  if (hasY)
    sum +=
      f64.load(fy + at) * own -
      f64.load(by + at) * f64.load(x + north) -
      (f64.load(fy + south) * f64.load(x + south) - f64.load(by + south) * own);
  if (hasZ)
    sum +=
      f64.load(fz + at) * own -
      f64.load(bz + at) * f64.load(x + up) -
      (f64.load(fz + down) * f64.load(x + down) - f64.load(bz + down) * own);
  f64.store(out + at, -sum);
}

// @ts-ignore: decorator
@inline
function flux(f: v128, own: v128, b: v128, other: v128): v128 {
  return f64x2.sub(f64x2.mul(f, own), f64x2.mul(b, other));
}

/** The image of one row. */
function imageRow(out: usize, table: usize, nx: i32, ny: i32, nz: i32, hold: usize, x: usize, r: i32): void {
  const fx = faces(table, 0);
  const bx = faces(table, 1);
  const fy = faces(table, 2);
  const by = faces(table, 3);
  const fz = faces(table, 4);
  const bz = faces(table, 5);
  const hasX = nx > 1;
  const hasY = ny > 1;
  const hasZ = nz > 1;
  const bytes = (<usize>nx) << 3;
  const plane = bytes * <usize>ny;
  const k = r / ny;
  const j = r - k * ny;
  const row = bytes * <usize>r;
  const north = j + 1 < ny ? row + bytes : row + bytes - plane;
  const south = j > 0 ? row - bytes : row + plane - bytes;
  const up = k + 1 < nz ? row + plane : row + plane - plane * <usize>nz;
  const down = k > 0 ? row - plane : row + plane * <usize>nz - plane;
  const last = bytes - 8;
  const first: usize = hasX ? 8 : 0;
  imageOne(out, hold, x, fx, bx, fy, by, fz, bz, row, row + first, row + last, north, south, up, down, hasX, hasY, hasZ);
  if (!hasX) return;
  let i: usize = 8;
  for (; i + 8 < last; i += 16) {
    const at = row + i;
    const own = v128.load(x + at);
    let sum = f64x2.mul(v128.load(hold + at), own);
    const toEast = flux(v128.load(fx + at), own, v128.load(bx + at), v128.load(x + at, 8));
    const fromWest = flux(v128.load(fx + at - 8), v128.load(x + at - 8), v128.load(bx + at - 8), own);
    sum = f64x2.add(sum, f64x2.sub(toEast, fromWest));
    if (hasY) {
      const toNorth = flux(v128.load(fy + at), own, v128.load(by + at), v128.load(x + north + i));
      const s = south + i;
      const fromSouth = flux(v128.load(fy + s), v128.load(x + s), v128.load(by + s), own);
      sum = f64x2.add(sum, f64x2.sub(toNorth, fromSouth));
    }
    if (hasZ) {
      const toUp = flux(v128.load(fz + at), own, v128.load(bz + at), v128.load(x + up + i));
      const d = down + i;
      const fromDown = flux(v128.load(fz + d), v128.load(x + d), v128.load(bz + d), own);
      sum = f64x2.add(sum, f64x2.sub(toUp, fromDown));
    }
    v128.store(out + at, f64x2.neg(sum));
  }
  if (i < last)
    imageOne(out, hold, x, fx, bx, fy, by, fz, bz, row + i, row + i + 8, row + i - 8, north + i, south + i, up + i, down + i, hasX, hasY, hasZ);
  imageOne(out, hold, x, fx, bx, fy, by, fz, bz, row + last, row, row + last - 8, north + last, south + last, up + last, down + last, hasX, hasY, hasZ);
}

export function fillGridResidual(
  out: usize,
  table: usize,
  nx: i32,
  ny: i32,
  nz: i32,
  hold: usize,
  rhs: usize,
  x: usize,
): void {
  const bytes = (<usize>nx) << 3;
  for (let r = 0; r < ny * nz; r++) {
    imageRow(out, table, nx, ny, nz, hold, x, r);
    let at = bytes * <usize>r;
    const end = at + bytes;
    for (; at + 8 < end; at += 16) v128.store(out + at, f64x2.add(v128.load(out + at), v128.load(rhs + at)));
    if (at < end) f64.store(out + at, f64.load(out + at) + f64.load(rhs + at));
  }
}

/** x = z + part x on cells side by side. */
function turn(x: usize, z: usize, part: f64, from: usize, to: usize): void {
  const parts = f64x2.splat(part);
  let at = from;
  for (; at + 8 < to; at += 16)
    v128.store(x + at, f64x2.add(v128.load(z + at), f64x2.mul(parts, v128.load(x + at))));
  if (at < to) f64.store(x + at, f64.load(z + at) + part * f64.load(x + at));
}

export function fillGridImage(
  out: usize,
  x: usize,
  table: usize,
  nx: i32,
  ny: i32,
  nz: i32,
  hold: usize,
  z: usize,
  part: f64,
  dots: usize,
): void {
  const bytes = (<usize>nx) << 3;
  const order = faces(table, 6);
  const codes = 3 * ny * nz;
  let sums = f64x2.splat(0);
  for (let c = 0; c < codes; c++) {
    const code = load<i32>(order + (<usize>c << 2));
    const r = code / 3;
    const pass = code - 3 * r;
    if (pass == 0) turn(x, z, part, bytes * <usize>r, bytes * <usize>(r + 1));
    if (pass != 1) continue;
    imageRow(out, table, nx, ny, nz, hold, x, r);
    let at = bytes * <usize>r;
    const end = at + bytes;
    for (; at + 8 < end; at += 16) sums = f64x2.add(sums, f64x2.mul(v128.load(x + at), v128.load(out + at)));
    if (at < end)
      sums = f64x2.replace_lane(sums, 0, f64x2.extract_lane(sums, 0) + f64.load(x + at) * f64.load(out + at));
  }
  f64.store(dots, f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
}
