/**
 * The layer law: a folder of src imports only folders above it; levels are siblings and never import each other; src is
 * pure. Read from the text of the files, so that it needs no compiler.
 */

/** Folders of src, from what knows nothing to what knows all. */
export const LAYERS = [
  "units",
  "numerics",
  "physics",
  "model",
  "mesh",
  "potential",
  "step-law",
  "generator",
  "observables",
  "levels",
  "agreement",
  "inference",
  "run",
  "report",
] as const;

/** Folders of levels that are no level: what several of them are made of. */
const SHARED_BY_LEVELS: readonly string[] = ["ensemble"];

/** Packages that a folder of src may import; all others stay in the shells. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = { model: ["yaml", "zod"] };

/** What Math may be asked in src: operations that IEEE 754 rounds the same way everywhere, and constants. */
const SAME_BITS =
  /^(?:sqrt|abs|floor|ceil|round|trunc|min|max|imul|clz32|fround|sign|PI|E|LN2|LN10|LOG2E|LOG10E|SQRT1_2|SQRT2)$/;

/** Globals that src may not touch: hidden inputs, or what only one shell has. */
const HIDDEN_INPUTS =
  "Date|performance|process|globalThis|window|document|navigator|crypto|console|Intl|setTimeout|fetch";

/** Names of files that say nothing. */
const EMPTY_NAMES = /(?:^|[-/])(?:utils?|helpers?|common|misc|manager|handler)(?:[-/.]|$)/;

/** Lines after which a file has more than one idea; a test file may list more cases of one. */
export const MOST_LINES = 400;
const MOST_LINES_OF_A_TEST = 600;

export interface SourceFile {
  /** Path from the root of the repository, with "/". */
  readonly path: string;
  readonly text: string;
}

/** A broken law: where, and what to do. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** All violations of the layer law and of purity in these files. */
export function layerViolations(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) => [...importViolations(file), ...purityViolations(file), ...shapeViolations(file)]);
}

/** Text with comments and the contents of plain strings blanked, line breaks kept; templates stay, they hold code. */
export function codeOf(text: string): string {
  const token = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return text.replace(token, (found) => (found.startsWith("`") ? found : found.replace(/[^\n]/g, " ")));
}

function importViolations({ path, text }: SourceFile): Violation[] {
  const imports =
    /(?:^|\n)(?:import|export)\b(?:[^"';()=]*\bfrom)?\s*["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']\s*\)/g;
  const found: Violation[] = [];
  for (const match of text.matchAll(imports)) {
    const wanted = match[1] ?? match[2] ?? "";
    const message = importFault(path, wanted);
    const line = lineAt(text, (match.index ?? 0) + match[0].length);
    if (message !== undefined) found.push({ path, line, message });
  }
  return found;
}

function importFault(path: string, wanted: string): string | undefined {
  const [top = "", own = "", level = ""] = path.split("/");
  if (top !== "src")
    return top === "cli" && /^\.\.\/|^(?:\.\/)?(?:test|scripts|bench)\//.test(wanted)
      ? `${top} imports ${wanted}: it may import src by name (#folder/file.ts) and its own files`
      : undefined;
  if (wanted.startsWith("../")) return `"../" is banned: write #${own}/... so that the crossing shows`;
  if (wanted.startsWith("./")) return undefined;
  const isFacade = !path.slice("src/".length).includes("/");
  if (!wanted.startsWith("#"))
    return PACKAGES[own]?.includes(wanted) ? undefined : `src/${own} may not import the package ${wanted}`;
  const [other = "", otherLevel = ""] = wanted.slice(1).split("/");
  const below = LAYERS.indexOf(other as (typeof LAYERS)[number]);
  if (below < 0) return `${wanted} is in no known folder: add it to scripts/layers.ts`;
  if (isFacade) return undefined;
  const here = LAYERS.indexOf(own as (typeof LAYERS)[number]);
  if (here < 0) return `src/${own} is not in the list of scripts/layers.ts`;
  if (below > here) return `${own} imports ${other}, which is built on ${own}: move the code up, or pass the value in`;
  const isOtherLevel =
    own === "levels" &&
    other === "levels" &&
    !otherLevel.endsWith(".ts") &&
    !SHARED_BY_LEVELS.includes(otherLevel) &&
    otherLevel !== level;
  if (isOtherLevel)
    return `level ${level} imports level ${otherLevel}: levels are witnesses of each other, share above them`;
  return undefined;
}

function purityViolations({ path, text }: SourceFile): Violation[] {
  if (!path.startsWith("src/")) return [];
  const code = codeOf(text);
  const found: Violation[] = [];
  const report = (index: number, message: string): void => {
    found.push({ path, line: lineAt(code, index), message });
  };
  for (const match of code.matchAll(/\bMath\b(?:\s*\.\s*(\w+))?/g)) {
    const name = match[1];
    if (name === "random") report(match.index, "Math.random is a hidden input: take a random stream as an argument");
    else if (name === undefined || !SAME_BITS.test(name))
      report(
        match.index,
        `Math${name ? `.${name}` : ""} has other bits on other machines: use #numerics/elementary.ts`,
      );
  }
  for (const match of code.matchAll(/\*\*/g))
    report(match.index, "** has other bits on other machines: multiply, or use pow of #numerics/elementary.ts");
  for (const match of code.matchAll(new RegExp(`(?<![.\\w])(${HIDDEN_INPUTS})\\s*[.(]`, "g"))) {
    const name = match[1] ?? "";
    if (!new RegExp(`\\b(?:const|let)\\s+${name}\\b|\\b${name}\\s*\\??:`).test(code))
      report(
        match.index,
        `${name} is not there in every shell, or is a hidden input: take what you need as an argument`,
      );
  }
  return found;
}

function shapeViolations({ path, text }: SourceFile): Violation[] {
  const found: Violation[] = [];
  const lines = text.split("\n").length - 1;
  const most = path.startsWith("test/") ? MOST_LINES_OF_A_TEST : MOST_LINES;
  if (lines > most)
    found.push({ path, line: lines, message: `${lines} lines: more than ${most} are more than one idea` });
  if (EMPTY_NAMES.test(path)) found.push({ path, line: 1, message: "the name says nothing: name the idea" });
  if (path.startsWith("test/"))
    for (const match of codeOf(text).matchAll(/\.toBeCloseTo\b/g))
      found.push({
        path,
        line: lineAt(text, match.index),
        message: "toBeCloseTo counts decimals, and 1e-10 is close to 0 in it: use toBeNear(x, { rel })",
      });
  return found;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
