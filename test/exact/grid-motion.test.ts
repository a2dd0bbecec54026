/**
 * Walkers in a grid that hardly diffuse: a drift carries them, and where they are and when they leave is known to the little
 * that D moves them.
 */
import { describe, expect, test } from "vitest";
import { langevin } from "#levels/langevin/langevin.ts";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { readingOf, solvedBy } from "../support/grids.ts";
import { solved } from "../support/models.ts";
import "../support/matchers.ts";

describe("walkers of the level langevin in a box that drift along all axes", () => {
  // √(2 D t) = 1.4e-6 m in 1 s; the mean of 640 walkers is nearer by 25
  const box = (boundary: string, drift: string) =>
    parseModel(`perrin: 1
species: {dye: {D: 1e-12 m^2/s, drift: ${drift}}}
domain: {geometry: box, size: [2 m, 3 m, 5 m]}
initial: {dye: {at: [0.5 m, 1 m, 2 m], amount: 7 mol}}
boundary: ${boundary}
solve: {transient: {until: 1 s, times: [0.5 s]}}
sampling: {walkers: 640, seed: 1}
outputs:
  mx: "mean(dye, x)"
  my: "mean(dye, y)"
  mz: "mean(dye, z)"
  far: msd(dye)
  held: amount(dye)
`);
  const near = { abs: 1e-6 };

  test("round a periodic axis they come back at the other side", () => {
    const result = solvedBy(langevin, box("periodic", "[-0.8 m/s, 1.5 m/s, 4.2 m/s]"));
    for (const [t, x, y, z] of [
      [0, 0.5, 1, 2],
      [0.5, 0.1, 1.75, 4.1],
      [1, 1.7, 2.5, 1.2],
    ] as const) {
      expect(readingOf(result, "mean(dye, x)", t)).toBeNear(x, near);
      expect(readingOf(result, "mean(dye, y)", t)).toBeNear(y, near);
      expect(readingOf(result, "mean(dye, z)", t)).toBeNear(z, near);
      expect(readingOf(result, "amount(dye, all)", t)).toBeNear(7, { rel: 1e-14 });
      const square = (x - 0.5) ** 2 + (y - 1) ** 2 + (z - 2) ** 2;
      expect(readingOf(result, "msd(dye)", t)).toBeNear(square, { abs: 1e-5 });
    }
  });

  test("they leave by the first wall they come to, at the time that the drift needs", () => {
    for (const [drift, side, time] of [
      ["[-0.8 m/s, 0.5 m/s, 0.6 m/s]", "left", 0.5 / 0.8],
      ["[0.5 m/s, 0.8 m/s, 0.6 m/s]", "top", 2 / 0.8],
      ["[0.5 m/s, -0.8 m/s, 0.6 m/s]", "bottom", 1 / 0.8],
      ["[0.2 m/s, 0.3 m/s, 1.6 m/s]", "back", 3 / 1.6],
      ["[0.2 m/s, 0.3 m/s, -1.6 m/s]", "front", 2 / 1.6],
      ["[0.9 m/s, 0.3 m/s, -0.3 m/s]", "right", 1.5 / 0.9],
    ] as const) {
      const text = `perrin: 1
species: {dye: {D: 1e-6 m^2/s, drift: ${drift}}}
domain: {geometry: box, size: [2 m, 3 m, 5 m]}
initial: {dye: {at: [0.5 m, 1 m, 2 m]}}
boundary: {left: {dye: absorbing}, right: {dye: absorbing}, bottom: {dye: absorbing}, top: {dye: absorbing}, front: {dye: absorbing}, back: {dye: absorbing}}
sampling: {walkers: 640, seed: 1}
outputs: {life: mean_exit_time(dye), out: "exit_probability(dye, ${side})"}
`;
      const result = solvedBy(langevin, parseModel(text));
      expect(readingOf(result, `exit_probability(dye, ${side})`, "timeless"), side).toBe(1);
      // D moves them by 2e-3 m on the way, and the mean of 640 by 8e-5
      expect(readingOf(result, "mean_exit_time(dye, all)", "timeless"), side).toBeNear(time, { rel: 1e-3 });
    }
  });
});

