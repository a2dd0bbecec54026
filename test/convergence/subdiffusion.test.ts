/**
 * The time-fractional diffusion equation on refined meshes: order 2 - a in time, which rules once the order 2 in space
 * has made its error small.
 */
import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { readingsOf } from "../support/asked.ts";

const text = (index: number, of: string) => `perrin: 1
species: {drug: {motion: {subdiffusion: {index: ${index}, K: 1 m^2/s^${index}}}}}
domain: {geometry: line}
initial: {drug: {at: 0.4 m}}
solve: {transient: {until: 1 s, times: [0.1 s]}}
outputs: {o: {of: "${of}"}}
`;

const REFINEMENTS = [0.25, 0.5, 1, 2];

function study(index: number, of: string, refinements = REFINEMENTS) {
  const model = text(index, of);
  const exact = readingsOf(closedForm, model).find(({ when }) => when === 1)?.value ?? Number.NaN;
  return refinements.map((refinement) => {
    const found = readingsOf(continuum, model, { refinement }).find(({ when }) => when === 1)?.value ?? Number.NaN;
    return { h: 1 / refinement, error: Math.abs(found / exact - 1) };
  });
}

describe.each([0.4, 0.7, 0.9])("index %d", (index) => {
  test("the second moment has the order 2 - a: it is exact in space", () => {
    const errors = study(index, "msd(drug)");
    expect(observedOrder(errors)).toBeNear(2 - index, { abs: 0.15 });
    expect(errors[2]?.error).toBeLessThan(1e-3);
  });

  test.each([
    "moment(drug, 4)",
    "c(drug, 0.4 m)",
    "c(drug, 1.4 m)",
    "intermediate_scattering(drug, 1 1/m)",
    "mean_distance(drug)",
  ])("%s errs by less than 0.5 % h^(2 - a), h = 1 on the mesh that is not refined", (of) => {
    // errors in space and in time may have opposite signs, so that an observed order says little
    for (const { h, error } of study(index, of, [0.25, 0.5, 1])) expect(error / h ** (2 - index)).toBeLessThan(5e-3);
  });
});
