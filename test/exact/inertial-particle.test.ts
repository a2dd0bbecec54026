/** Langevin's equation with inertia: listed values, limits, and the moments by integrating their own equations. */
import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { response, slowestRelaxation } from "#levels/closed-form/inertial-response.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import type { Measure, MeasureName } from "#model/measure.ts";
import type { FreeDomain, Model, Species } from "#model/model.ts";
import { momentumRelaxationTime } from "#physics/momentum-relaxation.ts";
import { BOLTZMANN } from "#units/constants.ts";
import { medium } from "../support/langevin-models.ts";
import { measureOf, modelWith, solved, taskOf, valueAt, walkerWith } from "../support/models.ts";

/** kT = m = ζ = 1, so that τ = D = 1. */
function inertial(
  fields: Partial<Species> = {},
  times: readonly number[] = [1],
  domain: Partial<FreeDomain> = {},
): Model {
  return modelWith({
    temperature: 1 / BOLTZMANN,
    species: [walkerWith({ media: [medium("", "1")], mass: 1, inertia: true, ...fields })],
    domain: { kind: "free", geometry: "line", dimensions: 1, ...domain },
    solves: [{ kind: "transient", times }],
  });
}

const trap = (stiffness: number) => [{ kind: "potential" as const, energy: parseExpression(`${stiffness / 2} * x^2`) }];
const space = { geometry: "space" as const, dimensions: 3 as const };
const withArgument = (name: MeasureName, argument: number): Measure => ({ ...measureOf(name), argument });

function read(model: Model, measure: Measure, when: number | "timeless" | "equilibrium" = 1): number {
  return valueAt(solved(closedForm.solve(taskOf(model, [measure]))), measure.key, when);
}
const of = (model: Model, name: MeasureName, when?: number | "timeless" | "equilibrium") =>
  read(model, measureOf(name), when);

describe("a free particle", () => {
  test.each([
    [0.1, 0.009674836071919, 1.967218488],
    [1, 0.7357588823429, 1.718281828],
    [10, 18.00009079986, 1.111055062],
  ])("at t = %f has the listed msd and local slope", (t, msd, slope) => {
    const model = inertial({}, [t]);
    expect(of(model, "msd", t)).toBeNear(msd, { rel: 1e-12 });
    expect(of(model, "msd_slope", t)).toBeNear(slope, { rel: 5e-10 });
  });

  test("flies at first, <r²> = d (kT/m) t², to all digits, and diffuses in the end", () => {
    for (const t of [1e-12, 1e-6, 1e-3]) {
      const model = inertial({}, [t], space);
      expect(of(model, "msd", t)).toBeNear(3 * t * t * (1 - t / 3 + (t * t) / 12), { rel: 1e-10 });
      expect(of(model, "msd_slope", t)).toBeNear(2 - t / 3, { rel: 1e-6 });
    }
    expect(of(inertial({}, [1e9], space), "msd", 1e9)).toBeNear(6 * (1e9 - 1), { rel: 1e-14 });
  });

  test("forgets its velocity as e^{-t/τ}, the dot product of all axes", () => {
    expect(of(inertial({}, [3], space), "vacf", 3)).toBeNear(3 * Math.exp(-3), { rel: 1e-14 });
    expect(of(inertial({}, [0], space), "vacf", 0)).toBe(3);
  });

  test("shows 95.02 % of D in the Green-Kubo integral after 3 τ, in one dimension and in three", () => {
    for (const domain of [{}, space])
      expect(of(inertial({}, [3], domain), "green_kubo", 3)).toBeNear(0.950212931632, { rel: 1e-11 });
  });

  test("shows D whatever its mass, and keeps its velocity for m D / kT", () => {
    for (const mass of [0.01, 1, 100]) {
      const t = 7;
      const model = inertial({ mass }, [t]);
      expect(of(model, "diffusivity", "timeless")).toBe(1);
      expect(of(model, "vacf", t) * mass).toBeNear(Math.exp(-t / mass), { rel: 1e-13 });
    }
    expect(momentumRelaxationTime(66.463 * 1.6605390666e-24, 70.50951424e-12, 298.15)).toBeNear(1.890421571e-12, {
      rel: 1e-8,
    });
    expect(() => momentumRelaxationTime(0, 1, 300)).toThrow(/mass/);
  });

  test("has the temperature of its surroundings at all times", () => {
    expect(of(inertial({}, [2], space), "kinetic_temperature", 2)).toBe(1 / BOLTZMANN);
  });

  test("in a wind u comes to drift with u, u τ behind, and is warm by m u²", () => {
    const model = inertial({ drift: parseExpression("2") }, [30]);
    expect(of(model, "mean", 30)).toBeNear(2 * 29, { rel: 1e-13 });
    expect(of(model, "drift_velocity", "timeless")).toBe(2);
    expect(of(model, "variance", 30)).toBeNear(58, { rel: 1e-13 });
    expect(of(model, "kinetic_temperature", 30) * BOLTZMANN).toBeNear(5, { rel: 1e-12 });
    expect(of(model, "vacf", 30)).toBeNear(Math.exp(-30), { rel: 1e-12 });
    expect(of(model, "msd_slope", 30)).toBeNear((30 * (2 + 2 * 58 * 2)) / (58 + 58 * 58), { rel: 1e-12 });
  });

  test("falls under a force F as under a wind F/ζ", () => {
    const slope = [{ kind: "potential" as const, energy: parseExpression("-2 * x") }];
    for (const name of ["mean", "variance", "msd", "kinetic_temperature"] as const)
      expect(of(inertial({ terms: slope }), name)).toBeNear(of(inertial({ drift: parseExpression("2") }), name), {
        rel: 1e-14,
      });
  });

  test("is spread normally: quantiles, moments, the share beyond a place", () => {
    const model = inertial({ initial: { kind: "point", at: [5], amount: 1 } }, [1]);
    const variance = 2 / Math.E;
    expect(read(model, withArgument("quantile", 0.8413447460685429))).toBeNear(5 + Math.sqrt(variance), { rel: 1e-14 });
    expect(read(model, withArgument("moment", 4))).toBeNear(3 * variance ** 2, { rel: 1e-14 });
    expect(read(model, withArgument("moment", 3))).toBe(0);
    expect(read(model, measureOf("probability", `x > ${5 + Math.sqrt(variance)}`))).toBeNear(0.15865525393145707, {
      rel: 1e-12,
    });
    expect(of(model, "mean_distance")).toBeNear(Math.sqrt((2 * variance) / Math.PI), { rel: 1e-14 });
    expect(of(model, "excess_kurtosis")).toBe(0);
  });
});

