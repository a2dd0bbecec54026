import { describe, expect, test } from "vitest";
import { type CarrierLaw, carrierFlux, carrierSlope, carrierSlopeBehind, isLinearCarrier } from "#model/carrier.ts";
import "../support/matchers.ts";

const VMAX = 2e-7;
const KM = 1;
const LAWS: readonly CarrierLaw[] = [
  { kind: "michaelis-menten", maximum: VMAX, halfSaturation: KM },
  { kind: "facilitated", maximum: VMAX, halfSaturation: KM },
  { kind: "linear", permeability: 1e-6 },
  { kind: "pump", rate: 3e-9 },
];
const [oneWay, bothWays, linear, pump] = LAWS as [CarrierLaw, CarrierLaw, CarrierLaw, CarrierLaw];

describe("carriers", () => {
  test("half of the largest flux passes at Km, and nearly all far above it", () => {
    expect(carrierFlux(oneWay, KM)).toBeNear(VMAX / 2, { rel: 1e-15 });
    expect(carrierFlux(oneWay, 1e6 * KM)).toBeNear(VMAX, { rel: 2e-6 });
    expect(carrierFlux(oneWay, 0)).toBe(0);
  });

  test("far below Km a carrier is a permeability of Vmax / Km", () => {
    for (const law of [oneWay, bothWays]) expect(carrierFlux(law, 1e-9)).toBeNear(1e-9 * (VMAX / KM), { rel: 2e-9 });
    expect(carrierSlope(oneWay, 0)).toBeNear(VMAX / KM, { rel: 1e-15 });
  });

  test("a facilitated flux is the difference of what each side would send alone, and none between equal sides", () => {
    for (const [c, behind] of [
      [2, 0.5],
      [0.1, 7],
      [3, 0],
    ] as const)
      expect(carrierFlux(bothWays, c, behind)).toBeNear(carrierFlux(oneWay, c) - carrierFlux(oneWay, behind), {
        rel: 1e-14,
      });
    expect(carrierFlux(bothWays, 0.3, 0.3)).toBe(0);
    expect(carrierFlux(linear, 5, 2)).toBeNear(3e-6, { rel: 1e-15 });
  });

  test("what works one way does not feel what is behind, and a pump feels neither side", () => {
    expect(carrierFlux(oneWay, 2, 100)).toBe(carrierFlux(oneWay, 2));
    expect(carrierFlux(pump, 0.1, 100)).toBe(3e-9);
  });

  test("slopes are those of the flux in front and behind", () => {
    for (const law of LAWS)
      for (const c of [0.01, 0.7, 1, 40]) {
        const h = 1e-4 * c;
        const rise = (carrierFlux(law, c + h, 0.5) - carrierFlux(law, c - h, 0.5)) / (2 * h);
        const fall = (carrierFlux(law, 0.5, c + h) - carrierFlux(law, 0.5, c - h)) / (2 * h);
        // a central difference errs by h² f'''/6 < 1e-8 of the slope, and by rounding
        expect(rise).toBeNear(carrierSlope(law, c), { rel: 1e-7, abs: 1e-20 });
        expect(fall).toBeNear(carrierSlopeBehind(law, c), { rel: 1e-7, abs: 1e-20 });
      }
  });

  test("only a permeability takes independent walkers", () => {
    expect(LAWS.filter(isLinearCarrier)).toEqual([linear]);
  });
});
