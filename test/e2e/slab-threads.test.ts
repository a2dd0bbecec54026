import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diffuseScratch, diffuseSquare } from "#numerics/grid/diffuse-square.ts";
import { bringHome, claimSlab, makeSlabClaims, stopAll } from "../../cli/slab-claims.ts";
import { makeSlabThreads, type SlabThreads, slabRows } from "../../cli/slab-threads.ts";
import type { Program } from "../../cli/web-assembly.ts";
import { compiledProgram } from "../support/compiled.ts";
import { plainNumbers } from "../support/face-grids.ts";

let threads: readonly SlabThreads[] = [];
beforeAll(() => {
  const program = compiledProgram();
  const compiled = [1, 2, 3, 5].map((count) => makeSlabThreads(count, program));
  threads = [...compiled, makeSlabThreads(1, undefined), makeSlabThreads(3, undefined)];
}, 60_000);
afterAll(async () => {
  for (const one of threads) await one.close();
});

describe("explicit steps by threads", () => {
  test("have the same bits for any number of threads, compiled or not, as one after another here", async () => {
    for (const [nx, ny, steps] of [
      [33, 400, 43],
      [3, 131, 16],
      [8, 65, 8],
      [5, 40, 3],
      [12, 3, 5],
    ] as const) {
      const u = Float64Array.from({ length: nx * ny }, plainNumbers(4));
      const expected = u.slice();
      const scratch = new Float64Array(diffuseScratch(nx, 1));
      for (let step = 0; step < steps; step++) diffuseSquare(expected, scratch, nx, ny, 0.2, 1);
      for (const one of threads) {
        const field = u.slice();
        await one.diffuse(field, nx, 0.2, steps);
        expect([...field]).toEqual([...expected]);
      }
    }
  });

  test("say what CPU time each thread took, no more than passed meanwhile, or that it is not known", async () => {
    for (const one of threads.slice(4)) {
      const before = performance.now();
      const cpu = await one.diffuse(new Float64Array(256 * 512), 256, 0.2, 200);
      // schedulers count by ticks of up to 10 ms; the work takes tens of them
      const wall = (performance.now() - before) / 1e3 + 0.01;
      if (process.threadCpuUsage === undefined) expect(cpu.every(Number.isNaN)).toBe(true);
      else {
        expect(cpu.every((time) => time >= 0 && time <= wall)).toBe(true);
        expect(cpu.some((time) => time > 0)).toBe(true);
      }
    }
  });

  test("take fields that are asked for at once one after another", async () => {
    const fields = [1, 2, 3].map((seed) => Float64Array.from({ length: 7 * 140 }, plainNumbers(seed)));
    const expected = fields.map((u) => u.slice());
    for (const u of expected)
      for (let step = 0; step < 20; step++) diffuseSquare(u, new Float64Array(28), 7, 140, 0.1, 1);
    await Promise.all(fields.map((u) => threads[1]?.diffuse(u, 7, 0.1, 20)));
    expect(fields.map((u) => [...u])).toEqual(expected.map((u) => [...u]));
  });

  test("fail as their threads do, now and later, and can be closed", async () => {
    const failing = makeSlabThreads(2, {} as Program);
    const u = new Float64Array(4 * 80).fill(1);
    await expect(failing.diffuse(u, 4, 0.1, 9)).rejects.toThrow(/WebAssembly/);
    await expect(failing.diffuse(u, 4, 0.1, 9)).rejects.toThrow(/WebAssembly/);
    await failing.close();
  });

  test("do not keep those waiting who close them", async () => {
    const closed = makeSlabThreads(2, undefined);
    const answer = closed.diffuse(new Float64Array(256 * 256), 256, 0.1, 10_000);
    await Promise.all([expect(answer).rejects.toThrow("closed"), closed.close()]);
  });
});

describe("slabs", () => {
  test("cover all rows, none thinner than a pass is deep, more of them than threads where there are rows enough", () => {
    for (const ny of [1, 7, 40, 131, 2048])
      for (const count of [1, 2, 5]) {
        const first = slabRows(ny, 2048, count);
        expect([first[0], first.at(-1)]).toEqual([0, ny]);
        for (let slab = 1; slab < first.length; slab++)
          expect(first[slab]! - first[slab - 1]!).toBeGreaterThanOrEqual(Math.min(ny, 32));
        if (ny === 2048) expect(first.length - 1).toBe(16);
      }
  });
});

