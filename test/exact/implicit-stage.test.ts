import { expect, test } from "vitest";
import { makeImplicitStage, solveStage } from "#numerics/phase-field/implicit-stage.ts";
import { spatialOperators } from "#numerics/phase-field/spatial-operators.ts";
import { stageSystem } from "#numerics/phase-field/stage-system.ts";
import { axisOf, constant, regularSolution } from "../support/phase-fields.ts";

const problem = {
  grid: { axes: [axisOf(8, 1)] },
  energy: regularSolution(3),
  gradientCoefficient: 0.2,
  mobility: constant(1),
};
const operators = spatialOperators(problem, 8);
const solved = (b: Float64Array, guess: Float64Array, s: number, goal = 1e-12) => {
  const stage = makeImplicitStage(8);
  const x = guess.slice();
  const isSolved = solveStage(stage, operators, stageSystem(operators, 8), s, b, x, goal);
  return { isSolved, x, stage };
};

test("a stage guessed inside the spinodal is solved, inside the interval of f", () => {
  // f'' = -2 in the middle: from there the linear problem is that of growth, and overshoots
  const b = Float64Array.from({ length: 8 }, (_, i) => (i < 4 ? 0.9 : 0.1));
  const guess = new Float64Array(8).fill(0.5);
  for (const s of [0.03, 0.1, 0.3]) {
    const { isSolved, x, stage } = solved(b, guess, s);
    expect(isSolved, `${s}: ${stage.remaining} after ${stage.corrections}`).toBe(true);
    const rate = new Float64Array(8);
    operators.fillRate(rate, x);
    for (let i = 0; i < 8; i++) {
      expect(x[i]! > 0 && x[i]! < 1).toBe(true);
      // f'' is up to 20 and s 1: what the goal leaves undone in c is a hundred times that in the rate at most
      expect(x[i]! - s * rate[i]!).toBeNear(b[i]!, { abs: 1e-10 });
    }
  }
});

test("a stage without a solution inside the interval is told", () => {
  for (const mean of [-0.2, 1.2]) {
    const { isSolved, x, stage } = solved(new Float64Array(8).fill(mean), new Float64Array(8).fill(0.5), 0.1);
    expect(isSolved).toBe(false);
    expect(stage.remaining).toBeGreaterThan(1e-3);
    for (let i = 0; i < 8; i++) expect(x[i]! > 0 && x[i]! < 1).toBe(true);
  }
});
