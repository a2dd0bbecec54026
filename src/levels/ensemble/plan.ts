/**
 * What a run records and when: fixed before the first walker moves.
 *
 * @module
 */

import { BATCHES, type Task, type When } from "#levels/contract.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { MEASURES, type Measure } from "#model/measure.ts";
import type { Domain, End, Species } from "#model/model.ts";
import { recordTimes } from "#model/record-times.ts";
import type { Purpose } from "#numerics/purpose.ts";
import type { Time } from "#units/flavour.ts";
import { type Estimate, type EstimateFrame, type Extent, estimateOf, hasDensity } from "./estimates.ts";
import { exitEstimates, exitQuantiles, isWayOut } from "./exits.ts";
import type { Motion, StartedMotion } from "./motion.ts";
import { quantileSums } from "./quantiles.ts";
import type { SumGroup } from "./tally.ts";
import { type TrackPlan, trackPlan } from "./tracks.ts";
import { BLOCK } from "./walkers.ts";

/** A record: a time, and the names under which its readings go. */
export interface RecordTime {
  readonly time: Time;
  readonly when: readonly When[];
  readonly profile: boolean;
}

/** The plan of a run. */
export interface Plan {
  readonly task: Task;
  /** What the random streams of the walkers are for. */
  readonly purpose: Purpose;
  readonly species: Species;
  /** Which species of the model it is: keeps the random streams of species apart. */
  readonly speciesIndex: number;
  readonly motion: Motion;
  readonly frame: EstimateFrame;
  readonly batchSize: number;
  readonly records: readonly RecordTime[];
  readonly estimates: readonly Estimate[];
  /** Diffusion coefficient and drift are read between these two times. */
  readonly spreading?: { readonly from: Time; readonly to: Time };
  readonly diffusivity?: Measure;
  readonly driftVelocity?: Measure;
  readonly exitTime?: Measure;
  /** Questions for the probability of leaving by an end. */
  readonly exitSides: readonly { readonly key: string; readonly end: End }[];
  readonly widthExponent?: { readonly key: string; readonly quartiles: readonly Quantile[] };
  /** What is read when all have left. */
  readonly exitEstimates: readonly Estimate[];
  readonly exitQuantiles: readonly Estimate[];
  /** How many tracks are kept as they are. */
  readonly kept: number;
  /** Averages along the tracks of the walkers. */
  readonly tracks?: TrackPlan;
  readonly warnings: readonly string[];
  /** Choices that belong in the description of the method. */
  readonly notes: readonly string[];
}

/** A quantile and the sums from which it is read. */
interface Quantile {
  readonly probability: number;
  readonly sums: SumGroup;
}

/** Between which the width of a law is measured. */
const QUARTILES = [0.25, 0.75] as const;

/** Relaxation times after which walkers have forgotten their start, to e^-12. */
export const RELAXATIONS = 12;