/** Covariance of x and v from a point and Maxwell's velocities by Runge-Kutta of the moment equations; and <v(0)v>, <v(0)x>. */
function momentsByIntegration(w: number, time: number, start: number) {
  let y = [start, 0, 0, 0, 1, 0, 1]; // <x>, <v>, Cxx, Cxv, Cvv, <v0 x>, <v0 v>
  const slope = ([x, v, xx, xv, vv, ox, ov]: number[]): number[] => [
    v as number,
    -w * (x as number) - (v as number),
    2 * (xv as number),
    (vv as number) - w * (xx as number) - (xv as number),
    -2 * w * (xv as number) - 2 * (vv as number) + 2,
    ov as number,
    -w * (ox as number) - (ov as number),
  ];
  const steps = 4000;
  const h = time / steps;
  const moved = (k: number[], f: number) => y.map((value, i) => value + f * (k[i] as number));
  for (let n = 0; n < steps; n++) {
    const k1 = slope(y);
    const k2 = slope(moved(k1, h / 2));
    const k3 = slope(moved(k2, h / 2));
    const k4 = slope(moved(k3, h));
    y = y.map(
      (value, i) =>
        value + (h / 6) * ((k1[i] as number) + 2 * (k2[i] as number) + 2 * (k3[i] as number) + (k4[i] as number)),
    );
  }
  const [x, v, xx, , vv, ox, ov] = y as [number, number, number, number, number, number, number];
  return { mean: x, variance: xx, msd: xx + (x - start) ** 2, temperature: vv + v * v, vacf: ov, integral: ox };
}

