/**
 * The steady state of a stack of layers: resistances in series.
 *
 *     J A = (a_left - a_right) / R,    R = sum of int e^{V/kT} dx / (K D A) over layers and 1 / (P A) over faces
 *
 * The activity a = c e^{V/kT} / K is continuous, so a change of medium needs no condition of its own. D, K, the
 * potential and a drift may depend on place; linear sinks and sources and constant production are carried where the
 * coefficients are constant in a layer.
 *
 * @see S. J. Marrink and H. J. C. Berendsen, J. Phys. Chem. 98, 4155 (1994), doi:10.1021/j100066a040 (not opened)
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import { AVOGADRO, GAS_CONSTANT } from "#units/constants.ts";
import { firstFailure, type Recognition } from "./law.ts";
import { fromOwnZero, levelledStack } from "./levelled-stack.ts";
import { resistanceOfLayer } from "./resistance.ts";
import { type Piece, type Stack, stackOf } from "./stack.ts";
import {
  chainOf,
  chainReading,
  isPeriodic,
  localIn,
  type SolvedChain,
  solvedChain,
  uniformLaw,
} from "./stack-chain.ts";
import { curveOver } from "./stack-profile.ts";
import { STEADY } from "./two-port.ts";
import { varyingPiece } from "./varying-piece.ts";

const NAME = "steady state of layers in series";

/** Recognises layers between ends that fix a steady state. */
export function recogniseSteadyStack(model: Model, species: Species): Recognition {
  const found = stackOf(model, species);
  if (typeof found === "string")
    return { kind: "not-this", form: NAME, met: 0, because: found, change: "use layers in a slab, cylinder or sphere" };
  const { stack, lift, whyNoResistance, change } = levelledStack(found);
  const failure = firstFailure(
    NAME,
    [
      [!isPeriodic(stack), "the domain is periodic", "give both ends a boundary"],
      [fixesState(stack), "nothing at the ends fixes a steady state", "give an end a concentration or absorbing"],
      [!isOvergrown(stack), "a linear source grows faster than a steady state allows", "use a negative rate"],
      [whyNoResistance === undefined, whyNoResistance ?? "", change],
    ],
    1,
  );
  if (failure !== undefined) return failure;
  const chain = chainOf(stack, (piece) => uniformLaw(piece) ?? (sourceless(piece) ? varyingPiece(piece) : undefined));
  if (chain === undefined)
    return {
      kind: "not-this",
      form: NAME,
      met: 4,
      because: "there is a source in a layer whose coefficients vary",
      change: "make D and K constant in that layer",
    };
  let state: SolvedChain | undefined;
  const solved = () => {
    state ??= solvedChain(chain, STEADY);
    return state;
  };
  return {
    kind: "law",
    name: NAME,
    formula: "J A = (a_left - a_right) / sum int e^(V/kT) dx / (K D A), a = c e^(V/kT) / K continuous",
    source: "S. J. Marrink and H. J. C. Berendsen, J. Phys. Chem. 98, 4155 (1994), doi:10.1021/j100066a040",
    describes: { kind: "continuum" },
    read: (measure, when) => fromOwnZero(measure.name, read(model, species, solved, measure, when), lift),
    profile: (when): Profile | undefined =>
      when === "steady"
        ? curveOver(species, stack, when, (index, x) => localIn(solved(), index, x).concentration.re)
        : undefined,
  };
}

/** Whether an end holds or exchanges the species, so that the state does not depend on how it started. */
export function fixesState({ left, right }: Stack): boolean {
  const holds = (kind: string) => kind === "concentration" || kind === "absorbing" || kind === "robin";
  return holds(left.kind) || holds(right.kind);
}

function sourceless({ decay, production }: Piece): boolean {
  return decay === 0 && production === 0;
}

/** A linear source, or a zero-order sink, may have no steady state, or one with a front: other laws look at them. */
function isOvergrown({ elements }: Stack): boolean {
  return elements.some((e) => e.kind === "piece" && e.decay < 0);
}

function read(
  model: Model,
  species: Species,
  solved: () => SolvedChain,
  measure: Measure,
  when: When,
): number | undefined {
  const { stack } = solved().chain;
  const { name, place } = measure;
  if (name === "resistance" || name === "permeance") {
    const resistance = resistanceOfLayer(stack, place);
    return resistance === undefined ? undefined : name === "resistance" ? resistance : 1 / resistance;
  }
  if (when !== "steady" || isStarved(solved())) return undefined;
  if (name === "dissipation") return dissipation(model, species, solved());
  if (name === "amount_permeated") return undefined;
  const value = chainReading(solved(), measure)?.re;
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

/** A zero-order sink that asks for more than there is: the concentration would become negative. */
function isStarved(solved: SolvedChain): boolean {
  const { elements } = solved.chain.stack;
  return elements.some((element, index) => {
    if (element.kind === "face" || element.production >= 0) return false;
    return Array.from({ length: 65 }, (_, i) => element.from + ((element.to - element.from) * i) / 64).some(
      (x) => localIn(solved, index, x).concentration.re < 0,
    );
  });
}

/**
 * Free energy dissipated by diffusion between the ends, R T I ln(a_left / a_right): per area in a slab, per length in
 * a cylinder, in all in a sphere; of one walker, its probability.
 */
function dissipation(model: Model, species: Species, solved: SolvedChain): number | undefined {
  const { activities, chain } = solved;
  const { elements } = chain.stack;
  const driven = elements.some((e) => e.kind === "piece" && (!sourceless(e) || e.drift.constant !== 0));
  if (driven || model.temperature === undefined) return undefined;
  const [first, last] = [activities[0].re, activities[activities.length - 1].re];
  if (!(first > 0 && last > 0)) return undefined;
  const current = localIn(solved, 0, elements[0].from).current.re;
  const moles = species.measure === "probability" ? 1 / AVOGADRO : 1;
  return moles * current * GAS_CONSTANT * model.temperature * log(first / last);
}
