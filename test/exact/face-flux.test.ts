import { describe, expect, test } from "vitest";
import { type FaceFlux, fillJumpFlux, fillSmoothFlux, type HalfSide } from "#generator/face-flux.ts";
import { halfFace, seriesFace } from "#generator/half-face.ts";
import "../support/matchers.ts";

const empty = (): FaceFlux => ({ forward: 0, backward: 0, slopeBefore: 0, slopeAfter: 0 });
const lnGamma = (c: number) => 0.3 * c + 0.1 * c * c;
const gammaSlope = (c: number) => 0.3 + 0.2 * c;
const side = (c: number) => ({ c, lnGamma: lnGamma(c), gammaSlope: gammaSlope(c) });
const D = (a: number, b: number) => 1 + 0.5 * a + 0.25 * b * b;

/** Flow over a smooth face at two concentrations. */
function smooth(a: number, b: number, drift: number, out = empty()): number {
  const face = { D: D(a, b), slopeBefore: 0.5, slopeAfter: 0.5 * b, resistance: 0.7, rise: 0.4, drift };
  fillSmoothFlux(out, face, side(a), side(b));
  return out.forward * a - out.backward * b;
}

/** Flow over a jump at two concentrations; D of each half depends on its own. */
function jump(a: number, b: number, membrane: number, out = empty()): number {
  const half = (c: number, potential: number, facePotential: number): HalfSide => ({
    ...side(c),
    potential,
    facePotential,
    conductance: 2 + c * c,
    conductanceSlope: 2 * c,
  });
  fillJumpFlux(out, half(a, 0.2, 0.5), half(b, -1.3, -0.9), membrane);
  return out.forward * a - out.backward * b;
}

describe("flux laws over a face", () => {
  const flows: readonly (readonly [string, (a: number, b: number, out?: FaceFlux) => number])[] = [
    ["smooth", (a, b, out) => smooth(a, b, 0, out)],
    ["with a drift", (a, b, out) => smooth(a, b, 0.8, out)],
    ["against a drift", (a, b, out) => smooth(a, b, -3, out)],
    ["a jump", (a, b, out) => jump(a, b, Number.POSITIVE_INFINITY, out)],
    ["a membrane on a jump", (a, b, out) => jump(a, b, 0.6, out)],
  ];
  test.each(flows)("%s: the slopes are those of the flow", (_, flow) => {
    for (const [a, b] of [
      [1.2, 0.4],
      [0.3, 2],
      [0.01, 0.9],
    ] as const) {
      const out = empty();
      flow(a, b, out);
      const h = 1e-5; // central differences: h² and 2^-52 / h are both 1e-10 of the slopes
      expect(out.slopeBefore).toBeNear((flow(a + h, b) - flow(a - h, b)) / (2 * h), { rel: 1e-8 });
      expect(out.slopeAfter).toBeNear((flow(a, b + h) - flow(a, b - h)) / (2 * h), { rel: 1e-8 });
    }
  });

  test("nothing flows if and only if the activities are equal", () => {
    const b = 0.8;
    // activity a γ(a) e^0 before, b γ(b) e^rise after
    const target = b * Math.exp(lnGamma(b) + 0.4);
    let [low, high] = [0, 5];
    for (let i = 0; i < 200; i++) {
      const middle = 0.5 * (low + high);
      if (middle * Math.exp(lnGamma(middle)) < target) low = middle;
      else high = middle;
    }
    expect(Math.abs(smooth(low, b, 0))).toBeLessThan(1e-14);
    expect(smooth(low * 1.01, b, 0)).toBeGreaterThan(1e-3);
    expect(smooth(low * 0.99, b, 0)).toBeLessThan(-1e-3);
  });

  test("where nothing diffuses a drift carries what lies upstream, and a face that lets nothing through carries nothing", () => {
    const out = empty();
    const face = { D: 0, slopeBefore: 0, slopeAfter: 0, resistance: 0.7, rise: 0.4 };
    fillSmoothFlux(out, { ...face, drift: 2.1 }, side(1.2), side(0.4));
    for (const flow of [out.forward, out.slopeBefore]) expect(flow).toBeNear(3, { rel: 1e-15 });
    for (const flow of [out.backward, out.slopeAfter]) expect(flow + 0).toBe(0);
    fillSmoothFlux(out, { ...face, drift: -2.1 }, side(1.2), side(0.4));
    expect(out.forward).toBe(0);
    expect(out.backward).toBeNear(3, { rel: 1e-15 });
    expect(out.slopeAfter).toBeNear(-3, { rel: 1e-15 });
    for (const drift of [2.1, 0, -2.1]) {
      fillSmoothFlux(out, { ...face, D: 1, resistance: Number.POSITIVE_INFINITY, drift }, side(1.2), side(0.4));
      expect([out.forward, out.backward]).toEqual([0, 0]);
    }
  });

  test("a jump of ideal halves is two resistances in series: (a_i - a_j) / (1/g_i + 1/g_j + R)", () => {
    const out = empty();
    const half = (c: number, u: number, k: number): HalfSide => ({
      c,
      lnGamma: 0,
      gammaSlope: 0,
      potential: u,
      facePotential: u,
      conductance: k,
      conductanceSlope: 0,
    });
    fillJumpFlux(out, half(2, 0.3, 5), half(7, -2, 0.25), 1.5);
    const exact = (2 * Math.exp(0.3) - 7 * Math.exp(-2)) / (Math.exp(0.3) / 5 + Math.exp(-2) / 0.25 + 1 / 1.5);
    expect(2 * out.forward - 7 * out.backward).toBeNear(exact, { rel: 1e-14 });
  });

  test("an ideal jump between halves on which the potential has a slope is that of a linear network", () => {
    const half = (c: number, potential: number, facePotential: number, conductance: number): HalfSide => ({
      c,
      lnGamma: 0,
      gammaSlope: 0,
      potential,
      facePotential,
      conductance,
      conductanceSlope: 0,
    });
    for (const membrane of [Number.POSITIVE_INFINITY, 0.7]) {
      const out = empty();
      fillJumpFlux(out, half(2, 0.2, 1.5, 3), half(0.4, -0.8, -1.9, 0.6), membrane);
      const left = halfFace(3, 1.5 - 0.2, 0);
      const outward = halfFace(0.6, -1.9 + 0.8, 0);
      const right = { forward: outward.backward, backward: outward.forward };
      const linear = seriesFace(left, right, -1.9 - 1.5, membrane, 1.5);
      expect(out.forward).toBeNear(linear.forward, { rel: 1e-14 });
      expect(out.backward).toBeNear(linear.backward, { rel: 1e-14 });
    }
  });

  test("a face between two places without D is closed, unless a drift carries something over", () => {
    const face = { D: 0, slopeBefore: 1, slopeAfter: 1, resistance: 2, rise: 0, drift: 0 };
    const out = empty();
    fillSmoothFlux(out, face, side(1), side(2));
    expect(out).toEqual(empty());
    fillSmoothFlux(out, { ...face, drift: -4 }, side(1), side(2));
    expect([out.forward, out.backward]).toEqual([0, 2]);
  });
});
