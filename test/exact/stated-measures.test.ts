/**
 * Which of the measures that are asked of a motion its levels state, and at how many times: a level that no longer answers
 * would be missed by no comparison of answers. `vitest -u` writes the table anew; a line that is shorter than before is a
 * defect, or is to be told to users.
 */
import { describe, expect, test } from "vitest";
import type { Level } from "#levels/contract.ts";
import { levelNamed } from "#run/level-registry.ts";
import { HERE, solvedIn } from "../support/asked-in-frame.ts";
import { CASES } from "../support/asked-motions.ts";

const ANSWERS = Object.entries(CASES).flatMap(([name, given]) =>
  given.levels.map((by) => {
    const { result, keys } = solvedIn(levelNamed(by) as Level, given, HERE, { walkers: 640 });
    return { name, by, given, result, keys };
  }),
);

test("levels state what they stated, at as many times", async () => {
  const lines = ANSWERS.map(({ name, by, given, result, keys }) => {
    const counts = Object.keys(given.asked).map((measure, i) => {
      const count = result.readings.filter((reading) => reading.measure === keys[i]).length;
      return `${measure.replaceAll("@", "")} ${count}`;
    });
    return `${name}, by ${by}: ${[...counts, ...Object.keys(result.invariants).sort()].join("; ")}`;
  });
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../support/fixtures/stated-measures.txt");
});

describe("what levels say of themselves", () => {
  // sums of 1e2 to 1e4 terms, over as many steps
  test.each(ANSWERS)("$name, by $by: nothing is lost, and a steady flux is one", ({ result }) => {
    const { massDrift = 0, fluxSpread = 0, smallestConcentration = 0 } = result.invariants;
    expect(massDrift).toBeLessThanOrEqual(1e-13);
    expect(fluxSpread).toBeLessThanOrEqual(1e-12);
    expect(smallestConcentration).toBeGreaterThanOrEqual(-1e-15);
  });
});
