import { describe, expect, test } from "vitest";
import type { Model } from "#model/model.ts";
import { answer, stackModel, textOf } from "../support/closed-form.ts";
import { modelWith, walkerWith } from "../support/models.ts";
import "../support/matchers.ts";

const quadrature = { rel: 1e-11 };

describe("a closed domain at rest", () => {
  test("D(x) leaves no trace: p(0) L = 1", () => {
    const model = stackModel({
      layers: [{ l: 1e-5, D: "1e-9 * (1 + x / 1e-5)" }],
      initial: { kind: "point", at: [2e-6], amount: 1 },
    });
    expect(answer(model, "c(drug, 0)", "equilibrium") * 1e-5).toBeNear(1, quadrature);
    expect(answer(model, "c(drug, right)", "steady") * 1e-5).toBeNear(1, quadrature);
    expect(answer(model, "flux(drug, right)", "steady")).toBe(0);
  });

  test("K(x) = exp(s x / L): c(L) / c(0) = e^s", () => {
    const model = stackModel({ layers: [{ l: 1e-5, D: 1e-10, K: "exp(2 * x / 1e-5)" }], initial: 1 });
    const ratio = answer(model, "c(drug, right)", "equilibrium") / answer(model, "c(drug, left)", "equilibrium");
    expect(ratio).toBeNear(7.38905609893, { rel: 1e-11 });
    expect(answer(model, "amount(drug, all)", "equilibrium")).toBeNear(1e-5, quadrature);
    expect(answer(model, "activity(drug, 3e-6)", "equilibrium")).toBeNear(2 / Math.expm1(2), quadrature);
  });

  test("beads in a bath: 0.704781722449 of the drug is out at last", () => {
    const bead = stackModel({
      geometry: "sphere",
      layers: [{ l: 100e-6, D: 5e-11 }],
      right: { kind: "bath", volume: 1e-11, concentration: 0 },
      initial: 10,
    });
    const out = answer(bead, "amount(drug, right.bath)", "equilibrium");
    const all = answer(bead, "amount(drug, all)", "equilibrium");
    expect(out / all).toBeNear(0.704781722449, { rel: 1e-11 });
    expect(all).toBeNear(10 * (4 / 3) * Math.PI * 1e-12, { rel: 1e-12 });
  });

  test("layers share by K times thickness; an impermeable face keeps what each side had", () => {
    const layers = [{ l: 1e-5, D: 1e-9, K: 3 }, { P: 1e-6 }, { l: 2e-5, D: 1e-9 }] as const;
    const open = stackModel({ layers, initial: "if(x < 10 um, 5, 0)" });
    expect(answer(open, "amount(drug, c)", "equilibrium")).toBeNear((5e-5 * 2) / 5, { rel: 1e-12 });
    expect(answer(open, "c(drug, a.right)", "equilibrium")).toBeNear((3 * 5e-5) / 5e-5, { rel: 1e-12 });
    const shut = stackModel({ layers: [layers[0], { P: 0 }, layers[2]], initial: "if(x < 10 um, 5, 1)" });
    expect(answer(shut, "c(drug, a.left)", "equilibrium")).toBeNear(5, { rel: 1e-12 });
    expect(answer(shut, "c(drug, right)", "equilibrium")).toBeNear(1, { rel: 1e-12 });
  });

  test("two layers have the moments of a density of two steps", () => {
    // 3 on (0, 1) and 1 on (1, 3)
    const raw = (n: number) => (3 + 3 ** (n + 1) - 1) / (n + 1) / 5;
    const [m, m2, m3, m4] = [raw(1), raw(2), raw(3), raw(4)] as const;
    const variance = m2 - m * m;
    const layers = [
      { l: 1, D: 1, K: 3 },
      { l: 2, D: 1 },
    ];
    const ask = (name: string) => answer(stackModel({ layers, initial: 1 }), `${name}(drug)`, "equilibrium");
    expect(ask("mean")).toBeNear(m, quadrature);
    expect(ask("variance")).toBeNear(variance, quadrature);
    expect(ask("skewness")).toBeNear((m3 - 3 * m * m2 + 2 * m ** 3) / variance ** 1.5, { rel: 1e-10 });
    const fourth = m4 - 4 * m * m3 + 6 * m * m * m2 - 3 * m ** 4;
    expect(ask("excess_kurtosis")).toBeNear(fourth / variance ** 2 - 3, { rel: 1e-10 });
  });

  test("a start at equilibrium is already there", () => {
    const model = stackModel({
      layers: [
        { l: 1e-5, D: 1e-9, K: 3 },
        { l: 2e-5, D: 1e-9 },
      ],
      initial: { kind: "equilibrium", amount: 10e-5 },
    });
    expect(answer(model, "c(drug, a.left)", "equilibrium")).toBeNear(6, { rel: 1e-12 });
    expect(answer(model, "c(drug, a.left)", 3)).toBeNear(6, { rel: 1e-11 });
  });

  test("a start at equilibrium is one of the layers alone: baths bring what they hold, faces keep the two sides apart", () => {
    const bath = (concentration: number) => ({ kind: "bath", volume: 5e-5, concentration }) as const;
    const layers = [{ l: 1e-5, D: 1e-9, K: 3 }, { P: 0 }, { l: 2e-5, D: 1e-9 }] as const;
    const initial = { kind: "equilibrium", amount: 10e-5 } as const; // 6e-5 and 4e-5
    const shut = stackModel({ layers, initial, left: bath(2), right: bath(0) });
    expect(answer(shut, "amount(drug, all)", "equilibrium")).toBeNear(20e-5, { rel: 1e-12 });
    expect(answer(shut, "c(drug, left.bath)", "equilibrium")).toBeNear(16 / 8, { rel: 1e-12 });
    expect(answer(shut, "c(drug, right.bath)", "equilibrium")).toBeNear(4 / 7, { rel: 1e-12 });
    const driven = stackModel({ layers, initial, drift: 4e-4 });
    expect(answer(driven, "amount(drug, a)", "steady")).toBeNear(6e-5, quadrature);
  });

  test("sedimentation: a drift against closed ends gives an exponential", () => {
    const model = stackModel({ layers: [{ l: 1e-4, D: 1e-10 }], drift: 4e-6, initial: 1 });
    const Pe = 4;
    expect(answer(model, "c(drug, right)", "steady")).toBeNear((Pe * Math.exp(Pe)) / Math.expm1(Pe), quadrature);
    expect(answer(model, "c(drug, right)", 1e3)).toBeNear((Pe * Math.exp(Pe)) / Math.expm1(Pe), quadrature);
  });
});

