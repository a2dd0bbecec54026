import { describe, expect, test } from "vitest";
import { answer, held, stackModel } from "../support/closed-form.ts";
import "../support/matchers.ts";

// The printed values carry 12 digits; a quadrature is exact to 1e-12.
const printed = { rel: 1e-11 };

describe("one layer between two concentrations (T = 298.15 K)", () => {
  const model = stackModel({
    layers: [{ l: 1e-4, D: 1e-9 }],
    left: held(100),
    right: held(10),
    fields: { temperature: 298.15 },
  });

  test("the flux is D (c1 - c2) / L, the same at every point", () => {
    for (const place of ["left", "right", "3e-5", "a.left"])
      expect(answer(model, `flux(drug, ${place})`, "steady")).toBeNear(9e-4, { rel: 1e-14 });
  });

  test("the free energy dissipated is J R T ln(c1 / c2)", () => {
    expect(answer(model, "dissipation(drug)", "steady")).toBeNear(5.13720855228, printed);
  });
});

describe("K(x) = exp(s x / L): a drift toward higher K", () => {
  const stack = (left: number, right: number) =>
    stackModel({ layers: [{ l: 1e-5, D: 1e-10, K: "exp(2 * x / 1e-5)" }], left: held(left), right: held(right) });

  test("equal concentrations at both faces drive a flux D c s / L", () => {
    expect(answer(stack(1, 1), "flux(drug, right)", "steady")).toBeNear(2e-5, printed);
  });

  test("the two one-sided fluxes are not opposite in c", () => {
    expect(answer(stack(1, 0), "flux(drug, right)", "steady")).toBeNear(2.3130352855e-5, { rel: 1e-10 });
    expect(answer(stack(0, 1), "flux(drug, right)", "steady")).toBeNear(-3.13035285499e-6, printed);
  });

  test("the concentration in the middle", () => {
    expect(answer(stack(1, 0), "c(drug, 5e-6)", "steady")).toBeNear(0.73105857863, printed);
  });
});

describe("D(x) = D0 (1 + x / L), uniform K", () => {
  const model = stackModel({ layers: [{ l: 1e-5, D: "1e-9 * (1 + x / 1e-5)" }], left: held(1), right: held(0) });

  test("flux and concentration follow the integral of 1 / D", () => {
    expect(answer(model, "flux(drug, right)", "steady")).toBeNear(1.44269504089e-4, printed);
    expect(answer(model, "c(drug, 5e-6)", "steady")).toBeNear(0.415037499279, printed);
  });

  test("the amount is int (1 - ln(1 + x/L) / ln 2) dx = L (1 - (2 ln 2 - 1) / ln 2)", () => {
    const exact = 1e-5 * (1 - (2 * Math.LN2 - 1) / Math.LN2);
    expect(answer(model, "amount(drug, all)", "steady")).toBeNear(exact, printed);
  });
});

describe("barriers of free energy", () => {
  test("a smooth barrier a cos^2 has the permeance D / (L e^{a/2} I0(a/2))", () => {
    const model = stackModel({
      layers: [{ l: 4e-9, D: 2e-10 }],
      start: -2e-9,
      left: held(1),
      right: held(0),
      energy: "10 * kB * 300 * cos(pi * x / 4e-9)^2",
      fields: { temperature: 300 },
    });
    expect(answer(model, "permeance(drug, all)", "timeless")).toBeNear(1.23678023207e-5, printed);
    expect(answer(model, "flux(drug, right)", "steady")).toBeNear(1.23678023207e-5, printed);
  });

  test("a bilayer of four regions, piecewise linear in free energy", () => {
    const model = stackModel({
      layers: [
        { l: 1e-9, D: 1e-9, K: "exp(-8 * x / 1e-9)" },
        { l: 0.8e-9, D: 0.5e-9, K: "exp(-8 - 2 * (x - 1e-9) / 0.8e-9)" },
        { l: 1.4e-9, D: 3e-9, K: Math.exp(-10), name: "core" },
        { l: 0.8e-9, D: 0.5e-9, K: "exp(-10 + 2 * (x - 3.2e-9) / 0.8e-9)" },
        { l: 1e-9, D: 1e-9, K: "exp(-8 + 8 * (x - 4e-9) / 1e-9)" },
      ],
      left: held(1),
      right: held(0),
    });
    expect(answer(model, "resistance(drug, all)", "timeless")).toBeNear(41496.8193601, printed);
    expect(answer(model, "flux(drug, right)", "steady")).toBeNear(2.40982324771e-5, printed);
    const share =
      answer(model, "resistance(drug, core)", "timeless") / answer(model, "resistance(drug, all)", "timeless");
    expect(share).toBeNear(0.24770615024, printed);
  });
});

