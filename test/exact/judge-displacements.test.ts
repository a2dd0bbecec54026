import { describe, expect, test } from "vitest";
import { avogadroEstimate } from "#inference/avogadro-details.ts";
import { diffusivityEstimate } from "#inference/diffusivity-estimate.ts";
import { displacementsOver } from "#inference/displacements.ts";
import { judgeDisplacements, scaleTest, shapeTest } from "#inference/judge-displacements.ts";
import { stokesEinstein } from "#physics/stokes-einstein.ts";
import { PERRIN_TRACKS } from "../support/fixtures/perrin-1909.ts";
import "../support/matchers.ts";

const perrin = displacementsOver(PERRIN_TRACKS, 30);
const estimate = diffusivityEstimate(perrin);
const grain = { temperature: 290, viscosity: 1.1e-3, radius: 0.52e-6 };
const predicted = stokesEinstein(290, 1.1e-3, 0.52e-6);

// Reference: chi-square tails in 30 digits (mpmath).
describe("Perrin's displacements against Stokes-Einstein", () => {
  test("with a radius of 0.52 µm lie 2.28 standard errors off, exact p = 0.0303", () => {
    const { z, p } = scaleTest(estimate, predicted);
    expect(z).toBeNear(2.27780857701, { rel: 1e-10 });
    expect(p).toBeNear(0.0303257822120946, { rel: 1e-10 });
  });

  test("with a radius of 0.53 µm lie 2.53 off, exact p = 0.0170", () => {
    const { z, p } = scaleTest(estimate, stokesEinstein(290, 1.1e-3, 0.53e-6));
    expect(z).toBeNear(2.53051221294, { rel: 1e-10 });
    expect(p).toBeNear(0.0169784342558214, { rel: 1e-10 });
  });

  test("have the shape of Rayleigh's law", () => {
    expect(shapeTest(perrin, predicted).statistic).toBeNear(0.1112135163, { rel: 1e-9 });
    const fitted = shapeTest(perrin, estimate.diffusivity);
    expect(fitted.statistic).toBeNear(0.05258713398, { rel: 1e-9 });
    expect(fitted.p).toBeGreaterThan(0.5);
  });

  test("leave the model standing at 99 % and refute it at 95 %, and say so", () => {
    const { verdict, because, statistic, value } = judgeDisplacements(perrin, { diffusivity: predicted, grain });
    expect(verdict).toBe("agree");
    expect(statistic).toBe("measured D / predicted D");
    expect(value).toBeNear(0.449218837184 / 0.371350598935, { rel: 1e-10 });
    expect(because).toBe(
      "118 displacements over 30 s give D = 4.49e-13 ± 4.1e-14 m^2/s where 3.71e-13 is predicted: z = 2.28, " +
        "exact p = 0.0303; the model is in doubt: refuted at 95 % confidence, not at the 99 % that decides here",
    );
  });
});

describe("Avogadro's number from Perrin's displacements", () => {
  const { value, low, high, standardError, holdsTodaysValue } = avogadroEstimate(grain, estimate);

  test("is 4.98e23, and today's value lies just outside its 95 % interval", () => {
    expect(value).toBeNear(4.97825423376e23, { rel: 1e-10 });
    // The interval of D, turned over about N_A D = const.
    expect(low).toBeNear((4.97825423376e23 * 0.449218837184) / 0.542714138369, { rel: 1e-10 });
    expect(high).toBeNear((4.97825423376e23 * 0.449218837184) / 0.378029400278, { rel: 1e-10 });
    expect(standardError / value).toBeNear(Math.sqrt(2 / 236), { rel: 1e-14 });
    expect(holdsTodaysValue).toBe(false);
  });

  test("holds today's value if the grains were smaller by 2 %", () => {
    expect(avogadroEstimate({ ...grain, radius: 0.98 * 0.52e-6 }, estimate).holdsTodaysValue).toBe(true);
    expect(avogadroEstimate({ ...grain, radius: 0.5 * 0.52e-6 }, estimate).holdsTodaysValue).toBe(false);
  });

  test("states what it hangs on, and those slopes are its own", () => {
    const { details } = judgeDisplacements(perrin, { diffusivity: predicted, grain });
    const stated = (name: string) => details.find((detail) => detail.name === name);
    const of = (changed: Partial<typeof grain>) => avogadroEstimate({ ...grain, ...changed }, estimate).value;
    const step = 1e-6; // a forward difference errs by about as much
    const slope = (changed: Partial<typeof grain>) => (of(changed) / value - 1) / step;
    expect(stated("d ln N_A / d ln radius")?.value).toBeNear(slope({ radius: 0.52e-6 * (1 + step) }), { rel: 2e-6 });
    expect(stated("d ln N_A / d ln viscosity")?.value).toBeNear(slope({ viscosity: 1.1e-3 * (1 + step) }), {
      rel: 2e-6,
    });
    expect(stated("d ln N_A / d ln T")?.value).toBeNear(slope({ temperature: 290 * (1 + step) }), { rel: 2e-6 });
    const doubled = avogadroEstimate(grain, { ...estimate, diffusivity: 2 * estimate.diffusivity }).value;
    expect(stated("d ln N_A / d ln D")?.value).toBeNear(Math.log2(doubled / value), { rel: 1e-14 });
    expect(stated("d ln N_A / d ln radius")?.note).toBe("a radius larger by 2 %: -1.96 %");
    expect(stated("d ln N_A / d ln viscosity")?.note).toBe("a viscosity larger by 5 %: -4.76 %");
    expect(stated("d ln N_A / d ln T")?.note).toBe("3 K warmer, viscosity held: +1.03 %");
    expect(stated("Avogadro's number")?.note).toContain("today's 6.02214076e+23 lies outside");
  });
});

test("a D off by a factor of two is refuted, above and below", () => {
  expect(judgeDisplacements(perrin, { diffusivity: 2 * estimate.diffusivity }).verdict).toBe("disagree");
  const low = judgeDisplacements(perrin, { diffusivity: estimate.diffusivity / 2 });
  expect(low.verdict).toBe("disagree");
  expect(low.because).toContain("refuted at 99 % confidence");
  expect(low.details.some(({ name }) => name === "Avogadro's number")).toBe(false);
});

test("without a prediction nothing is judged, and D is still measured", () => {
  const { verdict, p, value, details } = judgeDisplacements(perrin, {});
  expect(verdict).toBe("cannot tell");
  expect(p).toBeNull();
  expect(value).toBe(estimate.diffusivity);
  expect(details.find(({ name }) => name === "D measured")).toMatchObject({ low: estimate.low, high: estimate.high });
});

test("steps that remember those two before draw a warning", () => {
  const x = Array.from({ length: 200 }, (_, i) => Math.sin((Math.PI * i) / 2)); // steps +, -, -, +: two apart opposite
  const time = x.map((_, i) => i);
  const { because } = judgeDisplacements(displacementsOver([{ name: "1", time, axes: [x] }], 1), { diffusivity: 0.5 });
  expect(because).toContain("steps two apart are correlated (z = -14");
});
