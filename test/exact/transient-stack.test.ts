import { describe, expect, test } from "vitest";
import type { Model, Species } from "#model/model.ts";
import { answer, held, stackModel, textOf } from "../support/closed-form.ts";
import { modelWith, walkerWith } from "../support/models.ts";
import "../support/matchers.ts";

/** Roots of f in (a_n, b_n), n = 1 .. count, by bisection. */
function roots(f: (q: number) => number, bracket: (n: number) => readonly [number, number], count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    let [low, high] = bracket(i + 1);
    const sign = f(low) > 0;
    for (let k = 0; k < 100; k++) {
      const middle = (low + high) / 2;
      if (f(middle) > 0 === sign) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  });
}

describe("an empty slab with a constant source (L = 1 mm, D = 1e-9 m^2/s)", () => {
  const [D, L] = [1e-9, 1e-3];
  const slab = stackModel({ layers: [{ l: L, D }], left: held(1), right: held(0) });

  test("concentration, flux and permeated amount", () => {
    expect(answer(slab, "c(drug, 5e-4)", 100)).toBeNear(0.26275626981, { rel: 1e-10 });
    expect(answer(slab, "flux(drug, right)", 100)).toBeNear(2.92899651842e-7, { rel: 1e-11 });
    expect(answer(slab, "amount_permeated(drug, right)", 400)).toBeNear(2.37243574811e-4, { rel: 1e-11 });
  });

  test("the Fourier series, from the first arrival to the steady state", () => {
    // |terms| < e^{-pi^2 n^2 t'}, summed to n = 60 for t' = D t / L^2 >= 0.01.
    for (const t of [10, 30, 100, 300, 1000, 3000]) {
      let c = 0.7;
      let J = 1;
      for (let n = 1; n <= 60; n++) {
        const decay = Math.exp(-((n * Math.PI) ** 2) * ((D * t) / L ** 2));
        c -= (2 / (n * Math.PI)) * Math.sin(0.3 * n * Math.PI) * decay;
        J += 2 * (-1) ** n * decay;
      }
      expect(answer(slab, "c(drug, 3e-4)", t)).toBeNear(c, { abs: 2e-13 });
      expect(answer(slab, "flux(drug, right)", t)).toBeNear((D / L) * J, { abs: (D / L) * 2e-12 });
    }
  });

  test("long before the front arrives the tail is erfc, to 1e-14 of the source", () => {
    // erfc(x / sqrt(4Dt)) from mpmath; the image at 2L - x is smaller by e^{-500}.
    expect(answer(slab, "c(drug, 1e-4)", 0.5)).toBeNear(0.00156540225800255, { rel: 1e-11 });
    expect(answer(slab, "c(drug, 2e-4)", 0.5)).toBeNear(2.53962858947087e-10, { abs: 1e-14 });
  });

  test("what enters is what is inside and what has left", () => {
    for (const t of [1, 50, 1e3, 1e5]) {
      const inside = answer(slab, "amount(drug, all)", t);
      const entered = -answer(slab, "amount_permeated(drug, left)", t);
      const left = answer(slab, "amount_permeated(drug, right)", t);
      expect(entered).toBeNear(inside + left, { rel: 1e-12 });
    }
  });
});

describe("beads in a stirred finite bath (Crank 6.3)", () => {
  // 10 mM in a sphere of 100 um, 10 nL of bath per bead, D = 5e-11 m^2/s.
  const [a, D, V, c0] = [100e-6, 5e-11, 1e-11, 10];
  const bead = stackModel({
    geometry: "sphere",
    layers: [{ l: a, D }],
    right: { kind: "bath", volume: V, concentration: 0 },
    initial: c0,
  });
  const released = (t: number) => answer(bead, "amount(drug, right.bath)", t) / answer(bead, "amount(drug, all)", t);

  test("the fraction released after 5, 20 and 60 s", () => {
    expect(released(5)).toBeNear(0.396173274181, { rel: 2e-12 });
    expect(released(20)).toBeNear(0.598118447016, { rel: 2e-12 });
    expect(released(60)).toBeNear(0.695216497691, { rel: 2e-12 });
  });

  test("Crank's series in the roots of tan q = 3q / (3 + alpha q^2)", () => {
    const alpha = V / ((4 / 3) * Math.PI * a ** 3);
    const q = roots(
      (x) => (3 + alpha * x * x) * Math.sin(x) - 3 * x * Math.cos(x),
      (n) => [n * Math.PI, (n + 0.5) * Math.PI],
      60,
    );
    for (const t of [1, 10, 100]) {
      const sum = q.reduce(
        (total, x) =>
          total +
          ((6 * alpha * (1 + alpha)) / (9 + 9 * alpha + x * x * alpha * alpha)) * Math.exp((-D * x * x * t) / a ** 2),
        0,
      );
      expect(released(t)).toBeNear((alpha / (1 + alpha)) * (1 - sum), { rel: 1e-12 });
    }
  });

  test("the amount is conserved to 1e-12", () => {
    const all = c0 * (4 / 3) * Math.PI * a ** 3;
    for (const t of [0, 1e-3, 5, 60, 1e4]) expect(answer(bead, "amount(drug, all)", t)).toBeNear(all, { rel: 1e-12 });
  });
});

