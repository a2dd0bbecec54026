import { expect, test } from "vitest";
import { type LoadedCell, loadedCellAfter, turningVolume } from "#physics/osmosis/cryoprotectant.ts";
import { osmometerRate, osmometerSlope, osmometerVolume } from "#physics/osmosis/osmometer.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const shrinking = { rate: 0.05, equilibrium: 0.5 };

test("a cell shrinks as a perfect osmometer", () => {
  expect(osmometerVolume({ ...shrinking, time: 20 })).toBeNear(0.639232271381, TWELVE);
  expect(osmometerSlope({ ...shrinking, volume: 1 })).toBeNear(-0.025, { rel: 1e-15 });
  expect(osmometerVolume({ ...shrinking, time: 0 })).toBeNear(1, { rel: 4e-16 });
  expect(osmometerVolume({ ...shrinking, time: 1e6 })).toBeNear(0.5, { rel: 1e-15 });
  expect(osmometerVolume({ rate: 0.05, equilibrium: 1, time: 20 })).toBe(1);
  expect(() => osmometerVolume({ ...shrinking, time: -1 })).toThrow(/time = -1/);
  expect(() => osmometerVolume({ ...shrinking, equilibrium: 0, time: 1 })).toThrow(/equilibrium = 0/);
});

test("shrinking and swelling, however far, satisfy w - 1 + w_eq ln[(w - w_eq)/(1 - w_eq)] + k t = 0", () => {
  for (const equilibrium of [1e-4, 0.1, 0.5, 0.99, 1.01, 2, 50])
    for (const reduced of [0.01, 0.3, 1, 3]) {
      const w = osmometerVolume({ rate: 2, equilibrium, time: (equilibrium * reduced) / 2 });
      const residual = w - 1 + equilibrium * Math.log((w - equilibrium) / (1 - equilibrium)) + equilibrium * reduced;
      // Lambert's function near its branch point loses w_eq; the logarithm takes the rounding of w - w_eq over w - w_eq
      const rounding = 4e-16 * Math.max(1, equilibrium ** 2) * (1 + equilibrium / Math.abs(w - equilibrium));
      expect(residual).toBeNear(0, { abs: 4 * rounding });
    }
});

test("the rate of an osmometer is L_p A RT M / V", () => {
  const wall = { hydraulicConductivity: 2e-13, area: 3, outside: 5, water: 7, temperature: 100 };
  expect(osmometerRate(wall)).toBeNear((2e-13 * 3 * 831.446261815324 * 5) / 7, { rel: 1e-15 });
  expect(() => osmometerRate({ ...wall, water: 0 })).toThrow(/water = 0/);
});

const radius = 40e-6;
const water = 0.8 * (4 / 3) * Math.PI * radius ** 3;
const cell: LoadedCell = {
  hydraulicConductivity: 2e-13,
  permeability: 3e-7,
  area: 4 * Math.PI * radius ** 2,
  water,
  inside: 300,
  impermeant: 300,
  permeant: 1000,
  temperature: 293.15,
};

test("a cell in a solution of what enters slowly shrinks, then swells back", () => {
  const least = turningVolume(cell);
  expect((least?.water ?? 0) / water).toBeNear(0.535407955499, TWELVE);
  expect(least?.time).toBeNear(23.7641904221, TWELVE);
  expect(loadedCellAfter(cell, 60).water / water).toBeNear(0.632394744367, TWELVE);
  expect(loadedCellAfter(cell, 600).water / water).toBeNear(0.978916032564, TWELVE);
  expect(loadedCellAfter(cell, 1e6).water / water).toBeNear(1, { rel: 1e-14 });
  expect(loadedCellAfter(cell, 1e6).entered / water).toBeNear(1000, { rel: 1e-13 });
  expect(loadedCellAfter(cell, 0).water).toBeNear(water, { rel: 1e-15 });
  expect(loadedCellAfter(cell, 0).entered).toBeNear(0, { abs: 1e-12 * water * 1000 });
});

test("the state of a cell obeys both equations it came from", () => {
  const alpha = 2e-13 * cell.area * 8.31446261815324 * 293.15;
  for (const time of [5, 23.76, 100]) {
    // a central difference over 2h errs by h²/6 of a third derivative, here of the scale of 10 s
    const h = 1e-3;
    const [before, at, after] = [time - h, time, time + h].map((t) => loadedCellAfter(cell, t));
    const waterFlow = -alpha * (1300 - (300 * water + at.entered) / at.water);
    const entry = 3e-7 * cell.area * (1000 - at.entered / at.water);
    expect((after.water - before.water) / (2 * h)).toBeNear(waterFlow, { abs: 1e-7 * alpha * 1300 });
    expect((after.entered - before.entered) / (2 * h)).toBeNear(entry, { abs: 1e-7 * entry });
  }
});

test("without what enters a loaded cell is an osmometer", () => {
  const plain = { ...cell, permeant: 0, impermeant: 600 };
  expect(turningVolume(plain)).toBeUndefined();
  const rate = osmometerRate({ ...cell, outside: 600 });
  for (const time of [1, 20, 200])
    expect(loadedCellAfter(plain, time).water / water).toBeNear(osmometerVolume({ rate, equilibrium: 0.5, time }), {
      rel: 1e-13,
    });
  expect(() => loadedCellAfter({ ...cell, impermeant: 0 }, 1)).toThrow(/impermeant = 0/);
  expect(() => loadedCellAfter(cell, -1)).toThrow(/time = -1/);
});
