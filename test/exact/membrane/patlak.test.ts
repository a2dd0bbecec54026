import { expect, test } from "vitest";
import { kedemKatchalskyFlux, kedemKatchalskySlopes } from "#physics/membrane/kedem-katchalsky.ts";
import { type DraggedSolute, membranePeclet, patlakFlux, patlakSlopes } from "#physics/membrane/patlak.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const membrane = { permeability: 2e-7, reflection: 0.6, left: 100, right: 10 };

/** Fluxes of one membrane: volume flux, Patlak, log-mean, arithmetic, feed [m s^-1, mol m^-2 s^-1]. */
const FLUXES: readonly (readonly [number, number, number, number, number])[] = [
  [1e-8, 1.8220599996e-5, 1.81563460135e-5, 1.822e-5, 1.84e-5],
  [1e-7, 2.02599600381e-5, 1.95634601349e-5, 2.02e-5, 2.2e-5],
  [5e-7, 3.04755807236e-5, 2.58173006743e-5, 2.9e-5, 3.8e-5],
  [1e-6, 4.5634635139e-5, 3.36346013485e-5, 4.0e-5, 5.8e-5],
  [5e-6, 2.00008172358e-4, 9.61730067426e-5, 1.28e-4, 2.18e-4],
  [-1e-6, 1.63463513899e-6, 2.36539865148e-6, -4.0e-6, -2.2e-5],
];

test.each(
  FLUXES,
)("a volume flux of %f m/s carries solute by four laws", (volumeFlux, patlak, log, arithmetic, feed) => {
  const solute = { ...membrane, volumeFlux };
  expect(patlakFlux(solute)).toBeNear(patlak, { rel: 3e-11 }); // eleven digits are given of one
  expect(kedemKatchalskyFlux({ ...solute, mean: "log-mean" })).toBeNear(log, TWELVE);
  expect(kedemKatchalskyFlux({ ...solute, mean: "arithmetic" })).toBeNear(arithmetic, TWELVE);
  expect(kedemKatchalskyFlux({ ...solute, mean: "feed" })).toBeNear(feed, TWELVE);
});

test("Patlak's flux starts as with the arithmetic mean and ends as with the concentration upstream", () => {
  expect(patlakSlopes({ ...membrane, volumeFlux: 0 }).byVolumeFlux).toBeNear(22, { rel: 1e-15 });
  expect(patlakSlopes({ ...membrane, volumeFlux: 1e-3 }).byVolumeFlux).toBeNear(40, { rel: 1e-15 });
  expect(patlakSlopes({ ...membrane, volumeFlux: -1e-3 }).byVolumeFlux).toBeNear(4, { rel: 1e-15 });
  const slope = kedemKatchalskySlopes({ ...membrane, volumeFlux: 0, mean: "log-mean" }).byVolumeFlux;
  expect(slope / 0.4).toBeNear(39.0865033713, TWELVE);
  // what would be read as σ with the wrong mean
  expect(1 - 22 / (slope / 0.4)).toBeNear(0.437145866157, TWELVE);
  expect(1 - 40 / 55).toBeNear(0.272727272727, TWELVE);
});

test("a line through a symmetric design gives σ with the arithmetic mean, but too large a permeability", () => {
  const line = (flows: readonly number[]) => {
    const mean = flows.reduce((sum, x) => sum + x, 0) / flows.length;
    const fluxes = flows.map((volumeFlux) => patlakFlux({ ...membrane, volumeFlux }));
    const height = fluxes.reduce((sum, y) => sum + y, 0) / flows.length;
    const slope =
      flows.reduce((sum, x, i) => sum + (x - mean) * (fluxes[i] - height), 0) /
      flows.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    return { slope, intercept: height - slope * mean };
  };
  const symmetric = line([-4, -3, -2, -1, 0, 1, 2, 3, 4].map((i) => i * 0.25e-6));
  expect(symmetric.slope).toBeNear(22, { rel: 1e-13 });
  expect(symmetric.intercept / 90).toBeNear(2.26514862614e-7, TWELVE);
  const oneSided = line([0, 1, 2, 3, 4, 5].map((i) => i * 1e-6));
  expect(1 - oneSided.slope / 55).toBeNear(0.328723654351, TWELVE);
  expect(oneSided.intercept / 90).toBeNear(1.32407121428e-7, { rel: 2e-11 });
});

