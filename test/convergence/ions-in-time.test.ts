import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import type { Model } from "#model/model.ts";
import { textOf } from "../support/closed-form.ts";
import { type IonOf, ionModel, solvedIons } from "../support/ions.ts";
import "../support/matchers.ts";

/** The model with a start, seen at one time. */
function startingWith(model: Model, concentrations: readonly (number | string)[], ...times: readonly number[]): Model {
  return {
    ...model,
    species: model.species.map((one, k) => ({
      ...one,
      initial: { kind: "concentration", concentration: textOf(concentrations[k] ?? 0) },
    })),
    solves: [{ kind: "transient", times }],
  };
}

const SALT: readonly IonOf[] = [
  { name: "na", z: 1, D: 1.334e-9, left: 100, right: 10 },
  { name: "cl", z: -1, D: 2.032e-9, left: 100, right: 10 },
];

/** Series of a slab between held ends, from the concentration of the right end. */
function heldSlab(D: number, L: number, x: number, t: number): number {
  let c = 100 - (90 * x) / L;
  for (let n = 1; n < 400; n++)
    c -= (180 / (n * Math.PI)) * Math.sin((n * Math.PI * x) / L) * Math.exp(-D * ((n * Math.PI) / L) ** 2 * t);
  return c;
}

describe("a salt in time", () => {
  const L = 1e-3;
  const D = (2 * 1.334e-9 * 2.032e-9) / (1.334e-9 + 2.032e-9);

  test("neutral: it diffuses as one, with the ambipolar D, at order 2 in space", () => {
    const errors = [20, 40, 80].map((cells) => {
      const model = ionModel({ ions: SALT, layers: [{ l: L }], field: "electroneutral", left: 0, cells });
      const { read } = solvedIons(continuum, startingWith(model, [10, 10], 60), ["c(na, 0.00025)"]);
      return read("c(na, 0.00025)") - heldSlab(D, L, 2.5e-4, 60);
    });
    for (let i = 0; i + 1 < errors.length; i++)
      expect(Math.log2((errors[i] ?? 0) / (errors[i + 1] ?? 0))).toBeNear(2, { abs: 0.25 });
    expect(Math.abs(errors[2] ?? 1)).toBeLessThan(0.05);
  });

  test("by Poisson, in a film of many Debye lengths: the same, but for the Debye length over the film", () => {
    const film = 1e-6;
    const t = 60 * (film / L) ** 2;
    const model = ionModel({
      ions: SALT,
      layers: [{ l: film }],
      field: "poisson",
      left: 0,
      right: -0.0122677,
      cells: 60,
    });
    const { read, invariants } = solvedIons(continuum, startingWith(model, [10, 10], t), ["c(na, 2.5e-7)"]);
    expect(read("c(na, 2.5e-7)")).toBeNear(heldSlab(D, film, 2.5e-7, t), { rel: 5e-3 });
    expect(invariants.massDrift).toBeLessThan(1e-12);
  });

  test("a solute without a charge is carried along, with its own D", () => {
    const sugar = { name: "sugar", z: 0, D: 5e-10, left: 100, right: 10 };
    for (const field of ["electroneutral", "poisson"] as const) {
      const film = { l: field === "poisson" ? 1e-7 : L };
      const t = 60 * (film.l / L) ** 2;
      const place = `c(sugar, ${film.l / 4})`;
      const model = ionModel({ ions: [...SALT, sugar], layers: [film], field, left: 0, right: -0.01, cells: 80 });
      const { read } = solvedIons(continuum, startingWith(model, [10, 10, 10], t), [place]);
      expect(read(place)).toBeNear(heldSlab(5e-10, film.l, film.l / 4, t), { rel: 5e-3 });
    }
  });
});

