import { describe, expect, test } from "vitest";
import { type GaussianLaw, gaussianJump } from "#levels/langevin/gaussian-law.ts";

describe("the jump of a linear law", () => {
  // A bead of 0.5 µm in a trap of 1 pN/µm in water at 298.15 K: D = 0.4907462190889 µm²/s, τ = 8.388052385 ms.
  const bead: GaussianLaw = { diffusivity: 0.4907462190889e-12, velocity: 0, rate: 1 / 8.388052385e-3 };

  test("of a trapped bead: after 8 ms its mean is 0.0770596 µm from 0.2 µm, in the end its width is 64.159 nm", () => {
    expect(0.2e-6 * gaussianJump(bead, 8e-3).kept).toBeNear(0.07705965636e-6, { rel: 1e-9 });
    expect(gaussianJump(bead, 10).spread).toBeNear(64.159215967e-9, { rel: 1e-9 });
  });

  test("two jumps are one of the summed time", () => {
    for (const rate of [0, 0.3, -0.2, 40]) {
      const law = { diffusivity: 0.7, velocity: 1.3, rate };
      const [a, b, ab] = [gaussianJump(law, 0.2), gaussianJump(law, 0.5), gaussianJump(law, 0.7)];
      expect(a.kept * b.kept).toBeNear(ab.kept, { rel: 1e-14 });
      expect(a.shift * b.kept + b.shift).toBeNear(ab.shift, { rel: 1e-14 });
      expect((a.spread * b.kept) ** 2 + b.spread ** 2).toBeNear(ab.spread ** 2, { rel: 1e-13 });
    }
  });

  test("a weak force is a small change of free motion", () => {
    const free = gaussianJump({ diffusivity: 0.7, velocity: 1.3, rate: 0 }, 0.5);
    const weak = gaussianJump({ diffusivity: 0.7, velocity: 1.3, rate: 1e-9 }, 0.5);
    expect(free).toEqual({ kept: 1, shift: 0.65, spread: Math.sqrt(0.7) });
    expect(weak.shift).toBeNear(free.shift, { rel: 1e-9 });
    expect(weak.spread).toBeNear(free.spread, { rel: 1e-9 });
  });
});
