import { expect, test } from "vitest";
import { parseModel } from "#model/parse-model.ts";
import { figuresOf } from "#report/figures-of-result.ts";
import { resultOf } from "../support/result-of.ts";

const model = (plots: string) => `perrin: 1
parameters: {L: 100 um, c: 1 mM, D_w: 5e-10 m^2/s}
species: {drug: {D: D_w}}
domain: {geometry: slab, thickness: L}
boundary: {left: {drug: {concentration: c}}, right: {drug: {concentration: 0 mM}}}
solve: steady
levels: [closed-form]
outputs: {J: "flux(drug, right)", twice: "2 * J"}
plots: [${plots}]
`;

function tornadosOf(plots: string) {
  const text = model(plots);
  return figuresOf(parseModel(text), resultOf(text)).map(({ name, caption, marks: [bars] }) => ({
    name,
    caption,
    parameters: bars?.kind === "bars" ? [...bars.names].sort() : [],
  }));
}

test("each tornado of an output is drawn once, with its own parameters, and its caption says if these are not all", () => {
  const all = ["D_w", "L", "c"];
  const drawn = tornadosOf(
    "{tornado: twice, over: [c]}, {tornado: J}, {tornado: J, over: [L]}, {tornado: J, over: [L, c], by: 5 %}",
  );
  expect(drawn.map(({ name, parameters }) => [name, parameters])).toEqual([
    ["tornado-twice", ["c"]],
    ["tornado-J", all],
    ["tornado-J-2", ["L"]],
    ["tornado-J-3", ["L", "c"]],
  ]);
  const [twice, whole, one, two] = drawn.map(({ caption }) => caption);
  expect(twice).toContain("Only c is changed, of 3 parameters.");
  expect(whole).not.toContain("Only");
  expect(one).toContain("Only L is changed, of 3 parameters.");
  expect(two).toContain("Only L, c are changed, of 3 parameters.");
});

test("two tornados that are the same are two figures", () => {
  expect(tornadosOf("{tornado: J, over: [L]}, {tornado: J, over: [L]}").map(({ name }) => name)).toEqual([
    "tornado-J",
    "tornado-J-2",
  ]);
});
