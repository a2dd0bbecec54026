import { expect, test } from "vitest";
import { type KernelSet, TWINS } from "#numerics/kernel-set.ts";
import { CAHN_HILLIARD_LAW, CAHN_HILLIARD_ROWS, fillCahnHilliardLaw } from "#numerics/kernels/cahn-hilliard-steps.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { loadKernels } from "../../cli/load-kernels.ts";
import { compiledProgram } from "../support/compiled.ts";

function moved(kernels: KernelSet, nx: number, ny: number, steps: number): Float64Array {
  const law = kernels.numbers(CAHN_HILLIARD_LAW);
  fillCahnHilliardLaw(law, {
    potential: [-1, 0.2, 1.1],
    gradientCoefficient: 0.9,
    mobility: 1.2,
    spacing: [1, 1.3],
    step: 0.01,
  });
  const c = kernels.numbers(nx * ny);
  const draw = makeRandomStream(7, PURPOSE.demonstration, 1);
  for (let i = 0; i < c.length; i++) c[i] = 0.3 * draw.normal();
  kernels.cahnHilliardSteps(c, nx, ny, law, kernels.numbers(CAHN_HILLIARD_ROWS * nx), steps);
  return c.slice();
}

test("compiled explicit steps give the bits of their twin, on tori of odd and even sides", () => {
  const compiled = loadKernels(compiledProgram(), 1 << 21);
  for (const nx of [3, 4, 5, 6, 16, 33])
    for (const ny of [3, 4, 5, 6, 7, 18])
      expect([...moved(compiled, nx, ny, 9)], `${nx} x ${ny}`).toEqual([...moved(TWINS, nx, ny, 9)]);
  expect(() => moved(compiled, 2, 5, 1)).toThrow("a torus has at least 3 x 3 cells");
}, 60_000);
