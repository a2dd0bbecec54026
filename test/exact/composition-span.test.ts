import { expect, test } from "vitest";
import { largestAmounts } from "#generator/composition-span.ts";
import { cut, mixture, networkOfMixture } from "../support/mixtures.ts";
import "../support/matchers.ts";

test("cells and baths of a mixture are bounded by one activity, a little above the highest that was there", () => {
  const stack = {
    layers: [
      { l: 1, D: 1, K: 1.5 },
      { l: 2, D: 1 },
    ],
    left: { kind: "bath" as const, volume: 0.5, concentration: 0.2 },
    right: { kind: "bath" as const, volume: 3, concentration: 0.7 },
    initial: 0.4,
  };
  const activity = [{ kind: "carnahan-starling" as const, molarVolume: 0.3 }];
  const network = networkOfMixture(cut(mixture(stack, { activity }), 4));
  const { volume, mesh, size, landscape } = network.base;
  const start = volume.map((v, i) => v * (i === 0 ? 0.2 : i === size - 1 ? 0.7 : 0.4));
  const level = (c: number, u: number) => Math.log(c) + network.activity.lnGamma(c) + u;
  const bounds = largestAmounts(network, start);
  for (let i = 0; i < size; i++) {
    const u = i === 0 || i === size - 1 ? 0 : (landscape.potential[i - 1] as number);
    // by a root whose bracket ends at the last bits
    expect(level((bounds[i] as number) / (volume[i] as number), u), `node ${i} of ${mesh.cellCount} cells`).toBeNear(
      level(0.7, 0) + 0.01,
      { abs: 1e-12 },
    );
  }
});
