/**
 * The files of `--out`: the document, tables, figures, a report and the model itself.
 *
 * @module
 */

import { type DrawnFigure, htmlReport } from "#report/html-report.ts";
import { resultTables } from "#report/result-tables.ts";
import { csvText } from "#report/table.ts";
import { documentOf } from "#run/field-report.ts";
import { drawFigure } from "./draw-figure.ts";
import type { JobResult } from "./job.ts";
import type { ModelText } from "./model-file.ts";
import { fieldsFile } from "./netcdf-fields.ts";
import { tracksFile } from "./netcdf-file.ts";
import type { ResultFiles } from "./result-folder.ts";

/** Names and contents of all files. */
export async function resultFiles({ results, figures, asked }: JobResult, model: ModelText): Promise<ResultFiles> {
  const [result] = results;
  if (result === undefined) throw new Error("a run without a result");
  const files = new Map<string, string | Uint8Array>();
  files.set("result.json", `${JSON.stringify(documentOf(result), null, 2)}\n`);
  for (const table of resultTables(result)) files.set(`${table.name}.csv`, csvText(table));
  const tracks = await tracksFile(result);
  if (tracks !== undefined) files.set("tracks.nc", tracks);
  const fields = await fieldsFile(result);
  if (fields !== undefined) files.set("fields.nc", fields);
  const drawn: readonly DrawnFigure[] = figures.map((figure) => ({ figure, svg: drawFigure(figure) }));
  for (const { figure, svg } of drawn) files.set(`${figure.name}.svg`, `${svg}\n`);
  files.set("report.html", htmlReport(result, drawn, model.text, asked));
  files.set("model.yaml", model.text);
  return files;
}
