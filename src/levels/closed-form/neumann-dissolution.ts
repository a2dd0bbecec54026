/**
 * Neumann's law of a plane solid that dissolves into an endless liquid: the surface recedes as the square root of time,
 *
 *     s(t) = -2 λ √(D t),    c(x, t) = c_s erfc(x / 2√(D t)) / erfc(-λ),    √π λ e^{λ²} erfc(-λ) = c_s / (ρ - c_s).
 *
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { erfc } from "#numerics/error-function.ts";
import { constantValue } from "#potential/constant-value.ts";
import { firstFailure, type Law, type Recognition } from "./law.ts";

const FORM = "dissolution of a plane solid (Neumann)";
const SQRT_PI = Math.sqrt(Math.PI);
const CURVE_POINTS = 201;
/** Diffusion lengths √(D t) that a curve shows. */
const CURVE_REACH = 6;

/** A plane solid at the end of a half-line of liquid without solute. */
export function recogniseNeumannDissolution(model: Model, species: Species): Recognition {
  const { domain } = model;
  const { name, initial, media, terms, drift } = species;
  const condition = model.boundaries.find(({ species: of, end }) => of === name && end === "left")?.condition;
  const D = constantValue(media[0]?.diffusivity);
  const from = domain?.kind === "free" ? domain.from : undefined;
  const dry = initial.kind === "concentration" && constantValue(initial.concentration) === 0;
  const failure = firstFailure(FORM, [
    [condition?.kind === "dissolving", "no solid dissolves at the left end", "use {dissolving: ...} there"],
    [from !== undefined, "the solid is no plane beside endless liquid", "use geometry: line with from:"],
    [D !== undefined && terms.length === 0 && drift === undefined, "D varies or something drives it", "give one D"],
    [dry && model.sources.length === 0, "the liquid holds solute at the start", "start with none"],
  ]);
  if (failure !== undefined) return failure;
  if (condition?.kind !== "dissolving") throw new Error("Bug: no solid");
  return lawOf(name, { D: D as number, from: from as number, ...condition });
}

interface PlaneSolid {
  readonly D: number;
  readonly from: number;
  readonly solubility: number;
  readonly density: number;
}

function lawOf(species: string, { D, from, solubility, density }: PlaneSolid): Law {
  const lambda = recession(solubility / (density - solubility));
  const depth = (t: number): number => 2 * lambda * Math.sqrt(D * t);
  const concentration = (x: number, t: number): number =>
    (solubility * erfc((x - from) / (2 * Math.sqrt(D * t)))) / erfc(-lambda);
  return {
    kind: "law",
    name: FORM,
    formula: "s = -2 lambda sqrt(D t), sqrt(pi) lambda e^(lambda^2) erfc(-lambda) = c_s / (rho - c_s)",
    source: "H. S. Carslaw and J. C. Jaeger, Conduction of Heat in Solids, 2nd ed. (1959), section 11.2",
    describes: { kind: "continuum" },
    read({ name, place }: Measure, when: When) {
      if (typeof when !== "number") return undefined;
      if (name === "surface") return from - depth(when);
      // all that the solid has lost
      if (name === "amount" && place?.kind === "all") return density * depth(when);
      if (name === "flux" && place?.kind === "end" && place.end === "left" && when > 0)
        return ((density - solubility) * depth(when)) / (2 * when);
      if (name !== "c" || place?.kind !== "point" || !(when > 0)) return undefined;
      const x = place.at[0] as number;
      return x < from - depth(when) ? undefined : concentration(x, when);
    },
    profile(when): Profile | undefined {
      if (typeof when !== "number" || !(when > 0)) return undefined;
      const [first, reach] = [from - depth(when), CURVE_REACH * Math.sqrt(D * when)];
      const coordinate = Float64Array.from(
        { length: CURVE_POINTS },
        (_, i) => first + (reach * i) / (CURVE_POINTS - 1),
      );
      const values = coordinate.map((x) => concentration(x, when));
      return { species, when, quantity: "concentration", coordinate, values };
    },
  };
}

/** λ of √π λ e^{λ²} erfc(-λ) = ratio, by bisection: the left side rises from 0 with λ. */
function recession(ratio: number): number {
  const side = (lambda: number): number => SQRT_PI * lambda * exp(lambda * lambda) * erfc(-lambda);
  let [low, high] = [0, 1];
  while (side(high) < ratio) high *= 2;
  for (let k = 0; k < 80; k++) {
    const middle = 0.5 * (low + high);
    if (side(middle) < ratio) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