describe("where ions are absent at the start", () => {
  const L = 1e-4;
  const D = (2 * 1.334e-9 * 2.032e-9) / (1.334e-9 + 2.032e-9);
  /** Held at the left, closed at the right, empty at the start. */
  const filling = (t: number): number => {
    let share = 1;
    for (let n = 0; n < 200; n++) {
      const q = (n + 0.5) * Math.PI;
      share -= (2 / q) * Math.sin(q / 2) * Math.exp(-D * (q / L) ** 2 * t);
    }
    return 100 * share;
  };
  const closed = SALT.map((ion): IonOf => ({ ...ion, right: { kind: "no-flux" } }));

  test("a salt fills an empty slab as the series of diffusion says", () => {
    const model = ionModel({ ions: closed, layers: [{ l: L }], field: "electroneutral", left: 0 });
    const { read, invariants } = solvedIons(continuum, startingWith(model, [0, 0], 1), [`c(na, ${L / 2})`]);
    // second order: 200 intervals err by some (1/200)² of the largest
    expect(read(`c(na, ${L / 2})`)).toBeNear(filling(1), { abs: 5e-3 });
    expect(invariants.massDrift).toBeLessThan(1e-12);
  });

  test("with a bath at each end, an empty slab ends between them", () => {
    const model = ionModel({ ions: SALT, layers: [{ l: L }], field: "electroneutral", left: 0 });
    const { read } = solvedIons(continuum, startingWith(model, [0, 0], 60), [`c(na, ${L / 2})`]);
    expect(read(`c(na, ${L / 2})`)).toBeNear(55, { rel: 1e-5 });
  });

  test("by Poisson an empty film fills, with one bath and with two, to what is steady there", () => {
    for (const ions of [SALT, closed]) {
      const right = ions === SALT ? -0.0122677 : 0;
      const model = ionModel({ ions, layers: [{ l: 5e-8 }], field: "poisson", left: 0, right });
      const place = "c(na, 2.5e-8)";
      const steady = solvedIons(continuum, model, [place]);
      const { read, invariants } = solvedIons(continuum, startingWith(model, [0, 0], 1e-5), [place]);
      expect(read(place)).toBeNear(steady.read(place), { rel: 1e-5 });
      expect(invariants.massDrift).toBeLessThan(1e-12);
    }
  });

  test("an ion that comes into a salt of others, and a solute without charge, spread from nothing", () => {
    const ions: readonly IonOf[] = [
      { name: "na", z: 1, D: 1.3e-9, left: 100, right: 0 },
      { name: "k", z: 1, D: 2e-9, left: 0, right: 100 },
      { name: "cl", z: -1, D: 2e-9, left: 100, right: 100 },
      { name: "urea", z: 0, D: 1e-9, left: 1, right: 2 },
    ];
    const model = ionModel({ ions, layers: [{ l: L }], field: "electroneutral", left: 0 });
    const texts = ["flux(na, left)", "flux(k, left)", "flux(urea, left)", "electric_potential(right)"];
    const steady = solvedIons(continuum, model, texts);
    const { read } = solvedIons(continuum, startingWith(model, [0, 100, 100, 0], 60), texts);
    for (const text of texts) expect(read(text)).toBeNear(steady.read(text), { rel: 1e-5 });
  });
});

describe("a neutral start with steps of fixed charge and of K", () => {
  const layers = [{ l: 1e-6 }, { l: 1e-6, X: -50 }, { l: 1e-6 }];
  const ions = SALT.map((ion): IonOf => ({ ...ion, left: 10, right: 100, K: ion.z > 0 ? [1, 0.5, 1] : [1, 0.1, 1] }));
  const model = ionModel({ ions, layers, field: "electroneutral", left: 0, cells: 40 });
  const inLayers = (a: number, b: number, c: number) => `${a} + ${b - a} * (x > 1e-6) + ${c - b} * (x > 2e-6)`;

  test("starts with the amounts that are declared, and settles at the steady state", () => {
    const start = [inLayers(10, 50, 10), inLayers(10, 0, 10)];
    const texts = ["amount(na, all)", "flux(na, right)", "flux(cl, right)", "electric_potential(right)"];
    const steady = solvedIons(continuum, model, texts);
    const { readings, invariants } = solvedIons(continuum, startingWith(model, start, 0, 1), texts);
    const at = (text: string, which: number) =>
      readings.filter(({ measure }) => measure === text).at(which)?.value ?? Number.NaN;
    expect(at("amount(na, all)", 0)).toBeNear(70e-6, { rel: 1e-12 });
    for (const text of texts) expect(at(text, -1)).toBeNear(steady.read(text), { rel: 1e-6 });
    expect(invariants.massDrift).toBeLessThan(1e-12);
  });

  test("what a flux brings in at one end is there, or has left through the other", () => {
    const fed = ions.map((ion): IonOf => ({ ...ion, left: { kind: "flux", flux: 1e-6 } }));
    const texts = ["amount(cl, all)", "amount_permeated(cl, right)"];
    const { read, invariants } = solvedIons(
      continuum,
      startingWith(
        ionModel({ ions: fed, layers, field: "electroneutral", right: 0, cells: 40 }),
        [inLayers(10, 50, 10), inLayers(10, 0, 10)],
        10,
      ),
      texts,
    );
    // 20e-6 mol m^-2 of chloride at the start, and 1e-6 mol m^-2 s^-1 for 10 s and a hundredth of a hop, h²/D / 100 = 3 ns
    expect(read("amount(cl, all)") + read("amount_permeated(cl, right)")).toBeNear(30e-6, { rel: 1e-10 });
    expect(invariants.massDrift).toBeLessThan(1e-12);
  });

  test("but charges that stand alone in a layer are refused", () => {
    const start = [inLayers(10, 10, 10), inLayers(10, 10, 10)];
    expect(() => solvedIons(continuum, startingWith(model, start, 1), [])).toThrow(/add to 0/);
  });
});

