/**
 * `free:` of a fit: parameters of the file that it may change, with their bounds.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import type { FreeParameter } from "#model/fit.ts";
import type { Parameter } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { formatDimension, sameDimension } from "#units/dimension.ts";
import { type ParsedUnit, parseUnit } from "#units/parse-unit.ts";
import { UnitError } from "#units/unit-error.ts";
import { quantityAt } from "./quantity.ts";

type FreeFile = NonNullable<ModelFile["fits"]>[string]["free"];

/** The free parameters; undefined, and reported, if one is wrong. */
export function readFree(
  draft: Draft,
  path: Path,
  value: FreeFile,
  parameters: readonly Parameter[],
): readonly FreeParameter[] | undefined {
  const before = draft.issues.length;
  const given = Array.isArray(value)
    ? value.map((name: string, i) => [name, {}, [...path, i] as Path] as const)
    : Object.entries(value).map(([name, bounds]) => [name, bounds, [...path, name] as Path] as const);
  const names = parameters.map(({ name }) => name);
  let tainted = false;
  const free = given.flatMap(([name, bounds, here], i): FreeParameter[] => {
    const parameter = parameters.find((one) => one.name === name);
    if (parameter === undefined) {
      tainted ||= draft.tainted.has(name);
      if (!draft.tainted.has(name))
        complain(
          draft,
          here,
          {
            code: "unknown-parameter",
            found: `"${name}", which is no parameter`,
            expected: names.length === 0 ? "a parameter under parameters:" : listed(names),
            fix: nearestName(name, names),
          },
          Array.isArray(value) ? "value" : "key",
        );
      return [];
    }
    if (given.findIndex(([other]) => other === name) < i) {
      complain(draft, here, { code: "one-of", found: `${name} twice`, expected: "each parameter once" });
      return [];
    }
    const { dimension, value: start } = parameter;
    const { above: aboveText, below: belowText, unit: unitText } = bounds as FreeBounds;
    const above = aboveText === undefined ? undefined : quantityAt(draft, [...here, "above"], aboveText, dimension);
    const below = belowText === undefined ? undefined : quantityAt(draft, [...here, "below"], belowText, dimension);
    const unit = unitText === undefined ? undefined : unitAt(draft, [...here, "unit"], unitText, parameter);
    if ((above !== undefined && !(start > above)) || (below !== undefined && !(start < below)))
      complain(draft, here, {
        code: "out-of-range",
        found: `${name} = ${start}, where the fit starts`,
        expected: "a value inside of its bounds under parameters:",
      });
    return [
      {
        name,
        start,
        dimension,
        ...(unit === undefined ? {} : { unit }),
        ...(above === undefined ? {} : { above }),
        ...(below === undefined ? {} : { below }),
      },
    ];
  });
  if (given.length === 0)
    complain(draft, path, { code: "missing-key", found: "no free parameter", expected: "one at least" });
  return draft.issues.length > before || tainted ? undefined : free;
}

interface FreeBounds {
  readonly above?: string | number;
  readonly below?: string | number;
  readonly unit?: string;
}

function unitAt(draft: Draft, path: Path, text: string, { dimension }: Parameter): ParsedUnit | undefined {
  try {
    const unit = parseUnit(text);
    if (sameDimension(unit.dimension, dimension)) return unit;
    complain(draft, path, {
      code: "wrong-dimension",
      found: `the unit "${text}"`,
      expected: `a unit of ${formatDimension(dimension)}`,
    });
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    complain(draft, path, { code: "bad-quantity", found: error.found, expected: error.expected, fix: error.fix });
  }
  return undefined;
}
