import { describe, expect, test } from "vitest";
import { threefry4x32 } from "#numerics/threefry.ts";

const block = (counter: readonly number[], key: readonly number[]) => {
  const out = new Uint32Array(4);
  const [c0, c1, c2, c3] = counter;
  const [k0, k1, k2, k3] = key;
  threefry4x32(out, c0!, c1!, c2!, c3!, k0!, k1!, k2!, k3!);
  return [...out].map((word) => word.toString(16).padStart(8, "0")).join(" ");
};

describe("Threefry4x32-20 gives the known answers of Random123", () => {
  test.each([
    ["zeros", [0, 0, 0, 0], [0, 0, 0, 0], "9c6ca96a e17eae66 fc10ecd4 5256a7d8"],
    [
      "ones",
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      "2a881696 57012287 f6c7446e a16a6732",
    ],
    [
      "the digits of pi",
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89],
      "59cd1dbb b8879579 86b5d00c ac8b6d84",
    ],
  ])("%s", (_, counter, key, answer) => expect(block(counter, key)).toBe(answer));

  test("words may be given signed or modulo 2^32", () => {
    expect(block([-1, -1, -1, -1], [-1, -1, -1, -1])).toBe("2a881696 57012287 f6c7446e a16a6732");
    expect(block([2 ** 32, 2 ** 53 - 2 ** 32, 0, 0], [0, 2 ** 32, 0, 0])).toBe("9c6ca96a e17eae66 fc10ecd4 5256a7d8");
  });
});

test("one flipped bit of counter or key flips about half of the 128 output bits", () => {
  const bits = (hex: string) => BigInt(`0x${hex.replaceAll(" ", "")}`);
  const start = bits(block([1, 2, 3, 4], [5, 6, 7, 8]));
  for (let bit = 0; bit < 256; bit++) {
    const words = [1, 2, 3, 4, 5, 6, 7, 8];
    words[bit >> 5]! ^= 1 << (bit & 31);
    const flipped = (bits(block(words.slice(0, 4), words.slice(4))) ^ start).toString(2).replaceAll("0", "").length;
    // Binomial(128, 1/2): 64 ± 5.66; 6.5 sigmas make one false alarm in 5e7 for all 256 bits.
    expect(flipped).toBeNear(64, { abs: 36 });
  }
});
