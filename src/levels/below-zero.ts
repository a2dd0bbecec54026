/**
 * Concentrations below zero. No hop makes one: it is the work of a flux that is imposed outwards and takes what is not
 * there, or of rounding.
 *
 * @module
 */

import { END_NAMES, type End } from "#model/model.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import type { ProbeContext } from "#observables/network-probe.ts";
import { leftFaceConcentration, rightFaceConcentration } from "#observables/network-state.ts";

/** A concentration this far below zero, relative to the largest one, is no rounding [1]. */
const ROUNDING_BELOW = 1e-9;

type Context = Pick<ProbeContext, "network" | "species">;

/** The lowest concentration that lies below zero by more than rounding, and where. */
interface BelowZero {
  /** [mol m^-3, or probability density] */
  readonly concentration: number;
  /** x or r [m]. */
  readonly position: number;
}

function belowZero({ network }: Context, n: Float64Array): BelowZero | undefined {
  const { mesh } = network;
  const last = mesh.cellCount - 1;
  let concentration = 0;
  let position = 0;
  let largest = 0;
  const look = (value: number, at: number): void => {
    largest = Math.max(largest, Math.abs(value));
    if (value >= concentration) return;
    concentration = value;
    position = at;
  };
  for (let i = 0; i < mesh.cellCount; i++) look(n[i + 1] / mesh.volume[i], mesh.center[i]);
  // where a flux takes, the wall is emptied before the cell beside it
  if (takes(network, "left")) look(leftFaceConcentration(network, n, 0), mesh.edge[0]);
  if (takes(network, "right")) look(rightFaceConcentration(network, n, last), mesh.edge[last + 1]);
  return concentration < -ROUNDING_BELOW * largest ? { concentration, position } : undefined;
}

function takes({ ends }: Context["network"], end: End): boolean {
  const { condition } = ends[end];
  return condition.kind === "flux" && condition.flux < 0;
}

/** Whether a flux is imposed outwards at an end, so that it can empty what lies before it. */
export function isDrawnFrom({ network }: Context): boolean {
  return END_NAMES.some((end) => takes(network, end));
}

/** The warning that a steady state has a concentration below zero; undefined if it has none. */
export function belowZeroWarning(context: Context, n: Float64Array): string | undefined {
  const found = belowZero(context, n);
  if (!found) return undefined;
  return `the steady state of ${context.species.name} has a concentration of ${found.concentration.toPrecision(4)} mol/m^3 at ${found.position.toPrecision(4)} m, which nothing can have: ${remedyOf(context)}`;
}

/** @throws NumericalFailure if a flux that is imposed outwards has emptied a place: nothing after that time is right. */
export function refuseBelowZero(context: Context, n: Float64Array, time: number): void {
  const found = belowZero(context, n);
  if (!found) return;
  throw new NumericalFailure(
    `transient of ${context.species.name}, t = ${time.toPrecision(4)} s, the place at ${found.position.toPrecision(4)} m`,
    `its concentration falls to ${found.concentration.toPrecision(4)} mol/m^3`,
    `${remedyOf(context)}, or end the transient before`,
  );
}

function remedyOf({ network }: Context): string {
  const drawn = END_NAMES.filter((end) => takes(network, end));
  if (drawn.length === 0) return "use more cells";
  return `the flux out of the ${drawn.join(" and ")} end takes more than there is; use absorbing or robin in its place`;
}
