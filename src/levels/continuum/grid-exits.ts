/**
 * Times and ways of leaving a grid, each by one steady solve A M = V c(0), as for a row of cells.
 *
 *     mean exit time = Σ V M / Σ V c(0),    mean of its square = 2 Σ V M' / Σ V c(0), A M' = V M,    P(side) = outflow of M / Σ V c(0)
 *
 * @module
 */

import type { GridRun } from "#levels/grid-run.ts";
import type { GridSolver } from "#numerics/grid/grid-solver.ts";
import { isOpenGrid, totalOutflow } from "#observables/grid-invariants.ts";
import { amountIn, outflow } from "#observables/grid-state.ts";

/** Read the law of the exit, where all that happens is that what is there leaves. */
export function readGridExits(run: GridRun, solver: GridSolver): void {
  const { network, initial, task, readings, warnings, species } = run;
  const asked = task.measures.filter(
    ({ name, species: of }) =>
      of === species.name && /^(mean_exit_time|exit_time_variance|exit_probability)$/.test(name),
  );
  if (asked.length === 0 || !isOpenGrid(network)) return;
  const { operator, mesh, sides, decay } = network;
  if (operator.supply.some((rate) => rate !== 0) || decay.some((rate) => rate > 0)) return;
  const started = amountIn(network, initial);
  const respond = (c: Float64Array): Float64Array => {
    const rhs = c.map((value, i) => value * mesh.volume[i]);
    const M = new Float64Array(mesh.size);
    solver.solve(M, rhs);
    return M;
  };
  const M = respond(initial);
  if (!(Math.abs(totalOutflow(network, M) - started) <= 1e-6 * started)) {
    warnings.push(`exit times of ${species.name} are not stated: some of it never leaves`);
    return;
  }
  const mean = amountIn(network, M) / started;
  const open = sides.filter(({ conductance }) => conductance.some((value) => value > 0));
  for (const { name, key, place } of asked) {
    const side = place?.kind === "side" ? sides.find((one) => one.side === place.side) : undefined;
    // a part that leaves elsewhere never leaves here
    const isOnlyWay = place?.kind !== "side" || (open.length === 1 && open[0] === side);
    let value: number | undefined;
    if (name === "exit_probability" && side) value = outflow(side, M) / started;
    else if (name === "mean_exit_time" && isOnlyWay) value = mean;
    else if (name === "exit_time_variance" && isOnlyWay)
      value = (2 * amountIn(network, respond(M))) / started - mean * mean;
    if (value !== undefined) readings.push({ measure: key, when: "timeless", value });
  }
}
