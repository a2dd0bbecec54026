import { expect, test } from "vitest";
import { cubicTable, valueIn } from "#levels/langevin/cubic-table.ts";

// nodes at 1, 1.5 ... 4 of a cubic, which five-point slopes and cubic pieces reproduce but for some roundings of 30
const cubic = (y: number): number => 2 - 3 * y + y * y - 0.25 * y * y * y;
const slope = (y: number): number => -3 + 2 * y - 0.75 * y * y;
const table = cubicTable(
  1,
  0.5,
  Float64Array.from({ length: 7 }, (_, i) => cubic(1 + 0.5 * i)),
);

test("a table of a cubic is that cubic between its ends", () => {
  for (const y of [1, 1.2, 2, 2.9, 3.75, 4]) expect(valueIn(table, y)).toBeNear(cubic(y), { abs: 1e-13 });
});

test("beyond its ends it goes on straight", () => {
  for (const beyond of [0.25, 2]) {
    expect(valueIn(table, 1 - beyond)).toBeNear(cubic(1) - slope(1) * beyond, { abs: 1e-13 });
    expect(valueIn(table, 4 + beyond)).toBeNear(cubic(4) + slope(4) * beyond, { abs: 1e-13 });
  }
});
