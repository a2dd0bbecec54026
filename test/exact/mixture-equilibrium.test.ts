import { expect, test } from "vitest";
import { answer, type StackOf } from "../support/closed-form.ts";
import { mixture } from "../support/mixtures.ts";
import "../support/matchers.ts";

test("a closed mixture keeps what it holds, 1 mol and none at all too, and shares it by K and its activity", () => {
  // ln γ = 2 B c with B = 0.1: the activity is the same on both sides of the jump, c γ(c) = c' γ(c') / K'
  const virial = [{ kind: "virial" as const, coefficients: [0.1] }];
  for (const amount of [0, 0.3, 1, 2.5]) {
    const one: StackOf = { layers: [{ l: 2, D: 1 }], initial: amount / 2 };
    const model = mixture(one, { activity: virial });
    expect(answer(model, "c(drug, left)", "equilibrium")).toBeNear(amount / 2, { rel: 1e-10 });
    const two: StackOf = {
      layers: [
        { l: 1, D: 1, K: 2 },
        { l: 1, D: 1 },
      ],
      initial: amount / 2,
    };
    const shared = mixture(two, { activity: virial });
    const [a, b] = ["a.right", "b.left"].map((at) => answer(shared, `c(drug, ${at})`, "equilibrium")) as [
      number,
      number,
    ];
    expect(a + b).toBeNear(amount, { rel: 1e-10 });
    expect((a / 2) * Math.exp(0.2 * a)).toBeNear(b * Math.exp(0.2 * b), { rel: 1e-9 });
  }
});
