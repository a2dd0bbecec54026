/**
 * The commands of the README and what they print.
 *
 * A block of kind `console` below a remark `<!-- replay: from Expectations; until Methods; exit 1 -->` holds commands
 * after "$ " and, below each, its real output from the first line that starts with one word until the next that starts
 * with the other (all of it without the remark).
 */

/** A command and the output that stands below it. */
export interface ReplayedCommand {
  readonly command: string;
  readonly shown: string;
}

export interface ReplayedBlock {
  readonly commands: readonly ReplayedCommand[];
  /** Start of the first line that is shown of each output; empty for the first of all. */
  readonly from: string;
  /** Start of the line before which it ends; empty for the end. */
  readonly until: string;
  readonly exit: number;
  /** Where the block stands in the text, fences included. */
  readonly place: readonly [number, number];
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
    const to = (match.index ?? 0) + whole.length;
    return {
      commands: body
        .split(/^\$ /m)
        .slice(1)
        .map((part) => {
          const end = part.indexOf("\n");
          return { command: part.slice(0, end), shown: part.slice(end + 1) };
        }),
      from: /from ([^;]+)/.exec(remark)?.[1] ?? "",
      until: /until ([^;]+)/.exec(remark)?.[1] ?? "",
      exit: Number(/exit (\d+)/.exec(remark)?.[1] ?? 0),
      place: [to - block.length, to],
    };
  });
}

/** What of an output is shown: the lines that the block names, without space at their ends. */
export function shownOf({ from, until }: ReplayedBlock, output: string): string {
  const lines = output.trimEnd().split("\n");
  const first = lines.findIndex((line) => line.startsWith(from));
  const kept = first < 0 ? [] : lines.slice(first);
  const end = until === "" ? -1 : kept.findIndex((line) => line.startsWith(until));
  const shown = kept
    .slice(0, end < 0 ? undefined : end)
    .join("\n")
    .trimEnd();
  return shown === "" ? "" : `${shown.replace(/[ \t]+$/gm, "")}\n`;
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
    written += `${text.slice(from, block.place[0])}\`\`\`console\n${parts.join("")}\`\`\``;
    from = block.place[1];
  }
  return { text: written + text.slice(from), faults };
}