describe("walkers that hop in cells against a strong drift", () => {
  // e^{-Pe} of 40 hops in 1e17 leads back
  const drifting = (drift: string, boundary: string, rest: string) =>
    parseModel(`perrin: 1
species: {dye: {D: 0.01 m^2/s, drift: ${drift}}}
domain: {geometry: box, size: [2 m, 3 m, 5 m], cells: [4, 3, 5]}
initial: {dye: {at: [0.7 m, 1.2 m, 2.6 m], amount: 7 mol}}
boundary: ${boundary}
sampling: {walkers: 640, seed: 1}
${rest}
`);

  test("pile up in the corner to which it leads", () => {
    const rest = `solve: {transient: {until: 100 s, times: [0 s]}}
outputs: {mx: "mean(dye, x)", my: "mean(dye, y)", mz: "mean(dye, z)", held: amount(dye), far: msd(dye), thick: {of: "c(dye, 1.9 m, 0.2 m, 4.9 m)"}}`;
    const result = solvedBy(walk, drifting("[4 m/s, -4 m/s, 4 m/s]", "{left: {dye: no-flux}}", rest));
    const read = (text: string, t: number) => readingOf(result, text, t);
    // the start is dealt out to the cells around it: a half of a cell is 0.25 to 0.5 m, and 640 walkers tell 0.02 m at most
    expect(read("mean(dye, x)", 0)).toBeNear(0.7, { abs: 0.1 });
    expect(read("mean(dye, y)", 0)).toBeNear(1.2, { abs: 0.1 });
    expect(read("mean(dye, z)", 0)).toBeNear(2.6, { abs: 0.1 });
    expect(read("mean(dye, x)", 100)).toBeNear(1.75, { rel: 1e-14 });
    expect(read("mean(dye, y)", 100)).toBeNear(0.5, { rel: 1e-14 });
    expect(read("mean(dye, z)", 100)).toBeNear(4.5, { rel: 1e-14 });
    expect(read("amount(dye, all)", 100)).toBeNear(7, { rel: 1e-14 });
    expect(read("c(dye, 1.9 m, 0.2 m, 4.9 m)", 100)).toBeNear(7 / 0.5, { rel: 1e-14 });
    // from the point of the start, which is no centre
    expect(read("msd(dye)", 100)).toBeNear(1.05 ** 2 + 0.7 ** 2 + 1.9 ** 2, { rel: 1e-14 });
  });

  test.each(["left", "right", "bottom", "top", "front", "back"] as const)("leave by the %s side", (side) => {
    const k = ["left", "right", "bottom", "top", "front", "back"].indexOf(side);
    const along = [0.02, 0.01, -0.02];
    along[Math.floor(k / 2)] = k % 2 === 0 ? -4 : 4;
    const boundary =
      "{left: {dye: absorbing}, right: {dye: absorbing}, bottom: {dye: absorbing}, top: {dye: absorbing}, front: {dye: absorbing}, back: {dye: absorbing}}";
    const rest = `outputs: {out: "exit_probability(dye, ${side})"}`;
    const result = solvedBy(walk, drifting(`[${along.map((v) => `${v} m/s`).join(", ")}]`, boundary, rest));
    // across the drift √(2 D t) is 0.15 m at most
    expect(readingOf(result, `exit_probability(dye, ${side})`, "timeless")).toBeNear(1, { abs: 0.02 });
  });
});

test.each([langevin, walk])("a second species is followed by walkers of its own: by the $name", (level) => {
  const model = parseModel(`perrin: 1
species: {ink: {D: 1 m^2/s}, dye: {D: 1 m^2/s}}
domain: {geometry: rectangle, size: [2 m, 3 m], cells: [6, 6]}
initial: {ink: {at: [1 m, 1 m]}, dye: {at: [1 m, 1 m]}}
solve: {transient: {until: 0.1 s}}
outputs: {a: "mean(ink, x)", b: "mean(dye, x)"}
`);
  const [ink, dye] = ["ink", "dye"].map((species) => {
    const task = {
      model,
      species,
      solves: model.solves,
      measures: measuresOf(model),
      walkers: 640,
      seed: 1,
      refinement: 1,
    };
    const { readings } = solved(level.solve(task));
    expect([...new Set(readings.map(({ measure }) => measure))]).toEqual([`mean(${species}, x)`]);
    return readings.at(-1) as (typeof readings)[number];
  });
  // alike, and not the same: √(2 D t) = 0.45 m, and 640 of each
  expect(dye?.value).not.toBe(ink?.value);
  expect(dye?.value).toBeNear(1, { abs: (5 * 0.45) / Math.sqrt(640) });
});
