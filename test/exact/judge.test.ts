import { describe, expect, test } from "vitest";
import { judgeAgreement } from "#agreement/judge.ts";
import { law, run } from "../support/judged.ts";
import "../support/matchers.ts";

const rule = { output: "J", margin: 0.01, confidence: 0.999 };
const judge = (...series: Parameters<typeof judgeAgreement>[1]) => judgeAgreement(rule, series);
const only = (...series: Parameters<typeof judgeAgreement>[1]) => {
  const verdicts = judge(...series);
  expect(verdicts).toHaveLength(1);
  return verdicts[0]!;
};

describe("which levels are held against which", () => {
  const pairs = (...series: Parameters<typeof judgeAgreement>[1]) =>
    judge(...series).map(({ levels }) => levels.join("|"));

  test("all against the closed form, a sampled run also against the master equation it samples", () => {
    expect(pairs(law("continuum", [1]), run([1], 1), law("master", [1]), law("closed-form", [1]))).toEqual([
      "closed-form|continuum",
      "closed-form|walk",
      "master|walk",
      "closed-form|master",
    ]);
  });

  test("without a closed form against the master equation, and once only", () => {
    expect(pairs(run([1], 1), law("continuum", [1]), law("master", [1]))).toEqual(["master|walk", "master|continuum"]);
  });

  test("else against the continuum, else against any law, else sample against sample", () => {
    expect(pairs(run([1], 1), law("continuum", [1]))).toEqual(["continuum|walk"]);
    expect(pairs(run([1], 1), law("compartments", [1]))).toEqual(["compartments|walk"]);
    expect(pairs(run([1], 1), run([1], 1, { level: "langevin" }))).toEqual(["walk|langevin"]);
  });

  test("a level that does not state the output, or shares no time, gives no verdict", () => {
    expect(pairs(law("closed-form", []), law("master", [1]), law("continuum", [1]))).toEqual(["master|continuum"]);
    expect(judge(law("master", [1], { when: ["steady"] }), law("continuum", [1], { when: [3] }))).toEqual([]);
    expect(judge(law("master", [1]))).toEqual([]);
    expect(judge()).toEqual([]);
  });

  test("a run of another kind is not held against the master equation beside the closed form", () => {
    const langevin = run([1], 1, { level: "langevin", sharesRatesWith: [] });
    expect(pairs(law("closed-form", [1]), law("master", [1]), langevin)).toEqual([
      "closed-form|master",
      "closed-form|langevin",
    ]);
  });

  test("an error of the rates shows only between levels that do not share them", () => {
    expect(only(law("closed-form", [1]), law("master", [1])).independent).toBe(true);
    const shared = only(law("master", [1]), run([1], 0.001));
    expect(shared.independent).toBe(false);
    expect(shared.because).toContain("they share rates, so this checks the sampling and not the rates");
  });
});

describe("which times are judged", () => {
  const start = { when: [0] };

  test("each time is held against the best level that states the output then", () => {
    const early = law("closed-form", [4, 3], { when: [0, 1] });
    const verdicts = judge(
      early,
      law("compartments", [4, 3, 2, 1], { when: [0, 1, 2, 3] }),
      run([4, 3, 2, 1.5], 1e-9, { when: [0, 1, 2, 3] }),
    );
    expect(verdicts.map(({ levels, times, verdict }) => [levels.join("|"), times, verdict])).toEqual([
      ["closed-form|compartments", [0, 1], "agree"],
      ["closed-form|walk", [0, 1], "agree"],
      ["compartments|walk", [2, 3], "disagree"],
    ]);
    // relative to all that the reference states, not to what is left of it
    expect(verdicts[2]?.difference).toBeNear(0.5 / 4, { rel: 1e-12 });
    expect(verdicts[2]?.because).toContain("judged at 2 times from t = 2 s to 3 s");
  });

  test("the start alone is no agreement of a course in time, and is left to a level that states more", () => {
    const closed = law("closed-form", [4], start);
    const later = run([4, 2], 1e-9, { when: [0, 1] });
    const alone = only(closed, later);
    expect(alone).toMatchObject({ verdict: "cannot tell", times: [0] });
    expect(alone).not.toHaveProperty("walkersNeeded");
    expect(alone.because).toContain("judged at t = 0 s alone: this says nothing of the course in time");
    const verdicts = judge(closed, later, law("compartments", [4, 2], { when: [0, 1] }));
    expect(verdicts.map(({ levels, times, verdict }) => [levels.join("|"), times, verdict])).toEqual([
      ["compartments|walk", [0, 1], "agree"],
      ["closed-form|compartments", [0], "cannot tell"],
    ]);
    expect(only(closed, run([5, 2], 1e-9, { when: [0, 1] })).verdict).toBe("disagree");
  });

  test("states without a time are named beside the times", () => {
    const when = ["equilibrium", 0] as const;
    const { verdict, because } = only(law("closed-form", [1, 4], { when }), law("compartments", [1, 4], { when }));
    expect(verdict).toBe("agree");
    expect(because).toContain("judged at t = 0 s and at equilibrium");
  });
});

