import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { PURPOSE } from "#numerics/purpose.ts";
import {
  fillNormals,
  makeCounterStream,
  makeRandomStream,
  makeRandomStreamFrom,
  type RandomStream,
  streamState,
} from "#numerics/random-stream.ts";
import { threefry4x32 } from "#numerics/threefry.ts";

const seed = 20251120;
const first = (stream: RandomStream) => Array.from({ length: 8 }, () => stream.uint32());
const hash = (draw: () => number) => {
  const values = Float64Array.from({ length: 100_000 }, draw);
  return createHash("sha256").update(values).digest("hex").slice(0, 16);
};

describe("the first 100 000 draws of seed 20251120 are these bits", () => {
  // A change here changes the result of every sampled run: it is a reviewed event and a line in the changelog.
  const block = () => makeRandomStream(seed, PURPOSE.demonstration, 7);
  const counter = () => makeCounterStream(seed, PURPOSE.demonstration, 7, 3);
  test.each([
    ["block words", block().uint32, "3cda5ec3364b4b9c"],
    ["block uniforms", block().uniform, "d4b0fad6766bf703"],
    ["block normals", block().normal, "102c809bccaacd5e"],
    ["block exponentials", block().exponential, "ea4b4329f867f55d"],
    ["counter words", counter().uint32, "ed049e270ba7c00e"],
    ["counter normals", counter().normal, "b97bb685b7393729"],
  ])("%s", (_, draw, bits) => expect(hash(draw)).toBe(bits));
});

test("a block stream is xoshiro128++ started from one Threefry block of (seed, purpose, block)", () => {
  const state = new Uint32Array(4);
  threefry4x32(state, 5, 1, 0, 0, 0x89abcdef, 0x01234567, PURPOSE.langevin, 1);
  const words = [];
  for (let i = 0; i < 8; i++) {
    const [a, b, c, d] = Array.from(state, (word) => BigInt(word)) as [bigint, bigint, bigint, bigint];
    const rotate = (x: bigint, by: bigint) => ((x << by) | (x >> (32n - by))) & 0xffffffffn;
    words.push(Number((rotate((a + d) & 0xffffffffn, 7n) + a) & 0xffffffffn));
    state.set([a ^ d ^ b, b ^ c ^ a, c ^ a ^ ((b << 9n) & 0xffffffffn), rotate(d ^ b, 11n)].map(Number));
  }
  expect(first(makeRandomStream(0x0123456789abcdefn, PURPOSE.langevin, 2 ** 32 + 5))).toEqual(words);
});

test("xoshiro128++ gives its published first outputs from the state 1, 2, 3, 4", () => {
  const published = [641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295];
  expect(first(makeRandomStreamFrom(Int32Array.of(1, 2, 3, 4)))).toEqual(published);
});

test("a counter stream is Threefry of (entity, step, draw), four words a draw", () => {
  const words = new Uint32Array(8);
  const out = words.subarray(0, 4);
  threefry4x32(out, 9, 2, 77, 0, 12, 0, PURPOSE.clock, 0);
  threefry4x32(words.subarray(4), 9, 2, 77, 1, 12, 0, PURPOSE.clock, 0);
  expect(first(makeCounterStream(12, PURPOSE.clock, 2 * 2 ** 32 + 9, 77))).toEqual([...words]);
});

test("a counter stream that seeks is the stream made there", () => {
  const roaming = makeCounterStream(seed, PURPOSE.clock, 1);
  roaming.normal();
  roaming.uint32();
  roaming.seek(4, 2);
  expect(first(roaming)).toEqual(first(makeCounterStream(seed, PURPOSE.clock, 4, 2)));
  roaming.seek(4);
  expect(first(roaming)).toEqual(first(makeCounterStream(seed, PURPOSE.clock, 4, 0)));
});

test("streams that differ in seed, purpose, block, entity, step or tier share no word among their first eight", () => {
  const streams = [
    makeRandomStream(1, PURPOSE.langevin, 0),
    makeRandomStream(2, PURPOSE.langevin, 0),
    makeRandomStream(2n ** 32n + 1n, PURPOSE.langevin, 0),
    makeRandomStream(1, PURPOSE.clock, 0),
    makeRandomStream(1, PURPOSE.langevin, 1),
    makeRandomStream(1, PURPOSE.langevin, 2 ** 32),
    makeRandomStream(1, PURPOSE.langevin, 2 ** 52),
    makeCounterStream(1, PURPOSE.langevin, 0),
    makeCounterStream(1, PURPOSE.langevin, 1),
    makeCounterStream(1, PURPOSE.langevin, 2 ** 32),
    makeCounterStream(1, PURPOSE.langevin, 0, 1),
    makeCounterStream(2, PURPOSE.langevin, 0),
    makeCounterStream(1, PURPOSE.clock, 0),
  ];
  const words = streams.flatMap(first);
  expect(new Set(words).size).toBe(words.length); // 104 words of 32 bits: a chance match in one of 800 000 choices
});

