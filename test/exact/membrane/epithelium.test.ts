import { expect, test } from "vitest";
import {
  brushDiffusivityOfLoss,
  brushFlux,
  brushGain,
  finPermeability,
  hexagonalBrush,
  seriesBrush,
} from "#physics/membrane/brush-border.ts";
import { cellLayerPermeability } from "#physics/membrane/cell-layer.ts";
import {
  effectivePermeability,
  fluxPKa,
  intrinsicPermeability,
  ionisedPermeability,
  unchargedFraction,
} from "#physics/membrane/ionised-permeation.ts";
import { layeredUptake } from "#physics/membrane/michaelis-menten-layer.ts";
import { acceptorConcentration, permeabilityFromAcceptor, sinkPermeability } from "#physics/membrane/two-chamber.ts";
import { seriesPermeability } from "#physics/solubility-diffusion.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };

test("unstirred water hides the membrane of an acid until it is nearly all charged", () => {
  const acid = { kind: "acid", pKa: 4.4, intrinsic: 1e-4, unstirred: 1.6e-7 } as const;
  expect(effectivePermeability({ ...acid, pH: 3 })).toBeNear(1.59734250583e-7, TWELVE);
  expect(effectivePermeability({ ...acid, pH: 7.4 })).toBeNear(6.15006150062e-8, TWELVE);
  expect(effectivePermeability({ ...acid, pH: 9 })).toBeNear(2.4729999684e-9, { rel: 3e-11 }); // eleven digits are given
  expect(fluxPKa(acid)).toBeNear(7.19518458968, TWELVE);
  expect(effectivePermeability({ ...acid, pH: fluxPKa(acid) })).toBeNear(0.8e-7, { rel: 1e-14 });
  const effective = effectivePermeability({ ...acid, pH: 7.4 });
  expect(intrinsicPermeability({ ...acid, pH: 7.4, effective })).toBeNear(1e-4, { rel: 1e-14 });
  expect(ionisedPermeability({ ...acid, pH: 4.4 })).toBeNear(5e-5, { rel: 1e-15 });
  expect(() => fluxPKa({ ...acid, intrinsic: 1e-7 })).toThrow(/intrinsic = 1e-7/);
  expect(() => intrinsicPermeability({ ...acid, pH: 7, effective: 2e-7 })).toThrow(/effective = 2e-7/);
});

test("a base is the mirror of an acid about its pKa", () => {
  for (const away of [-8, -1, 0, 2.5, 30]) {
    const acid = unchargedFraction({ kind: "acid", pKa: 6, pH: 6 + away });
    expect(unchargedFraction({ kind: "base", pKa: 6, pH: 6 - away })).toBe(acid);
    expect(acid).toBeNear(1 / (1 + 10 ** away), { rel: 1e-14 });
  }
  const water = { intrinsic: 1e-4, unstirred: 1.6e-7 };
  const acid = fluxPKa({ kind: "acid", pKa: 6, ...water });
  expect(fluxPKa({ kind: "base", pKa: 6, ...water })).toBeNear(12 - acid, { rel: 1e-15 });
});

test("an assay read as if the acceptor had stayed empty finds nine tenths of the permeability", () => {
  const assay = { donorVolume: 1.5e-7, acceptorVolume: 3e-7, area: 3e-5, time: 54000, donor: 1 };
  const acceptor = acceptorConcentration({ ...assay, permeability: 1.2e-8 });
  expect(acceptor).toBeNear(0.0588904976698, TWELVE);
  expect(permeabilityFromAcceptor({ ...assay, acceptor })).toBeNear(1.2e-8, { rel: 1e-14 });
  expect(sinkPermeability({ ...assay, acceptor })).toBeNear(1.09056477166e-8, TWELVE);
  expect(sinkPermeability({ ...assay, acceptor }) / 1.2e-8).toBeNear(0.908803976385, TWELVE);
  expect(acceptorConcentration({ ...assay, permeability: 1 })).toBeNear(1 / 3, { rel: 1e-15 });
  expect(permeabilityFromAcceptor({ ...assay, acceptor: 1e-12 })).toBeNear(
    sinkPermeability({ ...assay, acceptor: 1e-12 }),
    { rel: 2e-12 },
  );
  expect(() => permeabilityFromAcceptor({ ...assay, acceptor: 0.34 })).toThrow(/acceptor = 0.34/);
  expect(() => acceptorConcentration({ ...assay, permeability: -1 })).toThrow(/permeability = -1/);
});

