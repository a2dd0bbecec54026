import { describe, expect, test } from "vitest";
import { initialAmounts } from "#generator/initial-amounts.ts";
import { speciesNetwork } from "#generator/motion.ts";
import type { FreeDomain, Model, Source, Species } from "#model/model.ts";
import { amountAtWindowEdges, windowWarning } from "#observables/window-warning.ts";
import { textOf } from "../support/closed-form.ts";
import { modelWith, walkerWith } from "../support/models.ts";

const wish = { cells: 4, refinement: 1, thinnerThan: 0, most: Number.POSITIVE_INFINITY, graded: false };
/** At the middle of a cell, so that the window is not moved. */
const onNode = { kind: "point", at: [0.5], amount: 1 } as const;
const uniform = { kind: "concentration", concentration: textOf(1) } as const;

/** One species on a window of four cells between -2 and 2. */
function looking(domain: Partial<FreeDomain>, fields: Partial<Species> = {}, sources: readonly Source[] = []) {
  const species = walkerWith({
    media: [{ medium: "", diffusivity: textOf(1), partition: textOf(1) }],
    initial: onNode,
    ...fields,
  });
  const window = { resolve: { from: -2, to: 2 }, cells: 4 };
  const model: Model = modelWith({
    species: [walkerWith({ name: "other", initial: uniform }), species],
    domain: { kind: "free", geometry: "line", dimensions: 1, ...window, ...domain },
    sources: [...sources],
  });
  const network = speciesNetwork(model, species, wish);
  return {
    network,
    start: initialAmounts(model, species, network),
    fractions: (...n: number[]) => amountAtWindowEdges(model, network, Float64Array.of(-5, ...n, 7)),
    warning: (...n: number[]) => windowWarning(model, network, Float64Array.of(0, ...n, 0)),
  };
}

describe("the edge of a window", () => {
  test("is felt by the fraction of what the cells hold that lies in the outermost one", () => {
    expect(looking({}).fractions(1, 4, 3, 2)).toEqual({ left: 0.1, right: 0.2 });
  });

  test("is no edge where a wall is declared, or where a radius begins, or in layers", () => {
    expect(looking({ from: -2 }).fractions(1, 4, 3, 2)).toEqual({ right: 0.2 });
    expect(looking({ to: 2 }).fractions(1, 4, 3, 2)).toEqual({ left: 0.1 });
    expect(looking({ geometry: "space", dimensions: 3 }).fractions(1, 4, 3, 2)).toEqual({ right: 0.2 });
    expect(looking({ from: -2 }).warning(9, 1, 0, 0)).toBeUndefined();
  });

  test("is not felt by a concentration that fills all space, unless it changes there", () => {
    const filled = looking({ from: -2 }, { initial: uniform });
    expect(filled.warning(0.2, 0.6, 0.9, 1)).toBeUndefined();
    expect(filled.fractions(0.2, 0.6, 0.8, 0.9).right).toBeNear(0.1 / 2.5, { rel: 1e-14 });
  });

  test("is not felt by loss that is the same everywhere, but by a slope", () => {
    const loss = { name: "loss", species: "walker", layer: "", law: { kind: "linear", rate: -1 } } as const;
    const fading = looking({ from: -2 }, { initial: uniform }, [loss]);
    expect(fading.warning(0.1, 0.3, 0.5, 0.5)).toBeUndefined();
    expect(fading.fractions(0.1, 0.3, 0.4, 0.5).right).toBeNear(0.1 / 1.3, { rel: 1e-14 });
  });

  test("is named with what to widen from a millionth on", () => {
    expect(looking({}).warning(1e-7, 1, 1, 1e-7)).toBeUndefined();
    expect(looking({}).warning(1e-7, 1, 1, 1)).toMatch(/0\.33 of walker is at its right.*resolve: \[-2 m, 6 m\]/);
    expect(looking({}).warning(1, 1, 1, 1)).toMatch(/left and the right.*resolve: \[-6 m, 6 m\]/);
    expect(looking({}).warning(0, 0, 0, 0)).toBeUndefined();
  });

  test("looks along a radius to the larger of its two distances", () => {
    const { mesh } = looking({ geometry: "plane", dimensions: 2, resolve: { from: -3, to: 2 } }).network;
    expect([mesh.edge[0], mesh.edge[4]]).toEqual([0, 3]);
    expect(looking({ geometry: "plane", dimensions: 2 }).warning(1, 1, 1, 1)).toMatch(
      /outer end.*resolve: \[0 m, 4 m\]/,
    );
  });
});
