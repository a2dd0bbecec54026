import { describe, expect, test } from "vitest";
import { fourthMoment, persistentLaw, secondMoment } from "#levels/closed-form/persistent-law.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { parseModel } from "#model/parse-model.ts";
import { coarseGrained, coarseNote } from "#step-law/coarse-grained.ts";
import { advanceTwoWay, makeTwoWay } from "#step-law/two-way-steps.ts";
import { answer, measure } from "../support/closed-form.ts";
import { solved, taskOf, valueAt } from "../support/models.ts";
import { movingModel, persistent } from "../support/runs.ts";

/** The law by looking at every one of the 2^n walks: probability of each number of steps to the right. */
function enumerated(n: number, p: number): number[] {
  const law = new Array<number>(n + 1).fill(0);
  for (let walk = 0; walk < 2 ** n; walk++) {
    let probability = n === 0 ? 1 : 0.5;
    let right = n === 0 ? 0 : walk & 1;
    for (let step = 1; step < n; step++) {
      const [last, next] = [(walk >> (step - 1)) & 1, (walk >> step) & 1];
      probability *= last === next ? p : 1 - p;
      right += next;
    }
    law[right] += probability;
  }
  return law;
}

const moment = (law: ArrayLike<number>, order: number) =>
  Array.from(law).reduce((sum, probability, k) => sum + probability * (2 * k - (law.length - 1)) ** order, 0);

describe("the law of a persistent walk by its runs", () => {
  // n products of rounded numbers, added up: n ε
  test.each([0, 0.1, 0.5, 0.9, 1])("is that of all walks, one by one, with p = %s", (p) => {
    for (let n = 0; n <= 12; n++) {
      const [law, all] = [persistentLaw(n, p), enumerated(n, p)];
      for (let k = 0; k <= n; k++) expect(law[k]).toBeNear(all[k] ?? Number.NaN, { rel: 1e-14, abs: 1e-17 });
      expect(secondMoment(n, p)).toBeNear(moment(all, 2), { rel: 1e-13, abs: 1e-14 });
      expect(fourthMoment(n, p)).toBeNear(moment(all, 4), { rel: 1e-13, abs: 1e-12 });
    }
  });

  test("has its tails, far below rounding of the whole", () => {
    const n = 60;
    const [law, p] = [persistentLaw(n, 0.3), 0.3];
    expect(law[n]).toBeNear(0.5 * p ** (n - 1), { rel: 1e-13 });
    // one step to the left: the first or the last of all, or between
    expect(law[n - 1]).toBeNear(p ** (n - 2) * (1 - p) + 0.5 * (n - 2) * p ** (n - 3) * (1 - p) ** 2, { rel: 1e-13 });
  });

  test("holds 1 and has the moments of the correlations after a thousand steps", () => {
    for (const p of [0.02, 0.6, 0.97]) {
      const law = persistentLaw(1000, p);
      expect(moment(law, 0)).toBeNear(1, { rel: 1e-13 });
      expect(moment(law, 2)).toBeNear(secondMoment(1000, p), { rel: 1e-12 });
      // for p < ½ the correlations cancel to ε n² of <x⁴>
      expect(moment(law, 4)).toBeNear(fourthMoment(1000, p), { rel: p < 0.5 ? 1e-10 : 1e-12 });
    }
  });

  test("goes straight on if it never turns, however long", () => {
    for (const n of [10, 20_000]) {
      expect(secondMoment(n, 1)).toBe(n * n);
      expect(fourthMoment(n, 1)).toBeNear(n ** 4, { rel: 1e-12 });
    }
  });

  test("spreads straight on while it hardly turns, also after very many steps", () => {
    // 1 - p = 1e-9: of 20 000 steps 2e-5 turn; <x²> = n² (1 - 2qn/3) to order (qn)²
    const [n, q] = [20_000, 1e-9];
    expect(secondMoment(n, 1 - q) / (n * n)).toBeNear(1 - (2 * q * n) / 3, { abs: 1e-9 });
  });
});

describe("the recursion over site and direction", () => {
  test("is the law by runs, whatever p, also where it is trimmed at its edges", () => {
    for (const p of [0, 0.05, 0.5, 0.9, 0.99, 1])
      for (const n of [1, 2, 7, 400]) {
        const [law, both] = [persistentLaw(n, p), makeTwoWay(n)];
        advanceTwoWay(both, Math.floor(n / 3), p);
        advanceTwoWay(both, n - Math.floor(n / 3), p);
        for (let k = 0; k <= n; k++) {
          const site = both.origin + 2 * k - n;
          const there = site < both.low || site > both.high ? 0 : (both.right[site] ?? 0) + (both.left[site] ?? 0);
          // every step rounds once: n ε; what lies below the floor is gone
          expect(there).toBeNear(law[k] ?? Number.NaN, { rel: 1e-12, abs: 1e-60 });
        }
      }
  });

  test("keeps walkers that go right and left apart by mirror symmetry", () => {
    const both = makeTwoWay(30);
    advanceTwoWay(both, 30, 0.8);
    for (let x = -30; x <= 30; x += 2) expect(both.right[both.origin + x]).toBe(both.left[both.origin - x]);
  });
});

