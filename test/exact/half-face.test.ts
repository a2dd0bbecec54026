import { describe, expect, test } from "vitest";
import { halfFace, membraneEnd, seriesFace } from "#generator/half-face.ts";
import { held } from "../support/closed-form.ts";
import { throughSteady } from "../support/networks.ts";

const rounding = { rel: 8 * Number.EPSILON };
const NONE = Number.POSITIVE_INFINITY;

describe("half a face", () => {
  test("without slope and drift passes D / s both ways", () => {
    expect(halfFace(3, 0, 0)).toEqual({ forward: 3, backward: 3 });
  });

  test("is the exact flux over a stretch of linear u: 0 for c = e^{-u}, D Δu / s for a uniform c", () => {
    const { forward, backward } = halfFace(2, 1.5, 0);
    expect(forward).toBeNear(backward * Math.exp(-1.5), rounding); // nothing flows from c = 1 to c = e^{-1.5}
    expect(forward - backward).toBeNear(-2 * 1.5, rounding); // uniform c drifts down the slope
  });

  test("with a drift is the Patlak law: J = v (c1 - c2 e^{-Pe}) / (1 - e^{-Pe}), Pe = v s / D", () => {
    for (const Pe of [1e-8, 0.03, 1, 7, 40, -1, -12]) {
      const [D, s] = [3, 0.25];
      const v = (Pe * D) / s;
      const { forward, backward } = halfFace(D / s, 0, Pe);
      expect(forward).toBeNear(v / -Math.expm1(-Pe), rounding);
      expect(backward).toBeNear(v / Math.expm1(Pe), rounding);
    }
  });

  test("is upwind when the drop is steep: all downhill, nothing uphill", () => {
    expect(halfFace(2, -2000, 0)).toEqual({ forward: 4000, backward: 0 });
    expect(halfFace(2, 0, 2000)).toEqual({ forward: 4000, backward: 0 });
  });
});

describe("two halves in series", () => {
  test("of one medium are one face, with slope and drift", () => {
    for (const [du, Pe] of [
      [0, 0],
      [1.2, 0],
      [0, 3],
      [-4, 2],
    ]) {
      const whole = halfFace(5, du, Pe);
      const half = halfFace(10, du / 2, Pe / 2);
      const series = seriesFace(half, half, 0, NONE, 0.7);
      expect(series.forward).toBeNear(whole.forward, rounding);
      expect(series.backward).toBeNear(whole.backward, rounding);
    }
  });

  test("over a jump of u add the resistances s e^u / D: J = (a_L - a_R) / (s_L e^{u_L} / D_L + s_R e^{u_R} / D_R)", () => {
    const [uL, uR, gL, gR] = [0.4, -1.3, 2, 7];
    const resistance = Math.exp(uL) / gL + Math.exp(uR) / gR;
    for (const [left, right, jump, u] of [
      [gL, gR, uR - uL, uL],
      [gR, gL, uL - uR, uR],
    ]) {
      const { forward, backward } = seriesFace(halfFace(left, 0, 0), halfFace(right, 0, 0), jump, NONE, u);
      expect(forward).toBeNear(Math.exp(u) / resistance, rounding);
      expect(backward).toBeNear(Math.exp(u + jump) / resistance, rounding);
    }
  });

  test("with a membrane between them add 1 / P A, whatever K on its sides", () => {
    const [uL, uR, gL, gR, P] = [0.4, -1.3, 2, 7, 0.3];
    const resistance = Math.exp(uL) / gL + 1 / P + Math.exp(uR) / gR;
    for (const [left, right, u, v] of [
      [gL, gR, uL, uR],
      [gR, gL, uR, uL],
    ]) {
      const { forward, backward } = seriesFace(halfFace(left, 0, 0), halfFace(right, 0, 0), v - u, P, u);
      expect(forward).toBeNear(Math.exp(u) / resistance, rounding);
      expect(backward).toBeNear(Math.exp(v) / resistance, rounding);
    }
  });

  test("pass nothing over a membrane that the species does not cross", () => {
    expect(seriesFace(halfFace(1, 0, 0), halfFace(1, 0, 0), 0, 0, 0)).toEqual({ forward: 0, backward: 0 });
  });

  test("neither overflow nor underflow over rises and falls of u that no double can hold", () => {
    const half = halfFace(2, 0, 0);
    expect(seriesFace(half, half, 2000, NONE, 0)).toEqual({ forward: 0, backward: 2 });
    expect(seriesFace(half, half, -2000, NONE, 0)).toEqual({ forward: 2, backward: 0 });
    const [down, up] = [halfFace(2, -2000, 0), halfFace(2, 2000, 0)];
    expect(seriesFace(down, up, 0, NONE, 0)).toEqual({ forward: 0, backward: 0 }); // a well that keeps what falls in
  });
});

