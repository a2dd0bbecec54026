/**
 * Runs with reversals at the continuum level: the telegrapher equation by its own scheme; and the same equation as the
 * continuum limit of a persistent walk.
 *
 * Every record is reached from the start in steps of its own, so that its fronts lie on sites.
 *
 * @module
 */

import type { Acceptance, LevelResult, Profile, Progress, Reading, Task } from "#levels/contract.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { Model, Species } from "#model/model.ts";
import { lastRecordTime, recordTimes } from "#model/record-times.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { memoryRate, persistentDiffusivity } from "#step-law/persistent-walk.ts";
import { densityAt, telegraphReading } from "./telegrapher-readings.ts";
import { type Telegrapher, telegraphState } from "./telegrapher-scheme.ts";

/** Steps until a record: at least so many, and so many for each reversal. */
const STEPS = 1000;
const STEPS_PER_REVERSAL = 50;
/** Reversals until the last record beyond which the steps would be too many. */
const MOST_REVERSALS = 400;

/** A point on a line and the equation from there on. */
interface Posed {
  readonly law: Telegrapher;
  readonly start: number;
  readonly amount: number;
  readonly times: readonly number[];
  /** What the equation leaves out of the motion. */
  readonly limit?: string;
}

interface Refused {
  readonly because: string;
  readonly change: string;
}

/** Runs, and walks that remember their last step, at the continuum level. */
export const telegrapher: MotionCarrier = {
  accepts(model, name): Acceptance {
    const posed = pose(model, speciesNamed(model, name));
    return "because" in posed ? { accepts: false, ...posed } : { accepts: true };
  },
  solve,
};

function pose(model: Model, species: Species): Posed | Refused {
  const { name, motion, initial, terms, drift } = species;
  const { domain } = model;
  if (motion?.kind === "run" && motion.dimensions > 1)
    return {
      because:
        "the density of runs with tumbles in a plane obeys no equation in itself and its derivatives; the telegrapher " +
        "(Cattaneo) equation in a plane becomes negative behind its front",
      change: "use the levels closed-form and walk",
    };
  const limit = motion === undefined ? undefined : lawOf(motion);
  if (limit === undefined || "because" in limit) return limit ?? unfit(name);
  if (domain?.kind !== "free" || domain.from !== undefined || domain.to !== undefined)
    return {
      because: `no rule is known for what an end does to the direction of ${name}`,
      change: "use geometry: line",
    };
  if (initial.kind !== "point")
    return { because: `${name} does not start at a point`, change: `write initial: {${name}: {at: 0 nm}}` };
  if (terms.length > 0 || drift !== undefined || model.sources.some((source) => source.species === name))
    return { because: `${name} moves by its own law alone`, change: "leave out mu:, drift: and sources:" };
  const times = recordTimes(model.solves);
  if (times.length === 0) return { because: "no time passes", change: "ask for solve: {transient: {until: 1 s}}" };
  const { rate, speed } = limit.law;
  const reversals = rate * lastRecordTime(model.solves);
  if (reversals > MOST_REVERSALS)
    return {
      because: `after ${reversals.toPrecision(3)} reversals the telegrapher equation has long become diffusion`,
      change: `give D: ${((speed * speed) / (2 * rate)).toPrecision(6)} m^2/s, or end by ${(MOST_REVERSALS / rate).toPrecision(3)} s`,
    };
  return { ...limit, start: initial.at[0] ?? 0, amount: initial.amount, times };
}

function unfit(name: string): Refused {
  return { because: `${name} neither runs nor persists`, change: "use another level" };
}

/** The equation of a motion. */
function lawOf(motion: NonNullable<Species["motion"]>): Pick<Posed, "law" | "limit"> | Refused {
  if (motion.kind === "run") return { law: motion };
  if (motion.kind !== "persistent") return unfit(motion.kind);
  const alpha = memoryRate(motion);
  if (alpha === undefined || !(alpha > 0))
    return {
      because: "a walk has a telegrapher equation as its limit only if it remembers, and turns at times",
      change: "give persistence: above 0.5 and below 1",
    };
  const speed = motion.spacing / motion.interval;
  const [D, exact] = [(speed * speed) / alpha, persistentDiffusivity(motion)];
  const limit =
    `limit of the persistent walk with c = l / tau and alpha = -ln(2p - 1) / tau, whose D is ` +
    `${(100 * (1 - D / exact)).toPrecision(3)} % below that of the walk`;
  return { law: { speed, rate: alpha / 2 }, limit };
}

function* solve(task: Task): Generator<Progress, LevelResult, unknown> {
  const { model, species: name, measures, refinement } = task;
  const species = speciesNamed(model, name);
  const posed = pose(model, species);
  if ("because" in posed) throw new NumericalFailure("telegrapher equation", posed.because, posed.change);
  const { law, start, amount, times, limit } = posed;
  const stepsUntil = (time: number) => Math.ceil(refinement * Math.max(STEPS, STEPS_PER_REVERSAL * law.rate * time));
  const keepsProfile = recordsWithProfile(model, times);
  const readings: Reading[] = [];
  const profiles: Profile[] = [];
  let massDrift = 0;
  for (const [record, time] of times.entries()) {
    const running = telegraphState(law, time, stepsUntil(time));
    let next = running.next();
    for (; !next.done; next = running.next())
      yield { fraction: (record + next.value) / times.length, doing: "telegrapher equation" };
    const state = next.value;
    const total = state.whole.reduce((sum, p) => sum + p, 0);
    massDrift = Math.max(massDrift, Math.abs(total - 1));
    for (const measure of measures) {
      const value = telegraphReading(measure, state, { model, start, amount });
      if (value !== undefined && !Number.isNaN(value)) readings.push({ measure: measure.key, when: time, value });
    }
    if (time > 0 && keepsProfile.has(record)) {
      const coordinate = Float64Array.from({ length: 201 }, (_, i) => start + ((i - 100) / 100) * state.front);
      const values = coordinate.map((x) => amount * densityAt(state, x - start));
      profiles.push({ species: name, when: time, quantity: "concentration", coordinate, values });
    }
  }
  const steps = stepsUntil(times.at(-1) as number);
  return {
    level: "continuum",
    law: { kind: "continuum" },
    method:
      `telegrapher equation on a lattice of spacing c tau, q = (1 - e^(-alpha tau)) / 2, second order, positive and ` +
      `causal; ${steps} steps until the last record; fronts known${limit === undefined ? "" : `; ${limit}`}`,
    warnings: [],
    invariants: { massDrift },
    readings,
    profiles,
    sharesRatesWith: limit === undefined ? [] : ["master"], // the recursion of a step
    sources: [
      "S. Goldstein, Q. J. Mech. Appl. Math. 4, 129 (1951), doi:10.1093/qjmam/4.2.129 (not opened; derived in the source code)",
    ],
  };
}
