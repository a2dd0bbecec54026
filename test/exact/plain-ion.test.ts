import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import type { Model, Species } from "#model/model.ts";
import { textOf } from "../support/closed-form.ts";
import { type IonOf, ionModel } from "../support/ions.ts";

const SALT: readonly IonOf[] = [
  { name: "k", z: 1, D: 1e-9, left: 1, right: 10 },
  { name: "cl", z: -1, D: 2e-9, left: 1, right: 10 },
];

const UNLIKE: readonly (readonly [string, Partial<Species>, RegExp])[] = [
  ["an activity", { activity: [{ kind: "virial", coefficients: [1e-4] }] }, /activity/],
  ["a gradient energy", { gradientEnergy: 1e-18 }, /gradient/],
  ["a mobility", { mobility: textOf("k") }, /mobility/],
  ["a drift", { drift: textOf(5e-3) }, /drift/],
  ["inertia", { inertia: true }, /velocity/],
  [
    "a D of its own concentration",
    { media: [{ medium: "a", diffusivity: textOf("1e-9 * (1 + k)"), partition: textOf(1) }] },
    /own concentration/,
  ],
];

/** The salt in one layer, its cation otherwise. */
function withCation(field: "electroneutral" | "poisson", change: Partial<Species>, fields?: Partial<Model>): Model {
  const model = ionModel({
    ions: SALT,
    layers: [{ l: 1e-6 }],
    field,
    left: 0,
    ...(field === "poisson" ? { right: 0 } : {}),
    ...(fields === undefined ? {} : { fields }),
  });
  return { ...model, species: model.species.map((one) => (one.name === "k" ? { ...one, ...change } : one)) };
}

describe("an ion that is not ideal, or moves by more than D and the field, is refused by name", () => {
  test.each(UNLIKE)("%s", (_, change, words) => {
    // also the other ion, which is plain, cannot be followed alone
    for (const [level, field] of [
      [continuum, "electroneutral"],
      [continuum, "poisson"],
      [master, "poisson"],
      [closedForm, "electroneutral"],
    ] as const)
      for (const name of ["k", "cl"]) {
        expect(level.accepts(withCation(field, {}), name).accepts).toBe(true);
        const said = level.accepts(withCation(field, change), name);
        if (said.accepts) throw new Error(`${level.name} accepts ${name} with field: ${field}`);
        expect(said.because).toMatch(words);
        expect(said.change).not.toBe("");
      }
  });

  test("also before a wall, where the law of Boltzmann would still hold", () => {
    const wall = (change: Partial<Species>) => {
      const ions = SALT.map((ion): IonOf => ({ ...ion, left: { kind: "no-flux" }, right: 100 }));
      const model = ionModel({ ions, layers: [{ l: 1e-7 }], field: "poisson", left: 0.05, right: 0 });
      return { ...model, species: model.species.map((one) => ({ ...one, ...change })) };
    };
    expect(closedForm.accepts(wall({}), "k").accepts).toBe(true);
    expect(closedForm.accepts(wall({ activity: [{ kind: "virial", coefficients: [5e-3] }] }), "k").accepts).toBe(false);
  });
});
