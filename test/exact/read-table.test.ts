import { describe, expect, test } from "vitest";
import { numberIn, readTable, TableError } from "#model/read-table.ts";

function complaintOf(text: string) {
  try {
    readTable(text);
  } catch (error) {
    if (error instanceof TableError) return { line: error.line, found: error.found };
    throw error;
  }
  return undefined;
}

describe("readTable", () => {
  test("comments, blank lines, carriage returns and a byte order mark are passed over", () => {
    const { columns, rows } = readTable("\uFEFF# from a notebook\r\nt,x\r\n\r\n0,1\r\n# pause\r\n1,2\r\n");
    expect(columns).toEqual(["t", "x"]);
    expect(rows).toEqual([
      { line: 4, fields: ["0", "1"] },
      { line: 6, fields: ["1", "2"] },
    ]);
  });

  test("a quoted field may hold the separator and doubled quotes", () => {
    expect(readTable('name,x\n"a, ""b""" , 1\n').rows[0]?.fields).toEqual(['a, "b"', "1"]);
  });

  test("semicolons and tabs separate if the header has them", () => {
    expect(readTable("t;x\n0;1\n").columns).toEqual(["t", "x"]);
    expect(readTable("t\tx\n0\t\n").rows[0]?.fields).toEqual(["0", ""]);
  });

  test("an empty last field counts", () => {
    expect(readTable("t,x\n0,\n").rows[0]?.fields).toEqual(["0", ""]);
  });

  test.each([
    ["", 1],
    ["# only words\n", 1],
    ["t,x\n0,1\n2\n", 3],
    ["t,x\n0,1,2\n", 2],
    ['t,x\n"0,1\n', 2],
    ['t,x\n"0"1,1\n', 2],
    ["t,t\n0,1\n", 1],
  ])("%j is refused at line %i", (text, line) => {
    expect(complaintOf(text)?.line).toBe(line);
  });

  test.each(["", "1,5", "NaN", "Infinity", "1e999", "0x10", "one", "1 2"])("%j is no number", (field) => {
    expect(() => numberIn(field, 3, "x")).toThrow(TableError);
  });

  test.each([
    ["1", 1],
    ["-2.5e-3", -0.0025],
    [".5", 0.5],
    ["+4.", 4],
  ] as const)("%s is a number", (field, value) => {
    expect(numberIn(field, 3, "x")).toBe(value);
  });
});
