import { describe, expect, test } from "vitest";
import { normalCdf, normalQuantile } from "#numerics/error-function.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { fillNormals, makeCounterStream, makeRandomStream, type RandomStream } from "#numerics/random-stream.ts";
import { chiSquareTest } from "#numerics/statistics.ts";
import { faults, type KnownLaw } from "../support/distribution-check.ts";

// False alarms and resolution: see ../support/distribution-check.ts.
const n = 1_000_000;
const seed = 20251120;

const normal: KnownLaw = {
  mean: 0,
  centralMoments: [1, 0, 1, 0, 3, 0, 15, 0, 105],
  cdf: normalCdf,
  tails: [
    [-3, 3],
    [-4, 4],
    [-5.5, 5.5],
  ],
};
const uniform: KnownLaw = {
  mean: 0.5,
  centralMoments: [1, 0, 1 / 12, 0, 1 / 80, 0, 1 / 448, 0, 1 / 2304],
  cdf: (x) => x,
  tails: [
    [1e-3, 1 - 1e-3],
    [3e-5, 1 - 3e-5],
  ],
};
const exponential: KnownLaw = {
  mean: 1,
  centralMoments: [1, 0, 1, 2, 9],
  cdf: (x) => -Math.expm1(-x),
  tails: [
    [1e-3, 7],
    [3e-5, 10.4],
  ],
};

const draws = (draw: () => number, count = n) => Float64Array.from({ length: count }, draw);
const filled = (fill: (out: Float64Array) => void, count = n) => {
  const out = new Float64Array(count);
  fill(out);
  return out;
};

describe("a stream follows the law it names", () => {
  const block = makeRandomStream(seed, PURPOSE.demonstration, 0);
  const counter = makeCounterStream(seed, PURPOSE.demonstration, 0);
  // One draw from each of a million entities: what a run with a walker a stream sees.
  let entity = 0;
  const roaming = makeCounterStream(seed, PURPOSE.demonstration, 0);
  const across = (draw: () => number) => () => {
    roaming.seek(entity++, 5);
    return draw();
  };
  test.each([
    ["normals of a block", normal, () => filled((out) => fillNormals(out, block))],
    ["normals of a counter", normal, () => draws(counter.normal)],
    ["first normals of a million entities", normal, () => draws(across(roaming.normal))],
    ["uniforms of a block", uniform, () => draws(block.uniform)],
    ["uniforms of a counter", uniform, () => draws(counter.uniform)],
    ["first uniforms of a million entities", uniform, () => draws(across(roaming.uniform))],
    ["words of a block, over 2^32", uniform, () => draws(() => (block.uint32() + 0.5) / 2 ** 32)],
    ["exponentials of a block", exponential, () => draws(block.exponential)],
    ["exponentials of a counter", exponential, () => draws(counter.exponential)],
  ] as const)("%s", (_, law, sample) => expect(faults(sample(), law)).toEqual([]));

  test("first normals of ten thousand blocks", () => {
    const sample = Float64Array.from({ length: 10_000 }, (_, i) =>
      makeRandomStream(seed, PURPOSE.langevin, i).normal(),
    );
    expect(faults(sample, { ...normal, tails: [[-3, 3]] })).toEqual([]);
  });
});

describe("the check sees a wrong law, so passing it means something", () => {
  const stream = () => makeRandomStream(seed, PURPOSE.demonstration, 1);
  const few = 400_000;
  const { uniform: u, uint32, exponential: e } = stream();
  const normals = (count = few) => filled((out) => fillNormals(out, stream()), count);
  const table = Float64Array.from({ length: 4096 }, (_, i) => normalQuantile((i + 0.5) / 4096));
  test.each([
    ["noise from a table of 4096 normals", draws(() => table[uint32() & 4095], few)],
    ["uniform noise of unit variance", draws(() => Math.sqrt(12) * (u() - 0.5), few)],
    ["the sum of ten uniforms", draws(() => sumOfUniforms(u, 10) * Math.sqrt(1.2), few)],
    ["a variance 2 % too large", normals().map((x) => x * Math.sqrt(1.02))],
    ["a mean off by a fiftieth of sigma", normals().map((x) => x + 0.02)],
    ["a tail cut at four sigma", normals(n).map((x) => Math.max(-4, Math.min(4, x)))],
    ["a sign that is never negative", normals().map(Math.abs)],
    ["a value that is not a number", normals().map((x, i) => (i === 5 ? Number.NaN : x))],
  ])("%s", (_, sample) => expect(faults(sample, normal)).not.toEqual([]));

  test("uniforms of 12 bits, and exponentials of 2 % too large a mean", () => {
    const coarse = draws(() => (Math.floor(u() * 4096) + 0.5) / 4096, few);
    expect(faults(coarse, uniform)).not.toEqual([]);
    const large = draws(() => 1.02 * e(), few);
    expect(faults(large, exponential)).not.toEqual([]);
  });
});

const sumOfUniforms = (u: () => number, terms: number) => {
  let sum = 0;
  for (let i = 0; i < terms; i++) sum += u() - 0.5;
  return sum;
};

describe("draws do not know one another", () => {
  // Counts in 32 × 32 equal cells of the unit square; a false alarm is p < 1e-9. With a million pairs a cell expects
  // 977, so that one cell 25 % too full, or a correlation of 0.006, is seen.
  const pairFault = (first: () => number, second: () => number) => {
    const counts = new Float64Array(1024);
    for (let i = 0; i < n; i++) counts[32 * Math.floor(32 * first()) + Math.floor(32 * second())]++;
    return chiSquareTest(counts, new Float64Array(1024).fill(n / 1024)).p;
  };
  const block = (number: number, of = seed, purpose: RandomStreamPurpose = PURPOSE.langevin) =>
    makeRandomStream(of, purpose, number).uniform;
  const counter = (entity: number, step: number): RandomStream => makeCounterStream(seed, PURPOSE.clock, entity, step);

  test.each([
    ["successive draws of a block", block(5), undefined],
    ["two neighbouring blocks", block(5), block(6)],
    ["two neighbouring seeds", block(5), block(5, seed + 1)],
    ["two purposes", block(5), block(5, seed, PURPOSE.clock)],
    ["two neighbouring entities", counter(5, 1).uniform, counter(6, 1).uniform],
    ["two neighbouring steps", counter(5, 1).uniform, counter(5, 2).uniform],
  ])("%s", (_, first, second) => expect(pairFault(first, second ?? first)).toBeGreaterThan(1e-9));

  test("and one stream used twice is seen", () => expect(pairFault(block(5), block(5))).toBeLessThan(1e-9));
});

type RandomStreamPurpose = Parameters<typeof makeRandomStream>[1];
