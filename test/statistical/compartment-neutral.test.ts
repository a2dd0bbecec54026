/**
 * Neutral compartments in parcels: every run is neutral, each event is as frequent as its rate says, means are those of
 * the balances, and the scatter of salt is that of an equilibrium.
 *
 * Seeds are fixed. Five standard errors are missed by chance once in 2e6, and Student's t of 63 degrees beyond 5 once in
 * 2e5 values; 3.5 once in a thousand.
 */
import { describe, expect, test } from "vitest";
import { compartments } from "#levels/compartments/compartments.ts";
import { BATCHES, type Reading } from "#levels/contract.ts";
import { makeChargeRounds } from "#levels/walk/compartment-neutral.ts";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { binomial } from "#numerics/binomial-sampler.ts";
import { poisson } from "#numerics/poisson-sampler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved } from "../support/models.ts";

const DONNAN = (water: string, drag: string, until: string, method = "automatic") => `perrin: 1
temperature: 25 degC
field: electroneutral
species: {Na: {charge: +1}, Cl: {charge: -1}, protein: {charge: -10}}
compartments:
  bag: {volume: 10 mL, wall: rigid, contains: {protein: 5 mM, Na: balance, Cl: 0 mM}}
  beaker: {volume: 1 L, wall: flexible, contains: {Na: 100 mM, Cl: balance}}
membranes:
  cellophane: {between: [bag, beaker], area: 50 cm^2, ${water} solutes: {Na: {P: 1e-6 m/s${drag}}, Cl: {P: 1e-6 m/s${drag}}, protein: impermeant}}
solve: {transient: {until: ${until}}}
sampling: {parcels: 1000, method: ${method}}
outputs: {sodium: "c(Na, bag)", chloride: "c(Cl, bag)", E: electric_potential(beaker), P: pressure(bag), J: "flux(Na, cellophane)"}`;
const WET = ["Lp: 1e-11 m/s/Pa, solvent-drag: patlak,", ", sigma: 0"] as const;
const DRY = ["", ""] as const;

function run(text: string, parcels: number, seed = 7): readonly (readonly [sampled: Reading, wanted: number])[] {
  const model = parseModel(text, { file: "donnan.yaml" });
  const task = {
    model,
    species: model.species[0]?.name ?? "",
    solves: model.solves,
    measures: measuresOf(model),
    walkers: parcels,
    seed,
    refinement: 1,
  };
  const exact = solved(compartments.solve(task)).readings;
  return solved(walk.solve(task)).readings.map((one) => {
    const wanted = exact.find(({ measure, when }) => measure === one.measure && when === one.when) as Reading;
    return [one, wanted.value];
  });
}

const batchesOf = (all: ReturnType<typeof run>, measure: string): readonly number[] =>
  all.flatMap(([one]) => (one.measure === measure ? Array.from(one.batches as Float64Array) : []));

describe("a protein bag in parcels", () => {
  test.each([
    ["without water", DRY, "walkers"],
    ["with water", WET, "walkers"],
    ["with water, in leaps", WET, "counts"],
  ] as const)("is neutral to less than a parcel in every run at all times, %s", (_, [water, drag], method) => {
    const all = run(DONNAN(water, drag, "10 h, every: 2 h", method), 1000);
    const [na, cl] = [batchesOf(all, "c(Na, bag)"), batchesOf(all, "c(Cl, bag)")];
    expect(na.length).toBe(6 * BATCHES);
    // of the 100.5 mmol of sodium, of which there is most, in 10 mL [mM]
    const parcel = 100.5e-3 / 1000 / 10e-6;
    for (const [k, c] of na.entries()) expect(Math.abs(c - (cl[k] as number) - 50)).toBeLessThan(parcel);
  });

  test.each([
    ["without water", 1000, DRY, "walkers"],
    ["with water", 1000, WET, "walkers"],
    ["without water", 10_000, DRY, "walkers"],
    ["with water", 10_000, WET, "counts"],
  ] as const)("has the means of the balances, %s, at %d parcels", (_, parcels, [water, drag], method) => {
    for (const [{ measure, value, batches = new Float64Array(), when }, wanted] of run(
      DONNAN(water, drag, "10 h, every: 2 h", method),
      parcels,
    )) {
      // the pressure of a bag that no water enters is not sampled
      if (when === 0 || batches.every((one) => one === wanted)) continue;
      const variance = batches.reduce((sum, one) => sum + (one - value) ** 2, 0) / (BATCHES - 1);
      const z = (value - wanted) / Math.sqrt(variance / BATCHES);
      expect(Math.abs(z), `${measure} at ${when}: ${value} for ${wanted}`).toBeLessThan(3.5);
    }
  });
});

