/**
 * The commands of the README and what they print.
 *
 * A block of kind `console` below a remark `<!-- replay: lines 1-12; exit 1 -->` holds commands after "$ " and, below
 * each, the lines of its real output that the remark names (all without it).
 */

/** A command and the output that stands below it. */
export interface ReplayedCommand {
  readonly command: string;
  readonly shown: string;
}

export interface ReplayedBlock {
  readonly commands: readonly ReplayedCommand[];
  /** First and last line shown of each output, counted from 1. */
  readonly lines: readonly [number, number];
  readonly exit: number;
  /** Place of the block in the text, fences included. */
  readonly from: number;
  readonly to: number;
}

/** What came of a command. */
export interface CommandOutput {
  readonly output: string;
  readonly exit: number;
}

const BLOCK = /<!-- replay(?::\s*([^>]*?))?\s*-->\n(```console\n([\s\S]*?)```)/g;

/** The blocks of a text, in order. */
export function replayedBlocks(text: string): readonly ReplayedBlock[] {
  return [...text.matchAll(BLOCK)].map((match) => {
    const [whole, remark = "", block = "", body = ""] = match;
    const lines = /lines (\d+)-(\d+)/.exec(remark);
    const to = (match.index ?? 0) + whole.length;
    return {
      commands: body
        .split(/^\$ /m)
        .slice(1)
        .map((part) => {
          const end = part.indexOf("\n");
          return { command: part.slice(0, end), shown: part.slice(end + 1) };
        }),
      lines: [Number(lines?.[1] ?? 1), Number(lines?.[2] ?? Number.POSITIVE_INFINITY)],
      exit: Number(/exit (\d+)/.exec(remark)?.[1] ?? 0),
      from: to - block.length,
      to,
    };
  });
}

/** What of an output is shown: the lines that the block names, without space at their ends. */
export function shownOf({ lines: [first, last] }: ReplayedBlock, output: string): string {
  const kept = output
    .trimEnd()
    .split("\n")
    .slice(first - 1, last);
  return kept.map((line) => `${line.trimEnd()}\n`).join("");
}

/** The text with the outputs of its blocks replaced, and what is wrong with them as they stand. */
export function replay(
  text: string,
  run: (command: string) => CommandOutput,
): { readonly text: string; readonly faults: readonly string[] } {
  const faults: string[] = [];
  let written = "";
  let from = 0;
  for (const block of replayedBlocks(text)) {
    const parts = block.commands.map(({ command, shown }) => {
      const { output, exit } = run(command);
      if (exit !== block.exit) faults.push(`${command}: exit code ${exit} where ${block.exit} is promised\n${output}`);
      const now = shownOf(block, output);
      if (now !== shown) faults.push(`${command}: prints\n${now}where the page shows\n${shown}`);
      return `$ ${command}\n${now}`;
    });
    written += `${text.slice(from, block.from)}\`\`\`console\n${parts.join("")}\`\`\``;
    from = block.to;
  }
  return { text: written + text.slice(from), faults };
}
