import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import type { LevelResult } from "#levels/contract.ts";
import type { MeasureName } from "#model/measure.ts";
import { parseModel } from "#model/parse-model.ts";
import { measureOf, solved, taskOf } from "../support/models.ts";

interface Solid {
  readonly domain: string;
  readonly end?: string;
  readonly solubility: number;
  readonly outer?: string;
  readonly until?: number;
}

/** A solid of density 1 mol/m^3 with D = 1 m^2/s. */
function dissolved({ domain, end = "left", solubility, outer = "", until = 1 }: Solid, refinement = 1): LevelResult {
  const model = parseModel(`perrin: 1
species: {s: {D: 1 m^2/s}}
domain: ${domain}
boundary:
  ${end}: {s: {dissolving: {solubility: ${solubility} mol/m^3, density: 1 mol/m^3}}}
${outer}
solve: {transient: {until: ${until} s, times: [0 s, ${until} s]}}
`);
  const measures = (["surface", "amount", "dissolution_time", "flux"] as const).map((name: MeasureName) => ({
    ...measureOf(name),
    species: "s",
    ...(name === "amount" ? { place: { kind: "all" as const } } : {}),
    ...(name === "flux" ? { place: { kind: "end" as const, end: "left" as const } } : {}),
  }));
  return solved(continuum.solve({ ...taskOf(model, measures), species: "s", refinement }));
}

function readingOf(result: LevelResult, name: string, when: number | "timeless"): number {
  const found = result.readings.find((reading) => reading.measure.startsWith(name) && reading.when === when);
  if (found === undefined) throw new Error(`${name} was not stated`);
  return found.value;
}

describe("a plane solid beside endless liquid", () => {
  // λ of √π λ e^{λ²} erfc(-λ) = 0.3/0.7, and s = -2λ at t = 1 (30 digits by another program)
  const exact = -0.383938165766694;
  const line = { domain: "{geometry: line, from: 0 m, cells: 40}", solubility: 0.3 };

  test("its face comes to Neumann's at second order in the cells", () => {
    const errors = [1, 2, 4].map((refinement) => readingOf(dissolved(line, refinement), "surface", 1) - exact);
    const orders = errors.slice(1).map((error, k) => Math.log2((errors[k] as number) / error));
    for (const order of orders) expect(order).toBeNear(2, { abs: 0.15 });
    expect(Math.abs(errors[2] as number)).toBeLessThan(2e-4);
  });

  test("what it has lost is in the liquid, and it loses (ρ - c_s) times its speed", () => {
    const result = dissolved(line);
    expect(readingOf(result, "amount", 1)).toBeNear(-readingOf(result, "surface", 1), { rel: 1e-12 });
    // the speed is half the way over the time, for a square root
    expect(readingOf(result, "flux", 1)).toBeNear((0.7 * -exact) / 2, { rel: 5e-3 });
    expect(result.invariants.massDrift).toBeLessThan(1e-12);
  });
});

describe("a sphere", () => {
  const sphere = (solubility: number, radius: number) =>
    dissolved({
      domain: `{geometry: sphere, inner-radius: 1 m, radius: ${radius} m}`,
      end: "inner",
      solubility,
      outer: "  outer: {s: absorbing}",
      until: 1,
    });

  test("comes to the quasi-steady ρ R²/(2 D c_s) as √(2 c_s / π ρ), the less it dissolves", () => {
    for (const solubility of [1e-3, 1e-4]) {
      const time = readingOf(sphere(solubility, 3000), "dissolution_time", "timeless") * 2 * solubility;
      const leading = Math.sqrt((2 * solubility) / Math.PI);
      // the next term is of order c_s / ρ with a logarithm: a tenth of the leading one at 1e-3
      expect((1 - time) / leading).toBeNear(1, { abs: 0.15 });
    }
  });

  test("in a closed vessel stops dissolving when the liquid is saturated", () => {
    const result = dissolved({
      domain: "{geometry: sphere, inner-radius: 1 m, radius: 1.5 m}",
      end: "inner",
      solubility: 0.1,
      outer: "  outer: {s: no-flux}",
      until: 100,
    });
    // ρ (1 - R³) = c_s (1.5³ - R³)
    const rest = (1 - 0.1 * 1.5 ** 3) / 0.9;
    expect(readingOf(result, "surface", 100)).toBeNear(rest ** (1 / 3), { rel: 1e-9 });
    expect(result.invariants.massDrift).toBeLessThan(1e-12);
  });
});

test("a cylinder in a closed vessel saturates its liquid as well", () => {
  const result = dissolved({
    domain: "{geometry: cylinder, inner-radius: 1 m, radius: 2 m}",
    end: "inner",
    solubility: 0.1,
    outer: "  outer: {s: no-flux}",
    until: 200,
  });
  const rest = (1 - 0.1 * 4) / 0.9;
  expect(readingOf(result, "surface", 200)).toBeNear(Math.sqrt(rest), { rel: 1e-9 });
  expect(readingOf(result, "amount", 200)).toBeNear(0.1 * Math.PI * (4 - rest), { rel: 1e-9 });
});
