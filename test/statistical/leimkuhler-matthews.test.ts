import { describe, expect, test } from "vitest";
import { makeWalkers } from "#levels/ensemble/walkers.ts";
import { lineMotion } from "#levels/langevin/line-motion.ts";
import type { Species } from "#model/model.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { lineFrom, medium, walkerModel } from "../support/langevin-models.ts";

// Walkers in a well of energy U over kT, D = 1, that start at 0 and are looked at when they have forgotten it.
const WALKERS = 4096;
/** Blocks of walkers: 16384 squares of a normal law of variance 1 have a mean with standard error √(2 / 16384) = 0.011. */
const BLOCKS = 4;

/** Mean of x² after a time, with steps of a length, and its standard error. */
function squares(energy: string, { time, step }: { readonly time: number; readonly step: number }) {
  const model = walkerModel({ domain: lineFrom(), media: [medium("", "1")], potential: energy, times: [] });
  const { motion } = lineMotion(model, model.species[0] as Species, { time: 0, endless: true, refinement: 1, step });
  const values: number[] = [];
  for (let block = 0; block < BLOCKS; block++) {
    const walkers = makeWalkers(WALKERS, 1, makeRandomStream(11, PURPOSE.langevin, block));
    motion.start(walkers, makeRandomStream(11, PURPOSE.initial, block));
    motion.advance(walkers, 0, WALKERS, 0, time);
    values.push(...[...(walkers.axes[0] as Float64Array)].map((x) => x * x));
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(square / values.length) };
}

describe("steps that share their noise", () => {
  test("in a harmonic well the variance is that of the well at any step", () => {
    // relaxation time 1, so 20 is long; steps of half of it
    const { mean, error } = squares("x^2/2", { time: 20, step: 0.5 });
    expect(Math.abs(mean - 1) / error).toBeLessThan(4);
    expect(error).toBeLessThan(0.012);
  });

  test("Heun steps of that length are 8 % short of it, over times in which the start is not forgotten", () => {
    // a = 1 - h + h²/2, variance 2 h (1 - h/2)² / (1 - a²) = 0.9231 for h = 1/2; 11 relaxation times are not yet 12
    const { mean, error } = squares("x^2/2", { time: 11, step: 0.5 });
    expect(Math.abs(mean - 0.5625 / 0.609375) / error).toBeLessThan(4);
    expect((1 - mean) / error).toBeGreaterThan(4);
  });

  test("in a quartic well <x²> is 2 Γ(3/4) / Γ(1/4), with an error of second order in the step", () => {
    const exact = 0.6759782400671847;
    const { mean, error } = squares("x^4/4", { time: 40, step: 0.05 });
    expect(Math.abs(mean - exact) / error).toBeLessThan(4);
    expect(error).toBeLessThan(0.008);
  });
});
