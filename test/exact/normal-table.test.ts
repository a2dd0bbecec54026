import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { normalQuantile } from "#numerics/error-function.ts";
import { normalFromWords, normalTable } from "#numerics/normal-table.ts";

/** [high word, low word, normal], made by scripts/fixtures/normal-words.py with 40 digits. */
const reference: readonly (readonly [number, number, number])[] = JSON.parse(
  readFileSync(new URL("../support/fixtures/normal-words.json", import.meta.url), "utf8"),
);
/** The interpolation error of a quintic on 16 segments an octave, and the promise made for it. */
const promised = 1.8e-12;

test("the table meets 40-digit normals in every octave, both signs, to 1.8e-12", () => {
  expect(reference.length).toBeGreaterThan(590);
  for (const [high, low, x] of reference)
    expect(normalFromWords(normalTable(), high, low)).toBeNear(x, { abs: promised });
});

test("the table meets the inverse distribution function at 33 places of all 432 segments and of the first far octaves to 1.8e-12", () => {
  let worst = 0;
  for (let lead = 20; lead < 63; lead++) {
    for (let place = 0; place <= 16 * 32; place++) {
      // Whole numbers up to 2^63 that a double holds; the end of the octave is its last such number.
      const m = Math.min(2 ** lead * (1 + place / 512), 2 ** (lead + 1) - 2 ** Math.max(0, lead - 52));
      const high = Math.floor(m / 2 ** 32);
      const x = normalFromWords(normalTable(), high, m - high * 2 ** 32);
      worst = Math.max(worst, Math.abs(x - normalQuantile(m / 2 ** 64)));
    }
  }
  expect(worst).toBeLessThan(promised);
  expect(worst).toBeGreaterThan(1e-13); // a scan that saw nothing would pass too
});

test("the sign bit turns a normal into its negative, and no word gives 0, infinity or NaN", () => {
  for (const [high, low] of reference) {
    const x = normalFromWords(normalTable(), high, low);
    expect(normalFromWords(normalTable(), high ^ 0x80000000, low)).toBe(-x);
    expect(Math.abs(x) > 0 && Math.abs(x) < 9.1).toBe(true);
  }
});

test("all bits zero count as m = 1: the largest normal is 9.08", () => {
  expect(normalFromWords(normalTable(), 0, 0)).toBe(normalFromWords(normalTable(), 0, 1));
  expect(normalFromWords(normalTable(), 0x80000000, 0)).toBeNear(9.080155124873613, { rel: 1e-12 });
});

test("words may be signed or unsigned", () => {
  expect(normalFromWords(normalTable(), -5, -7)).toBe(normalFromWords(normalTable(), 2 ** 32 - 5, 2 ** 32 - 7));
});
