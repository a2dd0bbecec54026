/**
 * Emphasis in a text report. The shell decides whether it is colour, and gives plain ink where nobody looks.
 *
 * @module
 */

/** How words are set off. */
export interface Ink {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
}

const plain = (text: string): string => text;

/** No emphasis: for pipes, files and NO_COLOR. */
export const PLAIN_INK: Ink = { strong: plain, faint: plain, good: plain, bad: plain, doubtful: plain };

/** How a text is laid out. */
export interface TextStyle {
  /** Columns of the terminal. */
  readonly width: number;
  readonly ink: Ink;
}
