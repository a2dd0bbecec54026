import { expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { FARADAY, GAS_CONSTANT } from "#units/constants.ts";
import { ionModel, solvedIons } from "../support/ions.ts";
import "../support/matchers.ts";

// z+ = 2 reacts and z- = -1 rests: N = (1 + 2) D (c_bath - c_electrode) / δ toward the electrode, c- = 2 c+, and at rest
// the anion has c- e^(-Fφ/RT) the same everywhere: φ_electrode - φ_bath = (RT/F) ln(c_electrode / c_bath)
test.each([
  "left",
  "right",
] as const)("copper comes to an electrode on the %s three times as fast as without the field", (electrode) => {
  const bath = electrode === "left" ? "right" : "left";
  const closed = { kind: "no-flux" } as const;
  const model = ionModel({
    ions: [
      { name: "Cu", z: 2, D: 0.7e-9, left: electrode === "left" ? 4 : 10, right: electrode === "left" ? 10 : 4 },
      {
        name: "Cl",
        z: -1,
        D: 2e-9,
        left: electrode === "left" ? closed : 20,
        right: electrode === "left" ? 20 : closed,
      },
    ],
    layers: [{ l: 5e-5 }],
    field: "electroneutral",
    [bath]: 0.03,
  });
  const ends = ["left", "right"].flatMap((end) => [end, `a.${end}`]);
  const texts = ends.flatMap((end) => [`c(Cu, ${end})`, `c(Cl, ${end})`, `electric_potential(${end})`]);
  const { read } = solvedIons(closedForm, model, [...texts, "flux(Cu, left)", "flux(Cu, right)", "flux(Cl, right)"]);
  const near = { rel: 1e-12 };
  const toward = (3 * 0.7e-9 * (10 - 4)) / 5e-5;
  for (const end of ["left", "right"])
    expect(read(`flux(Cu, ${end})`)).toBeNear(electrode === "right" ? toward : -toward, near);
  expect(read("flux(Cl, right)")).toBe(0);
  for (const face of ["", "a."]) {
    expect(read(`c(Cu, ${face}${electrode})`)).toBeNear(4, near);
    expect(read(`c(Cl, ${face}${electrode})`)).toBeNear(8, near);
    expect(read(`c(Cu, ${face}${bath})`)).toBeNear(10, near);
    expect(read(`c(Cl, ${face}${bath})`)).toBeNear(20, near);
    const drop = ((GAS_CONSTANT * 298.15) / FARADAY) * Math.log(0.4);
    expect(read(`electric_potential(${face}${electrode})`)).toBeNear(0.03 + drop, near);
    expect(read(`electric_potential(${face}${bath})`)).toBe(0.03);
  }
});
