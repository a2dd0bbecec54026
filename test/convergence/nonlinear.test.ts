import { describe, expect, test } from "vitest";
import { compositionSystem } from "#generator/composition-system.ts";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Level, Task } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { Model, Species } from "#model/model.ts";
import { integrateNonlinear } from "#numerics/nonlinear-integration.ts";
import type { NonlinearSystem } from "#numerics/nonlinear-system.ts";
import { held, measure, textOf } from "../support/closed-form.ts";
import { cut, mixture, networkOfMixture } from "../support/mixtures.ts";
import { solved } from "../support/models.ts";
import "../support/matchers.ts";

function read(level: Level, model: Model, text: string): number {
  const task: Task = {
    model,
    species: "drug",
    solves: model.solves,
    measures: [measure(text)],
    walkers: 1,
    seed: 1,
    refinement: 1,
  };
  const [reading] = solved(level.solve(task)).readings;
  if (reading === undefined) throw new Error(`${level.name} does not state ${text}`);
  return reading.value;
}

/** Observed order between the last two of a study in which the cells are doubled. */
function order(level: Level, model: Model, text: string, cells: readonly number[]): number {
  const exact = read(closedForm, model, text);
  const errors = cells.map((count) => Math.abs(read(level, cut(model, count), text) - exact));
  const [before, last] = errors.slice(-2) as [number, number];
  return Math.log2(before / last);
}

const STEADY = { solves: [{ kind: "steady" as const }] };
const virial: Partial<Species> = { activity: [{ kind: "virial", coefficients: [0.8] }] };
const spheres: Partial<Species> = { activity: [{ kind: "carnahan-starling", molarVolume: 0.35 }] };
const regular: Partial<Species> = {
  measure: "mole-fraction",
  total: 3,
  activity: [{ kind: "margules", parameter: 1.6 }],
};

const salt: Partial<Species> = {
  measure: "molality",
  solventDensity: 3,
  activity: [{ kind: "pitzer", salt: "NaCl" }],
};
const polymer: Partial<Species> = {
  measure: "volume-fraction",
  total: 3,
  activity: [{ kind: "flory-huggins", segments: 10, interaction: 0.3 }],
};

describe("generalised Scharfetter-Gummel is of second order in space", () => {
  const one = (D: string) => ({ layers: [{ l: 1, D }], left: held(0.9), right: held(0.05), fields: STEADY });
  const two = {
    layers: [
      { l: 1, D: "1 + drug" },
      { l: 0.7, D: "0.5", K: 2 },
    ],
    left: held(0.9),
    right: held(0.1),
    fields: STEADY,
  };
  const seam = {
    ...two,
    layers: [
      { l: 1, D: "1 + drug" },
      { l: 0.7, D: "7 * (1 + drug^2)" },
    ],
  };
  const round = { ...one("1 + drug^4"), geometry: "sphere" as const, start: 0.5 };
  const film = {
    ...one("1"),
    left: { kind: "robin" as const, permeability: 2, concentration: 0.9 },
  };
  const cases: readonly (readonly [string, Model, string])[] = [
    ["a virial solution", mixture(one("1"), virial), "flux(drug, right)"],
    ["hard spheres", mixture(one("1"), spheres), "flux(drug, right)"],
    ["a regular solution", mixture(one("1"), regular), "flux(drug, right)"],
    ["the profile of a regular solution", mixture(one("1"), regular), "c(drug, 0.5)"],
    ["D(c) and an activity over a jump of K", mixture(two, virial), "flux(drug, right)"],
    ["a composition beside a jump of K", mixture(two, virial), "c(drug, a.right)"],
    ["a composition beyond a jump of K", mixture(two, virial), "c(drug, b.left)"],
    ["an activity beside a jump of K", mixture(two, spheres), "activity(drug, a.right)"],
    ["a salt", mixture(one("1"), salt), "flux(drug, right)"],
    ["the profile of a polymer", mixture(one("1"), polymer), "c(drug, 0.5)"],
    ["two laws of D(c) over a seam without a jump", mixture(seam, virial), "flux(drug, right)"],
    ["D(c) of a sphere", mixture(round, {}), "flux(drug, right)"],
    ["a film before hard spheres", mixture(film, spheres), "flux(drug, right)"],
  ];
  test.each(cases)("%s", (_, model, text) => {
    expect(order(continuum, model, text, [16, 32, 64])).toBeGreaterThan(1.9);
  });

  test("in a potential at rest, the compositions on both sides of a jump of K have one activity", () => {
    const T = 300;
    const energy = textOf(`${2 * 1.380649e-23 * T} * x`);
    const fields = { solves: [{ kind: "equilibrium" as const }], temperature: T };
    const closed = {
      layers: [
        { l: 1, D: "1" },
        { l: 1, D: "1", K: 2 },
      ],
      initial: "0.3",
      fields,
    };
    const model = mixture(closed, { ...virial, terms: [{ kind: "potential", energy }] });
    const apart = [16, 32].map((cells) => {
      const [before, beyond] = ["c(drug, a.right)", "c(drug, b.left)"].map((text) =>
        read(continuum, cut(model, cells), text),
      ) as [number, number];
      return Math.abs(Math.log(before / (beyond / 2)) + 1.6 * (before - beyond));
    }) as [number, number];
    expect(Math.log2(apart[0] / apart[1])).toBeGreaterThan(1.9);
  });

  test("the master equation in mean field as well", () => {
    expect(order(master, mixture(two, virial), "flux(drug, right)", [8, 16, 32])).toBeGreaterThan(1.9);
  });

  test("D up to the cube of c needs no cells at all: Simpson's rule is Kirchhoff's integral", () => {
    const model = mixture(one("1 + drug - 0.5 * drug^3"), {});
    expect(read(continuum, cut(model, 3), "flux(drug, right)")).toBeNear(read(closedForm, model, "flux(drug, right)"), {
      rel: 1e-12,
    });
  });

  test("the front of D that grows with c is followed at second order by what has entered", () => {
    const slab = {
      layers: [{ l: 1, D: "drug" }],
      left: held(1),
      fields: { solves: [{ kind: "transient" as const, times: [0.2] }] },
    };
    expect(order(continuum, mixture(slab, {}), "amount(drug, all)", [20, 40, 80])).toBeGreaterThan(1.7);
  });
});

