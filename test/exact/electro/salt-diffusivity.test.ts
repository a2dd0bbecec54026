import { describe, expect, test } from "vitest";
import { pitzerActivity } from "#physics/activity/pitzer.ts";
import { ambipolarDiffusivity } from "#physics/electro/ambipolar.ts";

const SODIUM = 1.334e-9;
const POTASSIUM = 1.957e-9;
const CALCIUM = 0.792e-9;
const CHLORIDE = 2.032e-9;
const salt = (cationCharge: number, cationDiffusivity: number, anionCharge: number, anionDiffusivity: number) =>
  ambipolarDiffusivity({
    cation: { valence: cationCharge, diffusivity: cationDiffusivity },
    anion: { valence: anionCharge, diffusivity: anionDiffusivity },
  });

describe("salts in water at 25 °C", () => {
  test("NaCl, KCl and CaCl2, worked values", () => {
    expect(salt(1, SODIUM, -1, CHLORIDE)).toBeNear(1.61062863933e-9, { rel: 1e-11 });
    expect(salt(1, POTASSIUM, -1, CHLORIDE)).toBeNear(1.993794936074204e-9, { rel: 1e-14 });
    expect(salt(2, CALCIUM, -1, CHLORIDE)).toBeNear(1.3351858407079645e-9, { rel: 1e-14 });
  });

  test("ions that move alike move as if alone, whatever their charges", () => {
    expect(salt(3, 1e-9, -2, 1e-9)).toBeNear(1e-9, { rel: 1e-15 });
  });

  test("D0 Γ of NaCl, and how far it is from what was measured", () => {
    const { thermodynamicFactor } = pitzerActivity({
      cationCharge: 1,
      anionCharge: -1,
      beta0: 0.0765,
      beta1: 0.2664,
      cPhi: 0.00127,
      slope: 0.3915,
    });
    const d0 = salt(1, SODIUM, -1, CHLORIDE);
    // Measured by Rard and Miller (1979, not opened); the differences show a model, not an error of computing.
    const rows = [
      [0.1, 1.47677453775e-9, 1.483e-9, -0.004],
      [0.5, 1.49636226315e-9, 1.474e-9, 0.015],
      [1, 1.56950052694e-9, 1.484e-9, 0.058],
      [2, 1.76580520808e-9, 1.516e-9, 0.165],
    ];
    for (const [molality, expected, measured, off] of rows) {
      const d = d0 * thermodynamicFactor(molality);
      expect(d).toBeNear(expected, { rel: 1e-11 });
      expect(d / measured - 1).toBeNear(off, { abs: 0.0005 });
    }
    expect(d0 * thermodynamicFactor(0.15)).toBeNear(1.47192818365e-9, { rel: 1e-11 });
  });
});

test("ions without motion or charge make no salt", () => {
  expect(() => salt(1, 0, -1, 1e-9)).toThrow(/diffusivity.* = 0/i);
  expect(() => salt(1, 1e-9, -1, -1)).toThrow(/diffusivity.* = -1/i);
  expect(() => salt(0, 1e-9, -1, 1e-9)).toThrow(/valence/);
});
