import { describe, expect, test } from "vitest";
import type { Activity } from "#physics/activity/activity.ts";
import { floryHugginsActivity } from "#physics/activity/flory-huggins.ts";
import { doubleWell, type FreeEnergy, polynomialFreeEnergy } from "#physics/activity/free-energy.ts";
import { margulesActivity } from "#physics/activity/margules.ts";
import { phaseDiagram, stabilityAt } from "#physics/phase-separation/phase-diagram.ts";
import {
  leverFraction,
  regularSolutionBinodal,
  regularSolutionBinodalParameter,
} from "#physics/phase-separation/tie-line.ts";

const energyOf = ({ freeEnergy }: Activity): FreeEnergy => freeEnergy as FreeEnergy;

describe("a regular solution", () => {
  test("A = 2.5: phases of 0.145 and 0.855, worked value", () => {
    expect(regularSolutionBinodal(2.5)?.highest).toBeNear(0.855205891744, { rel: 1e-11 });
    expect(regularSolutionBinodal(2.5)?.lowest).toBeNear(1 - 0.855205891744, { rel: 1e-11 });
    expect(regularSolutionBinodal(2)).toBeUndefined();
  });

  test("the parameter at which a phase coexists with its mirror image undoes the binodal, 2 at the critical point", () => {
    // x is exact to rounding; dA/dx is at most -1/x for rich solutions, and vanishes at the critical point
    for (const A of [2.001, 2.5, 5, 20])
      expect(regularSolutionBinodalParameter(regularSolutionBinodal(A)?.lowest ?? Number.NaN)).toBeNear(A, {
        rel: 1e-13,
      });
    expect(regularSolutionBinodalParameter(0.5)).toBe(2);
    // 2 (1 + y²/3) with y = 1 - 2x = 1e-4: the next term is of y⁴
    expect(regularSolutionBinodalParameter(0.49995)).toBeNear(2 * (1 + 1e-8 / 3), { rel: 1e-14 });
    expect(regularSolutionBinodalParameter(0.3)).toBeNear(regularSolutionBinodalParameter(0.7), { rel: 1e-15 });
  });

  test("lever rule: at 0.3 the rich phase is 0.2185 of the whole, worked value", () => {
    const [tieLine] = phaseDiagram(energyOf(margulesActivity(2.5))).tieLines;
    expect(leverFraction(tieLine, 0.3)).toBeNear(0.218473138187, { rel: 1e-11 });
    expect(leverFraction(tieLine, tieLine.lowest)).toBe(0);
    expect(leverFraction(tieLine, tieLine.highest)).toBe(1);
    expect(() => leverFraction(tieLine, 0.9)).toThrow("composition = 0.9: two phases lie only between");
  });

  test.each([2.0001, 2.1, 2.5, 10, 200])("the common tangent is the closed form, A = %d", (a) => {
    const expected = regularSolutionBinodal(a);
    const { tieLines } = phaseDiagram(energyOf(margulesActivity(a)));
    expect(tieLines).toHaveLength(1);
    const [{ lowest, highest, slope }] = tieLines;
    // f is rounded by 1e-16 (1 + A/4), hence the slope by that over the width, and the phase by that over f''; where the phase is
    // as good as pure, the slope times the phase itself.
    const x = expected?.lowest ?? Number.NaN;
    const rounding = (1e-15 * (1 + a)) / (1 - 2 * x);
    expect(slope).toBeNear(0, { abs: rounding });
    expect(lowest).toBeNear(x, { abs: (rounding * x) / (1 - 2 * a * x * (1 - x)) });
    expect(highest).toBeNear(1 - x, { abs: (rounding * x) / (1 - 2 * a * x * (1 - x)) + 2e-16 });
  });
});

test.each([
  [100, 1, 0.7, 1.501444176780557e-3, 0.3713626752959699],
  [1000, 1, 0.8, 4.576372929726937e-42, 0.5269864292988646],
  [4, 2, 1, 0.05956650458359363, 0.8490591390394414],
])("chains of %d in %d at χ = %d coexist as python's decimal finds (scripts/fixtures/activity.py)", (segments, solventSegments, interaction, low, high) => {
  const [tieLine] = phaseDiagram(energyOf(floryHugginsActivity({ segments, solventSegments, interaction }))).tieLines;
  // f is rounded by 1e-16, the slope by a few of these, and ln(low) by N2 times that.
  expect(tieLine.lowest).toBeNear(low, { rel: 3e-15 * segments });
  expect(tieLine.highest).toBeNear(high, { rel: 1e-14 });
});

