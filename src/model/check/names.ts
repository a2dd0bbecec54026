/**
 * Names that a user gives: each means one thing, and none of them means something already.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import { NAME_EXPECTED, NAME_PATTERN } from "#model/schema/vocabulary.ts";
import type { Path } from "#model/yaml-node.ts";

/** Words with a meaning of their own in expressions. */
export const RESERVED_NAMES: ReadonlyMap<string, string> = new Map([
  ...["x", "y", "z", "r"].map((name) => [name, "a coordinate"] as const),
  ["t", "the time"],
  ["T", "the temperature"],
  ["pi", "the circle number"],
  ["R", "the gas constant"],
  ["F", "the Faraday constant"],
  ["kB", "the Boltzmann constant"],
  ["N_A", "the Avogadro constant"],
  ...["left", "right", "inner", "outer"].map((name) => [name, "an end of the domain"] as const),
  ["all", "the whole domain"],
  ["data", "the measured values"],
  ["experiment", "the experiment"],
  ...["at", "amount", "equilibrium"].map((name) => [name, "a key of initial:"] as const),
  ...["and", "or", "not"].map((name) => [name, "a word of expressions"] as const),
]);

/** Registers a name; false, and reported, if it is no name, reserved or taken. */
export function claimName(draft: Draft, path: Path, name: string, what: string, pointer: "key" | "value"): boolean {
  if (!NAME_PATTERN.test(name)) {
    complain(draft, path, { code: "bad-name", found: `the name "${name}"`, expected: NAME_EXPECTED }, pointer);
    return false;
  }
  // Names of members that every object has: a record keyed by them would answer for what is not in it.
  const meaning =
    RESERVED_NAMES.get(name) ??
    (name in Object.prototype ? "a word of the language that Perrin is written in" : undefined);
  if (meaning !== undefined) {
    complain(
      draft,
      path,
      {
        code: "bad-name",
        found: `${what} named ${name}, which is ${meaning}`,
        expected: "a name without a meaning of its own",
        fix: `${name}_${what.split(" ").at(-1)}`,
      },
      pointer,
    );
    return false;
  }
  const holder = draft.names.get(name);
  if (holder !== undefined) {
    complain(
      draft,
      path,
      {
        code: "name-taken",
        found: `${what} named ${name}, which is also ${holder}`,
        expected: "a name of its own, since names stand bare in expressions",
        fix: `${name}_${what.split(" ").at(-1)}`,
      },
      pointer,
    );
    return false;
  }
  draft.names.set(name, what);
  return true;
}
