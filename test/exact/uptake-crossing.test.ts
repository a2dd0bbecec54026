import { describe, expect, test } from "vitest";
import { resultOf } from "../support/result-of.ts";
import "../support/matchers.ts";

const [L1, L2, D, P, c0, Vmax, Km] = [20e-6, 10e-6, 5e-10, 2e-5, 1, 6e-5, 0.3] as const;

/** Two layers with a film between them, and carriers on one side of it that put what they take on the other. */
const stack = (at: string, behind: string) => `perrin: 1
species: {drug: {D: ${D} m^2/s}}
domain:
  geometry: slab
  layers:
    - {name: a, thickness: ${L1} m}
    - {name: film, membrane: {drug: {P: ${P} m/s}}}
    - {name: b, thickness: ${L2} m}
carriers: {pgp: {law: michaelis-menten, Vmax: ${Vmax} mol/m^2/s, Km: ${Km} mol/m^3}}
sources: [{name: efflux, carrier: pgp, species: drug, at: ${at}, area: 1, behind: ${behind}}]
boundary: {left: {drug: {concentration: ${c0} mol/m^3}}, right: {drug: {concentration: 0 mol/m^3}}}
solve: steady
levels: [master, continuum]
outputs: {J: "flux(drug, right)", before: "flux(drug, a.right)", behind: "flux(drug, b.left)", taken: "uptake(drug, efflux)"}
`;

/** J and what is taken, by bisection of D (c0 - a) / L1 = P (a - b) + T = D b / L2. */
function fluxOf(carried: (a: number, b: number) => number): { readonly J: number; readonly taken: number } {
  let [low, high] = [0, 10 * c0];
  const sides = (b: number) => ({ a: c0 - (b * L1) / L2, J: (D * b) / L2 });
  for (let i = 0; i < 200; i++) {
    const b = 0.5 * (low + high);
    const { a, J } = sides(b);
    if (P * (a - b) + carried(a, b) > J) low = b;
    else high = b;
  }
  const { a, J } = sides(low);
  return { J, taken: Math.abs(carried(a, low)) };
}

const pump = (c: number) => (Vmax * c) / (Km + c);

describe("carriers that put what they take on the other side of a membrane", () => {
  test.each([
    ["against the flow", "b.left", "a.right", (_: number, b: number) => -pump(b)],
    ["with the flow", "a.right", "b.left", (a: number) => pump(a)],
  ])("%s: the steady flux is that of the layers, the film and the carriers, one and the same everywhere", (_, at, behind, carried) => {
    const { J, taken } = fluxOf(carried);
    const { levels } = resultOf(stack(at, behind));
    for (const level of ["continuum", "master"] as const) {
      const { outputs = {} } = levels[level] ?? {};
      // straight profiles: exact on any mesh, but for the solver of the nonlinear steady state
      expect(outputs.J?.value).toBeNear(J, { rel: 1e-9 });
      expect(outputs.before?.value).toBeNear(J, { rel: 1e-9 });
      expect(outputs.behind?.value).toBeNear(J, { rel: 1e-9 });
      expect(outputs.taken?.value).toBeNear(taken, { rel: 1e-9 });
    }
  });

  test("into a well behind a film: amounts are kept, and the well fills against its own concentration", () => {
    const { levels, expect: expected } = resultOf(`perrin: 1
species: {drug: {D: ${D} m^2/s}}
domain:
  geometry: slab
  layers: [{name: film, membrane: {drug: {P: 1e-8 m/s}}}, {name: cell, thickness: 10 um}]
compartments: {well: {volume: 1 uL, contains: {drug: 1 mM}}}
carriers: {pgp: {law: michaelis-menten, Vmax: 1e-7 mol/m^2/s, Km: 0.1 mM}}
sources: [{name: efflux, carrier: pgp, species: drug, at: cell.left, area: 1, behind: well}]
boundary: {left: {compartment: well, area: 1 cm^2}, right: {drug: no-flux}}
solve: {transient: {until: 2 h, every: 1 h}}
levels: [continuum]
outputs: {total: "amount(drug, all)", inside: "c(drug, cell.right)", outside: "c(drug, well)"}
expect: [{of: total, conserved: 1e-12}]
`);
    const { outputs = {} } = levels.continuum ?? {};
    const [cell, well] = [outputs.inside?.value ?? 0, outputs.outside?.value ?? 0];
    expect(expected).toMatchObject([{ verdict: "met" }]);
    // at rest P (c_well - c) = Vmax c / (Km + c); slowest, e^{-P t / h} of both with h = 10 um: e^{-14}
    expect(1e-8 * (well - cell)).toBeNear((1e-7 * cell) / (0.1 + cell), { rel: 1e-5 });
    expect(cell).toBeLessThan(0.02 * well);
  });
});
