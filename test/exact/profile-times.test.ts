import { expect, test } from "vitest";
import { recordsWithProfile } from "#levels/profile-times.ts";

const times = Array.from({ length: 61 }, (_, i) => i * 60);

test("the records that figures name keep their profile, and the last one", () => {
  const plots = [{ kind: "profile", of: ["concentration"], at: [60, 300] } as const];
  expect([...recordsWithProfile({ plots }, times)].sort((a, b) => a - b)).toEqual([1, 5, 60]);
});

test("a figure of the start, or between two records, keeps the nearest one", () => {
  const at = (...named: readonly number[]) => {
    const plots = [{ kind: "profile", of: ["concentration"], at: named } as const];
    return [...recordsWithProfile({ plots }, times)].sort((a, b) => a - b);
  };
  expect(at(0)).toEqual([0, 60]);
  expect(at(61, 299)).toEqual([1, 5, 60]);
});

test("without a named time six records keep theirs, evenly, the last one too", () => {
  expect([...recordsWithProfile({ plots: [] }, times)]).toEqual([10, 20, 30, 40, 50, 60]);
});

test("a map over time keeps the profiles of all records, of very many every so many, with those that are named", () => {
  const plots = [
    { kind: "map", of: ["concentration"], at: [], overTime: true },
    { kind: "profile", of: ["concentration"], at: [7] },
  ] as const;
  expect([...recordsWithProfile({ plots }, times)]).toHaveLength(61);
  const many = Array.from({ length: 1002 }, (_, i) => i);
  const kept = [...recordsWithProfile({ plots }, many)].sort((a, b) => a - b);
  // every third of 1002, beside the record at 7 s and the last
  expect(kept).toHaveLength(334 + 2);
  expect(kept.slice(0, 4)).toEqual([0, 3, 6, 7]);
  expect(kept.at(-1)).toBe(1001);
});

test("a map of a plane keeps the times that it names", () => {
  const plots = [{ kind: "map", of: ["concentration"], at: [120] }] as const;
  expect([...recordsWithProfile({ plots }, times)].sort((a, b) => a - b)).toEqual([2, 60]);
});
