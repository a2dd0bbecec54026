import { describe, expect, test } from "vitest";
import { recogniseTwoChambers } from "#levels/closed-form/compartments/two-chambers.ts";
import { refusal, stirred } from "../../support/stirred.ts";

const assay = (fields: Record<string, string> = {}) => {
  const { donor = "volume: 150 uL", acceptor = "volume: 300 uL", m = "", s = "{}", d = "1 mM", a = "0 mM" } = fields;
  const { between = "[donor, acceptor]", P = "P: 1.2e-8 m/s" } = fields;
  return stirred(`
temperature: 298.15 K
species: {s: ${s}, kept: {}}
compartments:
  donor: {${donor}, contains: {s: ${d}, kept: 3 mM}}
  acceptor: {${acceptor}, contains: {s: ${a}}}
membranes:
  m: {between: ${between}, area: 30 mm^2, solutes: {s: {${P}}, kept: impermeant}${m}}
field: none
`);
};

describe("two chambers of constant volume", () => {
  test("come together as e^{-kt}: a permeation assay", () => {
    const { read } = assay();
    expect(read("c(s, acceptor)", 54000)).toBeNear(0.0588904976698, { rel: 1e-11 });
    expect(read("c(s, donor)", 54000)).toBeNear(1 - 2 * 0.0588904976698, { rel: 1e-11 });
    expect(read("amount(s, all)", 54000)).toBeNear(1.5e-7, { rel: 1e-14 });
    expect(read("flux(s, m)", 0)).toBeNear(1.2e-8, { rel: 1e-14 });
    expect(read("volume_flux(m)", 54000)).toBe(0);
    expect(read("c(kept, donor)", 54000)).toBe(3);
    for (const when of ["steady", "equilibrium"] as const)
      expect(read("c(s, donor)", when)).toBeNear(1 / 3, { rel: 1e-14 });
  });

  test("from any start, in either direction, beside solids", () => {
    const other = assay({ d: "2 mM", a: "5 mM", between: "[acceptor, donor]", donor: "volume: 150 uL, solids: 50 uL" });
    for (const measure of ["c(s, donor)", "c(s, acceptor)", "flux(s, m)", "amount(s, donor)"])
      for (const t of [0, 1e4, 2e5])
        expect(other.read(measure, t), measure).toBeNear(other.balance(measure, t), { rel: 1e-9 });
    expect(other.read("flux(s, m)", 0)).toBeNear(3 * 1.2e-8, { rel: 1e-14 });
    expect(other.read("c(s, donor)", "steady")).toBeNear((2 * 100 + 5 * 300) / 400, { rel: 1e-14 });
  });

  test("rigid walls keep the volumes where water could pass", () => {
    const wet = { P: "P: 1.2e-8 m/s, sigma: 0.5", m: ", Lp: 1e-12 m/s/Pa, solvent-drag: patlak" };
    const { read, balance } = assay(wet);
    expect(read("c(s, acceptor)", 54000)).toBeNear(0.0588904976698, { rel: 1e-11 });
    expect(balance("c(s, acceptor)", 54000)).toBeNear(0.0588904976698, { rel: 1e-9 });
    const swells = assay({ ...wet, donor: "volume: 150 uL, wall: flexible" });
    expect(refusal(recogniseTwoChambers(swells.model))).toMatch(/volumes change/);
  });

  test("charges and baths are not its form", () => {
    expect(refusal(recogniseTwoChambers(assay({ s: "{charge: 1}" }).model))).toMatch(/charges/);
    expect(refusal(recogniseTwoChambers(assay({ donor: "volume: infinite" }).model))).toMatch(/two finite/);
  });
});
