/**
 * What no level may notice: other units of length and time, and another place. Each model is solved as it stands, in
 * other units, and 32 m farther on; a reading changes by exactly what its dimension says. Powers of two are no
 * roundings, so that even the draws of a sampled level stay the same.
 */
import { describe, expect, test } from "vitest";
import type { Level } from "#levels/contract.ts";
import { LEVELS } from "#run/level-registry.ts";
import type { Case, Kind } from "../support/asked-case.ts";
import { type Frame, HERE, solvedIn } from "../support/asked-in-frame.ts";
import { CASES } from "../support/asked-motions.ts";

/** Readings by the place of their measure in the model and by the number of their time, with their kind. */
function readings(level: Level, given: Case, frame: Frame) {
  const { result, keys } = solvedIn(level, given, frame);
  const kinds = Object.values(given.asked);
  return result.readings.map(({ measure, when, value }) => {
    const kind = kinds[keys.indexOf(measure)] as Kind;
    return { measure, when: typeof when === "number" ? when / frame.T : when, value, kind };
  });
}

const UNITS = [
  { L: 16, T: 64, shift: 0 },
  { L: 2 ** -20, T: 2 ** -18, shift: 0 }, // near to a micrometre and microseconds, in numbers that files hold exactly
] as const satisfies readonly Frame[];
const ELSEWHERE: Frame = { L: 1, T: 1, shift: 32 };

const RUNS = Object.entries(CASES).flatMap(([name, given]) =>
  LEVELS.filter((level) => given.levels.includes(level.name)).map((level) => [name, level.name, given, level] as const),
);

describe.each(RUNS)("%s, by %s", (name, _level, given, level) => {
  const here = readings(level, given, HERE);

  // hops over a mesh have other last bits there, and so draw other fates
  test.each(name.endsWith("that hops") ? UNITS.slice(0, 1) : UNITS)("in units of $L m and $T s", (frame) => {
    const there = readings(level, given, frame);
    expect(there.length).toBeGreaterThan(0);
    expect(there).toHaveLength(here.length);
    for (const [i, { measure, when, value, kind }] of there.entries()) {
      const [length, time] = kind === "place" ? [1, 0] : kind;
      const expected = (here[i]?.value ?? Number.NaN) * frame.L ** length * frame.T ** time;
      expect(when).toBe(here[i]?.when);
      // logarithms and powers of the units round; all else is the same, bit for bit
      if (Number.isNaN(expected)) expect(value, measure).toBeNaN();
      else expect(value, measure).toBeNear(expected, { rel: 1e-11, abs: 1e-13 * frame.L ** length * frame.T ** time });
    }
  });

  if (given.movable)
    test("elsewhere", () => {
      const there = readings(level, given, ELSEWHERE);
      expect(there).toHaveLength(here.length);
      for (const [i, { measure, value, kind }] of there.entries()) {
        const expected = (here[i]?.value ?? Number.NaN) + (kind === "place" ? ELSEWHERE.shift : 0);
        // places of up to 64 m are rounded to 2^-47 m, in moments up to the fourth of some m
        if (Number.isNaN(expected)) expect(value, measure).toBeNaN();
        else expect(value, measure).toBeNear(expected, { rel: 1e-10, abs: 1e-11 });
      }
    });
});
