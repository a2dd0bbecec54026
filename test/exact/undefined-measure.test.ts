import { describe, expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";

const BIASED = "{lattice: 1 nm, right: 0.7}";
const HEAVY = "{mittag-leffler: {scale: 1 ns, index: 0.5}}";

/** What is wrong with asking a measure of a walk; undefined if nothing is. */
function complaint(measure: string, step: string, clock: string): string | undefined {
  try {
    parseModel(`perrin: 1
species: {w: {walk: {step: ${step}, clock: ${clock}}}}
domain: {geometry: line}
initial: {w: {at: 0 nm}}
solve: {transient: {until: 10 ns}}
outputs: {asked: "${measure}"}
`);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    expect(error.issues).toHaveLength(1);
    const [issue] = error.issues;
    expect(issue?.path).toBe("outputs.asked");
    return `${issue?.found}; expected ${issue?.expected}`;
  }
  return undefined;
}

describe("numbers that a walk does not have", () => {
  test("waits without a mean: no D and no v, for the walk ages; the msd is what to ask for", () => {
    const found = complaint("diffusivity(w)", "{gaussian: 1 nm}", HEAVY);
    expect(found).toContain("the mean wait of a mittag-leffler clock of index 0.5 is infinite, so the walk ages");
    expect(found).toContain("its MSD grows as t^0.5");
    expect(found).toContain("expected msd(w) at its times");
    for (const clock of [HEAVY, "{pareto: {scale: 1 ns, index: 1}}"])
      for (const name of ["diffusivity", "diffusivity_leading_order", "drift_velocity"])
        expect(complaint(`${name}(w)`, BIASED, clock)).toContain("infinite");
    expect(complaint("msd(w)", BIASED, HEAVY)).toBeUndefined();
    expect(complaint("2 * variance(w)", BIASED, HEAVY)).toBeUndefined();
  });

  test("waits with a mean but no variance: no D for a bias, D without one", () => {
    const clock = "{pareto: {scale: 1 ns, index: 1.5}}";
    expect(complaint("diffusivity(w)", BIASED, clock)).toContain("spread as t^1.5, faster than diffusion");
    expect(complaint("drift_velocity(w)", BIASED, clock)).toBeUndefined();
    expect(complaint("diffusivity(w)", "{gaussian: 1 nm}", clock)).toBeUndefined();
    const even = "{table: [{by: 2 nm, probability: 1/3}, {by: -1 nm, probability: 2/3}]}";
    expect(complaint("diffusivity(w)", even, clock)).toBeUndefined();
    expect(complaint("diffusivity(w)", BIASED, "{pareto: {scale: 1 ns, index: 2.5}}")).toBeUndefined();
  });

  test("steps without a variance: no msd, and no mean distance below index 1; a quantile always", () => {
    const fixed = "{fixed: 1 ns}";
    for (const name of ["msd", "variance", "diffusivity", "excess_kurtosis", "normal_distance"])
      expect(complaint(`${name}(w)`, "{stable: 1 nm, index: 1.5}", fixed)).toContain("no moment of order");
    expect(complaint("moment(w, 2)", "{zipf: 1 nm, index: 1.5}", fixed)).toContain("no moment of order 2");
    expect(complaint("mean_distance(w)", "{stable: 1 nm, index: 1.5}", fixed)).toBeUndefined();
    expect(complaint("mean_distance(w)", "{stable: 1 nm, index: 1}", fixed)).toContain("no moment of order 1");
    expect(complaint("quantile(w, 0.75)", "{stable: 1 nm, index: 0.5}", fixed)).toBeUndefined();
    expect(complaint("msd(w)", "{stable: 1 nm, index: 2}", fixed)).toBeUndefined();
  });

  test("a Mittag-Leffler clock of index 1 is a Poisson clock, and has a D", () => {
    expect(complaint("diffusivity(w)", BIASED, "{mittag-leffler: {scale: 1 ns, index: 1}}")).toBeUndefined();
  });
});
