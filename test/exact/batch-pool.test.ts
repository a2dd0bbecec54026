import { describe, expect, test } from "vitest";
import { solveBatches } from "#levels/batches.ts";
import type { BatchRequest, Task } from "#levels/contract.ts";
import { makeBatchPool, type Thread } from "#run/batch-pool.ts";
import type { FromBatchThread, ToBatchThread } from "#run/batch-thread.ts";

const task = {} as Task;
const request = (batch: number, of: Task = task): BatchRequest => ({
  level: "walk",
  task: of,
  stage: "only",
  pilot: "first",
  batch,
  batches: 8,
});

/** Threads that keep what they are told and answer when the test says so. */
function slowThreads(count: number) {
  const told: ToBatchThread[][] = [];
  const answers: ((answer: FromBatchThread) => void)[] = [];
  const failures: ((error: unknown) => void)[] = [];
  let closed = 0;
  const threads = Array.from({ length: count }, (_, i): Thread => {
    told.push([]);
    return {
      post: (message) => told[i]?.push(message),
      listen(onAnswer, onFailure) {
        answers.push(onAnswer);
        failures.push(onFailure);
      },
      close: () => closed++,
    };
  });
  return { threads, told, answers, failures, closed: () => closed };
}

describe("a pool of threads", () => {
  test("hands the next batch to whichever thread is free, and the parts back by number", async () => {
    const { threads, told, answers } = slowThreads(2);
    const pool = makeBatchPool(threads);
    const [second, first] = [pool.part(request(1)), undefined];
    expect(first).toBe(undefined);
    expect(told.map((messages) => messages.map(({ kind }) => kind))).toEqual([
      ["stage", "batch"],
      ["stage", "batch"],
    ]);
    answers[1]?.({ id: 1, batch: 2, part: "two" });
    answers[1]?.({ id: 1, batch: 3, part: "three" });
    answers[0]?.({ id: 1, batch: 1, part: "one" });
    expect(await second).toBe("one");
    expect([await pool.part(request(2)), await pool.part(request(3))]).toEqual(["two", "three"]);
    expect(told[1]?.filter(({ kind }) => kind === "batch").map((m) => "batch" in m && m.batch)).toEqual([2, 3, 4]);
  });

  test("starts anew for another task, and forgets late answers of the old one", async () => {
    const { threads, answers } = slowThreads(1);
    const pool = makeBatchPool(threads);
    void pool.part(request(1));
    const fresh = pool.part(request(1, {} as Task));
    answers[0]?.({ id: 1, batch: 1, part: "old" });
    answers[0]?.({ id: 2, batch: 1, part: "new" });
    expect(await fresh).toBe("new");
  });

  test("a thread that fails fails whoever waits", async () => {
    const { threads, failures } = slowThreads(1);
    const pool = makeBatchPool(threads);
    const part = pool.part(request(1));
    failures[0]?.(new Error("out of memory"));
    await expect(part).rejects.toThrow("out of memory");
  });

  test("closes its threads", () => {
    const { threads, closed } = slowThreads(3);
    makeBatchPool(threads).close();
    expect(closed()).toBe(3);
  });
});

describe("batches", () => {
  const stage = { level: "walk", task, stage: "only" } as const;
  const solver = {
    *solve(batch: number, pilot: number | undefined) {
      yield { fraction: 0.5, doing: "half" };
      return 10 * batch + (pilot ?? 7);
    },
  };

  test("are solved here, in order, each with what the first gave", () => {
    const joined: [number, number][] = [];
    const run = solveBatches(stage, solver, (batch, part) => joined.push([batch, part]));
    const fractions: number[] = [];
    for (const { fraction } of run) fractions.push(fraction);
    expect(joined.slice(0, 3)).toEqual([
      [0, 7],
      [1, 17],
      [2, 27],
    ]);
    expect(joined).toHaveLength(64);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  test("are taken from whoever solved them elsewhere", () => {
    const joined: number[] = [];
    const run = solveBatches(stage, solver, (_, part) => joined.push(part));
    let answer: unknown;
    for (;;) {
      const next = run.next(answer);
      if (next.done) break;
      const { batch } = next.value;
      answer = batch === undefined ? undefined : -batch.batch;
      if (batch) expect(batch.pilot).toBe(7);
    }
    expect(joined.slice(0, 4)).toEqual([7, -1, -2, -3]);
  });
});
