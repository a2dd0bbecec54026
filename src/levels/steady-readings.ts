/**
 * What is read from the steady state of a network: states at "steady" and "equilibrium", timeless measures, and the
 * times that a steady solve gives. Each level brings its own way to solve.
 *
 * @module
 */

import { isOpen, type Network } from "#generator/network.ts";
import { slowestNetworkRate } from "#generator/slowest-rate.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { steadyInvariants } from "#observables/network-invariants.ts";
import { exitProbability, exitTimeVariance, meanExitTime, type Response, timeLag } from "#observables/passage-time.ts";
import { belowZeroWarning } from "./below-zero.ts";
import type { When } from "./contract.ts";
import { noEquilibriumWarning, whyNoEquilibrium, whyNotHeld } from "./equilibrium.ts";
import { keepProfile, type NetworkRun, warnOfWindow } from "./network-run.ts";
import { whyNotResolved, whyOfTheWindow } from "./of-the-window.ts";

/**
 * Read states and timeless measures; the solver gives undefined where nothing is left in the end.
 *
 * @throws NumericalFailure if a steady state is asked for and the solver fails. If only timeless measures need it, they
 * are not stated, and a warning says why.
 */
export function readSteadyStates(run: NetworkRun, solve: (run: NetworkRun) => Float64Array | undefined): void {
  const { probed, readings, warnings, invariants, network } = run;
  const whens = steadyWhens(run);
  const timeless = probed.filter(({ kind }) => kind === "timeless");
  if (whens.length === 0 && timeless.length === 0) return;
  const keys = timeless.map(({ measure }) => measure.key).join(", ");
  const n = whens.length > 0 ? solve(run) : attempted(run, keys, () => solve(run));
  if (!n) return;
  const warning = belowZeroWarning(run, n);
  if (warning) warnings.push(warning);
  warnOfWindow(run, n);
  for (const when of whens) {
    for (const { measure, kind, probe } of probed)
      if (kind === "state") readings.push({ measure: measure.key, when, value: probe(n, true) });
    keepProfile(run, n, when);
  }
  for (const { measure, probe } of timeless)
    readings.push({ measure: measure.key, when: "timeless", value: probe(n, true) });
  Object.assign(invariants, steadyInvariants(network, n));
}

/** The steady solves of the task; equilibrium only where there is one, else a warning. */
function steadyWhens(run: NetworkRun): readonly When[] {
  const kinds = new Set(run.task.solves.map(({ kind }) => kind));
  const whens: When[] = kinds.has("steady") && !settlesNowhere(run) ? ["steady"] : [];
  if (!kinds.has("equilibrium")) return whens;
  const because = whyNoEquilibrium(run);
  if (because === undefined) return [...whens, "equilibrium"];
  run.warnings.push(noEquilibriumWarning(run.species.name, because));
  return whens;
}

/** Whether what is there spreads for ever, so that no steady state is reached; a warning says so. */
function settlesNowhere(run: NetworkRun): boolean {
  const because = isOpen(run.network) ? undefined : whyNotHeld(run, true);
  if (because !== undefined) run.warnings.push(`${run.species.name} has no steady state: ${because}`);
  return because !== undefined;
}

/**
 * Read the law of the exit, the time lag and the slowest rate; one that cannot be solved, or that belongs to the window
 * at which the grid looks, is not stated, and a warning says why.
 */
export function readPassageTimes(run: NetworkRun, respond: Response): void {
  const { task, species, network, initial, readings } = run;
  for (const { name, key, species: of, place } of task.measures) {
    if (of !== species.name) continue;
    let solve: (() => number | undefined) | undefined;
    const through = place?.kind === "end" ? place.end : undefined;
    if (name === "mean_exit_time" && isOnlyWayOut(network, through))
      solve = () => meanExitTime(network, initial, respond);
    if (name === "exit_time_variance" && isOnlyWayOut(network, through))
      solve = () => exitTimeVariance(network, initial, respond);
    if (name === "exit_probability" && through !== undefined && isOnlyWayOut(network, undefined))
      solve = () => exitProbability(network, initial, through, respond);
    if (name === "slowest_rate") solve = () => slowestNetworkRate(network);
    if (name === "time_lag" && place?.kind === "end") solve = () => timeLag(network, place.end, respond);
    if (solve === undefined) continue;
    const unstated = whyOfTheWindow(run, name);
    const value = unstated === undefined ? attempted(run, key, solve) : undefined;
    if (unstated !== undefined) notStated(run, key, unstated);
    if (value === undefined || !Number.isFinite(value)) continue;
    const unresolved = whyNotResolved(run, name, value, respond);
    if (unresolved !== undefined) notStated(run, key, unresolved);
    else readings.push({ measure: key, when: "timeless", value });
  }
}

/**
 * Whether all that is there at first leaves through that end, or through either if none is named. Where a part decays or
 * leaves elsewhere, the mean time until it leaves here is not finite.
 */
function isOnlyWayOut({ ends, growth }: Network, through: "left" | "right" | undefined): boolean {
  const leaves = (end: "left" | "right"): boolean =>
    ends[end].kind === "reservoir" && ends[end].condition.kind !== "flux";
  if (growth.some((rate) => rate !== 0)) return false;
  if (through === undefined) return leaves("left") || leaves("right");
  return leaves(through) && !leaves(through === "left" ? "right" : "left");
}

/** The value, or undefined and a warning if it cannot be computed. */
function attempted<T>({ warnings }: NetworkRun, what: string, compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof NumericalFailure)) throw error;
    notStated({ warnings }, what, error.message);
    return undefined;
  }
}

function notStated({ warnings }: Pick<NetworkRun, "warnings">, what: string, because: string): void {
  warnings.push(`${what} is not stated: ${because}`);
}
