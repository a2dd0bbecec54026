/** Rings and zero-order consumption in time, which ask more of the implicit solve than a row does. */
import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import type { Model, Source } from "#model/model.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { held, type StackOf } from "../support/closed-form.ts";
import { asked, stackModel, withCells } from "../support/networks.ts";

const periodic = { kind: "periodic" as const };
const transient = (...times: number[]) => ({ kind: "transient" as const, times });

/** A stack with that many cells a layer, watched at the given times. */
function watched(stack: StackOf, cells: number, ...times: number[]): Model {
  return withCells({ ...stackModel(stack), solves: [transient(...times)] }, cells);
}

describe("a ring", () => {
  const k = 2 * Math.PI;
  /** 1 + cos kx on a ring of length 1 that turns with v and blurs with D: 1 + e^{-D k² t} cos k(x - vt). */
  const wave = {
    layers: [{ l: 1, D: 0.1 }],
    drift: 0.3,
    initial: `1 + cos(${k} * x)`,
    left: periodic,
    right: periodic,
  };
  const exact = (x: number, t: number) => 1 + Math.exp(-0.1 * k * k * t) * Math.cos(k * (x - 0.3 * t));

  test.each([continuum, master])("carries a wave round and blurs it, at second order: $name", (level) => {
    const study = [16, 32, 64].map((cells) => {
      const { at } = asked(level, watched(wave, cells, 0.4), ["c(drug, 0.25)", "c(drug, 0)"]);
      // a face of every mesh, and the joint
      const errors = [0.25, 0].map((x) => Math.abs(at(`c(drug, ${x})`, 0.4) - exact(x, 0.4)));
      return { h: 1 / cells, error: Math.max(...errors) };
    });
    expect(study[2].error).toBeLessThan(2e-3);
    expect(observedOrder(study)).toBeGreaterThan(level.order.space - 0.1);
  });

  test.each([
    continuum,
    master,
  ])("keeps its amount and settles into its steady current, also over jumps of K: $name", (level) => {
    const layers = [{ l: 0.3, D: 0.5, K: 3 }, { P: 2 }, { l: 0.7, D: 0.2 }];
    const stack = { layers, drift: 0.4, initial: "if(x < 0.5, 2, 0)", left: periodic, right: periodic };
    const model = watched(stack, 12, 0.1, 50);
    const texts = ["amount(drug, all)", "flux(drug, left)", "flux(drug, right)", "c(drug, a.right)", "c(drug, 0.6)"];
    const solves = [...model.solves, { kind: "steady" as const }];
    const { at } = asked(level, { ...model, solves }, texts);
    for (const t of [0.1, 50])
      expect(at("amount(drug, all)", t)).toBeNear(at("amount(drug, all)", "steady"), { rel: 1e-12 });
    for (const text of texts) expect(at(text, 50)).toBeNear(at(text, "steady"), { rel: 1e-6 });
    expect(at("flux(drug, left)", 50)).toBeNear(at("flux(drug, right)", 50), { rel: 1e-12 });
    expect(Math.abs(at("flux(drug, left)", "steady"))).toBeGreaterThan(0.01);
  });
});

describe("consumption at zero order", () => {
  const eat = (rate: number): Source => ({
    name: "eat",
    species: "drug",
    layer: "",
    law: { kind: "zero-order", rate: -rate },
  });

  test("eats a uniform slab at its rate until nothing is left, and then nothing", () => {
    const stack = { layers: [{ l: 1, D: 1 }], initial: 1, fields: { sources: [eat(2)] } };
    const { at } = asked(continuum, watched(stack, 4, 0.2, 0.4, 0.6, 2), ["amount(drug, all)"]);
    expect(at("amount(drug, all)", 0.2)).toBeNear(0.6, { rel: 1e-6 });
    expect(at("amount(drug, all)", 0.4)).toBeNear(0.2, { rel: 1e-6 });
    for (const t of [0.6, 2]) expect(at("amount(drug, all)", t)).toBeNear(0, { abs: 1e-7 });
  });

  test("in time ends where the steady solve says: fed at the wall, empty beyond √(2 D c / k)", () => {
    const stack = { layers: [{ l: 1, D: 1 }], initial: 1, left: held(1), fields: { sources: [eat(8)] } };
    const model = watched(stack, 40, 0.05, 5);
    const solves = [...model.solves, { kind: "steady" as const }];
    const texts = ["flux(drug, left)", "amount(drug, all)", "c(drug, 0.2)", "c(drug, right)"];
    const { at } = asked(continuum, { ...model, solves }, texts);
    for (const text of texts) expect(at(text, 5)).toBeNear(at(text, "steady"), { rel: 1e-5, abs: 1e-7 });
    // depth 1/2: c = (1 - 2x)², taking √(2 D c k) = 4 in; the edge of the empty region errs by part of a cell of 1/40
    expect(at("flux(drug, left)", "steady")).toBeNear(4, { rel: 2e-3 });
    expect(at("c(drug, 0.2)", "steady")).toBeNear(0.36, { rel: 5e-3 });
    expect(at("c(drug, right)", "steady")).toBe(0);
  });
});

test("a species that multiplies grows as e^{kt} in a closed slab, by steps in time and by uniformisation", () => {
  const grow: Source = { name: "grow", species: "drug", layer: "", law: { kind: "linear", rate: 2 } };
  const stack = { layers: [{ l: 1, D: 1 }], initial: "2 * x", fields: { sources: [grow] } };
  const texts = ["amount(drug, all)"];
  const model = watched(stack, 8, 0.5, 1.5);
  for (const [level, rel] of [
    [continuum, 1e-5],
    [master, 1e-12],
  ] as const)
    for (const t of [0.5, 1.5])
      expect(asked(level, model, texts).at(texts[0] as string, t)).toBeNear(Math.exp(2 * t), { rel });
});

describe("a fast layer before one that is slower by twelve decades", () => {
  const [l, fast, slow] = [1e-6, 1e-9, 1e-21];
  const time = (l * l) / slow;
  const stack = {
    layers: [
      { l, D: fast },
      { l, D: slow },
    ],
    initial: 0,
    left: held(1),
    right: held(0),
  };

  test.each([
    continuum,
    master,
  ])("the ledgers hold what has passed, not the rounding of all that went to and fro: $name", (level) => {
    const texts = ["amount(drug, all)", "amount_permeated(drug, left)", "amount_permeated(drug, right)"];
    const { at, result } = asked(level, watched(stack, 40, time), texts);
    const [amount, left, right] = texts.map((text) => at(text, time)) as [number, number, number];
    // the fast layer stands at 1; the slow one has taken l (t' + 1/3 - 2/π² Σ e^(-n²π²t') / n²) at t' = D t / l² = 1
    const taken = l * (4 / 3 - (2 / Math.PI ** 2) * Math.exp(-(Math.PI ** 2)));
    expect(-left).toBeNear(l + taken, { rel: 1e-3 });
    // a thousand steps round a few times each
    expect(Math.abs(amount + left + right)).toBeLessThan(1e-12 * l);
    expect(result.invariants.massDrift).toBeLessThan(1e-12);
  });
});
