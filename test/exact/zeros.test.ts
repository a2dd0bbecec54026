import { expect, test } from "vitest";
import { resultOf } from "../support/result-of.ts";

/** J = D c0 / L = 1e-6 mol m^-2 s^-1 as it stands, and c = c0 (1 - x / L). */
const slab = (outputs: string) => `perrin: 1
parameters: {c0: 1 mol/m^3, place: 0.5 mm}
species: {dye: {D: 1e-9 m^2/s}}
domain: {geometry: slab, thickness: 1 mm}
boundary: {left: {dye: {concentration: c0}}, right: {dye: absorbing}}
solve: steady
levels: [closed-form]
outputs: ${outputs}
`;

test("a zero is found beyond values that have no meaning on its other side", () => {
  // at c0 = -1 mol/m^3, on the way to 5, the file has no meaning
  const { levels } = resultOf(
    slab('{gap: "flux(dye, right) / (1e-6 mol/m^2/s) - 5", root: {of: "zero_of(gap, c0)", unit: mol/m^3}}'),
  );
  expect(levels["closed-form"]?.outputs.root?.value).toBeNear(5, { rel: 1e-12 });
});

test("where no value with a meaning makes it vanish, the ends of the search are told", () => {
  const { levels } = resultOf(slab('{lit: "c(dye, place) / c0 + 1", dark: {of: "zero_of(lit, place)", unit: mm}}'));
  const report = levels["closed-form"];
  expect(report?.outputs.dark).toBeUndefined();
  const [told = ""] = report?.warnings.filter((one) => one.startsWith("zero_of(lit, place) is not stated: ")) ?? [];
  expect(told).toMatch(/lit has one sign from place = 0 to 0\.001; /);
  expect(told).toMatch(
    /lit is not stated at place = -0\.0005: with it the file has no meaning: outputs\.lit, a point out/,
  );
  expect(told).toMatch(/lit is not stated at place = 0\.0015: with it/);
});

test("an output on which the zero does not rest may lose its meaning", () => {
  const { levels } = resultOf(
    slab('{gap: "place / (1 mm) - 3", seen: "c(dye, place)", root: {of: "zero_of(gap, place)", unit: mm}}'),
  );
  expect(levels["closed-form"]?.outputs.root?.value).toBeNear(3, { rel: 1e-12 });
});
