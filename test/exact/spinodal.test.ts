import { describe, expect, test } from "vitest";
import { CARNAHAN_STARLING } from "#physics/activity/carnahan-starling.ts";
import { floryHugginsActivity } from "#physics/activity/flory-huggins.ts";
import { frumkinActivity } from "#physics/activity/frumkin.ts";
import { margulesActivity } from "#physics/activity/margules.ts";
import { virialActivity } from "#physics/activity/virial.ts";
import { regularSolutionSpinodal, spinodals } from "#physics/phase-separation/spinodal.ts";

describe("a regular solution", () => {
  test("A = 2.5: unstable from 0.276 to 0.724, worked value", () => {
    expect(regularSolutionSpinodal(2.5)?.highest).toBeNear(0.72360679775, { rel: 1e-11 });
    expect(regularSolutionSpinodal(2.5)?.lowest).toBeNear(1 - 0.72360679775, { rel: 4e-11 });
  });

  test("A <= 2 is one phase", () => {
    expect(regularSolutionSpinodal(2)).toBeUndefined();
    for (const a of [-5, 0, 1.9, 2]) expect(spinodals(margulesActivity(a))).toEqual([]);
  });

  test.each([2.0001, 2.5, 10, 1e3])("the search finds the closed form, A = %d", (a) => {
    // Γ is rounded by 1e-16 A, and falls at the rate 2 A sqrt(1 - 2/A) at its root.
    const [found, ...others] = spinodals(margulesActivity(a));
    const expected = regularSolutionSpinodal(a);
    const abs = 4e-16 / Math.sqrt(1 - 2 / a);
    expect(others).toEqual([]);
    expect(found.lowest).toBeNear(expected?.lowest ?? 0, { abs });
    expect(found.highest).toBeNear(expected?.highest ?? 0, { abs });
  });

  test("an interval of 2e-5 between two points of the search is not missed", () => {
    const a = 2 + 1e-9;
    const [found] = spinodals(margulesActivity(a));
    const width = Math.sqrt(1 - 2 / a);
    // Γ of the middle is -5e-10, known to 2e-16: the width to 1e-6 of itself.
    expect(found.highest - found.lowest).toBeNear(width, { rel: 1e-6 });
  });

  test("nor is one as narrow beside the middle, of a mixture that is not symmetric", () => {
    // Γ = 1 - x(1-x)(2 A2 - s (2 - 6x)), s = A1 - A2 = 0.7. At its minimum over x the least A2 with Γ = 0 is the critical one.
    const skew = 0.7;
    const critical = (x: number): number => (1 / (x * (1 - x)) + skew * (2 - 6 * x)) / 2;
    let best = 0.5;
    for (let x = 0.3; x < 0.7; x += 1e-5) if (critical(x) < critical(best)) best = x;
    const above = margulesActivity({ solute: critical(best) + 1e-8, solvent: critical(best) + 1e-8 + skew });
    const below = margulesActivity({ solute: critical(best) - 1e-8, solvent: critical(best) - 1e-8 + skew });
    expect(spinodals(above)).toHaveLength(1);
    expect(spinodals(above)[0].lowest).toBeLessThan(best);
    expect(spinodals(above)[0].highest).toBeGreaterThan(best);
    expect(spinodals(below)).toEqual([]);
  });
});

describe("chains", () => {
  test.each([1, 100, 1e4, 1e6])("N = %d split first at φ = 1/(1 + √N), χ = (1 + 1/√N)²/2", (segments) => {
    const critical = (1 + 1 / Math.sqrt(segments)) ** 2 / 2;
    expect(spinodals(floryHugginsActivity({ segments, interaction: critical * (1 - 1e-6) }))).toEqual([]);
    const [found] = spinodals(floryHugginsActivity({ segments, interaction: critical * (1 + 1e-6) }));
    const least = 1 / (1 + Math.sqrt(segments));
    expect(found.lowest).toBeLessThan(least);
    expect(found.highest).toBeGreaterThan(least);
  });
});

test("particles on sites condense where g < -4", () => {
  expect(spinodals(frumkinActivity(-3.999))).toEqual([]);
  // 1 + g θ (1-θ) = 0 at g = -5: θ = (1 ± sqrt(1 - 4/5))/2
  const [found] = spinodals(frumkinActivity(-5));
  expect(found.lowest).toBeNear((1 - Math.sqrt(0.2)) / 2, { rel: 1e-14 });
  expect(found.highest).toBeNear((1 + Math.sqrt(0.2)) / 2, { rel: 1e-14 });
});

describe("solutes", () => {
  const sticky = virialActivity({ coefficients: [-1e-3, 3e-7], highest: 5000 });

  test("attraction makes a virial solution unstable between the roots of Γ", () => {
    // Γ = 1 - 2e-3 c + 9e-7 c²
    const [found, ...others] = spinodals(sticky, sticky.trusted);
    expect(others).toEqual([]);
    expect(found.lowest).toBeNear((1e-3 - Math.sqrt(1e-7)) / 9e-7, { rel: 1e-14 });
    expect(found.highest).toBeNear((1e-3 + Math.sqrt(1e-7)) / 9e-7, { rel: 1e-14 });
  });

  test("what is unstable up to the end of the search is said to be so", () => {
    const [found] = spinodals(sticky, { lowest: 900, highest: 1200 });
    expect(found).toEqual({ lowest: 900, highest: 1200 });
  });

  test("without a highest composition there is no search", () => {
    expect(() => spinodals(sticky)).toThrow("highest = Infinity");
  });

  test("repulsion never does", () => {
    expect(spinodals(CARNAHAN_STARLING)).toEqual([]);
  });
});
