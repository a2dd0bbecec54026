/**
 * Draws of the sum of n independent steps along x by its exact law, in as few draws as the law allows.
 *
 *     gaussian       √n s Z                                     stable   n^(1/index) a S
 *     laplace        a (G - G'), two gamma numbers of shape n
 *     lattice, table how many of n take each move: multinomial; a few steps one by one
 *     uniform, zipf  step by step
 *
 * @module
 */

import type { Move, StepLaw } from "#model/motion-law.ts";
import { aliasTable, drawFrom } from "#numerics/alias-table.ts";
import { pow } from "#numerics/elementary.ts";
import { gammaNumber } from "#numerics/gamma-sampler.ts";
import { fillMultinomial } from "#numerics/multinomial.ts";
import type { RandomStream } from "#numerics/random-stream.ts";
import { makeStableSampler } from "#numerics/stable-sampler.ts";
import { makeZipfSampler } from "#numerics/zipf-sampler.ts";
import type { Length } from "#units/flavour.ts";
import { latticeSupport } from "./lattice-support.ts";
import { movesOf } from "./step-moments.ts";

/** A function that draws the sum of n >= 1 steps. */
export type SumSampler = (stream: RandomStream, n: number) => number;

/** Sums of steps as numbers of `unit`: whole numbers where the steps lie on a lattice, metres where not. */
export interface StepSums {
  readonly unit: Length;
  /** Whether sums are whole numbers of `unit`. */
  readonly whole: boolean;
  /** Whether a sum takes as many draws as steps. */
  readonly stepped: boolean;
  readonly draw: SumSampler;
}

/** How to draw sums of steps. */
export function stepSums(step: StepLaw): StepSums {
  switch (step.kind) {
    case "gaussian":
      return {
        unit: step.deviation,
        whole: false,
        stepped: false,
        draw: (stream, n) => Math.sqrt(n) * stream.normal(),
      };
    case "laplace":
      return {
        unit: step.scale,
        whole: false,
        stepped: false,
        draw: (stream, n) => gammaNumber(stream, n) - gammaNumber(stream, n),
      };
    case "stable": {
      const stable = makeStableSampler(step.index);
      const draw: SumSampler = (stream, n) => pow(n, 1 / step.index) * stable(stream);
      return { unit: step.scale, whole: false, stepped: false, draw };
    }
    case "uniform":
      return {
        unit: step.halfWidth,
        whole: false,
        stepped: true,
        draw: stepByStep((stream) => 2 * stream.uniform() - 1),
      };
    case "zipf":
      return { unit: step.spacing, whole: true, stepped: true, draw: stepByStep(makeZipfSampler(step.index)) };
    default: {
      const lattice = latticeSupport(step);
      if (lattice !== undefined) {
        const moves = lattice.moves.map(({ sites, probability }) => ({ by: sites, probability }));
        return { unit: lattice.spacing, whole: true, stepped: false, draw: ofMoves(moves) };
      }
      return { unit: 1, whole: false, stepped: false, draw: ofMoves(movesOf(step) ?? []) };
    }
  }
}

function stepByStep(one: (stream: RandomStream) => number): SumSampler {
  return (stream, n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += one(stream);
    return sum;
  };
}

/** One by one while that is cheaper; else by how many take each move. */
function ofMoves(moves: readonly Move[]): SumSampler {
  const by = moves.map((move) => move.by);
  const chances = Float64Array.from(moves, ({ probability }) => probability);
  const counts = new Float64Array(moves.length);
  const table = aliasTable(chances);
  const few = stepByStep((stream) => by[drawFrom(table, stream)] as number);
  return (stream, n) => {
    if (n < 4 * by.length) return few(stream, n);
    fillMultinomial(counts, stream, n, chances);
    let sum = 0;
    for (let i = 0; i < counts.length; i++) sum += counts[i] * (by[i] as number);
    return sum;
  };
}