test("a membrane that lets no solute diffuse carries what comes from upstream", () => {
  const solute = { ...membrane, permeability: 0 };
  expect(patlakFlux({ ...solute, volumeFlux: 1e-6 })).toBeNear(4e-5, { rel: 1e-15 });
  expect(patlakFlux({ ...solute, volumeFlux: -1e-6 })).toBeNear(-4e-6, { rel: 1e-15 });
  expect(patlakFlux({ ...solute, volumeFlux: 0 })).toBe(0);
  expect(patlakFlux({ ...membrane, permeability: 1e-320, volumeFlux: 1e-6 })).toBeNear(4e-5, { rel: 1e-15 });
  expect(membranePeclet({ ...solute, volumeFlux: 0 })).toBe(0);
  const upward = patlakSlopes({ ...solute, volumeFlux: -1e-6 });
  expect(upward.byVolumeFlux).toBeNear(4, { rel: 1e-15 });
  expect(upward.byLeft).toBe(0);
  expect(upward.byRight).toBeNear(-4e-7, { rel: 1e-15 });
  expect(patlakSlopes({ ...solute, volumeFlux: 0 }).byVolumeFlux).toBeNear(22, { rel: 1e-15 });
});

test("a solute in equilibrium against the flow stands still", () => {
  for (const peclet of [1e-9, 0.1, 1, 20]) {
    const volumeFlux = (peclet * 2e-7) / 0.4;
    const balanced = { ...membrane, volumeFlux, left: Math.exp(-peclet), right: 1 };
    expect(patlakFlux(balanced)).toBeNear(0, { abs: 1e-15 * (0.4 * volumeFlux + 2e-7) });
  }
});

const SLOPED: readonly [string, (solute: DraggedSolute) => number, (solute: DraggedSolute) => object][] = [
  ["Patlak", patlakFlux, patlakSlopes],
  ...(["log-mean", "arithmetic", "feed"] as const).map(
    (mean) =>
      [
        mean,
        (solute: DraggedSolute) => kedemKatchalskyFlux({ ...solute, mean }),
        (solute: DraggedSolute) => kedemKatchalskySlopes({ ...solute, mean }),
      ] as [string, (solute: DraggedSolute) => number, (solute: DraggedSolute) => object],
  ),
];

test.each(SLOPED)("slopes of the law of %s are those of its flux", (_, flux, slopes) => {
  for (const volumeFlux of [-2e-6, -1e-8, 3e-9, 4e-7, 5e-6])
    for (const right of [10, 92, 99.9999]) {
      const solute = { ...membrane, volumeFlux, right };
      const exact = slopes(solute) as Record<string, number>;
      // central differences of a relative 1e-4 err by its square over 6 and by the rounding of the flux over it
      const keys = [
        ["volumeFlux", "byVolumeFlux", volumeFlux],
        ["left", "byLeft", 100],
        ["right", "byRight", right],
      ] as const;
      for (const [key, slope, size] of keys) {
        const h = 1e-4 * size;
        const difference = (flux({ ...solute, [key]: size + h }) - flux({ ...solute, [key]: size - h })) / (2 * h);
        const rounding = (4e-16 * (Math.abs(volumeFlux) + 2e-7) * 100) / Math.abs(h);
        const scale = slope === "byVolumeFlux" ? 100 : Math.abs(volumeFlux) + 2e-7;
        expect(exact[slope]).toBeNear(difference, { abs: rounding + 1e-7 * scale });
      }
    }
});

test("the logarithmic mean drags nothing out of a full side into an empty one, and meets the others between equal sides", () => {
  const solute = { ...membrane, permeability: 0, volumeFlux: 1e-6, mean: "log-mean" } as const;
  expect(kedemKatchalskyFlux({ ...solute, right: 0 })).toBe(0);
  expect(kedemKatchalskyFlux({ ...solute, right: 100 })).toBeNear(4e-5, { rel: 1e-15 });
  const near = kedemKatchalskySlopes({ ...solute, right: 100 * (1 + 1e-12) });
  expect(near.byLeft).toBeNear(2e-7, { rel: 1e-12 });
  expect(near.byRight).toBeNear(2e-7, { rel: 1e-12 });
  expect(kedemKatchalskySlopes({ ...solute, right: 0 }).byRight).toBe(Number.POSITIVE_INFINITY);
});

test("what has no meaning is refused", () => {
  const solute = { ...membrane, volumeFlux: 1e-6 };
  expect(() => patlakFlux({ ...solute, permeability: -1 })).toThrow(/permeability = -1/);
  expect(() => patlakFlux({ ...solute, reflection: 1.1 })).toThrow(/reflection = 1.1/);
  expect(() => patlakFlux({ ...solute, left: -1 })).toThrow(/left = -1/);
  expect(() => patlakSlopes({ ...solute, volumeFlux: Number.NaN })).toThrow(/volumeFlux = NaN/);
  expect(() => kedemKatchalskyFlux({ ...solute, right: Number.NaN, mean: "feed" })).toThrow(/right = NaN/);
});
