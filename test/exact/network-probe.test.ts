import { describe, expect, test } from "vitest";
import { reducedResponse } from "#generator/state-reduction.ts";
import { closedAmounts } from "#generator/steady-amounts.ts";
import type { Species } from "#model/model.ts";
import { probeOf } from "#observables/network-probe.ts";
import { held, measure, type StackOf } from "../support/closed-form.ts";
import { networkOfStack, stackModel, startOf } from "../support/networks.ts";

const rounding = { rel: 200 * Number.EPSILON };
const RT = 8.31446261815324 / 1.380649e-23; // at the temperature at which kT is 1 J

/** Reads a measure from given amounts, or from the steady state. */
function reader(stack: StackOf, cells: number) {
  const network = networkOfStack(stack, cells);
  const model = stackModel(stack);
  const initial = startOf(stack, network);
  const context = { model, species: model.species[0] as Species, network, initial };
  const steady = () => reducedResponse(network, network.gain);
  return {
    network,
    steady,
    read: (text: string, n?: Float64Array) =>
      probeOf(measure(text), context)?.(n ?? steady(), n === undefined) ?? Number.NaN,
    states: (text: string) => probeOf(measure(text), context) !== undefined,
  };
}

describe("probes of a steady flux", () => {
  // water (l 2, D 1), a membrane of P = 3, lipid (l 1, D 2, K 3): 2 + 1/3 + 1/6 = 2.5; from a = 4 to a = 1
  const layers = [{ l: 2, D: 1 }, { P: 3 }, { l: 1, D: 2, K: 3 }];
  const stack = { layers, left: held(4), right: held(3) };
  const J = 3 / 2.5;

  test.each([1, 5])("are those of resistances in series, with %i cells a layer", (cells) => {
    const { read } = reader(stack, cells);
    const expected: Readonly<Record<string, number>> = {
      "flux(drug, left)": J,
      "flux(drug, right)": J,
      "flux(drug, a.right)": J,
      "flux(drug, c.left)": J,
      "flux(drug, b)": J,
      "c(drug, left)": 4,
      "c(drug, right)": 3,
      "c(drug, a.left)": 4,
      "c(drug, a.right)": 4 - 2 * J,
      "c(drug, c.left)": 3 * (1 + J / 6),
      "c(drug, 0.5)": 4 - J / 2,
      "c(drug, 2.75)": 3 * (1 + J / 24),
      "c(drug, a)": 4 - J,
      "activity(drug, left)": 4,
      "activity(drug, right)": 1,
      "activity(drug, c.left)": 1 + J / 6,
      "amount(drug, a)": 2 * (4 - J),
      "amount(drug, c)": 3 * (1 + J / 12),
      "amount(drug, all)": 2 * (4 - J) + 3 * (1 + J / 12),
      "permeance(drug, all)": 1 / 2.5,
      "permeance(drug, a)": 1 / 2,
      "permeance(drug, b)": 3,
      "permeance(drug, c)": 6,
      "resistance(drug, c)": 1 / 6,
      "dissipation(drug, all)": J * RT * Math.log(4),
    };
    for (const [text, value] of Object.entries(expected)) expect([text, read(text)]).toEqual([text, near(value)]);
  });

  test("refuse a place that has no such value", () => {
    const { states, read } = reader(stack, 2);
    for (const text of [
      "c(drug, b.left)",
      "c(drug, b)",
      "amount(drug, left.bath)",
      "flux(drug, all)",
      "permeance(drug, x)",
    ])
      expect([text, states(text)]).toEqual([text, false]);
    expect(read("c(drug, 3.1)")).toBeNaN();
  });

  test("count per area of the place in a tube: the same flow is less flux further out", () => {
    const tube = reader({ ...stack, geometry: "cylinder", start: 1 }, 4);
    expect(tube.read("flux(drug, left)") * 1).toBeNear(tube.read("flux(drug, right)") * 4, rounding);
    expect(tube.read("flux(drug, b)") * 3).toBeNear(tube.read("flux(drug, right)") * 4, rounding);
    // permeances are those of the outer end, at r = 4: P 3/4 of the membrane at r = 3, 1 / (r ln(4/3) / DK) of the lipid
    expect(tube.read("permeance(drug, b)")).toBeNear((3 * 3) / 4, rounding);
    expect(tube.read("permeance(drug, c)")).toBeNear(6 / (4 * Math.log(4 / 3)), rounding);
  });

  test("are as accurate at the end that supplies, where the flux is a difference, as at the end that takes", () => {
    // the first cell resists 1e-9 of the whole: read there, the flux would have lost nine digits
    const steep = [
      { l: 1e-9, D: 1 },
      { l: 1, D: 1e-3 },
    ];
    const { read } = reader({ layers: steep, left: held(4), right: held(1) }, 5);
    for (const end of ["left", "right"]) expect(read(`flux(drug, ${end})`)).toBeNear(3 / (1e-9 + 1e3), rounding);
  });

  test("of a film at an end start beyond the film", () => {
    const film = { kind: "robin" as const, permeability: 2, concentration: 4 };
    const { read } = reader({ ...stack, left: film }, 3);
    expect(read("activity(drug, left.bath)")).toBeNear(4, rounding);
    expect(read("c(drug, left.bath)")).toBeNear(4, rounding);
    expect(read("c(drug, left)")).toBeNear(4 - 1 / 2, rounding); // J = 3 / (2.5 + 1/2) = 1
    expect(read("permeance(drug, all)")).toBeNear(1 / 3, rounding);
  });
});

