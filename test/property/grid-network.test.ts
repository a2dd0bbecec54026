import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { strideOf } from "#generator/grid-network.ts";
import { AXES } from "#mesh/grid-mesh.ts";
import { requireFaceOperator } from "#numerics/grid/face-operator.ts";
import { gridNetworkOf } from "../support/grids.ts";

/** A grid with three media, one of them impenetrable, a potential, and any condition at the sides. */
const anyGrid = fc
  .record({
    geometry: fc.constantFrom("rectangle", "box", "cylinder"),
    cells: fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 })),
    K: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    D: fc.double({ min: 1e-14, max: 1e-6, noNaN: true }),
    depth: fc.integer({ min: -200, max: 200 }).map((tenths) => tenths / 10),
    hole: fc.double({ min: 0.01, max: 2, noNaN: true }),
    edge: fc.double({ min: 0.01, max: 3, noNaN: true }),
    condition: fc.constantFrom(
      "absorbing",
      "no-flux",
      "{concentration: 1 mM}",
      "{robin: {P: 1e-4 m/s, concentration: 2 mM}}",
    ),
    periodic: fc.boolean(),
  })
  .map(({ geometry, cells, K, D, depth, hole, edge, condition, periodic }) => {
    const [x, y] = geometry === "cylinder" ? ["r", "z"] : ["x", "y"];
    const size =
      geometry === "cylinder"
        ? "radius: 3 um\n  inner-radius: 0.5 um\n  length: 2 um"
        : `size: [3 um, 2 um${geometry === "box" ? ", 1 um" : ""}]`;
    const side = geometry === "cylinder" ? "inner" : "left";
    return `perrin: 1
temperature: 300 K
species:
  dye:
    in: {water: {D: 1e-9 m^2/s}, gel: {D: ${D} m^2/s, K: ${K}}, rod: impenetrable}
    mu: [{potential: "${depth} kT * (${x} / 1 um) * ${y} / 1 um"}]
domain:
  geometry: ${geometry}
  ${size}
  cells: [${cells.slice(0, geometry === "box" ? 3 : 2).join(", ")}]
  media:
    - {medium: water}
    - {medium: gel, where: "${x} < ${edge} um"}
    - {medium: rod, where: "(${x} - 2 um)^2 + (${y} - 1 um)^2 < (${hole} um)^2 / 2"}
boundary: {${periodic ? `periodic: [${y}], ` : ""}${side}: {dye: ${condition}}}
`;
  });

describe("gridNetwork", () => {
  test("detailed balance holds on every face, whatever the media, the potential and the sides", () => {
    fc.assert(
      fc.property(anyGrid, (text) => {
        const { operator, weight, media, mesh } = gridNetworkOf(text);
        // lengths, signs and closed ends of the operator, and balance to 1e-9
        requireFaceOperator(operator);
        for (const axis of AXES) {
          const [there, back] = [operator.forward[axis], operator.backward[axis]];
          const n = mesh.shape.cells[axis];
          const stride = strideOf(mesh.shape.cells, axis);
          for (let i = 0; i < there.length; i++) {
            if (there[i] === 0 && back[i] === 0) continue;
            const j = Math.floor(i / stride) % n === n - 1 ? i - stride * (n - 1) : i + stride;
            expect(media.isOpen[i] + media.isOpen[j]).toBe(2);
            const [one, other] = [there[i] * weight[i], back[i] * weight[j]];
            // some 30 rounded factors, and exponentials of |u| up to 120 + ln 1e3 in four places
            expect(Math.abs(one - other)).toBeLessThanOrEqual((30 + 4 * 130) * Number.EPSILON * Math.max(one, other));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("the volumes of the cells add up to that of the domain", () => {
    const volumeOf = (domain: string): number => {
      const { mesh } = gridNetworkOf(`perrin: 1\nspecies: {dye: {D: 1e-9 m^2/s}}\ndomain: ${domain}\n`);
      return mesh.volume.reduce((sum, v) => sum + v, 0);
    };
    expect(volumeOf("{geometry: rectangle, size: [3 um, 2 um]}")).toBeNear(6e-12, { rel: 1e-13 });
    expect(volumeOf("{geometry: box, size: [3 um, 2 um, 5 um]}")).toBeNear(30e-18, { rel: 1e-13 });
    expect(volumeOf("{geometry: cylinder, radius: 3 um, inner-radius: 1 um, length: 2 um}")).toBeNear(
      Math.PI * 8 * 2e-18,
      { rel: 1e-13 },
    );
  });
});
