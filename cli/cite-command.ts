/**
 * `perrin cite`: the sources of the laws, methods and data that a model rests on.
 *
 * @module
 */

import { parseModel } from "#model/parse-model.ts";
import { citationsOf, citationText } from "#report/citations.ts";
import { EXIT, type ExitStatus } from "./exit-status.ts";
import { dataFilesBeside, readModelText } from "./model-file.ts";
import { packageVersion } from "./package-root.ts";
import { runJob } from "./run-job.ts";

/** Walkers of the small run that shows which laws and methods are used. */
const FEW_WALKERS = 64;

/** Prints the sources. Which methods a level uses shows only when it runs, so the model is run with few walkers. */
export async function citeCommand(word: string): Promise<ExitStatus> {
  const file = readModelText(word);
  const model = parseModel(file.text, { file: file.shown, readFile: dataFilesBeside(file.path).readFile });
  const job = {
    model: file,
    version: packageVersion(),
    set: {},
    walkers: FEW_WALKERS,
    threads: 1,
    figures: false,
    bare: true,
  };
  const { results } = await runJob(job, () => {});
  const sources = [
    ...[model.source, ...model.references].flatMap((text) => (text === undefined ? [] : [{ text, usedBy: "model" }])),
    ...model.measurements.flatMap(({ name, source }) => (source === undefined ? [] : [{ text: source, usedBy: name }])),
    ...Object.entries(results[0]?.levels ?? {}).flatMap(([level, report]) =>
      report.sources.map((text) => ({ text, usedBy: level })),
    ),
  ];
  process.stdout.write(citationText(citationsOf(sources)));
  return EXIT.well;
}
