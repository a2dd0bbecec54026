import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import { FARADAY, GAS_CONSTANT } from "#units/constants.ts";
import { ionModel, solvedIons } from "../support/ions.ts";
import "../support/matchers.ts";

// The continuum has order 2 on 400 cells of a profile without layers: some 1e-6; a step of Donnan's potential on the wrong
// side of the voltage is of order 1.
test.each([
  ["of no charge", 0, 0.05],
  ["of positive charge", 60, 0.05],
  ["of negative charge", -150, -0.02],
] as const)("a layer %s that keeps neutral: the closed form is the limit of the continuum", (_, X, left) => {
  const model = ionModel({
    ions: [
      { name: "K", z: 1, D: 2e-9, left: 100, right: 20 },
      { name: "Cl", z: -1, D: 1.5e-9, left: 100, right: 20 },
    ],
    layers: [{ l: 1e-6, X }],
    field: "electroneutral",
    left,
    right: 0.01,
    cells: 400,
  });
  const texts = ["flux(K, right)", "flux(Cl, right)", "c(K, a.left)", "c(Cl, a.right)"];
  const [exact, found] = [solvedIons(closedForm, model, texts), solvedIons(continuum, model, texts)];
  for (const text of texts) expect(exact.read(text), text).toBeNear(found.read(text), { rel: 1e-4 });
});

describe.each(["left", "right"] as const)("a layer without a current, whose potential is given on the %s", (known) => {
  const other = known === "left" ? "right" : "left";
  const layer = (X: number) =>
    ionModel({
      ions: [
        { name: "K", z: 1, D: 2e-9, left: 100, right: 20 },
        { name: "Cl", z: -1, D: 0.5e-9, left: 100, right: 20 },
      ],
      layers: [{ l: 1e-6, X }],
      field: "electroneutral",
      [known]: 0.03,
    });
  const thermal = (GAS_CONSTANT * 298.15) / FARADAY;
  const texts = [known, other].flatMap((end) => [
    `electric_potential(${end})`,
    `electric_potential(a.${end})`,
    `c(K, a.${end})`,
    `c(Cl, ${end})`,
  ]);

  test("a salt has its junction potential, (D+ - D-) / (D+ + D-) of a thermal voltage for each factor e", () => {
    const { read } = solvedIons(closedForm, layer(0), [...texts, "flux(K, left)", "flux(Cl, right)"]);
    const junction = (0.6 * thermal * Math.log(100 / 20)) as number;
    // the faster cation runs ahead: the dilute side is positive
    const rise = known === "left" ? junction : -junction;
    expect(read(`electric_potential(${known})`)).toBe(0.03);
    expect(read(`electric_potential(${other})`)).toBeNear(0.03 + rise, { rel: 1e-12 });
    expect(read(`electric_potential(a.${other})`)).toBeNear(0.03 + rise, { rel: 1e-12 });
    // the ambipolar D = 2 D+ D- / (D+ + D-)
    expect(read("flux(K, left)")).toBeNear((0.8e-9 * 80) / 1e-6, { rel: 1e-12 });
    expect(read("flux(Cl, right)")).toBeNear((0.8e-9 * 80) / 1e-6, { rel: 1e-12 });
  });

  test("with fixed charge the faces stand beside the baths by Donnan's steps", () => {
    const { read } = solvedIons(closedForm, layer(-50), texts);
    for (const [end, c] of [
      ["left", 100],
      ["right", 20],
    ] as const) {
      // c+ c- = c² and c+ - c- = 50
      const cation = 25 + Math.sqrt(25 ** 2 + c ** 2);
      expect(read(`c(K, a.${end})`)).toBeNear(cation, { rel: 1e-12 });
      expect(read(`c(Cl, ${end})`)).toBeNear(cation - 50, { rel: 1e-11 });
      const step = read(`electric_potential(a.${end})`) - read(`electric_potential(${end})`);
      expect(step).toBeNear(-thermal * Math.log(cation / c), { rel: 1e-10 });
    }
    // Teorell, Meyer and Sievers: Donnan's steps, and between them (D+ - D-)/(D+ + D-) ln of the sum of D c
    const u = 0.6;
    const inner = (c: number) => Math.sqrt(4 * c ** 2 + 50 ** 2) + u * 50;
    const donnan = (c: number) => Math.asinh(50 / (2 * c));
    const membrane = thermal * (donnan(20) - donnan(100) + u * Math.log(inner(100) / inner(20)));
    const across = read("electric_potential(right)") - read("electric_potential(left)");
    expect(across).toBeNear(membrane, { rel: 1e-10 });
    expect(read(`electric_potential(${known})`)).toBe(0.03);
  });
});
