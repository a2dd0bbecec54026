import { expect, test } from "vitest";
import { normalQuantile } from "#numerics/error-function.ts";
import { laneNormal, laneNormalTable } from "#numerics/lane-normal.ts";
import { laneUniform } from "#numerics/lane-stream.ts";

/** The interpolation error of a quintic on 16 segments an octave, and the promise made for it. */
const promised = 1.8e-12;

const normal = (high: number, low: number): number => laneNormal(laneNormalTable(), high, low);

/** The two halves of the word whose top 52 bits are k; its lowest bit is 0. */
const halves = (k: number): [number, number] => [Math.floor(k / 2 ** 20) | 0, ((k % 2 ** 20) << 12) | 0];

test("the map meets the inverse distribution function at 33 places of all segments of all 53 octaves to 1.8e-12", () => {
  let worst = 0;
  let places = 0;
  for (let lead = 0; lead < 52; lead++)
    for (let place = 0; place <= 16 * 32; place++) {
      const k = Math.min(Math.floor(2 ** lead * (1 + place / 512)), 2 ** (lead + 1) - 1);
      const [high, low] = halves(k);
      const u = (2 * k + 1) / 2 ** 53;
      if (laneUniform(high, low) !== u) throw new Error(`the uniform number of word ${k} is not ${u}`);
      worst = Math.max(worst, Math.abs(normal(high, low) - normalQuantile(u / 2)));
      places++;
    }
  expect(places).toBe(52 * 513);
  expect(worst).toBeLessThan(promised);
  expect(worst).toBeGreaterThan(1e-13); // a scan that saw nothing would pass too
});

test("the least word is 8.29 standard deviations out, and the lowest bit turns a normal into its negative", () => {
  expect(normal(0, 0)).toBeNear(normalQuantile(2 ** -54), { abs: promised });
  expect(normal(0, 0)).toBeNear(-8.29, { abs: 0.005 });
  for (const [high, low] of [
    [0, 0],
    [15, 2],
    [16, 4096],
    [-1, -2],
    [123456789, 987654320],
  ] as const)
    expect(normal(high, low | 1)).toBe(-normal(high, low));
});

test("bits 1 to 11 change nothing", () => {
  expect(normal(77, 0x5000 | 0xffe)).toBe(normal(77, 0x5000));
});

test("words may be signed or unsigned", () => {
  expect(normal(-5, -7)).toBe(normal(2 ** 32 - 5, 2 ** 32 - 7));
});
