/**
 * The hot loops of sampling as one record, so that a shell may put compiled loops in the place of these.
 *
 * A set makes the arrays that its loops take: ordinary ones here, views of its own memory in a compiled set. Loops take
 * arrays of their own set only. Both sets give the same bits (test/e2e/kernels.test.ts). Who calls a loop keeps each call
 * below 50 ms: an engine improves compiled code between calls, not within one.
 *
 * @module
 */

import { cahnHilliardSteps } from "./kernels/cahn-hilliard-steps.ts";
import { coinSteps } from "./kernels/coin-steps.ts";
import type { Coordinates } from "./kernels/coordinates.ts";
import { fillNormals } from "./kernels/fill-normals.ts";
import { linearSteps } from "./kernels/linear-steps.ts";
import { persistentSites, persistentSteps } from "./kernels/persistent-steps.ts";
import { phaseSteps } from "./kernels/phase-steps.ts";
import { stableSteps } from "./kernels/stable-steps.ts";
import { sumOfSquares } from "./kernels/sum-of-squares.ts";

/** Hot loops and the arrays that they work on. */
export interface KernelSet {
  readonly kind: "twin" | "compiled";
  /** A new array of zeros. @throws DomainError if the memory of the set is used up. */
  numbers(length: number): Float64Array;
  /** A new array of zeros. @throws DomainError if the memory of the set is used up. */
  words(length: number): Int32Array;
  /** See kernels/fill-normals.ts. */
  fillNormals(out: Float64Array, count: number, stream: Int32Array): void;
  /** Free diffusion with drift, or an overdamped walker in a harmonic well: kernels/linear-steps.ts. */
  linearSteps(x: Float64Array, where: Coordinates, law: Float64Array, stream: Int32Array, steps: number): void;
  /** Underdamped motion, free or in a harmonic well: kernels/phase-steps.ts. */
  phaseSteps(
    x: Float64Array,
    v: Float64Array,
    where: Coordinates,
    law: Float64Array,
    stream: Int32Array,
    steps: number,
  ): void;
  /** Fair steps of ±1: kernels/coin-steps.ts. */
  coinSteps(sites: Int32Array, count: number, stream: Int32Array, steps: number): void;
  /** 256 persistent walkers, on a stream of eight lanes: kernels/persistent-steps.ts. */
  persistentSteps(planes: Int32Array, digits: number, turn: number, stream: Int32Array, steps: number): void;
  /** Their positions: kernels/persistent-steps.ts. */
  persistentSites(out: Int32Array, planes: Int32Array, digits: number, steps: number): void;
  /** Symmetric alpha-stable steps: kernels/stable-steps.ts. */
  stableSteps(x: Float64Array, count: number, index: number, scale: number, stream: Int32Array, steps: number): void;
  /** Σ x² of the first `count` numbers, in a fixed order: kernels/sum-of-squares.ts. */
  sumOfSquares(x: Float64Array, count: number): number;
  /** Explicit steps of phase separation in two dimensions: kernels/cahn-hilliard-steps.ts. */
  cahnHilliardSteps(
    c: Float64Array,
    nx: number,
    ny: number,
    law: Float64Array,
    rows: Float64Array,
    steps: number,
  ): void;
}

/** The loops in TypeScript: what the compiled ones are checked against, and what runs where there are none. */
export const TWINS: KernelSet = {
  kind: "twin",
  numbers: (length) => new Float64Array(length),
  words: (length) => new Int32Array(length),
  fillNormals,
  linearSteps,
  phaseSteps,
  coinSteps,
  persistentSteps,
  persistentSites,
  stableSteps,
  sumOfSquares,
  cahnHilliardSteps,
};
