/**
 * Explicit steps of diffusion on a periodic grid of square cells, several in one pass over the memory.
 *
 *     u'_ij = (1 - 4 k) u_ij + k ((u_i+1,j + u_i-1,j) + (u_i,j+1 + u_i,j-1)),    k = D Δt / h²
 *
 * k is rounded to a multiple of 2^-55, by a part of at most 1.4e-17 / k: then 1 - 4 k is exact, and nothing is lost however
 * many steps there are.
 *
 * Forward Euler of first order in time, second in space; stable up to k = 1/4. The grid of a large field does not stay in the
 * caches, so a pass takes all `steps` steps: rows of the first step follow rows of the field, rows of the second those of
 * the first two rows behind, and so on; rows between are kept in a ring of three. Steps in one pass or in many give the same
 * bits. Twin of kernels/diffuse-square.ts.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";

/** Most steps of one pass. */
export const DEEPEST = 8;

const GRAIN = 36028797018963968; // 2^55;

/** Numbers of scratch that a pass needs: a ring of three rows for each step, and copies of as many first rows. */
export function diffuseScratch(nx: number, steps: number): number {
  return 4 * steps * nx;
}

/**
 * Takes 1 to {@link DEEPEST} steps, in place.
 *
 * @param scratch at least {@link diffuseScratch} numbers
 * @param ny      rows; at least `steps`
 * @param rate    D Δt / h² [1]
 * @throws DomainError for more steps than that, or than rows
 */
export function diffuseSquare(
  u: Float64Array,
  scratch: Float64Array,
  nx: number,
  ny: number,
  rate: number,
  steps: number,
): void {
  requirePass(ny, steps);
  const k = roundedRate(rate);
  const saved = 3 * steps * nx;
  // the end of a pass needs the first rows, which its beginning overwrites
  for (let i = 0; i < steps * nx; i++) scratch[saved + i] = u[i];
  const field = (row: number) => (row < ny ? u : scratch);
  const place = (row: number) => (row < 0 ? (row + ny) * nx : row < ny ? row * nx : saved + (row - ny) * nx);
  for (let front = 1 - steps; front < ny + steps - 1; front++) {
    for (let level = 1; level <= steps; level++) {
      const row = front - level + 1;
      // rows above 0 and below ny - 1 are needed as far as later levels look
      if (row < level - steps || row >= ny + steps - level) continue;
      const isHome = level === steps && steps > 1;
      const [out, outAt] = isHome ? [u, row * nx] : [scratch, ringRow(level, row, nx)];
      if (level === 1)
        stepRow(
          out,
          outAt,
          field(row - 1),
          place(row - 1),
          field(row),
          place(row),
          field(row + 1),
          place(row + 1),
          nx,
          k,
        );
      else {
        const before = level - 1;
        const [north, own, south] = [row - 1, row, row + 1].map((r) => ringRow(before, r, nx)) as [
          number,
          number,
          number,
        ];
        stepRow(out, outAt, scratch, north, scratch, own, scratch, south, nx, k);
      }
    }
    // one step alone still reads the row before: it comes home a row later
    if (steps === 1 && front > 0) bringHome(front - 1);
  }
  if (steps === 1) bringHome(ny - 1);

  function bringHome(row: number): void {
    const from = ringRow(1, row, nx);
    for (let i = 0; i < nx; i++) u[row * nx + i] = scratch[from + i];
  }
}

/** @throws DomainError unless a pass may take so many steps on so many rows */
export function requirePass(ny: number, steps: number): void {
  if (!(steps >= 1 && steps <= Math.min(DEEPEST, ny)))
    throw new DomainError("steps", steps, `a pass takes 1 to ${DEEPEST} steps, and no more than rows`);
}

/** Where the ring of a level keeps a row. */
function ringRow(level: number, row: number, nx: number): number {
  return nx * (3 * (level - 1) + ((row + 3 * DEEPEST) % 3));
}

/** The nearest k for which 1 - 4 k is exact. */
export function roundedRate(rate: number): number {
  return Math.floor(rate * GRAIN + 0.5) / GRAIN;
}

/** One step of a row of `nx` cells that closes on itself, from three rows that begin at n, c and s. */
export function stepRow(
  out: Float64Array,
  o: number,
  north: Float64Array,
  n: number,
  own: Float64Array,
  c: number,
  south: Float64Array,
  s: number,
  nx: number,
  k: number,
): void {
  for (let i = 0; i < nx; i++) {
    const sides = own[c + (i + 1 < nx ? i + 1 : 0)] + own[c + (i > 0 ? i - 1 : nx - 1)];
    out[o + i] = (1 - 4 * k) * own[c + i] + k * (sides + (south[s + i] + north[n + i]));
  }
}
