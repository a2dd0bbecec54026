import { describe, expect, test } from "vitest";
import type { Reading, When } from "#levels/contract.ts";
import { measureOf } from "#model/measure-of-call.ts";
import { parseModel } from "#model/parse-model.ts";
import { answersOf } from "#run/evaluate-output.ts";
import { type BoundLevel, judgeExpectation } from "#run/judge-expectations.ts";
import { judgeMeasurements } from "#run/judge-measurements.ts";
import { levelReport } from "#run/level-report.ts";

const model = parseModel(`perrin: 1
species: {dye: {D: 1e-9 m^2/s}}
domain: {geometry: slab, thickness: 1 mm}
boundary: {left: {dye: {concentration: 1 mM}}, right: {dye: absorbing}}
solve: [steady, {transient: {until: 2 s, every: 1 s}}]
outputs:
  P: {of: permeance(dye), unit: log10(cm/s)}
  J: {of: "flux(dye, right)"}
expect:
  - {of: P, value: -4 log10(cm/s), rel: 1 %}
  - {of: J, value: 1e-6 mol/m^2/s, rel: 1 %, level: master}
`);

const [P, J] = ["P", "J"].map((name) => {
  const expression = model.outputs.find((output) => output.name === name)?.expression;
  if (expression?.kind !== "call") throw new Error(`${name} is no call`);
  return measureOf(expression, model).key;
}) as [string, string];

/** A level that reads P at no time and J at the given times. */
function levelWith(permeance: number, flux: ReadonlyMap<When, number>, fields: Partial<Reading> = {}) {
  const readings: Reading[] = [
    { measure: P, when: "timeless", value: permeance, ...fields },
    ...[...flux].map(([when, value]) => ({ measure: J, when, value })),
  ];
  const answers = answersOf(model, readings, () => undefined);
  return { level: "master" as const, sampled: false, answers, results: [] };
}

const judged = (level: BoundLevel) => model.expectations.flatMap((each) => judgeExpectation(each, model, [level]));

describe("an expectation", () => {
  test("on a log10 scale prints what is allowed on that scale: 1 % of P is 0.00434", () => {
    const [verdict] = judged(levelWith(1.005e-6, new Map()));
    expect(verdict).toMatchObject({ verdict: "met", unit: "log10(cm/s)", expected: -4 });
    expect(verdict?.allowed).toBeNear(0.01 / Math.log(10), { rel: 1e-12 });
    expect(verdict?.found).toBeNear(-4 + Math.log10(1.005), { rel: 1e-12 });
    expect(judged(levelWith(1.02e-6, new Map()))[0]?.verdict).toBe("missed");
  });

  test("of what is no number is not stated rather than missed", () => {
    const verdicts = judged(levelWith(Number.NaN, new Map([["steady", Number.NaN]])));
    expect(verdicts.map(({ found, verdict }) => [found, verdict])).toEqual([
      [null, "not stated"],
      [null, "not stated"],
    ]);
  });

  test("of the logarithm of zero is not stated", () => {
    expect(judged(levelWith(0, new Map()))[0]).toMatchObject({ found: null, verdict: "not stated" });
  });
});

describe("a sampled output on a log10 scale", () => {
  const spread = (half: number) => Float64Array.from({ length: 64 }, (_, b) => 1e-6 * (1 + (b % 2 ? half : -half)));

  test("has the standard error of its logarithm", () => {
    const batches = spread(0.1);
    const report = levelReport(levelWith(1e-6, new Map(), { batches }), model).outputs.P;
    expect(report?.value).toBeNear(-4, { rel: 1e-12 });
    // SE = 0.1 / sqrt 63 of the value
    expect(report?.standardError).toBeNear(0.1 / Math.sqrt(63) / Math.log(10), { rel: 1e-12 });
  });

  test("is not stated if a part of the sample gives no number, for then its error is unknown", () => {
    const batches = spread(0.1);
    batches[7] = Number.NaN;
    expect(levelReport(levelWith(1e-6, new Map(), { batches }), model).outputs.P).toBeUndefined();
  });
});

describe("measured values", () => {
  const beside = (at: readonly number[], levels: readonly ReturnType<typeof levelWith>[]) => {
    const content = {
      kind: "values" as const,
      output: "J",
      at,
      values: at.map(() => 2),
      standardErrors: at.map(() => 1),
    };
    const measured = { ...model, measurements: [{ name: "m", verdict: "report" as const, content }] };
    return judgeMeasurements(measured, levels)[0];
  };

  test("at a time are held against that time, never against the steady state", () => {
    const level = levelWith(
      1,
      new Map<When, number>([
        ["steady", 9],
        [1, 3],
      ]),
    );
    expect(beside([1], [level])?.z).toBe(-1);
    expect(beside([1.5], [level])?.because).toMatch(/no level states/);
  });

  test("are held against a level without sampling noise where there is one", () => {
    const [noisy, exact] = [levelWith(1, new Map([[1, 9]])), levelWith(1, new Map([[1, 3]]))];
    expect(beside([1], [{ ...noisy, sampled: true }, exact])?.z).toBe(-1);
  });
});