describe("a particle in a trap", () => {
  const regimes = [
    ["overdamped", 0.1],
    ["critically damped", 0.25],
    ["underdamped", 4],
    ["on a hill", -0.3],
  ] as const;

  test.each(regimes)("%s follows the equations of its moments", (_, w) => {
    for (const t of [0.2, 1.3, 6]) {
      const model = inertial({ terms: trap(w), initial: { kind: "point", at: [0.7], amount: 1 } }, [t]);
      const { mean, variance, msd, temperature, vacf, integral } = momentsByIntegration(w, t, 0.7);
      // the reference errs by 1e-12
      const near = { abs: 1e-11 * Math.max(1, Math.exp(t)) };
      expect(of(model, "mean", t)).toBeNear(mean, near);
      expect(of(model, "variance", t)).toBeNear(variance, near);
      expect(of(model, "msd", t)).toBeNear(msd, near);
      expect(of(model, "vacf", t)).toBeNear(vacf, near);
      expect(of(model, "green_kubo", t)).toBeNear(integral, near);
      expect(of(model, "kinetic_temperature", t) * BOLTZMANN).toBeNear(temperature, near);
      const slope = (t * 2 * (msd - momentsByIntegration(w, t * (1 - 1e-5), 0.7).msd)) / (2e-5 * t * msd);
      expect(of(model, "msd_slope", t)).toBeNear(slope, { abs: 1e-3 });
    }
  });

  test("from equilibrium stays as it is, and its msd ends at 2 kT/κ: it shows no D", () => {
    const model = { ...inertial({ terms: trap(4), initial: { kind: "equilibrium", amount: 1 } }, [0.5, 60]) };
    expect(of(model, "variance", 0.5)).toBeNear(0.25, { rel: 1e-15 });
    expect(of(model, "kinetic_temperature", 0.5)).toBe(1 / BOLTZMANN);
    expect(of(model, "msd", 60)).toBeNear(0.5, { rel: 1e-12 });
    expect(of(model, "msd", 0.5)).toBeNear(2 * response({ friction: 1, stiffness: 4 }, 0.5).perAcceleration, {
      rel: 1e-14,
    });
    expect(of(model, "green_kubo", 60)).toBeNear(0, { abs: 1e-12 });
    expect(() => of(model, "diffusivity", "timeless")).toThrow(/no reading/);
  });

  test("relaxes to Boltzmann's and Maxwell's law, around where force and wind leave it", () => {
    const fields = {
      terms: trap(2),
      drift: parseExpression("3"),
      initial: { kind: "point" as const, at: [9], amount: 1 },
    };
    const model = {
      ...inertial(fields, [80]),
      solves: [{ kind: "transient" as const, times: [80] }, { kind: "equilibrium" as const }],
    };
    for (const when of [80, "equilibrium"] as const) {
      expect(of(model, "mean", when)).toBeNear(1.5, { rel: 1e-12 });
      expect(of(model, "variance", when)).toBeNear(0.5, { rel: 1e-12 });
      expect(of(model, "kinetic_temperature", when)).toBeNear(1 / BOLTZMANN, { rel: 1e-12 });
    }
  });

  test("with strong friction moves as the overdamped law says", () => {
    const [m, w] = [1e-6, 2];
    const model = inertial({ mass: m, terms: trap(w), initial: { kind: "point", at: [1], amount: 1 } }, [0.4]);
    expect(of(model, "mean", 0.4)).toBeNear(Math.exp(-0.8), { rel: 1e-5 });
    expect(of(model, "variance", 0.4)).toBeNear((1 - Math.exp(-1.6)) / 2, { rel: 1e-5 });
  });

  test("relaxes no faster than half of the friction", () => {
    expect(slowestRelaxation({ friction: 2, stiffness: 100 })).toBe(1);
    expect(slowestRelaxation({ friction: 2, stiffness: 0.75 })).toBeNear(0.5, { rel: 1e-15 });
    expect(slowestRelaxation({ friction: 2, stiffness: 0 })).toBeUndefined();
  });
});

test("answers are continuous through critical damping and through the change of their formula", () => {
  for (const t of [0.3, 5]) {
    const [below, at, above] = [1 - 1e-12, 1, 1 + 1e-12].map((w) => response({ friction: 2, stiffness: w }, t));
    for (const key of ["perVelocity", "perAcceleration", "velocityLeft"] as const) {
      expect(below?.[key]).toBeNear(at?.[key] as number, { rel: 1e-10 });
      expect(above?.[key]).toBeNear(at?.[key] as number, { rel: 1e-10 });
    }
  }
  for (const stiffness of [0, 0.2, 7, -1]) {
    const rate = 0.5 + Math.sqrt(Math.abs(0.25 - stiffness));
    const [before, after] = [1 - 1e-13, 1 + 1e-13].map((f) => response({ friction: 1, stiffness }, (0.5 * f) / rate));
    expect(before?.perAcceleration).toBeNear(after?.perAcceleration as number, { rel: 2e-12 });
  }
});

test("at equilibrium any potential has Boltzmann's and Maxwell's law, at every time if it began so", () => {
  const quartic = [{ kind: "potential" as const, energy: parseExpression("x^4") }];
  const model = inertial({ terms: quartic, initial: { kind: "equilibrium", amount: 1 } }, [3], {
    resolve: { from: -3, to: 3 },
  });
  // <x²> = Γ(3/4) / Γ(1/4)
  expect(of(model, "variance", 3)).toBeNear(0.3379891200336424, { rel: 1e-10 });
  expect(of(model, "kinetic_temperature", 3)).toBe(1 / BOLTZMANN);
  expect(() => of(model, "vacf", 3)).toThrow(/no reading/);
  const driven = { ...model, species: model.species.map((s) => ({ ...s, drift: parseExpression("1") })) };
  expect(closedForm.accepts(driven, "walker").accepts).toBe(false);
});

test("what the law is not for is refused with a reason", () => {
  const because = (fields: Partial<Species>, domain: Partial<FreeDomain> = {}) => {
    const answer = closedForm.accepts(inertial(fields, [1], domain), "walker");
    return answer.accepts ? "" : answer.because;
  };
  expect(because({})).toBe("");
  expect(because({ media: [medium("", "1 + x^2")] })).toMatch(/D depends on place/);
  expect(because({ drift: parseExpression("x") })).toMatch(/drift depends/);
  expect(because({ terms: [{ kind: "potential", energy: parseExpression("x^4") }] })).toMatch(/not quadratic/);
  expect(because({ terms: trap(1) }, space)).toMatch(/more than one dimension/);
  expect(because({ initial: { kind: "equilibrium", amount: 1 } })).toMatch(/nothing holds/);
  expect(because({}, { from: 0 })).toMatch(/end/);
});
