/**
 * The error of a text that is no unit or no quantity: where it went wrong, what stood there, what should stand
 * there, and a text to paste instead.
 *
 * @module
 */

/** What a {@link UnitError} tells. */
export interface UnitProblem {
  /** The whole text that was read. */
  readonly text: string;
  /** Where the trouble starts, as an index into the text. */
  readonly offset: number;
  /** How many characters of the text are in trouble; 0 at its end. */
  readonly length: number;
  /** What stands there. */
  readonly found: string;
  /** What should stand there. */
  readonly expected: string;
  /** The whole text mended, ready to paste. */
  readonly fix?: string | undefined;
}

/** A text that is not a unit or a quantity. */
export class UnitError extends Error {
  readonly kind = "unit";
  readonly text: string;
  readonly offset: number;
  readonly length: number;
  readonly found: string;
  readonly expected: string;
  readonly fix?: string;

  constructor({ text, offset, length, found, expected, fix }: UnitProblem) {
    const shown = text.length > 60 ? `${text.slice(0, 60)}...` : text;
    const mend = fix === undefined ? "" : ` Did you mean ${fix}?`;
    super(`"${shown}", character ${offset + 1}: found ${found}, expected ${expected}.${mend}`);
    this.name = "UnitError";
    this.text = text;
    this.offset = offset;
    this.length = length;
    this.found = found;
    this.expected = expected;
    if (fix !== undefined) this.fix = fix;
  }
}
