import { describe, expect, test } from "vitest";
import { spreadProfile } from "#physics/barenblatt.ts";
import "../support/matchers.ts";

describe("spreading by a D that grows with a power of c", () => {
  test("is a parabola for D in proportion to c: x_f = (9 N k t / 2)^(1/3), 3 N / 4 x_f at its top", () => {
    const { halfWidth, concentration, variance } = spreadProfile({ power: 1, coefficient: 2, amount: 3 }, 5);
    expect(halfWidth).toBeNear(Math.cbrt((9 * 3 * 2 * 5) / 2), { rel: 1e-13 });
    expect(concentration(0)).toBeNear((3 * 3) / (4 * halfWidth), { rel: 1e-13 });
    expect(concentration(0.5 * halfWidth)).toBeNear(0.75 * concentration(0), { rel: 1e-13 });
    expect(variance).toBeNear(halfWidth ** 2 / 5, { rel: 1e-14 });
  });

  for (const power of [0.5, 1, 2, 3])
    test(`holds its amount, and its variance, at power ${power}`, () => {
      const law = { power, coefficient: 0.7, amount: 1.3 };
      const { halfWidth, concentration, variance } = spreadProfile(law, 2);
      const N = 20_000;
      let [amount, second] = [0, 0];
      for (let i = 0; i < N; i++) {
        // x = x_f sin s takes the root at the end out of the integrand
        const s = (Math.PI * (i + 0.5)) / (2 * N);
        const x = halfWidth * Math.sin(s);
        const piece = 2 * concentration(x) * halfWidth * Math.cos(s) * (Math.PI / (2 * N));
        amount += piece;
        second += piece * x * x;
      }
      expect(amount).toBeNear(1.3, { rel: 1e-6 });
      expect(second / amount).toBeNear(variance, { rel: 1e-6 });
    });

  test("obeys c_t = (k c^m c_x)_x", () => {
    for (const power of [0.5, 1, 2]) {
      const law = { power, coefficient: 0.7, amount: 1.3 };
      const at = (x: number, t: number) => spreadProfile(law, t).concentration(x);
      const { halfWidth } = spreadProfile(law, 2);
      for (const part of [0, 0.3, 0.6]) {
        const [x, h, dt] = [part * halfWidth, 1e-3 * halfWidth, 1e-4];
        const theta = (y: number) => (0.7 * at(y, 2) ** (power + 1)) / (power + 1);
        const space = (theta(x + h) - 2 * theta(x) + theta(x - h)) / (h * h);
        const time = (at(x, 2 + dt) - at(x, 2 - dt)) / (2 * dt);
        // h² and dt² of fourth and third slopes, both below 1e-5
        expect(Math.abs(space - time)).toBeLessThan(2e-5 * at(0, 2));
      }
    }
  });

  test("needs a power above zero", () => {
    expect(() => spreadProfile({ power: 0, coefficient: 1, amount: 1 }, 1)).toThrow(/positive/);
  });
});
