import { describe, expect, test } from "vitest";
import { relaxationTime } from "#generator/relaxation-time.ts";
import { networkOfStack } from "../support/networks.ts";

describe("relaxationTime", () => {
  test("in a slab of N cells the times sum to (N² - 1) h² / 6D", () => {
    const network = networkOfStack({ layers: [{ l: 3, D: 2 }] }, 7);
    expect(relaxationTime(network)).toBeNear(((49 - 1) * (3 / 7) ** 2) / (6 * 2), { rel: 1e-12 });
  });

  test("two cells at a membrane relax with 1 / (k + k')", () => {
    const network = networkOfStack({ layers: [{ l: 2, D: 1e6 }, { P: 1e-3 }, { l: 5, D: 1e6 }] }, 1);
    // resistance 1/P, and half of each cell; k = 1 / (R V)
    const resistance = 1e3 + 3.5e-6;
    const cells = network.mesh.cellCount;
    expect(cells).toBe(2);
    expect(relaxationTime(network)).toBeNear(resistance / (1 / 2 + 1 / 5), { rel: 1e-12 });
  });

  test("two stirred baths with much more in them than the slab between them relax through its resistance", () => {
    const bath = { kind: "bath", volume: 1, concentration: 0 } as const;
    const network = networkOfStack({ layers: [{ l: 1e-6, D: 1e-9 }], left: bath, right: bath }, 8);
    // R = l / D, and the slab holds a millionth of the baths
    expect(relaxationTime(network)).toBeNear(1e3 / 2, { rel: 1e-5 });
  });

  test("parts between which nothing passes settle on their own: the slowest of them counts", () => {
    const alone = networkOfStack({ layers: [{ l: 1, D: 1 }] }, 8);
    const both = networkOfStack({ layers: [{ l: 1, D: 1 }, { P: 0 }, { l: 1, D: 100 }] }, 8);
    expect(relaxationTime(both)).toBeNear(relaxationTime(alone), { rel: 1e-12 });
  });
});
