import { describe, expect, test } from "vitest";
import { type Issue, ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";

const IN_A_SLAB = `species: {drug: {D: 1 m^2/s}}
domain: {geometry: slab, layers: [{name: film, thickness: 1 m, cells: 4}]}
boundary: {left: {drug: {concentration: 1 mol/m^3}}, right: {drug: absorbing}}
solve: steady
`;
const IN_A_RECTANGLE = `species: {drug: {D: 1 m^2/s}}
domain: {geometry: rectangle, size: [1 m, 1 m], cells: [4, 4], medium: gel}
boundary: {bottom: {drug: {concentration: 1 mol/m^3}}, top: {drug: absorbing}}
solve: steady
`;
const IN_COMPARTMENTS = `temperature: 25 degC
species: {urea: {}}
compartments:
  a: {volume: 1 mL, wall: rigid, contains: {urea: 10 mM}}
  b: {volume: 1 mL, wall: rigid, contains: {urea: 5 mM}}
membranes:
  m: {between: [a, b], area: 1 cm^2, solutes: {urea: {P: 3e-6 m/s}}}
solve: {transient: {until: 1 s, every: 1 s}}
`;

function issuesOf(text: string): readonly Issue[] {
  try {
    parseModel(`perrin: 1\n${text}`);
  } catch (error) {
    if (error instanceof ModelError) return error.issues;
    throw error;
  }
  return [];
}

describe("an output named like a place is refused by that name, since places stand bare in expressions", () => {
  test.each([
    ["left", "flux(drug, left)", IN_A_SLAB, "which is an end of the domain"],
    ["all", "amount(drug, all)", IN_A_SLAB, "which is the whole domain"],
    ["film", "amount(drug, film)", IN_A_SLAB, "which is also a layer"],
    ["top", "flux(drug, top)", IN_A_RECTANGLE, "which is also a side of the domain"],
    ["bottom", "flux(drug, top)", IN_A_RECTANGLE, "which is also a side of the domain"],
    ["gel", "amount(drug, gel)", IN_A_RECTANGLE, "which is also a medium of the domain"],
    ["a", "volume(a)", IN_COMPARTMENTS, "which is also a compartment"],
    ["m", "volume_flux(m)", IN_COMPARTMENTS, "which is also a membrane"],
    ["all", "volume(all)", IN_COMPARTMENTS, "which is the whole domain"],
  ])("%s: %s", (name, of, model, why) => {
    const issues = issuesOf(`${model}outputs: {${name}: "${of}"}\n`);
    expect(issues.map(({ path, found, fix }) => [path, found, fix])).toEqual([
      [`outputs.${name}`, `an output named ${name}, ${why}`, `${name}_output`],
    ]);
  });

  test("and so is a parameter, for flux(drug, top) would take its value", () => {
    const [issue, ...more] = issuesOf(`parameters: {top: 3}\n${IN_A_RECTANGLE}outputs: {J: "flux(drug, bottom)"}\n`);
    expect(more).toEqual([]);
    expect([issue?.path, issue?.code]).toEqual(["parameters.top", "name-taken"]);
  });
});

test("a side that the geometry does not have is a name like any other", () => {
  expect(issuesOf(`${IN_A_SLAB}outputs: {top: "flux(drug, right)"}\n`)).toEqual([]);
  expect(issuesOf(`${IN_A_RECTANGLE}outputs: {front: "flux(drug, top)"}\n`)).toEqual([]);
});

test("an output that names itself needs itself", () => {
  const [issue] = issuesOf(`${IN_A_SLAB}outputs: {J: "2 * J"}\n`);
  expect([issue?.code, issue?.found]).toEqual(["circular-output", "J needs itself"]);
});
