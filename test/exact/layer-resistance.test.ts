import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { answer, held, type StackOf } from "../support/closed-form.ts";
import { asked, stackModel } from "../support/networks.ts";

// a capsule of two layers: (1/a - 1/b) / 4π D K of each, times the area 4π 16 of the outer end
const capsule: StackOf = {
  geometry: "sphere",
  start: 1,
  layers: [
    { l: 1, D: 2, K: 3 },
    { l: 2, D: 5 },
  ],
  left: held(6),
  right: held(1),
};
const [inner, outer] = [(16 * (1 - 1 / 2)) / 6, (16 * (1 / 2 - 1 / 4)) / 5];
const film = (concentration: number) => ({ kind: "robin", permeability: 0.5, concentration }) as const;

describe.each([
  ["closed-form", closedForm, 1e-13],
  ["continuum", continuum, 1e-11], // by elimination on 400 cells
  ["master", master, 1e-11],
])("%s", (_, level, rel) => {
  const read = (stack: StackOf) => {
    const places = ["a", "b", "all"].map((place) => `resistance(drug, ${place})`);
    const { at } = asked(level, { ...stackModel(stack), solves: [{ kind: "steady" }] }, [
      ...places,
      "permeance(drug, a)",
    ]);
    return { a: at(places[0]), b: at(places[1]), all: at(places[2]), permeance: at("permeance(drug, a)") };
  };

  test("resistances of the layers of a capsule refer to its outer area, and add", () => {
    const { a, b, all, permeance } = read(capsule);
    expect(a).toBeNear(inner, { rel });
    expect(b).toBeNear(outer, { rel });
    expect(all).toBeNear(inner + outer, { rel });
    expect(permeance).toBeNear(1 / inner, { rel });
  });

  test("a film at an end belongs to the whole: 1/P of its area, 4π at the inner end", () => {
    const { a, b, all } = read({ ...capsule, left: film(2) });
    expect(a + b + 16 / 0.5).toBeNear(all, { rel });
    expect(read({ ...capsule, right: film(0) }).all).toBeNear(inner + outer + 1 / 0.5, { rel });
  });

  test("a slab of gel and water before a film: 1/(3333.33 + 833.33 + 500) cm/s, whatever its baths hold", () => {
    const layers = [
      { l: 200e-6, D: 3e-10, K: 2 },
      { l: 50e-6, D: 6e-10 },
    ];
    const right = { kind: "robin", permeability: 2e-5, concentration: 0.5 } as const;
    const { all } = read({ geometry: "slab", start: 0, layers, left: held(4), right });
    expect(all).toBeNear(1e6 / 3 + 1e6 / 12 + 5e4, { rel });
  });
});

describe("a uniform tube, drop by flux through its outer end", () => {
  const [a, b, D, K] = [2, 5, 0.5, 3];
  const tube = (layers = [{ l: b - a, D, K }]) =>
    answer(
      stackModel({ geometry: "cylinder", start: a, layers, left: held(1), right: held(0) }),
      "resistance(drug, all)",
      "timeless",
    );

  test("b ln(b/a) / D K; cut in two it adds up", () => {
    expect(tube()).toBeNear((b * Math.log(b / a)) / (D * K), { rel: 1e-14 });
    const cut = [1, 2].map((l) => ({ l, D, K }));
    expect(tube(cut)).toBeNear(tube(), { rel: 1e-14 });
  });
});
