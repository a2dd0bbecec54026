import { beforeAll, describe, expect, test } from "vitest";
import { type KernelSet, TWINS } from "#numerics/kernel-set.ts";
import { LANE_STATE, seedLanes } from "#numerics/lane-stream.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { loadKernels } from "../../cli/load-kernels.ts";
import type { Program } from "../../cli/web-assembly.ts";
import { compiledProgram } from "../support/compiled.ts";

let program: Program;
beforeAll(() => {
  program = compiledProgram();
}, 60_000);

const compiledSet = (bytes = 1 << 20): KernelSet => loadKernels(program, bytes);

/** Odd, even, below and above the length of a tile (256 numbers, 512 words), and nothing. */
const COUNTS = [0, 1, 2, 3, 4, 5, 7, 31, 128, 255, 256, 257, 511, 513, 777];
const SEEDS = [1, 2 ** 53 - 1];

type Result = readonly (number | Float64Array | Int32Array)[];

const streamOf = (kernels: KernelSet, seed: number, fours = 1): Int32Array => {
  const stream = kernels.words(fours * LANE_STATE);
  seedLanes(stream, seed, PURPOSE.demonstration, 3);
  return stream;
};

/** Numbers of a set: what a seed gives, so that a loop starts from no special values. */
const anyNumbers = (kernels: KernelSet, length: number, seed: number): Float64Array => {
  const draw = makeRandomStream(seed, PURPOSE.demonstration, 99);
  const x = kernels.numbers(length);
  for (let i = 0; i < length; i++) x[i] = draw.normal();
  return x;
};

/** Bits as text; all NaN are one. */
const bitsOf = (values: Result): string[] =>
  values.map((value) => {
    const array = typeof value === "number" ? Float64Array.of(value) : value.slice();
    for (let i = 0; i < array.length; i++) if (Number.isNaN(array[i])) array[i] = Number.NaN;
    return Buffer.from(array.buffer).toString("hex");
  });

/** The same work by both sets must leave the same bits in everything it returns, the stream included. */
function sameBits(work: (kernels: KernelSet, seed: number, count: number) => Result): void {
  const compiled = compiledSet(1 << 23);
  for (const seed of SEEDS)
    for (const count of COUNTS) {
      const found = bitsOf(work(compiled, seed, count));
      expect(found, `seed ${seed}, count ${count}`).toEqual(bitsOf(work(TWINS, seed, count)));
    }
}

describe("compiled loops give the bits of their twins", () => {
  test("normals", () => {
    sameBits((kernels, seed, count) => {
      const [stream, out] = [streamOf(kernels, seed), kernels.numbers(count + 2)];
      kernels.fillNormals(out, count, stream);
      return [out, stream];
    });
  });

  test("linear steps in one, two and three dimensions, other laws along each axis", () => {
    for (const dimensions of [1, 2, 3])
      sameBits((kernels, seed, count) => {
        const stream = streamOf(kernels, seed);
        const x = anyNumbers(kernels, dimensions * (count + 3), seed);
        const law = anyNumbers(kernels, 9, seed - 1);
        kernels.linearSteps(x, { count, dimensions, stride: count + 3 }, law, stream, 5);
        return [x, stream];
      });
  });

  test("phase steps with one and with two normals", () => {
    for (const second of [0, 0.3])
      sameBits((kernels, seed, count) => {
        const stream = streamOf(kernels, seed);
        const [x, v] = [anyNumbers(kernels, 3 * count, seed), anyNumbers(kernels, 3 * count, seed)];
        const law = anyNumbers(kernels, 9, seed - 1);
        law[8] = second;
        kernels.phaseSteps(x, v, { count, dimensions: 3, stride: count }, law, stream, 5);
        return [x, v, stream];
      });
  });

  test.each([0, 1, 31, 32, 33, 100])("%i fair steps", (steps) => {
    sameBits((kernels, seed, count) => {
      const [stream, sites] = [streamOf(kernels, seed), kernels.words(count + 5)];
      kernels.coinSteps(sites, count, stream, steps);
      return [sites, stream];
    });
  });

  test.each([0, 1, 0x80000000, 429496730, 0xffffffff])("persistent steps that turn with %i / 2^32", (turn) => {
    sameBits((kernels, seed, count) => {
      const [stream, planes, out] = [streamOf(kernels, seed, 2), kernels.words(8 * 11), kernels.words(256)];
      for (let k = 0; k < 8; k++) planes[k] = stream[k] ?? 0;
      kernels.persistentSteps(planes, 10, turn, stream, count);
      kernels.persistentSites(out, planes, 10, count);
      return [out, planes, stream];
    });
  });

  test.each([0.05, 0.5, 1, 1.5, 2])("stable steps of index %f", (index) => {
    sameBits((kernels, seed, count) => {
      const [stream, x] = [streamOf(kernels, seed), kernels.numbers(count)];
      kernels.stableSteps(x, count, index, 0.7, stream, 4);
      return [x, stream];
    });
  });

  test("one stable step of index 0.002, where lengths are cut at e^-700 and e^700", () => {
    let [least, largest] = [1, 1];
    sameBits((kernels, seed, count) => {
      const [stream, x] = [streamOf(kernels, seed), kernels.numbers(count)];
      kernels.stableSteps(x, count, 0.002, 1, stream, 1);
      for (const length of x)
        [least, largest] = [Math.min(least, Math.abs(length)), Math.max(largest, Math.abs(length))];
      return [x, stream];
    });
    expect(least).toBeLessThan(1e-302); // a run that met neither end would pass too
    expect(largest).toBeGreaterThan(1e301);
  });

  test("sums of squares, infinities and NaN included", () => {
    sameBits((kernels, seed, count) => [kernels.sumOfSquares(anyNumbers(kernels, count, seed), count)]);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 5e-324, -0])
      sameBits((kernels, _, count) => [kernels.sumOfSquares(kernels.numbers(count).fill(value), count)]);
  });
});

