import { expect, test } from "vitest";
import { lambertW, lambertWOfExp } from "#numerics/lambert-w.ts";
import "../support/matchers.ts";

/** x and W0(x), from mpmath 1.3 at 40 digits. */
const VALUES: readonly (readonly [number, number])[] = [
  [-0.36787944117144233, -1.0],
  [-0.36787944117, -0.9999971997634111],
  [-0.3678, -0.9793607149578305],
  [-0.36, -0.8060843159708176],
  [-0.3, -0.4894022271802149],
  [-0.2500001, -0.35740317865552645],
  [-0.25, -0.3574029561813889],
  [-0.2, -0.25917110181907377],
  [-0.1, -0.11183255915896297],
  [-0.001, -0.001001001502671886],
  [-1e-9, -1.000000001e-9],
  [1e-300, 1e-300],
  [1e-9, 9.999999990000001e-10],
  [0.001, 0.0009990014973385308],
  [0.1, 0.09127652716086226],
  [0.5, 0.35173371124919584],
  [1, 0.5671432904097838],
  [2, 0.8526055020137255],
  [2.5, 0.958586356728703],
  [2.6, 0.9778798817817953],
  [3, 1.04990889496404],
  [10, 1.7455280027406994],
  [1000.0, 5.249602852401596],
  [10000000000.0, 20.028685413304952],
  [1e100, 224.8431064451185],
  [1e300, 684.2472086297608],
];

// W0 has a relative condition of 1 / (1 + W0), so a few ulp of it away from the branch point.
test.each(VALUES)("W0(%d)", (x, w) => {
  expect(lambertW(x)).toBeNear(w, { rel: 6e-16 });
});

test("near the branch point 1 + W0 holds its digits", () => {
  // 1 + W0 = p - p²/3 + 11 p³/72 - ..., p² = 2 (1 + e x); the x are exact, W0 is rounded to 1e-16
  for (const [x, w] of VALUES.slice(0, 4)) expect(lambertW(x)).toBeNear(w, { abs: 1.2e-16 });
});

test("W0 undoes w e^w, on both sides of where its method changes", () => {
  for (const w of [-0.99, -0.9, -0.5, -0.4, -0.36, -0.35, -0.1, 0.3, 0.958, 0.96, 5, 300]) {
    const x = w * Math.exp(w);
    // x is rounded to 2e-16 of it, w by that over 1 + w
    expect(lambertW(x)).toBeNear(w, { rel: 4e-16 + 4e-16 / (1 + w) + 2e-16 * Math.abs(w) });
  }
});

test("W0 at its ends, and where it is not", () => {
  expect(lambertW(0)).toBe(0);
  expect(lambertW(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect(lambertW(-0.36787944117144233)).toBeNear(-1, { abs: 3e-8 });
  expect(lambertW(-0.37)).toBeNaN();
  expect(lambertW(Number.NaN)).toBeNaN();
  expect(lambertWOfExp(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect(lambertWOfExp(Number.NaN)).toBeNaN();
});

/** y and the w with w + ln w = y, from mpmath 1.3 at 40 digits. */
test.each([
  [-700, 9.85967654375977e-305],
  [-5, 0.006693000497730993],
  [0, 0.5671432904097838],
  [1, 1.0],
  [500, 493.7978737290337],
  [699.9, 693.3584528865042],
  [700.1, 693.5581648922521],
  [10000.0, 9990.790580994251],
  [1000000000000000.0, 999999999999965.5],
])("W0 of e to the %d", (y, w) => {
  // e^y is rounded to |y| ulp, which for large y moves w by 1 ulp
  expect(lambertWOfExp(y)).toBeNear(w, { rel: 6e-16 + 3e-16 * Math.max(0, Math.min(1, -y)) });
});
