import { describe, expect, test } from "vitest";
import { valueIn } from "#levels/langevin/cubic-table.ts";
import { type StraightStretch, straightLine, straightPosition } from "#levels/langevin/straight-line.ts";
import { stretchesOf } from "#levels/langevin/stretches.ts";
import { medium, slabOf, type WalkerModel, walkerModel } from "../support/langevin-models.ts";
import "../support/matchers.ts";

function straight(given: WalkerModel): StraightStretch {
  const model = walkerModel(given);
  const request = { start: [1, 1], time: 1, endless: false, spread: true } as const;
  return straightLine(stretchesOf(model, model.species[0]), request)[0] as StraightStretch;
}

describe("with D = (1 + x)² the straight coordinate is ln(1 + x)", () => {
  const stretch = straight({
    domain: slabOf({ name: "a", thickness: 3 }),
    media: [medium("a", "(1 + x)^2")],
    start: 1,
  });
  // steps of ln 4 / 2048 = 7e-4 by a method of fourth order err by 1e-14 of x, cubics between nodes by h^4 / 384 = 1e-15
  const tolerance = { rel: 1e-12 };

  test("from 0 to ln 4, and the way back is e^y - 1", () => {
    expect(stretch.right - stretch.left).toBeNear(Math.log(4), tolerance);
    for (const x of [0.1, 0.5, 1, 2.7]) {
      const y = stretch.left + Math.log(1 + x);
      expect(valueIn(stretch.position, y)).toBeNear(x, tolerance);
      expect(straightPosition(stretch, x) - stretch.left).toBeNear(Math.log(1 + x), tolerance);
    }
  });

  test("the drift is ½ dD/dx / √D = 1 everywhere", () => {
    for (const y of [0, 0.3, 1.2]) expect(valueIn(stretch.drift, stretch.left + y)).toBeNear(1, tolerance);
  });
});

describe("planes feel differences of the potential, however large it is itself", () => {
  const layered = (potential: string, given: Partial<WalkerModel> = {}): StraightStretch[] => {
    const domain = slabOf({ name: "a" }, { name: "b" });
    const model = walkerModel({ domain, media: [medium("a", "1"), medium("b", "4", "3")], potential, ...given });
    const request = { start: [1, 1], time: 1, endless: false, spread: true } as const;
    return straightLine(stretchesOf(model, model.species[0]), request);
  };

  test("a reflecting wall has the rate 0 and an absorbing one Infinity, at any V", () => {
    for (const V of ["1000", "-1000", "1e6*x", "-1e6*x"]) {
      const line = layered(V, { left: { kind: "absorbing" } });
      expect(line[0].leftPlane.own).toBe(Number.POSITIVE_INFINITY);
      expect(line[1].rightPlane.own).toBe(0);
    }
  });

  test("an interface shares walkers by K √D on both sides: 1 to 3 · 2, at any V", () => {
    for (const V of ["0", "1000", "-1000"]) {
      const [a, b] = layered(V);
      expect(a.rightPlane.beyond).toBeNear(6 / 7, { rel: 1e-14 });
      expect(b.leftPlane.beyond).toBeNear(1 / 7, { rel: 1e-14 });
    }
  });

  test("a wall that lets out has the rate P e^V / √D: at -700 kT small, and no less exact", () => {
    const left = { kind: "robin", permeability: 1e300, concentration: 0 } as const;
    // |ln P - V| is 700 + 691: its rounding, 2 ulp of 700, is the relative error of the rate
    expect(layered("-700", { left })[0].leftPlane.own).toBeNear(1e300 * Math.exp(-700), { rel: 1e-12 });
    expect(layered("-1000", { left })[0].leftPlane.own).toBeNear(Math.exp(300 * Math.LN10 - 1000), { rel: 1e-12 });
  });

  test("a membrane whose rates are beyond numbers resists nothing: what is left is the ratio of its sides", () => {
    const domain = slabOf({ name: "a" }, { name: "face", thickness: 0, membrane: { walker: 1e-3 } }, { name: "b" });
    expect(layered("10", { domain })[0].rightPlane.kind).toBe("membrane");
    const [a] = layered("1000", { domain });
    expect(a.rightPlane.kind).toBe("partition");
    expect(a.rightPlane.beyond).toBeNear(6 / 7, { rel: 1e-14 });
  });
});
