import { describe, expect, test } from "vitest";
import { fillNetworkRate, makeNetworkSystem, networkMatrix } from "#generator/network-system.ts";
import { fillAdvanced, transitionsOver } from "#generator/transition-matrix.ts";
import { makeTrBdf2, stepTrBdf2 } from "#numerics/tr-bdf2.ts";
import { fillTridiagonalFactors, makeTridiagonalFactors, solveTridiagonal } from "#numerics/tridiagonal.ts";
import { bytesPerCall } from "../support/allocation.ts";
import { held } from "../support/closed-form.ts";
import { networkOfStack, startOf } from "../support/networks.ts";

const stack = {
  layers: [
    { l: 1, D: 1 },
    { l: 1, D: 3, K: 2 },
  ],
  initial: 1,
  left: held(2),
};
const network = networkOfStack(stack, 100);
const { size } = network;
const n = startOf(stack, network);
const out = new Float64Array(size);
const isPositive = new Uint8Array(size).fill(1);

const { lower, diagonal, upper } = networkMatrix(network);
for (let i = 0; i < size; i++) diagonal[i] -= 1;
const factors = makeTridiagonalFactors(size);
const work = makeTrBdf2(size);
const system = makeNetworkSystem(network);
const transitions = transitionsOver(network, 1e-3, []);

const hot: Readonly<Record<string, () => void>> = {
  fillTridiagonalFactors: () => fillTridiagonalFactors(factors, lower, diagonal, upper),
  solveTridiagonal: () => {
    out.set(n);
    solveTridiagonal(factors, out);
  },
  fillNetworkRate: () => fillNetworkRate(out, network, n),
  "a step of TR-BDF2 on a network": () => stepTrBdf2(work, system, n, 1e-3, isPositive),
  fillAdvanced: () => fillAdvanced(out, transitions, n),
};

describe("once warm", () => {
  // 200 nodes: one array of them would be 1600 bytes
  test.each(Object.entries(hot))("%s leaves less than 100 bytes on the heap", (_, call) => {
    expect(bytesPerCall(call)).toBeLessThan(100);
  });

  test("and one array literal in a loop is seen", () => {
    let kept: number[] = [];
    const leaky = () => {
      for (let i = 0; i < size; i++) kept = [n[i], out[i]];
    };
    expect(bytesPerCall(leaky)).toBeGreaterThan(100);
    expect(kept).toHaveLength(2);
  });
});
