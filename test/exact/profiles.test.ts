/**
 * Curves over space say what the measures of the same level say: at their points, in sum and in the mean.
 *
 * Sums of up to 1e4 terms differ by rounding; a series and one that converges elsewhere by what they leave out, 1e-12. The integral of a curve differs by what the trapezoidal rule leaves out: a
 * third of what leaving out every second point changes where the curve is smooth, half of it where it bends.
 */
import { describe, expect, test } from "vitest";
import type { Level, Profile, When } from "#levels/contract.ts";
import type { LevelName } from "#model/model.ts";
import { levelNamed } from "#run/level-registry.ts";
import type { Case } from "../support/asked-case.ts";
import { HERE, solvedIn } from "../support/asked-in-frame.ts";
import { CASES } from "../support/asked-motions.ts";

/** Points of a curve at which the concentration is asked. */
const POINTS = 8;
const WALKERS = 640;
const RESTING = "probability(w, x == 0 m)";
/** What is told of the whole of a curve, of motions that have it. */
const sumsOf = ({ text }: Case): readonly string[] => {
  if (/initial: {w: \d/.test(text)) return ["c(w, 0.75 m)"];
  return /flight|stable|zipf/.test(text) ? ["survival(w)"] : ["survival(w)", "mean(w)", "variance(w)"];
};

/** Curves of walks on lattices, which are of sites: what is between them has no concentration. */
const hasSites = (profiles: readonly Profile[]) => profiles.some(({ quantity }) => quantity === "probability");
const isInPlane = ({ text }: Case) => /geometry: (?:plane|space)/.test(text);
const isInLayers = ({ text }: Case) => /geometry: (?:slab|cylinder|sphere)/.test(text);

/** What a level answers to measures as a file writes them, and its curves. */
function asked(by: LevelName, given: Case, measures: readonly string[]) {
  const all = Object.fromEntries(measures.map((measure) => [measure, [0, 0] as const]));
  const level = levelNamed(by) as Level;
  const { result, keys } = solvedIn(level, { ...given, asked: all }, HERE, { walkers: WALKERS, profiles: true });
  const known = new Map(result.readings.map(({ measure, when, value }) => [`${measure} ${when}`, value]));
  const at = (measure: string, when: When) => known.get(`${keys[Object.keys(all).indexOf(measure)]} ${when}`);
  return { profiles: result.profiles, at };
}

/** Integral of a curve by the trapezoidal rule, with every point or with every second one. */
function integral({ coordinate: x, values }: Profile, stride = 1): number {
  let sum = 0;
  for (let i = stride; i < x.length; i += stride)
    sum += 0.5 * (values[i] + values[i - stride]) * (x[i] - x[i - stride]);
  return sum;
}

/** Sum, mean and variance of weights at places. */
function momentsOf(places: Float64Array, weights: Float64Array) {
  const sum = weights.reduce((all, p) => all + p, 0);
  const mean = weights.reduce((all, p, i) => all + (p * places[i]) / sum, 0);
  const variance = weights.reduce((all, p, i) => all + (p * (places[i] - mean) ** 2) / sum, 0);
  return { sum, mean, variance };
}

/** Every curve of every level of every motion, with what the level says. */
const CURVES = Object.entries(CASES).flatMap(([name, given]) => given.levels.map((by) => [name, by, given] as const));

// a stable law takes a second or two
describe.each(CURVES)("%s, by %s", { timeout: 30_000 }, (_, by, given) => {
  const sampled = (levelNamed(by) as Level).sampled;
  const { profiles, at: own } = asked(by, given, sumsOf(given));

  test("a curve has places in order, and a value at each that is not negative", () => {
    for (const { coordinate, values } of profiles) {
      expect(values.length).toBe(coordinate.length);
      for (let i = 1; i < coordinate.length; i++) expect(coordinate[i]).toBeGreaterThanOrEqual(coordinate[i - 1]);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(-1e-15 * Math.max(...values));
    }
  });

  if (isInPlane(given))
    test("the sites of a plane have no curve", () => {
      expect(hasSites(profiles)).toBe(false);
    });

  test("the probabilities of sites have the sum, mean and variance that are told", () => {
    for (const { when, quantity, coordinate, values } of profiles) {
      if (quantity !== "probability") continue;
      const { sum, mean, variance } = momentsOf(coordinate, values);
      const survival = own("survival(w)", when) ?? 1;
      const spread = Math.sqrt(Math.max(0, variance));
      if (sampled) {
        // what lies four standard deviations of the ten walkers of the first batch from their mean is not seen
        expect(sum, `${when}`).toBeLessThanOrEqual(survival + 1e-12);
        expect(sum, `${when}`).toBeGreaterThan(survival / 2);
        if (sum < survival - 1e-12) continue;
      } else expect(sum, `${when}`).toBeNear(survival, { rel: 1e-12 });
      const unbiased = sampled ? (sum * WALKERS) / (sum * WALKERS - 1) : 1;
      const told = { mean: own("mean(w)", when) ?? mean, variance: own("variance(w)", when) ?? variance * unbiased };
      expect(mean, `${when}`).toBeNear(told.mean, { abs: 1e-12 * (Math.abs(mean) + spread) });
      expect(variance * unbiased, `${when}`).toBeNear(told.variance, { rel: 1e-10, abs: 1e-24 });
    }
  });

  test("the concentration of a site is its probability over the room between sites", () => {
    for (const { when, quantity, coordinate, values } of profiles) {
      const sites = profiles.find((other) => other.when === when && other.quantity === "probability");
      if (quantity !== "concentration" || sites === undefined) continue;
      expect(coordinate).toEqual(sites.coordinate);
      const room = Math.min(...coordinate.subarray(1).map((x, i) => x - coordinate[i]));
      if (coordinate.length > 1)
        for (const [i, c] of values.entries()) expect(c).toBeNear(sites.values[i] / room, { rel: 1e-12 });
    }
  });

  if (!sampled && !hasSites(profiles))
    test("a curve has the concentrations that are told, and between its ends the probability", () => {
      const place = (x: number) =>
        `${x} m${/ (?:plane|space)/.test(given.text) ? ", 0 m" : ""}${given.text.includes(" space") ? ", 0 m" : ""}`;
      // at a face between layers there are two values
      const pointsOf = ({ coordinate: x }: Profile) =>
        Array.from({ length: POINTS }, (_, k) => Math.floor(((k + 0.5) / POINTS) * x.length)).filter(
          (i) => x[i] !== x[i - 1] && x[i] !== x[i + 1],
        );
      const between = ({ coordinate: x }: Profile) => `probability(w, x > ${x[0]} m and x < ${x.at(-1)} m)`;
      const hasIntegral = !isInPlane(given) && !isInLayers(given);
      const measures = profiles.flatMap((profile) => [
        ...pointsOf(profile).map((i) => `c(w, ${place(profile.coordinate[i])})`),
        ...(hasIntegral ? [between(profile)] : []),
      ]);
      if (measures.length === 0) return;
      const { at } = asked(by, given, [...new Set([...measures, ...(hasIntegral ? ["survival(w)", RESTING] : [])])]);
      for (const profile of profiles) {
        const { when, coordinate, values } = profile;
        const largest = Math.max(...values.map(Math.abs));
        for (const i of pointsOf(profile))
          expect(values[i], `at ${coordinate[i]} m, ${when}`).toBeNear(
            at(`c(w, ${place(coordinate[i])})`, when) ?? Number.NaN,
            { abs: 1e-11 * largest },
          );
        if (!hasIntegral) continue;
        // those that rest at the start are in no curve
        const resting = by === "closed-form" ? (at(RESTING, when) ?? 0) : 0;
        const told = (at(between(profile), when) ?? at("survival(w)", when) ?? Number.NaN) - resting;
        const whole = integral(profile);
        expect(whole, `${when}`).toBeNear(told, { abs: Math.abs(whole - integral(profile, 2)) + 1e-12 });
      }
    });

  if (sampled && !hasSites(profiles))
    test("a histogram holds the walkers, within half a bin of their mean and their spread", () => {
      for (const { when, coordinate, values } of profiles) {
        const bin = coordinate[1] - coordinate[0];
        const { sum, mean, variance } = momentsOf(coordinate, values);
        const survival = own("survival(w)", when) ?? 1;
        expect(sum * bin, `${when}`).toBeLessThanOrEqual(survival + 1e-12);
        if (Math.abs(sum * bin - survival) > 1e-12) continue;
        const [m, v] = [own("mean(w)", when), own("variance(w)", when)];
        if (m !== undefined) expect(mean, `${when}`).toBeNear(m, { abs: 0.5001 * bin });
        const inside = survival * WALKERS;
        if (v !== undefined)
          expect(Math.sqrt(variance), `${when}`).toBeNear(Math.sqrt((v * (inside - 1)) / inside), {
            abs: 0.5001 * bin,
          });
      }
    });
});
