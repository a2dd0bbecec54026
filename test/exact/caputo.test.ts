import { describe, expect, test } from "vitest";
import { fillL1Weights, gradedTimes, l1Grading } from "#numerics/caputo.ts";
import { gamma } from "#numerics/gamma-function.ts";

describe("gradedTimes", () => {
  test("records are nodes, times rise, and the rest is (j/N)^r between them", () => {
    const records = [0.013, 0.2, 0.21, 1];
    const { times, nodes } = gradedTimes(records, 40, l1Grading(0.5));
    expect(nodes.map((node) => times[node])).toEqual(records);
    for (let j = 1; j < times.length; j++) expect(times[j]).toBeGreaterThan(times[j - 1]);
    expect(times[0]).toBe(0);
    expect(times[1] / times[2]).toBeNear(1 / 8, { rel: 1e-12 });
  });

  test("one record alone leaves the mesh as it is", () => {
    const { times, nodes } = gradedTimes([2], 10, 3);
    expect(nodes).toEqual([10]);
    expect(times[5]).toBeNear(0.25, { rel: 1e-15 });
  });

  test("as many records as steps take all the nodes", () => {
    const records = [0.1, 0.2, 0.3, 0.4];
    expect([...gradedTimes(records, 4, 3).times]).toEqual([0, ...records]);
    expect(() => gradedTimes(records, 3, 1)).toThrow("records = 4");
    expect(() => gradedTimes([], 3, 1)).toThrow("records = 0");
  });
});

test("a straight line has the derivative t^(1-a) / Γ(2 - a), exactly", () => {
  for (const a of [0.2, 0.5, 0.9, 1]) {
    const { times } = gradedTimes([3], 30, l1Grading(a));
    const weights = new Float64Array(31);
    fillL1Weights(weights, times, 30, a);
    let sum = 0;
    for (let j = 1; j <= 30; j++) sum += weights[j] * (times[j] - times[j - 1]);
    expect(sum).toBeNear(3 ** (1 - a) / gamma(2 - a), { rel: 1e-13 });
  }
});
