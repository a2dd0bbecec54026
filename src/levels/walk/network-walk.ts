/**
 * The walk on the hopping network: transients by counts or hop by hop, steady fluxes by splitting, equilibrium by
 * letting the walkers run.
 *
 * @module
 */

import { initialAmounts } from "#generator/initial-amounts.ts";
import { speciesNetwork } from "#generator/motion.ts";
import { isOpen, type Network } from "#generator/network.ts";
import { relaxationTime } from "#generator/relaxation-time.ts";
import {
  BATCHES,
  type BatchSolver,
  type LevelResult,
  type Progress,
  type Reading,
  type Task,
} from "#levels/contract.ts";
import { noEquilibriumWarning, whyNoEquilibrium, whyNotHeld } from "#levels/equilibrium.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { Measure } from "#model/measure.ts";
import type { Species } from "#model/model.ts";
import { uptakesOf } from "#model/uptake.ts";
import { probedMeasures } from "#observables/reading-list.ts";
import { variesWithinMedia } from "#potential/landscape.ts";
import { amountPerWalker, type NetworkWalk, sampleCounts } from "./network-counts.ts";
import { sampleWalkers, walkerBatches } from "./network-walkers.ts";
import { withoutNoise } from "./noisy-flux.ts";
import { shareOfWork } from "./share-of-work.ts";
import { sampledPassage } from "./splitting.ts";

/** Cells of a layer in time; steady fluxes need few, since flat layers are exact on any mesh. */
const CELLS = 48;
const STEADY_CELLS = 10;
/** Walkers need fewer nodes than fields: the error of the grid falls below that of any sample that can be paid for. */
const MOST_CELLS = 200;
/** Layers thinner than this fraction of the thickest are faces with their resistance: fine cells would make every walk stiff. */
const THIN = 0.01;

/** How the network of a walk is cut into nodes. */
function wishOf({ refinement }: Task) {
  return { refinement, thinnerThan: THIN, most: MOST_CELLS };
}

/** The walk that a task poses. */
function networkWalkOf(task: Task): NetworkWalk {
  const { model, seed } = task;
  const species = speciesNamed(model, task.species);
  const network = speciesNetwork(model, species, { ...wishOf(task), cells: CELLS, graded: true });
  const initial = initialAmounts(model, species, network);
  const probed = probedMeasures(task.measures, { model, species, network, initial });
  const walkers = Math.ceil(task.walkers / BATCHES) * BATCHES;
  return { model, species, network, initial, probed, walkers, seed };
}

/** The solver of the batches of the transient whose place among the solves is the stage. */
export function networkBatches(task: Task, stage: string): BatchSolver<unknown> {
  const solve = task.solves[Number(stage)];
  if (solve?.kind !== "transient") throw new Error(`Bug: solve ${stage} has no batches of walkers.`);
  return walkerBatches(networkWalkOf(task), solve.times);
}

/** Solve a task on the network of its species. */
export function* solveNetworkWalk(task: Task): Generator<Progress, LevelResult, unknown> {
  const { model } = task;
  const wish = wishOf(task);
  const walk = networkWalkOf(task);
  const { species, network, walkers } = walk;
  const readings: Reading[] = [];
  const words: string[] = [];
  const warnings: string[] = [];
  for (const [index, solve] of task.solves.entries()) {
    const [from, to] = [index / task.solves.length, (index + 1) / task.solves.length];
    if (solve.kind === "transient") {
      const isHopByHop = model.sampling.method === "walkers";
      const sample = isHopByHop
        ? sampleWalkers(walk, solve.times, { level: "walk", task, stage: String(index) })
        : sampleCounts(walk, solve.times);
      const told = withoutNoise(walk, yield* shareOfWork(sample, from, to));
      readings.push(...told.readings);
      warnings.push(...told.warnings);
      words.push(
        isHopByHop
          ? "every hop simulated"
          : "counts per node, dealt out between record times by exact transition probabilities",
        `one walker stands for ${amountPerWalker(walk).toExponential(5)} ${amountUnit(model, species)}`,
      );
      continue;
    }
    const because =
      solve.kind === "equilibrium" ? whyNoEquilibrium(walk) : isOpen(network) ? undefined : whyNotHeld(walk, true);
    if (because !== undefined)
      warnings.push(
        solve.kind === "equilibrium"
          ? noEquilibriumWarning(species.name, because)
          : `${species.name} has no steady state: ${because}`,
      );
    else if (isOpen(network)) {
      const layerCount = model.domain?.kind === "layers" ? model.domain.layers.length : 1;
      const coarse = speciesNetwork(model, species, {
        ...wish,
        cells: variesWithinMedia(species) ? Math.max(STEADY_CELLS, Math.round(CELLS / layerCount)) : STEADY_CELLS,
        graded: false,
      });
      const untold = whyNoPassage(task, species, coarse);
      if (untold !== undefined) warnings.push(`the steady state of ${species.name} is not stated: ${untold}`);
      const steady =
        untold === undefined ? yield* shareOfWork(steadyReadings(task, species, coarse, solve.kind), from, to) : [];
      readings.push(...steady);
      if (steady.length > 0) words.push(`steady flux by splitting, ${walkers} walkers a stage`);
    } else {
      const settled = yield* shareOfWork(equilibriumReadings(walk), from, to);
      readings.push(...settled.map((reading) => ({ ...reading, when: solve.kind })));
      words.push("equilibrium after a run of many relaxation times");
    }
  }
  return {
    level: "walk",
    law: {
      kind: "discrete",
      spacing: (network.mesh.edge[network.mesh.cellCount] - network.mesh.edge[0]) / network.mesh.cellCount,
    },
    method: [`${walkers} walkers on ${network.mesh.cellCount} nodes`, ...words].join("; "),
    warnings,
    invariants: {},
    readings,
    profiles: [],
    sources: ["Gillespie 1977, doi:10.1021/j100540a008 (not opened)", "Kahn and Harris 1951 (not opened)"],
  };
}

