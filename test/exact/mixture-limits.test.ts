/** Mixtures at the edge of what can be solved: what is answered is right, and what cannot be is said. */
import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Level, LevelResult } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { Model } from "#model/model.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { held, measure } from "../support/closed-form.ts";
import { cut, mixture } from "../support/mixtures.ts";
import { solved } from "../support/models.ts";
import "../support/matchers.ts";

const STEADY = { solves: [{ kind: "steady" as const }], temperature: 1 / 1.380649e-23 };
const run = (level: Level, model: Model, ...texts: string[]): LevelResult =>
  solved(
    level.solve({
      model,
      species: "drug",
      solves: model.solves,
      measures: texts.map(measure),
      walkers: 1,
      seed: 1,
      refinement: 1,
    }),
  );
const value = (level: Level, model: Model, text: string) => run(level, model, text).readings[0]?.value as number;

describe("a mixture at its limits", () => {
  test("layers whose D differ by 1e12: the slower one decides", () => {
    const stack = {
      layers: [
        { l: 1, D: "1e6 * (1 + drug)" },
        { l: 1, D: "1e-6 * (1 + drug)" },
      ],
      left: held(2),
      right: held(0),
      fields: STEADY,
    };
    const model = cut(mixture(stack, {}), 8);
    // θ(2) / R with R = 1 / 1e-6, but for 1e-12 of it
    expect(value(closedForm, model, "flux(drug, right)")).toBeNear(4e-6, { rel: 1e-11 });
    for (const level of [continuum, master])
      expect(value(level, model, "flux(drug, right)")).toBeNear(4e-6, { rel: 1e-9 });
  });

  test("a potential of 1e4 kT a cell: what flows is what falls, and nothing is negative", () => {
    const stack = {
      layers: [{ l: 1, D: "1" }],
      left: held(1),
      right: held(0),
      energy: "-1e5 * x", // J, at kT = 1 J
      fields: STEADY,
    };
    const model = cut(mixture(stack, { activity: [{ kind: "virial", coefficients: [0.5] }] }), 10);
    const { readings, invariants } = run(continuum, model, "flux(drug, right)");
    // J = D c f = 1e5 of the concentration at the wall, for the activity changes too little beside it
    expect(readings[0]?.value).toBeNear(1e5, { rel: 1e-3 });
    expect(invariants.smallestConcentration).toBeGreaterThanOrEqual(0);
  });

  test("spheres up to closest packing, where γ is 1e29", () => {
    const v = 1;
    const model = cut(
      mixture(
        { layers: [{ l: 1, D: "1" }], left: held(0.74), right: held(0), fields: STEADY },
        { activity: [{ kind: "carnahan-starling", molarVolume: v }] },
      ),
      60,
    );
    const eta = 0.74;
    const exact = (eta * (1 + eta + eta ** 2 - eta ** 3)) / (1 - eta) ** 3; // φ Z
    expect(value(closedForm, model, "flux(drug, right)")).toBeNear(exact, { rel: 1e-12 });
    // Γ = 1000 at the wall on a cell of 1/60: a tenth is what such a mesh can do
    expect(value(continuum, model, "flux(drug, right)")).toBeNear(exact, { rel: 0.2 });
  });

  test("an attraction that the ends cannot hold apart: where it stands, the last residual, and what to try", () => {
    // a γ has its maximum, 0.46, at c = 1.25, and the bath asks for 0.449 K = 0.471
    const stack = {
      layers: [{ l: 1, D: "0.2", K: 1.05 }],
      right: { kind: "robin" as const, permeability: 0.2, concentration: 1 },
      left: held(0.1),
      fields: STEADY,
    };
    const ends = { ...stack, left: { kind: "no-flux" as const } };
    const model = cut(mixture(ends, { activity: [{ kind: "virial", coefficients: [-0.4] }] }), 8);
    const failed = (level: Level): NumericalFailure => {
      try {
        run(level, model, "flux(drug, right)");
      } catch (error) {
        if (error instanceof NumericalFailure) return error;
        throw error;
      }
      throw new Error("settled");
    };
    const failure = failed(continuum);
    expect(failure.where).toMatch(/steady state of drug/);
    expect(failure.what).toMatch(/last residual is [\d.e-]+ .*last change [\d.e+-]+|thermodynamic factor of drug is -/);
    expect(failure.advice).toMatch(/more cells|gradient/);
  });

  test("a flux into a spinodal ends where the mixture becomes unstable, and says so", () => {
    const stack = {
      layers: [{ l: 1, D: "1" }],
      left: { kind: "flux" as const, flux: 0.5 },
      initial: 0.1,
      fields: { solves: [{ kind: "transient" as const, times: [10] }] },
    };
    const alloy = {
      measure: "mole-fraction" as const,
      total: 1,
      activity: [{ kind: "margules" as const, parameter: 2.5 }],
    };
    const model = cut(mixture(stack, alloy), 20);
    for (const level of [continuum, master])
      expect(() => run(level, model, "amount(drug, all)")).toThrow(
        /thermodynamic factor of drug is -.*\{gradient: \.\.\.\}/,
      );
  });

  test("a front stays sharp and falls without a wiggle", () => {
    const stack = {
      layers: [{ l: 1, D: "drug" }],
      left: held(1),
      fields: { solves: [{ kind: "transient" as const, times: [0.1] }] },
    };
    const { profiles } = run(continuum, cut(mixture(stack, {}), 60), "amount(drug, all)");
    const [coordinate, values] = [profiles[0]?.coordinate, profiles[0]?.values] as [Float64Array, Float64Array];
    const front = 1.6161254468 * Math.sqrt(0.1); // 0.511
    values.forEach((c, i) => {
      if (i > 0) expect(c).toBeLessThanOrEqual(values[i - 1] as number);
      // one cell and a half beyond the front there is nothing: c_next ~ c² ahead of it
      if ((coordinate[i] as number) > front + 2.5 / 60) expect(c).toBeLessThan(1e-6);
    });
  });

  test("a composition above what its activity knows is no start", () => {
    const model = mixture(
      { layers: [{ l: 1, D: "1" }], initial: 0.8, fields: STEADY },
      { activity: [{ kind: "carnahan-starling", molarVolume: 1 }] },
    );
    expect(() => run(continuum, model, "amount(drug, all)")).toThrow(/known up to 0\.74/);
  });
});
