import { expect, test } from "vitest";
import { makeWalkers } from "#levels/ensemble/walkers.ts";
import { gaussianMotion } from "#levels/langevin/gaussian-motion.ts";
import { lineMotion } from "#levels/langevin/line-motion.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { lineFrom, medium, slabOf, type WalkerModel, walkerModel } from "../support/langevin-models.ts";

const request = { time: 1, endless: false, refinement: 1 };
const onLine = (given: WalkerModel, endless = false) => {
  const model = walkerModel(given);
  return lineMotion(model, model.species[0], { ...request, endless }).motion;
};

const MOTIONS = {
  "beside a wall": onLine({ domain: lineFrom({ from: 0 }), start: 1, times: [1] }),
  "in a box": onLine({ domain: slabOf({}), start: 0.5, times: [1] }),
  "over hills": onLine({ domain: lineFrom(), potential: "cos(x)", times: [1] }),
  "in a well, until they forget": onLine({ domain: lineFrom(), potential: "x^4", times: [1] }, true),
  "through an interface": onLine({
    domain: slabOf({ name: "a" }, { name: "b" }),
    media: [medium("a", "1"), medium("b", "2", "3")],
    start: 0.9,
    times: [1],
  }),
  free: (() => {
    const model = walkerModel({ domain: lineFrom(), times: [1] });
    const started = gaussianMotion(model, model.species[0]);
    if (started === undefined) throw new Error("not free");
    return started.motion;
  })(),
};

test.each(Object.entries(MOTIONS))("of walkers %s those that are to be moved are, and no others", (_, motion) => {
  const walkers = makeWalkers(6, 1, makeRandomStream(1, PURPOSE.demonstration, 0));
  motion.start(walkers, makeRandomStream(2, PURPOSE.demonstration, 0));
  const before = Float64Array.from(walkers.axes[0]);
  motion.advance(walkers, 2, 5, 0, 0.01);
  for (const [i, x] of walkers.axes[0].entries()) {
    if (i >= 2 && i < 5) expect(x, `walker ${i}`).not.toBe(before[i]);
    else expect(x, `walker ${i}`).toBe(before[i]);
  }
});
