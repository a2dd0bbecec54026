import { describe, expect, test } from "vitest";
import { isPeriodic, latticeMesh, layeredMesh, type MeshWish, windowMesh } from "#mesh/domain-mesh.ts";
import type { FreeDomain, Layer } from "#model/model.ts";
import { modelWith } from "../support/models.ts";

const wish: MeshWish = { cells: 100, refinement: 1, thinnerThan: 0, most: 1000, graded: false };
const layer = (name: string, thickness: number, cells?: number): Layer => ({
  name,
  medium: name,
  thickness,
  ...(cells === undefined ? {} : { cells }),
});
const slab = (...layers: Layer[]) => ({ kind: "layers" as const, geometry: "slab" as const, start: 0, layers });
const cellsIn = (mesh: { readonly layer: Int32Array }, index: number) => mesh.layer.filter((i) => i === index).length;

describe("layeredMesh", () => {
  test("gives the thickest layer the cells of the wish, a thinner one by the root of its thickness, and at least 8", () => {
    const mesh = layeredMesh(slab(layer("a", 1), layer("b", 0.25), layer("c", 1e-6)), wish);
    expect([0, 1, 2].map((i) => cellsIn(mesh, i))).toEqual([100, 50, 8]);
  });

  test("takes the cells of the file, and refines both", () => {
    const mesh = layeredMesh(slab(layer("a", 1), layer("b", 1, 3)), { ...wish, refinement: 2 });
    expect([0, 1].map((i) => cellsIn(mesh, i))).toEqual([200, 6]);
  });

  test("starts at the declared coordinate", () => {
    const mesh = layeredMesh({ ...slab(layer("a", 2)), geometry: "sphere", start: 3 }, wish);
    expect([mesh.edge[0], mesh.edge[100], mesh.geometry]).toEqual([3, 5, "sphere"]);
  });

  test("makes a face of a layer without thickness, and of a thin one only if asked and between thick ones", () => {
    const layers = slab(
      layer("l", 1e-3),
      layer("a", 1),
      layer("m", 0),
      layer("t", 1e-3),
      layer("b", 1),
      layer("r", 1e-3),
    );
    const fine = layeredMesh(layers, wish);
    expect([...fine.membranes.values()]).toEqual([["m"]]);
    const coarse = layeredMesh(layers, { ...wish, thinnerThan: 0.01 });
    expect([...coarse.membranes.values()]).toEqual([["m", "t"]]);
    expect([0, 3, 5].map((i) => cellsIn(coarse, i))).toEqual([8, 0, 8]);
    const kept = layeredMesh(slab(layer("a", 1), layer("t", 1e-3, 5), layer("b", 1)), { ...wish, thinnerThan: 0.01 });
    expect([...kept.membranes.values()]).toEqual([]);
  });
});

describe("windowMesh", () => {
  const line: FreeDomain = { kind: "free", geometry: "line", dimensions: 1, cells: 10 };

  test("puts a node on the start by a shift of less than a cell", () => {
    for (const start of [0, 0.3, -0.71]) {
      const mesh = windowMesh(line, { from: start - 5, to: start + 5.4 }, wish, start);
      expect(Math.min(...Array.from(mesh.center, (x) => Math.abs(x - start)))).toBeLessThan(1e-14);
      expect(Math.abs(mesh.edge[0] - (start - 5))).toBeLessThanOrEqual(0.5 * 1.04 + 1e-14);
      expect(mesh.edge[10] - mesh.edge[0]).toBeNear(10.4, { rel: 1e-14 });
    }
  });

  test("stays where a wall holds it", () => {
    const mesh = windowMesh({ ...line, from: 0 }, { from: 0, to: 5 }, wish, 0.123);
    expect([mesh.edge[0], mesh.edge[10]]).toEqual([0, 5]);
  });

  test("looks along the radius of a plane and of space", () => {
    const of = (geometry: FreeDomain["geometry"]) => windowMesh({ ...line, geometry }, { from: 0, to: 1 }, wish);
    expect([of("plane").geometry, of("space").geometry, of("line").geometry]).toEqual(["cylinder", "sphere", "slab"]);
  });

  test("has at most the most cells", () => {
    expect(windowMesh({ ...line, cells: 5000 }, { from: 0, to: 1 }, wish).cellCount).toBe(1000);
  });
});

test("a lattice has a cell around each site, or as many as asked", () => {
  const lattice = { kind: "lattice" as const, sites: 3, spacing: 2 };
  expect(Array.from(latticeMesh(lattice, 1).center)).toEqual([0, 2, 4]);
  expect(Array.from(latticeMesh(lattice, 2).edge)).toEqual([-1, 0, 1, 2, 3, 4, 5]);
});

test("the ends are joined for a species with a periodic boundary, and for no other", () => {
  const model = modelWith({ boundaries: [{ end: "left", species: "a", condition: { kind: "periodic" } }] });
  expect([isPeriodic(model, "a"), isPeriodic(model, "b")]).toEqual([true, false]);
});
