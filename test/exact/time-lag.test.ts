import { describe, expect, test } from "vitest";
import { answer, held, stackModel } from "../support/closed-form.ts";
import "../support/matchers.ts";

describe("time lag", () => {
  test("of one layer: L^2 / 6D whatever K", () => {
    for (const K of [1, 7, "7 + 0 * x"]) {
      const model = stackModel({ layers: [{ l: 1e-3, D: 1e-9, K }], left: held(1), right: held(0) });
      expect(answer(model, "time_lag(drug, right)", "timeless")).toBeNear(1e3 / 6, { rel: 1e-12 });
    }
  });

  test("of a laminate: the same in both directions", () => {
    const [a, b] = [
      { l: 20e-6, D: 1e-12, K: 0.5 },
      { l: 50e-6, D: 1e-11, K: 3 },
    ];
    for (const layers of [
      [a, b],
      [b, a],
    ]) {
      const model = stackModel({ layers, left: held(1), right: held(0) });
      expect(answer(model, "time_lag(drug, right)", "timeless")).toBeNear(193.666666666667, { rel: 1e-12 });
    }
  });

  test("of unstirred layer | bilayer | unstirred layer: 28.434066094 s", () => {
    const usl = { l: 150e-6, D: 6.5e-10 };
    const layers = [usl, { l: 4e-9, D: 5e-11, K: 2e-4 }, usl];
    const model = stackModel({ layers, left: held(1), right: held(0) });
    expect(answer(model, "time_lag(drug, right)", "timeless")).toBeNear(28.434066094, { rel: 1e-10 });
  });

  // The slowest mode has died by e^{-40} or more; the lag is the difference of two numbers 20 times larger.
  const asymptotic = { rel: 1e-9 };

  test("is where the asymptotes of both permeated amounts meet the time axis", () => {
    const model = stackModel({
      layers: [{ l: 1e-4, D: 1e-9, K: 2 }, { P: 1e-5 }, { l: 5e-5, D: 3e-10 }],
      left: { kind: "robin", permeability: 2e-5, concentration: 3 },
      right: held(0.4),
    });
    const t = 2000;
    for (const end of ["left", "right"] as const) {
      const out = answer(model, `flux(drug, ${end})`, "steady") * (end === "left" ? -1 : 1);
      const intercept = t - answer(model, `amount_permeated(drug, ${end})`, t) / out;
      expect(answer(model, `time_lag(drug, ${end})`, "timeless")).toBeNear(intercept, asymptotic);
    }
  });

  test("with a drift, with a constant flux, and in a sphere too", () => {
    const cases = [
      stackModel({ layers: [{ l: 1e-4, D: 1e-9 }], left: held(1), right: held(0), drift: 2e-5 }),
      stackModel({ layers: [{ l: 1e-4, D: 1e-9 }], left: { kind: "flux", flux: 1e-6 }, right: held(0) }),
      stackModel({ geometry: "sphere", start: 2e-5, layers: [{ l: 8e-5, D: 1e-9 }], left: held(1), right: held(0) }),
    ];
    for (const model of cases) {
      const t = 300;
      const flux = answer(model, "flux(drug, right)", "steady");
      const intercept = t - answer(model, "amount_permeated(drug, right)", t) / flux;
      expect(answer(model, "time_lag(drug, right)", "timeless")).toBeNear(intercept, asymptotic);
    }
  });
});
