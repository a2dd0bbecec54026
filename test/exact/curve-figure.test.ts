import { describe, expect, test } from "vitest";
import { parseModel } from "#model/parse-model.ts";
import { curveFigures } from "#report/curve-figure.ts";
import type { Figure, Mark } from "#report/figure.ts";

type Line = Mark & { readonly kind: "line" };

const WAVE = "0.5 + 1e-3 * cos(2 * pi * 4 * x / (40 nm))";
const figureOf = (plot: string, margules: number | string = 2.5, initial = WAVE): Figure => {
  const model = parseModel(`perrin: 1
temperature: 800 K
species:
  a:
    measure: mole-fraction
    total: 1e5 mol/m^3
    D: 1e-18 m^2/s
    mobility: D * a * (1 - a) / (R * T)
    mu: [ideal, {margules: ${margules}}, {gradient: 1e-18 m^2}]
domain: {geometry: slab, thickness: 40 nm, cells: 40}
boundary: periodic
initial: {a: "${initial}"}
solve: {transient: {until: 400 s}}
plots: [${plot}]
`);
  const [asked] = model.plots;
  if (asked?.kind !== "curve") throw new Error("no curve");
  return curveFigures(asked, model)[0] as Figure;
};
const lineOf = (figure: Figure, label: string): Line =>
  figure.marks.find((mark) => mark.kind === "line" && mark.label === label) as Line;
const rulesOf = (figure: Figure): readonly (readonly [string, number])[] =>
  figure.marks.flatMap((mark) => (mark.kind === "rule" ? [[mark.label, mark.x] as const] : []));

describe("growth rates over the wavelength", () => {
  const figure = figureOf("{curve: growth_rate, over: wavelength}");
  const { x, y } = lineOf(figure, "closed-form");

  test("are greatest at the fastest wave, where R = M f''^2 / 4 kappa, and change sign at the critical one", () => {
    // M = 1e-18/4 m^2/s, f'' = -1, kappa = 1e-18 m^2: q_c = 1e9 /m, R = 1/16 /s
    expect(Object.fromEntries(rulesOf(figure)).fastest).toBeNear(2 * Math.PI * Math.SQRT2, { rel: 1e-12 });
    expect(Object.fromEntries(rulesOf(figure))["neither grows nor decays"]).toBeNear(2 * Math.PI, { rel: 1e-12 });
    // the mean of 1000 points of four whole periods is 1/2 to rounding
    const top = Math.max(...y);
    // the curve is flat there: half a step of 0.064 nm off costs (R''/2R) step^2 / 4 < 1e-4
    expect(top).toBeNear(1 / 16, { rel: 1e-4 });
    for (const [i, wavelength] of x.entries()) expect(Math.sign(y[i])).toBe(wavelength > 2 * Math.PI ? 1 : -1);
  });

  test("begin where waves decay as fast as the fastest grows, in nanometres and 1/s", () => {
    expect(figure.x.label).toBe("wavelength [nm]");
    expect(figure.y.label).toBe("R [1/s]");
    expect(y[0]).toBeNear(-1 / 16, { rel: 1e-12 });
    // the wave of 10 nm: R = M q^2 (1 - kappa q^2) with q = 2 pi / 10 nm
    const q = (2 * Math.PI) / (x[100] * 1e-9);
    expect(y[100]).toBeNear(0.25e-18 * q * q * (1 - 1e-18 * q * q), { rel: 1e-12 });
  });

  test("of a stable mixture are all below zero, without a fastest wave", () => {
    const stable = figureOf("{curve: growth_rate, over: wavelength}", 1);
    expect(rulesOf(stable)).toEqual([]);
    expect(lineOf(stable, "closed-form").y.every((rate) => rate < 0)).toBe(true);
    expect(stable.caption).toContain("all decay");
  });
});

describe("the free energy over the composition", () => {
  const figure = figureOf("{curve: free_energy_density, over: composition, beside: [common-tangent, spinodal]}");

  test("is a ln a + (1-a) ln(1-a) + A a (1-a), nothing for pure components", () => {
    const { x, y } = lineOf(figure, "f");
    // rounding of an integral of order 1 to 1e-13
    for (const i of [1, 50, 200, 333])
      expect(y[i]).toBeNear(x[i] * Math.log(x[i]) + (1 - x[i]) * Math.log(1 - x[i]) + 2.5 * x[i] * (1 - x[i]), {
        abs: 1e-12,
      });
  });

  test("touches its common tangent at the binodal, and bends down between the spinodals", () => {
    const tangent = lineOf(figure, "common tangent");
    expect(tangent.x[0]).toBeNear(1 - 0.855205891744, { rel: 1e-9 });
    expect(tangent.x[1]).toBeNear(0.855205891744, { rel: 1e-10 });
    // a regular solution is symmetric: both phases have the same f
    expect(tangent.y[0]).toBeNear(tangent.y[1], { abs: 1e-12 });
    const { x, y } = lineOf(figure, "f");
    for (const [i, a] of x.entries())
      if (a > tangent.x[0] && a < tangent.x[1]) expect(y[i]).toBeGreaterThan(tangent.y[0] - 1e-12);
    expect(rulesOf(figure).map(([label]) => label)).toEqual(["spinodal", "spinodal"]);
    expect(rulesOf(figure)[0]?.[1]).toBeNear(1 - 0.72360679775, { rel: 1e-10 });
    expect(rulesOf(figure)[1]?.[1]).toBeNear(0.72360679775, { rel: 1e-10 });
  });

  test("stands alone where nothing is asked beside it, and of one phase there is nothing beside", () => {
    expect(figureOf("{curve: free_energy_density, over: composition}").marks).toHaveLength(1);
    const one = figureOf("{curve: free_energy_density, over: composition, beside: [common-tangent, spinodal]}", 1.5);
    expect(one.marks).toHaveLength(1);
  });
});

