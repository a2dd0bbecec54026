/**
 * Compartments by balances, by parcels and by the chain of one parcel.
 *
 * The chain has no error but rounding, the balances one of 1e-11 a step: 1e-8 of the largest value is allowed between them.
 * Parcels must be within five standard errors of the balances, from 64 runs: Student's t beyond 5 has a probability of
 * 5e-6 for each value. The shift of nonlinear means, of order 1 / parcels, is allowed for as 3 / parcels of the value.
 */
import { describe, expect, test } from "vitest";
import { compartments } from "#levels/compartments/compartments.ts";
import { BATCHES, type Level, type Reading } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import { walk } from "#levels/walk/walk.ts";
import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved } from "../support/models.ts";
import { swellingPair } from "../support/random-compartments.ts";
import { randomFrom } from "../support/random-models.ts";

const model = (text: string): Model => parseModel(`perrin: 1\ntemperature: 300 K\n${text}`, { file: "cells.yaml" });

const keyOf = ({ measure, when }: Reading) => `${measure} at ${when}`;

function readings(level: Level, given: Model, parcels = 1): ReadonlyMap<string, Reading> {
  const answer = level.accepts(given, given.species[0]?.name ?? "");
  expect(answer).toEqual({ accepts: true });
  const result = solved(
    level.solve({
      model: given,
      species: given.species[0]?.name ?? "",
      solves: given.solves,
      measures: measuresOf(given),
      walkers: parcels,
      seed: 3,
      refinement: 1,
    }),
  );
  return new Map(result.readings.map((reading) => [keyOf(reading), reading]));
}

/** The largest value of a measure over its times. */
const scaleOf = (all: ReadonlyMap<string, Reading>, measure: string) =>
  Math.max(...[...all.values()].filter((one) => one.measure === measure).map(({ value }) => Math.abs(value)));

function expectParcels(given: Model, parcels: number): void {
  const exact = readings(compartments, given);
  const sampled = readings(walk, given, parcels);
  expect(sampled.size).toBeGreaterThan(0);
  for (const [key, { measure, value, batches = new Float64Array() }] of sampled) {
    const wanted = (exact.get(key) as Reading).value;
    const variance = batches.reduce((sum, one) => sum + (one - value) ** 2, 0) / (BATCHES - 1);
    const shift = (3 / parcels) * scaleOf(exact, measure);
    const allowed = 5 * Math.sqrt(variance / BATCHES) + shift;
    expect(Math.abs(value - wanted), `${key}: ${value} for ${wanted}, ±${allowed}`).toBeLessThanOrEqual(allowed);
  }
}

function expectChain(given: Model): void {
  const exact = readings(master, given);
  const balances = readings(compartments, given);
  expect(exact.size).toBe(balances.size);
  for (const [key, { measure, value }] of exact)
    expect((balances.get(key) as Reading).value, key).toBeNear(value, { abs: 1e-8 * scaleOf(exact, measure) });
}

const CHAIN = `
species: {drug: {}, k: {charge: +1}}
compartments:
  a: {volume: 1 mL, wall: rigid, contains: {drug: 10 mM, k: 3 mM}}
  b: {volume: 2 mL, solids: 0.5 mL, wall: rigid, contains: {drug: 1 mM}, K: {drug: 3}, electric-potential: -30 mV}
  c: {volume: 0.5 mL, wall: rigid, contains: {k: 5 mM}}
  bath: {volume: infinite, contains: {drug: 2 mM, k: 1 mM}}
  sink: {volume: infinite}
carriers: {uniporter: {law: linear, P: 1e-6 m/s}}
membranes:
  ab: {between: [a, b], area: 1 cm^2, solutes: {drug: {P: 1e-6 m/s}, k: {P: 5e-6 m/s}}}
  bc: {between: [b, c], area: 2 cm^2, solutes: {drug: {P: 2e-6 m/s}, k: {P: 1e-6 m/s}}, carriers: [{carrier: uniporter, species: drug, area: 0.5}, {carrier: uniporter, species: k, area: 0.3}]}
  out: {between: [c, bath], area: 1 cm^2, solutes: {drug: {P: 0.5e-6 m/s}, k: impermeant}}
  ac: {between: [a, c], area: 1 cm^2, solutes: {drug: {P: 0.7e-6 m/s}, k: {P: 1e-6 m/s}}}
  away: {between: [sink, a], area: 1 cm^2, solutes: {drug: {P: 0.3e-6 m/s}, k: impermeant}}
field: none
outputs: {u: "c(drug, a)", v: "c(drug, b)", w: "amount(drug, c)", J: "flux(drug, bc)", Jk: "flux(k, ab)", Jc: "flux(k, bc)", ka: "c(k, a)", kb: "c(k, b)", act: "activity(drug, b)"}
`;