describe("law against law", () => {
  const reference = law("closed-form", [1, 2, 4]);

  test("agrees up to the margin, relative to the largest value of the reference", () => {
    const verdict = only(reference, law("master", [1.039, 2, 4]));
    expect(verdict).toMatchObject({ verdict: "agree", uncertainty: 0, allowed: 0.01, output: "J" });
    expect(verdict.difference).toBeNear(0.039 / 4, { rel: 1e-13 });
    expect(verdict).not.toHaveProperty("z");
    expect(verdict.because).toBe(
      "closed-form and master differ by 0.97 % at t = 1 s; the margin is 1 %; judged at 3 times from t = 1 s to 3 s",
    );
  });

  test("disagrees beyond it, on either side and at any one time", () => {
    expect(only(reference, law("master", [1.041, 2, 4])).verdict).toBe("disagree");
    expect(only(reference, law("master", [1, 1.959, 4])).verdict).toBe("disagree");
    expect(only(reference, law("master", [1, 2, -4])).verdict).toBe("disagree");
  });

  test("times that only one states, or that are not finite, are skipped", () => {
    const master = law("master", [9, 2, 4, Number.NaN], { when: [0.5, 2, 3, 1] });
    expect(only(reference, master)).toMatchObject({ verdict: "agree", difference: 0 });
  });

  test("times that differ by rounding are the same time", () => {
    const master = law("master", [1, 2, 5], { when: [1, 2, 3 * (1 + 2e-16)] });
    expect(only(reference, master).verdict).toBe("disagree");
  });

  test("with a declared discretisation error the difference may lie anywhere within it", () => {
    const within = (value: number, discretisation: number) =>
      only(law("closed-form", [1]), law("master", [value], { discretisation }));
    expect(within(1.004, 0.005)).toMatchObject({ verdict: "agree", uncertainty: 0.005 });
    expect(within(1.008, 0.005).verdict).toBe("cannot tell");
    expect(within(1.016, 0.005).verdict).toBe("disagree");
    expect(within(1.008, 0.005)).not.toHaveProperty("walkersNeeded");
  });

  test("a known shift is taken off and printed", () => {
    const knownShift = { factor: 1.0819767, because: "Scharfetter-Gummel rates spread by (Pe/2) coth(Pe/2)" };
    expect(only(reference, law("master", [1.0819767, 2.1639534, 4.3279068])).verdict).toBe("disagree");
    const { verdict, because } = only(reference, law("master", [1.0819767, 2.1639534, 4.3279068], { knownShift }));
    expect(verdict).toBe("agree");
    expect(because).toContain("of master, 8.2 % is known and taken off: Scharfetter-Gummel rates spread by");
  });

  test("the size of a negative reference counts", () => {
    expect(only(law("closed-form", [-4, 1]), law("master", [-4, 1.03])).difference).toBeNear(0.03 / 4, { rel: 1e-13 });
  });

  test("a reference that is zero by symmetry is judged against what the output is elsewhere", () => {
    const start = law("master", [-100, 2e-13], { when: [0, "equilibrium"] });
    const end = law("closed-form", [1e-14], { when: ["equilibrium"] });
    expect(only(end, start).verdict).toBe("agree");
    expect(only(end, law("master", [-100, 3], { when: [0, "equilibrium"] })).verdict).toBe("disagree");
  });

  test("relative to zero nothing can be told, unless both are zero", () => {
    expect(only(law("closed-form", [0, 0]), law("master", [0, 0]))).toMatchObject({ verdict: "agree", difference: 0 });
    const { verdict, because } = only(law("closed-form", [0, 0]), law("master", [0, 1e-9]));
    expect(verdict).toBe("cannot tell");
    expect(because).toContain("a margin relative to zero has no meaning");
  });
});

// Student's quantiles with 63 degrees of freedom (scipy): two-sided 99.9 % for one time and for two.
const T1 = 3.45176894496;
const T2 = 3.67072939093;

