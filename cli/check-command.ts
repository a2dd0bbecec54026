/**
 * `perrin check`: what a model says, and which levels can carry it, without running it.
 *
 * @module
 */

import { explainModel } from "#model/explain.ts";
import { LEVEL_NAMES } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { type ExplainedModel, explanationText, type LevelAnswer } from "#report/explanation-text.ts";
import { levelNamed, participation } from "#run/level-registry.ts";
import { coarseGrained } from "#step-law/coarse-grained.ts";
import { EXIT, type ExitStatus } from "./exit-status.ts";
import { dataFilesBeside, hashOf, readModelText, withWalkers } from "./model-file.ts";
import { packageVersion } from "./package-root.ts";
import { styleOf } from "./terminal.ts";

/** Options of the command. */
export interface CheckCommandOptions {
  readonly set: Readonly<Record<string, string>>;
  readonly walkers?: number;
  readonly json?: boolean;
}

/** Explains the model; 2 if a level that the file lists cannot carry it. */
export function checkCommand(word: string, { set, walkers, json }: CheckCommandOptions): ExitStatus {
  const file = readModelText(word);
  const data = dataFilesBeside(file.path);
  const model = parseModel(file.text, { file: file.shown, readFile: data.readFile, set: withWalkers(set, walkers) });
  const levels = LEVEL_NAMES.map((name): LevelAnswer => {
    const level = levelNamed(name);
    if (!level)
      return { level: name, accepts: false, because: "it comes with a later version", change: "leave it out" };
    const answer = participation(level, model, model.levels);
    return answer.accepts
      ? { level: name, accepts: true }
      : { level: name, accepts: false, because: answer.because, change: answer.change };
  });
  const explained: ExplainedModel = {
    name: file.name,
    ...(model.title === undefined ? {} : { title: model.title }),
    ...(model.question === undefined ? {} : { question: model.question }),
    hash: hashOf(file.text, set, data.read),
    explanation: explainModel(model),
    coarseGrained: model.species.flatMap((species) =>
      coarseGrained(species, model).map((each) => ({ species: species.name, ...each })),
    ),
    levels: model.species.length === 0 ? [] : levels,
  };
  process.stdout.write(
    json
      ? `${JSON.stringify({ perrin: packageVersion(), ...explained }, null, 2)}\n`
      : explanationText(explained, styleOf(process.stdout, process.env)),
  );
  const refused = levels.filter(({ level, accepts }) => !accepts && model.levels?.some((listed) => listed === level));
  if (refused.length === 0 || model.species.length === 0) return EXIT.well;
  process.stderr.write(
    `levels: the file lists ${refused.map(({ level }) => level).join(", ")}, which cannot carry it.\n`,
  );
  return EXIT.input;
}
