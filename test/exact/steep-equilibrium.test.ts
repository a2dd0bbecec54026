import { describe, expect, test } from "vitest";
import { closedAmounts } from "#generator/steady-amounts.ts";
import { networkOfStack, startOf } from "../support/networks.ts";

/** Amounts at rest of a closed slab of 41 cells between 0 and 41, in a potential [kT]; 1 in all. */
function atRest(energy: string) {
  const stack = { layers: [{ l: 41, D: 1 }], initial: 1 / 41, energy };
  const network = networkOfStack(stack, 41);
  return closedAmounts(network, startOf(stack, network));
}

// 41 ratios of two rates, each with the rounding of its exponent, which is below 60 kT
const rel = 41 * 200 * Number.EPSILON;

describe("a closed slab in a steep potential", () => {
  test.each([600, 800, 1100])("two wells on both sides of a barrier of %i kT hold half each", (height) => {
    const n = atRest(`${height} * (1 - abs(x - 20.5) / 20)`);
    expect(n[1]).toBeNear(n[41], { rel });
    expect(n[1] + n[2] + n[3] + n[4]).toBeNear(0.5, { rel: 1e-12 });
    for (let i = 1; i < 20; i++) expect(n[i]).toBeNear(n[42 - i], { rel });
  });

  test("a well loses nothing by rises and falls of 1600 kT before it", () => {
    const n = atRest("800 * cos(pi * (x - 0.5) / 10)"); // wells at 10.5 and 30.5
    expect(n[11]).toBeNear(n[31], { rel });
    for (const i of [1, 2, 5]) expect(n[11 + i]).toBeNear(n[31 - i], { rel: 4 * rel });
    expect(n[21]).toBe(0);
  });

  test("a slope of 1600 kT leaves every amount that a number can hold", () => {
    for (const sign of [1, -1]) {
      const n = atRest(`${sign * 40} * x`);
      const at = (i: number) => n[sign > 0 ? i : 42 - i];
      for (let i = 2; i <= 17; i++) expect(at(i) / at(i - 1)).toBeNear(Math.exp(-40), { rel });
      expect(at(41)).toBe(0);
    }
  });

  test("a fall in one cell that leaves no hops back is said, not divided by", () => {
    expect(() => atRest("-2000 * x")).toThrow(/one direction only.*use more cells/);
    expect(() => atRest("2000 * x")).toThrow(/one direction only.*use more cells/);
  });
});