describe("layers in series", () => {
  test("a laminate of two layers", () => {
    const model = stackModel({
      layers: [
        { l: 20e-6, D: 1e-12, K: 0.5 },
        { l: 50e-6, D: 1e-11, K: 3 },
      ],
      left: held(0.5),
      right: held(0),
    });
    expect(answer(model, "permeance(drug, all)", "timeless")).toBeNear(2.4e-8, { rel: 1e-14 });
    expect(answer(model, "flux(drug, right)", "steady")).toBeNear(2.4e-8, { rel: 1e-14 });
  });

  const basic = stackModel({
    layers: [
      { l: 200e-6, D: 6.7e-10 },
      { l: 4e-9, D: 1e-11, K: 0.02 },
      { l: 200e-6, D: 6.7e-10 },
    ],
    left: held(1),
    right: held(0),
  });

  test("unstirred layer | bilayer | unstirred layer", () => {
    const value = (text: string) => answer(basic, text, "steady");
    expect(answer(basic, "resistance(drug, all)", "timeless")).toBeNear(617014.925373, printed);
    expect(answer(basic, "permeance(drug, b)", "timeless")).toBeNear(5e-5, { rel: 1e-14 });
    expect(value("flux(drug, right)")).toBeNear(1.62070633769e-6, printed);
    expect(value("c(drug, a.right)")).toBeNear(0.516207063377, printed);
    expect(value("c(drug, b.left)")).toBeNear(0.0103241412675, printed);
    expect(value("c(drug, c.left)")).toBeNear(0.483792936623, printed);
    expect(value("activity(drug, b.left)")).toBeNear(0.516207063377, printed);
  });

  test("a bilayer as a face without thickness gives the same flux", () => {
    const face = stackModel({
      layers: [{ l: 200e-6, D: 6.7e-10 }, { P: 5e-5 }, { l: 200e-6, D: 6.7e-10 }],
      left: held(1),
      right: held(0),
    });
    expect(answer(face, "flux(drug, right)", "steady")).toBeNear(1.62070633769e-6, printed);
    expect(answer(face, "c(drug, a.right)", "steady")).toBeNear(0.516207063377, printed);
    expect(answer(face, "permeance(drug, b)", "timeless")).toBeNear(5e-5, { rel: 1e-14 });
  });

  test("a Robin end adds 1 / P, a given flux is what flows", () => {
    const robin = stackModel({
      layers: [{ l: 1e-3, D: 1e-9, K: 4 }],
      left: { kind: "robin", permeability: 2e-6, concentration: 3 },
      right: { kind: "absorbing" },
    });
    const resistance = 1 / 2e-6 + 1e-3 / 4e-9;
    expect(answer(robin, "flux(drug, right)", "steady")).toBeNear(3 / resistance, { rel: 1e-14 });
    const pumped = stackModel({ layers: [{ l: 1e-3, D: 1e-9 }], left: { kind: "flux", flux: 2e-6 }, right: held(1) });
    expect(answer(pumped, "c(drug, left)", "steady")).toBeNear(1 + (2e-6 * 1e-3) / 1e-9, { rel: 1e-14 });
  });
});

describe("curved layers", () => {
  test("the current through spherical shells is 4 pi D K / (1/r1 - 1/r2), in series", () => {
    const model = stackModel({
      geometry: "sphere",
      start: 1e-6,
      layers: [
        { l: 1e-6, D: 1e-9 },
        { l: 2e-6, D: 2e-10, K: 3 },
      ],
      left: held(1),
      right: { kind: "absorbing" },
    });
    const R = (1 / 1e-6 - 1 / 2e-6) / (4 * Math.PI * 1e-9) + (1 / 2e-6 - 1 / 4e-6) / (4 * Math.PI * 6e-10);
    expect(answer(model, "flux(drug, right)", "steady")).toBeNear(1 / R / (4 * Math.PI * 16e-12), { rel: 1e-13 });
    expect(answer(model, "flux(drug, left)", "steady")).toBeNear(1 / R / (4 * Math.PI * 1e-12), { rel: 1e-13 });
    expect(answer(model, "c(drug, b.left)", "steady")).toBeNear(
      3 * (1 - (1 / 1e-6 - 1 / 2e-6) / (4 * Math.PI * 1e-9) / R),
      { rel: 1e-13 },
    );
  });

  test("the current through a cylindrical shell is 2 pi D / ln(r2 / r1)", () => {
    const model = stackModel({
      geometry: "cylinder",
      start: 1e-6,
      layers: [{ l: 4e-6, D: 1e-9 }],
      left: held(1),
      right: held(0),
    });
    const current = (2 * Math.PI * 1e-9) / Math.log(5);
    expect(answer(model, "flux(drug, right)", "steady")).toBeNear(current / (2 * Math.PI * 5e-6), printed);
    expect(answer(model, "c(drug, 2e-6)", "steady")).toBeNear(1 - Math.log(2) / Math.log(5), printed);
  });
});

