import { describe, expect, test } from "vitest";
import { PLAIN_INK } from "#report/ink.ts";
import { textReport } from "#report/text-report.ts";
import type { OutputReport } from "#run/run-result.ts";
import { reportWith, resultWith } from "../support/results.ts";

const steady = (value: number, standardError: number | null = null): OutputReport => ({
  unit: "nm",
  value,
  standardError,
  when: "steady",
});

const wide = { width: 100, ink: PLAIN_INK };

describe("textReport", () => {
  test("the table has a column for each level, and a dash where a level does not state an output", () => {
    const text = textReport(
      resultWith({ "closed-form": { a: steady(1 / 3) }, walk: { a: steady(0.334, 0.00123), b: steady(12345.678) } }),
      wide,
    );
    expect(text.split("\n").slice(2, 5)).toEqual([
      "output  unit  at      closed-form  walk",
      "a       nm    steady  0.333333     0.334000 ± 0.0012",
      "b       nm    steady  —            12345.7",
    ]);
  });

  test("a table wider than the terminal becomes a block for each output", () => {
    const text = textReport(resultWith({ "closed-form": { a: steady(1) }, walk: { a: steady(2, 0.5) } }), {
      ...wide,
      width: 40,
    });
    expect(text).toContain("a [nm], steady\n  closed-form  1.00000\n  walk         2.00000 ± 0.5\n");
    const table = text.slice(0, text.indexOf("Methods"));
    for (const line of table.split("\n")) expect(line.length).toBeLessThanOrEqual(40);
  });

  test("what is missed is said before what the numbers rest on", () => {
    const text = textReport(
      resultWith(
        { master: { a: steady(2) } },
        {
          title: "A title",
          question: "A question?",
          levels: { master: reportWith({ outputs: { a: steady(2) }, invariants: { massDrift: 1.23e-15 } }) },
          expect: [
            {
              output: "a",
              level: "master",
              at: 3,
              unit: "nm",
              expected: 1,
              found: 2,
              allowed: 0.5,
              verdict: "missed",
              line: 7,
            },
          ],
          agreement: [
            {
              output: "a",
              levels: ["master", "walk"],
              independent: false,
              difference: 0.5,
              uncertainty: 0.1,
              allowed: 0.01,
              verdict: "disagree",
              because: "they differ by 50 %",
              z: -7.25,
              p: 1e-9,
            },
          ],
        },
      ),
      wide,
    );
    const places = [
      "A title",
      "A question?",
      "output",
      "disagree  a: they differ by 50 %.",
      "0 of 1 met",
      "mass drift",
    ];
    const order = places.map((piece) => text.indexOf(piece));
    expect(order.every((place) => place >= 0)).toBe(true);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(text).toContain("walk against master: largest |z| = 7.25, joint p over the times = 1e-9");
    expect(text).toMatch(/missed {3}a {7}master {2}t = 3 s {2}1\.00000 {3}2\.00000 {2}1 {7}0\.5 {6}nm {4}line 7/);
  });

  test("a report without ink has no escape sequences", () => {
    expect(textReport(resultWith({ walk: { a: steady(1, 1) } }), wide)).not.toContain("\u001b");
  });

  test("the value at equilibrium stands on a line of its own", () => {
    const text = textReport(resultWith({ master: { a: { ...steady(1), equilibrium: 4 } } }), wide);
    expect(text).toMatch(/a +nm +steady +1\.00000\na +nm +equilibrium +4\.00000/);
  });

  test("beside the equilibrium the last value over time is shown", () => {
    const series = {
      axes: { t: { unit: "s" as const, values: [0, 600] } },
      values: [0, 0.75],
      standardErrors: [0, 0.01],
    };
    const text = textReport(
      resultWith({ walk: { a: { ...steady(1), when: "equilibrium", equilibrium: 1, series } } }),
      wide,
    );
    expect(text).toMatch(/a +nm +equilibrium +1\.00000\na +nm +t = 600 s +0\.750000 ± 0\.01\n/);
  });

  test("what lies below the rounding of what others state of an output is zero; one other level alone may be wrong", () => {
    // 1e-13 of the second largest value, 5, is 5e-13
    const zero = { walk: { a: steady(5, 4.9e-13) }, langevin: { a: steady(5) }, master: { a: steady(-4.9e-13) } };
    expect(textReport(resultWith(zero), wide)).toMatch(/5\.00000 ± 0 +5\.00000 +0\n/);
    const small = { ...zero, master: { a: steady(5.1e-13) } };
    expect(textReport(resultWith(small), wide)).toContain("5.10000e-13");
    const wrong = { "closed-form": { a: steady(1.2e24) }, master: { a: steady(3.774) } };
    expect(textReport(resultWith(wrong), wide)).toContain("3.77400");
  });

  test("what is not stated is said under the table, by groups, and what is not compared with its reason", () => {
    const a = steady(1);
    const result = resultWith({ "closed-form": { a, lag: a }, walk: { a, b: a }, langevin: { a } });
    const text = textReport(result, wide, {
      outputs: ["a", "b", "lag", "c"],
      agree: ["b", "c"],
      expect: [{ of: "lag", line: 7 }],
    });
    expect(text).toContain(
      "not stated by any level: c\nwalk and langevin do not state lag\nclosed-form and langevin do not state b\n",
    );
    expect(text).toContain("b: nothing to compare; only walk states it\n");
    expect(text).toContain("c: nothing to compare; no level states it\n");
    expect(text).toContain("not asked of the levels that ran: lag (line 7)\n");
  });
});
