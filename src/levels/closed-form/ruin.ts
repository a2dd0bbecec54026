/**
 * A walk on the sites 0 ... N that is gone when it steps on 0 or N: the gambler's ruin.
 *
 *     P(N before 0)  = (1 - r^j) / (1 - r^N),                       r = q / p;  j / N without a bias
 *     mean number of moves = [j - N P(N before 0)] / (q - p);       j (N - j) without a bias
 *     P(k | j, n)    = (2/N) r^{(j-k)/2} sum over m of sin(m pi j / N) sin(m pi k / N) lambda_m^n
 *     lambda_m       = s + 2 (1 - s) sqrt(pq) cos(m pi / N),        m = 1 ... N - 1
 *
 * from j, with s the chance that a step goes nowhere. By a Poisson clock lambda^n becomes e^{-(t/tau)(1 - lambda)}.
 *
 * @see W. Feller, An Introduction to Probability Theory and Its Applications, vol. 1, Wiley (1968), chapter XIV (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import { type LineLaw, lineReading } from "#levels/line-law.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species, WalkLaw } from "#model/model.ts";
import { cos, exp, expm1, log, log1p, pow, powInteger, sin } from "#numerics/elementary.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import { stepsBy } from "./lattice-clock.ts";
import { snapped } from "./lattice-walk.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "gambler's ruin";

interface Ruin {
  readonly model: Model;
  readonly walk: WalkLaw;
  /** N, the number of the last site. */
  readonly last: number;
  /** j, where it starts. */
  readonly from: number;
  readonly amount: number;
}

/** Recognises a step law on a row of sites both of whose ends absorb. */
export function recogniseRuin(model: Model, species: Species): Recognition {
  const { domain, boundaries } = model;
  const { initial, walk, name } = species;
  const sites = domain?.kind === "lattice" ? domain.sites : 0;
  const absorbs = (at: "left" | "right") =>
    boundaries.some(({ species: of, end, condition }) => of === name && end === at && condition.kind === "absorbing");
  const from = initial.kind === "point" && walk ? snapped((initial.at[0] ?? 0) / walk.spacing) : Number.NaN;
  const last = sites - 1;
  const right = walk?.right ?? 0;
  const failure = firstFailure(NAME, [
    [walk !== undefined && sites > 0, "there are no steps on a row of sites", "use a walk and {geometry: lattice}"],
    [initial.kind === "point", `${name} does not start at one point`, `initial: {${name}: {at: 0 nm}}`],
    [Number.isInteger(from) && from > 0 && from < last, "the start is not between the ends", "start at a site between"],
    [absorbs("left") && absorbs("right"), "one end reflects", "make both ends absorbing"],
    [right > 0 && right < 1, "all steps go one way", "give right: above 0 and below 1"],
    // The modes are scaled by this against each other: digits that a strong bias costs.
    [
      (Math.abs(log(right / (1 - right))) * last) / 2 < 12,
      "the bias is too strong for the modes of so many sites",
      "use fewer sites or a smaller bias",
    ],
  ]);
  if (failure !== undefined || walk === undefined || initial.kind !== "point") return failure as Recognition;
  const ruin: Ruin = { model, walk, last, from, amount: initial.amount };
  const { clock, spacing } = walk;
  return {
    kind: "law",
    name: `${NAME}, ${clock.kind} clock`,
    formula: "P(N before 0) = (1 - r^j)/(1 - r^N), mean moves [j - N P]/(q - p), r = q/p; modes sin(m pi j/N) in time",
    source: "W. Feller, An Introduction to Probability Theory and Its Applications, vol. 1, Wiley (1968), chapter XIV",
    describes: { kind: "discrete", spacing, ...(clock.kind === "fixed" ? { step: clock.interval } : {}) },
    read: (measure, when) => (when === "timeless" ? readTimeless(ruin, measure) : readAt(ruin, measure, when)),
  };
}

/** P(N before 0). */
function reachesLast({ walk: { right: p }, last: N, from: j }: Ruin): number {
  const bias = log1p((1 - 2 * p) / p); // ln (q / p)
  return bias === 0 ? j / N : expm1(j * bias) / expm1(N * bias);
}

function readTimeless(ruin: Ruin, { name, place }: Measure): number | undefined {
  const { walk, last: N, from: j } = ruin;
  const { right: p, stay, clock } = walk;
  switch (name) {
    case "exit_probability": {
      if (place?.kind !== "end") return undefined;
      const mirrored = { ...ruin, walk: { ...walk, right: 1 - p }, from: N - j };
      return place.end === "right" ? reachesLast(ruin) : reachesLast(mirrored);
    }
    case "mean_exit_time": {
      if (place?.kind === "end") return undefined;
      const bias = 1 - 2 * p;
      // near no bias the difference cancels: the rest of a few digits is left to the level master
      if (bias !== 0 && Math.abs(bias) * N < 1e-4) return undefined;
      const moves = bias === 0 ? j * (N - j) : (j - N * reachesLast(ruin)) / bias;
      return (moves * clock.interval) / (1 - stay);
    }
    case "slowest_rate": {
      if (N < 2) return undefined;
      const swing = (1 - stay) * 2 * Math.sqrt(p * (1 - p));
      const half = sin(Math.PI / (2 * N));
      const gap = (1 - stay) * (1 - 2 * Math.sqrt(p * (1 - p))) + 2 * swing * half * half;
      // modes that change sign at every tick fade no slower: -lambda_{N-1} <= lambda_1
      return (clock.kind === "poisson" ? gap : -log1p(-gap)) / clock.interval;
    }
    default:
      return undefined;
  }
}

function readAt(ruin: Ruin, measure: Measure, when: When): number | undefined {
  if (typeof when !== "number") return undefined;
  return lineReading(measure, lawAt(ruin, when), ruin.model);
}

/** Probability of each site between the ends. */
function lawAt({ walk, last: N, from, amount }: Ruin, time: number): LineLaw {
  const { right: p, stay, clock, spacing } = walk;
  const steps = stepsBy(walk, time);
  const tilt = Math.sqrt(p / (1 - p));
  const law = new Float64Array(N - 1);
  for (let m = 1; m < N; m++) {
    const angle = (m * Math.PI) / N;
    const lambda = stay + (1 - stay) * 2 * Math.sqrt(p * (1 - p)) * cos(angle);
    const decay = clock.kind === "fixed" ? powInteger(lambda, steps) : exp(-steps * (1 - lambda));
    const weight = (2 / N) * sin(from * angle) * decay;
    for (let k = 1; k < N; k++) law[k - 1] += weight * sin(k * angle) * pow(tilt, k - from);
  }
  const x = law.map((_, i) => latticeCoordinate(0, spacing, i + 1));
  return { x, p: law.map((value) => Math.max(0, value)), start: x[from - 1], amount };
}