test("carriers behind unstirred water seem to bind less well than they do", () => {
  const layer = { diffusivity: 6.7e-10, thickness: 3e-4, capacity: 2e-6, halfSaturation: 1 };
  const uptake = layeredUptake({ ...layer, bulk: 5 });
  expect(uptake.surface).toBeNear(4.27426843673, TWELVE);
  expect(uptake.flux).toBeNear(1.62080049129e-6, TWELVE);
  // half of V_max is taken at K_m + V_max δ / 2D
  const half = 1 + (2e-6 * 3e-4) / (2 * 6.7e-10);
  expect(half).toBeNear(1.44776119403, TWELVE);
  expect(layeredUptake({ ...layer, bulk: half }).flux).toBeNear(1e-6, { rel: 1e-14 });
  // limits: no layer, and a layer so thick that nothing is left at the carriers
  expect(layeredUptake({ ...layer, thickness: 0, bulk: 5 }).surface).toBeNear(5, { rel: 1e-15 });
  expect(layeredUptake({ ...layer, thickness: 1e9, bulk: 5 }).flux).toBeNear((6.7e-10 * 5) / 1e9, { rel: 1e-12 });
  expect(layeredUptake({ ...layer, bulk: 0 })).toEqual({ surface: 0, flux: 0 });
  expect(() => layeredUptake({ ...layer, halfSaturation: 0, bulk: 1 })).toThrow(/halfSaturation = 0/);
});

const water = { diffusivity: 6.7e-10, outer: 5e-5, length: 1.5e-6 };
const geometry = hexagonalBrush({ radius: 50e-9, pitch: 120e-9 });

test("a tenth of the flux is lost to a brush with carriers at its base if D is 0.27 of that in water", () => {
  expect(brushDiffusivityOfLoss({ ...water, loss: 0.1 }) / 6.7e-10).toBeNear(0.27, { rel: 1e-14 });
  const tenth = seriesBrush({ ...water, effectiveDiffusivity: 0.27 * 6.7e-10 });
  expect(tenth.loss).toBeNear(0.1, { rel: 1e-14 });
  expect(tenth.resistance).toBeNear(82918.7396352, TWELVE);
  expect(geometry.freeArea).toBeNear(0.370208554085, TWELVE);
  expect(0.27 / geometry.freeArea).toBeNear(0.72931864221, { rel: 1e-11 });
  const open = seriesBrush({ ...water, effectiveDiffusivity: geometry.freeArea * 6.7e-10 });
  expect(open.loss).toBeNear(0.0749609164866, TWELVE);
  expect(geometry.wallDensity).toBeNear(2.51916578366e7, TWELVE);
  expect(geometry.wallDensity * 1.5e-6 + 1).toBeNear(38.7874867549, TWELVE);
  expect(() => hexagonalBrush({ radius: 60e-9, pitch: 120e-9 })).toThrow(/pitch/);
  expect(() => brushDiffusivityOfLoss({ ...water, loss: 1 })).toThrow(/loss = 1/);
});

test.each([
  [1e-8, 3.87578764992e-7, 37.6964754083],
  [1e-6, 3.60761387582e-5, 10.4999381754],
  [1e-4, 8.53354314153e-4, 1.11646838839],
  [1e-2, 0.0142026801351, 1.00039614235],
])("walls of %d m/s that take up all along never lose by the brush", (wallPermeability, permeability, gain) => {
  const brush = { ...water, ...geometry, wallPermeability };
  expect(finPermeability(brush)).toBeNear(permeability, TWELVE);
  expect(brushGain(brush)).toBeNear(gain, TWELVE);
  const flux = 2 / (5e-5 / 6.7e-10 + 1 / permeability);
  expect(brushFlux({ ...brush, bulk: 2 })).toBeNear(flux, TWELVE);
});

test("limits of a brush: walls that let nothing in, so little that all are reached, and so much that only tips are", () => {
  const brush = { ...water, ...geometry };
  expect(finPermeability({ ...brush, wallPermeability: 0 })).toBe(0);
  const area = 1 + geometry.wallDensity * 1.5e-6;
  // the next order is (mL)² / 3 = 2e-13
  expect(finPermeability({ ...brush, wallPermeability: 1e-18 })).toBeNear(area * 1e-18, { rel: 1e-12 });
  const high = 1e9;
  const { freeArea: eps, wallDensity } = geometry;
  const k = Math.sqrt(eps * 6.7e-10 * wallDensity * high);
  const beta = (eps * high) / k;
  expect(finPermeability({ ...brush, wallPermeability: high })).toBeNear(
    high * (1 - eps) + (k * (1 + beta)) / (1 + beta),
    { rel: 1e-14 },
  );
});

test("through and beside cells, behind water and a filter, and out again by a pump", () => {
  const layer = { apical: 1e-7, basolateral: 4e-7, paracellular: 5e-8 };
  const still = cellLayerPermeability(layer);
  expect(still.absorptive).toBeNear(1.3e-7, { rel: 1e-15 });
  expect(still.secretory).toBe(still.absorptive);
  expect(still.effluxRatio).toBe(1);
  expect(seriesPermeability([still.absorptive, 5e-7, 2e-6])).toBeNear(9.81132075472e-8, TWELVE);
  const pumped = cellLayerPermeability({ ...layer, efflux: 3e-7 });
  expect(pumped.effluxRatio).toBeNear(2.5, { rel: 1e-14 });
  expect(pumped.absorptive).toBeNear(1e-7, { rel: 1e-14 });
  expect(() => cellLayerPermeability({ ...layer, efflux: -1 })).toThrow(/efflux = -1/);
  expect(() => cellLayerPermeability({ ...layer, apical: 0 })).toThrow(/apical = 0/);
});
