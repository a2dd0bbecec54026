import { describe, expect, test } from "vitest";
import {
  chebyshevCoefficients,
  integrateStabilised,
  makeChebyshevRoom,
  type StabilisedSystem,
  stagesFor,
  stepChebyshev,
} from "#numerics/runge-kutta-chebyshev.ts";
import { plainNumbers } from "../support/face-grids.ts";

/** x' = -λ x. */
const decay = (lambda: number): StabilisedSystem => ({
  size: 1,
  fillRate(out, n) {
    out[0] = -lambda * n[0]!;
  },
});

/** The factor of one step of s stages at z = -λ Δt. */
function factor(stages: number, z: number): number {
  const room = makeChebyshevRoom(1);
  const n = Float64Array.of(1);
  room.start[0] = z;
  stepChebyshev(room, decay(-z), n, 1, stages);
  return room.next[0]!;
}

describe("the polynomial of a step", () => {
  test("of two stages is that of the shifted Chebyshev polynomial, term by term", () => {
    // R(z) = a + b T_2(w0 + w1 z) with R(0) = R'(0) = R''(0) = 1
    const w0 = 1 + 2 / 13 / 4;
    const w1 = (4 * w0) / 4;
    const b = 4 / (4 * w0) ** 2;
    for (const z of [-0.1, -1, -3]) {
      const x = w0 + w1 * z;
      expect(factor(2, z)).toBeNear(1 - b * (2 * w0 * w0 - 1) + b * (2 * x * x - 1), { abs: 1e-15 });
    }
    expect(chebyshevCoefficients(2)).toHaveLength(5);
  });

  test("is 1 + z + z²/2 to second order, whatever the number of stages", () => {
    for (const stages of [2, 3, 7, 30, 200])
      for (const z of [-1e-2, -1e-3]) {
        // the third derivative of R is between 0 and 1
        expect(factor(stages, z)).toBeNear(1 + z + (z * z) / 2, { abs: Math.abs(z ** 3) / 6 + 1e-14 });
      }
  });

  test("stays within 1 as far as the stages are said to reach, and leaves it beyond twice that", () => {
    for (const reach of [1, 10, 100, 5000]) {
      const stages = stagesFor(1, reach);
      for (let k = 1; k <= 400; k++) expect(Math.abs(factor(stages, (-reach * k) / 400))).toBeLessThanOrEqual(1);
      // and is damped: away from 0 it is at most a + b = 1 - ε/3 and a little
      if (reach >= 100)
        for (let z = -4; z > -reach; z *= 1.1) expect(factor(stages, z)).toBeLessThan(1 - 2 / 13 / 3 + 0.01);
      expect(Math.abs(factor(stages, -2 * 0.653 * (stages + 1) ** 2))).toBeGreaterThan(1);
    }
  });
});

/** A closed line of cells, rate 1 to each neighbour over h². */
function line(cells: number, h: number): StabilisedSystem {
  return {
    size: cells,
    fillRate(out, n) {
      out.fill(0);
      for (let i = 0; i + 1 < cells; i++) {
        const flux = (n[i]! - n[i + 1]!) / (h * h);
        out[i]! -= flux;
        out[i + 1]! += flux;
      }
    },
  };
}

function finished<T>(run: Generator<number | "working", T>): T {
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

const options = (size: number, tolerance: number, largestRate: number) => ({
  tolerance,
  largestRate,
  isPositive: new Uint8Array(size).fill(1),
  fillScale: (scale: Float64Array) => scale.fill(1),
});

describe("integration", () => {
  test("follows an exact decay to its tolerance, with far fewer evaluations than forward Euler", () => {
    const [cells, h] = [100, 0.01];
    const wave = Float64Array.from({ length: cells }, (_, i) => Math.cos(Math.PI * (i + 0.5) * h));
    const lambda = (4 / h ** 2) * Math.sin((Math.PI * h) / 2) ** 2;
    const n = wave.map((x) => 1 + 0.5 * x);
    const log = finished(integrateStabilised(line(cells, h), n, [0.05, 0.2], options(cells, 1e-5, 4 / h ** 2)));
    // errors of steps add up to less than their number times the tolerance
    for (let i = 0; i < cells; i++)
      expect(n[i]).toBeNear(1 + 0.5 * wave[i]! * Math.exp(-lambda * 0.2), { abs: log.accepted * 1e-5 });
    const ofEuler = (0.2 * 4) / h ** 2 / 2;
    expect(log.evaluations).toBeLessThan(ofEuler / 3);
  });

  test("what starts at a point stays at or above zero, and nothing is lost", () => {
    const cells = 60;
    const n = new Float64Array(cells);
    n[20] = 1;
    let least = 0;
    const log = finished(
      integrateStabilised(line(cells, 1), n, [0, 0.3, 5, 40], {
        ...options(cells, 1e-4, 4),
        onStep: (_, state) => {
          least = Math.min(least, ...state);
        },
      }),
    );
    expect(least).toBe(0);
    expect(n.reduce((sum, x) => sum + x, 0)).toBeNear(1, { rel: 1e-13 });
    expect(log.accepted).toBeLessThan(200);
  });

  test("steps that would go below zero are mixed with short ones", () => {
    // five nodes with conductances over three decades and drift; one of few such lines on which a step goes below zero
    const draw = plainNumbers(221732);
    const cells = 2 + Math.floor(draw() * 20);
    const g = Float64Array.from({ length: cells - 1 }, () => 10 ** (3 * draw()));
    const drift = Float64Array.from({ length: cells - 1 }, () => 10 ** (2 * (draw() - 0.5)));
    const system: StabilisedSystem = {
      size: cells,
      fillRate(out, n) {
        out.fill(0);
        for (let i = 0; i + 1 < cells; i++) {
          const flux = g[i]! * (drift[i]! * n[i]! - n[i + 1]! / drift[i]!);
          out[i]! -= flux;
          out[i + 1]! += flux;
        }
      },
    };
    const unit = new Float64Array(cells);
    const rates = Array.from({ length: cells }, (_, i) => {
      const out = new Float64Array(cells);
      unit.fill(0)[i] = 1;
      system.fillRate(out, unit);
      return -out[i]!;
    });
    const fastest = Math.max(...rates);
    const n = new Float64Array(cells);
    n[Math.floor(draw() * cells)] = 1;
    let least = 0;
    const log = finished(
      integrateStabilised(system, n, [1e3 / fastest], {
        ...options(cells, 10 ** (-3 * draw()), 2 * fastest),
        onStep: (_, state) => {
          least = Math.min(least, ...state);
        },
      }),
    );
    expect(log.mixed).toBeGreaterThan(0);
    expect(least).toBe(0);
    expect(n.reduce((sum, x) => sum + x, 0)).toBeNear(1, { rel: 1e-13 });
  });

  test("says where it stood when a value is no longer finite, and when the bound of the rates is wrong", () => {
    const broken: StabilisedSystem = { size: 1, fillRate: (out) => out.fill(Number.NaN) };
    expect(() => finished(integrateStabilised(broken, Float64Array.of(1), [1], options(1, 1e-6, 1)))).toThrow(
      /t = 0 s.*no longer finite/,
    );
    const cells = 40;
    const rough = Float64Array.from({ length: cells }, (_, i) => 1 + (i % 2));
    const log = finished(integrateStabilised(line(cells, 1), rough, [100], options(cells, 1e-3, 1)));
    // too low a bound costs rejected steps, never a wrong result
    expect(log.rejected).toBeGreaterThan(0);
    for (const x of rough) expect(x).toBeNear(1.5, { abs: 0.05 });
  });
});
