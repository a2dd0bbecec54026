import { describe, expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { explanationText } from "#report/explanation-text.ts";
import { PLAIN_INK } from "#report/ink.ts";

const FIT = (unit: string) => `perrin: 1
parameters: {P0: 1e-5 cm/s, k: 0.1}
data:
  pampa: {rows: [[4, 0.1], [5, 2.5e1], [6, -3]], columns: {pH: 1, Pe: ${unit}}}
fits:
  straight:
    data: pampa
    of: Pe
    law: P0 * (1 + k * pH)
    free: {P0: {unit: cm/s}, k: {}}
    beside: {flat: {law: P0 * pH / 1, free: [P0]}}
`;

function columnOf(unit: string): { readonly values: readonly number[]; readonly text: string; readonly size: number } {
  const column = parseModel(FIT(unit)).tables?.[0]?.columns[1];
  if (column?.kind !== "numbers") throw new Error("no numbers");
  const { text, mantissa, exponent } = column.unit;
  return { values: column.values, text, size: mantissa * 10 ** exponent };
}

describe("a power of ten before the unit of a column", () => {
  test.each(["1e-6 cm/s", "10^-6 cm/s", "1E-6 * cm/s"])("%s: its numbers are so many of it, no digit lost", (unit) => {
    const { values, text, size } = columnOf(unit);
    expect(values).toEqual([0.1e-8, 2.5e-7, -3e-8]);
    expect(text).toBe(unit);
    expect(size).toBeNear(1e-8, { rel: 1e-15 });
  });

  test("without one nothing changes", () => {
    expect(columnOf("cm/s").values).toEqual([0.1e-2, 0.25, -0.03]);
  });

  test.each(["1e-6 log10(cm/s)", "1e-6", "3 cm/s", "1e-6 1e-6 cm/s"])("%s is no unit of a velocity", (unit) => {
    expect(() => parseModel(FIT(unit))).toThrow(ModelError);
  });
});

test("a parameter of a law beside is told in the unit that the main law gives it", () => {
  const [main, beside] = parseModel(FIT("cm/s")).fits?.[0]?.laws ?? [];
  expect(main?.free[0]?.unit?.text).toBe("cm/s");
  expect(beside?.free[0]?.unit?.text).toBe("cm/s");
});

test("levels that refuse a model for one reason are named together, and the reason is said once", () => {
  const refused = { accepts: false, because: "it is stirred", change: "leave it out" };
  const text = explanationText(
    {
      name: "m",
      hash: "h",
      explanation: { quantities: [], scales: [], resistances: [], notes: [] },
      coarseGrained: [],
      levels: [
        { level: "walk", ...refused },
        { level: "master", accepts: true },
        { level: "langevin", ...refused },
        { level: "continuum", accepts: false, because: "another", change: "go" },
      ],
    },
    { width: 100, ink: PLAIN_INK },
  );
  expect(text.match(/it is stirred/g)).toHaveLength(1);
  expect(text).toMatch(/walk, langevin\s+no: it is stirred/);
  expect(text).toMatch(/continuum\s+no: another/);
});
