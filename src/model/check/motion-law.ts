/**
 * `motion:` of a species: runs, flights, subdiffusion, fractional Brownian motion, motors.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { MotionLaw } from "#model/motion-law.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, dimension, multiplied, raised } from "#units/dimension.ts";
import { axesOf } from "./amounts.ts";
import type { DomainDraft } from "./domain.ts";
import { positiveAt, quantityWithin } from "./quantity.ts";
import { indexAt } from "./walk-clock.ts";

type MotionFile = NonNullable<NonNullable<ModelFile["species"]>[string]["motion"]>;

const RATE = dimension("s^-1");

/** The motion; undefined, and reported, if it is wrong. */
export function readMotionLaw(
  draft: Draft,
  path: Path,
  motion: MotionFile,
  domain: DomainDraft | undefined,
): MotionLaw | undefined {
  if (motion.run !== undefined) return readRun(draft, [...path, "run"], motion.run, domain);
  if (motion.flight !== undefined) return readFlight(draft, [...path, "flight"], motion.flight, domain);
  if (motion.subdiffusion !== undefined)
    return readSubdiffusion(draft, [...path, "subdiffusion"], motion.subdiffusion, domain);
  const fractional = motion["fractional-brownian"];
  if (fractional !== undefined) return readFractional(draft, [...path, "fractional-brownian"], fractional, domain);
  return motion.motor === undefined ? undefined : readMotor(draft, [...path, "motor"], motion.motor, domain);
}

/** Whether the domain has as many axes as the motion; reported if not. */
function livesIn(
  draft: Draft,
  path: Path,
  domain: DomainDraft | undefined,
  fits: { readonly kinds: readonly DomainDraft["kind"][]; readonly most: number; readonly expected: string },
): boolean {
  if (domain === undefined || (fits.kinds.includes(domain.kind) && axesOf(domain) <= fits.most)) return true;
  const geometry = domain.kind === "lattice" ? "lattice" : domain.geometry;
  complain(
    draft,
    path,
    { code: "one-of", found: `${String(path.at(-1))} in the geometry ${geometry}`, expected: fits.expected },
    "key",
  );
  return false;
}

function readRun(
  draft: Draft,
  path: Path,
  run: NonNullable<MotionFile["run"]>,
  domain: DomainDraft | undefined,
): MotionLaw | undefined {
  if (!livesIn(draft, path, domain, { kinds: ["free"], most: 2, expected: "the geometry line or plane" }))
    return undefined;
  const dimensions = domain === undefined ? 1 : axesOf(domain);
  const [wanted, other] = dimensions === 1 ? (["reversals", "tumbles"] as const) : (["tumbles", "reversals"] as const);
  const written = run[wanted];
  if (run[other] !== undefined || written === undefined) {
    const cattaneo =
      dimensions === 2 && run.reversals !== undefined
        ? "In a plane the telegrapher (Cattaneo) equation is not the law of any walker: its solution from a point becomes negative behind the front (for a reversal rate of 1/t, -0.489 / (ct)^2 at r = 0.9 ct and -20.2 / (ct)^2 at r = 0.99 ct). Runs with tumbles have an exact density there."
        : undefined;
    complain(
      draft,
      run[other] === undefined ? path : [...path, other],
      {
        code: run[other] === undefined ? "missing-key" : "one-of",
        found:
          run[other] === undefined ? `a run without ${wanted}` : `${other} on a ${dimensions === 1 ? "line" : "plane"}`,
        expected: `${wanted}: a rate`,
        because: cattaneo,
        fix: `${wanted}: 1 1/s`,
      },
      "key",
    );
    return undefined;
  }
  const speed = positiveAt(draft, [...path, "speed"], run.speed, dimension("m s^-1"), "a speed");
  const rate = positiveAt(draft, [...path, wanted], written, RATE, "a rate");
  if (speed === undefined || rate === undefined) return undefined;
  return { kind: "run", dimensions: dimensions as 1 | 2, speed, turning: wanted, rate };
}

