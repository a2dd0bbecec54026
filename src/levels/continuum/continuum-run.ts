/**
 * What is read while the continuum solves a task on one network.
 *
 * @module
 */

import type { Profile, Reading, When } from "#levels/contract.ts";
import type { ProbeContext } from "#observables/network-probe.ts";
import { concentrations, type ProbedMeasure } from "#observables/reading-list.ts";

/** A task on its network, and what has been read so far. */
export interface ContinuumRun extends ProbeContext {
  readonly probed: readonly ProbedMeasure[];
  readonly readings: Reading[];
  readonly profiles: Profile[];
  readonly invariants: Record<string, number>;
  readonly warnings: string[];
}

/** Concentration over the coordinate [mol m^-3, or probability density]. */
export function profilesOf(run: ContinuumRun, n: Float64Array, when: When): Profile[] {
  const { network, species } = run;
  return [
    {
      species: species.name,
      when,
      quantity: "concentration",
      coordinate: Float64Array.from(network.mesh.center as Float64Array),
      values: concentrations(run, n),
    },
  ];
}
