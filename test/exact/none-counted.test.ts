import { expect, test } from "vitest";
import { PLAIN_INK } from "#report/ink.ts";
import { textReport } from "#report/text-report.ts";
import { exitCodeOf } from "#run/exit-code.ts";
import { resultOf } from "../support/result-of.ts";

/**
 * Walkers start 15 um before an absorbing end; the other end, 1 mm away, is reached within 20 s by less than
 * erfc((L - x_0) / sqrt(4 D t)) = erfc(5.5) = 7e-15 of them.
 */
const FAR = `perrin: 1
species: {dye: {D: 4e-10 m^2/s}}
domain: {geometry: slab, thickness: 1 mm, cells: 100}
initial: {dye: {at: 15 um}}
boundary: {left: {dye: absorbing}, right: {dye: absorbing}}
solve: {transient: {until: 20 s}}
levels: [closed-form, walk]
sampling: {walkers: 640, seed: 1}
outputs: {Q: "amount_permeated(dye, right)", S: "survival(dye)", still: "mean(dye) - mean(dye)"}
agree: {Q: {margin: 5 %}}
`;

test("where no walker came, the table says so in place of a certain zero, and levels cannot be told apart", () => {
  const result = resultOf(FAR);
  const { Q, S, still } = result.levels.walk?.outputs ?? {};
  expect([Q?.value, Q?.standardError, Q?.noneCounted]).toEqual([0, 0, true]);
  expect(S?.standardError).toBeGreaterThan(0);
  expect(S?.noneCounted).toBeUndefined();
  // a zero that is no count is what it is
  expect([still?.value, still?.noneCounted]).toEqual([0, undefined]);
  const text = textReport(result, { width: 300, ink: PLAIN_INK });
  expect(text).toMatch(/Q .* 0 +\(none of 640 walkers\)/);
  expect(result.agreement.map(({ verdict }) => verdict)).toEqual(["cannot tell"]);
  expect(result.agreement[0]?.because).toContain("walk counted none of its 640 walkers there");
  expect(exitCodeOf(result)).toBe(0);
});