function readFlight(
  draft: Draft,
  path: Path,
  { index: written, K: coefficient }: NonNullable<MotionFile["flight"]>,
  domain: DomainDraft | undefined,
): MotionLaw | undefined {
  const expected = "the geometry line, or slab with absorbing ends";
  if (!livesIn(draft, path, domain, { kinds: ["free", "layers"], most: 1, expected })) return undefined;
  const index = indexAt(draft, [...path, "index"], written, 2);
  if (index === undefined) return undefined;
  const K = positiveAt(
    draft,
    [...path, "K"],
    coefficient,
    multiplied(raised(dimension("m"), index), dimension("s^-1")),
    "a diffusion coefficient",
  );
  return K === undefined ? undefined : { kind: "flight", index, K };
}

function readSubdiffusion(
  draft: Draft,
  path: Path,
  { index: written, K: coefficient }: NonNullable<MotionFile["subdiffusion"]>,
  domain: DomainDraft | undefined,
): MotionLaw | undefined {
  if (!livesIn(draft, path, domain, { kinds: ["free"], most: 1, expected: "the geometry line" })) return undefined;
  const index = indexAt(draft, [...path, "index"], written, 1);
  if (index === undefined) return undefined;
  const K = positiveAt(
    draft,
    [...path, "K"],
    coefficient,
    multiplied(dimension("m^2"), raised(dimension("s"), -index)),
    "a diffusion coefficient",
  );
  return K === undefined ? undefined : { kind: "subdiffusion", index, K };
}

function readFractional(
  draft: Draft,
  path: Path,
  { hurst: written, K: coefficient }: NonNullable<MotionFile["fractional-brownian"]>,
  domain: DomainDraft | undefined,
): MotionLaw | undefined {
  if (!livesIn(draft, path, domain, { kinds: ["free"], most: 3, expected: "the geometry line, plane or space" }))
    return undefined;
  const hurst = quantityWithin(draft, [...path, "hurst"], written, {
    of: DIMENSIONLESS,
    holds: (h) => h > 0 && h < 1,
    expected: "a Hurst exponent above 0 and below 1: at 1 and beyond, steps would be correlated more than fully",
  });
  if (hurst === undefined) return undefined;
  const K = positiveAt(
    draft,
    [...path, "K"],
    coefficient,
    multiplied(dimension("m^2"), raised(dimension("s"), -2 * hurst)),
    "a diffusion coefficient",
  );
  const dimensions = domain === undefined ? 1 : axesOf(domain);
  return K === undefined ? undefined : { kind: "fractional-brownian", dimensions, hurst, K };
}

function readMotor(
  draft: Draft,
  path: Path,
  motor: NonNullable<MotionFile["motor"]>,
  domain: DomainDraft | undefined,
): MotionLaw | undefined {
  if (!livesIn(draft, path, domain, { kinds: ["free"], most: 1, expected: "the geometry line" })) return undefined;
  const step = positiveAt(draft, [...path, "step"], motor.step, dimension("m"), "a step");
  const rates = (key: "forward" | "backward", written: readonly (string | number)[]) =>
    written.map((rate, i) => rateAt(draft, [...path, key, i], rate));
  const forward = rates("forward", motor.forward);
  const backward = rates("backward", motor.backward ?? motor.forward.map(() => "0 1/s"));
  const detachment = motor.detachment === undefined ? 0 : rateAt(draft, [...path, "detachment"], motor.detachment);
  if (forward.length === 0 || backward.length !== forward.length) {
    complain(
      draft,
      [...path, forward.length === 0 ? "forward" : "backward"],
      {
        code: "one-of",
        found: `${backward.length} backward rates for ${forward.length} forward ones`,
        expected: "one forward rate or more, and as many backward ones",
      },
      "key",
    );
    return undefined;
  }
  const known = (all: readonly (number | undefined)[]): all is readonly number[] => all.every((k) => k !== undefined);
  if (step === undefined || detachment === undefined || !known(forward) || !known(backward)) return undefined;
  return { kind: "motor", step, forward, backward, detachment };
}

function rateAt(draft: Draft, path: Path, rate: string | number): number | undefined {
  return quantityWithin(draft, path, rate, { of: RATE, holds: (k) => k >= 0, expected: "a rate, not negative" });
}
