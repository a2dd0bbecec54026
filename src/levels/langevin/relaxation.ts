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

import { exp } from "#numerics/elementary.ts";
import type { Time } from "#units/flavour.ts";
import type { StraightStretch } from "./straight-line.ts";

interface Chain {
  /** Stationary mass of each node. */
  readonly mass: number[];
  /** Resistance between a node and the next. */
  readonly resistance: number[];
}

/** The relaxation time of neighbouring stretches that exchange walkers [s]; Infinity if they are not confined. */
export function relaxationTime(stretches: readonly StraightStretch[]): Time {
  const chain = chainOf(stretches);
  if (chain === undefined) return Number.POSITIVE_INFINITY;
  const { mass, resistance } = chain;
  const total = mass.reduce((sum, m) => sum + m, 0);
  const centred = (g: number[]): number[] => {
    const mean = g.reduce((sum, value, i) => sum + mass[i] * value, 0) / total;
    return g.map((value) => value - mean);
  };
  let f = centred(mass.map((_, i) => i / mass.length));
  let time = 0;
  for (let round = 0; round < 60; round++) {
    const g = [0];
    let flow = 0;
    for (let i = 0; i + 1 < mass.length; i++) {
      flow += mass[i] * f[i];
      g.push(g[i] - resistance[i] * flow);
    }
    const next = centred(g);
    const product = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + mass[i] * value * b[i], 0);
    const size = Math.sqrt(product(next, next));
    time = size / Math.sqrt(product(f, f));
    f = next.map((value) => value / size);
  }
  return time;
}

/** Stationary weights follow ∫ b dy within a stretch, and the ratio of equilibrium weights across a plane. */
function chainOf(stretches: readonly StraightStretch[]): Chain | undefined {
  const mass: number[] = [];
  const resistance: number[] = [];
  let logWeight = 0;
  for (const [k, { nodes, rightPlane, confined }] of stretches.entries()) {
    if (nodes === undefined || !confined) return undefined;
    const { drift, spacing } = nodes;
    const last = drift.length - 1;
    for (let i = 0; i <= last; i++) {
      if (i > 0) logWeight += 0.5 * spacing * (drift[i - 1] + drift[i]);
      const weight = exp(logWeight);
      if (!(weight < 1e300)) return undefined;
      mass.push(weight * spacing * (i === 0 || i === last ? 0.5 : 1));
      if (i < last) resistance.push(spacing / (weight * exp(0.25 * spacing * (drift[i] + drift[i + 1]))));
    }
    const next = stretches[k + 1];
    if (next?.nodes === undefined) continue;
    const ends = nodes.logWeight[last];
    // A membrane: rate `own` per unit of occupation on this side; a partition resists nothing.
    resistance.push(rightPlane.kind === "membrane" ? exp(-logWeight) / rightPlane.own : 0);
    logWeight += next.nodes.logWeight[0] - ends;
  }
  return { mass, resistance };
}
