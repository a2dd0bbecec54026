/**
 * Explicit steps of the Cahn-Hilliard equation with a polynomial f, on a torus of two dimensions:
 *
 *     μ_i  = p_1 c + p_2 c² + p_3 c³ - κ (L c)_i
 *     c_i' = c_i + Δt M (L μ)_i
 *
 * L is the difference of second order. A row of c moves as soon as μ is known in the rows beside it, so that nothing but c
 * and five rows of μ is ever held. Stable for Δt < h⁴ / (32 M κ) or so in two dimensions: use it for many short steps
 * alone, and the implicit steps of phase-field/ for anything else.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";

/** Numbers that {@link fillCahnHilliardLaw} writes. */
export const CAHN_HILLIARD_LAW = 8;
/** Rows of numbers that the steps need for themselves. */
export const CAHN_HILLIARD_ROWS = 5;

/** The equation with its grid and step, in the caller's units. */
export interface CahnHilliardLaw {
  /** p_1, p_2, p_3 of f' = p_1 c + p_2 c² + p_3 c³; a constant in f' moves nothing. */
  readonly potential: readonly [number, number, number];
  /** κ. */
  readonly gradientCoefficient: number;
  /** M. */
  readonly mobility: number;
  /** h_x and h_y. */
  readonly spacing: readonly [number, number];
  /** Δt. */
  readonly step: number;
}

/** Writes a law as the steps take it: p_1 + 2 (κ_x + κ_y), p_2, p_3, κ_x, κ_y, m_x, m_y, 2 (m_x + m_y). */
export function fillCahnHilliardLaw(out: Float64Array, law: CahnHilliardLaw): void {
  const { potential, gradientCoefficient, mobility, spacing, step } = law;
  const [x, y] = [spacing[0] * spacing[0], spacing[1] * spacing[1]];
  const [kx, ky] = [gradientCoefficient / x, gradientCoefficient / y];
  const [mx, my] = [(mobility * step) / x, (mobility * step) / y];
  out.set([potential[0] + 2 * (kx + ky), potential[1], potential[2], kx, ky, mx, my, 2 * (mx + my)]);
}

/** @throws DomainError if the torus is smaller than 3 x 3 */
export function requireTorus(nx: number, ny: number): void {
  for (const cells of [nx, ny])
    if (!(Number.isInteger(cells) && cells >= 3))
      throw new DomainError("cells", cells, "a torus has at least 3 x 3 cells");
}

/**
 * Moves c by `steps` steps.
 *
 * @param c    nx ny numbers, x fastest
 * @param law  from {@link fillCahnHilliardLaw}
 * @param rows room for 5 nx numbers
 */
export function cahnHilliardSteps(
  c: Float64Array,
  nx: number,
  ny: number,
  law: Float64Array,
  rows: Float64Array,
  steps: number,
): void {
  requireTorus(nx, ny);
  const first = 3 * nx;
  const final = 4 * nx;
  for (let step = 0; step < steps; step++) {
    fillPotentialRow(rows, final, c, (ny - 1) * nx, (ny - 2) * nx, 0, nx, law);
    fillPotentialRow(rows, first, c, 0, (ny - 1) * nx, nx, nx, law);
    let below = final;
    let here = first;
    let spare = 0;
    for (let j = 0; j < ny; j++) {
      let above = spare;
      if (j === ny - 2) above = final;
      else if (j === ny - 1) above = first;
      else fillPotentialRow(rows, above, c, (j + 1) * nx, j * nx, (j + 2) * nx, nx, law);
      moveRow(c, j * nx, rows, here, below, above, nx, law);
      spare = ((j + 1) % 3) * nx;
      below = here;
      here = above;
    }
  }
}

function fillPotentialRow(
  mu: Float64Array,
  to: number,
  c: Float64Array,
  row: number,
  below: number,
  above: number,
  nx: number,
  law: Float64Array,
): void {
  const [p1, p2, p3, kx, ky] = law;
  let left = c[row + nx - 1];
  for (let i = 0; i < nx; i++) {
    const own = c[row + i];
    const along = left + c[i === nx - 1 ? row : row + i + 1];
    const across = c[below + i] + c[above + i];
    mu[to + i] = ((p3 * own + p2) * own + p1) * own - (kx * along + ky * across);
    left = own;
  }
}

function moveRow(
  c: Float64Array,
  row: number,
  mu: Float64Array,
  here: number,
  below: number,
  above: number,
  nx: number,
  law: Float64Array,
): void {
  const [mx, my, own] = [law[5], law[6], law[7]];
  let left = mu[here + nx - 1];
  for (let i = 0; i < nx; i++) {
    const potential = mu[here + i];
    const along = left + mu[i === nx - 1 ? here : here + i + 1];
    const across = mu[below + i] + mu[above + i];
    c[row + i] += mx * along + my * across - own * potential;
    left = potential;
  }
}
