import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { goldmanCurrent } from "#physics/electro/goldman-hodgkin-katz.ts";
import { planckCurrent } from "#physics/electro/planck.ts";
import { currentOf, ionModel, solvedIons } from "../support/ions.ts";
import "../support/matchers.ts";

const KCL = [
  { name: "k", z: 1, D: 1.957e-9, left: 500, right: 100 },
  { name: "cl", z: -1, D: 2.032e-9, left: 500, right: 100 },
];

/** KCl, 500 | 100 mM under 100 mV, through an uncharged pore [A m^-2]. */
const pore = (l: number, cells: number, field: "poisson" | "electroneutral" = "poisson") =>
  ionModel({ ions: KCL, layers: [{ l }], field, left: 0.1, right: 0, cells });

describe("Poisson-Nernst-Planck by finite volumes", () => {
  // the values of collocation, to their twelve digits
  test.each([
    [1e-9, 4.22852407917e8],
    [5e-9, 7.37460039817e7],
    [20e-9, 1.83827555191e7],
  ])("converges at order 2 through a pore of %d m", (l, exact) => {
    const errors = [40, 80, 160, 320].map((cells) => currentOf(continuum, pore(l, cells)) - exact);
    for (let i = 0; i + 1 < errors.length; i++) {
      const order = Math.log2((errors[i] ?? 0) / (errors[i + 1] ?? 0));
      expect(order).toBeGreaterThan(1.97);
      expect(order).toBeLessThan(2.03);
    }
    // Richardson: the error of order 4 that is left is below a thousandth of that of order 2
    const [coarse = 0, fine = 0] = errors.slice(-2);
    expect(fine + (fine - coarse) / 3).toBeNear(0, { abs: 1e-3 * Math.abs(fine) });
  });

  test("of the three layers of a cation channel, with jumps of the fixed charge, too", () => {
    const model = (cells: number) =>
      ionModel({
        ions: KCL.map((ion) => ({ ...ion, D: 0.3 * ion.D })),
        layers: [{ l: 3e-9 }, { l: 4e-9, X: -300 }, { l: 3e-9 }],
        field: "poisson",
        left: 0.05,
        right: 0,
        cells,
      });
    const exact = 6527533.535;
    const [coarse = 0, middle = 0, fine = 0] = [50, 100, 200].map((cells) => currentOf(continuum, model(cells)));
    expect(Math.log2((middle - coarse) / (fine - middle))).toBeNear(2, { abs: 0.03 });
    expect(fine + (fine - middle) / 3).toBeNear(exact, { rel: 1e-9 });
  });
});

describe("the limits of Poisson's equation, which are no bounds", () => {
  const ions = KCL.map(({ z, D, left, right }) => ({ valence: z, diffusivity: D, left, right }));
  const goldman = (l: number) =>
    ions.reduce(
      (sum, { valence, diffusivity, left, right }) =>
        sum +
        goldmanCurrent({ valence, permeability: diffusivity / l, left, right, voltage: 0.1, temperature: 298.15 }),
      0,
    );
  const planck = (l: number) => planckCurrent({ ions, temperature: 298.15, thickness: l, voltage: 0.1 });

  test("a pore thin beside the Debye length is Goldman's, and more so as it is thinner: as L²", () => {
    const away = [4e-11, 2e-11, 1e-11].map((l) => currentOf(continuum, pore(l, 200), 2) / goldman(l) - 1);
    // quadratic in L / Debye length, with a share left for the next term and for the mesh
    for (let i = 0; i + 1 < away.length; i++) expect((away[i] ?? 0) / (away[i + 1] ?? 1)).toBeNear(4, { rel: 0.05 });
    expect(Math.abs(away[2] ?? 1)).toBeLessThan(1e-4);
  });

  test("a pore thick beside it is Planck's, as 1 / L²", () => {
    const away = [4e-7, 8e-7, 16e-7].map((l) => {
      const [coarse, fine] = [currentOf(continuum, pore(l, 400)), currentOf(continuum, pore(l, 800))];
      return (fine + (fine - coarse) / 3) / planck(l) - 1;
    });
    for (let i = 0; i + 1 < away.length; i++) expect((away[i] ?? 0) / (away[i + 1] ?? 1)).toBeNear(4, { rel: 0.05 });
    expect(Math.abs(away[2] ?? 1)).toBeLessThan(1e-4);
  });

  test("between them it may lie outside of both: at 5 nm it is 0.2 % below Planck", () => {
    const current = currentOf(continuum, pore(5e-9, 400));
    expect(current).toBeLessThan(planck(5e-9));
    expect(current / planck(5e-9)).toBeNear(0.99815, { abs: 1e-4 });
    expect(goldman(5e-9)).toBeGreaterThan(planck(5e-9));
  });
});

