import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { parseModel } from "#model/parse-model.ts";
import { readingOf, solvedBy } from "../support/grids.ts";
import "../support/matchers.ts";

/** A logarithm of a gamma function and some powers. */
const near = { rel: 1e-11 };

describe("5 mol/m^2 of a dye with D = 3 m^2/s c / (mol/m^3), from a plane 0.5 m beside the origin", () => {
  const model = parseModel(`perrin: 1
species: {dye: {D: "3 m^2/s * dye / (1 mol/m^3)"}}
domain: {geometry: line, resolve: [-40 m, 40 m]}
initial: {dye: {at: 0.5 m, amount: 5 mol/m^2}}
solve: {transient: {until: 2 s, times: [0 s, 0.1 s]}}
outputs:
  middle: mean(dye)
  wide: variance(dye)
  far: msd(dye)
  top: max(dye)
  held: "amount(dye, all)"
  inside: {of: "c(dye, 1.7 m)"}
  mirrored: {of: "c(dye, -0.7 m)"}
  outside: {of: "c(dye, 39 m)"}
plots: [{profile: concentration, at: 2 s}]
`);
  const result = solvedBy(closedForm, model);

  test.each([0.1, 2])("is a parabola that ends at x_f = (9 N k t / 2)^(1/3): at %d s", (t) => {
    const end = ((9 * 5 * 3 * t) / 2) ** (1 / 3);
    // N = 4/3 c_0 x_f
    const peak = (3 * 5) / (4 * end);
    const parabola = (x: number) => Math.max(0, peak * (1 - ((x - 0.5) / end) ** 2));
    const read = (text: string) => readingOf(result, text, t);
    expect(read("mean(dye)")).toBe(0.5);
    expect(read("variance(dye)")).toBeNear(end ** 2 / 5, near);
    expect(read("msd(dye)")).toBeNear(end ** 2 / 5, near);
    expect(read("max(dye)")).toBeNear(peak, near);
    expect(read("amount(dye, all)")).toBe(5);
    expect(read("c(dye, 1.7 m)")).toBeNear(parabola(1.7), near);
    expect(read("c(dye, -0.7 m)")).toBeNear(parabola(1.7), near);
    expect(read("c(dye, 39 m)")).toBe(0);
    if (t < 2) return;
    const profile = result.profiles.find(({ when }) => when === t);
    const [x, c] = [profile?.coordinate ?? [], profile?.values ?? []];
    expect(x[0]).toBeNear(0.5 - 1.1 * end, near);
    expect(x.at(-1)).toBeNear(0.5 + 1.1 * end, near);
    for (const [i, place] of x.entries()) expect(c[i]).toBeNear(parabola(place), { rel: 1e-9, abs: 1e-12 });
  });

  test("at the start it is known where it is, and nothing else", () => {
    expect(readingOf(result, "mean(dye)", 0)).toBe(0.5);
    expect(result.readings.filter(({ when }) => when === 0).map(({ measure }) => measure)).toEqual(["mean(dye)"]);
    expect(result.profiles.some(({ when }) => when === 0)).toBe(false);
  });
});

