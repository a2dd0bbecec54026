/**
 * Expressions of the columns of a table and of free parameters, in `fits:`.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { dimensionOf } from "#model/expression/dimension-of.ts";
import { isCondition } from "#model/expression/expression.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import { simplify } from "#model/expression/simplify.ts";
import { namesIn, substitute } from "#model/expression/walk-tree.ts";
import type { MeasuredTable } from "#model/fit.ts";
import type { Path } from "#model/yaml-node.ts";
import type { Dimension } from "#units/dimension.ts";
import { isTainted, parsedAt, type ReadExpression, reportingExpressionErrors } from "./quantity.ts";

/** An expression in which columns and free parameters stay names; undefined, and reported, if it is wrong. */
export function columnExpression(
  draft: Draft,
  path: Path,
  value: string | number,
  table: MeasuredTable,
  free: ReadonlyMap<string, Dimension>,
): ReadExpression | undefined {
  const tree = parsedAt(draft, path, value);
  if (tree === undefined || isTainted(draft, tree)) return undefined;
  const columns = new Map(
    table.columns.flatMap((one) => (one.kind === "numbers" ? [[one.name, one.unit.dimension] as const] : [])),
  );
  for (const name of namesIn(tree))
    if (columns.has(name) && draft.constants.has(name)) {
      complain(draft, path, {
        code: "name-taken",
        found: `${name}, which is a column of ${table.name} and a parameter or constant`,
        expected: "one meaning for each name",
      });
      return undefined;
    }
  const constants = new Map([...draft.constants].filter(([name]) => !free.has(name)));
  const names = [...columns.keys(), ...free.keys(), ...constants.keys()];
  return reportingExpressionErrors(draft, path, () => {
    if (isCondition(tree))
      throw new ExpressionError({ range: tree.range, found: "a condition", expected: "a quantity" });
    const dimension = dimensionOf(tree, {
      text: String(value),
      name: (name) => {
        const constant = constants.get(name);
        return columns.get(name) ?? free.get(name) ?? (constant?.kind === "number" ? constant.dimension : undefined);
      },
      unknownName: (name) => {
        const near = nearestName(name, names);
        return `a column of ${table.name} or a parameter: ${listed(names)}${near === undefined ? "" : ` (did you mean ${near}?)`}`;
      },
    });
    return { expression: simplify(substitute(tree, constants)), dimension };
  });
}