describe("other ends and shapes", () => {
  test("an emptying sphere: 6/pi^2 sum e^{-n^2 pi^2 Dt/a^2} / n^2 is left", () => {
    const ball = stackModel({
      geometry: "sphere",
      layers: [{ l: 2e-6, D: 1e-12 }],
      right: { kind: "absorbing" },
      initial: 3,
    });
    const t = 0.2;
    let left = 0;
    for (let n = 1; n < 60; n++)
      left += (6 / (n * Math.PI) ** 2) * Math.exp((-((n * Math.PI) ** 2) * 1e-12 * t) / 4e-12);
    expect(answer(ball, "survival(drug)", t)).toBeNear(left, { rel: 1e-11 });
    let centre = 0;
    for (let n = 1; n < 60; n++) centre -= 2 * (-1) ** n * Math.exp((-((n * Math.PI) ** 2) * 1e-12 * t) / 4e-12);
    expect(answer(ball, "c(drug, left)", t)).toBeNear(3 * centre, { rel: 1e-11 });
  });

  test("a slab behind a film: roots of q tan q = P L / D", () => {
    const [D, L, P] = [1e-9, 1e-4, 2e-5];
    const slab = stackModel({
      layers: [{ l: L, D }],
      right: { kind: "robin", permeability: P, concentration: 0 },
      initial: 2,
    });
    const B = (P * L) / D;
    const q = roots(
      (x) => x * Math.sin(x) - B * Math.cos(x),
      (n) => [(n - 1) * Math.PI + 1e-9, (n - 0.5) * Math.PI],
      40,
    );
    for (const t of [0.5, 3, 10]) {
      const left = q.reduce(
        (sum, x) => sum + ((2 * B * B) / (x * x * (B * B + B + x * x))) * Math.exp((-x * x * D * t) / L ** 2),
        0,
      );
      expect(answer(slab, "survival(drug)", t)).toBeNear(left, { rel: 1e-11 });
    }
  });

  test("a bath on a slab ends at the share of the volumes, a partition at the share of K", () => {
    const slab = stackModel({
      layers: [{ l: 1e-4, D: 1e-9, K: 5 }],
      right: { kind: "bath", volume: 2e-4, concentration: 1 },
      initial: 10,
    });
    const activity = (10 * 1e-4 + 1 * 2e-4) / (5 * 1e-4 + 2e-4);
    expect(answer(slab, "c(drug, right.bath)", 1e4)).toBeNear(activity, { rel: 1e-12 });
    expect(answer(slab, "c(drug, left)", 1e4)).toBeNear(5 * activity, { rel: 1e-12 });
  });

  test("an end that is held has its concentration and, by K, its activity from the start on", () => {
    const slab = stackModel({ layers: [{ l: 1, D: 1, K: 4 }], left: held(2), right: held(0), initial: 1 });
    for (const t of [0, 1e-3, 1]) {
      expect(answer(slab, "c(drug, left)", t)).toBeNear(2, { rel: 1e-12 });
      expect(answer(slab, "activity(drug, left)", t)).toBeNear(2 / 4, { rel: 1e-12 });
    }
  });

  test("a linear sink and a drift end at their steady states", () => {
    const common = { layers: [{ l: 1e-4, D: 1e-9 }], left: held(2), right: held(0.3) };
    const sources = [{ name: "u", species: "drug", layer: "a", law: { kind: "linear" as const, rate: -0.5 } }];
    for (const model of [stackModel({ ...common, fields: { sources } }), stackModel({ ...common, drift: 3e-5 })])
      for (const text of ["c(drug, 4e-5)", "flux(drug, right)", "flux(drug, left)", "amount(drug, a)"])
        expect(answer(model, text, 1e3)).toBeNear(answer(model, text, "steady"), { rel: 1e-10 });
  });

  test("a point source in a closed layer with a drift keeps its amount, and a face of high permeability is not there", () => {
    const start = { kind: "point", at: [3e-5], amount: 7 } as const;
    const whole = stackModel({ layers: [{ l: 1e-4, D: 1e-9 }], initial: start, drift: 2e-5 });
    const halves = stackModel({
      layers: [{ l: 5e-5, D: 1e-9 }, { P: 1e3 }, { l: 5e-5, D: 1e-9 }],
      initial: start,
      drift: 2e-5,
    });
    for (const t of [0.01, 0.3, 3]) {
      expect(answer(whole, "amount(drug, all)", t)).toBeNear(7, { rel: 1e-11 });
      // The face adds 1 nm-free resistance 1e-3 s/m beside 1e5 s/m.
      expect(answer(halves, "c(drug, 7e-5)", t)).toBeNear(answer(whole, "c(drug, 7e-5)", t), { rel: 1e-5, abs: 1e-6 });
    }
  });

  test("an impermeable face separates", () => {
    const model = stackModel({ layers: [{ l: 1e-4, D: 1e-9 }, { P: 0 }, { l: 1e-4, D: 1e-9 }], left: held(1) });
    expect(answer(model, "amount(drug, c)", 100)).toBe(0);
    expect(answer(model, "amount(drug, a)", 1e5)).toBeNear(1e-4, { rel: 1e-11 });
  });
});

