import { expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";

const file = (species: string) => `perrin: 1
temperature: 298.15 K
species: {s: ${species}}
compartments: {a: {volume: 1 mL, contains: {s: 1 mM}}, b: {volume: infinite, contains: {s: 2 mM}}}
membranes: {m: {between: [a, b], area: 1 cm^2, solutes: {s: impermeant}}}
`;

function complaints(species: string): readonly string[] {
  try {
    parseModel(file(species));
    return [];
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return error.issues.map(({ path, found }) => `${path}: ${found}`);
  }
}

test("what is stirred is counted by its concentration: amounts and volumes are the state", () => {
  expect(complaints("{measure: concentration}")).toEqual([]);
  expect(complaints("{measure: molality, solvent-density: 997 kg/m^3}")).toEqual([
    "species.s.measure: measure: molality of a species in stirred compartments",
  ]);
  expect(complaints("{measure: mole-fraction, total: 55 M}")).toEqual([
    "species.s.measure: measure: mole-fraction of a species in stirred compartments",
  ]);
});

test("what moves a species through space is refused where there is none", () => {
  expect(complaints("{D: 1e-9 m^2/s, K: 2}")).toEqual([
    "species.s.D: D of a species in stirred compartments",
    "species.s.K: K of a species in stirred compartments",
  ]);
});
