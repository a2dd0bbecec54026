/** What every law of electrodiffusion must do, whatever the ions: rest at equilibrium, mirror, rise with the voltage. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { donnanEquilibrium, donnanRatio } from "#physics/electro/donnan.ts";
import { goldmanConductance, goldmanCurrent, goldmanFlux } from "#physics/electro/goldman-hodgkin-katz.ts";
import { goldmanPotential } from "#physics/electro/goldman-potential.ts";
import { hendersonPotential } from "#physics/electro/henderson.ts";
import type { IonBetween } from "#physics/electro/ion.ts";
import { nernstPotential } from "#physics/electro/nernst.ts";
import { planckCurrent, planckFluxes, planckPotential } from "#physics/electro/planck.ts";
import { chargedLayerCurrent, chargedLayerFluxes, chargedLayerPotential } from "#physics/electro/planck-charged.ts";
import { chargedMembraneFluxes, teorellMeyerSieversPotential } from "#physics/electro/teorell-meyer-sievers.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";
import "../../support/matchers.ts";

const FARADAY = 96485.33212331;
const temperature = 310.15;
const thermal = thermalVoltage(temperature);

/** Over decades, as concentrations and permeabilities are. */
const decades = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true }).map((x) => 10 ** x);
const concentration = decades(-1, 3);
const voltage = fc.double({ min: -0.3, max: 0.3, noNaN: true });
const valence = fc.constantFrom(-3, -2, -1, -0.5, 0.3, 1, 2, 3);
const membraneIon = fc.record({ valence, permeability: decades(-10, -6), left: concentration, right: concentration });

/** Cations and anions of one |z|; the last anion makes up the balance, with X, on each side. */
const neutralIons = (X = 0): fc.Arbitrary<IonBetween[]> =>
  fc
    .array(
      fc.record({ diffusivity: decades(-10, -8), left: concentration, right: concentration, positive: fc.boolean() }),
      { minLength: 1, maxLength: 4 },
    )
    .map((some) => {
      const ions: IonBetween[] = some.map(({ positive, ...ion }) => ({ ...ion, valence: positive ? 1 : -1 }));
      const lacking = (side: "left" | "right") => ions.reduce((sum, ion) => sum + ion.valence * ion[side], X);
      const [left, right] = [lacking("left"), lacking("right")];
      // what lacks may differ in sign between the sides: both signs are added
      const more = Math.max(0, -left, -right) + 1;
      return [
        ...ions,
        { valence: 1, diffusivity: 1.3e-9, left: more, right: more },
        { valence: -1, diffusivity: 2e-9, left: more + left, right: more + right },
      ];
    });
const fixedCharge = fc.constantFrom(-500, -20, -0.1, 0, 3, 200);
const chargedLayer = fixedCharge.chain((X) => neutralIons(X).map((ions) => ({ ions, fixedCharge: X })));

const mirrored = <T extends { readonly left: number; readonly right: number }>(ion: T): T => ({
  ...ion,
  left: ion.right,
  right: ion.left,
});

describe("constant field", () => {
  test("an ion rests at its Nernst potential", () =>
    fc.assert(
      fc.property(membraneIon, (ion) => {
        const driven = { ...ion, voltage: nernstPotential({ ...ion, temperature }), temperature };
        const oneWay =
          ion.permeability * (1 + Math.abs(Math.log(ion.left / ion.right))) * Math.max(ion.left, ion.right);
        expect(goldmanFlux(driven)).toBeNear(0, { abs: 1e-14 * oneWay });
      }),
    ));

  test("seen from the other side the flux turns round", () =>
    fc.assert(
      fc.property(membraneIon, voltage, (ion, v) => {
        const flux = goldmanFlux({ ...ion, voltage: v, temperature });
        expect(goldmanFlux({ ...mirrored(ion), voltage: -v, temperature })).toBe(-flux || 0);
      }),
    ));

  test("the conductance is the slope of the current, and positive", () =>
    fc.assert(
      fc.property(membraneIon, voltage, (ion, v) => {
        const conductance = goldmanConductance({ ...ion, voltage: v, temperature });
        const h = 1e-5;
        const at = (x: number) => goldmanCurrent({ ...ion, voltage: x, temperature });
        const slope = (at(v + h) - at(v - h)) / (2 * h);
        expect(conductance).toBeGreaterThan(0);
        // (z h F/RT)² / 6 of the largest slope, and rounding of the current over h
        const most = ((ion.valence ** 2 * FARADAY * ion.permeability) / thermal) * Math.max(ion.left, ion.right);
        expect(slope).toBeNear(conductance, { abs: 1e-6 * most });
      }),
    ));

  test("at the reversal potential the currents of all ions cancel", () =>
    fc.assert(
      fc.property(fc.array(membraneIon, { minLength: 1, maxLength: 5 }), (ions) => {
        const v = goldmanPotential({ ions, temperature });
        const currents = ions.map((ion) => goldmanCurrent({ ...ion, voltage: v, temperature }));
        const scale = ions.reduce((sum, ion) => {
          const u = Math.abs((ion.valence * v) / thermal);
          return sum + Math.abs(ion.valence) * FARADAY * ion.permeability * (1 + u) * (ion.left + ion.right);
        }, 0);
        expect(currents.reduce((a, b) => a + b, 0)).toBeNear(0, { abs: 1e-14 * scale });
      }),
    ));
});

