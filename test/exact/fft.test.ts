import { expect, test } from "vitest";
import { inverseTransform, makeFourierPlan, powerOfTwoFrom, transform } from "#numerics/fft.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";

function someValues(length: number): [Float64Array, Float64Array] {
  const stream = makeRandomStream(7, PURPOSE.demonstration, length);
  const draw = () => Float64Array.from({ length }, () => stream.normal());
  return [draw(), draw()];
}

test.each([1, 2, 4, 8, 64, 256])("%d values give the sums of the definition", (length) => {
  const [re, im] = someValues(length);
  const [foundRe, foundIm] = [re.slice(), im.slice()];
  transform(makeFourierPlan(length), foundRe, foundIm);
  for (let k = 0; k < length; k++) {
    let [sumRe, sumIm] = [0, 0];
    for (let j = 0; j < length; j++) {
      const angle = (-2 * Math.PI * ((j * k) % length)) / length;
      sumRe += re[j] * Math.cos(angle) - im[j] * Math.sin(angle);
      sumIm += re[j] * Math.sin(angle) + im[j] * Math.cos(angle);
    }
    // the plain sum errs by about n ulp of its terms
    expect(foundRe[k]).toBeNear(sumRe, { abs: 1e-15 * length + 1e-14 });
    expect(foundIm[k]).toBeNear(sumIm, { abs: 1e-15 * length + 1e-14 });
  }
});

test("the inverse brings the values back, and energy is kept", () => {
  const length = 4096;
  const [re, im] = someValues(length);
  const [a, b] = [re.slice(), im.slice()];
  const plan = makeFourierPlan(length);
  const energy = (x: Float64Array, y: Float64Array) => x.reduce((sum, v, i) => sum + v * v + y[i] * y[i], 0);
  transform(plan, a, b);
  expect(energy(a, b) / length).toBeNear(energy(re, im), { rel: 1e-14 });
  inverseTransform(plan, a, b);
  for (let i = 0; i < length; i++) {
    expect(a[i]).toBeNear(re[i], { abs: 1e-14 });
    expect(b[i]).toBeNear(im[i], { abs: 1e-14 });
  }
});

test("a shift in time is a turn of the phase", () => {
  const length = 16;
  const re = new Float64Array(length);
  const im = new Float64Array(length);
  re[3] = 1;
  transform(makeFourierPlan(length), re, im);
  for (let k = 0; k < length; k++) {
    expect(re[k]).toBeNear(Math.cos((6 * Math.PI * k) / length), { abs: 1e-15 });
    expect(im[k]).toBeNear(-Math.sin((6 * Math.PI * k) / length), { abs: 1e-15 });
  }
});

test("lengths that are no power of two are refused, or rounded up", () => {
  expect(() => makeFourierPlan(12)).toThrow("length = 12");
  expect(() => transform(makeFourierPlan(8), new Float64Array(4), new Float64Array(4))).toThrow("length = 4");
  expect([1, 2, 3, 1000, 1024].map(powerOfTwoFrom)).toEqual([1, 2, 4, 1024, 1024]);
});
