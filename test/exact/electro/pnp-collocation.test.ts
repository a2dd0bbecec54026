import { describe, expect, test } from "vitest";
import { debyeLength } from "#physics/electro/debye-length.ts";
import { donnanEquilibrium } from "#physics/electro/donnan.ts";
import { boltzmannConcentration, diffuseLayerPotential } from "#physics/electro/gouy-chapman.ts";
import { planckFluxes } from "#physics/electro/planck.ts";
import { type PnpProblem, steadyPnp } from "../../support/pnp-collocation.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const temperature = 298.15;
const relativePermittivity = 80;
const THERMAL = (8.31446261815324 * temperature) / 96485.33212331;

function kcl(left: number, right: number) {
  return [
    { valence: 1, diffusivity: 1.957e-9, left, right },
    { valence: -1, diffusivity: 2.032e-9, left, right },
  ];
}

describe("an uncharged channel between 500 and 100 mM KCl at 100 mV", () => {
  const channel = (thickness: number, voltage = 0.1): PnpProblem => ({
    ions: kcl(500, 100),
    layers: [{ thickness, relativePermittivity }],
    voltage,
    temperature,
  });
  const rows: readonly (readonly [nanometres: number, current: number])[] = [
    [1, 4.22852407917e8],
    [5, 7.37460039817e7],
    [20, 1.83827555191e7],
    [200, 1846880.88181],
  ];
  for (const [nanometres, current] of rows)
    test(`${nanometres} nm long`, () => {
      expect(steadyPnp(channel(nanometres * 1e-9)).current).toBeNear(current, TWELVE);
    });

  test("5 nm long, it reverses at 0.75 mV", () => {
    // the current is all but linear there: the secant method needs few steps
    let [before, voltage] = [0, 0.001];
    let last = steadyPnp(channel(5e-9, before)).current;
    for (let count = 0; count < 5; count++) {
      const { current } = steadyPnp(channel(5e-9, voltage));
      if (current === last) break;
      [before, voltage, last] = [voltage, voltage - (current * (voltage - before)) / (current - last), current];
    }
    expect(voltage * 1e3).toBeNear(0.748476607173, TWELVE);
  });
});

test("a channel of -1 M between 100 mM baths: current, its share of cations, and potassium in the middle", () => {
  const { current, fluxes, at } = steadyPnp({
    ions: kcl(100, 100),
    layers: [{ thickness: 5e-9, relativePermittivity, fixedCharge: -1000 }],
    voltage: 0.1,
    temperature,
  });
  expect(current).toBeNear(7.20236369003e7, TWELVE);
  expect(fluxes[0] / (fluxes[0] - fluxes[1])).toBeNear(0.96824854224, { rel: 5e-11 }); // eleven digits are given
  expect(at(2.5e-9).concentrations[0]).toBeNear(982.904243682, TWELVE);
});

describe("a 4 nm filter of -300 mM between two vestibules of 3 nm", () => {
  const current = (voltage: number): number =>
    steadyPnp({
      ions: [
        { valence: 1, diffusivity: 5.871e-10, left: 500, right: 100 },
        { valence: -1, diffusivity: 6.096e-10, left: 500, right: 100 },
      ],
      layers: [
        { thickness: 3e-9, relativePermittivity },
        { thickness: 4e-9, relativePermittivity, fixedCharge: -300 },
        { thickness: 3e-9, relativePermittivity },
      ],
      voltage,
      temperature,
    }).current;
  // given to 1e-3 A/m²
  for (const [millivolts, expected] of [
    [-100, -9786394.149],
    [-50, -4725120.872],
    [0, 762791.93],
    [50, 6527533.535],
    [100, 12381469.493],
  ])
    test(`current at ${millivolts} mV`, () => {
      expect(current(millivolts / 1e3)).toBeNear(expected, { abs: 6e-4 });
    });

  test("reverses at -6.76 mV", () => {
    // given to 1e-9 mV: just before and just after, the current has opposite signs
    expect(current(-6.764396457e-3)).toBeLessThan(0);
    expect(current(-6.764396455e-3)).toBeGreaterThan(0);
  });
});

test("a charged third of an interval, in units of kT/e and of its length: fluxes of the mesh limit", () => {
  // lam = 0.02, X = -1 on (1/3, 2/3), p = n = 1 at the left and 0.1 at the right, 2 kT/e lower at the left
  const lam = 0.02;
  const permittivity = (lam ** 2 * 96485.33212331) / (8.8541878128e-12 * THERMAL);
  const third = { thickness: 1 / 3, relativePermittivity: permittivity };
  const { fluxes } = steadyPnp({
    ions: [
      { valence: 1, diffusivity: 1, left: 1, right: 0.1 },
      { valence: -1, diffusivity: 1, left: 1, right: 0.1 },
    ],
    layers: [third, { ...third, fixedCharge: -1 }, third],
    voltage: -2 * THERMAL,
    temperature,
  });
  expect(fluxes[0]).toBeNear(0.126872574, { abs: 5e-10 });
  expect(fluxes[1]).toBeNear(1.193177823, { abs: 5e-10 });
});

