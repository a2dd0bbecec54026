/**
 * Everything that is asked of a motion, by two levels that know it in different ways.
 *
 * The master equation of a walk on sites and the closed form are both exact, and differ by rounding and by what they leave
 * out, 1e-12 of the law. Levels on a mesh come to the law as it is refined. A sampled level is within five standard
 * errors of its reference, by the scatter of 64 batches: Student's t beyond 5 has a probability of 5e-6 for each of some
 * 500 values. 6400 walkers resolve a probability of a half that is wrong by 0.03, and a variance that is wrong by 9 %.
 */
import { describe, expect, test } from "vitest";
import type { Level, Reading } from "#levels/contract.ts";
import type { LevelName } from "#model/model.ts";
import { levelNamed } from "#run/level-registry.ts";
import type { Case } from "../support/asked-case.ts";
import { HERE, solvedIn } from "../support/asked-in-frame.ts";
import { CASES } from "../support/asked-motions.ts";
import { standardErrorsFrom } from "../support/langevin-models.ts";

const WALKERS = 64 * 100;
const SIGMAS = 5;
/** Largest of many distances, or a quotient of such scatter: biased by as much as they scatter. */
const BIASED = /^(?:normal_distance|ergodicity_breaking)/;
/** The master equation reads it from records, between which a persistent walk has not yet forgotten its direction. */
const SLOPE = /^diffusivity/;
/** Motions whose walk hops over the mesh of the master equation. */
const ON_A_MESH = /^a (?:cloud|walker)/;
/** Motions whose sites the master equation and the closed form share. */
const ON_SITES = /lattice|waits of|skewed|persistent|turns|power law|gambler|motor|steps in a plane/;

const readingsOf = (level: Level, given: Case, refinement?: number): readonly Reading[] =>
  solvedIn(level, given, HERE, refinement === undefined ? {} : { refinement }).result.readings;

const level = (name: LevelName): Level => levelNamed(name) as Level;

/** Motions of which walk by steps the continuum knows the limit alone. */
const BY_STEPS = /walk\b|steps|waits/;

describe.each(Object.entries(CASES))("%s", (name, given) => {
  const references = (by: LevelName) => {
    const known = new Map(
      readingsOf(level(by), given).map(({ measure, when, value }) => [`${measure} ${when}`, value]),
    );
    return ({ measure, when }: Reading) => known.get(`${measure} ${when}`);
  };

  if (ON_SITES.test(name) && given.levels.includes("master") && given.levels.includes("closed-form"))
    test("master and closed form are one", () => {
      const closed = references("closed-form");
      for (const reading of readingsOf(level("master"), given)) {
        const expected = closed(reading);
        if (expected === undefined || Number.isNaN(expected) || SLOPE.test(reading.measure)) continue;
        expect(reading.value, `${reading.measure} at ${reading.when}`).toBeNear(expected, { rel: 1e-9, abs: 1e-11 });
      }
    });

  for (const by of given.levels.filter((one) => one === "continuum" || one === "master"))
    if (!ON_SITES.test(name) && !BY_STEPS.test(name))
      test(`${by} comes to the law as its mesh is refined`, () => {
        const closed = references("closed-form");
        const coarse = readingsOf(level(by), given).map(({ value }) => value);
        const fine = readingsOf(level(by), given, 4);
        for (const { measure, when, value } of fine) {
          const expected = closed({ measure, when, value });
          if (expected === undefined || Number.isNaN(expected) || Number.isNaN(value)) continue;
          // of first order at least, so that what is left is at most a third of what finer cells have changed, and less
          // where a start lies anew between two nodes; at all of its times together, for so does the edge of a condition
          const changes = fine.map((one, i) =>
            one.measure === measure ? Math.abs(one.value - (coarse[i] as number)) : 0,
          );
          const change = Math.max(...changes.filter((one) => !Number.isNaN(one)));
          expect(value, `${measure} at ${when}`).toBeNear(expected, { rel: 1e-9, abs: 0.75 * change + 1e-11 });
        }
      });

  for (const by of given.levels.filter((one) => one === "walk" || one === "langevin"))
    test(`${by} samples the law`, () => {
      const reference = references(
        (by === "walk" && ON_A_MESH.test(name)) || !given.levels.includes("closed-form") ? "master" : "closed-form",
      );
      const { result } = solvedIn(level(by), given, HERE, { walkers: WALKERS });
      let compared = 0;
      for (const reading of result.readings) {
        const expected = reference(reading);
        if (expected === undefined || Number.isNaN(expected) || BIASED.test(reading.measure)) continue;
        compared++;
        if (reading.batches?.every((value) => Math.abs(value - reading.value) <= 1e-12) ?? true) {
          expect(reading.value, `${reading.measure} at ${reading.when}`).toBeNear(expected, { rel: 1e-9, abs: 1e-9 });
          continue;
        }
        const off = standardErrorsFrom(expected, result, reading.measure, reading.when);
        expect(Math.abs(off), `${reading.measure} at ${reading.when}: ${reading.value}, not ${expected}`).toBeLessThan(
          SIGMAS,
        );
      }
      expect(compared).toBeGreaterThan(0);
    });
});
