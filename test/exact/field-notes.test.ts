import { describe, expect, test } from "vitest";
import { fieldNotes } from "#model/field-notes.ts";
import type { FieldClosure, Model } from "#model/model.ts";
import { ionModel } from "../support/ions.ts";

/** One layer with a fixed charge X and one species between two potentials [V]. */
function layer(z: number, field: FieldClosure | undefined, X: number, left: number): Model {
  const ions = [{ name: "k", z, D: 1e-9, left: 10, right: 1 }];
  const { field: _, ...rest } = ionModel({ ions, layers: [{ l: 1e-6, X }], field: "none", left, right: 0 });
  return field === undefined ? rest : { ...rest, field };
}

describe("fixed charge and electric potentials that nothing feels are named", () => {
  test("where no species has a charge", () => {
    expect(fieldNotes(layer(0, undefined, -500, 0.05)).join()).toMatch(
      /the fixed charge and the electric potential of the ends are not used: no species has a charge/,
    );
    expect(fieldNotes(layer(0, undefined, -500, 0)).join()).toMatch(/^the fixed charge is not used/);
    expect(fieldNotes(layer(0, undefined, 0, 0.05)).join()).toMatch(/^the electric potential of the ends is not used/);
    expect(fieldNotes(layer(0, "electroneutral", -500, 0)).join()).toMatch(/not used/);
  });

  test("where the field is left out", () => {
    expect(fieldNotes(layer(1, "none", -500, 0)).join()).toMatch(/fixed charge is not used: field: none/);
  });

  test("and nothing is said where there is none, or where ions feel it", () => {
    expect(fieldNotes(layer(0, undefined, 0, 0))).toEqual([]);
    expect(fieldNotes(layer(1, "electroneutral", -500, 0.05)).join()).not.toMatch(/not used/);
  });
});