test("what is left of charge, and the parcels of the smallest compartment, are told", () => {
  const model = parseModel(DONNAN(...DRY, "10 h"), { file: "donnan.yaml" });
  const { invariants, method, warnings } = solved(
    walk.solve({
      model,
      species: "Na",
      solves: model.solves,
      measures: measuresOf(model),
      walkers: 1000,
      seed: 1,
      refinement: 1,
    }),
  );
  // at most a parcel of the two and more times five that sodium and chloride are beside the fixed charge
  expect(invariants.chargeImbalance).toBeGreaterThan(0);
  expect(invariants.chargeImbalance).toBeLessThan(1 / 5);
  // 127.3 mM at the end, of which 1 % of 1.005 mol m^-3 in 10 mL is a parcel: 12.7, and some more where they were most
  expect(method).toMatch(
    /relative error of order 1 \/ 1[2-6] \(1[2-6] parcels of Na in bag, the fewest of a compartment\)/,
  );
  expect(warnings.join()).toMatch(/only 1[2-6] parcels of Na in bag in each of 64 runs/);
});

describe("salt beside a bath", () => {
  const parcels = 100;
  const text = (method: string) => `perrin: 1
temperature: 300 K
field: electroneutral
species: {K: {charge: +1}, Cl: {charge: -1}, gel: {charge: -1}}
compartments:
  cell: {volume: 1 mL, wall: rigid, contains: {gel: 100 mM, K: balance, Cl: 61.803398875 mM}}
  bath: {volume: infinite, contains: {K: 100 mM, Cl: 100 mM}}
membranes: {m: {between: [cell, bath], area: 1 cm^2, solutes: {K: {P: 3e-6 m/s}, Cl: {P: 1e-6 m/s}, gel: impermeant}}}
solve: {transient: {until: 60 h, every: 5 h}}
sampling: {parcels: ${parcels}, method: ${method}}
outputs: {N: "amount(Cl, cell)"}`;

  test.each(["walkers", "counts"])("scatters as it does at equilibrium, followed as %s", (method) => {
    const all = run(text(method), parcels).filter(([{ when }]) => when !== 0);
    const counts = batchesOf(all, "amount(Cl, cell)").map((amount) => amount / (161.803398875e-6 / parcels));
    const mean = counts.reduce((a, b) => a + b) / counts.length;
    const variance = counts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (counts.length - 1);
    const [cations, anions] = [parcels, parcels * (61.803398875 / 161.803398875)];
    // the curvature of the free energy is 1 / n_K + 1 / n_Cl. Both ions pass as salt at the rate of w_K w_Cl / (w_K + w_Cl),
    // relaxed within 1.3 h. A chi-square of 12 x 64 degrees: 5 sigmas are 5 sqrt(2 / 768) = 0.26 of it; parcels shift it
    // by some 1 / 38, leaps by their share of 5 %
    expect(variance).toBeNear(1 / (1 / cations + 1 / anions), {
      rel: 0.26 + 1 / 38 + (method === "counts" ? 0.05 : 0),
    });
  });
});

