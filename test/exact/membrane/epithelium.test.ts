import { expect, test } from "vitest";
import { brushBorderPermeability } from "#physics/membrane/brush-border-permeability.ts";
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

// microvilli of radius 50 nm in hexagons at a pitch of 120 nm
const hexagon = (Math.sqrt(3) / 2) * 120e-9 ** 2;
const geometry = {
  diffusivity: 6.7e-10,
  length: 1.5e-6,
  freeArea: 1 - (Math.PI * 50e-9 ** 2) / hexagon,
  wallDensity: (2 * Math.PI * 50e-9) / hexagon,
};

test.each([
  [1e-8, 3.87578764992e-7],
  [1e-6, 3.60761387582e-5],
  [1e-4, 8.53354314153e-4],
  [1e-2, 0.0142026801351],
])("walls of %d m/s that take up all along make a brush of %d m/s", (wallPermeability, permeability) => {
  expect(brushBorderPermeability({ ...geometry, wallPermeability })).toBeNear(permeability, TWELVE);
});

test("limits of a brush: walls that let nothing in, so little that all are reached, and so much that only tips are", () => {
  expect(brushBorderPermeability({ ...geometry, wallPermeability: 0 })).toBe(0);
  const area = 1 + geometry.wallDensity * 1.5e-6;
  // the next order is (mL)² / 3 = 2e-13
  expect(brushBorderPermeability({ ...geometry, wallPermeability: 1e-18 })).toBeNear(area * 1e-18, { rel: 1e-12 });
  const high = 1e9;
  const { freeArea: eps, wallDensity } = geometry;
  const k = Math.sqrt(eps * 6.7e-10 * wallDensity * high);
  expect(brushBorderPermeability({ ...geometry, wallPermeability: high })).toBeNear(high * (1 - eps) + k, {
    rel: 1e-14,
  });
  expect(() => brushBorderPermeability({ ...geometry, wallPermeability: -1 })).toThrow(/wallPermeability = -1/);
  expect(() => brushBorderPermeability({ ...geometry, wallPermeability: 1, freeArea: 1.1 })).toThrow(/freeArea = 1.1/);
});

test("through and beside cells, behind water and a filter, and out again by a pump", () => {
  const layer = { apical: 1e-7, basolateral: 4e-7, paracellular: 5e-8, efflux: 0 };
  const still = cellLayerPermeability(layer);
  expect(still.absorptive).toBeNear(1.3e-7, { rel: 1e-15 });
  expect(still.secretory).toBe(still.absorptive);
  expect(seriesPermeability([still.absorptive, 5e-7, 2e-6])).toBeNear(9.81132075472e-8, TWELVE);
  const pumped = cellLayerPermeability({ ...layer, efflux: 3e-7 });
  expect(pumped.secretory).toBeNear(2.5e-7, { rel: 1e-14 });
  expect(pumped.absorptive).toBeNear(1e-7, { rel: 1e-14 });
  expect(() => cellLayerPermeability({ ...layer, efflux: -1 })).toThrow(/efflux = -1/);
  for (const paracellular of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => cellLayerPermeability({ ...layer, paracellular })).toThrow(`paracellular = ${paracellular}`);
  // cells that are shut on one side: by the pump from the other, and beside them
  const shut = cellLayerPermeability({ ...layer, apical: 0, efflux: 1e-7 });
  expect(shut.absorptive).toBe(layer.paracellular);
  expect(shut.secretory).toBeNear(layer.paracellular + (1e-7 * 4e-7) / 5e-7, { rel: 4e-16 });
  expect(() => cellLayerPermeability({ ...layer, apical: 0, basolateral: 0 })).toThrow(/nothing leaves/);
  expect(() => cellLayerPermeability({ ...layer, apical: -1 })).toThrow(/apical = -1/);
});
