import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { master } from "#levels/master/master.ts";
import { zipfWaves } from "#levels/master/zipf-master.ts";
import type { Model, Species } from "#model/model.ts";
import type { RenewalClock } from "#model/motion-law.ts";
import { riemannZeta } from "#numerics/zeta.ts";
import { coarseGrained } from "#step-law/coarse-grained.ts";
import { zipfCoefficient, zipfDiffusion } from "#step-law/zipf-limit.ts";
import { flightModel, flightValues } from "../support/flights.ts";
import { modelWith, walkerWith } from "../support/models.ts";

function zipfModel(index: number, clock: RenewalClock, times: readonly number[], start = 0): Model {
  const step = { kind: "zipf" as const, index, spacing: 1 };
  return modelWith({
    species: [
      walkerWith({
        motion: { kind: "renewal", dimensions: 1, step, clock },
        initial: { kind: "point", at: [start], amount: 1 },
      }),
    ],
    domain: { kind: "free", geometry: "line", dimensions: 1 },
    solves: [{ kind: "transient", times }],
  });
}

const FIXED = { kind: "fixed" as const, interval: 1 };

describe("power-law steps on a lattice", () => {
  test("have c = 1.245696154 at index 1.5, and with spacing and interval the K of their flight", () => {
    expect(zipfCoefficient(1.5)).toBeNear(1.245696154, { rel: 4e-10 });
    expect(zipfDiffusion({ index: 1.5, spacing: 4, interval: 2 })).toBeNear((8 * 1.245696154) / 2, { rel: 4e-10 });
    expect(zipfCoefficient(1)).toBeNear(3 / Math.PI, { rel: 1e-14 });
    expect(() => zipfCoefficient(2)).toThrow();
  });

  test("are told that K when they are looked at from afar", () => {
    const model = zipfModel(1.5, { kind: "poisson", interval: 2 }, [1]);
    const numbers = coarseGrained(model.species[0] as Species, model);
    expect(numbers.find(({ symbol }) => symbol === "K")?.value).toBeNear(1.245696154 / 2, { rel: 4e-10 });
    expect(numbers.find(({ symbol }) => symbol === "exponent of the width")?.value).toBeNear(2 / 3, { rel: 1e-15 });
  });

  test.each([0.5, 1, 1.5])("index %d: long waves are slowed by c q^a", (index) => {
    const sites = 65536;
    const q = (2 * Math.PI * 3) / sites;
    const found = 1 - (zipfWaves(index, sites)[3] as number);
    // the next term is ζ(a - 1) q² / 2ζ(a + 1)
    expect(found).toBeNear(zipfCoefficient(index) * q ** index, { rel: 2 * q ** (2 - index) });
  });

  test("index 1: φ(q) = 1 - (6/π²)(πq/2 - q²/4), the series of Bernoulli's polynomial", () => {
    for (const [m, wave] of zipfWaves(1, 64).entries()) {
      const q = (2 * Math.PI * m) / 64;
      expect(wave).toBeNear(1 - (6 / Math.PI ** 2) * ((Math.PI * q) / 2 - (q * q) / 4), { abs: 1e-14 });
    }
  });

  test("one step goes to k with |k|^-2.5 / 2ζ(2.5), and nowhere before", () => {
    const texts = ["probability(walker, x == 3)", "probability(walker, x == 10)", "probability(walker, x == 7)"];
    const chance = (k: number) => k ** -2.5 / (2 * riemannZeta(2.5));
    const [stayed, near, far] = flightValues(master, zipfModel(1.5, FIXED, [1], 3), texts, { when: 1 });
    // folded round a ring of 4096 sites: 4096^-2.5 = 9e-10, and half of it twice
    expect(stayed).toBeNear(0, { abs: 1e-9 });
    expect(near).toBeNear(chance(7), { abs: 1e-9 });
    expect(far).toBeNear(chance(4), { abs: 1e-9 });
  });

  test("two steps return with Σ p(k)² = ζ(5) / 2ζ(2.5)²", () => {
    const [back] = flightValues(master, zipfModel(1.5, FIXED, [2]), ["probability(walker, x == 0)"], { when: 2 });
    expect(back).toBeNear(riemannZeta(5) / (2 * riemannZeta(2.5) ** 2), { abs: 2e-9 });
  });

  test("a Poisson clock mixes fixed numbers of steps", () => {
    const texts = ["probability(walker, x == 0)", "probability(walker, abs(x) <= 2)"];
    const numbers = Array.from({ length: 20 }, (_, n) => n);
    const mixed = [0, 0];
    let weight = Math.exp(-0.7);
    for (const n of numbers) {
      const found = flightValues(master, zipfModel(1.5, FIXED, [n]), texts, { when: n });
      found.forEach((value, i) => {
        mixed[i] = (mixed[i] as number) + weight * value;
      });
      weight *= 0.7 / (n + 1);
    }
    const poisson = zipfModel(1.5, { kind: "poisson", interval: 10 }, [7]);
    flightValues(master, poisson, texts, { when: 7 }).forEach((value, i) => {
      expect(value).toBeNear(mixed[i] as number, { rel: 1e-12 });
    });
  });

  test("after 1000 steps of index 1.5, P(0) is still 3.1 % above that of the flight it becomes", () => {
    const [back] = flightValues(master, zipfModel(1.5, FIXED, [1000]), ["probability(walker, x == 0)"], { when: 1000 });
    const limit = flightModel({ index: 1.5, K: zipfCoefficient(1.5), times: [1000] });
    const [flight] = flightValues(closedForm, limit, ["c(walker, 0)"], { when: 1000 });
    expect((back as number) / (flight as number) - 1).toBeNear(0.031, { abs: 5e-4 });
  });
});
