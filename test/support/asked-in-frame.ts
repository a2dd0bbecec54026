/** Models of motions written in any units of length and time and at any place, and what levels answer to them. */

import type { Level, LevelResult, Task } from "#levels/contract.ts";
import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import type { Case } from "./asked-case.ts";
import { solved } from "./models.ts";

/** How lengths and times are written, and by how far all places are moved. */
export interface Frame {
  readonly L: number;
  readonly T: number;
  readonly shift: number;
}

/** Exponents of m and s in a unit such as "m^2/s^0.5"; J stays, so that kg is s^2/m^2 and mol, with mol/m^3, m^3. */
function exponentsOf(unit: string): readonly [number, number] {
  let [m, s] = [0, 0];
  for (const [, sign, name, power = "1"] of unit.matchAll(/(^|[/ ])(mol|kg|J|m|s|1)(?:\^([\d.]+))?/g)) {
    const by = (sign === "/" ? -1 : 1) * Number(power);
    if (name === "m") m += by;
    if (name === "s") s += by;
    if (name === "mol") m += 3 * by;
    if (name === "kg") [m, s] = [m - 2 * by, s + 2 * by];
  }
  return [m, s];
}

/** A text in another frame. */
export function written(text: string, { L, T, shift }: Frame): string {
  const scaled = text.replace(
    /(?<![\w.@^])(-?\d[\d.]*) ((?:mol|kg|J|m|s|1)(?:\^[\d.]+)?(?:\/[ms](?:\^[\d.]+)?)*)(?!\w)/g,
    (_, value, unit) => {
      const [m, s] = exponentsOf(unit);
      return `${Number(value) * L ** m * T ** s} ${unit}`;
    },
  );
  return scaled.replace(/@(-?[\d.]+)/g, (_, at) => `${Number(at) * L + shift} m`);
}

/** As the models stand. */
export const HERE: Frame = { L: 1, T: 1, shift: 0 };

/** What a level answers, with a curve at every record if wished, and the measures in the order in which they are asked. */
export function solvedIn(
  level: Level,
  { text, asked }: Case,
  frame: Frame,
  { walkers = 128, refinement = 1, profiles = false } = {},
): { readonly result: LevelResult; readonly keys: readonly string[] } {
  const outputs = Object.keys(asked).map((measure, i) => `  o${i}: {of: "${written(measure, frame)}"}\n`);
  const plain = parseModel(`perrin: 1\n${written(text, frame)}outputs:\n${outputs.join("")}`, { file: "units" });
  const at = plain.solves.flatMap((solve) => (solve.kind === "transient" ? solve.times : []));
  const model: Model = profiles ? { ...plain, plots: [{ kind: "profile", of: [], at }] } : plain;
  const measures = measuresOf(model);
  const task: Task = { model, species: "w", solves: model.solves, measures, walkers, seed: 3, refinement };
  return { result: solved(level.solve(task)), keys: measures.map(({ key }) => key) };
}