describe.each([
  "left",
  "right",
] as const)("a front of D = 2 m^2/s c / c_s from a wall on the %s that holds 3 mol/m^3", (end) => {
  const at = (x: number) => (end === "left" ? x : 8 - x);
  const other = end === "left" ? "right" : "left";
  const places = Array.from({ length: 81 }, (_, i) => 0.05 * i);
  const model = parseModel(`perrin: 1
species: {dye: {D: "2 m^2/s * dye / (3 mol/m^3)"}}
domain: {geometry: slab, thickness: 8 m}
boundary: {${end}: {dye: {concentration: 3 mol/m^3}}, ${other}: {dye: absorbing}}
initial: {dye: 0 mol/m^3}
solve: {transient: {until: 60 s, times: [0.5 s, 2 s]}}
outputs:
  deep: front_depth(dye)
  J: "flux(dye, ${end})"
  none: "flux(dye, ${other})"
  held: "amount(dye, all)"
  given: "amount_permeated(dye, ${end})"
  passed: "amount_permeated(dye, ${other})"
  face: {of: "c(dye, ${end})"}
  beyond: {of: "c(dye, ${other})"}
${places.map((x, i) => `  p${i}: {of: "c(dye, ${at(x)} m)"}`).join("\n")}
`);
  const result = solvedBy(closedForm, model);

  test.each([0.5, 2])("enters as far as ξ √(D t), and what came in through the wall lies before it: at %d s", (t) => {
    const read = (text: string) => readingOf(result, text, t);
    // ξ of (f f')' = -ξ f'/2 with f(0) = 1 (Runge and Kutta from the front, where f' = -ξ/2, scaled to f(0) = 1)
    const { front, slope } = frontOf();
    expect(read("front_depth(dye)")).toBeNear(front * Math.sqrt(2 * t), { rel: 1e-7 });
    const flux = slope * 3 * Math.sqrt(2 / t);
    expect(read(`flux(dye, ${end})`)).toBeNear(end === "left" ? flux : -flux, { rel: 1e-7 });
    expect(read("amount(dye, all)")).toBeNear(2 * flux * t, { rel: 1e-7 });
    expect(read(`amount_permeated(dye, ${end})`)).toBeNear(-2 * flux * t, { rel: 1e-7 });
    expect(read(`flux(dye, ${other})`)).toBe(0);
    expect(read(`amount_permeated(dye, ${other})`)).toBe(0);
    expect(read(`c(dye, ${end})`)).toBe(3);
    expect(read(`c(dye, ${other})`)).toBe(0);
    const c = result.readings
      .filter((one) => one.when === t && /^c\(dye, \d/.test(one.measure))
      .map(({ value }) => value);
    expect(c).toHaveLength(81);
    // trapezoids; the front is a corner between two places: 0.05² c'/2 at most
    const sum = c.reduce((total, value, i) => total + 0.05 * value * (i === 0 || i === 80 ? 0.5 : 1), 0);
    expect(sum).toBeNear(2 * flux * t, { abs: 0.05 ** 2 * 3 });
  });

  test("is not told once it has come to the far side", () => {
    expect(result.readings.some(({ when }) => when === 60)).toBe(false);
  });
});

/** Where (f f')' = -ξ f'/2 with f(0) = 1 ends, and -f'(0). */
function frontOf(): { readonly front: number; readonly slope: number } {
  // g = f / ξ_f² as a function of s = 1 - ξ/ξ_f: g g'' + g'² = (1 - s) g'/2, g(0) = 0, g'(0) = 1/2; near s = 0 by its series
  const second = -1 / 6;
  const start = 1e-4;
  let [g, p] = [start / 2 + (second * start * start) / 2, 0.5 + second * start];
  const rise = (s: number, g: number, p: number) => (0.5 * (1 - s) * p - p * p) / g;
  const n = 20_000;
  const h = (1 - start) / n;
  for (let i = 0; i < n; i++) {
    const s = start + i * h;
    const [a1, b1] = [p, rise(s, g, p)];
    const [a2, b2] = [p + 0.5 * h * b1, rise(s + 0.5 * h, g + 0.5 * h * a1, p + 0.5 * h * b1)];
    const [a3, b3] = [p + 0.5 * h * b2, rise(s + 0.5 * h, g + 0.5 * h * a2, p + 0.5 * h * b2)];
    const [a4, b4] = [p + h * b3, rise(s + h, g + h * a3, p + h * b3)];
    g += (h / 6) * (a1 + 2 * a2 + 2 * a3 + a4);
    p += (h / 6) * (b1 + 2 * b2 + 2 * b3 + b4);
  }
  const front = 1 / Math.sqrt(g);
  return { front, slope: p * front };
}