describe("sample against law", () => {
  const reference = law("closed-form", [1]);
  const spreadFor = (halfWidth: number) => (halfWidth / T1) * Math.sqrt(63);

  test("the interval is that of Student's law over 64 parts", () => {
    const verdict = only(reference, run([1.002], 0.01));
    expect(verdict.uncertainty).toBeNear((T1 * 0.01) / Math.sqrt(63), { rel: 1e-10 });
    expect(verdict.difference).toBeNear(0.002, { rel: 1e-12 });
    expect(verdict.z).toBeNear((0.002 / 0.01) * Math.sqrt(63), { rel: 1e-11 });
    expect(verdict.p).toBeGreaterThan(0.1);
  });

  test("over two times it is wider: both must hold at once", () => {
    const verdict = only(law("closed-form", [1, 1]), run([1, 1], 0.01));
    expect(verdict.uncertainty).toBeNear((T2 * 0.01) / Math.sqrt(63), { rel: 1e-10 });
  });

  test("agrees only if the whole interval lies within the margin", () => {
    expect(only(reference, run([1.004], spreadFor(0.0059))).verdict).toBe("agree");
    expect(only(reference, run([1.004], spreadFor(0.0061))).verdict).toBe("cannot tell");
    expect(only(reference, run([0.996], spreadFor(0.0061))).verdict).toBe("cannot tell");
  });

  test("disagrees only if it lies wholly outside", () => {
    expect(only(reference, run([1.016], spreadFor(0.0059))).verdict).toBe("disagree");
    expect(only(reference, run([0.984], spreadFor(0.0059))).verdict).toBe("disagree");
    expect(only(reference, run([1.016], spreadFor(0.0061))).verdict).toBe("cannot tell");
    expect(only(law("closed-form", [1, 1]), run([1, 1.02], spreadFor(0.005))).verdict).toBe("disagree");
  });

  test("the sentence has difference, interval, confidence, margin and the walkers that would tell", () => {
    const { because, walkersNeeded } = only(reference, run([1.0012], spreadFor(0.025)));
    expect(because).toBe(
      "closed-form and walk differ by 0.12 % ± 2.5 % (99.9 % confidence); the margin is 1 %; judged at t = 1 s; about 88000 walkers would tell",
    );
    // (t + 1.645) SE = margin, SE falling as 1/√walkers.
    const ratio = ((T1 + 1.64485) * (0.025 / T1)) / 0.01;
    expect(walkersNeeded).toBe(Math.ceil((6400 * ratio ** 2) / 1e3) * 1e3);
  });

  test("where parcels are counted it is parcels that would tell", () => {
    const inParcels = { ...run([1.0012], spreadFor(0.025)), counted: "parcels" as const };
    expect(only(reference, inParcels).because).toContain("about 88000 parcels would tell");
  });

  test("millions of walkers are written as a power of ten", () => {
    expect(only(reference, run([1.0012], spreadFor(0.5))).because).toContain("about 3.5e7 walkers would tell");
  });

  test("where a difference is seen, the walkers needed are those that put it on one side of the margin", () => {
    const { walkersNeeded } = only(reference, run([1.012], spreadFor(0.006)));
    const ratio = ((T1 + 1.64485) * (0.006 / T1)) / 0.002;
    expect(walkersNeeded).toBe(Math.ceil((6400 * ratio ** 2) / 1e4) * 1e4);
  });

  test("a run that cannot tell is told to take twice as many at least, in two digits", () => {
    expect(only(reference, run([1.0055], spreadFor(0.0056))).walkersNeeded).toBe(13000);
  });

  test("against the master equation it samples, chance of one in a million decides before the interval does", () => {
    // z = 0.0145 √63 / 0.02 = 5.75 > 5.4; the interval 1.45 % ± 0.87 % touches the margin.
    const spread = 0.02;
    expect(only(law("closed-form", [1]), run([1.0145], spread)).verdict).toBe("cannot tell");
    expect(only(law("master", [1]), run([1.0145], spread)).verdict).toBe("disagree");
    expect(only(law("master", [1]), run([1.0125], spread)).verdict).toBe("cannot tell");
    expect(only(law("master", [1]), run([1.009], 0.0001)).verdict).toBe("agree");
  });

  test("where parts do not vary there is no noise, and a difference counts as it stands", () => {
    expect(only(reference, run([1.009], 0))).toMatchObject({ verdict: "agree", uncertainty: 0 });
    expect(only(reference, run([1.02], 0)).verdict).toBe("disagree");
    expect(only(reference, run([1 + 1e-15], 1e-14))).not.toHaveProperty("z"); // that is rounding
  });

  test("a known shift is taken off the parts as well", () => {
    const knownShift = { factor: 1.25, because: "a coarse lattice" };
    const { verdict, uncertainty } = only(reference, run([1.25], 0.0125, { knownShift }));
    expect(verdict).toBe("agree");
    expect(uncertainty).toBeNear((T1 * 0.01) / Math.sqrt(63), { rel: 1e-10 });
  });

  test("a ratio of means is judged by its own value, not by the mean of the ratios of the parts", () => {
    const parts = Float64Array.from({ length: 64 }, (_, b) => 1.05 + (b % 2 === 0 ? 0.001 : -0.001));
    expect(only(reference, run([1], 0, { batches: [parts] }))).toMatchObject({ verdict: "agree", z: 0, p: 1 });
  });

  test("a sampled level that states an output without noise is judged as a law", () => {
    const { batches: _, ...formula } = run([1.02], 0.1);
    expect(only(reference, formula)).toMatchObject({ verdict: "disagree", uncertainty: 0 });
  });

  test("two sampled runs are compared with the errors of both", () => {
    const [walk, langevin] = [run([1], 0.03), run([1.001], 0.04, { level: "langevin" })];
    // Parts b of both are both above or both below: their difference spreads by 0.01.
    expect(only(walk, langevin).uncertainty).toBeNear((T1 * 0.01) / Math.sqrt(63), { rel: 1e-10 });
    const shifted = {
      ...langevin,
      batches: langevin.batches!.map((parts) => parts.map((_, b) => parts[(b + 1) % 64]!)),
    };
    expect(only(walk, shifted).uncertainty).toBeNear((T1 * 0.07) / Math.sqrt(63), { rel: 1e-10 });
  });
});

