/** Gauss-Seidel on structured grids. Twin: src/numerics/grid/grid-sweep.ts. */

import { faces } from "./grid-stencil";

/** Adds to the aggregate of a cell, if it is in one. */
// @ts-ignore: decorator
@inline
function put(below: usize, parent: usize, at: usize, value: f64): void {
  const aggregate = load<i32>(parent + (at >> 1));
  if (aggregate < 0) return;
  const place = below + (<usize>aggregate << 3);
  f64.store(place, f64.load(place) + value);
}

/** One cell, as {@link passRow} takes a row. */
// @ts-ignore: decorator
@inline
function passOne(
  x: usize,
  inverse: usize,
  rhs: usize,
  below: usize,
  parent: usize,
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
  let sum: f64 = below == 0 ? f64.load(rhs + at) : 0;
  if (hasX) sum += f64.load(bx + at) * f64.load(x + east) + f64.load(fx + west) * f64.load(x + west);
  if (hasY) sum += f64.load(by + at) * f64.load(x + north) + f64.load(fy + south) * f64.load(x + south);
  if (hasZ) sum += f64.load(bz + at) * f64.load(x + up) + f64.load(fz + down) * f64.load(x + down);
  if (below == 0) f64.store(x + at, sum * f64.load(inverse + at));
  else put(below, parent, at, sum);
}

/** Each second number of four that lie side by side, from the first on. */
// @ts-ignore: decorator
@inline
function evens(at: usize): v128 {
  return v128.shuffle<f64>(v128.load(at), v128.load(at, 16), 0, 2);
}

/** One colour of one row: swept; or, where `below` is no null, what flows in is added to the aggregates there. */
function passRow(
  x: usize,
  table: usize,
  nx: i32,
  ny: i32,
  nz: i32,
  inverse: usize,
  rhs: usize,
  below: usize,
  parent: usize,
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
    passOne(x, inverse, rhs, below, parent, fx, bx, fy, by, fz, bz, row, row + (hasX ? 8 : 0), row + last, north, south, up, down, hasX, hasY, hasZ);
    i = 16;
  }
  // two cells of the colour at a time, as long as the four numbers from each lie within the row
  for (; i + 24 < last; i += 32) {
    const at = row + i;
    let sum = below == 0 ? evens(rhs + at) : f64x2.splat(0);
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
    if (below == 0) {
      const fresh = f64x2.mul(sum, evens(inverse + at));
      f64.store(x + at, f64x2.extract_lane(fresh, 0));
      f64.store(x + at, f64x2.extract_lane(fresh, 1), 16);
    } else {
      put(below, parent, at, f64x2.extract_lane(sum, 0));
      put(below, parent, at + 16, f64x2.extract_lane(sum, 1));
    }
  }
  for (; i <= last && hasX; i += 16)
    passOne(
      x, inverse, rhs, below, parent, fx, bx, fy, by, fz, bz,
      row + i, i < last ? row + i + 8 : row, row + i - 8, north + i, south + i, up + i, down + i, hasX, hasY, hasZ,
    );
}

/** One colour of one row is swept. */
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
  passRow(x, table, nx, ny, nz, inverse, rhs, 0, 0, r, colour);
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

/** Colour 0 of one row, where nothing flows in yet: the other cells are set to 0. */
function startRow(x: usize, nx: i32, ny: i32, inverse: usize, rhs: usize, r: i32): void {
  const k = r / ny;
  const first = (r - k * ny + k) & 1;
  const mask = first == 0 ? i64x2(-1, 0) : i64x2(0, -1);
  const bytes = (<usize>nx) << 3;
  let at = bytes * <usize>r;
  const end = at + bytes;
  for (; at + 8 < end; at += 16)
    v128.store(x + at, v128.and(mask, f64x2.mul(v128.load(rhs + at), v128.load(inverse + at))));
  if (at < end) f64.store(x + at, first == 0 ? f64.load(rhs + at) * f64.load(inverse + at) : 0);
}

export function descendGrid(
  x: usize,
  below: usize,
  table: usize,
  nx: i32,
  ny: i32,
  nz: i32,
  inverse: usize,
  rhs: usize,
  parent: usize,
): void {
  const order = faces(table, 6);
  const codes = 3 * ny * nz;
  for (let c = 0; c < codes; c++) {
    const code = load<i32>(order + (<usize>c << 2));
    const r = code / 3;
    const pass = code - 3 * r;
    if (pass == 0) startRow(x, nx, ny, inverse, rhs, r);
    else if (pass == 1) sweepRow(x, table, nx, ny, nz, inverse, rhs, r, 1);
    else passRow(x, table, nx, ny, nz, inverse, rhs, below, parent, r, 0);
  }
}

/** Colour 0 of one row is corrected. */
function correctRow(x: usize, nx: i32, ny: i32, parent: usize, correction: usize, r: i32): void {
  const bytes = (<usize>nx) << 3;
  const k = r / ny;
  const row = bytes * <usize>r;
  for (let at = row + (<usize>((r - k * ny + k) & 1) << 3); at < row + bytes; at += 16) {
    const aggregate = load<i32>(parent + (at >> 1));
    if (aggregate >= 0) f64.store(x + at, f64.load(x + at) + f64.load(correction + (<usize>aggregate << 3)));
  }
}

/** x·other of one row added to two sums. */
function addDots(x: usize, other: usize, nx: i32, r: i32, before: v128): v128 {
  const bytes = (<usize>nx) << 3;
  let sums = before;
  let at = bytes * <usize>r;
  const end = at + bytes;
  for (; at + 8 < end; at += 16) sums = f64x2.add(sums, f64x2.mul(v128.load(x + at), v128.load(other + at)));
  if (at < end)
    sums = f64x2.replace_lane(sums, 0, f64x2.extract_lane(sums, 0) + f64.load(x + at) * f64.load(other + at));
  return sums;
}

export function ascendGrid(
  x: usize,
  table: usize,
  nx: i32,
  ny: i32,
  nz: i32,
  inverse: usize,
  rhs: usize,
  parent: usize,
  correction: usize,
  other: usize,
  dots: usize,
): void {
  const order = faces(table, 6);
  const codes = 3 * ny * nz;
  let sums = f64x2.splat(0);
  let others = f64x2.splat(0);
  for (let c = 0; c < codes; c++) {
    const code = load<i32>(order + (<usize>c << 2));
    const r = code / 3;
    const pass = code - 3 * r;
    if (pass == 0) correctRow(x, nx, ny, parent, correction, r);
    else sweepRow(x, table, nx, ny, nz, inverse, rhs, r, pass == 1 ? 1 : 0);
    if (pass != 2) continue;
    sums = addDots(x, rhs, nx, r, sums);
    others = addDots(x, other, nx, r, others);
  }
  f64.store(dots, f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
  f64.store(dots, f64x2.extract_lane(others, 0) + f64x2.extract_lane(others, 1), 8);
}
