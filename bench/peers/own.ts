/** Runs a workload on compiled kernels, on this thread or on several. */
import { Worker } from "node:worker_threads";
import type { KernelSet } from "#numerics/kernel-set.ts";
import { kernelProgram, loadKernels } from "../../cli/load-kernels.ts";
import { makeSums, type Size, type Workload } from "./workloads.ts";

/** What a run took [s] and what it left. */
export interface Run {
  readonly cpu: number;
  readonly wall: number;
  /** CPU time of the thread that took most. */
  readonly slowest: number;
  readonly sums: Float64Array;
}

const program = kernelProgram();
if (program === undefined) throw new Error("there are no compiled kernels: npm run kernels");

/** On this thread; a set is made for the run, as a program would. */
export function ownRun(workload: Workload, size: Size, set?: KernelSet): Run {
  const kernels = set ?? loadKernels(program, 1 << 22);
  const sums = makeSums(workload, size);
  const [cpu, own, wall] = [process.cpuUsage(), process.threadCpuUsage(), performance.now()];
  workload.walk(kernels, size, 0, Math.ceil(size.walkers / workload.block), sums);
  const { user, system } = process.cpuUsage(cpu);
  const thread = process.threadCpuUsage(own);
  const slowest = (thread.user + thread.system) / 1e6;
  return { cpu: (user + system) / 1e6, wall: (performance.now() - wall) / 1e3, slowest, sums };
}

const threads: Worker[] = [];

/** On two threads that are there already, each with its own memory and half of the blocks. */
export async function runOnTwo(workload: Workload, size: Size): Promise<Run> {
  while (threads.length < 2)
    threads.push(new Worker(new URL("thread.ts", import.meta.url), { workerData: { program } }));
  await Promise.all(threads.map((thread) => partOf(thread, workload, { walkers: 1, steps: 100 }, 0, 1)));
  const blocks = Math.ceil(size.walkers / workload.block);
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const parts = await Promise.all(
    threads.map((thread, i) =>
      partOf(thread, workload, size, Math.floor((blocks * i) / 2), Math.floor((blocks * (i + 1)) / 2)),
    ),
  );
  const wallTaken = (performance.now() - wall) / 1e3;
  const { user, system } = process.cpuUsage(cpu);
  const [sums = new Float64Array(), other = new Float64Array()] = parts.map((part) => part.sums);
  for (let i = 0; i < sums.length; i++) sums[i]! += other[i] ?? 0; // one of them is 0, or both are counts
  const slowest = Math.max(...parts.map((part) => part.cpu));
  return { cpu: (user + system) / 1e6, wall: wallTaken, slowest, sums };
}

interface Part {
  readonly sums: Float64Array;
  readonly cpu: number;
}

function partOf(thread: Worker, { name }: Workload, size: Size, first: number, end: number): Promise<Part> {
  return new Promise((resolve, reject) => {
    thread.removeAllListeners().once("message", resolve).once("error", reject);
    thread.postMessage({ name, size, first, end });
  });
}

/** Lets the process end. */
export async function stopThreads(): Promise<void> {
  await Promise.all(threads.map((thread) => thread.terminate()));
}
