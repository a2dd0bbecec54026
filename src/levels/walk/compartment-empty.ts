/**
 * What takes a species from a compartment that has none: no parcel can do it, and no more can the balances go on there.
 *
 *     what comes in by all other passages - what it takes < 0,    where too few parcels are left for one turn
 *
 * A pump or carrier whose rate does not follow what it takes is held up there. While more comes in than it takes that
 * is chance, and goes by; otherwise the content would fall below nothing, as it does in the mean. The arithmetic mean
 * as what water drags takes from an empty side by itself.
 *
 * @module
 */

import { dragRemedy, takerOf } from "#generator/compartments/runs-empty.ts";
import type { CompartmentDomain, Membrane } from "#model/compartments.ts";
import type { Species } from "#model/model.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import type { Passage } from "./compartment-passage.ts";

/** What is asked of compartments. */
export interface EmptyContext {
  readonly domain: CompartmentDomain;
  readonly species: readonly Species[];
  readonly passages: readonly Passage[];
  /** Numbers of the compartments on both sides of each membrane. */
  readonly ends: readonly (readonly [number, number])[];
  /** Numbers of the passages of each compartment. */
  readonly touching: readonly (readonly number[])[];
  /** Forward at 2 p, backward at 2 p + 1, of what can happen [s^-1]. */
  readonly rates: Float64Array;
  /** The like of what is held up, for want of parcels [s^-1]. */
  readonly heldUp: Float64Array;
  /** Of each passage by an arithmetic mean: the end that is empty and yet gives more than it gets, or -1. */
  readonly drained: Int8Array;
  /** Whether a compartment lacks so many parcels of a species. */
  lacks(compartment: number, species: number, parcels: number): boolean;
}

/** Looks for what takes from where nothing is; throws a NumericalFailure that names it. */
export function makeEmptyWatch(context: EmptyContext): (time: number) => void {
  const { domain, species, passages, ends, touching, rates, heldUp, drained, lacks } = context;
  const means = passages.flatMap(({ isMean }, p) => (isMean ? [p] : []));
  const fixed = passages.flatMap(({ takesAnyhow }, p) => (takesAnyhow === undefined ? [] : [p]));
  return (time) => {
    for (const p of means) refuseDrag(p, time);
    for (const p of fixed) for (const event of [2 * p, 2 * p + 1]) if (heldUp[event] > 0) refuseTaking(event, time);
  };

  function refuseDrag(p: number, time: number): void {
    if (drained[p] < 0) return;
    const { membrane, moves } = passages[p] as Passage;
    const one = domain.membranes[membrane] as Membrane;
    const [[i = 0] = []] = moves;
    const { what, advice } = dragRemedy(species[i]?.name ?? "", one.between[drained[p]] as string, one);
    throw failure(time, what, advice);
  }

  function refuseTaking(event: number, time: number): void {
    const { membrane, moves, takesAnyhow } = passages[event >> 1] as Passage;
    for (const [i, n] of moves) {
      const side = (event % 2 === 0) === n > 0 ? 0 : 1;
      const k = (ends[membrane] as readonly number[])[side] as number;
      if (!lacks(k, i, Math.abs(n)) || takesAnyhow?.(side, i) !== true) continue;
      if (comingIn(k, i) - Math.abs(n) * heldUp[event] >= 0) continue;
      const [cell, name] = [domain.compartments[k]?.name ?? "", species[i]?.name ?? ""];
      const taker = takerOf(domain, cell, name);
      throw failure(
        time,
        `${name} in ${cell} runs empty${taker === undefined ? "" : `: ${taker.what}`}`,
        taker?.advice ?? "End earlier, or let what takes it fall with what is there",
      );
    }
  }

  /** Parcels of a species that come into a compartment, less those that leave it [s^-1]. */
  function comingIn(k: number, species: number): number {
    let sum = 0;
    for (const p of touching[k] as readonly number[]) {
      const { membrane, moves } = passages[p] as Passage;
      const inward = (ends[membrane] as readonly number[])[0] === k ? -1 : 1;
      for (const [i, n] of moves) if (i === species) sum += inward * n * (rates[2 * p] - rates[2 * p + 1]);
    }
    return sum;
  }
}

/** Why a rate is not finite: a linear conductance draws a species without bound into where no parcel of it is left. */
export function withoutBound(
  { membrane, moves }: Passage,
  { domain, species }: Pick<EmptyContext, "domain" | "species">,
  time: number,
): NumericalFailure {
  const [[i = 0] = []] = moves;
  const [name, through] = [species[i]?.name ?? "", domain.membranes[membrane]?.name ?? ""];
  return failure(
    time,
    `no parcel of ${name} is left on one side of ${through}, and its rate there has no bound`,
    `give more parcels, or a P for ${name} in place of g`,
  );
}

function failure(time: number, what: string, advice: string): NumericalFailure {
  return new NumericalFailure(`parcels in compartments, t = ${time.toPrecision(4)} s`, what, advice);
}
