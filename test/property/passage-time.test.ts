import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { held, type StackOf } from "../support/closed-form.ts";
import { anyLayers, asked, decades, mirrored, stackModel, withCells } from "../support/networks.ts";

const ABSORBING = { kind: "absorbing" as const };

const lagOf = (level: typeof master, stack: StackOf, end: "left" | "right"): number =>
  asked(level, withCells(stackModel(stack), 4), [`time_lag(drug, ${end})`]).at(`time_lag(drug, ${end})`);

// Three layers of four cells; a lag is a sum of products of amounts, each right to a few roundings per node.
const rounding = { rel: 12 * 40 * Number.EPSILON };

describe("time lag", () => {
  test("is the same in both directions through any stack of layers and membranes", () => {
    fc.assert(
      fc.property(anyLayers, decades(-3, 3), (layers, c) => {
        const there = lagOf(master, { layers, left: held(c), right: ABSORBING }, "right");
        const back = lagOf(master, { layers, left: ABSORBING, right: held(c) }, "left");
        expect(back).toBeNear(there, rounding);
      }),
      { numRuns: 40 },
    );
  });

  test("is the same in both directions through a bent potential, and with a drift, which on a line is a slope of one", () => {
    const layers = [
      { l: 1, D: 1, K: "exp(2 * x)" },
      { l: 2, D: "3 - x / 2", K: 5 },
    ];
    const lag = (left: StackOf["left"], right: StackOf["right"], end: "left" | "right", drift: number) =>
      lagOf(master, { layers, energy: "sin(3 * x)", drift, left: left as never, right: right as never }, end);
    const still = lag(held(1), ABSORBING, "right", 0);
    expect(lag(ABSORBING, held(1), "left", 0)).toBeNear(still, rounding);
    expect(still).toBeGreaterThan(0);
    const carried = lag(held(1), ABSORBING, "right", 1);
    expect(carried).toBeLessThan(still);
    expect(lag(ABSORBING, held(1), "left", 1)).toBeNear(carried, rounding);
  });

  test("does not depend on the concentration, and the mirrored stack has it at the other end", () => {
    fc.assert(
      fc.property(anyLayers, decades(-3, 3), (layers, c) => {
        const stack = { layers, left: held(1), right: ABSORBING };
        const lag = lagOf(master, stack, "right");
        expect(lagOf(master, { ...stack, left: held(c) }, "right")).toBeNear(lag, rounding);
        expect(lagOf(master, mirrored(stack), "left")).toBeNear(lag, rounding);
      }),
      { numRuns: 40 },
    );
  });

  test("at the end that feeds is ahead of that at the end that drains by what the layers hold over the flux", () => {
    const mild = fc.record({ l: decades(-1, 0), D: decades(-1, 0), K: decades(-1, 1) });
    fc.assert(
      fc.property(fc.array(mild, { minLength: 1, maxLength: 3 }), (layers) => {
        const model = withCells(stackModel({ layers, left: held(1), right: ABSORBING }), 4);
        const texts = ["time_lag(drug, left)", "time_lag(drug, right)", "flux(drug, right)", "amount(drug, all)"];
        const { at } = asked(master, { ...model, solves: [{ kind: "steady" }] }, texts);
        const delay = at("time_lag(drug, right)") - at("time_lag(drug, left)");
        // the flow in at a held end is a difference; resistances differ by less than 1e4 here
        const content = at("amount(drug, all)", "steady");
        expect(at("flux(drug, right)", "steady") * delay).toBeNear(content, { rel: 1e4 * rounding.rel });
      }),
      { numRuns: 40 },
    );
  });
});

describe("mean exit time", () => {
  test("of walkers that start everywhere is the same by elimination and by state reduction", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ l: decades(-1, 0), D: decades(-1, 1) }), { minLength: 1, maxLength: 3 }),
        (layers) => {
          const model = withCells(stackModel({ layers, initial: 1, right: ABSORBING }), 6);
          const text = "mean_exit_time(drug)";
          expect(asked(continuum, model, [text]).at(text)).toBeNear(asked(master, model, [text]).at(text), {
            rel: 1e-9,
          });
        },
      ),
      { numRuns: 30 },
    );
  });
});
