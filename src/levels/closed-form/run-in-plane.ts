/**
 * Run and tumble in an unbounded plane, from a point: an elementary density and a ring.
 *
 * `c` is the density of those that have tumbled; probabilities and moments are of the whole law, ring included.
 *
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import type { RunLaw } from "#model/motion-law.ts";
import { rootIn } from "#numerics/root.ts";
import {
  ringMass,
  tumblingBeyond,
  tumblingDensity,
  tumblingDistance,
  tumblingMoment,
  tumblingWithin,
} from "#physics/run-and-tumble.ts";
import { rounded15 } from "#step-law/lattice-coordinate.ts";
import { coordinatesOf, type Interval, intervalsWhere } from "./breakpoints.ts";
import { makeCondition } from "./lattice-condition.ts";
import type { Recognition } from "./law.ts";
import { pointRelease } from "./point-release.ts";
import { memoryReading } from "./run-memory.ts";

const NAME = "run and tumble in an unbounded plane";

interface Tumbler {
  readonly model: Model;
  readonly law: RunLaw;
  readonly start: readonly number[];
  readonly amount: number;
}

/** Recognises runs with tumbles in a plane without bounds. */
export function recogniseRunInPlane(model: Model, species: Species): Recognition {
  const { motion } = species;
  const release = pointRelease(NAME, model, species, 2);
  if (release.kind === "not-this") return release;
  if (motion?.kind !== "run") throw new Error(`Bug: ${species.name} does not run.`);
  const tumbler: Tumbler = { model, law: motion, start: release.start, amount: release.amount };
  return {
    kind: "law",
    name: NAME,
    formula:
      "P = (lambda / 2 pi c) e^(-lambda (t - s/c)) / s, s^2 = c^2 t^2 - r^2, and a mass e^(-lambda t) on the ring " +
      "r = ct, which c leaves out",
    source: "W. Stadje, J. Stat. Phys. 46, 207 (1987), doi:10.1007/BF01010341",
    describes: { kind: "continuum" },
    read: (measure, when) => read(tumbler, measure, when),
    profile: (when) => profile(tumbler, species, when),
  };
}

function read(tumbler: Tumbler, measure: Measure, when: When): number | undefined {
  const { law, start, amount } = tumbler;
  const memory = memoryReading(law, measure, when);
  if (memory !== undefined || typeof when !== "number") return memory;
  switch (measure.name) {
    case "c":
    case "activity": {
      const r = measure.place?.kind === "point" ? distanceTo(tumbler, measure.place.at) : undefined;
      const density = r === undefined ? Number.NaN : tumblingDensity(law, when, r);
      return Number.isFinite(density) ? amount * density : undefined;
    }
    case "mean":
      return start[0];
    case "variance":
      return alongAxis(law, 2, when);
    case "excess_kurtosis": {
      const second = alongAxis(law, 2, when);
      return when > 0 ? alongAxis(law, 4, when) / (second * second) - 3 : undefined;
    }
    case "moment":
      return measure.argument && (measure.argument % 2 === 1 ? 0 : alongAxis(law, measure.argument, when));
    case "mean_distance":
      return when > 0 ? tumblingDistance(law, when) : 0;
    case "probability":
      return measure.condition && when > 0 ? probability(tumbler, measure.condition, when) : undefined;
    case "quantile":
      return measure.argument && start[0] + quantile(law, measure.argument, when);
    case "amount":
      return measure.place?.kind === "all" ? amount : undefined;
    default:
      return undefined;
  }
}

/** <x^n> = <r^n> C(n, n/2) / 2^n for an even n: the direction is even. */
function alongAxis(law: RunLaw, n: number, t: number): number {
  let share = 1;
  for (let j = 1; j <= n / 2; j++) share *= (2 * j - 1) / (2 * j);
  return share * tumblingMoment(law, t, n);
}

/** Distance of a place from the start; a radius alone says where it is if the start is the origin. */
function distanceTo({ start }: Tumbler, at: readonly number[]): number | undefined {
  if (at.length === 1) return start.every((x) => x === 0) ? at[0] : undefined;
  return Math.sqrt(at.reduce((sum, x, axis) => sum + (x - start[axis]) * (x - start[axis]), 0));
}

function probability({ model, law, start }: Tumbler, condition: Expression, t: number): number | undefined {
  const names = coordinatesOf(condition);
  const [name = "x"] = names;
  if (names.length > 1) return undefined;
  const reach = law.speed * t;
  if (name === "r") {
    if (start.some((x) => x !== 0)) return undefined;
    const within = ({ from, to }: Interval) =>
      tumblingWithin(law, t, Math.min(to, reach)) - tumblingWithin(law, t, Math.min(Math.max(0, from), reach));
    const tumbled = intervalsWhere(condition, model, { from: 0, to: reach }).reduce((sum, i) => sum + within(i), 0);
    return tumbled + (makeCondition(condition, model)([rounded15(reach)]) ? ringMass(law, t) : 0);
  }
  const centre = start[Math.max(0, ["x", "y"].indexOf(name))];
  const range = { from: centre - reach, to: centre + reach };
  return intervalsWhere(condition, model, range).reduce(
    (sum, { from, to }) => sum + tumblingBeyond(law, t, from - centre) - tumblingBeyond(law, t, to - centre),
    0,
  );
}

/** The displacement along x below which the walker is with this probability. */
function quantile(law: RunLaw, below: number, t: number): number {
  const front = law.speed * t;
  return t > 0 ? rootIn((x) => 1 - below - tumblingBeyond(law, t, x), -front, front) : 0;
}

/** Over the radius, around the origin. */
function profile({ law, start, amount }: Tumbler, species: Species, when: When): Profile | undefined {
  if (typeof when !== "number" || !(when > 0) || start.some((x) => x !== 0)) return undefined;
  const reach = Math.min(0.999 * law.speed * when, 7 * law.speed * Math.sqrt(when / law.rate));
  const coordinate = Float64Array.from({ length: 201 }, (_, i) => (reach * i) / 200);
  return {
    species: species.name,
    when,
    quantity: "concentration",
    coordinate,
    values: coordinate.map((r) => amount * tumblingDensity(law, when, r)),
  };
}
