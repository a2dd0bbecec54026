/** Cases that are hard for an integrator of compartments, each with a law that says how far off it is. */
import { compartments } from "#levels/compartments/compartments.ts";
import type { LevelResult } from "#levels/contract.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { chainOf, fastPair, heldByUnitSlab, swellingCell } from "../../test/support/compartment-chain.ts";
import { solved, taskOf } from "../../test/support/models.ts";
import type { Timed } from "../measure.ts";

export interface HardCase {
  readonly name: string;
  /** What the error is taken from. */
  readonly compared: string;
  /** Largest relative error [1]. */
  readonly allowed: number;
  /** Largest CPU time [s]. */
  readonly mostSeconds: number;
  readonly work: () => number;
  /** Relative error of the last run [1]. */
  readonly error: () => number;
}

/** Ten million multiplications that wait for each other; of no use but to divide by. */
export const REFERENCE: Timed = {
  name: "reference",
  items: 1e6,
  work: () => {
    let x = 1;
    for (let i = 0; i < 1e7; i++) x *= 1.0000001;
    return x;
  },
};

/** The cases, their models read beforehand. */
export function hardCases(): readonly HardCase[] {
  const day = 86400;
  const swelling = Math.sqrt(
    (2 * 5e-22 * GAS_CONSTANT * 310.15 * 1e-13 * 1000 * day) / (1 + GAS_CONSTANT * 310.15 * 1e-6) + 1e-30,
  );
  const burst = swellingCell({ bursts: ", bursts: 2 pL", solve: "{transient: {until: 100 d, every: 1 d}}" })
    .replaceAll(", sugar: {P: 1e-4 m/s, sigma: 1}", ", sugar: impermeant")
    .replace("gel: 0 mM, sugar: 100 mM", "gel: 0 mM, sugar: 50 mM")
    .replace('outputs: {V: {of: "volume(cell)"}}', 'outputs: {burst: {of: "burst_time(cell)"}}');
  // 200 mM inside, 50 mM outside, bursts at twice the volume: t = [1 - w + w_eq ln((w_eq - 1)/(w_eq - w))] / k
  const rate = (1e-12 * 500e-12 * GAS_CONSTANT * 310.15 * 50) / 1e-15;
  const bursting = (1 - 2 + 4 * Math.log(3 / 2)) / rate;
  const times = [0.05, 0.1, 0.2, 0.4];
  return [
    caseOf({
      name: "a cell that swells without end, 1000 days",
      compared: "the square root of time, with the lag of what passes",
      allowed: 1e-9,
      text: swellingCell({}),
      exact: swelling,
      read: (result) => result.readings.at(-1)?.value,
    }),
    {
      ...caseOf({
        name: "no steady state of that cell",
        compared: "the words: its volume diverges",
        allowed: 0,
        text: swellingCell({ solve: "steady" }),
        exact: 1,
        read: () => 1,
      }),
      ...refusal(swellingCell({ solve: "steady" })),
    },
    caseOf({
      name: "a cell that bursts",
      compared: "the perfect osmometer (Lambert's W)",
      allowed: 1e-6,
      text: burst,
      exact: bursting,
      read: ({ readings }) => readings.find(({ when }) => when === "timeless")?.value,
    }),
    caseOf({
      name: "rates 1e12 apart",
      compared: "the quasi-steady limit exp(-t/2)/2",
      allowed: 1e-6,
      mostSeconds: 2,
      text: fastPair(1e12),
      exact: 0.5 * Math.exp(-4),
      read: (result) => result.readings.at(-1)?.value,
    }),
    ...[100, 1000].map((count) =>
      caseOf({
        name: `${count} compartments in a row`,
        compared: "the diffusion equation, by its series",
        allowed: 4 / (count * count),
        text: chainOf(count, times),
        exact: heldByUnitSlab(0.4),
        read: ({ readings }) =>
          readings.find(({ measure, when }) => measure.startsWith("amount") && when === 0.4)?.value,
      }),
    ),
  ];
}

interface Case extends Pick<HardCase, "name" | "compared" | "allowed"> {
  readonly mostSeconds?: number;
  readonly text: string;
  readonly exact: number;
  readonly read: (result: LevelResult) => number | undefined;
}

function caseOf({ text, exact, read, mostSeconds = 10, ...words }: Case): HardCase {
  const run = runnerOf(text);
  let found = Number.NaN;
  return {
    ...words,
    mostSeconds,
    work: () => {
      found = read(run()) ?? Number.NaN;
      return found;
    },
    error: () => Math.abs(found / exact - 1),
  };
}

/** Times the answer that there is none. */
function refusal(text: string): Pick<HardCase, "work" | "error"> {
  const run = runnerOf(text);
  let words = "";
  return {
    work: () => {
      try {
        run();
      } catch (error) {
        words = String(error);
      }
      return words.length;
    },
    error: () => (/the volume of cell diverges/.test(words) ? 0 : 1),
  };
}

function runnerOf(text: string): () => LevelResult {
  const model = parseModel(text);
  const together = model.species.map(({ name }) => name);
  const task = taskOf(model, measuresOf(model), { species: together[0] ?? "", together });
  return () => solved(compartments.solve(task));
}
