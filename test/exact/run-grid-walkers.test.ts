/**
 * Walkers that move by the clock, each at a speed of its own, against sums over them written down one by one: no chance is
 * in it, so that whatever is read of walkers in a grid is known to rounding.
 */
import { describe, expect, test } from "vitest";
import { BATCHES } from "#levels/contract.ts";
import { gridEstimate } from "#levels/ensemble/grid/grid-estimates.ts";
import { type GridMotion, type GridWalkers, makeGridWalkers } from "#levels/ensemble/grid/grid-walkers.ts";
import { gridBatches, solveGridWalkers } from "#levels/ensemble/grid/run-grid-walkers.ts";
import { gridOf } from "#levels/grid-run.ts";
import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { measure } from "../support/closed-form.ts";
import { gridNetworkOf, readingOf } from "../support/grids.ts";
import { solved } from "../support/models.ts";
import "../support/matchers.ts";

/** Sums of some ten numbers, and of squares from which a square is taken. */
const near = { rel: 1e-11 };

const MODEL = parseModel(`perrin: 1
species: {dye: {in: {water: {D: 1 m^2/s}, gel: {D: 2 m^2/s}}}}
domain:
  geometry: box
  size: [2 m, 3 m, 5 m]
  media: [{medium: water}, {medium: gel, where: "x > 0.8 m and z < 4 m"}]
initial: {dye: {at: [0.5 m, 1 m, 2 m], amount: 7 mol}}
boundary: {right: {dye: absorbing}, bottom: {dye: absorbing}, top: {dye: absorbing}, back: {dye: absorbing}}
solve: {transient: {until: 3 s, times: [1 s]}}
outputs:
  there: survival(dye)
  held: amount(dye)
  part: "amount(dye, gel)"
  byRight: "amount_permeated(dye, right)"
  byLow: "amount_permeated(dye, bottom)"
  byHigh: "amount_permeated(dye, top)"
  byBack: "amount_permeated(dye, back)"
  some: {of: "probability(dye, x > 1 m or z > 3 m)"}
  thick: {of: "c(dye, 0.63 m, 1.1 m, 2.2 m)"}
  corner: {of: "c(dye, 2 m, 3 m, 0 m)"}
  far: msd(dye)
  away: mean_distance(dye)
  mx: "mean(dye, x)"
  my: "mean(dye, y)"
  mz: "mean(dye, z)"
  vx: "variance(dye, x)"
  vy: "variance(dye, y)"
  vz: "variance(dye, z)"
  life: mean_exit_time(dye)
  spread: exit_time_variance(dye)
  outRight: "exit_probability(dye, right)"
  outLow: "exit_probability(dye, bottom)"
  outHigh: "exit_probability(dye, top)"
  outBack: "exit_probability(dye, back)"
`);

/** Of each walker: when it leaves and through which side, by number from 1; and where it is. */
const COUNT = 11;
const WALKERS = Array.from({ length: COUNT }, (_, i) => ({
  leaves: 0.3 + 0.45 * ((i + 4) % COUNT),
  side: [2, 3, 4, 6][i % 4] as number,
  at: (t: number): readonly [number, number, number] => [
    0.5 + (0.13 + 0.011 * i) * t,
    1 + (0.07 - 0.023 * i) * t,
    2 + (0.21 + 0.05 * i * i) * Math.min(t, 0.5),
  ],
}));

/** Walkers by the clock; those of a block begin again with the first. */
function clockwork(fields: Partial<GridMotion> = {}): GridMotion {
  return {
    method: "by the clock",
    law: { kind: "continuum" },
    amount: 7,
    exitScale: 2,
    sources: [],
    start: (walkers) => {
      const place = (i: number, t: number) => {
        const { at } = WALKERS[i % COUNT] as (typeof WALKERS)[number];
        for (const [axis, x] of at(t).entries()) (walkers.axes[axis] as Float64Array)[i] = x;
      };
      for (let i = 0; i < walkers.count; i++) place(i, 0);
      const moved = new Float64Array(walkers.count);
      return {
        advance(first, end, from, to) {
          for (let i = first; i < end; i++) {
            // called for each once, without a gap
            if (moved[i] !== from) throw new Error(`walker ${i} is at ${moved[i]}, and was asked from ${from}`);
            moved[i] = to;
            const { leaves, side } = WALKERS[i % COUNT] as (typeof WALKERS)[number];
            if (walkers.fate[i] !== 0) continue;
            place(i, to);
            if (leaves > to) continue;
            walkers.fate[i] = side;
            walkers.exitTime[i] = leaves;
          }
          return end - first;
        },
      };
    },
    ...fields,
  };
}

