/** A thread of the bench: walks the blocks it is sent, with a memory of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { loadKernels } from "../../cli/load-kernels.ts";
import { makeSums, type Size, WORKLOADS } from "./workloads.ts";

parentPort?.on("message", ({ name, size, first, end }: { name: string; size: Size; first: number; end: number }) => {
  const workload = WORKLOADS.find((one) => one.name === name);
  if (workload === undefined) throw new Error(`there is no workload ${name}`);
  const sums = makeSums(workload, size);
  const kernels = loadKernels(workerData.program, 1 << 22);
  const start = process.threadCpuUsage();
  workload.walk(kernels, size, first, end, sums);
  const { user, system } = process.threadCpuUsage(start);
  parentPort?.postMessage({ sums, cpu: (user + system) / 1e6 });
});
