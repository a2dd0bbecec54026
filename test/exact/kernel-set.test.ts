/** What the loops do, in TypeScript; kernels.test.ts holds the compiled ones to the same bits. */
import { describe, expect, test } from "vitest";
import { TWINS } from "#numerics/kernel-set.ts";
import { drawLanes, LANE_STATE, seedLanes } from "#numerics/lane-stream.ts";
import { PURPOSE } from "#numerics/purpose.ts";

const stream = (fours = 1): Int32Array => {
  const state = new Int32Array(fours * LANE_STATE);
  seedLanes(state, 1908, PURPOSE.demonstration, 0);
  return state;
};

const normals = (count: number): Float64Array => {
  const out = new Float64Array(count);
  TWINS.fillNormals(out, count, stream());
  return out;
};

describe("linear steps", () => {
  test("are x' = decay x + drift + spread Z, axis after axis, in the order of the stream", () => {
    const x = Float64Array.of(1, 2, 99, 3, 4, 99);
    TWINS.linearSteps(x, { count: 2, dimensions: 2, stride: 3 }, Float64Array.of(0.5, 10, 2, 1, 0, 3), stream(), 2);
    const z = normals(8);
    const once = [0.5 * 1 + (2 * z[0]! + 10), 0.5 * 2 + (2 * z[1]! + 10), 99, 3 + 3 * z[2]!, 4 + 3 * z[3]!, 99];
    const twice = [0.5 * once[0]! + (2 * z[4]! + 10), 0.5 * once[1]! + (2 * z[5]! + 10), 99, once[3]! + 3 * z[6]!];
    expect([...x]).toEqual([...twice, once[4]! + 3 * z[7]!, 99]);
  });
});

describe("phase steps", () => {
  const where = { count: 2, dimensions: 1, stride: 2 };
  test("follow their nine numbers", () => {
    const [x, v] = [Float64Array.of(1, 2), Float64Array.of(3, 4)];
    TWINS.phaseSteps(x, v, where, Float64Array.of(2, 3, 5, 7, 11, 13, 17, 19, 23), stream(), 1);
    const z = normals(4);
    for (const i of [0, 1]) {
      const [oldX, oldV] = [1 + i, 3 + i];
      expect(x[i]).toBe(2 * oldX + 3 * oldV + (17 * z[i]! + 5));
      expect(v[i]).toBe(7 * oldX + 11 * oldV + (19 * z[i]! + 23 * z[2 + i]! + 13));
    }
  });

  test("draw one normal where the second has no weight", () => {
    const [x, v] = [new Float64Array(2), new Float64Array(2)];
    TWINS.phaseSteps(x, v, where, Float64Array.of(1, 0, 0, 0, 1, 0, 0, 1, 0), stream(), 2);
    const z = normals(4);
    expect([...v]).toEqual([z[0]! + z[2]!, z[1]! + z[3]!]);
  });
});

describe("fair steps", () => {
  test("are the bits of a word, the lowest first", () => {
    const words = new Int32Array(4);
    drawLanes(words, stream());
    for (const steps of [1, 5, 31, 32]) {
      const sites = new Int32Array(4);
      TWINS.coinSteps(sites, 4, stream(), steps);
      for (let k = 0; k < 4; k++) {
        const bits = (words[k]! >>> 0)
          .toString(2)
          .padStart(32, "0")
          .slice(32 - steps);
        expect(sites[k]).toBe([...bits].reduce((sum, bit) => sum + (bit === "1" ? 1 : -1), 0));
      }
    }
  });

  test("walkers of a block do not share bits", () => {
    const sites = new Int32Array(64);
    TWINS.coinSteps(sites, 64, stream(), 3200);
    expect(new Set(sites).size).toBeGreaterThan(32);
  });
});

describe("persistent steps", () => {
  const start = (digits: number) => {
    const planes = new Int32Array(8 * (digits + 1));
    planes.set([1, -1, 0, 5, 0, 0, -2147483648, 7]);
    return planes;
  };
  const sitesAfter = (turn: number, steps: number): Int32Array => {
    const [planes, sites] = [start(10), new Int32Array(256)];
    TWINS.persistentSteps(planes, 10, turn, stream(2), steps);
    TWINS.persistentSites(sites, planes, 10, steps);
    return sites;
  };

  test("who never turns goes straight on, each walker the way of its bit", () => {
    const sites = sitesAfter(0, 777);
    const directions = start(0);
    for (let walker = 0; walker < 256; walker++) {
      const word = directions[4 * (walker >> 7) + (walker & 3)]!;
      expect(sites[walker]).toBe((word >>> ((walker >> 2) & 31)) & 1 ? 777 : -777);
    }
  });

  test("who turns at all but one step in 2^32 goes back and forth", () => {
    for (const site of sitesAfter(0xffffffff, 500)) expect(site).toBe(0);
  });

  test("turning is decided by random binary fractions below the probability", () => {
    const planes = new Int32Array(16);
    TWINS.persistentSteps(planes, 1, 0xc0000000, stream(2), 1);
    const [first, second] = [new Int32Array(8), new Int32Array(8)];
    const lanes = stream(2);
    for (const out of [first, second]) for (const fours of [0, 1]) drawLanes(out, lanes, fours);
    // Below 3/4: the first digit is 0, or the second is.
    expect([...planes.subarray(0, 8)]).toEqual([...first].map((word, k) => ~word | ~second[k]!));
  });
});

test("a sum of squares adds four sums and a tail", () => {
  const x = Float64Array.of(1, 1e8, 3, 4, 5, 6, 7);
  expect(TWINS.sumOfSquares(x, 6)).toBe(1 + 9 + (1e16 + 16) + (25 + 36));
  expect(TWINS.sumOfSquares(x, 0)).toBe(0);
});
