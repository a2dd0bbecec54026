import { expect, test } from "vitest";
import { balancingField, nernstPlanckFlux } from "#physics/electro/nernst-planck.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const ion = { valence: 1, concentration: 10, gradient: 1e5, temperature: 298.15 };

test("the thermal voltage is 25.7 mV in the laboratory and 26.7 mV in the body", () => {
  expect(thermalVoltage(298.15) * 1e3).toBeNear(25.6925791211, TWELVE);
  expect(thermalVoltage(310.15) * 1e3).toBeNear(26.7266591125, TWELVE);
  expect(() => thermalVoltage(0)).toThrow(/temperature = 0/);
});

test("a field of 257 V/m holds 10 mM that fall off over 0.1 mm", () => {
  expect(balancingField(ion)).toBeNear(256.925791211, TWELVE);
  expect(() => balancingField({ ...ion, concentration: 0 })).toThrow(/concentration = 0/);
  expect(() => balancingField({ ...ion, valence: 0 })).toThrow(/valence = 0/);
});

test("in the balancing field nothing flows; in its opposite drift doubles diffusion", () => {
  const field = balancingField(ion);
  const diffusion = -1e-9 * ion.gradient;
  // the product of four factors cancels to their rounding
  expect(nernstPlanckFlux({ ...ion, diffusivity: 1e-9, field })).toBeNear(0, { abs: 4e-16 * Math.abs(diffusion) });
  expect(nernstPlanckFlux({ ...ion, diffusivity: 1e-9, field: -field })).toBeNear(2 * diffusion, { rel: 1e-15 });
  expect(balancingField({ ...ion, valence: -2 })).toBeNear(-field / 2, { rel: 1e-15 });
});

test("an ion drifts with D z F E / RT", () => {
  const flat = { valence: -2, concentration: 3, gradient: 0, temperature: 298.15 };
  const drift = nernstPlanckFlux({ ...flat, diffusivity: 1e-9, field: 1000 });
  expect(drift).toBeNear((-2 * 3 * 1e-9 * 1000) / 0.0256925791211, { rel: 1e-11 });
  expect(() => nernstPlanckFlux({ ...flat, diffusivity: 0, field: 1 })).toThrow(/diffusivity = 0/);
  expect(() => nernstPlanckFlux({ ...flat, diffusivity: 1, field: 1, concentration: -1 })).toThrow(
    /concentration = -1/,
  );
});