describe("what the levels answer of a walk with p = 0.9", () => {
  const times = [2, 10, 50, 75, 100];
  const model = movingModel(persistent(0.9), [0, ...times]);
  const texts = ["msd(walker)", "moment(walker, 4)", "moment(walker, 6)", "probability(walker, x == 10)"];
  const byRecursion = solved(
    master.solve(
      taskOf(
        model,
        [...texts, "quantile(walker, 0.3)", "mean_distance(walker)", "entropy(walker)", "diffusivity(walker)"].map(
          measure,
        ),
      ),
    ),
  );

  test.each([
    ["msd(walker)", 2, 3.6],
    ["msd(walker)", 10, 54.294967296],
    ["msd(walker)", 50, 410.0005708991],
    ["probability(walker, x == 10)", 10, 0.1937102445],
    ["moment(walker, 4)", 10, 4593.981468672],
  ])("%s at %d is %f", (text, time, value) => {
    // the values have 10 to 13 digits
    expect(answer(model, text, time)).toBeNear(value, { rel: 1e-12 });
    expect(valueAt(byRecursion, text, time)).toBeNear(value, { rel: 1e-12 });
  });

  test("the law by runs and the recursion say the same of all else", () => {
    for (const text of [...texts, "quantile(walker, 0.3)", "mean_distance(walker)", "entropy(walker)"])
      for (const time of times)
        expect(valueAt(byRecursion, text, time)).toBeNear(answer(model, text, time), { rel: 1e-12, abs: 1e-15 });
  });

  test("D is exactly 4.5, and the slope of the recursion comes to it as the memory fades", () => {
    expect(answer(model, "diffusivity(walker)", 10)).toBeNear(4.5, { rel: 1e-15 });
    // 2 rho^(n+1) / (1 - rho)² of the msd still grows at n = 50: 1.4e-5 of a slope of 9
    expect(valueAt(byRecursion, "diffusivity(walker)", "timeless")).toBeNear(4.5, { rel: 1e-5 });
  });

  test("and 5 and 4.481420118 stand beside it, each with its name", () => {
    const [species] = model.species;
    const numbers = species === undefined ? [] : coarseGrained(species, model);
    const named = (symbol: string) => numbers.find((number) => number.symbol === symbol)?.value;
    expect(named("D")).toBeNear(4.5, { rel: 1e-15 });
    expect(named("D, telegrapher, leading order")).toBeNear(5, { rel: 1e-15 });
    expect(named("D, telegrapher")).toBeNear(4.481420118, { rel: 1e-9 });
    expect(species && coarseNote(species, model)).toMatch(
      /4\.50000 m\^2\/s.*5\.00000 .*11\.1 % too large.*4\.48142 .*0\.413 % too small/,
    );
  });

  test("a time between two ticks is that of the last one", () => {
    expect(answer(model, "msd(walker)", 2.999)).toBeNear(3.6, { rel: 1e-12 });
  });
});

test("master equation and telegrapher equation take the same steps, so neither vouches for the other", () => {
  const task = taskOf(movingModel(persistent(0.9), [10]), []);
  expect(solved(master.solve(task)).sharesRatesWith).toEqual(["continuum"]);
  expect(solved(continuum.solve(task)).sharesRatesWith).toEqual(["master"]);
});

describe("walks without a telegrapher equation", () => {
  const file = (persistence: string) =>
    parseModel(`
perrin: 1
species: {walker: {walk: {step: {lattice: 1 um, persistence: ${persistence}}, clock: {fixed: 1 s}}}}
domain: {geometry: line}
initial: {walker: {at: 0 um}}
solve: {transient: {until: 10 s}}
levels: [closed-form]
outputs: {spread: {of: msd(walker), unit: um^2}}
`);

  test.each(["0.5", "0.2", "1"])("p = %s has no note on it", (p) => {
    const model = file(p);
    const [species] = model.species;
    expect(species && coarseNote(species, model)).toBeUndefined();
  });

  test("one that always turns goes to and fro", () => {
    const model = file("0");
    expect(answer(model, "msd(walker)", 10)).toBe(0);
    expect(answer(model, "msd(walker)", 9)).toBeNear(1e-12, { rel: 1e-15 });
    expect(answer(model, "diffusivity(walker)", 10)).toBe(0);
  });
});
