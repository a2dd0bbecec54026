import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LevelRefused, ModelError, parseModel, run, VERSION } from "#index.ts";
import { buildCommandLine, put, scratchFolder } from "../support/command-line.ts";
import { changed, FREE, SLAB } from "../support/small-models.ts";

const ROOT = resolve(import.meta.dirname, "../..");

describe("run", () => {
  test("progress is iterated over, and the result stands at its end", async () => {
    const running = run(parseModel(FREE), { seed: 5 });
    const seen: string[] = [];
    let before = 0;
    for await (const { level, fraction } of running) {
      if (seen.at(-1) !== level) seen.push(level);
      expect(fraction).toBeGreaterThanOrEqual(before);
      before = fraction;
    }
    expect(seen).toContain("langevin");
    const result = await running.result;
    expect(result.seed).toBe(5);
    expect(result.levels["closed-form"]?.outputs.spread?.value).toBeNear(1000, { rel: 1e-12 });
  });

  test("who does not care for progress awaits the result, and gets the same", async () => {
    const model = parseModel(FREE);
    const running = run(model);
    for await (const _ of running) break;
    expect(await running.result).toEqual(await run(model).result);
  });

  test("a level that cannot carry the model rejects the result", async () => {
    const model = parseModel(changed(SLAB, "levels: [closed-form,", "levels: [langevin,"));
    await expect(run(model).result).rejects.toBeInstanceOf(LevelRefused);
  });

  test("everything that is wrong with a text is in one error", () => {
    const parse = () => parseModel(changed(SLAB, "thickness", "thicknes"));
    expect(parse).toThrow(ModelError);
  });

  test("the version is that of the package", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    expect(VERSION).toBe(version);
  });
});

describe("docs/library.md", () => {
  const scratch = scratchFolder();
  beforeAll(() => {
    buildCommandLine();
    mkdirSync(join(scratch.path, "node_modules"));
    symlinkSync(ROOT, join(scratch.path, "node_modules/perrin"));
  }, 120_000);
  afterAll(scratch.remove);

  const page = readFileSync(join(ROOT, "docs/library.md"), "utf8");
  const examples = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code as string);

  test.each(examples.map((code, i) => [i + 1, code] as const))("example %i prints what its remarks say", (_, code) => {
    put(scratch.path, "example.mjs", code);
    const { status, stdout, stderr } = spawnSync(process.execPath, ["example.mjs"], {
      cwd: scratch.path,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, shown]) =>
      JSON.parse(shown as string),
    );
    const printed = stdout.trim().split("\n");
    for (const [i, value] of promised.entries()) {
      const line = printed[printed.length - promised.length + i];
      if (typeof value === "number") expect(Number(line)).toBeNear(value, { rel: 1e-12 });
      else expect(line?.replaceAll("'", '"').replace(/^\[ | \]$/g, "")).toBe(plain(value));
    }
  });

  test("there are examples to run", () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });

  function plain(value: unknown): string {
    return Array.isArray(value) ? value.map((one) => JSON.stringify(one)).join(", ") : String(value);
  }
});
