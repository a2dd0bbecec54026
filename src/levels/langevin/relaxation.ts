/**
 * The longest relaxation time of a closed stretch of line: after how long walkers have forgotten their start.
 *
 *     τ = 1 / λ1,    -(ρ g')' = λ ρ g without flux at the ends,    ρ the stationary weight per y
 *
 * by power iteration of the inverse: two running sums each, over the mass of the nodes and the resistance between them;
 * a membrane adds the resistance 1/P. Used only to choose how long to run, never for a result.
 *
 * @module
 */

import { RELAXATIONS } from "#levels/ensemble/plan.ts";
import { exp, log, log1p } from "#numerics/elementary.ts";
import type { Length, Time } from "#units/flavour.ts";
import type { StraightStretch } from "./straight-line.ts";

interface Chain {
  /** x of each node [m]. */
  readonly x: readonly number[];
  /** ln of the stationary density at each node. */
  readonly logWeight: readonly number[];
  /** ln of the stationary mass of each node. */
  readonly logMass: readonly number[];
  /** ln of the resistance between a node and the next. */
  readonly logResistance: readonly number[];
}

/** Below e^-300 of the heaviest node the outer ends of a chain hold nothing, and no mode is theirs. */
const TAIL = 300;
const ROUNDS = 60;

/**
 * The relaxation time of neighbouring stretches that exchange walkers [s]; Infinity if they are not confined.
 *
 * A start high above the lowest place is forgotten later: it is 1/√w away from equilibrium in the norm in which the slowest
 * mode is the last, so ½ τ ln(largest w / w at the start) are enough; and so is twice the mean time of first passage to the
 * lowest place, which varies by √(Tτ/2) down a slope: T + 6 √(Tτ/2) < 2 T + 12 τ. The shorter of both is shared out over the
 * relaxation times that are waited.
 *
 * @param start where walkers start [m, m]; absent: at equilibrium
 * @param waits relaxation times for which walkers are followed
 */
export function relaxationTime(
  stretches: readonly StraightStretch[],
  start?: readonly [Length, Length],
  waits = RELAXATIONS,
): Time {
  const chain = chainOf(stretches);
  if (chain === undefined) return Number.POSITIVE_INFINITY;
  const time = slowestMode(chain);
  if (start === undefined) return time;
  const heaviest = heaviestOf(chain.logWeight);
  const passage = passageTimes(chain);
  let descent = 0;
  for (const i of nodesBetween(chain.x, start)) {
    const height = chain.logWeight[heaviest] - chain.logWeight[i];
    descent = Math.max(descent, Math.min(0.5 * height * time, 2 * passage[i]));
  }
  return time + descent / waits;
}

function heaviestOf(logWeight: readonly number[]): number {
  return logWeight.reduce((most, value, i) => (value > logWeight[most] ? i : most), 0);
}

/** The nodes between two points, and those beside a point between nodes. */
function nodesBetween(x: readonly number[], [from, to]: readonly [Length, Length]): readonly number[] {
  const isBeside = (i: number): boolean =>
    (i > 0 && x[i - 1] < from && x[i] > from) || (i + 1 < x.length && x[i] < from && x[i + 1] > from);
  return x.flatMap((at, i) => ((at >= from && at <= to) || isBeside(i) ? [i] : []));
}

/** Mean time of first passage from each node to the heaviest: sum of resistance times the mass behind. */
function passageTimes({ logWeight, logMass, logResistance }: Chain): readonly Time[] {
  const heaviest = heaviestOf(logWeight);
  const steps = logResistance.map(() => 0);
  let behind = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < heaviest; i++) {
    behind = logSum(behind, logMass[i]);
    steps[i] = exp(logResistance[i] + behind);
  }
  behind = Number.NEGATIVE_INFINITY;
  for (let i = logMass.length - 1; i > heaviest; i--) {
    behind = logSum(behind, logMass[i]);
    steps[i - 1] = exp(logResistance[i - 1] + behind);
  }
  const times = logMass.map(() => 0);
  for (let i = heaviest - 1; i >= 0; i--) times[i] = times[i + 1] + steps[i];
  for (let i = heaviest + 1; i < times.length; i++) times[i] = times[i - 1] + steps[i - 1];
  return times;
}

