import { describe, expect, test } from "vitest";
import { integrateStiff, type StiffLog, type StiffOptions } from "#numerics/radau/integrate-stiff.ts";
import type { StiffSystem } from "#numerics/radau/stiff-system.ts";
import { stiffSystem } from "../support/stiff-system.ts";

interface Run {
  readonly from: readonly number[];
  readonly times: readonly number[];
  readonly relative: number;
  readonly absolute?: number | readonly number[];
  readonly first?: number;
  readonly event?: StiffOptions["event"];
  readonly holds?: StiffOptions["holds"];
  readonly onStep?: StiffOptions["onStep"];
}

/** The states at the record times, the last state, and the log. */
function integrated(system: StiffSystem, run: Run) {
  const { absolute = 1e-12 } = run;
  const y = Float64Array.from(run.from);
  const records: number[][] = [];
  const steps = integrateStiff(system, y, {
    where: "test",
    advice: "none",
    relative: run.relative,
    absolute: Float64Array.from(y, (_, i) => (typeof absolute === "number" ? absolute : absolute[i])),
    first: run.first ?? 1e-6,
    times: run.times,
    holds: run.holds ?? (() => true),
    onStep: run.onStep ?? (() => {}),
    ...(run.event === undefined ? {} : { event: run.event }),
  });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { records, y, log: value as StiffLog };
    if (value !== "working") records.push([...y]);
  }
}

/** Robertson's autocatalysis. */
const robertson = stiffSystem({
  size: 3,
  rate: (_, [a, b, c]) => {
    const slow = 0.04 * a;
    const back = 1e4 * b * c;
    const fast = 3e7 * b * b;
    return [-slow + back, slow - back - fast, fast];
  },
  jacobian: (_, [, b, c]) => [
    [0, 0, -0.04],
    [1, 0, 0.04],
    [0, 1, 1e4 * c],
    [1, 1, -1e4 * c],
    [0, 2, 1e4 * b],
    [1, 2, -1e4 * b],
    [1, 1, -6e7 * b],
    [2, 1, 6e7 * b],
  ],
});

describe("stiff problems of known solution", () => {
  test("Robertson's reaction is right from 0.4 s to 4e11 s", () => {
    const times = [0.4, 40, 4e5, 4e11];
    const { records } = integrated(robertson, { from: [1, 0, 0], times, relative: 1e-9, absolute: 1e-18 });
    // scipy 1.17, solve_ivp with rtol 1e-11 and atol 1e-18, agrees with itself at rtol 1e-10 to 1e-9
    const known = [
      [0.9851721138610013, 3.3863953789749706e-5, 0.014794022185207513],
      [0.715827068719208, 9.18553476455228e-6, 0.2841637457460261],
      [0.004938274520982506, 1.984994087955468e-8, 0.9950617056290736],
    ];
    // some thirty steps at the tolerance from one record to the next, each of up to 1e-9
    known.forEach((state, k) => {
      for (let i = 0; i < 3; i++) expect(records[k][i]).toBeNear(state[i], { rel: 3e-8 });
    });
    for (const state of records) expect(state[0] + state[1] + state[2]).toBeNear(1, { rel: 1e-12 });
  });
});
