import { describe, expect, test } from "vitest";
import { evaluate } from "#model/expression/evaluate.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import { parseModel } from "#model/parse-model.ts";
import { outputExpression } from "#model/resolve-output.ts";
import { parameterSettings, settingText } from "#model/setting-text.ts";
import { dimension } from "#units/dimension.ts";

const TEXT = "perrin: 1\nparameters: {V: 10 mV, n: 3}\noutputs:\n  c: b * b\n  b: a + a\n  a: 2 * V\n";

describe("outputExpression", () => {
  test("outputs are written out through any number of steps", () => {
    const e = outputExpression(parseModel(TEXT), "c");
    expect([...namesIn(e)]).toEqual([]);
    // (4 V)^2 with V = 10 mV, three roundings
    expect(evaluate(e, { name: () => undefined })).toBeNear(1.6e-3, { rel: 1e-15 });
  });

  test("an output that is not there is named", () => {
    expect(() => outputExpression(parseModel(TEXT), "d")).toThrow(ExpressionError);
  });
});

describe("settings in SI", () => {
  test("are read back to the same double", () => {
    const model = parseModel(TEXT);
    const V = 0.1 + 0.2;
    const again = parseModel(TEXT, { set: parameterSettings(model, { V, n: 1 / 3, other: 5 }) });
    expect(again.parameters.map(({ value }) => value)).toEqual([V, 1 / 3]);
  });

  test("carry the SI unit of their dimension", () => {
    expect(settingText(5e-9, dimension("m^2 s^-1"))).toBe("5e-9 m^2 s^-1");
    expect(settingText(2, dimension("1"))).toBe("2");
  });
});