describe("where few walkers came", () => {
  const sparse = (counts: number) => {
    const parts = Float64Array.from({ length: 64 }, (_, b) => (b < counts ? 64 : 0)); // one walker weighs 1 of the mean
    return run([counts], 0, { batches: [parts] });
  };

  test("none seen where some are expected is no proof that they do not come", () => {
    const { verdict, walkersNeeded } = only(law("closed-form", [2]), sparse(0));
    expect(verdict).toBe("cannot tell");
    expect(walkersNeeded).toBeGreaterThan(6400);
  });

  test("one seen where eight are expected is not a difference of seven standard errors", () => {
    const { verdict, z } = only(law("closed-form", [8]), sparse(1));
    expect(verdict).toBe("cannot tell");
    expect(z).toBeNear(7 / Math.sqrt(8), { rel: 0.02 }); // the error of a count of eight, but for the factor 63/64
  });

  test("one seen where a hundred are expected is a difference", () => {
    expect(only(law("closed-form", [100]), sparse(1)).verdict).toBe("disagree");
  });
});

describe("all times together", () => {
  /** A number between -1 and 1 that follows from none of the others. */
  const scatter = (i: number, b: number) => (Math.sin(127.1 * i + 311.7 * b) * 43758.5453) % 1;

  test("T² of one time is the square of its score, as in Student's test", () => {
    const { z, p } = only(law("closed-form", [1]), run([1.0006], 0.0014));
    // z = 0.6/1.4 √63 = 3.4017; two-sided tail of Student's law with 63 degrees of freedom (scipy).
    expect(z).toBeNear(3.40168025708, { rel: 1e-10 });
    expect(p).toBeNear(0.00116790558326, { rel: 1e-10 });
  });

  test("times that repeat each other count once", () => {
    const one = only(law("closed-form", [1]), run([1.0006], 0.0014));
    const same = only(law("closed-form", Array(40).fill(1)), run(Array(40).fill(1.0006), 0.0014));
    expect(same.p).toBeNear(one.p ?? Number.NaN, { rel: 1e-9 });
  });

  test("of 24 times every other one enters", () => {
    const exact = Array<number>(24).fill(1);
    const batches = exact.map((_, i) => Float64Array.from({ length: 64 }, (_, b) => scatter(i, b)));
    const p = (wrong: number) =>
      only(
        law("closed-form", exact),
        run(
          exact.map((x, i) => (i === wrong ? x + 5 : x)),
          0,
          { batches },
        ),
      ).p;
    expect(p(0)).toBeNear(1, { abs: 1e-12 });
    expect(p(1)).toBeLessThan(1e-6);
  });

  test("no more than twelve times enter, so that hundreds of record times can be judged", () => {
    const many = Array.from({ length: 300 }, (_, i) => 1 + i);
    const noisy = run(many, 0, {
      batches: many.map((value, i) => Float64Array.from({ length: 64 }, (_, b) => value + scatter(i, b))),
    });
    const { p } = only(law("closed-form", many), noisy);
    expect(p).toBeGreaterThan(0.001);
    expect(p).toBeLessThanOrEqual(1);
  });
});