test("a higher degree changes nothing: the error is that of rounding", () => {
  const problem: PnpProblem = {
    ions: [
      { valence: 2, diffusivity: 0.79e-9, left: 10, right: 60 },
      { valence: 1, diffusivity: 1.334e-9, left: 100, right: 20 },
      { valence: -1, diffusivity: 2.032e-9, left: 120, right: 140 },
    ],
    layers: [
      { thickness: 3e-9, relativePermittivity: 80, fixedCharge: 200 },
      { thickness: 2e-9, relativePermittivity: 10, fixedCharge: -400 },
    ],
    voltage: -0.05,
    temperature,
  };
  const low = steadyPnp({ ...problem, degree: 8 });
  const high = steadyPnp({ ...problem, degree: 12 });
  low.fluxes.forEach((flux, i) => {
    expect(flux).toBeNear(high.fluxes[i], { rel: 1e-11 });
  });
});

test("at equilibrium with a charged plane it is the layer of Gouy and Chapman, and nothing flows", () => {
  const plane = { concentration: 100, surfacePotential: -0.05, relativePermittivity: 78.4, temperature };
  const length = debyeLength({ ionicStrength: 100, relativePermittivity: 78.4, temperature });
  const crowd = (valence: number) =>
    boltzmannConcentration({ valence, concentration: 100, potential: -0.05, temperature });
  const { fluxes, at } = steadyPnp({
    ions: [1, -1].map((valence) => ({ valence, diffusivity: 1e-9, left: crowd(valence), right: 100 })),
    layers: [{ thickness: 30 * length, relativePermittivity: 78.4 }],
    voltage: -0.05,
    temperature,
    // inside an element of h = 1.7 λ the polynomial errs by about (h/4)^13 / 13! = 2e-15 of an exponential
    degree: 12,
  });
  // the other end is 30 λ away: e^-30 = 1e-13
  for (const distance of [0.3, 1, 3].map((x) => x * length))
    expect(at(distance).potential).toBeNear(diffuseLayerPotential({ ...plane, distance }), { rel: 1e-10 });
  for (const flux of fluxes) expect(flux).toBeNear(0, { abs: 1e-11 * ((1e-9 * 100) / length) });
});

test("inside a thick charged layer it is the equilibrium of Donnan", () => {
  const { at } = steadyPnp({
    ions: kcl(100, 100),
    layers: [
      { thickness: 30e-9, relativePermittivity },
      { thickness: 30e-9, relativePermittivity, fixedCharge: -500 },
      { thickness: 30e-9, relativePermittivity },
    ],
    voltage: 0,
    temperature,
  });
  const ions = [1, -1].map((valence) => ({ valence, concentration: 100 }));
  const { potential, concentrations } = donnanEquilibrium({ ions, fixedCharge: -500, temperature });
  // 15 nm from its faces, of 0.4 nm each Debye length: e^-36; and rounding times (L/λ)² = 4e4, of the counter-ion
  expect(at(45e-9).potential).toBeNear(potential, { rel: 1e-10 });
  expect(at(45e-9).concentrations[1]).toBeNear(concentrations[1], { rel: 1e-10 });
});

test("without charges to speak of, two dielectrics share the voltage as capacitors in series", () => {
  const { at } = steadyPnp({
    ions: kcl(1e-15, 1e-15), // λ of 0.3 m: (L/λ)² = 1e-15
    layers: [
      { thickness: 2e-9, relativePermittivity: 2 },
      { thickness: 8e-9, relativePermittivity: 80 },
    ],
    voltage: 0.1,
    temperature,
  });
  expect(at(2e-9).potential).toBeNear(0.1 * (0.1 / 1.1), { rel: 1e-12 });
});

test("three ions: a layer 100 times as thick as its Debye length is near Planck's law, and not at it", () => {
  const ions = [
    { valence: 1, diffusivity: 1.334e-9, left: 90, right: 20 },
    { valence: 1, diffusivity: 1.957e-9, left: 10, right: 280 },
    { valence: -1, diffusivity: 2.032e-9, left: 100, right: 300 },
  ];
  const layers = [{ thickness: 100e-9, relativePermittivity }];
  const { fluxes } = steadyPnp({ ions, layers, voltage: 0.03, temperature });
  const limit = planckFluxes({ ions, thickness: 100e-9, voltage: 0.03, temperature });
  fluxes.forEach((flux, i) => {
    const distance = Math.abs(flux / limit[i] - 1);
    expect(distance).toBeLessThan(1e-2);
    expect(distance).toBeGreaterThan(1e-8);
  });
});