test("the thermodynamic factor of a regular solution is 1 - 2 A a (1-a), zero at the spinodal", () => {
  const figure = figureOf("{curve: thermodynamic_factor, over: composition, beside: spinodal}");
  const { x, y } = lineOf(figure, "closed-form");
  for (const [i, a] of x.entries()) expect(y[i]).toBeNear(1 - 5 * a * (1 - a), { abs: 1e-14 });
  expect(rulesOf(figure)).toHaveLength(2);
});

describe("the phase diagram of a regular solution", () => {
  test("over temperature ends at T_c = A T / 2, the spinodal within the binodal, this mixture below", () => {
    const figure = figureOf("{curve: phase-diagram, over: temperature}");
    const [binodal, spinodal] = [lineOf(figure, "binodal"), lineOf(figure, "spinodal")];
    // a point of the curve is at a = 1/2: both parameters are 2 there
    expect(Math.max(...binodal.y.filter(Number.isFinite))).toBeNear(1000, { rel: 1e-14 });
    expect(Math.max(...spinodal.y.filter(Number.isFinite))).toBeNear(1000, { rel: 1e-14 });
    for (const [i, T] of spinodal.y.entries())
      if (Number.isFinite(T)) expect(T).toBeLessThanOrEqual(binodal.y[i] * (1 + 1e-15));
    // T 2 A0 T0 / (4 a (1-a) A) : 2 A T a(1-a) at 800 K, A = 2.5
    const i = 150;
    expect(spinodal.y[i]).toBeNear(2 * 2.5 * 800 * spinodal.x[i] * (1 - spinodal.x[i]), { rel: 1e-14 });
    const mixture = figure.marks.find((mark) => mark.kind === "points");
    expect(mixture?.kind === "points" && mixture.x[0]).toBeNear(0.5, { rel: 1e-12 });
    expect(mixture).toMatchObject({ y: [800] });
  });

  test("over the Margules parameter has its critical point at 2, and the mixture at its own", () => {
    const figure = figureOf("{curve: phase-diagram, over: margules}");
    expect(Math.min(...lineOf(figure, "binodal").y.filter(Number.isFinite))).toBeNear(2, { rel: 1e-14 });
    expect(figure.marks.find((mark) => mark.kind === "points")).toMatchObject({ y: [2.5] });
    // at A = 2.5 the binodal is at 0.1448: the curve crosses 2.5 between its neighbours
    const { x, y } = lineOf(figure, "binodal");
    const crossing = x.findIndex((a, i) => a > 0.1 && y[i] < 2.5);
    expect(x[crossing]).toBeGreaterThan(0.144794);
    expect(x[crossing - 1]).toBeLessThan(0.144795);
  });

  test("reaches to 1.2 times the parameter of the mixture, or to 3", () => {
    const top = (A: number): number =>
      Math.max(...lineOf(figureOf("{curve: phase-diagram, over: margules}", A), "binodal").y.filter(Number.isFinite));
    // the steepest step of the curve within is dA = da / a = 0.0025 / 0.07 at 3, and / 0.04 at 3.6
    expect(top(1)).toBeNear(3, { abs: 0.05 });
    expect(top(1)).toBeLessThanOrEqual(3);
    expect(top(3)).toBeNear(3.6, { abs: 0.1 });
  });

  test("adds up terms of Margules, and stands about the mean of a start that rises", () => {
    const figure = figureOf("{curve: phase-diagram, over: margules}", "1.5}, {margules: 1", "0.4 + 0.1 * x / (40 nm)");
    const mixture = figure.marks.find((mark) => mark.kind === "points");
    expect(mixture).toMatchObject({ y: [2.5] });
    // midpoints of a straight line have its mean
    expect(mixture?.kind === "points" && mixture.x[0]).toBeNear(0.45, { rel: 1e-12 });
  });
});
