import { describe, expect, test } from "vitest";
import { meshOf } from "#mesh/mesh.ts";
import type { End, FreeDomain } from "#model/model.ts";
import { farEnds } from "#observables/beyond-window.ts";
import { textOf } from "../support/closed-form.ts";
import { modelWith, walkerWith } from "../support/models.ts";
import { UNIT_TEMPERATURE } from "../support/networks.ts";

interface Line {
  /** V(x) / kT. */
  readonly u?: number | string;
  readonly D?: number | string;
  readonly drift?: number | string;
  readonly domain?: Partial<FreeDomain>;
  readonly driven?: boolean;
}

/** The far ends of a window from -2 to 1 on a line. */
function ends({ u, D = 1, drift, domain = {}, driven = true }: Line) {
  const species = walkerWith({
    media: [{ medium: "", diffusivity: textOf(D), partition: textOf(1) }],
    terms: u === undefined ? [] : [{ kind: "potential", energy: textOf(u) }],
    ...(drift !== undefined && { drift: textOf(drift) }),
  });
  const model = modelWith({
    temperature: UNIT_TEMPERATURE,
    species: [species],
    domain: { kind: "free", geometry: "line", dimensions: 1, ...domain },
  });
  const mesh = meshOf("slab", [{ name: "domain", from: -2, thickness: 3, cells: 4, grading: 0 }]);
  const found = farEnds(model, species, { mesh }, driven);
  const at = (end: End) => {
    const far = found.find((one) => one.end === end);
    if (far === undefined) throw new Error(`nothing is open at the ${end}`);
    return far;
  };
  return { found, left: at("left"), right: at("right"), fates: found.map(({ fate }) => fate) };
}

describe("beyond a window", () => {
  test("a walker wanders without a force, runs away with one, and is held against one", () => {
    expect(ends({}).fates).toEqual(["wanders", "wanders"]);
    expect(ends({ drift: 1 }).fates).toEqual(["held", "runs-away"]);
    expect(ends({ drift: -1 }).fates).toEqual(["runs-away", "held"]);
    expect(ends({ drift: 1, driven: false }).fates).toEqual(["wanders", "wanders"]);
    expect(ends({ u: "x" }).fates).toEqual(["runs-away", "held"]);
    expect(ends({ u: "x^2" }).fates).toEqual(["held", "held"]);
    expect(ends({ u: "-x^4" }).fates).toEqual(["runs-away", "runs-away"]);
    expect(ends({ u: "10 * sin(7 * x)" }).fates).toEqual(["wanders", "wanders"]);
    expect(ends({ u: "x", drift: 2 }).fates).toEqual(["held", "runs-away"]);
    expect(ends({ u: "exp(x)" }).right.fate).toBe("held");
  });

  test("a force as c / r holds if c > 1, and repels for good if c < -1", () => {
    const fate = (c: number) => ends({ u: `${c / 2} * log(1 + x^2)` }).fates;
    for (const [c, expected] of [
      [2, "held"],
      [1.1, "held"],
      [0.9, "wanders"],
      [-0.9, "wanders"],
      [-1.1, "runs-away"],
    ] as const)
      expect(fate(c)).toEqual([expected, expected]);
  });

  test("what is held by a force f reaches 1 / f, from whatever height it begins", () => {
    // midpoints of 3/64: (f h)^2 / 24 = 2e-4 too little at f = 1.5
    expect(ends({ u: "5 + 1.5 * x" }).right.reach).toBeNear(1 / 1.5, { rel: 3e-4 });
    expect(ends({ u: "5 - 1.5 * x" }).left.reach).toBeNear(1 / 1.5, { rel: 3e-4 });
    expect(ends({ u: "5 - x", D: 2, drift: 1 }).left.reach).toBeNear(1 / 1.5, { rel: 3e-4 });
    expect(ends({ u: "5 + x", D: 2, drift: -1 }).right.reach).toBeNear(1 / 1.5, { rel: 3e-4 });
    expect(ends({}).right.reach).toBe(Number.POSITIVE_INFINITY);
  });

  test("rates are continuous from D f^2 / 4 on, or nowhere where the force grows", () => {
    expect(ends({ u: "3 * x", D: 2 }).right.threshold).toBeNear(4.5, { rel: 1e-9 });
    expect(ends({ D: 2, drift: 6 }).left.threshold).toBeNear(4.5, { rel: 1e-9 });
    expect(ends({}).right.threshold).toBe(0);
    for (const u of ["x^2", "sqrt(abs(x)) * abs(x)"])
      expect(ends({ u }).right.threshold).toBe(Number.POSITIVE_INFINITY);
  });

  test("there are no ends but those without a wall; a radius is never held", () => {
    const walls = (domain: Partial<FreeDomain>) => () => ends({ domain });
    expect(walls({ from: -2 })).toThrow("nothing is open at the left");
    expect(walls({ to: 1 })).toThrow("nothing is open at the right");
    expect(walls({ geometry: "space", dimensions: 3 })).toThrow("nothing is open at the left");
  });

  test("where D ends, nothing is said: the end counts as held", () => {
    expect(ends({ D: "4 - x" }).right).toMatchObject({ fate: "held", threshold: Number.POSITIVE_INFINITY });
  });
});
