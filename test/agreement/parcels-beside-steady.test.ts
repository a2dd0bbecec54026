import { expect, test } from "vitest";
import { parseModel } from "#model/parse-model.ts";
import { runModel } from "#run/run-model.ts";

// Parcels state no steady value: asked for one beside a course in time, they are judged by the course.
test("levels that state the steady value are judged there, and parcels at the times of the course", () => {
  const model = parseModel(`perrin: 1
species: {u: {}}
compartments:
  a: {volume: 1 uL, wall: rigid, contains: {u: 3 mM}}
  b: {volume: 2 uL, wall: rigid, contains: {u: 1 mM}}
membranes:
  m: {between: [a, b], area: 1 cm^2, solutes: {u: {P: 2e-8 m/s}}}
solve: [steady, {transient: {until: 600 s, every: 200 s}}]
levels: [compartments, master, walk]
sampling: {parcels: 2000, seed: 1}
agree: {A: {margin: 5 %, confidence: 99.9 %}}
outputs: {A: "amount(u, a)"}
`);
  const steps = runModel(model, { version: "test", name: "test", hash: "" });
  let next = steps.next();
  while (!next.done) next = steps.next();
  const { agreement } = next.value;
  const timesOf = (level: string) => agreement.filter(({ levels }) => levels.some((one) => one === level));
  expect(timesOf("walk").map(({ times, verdict }) => ({ times, verdict }))).toEqual([
    { times: [0, 200, 400, 600], verdict: "agree" },
  ]);
  expect(agreement.filter(({ levels }) => !levels.includes("walk")).map(({ times }) => times)).toEqual([["steady"]]);
});
