/**
 * Phase separation at the continuum level: the equation of Cahn and Hilliard,
 *
 *     ∂a/∂t = ∇·( M(a) ∇[ f'(a) - κ ∇²a ] ),
 *
 * by finite volumes, of fourth order where M is constant and of second order else, and steps whose free energy never
 * rises. The composition is an order parameter: it stays inside the interval of f, and nothing is clipped.
 *
 * @see J. W. Cahn and J. E. Hilliard, J. Chem. Phys. 28, 258 (1958), doi:10.1063/1.1744102 (not opened)
 * @module
 */

import type { Field, LevelResult, Profile, Progress, Reading, Task, When } from "#levels/contract.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { speciesNamed } from "#levels/species-named.ts";
import { keepingState, type LastState } from "#numerics/numerical-failure.ts";
import { type PhaseOutcome, type PhaseState, phaseEvolution } from "#numerics/phase-field/phase-evolution.ts";
import { type Mixture, mixtureOf, whyNoMixture } from "./mixture.ts";
import { readMixture } from "./readings.ts";

/** Error of a step relative to the standard deviation of the composition [1]. */
const TOLERANCE = 1e-6;

/** The carrier of mixtures with a gradient energy. */
export const cahnHilliard: MotionCarrier = {
  onGrids: true,
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
  const mixture = mixtureOf(task);
  const { field, space } = mixture;
  const readings: Reading[] = [];
  const profiles: Profile[] = [];
  const fields: Field[] = [];
  const invariants: Record<string, number> = {};
  let energyAtStart = Number.NaN;
  let steps = "";
  for (const solve of task.solves) {
    if (solve.kind !== "transient") continue;
    const keepsProfile = recordsWithProfile(task.model, solve.times);
    const later = solve.times.filter((time) => time > 0);
    let reached: PhaseState | undefined;
    const states = keepingState(phaseEvolution(field, mixture.start, later, { relative: TOLERANCE }), () =>
      lastState(mixture, reached),
    );
    let outcome: PhaseOutcome | undefined;
    let done = 0;
    while (outcome === undefined) {
      const next = states.next();
      if (next.done) outcome = next.value;
      else {
        const { time, isRecord, energy } = next.value;
        reached = next.value;
        if (time === 0) energyAtStart = Math.abs(energy);
        const record = solve.times.indexOf(isRecord ? time : time === 0 ? 0 : Number.NaN);
        if (record >= 0) {
          readings.push(...readingsAt(mixture, next.value, task, time));
          if (keepsProfile.has(record)) {
            if (space.grid.axes.length === 1) profiles.push(profileOf(mixture, next.value, time));
            else fields.push(fieldOf(mixture, next.value, time));
          }
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
    order: field.order ?? 2,
    method: `Cahn-Hilliard by finite volumes on ${space.grid.axes.map(({ cells }) => cells).join(" x ")} cells, ${field.order === 4 ? "fourth" : "second"} order in space${steps}`,
    warnings: warningsOf(mixture, spacing),
    invariants,
    readings,
    profiles,
    ...(fields.length > 0 && { fields }),
    sources: ["J. W. Cahn and J. E. Hilliard, J. Chem. Phys. 28, 258 (1958), doi:10.1063/1.1744102 (not opened)"],
  };
}

/** The composition that a solver last held. */
function lastState({ species, space, start }: Mixture, reached: PhaseState | undefined): LastState {
  const coordinates = [...space.coordinates].map(([name, values]) => ({ name, unit: "m", values }));
  const values = Float64Array.from(reached?.c ?? start);
  return { when: `t = ${reached?.time ?? 0} s`, columns: [...coordinates, { name: species.name, unit: "1", values }] };
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

function fieldOf({ species, space: { grid, coordinates, size } }: Mixture, { c }: PhaseState, when: When): Field {
  let stride = 1;
  const axes = grid.axes.map(({ cells }, k) => {
    const name = (["x", "y", "z"] as const)[k];
    const all = coordinates.get(name) as Float64Array;
    const step = stride;
    stride *= cells;
    return { name, values: Float64Array.from({ length: cells }, (_, i) => all[i * step]) };
  });
  const values = Float64Array.from({ length: size }, (_, i) => (grid.open && grid.open[i] === 0 ? Number.NaN : c[i]));
  return { species: species.name, when, quantity: "concentration", axes, values };
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

/** Cells wider than the length over which the composition changes at an interface do not show it. */
function warningsOf({ species: { name }, interfaceLength }: Mixture, spacing: number): readonly string[] {
  if (spacing <= interfaceLength) return [];
  return [
    `cells of ${spacing.toPrecision(3)} m are wider than the length ${interfaceLength.toPrecision(3)} m over which ${name} changes at an interface, sqrt(2 kappa / -f'') where f'' is lowest: its shape and energy are not resolved`,
  ];
}
