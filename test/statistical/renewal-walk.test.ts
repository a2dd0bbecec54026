/**
 * Walkers by independent steps at independent waits against the exact law: of the same steps and clock in closed form.
 *
 * Counts in 40 cells of equal expected numbers (of a lattice: in its sites, pooled to 10 expected) at two records, so that
 * what happens between records is seen too. p < 1e-9 each, so that all checks together raise a false alarm for one seed
 * in 30 million. Resolution: 60 000 walkers see a standard deviation that is wrong by 3 %.
 */
import { describe, expect, test } from "vitest";
import { evenLaw, latticeLaw } from "#levels/closed-form/renewal-state.ts";
import { makeWalkers, type Walkers } from "#levels/ensemble/walkers.ts";
import { startedRenewal } from "#levels/walk/renewal-walk.ts";
import type { RenewalWalk, StepLaw } from "#model/motion-law.ts";
import { mittagLeffler } from "#numerics/mittag-leffler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { chiSquareTest } from "#numerics/statistics.ts";
import { countWeights } from "#step-law/count-law.ts";
import { latticeSupport } from "#step-law/lattice-support.ts";
import { displacementCumulants } from "#step-law/renewal.ts";
import { stepAlongAxis } from "#step-law/step-moments.ts";
import {
  BIASED,
  fixedClock,
  gammaWaits,
  heavyWaits,
  paretoWaits,
  poissonWaits,
  RARE_LONG,
  renewalModel,
  renewalOf,
  SKEWED,
  tableOf,
} from "../support/renewals.ts";

const FALSE_ALARM = 1e-9;
const WALKERS = 60_000;
const START = 0.5;
const [FIRST, LAST] = [3.5, 9];

const UNIFORM: StepLaw = { kind: "uniform", halfWidth: 1 };
const LAPLACE: StepLaw = { kind: "laplace", scale: 1 };
const NORMAL: StepLaw = { kind: "gaussian", deviation: 1 };
const NEIGHBOUR: StepLaw = { kind: "lattice", spacing: 1, right: 0.5, stay: 0.25 };

/** Walkers at the two records. */
function walked(law: RenewalWalk): readonly Walkers[] {
  const at = Array.from({ length: law.dimensions }, () => START);
  const { motion } = startedRenewal({ law, start: at, amount: 1, times: [LAST] });
  const walkers = makeWalkers(WALKERS, law.dimensions, makeRandomStream(5, PURPOSE.stepLaw, 3));
  motion.start(walkers, makeRandomStream(5, PURPOSE.initial, 3));
  motion.advance(walkers, 0, WALKERS, 0, FIRST);
  const early = { ...walkers, axes: walkers.axes.map((axis) => axis.slice()) };
  motion.advance(walkers, 0, WALKERS, FIRST, LAST);
  return [early, walkers];
}

/** How likely positions along an axis as unlikely as those of the walkers are under the law of a walk. */
function likelihood(positions: Float64Array, law: RenewalWalk, time: number): number {
  const counts = countWeights(law.clock, time);
  const step = stepAlongAxis(law.step, law.dimensions);
  if (counts === undefined) throw new Error("no law");
  const place = { model: renewalModel(law, [time], { start: START }), start: START };
  const lattice = latticeSupport(step);
  const sorted = positions.slice().sort();
  if (lattice !== undefined) {
    const curve = latticeLaw(lattice, counts, place)?.curve();
    if (curve === undefined) throw new Error("no law");
    const index = new Map(Array.from(curve.coordinate, (x, i) => [x, i]));
    const observed = new Float64Array(curve.values.length + 1);
    for (const x of positions) observed[index.get(x) ?? curve.values.length]++;
    return chiSquareTest(observed, Float64Array.from([...curve.values.map((p) => WALKERS * p), 1e-10 * WALKERS])).p;
  }
  const state = evenLaw(step, counts, place);
  if (state === undefined) throw new Error("no law");
  // equal cells of what is not in the atom, and the atom
  const atom = counts.first === 0 ? counts.weights[0] : 0;
  const edges = Array.from({ length: 39 }, (_, i) => {
    const share = (1 - atom) * ((i + 1) / 40);
    return state.quantile(share < 0.5 * (1 - atom) ? share : share + atom);
  });
  const observed = new Float64Array(41);
  for (const x of sorted) {
    if (x === START && atom > 0) observed[40]++;
    else observed[edges.filter((edge) => edge < x).length]++;
  }
  const expected = new Float64Array(41).fill((WALKERS * (1 - atom)) / 40);
  expected[40] = atom > 0 ? WALKERS * atom : 1e-10;
  return chiSquareTest(observed, expected).p;
}

