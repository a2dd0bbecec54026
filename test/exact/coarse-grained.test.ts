/**
 * What a motion looks like from afar, in rows of `perrin check`: every row scales as its unit says, and is what the law of
 * the motion shows. Slopes are those from 100 s to 200 s: the motions forget within seconds, and variances of 1e3 m^2
 * are known to 1e-12.
 */
import { describe, expect, test } from "vitest";
import type { Level } from "#levels/contract.ts";
import type { LevelName } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { levelNamed } from "#run/level-registry.ts";
import { type CoarseGrained, coarseGrained, coarseNote } from "#step-law/coarse-grained.ts";
import { type Frame, HERE, solvedIn, written } from "../support/asked-in-frame.ts";
import { CASES } from "../support/asked-motions.ts";

const REST = `domain: {geometry: line}
initial: {w: {at: @0}}
solve: {transient: {until: 12 s, every: 3 s}}
`;
const motionOf = (text: string) => `species: {w: {motion: {${text}}}}\n${REST}`;
const walkOf = (step: string, clock: string) => `species: {w: {walk: {step: {${step}}, clock: {${clock}}}}}\n${REST}`;

/** Motions that are described from afar. */
const MOTIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(CASES)
      .filter(([, { text }]) => /motion:|walk:|inertia:/.test(text))
      .map(([name, { text }]) => [name, text]),
  ),
  "a Lévy flight of index 2": motionOf("flight: {index: 2, K: 3 m^2/s}"),
  "steps of a stable law": walkOf("stable: 2 m, index: 1.5", "fixed: 4 s"),
  "steps of a power law": walkOf("zipf: 1 m, index: 1.5", "fixed: 2 s"),
  "a motor of two substeps": motionOf("motor: {step: 2 m, forward: [2 1/s, 4 1/s], backward: [0 1/s, 0 1/s]}"),
};

function speciesIn(text: string, frame: Frame) {
  const model = parseModel(`perrin: 1\n${written(text, frame)}`, { file: "rows" });
  const [species] = model.species;
  if (species === undefined) throw new Error("no species");
  return { model, species };
}

function rowsIn(text: string, frame: Frame): readonly CoarseGrained[] {
  const { model, species } = speciesIn(text, frame);
  return coarseGrained(species, model);
}

/** How a unit of m, s and kg grows with the frame; kg is J s^2/m^2, and J stays. */
function growth(unit: string, { L, T }: Frame): number {
  const of = { m: L, s: T, kg: T ** 2 / L ** 2 } as const;
  let factor = 1;
  for (const [, name, power = "1"] of unit.matchAll(/\b(kg|m|s)(?:\^(-?[\d.]+))?(?= |$)/g))
    factor *= of[name as keyof typeof of] ** Number(power);
  return factor;
}

describe.each(Object.entries(MOTIONS))("%s", (_, text) => {
  test("its rows scale with the units of length and time", () => {
    const rows = rowsIn(text, HERE);
    expect(rows.length).toBeGreaterThan(0);
    for (const frame of [
      { L: 2 ** -10, T: 1, shift: 0 },
      { L: 8, T: 2 ** 5, shift: 0 },
    ]) {
      const others = rowsIn(text, frame);
      expect(others.map(({ symbol }) => symbol)).toEqual(rows.map(({ symbol }) => symbol));
      for (const [i, { symbol, value, unit }] of rows.entries())
        if (frame.T === 1 || !symbol.includes("1 s"))
          expect(others[i]?.value, symbol).toBeNear(value * growth(unit, frame), { rel: 1e-12, abs: 1e-15 });
    }
  });
});

/** Asks a level for a measure of the motion at a time; where it has none, pass any. */
function asker(text: string, by: LevelName = "closed-form") {
  return (measure: string, time = 1): number => {
    const solve = `solve: {transient: {until: ${time} s, times: [${time} s]}}`;
    const given = {
      text: measure.startsWith("step_") ? text : text.replace(/^solve: .*/m, solve),
      asked: { [measure]: [0, 0] as const },
      levels: [by],
    };
    const { result } = solvedIn(levelNamed(by) as Level, given, HERE);
    const reading = result.readings.find(
      ({ when }) => when === time || when === "timeless" || measure.startsWith("step_"),
    );
    if (reading === undefined) throw new Error(`${by} does not state ${measure} at ${time} s`);
    return reading.value;
  };
}

