/**
 * The record of a result: every number of it as lines of text that a person can read in a diff, in a stable order.
 *
 *     continuum  J  mol/m^2/s  0.000123456789  steady  #5f3a9c21
 *     walk  S series  1  6: 1 .. 0.71 .. 0.52  over 0.5 .. 3  #0b77e210
 *
 * Numbers have 9 digits, lists their length and their first, middle and last number; then comes a digest of the exact bits
 * of all numbers of the line. So a change by rounding shows in the digest alone, and one of a value in its digits too.
 * What explains in words, versions, hashes and what the file itself says are left out.
 */
import { createHash } from "node:crypto";
import type { RunResult } from "#run/run-result.ts";

type Entry = number | boolean | null;
type Fields = Readonly<Record<string, unknown>>;

/** Of the program or of the file, or said in words. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...["perrin", "model", "title", "question", "hash", "seed", "walkers", "notes", "method", "warnings", "sources"],
  ...["because", "change", "note", "warning", "contests", "line", "expected", "allowed", "lastState"],
]);
/** What tells one member of a list from the others; the unit is said apart. */
const NAMES: readonly string[] = ["name", "output", "level", "levels", "species", "source", "quantity", "parameter"];
const FURTHER_NAMES: readonly string[] = ["field", "variant", "when", "at"];
/** Words that are results; of a failure that there is one. */
const WORDS: ReadonlySet<string> = new Set(["law", "kind", "verdict", "when", "sampled", "failed", "failure"]);
/** Tables whose words are reasons, by name: the names are the result. */
const REASONS: ReadonlySet<string> = new Set(["variantsLeftOut"]);
/** Tables of quantities, each with a line of its own. */
const TABLES: ReadonlySet<string> = new Set(["invariants"]);
/** What stands in the line of the values that it belongs to. */
const WITH_VALUES: ReadonlySet<string> = new Set(["axes", "axis", "standardErrors"]);
/** Steps on the way that go without saying. */
const UNSAID: ReadonlySet<string> = new Set(["levels", "outputs"]);

/** The record of a result. */
export function resultsRecord(result: RunResult): string {
  return `${linesOf([], result as unknown as Fields).join("\n")}\n`;
}

/** A line for what stands alone in a record, then the lines of what is inside, by name; `named` is said on the way. */
function linesOf(path: readonly string[], record: Fields, named: readonly string[] = [], around?: string): string[] {
  const unit = typeof record.unit === "string" ? record.unit : around;
  const isCurve = isList(record.values) && record.values.length > 0;
  const keys = Object.keys(record)
    .filter((key) => !LEFT_OUT.has(key) && !named.includes(key) && record[key] !== undefined)
    .filter((key) => !isCurve || (key !== "values" && !WITH_VALUES.has(key)))
    .sort();
  const told = keys.filter((key) => isTold(key, record[key]));
  const curve = isCurve ? [curveLine(path, unit, record)] : [];
  const inner = keys.filter((key) => !told.includes(key)).flatMap((key) => insideOf(path, key, record[key], unit));
  if (told.length === 0 && (named.length === 0 || inner.length + curve.length > 0)) return [...curve, ...inner];
  const ordered = [...told.filter((key) => key === "value"), ...told.filter((key) => key !== "value")];
  const words = ordered.map((key) => wordsOf(key, record[key]));
  return [line(path, unit, words, ordered.map((key) => record[key]).filter(isEntry)), ...curve, ...inner];
}

/** Values over their axes: all bits of both, and of the errors. */
function curveLine(path: readonly string[], unit: string | undefined, record: Fields): string {
  const values = Array.from(record.values as ArrayLike<Entry>);
  const axes = [...listsIn(record.axes), ...listsIn(record.axis)];
  const over = axes.map((axis) => `${shown(axis[0] as Entry)} .. ${shown(axis.at(-1) as Entry)}`).join(" and ");
  const all = [...values, ...axes.flat(), ...listsIn(record.standardErrors).flat()];
  return line(path, unit, [sketched(values), over === "" ? "" : `over ${over}`], all);
}

/** All lists of numbers inside of something. */
function listsIn(value: unknown): Entry[][] {
  if (isList(value)) return value.length === 0 ? [] : [Array.from(value)];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(listsIn);
}