test("a phase poorer than any double, e^-900 and less, is none at all", () => {
  const long = floryHugginsActivity({ segments: 1e5, interaction: 0.8 });
  const [{ lowest, highest }] = phaseDiagram(energyOf(long)).tieLines;
  expect(lowest).toBe(0);
  // The other phase has then no osmotic pressure; terms of ln a1 are of order 1, and it falls at the rate 0.4.
  expect(highest * long.osmoticCoefficient(highest)).toBeNear(0, { abs: 1e-10 });
});

test("a double well has its phases at the bottoms of the wells", () => {
  const [{ lowest, highest, slope }] = phaseDiagram(doubleWell(5, 0.3, 0.7)).tieLines;
  // f'' = 1.6 there; f is rounded to 1e-17.
  expect(lowest).toBeNear(0.3, { abs: 1e-15 });
  expect(highest).toBeNear(0.7, { abs: 1e-15 });
  expect(slope).toBeNear(0, { abs: 1e-15 });
});

describe("more than two wells", () => {
  // y² (y² - 0.09)² - lift (y² - 0.09) with y = x - 0.5: wells at 0.2, 0.5 and 0.8, of which the middle one lies higher by
  // 0.09 lift; times 1000.
  const tripleWell = (lift: number): FreeEnergy => {
    const inY = [0.09 * lift, 0, 0.0081 - lift, 0, -0.18, 0, 1];
    const f = polynomialFreeEnergy(inY);
    const shifted = (g: (y: number) => number) => (x: number) => 1e3 * g(x - 0.5);
    return { lowest: 0, highest: 1, value: shifted(f.value), slope: shifted(f.slope), curvature: shifted(f.curvature) };
  };

  test("three equal wells are three phases, in two tie lines", () => {
    const { spinodals, tieLines } = phaseDiagram(tripleWell(-1e-6));
    expect(spinodals).toHaveLength(2);
    expect(tieLines).toHaveLength(2);
    // lift < 0 lowers the middle well by 9e-8 (1e-5 of the barrier): all three phases are near the bottoms of the wells.
    expect(tieLines[0].lowest).toBeNear(0.2, { abs: 1e-3 });
    expect(tieLines[0].highest).toBeNear(0.5, { abs: 1e-3 });
    expect(tieLines[1].lowest).toBeNear(0.5, { abs: 1e-3 });
    expect(tieLines[1].highest).toBeNear(0.8, { abs: 1e-3 });
  });

  test("a middle well above the tangent of the outer two is metastable", () => {
    const diagram = phaseDiagram(tripleWell(1e-4));
    expect(diagram.spinodals).toHaveLength(2);
    expect(diagram.tieLines).toHaveLength(1);
    // By symmetry the slope vanishes: f' = 0 at y² = u with (u - 0.09)² + 2u(u - 0.09) = lift
    const u = (0.36 + Math.sqrt(0.36 ** 2 - 12 * (0.0081 - 1e-4))) / 6;
    expect(diagram.tieLines[0].lowest).toBeNear(0.5 - Math.sqrt(u), { rel: 1e-13 });
    expect(diagram.tieLines[0].highest).toBeNear(0.5 + Math.sqrt(u), { rel: 1e-13 });
    expect(stabilityAt(diagram, 0.5)).toBe("metastable");
  });
});

test("a phase at the end of the compositions counts", () => {
  // f = -x²/2 is concave throughout: the ends are the phases.
  const { tieLines } = phaseDiagram(polynomialFreeEnergy([0, 0, -0.5]));
  expect(tieLines).toHaveLength(1);
  expect(tieLines[0].lowest).toBe(0);
  expect(tieLines[0].highest).toBe(1);
  expect(tieLines[0].slope).toBeNear(-0.5, { rel: 1e-15 });
});

test("what becomes of a mixture: stable, metastable or spinodal", () => {
  const diagram = phaseDiagram(energyOf(margulesActivity(2.5)));
  const words = [0.1, 0.1447, 0.1449, 0.25, 0.2763, 0.2765, 0.5, 0.7235, 0.7237, 0.85, 0.86].map((x) =>
    stabilityAt(diagram, x),
  );
  expect(words).toEqual([
    ...["stable", "stable", "metastable", "metastable", "metastable", "spinodal"],
    ...["spinodal", "spinodal", "metastable", "metastable", "stable"],
  ]);
  expect(stabilityAt(phaseDiagram(energyOf(margulesActivity(1.9))), 0.5)).toBe("stable");
});
