/**
 * Readings of a whole task from the amounts in a network: which measure is read when.
 *
 * @module
 */

import { MEASURES, type Measure, type MeasureKind } from "#model/measure.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import { type Probe, type ProbeContext, probeOf } from "./network-probe.ts";

/** A measure with the probe that reads it. */
export interface ProbedMeasure {
  readonly measure: Measure;
  readonly kind: MeasureKind;
  readonly probe: Probe;
}

/** The measures of one species that a network can state, each with its probe. */
export function probedMeasures(measures: readonly Measure[], context: ProbeContext): readonly ProbedMeasure[] {
  const probed: ProbedMeasure[] = [];
  for (const measure of measures) {
    if (measure.species !== context.species.name) continue;
    const probe = probeOf(measure, context);
    if (probe) probed.push({ measure, kind: MEASURES[measure.name], probe });
  }
  return probed;
}

/** Concentration at the nodes of the cells [mol m^-3, or probability density]. */
export function concentrations(context: Pick<ProbeContext, "network">, n: ReadonlyFloat64Array): Float64Array {
  const { mesh } = context.network;
  return Float64Array.from({ length: mesh.cellCount }, (_, i) => n[i + 1] / mesh.volume[i]);
}
