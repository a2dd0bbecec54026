import { expect, test } from "vitest";
import { walk } from "#levels/walk/walk.ts";
import { held, stackModel } from "../support/closed-form.ts";

test.each([
  [1e-9, true],
  [0.2, true],
  [5, true],
  [0, true],
  [-1e-9, false],
  [-0.2, false],
])("walkers may be given by a flux into the domain, and none may be taken by one: %d mol/m^2/s", (flux, accepts) => {
  const model = stackModel({
    layers: [{ l: 1e-3, D: 1e-9 }],
    initial: 1,
    left: { kind: "flux", flux },
    right: held(1),
    fields: { solves: [{ kind: "transient", times: [1] }] },
  });
  expect(walk.accepts(model, "drug")).toMatchObject(
    accepts
      ? { accepts }
      : { accepts, because: "a flux out of the domain takes walkers whether or not they are there" },
  );
});
