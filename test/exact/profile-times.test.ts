import { expect, test } from "vitest";
import { recordsWithProfile } from "#levels/profile-times.ts";

const times = Array.from({ length: 61 }, (_, i) => i * 60);

test("the records that figures name keep their profile, and the last one", () => {
  const plots = [{ kind: "profile", of: ["concentration"], at: [60, 300] } as const];
  expect([...recordsWithProfile({ plots }, times)].sort((a, b) => a - b)).toEqual([1, 5, 60]);
});

test("without a named time six records keep theirs, evenly, the last one too", () => {
  expect([...recordsWithProfile({ plots: [] }, times)]).toEqual([10, 20, 30, 40, 50, 60]);
});
