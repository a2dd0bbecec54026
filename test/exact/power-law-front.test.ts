import { describe, expect, test } from "vitest";
import { powerLawFront } from "#physics/power-law-front.ts";
import "../support/matchers.ts";

describe("a front of D that grows with a power of c", () => {
  test("lies at 1.6161254468 sqrt(D t) for D in proportion to c, and takes 0.443748313369", () => {
    const { position, flux } = powerLawFront(1);
    expect(position).toBeNear(1.6161254468, { rel: 3e-11 }); // digits given
    expect(flux).toBeNear(0.443748313369, { rel: 1e-12 });
  });

  test("is full at the wall and empty beyond the front", () => {
    for (const m of [0.5, 1, 2, 4]) {
      const { position, profile } = powerLawFront(m);
      expect(profile(0)).toBeNear(1, { rel: 1e-13 });
      expect(profile(position)).toBe(0);
      expect(profile(2 * position)).toBe(0);
    }
  });

  test("holds what has entered: the integral of its profile is twice the flux", () => {
    // f = g^(1/m) with g smooth: substituting y = u^m at the front makes the integrand smooth
    for (const m of [0.5, 1, 2, 3]) {
      const { position, profile, flux } = powerLawFront(m);
      const N = 20_000;
      let sum = 0;
      for (let i = 0; i < N; i++) {
        const u = (i + 0.5) / N;
        sum += profile(position * (1 - u ** m)) * m * u ** (m - 1);
      }
      // midpoint rule: N^-2, or N^-1.5 where u^(m-1) is singular
      expect((sum * position) / N).toBeNear(2 * flux, { rel: m < 1 ? 3e-3 : 1e-7 });
    }
  });

  test("obeys (f^m f')' = -(ξ/2) f'", () => {
    for (const m of [0.5, 1, 2, 5]) {
      const { position, profile } = powerLawFront(m);
      const theta = (x: number) => profile(x) ** (m + 1) / (m + 1); // (f^m f') is its slope
      for (const part of [0.1, 0.3, 0.5, 0.8]) {
        const [x, h] = [part * position, 1e-3 * position];
        const left = (theta(x + h) - 2 * theta(x) + theta(x - h)) / (h * h);
        const right = ((-x / 2) * (profile(x + h) - profile(x - h))) / (2 * h);
        expect(left).toBeNear(right, { rel: 2e-4 }); // h² times a fourth slope over the second: 1e-6 by (1 - part)^-2
      }
    }
  });

  test("is not known for powers that are not positive", () => {
    expect(() => powerLawFront(0)).toThrow(/powers above 0/);
  });
});
