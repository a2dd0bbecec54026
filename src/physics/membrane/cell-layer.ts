/**
 * A layer of cells: through two cell membranes in series, beside the cells, and out again by a pump.
 *
 *     P = P_ap P_bl / (P_ap + P_bl) + P_para
 *
 *     apical pump of clearance CL, S = P_ap + P_bl + CL:
 *     P_AB = P_ap P_bl / S + P_para,    P_BA = (P_ap + CL) P_bl / S + P_para,    efflux ratio P_BA / P_AB
 *
 * A pump that works in proportion to what is in the cell; per area of the layer. Water
 * and a filter before or behind it are one more barrier in series (seriesPermeability of solubility-diffusion).
 *
 * @see P. Artursson, J. Pharm. Sci. 79, 476 (1990), for such layers in the laboratory (not opened)
 * @module
 */

import { checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Unit, Velocity } from "#units/flavour.ts";

/** Ways through a layer of cells. */
export interface CellLayer {
  /** P_ap of the apical membrane [m s^-1]. */
  readonly apical: Velocity;
  /** P_bl of the basolateral membrane [m s^-1]. */
  readonly basolateral: Velocity;
  /** P_para beside the cells; 0 unless given [m s^-1]. */
  readonly paracellular?: Velocity;
  /** CL of a pump in the apical membrane, out of the cell; 0 unless given [m s^-1]. */
  readonly efflux?: Velocity;
}

/** Permeability of a layer in both directions. */
export interface DirectedPermeability {
  /** P_AB, apical to basolateral [m s^-1]. */
  readonly absorptive: Velocity;
  /** P_BA, basolateral to apical [m s^-1]. */
  readonly secretory: Velocity;
  /** P_BA / P_AB [1]. */
  readonly effluxRatio: Unit<"1">;
}

/**
 * P_AB, P_BA [m s^-1] and their ratio [1]; both are P where no pump works.
 *
 * @throws DomainError unless P_ap and P_bl are positive, and P_para and CL not negative.
 *
 * @example Through and beside the cells:
 * ```ts
 * cellLayerPermeability({ apical: 1e-7, basolateral: 4e-7, paracellular: 5e-8 }).absorptive; // 1.3e-7
 * ```
 */
export function cellLayerPermeability({
  apical,
  basolateral,
  paracellular = 0,
  efflux = 0,
}: CellLayer): DirectedPermeability {
  checkPositive("apical", apical, "a permeability is positive [m s^-1]");
  checkPositive("basolateral", basolateral, "a permeability is positive [m s^-1]");
  checkNotNegative("paracellular", paracellular);
  checkNotNegative("efflux", efflux);
  const share = basolateral / (apical + basolateral + efflux);
  const absorptive = apical * share + paracellular;
  const secretory = (apical + efflux) * share + paracellular;
  return { absorptive, secretory, effluxRatio: secretory / absorptive };
}

function checkNotNegative(name: string, value: Velocity): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw new DomainError(name, value, "a permeability cannot be negative [m s^-1]");
}
