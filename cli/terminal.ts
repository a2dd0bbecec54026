/**
 * The terminal: its width, whether it takes colour, and the progress bar.
 *
 * @module
 */

import type { WriteStream } from "node:tty";
import { type Ink, PLAIN_INK, type TextStyle } from "#report/ink.ts";
import type { RunProgress } from "#run/run-model.ts";

const coloured =
  (code: number) =>
  (text: string): string =>
    text === "" ? "" : `\u001b[${code}m${text}\u001b[0m`;

const COLOURS: Ink = {
  strong: coloured(1),
  faint: coloured(2),
  good: coloured(32),
  bad: coloured(31),
  doubtful: coloured(33),
};

/** Width and emphasis of a stream: plain and 100 columns wide when piped; without colour under NO_COLOR. */
export function styleOf(stream: WriteStream, environment: NodeJS.ProcessEnv): TextStyle {
  if (!stream.isTTY) return { width: 100, ink: PLAIN_INK };
  const plain = (environment.NO_COLOR ?? "") !== "" || environment.TERM === "dumb";
  return { width: Math.max(40, stream.columns ?? 80), ink: plain ? PLAIN_INK : COLOURS };
}

/** A bar on one line of a terminal; nothing at all elsewhere. */
export interface ProgressBar {
  show(progress: RunProgress): void;
  clear(): void;
}

const BAR_WIDTH = 24;

/** The progress bar of a stream. */
export function makeProgressBar(stream: WriteStream): ProgressBar {
  if (!stream.isTTY) return { show() {}, clear() {} };
  return {
    show({ level, fraction, doing }) {
      const share = Math.min(1, Math.max(0, fraction));
      const full = Math.round(BAR_WIDTH * share);
      const bar = "█".repeat(full) + "░".repeat(BAR_WIDTH - full);
      const text = `${bar} ${String(Math.floor(100 * share)).padStart(3)} %  ${level}: ${doing}`;
      stream.write(`\r\u001b[2K${text.slice(0, (stream.columns ?? 80) - 1)}`);
    },
    clear() {
      stream.write("\r\u001b[2K");
    },
  };
}
