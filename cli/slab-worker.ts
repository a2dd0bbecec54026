/** A thread that steps slabs of a grid, as many as it comes to, in a memory of its own: slab-claims.ts. */
import { parentPort } from "node:worker_threads";
import { slabScratch } from "#numerics/grid/diffuse-slab.ts";
import type { GridKernels } from "#numerics/grid/grid-kernels.ts";
import { loadGridKernels } from "./load-grid-kernels.ts";
import { bringHome, claimSlab, newsOf, waitForNews } from "./slab-claims.ts";
import type { SlabTask } from "./slab-threads.ts";

/** Longest wait for a slab of another thread [ms]. */
const LONGEST = 10;

/** The memory of the last slabs, kept for others of the same size. */
let kept: { readonly kernels: GridKernels; readonly u: Float64Array; readonly scratch: Float64Array } | undefined;

parentPort?.on("message", (task: SlabTask) => {
  const { call, claims, nx, firstRows, steps, depth } = task;
  const memory = memoryFor(task);
  const passes = Math.ceil(steps / depth);
  const before = process.threadCpuUsage?.();
  /** Wait until the slab of another thread counts as held up: what a slab took at best [ms]. */
  let patience = LONGEST;
  let isLate = false;
  for (;;) {
    const news = newsOf(claims);
    const claimed = claimSlab(claims, passes, isLate);
    if (claimed === "ended") break;
    if (claimed === "wait") {
      isLate = !waitForNews(claims, news, patience);
      continue;
    }
    const { slab, pass } = claimed;
    const begin = performance.now();
    const [first, end] = [firstRows[slab] as number, firstRows[slab + 1] as number];
    const home = task.fields[(pass + 1) % 2] as Float64Array;
    const own = stepped(task, memory, first, end, pass);
    // before the slab is home: then another thread may find all at their end, and tell
    noteSpent(task, before);
    bringHome(claims, claimed, () => home.set(own, nx * first));
    patience = Math.min(patience, performance.now() - begin);
    isLate = false;
  }
  noteSpent(task, before);
  parentPort?.postMessage(call);
});

/** CPU time of this thread since then, for all to see; where Node does not tell, NaN stays. */
function noteSpent({ spent, thread }: SlabTask, before: NodeJS.CpuUsage | undefined): void {
  if (before === undefined) return;
  const { user, system } = process.threadCpuUsage(before);
  spent[thread] = (user + system) / 1e6;
}

type SlabMemory = NonNullable<typeof kept>;

function memoryFor({ nx, firstRows, depth, program }: SlabTask): SlabMemory {
  let rows = 0;
  for (let slab = 0; slab + 1 < firstRows.length; slab++)
    rows = Math.max(rows, (firstRows[slab + 1] as number) - (firstRows[slab] as number));
  const length = nx * (rows + 2 * depth);
  const room = slabScratch(nx, depth);
  if (kept?.u.length !== length || kept.scratch.length !== room) {
    const kernels = loadGridKernels(8 * (length + room) + 65536, program);
    kept = { kernels, u: kernels.numbers(length), scratch: kernels.numbers(room) };
  }
  return kept;
}

/** Rows of a slab after a pass, in memory of the thread. */
function stepped(task: SlabTask, memory: SlabMemory, first: number, end: number, pass: number): Float64Array {
  const { nx, rate, steps, depth } = task;
  const from = task.fields[pass % 2] as Float64Array;
  const ny = from.length / nx;
  const deep = Math.min(depth, steps - pass * depth);
  // rows before the first and after the last come from the other end
  for (let row = first - deep; row < end + deep; ) {
    const at = (row + ny) % ny;
    const count = Math.min(ny - at, end + deep - row);
    memory.u.set(from.subarray(nx * at, nx * (at + count)), nx * (row - first + deep));
    row += count;
  }
  memory.kernels.diffuseSlab(memory.u, memory.scratch, nx, end - first, rate, deep);
  return memory.u.subarray(nx * deep, nx * (deep + end - first));
}
