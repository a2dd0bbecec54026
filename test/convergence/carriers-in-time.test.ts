import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Level, Task } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { CarrierLaw } from "#model/carrier.ts";
import type { BoundaryCondition, Model } from "#model/model.ts";
import type { Uptake } from "#model/uptake.ts";
import { lambertWOfExp } from "#numerics/lambert-w.ts";
import { measure, stackModel } from "../support/closed-form.ts";
import { cut } from "../support/mixtures.ts";
import { solved } from "../support/models.ts";
import "../support/matchers.ts";

const MM = (maximum: number, halfSaturation: number): CarrierLaw => ({
  kind: "michaelis-menten",
  maximum,
  halfSaturation,
});

/** A closed layer of thickness 1 that starts full, with carriers at its walls or its right face. */
function layerWith(D: number, uptake: Pick<Uptake, "law" | "at" | "area">, times: readonly number[], start = 1): Model {
  const taken: Uptake = { name: "taken", species: "drug", layer: "a", behind: 0, ...uptake };
  return stackModel({
    layers: [{ l: 1, D }],
    initial: start,
    fields: { uptakes: [taken], solves: [{ kind: "transient", times }] },
  });
}

/** What a level says at its records. */
function series(level: Level, model: Model, text: string): readonly number[] {
  const task: Task = {
    model,
    species: "drug",
    solves: model.solves,
    measures: [measure(text)],
    walkers: 1,
    seed: 1,
    refinement: 1,
  };
  return solved(level.solve(task)).readings.map(({ value }) => value);
}

const LEVELS = [continuum, master].map((level) => [level.name, level] as const);

describe("where diffusion levels all differences, c Km^-1 + ln c falls linearly with time", () => {
  // dc/dt = -v c / (Km + c): c = Km W((c0 / Km) e^{(c0 - v t) / Km})
  const Km = 0.3;
  const stirred = (v: number, t: number): number => Km * lambertWOfExp(Math.log(1 / Km) + (1 - v * t) / Km);
  const times = [0.2, 0.5, 1, 2];

  test.each(LEVELS)("under carriers all over the walls, whatever D, at the level %s", (_, level) => {
    const found = series(level, layerWith(0.01, { law: MM(0.5, Km), at: "walls", area: 2 }, times), "c(drug, a)");
    expect(found).toHaveLength(times.length);
    // both follow the time to 1e-5 of the start or better
    found.forEach((c, k) => {
      expect(c).toBeNear(stirred(1, times[k] as number), { abs: 1e-5 });
    });
  });

  test.each(LEVELS)("under carriers at a face where D is large, at the level %s", (_, level) => {
    const D = 1e4;
    const found = series(level, layerWith(D, { law: MM(1, Km), at: "right", area: 1 }, times), "amount(drug, all)");
    // the layer's own resistance, a third of l / D, is that part of the carriers' Km / Vmax or of (Km + c)² / Km Vmax
    found.forEach((n, k) => {
      expect(n).toBeNear(stirred(1, times[k] as number), { abs: 1e-5 + 2 / (3 * D * Km) });
    });
  });
});

describe("far below Km carriers are a film before an empty bath", () => {
  const times = [0.05, 0.2, 0.6];
  const start = 1e-7;
  const film: BoundaryCondition = { kind: "robin", permeability: 2.5, concentration: 0 };
  const exact = series(
    closedForm,
    stackModel({
      layers: [{ l: 1, D: 1 }],
      initial: start,
      right: film,
      fields: { solves: [{ kind: "transient", times }] },
    }),
    "amount(drug, all)",
  );
  const carried = layerWith(1, { law: MM(1, 0.4), at: "right", area: 1 }, times, start);

  test.each(LEVELS)("at the level %s, to second order in space", (_, level) => {
    const errors = [10, 20, 40].map((cells) => {
      const found = series(level, cut(carried, cells), "amount(drug, all)");
      return Math.max(...found.map((n, k) => Math.abs(n / (exact[k] as number) - 1)));
    }) as [number, number, number];
    expect(errors[2]).toBeLessThan(2e-4);
    expect(Math.log2(errors[0] / errors[1])).toBeGreaterThan(1.8);
  });
});

/**
 * Concentration at a wall with carriers that bounds a half-line full of c = 1 and D = 1, by Volterra's equation
 *
 *     c_w(t) = 1 - π^{-1/2} ∫ J(c_w(s)) (t - s)^{-1/2} ds,
 *
 * with J linear between times that grow as squares, since it changes as the root of the time at first.
 */
function wallOfHalfLine(flux: (c: number) => number, until: number, steps: number): number {
  const time = (k: number): number => until * (k / steps) ** 2;
  const taken = [flux(1)];
  let c = 1;
  for (let k = 1; k <= steps; k++) {
    const t = time(k);
    let known = 0;
    let weight = 0;
    for (let j = 1; j <= k; j++) {
      const [from, to] = [time(j - 1), time(j)];
      const [far, near] = [Math.sqrt(t - from), Math.sqrt(t - to)];
      // ∫ (t-s)^{-1/2} ds and ∫ (s - from) / (to - from) (t-s)^{-1/2} ds
      const whole = 2 * (far - near);
      const rising = ((t - from) * whole - (2 / 3) * (far ** 3 - near ** 3)) / (to - from);
      known += (whole - rising) * (taken[j - 1] as number);
      if (j < k) known += rising * (taken[j] as number);
      else weight = rising;
    }
    for (let round = 0; round < 60; round++) {
      const excess = c - 1 + (known + weight * flux(c)) / Math.sqrt(Math.PI);
      const slope = 1 + (weight * (flux(c + 1e-7) - flux(c))) / 1e-7 / Math.sqrt(Math.PI);
      c -= excess / slope;
    }
    taken.push(flux(c));
  }
  return c;
}

describe("carriers that fill up at the wall of a half-line", () => {
  const [Vmax, Km, until] = [5, 0.5, 0.02];
  const flux = (c: number): number => (Vmax * c) / (Km + c);
  const exact = wallOfHalfLine(flux, until, 800);
  const model = layerWith(1, { law: MM(Vmax, Km), at: "right", area: 1 }, [until]);

  test("Volterra's equation is solved to 1e-6, and has an elementary solution where the flux is constant", () => {
    expect(wallOfHalfLine(flux, until, 400)).toBeNear(exact, { abs: 1e-6 });
    expect(wallOfHalfLine(() => 2, until, 50)).toBeNear(1 - 4 * Math.sqrt(until / Math.PI), { rel: 1e-9 });
  });

  // what comes back from the closed end, over a way of 2, is below 1e-20 at that time
  test.each(
    LEVELS,
  )("draw its concentration down as Volterra's equation says, at the level %s, to second order", (_, level) => {
    const errors = [20, 40, 80].map(
      (cells) => (series(level, cut(model, cells), "c(drug, right)")[0] as number) - exact,
    ) as [number, number, number];
    expect(Math.abs(errors[2])).toBeLessThan(1e-3 * (1 - exact));
    expect(Math.log2(errors[0] / errors[1])).toBeGreaterThan(1.8);
    expect(Math.log2(errors[1] / errors[2])).toBeGreaterThan(1.8);
  });
});
