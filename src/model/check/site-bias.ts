/**
 * The bias of a walk that depends on the place must be a probability wherever the walk can come, and a heat-bath needs a
 * potential to weigh steps by.
 *
 * The sites are looked at from the start outward, as far as the steps until the last record lead, or until a site from
 * which no step goes on.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import type { Solve, Species } from "#model/model.ts";
import { lastRecordTime } from "#model/record-times.ts";
import type { DomainDraft } from "./domain.ts";

/** Sites to each side that are looked at, at most. */
const MOST_SITES = 100_000;
/** How far rounding may take a probability out of 0 to 1. */
const ROUNDING = 1e-12;

/** Complains of walks whose step is none. */
export function refuseSiteBias(
  draft: Draft,
  species: readonly Species[],
  domain: DomainDraft | undefined,
  solves: readonly Solve[],
): void {
  for (const { name, motion, initial, terms } of species) {
    if (motion?.kind !== "site-walk") continue;
    const path = ["species", name, "walk", "step"];
    const { bias, spacing, interval } = motion;
    if (bias.kind === "heat-bath") {
      if (terms.length === 0)
        complain(
          draft,
          [...path, "accept"],
          {
            code: "missing-key",
            found: "accept: heat-bath without a potential to weigh steps by",
            expected: "mu: in the species, as in mu: [ideal, {potential: kappa * x^2 / 2}]",
          },
          "key",
        );
      continue;
    }
    if (initial.kind !== "point") continue;
    const [at = 0] = initial.at;
    const number = Math.round(at / spacing);
    const start = Math.abs(at / spacing - number) < 1e-6 ? number : at / spacing;
    const sites = domain?.kind === "lattice" ? domain.sites : undefined;
    const steps = Math.min(MOST_SITES, Math.floor(lastRecordTime(solves) / interval + 1e-9));
    const fault = firstFault(bias.right, { start, spacing, steps, sites });
    if (fault === undefined) continue;
    const { value, x, after } = fault;
    complain(draft, [...path, "right"], {
      code: "out-of-range",
      found: `${value} at x = ${x} m, which ${after} step${after === 1 ? "" : "s"} can reach`,
      expected: "a probability from 0 to 1 wherever the walk can come",
      because: "Where the walk shall turn round, the probability must be 0 or 1 on a site.",
    });
  }
}

interface Reach {
  /** Where the walk starts, in sites. */
  readonly start: number;
  readonly spacing: number;
  readonly steps: number;
  /** Sites 0 .. sites - 1 of a lattice; undefined on a line. */
  readonly sites: number | undefined;
}

/** The first site on the way outward, to either side, where the probability is none. */
function firstFault(
  right: Expression,
  { start, spacing, steps, sites }: Reach,
): { readonly value: number; readonly x: number; readonly after: number } | undefined {
  for (const way of [1, -1])
    for (let after = 0; after <= steps; after++) {
      const site = start + way * after;
      if (sites !== undefined && (site < 0 || site >= sites)) break;
      const x = Number((site * spacing).toPrecision(15));
      const value = valueAt(right, x);
      if (!(value >= -ROUNDING && value <= 1 + ROUNDING)) return { value, x, after };
      const onward = way === 1 ? value : 1 - value;
      if (onward <= ROUNDING) break;
    }
  return undefined;
}

function valueAt(e: Expression, x: number): number {
  try {
    return evaluate(e, { name: (name) => (name === "x" ? x : 0) });
  } catch (error) {
    if (error instanceof ExpressionError) return Number.NaN;
    throw error;
  }
}