describe("electroneutral layers", () => {
  const layer = { thickness: 1e-6, temperature };
  /** The largest flux of diffusion from one side alone: what rounding is a part of. */
  const oneWay = (ions: readonly IonBetween[]) =>
    Math.max(...ions.map((ion) => (ion.diffusivity * Math.max(ion.left, ion.right)) / layer.thickness));

  test("an ion of a neutral layer rests at its Nernst potential", () =>
    fc.assert(
      fc.property(neutralIons(), (ions) => {
        const v = nernstPotential({ ...ions[0], temperature });
        const flux = planckFluxes({ ...layer, ions, voltage: v })[0];
        const there = planckFluxes({ ...layer, ions, voltage: v + 1e-3 })[0];
        // one part in 25 of an RT away it flows
        expect(flux).toBeNear(0, { abs: 1e-10 * Math.abs(there) });
      }),
    ));

  test("seen from the other side the fluxes turn round, with fixed charge too", () =>
    fc.assert(
      fc.property(chargedLayer, voltage, (charged, v) => {
        const fluxes = chargedLayerFluxes({ ...layer, ...charged, voltage: v });
        const back = chargedLayerFluxes({ ...layer, ...charged, ions: charged.ions.map(mirrored), voltage: -v });
        const scale = oneWay(charged.ions);
        fluxes.forEach((flux, i) => {
          expect(back[i]).toBeNear(-flux, { rel: 1e-10, abs: 1e-11 * scale });
        });
      }),
    ));

  test("the current rises with the voltage, and is zero at the potential of the junction", () =>
    fc.assert(
      fc.property(chargedLayer, (charged) => {
        const v = chargedLayerPotential({ ...charged, temperature });
        const at = (voltage: number) => chargedLayerCurrent({ ...layer, ...charged, voltage });
        const step = at(v + 1e-3) - at(v);
        expect(step).toBeGreaterThan(0);
        expect(at(v)).toBeNear(0, { abs: 1e-9 * step });
      }),
    ));

  test("without charge the two laws are one", () =>
    fc.assert(
      fc.property(neutralIons(), voltage, (ions, v) => {
        const neutral = { ...layer, ions, voltage: v };
        const expected = planckFluxes(neutral);
        const scale = oneWay(ions);
        chargedLayerFluxes({ ...neutral, fixedCharge: 0 }).forEach((flux, i) => {
          expect(flux).toBeNear(expected[i], { abs: 1e-11 * scale });
        });
        const potential = planckPotential({ ions, temperature });
        expect(chargedLayerPotential({ ions, fixedCharge: 0, temperature })).toBeNear(potential, { abs: 1e-12 });
        const slope = planckCurrent({ ...neutral, voltage: potential + 1e-3 });
        expect(planckCurrent({ ...neutral, voltage: potential })).toBeNear(0, { abs: 1e-9 * slope });
      }),
    ));

  test("Planck's and Henderson's junctions lie between the Nernst potentials of their ions", () =>
    fc.assert(
      fc.property(neutralIons(), (ions) => {
        const nernst = ions.map((ion) => nernstPotential({ ...ion, temperature }));
        for (const v of [planckPotential({ ions, temperature }), hendersonPotential({ ions, temperature })]) {
          expect(v).toBeGreaterThanOrEqual(Math.min(...nernst) - 1e-12);
          expect(v).toBeLessThanOrEqual(Math.max(...nernst) + 1e-12);
        }
      }),
    ));
});

describe("charged phases", () => {
  const bath = fc.array(fc.record({ valence: fc.integer({ min: 1, max: 3 }), concentration }), {
    minLength: 1,
    maxLength: 3,
  });
  const charge = fc.tuple(fc.constantFrom(-1, 1), decades(-9, 4)).map(([sign, size]) => sign * size);

  test("Donnan: neutral inside, every ion at the same electrochemical potential, never less osmotic", () =>
    fc.assert(
      fc.property(bath, fc.integer({ min: 1, max: 3 }), charge, (cations, z, X) => {
        const total = cations.reduce((sum, ion) => sum + ion.valence * ion.concentration, 0);
        const ions = [...cations, { valence: -z, concentration: total / z }];
        const phase = donnanEquilibrium({ ions, fixedCharge: X, temperature });
        let [sum, size] = [X, Math.abs(X)];
        ions.forEach(({ valence: charges, concentration: outside }, i) => {
          const inside = phase.concentrations[i];
          sum += charges * inside;
          size += Math.abs(charges) * inside;
          const step = nernstPotential({ valence: charges, left: inside, right: outside, temperature });
          expect(step).toBeNear(phase.potential, { abs: 1e-14, rel: 1e-14 });
        });
        expect(sum).toBeNear(0, { abs: 1e-14 * size });
        expect(Math.sign(phase.potential)).toBe(Math.sign(X));
        expect(phase.osmoticExcess).toBeGreaterThan(-1e-10 * 8.314 * temperature * total);
      }),
    ));

  test("Donnan: the root and the closed form of one salt are one", () =>
    fc.assert(
      fc.property(concentration, charge, (c, X) => {
        const ions = [1, -1].map((sign) => ({ valence: sign, concentration: c }));
        const { ratio } = donnanEquilibrium({ ions, fixedCharge: X, temperature });
        expect(ratio).toBeNear(donnanRatio({ concentration: c, fixedCharge: X }), { rel: 1e-13 });
      }),
    ));

  test("Teorell, Meyer and Sievers: the membrane potential is where its current vanishes", () =>
    fc.assert(
      fc.property(concentration, concentration, charge, decades(-1, 1), (left, right, X, ratio) => {
        const membrane = { cation: ratio * 1e-9, anion: 1e-9, left, right, fixedCharge: X, temperature };
        const voltageOf = teorellMeyerSieversPotential(membrane);
        const current = (v: number) => {
          const { cation, anion } = chargedMembraneFluxes({ ...membrane, voltage: v, thickness: 1e-4 });
          return cation - anion;
        };
        const slope = current(voltageOf + 1e-3);
        expect(slope).toBeGreaterThan(0);
        expect(current(voltageOf)).toBeNear(0, { abs: 1e-9 * slope });
      }),
    ));
});