const OWNER = { level: "walk", purpose: PURPOSE.generatorWalk } as const;

const run = (model: Model, motion: GridMotion, walkers = BATCHES * COUNT) =>
  solved(
    solveGridWalkers(
      { model, species: "dye", solves: model.solves, measures: measuresOf(model), walkers, seed: 1, refinement: 1 },
      motion,
      OWNER,
    ),
  );

const sum = (all: readonly number[]) => all.reduce((total, value) => total + value, 0);
const mean = (all: readonly number[]) => sum(all) / all.length;

describe("of walkers by the clock in a box", () => {
  const result = run(MODEL, clockwork());
  const read = (text: string, when: number | string) => readingOf(result, text, when);

  test.each([1, 3])("who is there, where, and through which side the others left: at %d s", (t) => {
    const inside = WALKERS.filter(({ leaves }) => leaves > t).map(({ at }) => at(t));
    const share = inside.length / COUNT;
    expect(read("survival(dye)", t)).toBeNear(share, near);
    expect(read("amount(dye, all)", t)).toBeNear(7 * share, near);
    const inGel = inside.filter(([x, , z]) => x > 0.8 && z < 4).length;
    expect(read("amount(dye, gel)", t)).toBeNear((7 * inGel) / COUNT, near);
    const gone = (side: number) => WALKERS.filter((one) => one.leaves <= t && one.side === side).length;
    expect(read("amount_permeated(dye, right)", t)).toBeNear((7 * gone(2)) / COUNT / 15, near);
    expect(read("amount_permeated(dye, bottom)", t)).toBeNear((7 * gone(3)) / COUNT / 10, near);
    expect(read("amount_permeated(dye, top)", t)).toBeNear((7 * gone(4)) / COUNT / 10, near);
    expect(read("amount_permeated(dye, back)", t)).toBeNear((7 * gone(6)) / COUNT / 6, near);
    const some = inside.filter(([x, , z]) => x > 1 || z > 3).length;
    expect(read("probability(dye, x > 1 m or z > 3 m)", t)).toBeNear(some / COUNT, near);
  });

  test.each([0, 1, 3])("how far they are, and how they are spread along each axis: at %d s", (t) => {
    const inside = WALKERS.filter(({ leaves }) => leaves > t).map(({ at }) => at(t));
    const squares = inside.map(([x, y, z]) => (x - 0.5) ** 2 + (y - 1) ** 2 + (z - 2) ** 2);
    expect(read("msd(dye)", t)).toBeNear(mean(squares), { rel: 1e-11, abs: 1e-30 });
    expect(read("mean_distance(dye)", t)).toBeNear(mean(squares.map(Math.sqrt)), { rel: 1e-11, abs: 1e-30 });
    for (const [axis, name] of ["x", "y", "z"].entries()) {
      const along = inside.map((at) => at[axis] as number);
      expect(read(`mean(dye, ${name})`, t), name).toBeNear(mean(along), near);
      // over all batches, that are the same
      const n = BATCHES * along.length;
      const variance = (BATCHES * sum(along.map((x) => (x - mean(along)) ** 2))) / (n - 1);
      expect(read(`variance(dye, ${name})`, t), name).toBeNear(variance, { rel: 1e-11, abs: 1e-14 });
      const [batch] = result.readings.find((one) => one.measure === `variance(dye, ${name})` && one.when === t)
        ?.batches ?? [0];
      expect(batch, name).toBeNear((variance * (n - 1)) / BATCHES / (along.length - 1), { rel: 1e-11, abs: 1e-14 });
    }
  });

  test("c is their number in a twentieth of each side around a point, moved into the box where it is near a wall", () => {
    // all are at one point at the start: within 0.05, 0.075 and 0.125 m of it, or not
    const volume = 0.1 * 0.15 * 0.25;
    const concentration = (x: number, y: number, z: number) => {
      const asked = measure(`c(dye, [${x}, ${y}, ${z}])`);
      const estimate = gridEstimate(asked, { model: MODEL, domain: gridOf(MODEL), amount: 7 });
      const walkers = makeGridWalkers(5, 3, makeRandomStream(1, PURPOSE.demonstration, 0));
      const places = [
        [0.5, 1, 2],
        [0.5, 1, 2],
        [0.5, 1, 2],
        [1.95, 2.9, 0.1],
        [1.95, 2.9, 0.1],
      ];
      for (const [i, place] of places.entries())
        for (const [axis, at] of place.entries()) (walkers.axes[axis] as Float64Array)[i] = at;
      walkers.fate[4] = 2;
      const out = new Float64Array(1);
      estimate?.fill(out, walkers);
      return estimate?.value([...out], 5);
    };
    const here = (7 * 3) / 5 / volume;
    expect(concentration(0.54, 1.06, 1.89)).toBeNear(here, near);
    expect(concentration(0.46, 0.94, 2.1)).toBeNear(here, near);
    for (const [x, y, z] of [
      [0.56, 1, 2],
      [0.44, 1, 2],
      [0.5, 1.08, 2],
      [0.5, 0.92, 2],
      [0.5, 1, 2.13],
      [0.5, 1, 1.87],
    ] as const)
      expect(concentration(x, y, z)).toBe(0);
    expect(concentration(2, 3, 0)).toBeNear(7 / 5 / volume, near);
    expect(concentration(1.83, 3, 0)).toBe(0);
  });

  test("when they left, and how many by which side, once all have", () => {
    const times = WALKERS.map(({ leaves }) => leaves);
    const timeless = (text: string) => read(text, "timeless");
    expect(timeless("mean_exit_time(dye, all)")).toBeNear(mean(times), near);
    const variance = mean(times.map((t) => (t - mean(times)) ** 2));
    expect(timeless("exit_time_variance(dye, all)")).toBeNear(variance, near);
    for (const [name, side] of [
      ["right", 2],
      ["bottom", 3],
      ["top", 4],
      ["back", 6],
    ] as const)
      expect(timeless(`exit_probability(dye, ${name})`), name).toBeNear(
        WALKERS.filter((one) => one.side === side).length / COUNT,
        near,
      );
  });

  test("batches are alike, and in every one are as many walkers", () => {
    const reading = result.readings.find((one) => one.measure === "amount(dye, all)" && one.when === 1);
    expect(reading?.batches).toHaveLength(BATCHES);
    for (const value of reading?.batches ?? []) expect(value).toBeNear(reading?.value as number, near);
    expect(result.method).toContain(`${BATCHES} batches of ${COUNT} walkers`);
  });

  test("without sides that take no time of exit is told, and without a walker no mean", () => {
    const { exitScale: _, ...closed } = clockwork();
    const late = { ...MODEL, solves: [{ kind: "transient" as const, times: [6] }] };
    const { readings } = run(late, closed);
    expect(readings.some(({ when }) => when === "timeless")).toBe(false);
    expect(readings.find((one) => one.measure === "survival(dye)" && one.when === 6)?.value).toBe(0);
    expect(readings.some(({ measure }) => measure.startsWith("mean(") || measure === "msd(dye)")).toBe(false);
  });
});

