/**
 * Standard normal numbers from a lane stream, two for each draw of four words. Twins: src/numerics/lane-normal.ts and
 * src/numerics/kernels/fill-normals.ts, where the map is described.
 */

/** Exponent and segment of the least uniform number, 2^-53, as the top 16 bits of a double, times the bytes of a row. */
const FIRST_ROW: usize = 970 * 16 * 64;

/** Writes 2 `pairs` normals. */
export function fillPairs(out: usize, pairs: i32, stream: usize, table: usize): void {
  const one = i64x2.splat(0x3ff0000000000000);
  const rest = i64x2.splat(0x0000ffffffffffff);
  const almostOne = f64x2.splat(0.9999999999999998889776975); // 1 - 2^-53
  const middle = f64x2.splat(1.03125);
  const rows = table - FIRST_ROW;
  let a = v128.load(stream);
  let b = v128.load(stream, 16);
  let c = v128.load(stream, 32);
  let d = v128.load(stream, 48);
  for (const end = out + ((<usize>pairs) << 4); out < end; out += 16) {
    const sum = i32x4.add(a, d);
    const word = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), a);
    const t = i32x4.shl(b, 9);
    c = v128.xor(c, a);
    d = v128.xor(d, b);
    b = v128.xor(b, c);
    a = v128.xor(a, d);
    c = v128.xor(c, t);
    d = v128.or(i32x4.shl(d, 11), i32x4.shr_u(d, 21));

    const u = f64x2.sub(v128.or(i64x2.shr_u(word, 12), one), almostOne);
    const s = f64x2.sub(v128.or(v128.and(u, rest), one), middle);
    const row0 = rows + <usize>((i64x2.extract_lane(u, 0) >> 42) & ~63);
    const row1 = rows + <usize>((i64x2.extract_lane(u, 1) >> 42) & ~63);
    const z = f64x2.mul(s, s);
    const z0 = v128.shuffle<f64>(z, z, 0, 0);
    const z1 = v128.shuffle<f64>(z, z, 1, 1);
    const p0 = f64x2.add(f64x2.mul(f64x2.add(f64x2.mul(v128.load(row0, 32), z0), v128.load(row0, 16)), z0), v128.load(row0));
    const p1 = f64x2.add(f64x2.mul(f64x2.add(f64x2.mul(v128.load(row1, 32), z1), v128.load(row1, 16)), z1), v128.load(row1));
    const even = v128.shuffle<f64>(p0, p1, 0, 2);
    const odd = v128.shuffle<f64>(p0, p1, 1, 3);
    v128.store(out, v128.xor(f64x2.add(even, f64x2.mul(odd, s)), i64x2.shl(word, 63)));
  }
  v128.store(stream, a);
  v128.store(stream, b, 16);
  v128.store(stream, c, 32);
  v128.store(stream, d, 48);
}

/** Writes `count` normals; `scratch` has room for two. */
export function fillNormals(out: usize, count: i32, stream: usize, table: usize, scratch: usize): void {
  fillPairs(out, count >> 1, stream, table);
  if ((count & 1) == 0) return;
  fillPairs(scratch, 1, stream, table);
  f64.store(out + ((<usize>(count - 1)) << 3), f64.load(scratch));
}
