/**
 * A layer of cells: through two cell membranes in series, beside the cells, and out again by a pump.
 *
 *     P = P_ap P_bl / (P_ap + P_bl) + P_para
 *
 *     apical pump of clearance CL, S = P_ap + P_bl + CL:
 *     P_AB = P_ap P_bl / S + P_para,    P_BA = (P_ap + CL) P_bl / S + P_para,    efflux ratio P_BA / P_AB
 *
 * The pump works in proportion to what is in the cell; all is per area of the layer. Water and a filter before or behind
 * it are one more barrier in series (seriesPermeability of solubility-diffusion).
 *
 * @see P. Artursson, J. Pharm. Sci. 79, 476 (1990), for such layers in the laboratory (not opened)
 * @module
 */

import { checkNotNegative, checkPositive } from "#physics/electro/ion.ts";
import type { Velocity } from "#units/flavour.ts";

/** Ways through a layer of cells. */
export interface CellLayer {
  /** P_ap of the apical membrane [m s^-1]. */
  readonly apical: Velocity;
  /** P_bl of the basolateral membrane [m s^-1]. */
  readonly basolateral: Velocity;
  /** P_para beside the cells [m s^-1]. */
  readonly paracellular: Velocity;
  /** CL of a pump in the apical membrane, out of the cell [m s^-1]. */
  readonly efflux: Velocity;
}

/** Permeability of a layer in both directions. */
export interface DirectedPermeability {
  /** P_AB, apical to basolateral [m s^-1]. */
  readonly absorptive: Velocity;
  /** P_BA, basolateral to apical [m s^-1]. */
  readonly secretory: Velocity;
}

/**
 * P_AB and P_BA [m s^-1]; both are P where no pump works.
 *
 * @throws DomainError if any is negative, or nothing leaves the cell: P_ap + P_bl + CL = 0.
 *
 * @example Through and beside the cells:
 * ```ts
 * cellLayerPermeability({ apical: 1e-7, basolateral: 4e-7, paracellular: 5e-8, efflux: 0 }).absorptive; // 1.3e-7
 * ```
 */
export function cellLayerPermeability(layer: CellLayer): DirectedPermeability {
  const { apical, basolateral, paracellular, efflux } = layer;
  checkNotNegative("apical", apical, "a permeability cannot be negative [m s^-1]");
  checkNotNegative("basolateral", basolateral, "a permeability cannot be negative [m s^-1]");
  checkNotNegative("paracellular", paracellular, "a permeability cannot be negative [m s^-1]");
  checkNotNegative("efflux", efflux, "a clearance cannot be negative [m s^-1]");
  const out = apical + basolateral + efflux;
  checkPositive("apical + basolateral + efflux", out, "a cell that nothing leaves has no steady state [m s^-1]");
  const share = basolateral / out;
  return {
    absorptive: apical * share + paracellular,
    secretory: (apical + efflux) * share + paracellular,
  };
}
