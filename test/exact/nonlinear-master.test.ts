import { expect, test } from "vitest";
import { compositionSystem } from "#generator/composition-system.ts";
import { master } from "#levels/master/master.ts";
import { parseModel } from "#model/parse-model.ts";
import { concentrationAt } from "#observables/network-state.ts";
import { readingOf, solvedBy } from "../support/grids.ts";
import { networkOfMixture } from "../support/mixtures.ts";
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

test("what is left of a step near the critical point fades as slowly as its Γ says, not as fast as one molecule moves", () => {
  // Γ = 1 - 2 A x (1 - x) is 0.01 at x = 1/2: beside the free motion of one molecule an error of a hundredth would be all
  // there is. The reference is the same system of ten cells by Runge and Kutta's method of fourth order: steps of 1 s, where
  // the fastest hop leaves a cell of 42 um in D / h² = 0.6 a second or so. Each step may err by 1e-3 of what it changes, of which extrapolation leaves a part
  const text = `perrin: 1
temperature: 300 K
species: {a: {measure: mole-fraction, total: 10 M, D: 1e-9 m^2/s, mu: [ideal, {margules: 1.98}]}}
domain: {geometry: slab, layers: [{name: film, thickness: 1 mm, cells: 10}]}
initial: {a: "if(x < 0.5 mm, 0.6, 0.4)"}
solve: {transient: {until: 10 h}}
outputs: {mid: "c(a, 0.25 mm)"}
`;
  const model = parseModel(text);
  const left = readingOf(solvedBy(master, model), "c(a, 0.00025 m)", 36_000) - 0.5;
  const network = networkOfMixture(model, true);
  const { volume } = network.base;
  const system = compositionSystem(network);
  let n = volume.map((v, i) => (i > 0 && i <= 10 ? v * (i <= 5 ? 0.6 : 0.4) : 0));
  const rateAt = (at: Float64Array) => {
    const rate = new Float64Array(at.length);
    system.fillRate(rate, at);
    return rate;
  };
  const moved = (by: Float64Array, time: number) => n.map((value, i) => value + time * by[i]);
  for (let second = 0; second < 36_000; second++) {
    const first = rateAt(n);
    const early = rateAt(moved(first, 0.5));
    const late = rateAt(moved(early, 0.5));
    const last = rateAt(moved(late, 1));
    n = n.map((value, i) => value + (first[i] + 2 * early[i] + 2 * late[i] + last[i]) / 6);
  }
  const exact = concentrationAt(network.at(n), n, 0.25e-3) - 0.5;
  expect(left).toBeNear(exact, { rel: 1e-3 });
});
