import { describe, expect, test } from "vitest";
import { recogniseFiltrate } from "#levels/closed-form/compartments/filtrate.ts";
import { refusal, stirred } from "../../support/stirred.ts";

const MMHG = 133.322387415;

const filtered = (fields: Record<string, string> = {}) => {
  const {
    pressure = "20 mmHg",
    s = "{P: 1e-9 m/s, sigma: 0.9}",
    c = "25 mmHg / (R * T)",
    more = "",
    drag = "patlak",
  } = fields;
  const { between = "[plasma, behind]", q = "" } = fields;
  return stirred(`
temperature: 310.15 K
species: {s: {}${q === "" ? "" : ", q: {}"}}
compartments:
  plasma: {volume: infinite, contains: {s: ${c}${q === "" ? "" : ", q: 4 mM"}}, pressure: "${pressure}"}
  behind: {volume: filtrate}
  ${more}
membranes:
  m: {between: ${between}, area: 1 cm^2, Lp: 2e-12 m/s/Pa, solutes: {s: ${s}${q === "" ? "" : `, q: ${q}`}}, solvent-drag: ${drag}}
`);
};

describe("a filtrate", () => {
  test.each([
    [5, 2.48333358802e-10],
    [10, 6.01040593077e-10],
    [20, 1.77127641423e-9],
    [30, 3.60960336779e-9],
    [40, 5.8674383051e-9],
  ])("of %s mmHg is that of the revised principle of Starling, c = J / J_v", (dP, Jv) => {
    const { read, balance } = filtered({ pressure: `${dP} mmHg` });
    expect(read("volume_flux(m)", "steady")).toBeNear(Jv, { rel: 1e-10 });
    const c = read("flux(s, m)", "steady") / Jv;
    expect(read("c(s, behind)", "steady")).toBeNear(c, { rel: 1e-10 });
    // J_v is what is left of pressures that almost cancel
    expect(balance("volume_flux(m)", "steady")).toBeNear(Jv, { rel: 1e-9 });
    expect(read("pressure(plasma)", "steady")).toBeNear(dP * MMHG, { rel: 1e-12 });
  });

  test("counts against a membrane that is named the other way", () => {
    const { read } = filtered({ between: "[behind, plasma]" });
    expect(read("volume_flux(m)", 0)).toBeNear(-1.77127641423e-9, { rel: 1e-10 });
    expect(read("flux(s, m)", 0)).toBe(-filtered().read("flux(s, m)", 0));
  });

  test("of several solutes that draw no water holds S of each", () => {
    const { read, balance } = filtered({
      s: "{P: 1e-9 m/s, sigma: {osmotic: 0, filtration: 0.6}}",
      q: "{P: 0 m/s, sigma: {osmotic: 0, filtration: 0.3}}",
    });
    const Jv = 2e-12 * 20 * MMHG;
    const Pe = (0.4 * Jv) / 1e-9;
    expect(read("volume_flux(m)", "steady")).toBeNear(Jv, { rel: 1e-12 });
    expect(read("c(s, behind)", "steady") / read("c(s, plasma)", "steady")).toBeNear(0.4 / (1 - 0.6 * Math.exp(-Pe)), {
      rel: 1e-12,
    });
    expect(read("c(q, behind)", "steady")).toBeNear(0.7 * 4, { rel: 1e-12 });
    for (const c of ["c(s, behind)", "c(q, behind)"])
      expect(balance(c, "steady")).toBeNear(read(c, "steady"), { rel: 1e-10 });
  });

  test("what cannot pass at all holds water back until the pressure is above it", () => {
    expect(filtered({ s: "impermeant", pressure: "30 mmHg" }).read("volume_flux(m)", "steady")).toBeNear(
      2e-12 * 5 * MMHG,
      { rel: 1e-10 },
    );
    expect(filtered({ s: "impermeant" }).read("volume_flux(m)", "steady")).toBeNaN();
  });

  test("nothing is stated without a pressure that drives it", () => {
    expect(filtered({ pressure: "-1 mmHg" }).read("volume_flux(m)", "steady")).toBeNaN();
    const rising = filtered({ pressure: "20 mmHg * t / (1 s)" });
    expect(rising.read("volume_flux(m)", 1)).toBeNear(1.77127641423e-9, { rel: 1e-10 });
    expect(rising.read("volume_flux(m)", "steady")).toBeNaN();
  });

  test("two solutes that draw water, a mean of Kedem and Katchalsky, and two baths are not its form", () => {
    expect(refusal(recogniseFiltrate(filtered({ q: "{P: 1e-9 m/s, sigma: 0.5}" }).model))).toMatch(/draw water/);
    expect(refusal(recogniseFiltrate(filtered({ drag: "kk-log-mean" }).model))).toMatch(/patlak/);
    expect(refusal(recogniseFiltrate(filtered({ more: "other: {volume: infinite}" }).model))).toMatch(/one bath/);
  });
});
