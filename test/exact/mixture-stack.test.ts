import { expect, test } from "vitest";
import { activityAt, concentrationOf } from "#levels/closed-form/mixture-stack.ts";
import { answer, held } from "../support/closed-form.ts";
import { mixture, networkOfMixture } from "../support/mixtures.ts";
import "../support/matchers.ts";

const layers = [
  { l: 1, D: 3, K: 2 },
  { l: 2, D: 1, K: 0.5 },
];

test("a = γ c / K, and the c of that a in another layer has the same", () => {
  const coefficients = [0.2];
  const model = mixture({ layers }, { activity: [{ kind: "virial", coefficients }] });
  const { activity } = networkOfMixture(model);
  for (const c of [1e-9, 0.3, 1, 2.5]) {
    const a = activityAt(activity, c, 2);
    expect(a).toBeNear((c * Math.exp(0.4 * c)) / 2, { rel: 1e-14 });
    expect(concentrationOf(activity, a, 2)).toBeNear(c, { rel: 1e-12 });
    const beyond = concentrationOf(activity, a, 0.5);
    expect((beyond * Math.exp(0.4 * beyond)) / 0.5).toBeNear(a, { rel: 1e-12 });
  }
  expect(activityAt(activity, 0, 2)).toBe(0);
});

test("a flux between held ends in media of unlike K is driven by c / K: as of a plain species where γ is 1", () => {
  const ends = { left: held(3), right: held(0.1) };
  const model = mixture({ layers, ...ends }, { activity: [{ kind: "virial", coefficients: [0] }] });
  const resistance = 1 / (3 * 2) + 2 / (1 * 0.5);
  expect(answer(model, "flux(drug, right)", "steady")).toBeNear((3 / 2 - 0.1 / 0.5) / resistance, { rel: 1e-10 });
  expect(answer(model, "activity(drug, left)", "steady")).toBeNear(3 / 2, { rel: 1e-10 });
});
