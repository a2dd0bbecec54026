import { expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { parseModel } from "#model/parse-model.ts";
import { readingOf, solvedBy } from "../support/grids.ts";
import "../support/matchers.ts";

// λ of √π λ e^{λ²} erfc(-λ) = 0.3/0.7 (30 digits by another program)
const LAMBDA = 0.383938165766694 / 2;

test("a plane solid recedes by 2λ√(Dt); what it lost is in the liquid, saturated at its face", () => {
  const model = parseModel(`perrin: 1
species: {s: {D: 2 m^2/s}}
domain: {geometry: line, from: 0.5 m}
boundary: {left: {s: {dissolving: {solubility: 1.2 mol/m^3, density: 4 mol/m^3}}}}
solve: {transient: {until: 3 s, times: [0 s, 0.5 s]}}
outputs:
  face: surface(s)
  held: "amount(s, all)"
  J: "flux(s, left)"
  old: {of: "c(s, 0.5 m)"}
  far: {of: "c(s, 3 m)"}
plots: [{profile: concentration, at: 3 s}]
`);
  const result = solvedBy(closedForm, model);
  const near = { rel: 1e-12 };
  for (const t of [0.5, 3]) {
    const depth = 2 * LAMBDA * Math.sqrt(2 * t);
    const read = (text: string) => readingOf(result, text, t);
    expect(read("surface(s)")).toBeNear(0.5 - depth, near);
    expect(read("amount(s, all)")).toBeNear(4 * depth, near);
    // what goes into the liquid fills the place of the solid too: (ρ - c_s) times the speed
    expect(read("flux(s, left)")).toBeNear(((4 - 1.2) * depth) / (2 * t), near);
    if (t < 3) continue;
    const profile = result.profiles.find(({ when }) => when === t);
    const [x, c] = [profile?.coordinate ?? [], profile?.values ?? []];
    expect(x[0]).toBeNear(0.5 - depth, near);
    expect((x.at(-1) as number) - (x[0] as number)).toBeNear(6 * Math.sqrt(2 * t), near);
    expect(c[0]).toBeNear(1.2, near);
    // trapezoids of (6/200)² / 12 of the slopes at the ends, and e^{-9} beyond
    let sum = 0;
    for (let i = 1; i < x.length; i++)
      sum += 0.5 * ((x[i] as number) - (x[i - 1] as number)) * ((c[i] as number) + (c[i - 1] as number));
    expect(sum).toBeNear(4 * depth, { rel: 1e-3 });
    // along the curve, c at any place: between points of it, to (6/200)²/8 of its curvature
    const at = (place: number) => {
      const i = x.findIndex((one) => one > place);
      const [a, b] = [x[i - 1] as number, x[i] as number];
      return (((b - place) * (c[i - 1] as number) + (place - a) * (c[i] as number)) / (b - a)) as number;
    };
    expect(read("c(s, 0.5 m)")).toBeNear(at(0.5), { rel: 1e-3 });
    expect(read("c(s, 3 m)")).toBeNear(at(3), { rel: 1e-3 });
  }
  expect(readingOf(result, "surface(s)", 0)).toBe(0.5);
  expect(readingOf(result, "amount(s, all)", 0)).toBe(0);
  expect(result.readings.some(({ measure, when }) => measure === "flux(s, left)" && when === 0)).toBe(false);
});