describe("a run may be cut into chunks", () => {
  const pieces = (kernels: KernelSet) => {
    const law = kernels.numbers(9);
    law.set([0.9, 0.1, 0.3, -0.1, 0.8, 0.2, 0.5, 1, 0.4]);
    const [x, v, flights] = [kernels.numbers(303), kernels.numbers(303), kernels.numbers(101)];
    const [sites, planes] = [kernels.words(101), kernels.words(88)];
    const where = { count: 101, dimensions: 3, stride: 101 };
    const stream = streamOf(kernels, 7);
    const lanes = streamOf(kernels, 7, 2);
    return { state: [x, v, flights, sites, planes], law, where, stream, lanes, x, v, flights, sites, planes };
  };
  test.each(["twin", "compiled"])("of steps, %s", (kind) => {
    const run = (chunks: readonly number[], loop: (p: ReturnType<typeof pieces>, k: KernelSet, n: number) => void) => {
      const kernels = kind === "twin" ? TWINS : compiledSet();
      const own = pieces(kernels);
      for (const chunk of chunks) loop(own, kernels, chunk);
      return bitsOf(own.state);
    };
    for (const loop of [
      ({ x, where, law, stream }, kernels, n) => kernels.linearSteps(x, where, law, stream, n),
      ({ x, v, where, law, stream }, kernels, n) => kernels.phaseSteps(x, v, where, law, stream, n),
      ({ flights, stream }, kernels, n) => kernels.stableSteps(flights, 101, 1.5, 1, stream, n),
      ({ sites, stream }, kernels, n) => kernels.coinSteps(sites, 101, stream, 32 * n),
      ({ planes, lanes }, kernels, n) => kernels.persistentSteps(planes, 10, 429496730, lanes, 20 * n),
    ] satisfies Parameters<typeof run>[1][])
      expect(run([3, 1, 8], loop)).toEqual(run([12], loop));
  });
});

describe("a compiled set guards its memory", () => {
  test("arrays of another set are refused", () => {
    const kernels = compiledSet();
    expect(() => kernels.sumOfSquares(new Float64Array(4), 4)).toThrow("not of this kernel set");
    expect(() => kernels.sumOfSquares(compiledSet().numbers(4), 4)).toThrow("not of this kernel set");
  });

  test("a loop never runs beyond the end of an array", () => {
    const kernels = compiledSet();
    const stream = streamOf(kernels, 1);
    expect(() => kernels.fillNormals(kernels.numbers(4), 5, stream)).toThrow("at least 5 places");
    const where = { count: 4, dimensions: 3, stride: 5 };
    expect(() => kernels.linearSteps(kernels.numbers(13), where, kernels.numbers(9), stream, 1)).toThrow("14 places");
    expect(() => kernels.coinSteps(kernels.words(4), -1, stream, 1)).toThrow("places");
  });

  test("memory that is used up is said to be", () => {
    const kernels = compiledSet();
    expect(() => kernels.numbers(1 << 20)).toThrow("bytes of memory left");
  });
});
