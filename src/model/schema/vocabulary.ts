/**
 * The words of which the schema of a model file is made: each says in our own words what it expects.
 *
 * A message of these schemas is what was expected, and nothing else; `structure.ts` adds the place, what was found and
 * the nearest spelling. Zod's own words are never shown.
 *
 * @module
 */

import * as z from "zod";

/** A name that a user gives: it stands bare in expressions. */
export const NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Text. */
export function text(what: string) {
  return z.string({ error: () => what }).meta({ description: what });
}

/** A number without a unit. */
export function number(what: string) {
  return z.number({ error: () => what }).meta({ description: what });
}

/** A positive whole number. */
export function count(what: string, most: number) {
  const expected = `${what}: a whole number from 1 to ${most}`;
  const error = () => expected;
  return z.number({ error }).int({ error }).min(1, { error }).max(most, { error }).meta({ description: expected });
}

/** True or false. */
export function flag(what: string) {
  return z.boolean({ error: () => what }).meta({ description: what });
}

/** A quantity with its unit, or an expression of parameters; a pure number may stand bare. */
export function quantity(what: string) {
  return z.union([z.string(), z.number()], { error: () => what }).meta({ description: what });
}

/** One of a list of words. */
export function word<const Words extends readonly [string, ...string[]]>(words: Words, what: string) {
  return z.enum(words, { error: () => what }).meta({ description: what });
}

/** A map with these keys and no others. The message on unknown keys is the list of those that are known. */
export function record<Shape extends z.ZodRawShape>(shape: Shape, what: string) {
  const keys = Object.keys(shape).join(", ");
  const error = (issue: { readonly code?: string }) => (issue.code === "unrecognized_keys" ? keys : what);
  return z.strictObject(shape, { error }).meta({ description: what });
}

/** A map with exactly one of these keys. */
export function oneKey<Shape extends Record<string, z.ZodType>>(shape: Shape, what: string) {
  const keys = Object.keys(shape);
  const optional = Object.fromEntries(keys.map((key) => [key, (shape[key] as z.ZodType).optional()]));
  return record(optional as { [K in keyof Shape]: z.ZodOptional<Shape[K]> }, what)
    .refine((value) => Object.keys(value).length === 1, {
      error: () => `exactly one of ${keys.join(", ")}`,
      params: { code: "one-of" },
    })
    .meta({ description: what, minProperties: 1, maxProperties: 1 });
}

/** A map from names that the user gives. */
export function named<Value extends z.ZodType>(value: Value, what: string) {
  const name = z.string().regex(NAME_PATTERN, { error: () => NAME_EXPECTED });
  return z.record(name, value, { error: () => what }).meta({ description: what });
}

/** What a name must be. */
export const NAME_EXPECTED = "a name of letters, digits and underscores that starts with a letter";

/** A list. */
export function list<Item extends z.ZodType>(item: Item, what: string) {
  return z.array(item, { error: () => what }).meta({ description: what });
}

/** One of several forms, of different types. */
export function either<const Forms extends readonly [z.ZodType, z.ZodType, ...z.ZodType[]]>(
  forms: Forms,
  what: string,
) {
  return z.union(forms, { error: () => what }).meta({ description: what });
}
