import { expect, test } from "vitest";
import { parseModel } from "#model/parse-model.ts";
import { htmlReport } from "#report/html-report.ts";
import { PLAIN_INK } from "#report/ink.ts";
import { textReport } from "#report/text-report.ts";
import { runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";

const DONNAN = `perrin: 1
temperature: 25 degC
field: electroneutral
species: {na: {charge: 1}, cl: {charge: -1}, protein: {charge: -10}}
compartments:
  bag: {volume: 10 mL, contains: {protein: 5 mM, na: balance}}
  beaker: {volume: 1 L, wall: flexible, contains: {na: 100 mM, cl: 100 mM}}
membranes:
  film: {between: [bag, beaker], area: 50 cm^2, solutes: {na: {P: 1e-6 m/s}, cl: {P: 1e-6 m/s}, protein: impermeant}}
levels: [closed-form, compartments]
solve: equilibrium
outputs: {E: {of: electric_potential(bag) - electric_potential(beaker), unit: mV}}
`;

function run(text: string): RunResult {
  const read = (set: Readonly<Record<string, string>> = {}) => parseModel(text, { file: "m.yaml", set });
  const steps = runModel(read(), { version: "9", name: "m", hash: "h", variant: read });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

test("reports of compartments say where potentials count from, and their invariants in words", () => {
  const result = run(DONNAN);
  const text = textReport(result, { width: 100, ink: PLAIN_INK });
  expect(text).toMatch(/bag is at zero electric potential; the others follow from it/);
  expect(text).toMatch(/potentials from bag, at zero/);
  const page = htmlReport(result, [], DONNAN);
  expect(page).toMatch(/mass drift/);
  expect(page).not.toMatch(/massDrift|smallestAmount/);
});

test("conventions of compartments are told whichever level states them", () => {
  const text = textReport(run(DONNAN.replace("[closed-form, compartments]", "[closed-form]")), {
    width: 100,
    ink: PLAIN_INK,
  });
  expect(text).toMatch(/positive from the first compartment/);
  expect(text).not.toMatch(/per area in a slab/);
});
