import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import type { BoundaryCondition } from "#model/model.ts";
import { held, stackModel } from "../support/closed-form.ts";
import { asked, withCells } from "../support/networks.ts";

const drawn = (flux: number): BoundaryCondition => ({ kind: "flux", flux: -flux });

/** A slab of 1 mm and D = 1e-9 between 1 mol/m^3 and a flux that draws: at steady state the wall has 1 - J L / D. */
const slab = (flux: number, solves: NonNullable<Parameters<typeof stackModel>[0]["fields"]>) =>
  withCells(
    stackModel({ layers: [{ l: 1e-3, D: 1e-9 }], initial: 1, left: held(1), right: drawn(flux), fields: solves }),
    20,
  );

describe.each([continuum, master])("a flux that draws from a slab, by the $name", (level) => {
  test("steady: a wall below zero is said to be, with the end and the remedy", () => {
    const { result, at } = asked(level, slab(1.5e-6, { solves: [{ kind: "steady" }] }), ["c(drug, right)"]);
    expect(at("c(drug, right)", "steady")).toBeNear(-0.5, { rel: 1e-9 });
    expect(result.warnings).toEqual([
      "the steady state of drug has a concentration of -0.5000 mol/m^3 at 0.001000 m, which nothing can have: " +
        "the flux out of the right end takes more than there is; use absorbing or robin in its place",
    ]);
  });

  test("steady: a wall above zero needs no word", () => {
    const { result } = asked(level, slab(0.9e-6, { solves: [{ kind: "steady" }] }), ["c(drug, right)"]);
    expect(result.warnings).toEqual([]);
  });

  test("in time: the run stops where the wall is emptied, which is when J sqrt(4 t / pi D) = 1", () => {
    // J = 1e-5: t = pi D / 4 J^2 = 7.854 s; the slab is still half full of 1 mol/m^3 then
    const times = Array.from({ length: 41 }, (_, k) => 0.25 * k);
    const model = slab(1e-5, { solves: [{ kind: "transient", times }] });
    const fine = withCells(model, 200);
    expect(() => asked(level, fine, ["c(drug, right)"])).toThrow(
      /^transient of drug, t = (7\.[89]\d*|8(\.\d*)?) s, the place at 0\.001000 m: its concentration falls to -.* mol\/m\^3\. the flux out of the right end takes more than there is; use absorbing or robin/,
    );
    const before = { ...fine, solves: [{ kind: "transient" as const, times: times.filter((t) => t <= 7.5) }] };
    expect(asked(level, before, ["c(drug, right)"]).at("c(drug, right)", 7.5)).toBeGreaterThan(0);
  });
});
