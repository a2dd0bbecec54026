/**
 * Straight runs with reversals, from a point on an unbounded line: the law of Goldstein and Kac.
 *
 * It has a continuous part and, at each of the two fronts x0 ± ct, the mass of those that have never turned. `c` and
 * `flux` are of the continuous part; probabilities, quantiles and moments are of the whole law.
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
  frontMass,
  reversingDensity,
  reversingDistance,
  reversingFlux,
  reversingMoment,
  reversingProbability,
} from "#physics/goldstein-kac.ts";
import { rounded15 } from "#step-law/lattice-coordinate.ts";
import { coordinatesOf, intervalsWhere } from "./breakpoints.ts";
import { makeCondition } from "./lattice-condition.ts";
import type { Recognition } from "./law.ts";
import { pointRelease } from "./point-release.ts";
import { memoryReading } from "./run-memory.ts";

const NAME = "runs with reversals on an unbounded line";

interface Runner {
  readonly model: Model;
  readonly law: RunLaw;
  readonly start: number;
  readonly amount: number;
}

/** Recognises runs on a line without ends. */
export function recogniseRunOnLine(model: Model, species: Species): Recognition {
  const { motion } = species;
  const release = pointRelease(NAME, model, species, 1);
  if (release.kind === "not-this") return release;
  if (motion?.kind !== "run") throw new Error(`Bug: ${species.name} does not run.`);
  const runner: Runner = { model, law: motion, start: release.start[0], amount: release.amount };
  return {
    kind: "law",
    name: NAME,
    formula:
      "P = (lambda e^(-lambda t)/2c) [I0(lambda s/c) + (ct/s) I1(lambda s/c)], s^2 = c^2 t^2 - x^2, and a mass " +
      "e^(-lambda t)/2 at each front x = ±ct, which c leaves out",
    source: "S. Goldstein, Q. J. Mech. Appl. Math. 4, 129 (1951), doi:10.1093/qjmam/4.2.129",
    describes: { kind: "continuum" },
    read: (measure, when) => read(runner, measure, when),
    profile: (when) => profile(runner, species, when),
  };
}

function read(runner: Runner, measure: Measure, when: When): number | undefined {
  const { law, start, amount } = runner;
  const memory = memoryReading(law, measure, when);
  if (memory !== undefined || typeof when !== "number") return memory;
  switch (measure.name) {
    case "c":
    case "activity":
      return measure.place?.kind === "point"
        ? amount * reversingDensity(law, when, measure.place.at[0] - start)
        : undefined;
    case "flux":
      return measure.place?.kind === "point"
        ? amount * reversingFlux(law, when, measure.place.at[0] - start)
        : undefined;
    case "mean":
      return start;
    case "variance":
      return reversingMoment(law, when, 2);
    case "excess_kurtosis": {
      const second = reversingMoment(law, when, 2);
      return when > 0 ? reversingMoment(law, when, 4) / (second * second) - 3 : undefined;
    }
    case "moment":
      return measure.argument && (measure.argument % 2 === 1 ? 0 : reversingMoment(law, when, measure.argument));
    case "mean_distance":
      return reversingDistance(law, when);
    case "probability":
      return measure.condition && when > 0 ? probability(runner, measure.condition, when) : undefined;
    case "quantile":
      return measure.argument && start + quantile(law, measure.argument, when);
    case "amount":
      return measure.place?.kind === "all" ? amount : undefined;
    default:
      return undefined;
  }
}

/** Probability of a condition: the continuous part where it holds, and each front if it holds there. */
function probability({ model, law, start }: Runner, condition: Expression, t: number): number | undefined {
  const names = coordinatesOf(condition);
  if (names.length > 1) return undefined;
  const reach = law.speed * t;
  const folded = names[0] === "r";
  const range = folded ? { from: 0, to: Math.abs(start) + reach } : { from: start - reach, to: start + reach };
  let sum = 0;
  for (const { from, to } of intervalsWhere(condition, model, range)) {
    const [low, high] = folded ? [Math.max(0, from), Math.max(0, to)] : [from, to];
    sum += reversingProbability(law, t, low - start, high - start);
    if (folded) sum += reversingProbability(law, t, -high - start, -low - start);
  }
  const holds = makeCondition(condition, model);
  for (const front of [start - reach, start + reach]) if (holds([rounded15(front)])) sum += frontMass(law, t);
  return sum;
}

/** The displacement below which the walker is with this probability; many probabilities have the front as theirs. */
function quantile(law: RunLaw, below: number, t: number): number {
  const front = law.speed * t;
  const mass = frontMass(law, t);
  if (below <= mass) return -front;
  if (below >= 1 - mass) return front;
  const beyond = (x: number) => Math.sign(x) * reversingProbability(law, t, 0, Math.abs(x)) - (below - 0.5);
  return rootIn(beyond, -front, front);
}

/** The continuous part. */
function profile({ law, start, amount }: Runner, species: Species, when: When): Profile | undefined {
  if (typeof when !== "number" || !(when > 0)) return undefined;
  // Late, the fronts lie far beyond all that is to be seen.
  const reach = Math.min(law.speed * when, 5 * law.speed * Math.sqrt(when / law.rate));
  const offsets = Float64Array.from({ length: 201 }, (_, i) => ((i - 100) / 100) * reach);
  return {
    species: species.name,
    when,
    quantity: "concentration",
    coordinate: offsets.map((x) => start + x),
    values: offsets.map((x) => amount * reversingDensity(law, when, x)),
  };
}
