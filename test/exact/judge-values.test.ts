import { expect, test } from "vitest";
import { judgeValues } from "#inference/judge-values.ts";
import "../support/matchers.ts";

const measured = { output: "J", at: [1, 2, 3], values: [1.1, 2.2, 2.7], standardErrors: [0.1, 0.4, 0.2] };

// z = 1, 0.5, -1: chi-square 2.25 on 3; tail in 30 digits (mpmath).
test("the sum of squared scores is chi-square with as many degrees of freedom as values", () => {
  const { value, z, p, verdict, details } = judgeValues({ ...measured, values: [1.1, 2.2, 2.8] }, (at) => at);
  expect(value).toBeNear(2.25, { rel: 1e-13 });
  expect(Math.abs(z ?? 0)).toBeNear(1, { rel: 1e-12 });
  expect(p).toBeNear(0.5221671895353913, { rel: 1e-12 });
  expect(verdict).toBe("agree");
  expect(details).toHaveLength(3);
  expect(details[1]).toMatchObject({ name: "J at 2 s", value: 2.2, standardError: 0.4, note: "predicted 2, z = 0.5" });
});

test("the largest score keeps its sign", () => {
  const { z, verdict } = judgeValues({ ...measured, values: [1, 2, 2] }, (at) => at);
  expect(z).toBeNear(-5, { rel: 1e-12 });
  expect(verdict).toBe("disagree"); // chi-square 25 on 3: p = 1.5e-5
});

test("chi-square 9.25 on 3 is in doubt and stands, 12 is refuted", () => {
  const off = (delta: number) => judgeValues({ ...measured, values: [1.05, 2, 3 + delta] }, (at) => at);
  expect(off(0.6)).toMatchObject({ verdict: "agree" });
  expect(off(0.6).p).toBeNear(0.0261452011404738, { rel: 1e-10 });
  expect(off(0.6).because).toContain("refuted at 95 % confidence, not at the 99 %");
  expect(off(0.7)).toMatchObject({ verdict: "disagree" }); // 12.5: p = 0.0059
});

test("without standard errors there is no verdict, only a distance", () => {
  const { verdict, value, p } = judgeValues({ output: "J", at: [], values: [1.1] }, () => 1);
  expect(verdict).toBe("cannot tell");
  expect(value).toBeNear(0.1, { rel: 1e-12 });
  expect(p).toBeNull();
});

test("what no level states is not judged", () => {
  expect(judgeValues(measured, () => undefined)).toMatchObject({ verdict: "cannot tell", details: [] });
  expect(judgeValues(measured, (at) => (at === 2 ? 2 : undefined)).details).toHaveLength(1);
});

test("a value that does not depend on time is asked for without one", () => {
  const asked: number[] = [];
  judgeValues({ output: "P", at: [], values: [1], standardErrors: [0.1] }, (at) => {
    asked.push(at);
    return 1;
  });
  expect(asked).toEqual([Number.NaN]);
});