const walks: [string, RenewalWalk][] = [
  ["uniform steps by a fixed clock", renewalOf(UNIFORM, fixedClock())],
  ["uniform steps by a Poisson clock", renewalOf(UNIFORM, poissonWaits())],
  ["uniform steps by a gamma clock", renewalOf(UNIFORM, gammaWaits(0.5))],
  ["Laplace steps by a fixed clock", renewalOf(LAPLACE, fixedClock())],
  ["Laplace steps by a Poisson clock", renewalOf(LAPLACE, poissonWaits())],
  ["normal steps by a fixed clock", renewalOf(NORMAL, fixedClock())],
  ["normal steps by a gamma clock", renewalOf(NORMAL, gammaWaits(4))],
  ["stable steps by a fixed clock", renewalOf({ kind: "stable", index: 1.5, scale: 1 }, fixedClock())],
  ["Mittag-Leffler waits of index 1", renewalOf(LAPLACE, heavyWaits(1))],
  ["+2 and -1 by a fixed clock", renewalOf(SKEWED, fixedClock())],
  ["±1 and ±5 by a gamma clock", renewalOf(RARE_LONG, gammaWaits(4))],
  ["a bias by a gamma clock", renewalOf(BIASED, gammaWaits(2.5))],
  ["many steps of a table, dealt out to its moves", renewalOf(SKEWED, fixedClock(0.02))],
  ["normal steps in a plane", renewalOf(NORMAL, poissonWaits(), 2)],
  ["steps to neighbours in space", renewalOf(NEIGHBOUR, gammaWaits(4, 0.5), 3)],
];

describe("walkers are where the closed form says", () => {
  test.each(walks)("%s", (_, law) => {
    for (const [record, { axes }] of walked(law).entries())
      for (const axis of axes)
        expect(likelihood(axis, law, [FIRST, LAST][record] as number)).toBeGreaterThan(FALSE_ALARM);
  });
});

describe("the same check rejects", () => {
  const rejects = (law: RenewalWalk, other: RenewalWalk) => {
    const [, late] = walked(law);
    expect(likelihood(late?.axes[0] as Float64Array, other, LAST)).toBeLessThan(FALSE_ALARM);
  };
  test("steps longer by 4 %", () =>
    rejects(renewalOf(LAPLACE, fixedClock()), renewalOf({ ...LAPLACE, scale: 1.04 }, fixedClock())));
  test("a Poisson clock for a gamma one", () =>
    rejects(renewalOf(BIASED, poissonWaits()), renewalOf(BIASED, gammaWaits(2))));
  test("one tick too few", () => rejects(renewalOf(NORMAL, fixedClock()), renewalOf(NORMAL, fixedClock(9 / 8))));
  test("a skew to the other side", () =>
    rejects(renewalOf(SKEWED, fixedClock()), renewalOf(tableOf([-2, 1 / 3], [1, 2 / 3]), fixedClock())));
});

describe("walkers whose law has no closed form", () => {
  // 6.2 standard errors, from the exact kurtosis
  test.each([0.5, 0.8])("Mittag-Leffler waits of index %d: variance, kurtosis and those that still wait", (index) => {
    const law = renewalOf(NORMAL, heavyWaits(index));
    for (const [record, { axes }] of walked(law).entries()) {
      const t = [FIRST, LAST][record] as number;
      const x = axes[0] as Float64Array;
      const [, variance, , fourth] = displacementCumulants(law, t) as readonly number[] as [
        number,
        number,
        number,
        number,
      ];
      const squares = x.map((at) => (at - START) ** 2);
      const mean = squares.reduce((a, b) => a + b) / WALKERS;
      const error = Math.sqrt((fourth + 2 * variance * variance) / WALKERS);
      expect(mean).toBeNear(variance, { abs: 6.2 * error });
      const still = mittagLeffler(index, t ** index);
      const waiting = x.reduce((count, at) => count + (at === START ? 1 : 0), 0) / WALKERS;
      expect(waiting).toBeNear(still, { abs: 6.2 * Math.sqrt((still * (1 - still)) / WALKERS) });
    }
  });

  test("Pareto waits: those that still wait are (1 + t)^-index of all", () => {
    const [early] = walked(renewalOf(UNIFORM, paretoWaits(1.5)));
    const still = (1 + FIRST) ** -1.5;
    const waiting = (early?.axes[0] as Float64Array).reduce((count, at) => count + (at === START ? 1 : 0), 0) / WALKERS;
    expect(waiting).toBeNear(still, { abs: 6.2 * Math.sqrt((still * (1 - still)) / WALKERS) });
  });
});