/** The plan of a task. */
export function makePlan(task: Task, species: Species, { motion, amount }: StartedMotion, purpose: Purpose): Plan {
  const warnings: string[] = [];
  const notes: string[] = [];
  const batchSize = Math.ceil(task.walkers / BATCHES);
  const frame: EstimateFrame = {
    model: task.model,
    dimensions: motion.dimensions,
    extents: extentsOf(task.model.domain),
    amount,
    ...(motion.law?.kind === "discrete" && motion.law.spacing !== undefined && { spacing: motion.law.spacing }),
  };
  const measures = task.measures.filter(
    ({ species: of, name }) => of === species.name && !motion.without?.includes(name),
  );
  const timed = measures.filter(({ name }) => MEASURES[name] !== "timeless");
  const asked = (name: Measure["name"]): Measure | undefined => measures.find((measure) => measure.name === name);
  const records = recordsOf(task, motion, warnings, notes);
  if (task.stepping !== undefined && motion.stepRate === 0)
    notes.push(`${task.stepping} steps from record to record, though one jump would do`);
  const estimates = timed.flatMap((measure) => estimateOf(measure, frame) ?? []);
  if (timed.some(({ name }) => name === "c") && hasDensity(frame))
    notes.push("c from counts in bins of 1/50 of a layer, or 1/10 of the spread on an endless line");
  const spreads = motion.unbounded ? spreadingTimes(records) : undefined;
  const [diffusivity, driftVelocity] = [asked("diffusivity"), asked("drift_velocity")];
  if (spreads !== undefined && (diffusivity ?? driftVelocity) !== undefined)
    notes.push(
      motion.remembers
        ? "diffusivity from the growth of the msd over the second half of the run, per 2 d t"
        : "diffusivity from the variance of displacements over the second half of the run, per 2 d t",
    );
  const exitTime = asked("mean_exit_time");
  const answersExit = exitTime !== undefined && motion.exitScale !== undefined && isWayOut(exitTime, motion);
  if (exitTime !== undefined && motion.exits.length > 0 && motion.exitScale === undefined)
    warnings.push("not every walker leaves in a finite mean time, so there is no mean exit time");
  const exitSides = measures.flatMap(({ name, key, place }) =>
    name === "exit_probability" && place?.kind === "end" && motion.exits.includes(place.end)
      ? [{ key, end: place.end }]
      : [],
  );
  if (answersExit) notes.push("mean exit time from a run until the last walker has left");
  const width = motion.unbounded && motion.dimensions === 1 ? asked("width_exponent") : undefined;
  const widthExponent = width && {
    key: width.key,
    quartiles: QUARTILES.map((probability) => ({ probability, sums: quantileSums(probability) })),
  };
  if (widthExponent !== undefined)
    notes.push("width exponent from the interquartile ranges at the first and last record");
  const atExit = exitEstimates(measures, motion);
  const until = records.at(-1)?.time ?? 0;
  const tracks = trackPlan(measures, task.solves, { batchSize, motion }, warnings);
  return {
    task,
    purpose,
    species,
    speciesIndex: Math.max(0, task.model.species.indexOf(species)),
    motion,
    frame,
    batchSize,
    kept: keptTracks(task, batchSize, warnings),
    records,
    estimates,
    ...(spreads !== undefined && { spreading: spreads }),
    ...(spreads !== undefined && diffusivity !== undefined && { diffusivity }),
    ...(spreads !== undefined && driftVelocity !== undefined && { driftVelocity }),
    ...(answersExit && { exitTime }),
    exitSides: motion.exitScale === undefined ? [] : exitSides,
    exitEstimates: atExit,
    exitQuantiles: exitQuantiles(measures, motion, answersExit || atExit.length > 0 ? Number.POSITIVE_INFINITY : until),
    ...(widthExponent !== undefined && { widthExponent }),
    ...(tracks !== undefined && { tracks }),
    warnings,
    notes,
  };
}

/** Tracks are those of the first walkers of the first batch. */
function keptTracks({ model }: Task, batchSize: number, warnings: string[]): number {
  const { tracks = 0 } = model.sampling;
  const most = Math.min(batchSize, BLOCK);
  if (tracks > most)
    warnings.push(`${most} tracks instead of ${tracks}: those of one part in ${BATCHES} of the walkers`);
  return Math.min(tracks, most);
}

function recordsOf(task: Task, motion: Motion, warnings: string[], notes: string[]): RecordTime[] {
  const times = recordTimes(task.solves);
  const keepsProfile = recordsWithProfile(task.model, times);
  const records: RecordTime[] = times.map((time, i) => ({ time, when: [time], profile: keepsProfile.has(i) }));
  if (!task.solves.some(({ kind }) => kind === "equilibrium")) return records;
  if (motion.relaxation === undefined) {
    warnings.push(`the walkers reach no equilibrium: ${motion.whyUnsettled ?? "they leave, or nothing holds them"}`);
    return records;
  }
  const relaxed = Math.max(RELAXATIONS * motion.relaxation, times.at(-1) ?? 0);
  notes.push(`equilibrium read at ${relaxed.toPrecision(4)} s, ${RELAXATIONS} relaxation times or more`);
  const last = records.at(-1);
  if (last !== undefined && last.time === relaxed)
    records[records.length - 1] = { ...last, when: [...last.when, "equilibrium"] };
  else records.push({ time: relaxed, when: ["equilibrium"], profile: true });
  return records;
}

/** The second half of the run: from the record nearest to half its time; a run of 1 s if nothing is recorded. */
function spreadingTimes(records: readonly RecordTime[]): { from: Time; to: Time } {
  const to = records.at(-1)?.time ?? 0;
  if (!(to > 0)) return { from: 0, to: 1 };
  const from = records.reduce((best, { time }) => (Math.abs(time - to / 2) < Math.abs(best - to / 2) ? time : best), 0);
  return { from: from < to ? from : 0, to };
}

function extentsOf(domain: Domain | undefined): Extent[] {
  if (domain?.kind === "layers") {
    let position: number = domain.start;
    return domain.layers.flatMap(({ name, thickness }) => {
      const from = position;
      position += thickness;
      return thickness > 0 ? [{ name, from, to: position }] : [];
    });
  }
  const free = domain?.kind === "free" ? domain : undefined;
  return [{ name: "", from: free?.from ?? Number.NEGATIVE_INFINITY, to: free?.to ?? Number.POSITIVE_INFINITY }];
}