describe("the stack of model 1: unstirred layer | 4 nm of lipid | unstirred layer", () => {
  const layers = [
    { l: 150e-6, D: 6.5e-10 },
    { l: 4e-9, D: 5e-11, K: 2e-4 },
    { l: 150e-6, D: 6.5e-10 },
  ];
  const stack = stackModel({ layers, left: held(1), right: held(0) });

  test("the permeated amount approaches J (t - lag), lag = 28.434066094 s", () => {
    const J = answer(stack, "flux(drug, right)", "steady");
    const t = 2000; // the slowest mode has died by e^{-50}
    expect(t - answer(stack, "amount_permeated(drug, right)", t) / J).toBeNear(28.434066094, { rel: 1e-9 });
  });

  test("a film of nanometres costs no digits: in and out balance", () => {
    for (const t of [5, 60, 300]) {
      const entered = -answer(stack, "amount_permeated(drug, left)", t);
      const rest = answer(stack, "amount(drug, all)", t) + answer(stack, "amount_permeated(drug, right)", t);
      expect(entered).toBeNear(rest, { rel: 1e-11 });
    }
  });
});

describe("cylinders", () => {
  test("an emptying cylinder: 4 sum e^{-j_n^2 Dt/a^2} / j_n^2 is left", () => {
    const rod = stackModel({
      geometry: "cylinder",
      layers: [{ l: 2e-6, D: 1e-12 }],
      right: { kind: "absorbing" },
      initial: 3,
    });
    // Zeros of J0 (mpmath); the sixth term is e^{-65} at t = 0.8.
    const zeros = [2.404825557695773, 5.520078110286311, 8.653727912911013, 11.79153443901428, 14.93091770848779];
    const left = zeros.reduce((sum, j) => sum + (4 / j ** 2) * Math.exp((-(j ** 2) * 1e-12 * 0.8) / 4e-12), 0);
    expect(answer(rod, "survival(drug)", 0.8)).toBeNear(left, { rel: 1e-12 });
  });

  test("a ring ends at its steady state, with a sink and with production too", () => {
    const ring = { geometry: "cylinder" as const, start: 1e-5, layers: [{ l: 9e-5, D: 1e-9, K: 2 }] };
    const sink = { name: "s", species: "drug", layer: "", law: { kind: "linear" as const, rate: -0.3 } };
    const made = { name: "m", species: "drug", layer: "", law: { kind: "zero-order" as const, rate: 0.3 } };
    for (const sources of [[], [sink], [made], [sink, made]]) {
      const model = stackModel({ ...ring, left: held(2), right: held(0.5), fields: { sources } });
      for (const text of ["c(drug, 4e-5)", "flux(drug, right)", "flux(drug, left)", "amount(drug, a)"])
        expect(answer(model, text, 1e3)).toBeNear(answer(model, text, "steady"), { rel: 1e-10 });
    }
  });

  test("production in a full cylinder leaves a parabola: S (a^2 - r^2) / 4D", () => {
    const sources = [{ name: "m", species: "drug", layer: "", law: { kind: "zero-order" as const, rate: 0.3 } }];
    const model = stackModel({
      geometry: "cylinder",
      layers: [{ l: 1e-5, D: 1e-9 }],
      right: { kind: "absorbing" },
      fields: { sources },
    });
    expect(answer(model, "c(drug, left)", "steady")).toBeNear((0.3 * 1e-10) / 4e-9, { rel: 1e-13 });
    expect(answer(model, "amount(drug, a)", "steady")).toBeNear((Math.PI * 0.3 * 1e-20) / 8e-9, { rel: 1e-13 });
  });

  test("a thin ring of large radius is a slab", () => {
    const layers = [{ l: 1e-5, D: 1e-9 }];
    const ring = stackModel({ geometry: "cylinder", start: 1, layers, left: held(1), right: held(0) });
    const slab = stackModel({ layers, left: held(1), right: held(0) });
    // The curvature is 1e-5 of the radius.
    for (const t of [0.003, 0.02, 0.2])
      expect(answer(ring, "flux(drug, right)", t)).toBeNear(answer(slab, "flux(drug, right)", t), { rel: 1e-4 });
  });
});

