/**
 * A walker on an endless line that is followed until it has forgotten its start: the Leimkuhler-Matthews step
 *
 *     y' = y + b(y) h + √(2h) (Z_n + Z_{n+1}) / 2,
 *
 * whose noise is shared by neighbouring steps. Averages over the stationary law are of second order in h, with an error
 * several times smaller than that of a Heun step at half its cost. On the way there it is of first order only, with an
 * error that fades as the start is forgotten: so it is taken where nothing but the end of the way is looked at.
 *
 * @see B. Leimkuhler and C. Matthews, Appl. Math. Res. Express 2013, 34, doi:10.1093/amrx/abs010 (not opened)
 * @module
 */

import type { Motion } from "#levels/ensemble/motion.ts";
import { INSIDE } from "#levels/ensemble/walkers.ts";
import type { Time } from "#units/flavour.ts";
import { valueIn } from "./cubic-table.ts";
import type { StraightStretch } from "./straight-line.ts";

/** Moves walkers of a stretch without surfaces by equal steps no longer than `step` [s]. */
export function makeForgetfulAdvance({ drift, position, left, right }: StraightStretch, step: Time): Motion["advance"] {
  return ({ inner, axes, fate, noise }, first, end, from, to) => {
    const count = Math.max(1, Math.ceil((to - from) / step));
    const h = (to - from) / count;
    const kick = Math.sqrt(h / 2);
    for (let i = first; i < end; i++) {
      if (fate[i] !== INSIDE) continue;
      let y = inner[i];
      let before = noise.normal();
      for (let k = 0; k < count; k++) {
        const towards = y + h * valueIn(drift, y) + kick * before;
        let after = noise.normal();
        // beyond the table of the drift, where next to nothing ever is
        while (towards + kick * after < left || towards + kick * after > right) after = noise.normal();
        y = towards + kick * after;
        before = after;
      }
      inner[i] = y;
      axes[0][i] = valueIn(position, y);
    }
    return count * (end - first);
  };
}