test("displacements count from a point where the start is one, else from where each walker was put", () => {
  const start = { ...MODEL, solves: [{ kind: "transient" as const, times: [0, 0.2] }] };
  const own = run(start, clockwork());
  const fixed = run(start, clockwork({ origin: [0.5, 1, 0.9] }));
  expect(readingOf(own, "msd(dye)", 0)).toBe(0);
  expect(readingOf(fixed, "msd(dye)", 0)).toBeNear(1.1 ** 2, near);
  const squares = WALKERS.map(({ at }) => at(0.2)).map(([x, y, z]) => (x - 0.5) ** 2 + (y - 1) ** 2 + (z - 0.9) ** 2);
  expect(readingOf(fixed, "msd(dye)", 0.2)).toBeNear(mean(squares), near);
});

test("species have streams of their own: two that are alike start at other places and make other moves", () => {
  const [dye] = MODEL.species;
  const model = { ...MODEL, species: [dye, { ...dye, name: "ink" }] };
  const drawn = (species: string) => {
    const numbers: number[] = [];
    const start: GridMotion["start"] = (walkers, places) => {
      numbers.push(places.uniform(), walkers.noise.uniform());
      return clockwork().start(walkers, places);
    };
    const task = { model, species, solves: model.solves, measures: [measure(`survival(${species})`)] };
    solved(solveGridWalkers({ ...task, walkers: BATCHES, seed: 1, refinement: 1 }, clockwork({ start }), OWNER));
    return numbers;
  };
  const all = [...drawn("dye"), ...drawn("ink")];
  expect(all).toHaveLength(4 * BATCHES);
  expect(new Set(all).size).toBe(all.length);
});

