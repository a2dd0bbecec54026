import { describe, expect, test } from "vitest";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream, streamState } from "#numerics/random-stream.ts";
import { makeStableSampler, stableFrom } from "#numerics/stable-sampler.ts";

/** The formula of Chambers, Mallows and Stuck as it stands in the books. */
function textbook(a: number, u: number, w: number): number {
  const v = Math.PI * (u - 0.5);
  return (Math.sin(a * v) / Math.cos(v) ** (1 / a)) * (Math.cos((1 - a) * v) / -Math.log(w)) ** ((1 - a) / a);
}

describe("the stable number of two uniform ones", () => {
  test.each([0.3, 0.5, 0.8, 1.2, 1.5, 1.9])("index %d: is that of the textbook formula", (a) => {
    for (const u of [0.01, 0.2, 0.49, 0.6, 0.97])
      for (const w of [1e-6, 0.3, 0.999]) expect(stableFrom(a, u, w)).toBeNear(textbook(a, u, w), { rel: 1e-11 });
  });

  test("changes sign with the sign of the angle, and is 0 in the middle", () => {
    for (const a of [0.5, 1.5]) {
      expect(stableFrom(a, 0.25, 0.7)).toBe(-stableFrom(a, 0.75, 0.7));
      expect(stableFrom(a, 0.5, 0.7)).toBeNear(0, { abs: 1e-15 });
    }
  });

  test("is tan V in the limit of index 1, whatever the exponential number", () => {
    for (const w of [0.1, 0.9]) expect(stableFrom(1 + 1e-9, 0.9, w)).toBeNear(Math.tan(0.4 * Math.PI), { rel: 1e-8 });
  });

  test("is 2 sin V √W in the limit of index 2: a normal number of variance 2", () => {
    expect(stableFrom(2 - 1e-9, 0.9, 0.3)).toBeNear(2 * Math.sin(0.4 * Math.PI) * Math.sqrt(-Math.log(0.3)), {
      rel: 1e-8,
    });
  });

  test("keeps its relative accuracy at the end of the angles: X ~ sin(πa/2) [cos((1-a)π/2)/W]^((1-a)/a) d^(-1/a)", () => {
    const [a, d] = [1.5, Math.PI * 2 ** -50];
    const ahead = Math.sin((a * Math.PI) / 2) * (Math.cos(((1 - a) * Math.PI) / 2) / -Math.log(0.4)) ** ((1 - a) / a);
    expect(stableFrom(a, 1 - 2 ** -50, 0.4)).toBeNear(ahead * d ** (-1 / a), { rel: 1e-12 });
  });
});

test("a draw takes four words of its stream; two where the index is 1 or 2", () => {
  for (const [index, words] of [
    [0.5, 4],
    [1, 2],
    [1.5, 4],
    [2, 2],
  ] as const) {
    const [one, other] = [0, 1].map(() => makeRandomStream(7, PURPOSE.demonstration, 1));
    makeStableSampler(index)(one);
    for (let i = 0; i < words; i++) other.uint32();
    expect(streamState(one)).toEqual(streamState(other));
  }
});

test("there is no stable law of an index of 0 or above 2", () => {
  for (const index of [0, 2.1, Number.NaN]) expect(() => makeStableSampler(index)).toThrow();
});
