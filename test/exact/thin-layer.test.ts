import { describe, expect, test } from "vitest";
import { speciesNetwork } from "#generator/motion.ts";
import type { Species } from "#model/model.ts";
import type { StackOf } from "../support/closed-form.ts";
import { networkOfStack, stackModel } from "../support/networks.ts";

const between = (K: number): StackOf => ({
  layers: [
    { l: 1e-4, D: 1e-9 },
    { l: 1e-7, D: 1e-9, K },
    { l: 1e-4, D: 1e-9 },
  ],
});

describe("a thin layer as a face", () => {
  test("a layer that holds little becomes a resistance", () => {
    expect(networkOfStack(between(1), 10, { thinnerThan: 0.01 }).mesh.membranes.size).toBe(1);
  });

  test("a layer that holds as much as the others keeps its cells, however thin it is", () => {
    expect(networkOfStack(between(1000), 10, { thinnerThan: 0.01 }).mesh.membranes.size).toBe(0);
  });
});

test("a window on a half-line begins at its wall, wherever a grid is asked to look", () => {
  const walled = stackModel(between(1));
  const model = {
    ...walled,
    domain: { kind: "free", geometry: "line", dimensions: 1, from: 0, resolve: { from: 5e-5, to: 2e-4 } } as const,
  };
  const wish = { cells: 10, refinement: 1, thinnerThan: 0, most: Number.POSITIVE_INFINITY, graded: false };
  const { mesh } = speciesNetwork(model, model.species[0] as Species, wish);
  expect(mesh.edge[0]).toBe(0);
  expect(mesh.edge[mesh.cellCount]).toBeNear(2e-4, { rel: 1e-15 });
});