describe("neutral layers by finite volumes", () => {
  test("converge at order 2 to Planck's law, and to that with fixed charge", () => {
    for (const X of [0, -200]) {
      const model = (cells: number) =>
        ionModel({ ions: KCL, layers: [{ l: 1e-6, X }], field: "electroneutral", left: 0.1, right: 0, cells });
      const exact = currentOf(closedForm, model(1));
      const errors = [25, 50, 100].map((cells) => currentOf(continuum, model(cells)) - exact);
      for (let i = 0; i + 1 < errors.length; i++)
        expect(Math.log2((errors[i] ?? 0) / (errors[i + 1] ?? 0))).toBeNear(2, { abs: 0.05 });
    }
  });
});

describe("equilibria of ions, on any mesh", () => {
  const salt = [
    { name: "ca", z: 2, D: 8e-10, left: 50, right: 50 },
    { name: "cl", z: -1, D: 2e-9, left: 100, right: 100, K: [1, 0.3, 1] },
  ];
  const layers = [{ l: 2e-9 }, { l: 3e-9, X: 400, permittivity: 20 }, { l: 1e-9 }];

  for (const level of [continuum, master])
    test(`${level.name}: nothing flows, and concentrations are those of Boltzmann in the potential that is found`, () => {
      const model = ionModel({ ions: salt, layers, field: "poisson", left: 0, right: 0, cells: 7 });
      const thermal = (8.31446261815324 * 298.15) / 96485.33212331;
      const texts = [
        "flux(ca, right)",
        "flux(cl, left)",
        "c(ca, b.left)",
        "c(cl, b.left)",
        "c(cl, a.right)",
        "electric_potential(b.left)",
      ];
      const { read } = solvedIons(level, model, texts);
      expect(read("flux(ca, right)")).toBe(0);
      expect(read("flux(cl, left)")).toBe(0);
      const φ = read("electric_potential(b.left)") / thermal;
      // the turns end at 1e-10 RT/F
      expect(read("c(ca, b.left)")).toBeNear(50 * Math.exp(-2 * φ), { rel: 1e-9 });
      expect(read("c(cl, a.right)")).toBeNear(100 * Math.exp(φ), { rel: 1e-9 });
      expect(read("c(cl, b.left)")).toBeNear(30 * Math.exp(φ), { rel: 1e-9 });
    });

  test("neutral: Donnan's step at the face, for any valences and K", () => {
    const model = ionModel({ ions: salt, layers, field: "electroneutral", left: 0, cells: 3 });
    const texts = [
      "c(ca, b.left)",
      "c(cl, b.left)",
      "electric_potential(b.left)",
      "electric_potential(right)",
      "flux(ca, a.right)",
    ];
    const { read } = solvedIons(continuum, model, texts);
    const [ca, cl] = [read("c(ca, b.left)"), read("c(cl, b.left)")];
    expect(2 * ca - cl).toBeNear(-400, { rel: 1e-12 });
    expect(ca * cl * cl).toBeNear(50 * 30 * 30, { rel: 1e-12 }); // the ionic product, at K = 0.3 of chloride
    expect(read("flux(ca, a.right)")).toBe(0);
  });
});
