import { expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
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