type Asker = ReturnType<typeof asker>;
const slope = (of: (time: number) => number) => (of(200) - of(100)) / 100;
const speed = (ask: Asker) => slope((t) => ask("mean(w)", t));
const spreading = (ask: Asker) => slope((t) => ask("variance(w)", t)) / 2;
const doubling = (of: (time: number) => number, time: number) => Math.log2(of(2 * time) / of(time));
/** The memory of direction of a persistent walk by steps: second differences of the msd are 2 l^2 rho^n. */
const memory = (ask: Asker) => {
  const second = (n: number) => ask("msd(w)", n + 1) - 2 * ask("msd(w)", n) + ask("msd(w)", n - 1);
  return second(3) / second(2);
};
const decay = (ask: Asker) => Math.log(ask("vacf(w)", 1) / ask("vacf(w)", 2));

/** What the law shows of each row, by its symbol. */
type Shown = Readonly<Record<string, (ask: Asker, text: string) => number>>;

/** A hundred waits. */
const waits = (text: string) => (text.includes("poisson: 0.5 s") ? 50 : 100);

const STEPS: Shown = {
  v: speed,
  D: spreading,
  // by a Poisson clock it is D
  "D, leading order": (_, text) =>
    spreading(asker(text.replace(/fixed:|gamma: {mean:/, "poisson:").replace(/, shape: \d}/, ""))),
  skewness: (ask, text) => ask("skewness(w)", waits(text)),
  "excess kurtosis": (ask, text) => ask("excess_kurtosis(w)", waits(text)),
};
const URNS: Shown = {
  "v at the start": (ask) => ask("mean(w)", 1) - 2,
  "D at the start": (ask) => ask("variance(w)", 1) / 2,
  "slowest rate": (ask) => Math.log(ask("mean(w)", 6) / ask("mean(w)", 7)),
  "variance at rest": (ask) => (ask("variance(w)", 200) + ask("variance(w)", 201)) / 2,
};
const PERSISTENT: Shown = {
  v: speed,
  c: (ask) => Math.sqrt(ask("msd(w)", 1)),
  D: spreading,
  alpha: (ask) => -Math.log(memory(ask)),
  "alpha, leading order": (ask) => 1 - memory(ask),
  "D, telegrapher": (ask) => -1 / Math.log(memory(ask)),
  "D, telegrapher, leading order": (ask) => 1 / (1 - memory(ask)),
};
const RUNS: Shown = {
  v: speed,
  c: (ask) => ask("vacf(w)", 1) / Math.sqrt(ask("vacf(w)", 2)),
  alpha: decay,
  D: (ask) => spreading(ask),
};
const IN_PLANE: Shown = { ...RUNS, v: () => 0, D: (ask) => slope((t) => ask("msd(w)", t)) / 4 };
const MOTOR: Shown = {
  v: speed,
  D: spreading,
  randomness: (ask) => (2 * spreading(ask)) / speed(ask),
  "mean run length": (_, text) => asker(text, "master")("mean_run_length(w)"),
};
const FREE_INERTIA: Shown = {
  zeta: (ask) => 1 / spreading(ask),
  tau: (ask) => 1 / decay(ask),
  v_rms: (ask) => ask("vacf(w)", 1) / Math.sqrt(ask("vacf(w)", 2)),
  flight: (ask) => ask("vacf(w)", 1) / Math.sqrt(ask("vacf(w)", 2)) / decay(ask),
  D: spreading,
  "msd lost": (ask) => ask("msd(w)", 200) - 2 * ask("msd(w)", 100),
};