const CELL = (field: string, membrane: string, wall = "flexible") => `
species: {na: {charge: +1}, cl: {charge: -1}, protein: {charge: -10}}
compartments:
  inside: {volume: 1 mL, solids: 0.2 mL, wall: ${wall}, contains: {protein: 4 mM, na: balance, cl: 60 mM}}
  outside: {volume: infinite, contains: {na: 150 mM, cl: 150 mM}}
field: ${field}
${membrane}
solve: {transient: {until: 2 h, every: 1 h}}
outputs: {E: electric_potential(inside), V: volume(inside), Na: "c(na, inside)", Cl: "amount(cl, inside)", Jv: volume_flux(m), J: "flux(na, m)", P: pressure(inside)}
`;

describe("one parcel between compartments that do not change", () => {
  const given = model(`${CHAIN}solve: [steady, {transient: {until: 1 h, every: 15 min}}]`);

  test("is where the balances say, in time and in the steady state", () => expectChain(given));

  test("and parcels that are followed one by one are there too", () =>
    expectParcels(model(`${CHAIN}solve: {transient: {until: 1 h, every: 15 min}}`), 1000));

  test("parcels that start together are spread binomially: the batches have the variance n p (1 - p)", () => {
    const n = 2000;
    const pair = model(`
species: {drug: {}}
compartments: {a: {volume: 1 mL, wall: rigid, contains: {drug: 1 mM}}, b: {volume: 3 mL, wall: rigid}}
membranes: {ab: {between: [a, b], area: 1 cm^2, solutes: {drug: {P: 1e-6 m/s}}}}
solve: {transient: {until: 2 h, every: 1 h}}
outputs: {N: "amount(drug, b)"}`);
    const exact = readings(master, pair);
    for (const [key, { value, batches = new Float64Array(), when }] of readings(walk, pair, n)) {
      if (when === 0) continue;
      const p = (exact.get(key) as Reading).value / 1e-6;
      const variance = batches.reduce((sum, one) => sum + (one - value) ** 2, 0) / (BATCHES - 1);
      // theirs is a chi-square of 63 degrees: 5 sigmas are 5 sqrt(2 / 63) = 0.89 of it
      expect(variance).toBeNear((p * (1 - p) * 1e-12) / n, { rel: 0.89 });
      expect(value).toBeNear(p * 1e-6, { abs: 5e-6 * Math.sqrt((p * (1 - p)) / n / BATCHES) });
    }
  });
});

