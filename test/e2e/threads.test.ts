/**
 * The same bits whoever solves the batches: this thread, one worker, two or four.
 */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseModel } from "#model/parse-model.ts";
import type { BatchPool } from "#run/batch-pool.ts";
import { runModel } from "#run/run-model.ts";

const HEAD = "perrin: 1\nsampling: {walkers: 20000, seed: 3";
/** A model for each kind of sampled run. */
const MODELS: Readonly<Record<string, string>> = {
  "a lattice walk": `${HEAD}}
levels: [walk]
species: {walker: {walk: {step: {lattice: 1 nm, dimensions: 2}, clock: {poisson: 1 ns}}}}
domain: {geometry: plane}
initial: {walker: {at: [0 nm, 0 nm]}}
solve: {transient: {until: 40 ns, every: 10 ns}}
outputs: {spread: msd(walker), back: return_probability(walker), near: "probability(walker, r < 4 nm)"}
`,
  "walkers on a network, hop by hop": `${HEAD}, method: walkers}
levels: [walk]
species: {drug: {D: 1e-9 m^2/s}}
domain: {geometry: slab, thickness: 10 um, cells: 20}
initial: {drug: {at: 3 um}}
boundary: {right: {drug: absorbing}}
solve: {transient: {until: 20 ms, every: 10 ms}}
outputs: {kept: survival(drug), center: mean(drug)}
`,
  "Langevin walkers": `${HEAD}}
levels: [langevin]
species: {drug: {D: 1e-9 m^2/s}}
domain: {geometry: slab, thickness: 10 um}
initial: {drug: {at: 3 um}}
boundary: {right: {drug: absorbing}}
solve: {transient: {until: 20 ms, every: 10 ms}}
outputs: {kept: survival(drug), center: mean(drug), out: mean_exit_time(drug)}
`,
};

async function hashOf(text: string, pool?: BatchPool): Promise<{ readonly hash: string; readonly elsewhere: number }> {
  const run = runModel(parseModel(text), { version: "0", name: "threads", hash: "" });
  let answer: unknown;
  let elsewhere = 0;
  for (;;) {
    const next = run.next(answer);
    if (next.done) {
      const hash = createHash("sha256").update(JSON.stringify(next.value)).digest("hex");
      return { hash, elsewhere };
    }
    const { batch } = next.value;
    answer = batch && (await pool?.part(batch));
    if (answer !== undefined) elsewhere++;
  }
}

describe.each(Object.entries(MODELS))("%s", (_, text) => {
  test.each([1, 2, 4])("has the same bits with its batches on %i threads", async (threads) => {
    const { makeBatchPool } = await import("../../dist/src/run/batch-pool.js");
    const { startThread } = await import("../../dist/cli/worker-pool.js");
    const pool: BatchPool = makeBatchPool(Array.from({ length: threads }, startThread));
    try {
      const [here, there] = [await hashOf(text), await hashOf(text, pool)];
      expect(there.elsewhere).toBe(63);
      expect(there.hash).toBe(here.hash);
    } finally {
      pool.close();
    }
  });
});