describe("a line with a potential", () => {
  const line = (energy: string): Model =>
    modelWith({
      temperature: 300,
      domain: { kind: "free", geometry: "line", dimensions: 1 },
      species: [
        walkerWith({
          media: [{ medium: "", diffusivity: textOf(1e-12), partition: textOf(1) }],
          terms: [{ kind: "potential", energy: textOf(energy) }],
        }),
      ],
    });
  const moment = (model: Model, name: string) => answer(model, `${name}(walker)`, "equilibrium");

  test("|x| / a gives Laplace's law: variance 2 a^2, excess kurtosis 3", () => {
    const laplace = line("kB * 300 * abs(x) / (50 nm)");
    expect(moment(laplace, "variance")).toBeNear(2 * 2500e-18, quadrature);
    expect(moment(laplace, "excess_kurtosis")).toBeNear(3, quadrature);
    expect(moment(laplace, "mean")).toBeNear(0, { abs: 1e-20 });
    expect(answer(laplace, "probability(walker, x > 100 nm)", "equilibrium")).toBeNear(Math.exp(-2) / 2, quadrature);
    expect(answer(laplace, "c(walker, 0)", "equilibrium")).toBeNear(1 / 100e-9, quadrature);
  });

  test("(x/a)^4 gives variance a^2 Gamma(3/4) / Gamma(1/4)", () => {
    const quartic = line("kB * 300 * (x / (50 nm))^4");
    expect(moment(quartic, "variance")).toBeNear(2500e-18 * 0.3379891200336424, quadrature);
  });

  test("a tilted harmonic well is as its own law says", () => {
    const [kappa, force] = [1e-6, 3e-14];
    const harmonic = line(`${kappa} N/m * x^2 / 2 - ${force} N * x`);
    const cubic = line(`${kappa} N/m * x^2 / 2 - ${force} N * x + 0 N/m^2 * x^3`);
    for (const name of ["mean", "variance"])
      expect(moment(cubic, name)).toBeNear(moment(harmonic, name), { rel: 1e-10 });
  });
});
