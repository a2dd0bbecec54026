/**
 * Walkers with inertia against their exact law: readings in units of the scatter of 64 batches (Student, 63 degrees of
 * freedom): 6 standard errors are passed by chance once in 1e7 checks. 128 000 walkers see 2.4 % in a variance or in the
 * temperature (10 √(2/N)).
 */
import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { lineTable } from "#levels/langevin/cubic-table.ts";
import { applyInertialJump, inertialJump } from "#levels/langevin/inertial-jump.ts";
import { inertialStep, takeInertialSteps } from "#levels/langevin/inertial-step.ts";
import { langevin } from "#levels/langevin/langevin.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import type { Measure } from "#model/measure.ts";
import type { FreeDomain, Model, Species } from "#model/model.ts";
import { normalCdf } from "#numerics/error-function.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { fillNormals, makeRandomStream } from "#numerics/random-stream.ts";
import { BOLTZMANN } from "#units/constants.ts";
import { faults } from "../support/distribution-check.ts";
import { medium, standardErrorsFrom } from "../support/langevin-models.ts";
import { measureOf, modelWith, solved, taskOf, valueAt, walkerWith } from "../support/models.ts";

const SIX = 6;
const WALKERS = 64 * 2000;

/** kT = ζ = 1 and m = ½, so that D = 1 and τ = ½: rates and times are no longer the same numbers. */
function inertial(fields: Partial<Species>, times: readonly number[], domain: Partial<FreeDomain> = {}): Model {
  return modelWith({
    temperature: 1 / BOLTZMANN,
    species: [walkerWith({ media: [medium("", "1")], mass: 0.5, inertia: true, ...fields })],
    domain: { kind: "free", geometry: "line", dimensions: 1, ...domain },
    solves: [{ kind: "transient", times }],
    sampling: { walkers: WALKERS, seed: 3, method: "automatic" },
  });
}

const energy = (text: string) => [{ kind: "potential" as const, energy: parseExpression(text) }];
const at = (...place: number[]) => ({ kind: "point" as const, at: place, amount: 1 });

const MEASURES = [
  "mean",
  "variance",
  "msd",
  "msd_slope",
  "vacf",
  "green_kubo",
  "kinetic_temperature",
  "mean_distance",
] as const;

describe("jumps from record to record", () => {
  test.each([
    ["a free particle in a wind", inertial({ drift: parseExpression("1.5"), initial: at(2) }, [0.3, 2])],
    ["a free particle in space", inertial({ initial: at(1, 2, 3) }, [0.3, 2], { geometry: "space", dimensions: 3 })],
    ["a swinging particle let go aside", inertial({ terms: energy("2 * x^2 - x"), initial: at(1.5) }, [0.3, 1.1, 2.5])],
    [
      "a creeping particle from equilibrium",
      inertial({ terms: energy("0.05 * x^2"), initial: { kind: "equilibrium", amount: 1 } }, [1, 4]),
    ],
    ["a particle on a hill", inertial({ terms: energy("-0.1 * x^2"), initial: at(0.5) }, [0.5, 3])],
  ])("%s has the moments of its law", (_, model) => {
    const measures: Measure[] = [...MEASURES.map((name) => measureOf(name)), measureOf("probability", "x > 1")];
    const exact = solved(closedForm.solve(taskOf(model, measures)));
    const sampled = solved(langevin.solve(taskOf(model, measures)));
    let judged = 0;
    for (const { measure, when, value } of exact.readings) {
      if (typeof when !== "number") continue;
      expect([measure, when, Math.abs(standardErrorsFrom(value, sampled, measure, when))]).toEqual([
        measure,
        when,
        expect.toSatisfy((z: number) => z < SIX),
      ]);
      judged++;
    }
    expect(judged).toBeGreaterThanOrEqual(16);
  });

  test("are normal in place and velocity, with the covariance of the law", () => {
    const jump = inertialJump({ friction: 1, stiffness: 3, acceleration: 0, thermal: 2 }, 0.8);
    const n = 200_000;
    const normals = new Float64Array(2 * n);
    fillNormals(normals, makeRandomStream(11, PURPOSE.demonstration, 0));
    const [x, v] = [new Float64Array(n), new Float64Array(n)];
    applyInertialJump(x, v, normals, jump, n);
    const law = (variance: number) => ({
      mean: 0,
      centralMoments: [1, 0, variance, 0, 3 * variance ** 2],
      cdf: (z: number) => normalCdf(z / Math.sqrt(variance)),
      tails: [[-3.5 * Math.sqrt(variance), 3.5 * Math.sqrt(variance)]] as const,
    });
    expect(faults(x, law(jump.noiseXV ** 2 + jump.noiseX ** 2))).toEqual([]);
    expect(faults(v, law(jump.noiseV ** 2))).toEqual([]);
    // the sum of both has the covariance in its variance
    const sum = x.map((value, i) => value + (v[i] as number));
    expect(faults(sum, law((jump.noiseXV + jump.noiseV) ** 2 + jump.noiseX ** 2))).toEqual([]);
  });

  test("show D in the growth of the msd, with a wind and without, a few τ after the start", () => {
    for (const fields of [{}, { drift: parseExpression("2") }]) {
      const result = solved(langevin.solve(taskOf(inertial(fields, [12, 24]), [measureOf("diffusivity")])));
      expect(Math.abs(standardErrorsFrom(1, result, "diffusivity(walker)", "timeless"))).toBeLessThan(SIX);
    }
  });
});