describe("without an end", () => {
  const endless = (
    fields: Partial<Species>,
    domain: { from?: number; to?: number },
    boundaries: Model["boundaries"] = [],
  ) =>
    modelWith({
      domain: { kind: "free", geometry: "line", dimensions: 1, ...domain },
      boundaries,
      species: [
        walkerWith({
          media: [{ medium: "", diffusivity: textOf(1), partition: textOf(1) }],
          initial: { kind: "concentration", concentration: textOf(0) },
          ...fields,
        }),
      ],
    });

  test("a held concentration beside a half-line: c = erfc(x / sqrt(4Dt)), flux sqrt(D / pi t)", () => {
    const model = endless({}, { from: 0 }, [{ end: "left", species: "walker", condition: held(1) }]);
    // erfc(1/2) = 0.4795001221869535
    expect(answer(model, "c(walker, 1)", 1)).toBeNear(0.4795001221869535, { rel: 1e-12 });
    expect(answer(model, "flux(walker, left)", 4)).toBeNear(1 / Math.sqrt(4 * Math.PI), { rel: 1e-12 });
    expect(answer(model, "amount(walker, all)", 4)).toBeNear(2 * Math.sqrt(4 / Math.PI), { rel: 1e-12 });
  });

  test("an absorber downstream: survival from x0 = 1 with v = -2, D = 1 at t = 0.5", () => {
    const model = endless({ initial: { kind: "point", at: [1], amount: 1 }, drift: textOf(-2) }, { from: 0 }, [
      { end: "left", species: "walker", condition: { kind: "absorbing" } },
    ]);
    expect(answer(model, "survival(walker)", 0.5)).toBeNear(0.3318979987768, { rel: 1e-12 });
  });

  test("two half-spaces: a source of unequal D on the two sides splits as the roots of D", () => {
    const two = { media: [{ medium: "", diffusivity: textOf("if(x < 0 m, 4, 1)"), partition: textOf(1) }] };
    const model = endless({ ...two, initial: { kind: "point", at: [0], amount: 1 } }, {});
    // c = 1 / [(sqrt D1 + sqrt D2) sqrt(pi t)] at the source.
    expect(answer(model, "c(walker, 0)", 2)).toBeNear(1 / (3 * Math.sqrt(2 * Math.PI)), { rel: 1e-12 });
    expect(answer(model, "amount(walker, all)", 2)).toBeNear(1, { rel: 1e-12 });
  });
});