/** ln(e^a + e^b). */
function logSum(a: number, b: number): number {
  const [high, low] = a > b ? [a, b] : [b, a];
  return low === Number.NEGATIVE_INFINITY ? high : high + log1p(exp(low - high));
}

/**
 * By inverse iteration. Flows are summed from the ends and g from the heaviest node outward, so that light tails neither lose
 * their digits nor spoil others.
 */
function slowestMode({ logMass, logResistance }: Chain): Time {
  const heaviest = heaviestOf(logMass);
  const isHeavy = (value: number): boolean => value - logMass[heaviest] > -TAIL;
  const [first, last] = [logMass.findIndex(isHeavy), logMass.findLastIndex(isHeavy)];
  const mass = logMass.slice(first, last + 1).map((value) => exp(value - logMass[heaviest]));
  const resistance = logResistance.slice(first, last).map((value) => exp(value + logMass[heaviest]));
  const total = mass.reduce((sum, m) => sum + m, 0);
  const centred = (g: number[]): number[] => {
    const mean = g.reduce((sum, value, i) => sum + mass[i] * value, 0) / total;
    return g.map((value) => value - mean);
  };
  const product = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + mass[i] * value * b[i], 0);
  let f = centred(mass.map((_, i) => i / mass.length));
  let time = 0;
  const flow = mass.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    let sum = 0;
    for (let i = 0; i < heaviest - first; i++) {
      sum += mass[i] * f[i];
      flow[i] = sum;
    }
    sum = 0;
    for (let i = mass.length - 2; i >= heaviest - first; i--) {
      sum -= mass[i + 1] * f[i + 1];
      flow[i] = sum;
    }
    const g = mass.map(() => 0);
    for (let i = heaviest - first; i + 1 < mass.length; i++) g[i + 1] = g[i] - resistance[i] * flow[i];
    for (let i = heaviest - first; i > 0; i--) g[i - 1] = g[i] + resistance[i - 1] * flow[i - 1];
    const next = centred(g);
    const size = Math.sqrt(product(next, next));
    time = size / Math.sqrt(product(f, f));
    f = next.map((value) => value / size);
  }
  return time;
}

/** Stationary weights follow ∫ b dy within a stretch, and the ratio of equilibrium weights across a plane. */
function chainOf(stretches: readonly StraightStretch[]): Chain | undefined {
  const chain = {
    x: [] as number[],
    logWeight: [] as number[],
    logMass: [] as number[],
    logResistance: [] as number[],
  };
  let logWeight = 0;
  for (const [k, { nodes, rightPlane, confined }] of stretches.entries()) {
    if (nodes === undefined || !confined) return undefined;
    const { drift, spacing, x } = nodes;
    const last = drift.length - 1;
    const logSpacing = log(spacing);
    for (let i = 0; i <= last; i++) {
      if (i > 0) logWeight += 0.5 * spacing * (drift[i - 1] + drift[i]);
      chain.x.push(x[i]);
      chain.logWeight.push(logWeight);
      chain.logMass.push(logWeight + logSpacing - (i === 0 || i === last ? Math.LN2 : 0));
      if (i < last) chain.logResistance.push(logSpacing - logWeight - 0.25 * spacing * (drift[i] + drift[i + 1]));
    }
    const next = stretches[k + 1];
    if (next?.nodes === undefined) continue;
    const ends = nodes.logWeight[last];
    // A membrane: rate `own` per unit of occupation on this side; a partition resists nothing.
    chain.logResistance.push(
      rightPlane.kind === "membrane" ? -logWeight - log(rightPlane.own) : Number.NEGATIVE_INFINITY,
    );
    logWeight += next.nodes.logWeight[0] - ends;
  }
  return chain;
}
