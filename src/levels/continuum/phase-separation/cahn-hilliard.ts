/**
 * Phase separation at the continuum level: the equation of Cahn and Hilliard,
 *
 *     ∂a/∂t = ∇·( M(a) ∇[ f'(a) - κ ∇²a ] ),
 *
 * by finite volumes of second order and steps whose free energy never rises. The composition is an order parameter: it
 * stays inside the interval of f, and nothing is clipped.
 *
 * @see J. W. Cahn and J. E. Hilliard, J. Chem. Phys. 28, 258 (1958), doi:10.1063/1.1744102 (not opened)
 * @module
 */

import type { LevelResult, Profile, Progress, Reading, Task, When } from "#levels/contract.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { speciesNamed } from "#levels/species-named.ts";
import { type PhaseOutcome, type PhaseState, phaseEvolution } from "#numerics/phase-field/phase-evolution.ts";
import { type Mixture, mixtureOf, whyNoMixture } from "./mixture.ts";
import { readMixture } from "./readings.ts";

/** Error of a step relative to the standard deviation of the composition [1]. */
const TOLERANCE = 1e-6;

/** The carrier of mixtures with a gradient energy. */
export const cahnHilliard: MotionCarrier = {
  accepts(model, name) {
    const species = speciesNamed(model, name);
    const why = whyNoMixture(model, species);
    if (why !== undefined) return { accepts: false, ...why };
    if (model.solves.some(({ kind }) => kind !== "transient"))
      return {
        accepts: false,
        because: `where ${name} ends up depends on how it starts, and this level follows it in time`,
        change: "ask for solve: {transient: ...}",
      };
    return { accepts: true };
  },
  solve: solveMixture,
};

function* solveMixture(task: Task): Generator<Progress, LevelResult> {
  const mixture = mixtureOf(task.model, speciesNamed(task.model, task.species), task.refinement);
  const { field, space } = mixture;
  const readings: Reading[] = [];
  const profiles: Profile[] = [];
  const invariants: Record<string, number> = {};
  let energyAtStart = Number.NaN;
  let steps = "";
  for (const solve of task.solves) {
    if (solve.kind !== "transient") continue;
    const keepsProfile = recordsWithProfile(task.model, solve.times);
    const later = solve.times.filter((time) => time > 0);
    const states = phaseEvolution(field, mixture.start, later, { relative: TOLERANCE });
    let outcome: PhaseOutcome | undefined;
    let done = 0;
    while (outcome === undefined) {
      const next = states.next();
      if (next.done) outcome = next.value;
      else {
        const { time, isRecord, energy } = next.value;
        if (time === 0) energyAtStart = Math.abs(energy);
        const record = solve.times.indexOf(isRecord ? time : time === 0 ? 0 : Number.NaN);
        if (record >= 0) {
          readings.push(...readingsAt(mixture, next.value, task, time));
          if (space.grid.axes.length === 1 && keepsProfile.has(record))
            profiles.push(profileOf(mixture, next.value, time));
        }
        done = time / (later.at(-1) ?? 1);
        yield { fraction: done, doing: "phase separation" };
      }
    }
    invariants.massDrift = outcome.amountDrift;
    invariants.largestRiseOfEnergy = Math.max(0, outcome.largestEnergyChange) / energyAtStart;
    invariants.spreadOfMu = outcome.potentialSpread;
    steps = inWords(outcome);
  }
  const spacing = Math.max(...space.grid.axes.map((axis) => axis.spacing));
  return {
    level: "continuum",
    law: { kind: "discrete", spacing },
    method: `Cahn-Hilliard by finite volumes on ${space.grid.axes.map(({ cells }) => cells).join(" x ")} cells, second order in space${steps}`,
    warnings: warningsOf(mixture, spacing),
    invariants,
    readings,
    profiles,
    sources: ["J. W. Cahn and J. E. Hilliard, J. Chem. Phys. 28, 258 (1958), doi:10.1063/1.1744102 (not opened)"],
  };
}

function readingsAt(mixture: Mixture, { c, energy }: PhaseState, { measures }: Task, when: When): Reading[] {
  return measures.flatMap((measure) => {
    const value = readMixture(mixture, { composition: c, energy }, measure);
    return value === undefined ? [] : [{ measure: measure.key, when, value }];
  });
}

function profileOf({ species, space }: Mixture, { c }: PhaseState, when: When): Profile {
  const coordinate = Float64Array.from(space.coordinates.get("x") as Float64Array);
  return { species: species.name, when, quantity: "concentration", coordinate, values: c.slice() };
}

function inWords({ counts: { steps, rejections } }: PhaseOutcome): string {
  const reasons = [
    [rejections.error, "for their error"],
    [rejections.energy, "for a rise of free energy"],
    [rejections.unsolved, "not solved"],
  ] as const;
  const taken = reasons.flatMap(([count, why]) => (count > 0 ? [`${count} ${why}`] : []));
  const back = taken.length === 0 ? "none taken back" : `taken back ${taken.join(", ")}`;
  return `; TR-BDF2, second order in time, ${steps} steps at tolerance ${TOLERANCE}, ${back}; free energy falls at every step`;
}

/** An interface is about three √κ wide; cells wider than one √κ do not show it. */
function warningsOf({ species: { gradientEnergy = 0, name } }: Mixture, spacing: number): readonly string[] {
  const length = Math.sqrt(gradientEnergy);
  if (spacing <= length) return [];
  return [
    `cells of ${spacing.toPrecision(3)} m are wider than the length sqrt(kappa) = ${length.toPrecision(3)} m over which ${name} changes at an interface: its shape and energy are not resolved`,
  ];
}
