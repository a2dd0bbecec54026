/** Flights made by hand, and what levels answer about them. */

import type { Level, When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import { measure } from "./closed-form.ts";
import { modelWith, solved, walkerWith } from "./models.ts";

export interface FlightOf {
  readonly index: number;
  readonly K?: number;
  readonly start?: number;
  readonly amount?: number;
  readonly times?: readonly number[];
  /** Ends that absorb, and cells between them; or without ends where the lattice looks. */
  readonly ends?: readonly [number, number];
  readonly resolve?: readonly [number, number];
  readonly cells?: number;
}

/** A walker by flights, on a line or between absorbing ends. */
export function flightModel({
  index,
  K = 1,
  start = 0,
  amount = 1,
  times = [1],
  ends,
  resolve,
  cells,
}: FlightOf): Model {
  const grid = cells === undefined ? {} : { cells };
  const absorbing = { kind: "absorbing" as const };
  return modelWith({
    species: [walkerWith({ motion: { kind: "flight", index, K }, initial: { kind: "point", at: [start], amount } })],
    domain:
      ends === undefined
        ? {
            kind: "free",
            geometry: "line",
            dimensions: 1,
            ...(resolve && { resolve: { from: resolve[0], to: resolve[1] } }),
            ...grid,
          }
        : {
            kind: "layers",
            geometry: "slab",
            start: ends[0],
            layers: [{ name: "domain", medium: "", thickness: ends[1] - ends[0], ...grid }],
          },
    boundaries:
      ends === undefined
        ? []
        : (["left", "right"] as const).map((end) => ({ end, species: "walker", condition: absorbing })),
    solves: [{ kind: "transient", times }],
  });
}

/** A measure as a file writes it, or one with a number as argument. */
export function flightMeasure(text: string): Measure {
  const [, name, argument] = /^(intermediate_scattering|exit_time_quantile)\(walker, (.*)\)$/.exec(text) ?? [];
  if (name === undefined) return measure(text);
  return { key: text, name: name as Measure["name"], species: "walker", argument: Number(argument) };
}

/** Values of measures at a time (or those without one), in their order; undefined where the level states none. */
export function flightAnswers(
  level: Level,
  model: Model,
  texts: readonly string[],
  {
    when,
    walkers = 0,
    refinement = 1,
  }: { readonly when?: When; readonly walkers?: number; readonly refinement?: number } = {},
) {
  const measures = texts.map(flightMeasure);
  const task = { model, species: "walker", solves: model.solves, measures, walkers, seed: 1, refinement };
  const { readings } = solved(level.solve(task));
  return texts.map((text) =>
    readings.find(
      (one) => one.measure === text && (when === undefined || one.when === when || one.when === "timeless"),
    ),
  );
}

/** The values alone. @throws where one is not stated */
export function flightValues(...asked: Parameters<typeof flightAnswers>): number[] {
  return flightAnswers(...asked).map((reading, i) => {
    if (reading === undefined) throw new Error(`${asked[0].name} does not state ${asked[2][i]}`);
    return reading.value;
  });
}
