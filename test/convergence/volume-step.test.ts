/** The step of volumes between events, on v' = v cos(t), v = v(0) e^{sin t}. */
import { expect, test } from "vitest";
import { makeVolumeStep } from "#levels/walk/volume-step.ts";

const slopes = (out: Float64Array, time: number, v: Float64Array): void => {
  out[0] = (v[0] as number) * Math.cos(time);
};

function after(steps: number): number {
  const step = makeVolumeStep(1, slopes);
  const [v, next, first] = [new Float64Array([0.5]), new Float64Array(1), new Float64Array(1)];
  for (let n = 0; n < steps; n++) {
    slopes(first, n / steps, v);
    step.take(next, v, first, n / steps, 1 / steps);
    v.set(next);
  }
  return v[0] as number;
}

test("its error falls with the fifth power of its length", () => {
  const exact = 0.5 * Math.exp(Math.sin(1));
  const [coarse, fine] = [16, 32].map((steps) => Math.abs(after(steps) - exact)) as [number, number];
  expect(Math.log2(coarse / fine)).toBeGreaterThan(4.9);
});

test("what it says of its error is the difference to order 4, of order 5 in its length", () => {
  const said = [0.1, 0.05].map((h) => {
    const step = makeVolumeStep(1, slopes);
    const [v, next, first] = [new Float64Array([0.5]), new Float64Array(1), new Float64Array(1)];
    slopes(first, 0, v);
    step.take(next, v, first, 0, h);
    const fine = makeVolumeStep(1, slopes);
    let now = v.slice();
    for (let n = 0; n < 64; n++) {
      slopes(first, (n * h) / 64, now);
      fine.take(next, now, first, (n * h) / 64, h / 64);
      now = next.slice();
    }
    slopes(first, 0, v);
    step.take(next, v, first, 0, h);
    return { said: step.error[0] as number, made: Math.abs((next[0] as number) - (now[0] as number)) };
  });
  const [coarse, fine] = said as [{ said: number; made: number }, { said: number; made: number }];
  expect(coarse.made).toBeLessThan(coarse.said);
  expect(Math.log2(coarse.said / fine.said)).toBeGreaterThan(4.9);
});