describe("half a face and a film to a bath", () => {
  test("J_in = P (a_bath - a_wall): resistances s e^u / D and 1 / P A in series", () => {
    const [g, u, P] = [3, 0.9, 0.5];
    const resistance = Math.exp(u) / g + 1 / P;
    const { forward, backward } = membraneEnd(halfFace(g, 0, 0), P, u);
    expect(forward).toBeNear(Math.exp(u) / resistance, rounding);
    expect(backward).toBeNear(1 / resistance, rounding);
  });

  test("without a film exchanges at the activity of the wall", () => {
    expect(membraneEnd(halfFace(3, 0, 0), NONE, 0.9)).toEqual({ forward: 3, backward: 3 * Math.exp(-0.9) });
  });
});

describe("a row of faces", () => {
  test("is exact for a linear potential on any mesh: D Δu / L over e^{Δu} - 1", () => {
    // c = 1 at u = 0 on the left, 0 at u = -4 on the right
    for (const cells of [1, 3, 10, 100]) {
      const J = throughSteady({ layers: [{ l: 1, D: 1 }], energy: "-4 * x", left: held(1), right: held(0) }, cells);
      expect(J).toBeNear(-4 / Math.expm1(-4), { rel: cells * 12 * Number.EPSILON });
    }
  });

  test("is exact for a constant drift on any mesh", () => {
    for (const cells of [1, 3, 10]) {
      const J = throughSteady({ layers: [{ l: 2, D: 3 }], drift: 5, left: held(1), right: held(0) }, cells);
      expect(J).toBeNear(5 / -Math.expm1((-5 * 2) / 3), { rel: cells * 12 * Number.EPSILON });
    }
  });

  test("is exact through a shell: 2πD / ln(b/a) of a cylinder, 4πD ab / (b - a) of a sphere", () => {
    for (const cells of [1, 4, 30]) {
      const shell = { start: 1, layers: [{ l: 2, D: 3, K: 5 }], left: held(1), right: held(0) };
      const allowed = { rel: cells * 12 * Number.EPSILON };
      const tube = throughSteady({ ...shell, geometry: "cylinder" }, cells);
      expect(tube).toBeNear((2 * Math.PI * 3) / Math.log(3), allowed);
      const ball = throughSteady({ ...shell, geometry: "sphere" }, cells);
      expect(ball).toBeNear((4 * Math.PI * 3 * 1 * 3) / 2, allowed);
    }
  });

  test("ends in films: robin at both ends adds 1 / P A with the area of each end", () => {
    const film = (permeability: number, concentration: number) => ({
      kind: "robin" as const,
      permeability,
      concentration,
    });
    const shell = { start: 1, geometry: "sphere" as const, layers: [{ l: 2, D: 3, K: 5 }] };
    const J = throughSteady({ ...shell, left: film(0.7, 2), right: film(0.2, 0) }, 3);
    const [inner, outer] = [4 * Math.PI, 4 * Math.PI * 9];
    const resistance = 1 / (0.7 * inner) + 2 / (4 * Math.PI * 3 * 3 * 5) + 1 / (0.2 * outer);
    expect(J).toBeNear(2 / resistance, { rel: 50 * Number.EPSILON });
  });

  test("counts membranes at an end and side by side, with the area of their face", () => {
    const shell = { start: 1, geometry: "cylinder" as const, right: held(0), left: held(2) };
    const layers = [{ P: 0.5 }, { l: 1, D: 2, K: 3 }, { P: 0.1 }, { P: 0.3 }, { l: 1, D: 1 }, { P: 4 }, { P: 6 }];
    const A = (r: number) => 2 * Math.PI * r;
    const way = Math.log(2) / (2 * Math.PI * 2 * 3) + Math.log(1.5) / (2 * Math.PI);
    const films = 1 / (0.5 * A(1)) + (1 / 0.1 + 1 / 0.3) / A(2) + (1 / 4 + 1 / 6) / A(3);
    expect(throughSteady({ ...shell, layers }, 2)).toBeNear(2 / (way + films), { rel: 100 * Number.EPSILON });
  });
});
