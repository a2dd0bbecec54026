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
