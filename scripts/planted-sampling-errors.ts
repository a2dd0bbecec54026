/** Errors of sampling that somebody could make (or that programs of others have), each as one change of the source. */
import type { PlantedError } from "./planted-errors.ts";

const test = (project: string, file: string) => ({ project, file });

/** q s + c with one rounding, as a machine with FMA would have it: the errors of product and sum added back. */
const FUSED_QUINTIC = `function quintic(t: Float64Array, row: number, s: number): number {
  const q = (((t[row + 5] * s + t[row + 4]) * s + t[row + 3]) * s + t[row + 2]) * s + t[row + 1];
  const high = (x: number) => 134217729 * x - (134217729 * x - x);
  const [product, sum] = [q * s, q * s + t[row]];
  const [qh, sh] = [high(q), high(s)];
  const lost = qh * sh - product + qh * (s - sh) + (q - qh) * sh + (q - qh) * (s - sh);
  return sum + (t[row] - (sum - product) + (product - (sum - (sum - product))) + lost);
}

function unfused(`;

export const PLANTED_SAMPLING_ERRORS: readonly PlantedError[] = [
  {
    name: "even noise of the right variance instead of normal noise",
    file: "src/numerics/random-stream.ts",
    find: "    out[i] = normalFromWords(table, high, low);",
    by: "    out[i] = Math.sqrt(12) * (uniformFromWords(high, low) - 0.5);",
    examples: [],
    tests: [test("statistical", "random-stream")],
  },
  {
    name: "D of Langevin walkers + 1 %",
    file: "src/levels/langevin/gaussian-law.ts",
    find: "spread: Math.sqrt(2 * diffusivity * time) }",
    by: "spread: Math.sqrt(2.02 * diffusivity * time) }",
    examples: ["111"],
    tests: [test("exact", "gaussian-law")],
  },
  {
    name: "D of Langevin walkers - 1 %",
    file: "src/levels/langevin/gaussian-law.ts",
    find: "spread: Math.sqrt(2 * diffusivity * time) }",
    by: "spread: Math.sqrt(1.98 * diffusivity * time) }",
    examples: ["111"],
    tests: [test("exact", "gaussian-law")],
  },
  {
    name: "absorption by direct collisions only",
    file: "src/levels/langevin/line-motion.ts",
    find: "makeStepAdvance(line, step, request.bridge ?? true)",
    by: "makeStepAdvance(line, step, false)",
    examples: ["113", "115"],
  },
  {
    name: "the bridge between two points tested twice",
    file: "src/levels/langevin/line-step.ts",
    find: "bridge ? lowestPoint(distance, end, rest, noise.uniform()) : Math.min(distance, end);",
    by: "Math.min(...[0, 1].map(() => lowestPoint(distance, end, rest, noise.uniform())));",
    examples: ["113", "115"],
  },
  {
    name: "a membrane crossed with the first-order probability",
    file: "src/levels/langevin/plane-kernel.ts",
    find: "  return (own * ROOT_FOUR_PI * root * erfcx((from + to) / (2 * root) + total * root)) / (1 + exp(exponent));",
    by: "  return total >= 0 && to < from ? Math.min(1, (own * ROOT_FOUR_PI * root) / 2) : 0;",
    examples: [],
    tests: [test("exact", "plane-kernel")],
  },
  {
    name: "the same rate on both sides of a membrane",
    file: "src/levels/langevin/line-step.ts",
    find: "membraneCrossing(plane.own, plane.own + plane.other, distance, landed, time)",
    by: "membraneCrossing(plane.own, plane.own + plane.own, distance, landed, time)",
    examples: [],
    tests: [test("exact", "line-step")],
  },
  {
    name: "the seed in the counter instead of the key",
    file: "src/numerics/random-stream.ts",
    find: "  threefry4x32(words, block, Math.floor(block / WORD), 0, 0, low, high, purpose, TIER.block);",
    by: "  threefry4x32(words, block + low, Math.floor(block / WORD) + high, 0, 0, 0, 0, purpose, TIER.block);",
    examples: [],
    tests: [test("exact", "random-stream")],
  },
  {
    name: "one block of Langevin walkers used for all",
    file: "src/levels/ensemble/run-blocks.ts",
    find: "batch * blocks + i, count",
    by: "0, count",
    examples: ["111"],
    tests: [test("statistical", "langevin")],
  },
  {
    name: "one block of lattice walkers used for all",
    file: "src/levels/walk/lattice-walk.ts",
    find: "batch * blocks + i, walkers)",
    by: "0 * blocks, walkers)",
    examples: ["109"],
    tests: [test("statistical", "lattice-walk")],
  },
  {
    name: "the last product and sum of a normal number rounded once (FMA)",
    file: "src/numerics/normal-table.ts",
    find: "function quintic(",
    by: FUSED_QUINTIC,
    examples: [],
    tests: [test("exact", "random-stream")],
  },
  {
    name: "records of a lattice walk one step late",
    file: "src/step-law/lattice-law.ts",
    find: "  return Math.floor(ratio + 1e-9 + 1e-14 * ratio);",
    by: "  return Math.floor(ratio + 1e-9 + 1e-14 * ratio) + 1;",
    examples: ["109"],
  },
  {
    name: "records of an ensemble one interval early",
    file: "src/levels/ensemble/run-blocks.ts",
    find: "      yield* advanceAll(plan, walkers, { from: now, to, steps: some }, pace, () => progress(s / stops.length));",
    by: "      yield* advanceAll(plan, walkers, { from: stops[s - 1] ?? 0, to: stops[s - 1] ?? 0, steps: some }, pace, () => progress(to));",
    examples: ["111"],
  },
];
