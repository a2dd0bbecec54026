import { expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { parseModel } from "#model/parse-model.ts";
import { participation } from "#run/level-registry.ts";

const swelling = (more = "") =>
  parseModel(
    `perrin: 1
temperature: 298.15 K
species: {salt: {}, glycerol: {}}
compartments:
  cell: {volume: 94 fL, wall: flexible, bursts: 150 fL, contains: {salt: 290 mM}}
  bath: {volume: infinite, contains: {salt: 120 mM, glycerol: 500 mM}}
membranes:
  m:
    between: [bath, cell]
    area: 135 um^2
    Lp: 1.5e-12 m/s/Pa
    solutes: {salt: impermeant, glycerol: {P: 5e-8 m/s, sigma: 0.9}}
    solvent-drag: patlak
solve: {transient: {until: 10 s, every: 5 s}}
outputs: {Jv: volume_flux(m)}
${more}`,
    { file: "cell.yaml" },
  );

test("a law that knows the start alone takes no part unasked where contents change", () => {
  const answer = participation(closedForm, swelling(), undefined);
  expect(answer).toMatchObject({ accepts: false, because: expect.stringContaining("the start, t = 0 s") });
});

test("it takes part where it is listed, and where something is expected at the start", () => {
  expect(participation(closedForm, swelling(), ["closed-form"]).accepts).toBe(true);
  const expected = "expect: [{of: Jv, at: 0 s, value: 1 um/s, rel: 1}]";
  expect(participation(closedForm, swelling(expected), undefined).accepts).toBe(true);
});
