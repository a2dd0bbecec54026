import { describe, expect, test } from "vitest";
import { belowZeroWarning } from "#levels/below-zero.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import type { BoundaryCondition, Species } from "#model/model.ts";
import { held, type StackOf, stackModel } from "../support/closed-form.ts";
import { asked, networkOfStack, withCells } from "../support/networks.ts";

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

test("where no flux draws, the cell that is farthest below zero is named, with its concentration, but for rounding", () => {
  // cells of 0.1 mm whose concentrations are 1, -0.25, 0.5, -0.5 mol/m^3 in a cylinder, no two of one volume
  const stack: StackOf = { layers: [{ l: 4e-4, D: 1e-9 }], geometry: "cylinder", start: 1e-4, initial: 1 };
  const network = networkOfStack(stack, 4);
  const [species] = stackModel(stack).species;
  const amounts = (concentrations: readonly number[]): Float64Array => {
    const n = new Float64Array(network.mesh.cellCount + 2);
    concentrations.forEach((c, i) => {
      n[i + 1] = c * (network.mesh.volume[i] as number);
    });
    return n;
  };
  const told = (concentrations: readonly number[]) =>
    belowZeroWarning({ network, species: species as Species }, amounts(concentrations));
  expect(told([1, -0.25, 0.5, -0.5])).toMatch(
    / a concentration of -0\.5000 mol\/m\^3 at 0\.0004500 m, which nothing can have: use more cells$/,
  );
  expect(told([1, -0.5, 0.5, -0.25])).toMatch(/ of -0\.5000 mol\/m\^3 at 0\.0002500 m/);
  expect(told([1, 0.5, 0.25, -0.9e-9])).toBeUndefined();
  expect(told([1, 0.5, 0.25, -1.1e-9])).toMatch(/ of -1\.100e-9 mol\/m\^3/);
});
