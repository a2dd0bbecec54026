/**
 * Steady response of a row of nodes by elimination from its right end, with pivots that are sums.
 *
 * What stands to the right of a node gives back all it takes but a part u. So a node loses its amount at
 *
 *     loss_i = decay_i + k(i→i+1) u_{i+1},    pivot_i = loss_i + k(i→i-1),    u_i = loss_i / pivot_i
 *
 * which is the tridiagonal elimination, each pivot written as its diagonal excess and the hops onward. A diagonal less
 * what elimination takes from it would leave rounding alone where hops back outnumber those out by 1e16, as they do in
 * a well 37 kT deep. Amounts keep full relative accuracy as long as nothing grows.
 *
 * @see A. S. Alfa, J. Xue and Q. Ye, Math. Comp. 71, 217 (2002), doi:10.1090/S0025-5718-01-01325-4 (not opened)
 * @module
 */

/** Nodes from `first` to `end` (not included); what hops past either of them does not come back. */
export interface Row {
  /** k(i → i+1) and k(i+1 → i) [s^-1]. */
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  /** Rate at which a node loses amount, but by hops along the row [s^-1]. */
  readonly decay: Float64Array;
  readonly first: number;
  readonly end: number;
}

/**
 * The amounts that stand still under a supply `rhs` [mol s^-1] into `out`; not finite where nothing can leave. Nodes
 * marked `empty` are held at 0.
 */
export function fillRowResponse(out: Float64Array, row: Row, rhs: Float64Array, empty?: Uint8Array): void {
  const { forward, backward, decay, first, end } = row;
  const size = out.length;
  const pivot = new Float64Array(size);
  const supply = new Float64Array(size);
  let lost = 1;
  for (let i = end - 1; i >= first; i--) {
    if (empty?.[i]) {
      // held at 0: it takes all that comes and gives nothing
      lost = 1;
      pivot[i] = 1;
      continue;
    }
    const loss = decay[i] + (i < size - 1 ? forward[i] * lost : 0);
    pivot[i] = loss + (i > 0 ? backward[i - 1] : 0);
    lost = loss / pivot[i];
    supply[i] = rhs[i] + (i < end - 1 ? backward[i] * (supply[i + 1] / pivot[i + 1]) : 0);
  }
  for (let i = first; i < end; i++) {
    if (empty?.[i]) out[i] = 0;
    else out[i] = (supply[i] + (i > first ? forward[i - 1] * out[i - 1] : 0)) / pivot[i];
  }
}
