import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { master } from "#levels/master/master.ts";
import type { End, Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { type SiteChain, siteChain } from "#step-law/site-chain.ts";
import { alternates, siteRest, slowestSiteRate } from "#step-law/site-rest.ts";
import { measureAt } from "../support/langevin-models.ts";
import { boxWalk, poissonClock, walkLaw } from "../support/lattice-walks.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";
import { siteWalk, urns } from "../support/site-walks.ts";

const posed = (model: Model) => siteChain(model, model.species[0] as Model["species"][number]);

function chainOf(model: Model): SiteChain {
  const chain = posed(model);
  if ("because" in chain) throw new Error(chain.because);
  return chain;
}

const refusal = (model: Model): string => {
  const chain = posed(model);
  return "because" in chain ? chain.because : "";
};

describe("the sites that a walk can reach", () => {
  test("end where a step outward has no chance", () => {
    const { coordinate, start, closed } = chainOf(urns(3, 1, { times: [2] }));
    expect([...coordinate]).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect(coordinate[start]).toBe(1);
    expect(closed).toBe(true);
  });

  test("are those of the box, whose walls keep what would leave", () => {
    const { coordinate, right, left } = chainOf(siteWalk({ right: "0.3 + 0 * x", sites: 3, from: 1, times: [9] }));
    expect([...coordinate]).toEqual([0, 1, 2]);
    expect([...left]).toEqual([0, 0.7, 0.7]);
    expect([...right]).toEqual([0.3, 0.3, 0]);
  });

  test("lie on multiples of the spacing to 15 digits, however the start is written", () => {
    const delta = 9.073483337e-9;
    const model = siteWalk({ right: "0.5 + 0 * x", times: [3] });
    const [species] = model.species;
    const start = { kind: "point" as const, at: [50 * delta], amount: 1 };
    const motion = { ...species?.motion, spacing: delta } as SiteChain & { kind: "site-walk" };
    const chain = chainOf({ ...model, species: [{ ...species, initial: start, motion } as never] });
    expect(chain.coordinate[chain.start - 50]).toBe(0);
  });
});

describe("a probability that is none is refused", () => {
  test("with its place, where a walker can come", () => {
    expect(refusal(urns(2.25, 0, { times: [9] }))).toBe(
      "at x = -3.00000 m, which 3 steps can reach, the probability of a step to the right is 1.16667",
    );
    expect(refusal(siteWalk({ right: "0.4 - x / 4", times: [5] }))).toMatch(/at x = -3\.00000 m, .* right is 1\.15000/);
  });

  test("but not where none comes in the time asked", () => {
    for (const time of [1, 2]) expect(refusal(urns(2.25, 0, { times: [time] }))).toBe("");
    expect(refusal(urns(2.25, 0, { times: [3] }))).toMatch(/which 3 steps can reach/);
  });

  test("nor where rounding alone takes it there", () => {
    expect(refusal(siteWalk({ right: "0.5 - x / 6 + 1e-14", times: [50] }))).toBe("");
  });

  test("a heat-bath without a potential has nothing to weigh by", () => {
    expect(refusal(siteWalk({}))).toMatch(/weighs steps by a potential/);
  });
});

describe("the law at rest", () => {
  test("is binomial for a bias that is linear in the place", () => {
    const rest = siteRest(chainOf(urns(2, 1)));
    [1, 4, 6, 4, 1].forEach((ways, i) => {
      expect(rest?.[i]).toBeNear(ways / 16, { rel: 1e-14 });
    });
  });

  test("is Boltzmann's for a heat-bath at any spacing", () => {
    const chain = chainOf(siteWalk({ potential: "x^2 / 2 + x^4 / 10 - x", from: 2 }));
    const rest = siteRest(chain) ?? new Float64Array();
    const weight = (x: number) => Math.exp(-(x * x) / 2 - x ** 4 / 10 + x);
    chain.coordinate.forEach((x, i) => {
      if (Math.abs(x) < 5)
        expect((rest[i] as number) / (rest[chain.start] as number)).toBeNear(weight(x) / weight(2), { rel: 1e-12 });
    });
  });

  test("is kept by a heat-bath whose chances to go to a neighbour and to come back are a half together", () => {
    // 1/2 / (1 + e^Δ) + 1/2 / (1 + e^-Δ)
    const { right, left } = chainOf(siteWalk({ potential: "x^2 / 8 - x", from: 2, sites: 6, times: [9] }));
    for (let i = 0; i < 5; i++) expect((right[i] as number) + (left[i + 1] as number)).toBeNear(0.5, { rel: 1e-15 });
    const flat = chainOf(siteWalk({ potential: "0 * x", sites: 3, times: [9] }));
    expect([...flat.right]).toEqual([0.25, 0.25, 0]);
    expect([...flat.left]).toEqual([0, 0.25, 0.25]);
  });

  test("of a heat-bath in closed form is the same, on a lattice too", () => {
    for (const sites of [undefined, 6]) {
      const model = siteWalk({ potential: "x^2 / 8 - x", from: 2, equilibrium: true, ...(sites && { sites }) });
      const result = solved(closedForm.solve(taskOf(model, [measureOf("mean")])));
      const { coordinate, ...chain } = chainOf(model);
      const rest = siteRest({ coordinate, ...chain }) ?? new Float64Array();
      const mean = rest.reduce((sum, p, i) => sum + p * (coordinate[i] as number), 0);
      expect(valueAt(result, "mean(walker)", "equilibrium")).toBeNear(mean, { rel: 1e-12 });
    }
  });

  test("does not exist where nothing holds the walker", () => {
    expect(siteRest(chainOf(siteWalk({ potential: "0 * x" })))).toBeUndefined();
    expect(slowestSiteRate(chainOf(siteWalk({ potential: "0 * x" })))).toBeUndefined();
  });

  test("is swung about by a walk that steps at every tick, and settled into by a heat-bath", () => {
    expect(alternates(chainOf(urns(3, 1)))).toBe(true);
    expect(alternates(chainOf(siteWalk({ potential: "x^2" })))).toBe(false);
  });
});

describe("the slowest rate of a chain", () => {
  test("of urns is -ln(1 - 1/M)", () => {
    for (const M of [2, 3.5, 100])
      expect(slowestSiteRate(chainOf(urns(M, M - 1)))).toBeNear(-Math.log(1 - 1 / M), { rel: 1e-11 });
  });

  test("of a box by a fixed clock is -ln cos(pi/N), as its swinging modes fade", () => {
    const chain = chainOf(siteWalk({ right: "0.5 + 0 * x", sites: 20 }));
    expect(slowestSiteRate(chain)).toBeNear(-Math.log(Math.cos(Math.PI / 20)), { rel: 1e-11 });
  });

  test("of two sites that are changed nine times in ten is -ln 0.8, of a mode that swings", () => {
    const chain = chainOf(siteWalk({ right: "if(x < 0.5, 0.9, 0.1)", sites: 2 }));
    expect(slowestSiteRate(chain)).toBeNear(-Math.log(0.8), { rel: 1e-12 });
  });

  test("of a lazy or biased box is that of its modes, by either clock", () => {
    for (const law of [walkLaw({ stay: 0.3 }), walkLaw({ right: 0.7 }), walkLaw({ right: 0.2, stay: 0.5 })])
      for (const clock of [law.clock, poissonClock(0.7)]) {
        const model = boxWalk({ ...law, clock }, { sites: 7 }, [1]);
        const result = solved(closedForm.solve(taskOf(model, [measureOf("slowest_rate")])));
        expect(slowestSiteRate(chainOf(model))).toBeNear(valueAt(result, "slowest_rate(walker)", "timeless"), {
          rel: 1e-12,
        });
      }
  });
});

describe("between ends that absorb, with a bias by site,", () => {
  const chance = (end: End) => measureAt("exit_probability", { kind: "end", end });
  // seven sites; the chance of a step to the right is 0.3 + 0.07 x, seen in the mirror 1 - (0.3 + 0.07 (6 - x))
  const between = (right: string, from: number) => ({
    ...siteWalk({ right, sites: 7, from }),
    boundaries: (["left", "right"] as const).map((end) => ({
      end,
      species: "walker",
      condition: { kind: "absorbing" as const },
    })),
  });
  const here = between("0.3 + 0.07 * x", 2);
  const mirrored = between("0.28 + 0.07 * x", 4);
  const read = (model: Model, end: End) =>
    valueAt(solved(master.solve(taskOf(model, [chance(end)]))), chance(end).key, "timeless");

  test("a walker leaves by one of both ends, as its mirror image leaves by the other", () => {
    // from i it leaves to the right before the left end with the chance s(i) / s(6), s(i) = sum of the products of q / p
    const height = [0];
    for (let i = 1, product = 1; i <= 6; i++) {
      height.push((height[i - 1] ?? 0) + product);
      product *= (0.7 - 0.07 * i) / (0.3 + 0.07 * i);
    }
    const expected = (height[2] ?? 0) / (height[6] ?? 0);
    expect(read(here, "right")).toBeNear(expected, { rel: 1e-12 });
    expect(read(here, "left")).toBeNear(1 - expected, { rel: 1e-12 });
    expect(read(mirrored, "left")).toBeNear(expected, { rel: 1e-12 });
  });

  test("the slowest rate is that of the mirror image", () => {
    expect(slowestSiteRate(chainOf(here))).toBeNear(slowestSiteRate(chainOf(mirrored)) as number, { rel: 1e-11 });
  });
});

describe("in a model file", () => {
  const file = (step: string, more = "") => `perrin: 1
temperature: 300 K
species: {walker: {walk: {step: {lattice: 1 nm, ${step}}, clock: {fixed: 1 ns}}${more}}}
domain: {geometry: line}
initial: {walker: {at: 0 nm}}
solve: {transient: {until: 9 ns, every: 1 ns}}
outputs: {place: {of: mean(walker), unit: nm}}
`;

  test("a bias that is no probability is refused with the place", () => {
    expect(() => parseModel(file("right: 0.5 - x / (4.5 nm)"))).toThrow(
      /-0\.1666\d* at x = 3e-9 m, which 3 steps can reach/,
    );
    expect(() => parseModel(file("right: 0.5 - x / (5 nm)"))).toThrow(/which 3 steps can reach/);
    expect(parseModel(file("right: 0.5 - x / (6 nm)")).species).toHaveLength(1);
    expect(parseModel(file("right: 0.5 - x / (19 nm)")).species).toHaveLength(1);
  });

  test("a heat-bath asks for a potential", () => {
    expect(() => parseModel(file("accept: heat-bath"))).toThrow(/without a potential to weigh steps by/);
    const held = parseModel(file("accept: heat-bath", ", mu: [ideal, {potential: 1 kT * x^2 / 1 nm^2}]"));
    expect(held.species).toHaveLength(1);
  });
});
