/**
 * A law of columns as a curve for a fit: its values at the rows, with exact slopes where the expression has them.
 *
 * @module
 */

import { derivative } from "#model/expression/derivative.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import { type MeasuredTable, numbersOf } from "#model/fit.ts";
import type { CurveAnswer, CurveQuestion } from "./curve-fit.ts";

/**
 * The curve of an expression whose names are free parameters and columns of a table.
 *
 * @throws ExpressionError for a name that is neither.
 */
export function lawCurve(
  law: Expression,
  free: readonly string[],
  table: MeasuredTable,
): (question: CurveQuestion) => CurveAnswer {
  const slopes = free.map((name) => derivative(law, name));
  const rows = table.columns[0]?.values.length ?? 0;
  const columns = new Map(
    table.columns.flatMap(({ name }) => {
      const column = numbersOf(table, name);
      return column === undefined ? [] : [[name, column.values] as const];
    }),
  );
  const at = (e: Expression, parameters: readonly number[]) =>
    Float64Array.from({ length: rows }, (_, i) =>
      evaluate(e, {
        name(name) {
          const j = free.indexOf(name);
          return j >= 0 ? parameters[j] : columns.get(name)?.[i];
        },
      }),
    );
  return ({ parameters, slopes: wanted }) => ({
    values: at(law, parameters),
    ...(wanted ? { slopes: slopes.map((slope) => at(slope, parameters)) } : {}),
  });
}
