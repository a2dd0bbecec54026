import { expect, test } from "vitest";
import { largestAmounts } from "#generator/composition-span.ts";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { activityOf } from "#model/activity.ts";
import { compositionOnBranch } from "#model/activity-branch.ts";
import type { Species } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { readingOf, solvedBy } from "../support/grids.ts";
import { networkOfMixture } from "../support/mixtures.ts";
import "../support/matchers.ts";

const CARNAHAN = "(8*(v*s) - 9*(v*s)^2 + 3*(v*s)^3) / (1 - v*s)^3";

const model = (lnGamma: string, left: string, rest = "solve: steady") =>
  parseModel(`perrin: 1
temperature: 300 K
parameters: {v: 30 1/M}
species: {s: {D: 1e-10 m^2/s, mu: [ideal, {ln-gamma: "${lnGamma}"}]}}
domain: {geometry: slab, thickness: 1 mm}
boundary: {left: {s: {concentration: ${left}}}, right: {s: {concentration: 0 mM}}}
${rest}
outputs: {J: "flux(s, right)", mid: "c(s, 0.5 mm)"}
`);

test("what flows between concentrations below the pole of ln γ never comes from beyond it", () => {
  // Carnahan and Starling at a volume fraction of 0.6: ∫ Γ dc = Z c with Z = (1 + φ + φ² - φ³)/(1 - φ)³, so that
  // J = D Z c / L = (1e-10) (1.744/0.064) (20) / 1e-3; the grids have errors of (1/60)² and (1/200)² times some 4
  const exact = ((1e-10 * 1.744) / 0.064) * 20e3;
  const steady = model(CARNAHAN, "20 mM");
  for (const [level, rel] of [
    [closedForm, 1e-10],
    [master, 1.2e-3],
    [continuum, 1.2e-4],
  ] as const) {
    const result = solvedBy(level, steady);
    expect(readingOf(result, "flux(s, right)", "steady")).toBeNear(exact, { rel });
    const mid = readingOf(result, "c(s, 0.0005 m)", "steady") as number;
    expect(mid).toBeGreaterThan(0);
    expect(mid).toBeLessThan(20);
  }
});

test("a γ too steep for its activities to be numbers leaves compositions between those of the ends, or is an error", () => {
  // ln γ = 1/(1 - s/s_0)² - 1 at 0.99 s_0: J = (D/L) ∫ Γ dc = (D/L) s_0 [z + (1/(1-z)² - 1) z - ∫ (1/(1-z)² - 1) dz]
  const z = 0.99;
  const gap = 1 / (1 - z);
  const exact = 1e-7 * 10 * (z + (gap * gap - 1) * z - (gap - 1 - z));
  const steep = model("1 / (1 - s / (10 mM))^2 - 1", "9.9 mM");
  for (const [level, rel] of [
    [closedForm, 1e-10],
    [master, 2e-3],
    [continuum, 1e-3],
  ] as const) {
    const result = solvedBy(level, steep);
    expect(readingOf(result, "flux(s, right)", "steady")).toBeNear(exact, { rel });
    const mid = readingOf(result, "c(s, 0.0005 m)", "steady") as number;
    expect(mid).toBeGreaterThan(9.5);
    expect(mid).toBeLessThan(9.9);
  }
  const hopeless = model("1 / (1 - s / (10 mM))^8", "9.999 mM");
  for (const level of [master, continuum]) expect(() => solvedBy(level, hopeless)).toThrow();
});

test("a transient is held below a little more than the highest activity at its start and at its ends", () => {
  // 1 % of activity is at most 1 % of concentration where Γ >= 1, and the pole is at 33.3 mM
  const ceilings = (left: string, start: number): readonly number[] => {
    const network = networkOfMixture(model(CARNAHAN, left, "initial: {s: 10 mM}\nsolve: {transient: {until: 1000 s}}"));
    const { volume, mesh } = network.base;
    const most = largestAmounts(
      network,
      volume.map((one) => start * one),
    );
    return Array.from({ length: mesh.cellCount }, (_, i) => (most[i + 1] as number) / (volume[i + 1] as number));
  };
  for (const [left, start, highest] of [
    ["20 mM", 10, 20],
    ["20 mM", 30, 30],
    ["0 mM", 10, 10],
  ] as const)
    for (const c of ceilings(left, start)) {
      expect(c).toBeGreaterThan(highest);
      expect(c).toBeLessThan(1.01 * highest);
    }
});

test("an activity is followed up to a pole and not over it", () => {
  const { species } = model(CARNAHAN, "20 mM");
  const activity = activityOf(species[0] as Species);
  const level = (c: number) => Math.log(c) + activity.lnGamma(c);
  for (const c of [1, 20, 30, 33]) expect(compositionOnBranch(activity, 10, level(c))).toBeNear(c, { rel: 1e-12 });
  expect(compositionOnBranch(activity, 10, 1e9)).toBeLessThan(1e3 / 30);
  // ln γ = -4 c/(1 mol m^-3) falls apart from where Γ is 0, and has no composition of a higher activity
  const falling = { ...activity, lnGamma: (c: number) => -4 * c, factor: (c: number) => 1 - 4 * c };
  expect(compositionOnBranch(falling, 0.1, 5)).toBeNaN();
});
