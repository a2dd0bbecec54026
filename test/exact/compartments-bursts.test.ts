import { describe, expect, test } from "vitest";
import { volumeText } from "#levels/compartments/volume-text.ts";
import { PLAIN_INK } from "#report/ink.ts";
import { textReport } from "#report/text-report.ts";
import { resultOf } from "../support/result-of.ts";
import "../support/matchers.ts";

/** A cell of 100 fL in a salt solution: it tends to 300 / outside of its volume. */
const cell = (outside: number, more = "") => `perrin: 1
temperature: 298.15 K
species: {salt: {}, dye: {}}
compartments:
  cell: {volume: 100 fL, wall: flexible, bursts: 150 fL, contains: {salt: 300 mM}}
  bath: {volume: infinite, contains: {salt: ${outside} mM}}
membranes:
  m: {between: [bath, cell], area: 100 um^2, Lp: 1e-12 m/s/Pa, solutes: {salt: impermeant, dye: impermeant}}
solve: {transient: {until: 1000 s, every: 500 s}}
outputs: {V: {of: volume(cell), unit: fL}, t_lysis: burst_time(cell)}
${more}
`;

const warningsOf = (text: string) => resultOf(text).levels.compartments?.warnings ?? [];

describe("a cell that may burst", () => {
  test("and does not: the volume that it reached stands beside that at which it would", () => {
    const [warning, ...more] = warningsOf(cell(250));
    expect(more).toEqual([]);
    // 100 fL 300 / 250
    expect(warning).toBe(
      "burst_time(cell) is not stated: cell did not reach 150 fL by 1000 s; at most 120 fL at the steps of the run",
    );
    const text = textReport(
      resultOf(cell(250)),
      { width: 300, ink: PLAIN_INK },
      { outputs: ["V", "t_lysis"], agree: [], expect: [] },
    );
    expect(text).toContain("t_lysis: compartments: cell did not reach 150 fL by 1000 s");
  });

  test("and does says when, and nothing of what it did not reach", () => {
    const [warning, ...more] = warningsOf(cell(150));
    expect(more).toEqual([]);
    expect(warning).toMatch(/^cell bursts at /);
  });

  test("in a variant of the model: the warning names the variant, and the model has its values", () => {
    const result = resultOf(cell(250, "compare: {dilute: {compartments: {bath: {contains: {salt: 150 mM}}}}}"));
    const { warnings = [], outputs, variants } = result.levels.compartments ?? {};
    expect(warnings.filter((one) => one.startsWith("the variant dilute: cell bursts at "))).toHaveLength(1);
    expect(outputs?.V?.value).toBeNear(120, { rel: 1e-6 });
    expect(variants?.dilute?.t_lysis?.value).toBeGreaterThan(0);
  });
});

test("a variant whose solver fails is named with its reason, and the model and the others have their values", () => {
  const compare = `compare:
  pumped: {membranes: {m: {pumps: [{name: p, rate: -1e-6 mol/m^2/s, moves: {salt: 1}}]}}}
  dilute: {compartments: {bath: {contains: {salt: 240 mM}}}}`;
  const result = resultOf(cell(250, compare));
  const { failed, outputs, variants, variantsLeftOut } = result.levels.compartments ?? {};
  expect(failed).toBeUndefined();
  expect(outputs?.V?.value).toBeNear(120, { rel: 1e-6 });
  expect(variants?.dilute?.V?.value).toBeNear(125, { rel: 1e-6 });
  expect(variantsLeftOut?.pumped).toMatch(/^it failed at compartments in time, t = /);
  expect(textReport(result, { width: 300, ink: PLAIN_INK })).toMatch(
    /does not state the variant pumped: it failed at compartments in time/,
  );
});

test("a volume is told in the litre that leaves from 1 to 1000 of it", () => {
  expect(volumeText(1.5e-16)).toBe("150 fL");
  expect(volumeText(1e-6)).toBe("1 mL");
  expect(volumeText(9.9999e-16)).toBe("1 pL");
  expect(volumeText(2.5)).toBe("2500 L");
  expect(volumeText(3e-24)).toBe("3e-24 m^3");
});