test("a purpose has a number of its own", () => {
  const numbers = Object.values(PURPOSE);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("a seed is the same as number and as bigint", () => {
  expect(first(makeRandomStream(2 ** 40 + 3, PURPOSE.initial, 1))).toEqual(
    first(makeRandomStream(2n ** 40n + 3n, PURPOSE.initial, 1)),
  );
});

test("seeds are no shifted copies of each other: no block of one seed begins like a block of the next", () => {
  const beginnings = (of: number) =>
    Array.from({ length: 50 }, (_, block) => makeRandomStream(of, PURPOSE.langevin, block).uint32());
  const entities = (of: number) =>
    Array.from({ length: 50 }, (_, entity) => makeCounterStream(of, PURPOSE.langevin, entity).uint32());
  for (const draws of [beginnings, entities])
    for (const step of [1, 2, 3]) {
      const known = new Set(draws(7));
      expect(draws(7 + step).filter((word) => known.has(word))).toEqual([]);
    }
});

describe("bulk fills", () => {
  const another = (block: number) => makeRandomStream(seed, PURPOSE.langevin, block);

  test("give what single draws give and leave the stream where they would", () => {
    for (const stream of [another, (entity: number) => makeCounterStream(seed, PURPOSE.langevin, entity)]) {
      const [bulk, single] = [stream(3), stream(3)];
      const out = new Float64Array(1000);
      fillNormals(out, bulk);
      expect(out).toEqual(Float64Array.from({ length: 1000 }, single.normal));
      expect(bulk.uint32()).toBe(single.uint32());
    }
  });

  test("write only the first `count` places", () => {
    const out = new Float64Array(5);
    fillNormals(out, another(1), 3);
    expect(out[2]).not.toBe(0);
    expect(out.subarray(3)).toEqual(Float64Array.of(0, 0));
  });

  test("respect a stream that someone wrapped", () => {
    const out = new Float64Array(3);
    fillNormals(out, { ...another(1), normal: () => 42 });
    expect(out).toEqual(Float64Array.of(42, 42, 42));
  });
});

test("a saved stream goes on where it was, and the saved words are copies", () => {
  const stream = makeRandomStream(seed, PURPOSE.counts, 11);
  stream.exponential();
  const saved = streamState(stream);
  const expected = first(stream);
  expect(first(makeRandomStreamFrom(saved))).toEqual(expected);
  expect(first(makeRandomStreamFrom(saved))).toEqual(expected);
  expect(() => streamState(makeCounterStream(1, PURPOSE.counts, 1))).toThrow(/makeRandomStream/);
});

describe("uniform numbers stay inside (0, 1)", () => {
  test("two words of zeros give 2^-54", () => {
    expect(makeRandomStreamFrom(Int32Array.of(0, 0, 1, 0)).uniform()).toBe(2 ** -54);
  });

  test("53 ones give 1 - 2^-53, and an exponential of 2^-53", () => {
    expect(makeRandomStreamFrom(Int32Array.of(-1, 1, 0, 1)).uniform()).toBe(1 - 2 ** -53);
    expect(makeRandomStreamFrom(Int32Array.of(-1, 1, 0, 1)).exponential()).toBeNear(2 ** -53, { rel: 1e-15 });
  });

  test("the state of zeros, which would stay zero, is left", () => {
    expect(first(makeRandomStreamFrom(new Int32Array(4)))).toEqual(
      first(makeRandomStreamFrom(Int32Array.of(1, 0, 0, 0))),
    );
  });
});

test.each([-1, 0.5, Number.NaN, 2 ** 53, 2n ** 64n, -1n])("seed %s is refused", (bad) => {
  expect(() => makeRandomStream(bad, PURPOSE.counts, 0)).toThrow(/seed/);
  expect(() => makeCounterStream(bad, PURPOSE.counts, 0)).toThrow(/seed/);
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])("block, entity and step %s are refused", (bad) => {
  expect(() => makeRandomStream(1, PURPOSE.counts, bad)).toThrow(/block = /);
  expect(() => makeCounterStream(1, PURPOSE.counts, bad)).toThrow(/entity = /);
  expect(() => makeCounterStream(1, PURPOSE.counts, 0, bad)).toThrow(/step = /);
});
