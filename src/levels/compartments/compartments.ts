/**
 * The level of stirred compartments: amounts and volumes in time by stiff integration, steady states by Newton's
 * method.
 *
 * @module
 */

import { whatFlows } from "#generator/compartments/at-rest.ts";
import { chargeWithoutReturn } from "#generator/compartments/charge-return.ts";
import { type CompartmentSystem, compartmentSystem } from "#generator/compartments/compartment-system.ts";
import { draggedFromEmpty, whatRunsOut } from "#generator/compartments/runs-empty.ts";
import type { Acceptance, Level, LevelResult, Progress, Reading, Task, When } from "#levels/contract.ts";
import { zeroPotentials } from "#model/compartment-notes.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import type { Model } from "#model/model.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { makeConsistent } from "#numerics/radau/consistent.ts";
import { findSteady } from "#numerics/radau/find-steady.ts";
import { integrateStiff } from "#numerics/radau/integrate-stiff.ts";
import { type CompartmentProbe, readCompartments } from "#observables/compartment-probe.ts";
import { whatIsNotStated, whyNoEnergy } from "./not-stated.ts";
import { boundaryOfUse, holdsMatter, whatFlowsBack } from "./state-range.ts";
import { volumeText } from "./volume-text.ts";

/** Largest error of one step, relative to each amount [1]. */
const RELATIVE = 1e-11;
/** Errors below this fraction of the size of a component do not count [1]. */
const ABSOLUTE = 1e-14;
/** Errors below so many times what rounding leaves undetermined do not count [1]. */
const ROUNDINGS = 16;
/** What counts as nothing on the way to a steady state, relative to the size of a component [1]. */
const NOTHING = 1e-9;

/** Charge of a compartment over that of its ions above which it is warned of [1]. */
const IMBALANCE = 1e-6;
/** How many times its first volume a compartment has when what diverges is its volume [1]. */
const SWOLLEN = 100;

/** What to change where charge is moved that nothing returns. */
const RETURN = "give an ion a P there, move as much of the other charge too, or clamp both sides";

/** Well-stirred compartments with membranes between them. */
export const compartments: Level = {
  name: "compartments",
  sampled: false,
  order: { space: 0, time: 5 },
  sharesRatesWith: ["walk", "master"],
  accepts,
  solve,
};

function accepts(model: Model): Acceptance {
  const { domain } = model;
  if (domain?.kind === "compartments") {
    const because = chargeWithoutReturn(model, domain);
    return because === undefined ? { accepts: true } : { accepts: false, because, change: RETURN };
  }
  return {
    accepts: false,
    because: "the model has a domain with places, and compartments are stirred",
    change: "use the levels closed-form, walk, master, langevin and continuum, or compartments: in place of the domain",
  };
}

function* solve(task: Task): Generator<Progress, LevelResult> {
  const { model } = task;
  const domain = model.domain as CompartmentDomain;
  const system = compartmentSystem(model, domain);
  const probe: CompartmentProbe = { system, domain, temperature: model.temperature ?? Number.NaN };
  const run: Run = { task, system, probe, readings: [], warnings: [], invariants: {}, unstated: new Map() };
  let words = "";
  const failures: NumericalFailure[] = [];
  for (const one of task.solves)
    try {
      if (one.kind === "transient") words += yield* solveInTime(run, one.times);
      else words += yield* solveSteady(run, one.kind);
    } catch (error) {
      if (!(error instanceof NumericalFailure)) throw error;
      failures.push(error);
    }
  // what one solve does not reach takes nothing from the others
  const [first] = failures;
  if (first !== undefined && failures.length === task.solves.length) throw first;
  for (const { message } of failures) run.warnings.push(message);
  for (const [key, why] of run.unstated)
    if (why !== undefined && run.readings.every(({ measure }) => measure !== key)) run.warnings.push(why);
  run.warnings.push(...whatIsNotStated(run.probe, task.measures), ...imbalance(run.invariants));
  return {
    level: "compartments",
    law: { kind: "continuum" },
    method: `balances of amount, volume and charge${zeroInWords(model, domain)}${words}`,
    warnings: run.warnings,
    invariants: run.invariants,
    readings: run.readings,
    profiles: [],
    sources: ["O. Kedem and A. Katchalsky, Biochim. Biophys. Acta 27, 229 (1958) (not opened)"],
  };
}

/** Where potentials count from, if they are no differences to one that is given. */
function zeroInWords(model: Model, domain: CompartmentDomain): string {
  const zeros = zeroPotentials(model, domain);
  return zeros.length === 0 ? "" : `; potentials from ${zeros.join(" and ")}, at zero`;
}