/** Rows against laws: of which motions, what is shown, and how nearly. */
const LAWS: readonly (readonly [name: string, Shown, rel: number])[] = [
  ["a lattice walk with a bias", STEPS, 1e-11],
  ["a lattice walk by a Poisson clock", STEPS, 1e-11],
  ["a lattice walk that rests, by a Poisson clock", STEPS, 1e-11],
  ["waits of a gamma law", STEPS, 1e-11],
  ["uniform steps", STEPS, 1e-11],
  ["Laplace steps", STEPS, 1e-11],
  ["skewed steps", STEPS, 1e-11],
  ["Ehrenfest's urns, a lattice walk", URNS, 1e-11],
  ["a persistent walk", PERSISTENT, 1e-11],
  ["runs with reversals", RUNS, 1e-11],
  ["runs and tumbles in a plane", IN_PLANE, 1e-11],
  ["waits without a mean", { "exponent of the MSD": (ask) => doubling((t) => ask("msd(w)", t), 3) }, 1e-12],
  [
    "subdiffusion",
    {
      alpha: (ask) => doubling((t) => ask("msd(w)", t), 3),
      K: (ask) => (ask("msd(w)", 1) * Math.sqrt(Math.PI)) / 4,
      "<x²> at 1 s": (ask) => ask("msd(w)", 1),
      "excess kurtosis": (ask) => ask("excess_kurtosis(w)", 5),
      // of a track of n steps it is EB (1 + O(n^-1/2))
      "ergodicity breaking": () => Math.PI / 2 - 1,
    },
    1e-12,
  ],
  [
    "fractional Brownian motion",
    {
      alpha: (ask) => doubling((t) => ask("msd(w)", t), 3),
      K: (ask) => ask("msd(w)", 1) / 2,
      rho_1: (ask) => ask("step_correlation(w, 1)", 3),
      rho_2: (ask) => ask("step_correlation(w, 2)", 3),
      "excess kurtosis": (ask) => ask("excess_kurtosis(w)", 5),
      "ergodicity breaking": () => 0,
    },
    1e-12,
  ],
  [
    "a Lévy flight",
    {
      K: (ask) => -Math.log(ask("intermediate_scattering(w, 0.25 1/m)", 1)) * 8,
      "exponent of the width": (ask) => doubling((t) => ask("quantile(w, 0.9)", t), 3),
      "interquartile range after 1 s": (ask) => ask("quantile(w, 0.75)", 1) - ask("quantile(w, 0.25)", 1),
      "mean distance after 1 s": (ask) => ask("mean_distance(w)", 1),
      tail: (ask) => ask("probability(w, abs(x) > 1e8 m)", 1) * 1e12,
    },
    1e-9,
  ],
  ["a Lévy flight of index 2", { D: spreading, K: spreading }, 1e-12],
  ["a motor that falls off", MOTOR, 1e-9],
  ["a motor that is pulled back", MOTOR, 1e-9],
  [
    "a motor of two substeps",
    { v: speed, D: spreading, randomness: (ask) => spreading(ask) / speed(ask) }, // 2 D / v l, l = 2 m
    1e-9,
  ],
  ["inertia", FREE_INERTIA, 1e-11],
];

describe("rows from afar are what the law shows", () => {
  test.each(LAWS)("%s", (name, shown, rel) => {
    const text = MOTIONS[name] as string;
    const ask = asker(text);
    const rows = new Map(rowsIn(text, HERE).map(({ symbol, value }) => [symbol, value]));
    for (const [symbol, law] of Object.entries(shown))
      expect(rows.get(symbol), symbol).toBeNear(law(ask, text), { rel, abs: 1e-12 });
  });
});

test("walks with a bias by site spread otherwise than a trap at first, and the note says how", () => {
  for (const [M, at, beside] of [
    [4, 4, "above"],
    [16, 8, "below"],
  ] as const) {
    // p = 1/2 - x / 2 M l; a trap has the variance M l^2 / 2 (1 - e^(-2 n / M)) after n ticks
    const step = `lattice: 2 m, right: 0.5 - (x - @0) / (${4 * M} m)`;
    const text = walkOf(step, "fixed: 1 s").replace("at: @0", `at: @${at}`);
    const { model, species } = speciesIn(text, HERE);
    const trap = 2 * M * (1 - Math.exp(-20 / M));
    const variance = asker(text)("variance(w)", 10);
    const less = 100 * Math.abs(1 - variance / trap);
    expect(coarseNote(species, model)).toContain(
      `After 10 ticks its variance is ${variance.toPrecision(6)} m^2, ${less.toPrecision(3)} % ${beside} the ${trap.toPrecision(6)} m^2`,
    );
  }
});