describe("curved layers, whole and in slices", () => {
  test.each(["sphere", "cylinder"] as const)("a %s shell is the sum of four thinner ones", (geometry) => {
    const common = { geometry, start: 2e-5, left: held(1), right: { kind: "absorbing" as const }, initial: 0.4 };
    const whole = stackModel({ ...common, layers: [{ l: 5e-5, D: 1e-9, K: 2, name: "a" }] });
    const slices = stackModel({
      ...common,
      layers: Array.from({ length: 4 }, () => ({ l: 1.25e-5, D: 1e-9, K: 2, name: "a" })),
    });
    // At 30 s the slices are thin for every point of the contour, the whole is not.
    for (const t of [0.3, 30])
      for (const text of ["amount(drug, all)", "flux(drug, left)", "flux(drug, right)", "c(drug, 4.1e-5)"])
        expect(answer(slices, text, t)).toBeNear(answer(whole, text, t), { rel: 1e-9 });
  });

  test.each([
    "sphere",
    "cylinder",
  ] as const)("a %s shell that empties slowly stores what its thin slices store", (geometry) => {
    // Emptying takes 70 s or so: at 30 s the content still changes, and every slice is thin on the whole contour.
    const film = { kind: "robin", permeability: 1e-6, concentration: 0 } as const;
    const common = { geometry, start: 2e-5, right: film, initial: 0.4 };
    const whole = stackModel({ ...common, layers: [{ l: 5e-5, D: 1e-9, name: "a" }] });
    const slices = stackModel({
      ...common,
      layers: Array.from({ length: 4 }, () => ({ l: 1.25e-5, D: 1e-9, name: "a" })),
    });
    for (const text of ["amount(drug, all)", "flux(drug, right)", "c(drug, left)"])
      expect(answer(slices, text, 30)).toBeNear(answer(whole, text, 30), { rel: 1e-10 });
  });

  test("the content of a hollow sphere at its steady state: 4 pi int r^2 c dr", () => {
    const [a, b] = [2e-5, 7e-5];
    const shell = stackModel({
      geometry: "sphere",
      start: a,
      layers: [{ l: b - a, D: 1e-9 }],
      left: held(1),
      right: held(0),
    });
    // c = (1/r - 1/b) / (1/a - 1/b)
    const exact = ((b * b - a * a) / 2 - (b ** 3 - a ** 3) / (3 * b)) / (1 / a - 1 / b);
    expect(answer(shell, "amount(drug, a)", "steady")).toBeNear(4 * Math.PI * exact, { rel: 1e-12 });
  });

  test("a film counts with the area of the surface it covers", () => {
    const [a, b, D, P] = [2e-5, 7e-5, 1e-9, 3e-5];
    const film = { kind: "robin", permeability: P, concentration: 0 } as const;
    const sphere = stackModel({ geometry: "sphere", start: a, layers: [{ l: b - a, D }], left: held(1), right: film });
    const resistance = (1 / a - 1 / b) / (4 * Math.PI * D) + 1 / (P * 4 * Math.PI * b * b);
    expect(answer(sphere, "flux(drug, right)", "steady")).toBeNear(1 / resistance / (4 * Math.PI * b * b), {
      rel: 1e-12,
    });
    const rod = stackModel({ geometry: "cylinder", start: a, layers: [{ l: b - a, D }], left: held(1), right: film });
    const along = Math.log(b / a) / (2 * Math.PI * D) + 1 / (P * 2 * Math.PI * b);
    expect(answer(rod, "flux(drug, right)", "steady")).toBeNear(1 / along / (2 * Math.PI * b), { rel: 1e-12 });
  });

  test("a flux counts with the area of the surface it enters through", () => {
    const [a, b] = [2e-5, 7e-5];
    const areas = {
      slab: () => 1,
      cylinder: (r: number) => 2 * Math.PI * r,
      sphere: (r: number) => 4 * Math.PI * r * r,
    };
    for (const [geometry, area] of Object.entries(areas)) {
      // fluxes count along the axis: 3e-6 leaves at the right, 5e-6 enters at the left
      const fed = stackModel({
        geometry: geometry as keyof typeof areas,
        start: a,
        layers: [{ l: b - a, D: 1e-9 }],
        left: { kind: "flux", flux: 5e-6 },
        right: { kind: "flux", flux: 5e-6 },
      });
      const gained = answer(fed, "amount(drug, all)", 0.3);
      expect(gained).toBeNear(0.3 * 5e-6 * (area(a) + area(b)), { rel: 1e-10 });
    }
  });
});
