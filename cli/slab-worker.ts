/** A thread that steps one slab of a grid and trades rows with the threads of the slabs beside it, once a pass. */
import { type MessagePort, parentPort } from "node:worker_threads";
import { slabScratch } from "#numerics/grid/diffuse-slab.ts";
import { DEEPEST } from "#numerics/grid/diffuse-square.ts";
import type { GridKernels } from "#numerics/grid/grid-kernels.ts";
import { loadGridKernels } from "./load-grid-kernels.ts";
import type { SlabAnswer, SlabTask } from "./slab-threads.ts";

/** The memory of the last slab, kept for one of the same size. */
let kept: { readonly kernels: GridKernels; readonly u: Float64Array; readonly scratch: Float64Array } | undefined;

parentPort?.on("message", async (task: SlabTask) => {
  const { own, nx, rate, steps, depth, before, after } = task;
  const rows = own.length / nx;
  const length = own.length + 2 * DEEPEST * nx;
  if (kept?.u.length !== length) {
    const kernels = loadGridKernels(8 * (length + slabScratch(nx, DEEPEST)) + 65536, task.program);
    kept = { kernels, u: kernels.numbers(length), scratch: kernels.numbers(slabScratch(nx, DEEPEST)) };
  }
  const { kernels, u, scratch } = kept;
  const [fromBefore, fromAfter] = [rowsFrom(before), rowsFrom(after)];
  // the own rows stay where they are; a shallow last pass begins later in the array
  u.set(own, nx * DEEPEST);
  const start = process.threadCpuUsage();
  for (let left = steps; left > 0; left -= depth) {
    const pass = Math.min(left, depth);
    const slab = u.subarray(nx * (DEEPEST - pass));
    const [first, end] = [nx * pass, nx * (pass + rows)];
    before.postMessage(slab.slice(first, first + nx * pass));
    after.postMessage(slab.slice(end - nx * pass, end));
    slab.set(await fromBefore(), 0);
    slab.set(await fromAfter(), end);
    kernels.diffuseSlab(slab, scratch, nx, rows, rate, pass);
  }
  const { user, system } = process.threadCpuUsage(start);
  own.set(u.subarray(nx * DEEPEST, nx * (DEEPEST + rows)));
  before.close();
  after.close();
  const answer: SlabAnswer = { own, cpu: (user + system) / 1e6 };
  parentPort?.postMessage(answer, [own.buffer as ArrayBuffer]);
});

/** What comes through a port, in order, each as soon as it is there. */
function rowsFrom(port: MessagePort): () => Promise<Float64Array> {
  const arrived: Float64Array[] = [];
  let wanted: ((rows: Float64Array) => void) | undefined;
  port.on("message", (rows: Float64Array) => {
    if (wanted) wanted(rows);
    else arrived.push(rows);
    wanted = undefined;
  });
  return () =>
    new Promise((resolve) => {
      const next = arrived.shift();
      if (next) resolve(next);
      else wanted = resolve;
    });
}
