/** Small random damage to a text, the same for the same seed. */

/** A text with one to three slips: lines and characters lost, doubled or swapped, numbers and words changed. */
export function mutated(text: string, seed: number): string {
  const draw = makeDraw(seed);
  let result = text;
  for (let n = 1 + draw(3); n > 0; n--) result = SLIPS[draw(SLIPS.length)]!(result, draw);
  return result;
}

type Draw = (below: number) => number;
type Slip = (text: string, draw: Draw) => string;

/** Whole numbers from 0 to `below` - 1: a xorshift is random enough to damage a text. */
function makeDraw(seed: number): Draw {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

function withLines(change: (lines: string[], at: number, draw: Draw) => void): Slip {
  return (text, draw) => {
    const lines = text.split("\n");
    change(lines, draw(lines.length), draw);
    return lines.join("\n");
  };
}

/** One match of a pattern, chosen at random, replaced. */
function withMatch(pattern: RegExp, change: (found: string, draw: Draw) => string): Slip {
  return (text, draw) => {
    const found = [...text.matchAll(pattern)];
    const one = found[draw(Math.max(1, found.length))];
    if (one === undefined) return text;
    return text.slice(0, one.index) + change(one[0], draw) + text.slice(one.index + one[0].length);
  };
}

const NUMBERS = ["0", "-1", "1e308", "1e-308", "1e999", "NaN", "1e9", "0.1", "12345678901234567890", ""];
const WORDS = [
  "__proto__",
  "constructor",
  "toString",
  "null",
  "true",
  "x",
  "steady",
  "all",
  "1/0",
  "sqrt(-1)",
  "t",
  "[]",
  "{}",
];
const CHARACTERS = [
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  '"',
  "'",
  "#",
  "&",
  "*",
  "!",
  "|",
  "\t",
  "\n",
  "(",
  ")",
  "^",
  "%",
  "@",
  "µ",
  "\u0000",
  " ",
];

const SLIPS: readonly Slip[] = [
  withLines((lines, at) => lines.splice(at, 1)),
  withLines((lines, at) => lines.splice(at, 0, lines[at] ?? "")),
  withLines((lines, at, draw) => {
    const other = draw(lines.length);
    [lines[at], lines[other]] = [lines[other] ?? "", lines[at] ?? ""];
  }),
  withLines((lines, at, draw) => {
    lines[at] = " ".repeat(1 + draw(4)) + (lines[at] ?? "");
  }),
  withLines((lines, at) => {
    lines.length = at + 1;
  }),
  withMatch(/\d+(\.\d+)?(e-?\d+)?/g, (_, draw) => NUMBERS[draw(NUMBERS.length)]!),
  withMatch(/\d+(\.\d+)?(e-?\d+)?/g, (found) => `-${found}`),
  withMatch(/[A-Za-z_]+/g, (_, draw) => WORDS[draw(WORDS.length)]!),
  withMatch(/[A-Za-z_]+/g, (found, draw) => {
    const at = draw(found.length);
    return found.slice(0, at) + found.slice(at + 1);
  }),
  withMatch(/./gu, () => ""),
  withMatch(/./gu, (found, draw) => found + CHARACTERS[draw(CHARACTERS.length)]!),
];
