/** The levels on a mesh reach the exact law at the order in space that they declare. */
import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Level, When } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { Model, Solve } from "#model/model.ts";
import { besselI0 } from "#numerics/bessel.ts";
import { erf } from "#numerics/error-function.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { held, stackModel as plainStack, textOf } from "../support/closed-form.ts";
import { modelWith, walkerWith } from "../support/models.ts";
import { asked, stackModel, withCells } from "../support/networks.ts";

interface Case {
  readonly model: Model;
  readonly text: string;
  readonly when: When;
  readonly exact: number;
}

const steady: Solve = { kind: "steady" };
const until = (time: number): Solve => ({ kind: "transient", times: [time] });
const absorbing = { kind: "absorbing" as const };
const D = "1 + x"; // on a slab of width 1

/** A half-line that starts full and empties at 0. */
const halfLine: Model = modelWith({
  species: [
    {
      ...walkerWith({ media: [{ medium: "", diffusivity: textOf(3), partition: textOf(1) }] }),
      measure: "amount",
      initial: { kind: "concentration", concentration: textOf(2) },
    },
  ],
  domain: { kind: "free", geometry: "line", dimensions: 1, from: 0, cells: 40 },
  boundaries: [{ end: "left", species: "walker", condition: absorbing }],
  solves: [until(0.7)],
});

/** An eighth of its window: a face of the mesh at every refinement, so that the error has one constant. */
const atFace = (7.2 * Math.sqrt(2 * 3 * 0.7)) / 8;

/** Beads of 100 um in a bath of 10 nL each, D = 5e-11 (Crank, sphere in a stirred solution of limited volume). */
const beads = plainStack({
  geometry: "sphere",
  layers: [{ l: 1e-4, D: 5e-11 }],
  initial: 10,
  right: { kind: "bath", volume: 1e-11, concentration: 0 },
  fields: { solves: [until(20)] },
});

const cases: Readonly<Record<string, Case>> = {
  "flux over a smooth barrier of 10 kT, 1 / ∫ e^{u} dx = e^{-5} / I0(5)": {
    model: stackModel({
      layers: [{ l: 1, D: 1 }],
      energy: "10 * sin(pi * x)^2",
      left: held(1),
      right: held(0),
      fields: { solves: [steady] },
    }),
    text: "flux(drug, right)",
    when: "steady",
    exact: Math.exp(-5) / besselI0(5),
  },
  "flux where D grows, 1 / ∫ dx / D = 1 / ln 2": {
    model: plainStack({ layers: [{ l: 1, D }], left: held(1), right: held(0), fields: { solves: [steady] } }),
    text: "flux(drug, right)",
    when: "steady",
    exact: 1 / Math.log(2),
  },
  "flux where K is a Gaussian hill, 1 / ∫ e^{(2x-1)²} dx / D": {
    model: plainStack({
      layers: [{ l: 1, D: 1, K: "exp(-(2 * x - 1)^2)" }],
      left: held(1),
      right: held(0),
      fields: { solves: [steady] },
    }),
    text: "flux(drug, right)",
    when: "steady",
    // the held concentration is e^{-1} K: a = e; ∫ = erfi(1) √π / 2
    exact: Math.E / 1.4626517459071815,
  },
  "time lag of a slab, L² / 6D": {
    model: plainStack({ layers: [{ l: 1, D: 2 }], left: held(1), right: held(0) }),
    text: "time_lag(drug, right)",
    when: "timeless",
    exact: 1 / 12,
  },
  "time lag of a laminate of two layers, 193.67 s": {
    model: plainStack({
      layers: [
        { l: 2e-5, D: 1e-12, K: 0.5 },
        { l: 5e-5, D: 1e-11, K: 3 },
      ],
      left: held(1),
      right: held(0),
    }),
    text: "time_lag(drug, right)",
    when: "timeless",
    exact: 581 / 3,
  },
  "time to leave where D grows, L² / D0 (1 - ln 2)": {
    model: plainStack({
      layers: [{ l: 1, D }],
      initial: { kind: "point", at: [0], amount: 1 },
      right: absorbing,
    }),
    text: "mean_exit_time(drug)",
    when: "timeless",
    exact: 1 - Math.log(2),
  },
  "time to leave a ball from its centre, R² / 6D": {
    model: plainStack({
      geometry: "sphere",
      layers: [{ l: 1, D: 1 }],
      initial: { kind: "point", at: [0], amount: 1 },
      right: absorbing,
    }),
    text: "mean_exit_time(drug)",
    when: "timeless",
    exact: 1 / 6,
  },
  "amount that beads give to a stirred bath": {
    model: beads,
    text: "amount(drug, right.bath)",
    when: 20,
    exact: 0.598118447016 * 10 * (4 / 3) * Math.PI * 1e-12,
  },
  "amount that a half-line gives to an absorbing wall, 2 c √(Dt/π)": {
    model: halfLine,
    text: "amount_permeated(walker, left)",
    when: 0.7,
    exact: 2 * 2 * Math.sqrt((3 * 0.7) / Math.PI),
  },
  "concentration beside an absorbing wall, c erf(x / 2√(Dt))": {
    model: halfLine,
    text: `c(walker, ${atFace})`,
    when: 0.7,
    exact: 2 * erf(atFace / (2 * Math.sqrt(3 * 0.7))),
  },
};

/** Errors at 8, 16, 32 and 64 cells a layer, or at that many times the cells of a line. */
function studyOf(level: Level, { model, text, when, exact }: Case) {
  const coarse = model.domain?.kind === "layers" ? withCells(model, 8) : model;
  return [1, 2, 4, 8].map((refinement) => ({
    h: 1 / refinement,
    error: Math.abs(asked(level, coarse, [text], { refinement }).at(text, when) - exact) / Math.abs(exact),
  }));
}

describe.each([
  ["continuum", continuum],
  ["master", master],
] as const)("the %s converges at its declared order in space to the", (_, level) => {
  test.each(Object.entries(cases))("%s", (_name, given) => {
    const study = studyOf(level, given);
    const [coarse, , , fine] = study.map(({ error }) => error) as [number, number, number, number];
    expect(coarse).toBeLessThan(0.5);
    expect(fine).toBeLessThan(0.005);
    expect(observedOrder(study.slice(1))).toBeGreaterThan(level.order.space - 0.1);
    expect(observedOrder(study.slice(1))).toBeLessThan(level.order.space + 0.5);
  });
});

test("over a smooth barrier the error is that of Scharfetter-Gummel faces at twice as many intervals: 14.4 / N²", () => {
  // 12.6, 3.4, 0.88 and 0.22 % too much at N = 11, 21, 41 and 81 intervals: the last two are 14.8 and 14.4 over N²
  const { model, text, exact } = Object.values(cases)[0] as Case;
  for (const cells of [20, 40, 80]) {
    const found = asked(continuum, withCells(model, cells), [text]).at(text, "steady");
    expect((found / exact - 1) * (2 * cells) ** 2).toBeNear(14.4, { rel: 0.05 });
  }
});
