/**
 * The master equation of stirred compartments: the probability of where a parcel of each species is, where rates do not
 * depend on how much there is.
 *
 * @module
 */

import { whatFlows } from "#generator/compartments/at-rest.ts";
import { compartmentSystem } from "#generator/compartments/compartment-system.ts";
import { layoutOf } from "#generator/compartments/layout.ts";
import type { Acceptance, LevelResult, Progress, Reading, Task, When } from "#levels/contract.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { activityOf } from "#model/activity.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model } from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { readCompartments } from "#observables/compartment-probe.ts";
import { chainAfter, steadyChain } from "./compartment-chain.ts";
import { compartmentHops, concentrationAtStart } from "./compartment-hops.ts";

/** Most compartments: transitions between all pairs are squared. */
const MOST = 200;

/** Compartments at the level of the master equation. */
export const compartmentMaster: MotionCarrier = { accepts, solve };

const FELT = "the rates depend on how much there is; the mean field is the level compartments";

function accepts(model: Model): Acceptance {
  const { compartments, membranes } = model.domain as CompartmentDomain;
  const no = (because: string, change = "use the level compartments"): Acceptance => ({
    accepts: false,
    because,
    change,
  });
  if (compartments.length > MOST)
    return no(`${compartments.length} compartments have more pairs than are squared here; ${MOST} are the most`);
  for (const { name, extent, binding, contains, electricPotential } of compartments) {
    if (extent.kind === "filtrate") return no(`${name} is a filtrate: ${FELT}`);
    if (Object.keys(binding).length > 0) return no(`part of what ${name} holds is bound: ${FELT}`);
    const given = [...Object.values(contains), ...(electricPotential === undefined ? [] : [electricPotential])];
    if (given.some((e) => namesIn(e).has("t")))
      return no(`${name} changes in time as the file says, and the rates of this level are constant`);
  }
  for (const { name, pathways, carriers, pumps } of membranes) {
    if (pathways.some(({ conductivity }) => conductivity > 0))
      return no(
        `water flows through ${name} by the contents of both sides: ${FELT}`,
        "leave Lp out, or use the level compartments",
      );
    if (pumps.length > 0) return no(`${name} pumps whatever there is: ${FELT}`);
    if (carriers.some(({ law }) => law.kind !== "linear")) return no(`${name} has a carrier that fills up: ${FELT}`);
    if (pathways.some(({ solutes }) => Object.values(solutes).some(({ conductance }) => conductance !== undefined)))
      return no(`the current through ${name} goes by the logarithm of concentrations: ${FELT}`);
  }
  for (const species of model.species)
    if (!activityOf(species).isIdeal)
      return no(`${species.name} has an activity that depends on how much there is: ${FELT}`);
  if (layoutOf(model, model.domain as CompartmentDomain, false).cells.some(({ potential }) => potential >= 0))
    return no(
      `potentials follow the charges: ${FELT}`,
      "clamp them by electric-potential, or use the level compartments",
    );
  return { accepts: true };
}

function* solve(task: Task): Generator<Progress, LevelResult> {
  const { model } = task;
  const domain = model.domain as CompartmentDomain;
  const temperature = model.temperature ?? Number.NaN;
  const system = compartmentSystem(model, domain, false);
  const { cells } = system.layout;
  const readings: Reading[] = [];
  const warnings: string[] = [];
  const invariants: Record<string, number> = {};
  const chains = model.species.map((species) => ({
    hops: compartmentHops(species, domain, temperature),
    start: Float64Array.from(domain.compartments, (compartment) =>
      compartment.extent.kind === "finite"
        ? (compartment.extent.volume - compartment.extent.solids) * concentrationAtStart(compartment, species.name)
        : 0,
    ),
  }));
  const parts = task.solves.reduce((sum, one) => sum + (one.kind === "transient" ? one.times.length : 1), 0);
  let done = 0;
  for (const one of task.solves) {
    if (one.kind !== "transient") {
      readAll(
        one.kind,
        0,
        chains.map(({ hops, start }) => steadyChain(hops, start)),
      );
      yield { fraction: ++done / parts, doing: "steady state of a chain" };
      continue;
    }
    for (const time of one.times) {
      readAll(
        time,
        time,
        chains.map(({ hops, start }) => chainAfter(hops, start, time)),
      );
      yield { fraction: ++done / parts, doing: "transitions of a chain" };
    }
  }
  return {
    level: "master",
    law: { kind: "continuum" },
    method:
      "each parcel on its own between compartments; in time by uniformisation and squaring of transition probabilities, steady by reduction of states",
    warnings,
    invariants,
    readings,
    profiles: [],
    sharesRatesWith: ["walk"],
    sources: [
      "Jensen 1953 (uniformisation; not opened)",
      "Grassmann, Taksar and Heyman 1985, doi:10.1287/opre.33.5.1107 (not opened)",
    ],
  };

  function readAll(when: When, time: number, amounts: readonly Float64Array[]): void {
    const y = system.start.slice();
    for (const [i, own] of amounts.entries())
      for (const [k, { amount, compartment }] of cells.entries())
        if (amount[i] >= 0 && compartment.extent.kind === "finite") y[amount[i]] = own[k];
    const flowing = when === "equilibrium" ? whatFlows(system, domain, time, y) : undefined;
    if (flowing !== undefined) {
      const failure = new NumericalFailure(
        "equilibrium of a chain",
        `there is none: ${flowing}. This is a steady state`,
        "Use solve: steady",
      );
      if (task.solves.length === 1) throw failure;
      warnings.push(failure.message);
      return;
    }
    for (const [i, own] of amounts.entries()) {
      const { hops, start } = chains[i] as (typeof chains)[number];
      const [now, before] = [sumOf(own), sumOf(start)];
      if (before > 0 && sumOf(hops.leaving) === 0)
        invariants.massDrift = Math.max(invariants.massDrift ?? 0, Math.abs(now - before) / before);
    }
    const probe = { system, domain, temperature };
    for (const measure of task.measures) {
      const { key, name, place, species } = measure;
      let value: number | undefined;
      if (place?.kind === "membrane") {
        const m = domain.membranes.findIndex((membrane) => membrane.name === place.membrane);
        const i = model.species.findIndex((one) => one.name === species);
        value = name === "flux" ? fluxOf(i, m, time, y) : 0;
      } else if (name !== "free_energy_rate") value = readCompartments(probe, measure, time, y);
      if (value !== undefined && Number.isFinite(value)) readings.push({ measure: key, when, value });
    }
  }

  function fluxOf(i: number, m: number, time: number, y: Float64Array): number {
    const [forward = 0, backward = 0] = chains[i]?.hops.passing[m] ?? [];
    const [a = 0, b = 0] = (domain.membranes[m]?.between ?? []).map((name) =>
      domain.compartments.findIndex((one) => one.name === name),
    );
    return forward * system.sides.concentration(a, i, time, y) - backward * system.sides.concentration(b, i, time, y);
  }
}
