/** Loops over structured grids with two conductances for each face. Twin: src/numerics/grid/grid-stencil.ts. */

// Addresses of the conductances of one grid, in the order in which the shell writes them: 6 of 4 bytes.
// @ts-ignore: decorator
@inline
function faces(table: usize, place: i32): usize {
  return <usize>load<u32>(table + (<usize>place << 2));
}

// @ts-ignore: decorator
@inline
function residualOne(
  out: usize,
  hold: usize,
  rhs: usize,
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
  f64.store(out + at, f64.load(rhs + at) - sum);
}

// @ts-ignore: decorator
@inline
function flux(f: v128, own: v128, b: v128, other: v128): v128 {
  return f64x2.sub(f64x2.mul(f, own), f64x2.mul(b, other));
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
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) {
      const row = bytes * <usize>(j + ny * k);
      const north = j + 1 < ny ? row + bytes : row + bytes - plane;
      const south = j > 0 ? row - bytes : row + plane - bytes;
      const up = k + 1 < nz ? row + plane : row + plane - plane * <usize>nz;
      const down = k > 0 ? row - plane : row + plane * <usize>nz - plane;
      const last = bytes - 8;
      const first: usize = hasX ? 8 : 0;
      residualOne(out, hold, rhs, x, fx, bx, fy, by, fz, bz, row, row + first, row + last, north, south, up, down, hasX, hasY, hasZ);
      if (!hasX) continue;
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
        v128.store(out + at, f64x2.sub(v128.load(rhs + at), sum));
      }
      if (i < last)
        residualOne(out, hold, rhs, x, fx, bx, fy, by, fz, bz, row + i, row + i + 8, row + i - 8, north + i, south + i, up + i, down + i, hasX, hasY, hasZ);
      residualOne(out, hold, rhs, x, fx, bx, fy, by, fz, bz, row + last, row, row + last - 8, north + last, south + last, up + last, down + last, hasX, hasY, hasZ);
    }
}

// @ts-ignore: decorator
@inline
function sweepOne(
  x: usize,
  inverse: usize,
  rhs: usize,
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
  let sum = f64.load(rhs + at);
  if (hasX) sum += f64.load(bx + at) * f64.load(x + east) + f64.load(fx + west) * f64.load(x + west);
  if (hasY) sum += f64.load(by + at) * f64.load(x + north) + f64.load(fy + south) * f64.load(x + south);
  if (hasZ) sum += f64.load(bz + at) * f64.load(x + up) + f64.load(fz + down) * f64.load(x + down);
  f64.store(x + at, sum * f64.load(inverse + at));
}

/** Each second number of four that lie side by side, from the first on. */
// @ts-ignore: decorator
@inline
function evens(at: usize): v128 {
  return v128.shuffle<f64>(v128.load(at), v128.load(at, 16), 0, 2);
}

/** One colour of one row. */
function sweepRow(
  x: usize,
  table: usize,
  nx: i32,
  ny: i32,
  nz: i32,
  inverse: usize,
  rhs: usize,
  r: i32,
  colour: i32,
): void {
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
  const last = bytes - 8;
  const k = r / ny;
  const j = r - k * ny;
  const row = bytes * <usize>r;
  const north = j + 1 < ny ? row + bytes : row + bytes - plane;
  const south = j > 0 ? row - bytes : row + plane - bytes;
  const up = k + 1 < nz ? row + plane : row + plane - plane * <usize>nz;
  const down = k > 0 ? row - plane : row + plane * <usize>nz - plane;
  let i: usize = <usize>((j + k + colour) & 1) << 3;
  if (i == 0) {
    sweepOne(x, inverse, rhs, fx, bx, fy, by, fz, bz, row, row + (hasX ? 8 : 0), row + last, north, south, up, down, hasX, hasY, hasZ);
    i = 16;
  }
  // two cells of the colour at a time, as long as the four numbers from each lie within the row
  for (; i + 24 < last; i += 32) {
    const at = row + i;
    let sum = evens(rhs + at);
    sum = f64x2.add(
      sum,
      f64x2.add(
        f64x2.mul(evens(bx + at), evens(x + at + 8)),
        f64x2.mul(evens(fx + at - 8), evens(x + at - 8)),
      ),
    );
    if (hasY)
      sum = f64x2.add(
        sum,
        f64x2.add(
          f64x2.mul(evens(by + at), evens(x + north + i)),
          f64x2.mul(evens(fy + south + i), evens(x + south + i)),
        ),
      );
    if (hasZ)
      sum = f64x2.add(
        sum,
        f64x2.add(f64x2.mul(evens(bz + at), evens(x + up + i)), f64x2.mul(evens(fz + down + i), evens(x + down + i))),
      );
    const fresh = f64x2.mul(sum, evens(inverse + at));
    f64.store(x + at, f64x2.extract_lane(fresh, 0));
    f64.store(x + at, f64x2.extract_lane(fresh, 1), 16);
  }
  for (; i <= last && hasX; i += 16)
    sweepOne(
      x, inverse, rhs, fx, bx, fy, by, fz, bz,
      row + i, i < last ? row + i + 8 : row, row + i - 8, north + i, south + i, up + i, down + i, hasX, hasY, hasZ,
    );
}

export function sweepGrid(
  x: usize,
  table: usize,
  nx: i32,
  ny: i32,
  nz: i32,
  inverse: usize,
  rhs: usize,
  colour: i32,
): void {
  const layers = nz > 1 ? nz : ny;
  const rows = nz > 1 ? ny : 1;
  const other = 1 - colour;
  for (let layer = 0; layer < layers; layer++) {
    for (let r = layer * rows; r < (layer + 1) * rows; r++) sweepRow(x, table, nx, ny, nz, inverse, rhs, r, colour);
    if (layer > 1)
      for (let r = (layer - 1) * rows; r < layer * rows; r++) sweepRow(x, table, nx, ny, nz, inverse, rhs, r, other);
  }
  if (layers > 1)
    for (let r = (layers - 1) * rows; r < layers * rows; r++) sweepRow(x, table, nx, ny, nz, inverse, rhs, r, other);
  for (let r = 0; r < rows; r++) sweepRow(x, table, nx, ny, nz, inverse, rhs, r, other);
}
