import { describe, expect, test } from "vitest";
import { recogniseStillColumn } from "#levels/closed-form/compartments/still-column.ts";
import { refusal, stirred } from "../../support/stirred.ts";

const column = (fields: Record<string, string> = {}) => {
  const { wall = "rigid", sigma = "impermeant", mu = "{phi: 0.9}", Lp = "Lp: 1e-12 m/s/Pa, " } = fields;
  return stirred(`
temperature: 300 K
species: {s: {mu: [${mu}]}, p: {}}
compartments:
  column: {volume: 1 mL, wall: ${wall}, contains: {s: 200 mM, p: 3 mM}}
  bath: {volume: infinite, contains: {s: 50 mM}, pressure: 2 kPa}
membranes:
  m: {between: [bath, column], area: 1 cm^2, ${Lp}solutes: {s: ${sigma}, p: impermeant}}
`);
};

describe("a rigid column over a membrane that only water passes", () => {
  test("stands under the difference of osmotic pressures, at once and for ever", () => {
    const { read } = column();
    const Pi = 8.31446261815324 * 300 * (0.9 * 150 + 3);
    for (const when of [0, 100, "steady", "equilibrium"] as const)
      expect(read("pressure(column)", when)).toBeNear(2000 + Pi, { rel: 1e-14 });
    expect(read("pressure(bath)", "steady")).toBe(2000);
    expect(read("volume_flux(m)", "steady")).toBe(0);
    expect(read("flux(s, m)", "steady")).toBe(0);
    expect(read("amount(s, column)", "steady")).toBeNear(2e-4, { rel: 1e-15 });
  });

  test("of any law of the pressure, as the balances of the level of compartments have it", () => {
    const { read, balance } = column({ mu: '{osmotic-pressure: "R * T * s * (1 + s / (1 M))"}' });
    expect(read("pressure(column)", 50)).toBeNear(2000 + 8.31446261815324 * 300 * (240 - 52.5 + 3), { rel: 1e-14 });
    expect(read("pressure(column)", 50)).toBeNear(balance("pressure(column)", 50), { rel: 1e-9 });
  });

  test("a wall that gives way, a solute that passes and a wall without water are not its form", () => {
    expect(refusal(recogniseStillColumn(column({ wall: "flexible" }).model))).toMatch(/gives way/);
    expect(
      refusal(
        recogniseStillColumn(
          column({ sigma: "{P: 1e-6 m/s, sigma: 1}", Lp: "Lp: 1e-12 m/s/Pa, solvent-drag: patlak, " }).model,
        ),
      ),
    ).toMatch(/crosses/);
    expect(refusal(recogniseStillColumn(column({ Lp: "" }).model))).toMatch(/water does not pass/);
  });
});
