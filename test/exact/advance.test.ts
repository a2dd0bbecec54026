import { expect, test } from "vitest";
import { advance, advanceBySquaring } from "#generator/advance.ts";
import { speciesNetwork } from "#generator/motion.ts";
import type { Network } from "#generator/network.ts";
import { advanceByUniformisation } from "#generator/uniformisation.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { stackModel } from "../support/closed-form.ts";
import "../support/matchers.ts";

const WISH = { cells: 12, refinement: 1, thinnerThan: 0, most: Number.POSITIVE_INFINITY, graded: true };

/** Two layers between a reservoir and a closed end, with what grows and what is drawn off given by hand. */
function networkWith(growth: number, drawn: number): { network: Network; n: Float64Array } {
  const model = stackModel({
    layers: [
      { l: 1, D: 1 },
      { l: 0.2, D: 0.3, K: 2 },
    ],
    left: { kind: "robin", permeability: 0.8, concentration: 2 },
  });
  const species = model.species[0] as (typeof model.species)[number];
  const bare = speciesNetwork(model, species, WISH);
  const { size } = bare;
  const gain = bare.gain.map((rate, i) => rate - (i === 3 ? drawn : 0) + (i === 9 ? 0.3 : 0));
  const network = { ...bare, gain, growth: bare.growth.map((_, i) => (i > 2 && i < 8 ? growth : 0)) };
  return { network, n: Float64Array.from({ length: size }, (_, i) => (i > 0 && i < size - 1 ? 0.1 + 0.01 * i : 0)) };
}

// the rows of the matrices sum to one by construction; 20 squarings double a rounding of 1e-16 each
test.each([
  ["what decays", -0.7, 0],
  ["what stays", 0, 0],
  ["what grows", 0.4, 0],
  ["what is drawn off beside what is given", -0.7, 0.02],
])("%s is carried equally far by the ticks of a clock and by squared matrices, ledgers included", (_, growth, drawn) => {
  const { network, n } = networkWith(growth, drawn);
  const [ticks, squares] = [n.slice(), n.slice()];
  advanceByUniformisation(network, ticks, 0.37);
  advanceBySquaring(network, squares, 0.37);
  const held = sumOf(ticks.map(Math.abs));
  for (let i = 0; i < n.length; i++) expect(squares[i]).toBeNear(ticks[i] as number, { abs: 1e-9 * held, rel: 1e-9 });
});

test("a long time costs a few squarings, and ends in the state of the reservoir", () => {
  const { network, n } = networkWith(0, 0);
  const fed = { ...network, gain: network.gain.map((rate, i) => (i === 9 ? 0 : rate)) };
  advance(fed, n, 1e6);
  for (let i = 1; i < n.length - 1; i++) {
    const K = (network.weight[i] as number) / (network.volume[i] as number);
    expect((n[i] as number) / (network.volume[i] as number)).toBeNear(2 * K, { rel: 1e-9 });
  }
});