/** Asymmetric matcher within rounding, so that a table of expected values stays a table. */
function near(expected: number) {
  return {
    asymmetricMatch: (found: unknown) =>
      Math.abs((found as number) - expected) <= 200 * Number.EPSILON * Math.abs(expected),
    toString: () => `near ${expected}`,
    getExpectedType: () => "number",
    toAsymmetricMatcher: () => `near ${expected}`,
  };
}

describe("probes of what is where", () => {
  // four cells of width 1 with nodes at 0.5, 1.5, 2.5, 3.5
  const n = Float64Array.of(0, 1, 2, 4, 1, 0);

  test("mean, variance, skewness and excess kurtosis are those of the amounts at the nodes", () => {
    const { read } = reader({ layers: [{ l: 4, D: 1 }] }, 4);
    const mean = (0.5 + 3 + 10 + 3.5) / 8;
    const central = (k: number) => [1, 2, 4, 1].reduce((sum, a, i) => sum + (a * (i + 0.5 - mean) ** k) / 8, 0);
    expect(read("mean(drug)", n)).toBeNear(mean, rounding);
    expect(read("variance(drug)", n)).toBeNear(central(2), rounding);
    expect(read("skewness(drug)", n)).toBeNear(central(3) / central(2) ** 1.5, rounding);
    expect(read("excess_kurtosis(drug)", n)).toBeNear(central(4) / central(2) ** 2 - 3, rounding);
  });

  test("msd and mean distance are taken from the start, in a ball from the centre only", () => {
    const at = (x: number) => ({ kind: "point" as const, at: [x], amount: 1 });
    const { read } = reader({ layers: [{ l: 4, D: 1 }], initial: at(1) }, 4);
    expect(read("msd(drug)", n)).toBeNear((0.25 + 2 * 0.25 + 4 * 2.25 + 6.25) / 8, rounding);
    expect(read("mean_distance(drug)", n)).toBeNear((0.5 + 2 * 0.5 + 4 * 1.5 + 2.5) / 8, rounding);
    const ball = (x: number) => reader({ layers: [{ l: 4, D: 1 }], geometry: "sphere", initial: at(x) }, 4);
    expect(ball(0).read("msd(drug)", n)).toBeNear((0.25 + 2 * 2.25 + 4 * 6.25 + 12.25) / 8, rounding);
    expect(ball(1).states("msd(drug)")).toBe(false);
    expect(ball(0).states("mean(drug)")).toBe(false);
  });

  test("a probability is the share of all that started which fulfils the condition", () => {
    const { read } = reader({ layers: [{ l: 4, D: 1 }], initial: 5 }, 4);
    expect(read("probability(drug, x < 2)", n)).toBeNear(3 / 20, rounding);
    expect(read("probability(drug, x > 2.5)", n)).toBeNear((4 * 0.5 + 1) / 20, rounding);
  });

  test("survival and probability are of all that started, in cells and baths; a bath keeps what it took", () => {
    const closed = reader({ layers: [{ l: 4, D: 1 }], initial: 5 }, 4);
    expect(closed.read("survival(drug)", n)).toBeNear(8 / 20, rounding);
    const bath = { kind: "bath" as const, volume: 5, concentration: 2 };
    const beside = reader({ layers: [{ l: 4, D: 1 }], initial: 5, left: bath, right: held(0) }, 4);
    const moved = Float64Array.of(7, 1, 2, 4, 1, 15); // of 10 in the bath and 20 in the cells
    expect(beside.read("survival(drug)", moved)).toBeNear(15 / 30, rounding);
    expect(beside.read("probability(drug, x < 2)", moved)).toBeNear(3 / 30, rounding);
    expect(reader({ layers: [{ l: 4, D: 1 }] }, 4).states("survival(drug)")).toBe(false);
  });

  test("a bath holds its amount, has its concentration, and counts in the whole; a ledger does not", () => {
    const bath = { kind: "bath" as const, volume: 5, concentration: 2 };
    const full = Float64Array.of(10, 1, 2, 4, 1, 7);
    const { read } = reader({ layers: [{ l: 4, D: 1, K: 2 }], left: bath, right: held(1) }, 4);
    expect(read("amount(drug, left.bath)", full)).toBe(10);
    expect(read("c(drug, left.bath)", full)).toBe(2);
    expect(read("activity(drug, left.bath)", full)).toBe(2);
    expect(read("amount(drug, all)", full)).toBe(18);
    expect(read("amount_permeated(drug, left)", full)).toBe(0); // it started with 10
    expect(read("amount_permeated(drug, right)", full)).toBe(7);
    const other = reader({ layers: [{ l: 4, D: 1, K: 2 }], right: bath }, 4);
    expect(other.read("amount(drug, right.bath)", full)).toBe(7);
    expect(other.read("c(drug, right.bath)", full)).toBe(7 / 5);
    expect(other.read("activity(drug, right.bath)", full)).toBe(7 / 5);
    expect(other.states("c(drug, left.bath)")).toBe(false);
  });

  test("what has permeated counts per area of its end", () => {
    const { read } = reader({ layers: [{ l: 4, D: 1 }], geometry: "sphere", start: 2, right: held(0) }, 4);
    const gone = Float64Array.of(0, 0, 0, 0, 0, 7);
    expect(read("amount_permeated(drug, right)", gone)).toBeNear(7 / (4 * Math.PI * 36), rounding);
    expect(read("amount_permeated(drug, left)", gone)).toBe(0); // closed
  });
});

