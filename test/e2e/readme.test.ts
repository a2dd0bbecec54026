import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { replay, replayedBlocks, shownOf } from "../../scripts/readme-blocks.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("what the README shows is what the commands print, with the exit codes that it promises", () => {
  const work = mkdtempSync(join(tmpdir(), "perrin-readme-"));
  const [bin, own] = [join(work, "bin"), join(work, "own")];
  for (const folder of [bin, own]) mkdirSync(folder);
  const main = join(root, "dist/bin/main.js");
  writeFileSync(join(bin, "perrin"), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`, { mode: 0o755 });
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, NO_COLOR: "1" };
  try {
    const { faults } = replay(readFileSync(join(root, "README.md"), "utf8"), (command) => {
      const { stdout, stderr, status } = spawnSync("bash", ["-c", command], { cwd: own, env, encoding: "utf8" });
      return { output: status === 0 ? stdout : stdout + stderr, exit: status ?? 1 };
    });
    expect(faults.join("\n\n")).toBe("");
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});

const page = "a\n<!-- replay: from b; until d; exit 1 -->\n```console\n$ do it\nold\n```\nz\n";

test("a block shows the lines from one word until the next", () => {
  const [block] = replayedBlocks(page);
  expect(block?.commands).toEqual([{ command: "do it", shown: "old\n" }]);
  expect(block && shownOf(block, "a\nb  \nc\n\nd\ne\n")).toBe("b\nc\n");
});

test("another output and another exit code are faults, and the output is pasted", () => {
  const { text, faults } = replay(page, () => ({ output: "b\nc\nd\n", exit: 0 }));
  expect(faults).toHaveLength(2);
  expect(text).toBe(page.replace("old", "b\nc"));
  expect(replay(text, () => ({ output: "b\nc\nd\n", exit: 1 }))).toEqual({ text, faults: [] });
});
