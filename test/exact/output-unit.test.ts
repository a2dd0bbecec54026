import { describe, expect, test } from "vitest";
import type { Output } from "#model/model.ts";
import { errorInUnit, unitText, valueInUnit } from "#run/output-unit.ts";
import { dimension } from "#units/dimension.ts";
import { parseUnit } from "#units/parse-unit.ts";

const shown = (text: string) => ({ unit: parseUnit(text), dimension: parseUnit(text).dimension });
const rounding = { rel: 4 * Number.EPSILON };

describe("an output in its unit", () => {
  test("without one it is in coherent SI", () => {
    const SI: Pick<Output, "unit" | "dimension"> = { dimension: dimension("m s^-1") };
    expect([unitText(SI), valueInUnit(3, SI), errorInUnit(0.1, 3, SI)]).toEqual(["m s^-1", 3, 0.1]);
  });

  test("in a linear unit value and error scale alike; the zero of a Celsius scale shifts the value alone", () => {
    expect(valueInUnit(2e-9, shown("um^2/s"))).toBeNear(2000, rounding);
    expect(errorInUnit(2e-9, 1, shown("um^2/s"))).toBeNear(2000, rounding);
    expect(valueInUnit(300.15, shown("degC"))).toBeNear(27, rounding);
    expect(errorInUnit(0.5, 300.15, shown("degC"))).toBe(0.5);
  });

  test("on a log10 scale the error is that of the logarithm: 1 % is 0.00434 whatever the unit", () => {
    for (const text of ["log10(cm/s)", "log10(m/s)"])
      expect(errorInUnit(3e-7, 3e-5, shown(text))).toBeNear(0.01 / Math.log(10), rounding);
    expect(valueInUnit(1e-5, shown("log10(cm/s)"))).toBeNear(-3, rounding);
    const step = 1e-9;
    const slope = (valueInUnit(2 + step, shown("log10(m/s)")) - valueInUnit(2 - step, shown("log10(m/s)"))) / 2;
    // a difference quotient over 1e-9 knows 7 digits
    expect(errorInUnit(step, 2, shown("log10(m/s)"))).toBeNear(slope, { rel: 1e-6 });
    expect(errorInUnit(1, 0, shown("log10(m/s)"))).toBeNaN();
  });
});
