import { expect, test } from "vitest";
import { localNode } from "#observables/local-node.ts";
import { measure } from "../support/closed-form.ts";
import { networkOfStack } from "../support/networks.ts";

// two layers of four cells, from 1 to 3 and from 3 to 5: nodes 1 to 4 and 5 to 8
const layers = [
  { l: 2, D: 1 },
  { l: 2, D: 1 },
];

test.each([
  ["c(drug, left)", 1],
  ["flux(drug, right)", 8],
  ["activity(drug, a.left)", 1],
  ["c(drug, a.right)", 4],
  ["c(drug, b.left)", 5],
  ["flux(drug, b.right)", 8],
  ["c(drug, 1.2)", 1],
  ["c(drug, 3.7)", 6],
  ["c(drug, 5)", 8],
])("%s hangs on node %i", (text, node) => {
  for (const geometry of ["slab", "sphere"] as const)
    expect(localNode(measure(text), networkOfStack({ layers, geometry, start: 1 }, 4))).toBe(node);
});

test.each([
  "amount(drug, all)",
  "mean(drug)",
  "c(drug, left.bath)",
  "c(drug, a)",
  "c(drug, x.left)",
])("%s hangs on no single node", (text) => {
  expect(localNode(measure(text), networkOfStack({ layers, start: 1 }, 4))).toBeUndefined();
});