/** A start that is not neutral, or a current into what cannot hold charge. */
function imbalance({ chargeImbalance = 0 }: Readonly<Record<string, number>>): readonly string[] {
  if (!(chargeImbalance > IMBALANCE)) return [];
  return [
    `the charges of a compartment are out of balance by ${chargeImbalance.toExponential(1)} of them, and field: electroneutral has no room for that: its contents are not neutral at the start, a current into it has no way out, or an ion has run out`,
  ];
}

interface Run {
  readonly task: Task;
  readonly system: CompartmentSystem;
  readonly probe: CompartmentProbe;
  readonly readings: Reading[];
  readonly warnings: string[];
  readonly invariants: Record<string, number>;
  /** Why a measure had no value at a time, by its key. */
  readonly unstated: Map<string, string | undefined>;
}

function* solveInTime(run: Run, times: readonly number[]): Generator<Progress, string> {
  const { system, task } = run;
  const y = system.start.slice();
  const words = { where: "compartments in time", advice: "end earlier, or look at what runs empty" };
  const burst = boundaryOfUse(system);
  const largest = burst?.fragile.map(({ volume }) => y[volume]) ?? [];
  const first = times.find((t) => t > 0) ?? 1;
  const march = integrateStiff(system, y, {
    ...words,
    relative: RELATIVE,
    absolute: system.sizes.map((size, i) => Math.max(size * ABSOLUTE, ROUNDINGS * (system.roundings[i] as number))),
    first: first * 1e-6,
    times,
    holds: (state) => holdsMatter(system, state),
    explain: (time, before, next) => whatRunsOut(system, run.probe.domain, time, before, next),
    ...(burst === undefined ? {} : { event: burst.margin }),
    onStep: (state) => {
      watch(run, state);
      for (const [k, { volume }] of (burst?.fragile ?? []).entries()) largest[k] = Math.max(largest[k], state[volume]);
    },
  });
  let done = 0;
  for (;;) {
    const next = march.next();
    if (next.done) {
      const { accepted, rejected, ended } = next.value;
      const bursting = ended === "end" ? "" : (burst?.nameOf(y) ?? "");
      if (ended !== "end") tellBurst(run, ended.event, bursting);
      const end = ended === "end" ? (times.at(-1) ?? 0) : ended.event;
      for (const [k, one] of (burst?.fragile ?? []).entries())
        if (one.name !== bursting) tellWhole(run, end, one, largest[k]);
      return `; in time Radau IIA of order 5, relative error ${RELATIVE} of a step, ${accepted} steps and ${rejected} rejected`;
    }
    if (next.value !== "working") {
      const time = times[next.value];
      const settled = y.slice();
      makeConsistent(system, time, settled, system.sizes, words);
      readAll(run, time, time, settled);
      watch(run, settled);
      done = next.value + 1;
    }
    yield { fraction: done / times.length, doing: `compartments of ${task.model.title ?? "the model"} in time` };
  }
}

/** Why a compartment that stays whole has no time of bursting, where that is asked. */
function tellWhole(
  { task, warnings }: Run,
  end: number,
  { name, at }: { readonly name: string; readonly at: number },
  largest: number,
): void {
  for (const { key, name: asked, place } of task.measures)
    if (asked === "burst_time" && place?.kind === "compartment" && place.compartment === name)
      warnings.push(
        `${key} is not stated: ${name} did not reach ${volumeText(at)} by ${Number(end.toPrecision(6))} s; at most ${volumeText(largest)} at the steps of the run`,
      );
}

/** What happened at the end of a run that a compartment ended by bursting. */
function tellBurst(run: Run, time: number, name: string): void {
  run.warnings.push(`${name} bursts at ${Number(time.toPrecision(9))} s; nothing is stated after it.`);
  for (const measure of run.task.measures)
    if (measure.name === "burst_time" && measure.place?.kind === "compartment" && measure.place.compartment === name)
      run.readings.push({ measure: measure.key, when: "timeless", value: time });
}

