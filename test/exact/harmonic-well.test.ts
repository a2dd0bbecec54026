import { describe, expect, test } from "vitest";
import type { Model, Species } from "#model/model.ts";
import { answer, textOf } from "../support/closed-form.ts";
import { modelWith, walkerWith } from "../support/models.ts";
import "../support/matchers.ts";

const kB = 1.380649e-23;
const T = 298.15;
const drag = 6 * Math.PI * 0.89e-3 * 0.5e-6;
const D = (kB * T) / drag;
const kappa = 1e-6;
const tau = drag / kappa;

function wellModel(fields: Partial<Species> = {}, energy = "kappa * x^2 / 2"): Model {
  return modelWith({
    temperature: T,
    parameters: [{ name: "kappa", value: kappa, dimension: [1, 0, -2, 0, 0, 0] as never }],
    domain: { kind: "free", geometry: "line", dimensions: 1 },
    species: [
      walkerWith({
        media: [{ medium: "", diffusivity: textOf(D), partition: textOf(1) }],
        terms: [{ kind: "potential", energy: textOf(energy) }],
        initial: { kind: "point", at: [0.2e-6], amount: 1 },
        ...fields,
      }),
    ],
  });
}

describe("a bead of 0.5 um in an optical trap of 1 pN/um at 25 degC", () => {
  const bead = wellModel();

  test("it wanders 64.159215967 nm at equilibrium and forgets its start in 8.388052385 ms", () => {
    expect(Math.sqrt(answer(bead, "variance(walker)", "equilibrium"))).toBeNear(64.159215967e-9, { rel: 1e-10 });
    expect(answer(bead, "mean(walker)", 8e-3)).toBeNear(0.07705965636e-6, { rel: 1e-9 });
  });

  test("the variance grows as (kT/kappa)(1 - e^{-2t/tau}), linearly at first", () => {
    const t = 3e-3;
    const exact = ((kB * T) / kappa) * -Math.expm1((-2 * t) / tau);
    expect(answer(bead, "variance(walker)", t)).toBeNear(exact, { rel: 1e-13 });
    expect(answer(bead, "variance(walker)", 1e-12)).toBeNear(2 * D * 1e-12, { rel: 1e-9 });
  });

  test("the position is Gaussian at every time", () => {
    const [mean, variance] = [answer(bead, "mean(walker)", 5e-3), answer(bead, "variance(walker)", 5e-3)];
    const x = 0.1e-6;
    const density = Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    expect(answer(bead, `c(walker, ${x})`, 5e-3)).toBeNear(density, { rel: 1e-13 });
    expect(answer(bead, `probability(walker, x > ${mean})`, 5e-3)).toBeNear(0.5, { rel: 1e-9 });
    expect(answer(bead, "skewness(walker)", 5e-3)).toBe(0);
    expect(answer(bead, "excess_kurtosis(walker)", 5e-3)).toBe(0);
  });

  test("a confined bead shows no diffusion coefficient", () => {
    expect(() => answer(bead, "diffusivity(walker)", "timeless")).toThrow(/does not state/);
  });

  test("from equilibrium the mean squared displacement is (2kT/kappa)(1 - e^{-t/tau})", () => {
    const resting = wellModel({ initial: { kind: "equilibrium", amount: 1 } });
    const t = 4e-3;
    const exact = ((2 * kB * T) / kappa) * -Math.expm1(-t / tau);
    expect(answer(resting, "msd(walker)", t)).toBeNear(exact, { rel: 1e-13 });
    expect(answer(resting, "variance(walker)", t)).toBeNear((kB * T) / kappa, { rel: 1e-13 });
  });

  test("a constant drift moves the centre by v tau, a linear term by -V'/kappa", () => {
    const v = 1e-5;
    const pushed = wellModel({ drift: textOf(v) }, "kappa * (x - 30 nm)^2 / 2 + 1e-14 N * x");
    expect(answer(pushed, "mean(walker)", "equilibrium")).toBeNear(30e-9 - 1e-14 / kappa + v * tau, { rel: 1e-12 });
  });
});
