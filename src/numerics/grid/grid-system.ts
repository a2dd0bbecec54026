/**
 * A grid as a system for the integrators: dc/dt = (supply - A c) / V, with what has passed through chosen boundaries counted
 * along.
 *
 *     state = [c of each cell [mol m^-3], amount that has left through each port [mol]]
 *
 * A port is a part of `leak` and `supply`, such as one side of a box: d(amount)/dt = Σ conductance c - supply. Cells and
 * ports together keep their total to rounding, whatever the tolerance of the solves.
 *
 * @module
 */

import type { ImplicitSystem } from "#numerics/implicit-system.ts";
import type { FaceOperator } from "./face-operator.ts";
import { gridKernelsFor } from "./grid-kernels-in-use.ts";
import { stencilOf } from "./grid-level.ts";
import { type GridSolverOptions, makeGridSolver } from "./grid-solver.ts";

/** A boundary whose throughput is counted. */
export interface GridPort {
  /** Cells along the boundary. */
  readonly cells: Int32Array;
  /** Part of `leak` of each of these cells [m^3 s^-1]. */
  readonly conductance: Float64Array;
  /** Part of the supply that comes through this port, all cells together [mol s^-1]. */
  readonly supply: number;
}

/** An {@link ImplicitSystem} that counts its work. */
export interface GridSystem extends ImplicitSystem {
  readonly operator: FaceOperator;
  readonly log: { solves: number; iterations: number };
  /** The largest rate at which a cell is left [s^-1]. */
  readonly fastestRate: number;
}

/** The system of an operator; the first `operator.size` components are concentrations, then one amount for each port. */
export function makeGridSystem(
  operator: FaceOperator,
  options: GridSolverOptions = {},
  ports: readonly GridPort[] = [],
): GridSystem {
  const { size, volume, supply, leak } = operator;
  const kernels = options.kernels ?? gridKernelsFor(operator, 5);
  const solver = makeGridSolver(operator, options);
  const stencil = stencilOf(operator, kernels);
  const [c, out, rhs, hold, supplied] = Array.from({ length: 5 }, () => kernels.numbers(size));
  hold.set(leak);
  supplied.set(supply);
  const log = { solves: 0, iterations: 0 };
  let s = 0;
  const portFlux = ({ cells, conductance, supply }: GridPort, values: Float64Array): number => {
    let flux = -supply;
    for (let k = 0; k < cells.length; k++) flux += conductance[k] * values[cells[k]];
    return flux;
  };
  return {
    operator,
    log,
    size: size + ports.length,
    fastestRate: fastestRateOf(operator),
    fillRate(rate, state) {
      for (let i = 0; i < size; i++) c[i] = state[i];
      kernels.fillResidual(out, stencil, hold, supplied, c);
      for (let i = 0; i < size; i++) rate[i] = out[i] / volume[i];
      for (let p = 0; p < ports.length; p++) rate[size + p] = portFlux(ports[p], c);
    },
    prepare(step) {
      s = step;
      solver.prepare(step);
    },
    solve(x) {
      for (let i = 0; i < size; i++) {
        c[i] = x[i];
        rhs[i] = (volume[i] * x[i]) / s + supplied[i];
      }
      const { iterations } = solver.solve(c, rhs);
      log.solves++;
      log.iterations += iterations;
      for (let i = 0; i < size; i++) x[i] = c[i];
      for (let p = 0; p < ports.length; p++) x[size + p] += s * portFlux(ports[p], c);
    },
  };
}

/** The largest rate at which a cell is left [s^-1]: half the bound of all rates of decay, by Gershgorin. */
export function fastestRateOf({ shape, size, volume, forward, backward, leak }: FaceOperator): number {
  const out = leak.slice();
  let stride = 1;
  for (const axis of [0, 1, 2] as const) {
    const n = shape.cells[axis];
    const [there, back] = [forward[axis], backward[axis]];
    for (let i = 0; i < there.length; i++) {
      const isLast = Math.floor(i / stride) % n === n - 1;
      out[i] += there[i];
      out[isLast ? i - stride * (n - 1) : i + stride] += back[i];
    }
    stride *= n;
  }
  let fastest = 0;
  for (let i = 0; i < size; i++) fastest = Math.max(fastest, out[i] / volume[i]);
  return fastest;
}
