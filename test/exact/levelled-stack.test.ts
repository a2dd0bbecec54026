import { describe, expect, test } from "vitest";
import { recogniseBoltzmann } from "#levels/closed-form/boltzmann.ts";
import { recogniseSteadyStack } from "#levels/closed-form/steady-stack.ts";
import { recogniseTimeLag } from "#levels/closed-form/time-lag.ts";
import { answer, held, type StackOf, stackModel } from "../support/closed-form.ts";
import "../support/matchers.ts";

// T = 300 K; energies are written in kT = k * 300 K. e^-V is no number beyond 745 kT.
const T = 300;
const kT = `(1.380649e-23 * ${T})`;
const L = 1e-3;
const D = 1e-9;
const model = (energy: string, given: Partial<StackOf> = {}) =>
  stackModel({ layers: [{ l: L, D }], energy: `${kT} * (${energy})`, fields: { temperature: T }, ...given });

// A quadrature is exact to 1e-12, and ln W of 4000 keeps 13 digits behind the point: e^-u to 1e-12.
const printed = { rel: 1e-11 };

describe("only differences of V are felt in a closed domain", () => {
  test("a V that is the same everywhere leaves c uniform, however large it is", () => {
    for (const V of ["1000", "-1000", "1e6"]) {
      const closed = model(V, { initial: 2 });
      expect(answer(closed, "mean(drug)", "equilibrium")).toBeNear(L / 2, printed);
      expect(answer(closed, "c(drug, right)", "equilibrium")).toBeNear(2, printed);
    }
  });

  test("at a slope of 4000 kT / L the mean distance from the low end is L / 4000, on either side and from any zero", () => {
    for (const zero of [0, 2000, -2000, 1e5]) {
      const at = { rel: zero === 1e5 ? 1e-9 : 1e-11 }; // 1e5 kT keeps 1.5e-11 of ln W, over 4000 kT
      const up = answer(model(`${zero} + 4000 * x / ${L}`, { initial: 1 }), "mean(drug)", "equilibrium");
      const down = answer(model(`${zero} - 4000 * x / ${L}`, { initial: 1 }), "mean(drug)", "equilibrium");
      expect(up).toBeNear(L / 4000, at);
      expect(L - down).toBeNear(L / 4000, at);
    }
  });

  test("in V = 2e4 kT (x/L)² c is half a Gaussian: mean L / √(2e4 π)", () => {
    const closed = model(`2e4 * (x / ${L})^2`, { initial: 1 });
    expect(answer(closed, "mean(drug)", "equilibrium")).toBeNear(L / Math.sqrt(2e4 * Math.PI), printed);
    expect(answer(closed, "c(drug, left)", "equilibrium")).toBeNear(2 * Math.sqrt(2e4 / Math.PI), printed);
  });

  test("the activity is counted from the zero of the model: c e^V", () => {
    expect(answer(model("650", { initial: 2 }), "activity(drug, left)", "equilibrium")).toBeNear(2 * Math.exp(650), {
      rel: 1e-11,
    });
  });
});

describe("fluxes between concentrations too", () => {
  const open = (energy: string) => model(energy, { left: held(3), right: held(1) });

  test("a V that is the same everywhere: D (c1 - c2) / L, and the lag L² / 6D", () => {
    for (const V of ["1000", "-1000"]) {
      expect(answer(open(V), "flux(drug, right)", "steady")).toBeNear((2 * D) / L, printed);
      expect(answer(open(V), "c(drug, 0.5e-3)", "steady")).toBeNear(2, printed);
      expect(answer(open(V), "time_lag(drug, right)", "timeless")).toBeNear(
        answer(open("0"), "time_lag(drug, right)", "timeless"),
        printed,
      );
    }
  });

  test("a slope of 3 kT / L and a bump of 5 kT: as from the zero 0, within the rounding of V", () => {
    for (const shape of [`3 * x / ${L}`, `5 * sin(pi * x / ${L})`])
      for (const what of ["flux(drug, right)", "c(drug, 0.3e-3)", "amount(drug, all)"])
        expect(answer(open(`1000 + ${shape}`), what, "steady")).toBeNear(answer(open(shape), what, "steady"), printed);
  });

  test("resistance and permeance are those of the model: R = L e^V / D", () => {
    expect(answer(open("650"), "resistance(drug, all)", "timeless")).toBeNear((L / D) * Math.exp(650), { rel: 1e-11 });
    expect(answer(open("650"), "permeance(drug, all)", "timeless")).toBeNear((D / L) * Math.exp(-650), { rel: 1e-11 });
  });
});

describe("what no zero of V helps is refused with the reason", () => {
  const because = (given: ReturnType<typeof model>, recognise: typeof recogniseBoltzmann) => {
    const found = recognise(given, given.species[0]);
    return found.kind === "law" ? "a law" : found.because;
  };

  test("over 2e4 kT a resistance is no number", () => {
    const steep = model(`2e4 * (x / ${L})^2`, { left: held(1), right: held(0) });
    for (const recognise of [recogniseSteadyStack, recogniseTimeLag])
      expect(because(steep, recognise)).toMatch(/varies by 2.00e\+4 kT, and e\^V is no number beyond 700/);
  });

  test("a bath stands at V = 0, far below", () => {
    const bath = { kind: "bath", volume: 1e-3, concentration: 1 } as const;
    expect(because(model("-1000", { right: bath }), recogniseBoltzmann)).toMatch(
      /reaches -1000 kT|reaches -1.00e\+3 kT/,
    );
    expect(because(model("10", { right: bath }), recogniseBoltzmann)).toBe("a law");
  });
});

describe("mean exit times over thousands of kT", () => {
  test("down a slope of 1e5 kT / L from everywhere: L / 2b, b = D 1e5 / L", () => {
    const falling = model(`1e5 * x / ${L}`, { left: { kind: "absorbing" }, initial: 1 });
    // T(x0) = x0/b less D/b² e^{-b (L - x0)/D}: on the average 1e-10 of L/2b less
    expect(answer(falling, "mean_exit_time(drug)", "timeless")).toBeNear((L * L) / (2e5 * D), { rel: 1e-9 });
  });
});