describe("charges that go round a circulation", () => {
  // three compartments in a ring with a bath, 0: by passage between [a, b] the charge of an event, and the rates of
  // charge [s^-1] forward and backward; at each of 1, 2, 3 as much comes in as goes out
  const ways = [
    { ends: [0, 1], charge: 1, rates: [4, 2] },
    { ends: [0, 1], charge: -2, rates: [1, 4] },
    { ends: [1, 2], charge: 2, rates: [3, 1] },
    { ends: [1, 2], charge: -1, rates: [2, 5] },
    { ends: [2, 3], charge: 1, rates: [4, 2] },
    { ends: [2, 0], charge: 3, rates: [6, 3] },
    { ends: [3, 0], charge: -1, rates: [1, 3] },
    { ends: [1, 3], charge: 0, rates: [7, 2] },
  ] as const;
  const signedIn = (k: number) =>
    ways.reduce((sum, { ends: [a, b], charge, rates: [f, r] }) => {
      const net = Math.sign(charge) * (f - r);
      return sum + (b === k ? net : 0) - (a === k ? net : 0);
    }, 0);
  const rates = Float64Array.from(
    ways.flatMap(({ charge, rates: [f, r] }) => [f, r].map((w) => w / Math.max(1, Math.abs(charge)))),
  );
  const seconds = 400;

  test.each([
    "one by one",
    "at once",
  ])("carry each event as often as its rate says, %s, and leave nothing charged", (how) => {
    for (const k of [1, 2, 3]) expect(signedIn(k)).toBe(0);
    const stream = makeRandomStream(3, PURPOSE.demonstration, 77);
    const chance = { uniform: () => stream.uniform(), share: (n: number, p: number) => binomial(stream, n, p) };
    const samples = Array.from({ length: BATCHES }, () => {
      const passed = new Float64Array(rates.length);
      const held = new Float64Array(4);
      const { begins, carries, round, rounds } = makeChargeRounds({
        charged: ways.map(({ charge }) => charge),
        ends: ways.map(({ ends }) => ends),
        isElectric: [false, true, true, true],
        rates,
        available: () => Number.POSITIVE_INFINITY,
        carry(event, times) {
          const { ends, charge } = ways[event >> 1] as (typeof ways)[number];
          const signed = (event % 2 === 0 ? 1 : -1) * times * charge;
          passed[event] = (passed[event] as number) + times;
          held[ends[0]] = (held[ends[0]] as number) - signed;
          held[ends[1]] = (held[ends[1]] as number) + signed;
        },
      });
      const own = Array.from(rates, (rate, e) => (begins[e] && (how === "one by one" || !carries[e]) ? rate : 0));
      const ends = own.map((_, e) => own.slice(0, e + 1).reduce((a, b) => a + b));
      const total = ends.at(-1) ?? 0;
      for (let n = poisson(stream, total * seconds); n > 0; n--) {
        const drawn = stream.uniform() * total;
        round(
          ends.findIndex((sum) => drawn < sum),
          chance,
        );
      }
      if (how === "at once") {
        const sum = Array.from(rates).reduce((all, rate, e) => all + (begins[e] && carries[e] ? rate : 0), 0);
        for (let part = 0; part < 4; part++) rounds(poisson(stream, (sum * seconds) / 4), chance);
      }
      expect(Array.from(held)).toEqual([0, 0, 0, 0]);
      return passed;
    });
    for (const [e, rate] of rates.entries()) {
      const counts = samples.map((passed) => passed[e] as number);
      const mean = counts.reduce((a, b) => a + b) / BATCHES;
      const variance = counts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (BATCHES - 1);
      // what is owed at the end is a few events of the hundreds
      expect(Math.abs(mean - rate * seconds), `event ${e}: ${mean} for ${rate * seconds}`).toBeLessThan(
        5 * Math.sqrt(variance / BATCHES) + 2,
      );
    }
  });
});