/** Unit of an amount in the domain: moles per area of a slab, per length of a cylinder; 1 for a probability. */
function amountUnit({ domain }: Task["model"], { measure }: Species): string {
  if (measure === "probability") return "of the probability";
  if (domain?.kind !== "layers") return "mol";
  return { slab: "mol/m^2", cylinder: "mol/m", sphere: "mol" }[domain.geometry];
}

/** Why walkers are not followed from one reservoir to the other, in words; undefined where they are. */
function whyNoPassage({ model }: Task, species: Species, { wrap, ends }: Network): string | undefined {
  const instead = "ask for a transient that lasts long enough, or use the levels continuum and master";
  if (wrap) return `a ring has no ends between which walkers pass; ${instead}`;
  if (uptakesOf(model, species).length > 0)
    return `walkers are followed from end to end, and here carriers take them on the way; ${instead}`;
  if (model.sources.some((source) => source.species === species.name))
    return `walkers are followed from end to end, and here sources make or take them on the way; ${instead}`;
  if (ends.left.kind !== "reservoir" || ends.right.kind !== "reservoir")
    return `walkers are followed from one held end to the other, and here one end is not held; ${instead}`;
  return undefined;
}

/** The flux between two reservoirs, and what follows from it and from declared concentrations. */
function* steadyReadings(
  task: Task,
  species: Species,
  network: Network,
  when: "steady" | "equilibrium",
): Generator<Progress, Reading[]> {
  const { ends } = network;
  const entering = { left: -network.gain[0], right: -network.gain[network.size - 1] };
  const flow = new Float64Array(BATCHES);
  if (entering.left > 0) {
    const passed = yield* shareOfWork(sampledPassage(network, "left", task.walkers, task.seed), 0, 0.5);
    for (let b = 0; b < BATCHES; b++) flow[b] += entering.left * passed[b];
  }
  if (entering.right > 0) {
    const passed = yield* shareOfWork(sampledPassage(network, "right", task.walkers, task.seed), 0.5, 1);
    for (let b = 0; b < BATCHES; b++) flow[b] -= entering.right * passed[b];
  }
  const readings: Reading[] = [];
  const add = (measure: Measure, batches: Float64Array): void => {
    let sum = 0;
    for (const value of batches) sum += value;
    readings.push({ measure: measure.key, when, value: sum / BATCHES, batches });
  };
  for (const measure of task.measures) {
    if (measure.species !== species.name || measure.place?.kind !== "end") continue;
    const { area, condition } = ends[measure.place.end];
    if (measure.name === "flux")
      add(
        measure,
        flow.map((J) => J / area),
      );
    if (measure.name === "c" && condition.kind === "concentration")
      add(measure, new Float64Array(BATCHES).fill(condition.concentration));
    if (measure.name === "c" && condition.kind === "absorbing") add(measure, new Float64Array(BATCHES));
  }
  return readings;
}

/** Relaxation times that walkers are given: e^-40 of a mode is below rounding. */
const RELAXATIONS = 40;

function equilibriumReadings(walk: NetworkWalk): Generator<Progress, Reading[]> {
  return sampleCounts(walk, [RELAXATIONS * relaxationTime(walk.network)]);
}