/** dn/dt = -n², n(0) = 1: n = 1 / (1 + t). */
const decay: NonlinearSystem = (() => {
  let slope = 0;
  let at = 0;
  return {
    size: 1,
    fillRate(out: Float64Array, n: Float64Array) {
      at = n[0] as number;
      out[0] = -at * at;
    },
    linearise() {
      slope = -2 * at;
    },
    solve(x: Float64Array, unit: number, step: number) {
      x[0] = (x[0] as number) / (unit - step * slope);
    },
    // f = Q(n) n with Q = -n
    solveFrozen(x: Float64Array, n: Float64Array, step: number) {
      x[0] = (x[0] as number) / (1 + step * (n[0] as number));
    },
  };
})();

describe("TR-BDF2 with Newton's method", () => {
  const errorOf = (steps: number): number => {
    const n = Float64Array.of(1);
    const times = Array.from({ length: steps + 1 }, (_, k) => (2 * k) / steps);
    const run = integrateNonlinear(decay, n, times, {
      where: "test",
      // every step goes from record to record; Newton's method to 1e-2 of the tolerance
      tolerance: 1e-2,
      first: 1,
      fillScale: (scale) => scale.fill(1),
      holds: (at) => (at[0] as number) >= 0,
      onStep: () => undefined,
      advice: "",
    });
    while (!run.next().done);
    return Math.abs((n[0] as number) - 1 / 3);
  };

  test("is of second order in time", () => {
    const errors = [20, 40, 80].map(errorOf) as [number, number, number];
    expect(Math.log2(errors[0] / errors[1])).toBeGreaterThan(1.85);
    expect(Math.log2(errors[1] / errors[2])).toBeGreaterThan(1.9);
  });

  test("counts its rejections, and says where the step shrank to nothing", () => {
    const n = Float64Array.of(1);
    const options = {
      where: "a system that is nowhere in range",
      tolerance: 1e-6,
      first: 0.1,
      fillScale: (scale: Float64Array) => scale.fill(1),
      holds: () => false,
      onStep: () => undefined,
      advice: "try something else",
    };
    expect(() => [...integrateNonlinear(decay, n, [1], options)]).toThrow(
      /a system that is nowhere in range, t = 0.000 s: the step shrank to nothing, for a concentration .* try something else/,
    );
  });

  test("the error of a tolerance a hundred times smaller is that much smaller, but for a few", () => {
    const errorAt = (tolerance: number): number => {
      const n = Float64Array.of(1);
      const options = {
        where: "test",
        tolerance,
        first: 1e-4,
        fillScale: (scale: Float64Array) => scale.fill(1),
        holds: () => true,
        onStep: () => undefined,
        advice: "",
      };
      const run = integrateNonlinear(decay, n, [2], options);
      while (!run.next().done);
      return Math.abs((n[0] as number) - 1 / 3);
    };
    // steps go as the third root of the tolerance, and errors as the square of the step
    expect(errorAt(1e-6) / errorAt(1e-8)).toBeGreaterThan(10);
    expect(errorAt(1e-8)).toBeLessThan(1e-5);
  });
});

describe("a mixture with Γ < 0 and no gradient energy", () => {
  test("falls apart at the rate 4 D |Γ| / h² of the shortest wave, four times faster on cells of half the size", () => {
    const rates = [2, 1, 0.5, 0.25].map((h) => {
      const cells = 16;
      const stack = { layers: [{ l: cells * h * 1e-9, D: 1e-18 }] };
      const model = cut(
        mixture(stack, { measure: "mole-fraction", total: 1, activity: [{ kind: "margules", parameter: 2.5 }] }),
        cells,
      );
      const periodic = ["left", "right"].map((end) => ({
        end: end as "left" | "right",
        species: "drug",
        condition: { kind: "periodic" as const },
      }));
      const network = networkOfMixture({ ...model, boundaries: periodic });
      const system = compositionSystem(network);
      const n = network.base.volume.map((v) => (v === Number.POSITIVE_INFINITY ? 0 : 0.5 * v));
      const rate = new Float64Array(n.length);
      const a = 1e-6;
      const wave = n.map((value, i) => value * (1 + (i % 2 === 0 ? a : -a)));
      system.fillRate(rate, wave);
      return (rate[2] as number) / ((wave[2] as number) - (n[2] as number));
    });
    // Γ(1/2) = -1/4; the second order of the wave is 1e-12
    for (const [i, rate] of rates.entries()) expect(rate).toBeNear([0.25, 1, 4, 16][i] as number, { rel: 1e-9 });
  });
});
