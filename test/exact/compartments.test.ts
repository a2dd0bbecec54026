import { describe, expect, test } from "vitest";
import { compartments } from "#levels/compartments/compartments.ts";
import type { LevelResult } from "#levels/contract.ts";
import { parseModel } from "#model/parse-model.ts";
import { lambertW } from "#numerics/lambert-w.ts";
import { osmometerRate } from "#physics/osmosis/osmometer.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { fastPair, swellingCell } from "../support/compartment-chain.ts";
import { solved, taskOf } from "../support/models.ts";

function run(text: string): LevelResult {
  const model = parseModel(text);
  return solved(
    compartments.solve(
      taskOf(model, measuresOf(model), {
        species: model.species[0]?.name ?? "",
        together: model.species.map(({ name }) => name),
      }),
    ),
  );
}

function valueAt({ readings }: LevelResult, measure: string, when: number | string): number {
  return readings.find((one) => one.measure === measure && one.when === when)?.value ?? Number.NaN;
}

describe("a cell that nothing holds back", () => {
  const [RT, permeance, held] = [GAS_CONSTANT * 310.15, 1e-12 * 500e-12, 100 * 1e-15];

  test("has no steady state: its volume diverges", () => {
    expect(() => run(swellingCell({ solve: "steady" }))).toThrow(/no steady state: the volume of cell diverges/);
  });

  test("swells as the square root of time, without end", () => {
    // sugar lags behind by (dV/dt) / (P A) of its concentration and holds back water: V dV/dt (1 + L_p RT c / P) =
    // A L_p RT n of the gel, which is exact where V grows as the root of time; 1 - V_0^2/V^2 of the start is forgotten
    const lag = 1 + (1e-12 * RT * 100) / 1e-4;
    const result = run(swellingCell({}));
    for (const day of [500, 1000]) {
      const t = day * 86400;
      const grown = Math.sqrt((2 * permeance * RT * held * t) / lag + 1e-30);
      expect(valueAt(result, "volume(cell)", t)).toBeNear(grown, { rel: 1e-9 });
    }
  });

  test("with its gel alone follows the square root to rounding", () => {
    const alone = swellingCell({}).replaceAll(", sugar: 100 mM", "").replace("sugar: {}, ", "");
    const text = alone.replace(/, sugar: \{P[^}]*\}/, "");
    const result = run(text);
    const t = 1000 * 86400;
    // errors of steps are 1e-11 each, of some hundred steps, and the root halves them
    expect(valueAt(result, "volume(cell)", t)).toBeNear(Math.sqrt(2 * permeance * RT * held * t + 1e-30), {
      rel: 1e-9,
    });
  });
});

describe("a red cell in dilute saline", () => {
  const [inside, outside, water, limit, area, Lp, T] = [300, 100, 90e-18, 150e-18, 135e-12, 1e-12, 293.15] as const;
  const saline = (until: string) => `perrin: 1
temperature: ${T} K
species: {salt: {}}
compartments:
  cell: {volume: ${water} m^3, wall: flexible, contains: {salt: ${inside} mM}, bursts: ${limit} m^3}
  bath: {volume: infinite, contains: {salt: ${outside} mM}}
membranes:
  m: {between: [bath, cell], area: ${area} m^2, Lp: ${Lp} m/s/Pa, solutes: {salt: impermeant}}
solve: {transient: {until: ${until}, every: 0.5 s}}
levels: [compartments]
outputs: {V: {of: "volume(cell)"}, burst: {of: "burst_time(cell)"}}
`;
  const equilibrium = inside / outside;
  const rate = osmometerRate({ hydraulicConductivity: Lp, area, outside, water, temperature: T });
  // t(w) = [1 - w + w_eq ln((w_eq - 1)/(w_eq - w))] / k
  const w = limit / water;
  const burst = (1 - w + equilibrium * Math.log((equilibrium - 1) / (equilibrium - w))) / rate;

  test("bursts at the time of the perfect osmometer", () => {
    const result = run(saline("10 s"));
    expect(valueAt(result, "burst_time(cell)", "timeless")).toBeNear(burst, { rel: 1e-9 });
    expect(result.warnings.join()).toMatch(/cell bursts/);
    // nothing is stated after it
    const last = Math.max(...result.readings.flatMap(({ when }) => (typeof when === "number" ? [when] : [])));
    expect(last).toBe(Math.floor(burst / 0.5) * 0.5);
  });

  test("follows Lambert's W until then", () => {
    const result = run(saline("10 s"));
    for (const t of [0.5, 1, 1.5]) {
      const a = (1 - equilibrium) / equilibrium;
      const exact = equilibrium * (1 + lambertW(a * Math.exp(a - (rate * t) / equilibrium)));
      expect(valueAt(result, "volume(cell)", t)).toBeNear(water * exact, { rel: 1e-9 });
    }
  });

  test("states no time where the run ends before it bursts", () => {
    const result = run(saline("1.5 s"));
    expect(result.readings.some(({ measure }) => measure === "burst_time(cell)")).toBe(false);
  });
});

describe("rates 1e12 apart", () => {
  test("leave a fast pair in balance beside a slow loss", () => {
    // c_a = c_b = exp(-t/2) / 2 of two equal volumes; what is left out is of order 1e-12
    const result = run(fastPair(1e12));
    for (const t of [1, 4, 8])
      for (const place of ["a", "b"])
        expect(valueAt(result, `c(solute, ${place})`, t)).toBeNear(0.5 * Math.exp(-t / 2), { rel: 1e-9 });
  });

  test("take hardly more steps than rates 1e6 apart", () => {
    const steps = (fast: number) => Number(/(\d+) steps/.exec(run(fastPair(fast)).method)?.[1]);
    expect(steps(1e12)).toBeLessThan(1.2 * steps(1e6));
  });

  test("are the exact pair of exponentials where they are near each other", () => {
    // dN/dt = [[-k, k], [k, -k - 1]] N: rates k + 1/2 ∓ sqrt(k^2 + 1/4)
    const k = 3;
    const root = Math.sqrt(k * k + 0.25);
    const [slow, quick] = [k + 0.5 - root, k + 0.5 + root];
    const result = run(fastPair(k));
    for (const t of [1, 4])
      expect(valueAt(result, "c(solute, b)", t)).toBeNear(
        (k / (quick - slow)) * (Math.exp(-slow * t) - Math.exp(-quick * t)),
        { rel: 1e-9 },
      );
  });
});
