/** Models of stirred compartments from the text of a file, and what the closed-form level and the balances say of them. */

import { closedForm } from "#levels/closed-form/closed-form.ts";
import type { Recognition } from "#levels/closed-form/law.ts";
import { compartments } from "#levels/compartments/compartments.ts";
import type { Level, LevelResult, When } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { CallExpression } from "#model/expression/expression.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import type { Measure } from "#model/measure.ts";
import { measureOf } from "#model/measure-of-call.ts";
import type { Model, Solve } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved, taskOf } from "./models.ts";

export interface Stirred {
  readonly model: Model;
  /** What the closed form answers; NaN where it does not. */
  read(measure: string, when: When): number;
  /** What the balances answer; NaN where they do not. */
  balance(measure: string, when: When): number;
  /** What the chain of one parcel answers; NaN where it does not. */
  chain(measure: string, when: When): number;
  /** All solves of the file by the balances, all its measures. */
  solveAll(): LevelResult;
}

/** A model of compartments, without its first line. */
export function stirred(text: string): Stirred {
  const model = parseModel(`perrin: 1\n${text}`, { file: "stirred.yaml" });
  return {
    model,
    read: (measure, when) => ask(closedForm, model, measure, when),
    balance: (measure, when) => ask(compartments, model, measure, when),
    chain: (measure, when) => ask(master, model, measure, when),
    solveAll: () => solved(compartments.solve(taskOf(model, measuresOf(model)))),
  };
}

function ask(level: Level, model: Model, text: string, when: When): number {
  const measure: Measure = measureOf(parseExpression(text) as CallExpression, model);
  const solve: Solve =
    typeof when === "number"
      ? { kind: "transient", times: [0, when] }
      : { kind: when === "timeless" ? "steady" : when };
  const names = model.species.map(({ name }) => name);
  const result = solved(
    level.solve({
      model,
      species: names[0] ?? "",
      together: names,
      solves: [solve],
      measures: [measure],
      walkers: 0,
      seed: 1,
      refinement: 1,
    }),
  );
  return result.readings.find((reading) => reading.when === when)?.value ?? Number.NaN;
}

/** Why a law is not that of a model. */
export function refusal(recognition: Recognition): string {
  if (recognition.kind === "law") throw new Error(`${recognition.name} takes it for its own`);
  return `${recognition.because}; ${recognition.change}`;
}
