/**
 * What a doc comment owes, read from the text of a file: every export says what it is; numbers say their unit in
 * brackets; laws and methods say their source.
 */
import { codeOf, type SourceFile, type Violation } from "./layers.ts";

/** Folders whose exports must have a doc comment. */
export const DOCUMENTED = ["physics", "mesh", "potential", "generator", "observables", "levels"];

/** Folders whose numbers must say their unit. */
const WITH_UNITS = new Set(["physics", "generator"]);

/** Folders whose files must say where the law or method comes from, in the file or in the one that uses it. */
const WITH_SOURCES = new Set(["physics"]);

/** An exported declaration at the start of a line. */
const EXPORT = /^export (?:async )?(function\*?|const|interface|type|class) (\w+)/gm;

/** A unit in brackets: [m^2 s^-1], [1], [as the flux]. */
const UNIT = /\[[^\]\n]+\]/;

/** All that is missing in these files. */
export function documentationViolations(files: readonly SourceFile[]): Violation[] {
  return files.flatMap(({ path, text }) => {
    const [top, folder = ""] = path.split("/");
    if (top !== "src" || !DOCUMENTED.includes(folder)) return [];
    const found: Violation[] = [];
    if (!/^\/\*\*[\s\S]*?@module/m.test(text.slice(0, text.indexOf("*/") + 2)))
      found.push({ path, line: 1, message: "the file does not say what it is: start with /** ... @module */" });
    if (WITH_SOURCES.has(folder) && !/@see |^ ?\* .*doi:/m.test(text))
      found.push({ path, line: 1, message: "the law has no source: @see what was opened, or who derived it" });
    for (const match of text.matchAll(EXPORT)) {
      const [, what = "", name = ""] = match;
      const line = text.slice(0, match.index).split("\n").length;
      const comment = commentBefore(text, match.index);
      if (comment === undefined) {
        if (!isNameOfFile(name, path)) found.push({ path, line, message: `${name} has no doc comment` });
      } else if (WITH_UNITS.has(folder) && isNumber(text, match.index, what) && !UNIT.test(comment))
        found.push({ path, line, message: `${name} is a number without a unit in brackets, such as [m^2 s^-1]` });
    }
    return found;
  });
}

/** The doc comment that ends right above a declaration. */
function commentBefore(text: string, index: number): string | undefined {
  const before = text.slice(0, index).trimEnd();
  if (!before.endsWith("*/")) return undefined;
  const comment = before.slice(before.lastIndexOf("/**"));
  return comment.includes("@module") ? undefined : comment;
}

/** The comment of a file speaks for the export that the file is named after. */
function isNameOfFile(name: string, path: string): boolean {
  const stem = path.slice(path.lastIndexOf("/") + 1, -".ts".length);
  return name.toLowerCase() === stem.replaceAll("-", "");
}

/** Whether an export is a number, or a function that returns one. */
function isNumber(text: string, index: number, what: string): boolean {
  const rest = codeOf(text).slice(index, index + 600);
  if (what.startsWith("function"))
    return /^[^{]*?\)\s*:\s*(?:number|Unit<[^>]*>|[A-Z]\w*ity|Length|Time|Temperature)\s*\{/.test(rest);
  return what === "const" && /^export const \w+(?:\s*:\s*\w+)?\s*=\s*[-\d.]+e?[-\d]*;/.test(rest);
}
