import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { FARADAY, GAS_CONSTANT, VACUUM_PERMITTIVITY } from "#units/constants.ts";
import { ionModel, solvedIons } from "../support/ions.ts";
import "../support/matchers.ts";

const T = 298.15;
const THERMAL = (GAS_CONSTANT * T) / FARADAY;
/** Some ten operations on numbers near 1. */
const near = { rel: 1e-11 };

describe.each(["left", "right"] as const)("a 2:2 salt of 3 mol/m^3 before a wall on the %s", (wall) => {
  const bath = wall === "left" ? "right" : "left";
  const thickness = 2e-7;
  const zeta = -0.04;
  const model = ionModel({
    ions: [
      { name: "M", z: 2, D: 1e-9, left: 3, right: 3 },
      { name: "A", z: -2, D: 2e-9, left: 3, right: 3 },
    ],
    layers: [{ l: thickness }],
    field: "poisson",
    [wall]: 0.01 + zeta,
    [bath]: 0.01,
  });
  const closed = { ...model, boundaries: model.boundaries.filter(({ end }) => end === bath) };
  // 1/λ² = F² Σ z² c / (ε R T)
  const length = Math.sqrt((80 * VACUUM_PERMITTIVITY * GAS_CONSTANT * T) / (FARADAY ** 2 * (4 * 3 + 4 * 3)));
  const x = (distance: number) => (wall === "left" ? distance : thickness - distance);

  test("u = z F φ / RT falls as tanh(u/4) = tanh(u_0/4) e^(-x/λ), and the ions follow it", () => {
    for (const distance of [0.3 * length, 2 * length, 7 * length]) {
      const u = 4 * Math.atanh(Math.tanh((2 * zeta) / THERMAL / 4) * Math.exp(-distance / length));
      const place = String(x(distance));
      const result = solvedIons(closedForm, closed, [
        `c(M, ${place})`,
        `c(A, ${place})`,
        `electric_potential(${place})`,
        "flux(M, left)",
      ]);
      expect(result.read(`electric_potential(${place})`)).toBeNear(0.01 + (u / 2) * THERMAL, near);
      expect(result.read(`c(M, ${place})`)).toBeNear(3 * Math.exp(-u), near);
      expect(result.read(`c(A, ${place})`)).toBeNear(3 * Math.exp(u), near);
      expect(result.read("flux(M, left)")).toBe(0);
    }
  });

  test("at the wall is its own potential, at the bath that of the bath", () => {
    const texts = [wall, bath].flatMap((end) => [`c(M, ${end})`, `c(A, a.${end})`, `electric_potential(${end})`]);
    const { read } = solvedIons(closedForm, closed, texts);
    expect(read(`electric_potential(${wall})`)).toBeNear(0.01 + zeta, near);
    expect(read(`electric_potential(${bath})`)).toBe(0.01);
    expect(read(`c(M, ${wall})`)).toBeNear(3 * Math.exp((-2 * zeta) / THERMAL), near);
    expect(read(`c(A, a.${wall})`)).toBeNear(3 * Math.exp((2 * zeta) / THERMAL), near);
    expect(read(`c(M, ${bath})`)).toBeNear(3, near);
    expect(read(`c(A, a.${bath})`)).toBeNear(3, near);
  });
});
