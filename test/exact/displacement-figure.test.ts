import { describe, expect, test } from "vitest";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { displacementFigure, radialProbability } from "#report/displacement-figure.ts";
import { modelWith, walkerWith } from "../support/models.ts";

describe("radialProbability", () => {
  test("half of all displacements in a plane are within sqrt(ln 2) of sqrt(4 D t)", () => {
    expect(radialProbability(Math.sqrt(Math.LN2), 2)).toBeNear(0.5, { rel: 1e-15 });
  });

  test("its slope is the density of |r| in one, two and three dimensions", () => {
    // densities of s = r / sqrt(4Dt): 2/sqrt(pi) e^-s², 2 s e^-s², 4/sqrt(pi) s² e^-s²
    const [s, h] = [0.8, 1e-5];
    const bell = Math.exp(-s * s);
    const densities = [(2 / Math.sqrt(Math.PI)) * bell, 2 * s * bell, (4 / Math.sqrt(Math.PI)) * s * s * bell];
    for (const [i, density] of densities.entries()) {
      const slope = (radialProbability(s + h, i + 1) - radialProbability(s - h, i + 1)) / (2 * h);
      // central difference: h² ~ 1e-10, rounding 1e-16 / 2e-5 = 5e-12
      expect(slope).toBeNear(density, { rel: 1e-9 });
    }
  });
});

describe("displacementFigure", () => {
  test("every displacement is counted once, and the laws expect as many", () => {
    const steps = Array.from({ length: 400 }, (_, i) => ((i * 37) % 101) / 101 - 0.5);
    const x = [0];
    for (const step of steps) x.push((x.at(-1) ?? 0) + step);
    const measured = Object.assign(walkerWith({ name: "bead" }), { measure: "probability" as const });
    const figure = displacementFigure(
      {
        name: "track",
        verdict: "report",
        content: {
          kind: "tracks",
          species: "bead",
          lag: 1,
          tracks: [{ name: "one", time: x.map((_, i) => i), axes: [x] }],
        },
      },
      modelWith({ species: [measured] }),
    );
    const histogram = figure?.marks.find(({ kind }) => kind === "histogram");
    expect(histogram?.kind === "histogram" && histogram.y.reduce((sum, n) => sum + n, 0)).toBe(400);
  });

  test("the law of the declared D expects n (1 - e^{-w²/4Dt}) displacements in the first ring of a plane", () => {
    const [D, lag] = [2, 3];
    // steps (3, 0) and (0, 4) in turn: r.m.s. displacement sqrt(12.5), rings of a quarter of it
    const tracks = [
      {
        name: "one",
        time: [0, 3, 6],
        axes: [
          [0, 3, 3],
          [0, 0, 4],
        ],
      },
    ];
    const media = [{ medium: "", diffusivity: parseExpression(String(D)), partition: parseExpression("1") }];
    const figure = displacementFigure(
      { name: "track", verdict: "report", content: { kind: "tracks", species: "walker", lag, tracks } },
      modelWith({ species: [walkerWith({ media })] }),
    );
    const law = figure?.marks.find(({ label }) => label === "law of the declared D");
    const width = Math.sqrt(12.5) / 4;
    expect(law?.kind === "line" && law.y[0]).toBeNear(2 * -Math.expm1((-width * width) / (4 * D * lag)), {
      rel: 1e-13,
    });
  });

  test("rings: the law expects as many displacements as there are, the open ring included", () => {
    const counts = [34, 78, 106, 103, 75, 49, 30, 17, 9];
    const figure = displacementFigure(
      { name: "rings", verdict: "report", content: { kind: "rings", species: "grain", ringWidth: 0.25, counts } },
      modelWith({}),
    );
    const law = figure?.marks.find(({ kind }) => kind === "line");
    const expected = law?.kind === "line" ? law.y : [];
    // the terms telescope to n; nine roundings of numbers up to 106
    expect(expected.reduce((sum, n) => sum + n, 0)).toBeNear(501, { rel: 1e-14 });
    // 501 (1 - e^{-1/16}) = 30.35
    expect(expected[0]).toBeNear(501 * -Math.expm1(-1 / 16), { rel: 1e-13 });
  });
});