describe("parcels in compartments that swell, in fields, pumped and carried", () => {
  test("a dialysis cell: water and two solutes by Patlak's law", () =>
    expectParcels(
      model(`
species: {urea: {}, sucrose: {}}
compartments:
  a: {volume: 100 uL, wall: flexible, contains: {sucrose: 100 mM}}
  b: {volume: 1 mL, wall: flexible, contains: {urea: 50 mM}}
membranes:
  m: {between: [a, b], area: 1 cm^2, Lp: 2e-11 m/s/Pa, solvent-drag: patlak, solutes: {urea: {sigma: 0.2, P: 3e-6 m/s}, sucrose: {sigma: 0.8, P: 3e-7 m/s}}}
solve: {transient: {until: 1 h, every: 10 min}}
outputs: {Jv: volume_flux(m), J: "flux(urea, m)", Js: "flux(sucrose, m)", V: volume(a), u: "c(urea, a)", s: "c(sucrose, a)"}`),
      2000,
    ));

  test.each([
    "kk-log-mean",
    "kk-arithmetic",
  ])("an elastic and a rigid compartment beside a bath that oscillates, %s", (drag) =>
    expectParcels(
      model(`
species: {urea: {}}
compartments:
  a: {volume: 100 uL, wall: {elastic: 2e4 Pa}, contains: {urea: 30 mM}}
  b: {volume: 200 uL, wall: rigid, contains: {urea: 20 mM}}
  bath: {volume: infinite, contains: {urea: "(20 + 10 * sin(t / (600 s))) * 1 mM"}}
membranes:
  ab: {between: [a, b], area: 1 cm^2, Lp: 1e-11 m/s/Pa, solvent-drag: ${drag}, solutes: {urea: {sigma: 0.3, P: 2e-6 m/s}}}
  out: {between: [bath, b], area: 1 cm^2, Lp: 3e-12 m/s/Pa, solvent-drag: ${drag}, solutes: {urea: {sigma: 0.6, P: 1e-6 m/s}}}
solve: {transient: {until: 1 h, every: 20 min}}
outputs: {V: volume(a), Pa: pressure(a), Pb: pressure(b), ua: "c(urea, a)", ub: "c(urea, b)", Jv: volume_flux(out)}`),
      500,
    ));

  test("a Donnan cell whose potential follows its charge", () =>
    expectParcels(
      model(
        CELL(
          "electroneutral",
          "membranes: {m: {between: [inside, outside], area: 1 cm^2, solutes: {na: {P: 2e-6 m/s}, cl: {P: 1e-6 m/s}, protein: impermeant}}}",
          "rigid",
        ),
      ),
      1000,
    ));

  test("ions of charge 1 and 2 between three compartments in a ring, one beside a bath, with a pump of 3 for 1", () =>
    expectParcels(
      model(`
field: electroneutral
species: {Na: {charge: +1}, Ca: {charge: +2}, Cl: {charge: -1}, A: {charge: -3}}
compartments:
  cell: {volume: 1 mL, wall: rigid, contains: {A: 20 mM, Na: balance, Ca: 5 mM, Cl: 20 mM}}
  gap: {volume: 2 mL, wall: rigid, contains: {Na: 100 mM, Ca: 10 mM, Cl: balance}}
  blood: {volume: 3 mL, wall: rigid, contains: {Na: 80 mM, Ca: 20 mM, Cl: balance}}
  bath: {volume: infinite, contains: {Na: 50 mM, Ca: 5 mM, Cl: balance}}
membranes:
  in: {between: [cell, gap], area: 1 cm^2, solutes: {Na: {P: 1e-6 m/s}, Ca: {P: 1e-6 m/s}, Cl: {P: 2e-6 m/s}, A: impermeant}, pumps: [{name: p, rate: "1e-5 mol/m^2/s * cell.Na / (10 mM + cell.Na)", moves: {Na: 3, Ca: -1}}]}
  out: {between: [gap, blood], area: 1 cm^2, solutes: {Na: {P: 2e-6 m/s}, Ca: {P: 3e-6 m/s}, Cl: {P: 1e-6 m/s}, A: impermeant}}
  across: {between: [cell, blood], area: 0.5 cm^2, solutes: {Na: {P: 1e-6 m/s}, Ca: {P: 1e-7 m/s}, Cl: {P: 1e-7 m/s}, A: impermeant}}
  away: {between: [blood, bath], area: 0.5 cm^2, solutes: {Na: {P: 1e-6 m/s}, Ca: {P: 1e-6 m/s}, Cl: {P: 1e-6 m/s}, A: impermeant}}
solve: {transient: {until: 2 h, every: 1 h}}
outputs: {na: "c(Na, cell)", ca: "c(Ca, cell)", cl: "c(Cl, cell)", nag: "c(Na, gap)", cab: "c(Ca, blood)", E: electric_potential(cell), Eg: electric_potential(gap), J: "flux(Ca, in)", Jb: "flux(Na, away)"}`),
      3000,
    ));

  test("a cell that swells, with a pump of three at a time and a carrier that fills up", () =>
    expectParcels(
      model(
        CELL(
          "electroneutral",
          `carriers: {exit: {law: facilitated, Vmax: 1e-5 mol/m^2/s, Km: 50 mM}}
membranes:
  m:
    between: [inside, outside]
    area: 1 cm^2
    Lp: 1e-13 m/s/Pa
    solvent-drag: patlak
    solutes: {na: {P: 2e-6 m/s, sigma: 0.9}, cl: {P: 1e-6 m/s, sigma: 0.7}, protein: impermeant}
    carriers: [{carrier: exit, species: cl, area: 2}]
    pumps: [{name: p, rate: "1e-5 mol/m^2/s * inside.na / (100 mM)", moves: {na: 3}}]`,
        ),
      ),
      500,
    ));
});

test.each(Array.from({ length: 12 }, (_, k) => k))("random pair %d that swells, in parcels", (k) => {
  const stream = makeRandomStream(20_251_120, PURPOSE.demonstration, 91_000 + k);
  expectParcels(swellingPair(randomFrom(() => stream.uniform())), 1000);
});

describe("what a level refuses", () => {
  const because = (level: Level, text: string) => {
    const given = model(text);
    const answer = level.accepts(given, given.species[0]?.name ?? "");
    return answer.accepts ? "" : answer.because;
  };

  test("rates that depend on how much there is, at the level of one parcel", () => {
    expect(
      because(
        master,
        CELL(
          "electroneutral",
          "membranes: {m: {between: [inside, outside], area: 1 cm^2, solutes: {na: {P: 2e-6 m/s}, cl: {P: 1e-6 m/s}, protein: impermeant}}}",
        ),
      ),
    ).toMatch(/rates depend on how much there is/);
  });

  test("a model that asks for no time, at the level of parcels", () => {
    expect(because(walk, `${CHAIN}solve: steady`)).toMatch(/followed in time/);
  });
});
