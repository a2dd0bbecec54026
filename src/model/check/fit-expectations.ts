/**
 * `expect:` of a fit: values that must come out of it.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import type { FitExpectation, FitLaw } from "#model/fit.ts";
import { placeOf } from "#model/issue.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { type Path, rangeAt } from "#model/yaml-node.ts";
import { DIMENSIONLESS, type Dimension } from "#units/dimension.ts";
import { dimensionAt, quantityAt } from "./quantity.ts";

type FitFile = NonNullable<ModelFile["fits"]>[string];

/** The expectations that are right. */
export function readFitExpectations(
  draft: Draft,
  path: Path,
  { expect = [], validate }: FitFile,
  laws: readonly FitLaw[],
  observed: Dimension,
): readonly FitExpectation[] {
  const known = knownResults(laws, observed, validate !== undefined);
  return expect.flatMap(({ of, value, rel, abs }, i) => {
    const here = [...path, "expect", i];
    const dimension = known.get(of);
    if (!known.has(of)) {
      complain(draft, [...here, "of"], {
        code: "unknown-output",
        found: `"${of}", which this fit does not state`,
        expected: listed(known.keys()),
        fix: nearestName(of, known.keys()),
      });
      return [];
    }
    const its = dimension ?? dimensionAt(draft, [...here, "value"], value);
    if (its === undefined) return [];
    const number = quantityAt(draft, [...here, "value"], value, its);
    const relative = rel === undefined ? undefined : quantityAt(draft, [...here, "rel"], rel, DIMENSIONLESS);
    const absolute = abs === undefined ? undefined : quantityAt(draft, [...here, "abs"], abs, its);
    if (rel === undefined && abs === undefined)
      complain(draft, here, {
        code: "missing-key",
        found: "a value without rel or abs",
        expected: "rel: or abs:, how far off it may be",
      });
    if (number === undefined || (relative === undefined && absolute === undefined)) return [];
    return {
      of,
      value: number,
      ...(relative === undefined ? {} : { rel: relative }),
      ...(absolute === undefined ? {} : { abs: absolute }),
      line: placeOf(draft.text, rangeAt(draft.root, here)).line,
    };
  });
}

/** What a fit states, with dimensions; undefined for that of a free factor, which is whatever it is. */
function knownResults(
  laws: readonly FitLaw[],
  observed: Dimension,
  validated: boolean,
): ReadonlyMap<string, Dimension | undefined> {
  return new Map(
    laws.flatMap(({ name, free, freeScale }, i) => {
      const before = i === 0 ? "" : `${name}.`;
      return [
        ...free.map((one) => [before + one.name, one.dimension] as const),
        ...(freeScale ? [[`${before}scale`, undefined] as const] : []),
        [`${before}rms`, observed] as const,
        ...(validated ? [[`${before}leave_one_out`, observed] as const] : []),
        [`${before}chi_square`, undefined] as const,
      ];
    }),
  );
}
