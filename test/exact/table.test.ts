import { describe, expect, test } from "vitest";
import { csvText } from "#report/table.ts";

const csv = (...cells: (string | number | boolean | null)[]): string =>
  csvText({ name: "t", columns: ["a"], rows: [cells] }).split("\r\n")[1] ?? "";

describe("csvText", () => {
  test("numbers are written so that they read back to the same bits", () => {
    for (const value of [0.1 + 0.2, 1e-300, 6.02214076e23, -1 / 3]) expect(Number(csv(value))).toBe(value);
  });

  test("what is not a number is an empty field", () => {
    expect(csv(Number.NaN, null, Number.POSITIVE_INFINITY, 1)).toBe(",,,1");
  });

  test("commas, quotes and line feeds are quoted", () => {
    expect(csv('say "a, b"', "x\ny")).toBe('"say ""a, b""","x\ny"');
  });

  test("a word that a spreadsheet would run is made harmless", () => {
    expect(csv("=HYPERLINK(1)")).toBe("'=HYPERLINK(1)");
    expect(csv("-5e-3")).toBe("-5e-3");
  });
});