describe("claims", () => {
  test("let one thread do all while another is held up, and drop what that one made", () => {
    const claims = makeSlabClaims(4);
    const held = claimSlab(claims, 3, false);
    expect(held).toEqual({ slab: 0, pass: 0 });
    const made: string[] = [];
    const run = (isLate: boolean): string => {
      for (;;) {
        const claimed = claimSlab(claims, 3, isLate);
        if (typeof claimed === "string") return claimed;
        bringHome(claims, claimed, () => made.push(`${claimed.slab} ${claimed.pass}`));
      }
    };
    // slab 2, across, may be a pass ahead of those beside the held one
    expect(run(false)).toBe("wait");
    expect(made.sort()).toEqual(["1 0", "2 0", "2 1", "3 0"]);
    expect(run(true)).toBe("ended");
    expect(new Set(made).size).toBe(12);
    expect(made.length).toBe(12);
    if (typeof held !== "string") bringHome(claims, held, () => made.push("late"));
    expect(made).not.toContain("late");
  });

  test("let nobody pass a thread that is held up while it brings a slab home, until it is there", () => {
    const claims = makeSlabClaims(4);
    const made: string[] = [];
    const run = (): string => {
      for (;;) {
        const claimed = claimSlab(claims, 3, true);
        if (typeof claimed === "string") return claimed;
        bringHome(claims, claimed, () => made.push(`${claimed.slab} ${claimed.pass}`));
      }
    };
    const held = claimSlab(claims, 3, false);
    if (typeof held === "string") throw new Error("nothing was claimed");
    bringHome(claims, held, () => {
      expect(run()).toBe("wait");
      expect(made.sort()).toEqual(["1 0", "2 0", "2 1", "3 0"]);
    });
    expect(run()).toBe("ended");
    expect(new Set(made).size).toBe(11);
  });

  test("end when all are to stop", () => {
    const claims = makeSlabClaims(4);
    stopAll(claims);
    expect(claimSlab(claims, 3, true)).toBe("ended");
  });

  test.each([1, 2, 3, 4, 7])("bring home only what was made of whole rows: %i slabs, threads in any order", (slabs) => {
    const PASSES = 6;
    let state = 17;
    const below = (n: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * n);
    };
    for (let trial = 0; trial < 300; trial++) {
      const claims = makeSlabClaims(slabs);
      // of each slab in either field: after how many passes
      const fields = [Array(slabs).fill(0), Array(slabs).fill(-1)] as [number[], number[]];
      const held: { slab: number; pass: number; read?: number[] }[] = [];
      const rowsOf = ({ slab, pass }: { slab: number; pass: number }) =>
        [slab + slabs - 1, slab, slab + 1].map((beside) => fields[pass % 2]![beside % slabs]!);
      let homes = 0;
      const move = (depth: number): boolean => {
        if (below(2) === 0 && held.length > 0) {
          const [one] = held.splice(below(held.length), 1);
          if (one) {
            one.read ??= rowsOf(one);
            bringHome(claims, one, () => {
              while (depth < 3 && below(2) === 0) move(depth + 1);
              expect(one.read).toEqual([one.pass, one.pass, one.pass]);
              fields[(one.pass + 1) % 2]![one.slab] = one.pass + 1;
              homes++;
            });
          }
          return true;
        }
        const claimed = claimSlab(claims, PASSES, below(3) === 0);
        if (claimed === "ended") return false;
        if (claimed === "wait" || held.length > 5) return true;
        held.push(below(2) === 0 ? { ...claimed } : { ...claimed, read: rowsOf(claimed) });
        return true;
      };
      for (let moves = 0; move(0); moves++) if (moves > 1e5) throw new Error("the claims do not end");
      expect(homes).toBe(slabs * PASSES);
      expect(fields[PASSES % 2]).toEqual(Array(slabs).fill(PASSES));
    }
  });
});