function* solveSteady(run: Run, kind: "steady" | "equilibrium"): Generator<Progress, string> {
  const domain = run.task.model.domain as CompartmentDomain;
  const system = compartmentSystem(run.task.model, domain, false);
  const still: Run = { ...run, system, probe: { ...run.probe, system } };
  yield { fraction: 0, doing: `the ${kind === "steady" ? "steady state" : "equilibrium"} of compartments` };
  const y = system.start.slice();
  if (system.size === 0) {
    readStill(still, kind, y);
    return "";
  }
  const found = findSteady(system, y, {
    where: `${kind} of compartments`,
    advice: "use solve: {transient: {until: ...}} to see where they go",
    absolute: system.sizes.map((size) => size * NOTHING),
    sizes: system.sizes,
    first: 1e-6,
    holds: (state) => holdsMatter(system, state),
    explain: (time, before, next) => whatRunsOut(system, run.probe.domain, time, before, next),
  });
  if (found.kind !== "steady") throw noSteadyState(system, found, y);
  readStill(still, kind, found.y);
  watch(still, found.y);
  return "; the steady state by Newton's method from where time led";
}

/** Reads a state that stands still; of one in which something flows no equilibrium is stated. */
function readStill(run: Run, kind: "steady" | "equilibrium", y: Float64Array): void {
  const flowing = kind === "equilibrium" ? whatFlows(run.system, run.probe.domain, 0, y) : undefined;
  if (flowing !== undefined)
    throw new NumericalFailure(
      "equilibrium of compartments",
      `there is none: ${flowing}. This is a steady state`,
      "Use solve: steady",
    );
  readAll(run, kind, 0, y);
}

/** Why there is no steady state, with y where time led. */
function noSteadyState(
  system: CompartmentSystem,
  found: Exclude<ReturnType<typeof findSteady>, { kind: "steady" }>,
  y: Float64Array,
): NumericalFailure {
  if (found.kind === "none")
    return new NumericalFailure(
      "steady state of compartments",
      "no steady state: the state goes on changing",
      "use solve: {transient: {until: ...}} to see it",
    );
  const cell = system.layout.cells.find(
    ({ volume, amount }) => volume === found.component || amount.includes(found.component),
  );
  const name = cell?.compartment.name ?? "a compartment";
  const volume = cell?.volume ?? -1;
  // what a swelling compartment holds grows with it
  const swells = volume >= 0 && y[volume] > SWOLLEN * system.start[volume];
  const what = swells ? "volume" : "content";
  return new NumericalFailure(
    "steady state of compartments",
    `no steady state: the ${what} of ${name} diverges`,
    "give it a pump or a wall that holds it; solve: {transient: {until: ...}} shows how it grows",
  );
}

function readAll({ task, probe, readings, system, unstated }: Run, when: When, time: number, y: Float64Array): void {
  const back = whatFlowsBack(system, probe.domain, time, y);
  if (back !== undefined)
    throw new NumericalFailure(
      wordsFor(when),
      `water flows back from the filtrate ${back}, of which nothing is kept`,
      "raise the pressure that drives it out, or give the compartment a volume",
    );
  const dragged = draggedFromEmpty(system, probe.domain, time, y);
  if (dragged !== undefined) throw new NumericalFailure(wordsFor(when), dragged.what, dragged.advice);
  for (const measure of task.measures) {
    const value = readCompartments(probe, measure, time, y);
    if (value !== undefined) readings.push({ measure: measure.key, when, value });
    else if (measure.name === "free_energy_rate") unstated.set(measure.key, whyNoEnergy(probe, measure.key, time, y));
  }
}

function wordsFor(when: When): string {
  return typeof when === "number" ? `compartments at ${when} s` : `${when} of compartments`;
}

/** Follows how well amounts, volume and neutrality are kept, and the smallest concentration. */
function watch({ system, invariants, task }: Run, y: Float64Array): void {
  const { start, layout } = system;
  for (const weights of system.invariants ?? []) {
    let [sum, before, size] = [0, 0, 0];
    for (let i = 0; i < y.length; i++) {
      if (weights[i] === 0) continue;
      sum += y[i];
      before += start[i];
      size += Math.abs(y[i]);
    }
    if (size > 0) invariants.massDrift = Math.max(invariants.massDrift ?? 0, Math.abs(sum - before) / size);
  }
  for (const { compartment, amount } of layout.cells) {
    if (compartment.extent.kind !== "finite") continue;
    let [charge, size] = [0, 0];
    for (let i = 0; i < amount.length; i++) {
      if (amount[i] < 0) continue;
      invariants.smallestAmount = Math.min(invariants.smallestAmount ?? Number.POSITIVE_INFINITY, y[amount[i]]);
      const z = layout.species[i]?.charge ?? 0;
      charge += z * y[amount[i]];
      size += Math.abs(z) * y[amount[i]];
    }
    if (task.model.field === "electroneutral" && size > 0)
      invariants.chargeImbalance = Math.max(invariants.chargeImbalance ?? 0, Math.abs(charge) / size);
  }
}
