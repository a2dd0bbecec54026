/**
 * `domain:` of a rectangle, a box or a cylinder of finite length: its axes, and the media painted in it.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { dimensionOf } from "#model/expression/dimension-of.ts";
import { type Expression, isCondition } from "#model/expression/expression.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { simplify } from "#model/expression/simplify.ts";
import { substitute } from "#model/expression/walk-tree.ts";
import type { GridAxis, GridDomain, PaintedMedium } from "#model/model.ts";
import { MOST_GRID_CELLS } from "#model/schema/domain.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { dimension } from "#units/dimension.ts";
import {
  isTainted,
  numberExpression,
  parsedAt,
  positiveAt,
  quantityAt,
  reportingExpressionErrors,
} from "./quantity.ts";

const LENGTH = dimension("m");

type DomainFile = NonNullable<ModelFile["domain"]>;
type CartesianFile = Extract<DomainFile, { geometry: "rectangle" | "box" }>;
type RoundFile = Extract<DomainFile, { geometry: "cylinder" | "sphere" }>;
type MediaFile = NonNullable<CartesianFile["media"]>;

/** A rectangle or a box; undefined, and reported, if it is wrong. */
export function readCartesian(draft: Draft, domain: CartesianFile): GridDomain | undefined {
  const { geometry, size, from, cells } = domain;
  const names = geometry === "rectangle" ? (["x", "y"] as const) : (["x", "y", "z"] as const);
  const right = [
    hasOneEach(draft, ["domain", "size"], size, names, "1 um"),
    from === undefined || hasOneEach(draft, ["domain", "from"], from, names, "0 um"),
    cells === undefined || hasOneEach(draft, ["domain", "cells"], cells, names, "64"),
  ];
  if (right.includes(false)) return undefined;
  const axes = names.map((name, i): GridAxis | undefined => {
    const length = positiveAt(draft, ["domain", "size", i], size[i] as string, LENGTH, "a size");
    const start = from === undefined ? 0 : quantityAt(draft, ["domain", "from", i], from[i] as string, LENGTH);
    if (length === undefined || start === undefined) return undefined;
    return { name, from: start, size: length, ...(cells === undefined ? {} : { cells: cells[i] as number }) };
  });
  if (!axes.every((axis) => axis !== undefined)) return undefined;
  return finished(draft, geometry, axes, domain);
}

/** A cylinder with a length; undefined, and reported, if it is wrong. */
export function readFiniteCylinder(draft: Draft, domain: RoundFile): GridDomain | undefined {
  const { radius, cells, layers } = domain;
  const inner = domain["inner-radius"];
  if (layers !== undefined || radius === undefined) {
    complain(
      draft,
      ["domain", layers === undefined ? "length" : "layers"],
      {
        code: "one-of",
        found: layers === undefined ? "a cylinder with a length and no radius" : "layers in a cylinder with a length",
        expected:
          'radius:, and what is not the same everywhere as media: [{medium: gel}, {medium: rod, where: "r < 1 um"}]',
      },
      "key",
    );
    return undefined;
  }
  if (
    cells !== undefined &&
    (typeof cells === "number" || !hasOneEach(draft, ["domain", "cells"], cells, ["r", "z"], "64"))
  ) {
    if (typeof cells === "number")
      complain(draft, ["domain", "cells"], {
        code: "wrong-type",
        found: String(cells),
        expected: "the number of cells along r and along z",
        fix: `[${cells}, ${cells}]`,
      });
    return undefined;
  }
  const outer = positiveAt(draft, ["domain", "radius"], radius, LENGTH, "a radius");
  const length = positiveAt(draft, ["domain", "length"], domain.length as string, LENGTH, "a length");
  const from = inner === undefined ? 0 : quantityAt(draft, ["domain", "inner-radius"], inner, LENGTH);
  if (outer === undefined || length === undefined || from === undefined) return undefined;
  if (from < 0 || from >= outer) {
    complain(draft, ["domain", "inner-radius"], {
      code: "out-of-range",
      found: `"${inner}"`,
      expected: "a radius that is not negative, and less than the outer one",
    });
    return undefined;
  }
  const counted = (i: number) => (cells === undefined ? {} : { cells: (cells as readonly number[])[i] as number });
  const axes: readonly GridAxis[] = [
    { name: "r", from, size: outer - from, ...counted(0) },
    { name: "z", from: 0, size: length, ...counted(1) },
  ];
  return finished(draft, "cylinder", axes, domain);
}

/** The most cells of a grid. */
const MOST_CELLS = 64e6;