test("a batch of more walkers than fit a block is dealt out in blocks, and none is lost or counted twice", () => {
  // 4096 and 4 walkers: the blocks begin again with the first
  const walkers = 4100;
  const model = { ...MODEL, solves: [{ kind: "transient" as const, times: [1] }] };
  const task = { model, species: "dye", solves: model.solves, measures: [measure("survival(dye)")] };
  const batches = gridBatches({ ...task, walkers: walkers * BATCHES, seed: 1, refinement: 1 }, clockwork(), OWNER);
  const work = batches.solve(0, undefined);
  let next = work.next();
  while (!next.done) next = work.next();
  const isThere = (i: number) => (WALKERS[i % COUNT]?.leaves ?? 0) > 1;
  const there = Array.from({ length: walkers }, (_, i) => (i < 4096 ? i : i - 4096)).filter(isThere).length;
  expect([...next.value.sums]).toEqual([there]);
});

describe("of walkers on cells", () => {
  const text = `perrin: 1
species: {dye: {in: {water: {D: 1 m^2/s}, gel: {D: 2 m^2/s}}}}
domain:
  geometry: rectangle
  size: [3 m, 2 m]
  cells: [3, 4]
  media: [{medium: water}, {medium: gel, where: "x > 2 m"}]
initial: {dye: 1 mol/m^3}
`;
  const model = parseModel(text);
  const network = gridNetworkOf(text);
  const walkers: GridWalkers = makeGridWalkers(4, 2, makeRandomStream(1, PURPOSE.demonstration, 0));
  for (const [i, [x, y]] of (
    [
      [2.5, 0.75],
      [2.5, 0.75],
      [1.5, 0.75],
      [2.5, 1.25],
    ] as const
  ).entries()) {
    (walkers.axes[0] as Float64Array)[i] = x;
    (walkers.axes[1] as Float64Array)[i] = y;
  }
  walkers.fate[1] = 255;
  const found = (asked: string) => {
    const estimate = gridEstimate(measure(asked), { model, domain: gridOf(model), amount: 6, network });
    const out = new Float64Array(estimate?.width ?? 0);
    estimate?.fill(out, walkers);
    return estimate?.value([...out], 4);
  };

  test("c is what the cell around a point holds, over its volume; who has decayed is nowhere", () => {
    expect(found("c(dye, [2.9, 0.6])")).toBeNear((6 * 1) / 4 / 0.5, near);
    expect(found("c(dye, [0.5, 0.6])")).toBe(0);
    expect(found("amount(dye, gel)")).toBeNear((6 * 2) / 4, near);
    expect(found("amount(dye, water)")).toBeNear(6 / 4, near);
    expect(found("survival(dye)")).toBeNear(3 / 4, near);
  });
});

test("the sides of a tube are as large as circles and rings say", () => {
  const model = parseModel(`perrin: 1
species: {dye: {D: 1 m^2/s}}
domain: {geometry: cylinder, inner-radius: 1 m, radius: 3 m, length: 5 m}
initial: {dye: 1 mol/m^3}
`);
  const walkers = makeGridWalkers(4, 2, makeRandomStream(1, PURPOSE.demonstration, 0));
  walkers.fate.set([1, 2, 3, 4]);
  (walkers.axes[1] as Float64Array).set([1, 2, 4, 5]);
  const permeated = (asked: string) => {
    const estimate = gridEstimate(measure(asked), { model, domain: gridOf(model), amount: 20 });
    const out = new Float64Array(1);
    estimate?.fill(out, walkers);
    return estimate?.value([...out], 4);
  };
  for (const [side, area] of [
    ["left", 2 * Math.PI * 1 * 5],
    ["right", 2 * Math.PI * 3 * 5],
    ["bottom", Math.PI * (9 - 1)],
    ["top", Math.PI * (9 - 1)],
  ] as const)
    expect(permeated(`amount_permeated(dye, side:${side})`), side).toBeNear(5 / area, near);
  const unknown = ["msd(dye)", "mean_distance(dye)", "mean(dye, axis:0)", "c(dye, [2, 1])", "amount_permeated(dye)"];
  for (const asked of unknown)
    expect(gridEstimate(measure(asked), { model, domain: gridOf(model), amount: 20 }), asked).toBeUndefined();
});