function isList(value: unknown): value is ArrayLike<Entry> {
  return value instanceof Float64Array || (Array.isArray(value) && value.every(isEntry));
}

function insideOf(path: readonly string[], key: string, value: unknown, unit: string | undefined): string[] {
  const inside = UNSAID.has(key) ? path : [...path, key];
  if (value === null || typeof value !== "object") return [];
  if (ArrayBuffer.isView(value)) return [listLine(inside, unit, Array.from(value as Float64Array))];
  if (Array.isArray(value)) return linesOfList(inside, value, unit);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  if (REASONS.has(key)) return entries.map(([name]) => line([...inside, name], undefined, [], []));
  if (TABLES.has(key)) return entries.map(([name, one]) => line([...inside, name], unit, [shown(one)], [one]));
  return linesOf(inside, value as Fields, [], unit);
}

function linesOfList(path: readonly string[], list: readonly unknown[], unit: string | undefined): string[] {
  if (list.length > 0 && list.every(isEntry)) return [listLine(path, unit, list)];
  return list.flatMap((member, i): string[] => {
    if (Array.isArray(member)) return linesOfList([...path, String(i)], member, unit);
    if (member === null || typeof member !== "object") return [];
    const record = member as Fields;
    const names = NAMES.filter((key) => isName(record[key]));
    const named = names.length === 0 ? [] : [...names, ...FURTHER_NAMES.filter((key) => isName(record[key]))];
    const way = named.length === 0 ? [String(i)] : named.map((key) => nameOf(key, record[key]));
    return linesOf([...path, ...way], record, named, unit);
  });
}

function isName(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || (Array.isArray(value) && value.every(isWord));
}

function nameOf(key: string, value: unknown): string {
  if (typeof value === "number") return `${key} ${shown(value)}`;
  return Array.isArray(value) ? value.join(" | ") : String(value);
}

function isWord(value: unknown): value is string {
  return typeof value === "string";
}

function isEntry(value: unknown): value is Entry {
  return value === null || typeof value === "number" || typeof value === "boolean";
}

/** Whether something is told in the line of its record. That a number has no error of sampling is told of the level. */
function isTold(key: string, value: unknown): boolean {
  if (/^standardErrors?$/.test(key) && value === null) return false;
  return isEntry(value) || (isWord(value) && WORDS.has(key));
}

function wordsOf(key: string, value: unknown): string {
  if (/^fail/.test(key)) return key;
  if (isWord(value)) return value;
  return key === "value" ? shown(value as Entry) : `${key} ${shown(value as Entry)}`;
}

function listLine(path: readonly string[], unit: string | undefined, list: readonly Entry[]): string {
  return line(path, unit, [sketched(list)], list);
}

/** The length of a list, and its first, middle and last number. */
function sketched(list: readonly Entry[]): string {
  const places = [...new Set([0, Math.floor(list.length / 2), list.length - 1])];
  return `${list.length}: ${places.map((i) => shown(list[i] as Entry)).join(" .. ")}`;
}

function line(path: readonly string[], unit: string | undefined, words: readonly string[], entries: readonly Entry[]) {
  const [first, ...rest] = path;
  const digest = entries.some((entry) => typeof entry === "number") ? `#${digestOf(entries)}` : "";
  return [first, rest.join(" "), unit, ...words, digest].filter((part) => part !== undefined && part !== "").join("  ");
}

function shown(value: Entry): string {
  return typeof value === "number" ? String(Number(value.toPrecision(9)) + 0) : String(value);
}

/** High half of a NaN, whose low half says what stands for a number where there is none. */
const NO_NUMBER = 0x7ff8_0000;

/** Eight hexadecimal digits of the SHA-256 of all bits, of the low byte first: -0 is 0, and every NaN the same. */
function digestOf(entries: readonly Entry[]): string {
  const bytes = new DataView(new ArrayBuffer(8 * entries.length));
  for (const [i, entry] of entries.entries()) {
    if (typeof entry === "number" && !Number.isNaN(entry)) bytes.setFloat64(8 * i, entry + 0, true);
    else {
      bytes.setUint32(8 * i, [null, false, true].indexOf(entry as null) + 1, true);
      bytes.setUint32(8 * i + 4, NO_NUMBER, true);
    }
  }
  return createHash("sha256").update(new Uint8Array(bytes.buffer)).digest("hex").slice(0, 8);
}