describe("penetration depth", () => {
  const layers = [{ l: 8, D: 1 }];
  const parabola = (depth: number) => Array.from({ length: 8 }, (_, i) => Math.max(0, depth - i - 0.5) ** 2);

  test("is where the parabola of zero-order consumption ends, from whichever end it is supplied", () => {
    const { read } = reader({ layers }, 8);
    for (const depth of [3, 4.7, 6.25]) {
      const c = parabola(depth);
      expect(read("penetration_depth(drug)", Float64Array.of(0, ...c, 0))).toBeNear(depth, rounding);
      expect(read("penetration_depth(drug)", Float64Array.of(0, ...c.reverse(), 0))).toBeNear(depth, rounding);
    }
  });

  test("is the whole thickness where nothing is empty", () => {
    expect(reader({ layers }, 8).read("penetration_depth(drug)", new Float64Array(10).fill(1))).toBe(8);
  });

  test("is not stated by fewer than three filled cells", () => {
    expect(
      reader({ layers }, 8).read("penetration_depth(drug)", Float64Array.of(0, 2, 1, 0, 0, 0, 0, 0, 0, 0)),
    ).toBeNaN();
  });
});

test("flows round a ring are read at either end as one", () => {
  const periodic = { kind: "periodic" as const };
  const layers = [
    { l: 2, D: 1, K: 2 },
    { l: 1, D: 3 },
  ];
  const { network, read } = reader({ layers, drift: 0.7, initial: 1, left: periodic, right: periodic }, 6);
  const n = closedAmounts(network, startOf({ layers, initial: 1 }, network));
  const J = read("flux(drug, left)", n);
  expect(J).toBeGreaterThan(0);
  for (const place of ["right", "a.right", "b.left"])
    expect(read(`flux(drug, ${place})`, n)).toBeNear(J, { rel: 1e-12 });
});

describe("dissipation in a ring", () => {
  const periodic = { kind: "periodic" as const };
  const ring = (fields: Partial<StackOf>, cells: number) =>
    reader({ layers: [{ l: 2, D: 1 }, { P: 0.5 }], initial: 1, left: periodic, right: periodic, ...fields }, cells);

  test("over a membrane on the joint it is that of the drop over it: 1/P and half a cell on both sides", () => {
    // two cells of width 1 hold 3 and 1: 2 flow at the face, 2 / (1/2 + 1/P + 1/2) back over the joint
    const power = (2 + 2 / 3) * Math.log(3) * RT;
    expect(ring({}, 2).read("dissipation(drug)", Float64Array.of(0, 3, 1, 0))).toBeNear(power, rounding);
  });

  test("a steady flow round a ring loses no free energy of its own: the drops add to nothing", () => {
    const { network, read } = ring({ drift: 0.7 }, 8);
    const n = closedAmounts(network, new Float64Array(10).fill(0.25));
    const flow = read("flux(drug, left)", n);
    expect(flow).toBeGreaterThan(0.01);
    expect(read("dissipation(drug)", n)).toBeNear(0, { abs: 1e-12 * flow * RT });
  });
});