describe("BAOAB steps", () => {
  test("in a trap at ω dt = 1 leave <x²> at kT/κ", () => {
    const noise = makeRandomStream(5, PURPOSE.demonstration, 1);
    const step = inertialStep({ friction: 1, thermal: 1 }, 1);
    const trap = lineTable(0, 0, -1);
    const [state, normals] = [new Float64Array(3), new Float64Array(16)];
    const walkers = 100_000;
    let [squares, speeds] = [0, 0];
    for (let i = 0; i < walkers; i++) {
      state.fill(0);
      fillNormals(normals, noise);
      takeInertialSteps(state, trap, step, normals, normals.length);
      squares += (state[0] as number) ** 2;
      speeds += (state[1] as number) ** 2;
    }
    // 16 steps of decay e^{-t/2}: what is left of the start, e^-16, is not seen; standard error √(2/N)
    const error = Math.sqrt(2 / walkers);
    expect(squares / walkers).toBeNear(1, { abs: SIX * error });
    expect(speeds / walkers).toBeNear(0.75, { abs: SIX * 0.75 * error });
  });

  test("in a quartic potential bring a particle to Boltzmann's law and to the temperature around it", () => {
    const model = inertial({ terms: energy("x^4"), initial: at(1) }, [12]);
    const measures = [measureOf("variance"), measureOf("kinetic_temperature")];
    const sampled = solved(langevin.solve(taskOf(model, measures, { walkers: 64 * 300 })));
    // Γ(3/4) / Γ(1/4)
    expect(Math.abs(standardErrorsFrom(0.3379891200336424, sampled, "variance(walker)", 12))).toBeLessThan(SIX);
    expect(Math.abs(standardErrorsFrom(1 / BOLTZMANN, sampled, "kinetic_temperature(walker)", 12))).toBeLessThan(SIX);
    expect(sampled.method).toContain("BAOAB");
  });

  test("agree with the exact jumps where a force is linear in all but its form", () => {
    // the same trap, with a term that no walker comes to feel
    const fields = { initial: at(1.5) };
    const stepped = inertial({ ...fields, terms: energy("2 * x^2 + 1e-9 * x^4") }, [0.3, 1.1]);
    const exact = inertial({ ...fields, terms: energy("2 * x^2") }, [0.3, 1.1]);
    const measures = MEASURES.map((name) => measureOf(name));
    const law = solved(closedForm.solve(taskOf(exact, measures)));
    const sampled = solved(langevin.solve(taskOf(stepped, measures, { walkers: 64 * 600 })));
    expect(sampled.method).toContain("BAOAB");
    for (const { name } of measures)
      for (const t of [0.3, 1.1]) {
        const key = `${name}(walker)`;
        expect([key, t, Math.abs(standardErrorsFrom(valueAt(law, key, t), sampled, key, t)) < SIX]).toEqual([
          key,
          t,
          true,
        ]);
      }
  });
});
