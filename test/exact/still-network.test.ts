import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Level } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { StackOf } from "../support/closed-form.ts";
import { asked, stackModel } from "../support/networks.ts";

const slab: StackOf = { layers: [{ l: 1e-4, D: 1e-9 }] };
const held = (concentration: number) => ({ kind: "concentration", concentration }) as const;
const steady = (level: Level, stack: StackOf, texts: readonly string[]) =>
  asked(level, { ...stackModel(stack), solves: [{ kind: "steady" }] }, texts);

describe.each([
  ["continuum", continuum],
  ["master", master],
])("%s where nothing flows", (_, level) => {
  test.each<[string, StackOf]>([
    ["between equal concentrations", { ...slab, left: held(1), right: held(1) }],
    ["before a wall", { ...slab, left: held(1), right: { kind: "no-flux" } }],
    ["in a closed slab", { ...slab, initial: 1 }],
  ])("%s the flux is 0, and rounding is not taken for a permeance or a time lag", (_, stack) => {
    const { result, at } = steady(level, stack, ["flux(drug, left)", "permeance(drug)", "time_lag(drug, left)"]);
    expect(at("flux(drug, left)", "steady")).toBe(0);
    expect(at("permeance(drug)")).toBeNaN();
    expect(result.readings.some(({ measure }) => measure === "time_lag(drug, left)")).toBe(false);
  });

  test("the flux over a barrier of 30 kT is one number at both ends, to the rounding of the amounts", () => {
    const barrier = { ...slab, energy: "30 * exp(-((x - 5e-5) / 1e-5)^2)", left: held(1), right: held(0.5) };
    const { at } = steady(level, barrier, ["flux(drug, left)", "flux(drug, right)"]);
    expect(at("flux(drug, left)", "steady")).toBe(at("flux(drug, right)", "steady"));
  });

  test("a linear source that outgrows what can leave has no steady state: D π² / l² = 0.987 s^-1", () => {
    const fed = (rate: number): StackOf => ({
      ...slab,
      left: held(1),
      right: { kind: "absorbing" },
      fields: { sources: [{ name: "growth", species: "drug", layer: "", law: { kind: "linear", rate } }] },
    });
    expect(() => steady(level, fed(1), [])).toThrow("more grows than can leave");
    expect(() => steady(level, fed(0.97), [])).not.toThrow();
  });

  test("a flux of zero is a wall", () => {
    const { at } = steady(level, { ...slab, initial: 2, left: { kind: "flux", flux: 0 } }, ["amount(drug, all)"]);
    expect(at("amount(drug, all)", "steady")).toBeNear(2e-4, { rel: 1e-13 });
  });

  test("towards an empty end the dissipation is infinite", () => {
    const { at } = steady(level, { ...slab, left: held(1), right: { kind: "absorbing" } }, ["dissipation(drug)"]);
    expect(at("dissipation(drug)", "steady")).toBe(Number.POSITIVE_INFINITY);
  });
});
