import { describe, expect, test } from "vitest";
import type { Reading } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import { withoutNoise } from "#levels/walk/noisy-flux.ts";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { held, measure } from "../support/closed-form.ts";
import { solvedBy } from "../support/grids.ts";
import { networkOfStack, startOf } from "../support/networks.ts";
import "../support/matchers.ts";

/** A reading of 0 whose standard error is given: 64 parts of ± 8 times as much. */
function reading(key: string, error: number, when: Reading["when"] = 1): Reading {
  const spread = 8 * error * Math.sqrt(63 / 64);
  return {
    measure: key,
    when,
    value: 0,
    batches: Float64Array.from({ length: 64 }, (_, b) => (b % 2 ? 1 : -1) * spread),
  };
}

describe("a net flux of walkers", () => {
  // c = 2 beside a slab of L = 4 and D = 1: at t = 1 it drives at most 2 (1/4 + 1)
  const stack = { layers: [{ l: 4, D: 1 }], left: held(2), right: held(0) };
  const network = networkOfStack(stack, 8);
  const probed = ["flux(drug, left)", "amount(drug, all)"].map((text) => ({
    measure: measure(text),
    kind: "state" as const,
    probe: () => 0,
  }));
  const told = (readings: readonly Reading[], of = network) =>
    withoutNoise({ network: of, initial: startOf(stack, network), probed }, readings);

  test("is stated while its noise is below what the largest concentration could drive, and not beyond, whatever its value", () => {
    for (const value of [0, 100]) {
      const [quiet, loud] = [2.49, 2.51].map((error) => ({ ...reading("flux(drug, left)", error), value })) as [
        Reading,
        Reading,
      ];
      expect(told([quiet])).toEqual({ readings: [quiet], warnings: [] });
      const { readings, warnings } = told([loud, quiet]);
      expect(readings).toEqual([quiet]);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatch(/^flux\(drug, left\) is not stated at one time: .* or use another level$/);
    }
  });

  test("is stated where no bound is known, at a steady state, and amounts always are", () => {
    const loud = reading("flux(drug, left)", 1e9);
    const fed = { ...network, growth: network.growth.map(() => 1) };
    expect(told([loud], fed).readings).toEqual([loud]);
    const others = [reading("flux(drug, left)", 1e9, "steady"), reading("amount(drug, all)", 1e9)];
    expect(told(others).readings).toEqual(others);
  });

  test("beside carriers on fine cells is noise, while what they take is told to a few percent", () => {
    const brush = parseModel(`perrin: 1
species: {drug: {in: {water: {D: 6e-10 m^2/s}, pores: {D: 6e-10 m^2/s}}}}
media: {pores: {porosity: 0.4, wall-area: 2e7 1/m}}
domain: {geometry: slab, layers: [{name: usl, thickness: 50 um, medium: water}, {name: brush, thickness: 1.5 um, medium: pores}]}
carriers: {c: {law: linear, P: 1e-6 m/s}}
sources: [{name: walls, carrier: c, species: drug, at: brush.walls}]
initial: {drug: 0 mM}
boundary: {left: {drug: {concentration: 1 mM}}, right: {drug: no-flux}}
solve: {transient: {until: 4 s, every: 4 s}}
sampling: {walkers: 1e6, seed: 1}
outputs: {J: "flux(drug, usl.right)", taken: "uptake(drug)"}
`);
    const result = solvedBy(walk, brush);
    expect(result.readings.filter(({ measure: key, when }) => key === "flux(drug, usl.right)" && when === 4)).toEqual(
      [],
    );
    expect(result.warnings.join()).toMatch(/flux\(drug, usl\.right\) is not stated/);
    const taken = (of: typeof result): number =>
      of.readings.find(({ measure: key, when }) => key === "uptake(drug)" && when === 4)?.value ?? Number.NaN;
    // one walker in a hundred is in the brush, 10 000 of them: 1 % by chance, of which three are allowed
    expect(taken(result)).toBeNear(taken(solvedBy(master, brush)), { rel: 0.03 });
  });
});
