/**
 * The compiled loops of kernels/ as a {@link KernelSet}: gives out its memory, checks that arrays lie in it and are long
 * enough (a compiled loop checks nothing), and hands over addresses.
 *
 * The shell loads the program, because loading differs from shell to shell; this file only needs what every shell gets.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { KernelSet } from "./kernel-set.ts";
import { CAHN_HILLIARD_LAW, CAHN_HILLIARD_ROWS, requireTorus } from "./kernels/cahn-hilliard-steps.ts";
import { type Coordinates, placesOf, requireRoom } from "./kernels/coordinates.ts";
import { PERSISTENT_WALKERS, PERSISTENT_WORDS } from "./kernels/persistent-steps.ts";
import { LANE_CONSTANTS } from "./lane-elementary.ts";
import { laneNormalTable } from "./lane-normal.ts";
import { LANE_STATE } from "./lane-stream.ts";

/** What kernels/index.ts exports; addresses are bytes from the start of the memory. */
export interface CompiledLoops {
  fillNormals(out: number, count: number, stream: number, table: number, scratch: number): void;
  linearSteps(
    x: number,
    stride: number,
    count: number,
    dimensions: number,
    law: number,
    stream: number,
    steps: number,
    table: number,
    scratch: number,
  ): void;
  phaseSteps(
    x: number,
    v: number,
    stride: number,
    count: number,
    dimensions: number,
    law: number,
    stream: number,
    steps: number,
    table: number,
    scratch: number,
  ): void;
  coinSteps(sites: number, count: number, stream: number, steps: number): void;
  persistentSteps(planes: number, digits: number, turn: number, stream: number, steps: number): void;
  persistentSites(out: number, planes: number, digits: number, steps: number): void;
  stableSteps(
    x: number,
    count: number,
    index: number,
    scale: number,
    stream: number,
    steps: number,
    constants: number,
    scratch: number,
  ): void;
  sumOfSquares(x: number, count: number): number;
  cahnHilliardSteps(c: number, nx: number, ny: number, law: number, rows: number, steps: number): void;
}

/** Bytes that loops need for themselves: 512 normals or words of them. */
const SCRATCH = 8192;
/** The first bytes stay empty: no array is at address 0. */
const START = 64;

/**
 * A kernel set on a memory that it has for itself. The memory must not grow later: growth takes all arrays away.
 *
 * @param loops  exports of the compiled program, made with this memory
 * @param buffer the memory, all zeros
 */
export function compiledKernels(loops: CompiledLoops, buffer: ArrayBuffer): KernelSet {
  let used = START;
  const take = (bytes: number): number => {
    const at = used;
    if (!(bytes >= 0 && at + bytes <= buffer.byteLength))
      throw new DomainError("bytes", bytes, `the kernels have ${buffer.byteLength - at} bytes of memory left`);
    used = at + Math.ceil(bytes / 64) * 64;
    return at;
  };
  const copied = (values: Float64Array): number => {
    const at = take(8 * values.length);
    new Float64Array(buffer, at, values.length).set(values);
    return at;
  };
  const table = copied(laneNormalTable());
  const constants = copied(LANE_CONSTANTS);
  const scratch = take(SCRATCH);

  const address = (name: string, array: Float64Array | Int32Array, places: number): number => {
    if (array.buffer !== buffer) throw new DomainError(name, array.length, "the array is not of this kernel set");
    requireRoom(name, array, places);
    return array.byteOffset;
  };
  const stateAt = (stream: Int32Array, fours = 1): number => address("stream", stream, fours * LANE_STATE);

  return {
    kind: "compiled",
    numbers: (length) => new Float64Array(buffer, take(8 * length), length),
    words: (length) => new Int32Array(buffer, take(4 * length), length),
    fillNormals: (out, count, stream) =>
      loops.fillNormals(address("out", out, count), count, stateAt(stream), table, scratch),
    linearSteps(x, where, law, stream, steps) {
      const { stride, count, dimensions } = where;
      const laws = address("law", law, 3 * dimensions);
      const at = address("x", x, placesOf(where));
      loops.linearSteps(at, stride, count, dimensions, laws, stateAt(stream), steps, table, scratch);
    },
    phaseSteps(x, v, where: Coordinates, law, stream, steps) {
      const { stride, count, dimensions } = where;
      const [atX, atV] = [address("x", x, placesOf(where)), address("v", v, placesOf(where))];
      const laws = address("law", law, 9);
      loops.phaseSteps(atX, atV, stride, count, dimensions, laws, stateAt(stream), steps, table, scratch);
    },
    coinSteps: (sites, count, stream, steps) =>
      loops.coinSteps(address("sites", sites, count), count, stateAt(stream), steps),
    persistentSteps: (planes, digits, turn, stream, steps) =>
      loops.persistentSteps(
        address("planes", planes, PERSISTENT_WORDS * (digits + 1)),
        digits,
        turn,
        stateAt(stream, 2),
        steps,
      ),
    persistentSites: (out, planes, digits, steps) =>
      loops.persistentSites(
        address("out", out, PERSISTENT_WALKERS),
        address("planes", planes, PERSISTENT_WORDS * (digits + 1)),
        digits,
        steps,
      ),
    stableSteps: (x, count, index, scale, stream, steps) =>
      loops.stableSteps(address("x", x, count), count, index, scale, stateAt(stream), steps, constants, scratch),
    sumOfSquares: (x, count) => loops.sumOfSquares(address("x", x, count), count),
    cahnHilliardSteps(c, nx, ny, law, rows, steps) {
      requireTorus(nx, ny);
      const [at, laws] = [address("c", c, nx * ny), address("law", law, CAHN_HILLIARD_LAW)];
      loops.cahnHilliardSteps(at, nx, ny, laws, address("rows", rows, CAHN_HILLIARD_ROWS * nx), steps);
    },
  };
}