describe("blocking electrodes at a closed cell", () => {
  test("the double layer of what is there at the start is resolved, as Gouy and Chapman have it", () => {
    const wall = { kind: "no-flux" } as const;
    const ions = SALT.map((ion): IonOf => ({ ...ion, left: wall, right: wall }));
    const cell = (cells?: number): Model =>
      ionModel({
        ions,
        layers: [{ l: 1e-6 }],
        field: "poisson",
        left: 0.05,
        right: -0.05,
        ...(cells === undefined ? {} : { cells }),
      });
    const { read, warnings } = solvedIons(continuum, startingWith(cell(), [100, 100], 1e-3), [
      "electric_potential(1e-9)",
    ]);
    // tanh(u/4) = tanh(u_0/4) e^(-x/λ); the cell lends both layers 2 λ/L of its salt, for which λ grows by λ/L = 1e-3, and
    // between nodes h = 0.13 λ apart straight lines are h²/8 u'' = 2e-3 above
    const [thermal, debye] = [0.025693, 0.97112e-9];
    const t = Math.tanh(0.05 / thermal / 4) * Math.exp(-1e-9 / debye);
    expect(read("electric_potential(1e-9)")).toBeNear(4 * thermal * Math.atanh(t), { rel: 5e-3 });
    expect(warnings).toEqual([]);
    const coarse = solvedIons(continuum, startingWith(cell(20), [100, 100], 1e-3), []);
    expect(coarse.warnings.join()).toMatch(/not resolved/);
  });

  test("a mean field, which knows no time, refuses a transient alone", () => {
    const model = ionModel({ ions: SALT, layers: [{ l: 1e-7 }], field: "poisson", left: 0, right: 0 });
    expect(master.accepts(model, "na").accepts).toBe(true);
    expect(master.accepts(startingWith(model, [10, 10], 1e-6), "na").accepts).toBe(false);
  });
});

describe("ions in a charged stack in time", () => {
  const layers = [{ l: 3e-9 }, { l: 4e-9, X: -300 }, { l: 3e-9 }];
  const ions = SALT.map((ion) => ({ ...ion, left: 500, right: 100 }));
  const model = ionModel({ ions, layers, field: "poisson", left: 0.05, right: 0, cells: 30 });
  const texts = ["flux(na, right)", "flux(cl, right)", "c(na, b.left)", "electric_potential(b.left)"];

  test("settle at the steady state, whatever they started from", () => {
    const steady = solvedIons(continuum, model, texts);
    // 10 nm are crossed in 0.1 µs
    const late = solvedIons(continuum, startingWith(model, [300, 200], 2e-6), texts);
    for (const text of texts) expect(late.read(text)).toBeNear(steady.read(text), { rel: 1e-6 });
    expect(late.invariants.massDrift).toBeLessThan(1e-12);
  });

  test("and steps of half the tolerance's order change what is read on the way by little", () => {
    const early = startingWith(model, [300, 200], 1e-9, 2e-9);
    const one = solvedIons(continuum, early, ["amount(na, b)"]);
    const more = solvedIons(
      continuum,
      startingWith(model, [300, 200], ...Array.from({ length: 200 }, (_, i) => (i + 1) * 1e-11)),
      ["amount(na, b)"],
    );
    const at = (result: typeof one) =>
      result.readings.filter(({ measure }) => measure === "amount(na, b)").at(-1)?.value;
    // each of some fifty steps errs by 1e-6 of the largest concentration at most
    expect(at(one)).toBeNear(at(more) ?? Number.NaN, { rel: 1e-5 });
  });
});
