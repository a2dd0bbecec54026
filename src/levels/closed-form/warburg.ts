/**
 * A layer that consumes at a constant rate, with a core that nothing reaches: Warburg's free boundary.
 *
 *     c = (Q / 2D)(d - x)^2 for x < d, else 0;    d = sqrt(2 D c0 / Q);    J = sqrt(2 D c0 Q) = Q d
 *
 * Holds for one flat layer with constant D and K, supplied at one end or at both by a held concentration or through a
 * film, where the supply does not reach everywhere; where it does, the layer is one of the steady stack. Behind a film
 * the surface concentration c0 solves P (c_bath - c0 / K) = sqrt(2 D Q c0).
 *
 * @see O. Warburg, Biochem. Z. 142, 317 (1923) (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { End, Model, Species } from "#model/model.ts";
import { warburgDepth } from "#physics/warburg.ts";
import { firstFailure, type Recognition } from "./law.ts";
import { type Piece, type Stack, stackOf } from "./stack.ts";
import { curveOver } from "./stack-profile.ts";

const NAME = "zero-order consumption in a layer (Warburg)";

interface Tissue {
  readonly piece: Piece;
  readonly diffusivity: number;
  readonly partition: number;
  /** Q [mol m^-3 s^-1]. */
  readonly consumption: number;
  /** Depth reached from each end [m]; 0 from an end that does not supply. */
  readonly depth: { readonly left: number; readonly right: number };
}

/** Recognises one flat layer with a zero-order sink. */
export function recogniseWarburg(model: Model, species: Species): Recognition {
  const stack = stackOf(model, species);
  if (typeof stack === "string")
    return { kind: "not-this", form: NAME, met: 0, because: stack, change: "use a slab of one layer" };
  const [piece] = stack.elements;
  const single = stack.elements.length === 1 && piece.kind === "piece" ? piece : undefined;
  const uniform = single?.uniform;
  const failure = firstFailure(
    NAME,
    [
      [stack.geometry === "slab", "the layers are curved", "use geometry: slab"],
      [single !== undefined, "there is more than one layer", "use one layer"],
      [
        (single?.production ?? 0) < 0,
        "nothing is consumed at a constant rate",
        "give a zero-order source with a negative rate",
      ],
      [single?.decay === 0, "there is a linear source too", "leave it out"],
      [uniform?.carrying === 0, "coefficients vary within the layer", "make D and K constant"],
      [supplies(stack, "left") || supplies(stack, "right"), "nothing is supplied", "hold a concentration at an end"],
      [
        isSupplyOrClosed(stack, "left") && isSupplyOrClosed(stack, "right"),
        "an end is neither supply nor closed",
        "use a concentration, robin or no-flux",
      ],
    ],
    1,
  );
  if (failure !== undefined || single === undefined || uniform === undefined) return failure as Recognition;
  const consumption = -single.production;
  const constants = { diffusivity: uniform.diffusivity, partition: uniform.weightLeft, consumption };
  const depth = { left: depthFrom(stack, "left", constants), right: depthFrom(stack, "right", constants) };
  const tissue: Tissue = { piece: single, ...constants, depth };
  const starved = depth.left + depth.right < single.thickness;
  return {
    kind: "law",
    name: NAME,
    formula: "c = (Q/2D)(d - x)^2 for x < d, else 0; d = sqrt(2 D c0 / Q); J = Q d",
    source: "O. Warburg, Biochem. Z. 142, 317 (1923)",
    describes: { kind: "continuum" },
    read: (measure, when) => {
      if (measure.name === "penetration_depth") return penetration(tissue, starved);
      return starved ? read(tissue, measure, when) : undefined;
    },
    profile: (when) =>
      starved && when === "steady" ? curveOver(species, stack, when, (_, x) => concentration(tissue, x)) : undefined,
  };
}

function supplies(stack: Stack, end: End): boolean {
  const condition = stack[end];
  return (condition.kind === "concentration" || condition.kind === "robin") && condition.concentration > 0;
}

function isSupplyOrClosed(stack: Stack, end: End): boolean {
  return supplies(stack, end) || stack[end].kind === "no-flux";
}

function depthFrom(
  stack: Stack,
  end: End,
  { diffusivity, partition, consumption }: Pick<Tissue, "diffusivity" | "partition" | "consumption">,
): number {
  const condition = stack[end];
  if (!supplies(stack, end)) return 0;
  if (condition.kind === "concentration")
    return warburgDepth({ diffusivity, concentration: condition.concentration, consumption });
  if (condition.kind !== "robin") return 0;
  // P (b - c0 / K) = Q d with c0 = Q d^2 / 2D: a quadratic in d, solved without cancellation.
  const { permeability: P, concentration: b } = condition;
  const square = (P * consumption) / (2 * diffusivity * partition);
  return (2 * P * b) / (consumption + Math.sqrt(consumption * consumption + 4 * square * P * b));
}

/** Depth reached from the end that supplies: all of the layer, if the supply reaches everywhere. */
function penetration({ piece, depth }: Tissue, starved: boolean): number | undefined {
  if (!starved) return piece.thickness;
  if (depth.left > 0 && depth.right > 0) return undefined;
  return depth.left + depth.right;
}

function concentration({ piece, diffusivity, consumption, depth }: Tissue, x: number): number {
  const left = Math.max(0, depth.left - (x - piece.from));
  const right = Math.max(0, depth.right - (piece.to - x));
  return ((left * left + right * right) * consumption) / (2 * diffusivity);
}

function flux({ piece, consumption, depth }: Tissue, x: number): number {
  const left = Math.max(0, depth.left - (x - piece.from));
  const right = Math.max(0, depth.right - (piece.to - x));
  return consumption * (left - right);
}

function read(tissue: Tissue, { name, place }: Measure, when: When): number | undefined {
  if (when !== "steady" || place === undefined) return undefined;
  const { piece, partition, consumption, diffusivity, depth } = tissue;
  if (name === "amount") {
    const { left: a, right: b } = depth;
    const inside = place.kind === "all" || (place.kind === "layer" && place.layer === piece.layer);
    return inside ? (consumption * (a * a * a + b * b * b)) / (6 * diffusivity) : undefined;
  }
  const end = place.kind === "end" ? place.end : place.kind === "layer-face" ? place.side : undefined;
  const point = place.kind === "point" && place.at.length === 1 ? place.at[0] : undefined;
  const x = end === "left" ? piece.from : end === "right" ? piece.to : point;
  if (x === undefined || x < piece.from || x > piece.to) return undefined;
  if (name === "flux") return flux(tissue, x);
  if (name === "c") return concentration(tissue, x);
  return name === "activity" ? concentration(tissue, x) / partition : undefined;
}
