import { describe, expect, test } from "vitest";
import { relaxationTime } from "#levels/langevin/relaxation.ts";
import { straightLine } from "#levels/langevin/straight-line.ts";
import { stretchesOf } from "#levels/langevin/stretches.ts";
import { lineFrom, medium, slabOf, type WalkerModel, walkerModel } from "../support/langevin-models.ts";

function relaxationOf(given: WalkerModel): number {
  const model = walkerModel(given);
  const request = { start: [0, 0], time: 0, endless: true, spread: true } as const;
  return relaxationTime(straightLine(stretchesOf(model, model.species[0]), request));
}

describe("the longest relaxation time", () => {
  // 2048 nodes a stretch, second order: 1e-6. It only says how long to run.
  test("of a box is L²/π²D", () => {
    expect(relaxationOf({ domain: slabOf({ name: "a", thickness: 3 }), media: [medium("a", "2")] })).toBeNear(
      9 / (2 * Math.PI ** 2),
      { rel: 1e-5 },
    );
  });

  test("of a trap is kT/κD", () => {
    expect(relaxationOf({ domain: lineFrom(), media: [medium("", "0.5")], potential: "3*x^2/2" })).toBeNear(1 / 1.5, {
      rel: 1e-5,
    });
  });

  test("of two wells with a tight wall between is that of two compartments: 1 / (P/V1 + P/V2)", () => {
    const P = 1e-3;
    const domain = slabOf(
      { name: "a" },
      { name: "face", thickness: 0, membrane: { walker: P } },
      { name: "b", thickness: 2 },
    );
    // K = 4 in b: as much room as a layer of 8. The layers themselves add about L/DP of it, 1e-3.
    const time = relaxationOf({ domain, media: [medium("a", "1"), medium("b", "1", "4")] });
    expect(time).toBeNear(1 / (P + P / 8), { rel: 1e-3 });
  });

  test("of a stack of one medium cut in layers is that of the whole", () => {
    const cut = relaxationOf({
      domain: slabOf({ name: "a" }, { name: "b", thickness: 2 }),
      media: [medium("a", "2"), medium("b", "2")],
    });
    expect(cut).toBeNear(9 / (2 * Math.PI ** 2), { rel: 1e-5 });
  });
});

describe("down a slope of F kT / L, D = L = 1", () => {
  const sloped = (F: number, start?: readonly [number, number]) => {
    const model = walkerModel({ domain: slabOf({ name: "a" }), media: [medium("a", "1")], potential: `${F}*x` });
    const request = { start: [0, 0], time: 0, endless: true, spread: true } as const;
    return relaxationTime(straightLine(stretchesOf(model, model.species[0]), request), start, 12);
  };

  test("the slowest mode decays by F²/4 + π², and for large F by F²/4: no light tail spoils it", () => {
    expect(sloped(5)).toBeNear(1 / (25 / 4 + Math.PI ** 2), { rel: 1e-3 });
    // Modes crowd together above F²/4: inverse iteration has come to within 5 % of it after 60 rounds.
    for (const F of [100, -100, 500]) expect(sloped(F)).toBeNear(4 / (F * F), { rel: 0.07 });
    for (const F of [4000, -4000]) expect(sloped(F)).toBeNear(4 / (F * F), { rel: 0.2 });
  });

  test("a start at the top is forgotten after it has drifted down: 12 relaxation times are then more than 1/F", () => {
    for (const F of [40, 100, 500]) {
      expect(12 * sloped(F, [1, 1])).toBeGreaterThan(1.5 / F);
      // The mean passage down is 1/F, but for the last kT; ½ F τ is the same, with τ to the 5 % above.
      expect(12 * (sloped(F, [1, 1]) - sloped(F))).toBeNear(2 / F, { rel: 2 / F + 0.05 });
      expect(sloped(F, [0, 0])).toBe(sloped(F));
    }
  });

  test("a start in the middle of a flat box counts as none", () => {
    expect(sloped(0, [0.3, 0.3])).toBe(sloped(0));
  });
});
