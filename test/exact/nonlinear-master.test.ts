import { expect, test } from "vitest";
import { master } from "#levels/master/master.ts";
import { parseModel } from "#model/parse-model.ts";
import { readingOf, solvedBy } from "../support/grids.ts";
import "../support/matchers.ts";

test("a mixture whose D vanishes with it flows into an end that takes all of it, whatever it starts with", () => {
  // J L = ∫ D dc = (1e-11 m^2/s) (1 mM) / 2, which faces state exactly of a D of one power. Each of 60 states is settled to
  // 1e-13 of its traffic, over two faces 4 J c / Δc, where c² falls linearly and so c / Δc is 60 on the average
  for (const initial of ["", "initial: {p: 0.3 mM}"]) {
    const model = parseModel(`perrin: 1
species: {p: {D: "1e-11 m^2/s * p/(1 mM)"}}
domain: {geometry: slab, thickness: 20 um}
boundary:
  left: {p: {concentration: 1 mM}}
  right: {p: absorbing}
${initial}
solve: steady
outputs: {J: "flux(p, right)"}
`);
    expect(readingOf(solvedBy(master, model), "flux(p, right)", "steady")).toBeNear(2.5e-7, { rel: 1.5e-9 });
  }
});
