import { describe, expect, test } from "vitest";
import { gridNetworkOf } from "../support/grids.ts";

const around = (geometry: string, size: string, cells: string, where: string): string => `perrin: 1
species: {dye: {in: {water: {D: 1e-9 m^2/s}, rock: impenetrable}}}
domain:
  geometry: ${geometry}
  size: ${size}
  cells: ${cells}
  media: [{medium: water}, {medium: rock, where: "${where}"}]
`;

/** Volume that is open [m^2 of a rectangle, m^3]. */
function openVolume(text: string): number {
  const { mesh, media } = gridNetworkOf(text);
  return mesh.volume.reduce((sum, v, i) => sum + (media.isOpen[i] ? v : 0), 0);
}

describe("openShares", () => {
  test("a straight edge through cells leaves the share that it cuts off, to its halvings", () => {
    // x + y < 1 um cuts a triangle of half a square micrometre off two squares
    const text = around("rectangle", "[2 um, 1 um]", "[8, 4]", "x + y < 1 um");
    expect(openVolume(text)).toBeNear(1.5e-12, { rel: 1e-6 });
    // an edge at 0.3 of the second cell, across x: lines end 1e-6 half-widths before the faces
    const { mesh } = gridNetworkOf(around("rectangle", "[1 um, 1 um]", "[4, 1]", "x < 0.325 um"));
    expect(mesh.volume[1] / 0.25e-12).toBeNear(0.7, { rel: 2e-6 });
  });

  test("the area around a disc and the volume around a ball are found with an error that falls faster than the cells", () => {
    const disc = (n: number) =>
      openVolume(around("rectangle", "[1 um, 1 um]", `[${n}, ${n}]`, "(x - 0.5 um)^2 + (y - 0.5 um)^2 < (0.3 um)^2"));
    const area = 1e-12 * (1 - Math.PI * 0.09);
    // a chord for an arc in each of the lines of a cell: at most (h / 32)^2 / 8 R of its height, and closed slivers of 1e-3
    for (const n of [8, 16, 32]) expect(disc(n)).toBeNear(area, { rel: 2e-3 / n });
    const ball = openVolume(
      around(
        "box",
        "[1 um, 1 um, 1 um]",
        "[12, 12, 12]",
        "(x - 0.5 um)^2 + (y - 0.5 um)^2 + (z - 0.5 um)^2 < (0.3 um)^2",
      ),
    );
    expect(ball).toBeNear(1e-18 * (1 - (4 / 3) * Math.PI * 0.027), { rel: 1e-3 });
  });

  test("a face keeps the share of its area that is open, and none where the cell beyond is closed", () => {
    const { operator, mesh } = gridNetworkOf(around("rectangle", "[1 um, 1 um]", "[2, 2]", "y < 0.125 um"));
    const whole = (1e-9 * 0.5e-6) / 0.5e-6;
    expect(operator.forward[0][0]).toBeNear(0.75 * whole, { rel: 1e-5 });
    expect(operator.forward[0][2]).toBeNear(whole, { rel: 1e-12 });
    expect(operator.forward[1][0]).toBeNear(whole, { rel: 1e-12 });
    expect(mesh.volume[0]).toBeNear(0.75 * 0.25e-12, { rel: 1e-5 });
    const closed = gridNetworkOf(around("rectangle", "[1 um, 1 um]", "[2, 2]", "x < 0.5 um")).operator;
    expect([...closed.forward[0], ...closed.forward[1]].filter((g) => g > 0)).toHaveLength(1);
  });

  test("a wall thinner than a cell lets nothing pass, wherever in the cell it lies, and a slit in it does", () => {
    const across = (where: string) => {
      const { operator, media } = gridNetworkOf(around("rectangle", "[1 mm, 1 mm]", "[4, 4]", where));
      const passes = (i: number) => operator.forward[0][i] > 0;
      // columns 0 to 3 of each row; the wall lies in column 2
      return { media, rows: [0, 4, 8, 12].map((row) => passes(row + 1) && passes(row + 2)) };
    };
    const whole = across("x > 0.53 mm and x < 0.56 mm");
    expect(whole.rows).toEqual([false, false, false, false]);
    expect(whole.media.shares?.sealed).toBe(4);
    // over the middle of the cell, whose medium is that of its centre
    expect(across("x > 0.57 mm and x < 0.7 mm").rows).toEqual([false, false, false, false]);
    expect(across("x > 0.53 mm and x < 0.56 mm and y > 0.25 mm").rows).toEqual([true, false, false, false]);
    // an island within a cell leaves ways around it
    const island = across("(x - 0.625 mm)^2 + (y - 0.625 mm)^2 < (0.05 mm)^2");
    expect(island.rows).toEqual([true, true, true, true]);
    expect(island.media.shares?.sealed ?? 0).toBe(0);
  });
});
