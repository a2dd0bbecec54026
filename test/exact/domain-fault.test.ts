import { describe, expect, test } from "vitest";
import { domainFault } from "#model/expression/domain-fault.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { runModel } from "#run/run-model.ts";

const values: Readonly<Record<string, number>> = { pe: -2, zero: 0, cold: 250 };
const faultOf = (text: string) => domainFault(parseExpression(text), { name: (name) => values[name] });

describe("what has no value is named by its innermost part", () => {
  test.each([
    [
      "2 * sieving_coefficient(0.5, pe) + 1",
      "sieving_coefficient(0.5, pe) is no finite number: peclet = -2: a filtrate leaves with the flow",
    ],
    [
      "patlak_flux(-1e-6 m/s, 0.5, 0 m/s, 1 mM, 2 mM)",
      "patlak_flux(-(0.000001 m s^-1), 0.5, 0 m s^-1, 1 mol m^-3, 2 mol m^-3) is no finite number: permeability = -0.000001: a permeability cannot be negative [m s^-1]",
    ],
    ["1 + log(zero - 1)", "log(zero - 1) is no finite number"],
    ["log(1 / zero)", "1 / zero is no finite number"],
    ["if(zero > 1, log(-1), sqrt(pe))", "sqrt(pe) is no finite number"],
    ["if(zero < 1, exp(zero), log(-1))", undefined],
    ["1 + stranger / zero", undefined],
    ["2 * pe", undefined],
  ])("%s", (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });
});

test("an output of a formula that has no value says which law has none, and speaks of no other level", () => {
  const model = parseModel(
    'perrin: 1\nparameters: {p: 40 mmHg}\noutputs: {S: {of: "3 * hill_saturation(-p, 26 mmHg, 2.7)"}}\n',
  );
  const steps = runModel(model, { version: "test", name: "test", hash: "" });
  let next = steps.next();
  while (!next.done) next = steps.next();
  const [one] = next.value.unstated ?? [];
  expect(one?.because).toHaveLength(1);
  expect(one?.because[0]?.reason).toMatch(
    /^hill_saturation\(.*pressure = -5332\.89.*a partial pressure is not negative/,
  );
});

test("a law with too few arguments is told their number, and not that it is no measure", () => {
  try {
    parseModel('perrin: 1\noutputs: {E: {of: "crone_renkin(1 mL/min)"}}\n');
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    expect(error.issues[0]).toMatchObject({ found: "crone_renkin with 1 argument", expected: "2 arguments" });
  }
});
