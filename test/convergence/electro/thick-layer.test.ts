/**
 * Poisson-Nernst-Planck of ever thicker layers comes to the electroneutral laws: two ways that share nothing.
 */
import { expect, test } from "vitest";
import { planckFluxes } from "#physics/electro/planck.ts";
import { saltFluxes } from "#physics/electro/planck-binary.ts";
import { chargedLayerFluxes } from "#physics/electro/planck-charged.ts";
import { chargedMembraneFluxes } from "#physics/electro/teorell-meyer-sievers.ts";
import { type PnpIon, steadyPnp } from "../../support/pnp-collocation.ts";
import "../../support/matchers.ts";

const temperature = 298.15;
const voltage = 0.04;

/** Largest relative distance of the fluxes from a law, at each thickness [nm]. */
function distances(
  thicknesses: readonly number[],
  ions: readonly PnpIon[],
  fixedCharge: number,
  law: (thickness: number) => readonly number[],
): number[] {
  return thicknesses.map((nanometres) => {
    const thickness = nanometres * 1e-9;
    const layers = [{ thickness, relativePermittivity: 80, fixedCharge }];
    const { fluxes } = steadyPnp({ ions, layers, voltage, temperature });
    const expected = law(thickness);
    return Math.max(...fluxes.map((flux, i) => Math.abs(flux / expected[i] - 1)));
  });
}

/** log2 of what each doubling of the thickness gains. */
const orders = (errors: readonly number[]): number[] => errors.slice(1).map((error, k) => Math.log2(errors[k] / error));

test("many ions without fixed charge: to Planck's law as (λ/L)²", () => {
  const ions = [
    { valence: 1, diffusivity: 1.334e-9, left: 90, right: 20 },
    { valence: 1, diffusivity: 1.957e-9, left: 10, right: 280 },
    { valence: -1, diffusivity: 2.032e-9, left: 100, right: 300 },
  ];
  const errors = distances([100, 200, 400, 800], ions, 0, (thickness) =>
    planckFluxes({ ions, thickness, voltage, temperature }),
  );
  for (const order of orders(errors)) expect(order).toBeNear(2, { abs: 0.1 });
});

test("a 2:1 salt: to its law as (λ/L)²", () => {
  const cation = { valence: 2, diffusivity: 0.7e-9, left: 30, right: 90 };
  const anion = { valence: -1, diffusivity: 2.032e-9, left: 60, right: 180 };
  const errors = distances([100, 200, 400, 800], [cation, anion], 0, (thickness) => {
    const fluxes = saltFluxes({ cation, anion, thickness, voltage, temperature });
    return [fluxes.cation, fluxes.anion];
  });
  for (const order of orders(errors)) expect(order).toBeNear(2, { abs: 0.1 });
});

test("fixed charge, concentrations given inside: to the charged law as (λ/L)²", () => {
  const ions = [
    { valence: 1, diffusivity: 1.334e-9, left: 110, right: 30 },
    { valence: 1, diffusivity: 1.957e-9, left: 10, right: 240 },
    { valence: -1, diffusivity: 2.032e-9, left: 20, right: 170 },
  ];
  const errors = distances([100, 200, 400, 800], ions, -100, (thickness) =>
    chargedLayerFluxes({ ions, fixedCharge: -100, thickness, voltage, temperature }),
  );
  for (const order of orders(errors)) expect(order).toBeNear(2, { abs: 0.1 });
});

test("fixed charge between baths: to Teorell, Meyer and Sievers as λ/L, the share of the double layers at its faces", () => {
  const ions = [
    { valence: 1, diffusivity: 1.334e-9, left: 100, right: 20 },
    { valence: -1, diffusivity: 2.032e-9, left: 100, right: 20 },
  ];
  const membrane = { cation: 1.334e-9, anion: 2.032e-9, left: 100, right: 20, fixedCharge: -150, temperature };
  const errors = distances([200, 400, 800, 1600], ions, -150, (thickness) => {
    const fluxes = chargedMembraneFluxes({ ...membrane, thickness, voltage });
    return [fluxes.cation, fluxes.anion];
  });
  for (const order of orders(errors)) expect(order).toBeNear(1, { abs: 0.1 });
});
