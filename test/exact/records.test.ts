/** What a run with several records says of all of them, and what enters between the late ones. */
import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { textOf } from "../support/closed-form.ts";
import { readingOf, solvedBy } from "../support/grids.ts";
import { ionModel, solvedIons } from "../support/ions.ts";
import "../support/matchers.ts";

test.each([master, continuum])("the smallest concentration is that of all records: by the $name", (level) => {
  // from 3 down to 1 everywhere
  const result = solvedBy(
    level,
    parseModel(`perrin: 1
species: {dye: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 1 m, cells: 5}
initial: {dye: 3 mol/m^3}
boundary: {left: {dye: {concentration: 1 mol/m^3}}, right: {dye: {concentration: 1 mol/m^3}}}
solve: {transient: {until: 20 s, times: [0 s, 0.01 s]}}
outputs: {held: amount(dye)}
`),
  );
  expect(result.invariants.smallestConcentration).toBeNear(1, { rel: 1e-9 });
});

test("walkers go on coming in to the last record", () => {
  // Poisson numbers: 6400 walkers in 4 s tell an amount to 5/√6400 at five standard errors, half of it to √2 more
  const result = solvedBy(
    walk,
    parseModel(`perrin: 1
species: {dye: {D: 1 m^2/s}}
domain: {geometry: slab, thickness: 1 m, cells: 3}
initial: {dye: 0 mol/m^3}
boundary: {left: {dye: {flux: 2 mol/m^2/s}}}
solve: {transient: {until: 4 s, times: [1 s, 2 s, 3 s]}}
sampling: {walkers: 6400, seed: 2, method: walkers}
outputs: {held: amount(dye)}
`),
  );
  for (const t of [1, 2, 3, 4])
    expect(readingOf(result, "amount(dye, all)", t)).toBeNear(2 * t, { rel: (5 / 80) * Math.sqrt(4 / t) });
});

describe("a dye without charge beside a salt at rest", () => {
  const dye = { name: "dye", z: 0, D: 1e-9, left: 1, right: 0 } as const;
  const salt = [
    { name: "na", z: 1, D: 1.3e-9, left: 100, right: 100 },
    { name: "cl", z: -1, D: 2e-9, left: 100, right: 100 },
  ] as const;
  const L = 1e-5;
  const found = (ions: readonly (typeof dye | (typeof salt)[number])[], t: number) => {
    const model = ionModel({ ions, layers: [{ l: L }], field: "electroneutral", left: 0, right: 0, cells: 40 });
    const initial = model.species.map((one) => ({
      ...one,
      initial: { kind: "concentration" as const, concentration: textOf(one.name === "dye" ? 0 : 100) },
    }));
    const started = { ...model, species: initial, solves: [{ kind: "transient" as const, times: [t] }] };
    return solvedIons(continuum, started, ["amount(dye, all)"]).read("amount(dye, all)");
  };

  test.each([0.01, 0.05, 0.2])("enters as Fick says, wherever it stands in the list: D t = %d L^2", (part) => {
    const t = (part * L * L) / 1e-9;
    let exact = 0.5;
    for (let n = 1; n < 60; n += 2) exact -= (4 / (n * Math.PI) ** 2) * Math.exp(-((n * Math.PI) ** 2) * part);
    // h²/12Dt of a step of c that nodes h apart show, h = L/40; and 1e-6 a step of time
    expect(found([dye, ...salt], t) / L).toBeNear(exact, { rel: Math.max(1e-3, 1 / (12 * 40 ** 2 * part)) });
    expect(found([...salt, dye], t) / found([dye, ...salt], t)).toBeNear(1, { rel: 1e-9 });
  });
});
