import { describe, expect, test } from "vitest";
import { gridNetwork } from "#generator/grid-network.ts";
import { gridStart } from "#generator/grid-start.ts";
import { parseModel } from "#model/parse-model.ts";
import { requireFaceOperator } from "#numerics/grid/face-operator.ts";
import { gridProbe } from "#observables/grid-probe.ts";
import { measure } from "../support/closed-form.ts";

function started(initial: string, domain: string, species = "{D: 1 m^2/s}") {
  const model = parseModel(
    `perrin: 1\ntemperature: 300 K\nspecies: {dye: ${species}}\ndomain: ${domain}\ninitial: {dye: ${initial}}\n`,
  );
  const [dye] = model.species;
  if (model.domain?.kind !== "grid" || !dye) throw new Error("no grid");
  const network = gridNetwork(model, dye, model.domain, { cells: 8, refinement: 1 });
  const c = gridStart(model, dye, network);
  const read = (text: string): number =>
    gridProbe(measure(text), { model, species: dye, network, initial: c })?.(c) ?? Number.NaN;
  return { c, network, read };
}

const BOX = "{geometry: box, size: [2 m, 1 m, 3 m], from: [-1 m, 0 m, 0 m], cells: [7, 5, 6]}";

describe("gridStart", () => {
  test("a point is shared between cells so that its mean is exact along each axis, and holds its amount", () => {
    const { read } = started("{at: [0.31 m, 0.42 m, 1.77 m], amount: 5 mol}", BOX);
    expect(read("amount(dye, all)")).toBeNear(5, { rel: 1e-13 });
    expect(read("mean(dye, axis:0)")).toBeNear(0.31, { rel: 1e-12 });
    expect(read("mean(dye, axis:1)")).toBeNear(0.42, { rel: 1e-12 });
    expect(read("mean(dye, axis:2)")).toBeNear(1.77, { rel: 1e-12 });
  });

  test("beside a wall it is all in the last cell, beside a rock all in what is open", () => {
    const { c, network } = started("{at: [-0.99 m, 0.01 m, 2.99 m]}", BOX);
    expect(c.filter((value) => value > 0)).toHaveLength(1);
    expect(c[7 * 5 * 5] * network.mesh.volume[7 * 5 * 5]).toBeNear(1, { rel: 1e-13 });
    const rock =
      '{geometry: rectangle, size: [1 m, 1 m], cells: [4, 4], media: [{medium: water}, {medium: rock, where: "x > 0.5 m"}]}';
    const beside = started("{at: [0.45 m, 0.375 m]}", rock, "{in: {water: {D: 1 m^2/s}, rock: impenetrable}}");
    expect(beside.read("amount(dye, all)")).toBeNear(1, { rel: 1e-13 });
    expect(beside.c.every((value, i) => value === 0 || i % 4 < 2)).toBe(true);
  });

  test("an equilibrium is e^(-V/kT) times K, and a concentration is that of the place", () => {
    const media =
      '{geometry: rectangle, size: [1 m, 1 m], cells: [4, 4], media: [{medium: water}, {medium: gel, where: "y > 0.5 m"}]}';
    const { c } = started(
      "{equilibrium: true, amount: 3 mol/m}",
      media,
      '{in: {water: {D: 1 m^2/s}, gel: {D: 1 m^2/s, K: 7}}, mu: [{potential: "2 kT * x / 1 m"}]}',
    );
    expect(c[1] / c[0]).toBeNear(Math.exp(-0.5), { rel: 1e-12 });
    expect(c[12] / c[0]).toBeNear(7, { rel: 1e-12 });
    expect(c.reduce((sum, value) => sum + value / 16, 0)).toBeNear(3, { rel: 1e-12 });
    const plain = started(
      '"1 mol/m^3 * (x / 1 m + 10 * y / 1 m)"',
      "{geometry: rectangle, size: [1 m, 1 m], cells: [4, 4]}",
    );
    expect(plain.c[1 + 4 * 2]).toBeNear(0.375 + 6.25, { rel: 1e-12 });
  });

  test("a potential of thousands of kT, or high everywhere, leaves an equilibrium that holds all", () => {
    for (const [energy, share] of [
      ["3000 kT * x / 1 m", 1 - Math.exp(-750)],
      ["2000 kT + 2 kT * x / 1 m", (1 - Math.exp(-0.5)) / (1 - Math.exp(-2))],
    ] as const) {
      const { c, network } = started(
        "{equilibrium: true, amount: 3 mol/m}",
        "{geometry: rectangle, size: [1 m, 1 m], cells: [4, 4]}",
        `{D: 1 m^2/s, mu: [{potential: "${energy}"}]}`,
      );
      const held = c.map((value, i) => value * network.mesh.volume[i]);
      expect(held.reduce((sum, n) => sum + n, 0)).toBeNear(3, { rel: 1e-12 });
      const first = held.reduce((sum, n, i) => sum + (i % 4 === 0 ? n : 0), 0);
      expect(first).toBeNear(3 * share, { rel: 1e-12 });
      // a solver may take it as it is
      requireFaceOperator(network.operator);
    }
  });

  test("the concentration between centres is bilinear, up to the sides", () => {
    const { read } = started(
      '"1 mol/m^3 * (2 + x / 1 m) * (1 + y / 1 m)"',
      "{geometry: rectangle, size: [1 m, 1 m], cells: [8, 8]}",
    );
    expect(read("c(dye, 0.3, 0.7)")).toBeNear(2.3 * 1.7, { rel: 1e-12 });
    expect(read("c(dye, 0.25, 0.625)")).toBeNear(2.25 * 1.625, { rel: 1e-12 });
  });

  test("flux is positive along the axis, and is what the sides take per area", () => {
    const model = parseModel(`perrin: 1
species: {dye: {D: 2 m^2/s}}
domain: {geometry: rectangle, size: [1 m, 0.5 m], cells: [4, 4]}
boundary: {left: {dye: absorbing}, right: {dye: absorbing}, top: {dye: {flux: 3 mol/m^2/s}}}
initial: {dye: 1 mol/m^3}
`);
    const [dye] = model.species;
    if (model.domain?.kind !== "grid" || !dye) throw new Error("no grid");
    const network = gridNetwork(model, dye, model.domain, { cells: 8, refinement: 1 });
    const c = gridStart(model, dye, network);
    const read = (text: string) => gridProbe(measure(text), { model, species: dye, network, initial: c })?.(c);
    // half a cell of 1/8 m from the centre to the wall
    expect(read("flux(dye, side:right)")).toBeNear(16, { rel: 1e-12 });
    expect(read("flux(dye, side:left)")).toBeNear(-16, { rel: 1e-12 });
    expect(read("flux(dye, side:top)")).toBeNear(-3, { rel: 1e-12 });
    expect(read("flux(dye, side:bottom)")).toBeNear(0, { abs: 0 });
  });
});