function finished(
  draft: Draft,
  geometry: GridDomain["geometry"],
  axes: readonly GridAxis[],
  file: { readonly medium?: string | undefined; readonly media?: MediaFile | undefined },
): GridDomain | undefined {
  const total = axes.reduce((product, { cells = 1 }) => product * cells, 1);
  if (total > MOST_CELLS) {
    complain(draft, ["domain", "cells"], {
      code: "out-of-range",
      found: `${total} cells`,
      expected: `at most ${MOST_CELLS} of them, and ${MOST_GRID_CELLS} along an axis`,
    });
    return undefined;
  }
  if (file.medium !== undefined && file.media !== undefined) {
    complain(
      draft,
      ["domain", "medium"],
      { code: "one-of", found: "medium beside media", expected: "media: with the one that is everywhere first" },
      "key",
    );
    return undefined;
  }
  if (file.media === undefined) return { kind: "grid", geometry, axes, media: [{ medium: file.medium ?? "" }] };
  const media = file.media.map((one, i) => readPainted(draft, ["domain", "media", i], one, axes, i === 0));
  if (!media.every((one) => one !== undefined)) return undefined;
  if (media.length > 0) return { kind: "grid", geometry, axes, media };
  complain(draft, ["domain", "media"], { code: "missing-key", found: "no medium", expected: "at least one medium" });
  return undefined;
}

function readPainted(
  draft: Draft,
  path: Path,
  { medium, where, box }: MediaFile[number],
  axes: readonly GridAxis[],
  isFirst: boolean,
): PaintedMedium | undefined {
  const given = [where, box].filter((one) => one !== undefined).length;
  if (given === 2 || (given === 0) !== isFirst) {
    complain(draft, path, {
      code: "one-of",
      found:
        given === 2
          ? "both where and box"
          : isFirst
            ? "a first medium that is not everywhere"
            : `${medium} without a place`,
      expected: isFirst
        ? "the medium that is everywhere first: {medium: water}, and then what is painted over it"
        : "where: (a condition) or box: ([from, to] along each axis)",
      ...(given === 0 ? { because: "What is painted later lies over what was there before." } : {}),
    });
    return undefined;
  }
  if (where !== undefined) {
    const condition = conditionAt(draft, [...path, "where"], where, axes);
    return condition && { medium, where: condition };
  }
  if (box === undefined) return { medium };
  const inside = readBox(draft, [...path, "box"], box, axes);
  return inside && { medium, where: inside };
}

/** A condition on the coordinates of a grid; undefined, and reported, if it is wrong. */
function conditionAt(draft: Draft, path: Path, text: string, axes: readonly GridAxis[]): Expression | undefined {
  const tree = parsedAt(draft, path, text);
  if (tree === undefined || isTainted(draft, tree)) return undefined;
  const names = coordinateNames(axes);
  return reportingExpressionErrors(draft, path, () => {
    if (!isCondition(tree))
      throw new ExpressionError({
        range: tree.range,
        found: "a quantity, which is neither true nor false",
        expected: `a condition on ${listed(names)}, such as ${names[0]} < 1 um`,
      });
    const known = `one of ${[...names, ...draft.constants.keys()].join(", ")}`;
    dimensionOf(tree, {
      text,
      name: (name) => {
        if (names.includes(name)) return LENGTH;
        const constant = draft.constants.get(name);
        return constant?.kind === "number" ? constant.dimension : undefined;
      },
      unknownName: () => known,
    });
    const constants = new Map([...draft.constants].filter(([name]) => !names.includes(name)));
    return simplify(substitute(tree, constants));
  });
}

/** What expressions of position may name: the axes, and in a plane or box the distance from the origin. */
export function coordinateNames(axes: readonly GridAxis[]): readonly string[] {
  const names = axes.map(({ name }) => name);
  return names.includes("r") ? names : [...names, "r"];
}

/** from <= x and x < to along each axis. */
function readBox(
  draft: Draft,
  path: Path,
  box: readonly (readonly (string | number)[])[],
  axes: readonly GridAxis[],
): Expression | undefined {
  if (
    !hasOneEach(
      draft,
      path,
      box,
      axes.map(({ name }) => name),
      "[0 um, 1 um]",
    )
  )
    return undefined;
  let whole: Expression | undefined;
  for (const [i, interval] of box.entries()) {
    if (!hasOneEach(draft, [...path, i], interval, ["from", "to"], "1 um")) return undefined;
    const [from, to] = interval.map((x, k) => quantityAt(draft, [...path, i, k], x, LENGTH, "a coordinate"));
    if (from === undefined || to === undefined) return undefined;
    if (from >= to) {
      complain(draft, [...path, i], {
        code: "out-of-range",
        found: `[${interval.join(", ")}]`,
        expected: "the smaller coordinate first",
      });
      return undefined;
    }
    const range = { offset: 0, length: 0 };
    const at: Expression = { kind: "name", name: (axes[i] as GridAxis).name, range };
    const along: Expression = {
      kind: "logical",
      operator: "and",
      left: { kind: "comparison", operator: ">=", left: at, right: numberExpression(from, LENGTH), range },
      right: { kind: "comparison", operator: "<", left: at, right: numberExpression(to, LENGTH), range },
      range,
    };
    whole = whole === undefined ? along : { kind: "logical", operator: "and", left: whole, right: along, range };
  }
  return whole;
}

/** Whether a list has one entry for each name; reported if not. */
function hasOneEach(
  draft: Draft,
  path: Path,
  list: readonly unknown[],
  names: readonly string[],
  example: string,
): boolean {
  if (list.length === names.length) return true;
  complain(draft, path, {
    code: "wrong-type",
    found: `a list of ${list.length}`,
    expected: `one for each of ${names.join(", ")}: [${names.map(() => example).join(", ")}]`,
  });
  return false;
}
