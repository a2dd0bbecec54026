/**
 * Ions in their own field, by Newton's method and by turns of probabilities and field, against collocation to many digits.
 *
 * The scheme has order 2: from meshes of n and 2n cells its limit is known to a fourth of the error of Richardson's
 * extrapolation, itself some hundredths of the difference between the two; a twentieth of that difference is allowed, and
 * 1e-9 for what the collocation itself lacks.
 */
import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import type { Model } from "#model/model.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { type IonOf, ionModel, solvedIons } from "../support/ions.ts";
import { type PnpProblem, steadyPnp } from "../support/pnp-collocation.ts";
import { randomFrom } from "../support/random-models.ts";

const MODELS = 20;

interface Drawn {
  readonly model: Model;
  readonly problem: PnpProblem;
  readonly ions: readonly IonOf[];
}

/** Two to four ions of any valences, one to three layers of any charge and permittivity. */
function drawn(k: number): Drawn {
  const stream = makeRandomStream(20_251_120, PURPOSE.demonstration, 77_000 + k);
  const { evenly, decades } = randomFrom(() => stream.uniform());
  const whole = (from: number, to: number) => Math.floor(evenly(from, to + 1));
  const valences = [
    whole(1, 3),
    -whole(1, 2),
    ...Array.from({ length: whole(0, 2) }, () => [1, -1, 2, -2, 0][whole(0, 4)] ?? 0),
  ];
  const side = () => {
    const others = valences.slice(2).map(() => decades(1, 300));
    const charge = others.reduce((sum, c, i) => sum + c * (valences[i + 2] ?? 0), 0);
    const salt = decades(5, 300);
    const [p = 1, m = -1] = valences;
    return [salt + Math.max(0, -charge / p), (salt * p) / -m + Math.max(0, charge / -m), ...others];
  };
  const [left, right] = [side(), side()];
  const ions = valences.map((z, i) => ({
    name: `i${i}`,
    z,
    D: decades(2e-10, 5e-9),
    left: left[i] ?? 0,
    right: right[i] ?? 0,
  }));
  const layers = Array.from({ length: whole(1, 3) }, () => ({
    l: decades(0.5e-9, 2e-8),
    permittivity: evenly(5, 80),
    ...(evenly(0, 1) < 0.6 ? { X: evenly(-600, 600) } : {}),
  }));
  const voltage = evenly(-0.2, 0.2);
  const temperature = evenly(275, 320);
  return {
    ions,
    model: ionModel({ ions, layers, field: "poisson", left: voltage + 0.03, right: 0.03, temperature, cells: 80 }),
    problem: {
      ions: ions.map(({ z, D, left: a, right: b }) => ({ valence: z, diffusivity: D, left: a, right: b })),
      layers: layers.map(({ l, permittivity, X = 0 }) => ({
        thickness: l,
        relativePermittivity: permittivity,
        fixedCharge: X,
      })),
      voltage,
      temperature,
    },
  };
}

describe("ions of any valences in layers of any charge and permittivity", () => {
  test.each(Array.from({ length: MODELS }, (_, k) => k))("model %d: fluxes, concentrations and the potential", (k) => {
    const { model, problem, ions } = drawn(k);
    const exact = steadyPnp(problem);
    const boundary = problem.layers[0]?.thickness ?? 0;
    const there = exact.at(boundary);
    const texts = [
      ...ions.map(({ name }) => `flux(${name}, right)`),
      ...ions.map(({ name }) => `c(${name}, a.right)`),
      "electric_potential(a.right)",
    ];
    const values = [...exact.fluxes, ...there.concentrations, there.potential + 0.03];
    const coarse = solvedIons(continuum, model, texts);
    const fine = solvedIons(continuum, model, texts, 2);
    const turned = solvedIons(master, model, texts);
    const scale = (i: number): number =>
      i < ions.length
        ? Math.max(...exact.fluxes.map(Math.abs))
        : i < 2 * ions.length
          ? Math.max(...there.concentrations)
          : 0.0257;
    const faults = texts.flatMap((text, i) => {
      const [rough, better] = [coarse.read(text), fine.read(text)];
      const limit = better + (better - rough) / 3;
      const value = values[i] ?? Number.NaN;
      const allowed = Math.abs(better - rough) / 20 + 1e-8 * scale(i);
      const faulty =
        Math.abs(limit - value) <= allowed ? [] : [`${text}: ${rough}, ${better}, so ${limit} for ${value}`];
      // the same equations: their solutions differ by how far the turns were taken
      const apart =
        Math.abs(turned.read(text) - rough) <= 1e-8 * scale(i)
          ? []
          : [`${text} by turns: ${turned.read(text)} for ${rough}`];
      return [...faulty, ...apart];
    });
    expect(faults).toEqual([]);
    expect(coarse.invariants.fluxSpread).toBeLessThan(1e-8);
  });
});