describe("drift", () => {
  const l = 1e-5;
  const D = 1e-10;
  const exact = (Pe: number) => (((D / l) * Pe) / -Math.expm1(-Pe)) * (1 - 0.2 * Math.exp(-Pe));
  const carried = (drift: number | string) =>
    stackModel({ layers: [{ l, D }], left: held(1), right: held(0.2), drift });

  test.each([-3, 0.01, 2, 40])("the flux across a layer at Peclet number %d is Patlak's", (Pe) => {
    expect(answer(carried((Pe * D) / l), "flux(drug, right)", "steady")).toBeNear(exact(Pe), { rel: 1e-13 });
    // The same drift in a form that depends on x: the law of varying coefficients.
    const varying = `${(Pe * D) / l} + 1e-30 * sin(x / 1e-6)`;
    expect(answer(carried(varying), "flux(drug, right)", "steady")).toBeNear(exact(Pe), { rel: 1e-11 });
  });

  test("the concentration is the same exponential, whether the drift is a number or an expression", () => {
    const v = (2 * D) / l;
    const c = (x: number) => 1 + ((0.2 - 1) * Math.expm1((v * x) / D)) / Math.expm1(2);
    for (const drift of [v, `${v} + 1e-30 * sin(x / 1e-6)`]) {
      expect(answer(carried(drift), "c(drug, 3e-6)", "steady")).toBeNear(c(3e-6), { rel: 1e-11 });
      expect(answer(carried(drift), "c(drug, 8e-6)", "steady")).toBeNear(c(8e-6), { rel: 1e-11 });
    }
  });

  test("the concentration obeys v c - D c' = J", () => {
    const [v, h] = [2e-5, 1e-9];
    const model = carried(v);
    const c = (x: number) => answer(model, `c(drug, ${x})`, "steady");
    const slope = (c(4e-6 + h) - c(4e-6 - h)) / (2 * h);
    // Central difference: h^2 c''' / 6 beside rounding 1e-16 / h.
    expect(v * c(4e-6) - D * slope).toBeNear(answer(model, "flux(drug, 4e-6)", "steady"), { rel: 1e-6 });
  });
});

describe("sinks and sources in a layer", () => {
  test("a linear sink gives a hyperbolic cosine", () => {
    const [D, l, k] = [1e-9, 1e-4, 0.5];
    const model = stackModel({
      layers: [{ l, D }],
      left: held(2),
      fields: { sources: [{ name: "uptake", species: "drug", layer: "a", law: { kind: "linear", rate: -k } }] },
    });
    const q = Math.sqrt(k / D);
    const c = (x: number) => (2 * Math.cosh(q * (l - x))) / Math.cosh(q * l);
    expect(answer(model, "c(drug, 3e-5)", "steady")).toBeNear(c(3e-5), { rel: 1e-13 });
    expect(answer(model, "flux(drug, left)", "steady")).toBeNear(2 * D * q * Math.tanh(q * l), { rel: 1e-13 });
    expect(answer(model, "amount(drug, a)", "steady")).toBeNear((2 * Math.tanh(q * l)) / q, { rel: 1e-13 });
  });

  test("constant production leaves through the ends: a parabola in a slab and in a sphere", () => {
    const [D, l, S] = [1e-9, 1e-4, 0.02];
    const sources = [{ name: "made", species: "drug", layer: "", law: { kind: "zero-order" as const, rate: S } }];
    const slab = stackModel({ layers: [{ l, D }], right: { kind: "absorbing" }, fields: { sources } });
    expect(answer(slab, "c(drug, left)", "steady")).toBeNear((S * l * l) / (2 * D), { rel: 1e-13 });
    expect(answer(slab, "flux(drug, right)", "steady")).toBeNear(S * l, { rel: 1e-13 });
    expect(answer(slab, "amount(drug, a)", "steady")).toBeNear((S * l ** 3) / (3 * D), { rel: 1e-13 });
    const sphere = stackModel({
      geometry: "sphere",
      layers: [{ l, D }],
      right: { kind: "absorbing" },
      fields: { sources },
    });
    expect(answer(sphere, "c(drug, left)", "steady")).toBeNear((S * l * l) / (6 * D), { rel: 1e-13 });
    expect(answer(sphere, "c(drug, 5e-5)", "steady")).toBeNear((S * (l * l - 25e-10)) / (6 * D), { rel: 1e-13 });
    expect(answer(sphere, "flux(drug, right)", "steady")).toBeNear((S * l) / 3, { rel: 1e-13 });
    expect(answer(sphere, "amount(drug, a)", "steady")).toBeNear((((4 * Math.PI) / 45) * S * l ** 5) / D, {
      rel: 1e-13,
    });
  });
});
