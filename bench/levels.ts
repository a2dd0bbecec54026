/** CPU time of each level on fixed examples. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseModel } from "#model/parse-model.ts";
import { acceptance, LEVELS } from "#run/level-registry.ts";
import { runModel } from "#run/run-model.ts";
import { ROOT } from "../scripts/source-files.ts";
import { timings } from "./measure.ts";

const EXAMPLES = ["109", "111", "120", "301", "307"];
const ROUNDS = 3;

export interface LevelRow {
  readonly example: string;
  readonly level: string;
  /** Walkers of a sampled level. */
  readonly walkers: number | undefined;
  /** CPU time of a whole run at that level alone [ms], and half its quartile distance relative to it [1]. */
  readonly time: number;
  readonly spread: number;
}

/** Times of all levels of the examples that carry them. */
export function levelRows(): LevelRow[] {
  const files = readdirSync(join(ROOT, "examples"));
  return EXAMPLES.flatMap((number) => {
    const example = files.find((file) => file.startsWith(`${number}-`));
    if (example === undefined) throw new Error(`there is no example ${number}`);
    const model = parseModel(readFileSync(join(ROOT, "examples", example), "utf8"), { file: example });
    const levels = LEVELS.filter((level) => acceptance(level, model).accepts);
    const subjects = levels.map(({ name }) => ({
      name,
      items: 1e6,
      work: () => {
        const run = runModel(
          { ...model, expectations: [], agree: [] },
          { version: "", name: "", hash: "", levels: [name] },
        );
        let steps = 0;
        while (!run.next().done) steps++;
        return steps;
      },
    }));
    return timings(subjects, ROUNDS).map(({ name, median, spread }) => ({
      example: example.replace(/\.yaml$/, ""),
      level: name,
      walkers: levels.find((level) => level.name === name)?.sampled ? model.sampling.walkers : undefined,
      time: median,
      spread,
    }));
  });
}
